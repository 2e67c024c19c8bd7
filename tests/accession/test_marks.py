"""Marks in a text keep their places while pages are made, and leave nothing of themselves in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from variorum.accession.marks import aside_mark, bare, call_mark, note_mark, parted
from variorum.accession.pages_from_blocks import compose, page_mark
from variorum.accession.paragraphs import Block

WORDS = st.text("абв where.,́ёй", min_size=1, max_size=12).filter(lambda text: text.strip() != "")
MARKS = st.sampled_from(
    [call_mark("1"), call_mark("*", target="#n"), aside_mark("hidden", "secret"), note_mark("2", "A note.")]
)
PIECES = st.lists(st.one_of(WORDS, MARKS), min_size=1, max_size=8)
BLOCKS = st.lists(
    st.lists(st.one_of(WORDS, MARKS, st.just(page_mark("7"))), min_size=1, max_size=8), min_size=1, max_size=5
)


@given(PIECES)
def test_a_text_without_its_marks_has_all_its_letters_in_order(pieces: list[str]) -> None:
    text, marks = parted("".join(pieces))
    words = "".join(piece for piece in pieces if bare(piece))
    assert "".join(text.split()) == "".join(words.split())
    assert len(marks) == sum(1 for piece in pieces if not bare(piece))
    assert all(0 <= mark.offset <= len(text) for mark in marks)
    assert [mark.offset for mark in marks] == sorted(mark.offset for mark in marks)


@given(BLOCKS)
def test_whatever_is_marked_every_place_lies_within_its_page(blocks: list[list[str]]) -> None:
    composed = compose([Block("".join(pieces)) for pieces in blocks], source="s")
    lengths = {page.sequence: len(page.text) for page in composed.pages}
    for page in composed.pages:
        assert not any("\ufdd0" <= letter <= "\ufdef" for letter in page.text)
        assert "secret" not in page.text
    for call in composed.calls:
        assert 0 <= call.offset <= lengths[call.page]
        if call.note:
            assert call.note[1] <= lengths[call.note[0]]
    for aside in composed.asides:
        assert aside.text == "secret"
        assert composed.paging == "none" or (aside.offset or 0) <= lengths[aside.page]


@given(BLOCKS)
def test_no_call_and_nothing_left_out_is_lost(blocks: list[list[str]]) -> None:
    composed = compose([Block("".join(pieces)) for pieces in blocks], source="s")
    pieces = [piece for block in blocks for piece in block]
    if composed.pages:
        assert len(composed.calls) == sum(
            piece in (call_mark("1"), call_mark("*", target="#n"), note_mark("2", "A note.")) for piece in pieces
        )
        assert len(composed.asides) == sum(piece == aside_mark("hidden", "secret") for piece in pieces)
        notes = sum(page.text.count("2 A note.") for page in composed.pages)
        assert notes == sum(piece == note_mark("2", "A note.") for piece in pieces)
