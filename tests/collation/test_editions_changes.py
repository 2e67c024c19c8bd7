"""What was done to a text is called by its name: negation, number, name, move; what was done throughout is a rule."""

from __future__ import annotations

import pytest

from variorum.collation.changes import Collated, Edit, collate
from variorum.collation.noted import noted
from variorum.collation.rules import families_of
from variorum.collation.wording import wording_of
from variorum.saying import in_language
from variorum.text.numerals import numbers_in

FRAME = "In the autumn of that year the committee met in the old school and {} before the first snow fell on the river."
RAMKA = "Осенью того года комитет собрался в старой школе и {} раньше, чем на реку лёг первый снег."


RAHMEN = "Im Herbst jenes Jahres tagte der Ausschuss in der alten Schule und {} vor dem ersten Schnee auf dem Fluss."
РАМКА = "Восени того року комітет зібрався в старій школі і {} раніше, ніж на річку ліг перший сніг."


def of(earlier: str, later: str, language: str = "") -> Collated:
    return collate(wording_of(earlier, language), wording_of(later, language))


def only(frame: str, before: str, after: str) -> Edit:
    edits = of(frame.format(before), frame.format(after)).edits
    assert len(edits) == 1, edits
    return edits[0]


@pytest.mark.parametrize(
    ("frame", "before", "after", "kind", "note"),
    [
        (FRAME, "did not agree", "did agree", "negation", "a negation is gone"),
        (FRAME, "was able to vote", "was unable to vote", "negation", "says the contrary"),
        (RAMKA, "был за роспуск", "был против роспуска", "negation", "says the contrary"),
        (FRAME, "1,200 workers struck", "800 workers struck", "number", "made smaller: 1200 → 800"),
        (FRAME, "5 hundred workers struck", "400 workers struck", "number", "made smaller: 500 → 400"),
        (FRAME, "on 14 March they struck", "on 4 March they struck", "number", "another day: 14 → 4"),
        (RAMKA, "бастовали 14 марта", "бастовали 15 марта", "number", "another day: 14 → 15"),
        (FRAME, "twelve workers struck", "twenty workers struck", "number", "made larger: 12 → 20"),
        (RAMKA, "бастовали тысяча двести человек", "бастовали восемьсот человек", "number", "made smaller: 1200 → 800"),
        (RAMKA, "арестовали сорок пять человек", "арестовали некоторых", "number", "made vague: 45"),
        (FRAME, "the chairman Orlov spoke", "the chairman Lesnov spoke", "name", "another: Orlov → Lesnov"),
        (RAMKA, "выступил секретарь Корнеев с докладом", "выступил секретарь с докладом", "name", "gone: Корнеев"),
        (FRAME, "left", "left quietly by the back door of the house", "added", ""),
        (FRAME, "spoke of bread and of the long queues", "spoke", "cut", ""),
        (FRAME, "spoke of bread", "spoke of potatoes", "replaced", ""),
        (FRAME, "spoke, at last", "spoke at last", "punctuation", ""),
        (FRAME, "closed in 1932", "closed in 1938", "number", "another year: 1932 → 1938"),
        (FRAME, "paid .30 roubles", "paid 0.30 roubles", "spelling", ""),
        (FRAME, "sat until 10.40", "sat until 10:40", "punctuation", ""),
        (FRAME, "honoured the dead", "honored the dead", "spelling", ""),
    ],
)  # fmt: skip
def test_a_change_is_called_by_what_it_touches(frame: str, before: str, after: str, kind: str, note: str) -> None:
    edit = only(frame, before, after)
    assert edit.kind == kind
    assert note in edit.note


@pytest.mark.parametrize(
    ("before", "after", "kind", "note"),
    [
        ("stimmte nicht zu", "stimmte zu", "negation", "a negation is gone"),
        ("verlor zwölf Leute", "verlor zwanzig Leute", "number", "made larger: 12 → 20"),
        ("sprach vom Brot", "sprach vom Haus", "replaced", ""),  # every noun has a capital, which names nobody
    ],
)
def test_german_editions_are_read_by_the_words_of_german(before: str, after: str, kind: str, note: str) -> None:
    (edit,) = of(RAHMEN.format(before), RAHMEN.format(after), "de").edits
    assert (edit.kind, edit.note) == (kind, note)


def test_words_of_a_language_without_a_dictionary_are_not_looked_up_in_anothers() -> None:
    # «стан» and «стон» are two words of Russian; of Ukrainian no dictionary is here, so that nobody calls them so
    texts = [" ".join(РАМКА.format(f"почув {word} людей номер {n}") for n in range(12)) for word in ("стан", "стон")]
    assert [rule.kind for rule in of(*texts, "ru").rules] == ["substitution"]
    assert [rule.kind for rule in of(*texts, "uk").rules] == ["spelling"]


