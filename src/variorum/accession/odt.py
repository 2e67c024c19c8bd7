"""ODT and flat ODT: paragraphs, headings, lists, notes, tables and pages of an OpenDocument text, as it stands.

Format: OASIS OpenDocument 1.3, part 3. Numbers that the program makes for lists and headings are not in the file's
text and are not made here either. Macros and scripts are never run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from variorum.accession import remarks
from variorum.accession.pages_from_blocks import compose
from variorum.accession.paragraphs import collapse, tidy
from variorum.accession.reading import Aside, Colophon, Reading
from variorum.accession.typescript import Typescript, has_pages, is_layout, laid_out_pages, left_out, table_text
from variorum.accession.xml import local, parse_xml, text_of
from variorum.accession.zips import Package, open_package
from variorum.finding import Finding, Severity
from variorum.saying import say

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "odt"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
MOST_SPACES = 200  # that one element may stand for

_PASSED_OVER = {
    "tracked-changes", "note-citation", "annotation-end", "forms", "sequence-decls", "ruby-text",
    "variable-decls", "user-field-decls", "dde-connection-decls", "table-columns", "table-column", "image", "desc",
    "object", "alphabetical-index-auto-mark-file", "event-listeners", "script", "binary-data", "index-title-template",
    "title",
}  # fmt: skip
_RAISED = re.compile(r"super|[1-9]\d*(?:\.\d+)?%")
_EDGES = {"header": "head", "header-left": "head", "header-first": "head",
          "footer": "foot", "footer-left": "foot", "footer-first": "foot"}  # fmt: skip
_SCRIPTS = ("Basic/", "Scripts/")


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of pages (a break before or after, the number that then begins), and whether it raises text."""

    parent: str = ""
    before: bool = False
    after: bool = False
    master: str = ""
    number: int | None = None
    level: int = 0
    raised: bool = False


@dataclass(slots=True)
class _Parts:
    name: str
    deleted: dict[str, str] = field(default_factory=dict)  # by the number of the change
    edges: tuple[tuple[str, str], ...] = ()  # "head" or "foot", and its text
    styles: dict[str, _Style] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)  # of page numbers, by master page
    tally: Counter[str] = field(default_factory=Counter)


def read_odt(data: bytes, *, name: str, source: str) -> Reading:
    """Reads an ODT, OTT or flat ODT (FODT); whatever is wrong with it becomes a finding."""
    findings: list[Finding] = []
    trees, scripts = _package(data, name, findings) if data.startswith(b"PK") else _flat(data, name, findings)
    body = next((found for tree in trees if (found := _found(tree, "text", within="body")) is not None), None)
    if body is None:
        if not any(finding.severity is Severity.ERROR for finding in findings):
            missing = say("The part of the file that holds its text is missing.")
            findings.append(remarks.damaged(name, missing, severity=Severity.ERROR))
        return Reading((), "none", MEDIA_TYPE, READER, findings=tuple(findings))
    reading = _read(body, trees, name=name, source=source)
    findings += reading.findings
    if scripts:
        macros = say("The document carries macros (programs); they were not run and are not part of its text.")
        findings.append(remarks.hostile(name, macros, severity=Severity.NOTE))
    return replace(reading, findings=tuple(findings))


def _package(data: bytes, name: str, findings: list[Finding]) -> tuple[list[_Element], bool]:
    """The trees of a zipped document, and whether it carries scripts."""
    package = open_package(data, name=name)
    if _is_locked(package):
        findings.append(
            remarks.encrypted(name, say("The document is locked with a password, so its text cannot be read."))
        )
        return [], False
    trees = [_xml(package, member, name, findings) for member in ("content.xml", "styles.xml", "meta.xml")]
    findings[:0] = package.findings
    return [tree for tree in trees if tree is not None], any(part.startswith(_SCRIPTS) for part in package.names)


