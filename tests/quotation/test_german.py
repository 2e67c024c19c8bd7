"""A quotation from a German source is read as German: its spellings, its marks, and what turns a sentence round."""

from __future__ import annotations

import pytest

from variorum.evidence import Verification
from variorum.quotation.texts import MemoryTexts
from variorum.quotation.verification import verify
from variorum.record import Page

TEXT = """Am 12. Mai 1932 legten die Arbeiter der Straßenbahn die Arbeit nicht nieder. Der Führer der Opposition wurde
verhaftet, aber niemand hat ihn verraten. Er sagte: „Wir haben keine Waffen“, und ging hinaus. »Niemals«, rief er,
‚niemals‘. Das Volk kam in Maßen. Drei Delegierte sollten im August gegen den Antrag stimmen. Die Genossin
grüßte die große Menge."""


def held(quotation: str, language: str = "de") -> Verification:
    page = Page("s", 1, "12", TEXT)
    return verify(quotation, MemoryTexts({"s": (page,)}, {"s": language}), source="s")


@pytest.mark.parametrize(
    "quotation",
    [
        "die Arbeiter der Strassenbahn die Arbeit nicht nieder",
        "Der Fuehrer der Opposition wurde verhaftet",
        "gruesste die grosse Menge",
        "der Strassenbahn die Arbeit nicht nieder. Der Fuehrer der Opposition",
    ],
)
def test_the_other_spelling_of_a_word_is_levelled_and_told(quotation: str) -> None:
    verification = held(quotation)
    assert verification.verdict == "verbatim"
    assert "spelling" in verification.levelled
    assert verification.quotation == quotation


def test_the_source_may_write_out_what_the_quotation_does_not() -> None:
    page = Page("s", 1, "12", "Die Strassen der Staedte waren leer, und die Haeuser brannten.")
    texts = MemoryTexts({"s": (page,)}, {"s": "de-CH"})
    verification = verify("Die Straßen der Städte waren leer, und die Häuser brannten", texts, source="s")
    assert (verification.verdict, "spelling" in verification.levelled) == ("verbatim", True)


def test_a_word_that_is_another_one_without_its_ß_is_not_levelled() -> None:
    assert held("Das Volk kam in Massen").verdict == "altered"


def test_what_is_german_spelling_is_levelled_in_german_alone() -> None:
    assert held("Der Fuehrer der Opposition wurde verhaftet", "sv").verdict == "altered"


def test_a_changed_letter_beside_another_spelling_stays_a_change() -> None:
    assert held("Der Fuehrer der Opposition wurde verhaftend").verdict == "altered"


@pytest.mark.parametrize(
    "quotation",
    [
        'Er sagte: "Wir haben keine Waffen", und ging hinaus',
        "Er sagte: »Wir haben keine Waffen«, und ging hinaus",
        "Er sagte: ‚Wir haben keine Waffen‘, und ging hinaus",
        "„Niemals“, rief er, „niemals“",
    ],
)
def test_german_quotation_marks_are_typography(quotation: str) -> None:
    verification = held(quotation)
    assert (verification.verdict, verification.levelled[-1:]) == ("verbatim", ("typography",))


@pytest.mark.parametrize(
    ("quotation", "told"),
    [
        ("legten die Arbeiter der Straßenbahn die Arbeit nieder", "negation"),
        ("aber jemand hat ihn verraten", "negation"),
        ("Wir haben Waffen“, und ging", "negation"),
        ("Vier Delegierte sollten im August gegen den Antrag stimmen", "number"),
        ("Drei Delegierte mußten im August gegen den Antrag stimmen", "possibility or duty"),
        ("Drei Delegierte sollten im März gegen den Antrag stimmen", "month"),
        ("Drei Delegierte sollten im August für den Antrag stimmen", "contrary"),
    ],
)
def test_a_word_that_turns_the_sentence_round_is_altered_and_told(quotation: str, told: str) -> None:
    verification = held(quotation)
    assert verification.verdict == "altered"
    assert told in " ".join(verification.warnings), verification.warnings


