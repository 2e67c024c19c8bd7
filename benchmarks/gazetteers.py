"""Reading a GeoNames dump: lines a second and memory over three sizes, beside a loop that only parts the lines.

    python benchmarks/gazetteers.py [--lines 100000,300000,900000]

The dump is made up in its nineteen columns, with alternate names as unevenly spread as in the real one. One place is
asked for, so that the figure is what passing over all the others costs; the real dump of the world has some twelve
million lines.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
import tracemalloc
from pathlib import Path

from variorum.accession.gazetteer import Wanted, open_gazetteer, plain

SYLLABLES = "ka ro vet nov sk gor ala mi ter ben lu".split()  # noqa: SIM905


def a_line(rng: random.Random, number: int) -> str:
    name = "".join(rng.choices(SYLLABLES, k=4)).capitalize()
    others = ",".join("".join(rng.choices(SYLLABLES, k=4)) for _ in range(rng.choice([0, 0, 1, 3, 8])))
    place = [str(number), name, name, others, "50.1", "30.2", "P", "PPL", "XX", "", "01"]
    return "\t".join([*place, "", "", "", "0", "", "10", "Somewhere/Else", "2020-01-01"])


def made(path: Path, count: int) -> None:
    rng = random.Random(1928)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(a_line(rng, number) + "\n")
        file.write(a_line(rng, count) + "\n")


def only_parted(path: Path) -> float:
    start = time.perf_counter()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line.rstrip("\n").split("\t")
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", default="100000,300000,900000")
    for count in map(int, parser.parse_args().lines.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "places.txt"
            made(path, count)
            wanted = Wanted(frozenset({plain("Nowhere")}), frozenset({f"geonames:{count}"}))
            tracemalloc.start()
            assert next(iter(open_gazetteer(path).places(Wanted(identifiers=frozenset({"geonames:999"})))))
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            start = time.perf_counter()
            found = list(open_gazetteer(path).places(wanted))
            took = time.perf_counter() - start
            assert len(found) == 1
            print(
                f"{count:>9,} lines: {count / took:,.0f} a second, {took / only_parted(path):.1f}× the time of parting "
                f"them alone; at most {most / 1e6:.1f} MB held"
            )


if __name__ == "__main__":
    main()
