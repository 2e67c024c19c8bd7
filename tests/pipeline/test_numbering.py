"""Labels that a person gives count up as the source counts, and corrected pages stand before what was read."""

from __future__ import annotations

import pytest

from variorum.pipeline.numbering import corrected, following, relabelled
from variorum.record import Page


def pages(count: int) -> tuple[Page, ...]:
    return tuple(
        Page("s", n, str(n), f"one {n}\n\ntwo {n}", paragraphs=(0, 7), first_paragraph=2 * n - 1)
        for n in range(1, count + 1)
    )


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("i", "ii"),
        ("iii", "iv"),
        ("IX", "X"),
        ("xcix", "c"),
        ("1", "2"),
        ("A-9", "A-10"),
        ("12v", ""),
        ("plate", ""),
        ("", ""),
    ],
)
def test_a_label_counts_up_as_the_source_counts(label: str, expected: str) -> None:
    assert following(label) == expected


def test_roman_pages_give_way_to_arabic_ones() -> None:
    labels = [page.label for page in relabelled(pages(6), {1: "i", 4: "1"})]
    assert labels == ["i", "ii", "iii", "1", "2", "3"]


def test_pages_before_the_first_given_label_keep_theirs() -> None:
    assert [page.label for page in relabelled(pages(3), {3: "57"})] == ["1", "2", "57"]


def test_roman_numerals_are_counted_through() -> None:
    labels = " ".join(page.label for page in relabelled(pages(14), {1: "i"}))
    assert labels == "i ii iii iv v vi vii viii ix x xi xii xiii xiv"


def test_a_corrected_page_stands_before_the_one_that_was_read() -> None:
    laid = corrected(pages(2), {"1": "as the page has it"}, source="s")
    assert [page.text for page in laid] == ["as the page has it", "one 2\n\ntwo 2"]


def test_paragraphs_are_counted_anew_after_a_correction() -> None:
    laid = corrected(pages(2), {"1": "a\n\nb\n\nc"}, source="s")
    assert laid[0].paragraphs == (0, 3, 6)
    assert laid[1].first_paragraph == 4


def test_a_page_that_was_only_a_picture_is_put_in_its_place() -> None:
    laid = corrected([pages(3)[0], pages(3)[2]], {"2": "typed by hand"}, source="s")
    assert [(page.label, page.sequence) for page in laid] == [("1", 1), ("2", 2), ("3", 3)]