def test_only_what_is_more_than_spelling_is_told_to_differ() -> None:
    verification = held("legten die Arbeiter der Strassenbahn die Arbeit nieder")
    assert verification.verdict == "altered"
    assert [difference.found for difference in verification.differences] == ["nicht"]
    assert "negation" in " ".join(verification.warnings)
    assert "spelling" in verification.levelled


def test_words_without_a_source_are_read_in_the_language_of_the_source_that_has_them() -> None:
    texts = MemoryTexts({"s": (Page("s", 1, "12", TEXT),)}, {"s": "de"})
    verification = verify("Der Fuehrer der Opposition wurde verhaftet", texts)
    assert (verification.verdict, verification.levelled[-1:]) == ("verbatim", ("spelling",))


def test_a_noun_is_no_name_in_a_language_that_writes_all_nouns_with_capitals() -> None:
    verification = held("Die Genossin grüßte die große Masse")
    assert verification.verdict == "altered"
    assert "name" not in " ".join(verification.warnings)


@pytest.mark.parametrize(
    "quotation",
    [
        "Der Führer der Opposition, [Hans Schmidt], wurde am Montag verhaftet",
        "Der Führer der Opposition […] wurde am Montag verhaftet",
    ],
)
def test_a_bracket_or_an_omission_that_may_change_who_is_meant_is_told(quotation: str) -> None:
    page = Page("s", 1, "1", "Der Führer der Opposition, Karl Weber, wurde am Montag verhaftet.")
    verification = verify(quotation, MemoryTexts({"s": (page,)}, {"s": "de"}), source="s")
    assert "another may be meant" in " ".join(verification.warnings)


@pytest.mark.parametrize(
    "quotation",
    ["die Arbeit nicht nieder? Der Führer der Opposition", "die Arbeit nicht nieder! Der Fuehrer der Opposition"],
)
def test_what_stands_between_the_words_is_no_matter_of_spelling(quotation: str) -> None:
    assert held(quotation).verdict == "altered"


def on_page(text: str, quotation: str, language: str = "de") -> Verification:
    return verify(quotation, MemoryTexts({"s": (Page("s", 1, "1", text),)}, {"s": language}), source="s")


@pytest.mark.parametrize("before", ["Vermutlich kam niemand.", "Er sagte: „Vermutlich kam niemand.“"])
def test_a_sentence_may_open_with_an_umlaut_and_behind_a_german_mark(before: str) -> None:
    assert (
        on_page(f"{before} Über die Kähne steht hier kein Wort.", "Über die Kähne steht hier kein Wort.").warnings == ()
    )


def test_marks_that_point_inwards_open_and_close() -> None:
    text = "Der Müller sagte: »Niemand kam in den Hof.« Danach ging er an den Fluss hinunter. "
    text += "Er sah »den Kahn« und kehrte um."
    assert on_page(text, "Danach ging er an den Fluss hinunter.").voice == ""
    assert on_page(text, "und kehrte um.").voice == ""
    assert on_page(text, "Niemand kam in den Hof.").voice == "Der Müller sagte"


@pytest.mark.parametrize("language", ["de", ""])
def test_a_passage_in_another_language_than_its_source_is_read_in_its_own(language: str) -> None:
    text = (
        "Die Reihe erscheint in zwei Sprachen und ist für alle da.\n\n"
        "The council of the town was not\nlimited to the barges and the mill that stood by the river."
    )
    assert "negation" in " ".join(on_page(text, "limited to the barges and the mill", language).warnings)


def test_a_paragraph_tells_its_language_though_another_stands_around_it() -> None:
    english = "The council of the town had let the quay by the year, and the barges of the lower town lay there."
    german = "Im Jahre 1931 wurde das Korn nicht an die Bauern verteilt, und niemand wusste von dem Mehl und der Mühle."
    text = f"{english}\n\n{german}\n\n{english}"
    assert "negation" in " ".join(on_page(text, "an die Bauern verteilt", "").warnings)
    assert "negation" in " ".join(on_page(text, "wurde das Korn … an die Bauern verteilt", "en").warnings)
