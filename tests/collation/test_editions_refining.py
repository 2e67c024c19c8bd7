"""Equal words are put together word by word, and no reading that some witnesses share is lost in a longer one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.collation.aligning import lexicon_of
from variorum.collation.apparatus import segments_of
from variorum.collation.refining import agreements, refined
from variorum.collation.tabling import table_of
from variorum.collation.wording import wording_of

TREES = st.sampled_from(["ash", "birch", "cedar", "elm", "fir", "hazel"])
WORDS = st.lists(TREES, min_size=1, max_size=7).map(" ".join)


@pytest.mark.parametrize(
    ("texts", "most"),
    [
        (["red bird", "red leaf", "red bird leaf"], 5),
        (["ash", "elm", "ash elm"], 2),
        (["ash", "elm", "fir", "ash elm fir"], 3),
        (["one cold bright morning came", "one bright cold morning came"], 4),
        (
            [
                "A grey mare passed along the old wall at night.",
                "A mare passed along the white wall at night.",
                "A mare stood beside the white wall at night.",
            ],
            8 + 6 + 7,
        ),
        (["he lay", "lay down here", "here down"], 2),
    ],
)
def test_equal_words_are_put_together(texts: list[str], most: int) -> None:
    assert agreements(table_of([wording_of(text) for text in texts]).ids) >= most


@given(st.lists(WORDS, min_size=2, max_size=5))
def test_looked_over_once_more_no_word_is_lost_and_no_agreement(texts: list[str]) -> None:
    wordings = [wording_of(text) for text in texts]
    lexicon, numbers = lexicon_of(wordings)
    width = max(map(len, numbers))
    ids = [[*row.tolist(), *[-1] * (width - len(row))] for row in numbers]
    cells = [[*range(len(row)), *[-1] * (width - len(row))] for row in numbers]
    placed, found = refined(np.array(cells, dtype=np.int32), np.array(ids, dtype=np.int32), lexicon)
    for number, row in enumerate(numbers):
        assert found[number][found[number] >= 0].tolist() == row.tolist()
        assert placed[number][placed[number] >= 0].tolist() == list(range(len(row)))
    assert agreements(found) >= agreements(np.array(ids, dtype=np.int32))


@given(st.lists(WORDS, min_size=2, max_size=4))
def test_witnesses_that_have_one_word_in_a_column_share_it_in_a_reading(texts: list[str]) -> None:
    wordings = [wording_of(text) for text in texts]
    table = table_of(wordings)
    shared = 0
    for segment in segments_of(table):
        for reading in segment.readings:
            number = len(reading.witnesses)
            shared += reading.words * number * (number - 1) // 2
    assert shared == agreements(table.ids)


def test_the_apparatus_parts_a_respelt_name_from_the_word_beside_it() -> None:
    texts = ["Then Trotzky arrived late", "Then Trotsky came late"]
    segments = segments_of(table_of([wording_of(text) for text in texts]))
    assert [[reading.text for reading in segment.readings] for segment in segments] == [
        ["Then"],
        ["Trotzky", "Trotsky"],
        ["arrived", "came"],
        ["late"],
    ]
