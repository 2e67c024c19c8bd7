"""What stands beside the text in a DOCX package, found by the package's own relations and not by names.

Word Online, for one, calls its parts `document2.xml` and `footnotes2.xml`. Where a package states no relations the
usual names serve.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.accession.paragraphs import collapse, tidy
from variorum.accession.reading import Colophon
from variorum.accession.xml import local, parse_xml, text_of
from variorum.accession.zips import Package
from variorum.finding import Finding

if TYPE_CHECKING:
    from lxml.etree import _Element

OFF = {"0", "false", "off"}
_RAISED = "superscript"


@dataclass(frozen=True, slots=True)
class NoteNumbering:
    """How notes of one kind are numbered: style, first number, and whether each section or page begins anew."""

    style: str
    start: int = 1
    restart: str = "continuous"


@dataclass(slots=True)
class Parts:
    """Levels of styles, raised styles, notes, comments and heads, and a tally of what is left out."""

    name: str
    levels: dict[str, int] = field(default_factory=dict)
    raised: frozenset[str] = frozenset()
    notes: dict[str, dict[str, _Element]] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    edges: tuple[tuple[str, str], ...] = ()  # "head" or "foot", and its text
    numberings: dict[str, NoteNumbering] = field(default_factory=dict)
    tally: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)


def main_part(package: Package) -> str:
    """The member that holds the text."""
    return next(_related(package, "", "/officeDocument"), "word/document.xml")


def gather(package: Package, main: str, parts: Parts) -> None:
    """Reads all that stands beside the main part."""
    styles = _part(package, main, "styles", parts)
    if styles is not None:
        parts.levels = _levels(styles)
        parts.raised = frozenset(_raised_styles(styles))
    parts.numberings = {"footnote": NoteNumbering("decimal"), "endnote": NoteNumbering("lowerRoman")}
    settings = _part(package, main, "settings", parts)
    if settings is not None:
        parts.numberings = numberings_in(settings, parts.numberings)
    for kind in ("footnote", "endnote"):
        root = _part(package, main, f"{kind}s", parts)
        notes = (note for note in root if local(note) == kind) if root is not None else ()
        parts.notes[kind] = {value(note, "id"): note for note in notes if value(note, "type") in ("", "normal")}
    comments = _part(package, main, "comments", parts)
    for comment in comments if comments is not None else ():
        if local(comment) == "comment":
            parts.comments[value(comment, "id")] = tidy(text_of(comment))
    parts.tally["comments"] = len(parts.comments)
    parts.edges = tuple(dict.fromkeys(_edges(package, main, parts)))


def numberings_in(element: _Element, before: dict[str, NoteNumbering]) -> dict[str, NoteNumbering]:
    """The numbering of notes as settings or a section state it, over what held before."""
    held = dict(before)
    for kind in ("footnote", "endnote"):
        stated = child(element, f"{kind}pr")
        if stated is None:
            continue
        style, start, restart = (value(child(stated, name)) for name in ("numfmt", "numstart", "numrestart"))
        known = held[kind]
        first = int(start) if start.isdecimal() and len(start) < 6 else known.start
        held[kind] = NoteNumbering(style or known.style, first, restart or known.restart)
    return held


def xml_of(package: Package, member: str, parts: Parts) -> _Element | None:
    """The root of a member, None where there is none; damage becomes a finding."""
    data = package.read(member)
    if data is None:
        return None
    root, findings = parse_xml(data, name=parts.name)
    parts.findings += findings
    return root


def colophon_of(package: Package, parts: Parts) -> tuple[Colophon, int]:
    """What the properties say, and the number of pages that they declare (0: none)."""
    core = _properties(package, "/core-properties", "docProps/core.xml", parts)
    app = _properties(package, "/extended-properties", "docProps/app.xml", parts)
    dates = {"file-made": core.get("created", "")[:10], "file-changed": core.get("modified", "")[:10]}
    other = {
        "subject": core.get("subject", ""),
        "keyword": core.get("keywords", ""),
        "abstract": core.get("description", ""),
        "publisher": core.get("publisher", "") or app.get("company", ""),
        "creator-program": app.get("application", ""),
    }
    authors = tuple(collapse(author) for author in core.get("creator", "").split(";") if author.strip())
    declared = app.get("pages", "")
    colophon = Colophon(
        title=core.get("title", ""),
        authors=authors,
        language=core.get("language", ""),
        dates={key: said for key, said in dates.items() if said},
        other={key: said for key, said in other.items() if said},
    )
    return colophon, int(declared) if declared.isdecimal() and len(declared) < 7 else 0


# ── elements ────────────────────────────────────────────────────────────────────────────────────────────────────────


def first(element: _Element | None, name: str) -> _Element | None:
    """The first descendant of this local name (lower case)."""
    return next((found for found in element.iter("*") if local(found) == name), None) if element is not None else None


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of this local name (lower case)."""
    return next((found for found in element if local(found) == name), None) if element is not None else None


