"""The archive is worked out in a process of its own, which stays, is started again, and ends with the room."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest

from variorum.archive import locking
from variorum.archive.folder import Archive
from variorum.archive.locking import building
from variorum.pipeline.progress import Progress
from variorum.reading_room import workshop as module
from variorum.reading_room.room import Room, _dearest
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.workshop import (
    BrokenOff,
    BuildOrder,
    BuiltState,
    Early,
    Trouble,
    WorkshopApart,
    WorkshopHere,
)

DAY = BuildOrder("en", today="2026-01-01")
LINE = '\n- 1932: said "so" ^worked-apart\n  > Я отпечатала пять экземпляров. [@zayavlenie1956, § 4]\n'


def nothing(*_: object) -> None:
    """Nobody listens."""


@pytest.fixture
def apart(archive: Archive) -> Iterator[WorkshopApart]:
    one = WorkshopApart(archive)
    yield one
    one.close()


def write(archive: Archive) -> None:
    with (archive.root / "people/berg.md").open("a", encoding="utf-8") as file:
        file.write(LINE)


def refs(made: BuiltState) -> set[str]:
    return {one.ref for one in made.state.record.statements}


def test_one_process_carries_out_order_after_order(archive: Archive, apart: WorkshopApart) -> None:
    heard: list[str] = []
    first = apart.work_out(DAY, progress=lambda step, *_: heard.append(step), early=nothing)
    assert heard
    process = apart._process
    assert process is not None
    write(archive)
    second = apart.work_out(DAY, progress=nothing, early=nothing)
    assert apart._process is process
    assert refs(second) - refs(first) == {"berg#^worked-apart"}
    assert second.seen["people/berg.md"] != first.seen["people/berg.md"]
    assert second.state.record == WorkshopHere(archive).work_out(DAY, progress=nothing, early=nothing).state.record
    apart.close()
    assert process.poll() is not None


def test_another_program_that_works_the_archive_out_is_waited_for(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "building", partial(building, timeout=0.05))
    held, heard = Event(), Event()

    def hold() -> None:
        with building(archive.root):
            held.set()
            heard.wait(60)

    other = Thread(target=hold)
    other.start()
    held.wait(60)
    write(archive)
    steps: list[str] = []

    def progress(step: str, *_: object) -> None:
        steps.append(step)
        if len(steps) == 3:
            heard.set()

    made = WorkshopHere(archive).work_out(DAY, progress=progress, early=nothing)
    other.join()
    assert set(steps[:3]) == {"Another Variorum is working this archive out"}
    assert "berg#^worked-apart" in refs(made)


def test_a_room_that_closes_waits_for_no_other_program(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "building", partial(building, timeout=0.05))
    held, done = Event(), Event()

    def hold() -> None:
        with building(archive.root):
            held.set()
            done.wait(60)

    other = Thread(target=hold)
    other.start()
    held.wait(60)
    here = WorkshopHere(archive)
    with pytest.raises(BrokenOff):
        here.work_out(DAY, progress=lambda *_: here.close(), early=nothing)
    done.set()
    other.join()


def test_a_process_that_was_killed_is_started_again(archive: Archive, apart: WorkshopApart) -> None:
    killed: list[int] = []

    def kill(*_: object) -> None:
        process = apart._process
        if process is not None and not killed:
            killed.append(process.pid)
            process.kill()

    made = apart.work_out(DAY, progress=kill, early=nothing)
    assert killed
    assert apart._process is not None
    assert apart._process.pid not in killed
    assert "berg" in made.state.record.entities


def test_a_process_that_ends_each_time_is_told_of_and_nothing_hangs(archive: Archive, apart: WorkshopApart) -> None:
    def kill(*_: object) -> None:
        if apart._process is not None:
            apart._process.kill()

    with pytest.raises(Trouble, match="ended before it was done"):
        apart.work_out(DAY, progress=kill, early=nothing)


def test_an_order_is_left_for_the_next(archive: Archive, apart: WorkshopApart) -> None:
    with pytest.raises(BrokenOff):
        apart.work_out(DAY, progress=lambda *_: apart.break_off(), early=nothing)
    assert refs(apart.work_out(DAY, progress=nothing, early=nothing))


def test_what_is_known_first_is_told_first(archive: Archive, apart: WorkshopApart) -> None:
    early: list[BuiltState] = []
    made = apart.work_out(BuildOrder("en", today="2026-01-01", early=True), progress=nothing, early=early.append)
    assert [refs(one) for one in early] == [refs(made)]
    assert early[0].others is None


def test_pages_that_were_dear_come_with_the_state(archive: Archive) -> None:
    order = BuildOrder(
        "en", True, "2026-01-01", pages=("chronicle.html", "no/such.html"), pages_of_others=("index.html",)
    )
    made = WorkshopHere(archive).work_out(order, progress=nothing, early=nothing)
    assert made.others is not None
    assert set(made.pages) == {"chronicle.html"}
    assert made.pages["chronicle.html"] == Shelves(made.state).page("chronicle.html")
    assert made.pages_of_others["index.html"] == Shelves(made.others).page("index.html")
    assert Shelves(made.state, made.seen, {"chronicle.html": "set"}).page("chronicle.html") == "set"


def test_the_dearest_pages_are_remembered_and_no_more_than_some() -> None:
    known = {f"people/p{number}.html": float(number) for number in range(100)}
    first = _dearest(known, None)
    assert first[:2] == ("people/p99.html", "people/p98.html")
    assert set(first) == set(known)
    assert len(known) == 60


def test_an_archive_that_moved_is_trouble_and_no_fault(tmp_path: Path, built: Path) -> None:
    root = tmp_path / "moving"
    shutil.copytree(built, root)
    apart = WorkshopApart(Archive(root))
    try:
        apart.work_out(DAY, progress=nothing, early=nothing)
        root.rename(tmp_path / "moved")
        with pytest.raises(Trouble, match="no longer where it was"):
            apart.work_out(DAY, progress=nothing, early=nothing)
        assert not root.exists()
    finally:
        apart.close()


def test_where_no_process_can_be_started_the_room_works_the_archive_out_itself(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(11, "no more processes")

    monkeypatch.setattr(module, "started", refuse)
    apart = WorkshopApart(archive)
    assert refs(apart.work_out(DAY, progress=nothing, early=nothing))
    apart.close()


def test_a_room_shows_what_another_process_worked_out(archive: Archive) -> None:
    room = Room(archive, by="A. Reader", workshop=WorkshopApart(archive))
    room.start()
    try:
        assert room.settled(patience=600.0)
        assert "berg" in room.worked_out().record.entities
        assert room.trouble == ""
    finally:
        room.close()


class Stumbling:
    """A workshop that fails as nobody foresaw, for as long as it is told to."""

    def __init__(self, archive: Archive) -> None:
        self._here, self.fails = WorkshopHere(archive), True
        self.begin, self.break_off, self.close = self._here.begin, self._here.break_off, self._here.close

    def work_out(self, order: BuildOrder, *, progress: Progress, early: Early) -> BuiltState:
        if self.fails:
            raise ZeroDivisionError("nobody foresaw this")
        return self._here.work_out(order, progress=progress, early=early)


def test_a_fault_is_told_and_the_next_change_is_worked_out_all_the_same(archive: Archive) -> None:
    workshop = Stumbling(archive)
    room = Room(archive, by="A. Reader", workshop=workshop)

    def fail() -> None:
        raise ZeroDivisionError("nor this")

    room.shown = fail
    room.start()
    try:
        assert room.ready(patience=600.0) is None
        assert "ZeroDivisionError: nobody foresaw this" in room.told_trouble
        workshop.fails = False
        for dossier in ("one", "two"):
            (archive.root / f"people/{dossier}.md").write_text(
                f"---\nid: {dossier}\nname: N. {dossier}\n---\n", "utf-8"
            )
            room.changed()
            assert room.settled(patience=600.0)
            assert room.told_trouble == ""
            assert dossier in room.worked_out().record.entities
    finally:
        room.close()


def test_a_number_that_will_still_grow_is_shown_as_one(archive: Archive) -> None:
    seen: list[str] = []
    order = BuildOrder("en", today="2026-01-01", early=True)
    made = WorkshopHere(archive).work_out(
        order, progress=nothing, early=lambda first: seen.append(Shelves(first.state).page("index.html") or "")
    )
    assert re.search(r"Findings <b>\d+ …</b>", seen[0])
    assert re.search(r"Findings <b>\d+</b>", Shelves(made.state).page("index.html") or "")
