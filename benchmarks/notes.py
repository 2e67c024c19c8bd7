"""Notes of real manuscripts: how many are read right, how many declined, how many wrong.

    python benchmarks/notes.py FOLDER [--half NAME] [--list wrong|declined] [--empty]

FOLDER holds gold as JSON Lines, one file a manuscript. Its first line is the manuscript:

    {"manuscript", "style", "language", "half", "library": [{"key", "author", "title", "year"}, …]}

every further line one note, in the manuscript's order, with what it cites in the order of citing:

    {"text", "italics": [[start, end], …], "works": [WORK, …]}
    WORK: {"key"?, "open"?, "archive"?, "newspaper"?, "date"?, "locator", "second hand"?}

`author` may be several, parted by ";" ("Vane, Ruth; Moss, Ada"). A locator is pages alone, without the volume:
"5-7", "41, 43", "77f"; "passim" is none, a chapter alone may be none, and
"ibid." alone has none or the last one's. A note that only remarks has no works. What is quoted at second hand is a work
of its own before the one that quotes it (`second hand`).

`key` is the library's record that is meant; a work without one is in no library; `open` says that the words do not
tell which is meant, so that it has to be left open; `archive` has fond, opis and delo; `newspaper` and `date` name a
number of one. `half` is any name, and parts what a program was tuned on from what was held out. A note is right where
it gives just these works and locators in this order; declined where whatever it gives besides is said to be not
understood or not certain; else wrong. With `--empty` no library is given: then a work is right where it is told from
all others and known again.

The prose of other people's notes is theirs: no gold lies in this repository.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from variorum.manuscript.fitting_by_shelf_and_day import day_of
from variorum.manuscript.known import known_works
from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.resolved import Resolved
from variorum.manuscript.resolving import resolve
from variorum.manuscript.works import Work, key_words

_BACK = re.compile(r"\b(?:ibid|id\.|op\. ?cit|там же|указ\. ?соч|ук\. ?соч|он же|ebd)", re.IGNORECASE)


@dataclass(frozen=True)
class Gold:
    """One manuscript: its first line, and its notes."""

    about: Mapping[str, Any]
    notes: Sequence[Mapping[str, Any]]


def read(folder: Path) -> list[Gold]:
    """Every manuscript of a folder."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        found.append(Gold(lines[0], lines[1:]))
    return found


def resolved(gold: Gold, *, empty: bool) -> list[tuple[Resolved, ...]]:
    """What the program makes of the notes, in order."""
    notes = {}
    for number, note in enumerate(gold.notes, start=1):
        italics = tuple((start, end) for start, end in note.get("italics", ()))
        inside = Paragraph(1, note["text"], "note", str(number), italics=italics)
        notes[str(number)] = Note(str(number), "footnote", (inside,))
    calls = tuple(Call(label, number) for number, label in enumerate(notes))
    manuscript = Manuscript("gold", "text", (Paragraph(1, "." * (len(notes) + 1), calls=calls),), notes)
    library = [] if empty else [work_of(record) for record in gold.about["library"]]
    found = resolve(manuscript, known_works(manuscript, [], library))
    return [found[label] for label in notes]


def work_of(record: Mapping[str, str]) -> Work:
    """A record of the gold's library."""
    people = tuple(part.strip() for part in record["author"].split(";") if part.strip())
    return Work(record["key"], "library", record["title"], people, record["year"], ids=frozenset({record["key"]}))


def as_locator(text: str) -> str:
    """A locator without its spaces, with one word for a sheet's back and for "and following", columns as pages.

    "passim" names no place.
    """
    plain = re.sub(r"[\s.]|passim", "", text.casefold().replace("ob", "об").replace("–", "-"))
    return re.sub(r"(?:seq|исл|ислед)$", "ff", re.sub(r"^(?:стб|sp|col)", "", plain))


def told_places(got: Resolved) -> set[str]:
    """The locators that are as good as the gold's: "ibid." alone has none or the last one's; a chapter is no page."""
    places = {as_locator(got.locator)}
    if got.how == "ibid" and not got.reference.checked.locator and not re.search(r"\d", got.reference.written):
        places.add("")
    return places | {"" for place in places if re.match(r"(?:ch|kap|гл)", place)}