def test_texts_in_two_languages_are_read_by_neither_alone() -> None:
    before, after = RAHMEN.format("stimmte nicht zu"), RAHMEN.format("did not agree")
    assert collate(wording_of(before, "de"), wording_of(after, "en")).pair.language == ""
    assert collate(wording_of(before, "de-AT"), wording_of(after)).pair.language == "de-AT"


def test_what_is_moved_is_neither_cut_nor_added() -> None:
    moved = "The seed corn had been carried off at night by men whom nobody in the village knew. "
    rest = [FRAME.format(f"spoke of matter number {number}") + " " for number in range(6)]
    edits = of(moved + "".join(rest), "".join(rest) + moved).edits
    assert [edit.kind for edit in edits] == ["moved"]
    assert edits[0].b - edits[0].a == len(moved.split())


def test_a_name_respelt_throughout_is_one_rule_and_no_change() -> None:
    text = " ".join(FRAME.format(f"Trotzky spoke of matter number {number}") for number in range(12))
    collated = of(text, text.replace("Trotzky", "Trotsky"))
    assert collated.edits == ()
    assert [(rule.written, rule.times, rule.kind) for rule in collated.rules] == [("Trotzky → Trotsky", 12, "spelling")]
    assert collated.kept == 1.0


def test_words_respelt_in_one_way_are_a_family_even_where_each_stands_once() -> None:
    text = FRAME.format("spoke of colour, honour, labour, harbour and favour")
    collated = of(text, text.replace("our,", "or,").replace("harbour", "harbor").replace("favour", "favor"))
    (family,) = families_of(collated.rules)
    assert family.written == "-u- → -∅-"
    assert family.times == 5
    assert collated.edits == ()


def test_a_town_renamed_throughout_is_a_rule_of_substitution() -> None:
    text = " ".join(FRAME.format(f"wrote to Petersburg about matter {number}") for number in range(8))
    (rule,) = of(text, text.replace("Petersburg", "Leningrad")).rules
    assert (rule.written, rule.times, rule.kind) == ("Petersburg → Leningrad", 8, "substitution")


def test_a_word_that_is_respelt_here_and_kept_there_is_no_rule() -> None:
    text = [FRAME.format(f"Trotzky spoke of matter number {number}") for number in range(8)]
    later = [sentence.replace("Trotzky", "Trotsky") if number % 2 else sentence for number, sentence in enumerate(text)]
    assert of(" ".join(text), " ".join(later)).rules == ()


def test_the_spelling_of_before_1918_is_told_as_rules_of_letters() -> None:
    old = (
        "Въ томъ году комитетъ собрался въ старой школѣ, и всѣ члены его, миръ и хлѣбъ помня, рѣшили ждать отвѣта. " * 3
    )
    new = "В том году комитет собрался в старой школе, и все члены его, мир и хлеб помня, решили ждать ответа. " * 3
    collated = of(old, new)
    assert collated.edits == ()
    assert all(rule.kind == "old spelling" for rule in collated.rules)
    assert collated.kept == 1.0


def test_capitals_of_a_placard_are_no_change() -> None:
    assert of(FRAME.format("ALL POWER TO THE SOVIETS"), FRAME.format("All Power to the Soviets")).edits == ()


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("до тысячи двухсот человек", [1200]),
        ("сорок девять колхозов", [49]),
        ("two hundred and fifty men", [250]),
        ("five six", [5, 6]),
        ("1,200 of 84.5", [1200, 84.5]),
        ("three thousand two hundred and five", [3205]),
        ("девяносто шесть семейств в 43 деревнях", [96, 43]),
        ("nobody at all", []),
    ],
)
def test_numbers_are_read_in_words_and_in_figures(words: str, values: list[float]) -> None:
    assert numbers_in(words.split(), "") == values


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("He came home.", "He came home late."),
        ("He came home.", "In the evening he came slowly home."),
        ("The delegates met in the hall and voted.", "The delegates met, as promised, in the hall, and then voted."),
        ("Он пришёл домой.", "Поздно вечером он пришёл наконец домой."),
    ],
)
def test_what_is_only_put_in_leaves_all_the_words_kept(earlier: str, later: str) -> None:
    assert of(earlier, later).kept == 1.0


LINES = (
    "The delegates came to the hall before it was light.",
    "Nobody came.",
    "The porter, who slept above, heard nothing at all of it.",
    "Then it rained.",
)


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (0, 2, 1, 3), (0, 2, 3, 1), (3, 0, 1, 2), (0, 3, 1, 2)])
def test_a_moved_sentence_is_told_as_moved_however_short(order: tuple[int, ...]) -> None:
    found = of(" ".join(LINES), " ".join(LINES[number] for number in order))
    assert [edit.kind for edit in found.edits] == ["moved"]
    assert found.kept == 1.0


