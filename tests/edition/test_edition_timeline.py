"""The timeline and the sources over time: what is sure looks sure, thousands stay readable, nothing is left unsaid."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from variorum.archive.citations import parse_citation
from variorum.archive.vocabulary import default_vocabulary
from variorum.chronology import EventWindow
from variorum.dates.days import day_number
from variorum.dates.edtf import parse_edtf
from variorum.disclosure.openness import OwnersView
from variorum.edition.publishing import Imprint, opened_in, publish
from variorum.edition.time.periods import periods_of
from variorum.edition.time.scale import TimeScale, crowded_scale, scale_of, ticks_of
from variorum.edition.time.timeline import (
    CROWD,
    STRIP,
    WIDE,
    TimelineEvent,
    TimelineLane,
    density_of,
    timeline_picture,
)
from variorum.examined import Examined
from variorum.record import Complement, Entity, EntityLink, Position, Settings, Source, Statement, Witness

DAY = day_number(1930)
KINDS = {"anna": "person", "boris": "person", "vera": "person", "town": "place", "circle": "group"}
WINDOWS = st.tuples(*[st.none() | st.integers(DAY - 40_000, DAY + 40_000)] * 4)


def event(first: int | None, last: int | None, label: str = "x", *, moment: bool = True) -> TimelineEvent:
    return TimelineEvent("a#^b", label, "", "", EventWindow(first, last, first, last), moment, False)


def said(
    ref: str, relation: str, thing: str, when: str = "", *, at: str = "", calendar: str = "gregorian"
) -> Statement:
    dating = parse_edtf(when, calendar=calendar) if when else None
    there = (Complement("in", EntityLink(at)),) if at else ()
    witness = Witness(parse_citation("@memoir, p. 1"), None, "affirms", Position("people/x.md", 1))
    return Statement(ref, ref.partition("#")[0], relation, EntityLink(thing), there, dating, witnesses=(witness,))


def record(*statements: Statement) -> Examined:
    entities = {name: Entity(name, kind, name.capitalize()) for name, kind in KINDS.items()}
    sources = {"memoir": Source("memoir", "memoir", "A memoir")}
    return Examined(Settings(title="T"), sources, entities, statements, vocabulary=default_vocabulary())


def published(made: Examined, out: Path, language: str = "en") -> Path:
    publish(opened_in(language, OwnersView(made)), out=out / "e", imprint=Imprint(language))
    return out / "e"


def page_of(out: Path, name: str = "timeline.html") -> html.HtmlElement:
    return html.fromstring((out / name).read_bytes())


# ── the scale ───────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.integers(-800_000, 800_000), min_size=1, max_size=60))
def test_a_scale_keeps_the_order_of_days_and_holds_them_all(days: list[int]) -> None:
    for scale in (scale_of(sorted(set(days))), crowded_scale(sorted(days))):
        places = [scale.at(day) for day in sorted(days)]
        assert places == sorted(places)
        assert all(0 <= place <= 100 for place in places)
        ticks = [tick.x for tick in ticks_of(scale, "en")]
        assert ticks == sorted(ticks)


def test_what_is_far_leaves_room_for_where_the_events_are() -> None:
    crowd = [day_number(1930) + 9 * number for number in range(100)]
    far = [day_number(year) for year in (988, 1240, 1550, 2006)]
    scale = crowded_scale(sorted([*crowd, *far]))
    assert scale.at(crowd[-1]) - scale.at(crowd[0]) > 50
    assert {label for label in (tick.label for tick in ticks_of(scale, "en")) if label in ("1930", "1931", "1932")}


def test_what_stands_alone_beyond_a_break_is_told_its_year() -> None:
    days = [day_number(1648, 6, 1), *(day_number(year) for year in range(1840, 1935, 5)), day_number(2046, 6, 1)]
    labels = [tick.label for tick in ticks_of(scale_of(days), "en", last_label=99)]
    assert labels[0] == "1648"
    assert labels[-1] == "2046"


def test_several_long_gaps_are_all_left_out() -> None:
    days = sorted(day_number(year) for year in (988, 989, 1200, 1201, 1550, 1551, 1917, 1918))
    scale = scale_of(days)
    assert len(scale.gaps) == 3
    assert scale.at(day_number(1918)) - scale.at(day_number(1917)) > 5


# ── the picture ─────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.tuples(WINDOWS, st.booleans(), st.booleans()), min_size=1, max_size=12))
def test_nothing_covers_anything_and_all_lies_in_the_picture(windows: Sequence[tuple]) -> None:
    events = tuple(
        TimelineEvent("r", f"event {n}", "", "", EventWindow(*bounds), moment, sides)
        for n, (bounds, moment, sides) in enumerate(windows)
    )
    days = sorted(day for one in events for day in (one.days or ())) or [DAY]
    picture = timeline_picture([TimelineLane("a", "", events)], crowded_scale(days), "en")
    for drawn in picture.lanes[0].events:
        assert all(bar.x >= 0 and bar.x + bar.width <= WIDE for bar in drawn.bars)
        assert 0 <= drawn.at <= WIDE
        assert drawn.top >= picture.lanes[0].top
    for one in picture.lanes[0].events:
        for other in picture.lanes[0].events:
            if one is not other and one.top == other.top:
                assert not any(a.x < b.x + b.width and b.x < a.x + a.width for a in one.bars for b in other.bars), (
                    one,
                    other,
                )


def test_a_crowded_lane_shows_how_many_lie_where_and_loses_none() -> None:
    exact = [event(DAY + 10 * n, DAY + 10 * n) for n in range(CROWD + 1)]
    scale = TimeScale(DAY, DAY + 400)
    (lane,) = timeline_picture([TimelineLane("a", "", tuple(exact))], scale, "en").lanes
    assert lane.events == ()
    assert lane.density
    one = density_of([event(DAY + 50, DAY + 50)], scale, height=STRIP)
    assert [(bin.sure, bin.may) for bin in one] == [(STRIP, 0.0)]
    spread = density_of([event(DAY, DAY + 399)], scale, height=STRIP)
    assert all(bin.sure == 0 for bin in spread)
    assert len(spread) > 100


def test_an_open_side_is_marked_and_not_drawn_as_known() -> None:
    since = TimelineEvent("r", "x", "", "", EventWindow(DAY, DAY, DAY, None), False, True)
    (lane,) = timeline_picture([TimelineLane("a", "", (since,))], TimeScale(DAY - 50, DAY + 400), "en").lanes
    (drawn,) = lane.events
    assert (drawn.opens_left, drawn.opens_right) == (False, True)
    assert "certain" not in {bar.kind for bar in drawn.bars if bar.width > 20}


@given(
    st.lists(st.tuples(st.integers(-9000, 20_000), st.integers(0, 900)), min_size=1, max_size=300), st.integers(1, 40)
)
def test_every_event_begins_in_one_period(begun: list[tuple[int, int]], few: int) -> None:
    days = [(DAY + first, DAY + first + long) for first, long in begun]
    periods = periods_of(days, few=few)
    for first, _ in days:
        assert sum(one.first <= first <= one.last for one in periods) == 1
    assert sum(one.begin for one in periods) == len(days)
    assert len({one.address for one in periods}) == len(periods)
    assert all(one.last + 1 == other.first for one, other in pairwise(periods))


# ── the pages ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_timeline_draws_what_the_table_says(tmp_path: Path) -> None:
    made = record(
        said("anna#^met", "met", "boris", "1930-05-01", at="town"),
        said("boris#^member", "member of", "circle", "1929/1931"),
        said("vera#^born", "born in", "town", "1900~"),
        said("vera#^no", "met", "anna"),
    )
    out = published(made, tmp_path)
    page = page_of(out)
    rows = [" ".join(row.text_content().split()) for row in page.xpath("//tbody/tr")]
    assert any("1 May 1930" in row and "Anna met Boris in Town" in row for row in rows)
    assert len(rows) == 3
    views = {one.get("id") for one in page.xpath("//section[@id]")}
    assert {"kinds", "people", "groups", "places", "table"} <= views
    titles = [one.text for one in page.xpath("//section[@id='people']//*[@class='event']/title")]
    assert any(one.startswith("1 May 1930: met Boris") or "met" in one for one in titles)
    links = page.xpath("//section[@id='people']//svg//a/@href")
    assert any("#s-met" in link for link in links)
    for name in ("kinds", "people", "groups", "places"):
        assert etree.fromstring((out / f"timeline-{name}.svg").read_bytes()).get("viewBox")
    assert 'href="timeline.html"' in (out / "index.html").read_text(encoding="utf-8")
    assert 'href="timeline.html"' in (out / "chronicle.html").read_text(encoding="utf-8")


def test_both_calendars_are_told_and_a_date_in_neither_is_drawn_as_two(tmp_path: Path) -> None:
    made = record(
        said("anna#^met", "met", "boris", "1917-10-25", calendar="julian"),
        said("boris#^met", "met", "vera", "1917-03-01", calendar="unknown"),
        said("vera#^born", "born in", "town", "1890-05-05"),
    )
    out = published(made, tmp_path)
    page = page_of(out)
    text = " ".join(page.xpath("//tbody")[0].text_content().split())
    assert "by our calendar 7 November 1917" in text
    assert "1917-03-01 / 1917-03-01 (julian)" in text
    joined = page.xpath("//section[@id='people']//*[@class='joined']")
    assert joined


def test_thousands_are_shown_as_how_many_and_opened_by_years(tmp_path: Path) -> None:
    statements = [
        said(f"anna#^s{n}", "met", "boris", f"{1900 + n % 40}-{n % 12 + 1:02d}-{n % 28 + 1:02d}") for n in range(2500)
    ]
    out = published(record(*statements), tmp_path)
    page = page_of(out)
    assert not page.xpath("//*[@class='event']")
    assert page.xpath("//*[@class='sure']")
    links = list(dict.fromkeys(page.xpath("//ul[@class='periods']//a/@href")))
    assert len(links) > 10
    told = 0
    for link in links:
        assert (out / link).exists()
        told += len(page_of(out, link).xpath("//tbody/tr"))
    assert told == 2500
    assert (out / "timeline.html").stat().st_size < 200_000


def test_the_data_are_a_table_that_no_spreadsheet_runs(tmp_path: Path) -> None:
    made = record(said("anna#^met", "met", "boris", "1930-05-01"))
    evil = Entity("anna", "person", '=HYPERLINK("http://x")<script>alert(1)</script>')
    made = replace(made, entities={**made.entities, "anna": evil})
    out = published(made, tmp_path)
    rows = list(csv.DictReader(StringIO((out / "timeline.csv").read_text(encoding="utf-8"))))
    assert rows[0]["subject"].startswith("'=")
    assert rows[0]["earliest start"] == "1930-05-01"
    for name in ("timeline.html", "timeline-people.svg"):
        assert "<script>alert" not in (out / name).read_text(encoding="utf-8")


def test_a_year_of_many_digits_breaks_nothing(tmp_path: Path) -> None:
    made = record(said("anna#^a", "met", "boris", "Y-170000002"), said("boris#^b", "met", "vera", "1930"))
    assert page_of(published(made, tmp_path)).xpath("//*[@class='event']")


# ── sources over time ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_memoir_written_thirty_years_after_is_seen_as_such(tmp_path: Path) -> None:
    made = record(
        *(said(f"anna#^m{n}", "met", "boris", f"{1927 + n}") for n in range(5)),
    )
    memoir = Source("memoir", "memoir", "A memoir", composed=parse_edtf("1961"))
    unused = Source("letter", "letter", "A letter", published=parse_edtf("1930"))
    made = replace(made, sources={"memoir": memoir, "letter": unused, "none": Source("none", "other", "Undated")})
    out = published(made, tmp_path)
    page = page_of(out, "sources-over-time.html")
    rows = {
        row[0].text_content().strip(): [cell.text_content().strip() for cell in row] for row in page.xpath("//tbody/tr")
    }
    assert rows["A memoir"][1:] == ["Memoir", "1961", "1927–1931", "31 years", "5"]
    assert rows["A letter"][2] == "came out 1930"
    assert rows["Undated"][2:5] == ["–", "–", "–"]
    drawn = page.xpath("//svg//*[@class='span']")
    assert len(drawn) == 2
    assert len(page.xpath("//svg//*[@class='between']")) == 1
    data = list(csv.DictReader(StringIO((out / "sources-over-time.csv").read_text(encoding="utf-8"))))
    assert {row["source"]: row["statements"] for row in data} == {"memoir": "5", "letter": "0", "none": "0"}
    assert 'href="sources-over-time.html"' not in (out / "sources" / "memoir.html").read_text(encoding="utf-8")
    assert "sources-over-time.html" in (out / "sources" / "index.html").read_text(encoding="utf-8")
