"""A chapter that is cited by its number, held against what the sections of a source are called."""

from __future__ import annotations

import pytest

from variorum.archive.locators import parse_locator
from variorum.quotation.texts import MemoryTexts
from variorum.quotation.verification import verify
from variorum.record import Page

SAID = "The river ran past the old mill and nobody saw it run."
OTHER = "The council met in the hall and resolved upon the grain."


def placed(first: str, second: str, locator: str) -> str:
    """Where words of the second section stand, held against this locator."""
    texts = MemoryTexts({"s": (Page("s", 1, "", OTHER, section=first), Page("s", 2, "", SAID, section=second))})
    return verify(SAID, texts, source="s", locator=parse_locator(locator)).place


@pytest.mark.parametrize(
    ("first", "second", "locator"),
    [
        ("Глава 1", "Глава 2", "гл. 2"),
        ("I", "II", "гл. 2"),
        ("I", "II", "chap. II"),
        ("CHAPTER I. The Mill", "CHAPTER II. The Quay", "ch. 2"),
        ("Chapter 1", "Book II · Chapter 2", "bk. 2"),
        ("Chapter 1", "Chapter 2", "ch. 1-2"),
        ("II", "2", "ch. 2"),
        ("The Mill", "The Quay", "The Quay"),
        ("The Mill", "Part Two · The Quay", "the quay"),
    ],
)
def test_words_in_the_chapter_cited_stand_as_cited(first: str, second: str, locator: str) -> None:
    assert placed(first, second, locator) == "as cited"


def test_words_in_another_chapter_stand_elsewhere() -> None:
    assert placed("Глава 2", "Глава 3", "гл. 2") == "elsewhere"
    assert placed("IX", "X", "ch. 9") == "elsewhere"
    assert placed("The Mill", "The Quay", "The Mill") == "elsewhere"


@pytest.mark.parametrize(
    ("first", "second", "locator"),
    [
        ("Глава 2", "ЧАСТЬ ПЕРВАЯ", "гл. 2"),  # a part's heading may stand over a chapter
        ("The Mill", "The Quay", "ch. 2"),
        ("I", "II", "bk. 2"),  # a number alone need not be a book's
        ("Глава 1", "Глава 2", "гл. 40"),
        ("Chapter 2", "Part 2", "ch. 2"),
    ],
)
def test_where_it_cannot_be_told_nobody_is_accused(first: str, second: str, locator: str) -> None:
    assert placed(first, second, locator) == "no pages"


def test_what_is_no_section_is_not_understood() -> None:
    assert placed("The Mill", "The Quay", "The Bridge") == "not given"


def test_two_dots_after_an_exclamation_are_a_mark_of_omission_that_the_source_may_have_itself() -> None:
    source = "О боже, как это скверно! Он ушёл. Разве я способен на это? Да!.. Никогда не будет так."
    texts = MemoryTexts({"s": (Page("s", 1, "1", source),)})
    assert verify("О боже, как это скверно!.. Разве я способен на это?", texts, source="s").verdict == "marked"
    assert verify("Разве я способен на это? Да!.. Никогда не будет так.", texts, source="s").verdict == "verbatim"