def _flat(data: bytes, name: str, findings: list[Finding]) -> tuple[list[_Element], bool]:
    root, damage = parse_xml(data, name=name)
    findings += damage
    return ([root], _found(root, "script") is not None) if root is not None else ([], False)


def _read(body: _Element, trees: list[_Element], *, name: str, source: str) -> Reading:
    parts = _Parts(name)
    for tree in trees:
        _gather_styles(tree, parts)
    parts.deleted = dict(_deletions(body))
    parts.edges = tuple(dict.fromkeys(edge for tree in trees for edge in _edges(tree)))
    colophon, declared = _colophon(trees)
    parts.tally["deletions"] = sum(1 for region in body.iter("{*}deletion"))
    parts.tally["insertions"] = sum(1 for region in body.iter("{*}insertion"))
    parts.tally["comments"] = sum(1 for note in body.iter("{*}annotation"))
    paged = _is_paged(body, parts, declared)
    script = Typescript(paged=paged)
    _OdtWalk(parts, script).story(body)
    script.close()
    composed = compose(script.blocks, source=source)
    findings = list(left_out(name, {key: parts.tally[key] for key in sorted(parts.tally)}))
    if paged and composed.pages:
        findings.append(laid_out_pages(name))
    if not composed.pages:
        findings.append(remarks.no_text(name, say("The document holds no text.")))
    edges = tuple(Aside(1, kind, text) for kind, text in parts.edges) if composed.pages else ()
    return replace(composed, asides=(*edges, *composed.asides)).reading(MEDIA_TYPE, READER, colophon, findings)


# ── parts of the package ────────────────────────────────────────────────────────────────────────────────────────────


def _is_locked(package: Package) -> bool:
    manifest, _ = parse_xml(package.read("META-INF/manifest.xml") or b"<none/>", name="")
    entries = manifest.iter("{*}file-entry") if manifest is not None else ()
    locked = {_value(entry, "full-path") for entry in entries if _found(entry, "encryption-data") is not None}
    return "content.xml" in locked or "encrypted-package" in locked


def _xml(package: Package, member: str, name: str, findings: list[Finding]) -> _Element | None:
    data = package.read(member)
    if data is None:
        return None
    root, damage = parse_xml(data, name=name)
    findings += damage
    return root


def _deletions(body: _Element) -> Iterator[tuple[str, str]]:
    """The words of each tracked deletion, by the number of the change."""
    for region in body.iter("{*}changed-region"):
        deletion = _found(region, "deletion")
        if deletion is not None:
            yield (
                _value(region, "id") or _value(region, "change-id"),
                "\n".join(text_of(p) for p in deletion.iter("{*}p", "{*}h")),
            )


def _edges(tree: _Element) -> Iterator[tuple[str, str]]:
    """The running heads and feet of all master pages."""
    for master in tree.iter("{*}master-page"):
        for edge in master:
            text = "\n".join(filter(None, (text_of(p) for p in edge.iter("{*}p", "{*}h"))))
            if local(edge) in _EDGES and text:
                yield _EDGES[local(edge)], tidy(text)


def _gather_styles(tree: _Element, parts: _Parts) -> None:
    layouts: dict[str, str] = {}
    for layout in tree.iter("{*}page-layout"):
        layouts[_value(layout, "name")] = _value(_found(layout, "page-layout-properties"), "num-format")
    for master in tree.iter("{*}master-page"):
        parts.formats[_value(master, "name")] = layouts.get(_value(master, "page-layout-name"), "")
    for style in tree.iter("{*}style"):
        properties = _found(style, "paragraph-properties")
        if properties is None:
            properties = _found(style, "table-properties")
        number, level = _value(properties, "page-number"), _value(style, "default-outline-level")
        called = _value(style, "display-name").casefold() or _value(style, "name").casefold()
        parts.styles[_value(style, "name")] = _Style(
            parent=_value(style, "parent-style-name"),
            before=_value(properties, "break-before") == "page",
            after=_value(properties, "break-after") == "page",
            master=_value(style, "master-page-name"),
            number=int(number) if number.isdecimal() and len(number) < 7 else None,
            level=int(level) if level.isdecimal() and len(level) < 3 else int(called == "title"),
            raised=_RAISED.match(_value(_found(style, "text-properties"), "text-position")) is not None,
        )


