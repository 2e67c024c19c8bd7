"""Aligning editions: nothing is lost, nothing is made up, and turning the two round gives the mirror."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from variorum.collation.aligning import align, lexicon_of
from variorum.collation.apparatus import segments_of
from variorum.collation.blocks import aligned, blocks_of
from variorum.collation.changes import Collated, collate
from variorum.collation.tabling import table_of
from variorum.collation.wording import wording_of
from variorum.text.levelled import levelled

WORDS = st.sampled_from(
    [
        "the",
        "of",
        "not",
        "Trotsky",
        "Trotzky",
        "вождь",
        "Вождь",
        "мир",
        "bread",
        "forty",
        "41,",
        "peace.",
        "“war”",
        "to-day",
        "to",
        "day",
        "∅",
        "I",
    ]
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)
LONG = " ".join(f"word{number % 97} word{number * 7 % 101}," for number in range(600))


def of(earlier: str, later: str) -> Collated:
    return collate(wording_of(earlier), wording_of(later))


@given(TEXTS, TEXTS)
def test_kept_changed_and_moved_blocks_cover_both_texts(earlier: str, later: str) -> None:
    pair = aligned(wording_of(earlier), wording_of(later))
    blocks = blocks_of(pair)
    ours = Counter(i for block in blocks for i in range(block.a, block.b))
    theirs = Counter(j for block in blocks for j in range(block.c, block.d))
    assert ours == Counter(range(len(pair.ours)))
    assert theirs == Counter(range(len(pair.theirs)))
    for block in blocks:
        if block.kind != "changed":
            assert pair.earlier.plain[block.a : block.b] == pair.later.plain[block.c : block.d]


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    collated = of(text, text)
    assert collated.edits == ()
    assert collated.rules == ()


@given(TEXTS, TEXTS)
def test_turned_round_the_alignment_is_the_mirror(earlier: str, later: str) -> None:
    lexicon, (a, b) = lexicon_of((wording_of(earlier), wording_of(later)))
    there, back = align(a, b, lexicon), align(b, a, lexicon)
    for i in np.flatnonzero(there >= 0).tolist():
        assert back[there[i]] == i
    assert (there >= 0).sum() == (back >= 0).sum()


@given(TEXTS, TEXTS)
def test_turned_round_what_was_cut_is_added(earlier: str, later: str) -> None:
    there = Counter(_mirrored(edit.kind) for edit in of(earlier, later).edits if edit.kind in ("added", "cut"))
    back = Counter(edit.kind for edit in of(later, earlier).edits if edit.kind in ("added", "cut"))
    assert there == back


def _mirrored(kind: str) -> str:
    return {"added": "cut", "cut": "added"}.get(kind, kind)


@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_each_witness_is_whole_again_when_its_segments_are_joined(texts: list[str]) -> None:
    table = table_of([wording_of(text) for text in texts])
    segments = segments_of(table)
    for witness, text in enumerate(texts):
        spans = [
            reading.spans[reading.witnesses.index(witness)]
            for segment in segments
            for reading in segment.readings
            if witness in reading.witnesses
        ]
        assert len(spans) == len(segments)
        if table.wordings[witness].plain:
            assert "".join(text[start:end] for start, end in spans) == text


@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_where_the_segments_agree_the_witnesses_have_the_same_words(texts: list[str]) -> None:
    table = table_of([wording_of(text) for text in texts])
    for segment in segments_of(table):
        if segment.kind == "agreed":
            (reading,) = segment.readings
            said = {
                wording_of(text[start:end]).plain
                for text, (start, end) in zip(texts, (reading.spans[w] for w in range(len(texts))), strict=True)
            }
            assert len(said) == 1


def test_a_long_text_is_found_again_word_for_word_around_a_cut() -> None:
    words = LONG.split()
    shorter = " ".join(words[:400] + words[430:])
    pair = aligned(wording_of(LONG), wording_of(shorter))
    assert list(pair.partner) == [*range(400), *[-1] * 30, *range(400, len(words) - 30)]


def test_no_text_at_all_is_no_trouble() -> None:
    assert of("", "").edits == ()
    assert [edit.kind for edit in of("", "three words came").edits] == ["number"]
    assert of("all of this went", "").kept == 0.0


def test_old_spelling_case_and_broken_lines_are_levelled() -> None:
    assert levelled("Миръ") == levelled("мир")
    assert levelled("ре-\nволюция") == levelled("революция")
    assert levelled("to-day") == levelled("Today")
    assert levelled("мой") != levelled("мои")
