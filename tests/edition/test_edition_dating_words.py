"""Dates in words, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.dates.dating import Dating
from variorum.edition.citing.chicago import american_date
from variorum.edition.in_words import dating_in_words
from variorum.edition.wording import words_of

CASES = [
    ("1927-12-21", "21 December 1927", "21 декабря 1927"),
    ("1927-12", "December 1927", "декабрь 1927"),
    ("1927", "1927", "1927"),
    ("1927-12~", "about December 1927", "около декабря 1927"),
    ("1927?", "1927 (uncertain)", "1927 (под вопросом)"),
    ("1928-01-17%", "about 17 January 1928 (uncertain)", "около 17 января 1928 (под вопросом)"),
    ("1930-09/1930-10", "September 1930 – October 1930", "сентябрь 1930 – октябрь 1930"),
    ("1930/..", "from 1930", "с 1930"),
    ("1930-05/..", "from May 1930", "с мая 1930"),
    ("../1930-05", "until May 1930", "по май 1930"),
    ("[1928-01-17,1928-01-18]", "17 January 1928 or 18 January 1928", "17 января 1928 или 18 января 1928"),
    ("[..1928]", "1928 or earlier", "1928 или раньше"),
    ("[1928..1930]", "between 1928 and 1930", "между 1928 и 1930"),
    ("193X", "1930s", "1930-е"),
    ("19XX", "1900 – 1999", "1900 – 1999"),
    ("1932-XX", "1932", "1932"),
    ("1932-05-XX", "May 1932", "май 1932"),
    ("1932-22", "summer 1932", "лето 1932"),
    ("-0099", "100 BC", "100 до н. э."),
]


@pytest.mark.parametrize(("edtf", "english", "russian"), CASES)
def test_a_dating_is_said_in_both_languages(edtf: str, english: str, russian: str) -> None:
    dating = Dating(edtf, edtf)
    assert dating_in_words(dating, words_of("en")) == english
    assert dating_in_words(dating, words_of("ru")) == russian


def test_the_old_style_is_named() -> None:
    dating = Dating("1917-10-25", "1917-10-25", "julian")
    assert dating_in_words(dating, words_of("en")) == "25 October 1917 (Old Style)"
    assert dating_in_words(dating, words_of("ru")) == "25 октября 1917 (ст. ст.)"


@given(st.text(alphabet="0123456789-X?~%./[]{},u ", max_size=24), st.text(max_size=12))
def test_what_is_not_understood_is_shown_as_written_and_never_fails(edtf: str, written: str) -> None:
    for language in ("en", "ru"):
        said = dating_in_words(Dating(written, edtf), words_of(language))
        assert said or not (written or edtf.strip())
    american_date(Dating(written, edtf))
