"""Letters folded fast are the letters that the slow way gives, and each knows its code point."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from variorum.text.lettering import fold, folded_letters, letter_positions, letters_of

TEXTS = st.lists(
    st.one_of(
        st.text(alphabet="abcÉ ёѣЖ-*_<>ſﬁ'’ʼ.\ń"),
        st.sampled_from(["<em>", "</em>", "漢字", "*word*", "𝔉", "́"]),
        st.text(max_size=8),
    ),
    max_size=12,
).map("".join)


@given(TEXTS)
def test_both_ways_of_folding_give_the_same_letters(text: str) -> None:
    assert np.array_equal(folded_letters(text), fold(letters_of(text).letters))


@given(TEXTS)
def test_every_folded_letter_knows_its_code_point(text: str) -> None:
    assert np.array_equal(letter_positions(text), letters_of(text).positions)


def test_characters_of_other_scripts_are_told_apart() -> None:
    chinese = folded_letters("漢字書籍歴史資料館")
    assert len(set(chinese.tolist())) > 5
    assert 0 not in chinese
