"""The journal: every write undone to the byte, none lost where the program is killed in the midst of one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.archive.editing import edit
from variorum.archive.folder import create_archive, open_archive
from variorum.archive.writing import append_durably, write_atomically
from variorum.finding import ChangedOnDisk, NotFound, Refused
from variorum.reading_room.journal import Journal
from variorum.saying import in_language, say

WRITER = """
import sys
from pathlib import Path
from variorum.archive.editing import edit
from variorum.archive.folder import open_archive
from variorum.reading_room.journal import Journal

archive = open_archive(Path(sys.argv[1]))
journal = Journal(archive)
print("ready", flush=True)
for number in range(10_000):
    whole = ("%d " % number) * 4000
    act = lambda: edit(archive.root, "people/one.md", lambda _: whole.encode())
    journal.write("write %d" % number, act, files=["people/one.md"], by="A. Reader")
"""


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    archive = create_archive(tmp_path / "archive", title="T")
    path = archive.root / "people" / "one.md"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"first")
    return Journal(archive)


def is_whole(raw: bytes) -> bool:
    """Whether these are the bytes of one write from beginning to end."""
    words = raw.decode().split()
    return raw == b"first" or (len(words) == 4000 and len(set(words)) == 1)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("number", range(20))
def test_a_program_killed_in_the_midst_of_a_save_loses_nothing(journal: Journal, number: int) -> None:
    root = journal.archive.root
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(root)], stdout=subprocess.PIPE, env=os.environ)
    assert writer.stdout is not None
    writer.stdout.readline()
    before = (root / "people/one.md").read_bytes()
    while (root / "people/one.md").read_bytes() == before and writer.poll() is None:
        pass
    for _ in range(number * 400):  # a different moment of the save each time, told in work and not in seconds
        os.getpid()
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    assert is_whole((root / "people/one.md").read_bytes())
    again = Journal(open_archive(root))
    again.recover()
    entries = again.entries()
    assert entries
    assert entries[-1].after["people/one.md"] == again.now("people/one.md")
    while True:
        try:
            again.undo(by="A. Reader")
        except NotFound:
            break
        assert is_whole((root / "people/one.md").read_bytes())
    assert (root / "people/one.md").read_bytes() == b"first"


def test_a_write_that_is_refused_leaves_no_entry(journal: Journal) -> None:
    def refuse() -> None:
        raise Refused("No.")

    with pytest.raises(Refused):
        journal.write("nothing", refuse, files=["people/one.md"], by="A. Reader")
    assert journal.entries() == []


def test_a_line_of_the_journal_torn_by_a_crash_costs_no_other_line(journal: Journal) -> None:
    root = journal.archive.root
    journal.write("one", lambda: write_atomically(root / "people/one.md", b"second"), files=["people/one.md"], by="A")
    with (journal.folder / "journal.jsonl").open("ab") as file:
        file.write(b'{"id": "half')
    again = Journal(journal.archive)
    again.recover()
    again.undo(by="A")
    assert (root / "people/one.md").read_bytes() == b"first"


@given(texts=st.lists(st.binary(max_size=40), min_size=1, max_size=6), undone=st.integers(0, 8))
@settings(max_examples=25)
def test_as_many_undoings_as_writes_give_the_first_state(
    texts: list[bytes], undone: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    archive = create_archive(tmp_path_factory.mktemp("a") / "archive", title="T")
    file = "people/one.md"
    (archive.root / "people").mkdir(exist_ok=True)
    (archive.root / file).write_bytes(b"first")
    journal = Journal(archive)
    states = [b"first"]
    for text in texts:
        journal.write("w", lambda text=text: edit(archive.root, file, lambda _: text), files=[file], by="A")
        if text != states[-1]:
            states.append(text)
    for _ in range(undone):
        if len(states) == 1:
            with pytest.raises(NotFound):
                journal.undo(by="A")
            break
        states.pop()
        journal.undo(by="A")
        assert (archive.root / file).read_bytes() == states[-1]


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git on this machine")
def test_in_a_git_repository_a_write_is_a_commit_of_its_own_with_its_author(journal: Journal) -> None:
    root = journal.archive.root

    def git(*command: str) -> str:
        who = ["-c", "user.name=Owner", "-c", "user.email=o@example.invalid"]
        done = subprocess.run(["git", "-C", str(root), *who, *command], capture_output=True, text=True, check=True)
        return done.stdout

    git("init", "-q")
    git("config", "user.name", "Owner")
    git("config", "user.email", "o@example.invalid")
    git("add", ".")
    git("commit", "-qm", "begun")
    (root / "variorum.toml").write_bytes((root / "variorum.toml").read_bytes() + b"\n")
    git("add", "variorum.toml")
    journal.write(
        "stated: 1932",
        lambda: edit(root, "people/one.md", lambda _: b"second"),
        files=["people/one.md"],
        by="A. Reader",
    )
    assert git("log", "-1", "--format=%an %s").strip() == "A. Reader stated: 1932"
    assert git("show", "--name-only", "--format=").split() == ["people/one.md"]
    assert git("diff", "--cached", "--name-only").split() == ["variorum.toml"]  # what was staged stays staged
    journal.write("a new one", lambda: write_atomically(root / "people/two.md", b"x"), files=["people/two.md"], by="B")
    assert git("show", "--name-only", "--format=%an").split() == ["B", "people/two.md"]


def test_a_line_of_a_ledger_is_taken_back_though_others_came_after_it(journal: Journal) -> None:
    root = journal.archive.root
    path = root / "judgements.jsonl"

    def added(line: str) -> str:
        def act() -> None:
            path.write_bytes((path.read_bytes() if path.exists() else b"") + line.encode() + b"\n")

        _, entry = journal.write(line, act, files=["judgements.jsonl"], by="A. Reader")
        return entry.id

    first, second = added('{"n": 1}'), added('{"n": 2}')
    added('{"n": 3}')
    journal.undo(second, by="A. Reader")
    assert path.read_bytes() == b'{"n": 1}\n{"n": 3}\n'
    journal.undo(first, by="A. Reader")
    assert path.read_bytes() == b'{"n": 3}\n'
    edited = added('{"n": 4}')
    path.write_bytes(b'{"n": 3}\n{"n": 4, "mended": "by hand"}\n')
    with pytest.raises(ChangedOnDisk):
        journal.undo(edited, by="A. Reader")
    assert path.read_bytes() == b'{"n": 3}\n{"n": 4, "mended": "by hand"}\n'


@pytest.mark.parametrize("full", ["copies", "journal"])
def test_a_disk_that_fills_up_after_the_write_refuses_nothing_that_is_written(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, full: str
) -> None:
    root = journal.archive.root
    written = b"---\nid: one\nname: One\n---\n\nAnother text.\n"
    filled = []

    def act() -> None:
        edit(root, "people/one.md", lambda _: written)
        filled.append(True)

    def refuse(path: Path, *rest: object, **more: object) -> None:
        raise Refused(f"{path.name} cannot be written: the disk is full.")

    def unless_full(name: str, real: object) -> None:
        def write(*given_: object, **more: object) -> None:
            if filled:
                refuse(Path(str(given_[0])))
            real(*given_, **more)  # type: ignore[operator]

        monkeypatch.setattr(f"variorum.reading_room.journal.{name}", write)

    if full == "copies":
        unless_full("write_atomically", write_atomically)
    else:
        unless_full("append_durably", append_durably)
    _, entry = journal.write("another text", act, files=["people/one.md"], by="A. Reader")
    monkeypatch.undo()
    assert (root / "people/one.md").read_bytes() == written
    assert entry.after["people/one.md"] == journal.now("people/one.md")
    again = Journal(journal.archive)
    again.recover()
    assert [one.what for one in again.entries()] == ["another text"]
    again.undo(by="A. Reader")
    assert (root / "people/one.md").read_bytes() != written


def test_a_disk_that_is_full_before_the_write_refuses_it_and_changes_nothing(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = journal.archive.root / "people/one.md"
    before = path.read_bytes()

    def refuse(given_: Path, *_: object, **__: object) -> None:
        raise Refused(f"{given_.name} cannot be written: the disk is full.")

    monkeypatch.setattr("variorum.reading_room.journal.append_durably", refuse)
    with pytest.raises(Refused, match="the disk is full"):
        journal.write("another", lambda: edit(journal.archive.root, "people/one.md", lambda _: b"x"),
                      files=["people/one.md"], by="A. Reader")  # fmt: skip
    assert path.read_bytes() == before


def test_what_was_written_is_told_in_every_language_by_a_journal_that_was_read_again(journal: Journal) -> None:
    root = journal.archive.root
    what = say("new dossier: {name}", name="Berg")
    journal.write(
        what, lambda: edit(root, "people/one.md", lambda _: b"second"), files=["people/one.md"], by="A. Reader"
    )
    journal.undo(by="A. Reader")
    made, undone = Journal(journal.archive).entries()
    assert (made.what, in_language(made.what, "de")) == ("new dossier: Berg", "neues Dossier: Berg")
    assert in_language(undone.what, "ru") == "отменено: новое досье: Berg"


def test_what_files_held_is_kept_as_far_back_as_it_fits_and_of_the_newest_writes_always(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("variorum.reading_room.journal.MOST_KEPT", 50_000)
    monkeypatch.setattr("variorum.reading_room.journal.SURELY_KEPT", 3)
    file = journal.archive.root / "people/a.md"
    file.parent.mkdir(exist_ok=True)
    texts = [f"{number}\n".encode() * 1000 for number in range(40)]  # of 2,000 bytes and 3,000
    for text in texts:
        journal.write("written", partial(file.write_bytes, text), files=["people/a.md"], by="x")
    reach = journal.reach()
    assert 50_000 * 7 // 8 - 3000 < reach.size <= 50_000 * 9 // 8
    assert 10 < reach.writes < 20
    assert Journal(journal.archive).reach() == reach, "it is what the files say"
    oldest = journal.standing()[-reach.writes]
    assert oldest.when == reach.since
    for number in range(reach.writes):
        journal.undo(by="x")
        assert file.read_bytes() == texts[-2 - number]
    with pytest.raises(NotFound):
        journal.undo(by="x")
    assert file.read_bytes() == texts[-1 - reach.writes], "what cannot be undone is left as it is"


def test_the_newest_writes_can_be_undone_whatever_they_take(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.reading_room.journal.MOST_KEPT", 800)
    monkeypatch.setattr("variorum.reading_room.journal.SURELY_KEPT", 3)
    file = journal.archive.root / "people/a.md"
    file.parent.mkdir(exist_ok=True)
    for number in range(9):
        journal.write("written", partial(file.write_bytes, b"%d" % number * 1000), files=["people/a.md"], by="x")
    assert journal.reach().writes == 3
    for number in (7, 6, 5):
        journal.undo(by="x")
        assert file.read_bytes() == b"%d" % number * 1000
