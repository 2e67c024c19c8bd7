"""What ends, hangs or swells a reader costs the file that does it; the others are read as if nothing had been."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from misbehaving import STARTS

from variorum.accession import Asked, Reading, isolation, limits, read_file, read_files
from variorum.finding import Severity

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has this limit in its kernel")
POSIX = pytest.mark.skipif(os.name != "posix", reason="this system has no such signals")


@pytest.fixture(autouse=True)
def _readers_as_in_the_program(readers_that_stay: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_Idle", readers_that_stay)


@pytest.fixture(autouse=True)
def _short_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "READING_TIME", 60.0)  # on the slowest machine memory fills up before this
    monkeypatch.setattr(limits, "PATIENCE", 2)
    held = isolation._peak_of(isolation._usage())  # with which the system's account of a worker begins
    monkeypatch.setattr(limits, "READING_MEMORY", max(700_000_000, 2 * held))


def be_short_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "READING_TIME", 1.0)


def readings(folder: Path, *texts: str, crew: int = 1) -> list[Reading]:
    return list(read_files(asked(folder, texts), crew=crew, starts=STARTS))


def asked(folder: Path, texts: tuple[str, ...]) -> Iterator[Asked]:
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        yield Asked(path, "s")


def words(reading: Reading) -> list[str]:
    return [page.text for page in reading.pages]


def test_a_worker_reads_one_file_after_another(tmp_path: Path) -> None:
    first, second = readings(tmp_path, "process", "process again")
    assert words(first) == words(second) != [str(os.getpid())]


def test_readings_come_in_the_order_asked_whoever_is_done_first(tmp_path: Path) -> None:
    texts = tuple(f"text {number}" for number in range(30))
    assert [words(one) for one in readings(tmp_path, *texts, crew=2)] == [[text] for text in texts]


@POSIX
@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("crash", "ended the program"),
        ("leave 0", "ended the program"),
        ("leave 3", "ended the program"),
        ("hang", "seconds"),
        ("sleep", "stopped after"),
        ("babble", "no text"),
        pytest.param("swell", "more memory", marks=LINUX),
    ],
)
def test_what_ends_a_worker_is_a_finding_with_file_place_reason_and_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: str, said: str
) -> None:
    if deed in {"hang", "sleep"}:
        be_short_of_time(monkeypatch)
    before, reading, after = readings(tmp_path, "one", f"first\n{deed}\nlast", "three")
    assert (words(before), words(after)) == (["one"], ["three"])
    finding = reading.findings[0]
    assert finding.code == "A015"
    assert finding.position is not None
    assert finding.position.file == "1.txt"
    assert said in finding.message
    assert "page 2" in finding.message
    assert finding.remedy
    assert words(reading) == ["first", "passed over", "last"]
    assert finding.severity is Severity.WARNING


@POSIX
@pytest.mark.parametrize(("deed", "passing"), [("sleep", True), ("crash", False)])
def test_what_the_clock_ended_may_be_had_another_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: str, passing: bool
) -> None:
    monkeypatch.setattr(limits, "READING_TIME", 0.5)
    (reading,) = readings(tmp_path, f"first\n{deed}\nlast")
    assert reading.passing is passing


@POSIX
def test_what_was_killed_from_outside_may_be_had_another_time(tmp_path: Path) -> None:
    (reading,) = readings(tmp_path, "first\nkilled\nlast")
    assert reading.passing
    assert "broken off from outside" in reading.findings[0].message


@LINUX
def test_memory_that_python_runs_out_of_is_a_finding_too(tmp_path: Path) -> None:
    reading, after = readings(tmp_path, "exhaust", "after")
    assert [finding.code for finding in reading.findings] == ["A006"]
    assert words(after) == ["after"]


@POSIX
def test_a_file_that_ends_its_reader_everywhere_is_given_up(tmp_path: Path) -> None:
    reading, after = readings(tmp_path, "crash\n" * 40, "after")
    assert not reading.pages
    assert [(finding.code, finding.severity) for finding in reading.findings] == [("A015", Severity.ERROR)]
    assert words(after) == ["after"]


@POSIX
def test_a_file_that_hangs_everywhere_is_not_waited_for_more_than_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_short_of_time(monkeypatch)
    reading, after = readings(tmp_path, "hang\nhang\nhang", "after")
    assert [finding.severity for finding in reading.findings] == [Severity.ERROR]
    assert words(after) == ["after"]


@pytest.mark.parametrize("deed", ["write {}", "call-out", "start"])
def test_a_worker_refuses_to_write_to_call_out_and_to_start_programs(tmp_path: Path, deed: str) -> None:
    target = tmp_path / "written"
    (reading,) = readings(tmp_path, deed.format(target))
    assert words(reading) == ["refused: PermissionError"]
    assert not target.exists()


@LINUX
def test_native_code_in_a_worker_cannot_write_call_out_or_start_programs(tmp_path: Path) -> None:
    target = tmp_path / "written"
    (reading,) = readings(tmp_path, f"write-natively {target}\ncall-out-natively\nstart-natively")
    wrote, called, started = words(reading)
    assert wrote == "-1 bytes"
    assert called == "-1"
    assert started != "0"
    assert not target.exists() or not target.read_bytes()


@POSIX
def test_a_text_larger_than_may_come_back_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_READING", 500)
    reading, after = readings(tmp_path, "word " * 500, "after")
    assert [finding.code for finding in reading.findings] == ["A006"]
    assert words(after) == ["after"]


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert [finding.code for finding in read_file(tmp_path / "none.txt", source="s").findings] == ["A013"]
    assert [finding.code for finding in read_file(Path("a\0b.txt"), source="s").findings] == ["A013"]


def test_a_worker_reads_what_the_main_process_would_have_read(tmp_path: Path) -> None:
    from variorum.accession import read

    text = "ГЛАВА I\n\nПервый абзац, ё и «кавычки».\n\nВторой 😀 абзац.\n"
    path = tmp_path / "имя\n\u202eтекст.txt"
    path.write_text(text, encoding="utf-8")
    assert read_file(path, source="s") == read(text.encode(), name=path.name, source="s")


def children(pid: int) -> set[int]:
    """The processes started by every thread of a process; a thread may end while they are counted."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):
            found.update(map(int, (task / "children").read_text().split()))
    return found


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