def fits(got: Resolved, meant: Mapping[str, Any], keys: dict[int, str], *, empty: bool) -> bool:
    """Whether one reference is what the gold says."""
    if as_locator(meant.get("locator", "")) not in told_places(got):
        return False
    if "archive" in meant:
        return all(got.fonds.get(name, "") == value for name, value in meant["archive"].items())
    reference = got.reference.checked
    if "newspaper" in meant:
        named = " ".join(key_words(f"{reference.title} {reference.container}"))
        told = day_of(reference.date, reference.year or "1900"), day_of(meant["date"], "1900")
        same_day = told[0] is not None and told[1] is not None and told[0][1:] == told[1][1:]
        return " ".join(key_words(meant["newspaper"])) in named and (same_day or reference.date == meant["date"])
    if meant.get("open"):
        return not got.source
    if "key" not in meant:
        return not got.source
    if not empty:
        return bool(got.source == meant["key"] and got.sure)
    if got.group is None:
        return False
    return keys.setdefault(id(got.group), meant["key"]) == meant["key"]


def judged(got: Sequence[Resolved], meant: Sequence[Mapping[str, Any]], keys: dict[int, str], *, empty: bool) -> str:
    """ "right", "declined" or "wrong", for one note."""
    got = [part for one in got for part in read_apart(one, wanted=len(got) < len(meant))]
    fitting = [fits(one, other, keys, empty=empty) for one, other in zip(got, meant, strict=False)]
    if len(got) == len(meant) and all(fitting):
        return "right"
    if len(got) < len(meant) and not any(is_open(one) for one in got):
        return "wrong"  # a work was passed over in silence
    left = [one for at, one in enumerate(got) if not (at < len(fitting) and fitting[at])]
    known = [any(fits(one, other, dict(keys), empty=empty) for other in meant) for one in left]
    return "declined" if all(is_open(one) or ok for one, ok in zip(left, known, strict=True)) else "wrong"


def read_apart(one: Resolved, *, wanted: bool) -> list[Resolved]:
    """What is quoted and what quotes it as two, as the gold has them; what is quoted leads to no record."""
    voice = one.reference
    if not wanted or voice.within is None or not (voice.title or voice.fonds):
        return [one]
    return [Resolved(replace(voice, within=None), locator=voice.locator, fonds=voice.fonds), one]


def is_open(one: Resolved) -> bool:
    """Whether a reference is said to be not understood, or leads to no record."""
    return one.reference.checked.kind == "unread" or not one.source


def main() -> None:
    """Print the table, by half and by style."""
    arguments = sys.argv[1:]
    folder = Path(arguments[0])
    half = arguments[arguments.index("--half") + 1] if "--half" in arguments else ""
    shown = arguments[arguments.index("--list") + 1] if "--list" in arguments else ""
    empty = "--empty" in arguments
    tally: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for gold in read(folder):
        if half and gold.about["half"] != half:
            continue
        keys: dict[int, str] = {}
        for note, got in zip(gold.notes, resolved(gold, empty=empty), strict=True):
            outcome = judged(got, note["works"], keys, empty=empty)
            tally[gold.about["half"], f"{gold.about['style']} ({gold.about['language']})"][outcome] += 1
            tally[gold.about["half"], " all"][outcome] += 1
            if _BACK.search(note["text"]):
                tally[gold.about["half"], " with ibid., op. cit. and the like"][outcome] += 1
            if shown in (outcome, "all") and shown:
                print(f"{gold.about['manuscript']}: {note['text'][:400]}")
                print(f"    {outcome}: {told(got)}\n    gold: {note['works']}")
    for (part, style), counts in sorted(tally.items()):
        total = counts.total()
        outcomes = ("right", "declined", "wrong")
        shares = "  ".join(f"{name} {counts[name]} ({counts[name] / total:.1%})" for name in outcomes)
        print(f"{part:5} {style.strip():45} {total:4} notes  {shares}")


def told(got: Sequence[Resolved]) -> str:
    """References in a line, for a person to compare."""
    return "; ".join(
        f"{one.source or '–'}{'' if one.sure else '?'} [{one.locator}] {one.reference.checked.kind}"
        f" {'/'.join(one.reference.checked.authors)}|{one.reference.checked.title}|{one.reference.checked.container}"
        f"|{one.reference.checked.year}|{one.reference.checked.date}|{dict(one.fonds)}"
        for one in got
    )


if __name__ == "__main__":
    main()
