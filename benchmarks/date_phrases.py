"""Date phrases in prose: how many are found, how many understood, and how fast, in English, Russian and German.

    python benchmarks/date_phrases.py

WikiWars and FactRuEval are looked for under VARIORUM_REAL_DATA (or ../shared/data) and skipped, saying so, where they
are not. A date of WikiWars counts as found where it overlaps, and its value as right where first and last day agree
(or, where the annotated words narrow the value, lie within it). "By 1943" names 1943 there, so the named dates are
scored, not the bounds drawn from them.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from json import dumps
from pathlib import Path

from variorum.dates.edtf import MalformedDate
from variorum.dates.phrases import as_json, find_dates, named_as_json, read_phrase

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("VARIORUM_REAL_DATA", ROOT / ".." / "shared" / "data"))
SCORER = DATA.parent / "measure" / "wikiwars.py"


def wikiwars() -> None:
    folder = DATA / "dates" / "wikiwars"
    if not folder.is_dir() or not SCORER.exists():
        print("WikiWars: not on this machine, skipped")
        return
    with tempfile.TemporaryDirectory() as scratch:
        texts = Path(scratch) / "texts"
        subprocess.run([sys.executable, str(SCORER), "texts", str(folder), str(texts)], check=True)
        histories = {file.stem: file.read_text("utf-8") for file in sorted(texts.glob("*.txt"))}
        found, rate = timed(histories)
        lines = [dumps({"file": name, "dates": dates}) for name, dates in found.items()]
        answers = Path(scratch) / "found.jsonl"
        answers.write_text("\n".join(lines), "utf-8")
        print(f"WikiWars, {len(histories)} histories: {rate:,.0f} words a second")
        subprocess.run([sys.executable, str(SCORER), "score", str(folder), str(answers)], check=True)


def timed(texts: dict[str, str]) -> tuple[dict[str, list[dict[str, object]]], float]:
    find_dates("in May 1928")  # the tables are read once
    started = time.process_time()
    found = {
        name: [named for phrase in find_dates(text) for named in named_as_json(phrase)] for name, text in texts.items()
    }
    spent = time.process_time() - started
    return found, sum(len(text.split()) for text in texts.values()) / spent


def annotated_phrases(language: str, name: str) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    with (ROOT / "tests" / "dates" / f"{name.lower()}_phrases.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            total[row["trap"]] += 1
            right[row["trap"]] += is_right(row, language)
    print(f"{name} phrases: value right in {right.total()} of {total.total()} ({right.total() / total.total():.3f})")
    for trap, count in total.items():
        if right[trap] < count:
            print(f"  {trap}: {right[trap]} of {count}")


def is_right(row: dict[str, str], language: str) -> bool:
    try:
        read = as_json(
            read_phrase(
                row["phrase"],
                language=language,
                relative_to=row["relative_to"] or None,
                calendar=row["calendar"] or "gregorian",
            )
        )
    except MalformedDate:
        return False
    return (read["earliest"] or "", read["latest"] or "") == (row["earliest"], row["latest"])


def factrueval() -> None:
    folder = DATA / "factrueval" / "devset"
    if not folder.is_dir():
        print("FactRuEval: not on this machine, skipped")
        return
    texts = {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))}
    found, rate = timed(texts)
    count = sum(len(dates) for dates in found.values())
    print(f"FactRuEval: {count} dates in {len(texts)} texts (not annotated there), {rate:,.0f} words a second")


if __name__ == "__main__":
    wikiwars()
    annotated_phrases("ru", "Russian")
    annotated_phrases("de", "German")
    factrueval()
