"""What a quoter remarks in round brackets is told from words put in there, by what remarks are made of."""

from __future__ import annotations

import pytest

from variorum.quotation.marks import marks_in
from variorum.quotation.verification import memory_texts, verify

TEXT = {
    "en": "He came into the yard and sat down on the bench by the window.",
    "ru": "Он вошёл в контору и сел на лавку у окна, а потом вышел.",
    "de": "Er kam in den Hof und setzte sich auf die Bank am Fenster.",
}


@pytest.mark.parametrize(
    "quotation",
    [
        "He came into the yard (emphasis added) and sat down",
        "He came into the yard (my italics) and sat down",
        "He came into the yard (italics are Vane's) and sat down",
        "He came (sic) into the yard and sat down",
        "Он вошёл в контору (курсив мой. — А. Б.) и сел на лавку",
        "Он вошёл в контору (подчёркнуто Орловым) и сел на лавку",
        "Он вошёл (так в тексте) в контору и сел на лавку",
        "Er kam in den Hof (Hervorhebung von mir) und setzte sich",
        "Er kam in den Hof (Hervorh. im Orig.) und setzte sich",
    ],
)
def test_a_remark_on_how_words_are_set_is_the_quoters(quotation: str) -> None:
    found = verify(quotation, memory_texts(TEXT))
    assert (found.verdict, found.warnings) == ("marked", ())


@pytest.mark.parametrize(
    "quotation",
    [
        "He came (emphasising his age) into the yard and sat down",
        "He came into the yard (with emphasis on the poor) and sat down",
        "He came into the yard (emphasis Frost Winter) and sat down",
        "He came into the yard (sic Stalin Lenin) and sat down",
        "Он вошёл (подчёркнуто вежливо) в контору и сел на лавку",
        "Он вошёл в контору (выделено десять мешков) и сел на лавку",
        "Он вошёл в контору (примечание: ложь) и сел на лавку",
        "Er kam in den Hof (da er sich fürchtete) und setzte sich auf die Bank",
    ],
)
def test_words_put_in_between_round_brackets_are_no_remark(quotation: str) -> None:
    found = verify(quotation, memory_texts(TEXT))
    assert found.verdict == "altered"
    assert [one.kind for one in found.differences] == ["added"]


@pytest.mark.parametrize("words", ["emphasis " + "A " * 44, "Emphasis " + "By " * 28, "курсив " + "Наш " * 20])
def test_a_bracket_full_of_words_that_may_be_names_is_looked_at_once(words: str) -> None:
    assert marks_in(f"He came ({words}x) into the yard") == ()