def value(element: _Element | None, name: str = "val") -> str:
    """An attribute by its local name; empty where it is missing."""
    if element is None:
        return ""
    return next((str(said) for key, said in element.items() if str(key).rpartition("}")[2] == name), "")


def is_on(element: _Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and value(element).lower() not in OFF


def is_raised(properties: _Element | None, styles: frozenset[str]) -> bool:
    """Whether a run's properties raise it above the line, by themselves or by their style."""
    if properties is None:
        return False
    stated = child(properties, "vertalign")
    if stated is not None:
        return value(stated) == _RAISED
    position = value(child(properties, "position"))
    return value(child(properties, "rstyle")) in styles or (position.isdecimal() and int(position) >= 6)


# ── the package ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _related(package: Package, part: str, kind: str) -> Iterator[str]:
    """The members to which a part (empty: the package itself) is related in this way, and that are there."""
    folder, name = posixpath.split(part)
    relations = package.read(posixpath.join(folder, "_rels", f"{name}.rels"))
    root = parse_xml(relations, name="")[0] if relations else None
    for relation in root.iter("*") if root is not None else ():
        target = str(relation.get("Target", ""))
        if not str(relation.get("Type", "")).endswith(kind) or relation.get("TargetMode") == "External":
            continue
        member = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if member in package:
            yield member


def _part(package: Package, main: str, kind: str, parts: Parts) -> _Element | None:
    member = next(_related(package, main, f"/{kind}"), posixpath.join(posixpath.dirname(main), f"{kind}.xml"))
    return xml_of(package, member, parts)


def _edges(package: Package, main: str, parts: Parts) -> Iterator[tuple[str, str]]:
    """The running heads and feet of all sections; fields in them (a page's number) are as last shown."""
    for kind, edge in (("header", "head"), ("footer", "foot")):
        for member in _related(package, main, f"/{kind}"):
            root = xml_of(package, member, parts)
            paragraphs = root.iter("{*}p") if root is not None else ()
            lines = (collapse("".join(t.text or "" for t in p.iter("{*}t"))) for p in paragraphs)
            if text := tidy("\n".join(line for line in lines if line)):
                yield edge, text


def _properties(package: Package, kind: str, usual: str, parts: Parts) -> dict[str, str]:
    root = xml_of(package, next(_related(package, "", kind), usual), parts)
    return {local(said): tidy(text_of(said))[:1000] for said in root} if root is not None else {}


def _raised_styles(styles: _Element) -> Iterator[str]:
    for style in styles:
        if local(style) == "style" and is_raised(child(style, "rpr"), frozenset()):
            yield value(style, "styleId")


def _levels(styles: _Element) -> dict[str, int]:
    """Heading level (from 1) of each paragraph style that has one, also by the style that it is based on."""
    own: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in styles:
        if local(style) != "style" or value(style, "type") not in ("", "paragraph"):
            continue
        key = value(style, "styleId")
        based[key] = value(first(style, "basedon"))
        called = value(first(style, "name")).casefold()
        outline = value(first(style, "outlinelvl"))
        if outline.isdecimal() and int(outline) < 9:
            own[key] = int(outline) + 1
        elif called in ("title", "название", "заголовок"):
            own[key] = 1
        elif called.startswith(("heading ", "заголовок ")) and called[-1:].isdecimal():
            own[key] = int(called[-1])
    levels: dict[str, int] = {}
    for key in based:
        ancestor, seen = key, set[str]()
        while ancestor in based and ancestor not in own and ancestor not in seen:
            seen.add(ancestor)
            ancestor = based[ancestor]
        if ancestor in own:
            levels[key] = own[ancestor]
    return levels
