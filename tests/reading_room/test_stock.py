"""Every change of a file is noticed, and pages that stand beside one that changed say so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from room_reader import Reader
from room_serving import Served

from variorum.archive.folder import Archive
from variorum.reading_room.building import carry_out
from variorum.reading_room.pages import respond
from variorum.reading_room.room import Room
from variorum.reading_room.stock import Stock, changed_between, look, state_of
from variorum.reading_room.workshop import BuildOrder

SAID = 'class="room-behind"'


def test_a_file_of_the_same_size_and_time_in_the_place_of_another_is_another(archive: Archive) -> None:
    before = look(archive.root)
    path = archive.root / "people/berg.md"
    stat = path.stat()
    new = path.with_name("berg.new")
    new.write_bytes(path.read_bytes().replace(b"a", b"e"))
    os.utime(new, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    new.replace(path)
    assert changed_between(before, look(archive.root)) == ["people/berg.md"]
    assert state_of(archive.root, "people/berg.md") != before["people/berg.md"]
    path.unlink()
    assert state_of(archive.root, "people/berg.md") is None


def test_who_asks_hears_of_a_change_before_anything_is_answered(archive: Archive) -> None:
    heard: list[str] = []
    stock = Stock(archive.root, heard.extend)
    stock.begin()
    stock._cost = 0.0  # an archive in which a look is cheap
    (archive.root / "people/berg.md").write_text("---\nid: berg\n---\n", "utf-8")
    stock.look_for_others()
    assert heard == ["people/berg.md"]


def test_where_a_look_is_dear_it_is_good_enough_for_a_while_and_for_a_second_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, looks = [100.0], []
    monkeypatch.setattr("variorum.reading_room.stock.monotonic", lambda: clock[0])
    stock = Stock(tmp_path, lambda _: None)
    stock.begin()
    monkeypatch.setattr(Stock, "look_again", lambda self: looks.append(clock[0]))
    for cost, later, looked in ((0.05, 0.4, False), (0.05, 0.6, True), (9.0, 0.9, False), (9.0, 1.1, True)):
        stock._cost = cost
        clock[0] = 100.0 + later
        looks.clear()
        stock.look_for_others()
        assert bool(looks) is looked, (cost, later)


@pytest.fixture
def room(archive: Archive) -> Room:
    """A room that shows a state and works nothing out."""
    one = Room(archive, by="A. Reader")
    one.take_stock()
    made = carry_out(archive, BuildOrder("en", today="2026-01-01"), progress=lambda *_: None, early=lambda _: None)
    one._show(one._laid_ready(made)[0])
    return one


def page(room: Room, address: str) -> str:
    return bytes(respond(room, address, "csrf").body).decode()


def test_a_page_beside_a_file_that_changed_says_that_it_is_being_checked(room: Room) -> None:
    assert SAID not in page(room, "people/berg.html")
    path = room.archive.root / "people/berg.md"
    path.write_bytes(path.read_bytes() + b"\n")
    assert SAID in page(room, "people/berg.html")  # before anybody looked at all files
    assert SAID not in page(room, "people/ladygin.html")
    assert SAID not in page(room, "chronicle.html")
    room._stock.look_again()
    assert SAID in page(room, "chronicle.html")
    assert SAID not in page(room, "people/ladygin.html")


def test_every_page_says_so_where_a_text_changed_against_which_quotations_are_held(room: Room) -> None:
    path = next((room.archive.root / "originals").iterdir())
    path.write_bytes(path.read_bytes() + b"\n")
    room._stock.look_again()
    for address in ("people/berg.html", "chronicle.html", "sources/index.html"):
        assert SAID in page(room, address)


def test_the_ledger_that_a_build_writes_makes_nothing_older(room: Room) -> None:
    with (room.archive.root / "checked.jsonl").open("a", encoding="utf-8") as ledger:
        ledger.write("{}\n")
    room._stock.look_again()
    assert SAID not in page(room, "chronicle.html")


def test_what_could_not_be_worked_out_is_told_on_the_page(room: Room) -> None:
    path = room.archive.root / "people/berg.md"
    path.write_bytes(path.read_bytes() + b"\n")
    room.trouble = "The disk is full."
    assert "The disk is full." in page(room, "people/berg.html")


def test_the_new_state_says_nothing_of_it(served: Served, reader: Reader) -> None:
    path = served.archive.root / "people/berg.md"
    path.write_bytes(path.read_bytes() + b"\n")
    served.room.changed()
    assert served.room.settled(patience=600.0)
    assert SAID not in reader.client.get("/people/berg.html").text
