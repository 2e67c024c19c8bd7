"""Short titles: cut at a joint of the title, never inside a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.edition.citing.pieces import main_title, short_title


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Дневник агронома Н. А. Сабурова (отрывки)", "Дневник агронома Н. А. Сабурова"),
        ("История г. Верхнереченска и уезда. Том первый", "История г. Верхнереченска и уезда"),
        ("The Long Thaw: A Regional History", "The Long Thaw"),
        ("Minutes of the bureau — an extract", "Minutes of the bureau"),
        ("Who asked? A reply to friends", "Who asked?"),
        ("St. Petersburg in winter. Letters", "St. Petersburg in winter"),
        ("What the River Kept", "What the River Kept"),
        ("No. 3", "No. 3"),
        ("", ""),
    ],
)
def test_a_title_is_cut_at_its_own_joint(title: str, short: str) -> None:
    assert short_title(title, words=5) == (short, False)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Letter of P. I. Lesnov to the editors of the district newspaper", "Letter of P. I. Lesnov"),
        ("Report on the state of grain in the left-bank villages", "Report on the state"),
        ("О работе районного комитета партии в деревне за первый квартал", "О работе районного комитета партии"),
        ("К вопросу о А. Б. Сабурове и его дневнике за 1930 год", "К вопросу о А. Б. Сабурове"),
    ],
)
def test_a_long_title_is_cut_after_a_word_that_leads_to_no_other(title: str, short: str) -> None:
    assert short_title(title, words=5) == (short, True)


@given(st.text(alphabet="aA .:(;—Нн1”", max_size=60), st.integers(2, 8))
def test_a_short_title_is_how_the_title_begins(title: str, words: int) -> None:
    short, _ = short_title(title, words=words)
    assert " ".join(title.split()).startswith(short)
    assert title.startswith(main_title(title))
