"""Theses as pictures, figures on one scale, claims in the historian's prose."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from variorum.archive.citations import parse_citation
from variorum.archive.vocabulary import default_vocabulary
from variorum.argument.figures import Count
from variorum.disclosure.openness import OwnersView
from variorum.edition.pages.argument_map import layout
from variorum.edition.pages.figure_scale import scale_of
from variorum.edition.publishing import Imprint, opened_in, publish
from variorum.examined import Examined
from variorum.record import (
    Chapter,
    Claim,
    ClaimGround,
    Decision,
    Entity,
    EntityLink,
    Option,
    Position,
    Prose,
    Quantity,
    Settings,
    Source,
    Statement,
    Thesis,
    Witness,
)

HOSTILE = 'Bread <script>alert("1")</script> & \u202e fell'


def statement(ref: str, thing: EntityLink | Quantity, *, witnessed: bool = True, source: str = "memoir") -> Statement:
    witness = Witness(parse_citation(f"@{source}, p. 1"), None, "affirms", Position("people/x.md", 1))
    relation = "counted" if isinstance(thing, Quantity) else "met"
    return Statement(
        ref,
        ref.partition("#")[0],
        relation,
        thing,
        witnesses=(witness,) if witnessed else (),
        position=Position("people/x.md", 1),
    )


def archive(*statements: Statement, claims: tuple[Claim, ...] = (), prose: str = "") -> Examined:
    entities = {who: Entity(who, "person", who.capitalize()) for who in ("anna", "boris", "vera")}
    thesis = Thesis("hunger", "Hunger <came> first", "why", claims=claims)
    return Examined(
        Settings(title="T"),
        {key: Source(key, "memoir", key) for key in ("memoir", "letter")},
        entities,
        statements,
        {"hunger": thesis},
        (Chapter("one", "1", "One", Prose(prose), Position("chapters/01-one.md")),),
        vocabulary=default_vocabulary(),
    )


def published(record: Examined, out: Path) -> Path:
    publish(opened_in("en", OwnersView(record)), out=out / "e", imprint=Imprint("en"))
    return out / "e"


CLAIMS = (
    Claim(
        "hunger#^first",
        "Hunger came first",
        (
            ClaimGround("because", "anna#^met"),
            ClaimGround("rests on", "hunger#^read"),
            ClaimGround("assumes", "", HOSTILE),
        ),
    ),
    Claim(
        "hunger#^read",
        "They read",
        (ClaimGround("because", "boris#^met"), ClaimGround("although", "anna#^met", "by day")),
    ),
)
MET = (statement("anna#^met", EntityLink("boris")), statement("boris#^met", EntityLink("vera"), witnessed=False))


def test_a_thesis_is_drawn_with_all_that_its_claims_stand_on(tmp_path: Path) -> None:
    out = published(archive(*MET, claims=CLAIMS), tmp_path)
    page = html.fromstring((out / "theses/hunger.html").read_bytes())
    (picture,) = page.xpath("//svg[@class='argument-map']")
    boxes = {" ".join(box.xpath("title")[0].text_content().split()): box for box in picture.xpath(".//g")}
    assert len(boxes) == 6
    assert {"Hunger came first", "They read", "Anna met Boris", "Anna met Boris: “by day”", "Boris met Vera"} <= set(
        boxes
    )
    assert "attested by nobody" in boxes["Boris met Vera"].text_content()
    assert "attested by nobody" not in boxes["Anna met Boris"].text_content()
    anchors = {link.get("href") for link in picture.xpath(".//a")}
    assert "../theses/hunger.html#c-read" in anchors
    assert page.xpath("//li[@id='c-read']")


def test_the_picture_is_a_file_too_and_no_text_breaks_it(tmp_path: Path) -> None:
    out = published(archive(*MET, claims=CLAIMS), tmp_path)
    root = etree.fromstring((out / "theses/hunger.svg").read_bytes())
    assert not root.xpath("//*[local-name()='script']")
    assert any("alert" in text for text in root.itertext())


def test_a_thesis_without_grounds_has_no_picture(tmp_path: Path) -> None:
    out = published(archive(*MET, claims=(Claim("hunger#^a", "It came"),)), tmp_path)
    assert not (out / "theses/hunger.svg").exists()
    assert "argument-map" not in (out / "theses/hunger.html").read_text(encoding="utf-8")


def test_a_claim_is_told_in_its_own_words_where_a_chapter_links_to_it(tmp_path: Path) -> None:
    prose = "It holds that [[hunger#^read]]; see [[hunger#^first|this]] and [[hunger#^none]]."
    out = published(archive(*MET, claims=CLAIMS, prose=prose), tmp_path)
    links = html.fromstring((out / "chapters/one.html").read_bytes()).xpath("//div[@class='prose book']//a")
    assert [(link.text, link.get("href").rpartition("/")[2]) for link in links] == [
        ("They read", "hunger.html#c-read"),
        ("this", "hunger.html#c-first"),
        ("Hunger <came> first", "hunger.html"),
    ]


# ── the layout ──────────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, tuple[int, list[str]]]:
    """Nodes with a height, and those that each leads to: any graph, rings among them."""
    names = [f"n{at}" for at in range(draw(st.integers(1, 14)))]
    return {
        name: (draw(st.integers(20, 160)), draw(st.lists(st.sampled_from(names), max_size=4, unique=True)))
        for name in names
    }


@given(graphs())
def test_no_two_boxes_cover_one_another_and_each_has_a_place(graph: dict[str, tuple[int, list[str]]]) -> None:
    places = layout(
        {name: height for name, (height, _) in graph.items()}, {n: below for n, (_, below) in graph.items()}
    )
    assert set(places) == set(graph)
    for one, other in combinations(graph, 2):
        (column, top), (other_column, other_top) = places[one], places[other]
        if column == other_column:
            assert top + graph[one][0] < other_top or other_top + graph[other][0] < top


@given(graphs())
def test_what_a_claim_stands_on_is_to_its_right_where_nothing_goes_round(
    graph: dict[str, tuple[int, list[str]]],
) -> None:
    straight = {
        name: (height, [n for n in below if int(n[1:]) > int(name[1:])]) for name, (height, below) in graph.items()
    }
    below = {name: after for name, (_, after) in straight.items()}
    places = layout({name: height for name, (height, _) in straight.items()}, below)
    assert all(places[name][0] < places[after][0] for name in below for after in below[name])


def test_a_chain_of_thousands_is_laid_out() -> None:
    names = [f"n{at}" for at in range(5000)]
    places = layout(dict.fromkeys(names, 40), {name: names[at + 1 : at + 2] for at, name in enumerate(names)})
    assert places["n4999"][0] == 4999


def test_a_long_text_stays_within_its_box(tmp_path: Path) -> None:
    claims = (Claim("hunger#^a", "слово " * 200 + "б" * 400, (ClaimGround("assumes", "", "что-то"),)),)
    out = published(archive(claims=claims), tmp_path)
    lines = html.fromstring((out / "theses/hunger.html").read_bytes()).xpath("//svg[@class='argument-map']//tspan")
    assert max(len(line.text) for line in lines) < 40


# ── the scale ───────────────────────────────────────────────────────────────────────────────────────────────────────


def count(low: float, high: float) -> Count:
    return Count("x#^y", low, high, "people", 0, "", 1)


@given(st.lists(st.tuples(st.floats(0, 1e9), st.floats(0, 1e9)).map(sorted), min_size=1, max_size=8))
def test_every_range_lies_on_the_scale(ranges: list[list[float]]) -> None:
    scale = scale_of([count(low, high) for low, high in ranges])
    assert scale.marks[0] <= min(low for low, _ in ranges)
    assert scale.marks[-1] >= max(high for _, high in ranges) * (1 - 1e-9)
    assert 2 <= len(scale.marks) <= 12
    for low, high in ranges:
        bar = scale.bar(low, high)
        assert 0 <= bar.start <= bar.start + bar.width <= 100.02


def test_ranges_that_meet_meet_in_the_picture_and_others_do_not() -> None:
    scale = scale_of([count(100, 200), count(200, 300), count(301, 400)])
    first, second, third = scale.bar(100, 200), scale.bar(200, 300), scale.bar(301, 400)
    assert first.start + first.width == second.start
    assert second.start + second.width < third.start


def test_a_range_without_an_end_runs_to_the_edge() -> None:
    scale = scale_of([count(100, float("inf")), count(50, 300)])
    bar = scale.bar(100, float("inf"))
    assert bar.start + bar.width == 100


def test_estimates_stand_on_one_scale_and_say_which_have_the_same_witnesses(tmp_path: Path) -> None:
    made = archive(
        statement("anna#^c1", Quantity(100, 200, "people", "100..200 people")),
        statement("anna#^c2", Quantity(150, 150, "people", "150 people")),
        statement("anna#^c3", Quantity(900, 900, "people", "900 people"), source="letter"),
    )
    page = html.fromstring((published(made, tmp_path) / "figures.html").read_bytes())
    rows = page.xpath("//table[contains(@class, 'counts')]/tbody/tr")
    assert [len(row.xpath(".//*[contains(@class, 'span')]")) for row in rows] == [1, 1, 1]
    assert ["the same witnesses as" in row.text_content() for row in rows] == [True, True, False]
    assert "the counts cannot all be true" in page.text_content()


def test_numbers_of_estimates_are_written_as_the_editions_language_writes_them(tmp_path: Path) -> None:
    made = archive(statement("anna#^c1", Quantity(2000, 2000, "Personen", "2000 Personen")))
    publish(opened_in("de", OwnersView(made)), out=tmp_path / "e", imprint=Imprint("de"))
    shown = html.fromstring((tmp_path / "e" / "figures.html").read_bytes()).text_content()
    assert "2.000 Personen" in shown
    assert "2,000" not in shown


def test_marks_of_a_scale_are_written_as_the_editions_language_writes_them(tmp_path: Path) -> None:
    made = archive(*(statement(f"anna#^c{n}", Quantity(n, n, "people", f"{n} people")) for n in (1200, 2000)))
    publish(opened_in("de", OwnersView(made)), out=tmp_path / "e", imprint=Imprint("de"))
    marks = html.fromstring((tmp_path / "e" / "figures.html").read_bytes()).xpath("//th//*[name()='text']/text()")
    assert "2.000" in marks
    assert not any("," in mark for mark in marks)


@pytest.mark.parametrize(
    ("state", "said"), [("taken", "beschlossen"), ("rejected, by vote", "verworfen, by vote"), ("put off", "put off")]
)
def test_what_became_of_an_option_is_told_in_the_readers_language(tmp_path: Path, state: str, said: str) -> None:
    option = Option("anna#^c1", state)
    made = archive(statement("anna#^c1", Quantity(1, 1, "people", "1 people")))
    made = replace(made, decisions={"vera": Decision("vera", options=(option,))})
    publish(opened_in("de", OwnersView(made)), out=tmp_path / "e", imprint=Imprint("de"))
    page = html.fromstring((tmp_path / "e" / "decisions.html").read_bytes())
    assert page.xpath("//span[contains(@class, 'bearing')]/text()") == [said]
