"""How well quotations are told from scare quotes, titles and words: measured on passages that a person has annotated.

    python benchmarks/quotations_found.py GOLD.tsv FOLDER [--show]

GOLD has one passage a line, parted by tabs: the file's name within FOLDER, the words before the opening mark (as many
as one likes), the first words within the marks, and what it is: q (a quotation, block or fragment), n (none: scare
quotes, a title, a word) or ? (not to be counted). Half of the manuscripts, in a file of their own, are to be held
out: with --show what was told wrongly is listed, which is for the other half alone.

They are told as an audit tells them, in a manuscript whose sources are not at hand: with what it cites in its text, and
the titles that its notes and its bibliography name. What the program leaves untold is counted as no quotation (missed
where it is one), and how many they are is said.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from variorum.manuscript.audit import audit
from variorum.manuscript.reading import manuscript_of
from variorum.quotation.texts import MemoryTexts

SEEN = 30
"""Letters of a passage by which it is known."""


@cache
def told(path: Path) -> tuple[tuple[str, str, str], ...]:
    """Each passage of a file: the words before it, its own first words, and the kind that it was told to be."""
    made = audit(manuscript_of(path.read_bytes(), path.name), MemoryTexts({}), [])
    manuscript = made.manuscript
    found = []
    for quoted in (one.quoted for one in made.quotations):
        place = quoted.place
        own = manuscript.notes[place.note].paragraphs if place.note else manuscript.paragraphs
        text = next(paragraph.text for paragraph in own if paragraph.number == place.paragraph)
        kind = quoted.kind if quoted.told else "untold"
        found.append((letters(text[: place.start]), letters(quoted.text)[:SEEN], kind))
    return tuple(found)


def letters(text: str) -> str:
    """A text's letters alone: a line's end may break a word, and a note's number stand anywhere."""
    return "".join(letter for letter in text.casefold() if letter.isalpha())


def is_same(told_before: str, told_words: str, before: str, words: str) -> bool:
    """Whether what was told stands where the gold has it: a page's end may begin a paragraph in between."""
    if not told_words.startswith(words) and not (len(told_words) < len(words) and words.startswith(told_words)):
        return False
    return told_before.endswith(before) or (before.endswith(told_before) and bool(told_words))


def kind_of(folder: Path, name: str, before: str, words: str) -> str:
    """What a passage was told to be; empty where it was not found at all."""
    wanted = letters(before), letters(words)[:SEEN]
    return next((kind for left, own, kind in told(folder / name) if own and is_same(left, own, *wanted)), "")


def main(gold: Path, folder: Path, *, show: bool) -> None:
    """Hold what was told to what was annotated, file by file and in all."""
    counted: Counter[tuple[bool, bool]] = Counter()
    single: dict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    untold: Counter[str] = Counter()
    lost: Counter[str] = Counter()  # what was not found at all, or in other words
    for line in gold.read_text(encoding="utf-8").splitlines():
        name, before, words, label = line.split("\t")
        if label == "?":
            continue
        kind = kind_of(folder, name, before, words)
        right = (label == "q", kind in ("quotation", "fragment"))
        untold[label] += kind == "untold"
        lost[label] += not kind
        counted[right] += 1
        single[name][right] += 1
        if show and right[0] != right[1]:
            sys.stdout.write(f"{label} told as {kind or 'nothing'}: {before[-60:]} [[{words}]]\n")
    for name, own in (*single.items(), ("all", counted)):
        hits, extra, missed = own[True, True], own[False, True], own[True, False]
        sys.stdout.write(f"{name[:40]:40} {own.total():4} passages: precision {hits / max(1, hits + extra):.3f}, ")
        sys.stdout.write(f"recall {hits / max(1, hits + missed):.3f}\n")
    sys.stdout.write(f"left untold: {untold['q']} quotations, {untold['n']} that are none; ")
    sys.stdout.write(f"not found at all: {lost['q']} and {lost['n']}\n")


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(Path(given[0]), Path(given[1]), show="--show" in sys.argv)
