"""How fast a folder of sources is read the first time, beside bare pypdfium2 and lxml, and an audit once it is read.

    python benchmarks/audit_reading.py FOLDER [MANUSCRIPT]

Both run on all cores. Bare means the letters of every page and nothing else: no columns, heads, notes, labels,
language, limits on memory, and no worker that a broken file may take down. Ratios are of processor time, since the
clock depends on what else the machine does.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

BARE = (".pdf", ".epub", ".html", ".htm", ".xhtml", ".fb2", ".xml", ".txt")


def bare(path: str) -> int:
    """The number of letters that the library alone reads out of a file."""
    from lxml import etree, html

    if path.endswith(".pdf"):
        import pypdfium2

        document = pypdfium2.PdfDocument(path)
        return sum(len(document[n].get_textpage().get_text_range()) for n in range(len(document)))
    if path.endswith(".epub"):
        with zipfile.ZipFile(path) as package:
            members = [name for name in package.namelist() if name.endswith(("html", ".xml"))]
            return sum(len("".join(etree.fromstring(package.read(name)).itertext())) for name in members)
    data = Path(path).read_bytes()
    return len(data) if path.endswith(".txt") else len("".join(html.fromstring(data).itertext()))


def timed(work: Callable[[], object]) -> tuple[object, float, float]:
    """What it gives, by the clock and by the processor, its processes included."""

    def spent() -> float:
        own, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return own.ru_utime + own.ru_stime + theirs.ru_utime + theirs.ru_stime

    clock, processor = time.perf_counter(), spent()
    found = work()
    return found, time.perf_counter() - clock, spent() - processor


def all_bare(files: list[str]) -> int:
    """Every file read by the library alone, on all cores."""
    with ProcessPoolExecutor() as pool:
        return sum(pool.map(bare, files))


def main(folder: Path, manuscript: Path | None) -> None:
    """Measure, and print the ratios."""
    os.environ["VARIORUM_CACHE"] = tempfile.mkdtemp(prefix="variorum-")
    from variorum.manuscript.auditing import audit_file
    from variorum.manuscript.shelf import open_shelf

    files = [str(path) for path in sorted(folder.rglob("*")) if path.suffix.lower() in BARE]
    _, clock, alone = timed(lambda: all_bare(files))
    sys.stdout.write(f"{len(files)} files by the libraries alone: {clock:.1f} s, {alone:.1f} s of processor\n")
    _, clock, whole = timed(lambda: open_shelf([folder]))
    sys.stdout.write(f"read for an audit: {clock:.1f} s, {whole:.1f} s of processor, ratio {alone / whole:.2f}\n")
    if manuscript is not None:
        for name in ("first audit after reading", "second audit"):
            _, clock, spent = timed(lambda: audit_file(manuscript, sources=[folder]))
            sys.stdout.write(f"{name}: {clock:.1f} s, {spent:.1f} s of processor\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
