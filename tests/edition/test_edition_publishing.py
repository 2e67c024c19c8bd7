"""Publishing: whole, deterministic, atomic, every link alive."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from variorum.dates.edtf import parse_edtf
from variorum.edition import parts
from variorum.edition.folder import MARKER
from variorum.finding import NotFound, Refused
from variorum.record import Complement, Entity, EntityLink, NameForm, Statement


def pages(out: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    for path in sorted(out.rglob("*.html")):
        yield path, html.fromstring(path.read_bytes())


def files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("language", ["english", "russian"])
def test_every_link_leads_to_a_page_and_an_anchor_that_exist(language: str, request: pytest.FixtureRequest) -> None:
    out: Path = request.getfixturevalue(language)
    anchors = {path: {e.get("id") for e in page.iter() if e.get("id")} for path, page in pages(out)}
    for path, page in pages(out):
        for element in page.iter("a", "link", "script"):
            address = element.get("href") or element.get("src")
            if address is None or address.startswith("https://www.wikidata.org/"):
                continue
            parts = urlsplit(address)
            assert (parts.scheme, parts.netloc, parts.path[:1] == "/") == ("", "", False), (path, address)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), (path, address)
            if parts.fragment:
                assert parts.fragment in anchors[target], (path, address)


@pytest.mark.parametrize("language", ["english", "russian"])
def test_no_anchor_is_given_twice_and_headings_leave_no_level_out(
    language: str, request: pytest.FixtureRequest
) -> None:
    for path, page in pages(request.getfixturevalue(language)):
        given = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(given) == len(set(given)), path
        levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert (levels[0], levels.count(1)) == (1, 1), path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_a_quotation_leads_to_the_very_words_and_these_lead_back(english: Path) -> None:
    dossier = html.fromstring((english / "people/lesnov.html").read_bytes())
    link = next(
        a for a in dossier.iter("a") if a.text_content() == "Orlova, What the River Kept" and "#w" in a.get("href")
    )
    path, _, anchor = link.get("href").partition("#")
    leaf = html.fromstring((english / "people" / path).resolve().read_bytes())
    mark = leaf.get_element_by_id(anchor)
    assert mark.tag == "mark"
    assert mark.text_content() == "We met in September, three of us"
    assert "bad" in mark.get("class")
    backwards = [a.get("href") for a in leaf.iter("a") if a.get("href").endswith("people/lesnov.html#s-met")]
    assert backwards == ["../../people/lesnov.html#s-met"]


def test_what_the_checks_found_stands_beside_the_statement_that_it_concerns(english: Path) -> None:
    dossier = html.fromstring((english / "people/lesnov.html").read_bytes())
    statement = dossier.get_element_by_id("s-met")
    assert "Q201" in statement.xpath(".//div[@class='beside']")[0].text_content()
    assert "two" in statement.xpath(".//*[@class='differs']")[0].text_content()
    assert "the source reads “three”" in statement.text_content()
    assert "copy of Orlova" in statement.text_content()


def test_empty_facets_are_shown_as_empty(english: Path) -> None:
    page = html.fromstring((english / "people/orlova.html").read_bytes())
    empty = [h.text_content() for h in page.xpath("//section[@class='facet empty']/h2")]
    assert empty == ["Programme", "Repression"]


def test_a_statement_is_read_from_the_side_of_its_object(english: Path) -> None:
    text = html.fromstring((english / "places/biysk.html").read_bytes()).text_content()
    assert "place of exile of Pavel Ilyich Lesnov" in " ".join(text.split())


def test_dates_that_leave_the_order_open_are_told_as_such(english: Path) -> None:
    text = " ".join(html.fromstring((english / "chronicle.html").read_bytes()).text_content().split())
    assert "≈ The dates leave open" in text
    assert "undecided against" not in text
    assert "counted 2 ledgers" in text[text.index("Undated") :]


def test_theses_stand_side_by_side_over_the_same_statements(english: Path) -> None:
    matrix = html.fromstring((english / "questions/was-there-a-circle.html").read_bytes()).xpath("//table")[0]
    rows = {
        row[0].text_content(): [" ".join(c.text_content().split()) for c in row[1:]] for row in matrix.xpath("tbody/tr")
    }
    met = rows["Pavel Ilyich Lesnov met Anna Orlova in Biysk, September 1930"]
    assert met[0].startswith("−− forbids")
    assert met[1].startswith("++ expects strongly")
    assert met[1].endswith("The sources disagree")
    assert met[2].startswith("2 for, independently 1, 1 against")


def test_the_same_record_gives_the_same_bytes(write, tmp_path: Path) -> None:
    write(tmp_path / "a")
    write(tmp_path / "b")
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_publishing_again_changes_nothing_and_takes_every_page_over(write, tmp_path: Path) -> None:
    write(tmp_path / "e")
    before = files(tmp_path / "e")
    again = write(tmp_path / "e")
    assert again.unchanged == again.pages
    assert files(tmp_path / "e") == before
    assert [path.name for path in tmp_path.iterdir()] == ["e"]


def test_a_page_that_somebody_changed_is_made_anew(write, tmp_path: Path) -> None:
    write(tmp_path / "e")
    leaf = tmp_path / "e/sources/orlova1961/0001.html"
    before = leaf.read_bytes()
    leaf.write_bytes(before.replace(b"Snow", b"Rain"))
    write(tmp_path / "e")
    assert leaf.read_bytes() == before


def test_pages_of_what_is_gone_go_too(write, small, tmp_path: Path) -> None:
    write(tmp_path / "e")
    fewer = {key: entity for key, entity in small.record.entities.items() if key != "platform"}
    write(tmp_path / "e", replace(small, record=replace(small.record, entities=fewer)))
    assert not (tmp_path / "e/works/platform.html").exists()


def test_what_somebody_else_put_into_the_edition_stays(write, small, tmp_path: Path) -> None:
    out = tmp_path / "edition"
    write(out)
    own = {
        ".nojekyll": b"",
        ".git/HEAD": b"ref: refs/heads/pages\n",
        "people/of-my-own.txt": b"mine",
        "talk/slides.html": b"<p>",
    }
    for address, content in own.items():
        (out / address).parent.mkdir(exist_ok=True)
        (out / address).write_bytes(content)
    (out / "latest").symlink_to("talk")
    fewer = {key: entity for key, entity in small.record.entities.items() if key != "platform"}
    write(out, replace(small, record=replace(small.record, entities=fewer)))
    assert {address: (out / address).read_bytes() for address in own} == own
    assert (out / "latest").readlink() == Path("talk")
    assert not (out / "works/platform.html").exists()
    write(out)
    assert {address: (out / address).read_bytes() for address in own} == own


def test_where_the_old_mark_is_damaged_no_page_of_before_stays(write, tmp_path: Path) -> None:
    out = tmp_path / "edition"
    write(out)
    (out / "people" / "withdrawn.html").write_text("what may no longer be shown", "utf-8")
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("ref", "utf-8")
    (out / MARKER).write_text("{", "utf-8")
    write(out)
    assert not (out / "people" / "withdrawn.html").exists()
    assert (out / ".git" / "HEAD").read_text("utf-8") == "ref"


def test_a_folder_that_is_no_edition_is_never_overwritten(write, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / "novel.txt").write_text("chapter one")
    with pytest.raises(Refused, match="choose an empty or a new folder"):
        write(out)
    assert files(tmp_path) == {"mine/novel.txt": b"chapter one"}


def test_a_file_in_the_place_of_the_edition_is_refused(write, tmp_path: Path) -> None:
    (tmp_path / "e").write_text("x")
    with pytest.raises(Refused, match="not a folder"):
        write(tmp_path / "e")


def test_a_crash_half_way_leaves_the_old_edition_and_no_rubbish(write, tmp_path: Path, monkeypatch) -> None:
    write(tmp_path / "e")
    before = files(tmp_path / "e")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(parts, "PARTS", (*parts.PARTS[:-1], parts.EditionPart(crash)))
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "e", language="ru")
    assert files(tmp_path / "e") == before
    assert [path.name for path in tmp_path.iterdir()] == ["e"]


def test_a_full_disk_is_one_sentence_and_leaves_the_old_edition(write, tmp_path: Path, monkeypatch) -> None:
    write(tmp_path / "e")
    before = files(tmp_path / "e")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parts, "PARTS", (*parts.PARTS[:-1], parts.EditionPart(full)))
    with pytest.raises(Refused, match="No space left on device"):
        write(tmp_path / "e", language="ru")
    assert files(tmp_path / "e") == before


def test_what_a_killed_writing_left_is_cleared_and_recovered_from(write, tmp_path: Path) -> None:
    write(tmp_path / "e")
    before = files(tmp_path / "e")
    (tmp_path / "e").rename(tmp_path / ".e.previous")
    (tmp_path / ".e.abc.new").mkdir()
    write(tmp_path / "e")
    assert files(tmp_path / "e") == before
    assert [path.name for path in tmp_path.iterdir()] == ["e"]


def test_of_two_writings_at_once_one_is_refused_and_no_lock_stays(write, tmp_path: Path, monkeypatch) -> None:
    refused: list[str] = []

    def again(*_: object) -> tuple[()]:
        with pytest.raises(Refused) as second:
            write(tmp_path / "e")
        refused.append(str(second.value))
        return ()

    monkeypatch.setattr(parts, "PARTS", (*parts.PARTS, parts.EditionPart(again)))
    write(tmp_path / "e")
    assert len(refused) == 1
    assert "Another process is writing" in refused[0]
    assert [path.name for path in tmp_path.iterdir()] == ["e"]


def test_a_damaged_marker_only_costs_time(write, tmp_path: Path) -> None:
    write(tmp_path / "e")
    before = files(tmp_path / "e")
    (tmp_path / "e" / MARKER).write_text("{")
    assert write(tmp_path / "e").unchanged == 0
    assert files(tmp_path / "e") == before
    json.loads((tmp_path / "e" / MARKER).read_text())


def test_an_edition_copied_elsewhere_is_still_one(write, tmp_path: Path) -> None:
    write(tmp_path / "e")
    shutil.copytree(tmp_path / "e", tmp_path / "stick" / "e")
    write(tmp_path / "stick" / "e")


def test_an_interface_language_that_there_is_not_is_said(write, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="English"):
        write(tmp_path / "e", language="eo")
    with pytest.raises(NotFound, match="chicago"):
        write(tmp_path / "e", style="apa")
    assert not list(tmp_path.iterdir())


def test_ids_that_fall_on_one_file_name_get_pages_of_their_own(write, small, tmp_path: Path) -> None:
    names = ["Anna", "anna", "ANNA", "con", "index", "../../etc", "Анна", "a" * 300, ""]
    entities = {name: Entity(name, "person", f"Person {name}") for name in names}
    write(tmp_path / "e", replace(small, record=replace(small.record, entities=entities)))
    written = [path.name for path in (tmp_path / "e/people").iterdir()]
    assert len(written) == len(names) + 1
    assert len({name.casefold() for name in written}) == len(written)
    assert all(name.isascii() and len(name) < 120 for name in written)


def test_an_empty_archive_makes_an_edition(write, small, tmp_path: Path) -> None:
    empty = replace(small, record=type(small.record)(), findings=(), pages={})
    write(tmp_path / "e", empty)
    assert "No quotation has been checked yet." in (tmp_path / "e/index.html").read_text("utf-8")


def test_a_thesis_is_not_borne_out_by_words_that_stand_nowhere(write, small, tmp_path: Path) -> None:
    absent = [
        replace(one, verification=replace(one.verification, verdict="absent", segments=()))
        if one.statement == "lesnov#^met"
        else one
        for one in small.record.quotations
    ]
    write(tmp_path / "e", replace(small, record=replace(small.record, quotations=tuple(absent))))
    page = (tmp_path / "e/questions/was-there-a-circle.html").read_text("utf-8")
    assert "No public quotation for it holds" in page
    assert "The sources bear it out" not in page


def test_names_stand_in_the_form_that_the_readers_read(english: Path, russian: Path) -> None:
    titles = [html.fromstring((out / "people/lesnov.html").read_bytes()).xpath("//h1")[0] for out in (english, russian)]
    assert [title.text_content() for title in titles] == ["Pavel Ilyich Lesnov", "Павел Ильич Леснов"]


def test_what_a_judgement_set_aside_is_shown_with_who_when_and_why(english: Path) -> None:
    text = " ".join(html.fromstring((english / "findings/set-aside.html").read_bytes()).text_content().split())
    assert "Witnesses contradict; see variorum show." in text
    assert "Settled in ch. 1." in text
    assert "the editors" in text
    assert "6 March 2026" in text
    assert "1 finding set aside by a judgement" in (english / "findings/index.html").read_text("utf-8")
    assert "1 finding set aside by a judgement" in (english / "findings/w.html").read_text("utf-8")


def test_the_newest_judgement_on_who_is_who_stands_in_the_dossier(english: Path) -> None:
    page = html.fromstring((english / "people/lesnov.html").read_bytes())
    (judged,) = page.xpath("//ul[@class='judgements']/li")
    text = " ".join(judged.text_content().split())
    assert text == "? open: the clerk of 1926 Two hands <b>after</b> all. A. Reader, 1 February 2026"


def test_judgements_that_concern_closed_sources_never_leave(english: Path, russian: Path) -> None:
    for out in (english, russian):
        for content in files(out).values():
            assert b"Nobody must see this" not in content
            assert b"It is being copied" not in content
    assert not html.fromstring((english / "people/orlova.html").read_bytes()).xpath("//ul[@class='judgements']")


def test_what_others_say_stands_under_the_heading_that_the_vocabulary_gives_it(write, small, tmp_path: Path) -> None:
    relations = dict(small.record.vocabulary.relations)
    relations["met"] = replace(relations["met"], inverse_facets={"person": "programme"})
    vocabulary = replace(small.record.vocabulary, relations=relations)
    write(tmp_path / "e", replace(small, record=replace(small.record, vocabulary=vocabulary)))
    page = html.fromstring((tmp_path / "e/people/orlova.html").read_bytes())
    (facet,) = [section for section in page.xpath("//section") if section.xpath("h2[text()='Programme']")]
    assert "was met by Pavel Ilyich Lesnov in Biysk" in " ".join(facet.text_content().split())


def test_questions_stand_in_the_words_of_the_settings(write, small, tmp_path: Path) -> None:
    settings = replace(small.record.settings, questions={"was-there-a-circle": "Was there a circle at all?"})
    write(tmp_path / "e", replace(small, record=replace(small.record, settings=settings)))
    for name in ("questions/was-there-a-circle.html", "index.html", "theses/index.html"):
        assert "Was there a circle at all?" in (tmp_path / "e" / name).read_text("utf-8")


def test_backticks_set_code_and_are_never_shown(english: Path) -> None:
    assert all("`" not in page.text_content() for _, page in pages(english))


def test_a_range_of_years_in_a_title_stays_on_one_line(write, small, tmp_path: Path) -> None:
    settings = replace(small.record.settings, title="The circle 1927–1933")
    write(tmp_path / "e", replace(small, record=replace(small.record, settings=settings)))
    heading = '<h1>The circle <span class="unbroken">1927–1933</span></h1>'
    assert heading in (tmp_path / "e/index.html").read_text("utf-8")


def test_a_place_stands_with_the_name_that_it_bore_and_where_it_lies(write, small, tmp_path: Path) -> None:
    names = (
        NameForm("Sverdlovsk", language="en", period="1924/1991"),
        NameForm("Свердловск", language="ru", period="1924/1991"),
        NameForm("Yekaterinburg", language="en", period="1723/1924"),
    )
    town = Entity("town", "place", "Yekaterinburg", names, attributes={"coordinates": {"lat": "56.84", "lon": "60.6"}})
    there = (Complement("in", EntityLink("town")),)
    met = Statement("lesnov#^there", "lesnov", "met", EntityLink("orlova"), there, parse_edtf("1930"))
    record = small.record
    record = replace(record, entities={**record.entities, "town": town}, statements=(*record.statements, met))
    write(tmp_path / "e", replace(small, record=record))
    page = (tmp_path / "e/places/town.html").read_text("utf-8")
    assert "56.84° N, 60.6° E" in page
    assert page.index("1723") < page.index("Свердловск</bdi></th>")
    assert "Yekaterinburg (Sverdlovsk until 1991)" in (tmp_path / "e/people/lesnov.html").read_text("utf-8")
    write(tmp_path / "r", replace(small, record=record), language="ru")
    assert "Yekaterinburg (до 1991 г. Свердловск)" in (tmp_path / "r/people/lesnov.html").read_text("utf-8")
    assert "56,84° с. ш., 60,6° в. д." in (tmp_path / "r/places/town.html").read_text("utf-8")


def test_another_number_of_findings_is_written_to_one_file_and_leaves_pages_as_they_are(
    write, small, tmp_path: Path
) -> None:
    write(tmp_path / "e")
    before = files(tmp_path / "e")
    more = replace(small, findings=(*small.findings, small.findings[-1]))
    again = write(tmp_path / "e", more)
    after = files(tmp_path / "e")
    write(tmp_path / "clean", more)
    assert after == files(tmp_path / "clean")
    changed = {address for address, content in after.items() if before[address] != content}
    assert b'"findings"]::after { content: " 4"; }' in before["assets/counts.css"]
    assert b'"findings"]::after { content: " 5"; }' in after["assets/counts.css"]
    assert not any(address.startswith("sources/") and address.count("/") == 2 for address in changed)
    assert again.pages - again.unchanged == len([one for one in changed if one.endswith(".html")]) < again.pages / 2


@pytest.mark.parametrize("language", ["english", "russian"])
def test_every_page_has_the_place_where_the_number_of_findings_is_shown(
    language: str, request: pytest.FixtureRequest
) -> None:
    for path, page in pages(request.getfixturevalue(language)):
        (counted,) = page.xpath("//header//nav/a[@data-counted]")
        assert counted.get("data-counted") == "findings", path
        assert page.xpath("//link[contains(@href, 'assets/counts.css')]"), path


def test_where_nothing_was_found_no_number_is_shown(write, small, tmp_path: Path) -> None:
    write(tmp_path / "e", replace(small, findings=()))
    assert files(tmp_path / "e")["assets/counts.css"] == b""
