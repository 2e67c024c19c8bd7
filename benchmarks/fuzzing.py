"""Damaged files by the hundred thousand, each read as `variorum add` reads it: how many end what, and what is told.

    python benchmarks/fuzzing.py [--inputs 100000] [--first 0] [READER …]

The damage is `tests/accession/damaging.py`'s, by rule and with a fixed seed, so that a number names the same input on
every machine. For each reader it prints how many inputs were read, how many gave findings alone, how many ended their
worker (and are told so), how many a reader gave up on, and how often the main process went down, which is never if this
line is printed at all. `--keep DIR` keeps the inputs that ended a worker or were given up.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time, time

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "accession")]

from damaging import damaged  # noqa: E402
from whole_files import files  # noqa: E402

from variorum.accession import Asked, Reading, read_files  # noqa: E402

_TOLD = 10_000


def fuzzed(kind: str, numbers: range, *, keep: Path | None) -> Counter[str]:
    """What came of these inputs of one reader."""
    ending, make = files()[kind]
    whole = make()
    counts: Counter[str] = Counter()
    waiting: deque[Path] = deque()
    shelf = Path("/dev/shm")  # memory, where there is such a folder: a disc would be worn for nothing
    with TemporaryDirectory(dir=shelf if shelf.is_dir() else None) as folder:

        def asked() -> Iterator[Asked]:
            for number in numbers:
                path = Path(folder) / f"{number}.{ending}"
                path.write_bytes(damaged(whole, kind, Random(f"{kind} {number}")))
                waiting.append(path)
                yield Asked(path, "s")

        for reading in read_files(asked()):
            path = waiting.popleft()
            came = what_came(reading)
            counts[came] += 1
            if keep is not None and came in ("ended a worker", "given up"):
                reason = reading.findings[0].message[:160]
                (keep / f"{kind}-{path.name}").write_bytes(path.read_bytes())
                with (keep / "told.txt").open("a", encoding="utf-8") as told:
                    told.write(f"{kind} {path.name}: {came}: {reason}\n")
            path.unlink()
            if counts.total() % _TOLD == 0:
                print(f"  {kind}: {counts.total()} {dict(counts)}", file=sys.stderr, flush=True)
    return counts


def what_came(reading: Reading) -> str:
    """One word for a reading."""
    if any(finding.code == "A015" for finding in reading.findings):
        return "ended a worker"
    if any("gave up on this file" in finding.message for finding in reading.findings):
        return "given up"
    return "read" if reading.pages else "told" if reading.findings else "silent"


def main() -> None:
    """Fuzz the readers named, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readers", nargs="*", choices=[*files(), []])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    wanted = parser.parse_args()
    if wanted.keep:
        wanted.keep.mkdir(parents=True, exist_ok=True)
    for kind in wanted.readers or files():
        begun, busy = time(), process_time()
        counts = fuzzed(kind, range(wanted.first, wanted.first + wanted.inputs), keep=wanted.keep)
        words = ", ".join(f"{counts[word]} {word}" for word in ("read", "told", "ended a worker", "given up", "silent"))
        spent = f"{time() - begun:.0f} s by the clock, {process_time() - busy:.0f} s of the main process"
        print(f"{kind}: {counts.total()} inputs: {words}; main process down 0 times ({spent})", flush=True)


if __name__ == "__main__":
    main()
