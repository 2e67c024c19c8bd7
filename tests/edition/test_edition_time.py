"""Time in the edition: windows in words, life-lines, who could have met whom, what cannot all be true."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from variorum import chronology
from variorum.analysis.co_presence import encounters
from variorum.archive.citations import parse_citation
from variorum.archive.vocabulary import default_vocabulary
from variorum.chronology import EventWindow
from variorum.dates.days import day_number
from variorum.dates.edtf import parse_edtf
from variorum.disclosure.openness import OwnersView
from variorum.edition.publishing import Imprint, opened_in, publish
from variorum.edition.time.lifeline import Strand, draw
from variorum.edition.time.windows import stretch_said, window_said
from variorum.edition.wording import words_of
from variorum.examined import Examined
from variorum.record import (
    Complement,
    Entity,
    EntityLink,
    Expectation,
    Position,
    Settings,
    Source,
    Statement,
    Thesis,
    Witness,
)

EN, RU = words_of("en"), words_of("ru")


def said(
    ref: str, relation: str, thing: str, when: str = "", *, at: str = "", calendar: str = "gregorian"
) -> Statement:
    return Statement(
        ref,
        ref.partition("#")[0],
        relation,
        EntityLink(thing) if thing else None,
        (Complement("in", EntityLink(at)),) if at else (),
        parse_edtf(when, calendar=calendar) if when else None,
        witnesses=(Witness(parse_citation("@memoir, p. 1"), None, "affirms", Position("people/x.md", 1)),),
        position=Position("people/x.md", 1),
    )


def record(*statements: Statement, **more: object) -> Examined:
    kinds = {
        "anna": "person", "boris": "person", "vera": "person", "town": "place", "biysk": "place", "circle": "group",
        "meeting": "event",
    }  # fmt: skip
    return Examined(
        Settings(title="T"),
        {"memoir": Source("memoir", "memoir", "A memoir")},
        {identity: Entity(identity, kind, identity.capitalize()) for identity, kind in kinds.items()},
        statements,
        vocabulary=default_vocabulary(),
        **more,
    )


def published(made: Examined, out: Path, language: str = "en") -> Path:
    publish(opened_in(language, OwnersView(made)), out=out / "e", imprint=Imprint(language))
    return out / "e"


def text_of(path: Path) -> str:
    return " ".join(html.fromstring(path.read_bytes()).text_content().split())


# ── windows in words ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("first", "last", "english", "russian"),
    [
        ((1928, 7, 15), (1928, 7, 15), "15 July 1928", "15 июля 1928"),
        ((1928, 2, 1), (1928, 2, 29), "February 1928", "февраль 1928"),
        ((1928, 1, 1), (1928, 12, 31), "1928", "1928"),
        ((1928, 1, 2), (1928, 3, 1), "between 2 January 1928 and 1 March 1928", "между 2 января 1928 и 1 марта 1928"),
    ],
)
def test_days_are_named_as_people_name_them(first, last, english: str, russian: str) -> None:
    days = day_number(*first), day_number(*last)
    assert (stretch_said(*days, EN), stretch_said(*days, RU)) == (english, russian)


def test_open_sides_are_told_as_bounds() -> None:
    day = day_number(1928, 7, 15)
    assert window_said(EventWindow(None, None, None, None), EN, moment=True) == ""
    assert window_said(EventWindow(day, None, day, None), EN, moment=True) == "not before 15 July 1928"
    assert window_said(EventWindow(None, day, None, day), RU, moment=True) == "не позже 15 июля 1928"
    assert (
        window_said(EventWindow(None, day, day, None), EN, moment=False)
        == "begun by 15 July 1928; still going on 15 July 1928"
    )


# ── life-lines ──────────────────────────────────────────────────────────────────────────────────────────────────────

DAYS = st.none() | st.integers(700_000, 710_000)


@given(st.lists(st.tuples(DAYS, DAYS, DAYS, DAYS, st.booleans(), st.booleans()), max_size=5))
def test_nothing_is_drawn_outside_the_picture(windows) -> None:
    strand = Strand("x", tuple((EventWindow(*bounds), moment, sides) for *bounds, moment, sides in windows))
    drawing = draw([strand], "en", days=[702_000, 707_000])
    assert drawing is not None
    for row in drawing.rows:
        assert all(bar.x >= 0 and bar.width > 0 and bar.x + bar.width <= 100.01 for bar in row.bars)
        assert all(0 <= point.x <= 100 for point in row.points)
    assert all(0 <= tick.x < 100 for tick in drawing.ticks)


def test_certain_possible_and_open_are_drawn_apart() -> None:
    first = day_number(1927)
    window = EventWindow(None, first + 100, first + 500, first + 600)
    row = draw([Strand("x", ((window, False, True),))], "en", days=[first, first + 1000]).rows[0]
    assert [bar.kind for bar in row.bars] == ["within", "certain", "within"]
    assert (row.opens_left, row.opens_right) == (True, False)
    exact = EventWindow(*[first + 300] * 4)
    row = draw([Strand("x", ((exact, True, False),))], "en", days=[first, first + 1000]).rows[0]
    assert ([point.exact for point in row.points], row.bars) == ([True], ())


def test_what_was_going_on_in_a_year_is_not_drawn_as_certain_for_all_of_it() -> None:
    first = day_number(1927)
    window = EventWindow(first, first + 364, first, first + 2000)
    row = draw([Strand("x", ((window, False, False),))], "en", days=[first, first + 1000]).rows[0]
    assert [bar.kind for bar in row.bars] == ["within", "reach"]


def test_a_drawing_needs_some_time_to_draw() -> None:
    day = day_number(1927, 5, 5)
    assert draw([Strand("x", ((EventWindow(day, day, day, day), True, False),))], "en", days=[day]) is None
    assert draw([], "en", days=[1, 1000]) is None


def test_a_dossier_has_its_life_line_with_a_table_that_says_the_same(tmp_path: Path) -> None:
    made = record(said("anna#^b", "born in", "town", "1899"), said("anna#^l", "lived in", "biysk", "1928/1931"))
    page = html.fromstring((published(made, tmp_path) / "people/anna.html").read_bytes())
    (drawn,) = page.xpath("//svg[@role='img']")
    assert "the table below says the same" in drawn.xpath("title")[0].text
    assert [label.text for label in drawn.xpath(".//text[@class='label']")] == ["Lifetime", "Life", "lived in Biysk"]
    rows = page.xpath("//section[contains(@class,'life')]//tbody/tr")
    assert [row[1].text_content() for row in rows] == ["1899", "1928 – 1931"]


# ── who could have met whom ─────────────────────────────────────────────────────────────────────────────────────────


def degrees(made: Examined) -> list[tuple[str, str, str]]:
    met = encounters(made, chronology.of(made))
    return [(each.other, each.where, each.degree) for each in met.get("anna", ())]


def test_two_in_one_place_at_one_time_were_certainly_both_there() -> None:
    made = record(said("anna#^l", "lived in", "biysk", "1928/1931"), said("boris#^l", "lived in", "biysk", "1929/1930"))
    assert degrees(made) == [("boris", "biysk", "certain")]


def test_two_in_one_place_in_one_year_may_have_been_there_together() -> None:
    made = record(
        said("anna#^t", "travelled to", "biysk", "1930"), said("boris#^t", "travelled to", "biysk", "1930-05")
    )
    assert degrees(made) == [("boris", "biysk", "possible")]


def test_two_in_one_place_in_different_years_could_not_have_met() -> None:
    made = record(said("anna#^t", "travelled to", "biysk", "1930"), said("boris#^t", "travelled to", "biysk", "1931"))
    assert degrees(made) == []


def test_a_meeting_that_somebody_attests_is_attested() -> None:
    made = record(said("boris#^m", "met", "anna", "1930-09", at="biysk"))
    assert degrees(made) == [("boris", "biysk", "attested")]


def test_a_letter_brings_nobody_together() -> None:
    made = record(
        said("anna#^w", "wrote to", "boris", "1930-09-01", at="town"),
        said("boris#^l", "lived in", "biysk", "1930-09-01"),
        said("vera#^c", "criticised", "meeting", "1930-09-01"),
        said("anna#^p", "took part in", "meeting", "1930-09-01"),
    )
    assert degrees(made) == []


def test_the_page_of_company_gives_place_days_and_grounds(tmp_path: Path) -> None:
    made = record(said("anna#^l", "lived in", "biysk", "1928/1931"), said("boris#^l", "lived in", "biysk", "1929/1930"))
    out = published(made, tmp_path)
    text = text_of(out / "company/anna.html")
    assert "between 1 January 1929 and 31 December 1930" in text
    assert "both certainly there at one time" in text
    assert "Boris lived in Biysk" in text
    assert "Who could have been met, where and when: 1 person" in text_of(out / "people/anna.html")
    assert not (out / "company/vera.html").exists()


# ── what follows, and what cannot be ────────────────────────────────────────────────────────────────────────────────


def test_the_chronicle_tells_what_follows_for_the_undated_and_why(tmp_path: Path) -> None:
    made = record(
        said("anna#^b", "born in", "town", "1920"),
        said("anna#^t", "travelled to", "biysk"),
        said("anna#^d", "died in", "town", "1931-05-02"),
    )
    text = text_of(published(made, tmp_path) / "chronicle.html")
    undated = text[text.index("Undated") :]
    assert "From the rest follows: between 1 January 1920 and 2 May 1931." in undated
    assert "nobody does anything after dying" in undated


def test_contradictions_are_shown_with_what_to_doubt(tmp_path: Path) -> None:
    made = record(
        said("anna#^d", "died in", "town", "1930-05-02"),
        said("anna#^d2", "died in", "biysk", "1930-05-02"),
        said("anna#^t", "travelled to", "biysk", "1931"),
    )
    out = published(made, tmp_path)
    page = html.fromstring((out / "contradictions.html").read_bytes())
    members = [" ".join(item.text_content().split()) for item in page.xpath("//ol[@class='members']/li")]
    assert any("travelled to Biysk, 1931" in member for member in members)
    assert sum("set aside, so that the rest can be true" in member for member in members) >= 1
    assert "Cannot all be true: 1. A life out of order" in text_of(out / "people/anna.html")
    assert "set aside" in text_of(out / "chronicle.html")


def test_an_archive_without_contradictions_says_so(tmp_path: Path) -> None:
    assert "do not contradict" not in (page := text_of(published(record(), tmp_path) / "contradictions.html"))
    assert "No dated statements contradict one another." in page


def test_both_styles_of_a_date_are_kept_side_by_side(tmp_path: Path) -> None:
    made = record(
        said("anna#^a", "travelled to", "biysk", "1917-10-25", calendar="julian"),
        said("anna#^b", "travelled to", "town", "1917-10-25", calendar="unknown"),
    )
    page = html.fromstring((published(made, tmp_path) / "chronicle.html").read_bytes())
    rows = [[cell.text_content() for cell in row[1:]] for row in page.xpath("//table//tbody/tr")]
    assert [row[:3] for row in rows] == [
        ["1917-10-25", "7 November 1917", "25 October 1917"],
        ["1917-10-25", "7 November 1917", "–"],
    ]
    assert rows[0][3] == "1917-10-25 / 1917-10-25 (julian)"


def test_rival_theses_make_rival_chronologies(tmp_path: Path) -> None:
    made = record(
        said("anna#^b", "born in", "town", "1920"),
        said("anna#^d", "died in", "town", "1931-05-02"),
        said("anna#^t", "travelled to", "biysk"),
    )
    theses = {
        name: Thesis(name, name.capitalize(), "when", evidence=(Expectation(bearing, False, "anna#^d"),))
        for name, bearing in (("early", "expects"), ("late", "forbids"))
    }
    out = published(replace(made, theses=theses), tmp_path)
    text = text_of(out / "questions/when.html")
    page = html.fromstring((out / "questions/when.html").read_bytes())
    assert [head.text for head in page.xpath("//th[@class='long']")] == ["If Early", "If Late"]
    assert "between 1 January 1920 and 2 May 1931" in text
    same = {"early": theses["early"], "late": replace(theses["late"], evidence=())}
    out = published(replace(made, theses=same), tmp_path / "b")
    assert "If Late" not in text_of(out / "questions/when.html")


def test_what_a_closed_source_dates_is_told_by_no_view_of_time(tmp_path: Path) -> None:
    closed = Source("memoir", "memoir", "A memoir that nobody may see", access="restricted")
    made = replace(record(said("anna#^d", "died in", "town", "1930-05-02")), sources={"memoir": closed})
    out = published(made, tmp_path)
    assert all(b"memoir" not in path.read_bytes() for path in out.rglob("*.html"))


def test_names_are_escaped_in_every_view_of_time(tmp_path: Path) -> None:
    trick = "<img src=x onerror=alert(1)>"
    made = record(said("anna#^l", "lived in", "biysk", "1928/1931"), said("boris#^l", "lived in", "biysk", "1929/1930"))
    entities = {identity: replace(entity, name=trick) for identity, entity in made.entities.items()}
    out = published(replace(made, entities=entities), tmp_path, "ru")
    for path in out.rglob("*.html"):
        assert not html.fromstring(path.read_bytes()).xpath("//img"), path
