"""Writing: whole or not at all, whatever happens; ledgers whole but for a torn tail; originals kept once."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from variorum.archive import writing
from variorum.archive.file_names import safe_extension, safe_name
from variorum.archive.folder import create_archive, find_archive, open_archive
from variorum.archive.ledgers import (
    CHECKED_FILE,
    RecordedCheck,
    Sought,
    append_checked,
    append_judgement,
    append_search,
    checked_of,
    read_judgements,
    read_ledger,
)
from variorum.archive.locking import building, locked
from variorum.archive.new_dossiers import propose_key, write_source_dossier
from variorum.archive.originals import digest_of, find_original, keep_original
from variorum.archive.reading import read_record
from variorum.archive.text import read_text
from variorum.archive.transcripts import transcripts_of
from variorum.archive.writing import ABSENT, append_durably, clear_leftovers, digest_of_bytes, write_atomically
from variorum.finding import ChangedOnDisk, NotFound, Refused, Unreadable
from variorum.record import Judgement, Original

JUDGEMENT = Judgement("a = b", "same", "x", "2026-01-01", "they sign alike")


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path):
    path = tmp_path / "a.md"
    write_atomically(path, b"one", expected=ABSENT)
    path.chmod(0o640)
    write_atomically(path, b"two", expected=digest_of_bytes(b"one"))
    assert path.read_bytes() == b"two"
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("expected", [ABSENT, digest_of_bytes(b"other")])
def test_a_file_that_changed_is_not_overwritten(tmp_path, expected):
    path = tmp_path / "a.md"
    path.write_bytes(b"mine")
    with pytest.raises(ChangedOnDisk):
        write_atomically(path, b"yours", expected=expected)
    assert path.read_bytes() == b"mine"
    path.unlink()
    with pytest.raises(ChangedOnDisk):
        write_atomically(path, b"yours", expected=digest_of_bytes(b"mine"))
    assert not path.exists()


def test_a_full_disk_loses_nothing(tmp_path, monkeypatch):
    path, ledger = tmp_path / "a.md", tmp_path / "l.jsonl"
    path.write_bytes(b"old")
    ledger.write_bytes(b"{}\n")

    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing, "make_durable", full)
    with pytest.raises(Refused, match="the disk is full"):
        write_atomically(path, b"new")
    with pytest.raises(Refused, match="the disk is full"):
        append_durably(ledger, '{"a": 1}')
    assert (path.read_bytes(), ledger.read_bytes()) == (b"old", b"{}\n")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.md", "l.jsonl"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_read_only_folder_is_a_sentence(tmp_path):
    (tmp_path / "a.md").write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(Refused, match="may not write"):
            write_atomically(tmp_path / "a.md", b"new")
        with pytest.raises(Refused), locked(tmp_path):
            pass
    finally:
        tmp_path.chmod(0o700)


def test_a_refusal_of_the_system_is_a_sentence(tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(writing, "replace", refuse)
    with pytest.raises(Refused, match="may not write there"):
        write_atomically(tmp_path / "a.md", b"new")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NotFound):
        write_atomically(tmp_path / "missing" / "a.md", b"new")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_is_written_through_and_stays_a_link(tmp_path):
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("real.md")
    write_atomically(tmp_path / "link.md", b"new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_a_torn_line_is_closed_off_kept_and_reported(tmp_path):
    path = tmp_path / "judgements.jsonl"
    append_judgement(tmp_path, JUDGEMENT)
    with path.open("ab") as file:
        file.write(b'{"about": "to')
    append_judgement(tmp_path, JUDGEMENT)
    assert read_judgements(tmp_path) == (JUDGEMENT, JUDGEMENT)
    assert b'{"about": "to\n' in path.read_bytes()
    record, findings = read_record(tmp_path)
    assert record.judgements == (JUDGEMENT, JUDGEMENT)
    assert [(finding.code, finding.position.line) for finding in findings] == [("S015", 2)]


def test_every_ledger_reads_back_what_was_appended(tmp_path):
    checked = RecordedCheck("o#^x", "k", "1" * 64, "2" * 64, "pdf/1", "1", "marked", "as cited", "2026-01-01")
    sought = Sought("«опечатка»\u2028", "k", "2026-01-01T10:00", 0)
    append_checked(tmp_path, checked, checked)
    append_checked(tmp_path)
    append_search(tmp_path, sought)
    ledger, _ = read_text(tmp_path, tmp_path / CHECKED_FILE)
    assert read_ledger(ledger, checked_of) == ((checked, checked), ())
    record, findings = read_record(tmp_path)
    assert (record.searches, findings) == ((sought,), ())
    assert read_judgements(tmp_path) == ()


def test_the_lock_is_entered_again_by_its_holder_and_by_nobody_else(tmp_path):
    child = (
        "import sys; from pathlib import Path; from variorum.archive.locking import locked\n"
        "from variorum.finding import Refused\n"
        "try:\n with locked(Path(sys.argv[1]), timeout=0.05): print('in')\n"
        "except Refused as e: print('out', e)"
    )
    with locked(tmp_path), locked(tmp_path, timeout=0):
        run = subprocess.run([sys.executable, "-c", child, str(tmp_path)], capture_output=True, text=True, check=True)
    assert run.stdout.startswith("out Another Variorum")
    run = subprocess.run([sys.executable, "-c", child, str(tmp_path)], capture_output=True, text=True, check=True)
    assert run.stdout == "in\n"
    with pytest.raises(NotFound), locked(tmp_path / "missing"):
        pass


def test_whoever_writes_a_file_does_not_wait_for_a_build(tmp_path):
    child = (
        "import sys; from pathlib import Path; from variorum.archive.locking import locked\n"
        "with locked(Path(sys.argv[1]), timeout=0.05): print('in')"
    )
    with building(tmp_path):
        run = subprocess.run([sys.executable, "-c", child, str(tmp_path)], capture_output=True, text=True, check=True)
    assert run.stdout == "in\n"


WRITER = """
import os, sys
from pathlib import Path
from variorum.archive.writing import append_durably, write_atomically