def _colophon(trees: list[_Element]) -> tuple[Colophon, int]:
    said: dict[str, str] = {}
    declared, keywords = "", []
    for tree in trees:
        meta = tree if local(tree) == "meta" else _found(tree, "meta")
        for element in meta.iter("*") if meta is not None else ():
            if local(element) == "document-statistic":
                declared = _value(element, "page-count")
            elif local(element) == "keyword":
                keywords.append(text_of(element))
            elif len(element) == 0:
                said.setdefault(local(element), collapse(tidy(text_of(element)))[:1000])
    author = said.get("initial-creator", "") or said.get("creator", "")
    dates = {"file-made": said.get("creation-date", "")[:10], "file-changed": said.get("date", "")[:10]}
    other = {
        "subject": said.get("subject", ""),
        "keyword": ", ".join(keywords)[:1000],
        "abstract": said.get("description", ""),
        "creator-program": said.get("generator", ""),
    }
    colophon = Colophon(
        title=said.get("title", ""),
        authors=tuple(part.strip() for part in author.split(";") if part.strip()),
        language=said.get("language", ""),
        dates={key: value for key, value in dates.items() if value},
        other={key: value for key, value in other.items() if value},
    )
    return colophon, int(declared) if declared.isdecimal() and len(declared) < 7 else 0


def _is_paged(body: _Element, parts: _Parts, declared: int) -> bool:
    soft = sum(1 for _ in body.iter("{*}soft-page-break"))
    hard = 0
    for element in body.iter("{*}p", "{*}h"):
        style = _inherited(parts, _value(element, "style-name"))
        hard += style.before or style.after or bool(style.master)
    characters = sum(len(part) for part in body.itertext("*"))
    flagged = _value(body, "use-soft-page-breaks") == "true"
    return soft > 0 and (flagged or has_pages(soft + hard, characters, declared=declared, laid_out=True))


def _inherited(parts: _Parts, name: str) -> _Style:
    """A style with what it takes from those that it is based on; a master page is its own only."""
    style, seen = parts.styles.get(name, _Style()), {name}
    whole = style
    while style.parent and style.parent not in seen:
        seen.add(style.parent)
        style = parts.styles.get(style.parent, _Style())
        whole = replace(
            whole,
            before=whole.before or style.before,
            after=whole.after or style.after,
            level=whole.level or style.level,
            raised=whole.raised or style.raised,
        )
    return whole


# ── the text ────────────────────────────────────────────────────────────────────────────────────────────────────────


