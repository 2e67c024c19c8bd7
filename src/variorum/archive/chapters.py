"""Chapters: the account as it is written, with its live citations."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from variorum.archive.dossiers import Gathered, body
from variorum.archive.front_matter import FrontMatter, parse_front_matter
from variorum.archive.layout import lay_out
from variorum.archive.protecting import read_keeping
from variorum.archive.text import LineColumn, TextFile
from variorum.finding import Severity
from variorum.record import Chapter, Position
from variorum.saying import say

_NAME = re.compile(r"(\d+)[-_ .]+(.+)")
_TITLE = re.compile(r" {0,3}#[ \t]+(.*?)[ \t]*#*[ \t]*$")


def read_chapter(text: TextFile) -> tuple[Chapter, Gathered]:
    """One chapter; its number and id come from the file's name (`NN-ID.md`), its title from front matter or first
    heading.
    """
    gathered = Gathered()
    layout = lay_out(text.lines, frozenset())
    front = parse_front_matter(text, *layout.front) if layout.front else FrontMatter()
    gathered.findings += front.findings
    if not layout.closed:
        finding = text.finding(
            "S002",
            say("The front matter is never closed."),
            at=LineColumn(0, 0),
            remedy=say("Put a line --- behind it."),
        )
        gathered.findings.append(finding)
    stem = PurePosixPath(text.file).stem
    match = _NAME.fullmatch(stem)
    number, id_ = (match[1], match[2]) if match else ("", stem)
    if match is None:
        message = say("A chapter's file is named by its number and id, and this one has no number: it comes last.")
        remedy = say("Rename it, for example to {file}", file=f"01-{stem}.md")
        gathered.findings.append(
            text.finding("S013", message, at=LineColumn(0, 0), remedy=remedy, severity=Severity.WARNING)
        )
    if (said := front.text("id")) and said != id_:
        message, remedy = (
            say("The id is “{said}”, but the file is named “{stem}”.", said=said, stem=stem),
            say("Rename the file, or write id: {id}", id=id_),
        )
        gathered.findings.append(
            text.finding("S013", message, at=front.place("id"), remedy=remedy, severity=Severity.WARNING)
        )
        id_ = said
    prose = body(text, layout, gathered)
    title = front.text("title") or front.text("name") or _first_heading(prose.text) or id_
    kept, faults = read_keeping(text, front, closed=layout.closed, fields=("id", "title", "name"))
    gathered.findings += faults
    return Chapter(id_, number, title, prose, Position(text.file, 1, 1), kept.access, kept.protected), gathered


def _first_heading(prose: str) -> str:
    for line in prose.splitlines():
        if line.strip():
            match = _TITLE.match(line)
            return match[1] if match else ""
    return ""
