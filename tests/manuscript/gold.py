"""The gold of notes: `gold_notes.txt` read, and resolved as a manuscript's notes would be.

The file holds chains of notes in the manner of real ones, in their order: a heading, the records of a library
(`@key | author; author | title | year`), then each note with what it cites on the line below it
(`= key pages; key pages`). `none` stands for a work that the library lacks, `?` for what cannot be known and has
to be declined.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from variorum.manuscript.known import known_works
from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.resolved import Resolved
from variorum.manuscript.resolving import resolve
from variorum.manuscript.works import Work


@dataclass
class Chain:
    name: str
    works: list[Work] = field(default_factory=list)
    notes: list[tuple[str, list[tuple[str | None, str]]]] = field(default_factory=list)


def chains(name: str = "gold_notes.txt") -> list[Chain]:
    found: list[Chain] = []
    for line in (Path(__file__).parent / name).read_text("utf-8").splitlines():
        if line.startswith("# "):
            found.append(Chain(line[2:]))
        elif line.startswith("@"):
            key, author, title, year = (part.strip() for part in line[1:].split("|"))
            people = tuple(one.strip() for one in author.split(";") if one.strip())
            found[-1].works.append(Work(key, "library", title, people, year, ids=frozenset({key})))
        elif line.startswith("    ="):
            text, _ = found[-1].notes[-1]
            found[-1].notes[-1] = (text, [expected(part) for part in line[5:].split(";") if part.strip()])
        elif line.strip():
            found[-1].notes.append((line, []))
    return found


def expected(part: str) -> tuple[str | None, str]:
    key, _, pages = part.strip().partition(" ")
    return (None if key in ("none", "?") else key), pages.strip()


def resolved(chain: Chain) -> list[tuple[Resolved, ...]]:
    notes = {
        str(number): Note(str(number), "footnote", (Paragraph(1, text, "note", str(number)),))
        for number, (text, _) in enumerate(chain.notes, start=1)
    }
    calls = tuple(Call(label, number) for number, label in enumerate(notes))
    manuscript = Manuscript("gold", "text", (Paragraph(1, "." * (len(notes) + 1), calls=calls),), notes)
    found = resolve(manuscript, known_works(manuscript, [], chain.works))
    return [found[label] for label in notes]


def tally(chain: Chain) -> tuple[int, int, list[str]]:
    """How many notes are right, how many truthfully declined, and those that are wrong."""
    right = declined = 0
    wrong = []
    for (text, gold), works in zip(chain.notes, resolved(chain), strict=True):
        got = [(one.source or None, one.locator) for one in works]
        if got == gold:
            right += 1
        elif all(one.source == "" or (one.source, one.locator) in gold for one in works):
            declined += 1
        else:
            wrong.append(f"{text}\n    {got}, not {gold}")
    return right, declined, wrong