class _OdtWalk:
    """One way through the text, writing a typescript."""

    def __init__(self, parts: _Parts, script: Typescript) -> None:
        self.parts = parts
        self.script = script
        self.high = False
        self.apart = False  # within a note, a frame or a cell: breaks and styles of pages do not count

    def story(self, element: _Element) -> None:
        """Every paragraph, heading, list and table under an element, in order."""
        for child in element.iterchildren("*"):
            match local(child):
                case "p" | "h":
                    self.paragraph(child)
                case "table":
                    self.table(child)
                case "soft-page-break":
                    self.script.break_page(hard=False)
                case "frame" | "custom-shape" | "text-box":
                    self.story(child)
                case kind if kind not in _PASSED_OVER:
                    self.story(child)

    def paragraph(self, paragraph: _Element) -> None:
        style = _inherited(self.parts, _value(paragraph, "style-name"))
        if not self.apart:
            self._break(style)
        self._write(paragraph.text or "")
        self.runs(paragraph)
        outline = _value(paragraph, "outline-level")
        level = int(outline) if outline.isdecimal() and len(outline) < 3 else 1
        self.script.close(level=level if local(paragraph) == "h" else style.level)
        if style.after and not self.apart:
            self.script.break_page(hard=True)

    def runs(self, element: _Element) -> None:
        """The text of an element's children and of what stands between them."""
        for child in element:
            kind = local(child)
            if kind and kind not in _PASSED_OVER:
                self._mark(child, kind)
            self._write(child.tail or "")

    def _write(self, text: str) -> None:
        self.script.write(_squeezed(text), high=self.high)

    def _mark(self, element: _Element, kind: str) -> None:
        match kind:
            case "change":
                self.script.leave_out("deleted", self.parts.deleted.get(_value(element, "change-id"), ""))
            case "annotation":
                self.script.leave_out("comment", "\n".join(text_of(p) for p in element.iter("{*}p")))
            case "s":
                count = _value(element, "c")
                self.script.write(" " * (min(int(count), MOST_SPACES) if count.isdecimal() and len(count) < 6 else 1))
            case "tab":
                self.script.write("\t")
            case "line-break":
                self.script.write("\n")
            case "soft-page-break":
                self.script.break_page(hard=False)
            case "note":
                self._note(element)
            case "frame" | "custom-shape" | "text-box" | "g":
                self.script.note("", self._text_apart(element), called=False)
            case "hidden-text" | "hidden-paragraph":
                self.parts.tally["hidden passages"] += 1
                self.script.leave_out("hidden", _value(element, "string-value") or text_of(element))
            case _:
                before = self.high
                if kind == "span":
                    self.high = before or _inherited(self.parts, _value(element, "style-name")).raised
                self._write(element.text or "")
                self.runs(element)
                self.high = before

    def table(self, table: _Element) -> None:
        """A table of entries as one block; one that only arranges text as the paragraphs that it holds."""
        if not self.apart:
            self._break(_inherited(self.parts, _value(table, "style-name")))
        rows = [list(row.iterchildren("{*}table-cell")) for row in table.iter("{*}table-row")]
        plain = [[[text_of(p) for p in cell.iter("{*}p", "{*}h")] for cell in row] for row in rows]
        if is_layout(plain) or sum(1 for _ in table.iter("{*}table")) > 1:
            self.story(table)
            return
        self.script.write_made(table_text([[[self._text_apart(cell)] for cell in row] for row in rows]))
        self.script.close()

    def _break(self, style: _Style) -> None:
        if style.before or style.master:
            self.script.break_page(hard=True)
        if style.master or style.number:
            self.script.renumber(style.number, self.parts.formats.get(style.master, ""))

    def _text_apart(self, element: _Element) -> str:
        """The text of an element on a sheet of its own."""
        walk = _OdtWalk(self.parts, Typescript(paged=False))
        walk.apart = True
        walk.story(element)
        walk.script.close()
        return "\n".join(block.text for block in walk.script.blocks)

    def _note(self, note: _Element) -> None:
        label = text_of(_found(note, "note-citation"))
        body = _found(note, "note-body")
        if body is not None:
            self.script.note(label, self._text_apart(body))


def _squeezed(text: str) -> str:
    """White space collapsed as OpenDocument means it: a run of it is one blank."""
    if not text.strip(" \t\r\n"):
        return " " if text else ""
    inner = " ".join(text.split())
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"


def _found(element: _Element | None, name: str, *, within: str = "") -> _Element | None:
    """The first descendant of this local name, if wanted the first child so named of the element `within`."""
    if element is None:
        return None
    if within:
        parent = _found(element, within)
        return next((child for child in parent if local(child) == name), None) if parent is not None else None
    return next((child for child in element.iter("*") if local(child) == name), None)


def _value(element: _Element | None, name: str) -> str:
    """An attribute by its local name; empty where it is missing."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), "")
