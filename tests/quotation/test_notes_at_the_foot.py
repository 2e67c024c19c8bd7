"""Notes at the foot of pages are text, however alike they are: each can be quoted."""

from __future__ import annotations

import pytest

from variorum.quotation.cited_place import locator_of
from variorum.quotation.texts import MemoryTexts, memory_texts
from variorum.quotation.verification import verify
from variorum.record import Page


@pytest.mark.parametrize("foot", ["", "book"])
@pytest.mark.parametrize(
    "note", ["{n} ГАРФ. Ф. {m}. Оп. 2. Д. {n}. Л. 59.", "{n}. Ibid., p. {m}.", "* Archive, file {m}."]
)
def test_a_note_that_is_like_those_of_other_pages_is_quotable(foot: str, note: str) -> None:
    pages = tuple(
        Page(
            "s",
            n,
            str(100 + n),
            f"The hall was full that night {n}.\n\n{note.format(n=n, m=n * 7)}",
            foot=foot and str(n),
        )
        for n in range(1, 9)
    )
    quotation = note.format(n=4, m=28).lstrip("4.* ")
    verification = verify(quotation, MemoryTexts({"s": pages}), source="s")
    assert (verification.verdict, verification.locator) == ("verbatim", "p. 104")


def test_a_first_line_that_pages_share_is_quotable_where_the_reader_told_heads_from_the_text() -> None:
    same = "The general came into the town and left at once."
    pages = tuple(
        Page("s", n, str(16 + n), f"{same}\n\nAnother line of page {n}.", foot=str(16 + n)) for n in range(1, 4)
    )
    verification = verify(same, MemoryTexts({"s": pages}), source="s", locator=locator_of("17"))
    assert (verification.verdict, verification.place, verification.locator) == ("verbatim", "as cited", "p. 17")


NOTED = (
    "In that year the mill stood still and the wea-\n1 The miller said that nobody came to the yard that week.",
    "vers left the town. More was said of it by nobody at all.",
)


def test_a_note_that_parts_the_halves_of_a_word_is_quotable_and_passed_over_in_the_text() -> None:
    texts = memory_texts({"s": NOTED})
    note = verify("The miller said that nobody came to the yard that week.", texts, source="s")
    assert (note.verdict, note.warnings) == ("verbatim", ())
    bent = verify("The miller said that somebody came to the yard that week.", texts, source="s")
    assert (bent.verdict, bent.locator) == ("altered", "p. 1")
    across = verify("the mill stood still and the weavers left the town", texts, source="s")
    assert across.verdict == "verbatim"
    assert "Passed over" in across.warnings[0]


def test_words_of_a_note_that_is_passed_over_are_read_in_their_own_sentence() -> None:
    page = "In spring the lower town stood under wa-\n1 The keeper denied that the gates had been opened by his men."
    texts = memory_texts({"s": [page, "ter for nine days. And so it went for the whole of that year."]})
    cut = verify("the gates had been opened by his men", texts, source="s")
    assert (cut.verdict, cut.frame) == ("verbatim", "denied")
    assert any("denied" in warning for warning in cut.warnings)


def test_what_follows_a_heading_that_ends_in_a_hyphen_is_text() -> None:
    page = (
        "Of 1931.\n\nPublic-Domain-\n\nWorks of the town.\n\nThe miller said that nobody came to the yard.\nSo it went."
    )
    texts = memory_texts({"s": [page, "and they went home that night, as all of them did."]})
    found = verify("The miller said that nobody came to the yard. So it went.", texts, source="s")
    assert (found.verdict, found.warnings) == ("verbatim", ())
