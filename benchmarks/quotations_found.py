"""How well quotations are told from scare quotes, titles and words: measured on passages that a person has annotated.

    python benchmarks/quotations_found.py GOLD.tsv FOLDER [--held] [--show]

GOLD has one passage a line, parted by tabs: the file's name within FOLDER, the words before the opening mark (as many
as one likes), the first words within the marks, and what it is: q (a quotation, block or fragment), n (none: scare
quotes, a title, a word) or ? (not to be counted). Every second line is held out: without --held the first half is
measured, and with --show what was told wrongly is listed; with --held only the figures of the other half.
"""

from __future__ import annotations

import sys
from collections import Counter
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
        found.append((plain(text[: place.start]), plain(quoted.text)[:SEEN], quoted.kind))
    return tuple(found)


def plain(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def kind_of(folder: Path, name: str, before: str, words: str) -> str:
    """What a passage was told to be; empty where it was not found at all."""
    return next(
        (
            kind
            for left, own, kind in told(folder / name)
            if left.endswith(plain(before)) and own.startswith(plain(words)[:SEEN])
        ),
        "",
    )


def main(gold: Path, folder: Path, *, held: bool, show: bool) -> None:
    """Hold what was told to what was annotated."""
    counted: Counter[tuple[bool, bool]] = Counter()
    for number, line in enumerate(gold.read_text(encoding="utf-8").splitlines()):
        name, before, words, label = line.split("\t")
        if label == "?" or (number % 2 == 1) != held:
            continue
        kind = kind_of(folder, name, before, words)
        right = (label == "q", kind in ("quotation", "fragment"))
        counted[right] += 1
        if show and not held and right[0] != right[1]:
            sys.stdout.write(f"{label} told as {kind or 'nothing'}: {before[-60:]} [[{words}]]\n")
    hits, extra, missed = counted[True, True], counted[False, True], counted[True, False]
    sys.stdout.write(f"{sum(counted.values())} passages: precision {hits / max(1, hits + extra):.3f}, ")
    sys.stdout.write(f"recall {hits / max(1, hits + missed):.3f}\n")


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(Path(given[0]), Path(given[1]), held="--held" in sys.argv, show="--show" in sys.argv)
