"""DOCX: paragraphs, headings, notes, tables and pages of a Word file, as its text stands.

Read straight from the XML (ECMA-376 part 1, WordprocessingML), transitional and strict alike, since a general library
gives neither the breaks of the last layout nor tracked changes. Macros are never run: nothing but XML is opened.
Numbers that Word makes for lists and headings are not in the file's text and are not made here either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.accession import remarks
from variorum.accession.composing import compose
from variorum.accession.paragraphs import collapse, tidy
from variorum.accession.reading import Colophon, Reading
from variorum.accession.typescript import Typescript, has_pages, is_layout, laid_out_pages, left_out, table_text
from variorum.accession.xml import local, parse_xml, text_of
from variorum.accession.zips import Package, open_package
from variorum.finding import Finding, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "docx/1"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an OLE file: .doc, or a locked DOCX
_DELETED = {"del", "movefrom", "deltext", "instrtext", "delinstrtext"}
_PASSED_OVER = {
    "ppr",
    "rpr",
    "sectpr",
    "tblpr",
    "trpr",
    "tcpr",
    "tblgrid",
    "sdtpr",
    "rt",
    "fallback",
    "prooferr",
    "flddata",
}
_WRITTEN = {"tab": "\t", "ptab": "\t", "cr": "\n", "nobreakhyphen": "-", "softhyphen": "\u00ad"}
_OFF = {"0", "false", "off"}


@dataclass(slots=True)
class _Parts:
    """What stands beside the text: levels of styles, notes, and a tally of what is left out."""

    name: str
    levels: dict[str, int] = field(default_factory=dict)
    notes: dict[str, dict[str, _Element]] = field(default_factory=dict)
    numbers: Counter[str] = field(default_factory=Counter)
    tally: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)


def read_docx(data: bytes, *, name: str, source: str) -> Reading:
    """Reads a DOCX or DOCM; whatever is wrong with it becomes a finding."""
    if data.startswith(_COMPOUND):
        return _unread(_compound(data, name))
    package = open_package(data, name=name)
    parts = _Parts(name)
    body = _xml(package, _main_part(package), parts)
    if body is None:
        missing = () if package.findings else (_without_body(name),)
        return _unread(*package.findings, *parts.findings, *missing)
    _gather(package, parts)
    colophon, declared = _colophon(package, parts)
    paged = _is_paged(body, declared)
    script = Typescript(paged=paged)
    _Walk(parts, script, list(_sections(body))).story(body)
    composed = compose(script.blocks, source=source)
    findings = [*package.findings, *parts.findings, *_remarks(package, parts)]
    if paged and composed.pages:
        findings.append(laid_out_pages(name))
    if not composed.pages:
        findings.append(remarks.no_text(name, "The document holds no text."))
    return composed.reading(MEDIA_TYPE, READER, colophon, findings)


def _unread(*findings: Finding) -> Reading:
    return Reading((), "none", MEDIA_TYPE, READER, findings=findings)


def _without_body(name: str) -> Finding:
    return remarks.damaged(name, "The part of the file that holds its text is missing.", severity=Severity.ERROR)


def _compound(data: bytes, name: str) -> Finding:
    if "EncryptedPackage".encode("utf-16-le") in data[:1_000_000]:
        return remarks.encrypted(name, "The document is locked with a password, so its text cannot be read.")
    return remarks.unknown(name, "a document of an old office program (.doc, before 2007)")


# ── parts of the package ────────────────────────────────────────────────────────────────────────────────────────────


def _xml(package: Package, member: str, parts: _Parts) -> _Element | None:
    data = package.read(member)
    if data is None:
        return None
    root, findings = parse_xml(data, name=parts.name)
    parts.findings += findings
    return root


def _main_part(package: Package) -> str:
    """The member that holds the text, as the package's own relations name it."""
    root, _ = parse_xml(package.read("_rels/.rels") or b"<none/>", name="")
    for relation in root.iter("*") if root is not None else ():
        target = str(relation.get("Target", "")).lstrip("/")
        if str(relation.get("Type", "")).endswith("/officeDocument") and target in package:
            return target
    return "word/document.xml"


