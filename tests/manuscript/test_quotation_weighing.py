"""Few words within marks of which no rule is sure: what the rest of a manuscript says of them."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.manuscript.found_quotation import FoundQuotation
from variorum.manuscript.manuscript import Manuscript, Paragraph
from variorum.manuscript.quotation_weighing import SIGNS, signs_in, weighed
from variorum.manuscript.quotations_found import paragraphs_of, quotations_in, told_by_rules

ENGLISH = (
    "The barges lay along the quay and the weavers of the lower town counted what the winter had left to them. "
    "Nobody paid for the open harbour, and the open harbour was nobody’s. ",
    "“The ropes were dry and the barges stood where they had stood in autumn,” wrote Vane.",
    "“{}”",
    "open harbour",
    "lousy reed bundles",
)
GERMAN = (
    "Die Kähne lagen am Kai und die Weber der unteren Stadt zählten, was ihnen der Winter gelassen hatte. "
    "Niemand zahlte für den offenen Hafen, und der offene Hafen gehörte niemandem. ",
    "„Die Seile waren trocken und die Kähne standen, wo sie im Herbst gestanden hatten“, schrieb Moos.",
    "„{}“",
    "offenen Hafen",
    "lausigen Schilfbündel",
)
RUSSIAN = (
    "Баржи лежали у причала, и ткачи нижнего города считали, что оставила им зима. "
    "Никто не платил за открытую гавань, и открытая гавань была ничьей. ",
    "«Верёвки высохли, и баржи стояли там, где они стояли ещё осенью», — писал Вейнов.",
    "«{}»",
    "открытую гавань",
    "дрянные снопы камыша с реки",
)
LANGUAGES = [ENGLISH, GERMAN, RUSSIAN]
IN_SENTENCE = {ENGLISH: "He saw {} there.", GERMAN: "Dort gab es die {} noch.", RUSSIAN: "Там лежали {} тогда."}
Language = tuple[str, str, str, str, str]


def told(language: Language, *sentences: str, quoted: int = 14, length: int = 24) -> dict[str, list[tuple[str, bool]]]:
    """What each passage of a manuscript with these sentences, a paragraph each, is told to be."""
    filler, long, *_ = language
    texts = [filler * length, *[long] * quoted, filler, *sentences, filler]
    paragraphs = tuple(Paragraph(number, text) for number, text in enumerate(texts, start=1))
    found: dict[str, list[tuple[str, bool]]] = {}
    for one in quotations_in(Manuscript("a", "text", paragraphs)):
        found.setdefault(one.text, []).append((one.kind, one.told))
    return found


def within(language: Language, words: str) -> str:
    return IN_SENTENCE[language].format(language[2].format(words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_stand_nowhere_else_are_quoted_beside_a_longer_quotation(language: Language) -> None:
    _, long, _, _, rare = language
    kind, is_told = told(language, f"{long} {within(language, rare)}")[rare][0]
    assert kind in ("fragment", "quotation")
    assert is_told


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_the_manuscript_itself_uses_are_none_wherever_marks_stand_around_them(language: Language) -> None:
    _, long, _, own, _ = language
    found = told(language, *[within(language, own)] * 12, f"{long} {within(language, own)}", quoted=2)
    assert set(found[own][:12]) == {("scare", True)}
    assert found[own][12] != ("fragment", True)


@pytest.mark.parametrize("language", [ENGLISH, GERMAN])
def test_words_that_stand_nowhere_else_are_looked_for_where_nothing_is_quoted(language: Language) -> None:
    *_, own, rare = language
    words = " ".join(rare.split()[:3])
    found = told(language, *[within(language, own)] * 12, within(language, words), quoted=2)
    assert found[words] == [("fragment", False)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("quoted", "length"), [(3, 24), (14, 1)])
def test_a_text_that_is_too_short_is_told_by_rules_alone(language: Language, quoted: int, length: int) -> None:
    filler, long, _, _, rare = language
    texts = [filler * length, *[long] * quoted, f"{long} {within(language, rare)}"]
    manuscript = Manuscript("a", "text", tuple(Paragraph(n, text) for n, text in enumerate(texts, start=1)))
    assert list(quotations_in(manuscript)) == told_by_rules(manuscript)


@pytest.mark.parametrize(
    ("language", "sentence", "said"),
    [
        (ENGLISH, "Vane called: “Nobody paid!”", "Nobody paid!"),
        (GERMAN, "Moos rief: „Niemand zahlte!“", "Niemand zahlte!"),
        (RUSSIAN, "Вейнов крикнул: «Никто не платил!»", "Никто не платил!"),
    ],
)
def test_a_whole_sentence_behind_a_colon_is_quoted_whatever_stands_around(
    language: Language, sentence: str, said: str
) -> None:
    *_, own, _ = language
    found = told(language, *[within(language, own)] * 12, sentence, quoted=2)
    assert found[said] == [("fragment", True)]


def test_one_word_and_six_and_titles_and_words_stay_what_the_rules_say() -> None:
    _, long, *_ = ENGLISH
    sentences = (
        f"{long} He saw “reeds” there, and the term “lousy reeds” was new.",
        f"{long} The novel “Lousy Reeds” came out in spring.",
    )
    found = told(ENGLISH, *sentences)
    assert (found["reeds"], found["lousy reeds"], found["Lousy Reeds"]) == (
        [("scare", True)],
        [("word", True)],
        [("title", True)],
    )


def test_every_sign_has_a_weight_and_nothing_else_has() -> None:
    written = tomllib.loads(files("variorum.manuscript").joinpath("quotation_weights.toml").read_text(encoding="utf-8"))
    assert set(written["weights"]) == {"always", *SIGNS}


def test_a_quotation_far_away_in_the_same_paragraph_is_not_near() -> None:
    filler, long, *_, rare = ENGLISH
    near, far = (
        _signs(f"{long} {between} {within(ENGLISH, rare)}", rare)["near a long one"] for between in ("", filler * 4)
    )
    assert (near, far) == (1.0, 0.0)


def test_the_same_word_in_another_case_is_not_new() -> None:
    sentence = "Никто не считал «открытых гаваней» у реки."
    assert _signs(sentence, "открытых гаваней", RUSSIAN)["new words"] < 1.0
    assert _signs(sentence.replace("открытых гаваней", "дрянных снопов"), "дрянных снопов", RUSSIAN)["new words"] == 1.0


def _signs(sentence: str, words: str, language: Language = ENGLISH) -> dict[str, float]:
    filler, long, *_ = language
    texts = [filler * 24, *[long] * 14, sentence]
    manuscript = Manuscript("a", "text", tuple(Paragraph(n, text) for n, text in enumerate(texts, start=1)))
    found = told_by_rules(manuscript)
    at = next(n for n, one in enumerate(found) if one.text == words)
    return signs_in(found, paragraphs_of(manuscript))[at]


@given(st.lists(st.text("“”«»„‘’\"' .,abAB()1", max_size=40), max_size=6))
def test_nothing_is_lost_or_moved_whatever_stands_there(texts: list[str]) -> None:
    filler, long, *_ = ENGLISH
    given_texts = [filler * 24, *[long] * 14, *texts]
    manuscript = Manuscript("a", "text", tuple(Paragraph(n, text) for n, text in enumerate(given_texts, start=1)))
    before = told_by_rules(manuscript)
    after = weighed(before, paragraphs_of(manuscript))
    assert [_stands(one) for one in after] == [_stands(one) for one in before]
    pairs = zip(before, after, strict=True)
    assert all(one.kind == other.kind for one, other in pairs if one.kind in ("title", "word"))
    assert weighed(before, paragraphs_of(manuscript)) == after


def _stands(one: FoundQuotation) -> tuple[object, ...]:
    return one.text, one.places, one.how, one.closed
