"""From the compact files under review/ to the Markdown dossiers of an archive.

One file holds the dossiers of one kind. A dossier begins with `== id: name`; lines `field: value` may follow; after a
blank line comes prose; and from the first line that begins with a hyphen on, statements (or, in theses, evidence). A
witness is a cut (review_cuts.py), which becomes the words of the review with their citation. A heading further on, such
as the options of a decision, begins a part of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from review_cuts import filled

HERE = Path(__file__).parent / "review"
KINDS = ("people", "groups", "works", "events", "places")
REVIEW = "peters2019"
_HEADER = re.compile(r"== ([\w-]+): (.+)")
_FIELD = re.compile(r"([a-z][\w-]*): (.*)")


@dataclass(frozen=True, slots=True)
class Draft:
    """One dossier as the compact file has it: id, name, the front matter's lines by field, prose, and listed lines."""

    id: str
    name: str
    fields: Mapping[str, str]
    prose: str
    lines: str


def drafts(file: str) -> Iterator[Draft]:
    """The dossiers of one compact file ("people", "sources" …), in order."""
    parts = re.split(r"^(?=== )", (HERE / f"{file}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    for part in parts[1:]:
        header, *lines = part.rstrip().split("\n")
        match = _HEADER.fullmatch(header)
        if match is None:
            raise ValueError(f"{file}.txt: not a header: {header}")
        fields: dict[str, str] = {}
        while lines and (field := _FIELD.fullmatch(lines[0])) is not None:
            fields[field[1]] = field[2]
            lines.pop(0)
        first = next((i for i, line in enumerate(lines) if line.startswith("- ")), len(lines))
        prose = "\n".join(lines[:first]).strip()
        yield Draft(match[1], match[2], fields, prose, "\n".join(lines[first:]).rstrip())


def as_markdown(draft: Draft, heading: str, paragraphs: Mapping[int, str]) -> str:
    """A whole dossier file; `heading` is Statements or Evidence."""
    name = draft.name.replace('"', '\\"')
    front = [f"id: {draft.id}", f'name: "{name}"', *(f"{field}: {value}" for field, value in draft.fields.items())]
    return "---\n" + "\n".join(front) + "\n---\n\n" + body(draft, heading, paragraphs)


def body(draft: Draft, heading: str, paragraphs: Mapping[int, str]) -> str:
    """The prose and the statements of a dossier, its cuts filled."""
    parts = [draft.prose, f"## {heading}\n\n{draft.lines}" if draft.lines else ""]
    text = "\n\n".join(part for part in parts if part)
    return filled(text, paragraphs, REVIEW) + "\n" if text else ""


def compact_files() -> list[Path]:
    """Every file that may hold cuts."""
    return sorted(path for path in HERE.iterdir() if path.suffix in (".txt", ".md"))