@LINUX
def test_closing_the_readings_ends_the_workers(tmp_path: Path) -> None:
    before = children(os.getpid())
    with closing(read_files(asked(tmp_path, ("one", "sleep", "sleep", "sleep")), crew=2, starts=STARTS)) as coming:
        assert words(next(coming)) == ["one"]
        workers = children(os.getpid()) - before
        assert workers
    assert not any(map(is_running, workers))


@LINUX
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("busy", ["hang", "sleep"])
def test_no_worker_outlives_a_parent_that_is_killed_or_interrupted(
    tmp_path: Path, ending: signal.Signals, busy: str
) -> None:
    (tmp_path / "a.txt").write_text("process", encoding="utf-8")
    (tmp_path / "b.txt").write_text(busy, encoding="utf-8")
    program = (
        "import signal, sys\nfrom contextlib import closing\nfrom pathlib import Path\n"
        "from variorum.accession import Asked, limits, read_files\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job in the background begins deaf to it
        "limits.READING_TIME = 600.0\n"
        f"paths = [Path({str(tmp_path)!r}, name) for name in ('a.txt', 'b.txt')]\n"
        f"with closing(read_files([Asked(path, 's') for path in paths], crew=1, starts={STARTS!r})) as coming:\n"
        "    for one in coming:\n"  # an interrupt may fall between two readings: closing ends the workers then too
        "        print(one.pages[0].text, flush=True)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.send_signal(ending)
    parent.wait(timeout=120)  # a machine under load hears late
    parent.stdout.close()
    assert _ends_within(worker, seconds=20)


def _ends_within(pid: int, *, seconds: int) -> bool:
    """Whether a process that is no child of this one ends; polled by the kernel, not by the clock."""
    import select

    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        return bool(poll.poll(seconds * 1000))
    finally:
        os.close(handle)


@LINUX
def test_what_the_parent_holds_is_not_laid_to_the_worker(tmp_path: Path) -> None:
    held = bytearray(900_000_000)
    held[::4096] = b"x" * len(held[::4096])
    _, reading, _ = readings(tmp_path, "one", "first\ncrash\nlast", "three")
    assert "ended the program" in reading.findings[0].message
    del held
