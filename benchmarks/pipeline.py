"""What a build costs after each kind of change, at three sizes of an archive: `python benchmarks/pipeline.py [BOOKS]…`.

The archives are made here, of invented words: books of 40 pages, five dossiers a book, four statements a dossier, each
citing a page at random. Printed are processor seconds (this process and its workers), the same as a share of the first
build at that size, how often steps ran, and pages written: what a change costs should follow the change and not the
archive. Names and borrowings are part of every build.

With `--statements N …` other archives: N statements in N/5 dossiers over 150 books, and what `check Q` takes in a
process of its own, imports included: first, warm, after one statement's date was changed, warm again; and `show` of one
dossier. Each is printed as a share of the first, with the most memory that it held.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path

from variorum.archive.folder import Archive, create_archive
from variorum.pipeline import build
from variorum.pipeline.examining import Examination, FirstLook

SIZES = (4, 16, 64)
PAGES, WORDS = 40, 300
SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "zo",
    "ken",
    "mar",
    "tol",
    "din",
    "sar",
    "vel",
]


def words_of(chance: random.Random, count: int) -> str:
    """Invented prose with sentences and some names."""
    made = []
    for place in range(count):
        word = "".join(chance.choices(SYLLABLES, k=chance.randint(1, 3)))
        made.append(word.capitalize() if place % 12 == 0 or chance.random() < 0.02 else word)
        if place % 12 == 11:
            made[-1] += "."
    return " ".join(made)


def make(
    root: Path, books: int, *, dossiers: int, statements: int = 4, pages: int = PAGES, words: int = WORDS
) -> Archive:
    """An archive of so many books and dossiers; every quotation stands where it is cited."""
    chance = random.Random(7)
    archive = create_archive(root, title="Invented")
    texts = [add_book(archive, f"book{number}", chance, pages=pages, words=words) for number in range(books)]
    for number in range(dossiers):
        lines = [f"---\nid: person{number}\nname: {words_of(chance, 1)} {words_of(chance, 1)}\n---\n\n## Statements\n"]
        for each in range(statements):
            book, page = chance.randrange(books), chance.randrange(pages)
            said = texts[book][page].split()
            start = chance.randrange(len(said) - 12)
            quotation = " ".join(said[start : start + 10])
            year = 1900 + chance.randrange(40)
            lines.append(
                f"- {year}: had 5 {words_of(chance, 1).lower()} ^s{each}\n  > {quotation} [@book{book}, p. {page + 1}]"
            )
        folder = archive.root / "people" / str(number // 1000)
        folder.mkdir(exist_ok=True)
        (folder / f"person{number}.md").write_text("\n".join(lines) + "\n", "utf-8")
    return archive


def add_book(archive: Archive, key: str, chance: random.Random, *, pages: int, words: int) -> list[str]:
    """Put a book of numbered pages into an archive."""
    texts = [words_of(chance, words) for _ in range(pages)]
    whole = "\n\n".join(f"[p. {number}]\n\n{text}" for number, text in enumerate(texts, start=1))
    (archive.originals / f"{key}.txt").write_text(whole, "utf-8")
    dossier = f"---\nkey: {key}\nkind: history\ntitle: The {key}\nlanguage: en\noriginal: {{file: {key}.txt}}\n---\n"
    (archive.sources / f"{key}.md").write_text(dossier, "utf-8")
    return texts


def spent() -> float:
    """Processor seconds of this process, of those that it waited for, and of the workers that stay (on Linux)."""
    times = os.times()
    staying = sum(spent_by(child.pid) for child in active_children())
    return times.user + times.system + times.children_user + times.children_system + staying


def spent_by(process: int | None) -> float:
    """Processor seconds of another process; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def measured(name: str, archive: Archive, first: float | None) -> float:
    """One build, and a line about it."""
    start, early = spent(), []

    def meanwhile(_: FirstLook | Examination) -> None:
        early.append(spent() - start)

    built = build(archive, today="2026-01-01", meanwhile=meanwhile)
    took = spent() - start
    written = built.published.pages - built.published.unchanged
    ran = sum(built.examined.engine.made.values())
    share = f"{took / first:7.3f}" if first else "      1"
    print(
        f"  {name:<34}{took:8.2f} s{share} of the first build; verdicts after {early[0]:6.2f} s; "
        f"{ran} steps ran; {written} of {built.published.pages} pages written",
        flush=True,
    )
    return took


def one_size(books: int) -> None:
    """All changes at one size."""
    with tempfile.TemporaryDirectory() as folder:
        archive = make(Path(folder) / "archive", books, dossiers=5 * books)
        print(f"{books} books, {books * PAGES * WORDS} words, {20 * books} statements")
        first = measured("first build", archive, None)
        person = archive.root / "people" / "0" / "person0.md"
        edits: dict[str, Callable[[], object]] = {
            "nothing to do": lambda: None,
            "one statement's date": lambda: swap(person, "- 19", "- 18"),
            "one quotation": lambda: swap(person, "  > ", "  > not "),
            "one source's paging": lambda: swap(archive.sources / "book0.md", "kind:", "pages: {1: 101}\nkind:"),
            "a book added": lambda: add_book(archive, "new", random.Random(8), pages=PAGES, words=WORDS),
        }
        for name, edit in edits.items():
            edit()
            measured(name, archive, first)


def swap(path: Path, before: str, after: str) -> None:
    path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")


def many(statements: int) -> None:
    """What `check Q` and `show` take with many statements, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        archive = make(Path(folder) / "archive", 150, dossiers=statements // 5, statements=5)
        print(f"{statements} statements in {statements // 5} dossiers, citing 150 books at random")
        person = archive.root / "people" / "0" / "person0.md"
        first = alone(archive, "check Q, first", "check", "Q", of=None)
        alone(archive, "check Q, warm", "check", "Q", of=first)
        swap(person, "- 19", "- 18")
        alone(archive, "check Q, one date changed", "check", "Q", of=first)
        alone(archive, "check Q, warm", "check", "Q", of=first)
        alone(archive, "show, first", "show", "person1", of=first)
        alone(archive, "show, warm", "show", "person1", of=first)


def alone(archive: Archive, name: str, *command: str, of: float | None) -> float:
    """Processor seconds of a command in a process of its own, and a line about it."""
    call = [sys.executable, "-m", "variorum", *command, "-C", str(archive.root)]
    process = subprocess.Popen(call, stdout=subprocess.DEVNULL)  # findings are no failure
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    took = used.ru_utime + used.ru_stime
    share = f"{took / of:7.4f}" if of else "      1"
    print(f"  {name:<34}{took:8.2f} s{share} of the first; {used.ru_maxrss // 1024} MB", flush=True)
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("books", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--statements", type=int, nargs="*", default=[])
    asked = parser.parse_args()
    start = time.perf_counter()
    if asked.statements:
        for statements in asked.statements:
            many(statements)
    else:
        for books in asked.books:
            one_size(books)
    print(f"{time.perf_counter() - start:.0f} s on the clock", file=sys.stderr)


if __name__ == "__main__":
    main()
