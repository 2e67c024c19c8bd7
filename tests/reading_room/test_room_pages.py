"""The room's pages are the edition's own: what is published has the same address here."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Event, Thread

import pytest
from markupsafe import escape
from room_reader import Reader
from room_serving import Served

from variorum.archive.folder import Archive
from variorum.pipeline import build
from variorum.reading_room.catching_up import work_out
from variorum.reading_room.shelves import Shelves


@pytest.fixture
def published(archive: Archive) -> set[str]:
    build(archive)
    kinds = ("html", "svg", "gexf", "graphml", "geojson", "csv")
    pages = [path for kind in kinds for path in archive.edition_dir.rglob(f"*.{kind}")]
    addresses = {page.relative_to(archive.edition_dir).as_posix() for page in pages}
    return addresses - {"search.html"}  # in the room one searches at the head of every page


def test_every_page_of_the_edition_is_a_page_of_the_room(archive: Archive, published: set[str]) -> None:
    shelves = Shelves(work_out(archive, language="en", progress=lambda *_: None))
    missing = sorted(address for address in published if shelves.page(address) is None)
    assert missing == []
    assert shelves.page("people/nobody-of-this-name.html") is None


def test_the_page_of_two_sources_waits_for_no_other_two(archive: Archive) -> None:
    shelves = Shelves(work_out(archive, language="en", progress=lambda *_: None))
    pairs = sorted(shelves.state.site.addresses.pairs.values())
    assert len(pairs) > 2
    assert shelves.has_page(pairs[-1])
    assert shelves.page(pairs[-1]) is not None
    assert shelves.page("borrowings/nobody--nobody.html") is None
    assert not [one for one in shelves._found if one.startswith("borrowings/")]


def test_what_a_page_is_about_names_the_file_that_it_is_written_in(archive: Archive) -> None:
    shelves = Shelves(work_out(archive, language="en", progress=lambda *_: None))
    for address in ("people/berg.html", "sources/zayavlenie1956.html", "sources/zayavlenie1956/0001.html"):
        subject = shelves.subject(address)
        assert subject is not None
        assert Path(archive.root / subject.file).is_file()
    assert shelves.subject("chronicle.html") is None


def test_a_list_at_the_root_waits_for_no_pattern_and_no_picture(archive: Archive) -> None:
    shelves = Shelves(work_out(archive, language="en", progress=lambda *_: None))
    for address in ("bibliography.html", "relations.html", "contradictions.html", "colophon.html"):
        assert shelves.page(address) is not None
    assert not [one for one in shelves._found if one.startswith(("patterns", "figures", "network", "map", "timeline"))]
    assert shelves.page("predictions.html") is not None
    assert shelves.page("map.svg") is not None


def test_a_page_that_several_ask_for_at_once_is_set_once(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    shelves = Shelves(served.room.needed().state)
    asked, free, found = [], Event(), []
    sheet_of = shelves._sheet

    def slowly(address: str) -> object:
        asked.append(address)
        assert free.wait(60)
        return sheet_of(address)

    monkeypatch.setattr(shelves, "_sheet", slowly)
    readers = [Thread(target=lambda: found.append(shelves.page("people/berg.html"))) for _ in range(4)]
    for reader in readers:
        reader.start()
    readers[-1].join(timeout=0.2)  # the others have come meanwhile
    free.set()
    for reader in readers:
        reader.join(timeout=60)
    assert asked == ["people/berg.html"]
    assert len(found) == 4
    assert len(set(found)) == 1


def test_what_every_page_needs_is_worked_out_before_a_state_is_shown(served: Served) -> None:
    assert {"counts", "entries"} <= set(served.room.needed()._once)


def test_trays_and_files_can_be_read_without_scripts(served: Served) -> None:
    reader = Reader(served)
    for tray, number in reader.told["trays"].items():
        text = reader.client.get(f"/room/tray/{tray}").text
        waits = reader.ask("tray", tray=tray).json()["item"]
        assert (waits is None) is (number == 0)
        assert waits is None or str(escape(waits["title"])) in text
    written = served.read("people/berg.md")
    assert str(escape(written)).strip() in reader.client.get("/room/edit/people/berg.md").text


def test_an_archive_without_places_on_the_map_says_what_is_missing_and_where_to_write_it(
    reader: Reader, served: Served
) -> None:
    for file in (served.archive.root / "places").glob("*.md"):
        kept = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("coordinates:")]
        file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    for layer in (served.archive.root / "layers").glob("*"):
        layer.unlink()
    served.room.changed()
    assert served.room.settled(patience=120)
    answer = reader.client.get("/map.html")
    assert answer.status_code == 200
    assert "coordinates: {lat:" in answer.text
    assert 'href="room/edit/places/library.md"' in answer.text
    assert 'href="map.html"' in reader.client.get("/index.html").text


def test_what_is_found_is_a_page_with_an_address_and_needs_no_scripts(onlooker: Reader) -> None:
    page = onlooker.client.get("/search.html", params={"q": '"library shut"'}).text
    found = onlooker.ask("search", q='"library shut"').json()["hits"]
    assert [one["address"] for one in found] == re.findall(r'<li><a href="(sources/[^"]*)"', page)
    assert "<mark>" in page
    assert 'href="people/berg.html"' in onlooker.client.get("/search.html?q=emma berg").text
    assert "<script>alert" not in onlooker.client.get("/search.html", params={"q": "<script>alert(1)</script>"}).text
    assert onlooker.client.get("/search.html").status_code == 200
    assert onlooker.client.get("/search.html", params={"q": "x" * 20_000}).status_code == 414
