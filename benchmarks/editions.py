"""Editions aligned, beside CollateX 2.3, and held against an apparatus that scholars made.

    python benchmarks/editions.py [--peer PYTHON] [--words 500,1000,2000] [--peer-words 700]

Three parts. Two versions of one text (Frankenstein of 1818 and 1831, from where they run parallel) in three sizes,
ours and CollateX's time in the same run; then a fourth, a half and the whole of the novel in four witnesses, ours
alone. Last the agreement with the Frankenstein Variorum's own apparatus (units C01–C12), four printed witnesses, the
manuscript left out. CollateX is GPL and runs in a process of its own, with the Python that --peer names (default: this
one); it must have `collatex` and `levenshtein`. Of the units it is given those of at most --peer-words words, since the
longer ones take it minutes (1,500: a quarter of an hour in all). Where the data (VARIORUM_REAL_DATA or ../shared/data)
is missing, nothing is measured.

How agreement is measured. Every unit of the apparatus is a list of places; in each, groups of witnesses share a
reading. The words of all readings of a witness, joined, are its text, so that both sides have the very same words. A
reading is reproduced where (1) its words stand together, word for word, in all witnesses of its group, and (2) no word
of it is put together with a word that another witness has in another place of the apparatus. Empty readings are not
counted, since (2) covers them. "Variant" counts only places where the witnesses part. The gap costs of our alignment
were chosen on these very units.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from variorum.accession import read_file
from variorum.collation.apparatus import segments_of
from variorum.collation.changes import collate
from variorum.collation.tabling import table_of
from variorum.collation.wording import wording_of

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("VARIORUM_REAL_DATA", ROOT.parent / "shared" / "data")) / "editions"
BOOK = DATA / "frankenstein"
WITNESSES = ("f1818", "fThomas", "f1823", "f1831")
TEI = "{http://www.tei-c.org/ns/1.0}"
PEER = """
import json, sys, time
from collatex import collate
found = []
for texts in json.load(sys.stdin):
    witnesses = [{"id": str(n), "tokens": [{"t": w + " ", "n": w} for w in words]} for n, words in enumerate(texts)]
    start = time.process_time()
    table = collate({"witnesses": witnesses}, layout="vertical", segmentation=False)
    seconds = time.process_time() - start
    columns = [[] for _ in texts]
    for number, column in enumerate(table.columns):
        for name, tokens in column.tokens_per_witness.items():
            columns[int(name)] += [number] * len(tokens)
    found.append({"seconds": seconds, "columns": columns})
json.dump(found, sys.stdout)
"""
Columns = Sequence[Sequence[int]]  # for each witness the column of each of its words


@dataclass(frozen=True)
class Group:
    """A reading of the editors': its place, its witnesses, and where its words stand in the text of each."""

    place: int
    spans: Mapping[int, tuple[int, int]]
    is_variant: bool


@dataclass(frozen=True)
class Unit:
    """One unit of the editors' apparatus."""

    texts: Sequence[Sequence[str]]
    owners: Sequence[Sequence[int]]  # for each witness the place of the apparatus that each word belongs to
    groups: Sequence[Group]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", default=sys.executable)
    parser.add_argument("--words", default="500,1000,2000")
    parser.add_argument("--peer-words", type=int, default=700)
    asked = parser.parse_args()
    if not BOOK.is_dir():
        print("The editions are not here; nothing was measured.")
        return
    texts = {name: _text(BOOK / f"{name}_full_prelim.xml") for name in ("1818", "Thomas", "1823", "1831")}
    _ours([wording_of(text[:4000]).plain for text in texts.values()])  # what is compiled and imported, once
    _two_versions(texts, [int(size) for size in asked.words.split(",")], asked.peer)
    _whole_book(texts)
    _agreement(asked.peer, asked.peer_words)


def _text(path: Path) -> str:
    return "\x1c".join(page.text for page in read_file(path, source=path.stem).pages)


def _two_versions(texts: Mapping[str, str], sizes: Sequence[int], peer: str) -> None:
    words = {name: wording_of(texts[name]).plain for name in ("1818", "1831")}
    starts = {
        name: _find(words[name], ("you", "will", "rejoice", "to", "hear", "that", "no", "disaster")) for name in words
    }
    pairs = [[list(words[name][starts[name] : starts[name] + size]) for name in words] for size in sizes]
    theirs = _peer(pairs, peer)
    print("two versions, words each   ours ms   CollateX s   ratio")
    for pair, size, other in zip(pairs, sizes, theirs or [None] * len(sizes), strict=True):
        rounds = 5
        start = time.process_time()
        for _ in range(rounds):
            table = table_of([wording_of(" ".join(text)) for text in pair])
        seconds = (time.process_time() - start) / rounds
        kept = int(table.agreeing.sum())
        if other is None:
            print(f"{size:>24,}   {seconds * 1000:>7.1f}   (no CollateX)")
            continue
        same = _meetings(other["columns"], pair)
        ratio = other["seconds"] / seconds
        print(f"{size:>24,}   {seconds * 1000:>7.1f}   {other['seconds']:>10.2f}   {ratio:>5,.0f}   "
              f"(equal words put together: ours {kept:,}, CollateX {same:,})")  # fmt: skip


def _find(words: Sequence[str], phrase: Sequence[str]) -> int:
    return next((i for i in range(len(words)) if tuple(words[i : i + len(phrase)]) == tuple(phrase)), 0)


