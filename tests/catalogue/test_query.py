"""What a query means, and the one sentence that says why it means nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.catalogue.filters import Filters
from variorum.catalogue.query import parse_query, understood
from variorum.finding import Refused


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("рабочий", "рабочий"),
        ("two words", "(two AND words)"),
        ("a OR b c", "(a OR (b AND c))"),
        ("(a OR b) c", "((a OR b) AND c)"),
        ("a ИЛИ b И c НЕ d", "(a OR (b AND c AND NOT d))"),
        ("a -b", "(a AND NOT b)"),
        ("a NOT (b OR c)", "(a AND NOT (b OR c))"),
        ("a NOT NOT b", "(a AND b)"),
        ("a or b", "(a AND or AND b)"),
        ("self-management", "self-management"),
        ("Ленин — вождь 😀", "(Ленин AND вождь)"),
        ("=form оппозиц*", "(=form AND оппозиц*)"),
        ('"exact phrase"', '"exact phrase"'),
        ("«точная фраза»", '"точная фраза"'),
        ("“typographic marks”", '"typographic marks"'),
        ("„и такие“", '"и такие"'),
        ('~"any form"', '~"any form"'),
        ('"near words"~5', '"near words"~5'),
        ('"one"', "=one"),
        ('"пред* слово"', '"пред* слово"'),
        ("source:a-b word", "word"),
        ("http://example.org", "http://example.org"),
    ],
)
def test_a_query_means(written: str, meant: str) -> None:
    assert understood(parse_query(written).root) == meant


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "no word to look for"),
        ("   ", "no word to look for"),
        ("\0", "no word to look for"),
        ("😀 — !", "no word to look for"),
        ("(a", "character 1 .* never closed"),
        ("a)", "character 2 .* no opening one"),
        ("a ()", "character 3 .* nothing between"),
        ('a "b', "character 3 .* quotation mark is never closed"),
        ('""', "character 1 .* no word between"),
        ("AND a", "character 1 .* both sides"),
        ("a AND", "character 3 .* both sides"),
        ("a AND OR b", "character 3 .* both sides"),
        ("OR a", "character 1 .* missing before"),
        ("a OR", "character 3 .* nothing after"),
        ("a OR )", "character 3 .* nothing after"),
        ("a NOT", "character 3 .* nothing after"),
        ("NOT a", "only what to leave out"),
        ("-a -b", "only what to leave out"),
        ("a OR -b", "only what to leave out"),
        ("from:1928", "names no word"),
        ("from:soon a", "character 1 .* not a date"),
        ("from:1928-13 a", "not a date"),
        ("date:1928..x a", "not a date"),
        ("kind:poem a", "not one of speech"),
        ("access:secret a", "not one of open"),
        ("colour:red a", "no filter “colour:”"),
        ("source: a", "no value"),
        ("(" * 100 + "a", "more than 20 deep"),
        ("-(" * 100 + "a", "more than 20 deep"),
        ("NOT " * 300 + "a", "more than 20 deep"),
        ("(" * 10_000, "longer than 2000"),
        ("a " * 101, "more than 100 words"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(written: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refusal:
        parse_query(written)
    assert "\n" not in str(refusal.value)


def test_filters_are_read_in_both_languages() -> None:
    asked = parse_query("слово source:a источник:b kind:letter автор:«Пётр Петров» язык:ru from:1928 to:1930-02")
    assert asked.filters == Filters(
        ("a", "b"),
        ("letter",),
        ("Пётр Петров",),
        ("ru",),
        (),
        date(1928, 1, 1).toordinal(),
        date(1930, 2, 28).toordinal(),
    )


def test_a_date_may_be_a_day_a_month_a_year_or_a_range() -> None:
    def days(written: str) -> tuple[int | None, int | None]:
        filters = parse_query(f"слово date:{written}").filters
        return filters.earliest, filters.latest

    day = date(1928, 5, 12).toordinal()
    assert days("1928-05-12") == (day, day)
    assert days("1928-12") == (date(1928, 12, 1).toordinal(), date(1928, 12, 31).toordinal())
    assert days("1928..1929") == (date(1928, 1, 1).toordinal(), date(1929, 12, 31).toordinal())
    assert days("1928..") == (date(1928, 1, 1).toordinal(), None)
    assert days("..1928") == (None, date(1928, 12, 31).toordinal())


@given(st.text(st.sampled_from('ab Ж"«»()-~=*:|0😀\0\n') | st.characters(), max_size=60))
def test_every_query_is_read_or_refused(written: str) -> None:
    try:
        root = parse_query(written).root
    except Refused:
        return
    assert understood(root)
