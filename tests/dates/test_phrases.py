"""Date phrases in prose: what each is taken to mean, with the bounds, the kind of bound, and what is left open."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.dates.edtf import MalformedDate, parse_edtf
from variorum.dates.lexicon import expressions, single_words
from variorum.dates.phrases import as_json, find_dates, named_as_json, read_phrase
from variorum.dates.policies import default_policies, policies_from

RUSSIAN = Path(__file__).with_name("russian_phrases.tsv")


def said(phrase: str, **options: str) -> tuple[object, object, object]:
    read = as_json(read_phrase(phrase, **options))  # type: ignore[arg-type]
    return read["earliest"], read["latest"], read["bound"]


@pytest.mark.parametrize(
    ("phrase", "earliest", "latest", "bound"),
    [
        ("by mid-July 1928", None, "1928-07-20", "by"),
        ("not later than 12 May 1927", None, "1927-05-12", "by"),
        ("on or before 5 June 1929", None, "1929-06-05", "by"),
        ("before 12 May 1927", None, "1927-05-11", "before"),
        ("until May 1928", None, "1928-05-31", "until"),
        ("after 12 May 1927", "1927-05-13", None, "after"),
        ("since 1923", "1923-01-01", None, "from"),
        ("Beginning in 1928", "1928-01-01", None, "from"),
        ("17 or 18 January 1928", "1928-01-17", "1928-01-18", "on"),
        ("15–17 May 1928", "1928-05-15", "1928-05-17", "within"),
        ("from 5 March to 9 April 1918", "1918-03-05", "1918-04-09", "within"),
        ("March 5-9, 1918", "1918-03-05", "1918-03-09", "within"),
        ("1915-17", "1915-01-01", "1917-12-31", "within"),
        ("between May and July 1928", "1928-05-01", "1928-07-31", "within"),
        ("the first ten days of May 1927", "1927-05-01", "1927-05-10", "within"),
        ("the latter half of June 1928", "1928-06-16", "1928-06-30", "within"),
        ("the last day of 1927", "1927-12-31", "1927-12-31", "on"),
        ("early in 1914", "1914-01-01", "1914-04-30", "within"),
        ("the winter of 1929–30", "1929-12-01", "1930-02-28", "within"),
        ("the second half of the 1920s", "1925-01-01", "1929-12-31", "within"),
        ("the late 19th century", "1866-01-01", "1899-12-31", "within"),
        ("about 1905", "1903-01-01", "1908-01-01", "about"),
        ("throughout 1928", "1928-01-01", "1928-12-31", "on"),
        ("100 BCE", "-0099-01-01", "-0099-12-31", "within"),
        ("490–479 BC", "-0489-01-01", "-0478-12-31", "within"),
        ("AD 476", "0476-01-01", "0476-12-31", "within"),
        ("the twenty-fifth of October, nineteen seventeen", "1917-10-25", "1917-10-25", "on"),
        ("nineteen hundred and five", "1905-01-01", "1905-12-31", "within"),
        ("three weeks after 12 May 1927", "1927-06-02", "1927-06-02", "on"),
        ("the day before 1 May 1927", "1927-04-30", "1927-04-30", "on"),
        ("Easter 1917", "1917-04-08", "1917-04-08", "on"),
        ("the tenth anniversary of October", "1927-11-07", "1927-11-07", "on"),
        ("18 Brumaire Year VIII", "1799-11-09", "1799-11-09", "on"),
        ("after the 15th Congress", "1927-12-20", None, "after"),
        ("between the 15th and the 16th congress", "1927-12-20", "1930-06-25", "within"),
        ("l928", "1928-01-01", "1928-12-31", "within"),
        ("12.V.1927", "1927-05-12", "1927-05-12", "on"),
    ],
)
def test_an_english_phrase_says_what_a_historian_takes_it_to_say(
    phrase: str, earliest: str | None, latest: str | None, bound: str
) -> None:
    assert said(phrase) == (earliest, latest, bound)


@pytest.mark.parametrize(
    ("phrase", "earliest", "latest"),
    [
        ("the same day", "1928-01-17", "1928-01-17"),
        ("three weeks later", "1928-02-07", "1928-02-07"),
        ("two days earlier", "1928-01-15", "1928-01-15"),
        ("the following year", "1929-01-01", "1929-12-31"),
        ("that autumn", "1928-09-01", "1928-11-30"),
        ("the previous April", "1927-04-01", "1927-04-30"),
        ("in July", "1928-07-01", "1928-07-31"),
        ("on the 14th", "1928-01-14", "1928-01-14"),
        ("on Friday", "1928-01-20", "1928-01-20"),
        ("by the end of the year", None, "1928-12-31"),
        ("May of that year", "1928-05-01", "1928-05-31"),
        ("a month later", "1928-02-01", "1928-02-29"),
    ],
)
def test_a_relative_phrase_counts_from_the_date_before_it(phrase: str, earliest: str | None, latest: str) -> None:
    assert said(phrase, relative_to="1928-01-17")[:2] == (earliest, latest)


def test_the_russian_phrases_annotated_by_trap() -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    with RUSSIAN.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            total[row["trap"]] += 1
            calendar = row["calendar"] or "gregorian"
            try:
                read = as_json(read_phrase(row["phrase"], relative_to=row["relative_to"] or None, calendar=calendar))
            except MalformedDate:
                continue
            found = (read["earliest"] or "", read["latest"] or "", read["bound"])
            right[row["trap"]] += found == (row["earliest"], row["latest"], row["bound"])
    assert total.total() >= 500
    assert {trap: total[trap] - right[trap] for trap in total if right[trap] < total[trap]} == {}


def test_a_dual_date_is_one_date_and_a_check() -> None:
    good = read_phrase("25 October (7 November) 1917")
    assert (good.dating.edtf, good.remarks) == ("1917-11-07", ())
    bad = read_phrase("25 October (6 November) 1917")
    assert len(bad.alternatives) == 2
    assert "12 days apart" in bad.remarks[0]
    assert "13 days" in bad.remarks[0]
    assert read_phrase("28 февраля (12 марта) 1900 г.").remarks == ()
    assert read_phrase("28 февраля (13 марта) 1900 г.").remarks != ()


def test_an_unknown_style_keeps_both_possibilities() -> None:
    read = read_phrase("25 October 1917", calendar="unknown")
    assert [(dating.calendar, dating.earliest_start) for dating in read.alternatives] == [
        ("julian", parse_edtf("1917-11-07").earliest_start),
        ("gregorian", parse_edtf("1917-10-25").earliest_start),
    ]
    assert said("25 October 1917", calendar="unknown")[:2] == ("1917-10-25", "1917-11-07")


def test_a_day_that_is_none_is_refused_and_in_a_text_remarked() -> None:
    with pytest.raises(MalformedDate, match="no such day"):
        read_phrase("30 February 1928")
    with pytest.raises(MalformedDate, match="no such day"):
        read_phrase("5 февраля 1918 г.", calendar="russia")
    assert find_dates("He came on 30 February 1928.")[0].remarks


def test_a_weekday_that_does_not_fit_is_remarked() -> None:
    assert "Wednesday" in read_phrase("Monday, 7 November 1917").remarks[0]
    assert read_phrase("Wednesday, 7 November 1917").remarks == ()


def test_what_needs_another_date_says_so() -> None:
    with pytest.raises(MalformedDate, match="counts from"):
        read_phrase("three weeks later")
    with pytest.raises(MalformedDate):
        read_phrase("a kettle")
    assert read_phrase("12 May").dating.edtf == "XXXX-05-12"


def test_a_story_runs_on_and_asides_do_not_stop_it() -> None:
    text = (
        "On 5 March 1921 the depot (built in 1899) was closed. In April the clerks left. Two days after 12 April the "
        "doors were sealed. The following autumn it burned. In December it was sold; in January the buyer died."
    )
    assert [phrase.dating.edtf for phrase in find_dates(text)] == [
        "1921-03-05", "1899", "1921-04", "1921-04-14", "1921-23", "1921-12", "1922-01",
    ]  # fmt: skip


def test_party_time_is_told_from_the_partys_sittings_alone() -> None:
    assert said("two weeks before the 16th Congress")[:2] == ("1930-06-12", "1930-06-12")
    assert said("через месяц после XV съезда партии")[:2] == ("1928-01-01", "1928-01-31")
    assert find_dates("the Sixth Congress of the Comintern, VI съезд Советов, the 8th Komsomol Congress") == []
    assert "stenographic" in read_phrase("after the 15th Congress").events[0]


def test_day_or_month_first_is_left_open() -> None:
    read = read_phrase("5/6/1927")
    assert read.dating.edtf == "[1927-06-05,1927-05-06]"
    assert [dating.edtf for dating in read.alternatives] == ["1927-06-05", "1927-05-06"]
    assert read_phrase("13/6/1927").alternatives == ()
    assert read_phrase("by 5/6/1927").dating.edtf == "[..1927-06-05]"


def test_ago_counts_from_the_day_of_writing_and_earlier_from_the_story() -> None:
    text = "The depot was opened on 5 May 1901. Ten years ago it burned. Two years earlier it had been painted."
    assert [phrase.dating.edtf for phrase in find_dates(text, relative_to="1928-01-17")] == [
        "1901-05-05",
        "1918",
        "1899",
    ]


def test_what_only_looks_like_a_date_is_left_alone() -> None:
    text = "The Winter Palace, telephone 596-1887, stands to this day; Resolution 1483 says so."
    assert find_dates(text) == []
    assert find_dates("Завод выпустил более 1000 машин модели ЗАЗ-1103.") == []


def test_old_style_said_in_the_phrase_outdoes_the_calendar_of_the_source() -> None:
    assert said("2 March 1917 (O.S.)")[:2] == ("1917-03-15", "1917-03-15")
    assert read_phrase("2 March 1917 (O.S.)").calendar == "julian"


def test_until_leaves_open_whether_the_day_itself_is_meant() -> None:
    read = read_phrase("до 12 мая 1927 г.")
    assert (read.dating.edtf, read.alternatives[0].edtf) == ("../1927-05-12", "[..1927-05-11]")


def test_numbers_and_verbs_are_not_dates() -> None:
    text = (
        "He may march with 1200 men, 2000 workers and 1,928 tons from Room 1918, "
        "after the fall of the city, for the first time."
    )
    assert find_dates(text) == []


def test_an_archive_may_mean_something_else_by_early() -> None:
    ours = policies_from({"version": "ours", "month": {"early": [1, 7]}}, default_policies())
    read = read_phrase("early May 1928", policies=ours)
    assert as_json(read)["latest"] == "1928-05-07"
    assert read.policies == ("month.early@ours",)
    with pytest.raises(MalformedDate, match=r"month\.early"):
        policies_from({"month": {"early": [7, 1]}})


def test_the_dates_named_in_a_phrase_are_listed_one_by_one() -> None:
    (phrase,) = find_dates("from March 5-9, 1918")
    assert [(named["phrase"], named["earliest"]) for named in named_as_json(phrase)] == [
        ("March 5", "1918-03-05"),
        ("9, 1918", "1918-03-09"),
    ]
    assert [n["earliest"] for n in named_as_json(read_phrase("by 1943"))] == ["1943-01-01"]


PIECES = sorted({*single_words(), *(" ".join(tokens) for entries in expressions().values() for tokens, _ in entries)})
NUMBERS = "1928 1917 12 5 31 30 0 99 '28 1st 20-х 1920s 12.05.1927 31.02.1927 XX BC".split()  # noqa: SIM905
SIGNS = [",", ".", "-", "–", "/", "(", ")", "\n\n", "г.", "до н. э.", "o.s."]
WORDS = st.sampled_from(PIECES) | st.sampled_from(NUMBERS) | st.sampled_from(SIGNS)


@settings(max_examples=300)
@given(
    st.lists(WORDS, max_size=9).map(" ".join) | st.text(max_size=40),
    st.sampled_from(["gregorian", "julian", "russia", "byzantine", "unknown"]),
    st.sampled_from([None, "1928-01-17", "1928"]),
)
def test_any_text_is_read_with_exact_offsets_and_ordered_bounds(text: str, calendar: str, start: str | None) -> None:
    for phrase in find_dates(text, calendar=calendar, relative_to=start):
        assert text[phrase.start : phrase.end] == phrase.phrase
        for named in phrase.named:
            assert phrase.start <= named.start < named.end <= phrase.end
            assert text[named.start : named.end] == named.written
        first, last = phrase.dating.earliest_start, phrase.dating.latest_end
        assert first is None or last is None or first <= last
        if phrase.dating.edtf:
            parse_edtf(phrase.dating.edtf)


@pytest.mark.parametrize("piece", ["5, ", "1928 ", "May-", "1-", "(", "the first half of ", "с "])
def test_a_long_run_of_anything_is_read_in_the_time_that_its_length_takes(piece: str) -> None:
    assert isinstance(find_dates(piece * 8000 + "May 1928"), list)
