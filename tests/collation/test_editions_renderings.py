"""A translation goes with its original paragraph by paragraph, in order, and what has no counterpart stands alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from variorum.collation.renderings import renderings_of
from variorum.quotation.texts import body_of, memory_texts

WORDS = "mill river letter snow school strike bread yarn bridge fire".split()  # noqa: SIM905


class ByWords:
    """Means of a text: which of ten words it has, in capitals or not, so that capitals are another language."""

    name = "by-words"
    dimensions = len(WORDS) + 1

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        rows = [[0.05, *(text.lower().split().count(word) for word in WORDS)] for text in texts]
        vectors = np.array(rows, dtype=np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def rendered(original: list[str], translation: list[str]) -> list[tuple[str, str]]:
    bodies = [
        body_of(memory_texts({key: "\n\n".join(text)}), key) for key, text in (("a", original), ("b", translation))
    ]
    found = renderings_of(*bodies, ByWords())
    return [
        (one.original.text if one.original else "", one.translation.text if one.translation else "") for one in found
    ]


def test_a_paragraph_that_was_cut_stands_alone() -> None:
    assert rendered(["mill river", "snow", "school bread"], ["MILL RIVER", "SCHOOL BREAD"]) == [
        ("mill river", "MILL RIVER"),
        ("snow", ""),
        ("school bread", "SCHOOL BREAD"),
    ]


def test_two_paragraphs_made_one_go_with_it_together() -> None:
    assert rendered(["mill river", "snow fire", "bread"], ["MILL RIVER SNOW FIRE", "BREAD"]) == [
        ("mill river snow fire", "MILL RIVER SNOW FIRE"),
        ("bread", "BREAD"),
    ]


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8),
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8),
)
def test_every_paragraph_stands_once_and_in_order(original: list[str], translation: list[str]) -> None:
    found = rendered(original, translation)
    assert " ".join(first for first, _ in found if first) == " ".join(original)
    assert " ".join(second for _, second in found if second) == " ".join(translation)


def test_nothing_goes_with_an_empty_text() -> None:
    assert rendered([""], ["MILL"]) == []