@pytest.mark.parametrize(
    ("earlier", "later", "names"),
    [
        ("Orlov spoke first and Zotov answered him.", "Zotov spoke first and Orlov answered him.", {"Orlov", "Zotov"}),
        ("They say that Orlov and Zotov were away.", "They say that Zotov and Orlov were away.", {"Orlov", "Zotov"}),
        ("Орлов ответил Зотову на пленуме.", "Зотов ответил Орлову на пленуме.", {"Орлов", "Зотову"}),
        ("At ten Orlov rose. Then Zotov sat.", "At ten Zotov rose. Then Orlov sat.", {"Orlov", "Zotov"}),
    ],
)
def test_exchanged_names_are_told_as_exchanged(earlier: str, later: str, names: set[str]) -> None:
    edits = of(f"In the hall it was cold. {earlier}", f"In the hall it was cold. {later}").edits
    assert edits
    for edit in edits:
        told, _, who = edit.note.partition(": ")
        assert (edit.kind, told, set(who.split(", "))) == ("name", "exchanged", names)


def test_a_name_put_in_elsewhere_is_no_exchange() -> None:
    found = of(
        "Orlov came on Monday with the keys. The hall was empty and the lamps were out.",
        "He came on Monday with the keys. The hall was empty and Orlov put the lamps out.",
    )
    assert not any("exchanged" in edit.note for edit in found.edits)


def test_the_publishers_words_are_no_change_of_the_text() -> None:
    licence = "This eBook is for the use of anyone anywhere.\n\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\n"
    book = "The delegates came to the hall before it was light, and nobody had told them where the key was kept."
    found = of(f"{licence}{book}", f"{book.replace('light', 'dark')}\n\nAll rights reserved by the house of Zotov.")
    assert [(edit.kind, found.pair.earlier.phrase(edit.a, edit.b)) for edit in found.edits] == [("replaced", "light")]
    assert found.no_longer_named == ()
    assert found.kept > 0.9
    assert all(found.apart.numbers)


def test_every_part_of_a_note_can_be_said_in_another_language() -> None:
    assert noted("gone: Корнеев, gone; a negation is gone") == "gone: Корнеев, gone; a negation is gone"
    assert (
        in_language(noted("gone: Корнеев, gone; a negation is gone"), "ru") == "убрано: Корнеев, gone; отрицание убрано"
    )
    assert in_language(noted("made smaller: 140 → 40"), "ru") == "уменьшено: 140 → 40"


STRIKE = (
    "В тот день на мосту стоял Иван Сухоруков и ждал. За ним пришёл Сухоруков старший. Письмо отдал ему Яков Гольдберг"
    ", и Гольдберг же прочёл его вслух."
)


@pytest.mark.parametrize(
    "form",
    [
        "Сухорукков", "Сухорукоб", "Sukhorukov", "С у х о р у к о в", "СУХОРУКОВ", "Сухорукову", "И. Сухоруков",
        "Сух.", "Сух[оруков]", "С[ухоруков]",
    ],
)  # fmt: skip
def test_nobody_who_may_stand_there_in_another_form_is_said_to_be_no_longer_named(form: str) -> None:
    later = STRIKE.replace("Иван Сухоруков", form).replace("Сухоруков старший", f"{form} старший")
    assert of(STRIKE, later).no_longer_named == ()


def test_who_is_gone_is_said_to_be() -> None:
    later = STRIKE.replace("Иван Сухоруков", "рабочий").replace("Сухоруков старший", "другой")
    assert ("Сухоруков", 2) in of(STRIKE, later).no_longer_named


def test_a_name_that_only_ever_owns_something_is_still_there() -> None:
    text = "They met in the evening at King's, by Owen’s mill, and at the Tsar's gate nobody was seen."
    assert of(text, text).no_longer_named == ()
    assert of(text, text.replace("King's", "the King")).no_longer_named == ()
    assert of(text, text.replace("Owen’s", "the")).no_longer_named == (("Owen’s", 1),)


def test_a_misprint_of_a_name_that_a_later_edition_mends_is_nobody_who_is_gone() -> None:
    text = "They were led by Kornilov into the yard, and there the men of Kornilof waited. It was dark by then."
    assert of(text, text.replace("Kornilof", "Kornilov")).no_longer_named == ()
    text = "They were led by Litovsk into the yard, and there the men of Litowsk waited. It was dark by then."
    assert of(text, text.replace("Litowsk", "Litovsk")).no_longer_named == ()
