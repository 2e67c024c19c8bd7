"""What models slip on: words that open sentences, titles, closing marks, passages in the other script."""

from __future__ import annotations

import pytest

from variorum.evidence import Mention
from variorum.languages import Recognised, equipment
from variorum.names.linking.clustering import tallied
from variorum.names.linking.known import Form, KnownDossier
from variorum.names.linking.linking import identified
from variorum.names.recognition.combining import combined
from variorum.names.recognition.edges import trimmed
from variorum.names.recognition.gazetteer import gazetteer_of
from variorum.names.recognition.patterns import told
from variorum.names.recognition.recognition import recognise
from variorum.names.recognition.scripts import recogniser_for, seen_in
from variorum.names.recognition.sentence_initial import is_no_forename, without_opening_word
from variorum.names.recognition.sure_people import sure_people
from variorum.record import Entity


def drawn_in(text: str, words: str) -> str:
    """The name that is left of `words`, which a model took for one."""
    start = text.index(words)
    found = combined(text, [Recognised(start, start + len(words), "person")], (), (), language="")
    return "; ".join(text[one.start : one.end] for one in found)


def found(text: str, language: str, *, kind: str = "") -> list[str]:
    return [one.surface for one in recognise(text, language=language) if kind in ("", one.kind)]


# ── words with which sentences open ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Without Lenin nothing was done.", "Without Lenin", "Lenin"),
        ("It was so. Generalising Lenin, he went on.", "Generalising Lenin", "Lenin"),
        ("It was so. “Leaving Marx aside,” he said.", "Leaving Marx", "Marx"),
        ("On the Party\n\nAs Trotsky argued, it failed.", "As Trotsky", "Trotsky"),
        ('So it was." [State, p. 63] Hence Bakunin left.', "Hence Bakunin", "Bakunin"),
        ("Hence Emma Goldman left.", "Hence Emma Goldman", "Emma Goldman"),
        ("Про Корнеева забыли.", "Про Корнеева", "Корнеева"),
        ("Пришли трое. Кладовщик Пряхин молчал.", "Кладовщик Пряхин", "Пряхин"),
        ("Рабочий Пётр Иванов ушёл.", "Рабочий Пётр Иванов", "Пётр Иванов"),
        ("Тихо было утром в поле,\nПро Корнеева забыли,\nНикого не стало дома.", "Про Корнеева", "Корнеева"),
    ],
)
def test_a_word_that_opens_a_sentence_is_no_part_of_the_name(text: str, words: str, name: str) -> None:
    assert drawn_in(text, words) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Frank Knight wrote it.", "Frank Knight"),
        ("Will Thorne spoke.", "Will Thorne"),
        ("Manning Clark wrote it.", "Manning Clark"),
        ("May Picqueray came.", "May Picqueray"),
        ("Вера Засулич стреляла.", "Вера Засулич"),
        ("Роман Гуль уехал.", "Роман Гуль"),
        ("Мороз Иван Петрович допрошен.", "Мороз Иван Петрович"),
        ("Чан Кайши приехал.", "Чан Кайши"),
        ("Rosa Luxemburg was killed.", "Rosa Luxemburg"),
    ],
)
def test_a_given_name_that_is_a_word_as_well_stays(text: str, words: str) -> None:
    assert drawn_in(text, words) == words


def test_a_capital_within_a_sentence_tells_that_the_word_belongs_to_the_name() -> None:
    text = "Following Marx, he read. They called on old Following Marx again."
    assert without_opening_word(text, 0, len("Following Marx")) == 0


@pytest.mark.parametrize(
    "word", ["Karl", "Frank", "Norman", "Clive", "Eric", "Ahmed", "Лев", "Франк", "Рютин", "LENIN"]
)
def test_what_may_be_a_given_name_is_never_held_for_a_word(word: str) -> None:
    assert not is_no_forename(word)


@pytest.mark.parametrize(
    ("text", "spoken", "other"),
    [("Without Lenin nothing.", "en", "de"), ("About Lenin nothing.", "en", "pl"), ("Про Леніна мовчали.", "ru", "uk")],
)
def test_a_word_is_taken_off_a_name_as_the_texts_own_language_has_it_and_no_other(
    text: str, spoken: str, other: str
) -> None:
    end = text.index(" ", text.index(" ") + 1)
    first = text.index(" ") + 1
    assert without_opening_word(text, 0, end, spoken) == first
    assert without_opening_word(text, 0, end, other) == 0


def test_a_surname_in_capitals_is_an_ordinary_word_of_its_own_language_alone() -> None:
    assert list(sure_people("M. N. BLIND", language="de")) == [(0, 11)]
    assert list(sure_people("M. N. BLIND", language="en")) == []


# ── other bearers of a surname ──────────────────────────────────────────────────────────────────────────────────────


def linked(*surfaces: str) -> str:
    """Whom a bare "Marx" names in a source that names Karl Marx in full, and others."""
    known = [
        KnownDossier(
            "marx", "person", "Karl Marx", (Form("Karl Marx", ""), Form("Marx", "the dossier gives this form"))
        )
    ]
    named = ["Karl Marx", *surfaces, "Marx"]
    mentions = [
        (Mention("s", 1, 100 * at, 100 * at + len(one), one, "person", one, "model"), "")
        for at, one in enumerate(named)
    ]
    done = identified(tallied(mentions), known)
    return next(one.entity for tally, one in zip(done.tallies, done.settled, strict=True) if tally.surface == "Marx")