def _gather(package: Package, parts: _Parts) -> None:
    styles = _xml(package, "word/styles.xml", parts)
    if styles is not None:
        parts.levels = _levels(styles)
    for kind in ("footnote", "endnote"):
        root = _xml(package, f"word/{kind}s.xml", parts)
        notes = (note for note in root if local(note) == kind) if root is not None else ()
        parts.notes[kind] = {_value(note, "id"): note for note in notes if _value(note, "type") in ("", "normal")}
    comments = _xml(package, "word/comments.xml", parts)
    if comments is not None:
        parts.tally["comments"] = sum(1 for comment in comments if local(comment) == "comment")


def _levels(styles: _Element) -> dict[str, int]:
    """Heading level (from 1) of each paragraph style that has one, also by the style that it is based on."""
    own: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in styles:
        if local(style) != "style" or _value(style, "type") not in ("", "paragraph"):
            continue
        key = _value(style, "styleId")
        based[key] = _value(_first(style, "basedon"))
        called = _value(_first(style, "name")).casefold()
        outline = _value(_first(style, "outlinelvl"))
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


def _colophon(package: Package, parts: _Parts) -> tuple[Colophon, int]:
    """What the properties say, and the number of pages that they declare (0: none)."""
    core = _properties(_xml(package, "docProps/core.xml", parts))
    app = _properties(_xml(package, "docProps/app.xml", parts))
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
        dates={key: value for key, value in dates.items() if value},
        other={key: value for key, value in other.items() if value},
    )
    return colophon, int(declared) if declared.isdecimal() and len(declared) < 7 else 0


def _properties(root: _Element | None) -> dict[str, str]:
    return {local(child): tidy(text_of(child))[:1000] for child in root} if root is not None else {}


def _remarks(package: Package, parts: _Parts) -> Iterator[Finding]:
    yield from left_out(parts.name, {key: parts.tally[key] for key in sorted(parts.tally)})
    if any(member.lower().endswith(("vbaproject.bin", "vbadata.xml")) for member in package.names):
        found = "The document carries macros (programs); they were not run and are not part of its text."
        yield remarks.hostile(parts.name, found, severity=Severity.NOTE)


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _is_paged(body: _Element, declared: int) -> bool:
    soft = sum(1 for _ in body.iter("{*}lastRenderedPageBreak"))
    hard = sum(1 for mark in body.iter("{*}br") if _value(mark, "type") == "page")
    characters = sum(len(text.text or "") for text in body.iter("{*}t"))
    return soft > 0 and has_pages(max(soft, hard), characters, declared=declared, laid_out=True)


def _sections(body: _Element) -> Iterator[tuple[int | None, str, bool]]:
    """For each section its first page's number (None: goes on), style of numbers, and whether it begins a page."""
    for section in body.iter("{*}sectPr"):
        parent = section.getparent()
        if parent is not None and local(parent) == "sectprchange":
            continue
        numbers = _first(section, "pgnumtype")
        start = _value(numbers, "start")
        kind = _value(_first(section, "type"))
        yield (
            int(start) if start.isdecimal() and len(start) < 7 else None,
            _value(numbers, "fmt") or "decimal",
            kind not in ("continuous", "nextColumn"),
        )


