"""How well quotations are told from scare quotes, titles and words: measured on passages that a person has annotated.

    python benchmarks/quotations_found.py GOLD.tsv FOLDER [--show]

GOLD has one passage a line, parted by tabs: the file's name within FOLDER, the words before the opening mark (as many
as one likes), the first words within the marks, and what it is: q (a quotation, block or fragment), n (none: scare
quotes, a title, a word) or ? (not to be counted). Half of the manuscripts, in a file of their own, are to be held
out: with --show what was told wrongly is listed, which is for the other half alone.

What the program leaves untold is counted as no quotation (missed where it is one), and how many they are is said.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from variorum.manuscript.quotations_found import quotations_in
from variorum.manuscript.reading import manuscript_of

SEEN = 40


@cache
def told(path: Path) -> tuple[tuple[str, str, str], ...]:
    """Each passage of a file: the words before it, its own first words, and the kind that it was told to be."""
    manuscript = manuscript_of(path.read_bytes(), path.name)
    found = []
    for quoted in quotations_in(manuscript):
        place = quoted.place
        own = manuscript.notes[place.note].paragraphs if place.note else manuscript.paragraphs
        text = next(paragraph.text for paragraph in own if paragraph.number == place.paragraph)
        kind = quoted.kind if quoted.told else "untold"
        found.append((before_mark(text[: place.start]), opening(quoted.text), kind))
    return tuple(found)


def plain(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def before_mark(text: str) -> str:
    """What stands before a quotation, in one line, without its opening mark."""
    return plain(text).rstrip("“”„«‘\"'»› ")


def opening(text: str) -> str:
    """The first words of a passage, without a mark that opens them."""
    return plain(text).lstrip('“”„«‘"')[:SEEN]


def kind_of(folder: Path, name: str, before: str, words: str) -> str:
    """What a passage was told to be; empty where it was not found at all."""
    return next(
        (
            kind
            for left, own, kind in told(folder / name)
            if left.endswith(before_mark(before)) and own.startswith(opening(words)[: SEEN - 1])
        ),
        "",
    )


def main(gold: Path, folder: Path, *, show: bool) -> None:
    """Hold what was told to what was annotated, file by file and in all."""
    counted: Counter[tuple[bool, bool]] = Counter()
    single: dict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    untold: Counter[str] = Counter()
    for line in gold.read_text(encoding="utf-8").splitlines():
        name, before, words, label = line.split("\t")
        if label == "?":
            continue
        kind = kind_of(folder, name, before, words)
        right = (label == "q", kind in ("quotation", "fragment"))
        untold[label] += kind == "untold"
        counted[right] += 1
        single[name][right] += 1
        if show and right[0] != right[1]:
            sys.stdout.write(f"{label} told as {kind or 'nothing'}: {before[-60:]} [[{words}]]\n")
    for name, own in (*single.items(), ("all", counted)):
        hits, extra, missed = own[True, True], own[False, True], own[True, False]
        sys.stdout.write(f"{name[:40]:40} {own.total():4} passages: precision {hits / max(1, hits + extra):.3f}, ")
        sys.stdout.write(f"recall {hits / max(1, hits + missed):.3f}\n")
    sys.stdout.write(f"left untold: {untold['q']} quotations, {untold['n']} that are none\n")


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(Path(given[0]), Path(given[1]), show="--show" in sys.argv)