@pytest.mark.parametrize(
    "slip",
    [
        "Without Marx",
        "Marx-Engels Reader",
        "w]hile Marx",
        "Marx Beyond Marx",
        "Basic Marx",
        "Karl Marx Speaks",
        "Marx Anthology",
        "Tragedy of Marx",
    ],
)
def test_a_slip_of_the_model_makes_nobody_another_bearer(slip: str) -> None:
    assert linked(slip) == "marx"


@pytest.mark.parametrize("other", ["Eleanor Marx", "Frank Marx", "Jenny Marx", "Grace Marx", "E. Marx", "Drew Marx"])
def test_a_single_sighting_of_somebody_else_leaves_the_surname_open(other: str) -> None:
    assert linked(other) == ""


# ── closing marks ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Фабрика «Красный прядильщик» стоит.", "Фабрика «Красный прядильщик»"),
        ("ООО „Заря“, Москва", "ООО „Заря“"),
        ("The “Red Weaver” mill", "“Red Weaver”"),
        ('The mill "Red Weaver", there', 'mill "Red Weaver"'),
        ("«Правда» писала", "«Правда»"),
    ],
)
def test_a_name_keeps_the_mark_that_closes_a_quotation_within_it(text: str, name: str) -> None:
    start = text.index(name)
    start, end = trimmed(text, start, start + len(name))
    assert text[start:end] == (name[1:-1] if name[0] in "«“" else name)


def test_a_dossier_s_name_keeps_its_closing_mark() -> None:
    known = gazetteer_of([Entity("mill", "group", "Фабрика «Красный прядильщик»")])
    text = "Пришли рабочие. Фабрика «Красный прядильщик» стояла."
    mentions = recognise(text, language="ru", known=known)
    assert "Фабрика «Красный прядильщик»" in [one.surface for one in mentions]


# ── titles ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        (
            "Они написали «Сталин и кризис пролетарской диктатуры».",
            "ru",
            "Сталин и кризис пролетарской диктатуры",
        ),
        ("Статья «Ленин и Троцкий на распутье» вышла.", "ru", "Ленин и Троцкий на распутье"),
        ("Об этом в книге «Дело Рютина» ни слова.", "ru", "Дело Рютина"),
        ("He printed his pamphlet “Stalin and the crisis” there.", "en", "Stalin and the crisis"),
        ("She published “Lenin in Zurich” then.", "en", "Lenin in Zurich"),
    ],
)
def test_a_title_after_a_word_of_writing_is_a_work_and_names_nobody(text: str, language: str, title: str) -> None:
    mentions = recognise(text, language=language)
    assert [(one.kind, one.surface) for one in mentions if one.surface in title] == [("work", title)]


def test_not_even_one_named_before_is_found_in_a_title() -> None:
    text = "Иван Рютин ушёл. Рютин молчал. Потом вышла книга «Рютин против всех»."
    people = [one.start for one in recognise(text, language="ru") if one.kind == "person"]
    assert people
    assert max(people) < text.index("«")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Он написал: «Ленин уехал в Москву».", "ru"),
        ("Он написал «Ленин уехал в Москву» и ушёл.", "ru"),
        ("Все кричали «Троцкий уехал в Москву» и пели.", "ru"),
        ("He wrote, “Lenin came back from Zurich.”", "en"),
        ("She said “Lenin is dead” twice.", "en"),
    ],
)
def test_speech_is_no_title(text: str, language: str) -> None:
    assert "work" not in {one.kind for one in told(text, language=language)}
    assert {"Ленин", "Lenin", "Троцкий"} & set(found(text, language, kind="person"))


# ── the other script ────────────────────────────────────────────────────────────────────────────────────────────────

RUSSIAN = "Письмо нашёл в архиве Пётр Иванов."
ENGLISH = "The letter that Martin Rice wrote to Emma Goldman was found in the archive of the city."


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize(("language", "texts"), [("ru", (RUSSIAN, ENGLISH)), ("en", (ENGLISH, RUSSIAN))])
def test_a_passage_in_the_other_script_is_read_by_the_other_model(
    language: str, texts: tuple[str, str], gap: str
) -> None:
    people = found(gap.join((*texts, texts[0])), language, kind="person")
    assert {"Пётр Иванов", "Martin Rice", "Emma Goldman"} <= set(people)


@pytest.mark.parametrize(
    "text", [RUSSIAN, f"{RUSSIAN}\n\nMartin Rice, Kiel", f"{RUSSIAN}\n\nDer Brief lag bei Herrn Martin Reiss in Kiel."]
)
def test_latin_letters_that_are_no_english_wake_no_english_model(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(type(equipment("en")), "recognise", lambda _, texts: asked.append(texts))
    seen_in([text], "ru")
    assert asked == []


def test_what_sees_is_told_by_weights_and_versions_for_both_scripts() -> None:
    assert equipment("ru").recogniser() in recogniser_for("ru")
    assert equipment("en").recogniser() in recogniser_for("ru")
    assert recogniser_for("de") == equipment("ru").recogniser()  # German has no model; passages in Cyrillic are seen
    assert recogniser_for("fi") == ""


@pytest.mark.parametrize("name", ["Ł. Żak", "Š. Řezáč", "Ș. Tănase", "Đ. Ćosić", "Ђ. Ћосић", "Ў. Яноўскі"])
def test_initials_of_any_alphabet_name_somebody(name: str) -> None:
    text = f"Later {name} came to the quay."
    assert [text[found.start : found.end] for found in told(text, language="en")] == [name]