def _meetings(columns: Columns, pair: Sequence[Sequence[str]]) -> int:
    at = dict(zip(columns[0], pair[0], strict=True))
    return sum(at.get(column) == word for column, word in zip(columns[1], pair[1], strict=True))


def _whole_book(texts: Mapping[str, str]) -> None:
    print("\nfour witnesses, words in all   table s   segments s   changes step by step s   words/s")
    for share in (4, 2, 1):
        parts = [text[: len(text) // share] for text in texts.values()]
        start = time.process_time()
        wordings = [wording_of(text) for text in parts]
        table = table_of(wordings)
        tabled = time.process_time()
        segments_of(table)
        segmented = time.process_time()
        for before, after in pairwise(wordings):
            collate(before, after)
        done = time.process_time()
        words = sum(map(len, wordings))
        print(f"{words:>28,}   {tabled - start:>7.2f}   {segmented - tabled:>10.2f}   {done - segmented:>22.2f}   "
              f"{words / (done - start):>7,.0f}")  # fmt: skip


# ── the editors' apparatus ──────────────────────────────────────────────────────────────────────────────────────────


def _agreement(peer: str, most: int) -> None:
    paths = sorted((BOOK / "spine").glob("*.xml"))
    units = {path.stem.removeprefix("spine_"): _unit(path) for path in paths}
    small = [name for name, unit in units.items() if max(map(len, unit.texts)) <= most]
    theirs = dict(zip(small, _peer([units[name].texts for name in small], peer) or (), strict=False))
    print("\nreadings of the editors' apparatus reproduced   all          variant      CollateX, variant")
    totals = np.zeros(4, dtype=int)
    on_small = np.zeros(4, dtype=int)
    for name, unit in units.items():
        ours = _score(unit, _ours(unit.texts))
        totals += ours
        beside = ""
        if name in theirs:
            other = _score(unit, theirs[name]["columns"])
            on_small += (*ours[2:], *other[2:])
            beside = f"{other[2]}/{other[3]}"
        print(f"{name:>45}   {ours[0]:>4}/{ours[1]:<6}  {ours[2]:>4}/{ours[3]:<6}  {beside}")
    print(f"{'in all':>45}   {totals[0] / totals[1]:.3f}        {totals[2] / totals[3]:.3f}")
    if theirs:
        print(f"{'where CollateX ran, variant':>45}   ours {on_small[0] / on_small[1]:.3f}, "
              f"CollateX {on_small[2] / on_small[3]:.3f}")  # fmt: skip


def _unit(path: Path) -> Unit:
    from lxml import etree

    texts: list[list[str]] = [[] for _ in WITNESSES]
    owners: list[list[int]] = [[] for _ in WITNESSES]
    groups = []
    for place, app in enumerate(etree.parse(path).iter(f"{TEI}app")):
        read = []
        for group in app.findall(f"{TEI}rdgGrp"):
            heard = [(rdg.get("wit") or "").lstrip("#") for rdg in group.findall(f"{TEI}rdg")]
            numbers = [WITNESSES.index(name) for name in heard if name in WITNESSES]
            if numbers:
                read.append((numbers, wording_of(_plain(group.get("n") or "")).plain))
        for numbers, words in read:
            spans = {number: (len(texts[number]), len(texts[number]) + len(words)) for number in numbers}
            for number in numbers:
                texts[number] += words
                owners[number] += [place] * len(words)
            if words:
                groups.append(Group(place, spans, len(read) > 1))
    return Unit(texts, owners, groups)


def _plain(tokens: str) -> str:
    """The text of a reading: the editors' list of tokens without the tags, what was struck out, and notes."""
    try:
        text = " ".join(ast.literal_eval(tokens)) if tokens else ""
    except (ValueError, SyntaxError):
        text = tokens.strip("[]").replace("', '", " ")
    text = text.replace("%q%", '"')
    text = re.sub(r"<del\b[^>]*>.*?</del>|<note\b[^>]*>.*?</note>", " ", text, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", re.sub(r"<hi\b[^>]*>|</hi>", "", text))


def _score(unit: Unit, columns: Columns) -> tuple[int, int, int, int]:
    """Readings reproduced, and all; then the same for the places where witnesses part."""
    owner_at: list[dict[int, int]] = [
        dict(zip(row, owners, strict=True)) for row, owners in zip(columns, unit.owners, strict=True)
    ]
    counted = [0, 0, 0, 0]
    for group in unit.groups:
        runs = [list(columns[number][start:end]) for number, (start, end) in group.spans.items()]
        others = [number for number in range(len(columns)) if number not in group.spans]
        good = all(run == runs[0] for run in runs) and all(
            owner_at[number].get(column, group.place) == group.place for number in others for column in runs[0]
        )
        for at in (0, 2) if group.is_variant else (0,):
            counted[at] += good
            counted[at + 1] += 1
    return counted[0], counted[1], counted[2], counted[3]


def _ours(texts: Sequence[Sequence[str]]) -> Columns:
    table = table_of([wording_of(" ".join(text)) for text in texts])
    columns = []
    for row, text in zip(table.cells, texts, strict=True):
        held = np.flatnonzero(row >= 0)
        found = np.empty(len(text), dtype=int)
        found[row[held]] = held
        columns.append(found.tolist())
    return columns


def _peer(texts: Sequence[Sequence[Sequence[str]]], peer: str) -> list[dict[str, object]] | None:
    done = subprocess.run(
        [peer, "-c", PEER], input=json.dumps(list(texts)), capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"CollateX did not run: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
        return None
    answer: list[dict[str, object]] = json.loads(done.stdout)
    return answer


if __name__ == "__main__":
    main()
