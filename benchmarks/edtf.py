"""EDTF strings read with their bounds per second, beside the libraries edtf and undate where they are installed.

    python benchmarks/edtf.py

Reads the adjudicated strings under VARIORUM_REAL_DATA (or ../shared/data), or a handful of its own where there are
none. Every string is read anew each time; nothing is cached.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from variorum.dates.edtf import MalformedDate, parse_edtf

DATA = Path(os.environ.get("VARIORUM_REAL_DATA", Path(__file__).parents[1] / ".." / "shared" / "data"))
OWN = {
    "valid": [
        "1928",
        "1928-07-11",
        "1928~",
        "156X-12-25",
        "1985/..",
        "[1667,1670..1672]",
        "2004?-06-~11",
        "Y17E7",
        "1928-24",
    ],
    "invalid": ["1928-13", "12-04-1985", "1985-02-30", "[1999}"],
}


def cases() -> dict[str, list[str]]:
    file = DATA / "dates" / "edtf-dev.json"
    if not file.exists():
        print("The adjudicated strings are not on this machine: a handful of our own instead.")
        return OWN
    return dict(json.loads(file.read_text("utf-8")))


def ours(text: str) -> None:
    parse_edtf(text)


def other(module: str) -> Callable[[str], object] | None:
    """The parser with bounds of another library; None, saying so, where it is not installed."""
    here = str(Path(__file__).parent)
    sys.path[:] = [
        entry for entry in sys.path if str(Path(entry or ".").resolve()) != here
    ]  # this file's own name is edtf
    try:
        library = importlib.import_module(module)
    except ImportError:
        print(f"{module}: not installed, so not measured (pip install {module})")
        return None
    if module == "edtf":
        return lambda text: (lambda date: (date.lower_strict(), date.upper_strict()))(library.parse_edtf(text))
    return lambda text: (lambda date: (date.earliest, date.latest))(library.Undate.parse(text, "EDTF"))


def measure(
    name: str, read: Callable[[str], object], strings: dict[str, list[str]], refusals: tuple[type, ...]
) -> float:
    accepted = sum(_goes_through(read, text, refusals) for text in strings["valid"])
    refused = sum(not _goes_through(read, text, refusals) for text in strings["invalid"])
    good = [text for text in strings["valid"] if _goes_through(read, text, refusals)]
    if not good:
        print(f"{name}: reads none of them")
        return 0.0
    count, started = 0, time.process_time()
    while time.process_time() - started < 1.0:
        for text in good:
            read(text)
        count += len(good)
    rate = count / (time.process_time() - started)
    print(
        f"{name}: valid read with bounds {accepted} of {len(strings['valid'])}, invalid refused {refused} of "
        f"{len(strings['invalid'])}, {rate:,.0f} strings a second"
    )
    return rate


def _goes_through(read: Callable[[str], object], text: str, refusals: tuple[type, ...]) -> bool:
    try:
        read(text)
    except refusals:
        return False
    return True


def main() -> None:
    strings = cases()
    rate = measure("variorum", ours, strings, (MalformedDate,))
    for module in ("edtf", "undate"):
        read = other(module)
        if read is not None:
            theirs = measure(module, read, strings, (Exception,))
            if theirs:
                print(f"  {rate / theirs:,.0f} times as fast as {module}")


if __name__ == "__main__":
    main()
