"""A text that is shown short is never cut within a word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from variorum.text.shown import cut_at_word


@given(st.lists(st.text("абвxyz", min_size=1, max_size=9), min_size=1, max_size=30), st.integers(12, 80))
def test_what_is_left_are_whole_words_and_the_sign_of_more(words: list[str], longest: int) -> None:
    text = " ".join(words)
    short = cut_at_word(text, longest)
    assert len(short) <= longest
    if short != text:
        assert short.endswith("…")
        assert short[:-1].split() == words[: len(short[:-1].split())]


def test_one_long_word_is_cut_all_the_same() -> None:
    assert cut_at_word("x" * 100, 10) == "x" * 9 + "…"
