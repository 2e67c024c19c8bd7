"""Who is named where: the index by letters, counts in dossiers, concordances, links in the text, names apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from variorum.edition.marking import NameLink, mark_page
from variorum.edition.named import hear
from variorum.edition.time.years import by_years, draw_years
from variorum.evidence import Identified, Mention
from variorum.examined import Examined
from variorum.record import Entity, Page, Settings, Source


def text_of(path: Path) -> str:
    return " ".join(html.fromstring(path.read_bytes()).text_content().split())


def test_a_dossier_says_how_often_in_which_sources_and_in_which_letters_it_is_named(english: Path) -> None:
    section = html.fromstring((english / "people/lesnov.html").read_bytes()).xpath("//section[@class='facet named']")[0]
    told = " ".join(section.text_content().split())
    assert "Named 3 times in 2 sources." in told
    assert "Леснов Павел Ильич · Леснова П. И." in told
    rows = [" ".join(row.text_content().split()) for row in section.xpath(".//table")[1].xpath(".//tbody/tr")]
    assert rows == ["Справка по делу Леснова 14 March 1933 2 p. 33", "What the River Kept 1958 1 p. 91"]


def test_places_in_which_it_is_open_who_is_meant_are_counted_apart_and_not_linked(english: Path) -> None:
    assert "In 1 place it is open whether this is meant." in text_of(english / "people/orlova.html")
    assert "служащих" not in [
        a.text_content()
        for a in html.fromstring((english / "sources/spravka1933/0002.html").read_bytes()).xpath("//a[@class='named']")
    ]
    assert not (english / "named/people/orlova.html").exists()


def test_mentions_are_counted_by_the_year_in_which_their_source_was_written(english: Path) -> None:
    section = html.fromstring((english / "people/lesnov.html").read_bytes()).xpath("//section[@class='facet named']")[0]
    rows = [" ".join(row.text_content().split()) for row in section.xpath(".//table")[0].xpath(".//tbody/tr")]
    assert rows == ["1933 2 1", "1958 1 1"]
    assert len(section.xpath(".//*[local-name()='svg'][@class='years']/*[local-name()='rect']")) == 2


def test_a_line_of_the_concordance_leads_to_the_very_place(english: Path) -> None:
    page = html.fromstring((english / "named/people/lesnov.html").read_bytes())
    line = page.xpath("//ol[@class='lines']/li")[-1]
    assert " ".join(line.text_content().split()).startswith("p. 91 …")
    assert line.xpath(".//b")[0].text_content() == "Lesnov"
    path, _, anchor = line.xpath(".//a")[0].get("href").partition("#")
    leaf = html.fromstring((english / "named/people" / path).resolve().read_bytes())
    link = leaf.get_element_by_id(anchor)
    assert (link.text_content(), link.get("href")) == ("Lesnov", "../../people/lesnov.html")


def test_names_within_a_quoted_passage_are_linked_and_the_passage_stays_whole(english: Path) -> None:
    leaf = html.fromstring((english / "sources/spravka1933/0002.html").read_bytes())
    marked = {mark.text_content() for mark in leaf.xpath("//mark")}
    assert marked == {"выслан на три года", "На собраниях кружка не бывал"}
    assert [a.text_content() for a in leaf.xpath("//a[@class='named']")] == ["Леснов Павел Ильич", "Бийск"]


def test_the_index_puts_surnames_first_and_cyrillic_letters_after_latin_ones(english: Path) -> None:
    page = html.fromstring((english / "names.html").read_bytes())
    letters = [a.text_content() for a in page.xpath("//nav[@class='letters']/a")]
    assert letters == ["B", "G", "L", "M", "O", "P", "Z", "Б", "Л", "О"]  # "The meeting of …" under its noun
    entries = [" ".join(li.text_content().split()) for li in page.xpath("//ul[@class='entries']/li")]
    assert "Lesnov, Pavel Ilyich Person" in entries
    assert any(e.startswith("Леснов П. И. → Pavel Ilyich Lesnov Person · named once") for e in entries)
    assert any(e.startswith("Gornyi → Pavel Ilyich Lesnov Person") and "Справка" in e for e in entries)


def test_names_without_a_dossier_stand_apart_and_only_where_they_are_asked_for(
    english: Path, small, write, tmp_path: Path
) -> None:
    assert not Settings().unmatched_names
    told = text_of(english / "names-without-a-dossier.html")
    assert "the dairy Place the dairy 2" in told
    index = html.fromstring((english / "names.html").read_bytes())
    assert not [li for li in index.xpath("//ul[@class='entries']/li") if li.text_content().startswith("the dairy")]
    settings = replace(small.record.settings, unmatched_names=False)
    write(tmp_path / "e", replace(small, record=replace(small.record, settings=settings)))
    assert not (tmp_path / "e/names-without-a-dossier.html").exists()
    assert "names-without-a-dossier" not in (tmp_path / "e/names.html").read_text("utf-8")


def test_a_change_of_who_is_meant_makes_the_page_of_text_anew(small, write, tmp_path: Path) -> None:
    write(tmp_path / "e")
    again = write(tmp_path / "e")
    other = tuple(replace(one, entity="orlova") if one.mention.surface == "Lesnov" else one for one in small.mentions)
    changed = write(tmp_path / "e", replace(small, mentions=other))
    assert again.unchanged == again.pages
    assert 0 < changed.unchanged < again.unchanged
    assert 'href="../../people/orlova.html"' in (tmp_path / "e/sources/orlova1961/0002.html").read_text("utf-8")


def mention(source: str, place: int) -> Identified:
    return Identified(Mention(source, 1, place, place + 2, "Xx", "person", "Xx", "model"), "x", "rule")


def test_a_long_source_does_not_crowd_the_others_out_of_a_concordance() -> None:
    times = {"long": 50, "short": 2, "middle": 9}
    record = Examined(sources={key: Source(key) for key in times}, entities={"x": Entity("x", "person", "Xx")})
    found = {key: [mention(key, 3 * place) for place in range(number)] for key, number in times.items()}
    text = "Xx " * 60
    hearing = hear(record, lambda key: found[key], lambda key: [Page(key, 1, "", text)], most_lines=12)
    named = hearing.of_entity["x"]
    assert named.times == 61
    assert [sum(line.at.source == key for line in named.lines) for key in times] == [5, 2, 5]


@given(st.lists(st.tuples(st.one_of(st.none(), st.tuples(st.integers(1800, 1999), st.integers(0, 9))), st.integers(1))))
def test_counts_by_year_lose_no_mention_and_no_bar_leaves_the_picture(counted: list) -> None:
    spans = [
        ((first, first + more) if (first, more) else None, n)
        for (first, more), n in ((pair or (0, 0), n) for pair, n in counted)
    ]
    counts = by_years((None if years == (0, 0) else years, number) for years, number in spans)
    assert sum(counts.values()) == sum(number for _, number in counted)
    chart = draw_years(counts)
    for bar in chart.bars if chart else ():
        assert 0 <= bar.x <= 100
        assert bar.x + bar.width <= 100.02
        assert 0 < bar.top < bar.top + bar.height <= chart.floor


@given(st.text("аб <&\n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)), max_size=6))
def test_linking_names_changes_no_letter_of_the_text(text: str, places: list[tuple[int, int]]) -> None:
    links, last = [], 0
    for start, length in sorted(places):
        if start >= last and start + length <= len(text):
            links.append(NameLink(start, start + length, "x.html"))
            last = start + length
    page = Page("s", 1, "", text)
    shown = Markup("").join(paragraph.text for paragraph in mark_page(page, (), links))
    assert shown.striptags().split() == text.split() or shown.unescape() != ""
    assert "".join(html.fromstring(f"<p>{shown}</p>").itertext()) == text.rstrip("\n")


@pytest.mark.parametrize("language", ["english", "russian"])
def test_no_count_and_no_line_comes_from_a_closed_source(language: str, request: pytest.FixtureRequest) -> None:
    out: Path = request.getfixturevalue(language)
    for path in out.rglob("*.html"):
        assert "the mill" not in path.read_text("utf-8"), path