# ── the text ────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Walk:
    """One way through the text, from the first element to the last, writing a typescript."""

    def __init__(self, parts: _Parts, script: Typescript, sections: list[tuple[int | None, str, bool]]) -> None:
        self.parts = parts
        self.script = script
        self.sections = list(reversed(sections))
        self._begin_section(first=True)

    def story(self, element: _Element) -> None:
        """Every paragraph and table under an element, in order."""
        for child in element.iterchildren("*"):
            match local(child):
                case "p":
                    self.paragraph(child)
                case "tbl":
                    self.table(child)
                case "altchunk":
                    self.parts.tally["embedded documents"] += 1
                case kind if kind not in _PASSED_OVER and kind not in _DELETED:
                    self.story(child)
        if local(element) == "body":
            self.script.close()

    def paragraph(self, paragraph: _Element) -> None:
        properties = _child(paragraph, "ppr")
        if _on(_child(properties, "pagebreakbefore")):
            self.script.break_page(hard=True)
        self.runs(paragraph)
        mark = _child(properties, "rpr")
        if _child(mark, "del") is not None and self.script.open:
            return  # the paragraph's end is deleted: it goes on in the next
        self.script.close(level=self._level(properties))
        if _child(properties, "sectpr") is not None:
            self._begin_section()

    def runs(self, element: _Element) -> None:
        """The text under an element, as it stands."""
        for child in element.iterchildren("*"):
            kind = local(child)
            if kind == "t":
                self.script.write(child.text or "")
            elif kind in _WRITTEN:
                self.script.write(_WRITTEN[kind])
            elif kind == "r" and _on(_first(_child(child, "rpr"), "vanish")):
                self.parts.tally["hidden passages"] += 1
            elif kind in _DELETED:
                self.parts.tally["deletions"] += kind in ("del", "movefrom")
            elif kind not in _PASSED_OVER:
                self.parts.tally["insertions"] += kind in ("ins", "moveto")
                self._mark(child, kind)

    def _mark(self, element: _Element, kind: str) -> None:
        match kind:
            case "lastrenderedpagebreak":
                self.script.break_page(hard=False)
            case "br":
                if _value(element, "type") == "page":
                    self.script.break_page(hard=True)
                else:
                    self.script.write("\n")
            case "sym":
                self.script.write(_symbol(_value(element, "char")))
            case "footnotereference" | "endnotereference":
                self._note(kind.removesuffix("reference"), _value(element, "id"))
            case "txbxcontent":
                self._box(element)
            case _:
                self.runs(element)

    def table(self, table: _Element) -> None:
        """A table of entries as one block; one that only arranges text as the paragraphs that it holds."""
        rows = [
            [[text_of(paragraph) for paragraph in cell.iter("{*}p")] for cell in row.iter("{*}tc")]
            for row in table.iter("{*}tr")
        ]
        if is_layout(rows) or sum(1 for _ in table.iter("{*}tbl")) > 1:
            self.story(table)
            return
        lines = []
        for row in table.iter("{*}tr"):
            lines.append([[self._apart(paragraph) for paragraph in cell.iter("{*}p")] for cell in row.iter("{*}tc")])
        self.script.write(table_text(lines))
        self.script.close()

    def _apart(self, element: _Element) -> str:
        """The text of an element on a sheet of its own: breaks and notes in it do not count."""
        own = Typescript(paged=False)
        kept, self.script = self.script, own
        self.runs(element)
        self.script = kept
        own.close()
        return "\n".join(block.text for block in own.blocks)

    def _box(self, element: _Element) -> None:
        """A text box: its paragraphs stand after the one that it hangs on."""
        texts = [self._apart(paragraph) for paragraph in element.iter("{*}p")]
        self.script.note("", "\n".join(text for text in texts if text))

    def _note(self, kind: str, key: str) -> None:
        note = self.parts.notes.get(kind, {}).pop(key, None)  # popped: a note that calls itself is read once
        if note is None:
            return
        self.parts.numbers[kind] += 1
        label = str(self.parts.numbers[kind])
        self.script.note(label, "\n".join(filter(None, (self._apart(paragraph) for paragraph in note.iter("{*}p")))))

    def _level(self, properties: _Element | None) -> int:
        outline = _value(_child(properties, "outlinelvl"))
        if outline.isdecimal() and len(outline) == 1:
            return int(outline) + 1 if outline != "9" else 0
        return self.parts.levels.get(_value(_child(properties, "pstyle")), 0)

    def _begin_section(self, *, first: bool = False) -> None:
        if not self.sections:
            return
        start, style, new_page = self.sections.pop()
        if new_page and not first:
            self.script.break_page(hard=True)
        self.script.renumber(start, style)


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 31 < number < 0xD800 else ""  # private-use codes mean a glyph of a symbol font: not known


def _first(element: _Element | None, name: str) -> _Element | None:
    """The first descendant of this local name (lower case)."""
    return next((child for child in element.iter("*") if local(child) == name), None) if element is not None else None


def _child(element: _Element | None, name: str) -> _Element | None:
    return next((child for child in element if local(child) == name), None) if element is not None else None


def _value(element: _Element | None, name: str = "val") -> str:
    """An attribute by its local name; empty where it is missing."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), "")


def _on(element: _Element | None) -> bool:
    return element is not None and _value(element).lower() not in _OFF