def write(root, number):
    path, ledger, count = root / f"{number}.md", root / f"{number}.jsonl", 0
    while True:
        count += 1
        write_atomically(path, (f"{count:09}\\n" * 3000).encode())
        append_durably(ledger, '{"count": %d, "words": "%s"}' % (count, "x" * 3000))

for line in sys.stdin:
    number = line.strip()
    if not hasattr(os, "fork"):
        print(os.getpid(), flush=True)
        write(Path(sys.argv[1]), number)
    pid = os.fork()
    if not pid:
        write(Path(sys.argv[1]), number)
    print(pid, flush=True)
    os.waitpid(pid, 0)
    print("gone", flush=True)
"""


def _begin(root: Path) -> subprocess.Popen[str]:
    """A process that makes writers; where it cannot fork (Windows), it becomes the one writer itself."""
    command = [sys.executable, "-c", WRITER, str(root)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _kill_writers(root: Path, kills: int, chance: random.Random) -> None:
    forks = hasattr(os, "fork")
    parent = _begin(root)
    for number in range(kills if forks else kills // 10):
        assert parent.stdin is not None
        assert parent.stdout is not None
        print(number, file=parent.stdin, flush=True)
        pid = int(parent.stdout.readline())
        deadline = time.perf_counter() + chance.random() * 0.012
        while time.perf_counter() < deadline:
            pass
        if forks:
            os.kill(pid, signal.SIGKILL)
            assert parent.stdout.readline() == "gone\n"
        else:
            parent.kill()
            parent.communicate()
            parent = _begin(root)
    parent.kill()
    parent.communicate()


def test_a_process_killed_at_any_moment_leaves_every_file_old_or_new(tmp_path):
    """Three hundred writers, each killed after a random stretch of its work, in the midst of a file or of a ledger."""
    _kill_writers(tmp_path, 300, random.Random(1930))
    files, ledgers = sorted(tmp_path.glob("*.md")), sorted(tmp_path.glob("*.jsonl"))
    assert len(files) > 20
    for path in files:
        lines = path.read_bytes().split(b"\n")
        assert len(lines) == 3001
        assert len(set(lines[:-1])) == 1
    for path in ledgers:
        *whole, tail = path.read_bytes().split(b"\n")
        assert [json.loads(line)["count"] for line in whole] == list(range(1, len(whole) + 1))
        append_durably(path, '{"count": 0}')
        expected = [*whole, tail] if tail else whole
        assert path.read_bytes().split(b"\n") == [*expected, b'{"count": 0}', b""]
    assert clear_leftovers(tmp_path, now=0) == 0
    clear_leftovers(tmp_path, now=time.time() + 7200)
    assert {path.suffix for path in tmp_path.iterdir()} == {".md", ".jsonl"}


# ── originals, transcripts, new archives ────────────────────────────────────────────────────────────────────────────


def test_an_original_is_copied_once_and_never_changed(tmp_path):
    root, given = tmp_path / "archive", tmp_path / "Письмо (1).PDF"
    create_archive(root, title="T")
    given.write_bytes(b"%PDF" * 1000)
    first = keep_original(root, given, "key")
    assert first == Original("key.pdf", digest_of(given))
    assert keep_original(root, given, "other") == first
    given.write_bytes(b"another")
    assert keep_original(root, given, "key").file == "key-2.pdf"
    assert (root / "originals" / "key.pdf").read_bytes() == b"%PDF" * 1000
    assert find_original(root, first.sha256) == "key.pdf"
    assert find_original(root, "0" * 64) is None
    with pytest.raises(NotFound):
        keep_original(root, tmp_path / "missing", "k")
    with pytest.raises((Unreadable, NotFound)):
        keep_original(root, tmp_path, "k")
    assert not [entry for entry in (root / "originals").iterdir() if entry.name.startswith(".")]


@pytest.mark.parametrize(
    ("odd", "safe"),
    [
        ("a/b\\c:d", "a_b_c_d"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("ends. ", "ends"),
        ("..", "_"),
        ("", "_"),
        ("a\x00\n<b>", "a___b_"),
        ("ok.txt", "ok.txt"),
    ],
)
def test_odd_names_become_names_that_every_system_stores(odd, safe):
    assert safe_name(odd) == safe


@pytest.mark.parametrize(
    ("name", "extension"),
    [("a.PDF", ".pdf"), ("a.tar.gz", ".gz"), (".hidden", ""), ("a", ""), ("a.p/f", ""), ("a.", ""), ("a.й", "")],
)
def test_only_plain_extensions_are_kept(name, extension):
    assert safe_extension(name) == extension


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("59", "59"),
        ("12v", "12v"),
        ("3%2F4", "3/4"),
        ("a%3Ab", "a:b"),
        ("100%25", "100%"),
        ("%63on", "con"),
        ("«»", "«»"),
    ],
)
def test_a_transcript_is_found_by_the_label_that_its_name_spells(tmp_path, name, label):
    path = tmp_path / "transcripts" / "key" / f"{name}.txt"
    path.parent.mkdir(parents=True)
    path.write_bytes("\ufeffйте\r\nxt".encode())
    assert dict(transcripts_of(tmp_path, "key")) == {label: "йте\nxt"}
    assert transcripts_of(tmp_path, "none") == {}


class Colophon:
    def __init__(self, title="", authors=(), language="", dates=None, other=None) -> None:
        self.title, self.authors, self.language = title, authors, language
        self.dates, self.other = dates or {}, other or {}


class Reading:
    def __init__(self, colophon: Colophon, paging: str = "pages") -> None:
        self.colophon, self.paging = colophon, paging


@pytest.mark.parametrize(
    ("colophon", "name", "key"),
    [
        (Colophon("Title", ("Andrea Peters",), dates={"published": "21 December 2019"}), "x.txt", "peters2019"),
        (Colophon(authors=("Рютин, М. Н.",)), "file1932.pdf", "riutin1932"),
        (Colophon(authors=("M. N. Riutin",)), "x.pdf", "riutin"),
        (Colophon("The Union of Printers"), "x.pdf", "union-printers"),
        (Colophon("A Letter on Mutual Trust", ("Ivan Petrov",)), "x.html", "petrov-letter-mutual"),
        (Colophon("Petrov: What Is To Be Printed?", ("Ivan Petrov",)), "x.html", "petrov-printed"),
        (Colophon("Section E - What do printers think of the weather?"), "x.html", "printers-think-weather"),
        (Colophon("What is it?"), "x.html", "what-is-it"),
        (Colophon(), "Союз печатников.txt", "soiuz-pechatnikov"),
        (Colophon(), "1917.txt", "s1917"),
        (Colophon(), "???.txt", "source"),
        (Colophon(), "con.txt", "con-1"),
        (Colophon(authors=("毛泽东",)), "x.pdf", "x"),
    ],
)
def test_keys_are_proposed_as_bibliographers_would(colophon, name, key):
    assert propose_key(colophon, name, taken=()) == key
    second = propose_key(colophon, name, taken={key.upper()})
    assert second != key
    assert second.startswith(key)
    assert second.isascii()


def test_a_new_sources_dossier_says_what_the_file_says_and_reads_without_findings(tmp_path):
    create_archive(tmp_path / "a", title="T")
    colophon = Colophon(
        'A "title": with #signs\nand lines',
        ("Peters, Andrea", "x: [y]"),
        "en",
        {"published": "12 March 1932"},
        {"URL": "http://x/#y"},
    )
    reading = Reading(colophon, "sections")
    path = write_source_dossier(tmp_path / "a", "peters1932", original=Original("p.txt", "0" * 64), reading=reading)
    record, findings = read_record(tmp_path / "a")
    assert findings == ()
    source = record.sources["peters1932"]
    assert source.title == 'A "title": with #signs and lines'
    assert source.authors == ("Peters, Andrea", "x: [y]")
    assert source.published.edtf == "1932-03-12"
    assert source.unpaged
    assert source.csl["URL"] == "http://x/#y"
    assert source.original == Original("p.txt", "0" * 64)
    with pytest.raises(Refused):
        write_source_dossier(tmp_path / "a", "peters1932", original=None, reading=reading)
    assert path.read_text(encoding="utf-8").startswith("---\nkey: peters1932\n")


def test_a_new_archive_reads_without_findings_and_is_found_from_below(tmp_path):
    root = tmp_path / "new"
    archive = create_archive(root, title='Печатники "и" \\ прочие')
    record, findings = read_record(root)
    assert findings == ()
    assert record.settings.title == 'Печатники "и" \\ прочие'
    assert record.entities == {}
    assert find_archive(root / "people") == root.resolve()
    assert open_archive(root) == archive
    assert archive.catalogue_dir.name == ".catalogue"
    with pytest.raises(Refused):
        create_archive(root, title="T")
    with pytest.raises(NotFound):
        open_archive(tmp_path)


def test_an_archive_is_not_begun_over_other_files(tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(Refused, match=r"mine\.txt"):
        create_archive(tmp_path, title="T")
    with pytest.raises(Refused):
        create_archive(tmp_path / "mine.txt", title="T")
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.txt"]


def test_every_example_in_the_notes_of_a_new_archive_is_understood(tmp_path):
    """The indented examples of the README files are dossiers themselves: taken together they read without errors."""
    root = tmp_path / "new"
    create_archive(root, title="T")
    for note in sorted(root.glob("*/README.md")):
        lines = [
            line[4:] for line in note.read_text(encoding="utf-8").split("\n") if line.startswith("    ") or not line
        ]
        text = "\n".join(lines).strip() + "\n"
        name = next((line.split(": ", 1)[1] for line in lines if line.startswith(("id: ", "key: "))), None)
        if name and note.parent.name not in ("chapters",):
            (note.parent / f"{name}.md").write_text(text, encoding="utf-8")
    record, findings = read_record(root)
    assert {finding.code for finding in findings} <= {"S005", "S006"}, findings
    assert len(record.entities) == 5
    assert len(record.statements) == 5
    assert record.statements[0].witnesses
