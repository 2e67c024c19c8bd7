"""DOCX: paragraphs, headings, notes, tables and pages of a Word file, as its text stands.

Read straight from the XML (ECMA-376 part 1, WordprocessingML), transitional and strict alike, since a general library
gives neither the breaks of the last layout nor tracked changes. Macros are never run: nothing but XML is opened.
Numbers that Word makes for lists and headings are not in the file's text and are not made here either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.accession import remarks
from variorum.accession.docx_parts import (
    OFF,
    Parts,
    child,
    colophon_of,
    first,
    gather,
    is_on,
    is_raised,
    main_part,
    numberings_in,
    value,
    xml_of,
)
from variorum.accession.pages_from_blocks import compose
from variorum.accession.reading import Aside, Reading
from variorum.accession.typescript import (
    Typescript,
    has_pages,
    is_layout,
    laid_out_pages,
    left_out,
    numbered_as,
    table_text,
)
from variorum.accession.xml import local, text_of
from variorum.accession.zips import Package, open_package
from variorum.finding import Finding, Severity
from variorum.saying import say

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "docx"
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


def read_docx(data: bytes, *, name: str, source: str) -> Reading:
    """Reads a DOCX or DOCM; whatever is wrong with it becomes a finding."""
    if data.startswith(_COMPOUND):
        return _unread(_compound(data, name))
    package = open_package(data, name=name)
    parts = Parts(name)
    main = main_part(package)
    body = xml_of(package, main, parts)
    if body is None:
        missing = () if package.findings else (_without_body(name),)
        return _unread(*package.findings, *parts.findings, *missing)
    gather(package, main, parts)
    colophon, declared = colophon_of(package, parts)
    paged = _is_paged(body, declared)
    script = Typescript(paged=paged)
    _DocxWalk(parts, script, list(_sections(body))).story(body)
    composed = compose(script.blocks, source=source)
    findings = [*package.findings, *parts.findings, *_remarks(package, parts)]
    if paged and composed.pages:
        findings.append(laid_out_pages(name))
    if not composed.pages:
        findings.append(remarks.no_text(name, say("The document holds no text.")))
    edges = tuple(Aside(1, kind, text) for kind, text in parts.edges) if composed.pages else ()
    composed = replace(composed, asides=(*edges, *composed.asides))
    return composed.reading(MEDIA_TYPE, READER, colophon, findings)


def _unread(*findings: Finding) -> Reading:
    return Reading((), "none", MEDIA_TYPE, READER, findings=findings)


def _without_body(name: str) -> Finding:
    return remarks.damaged(name, say("The part of the file that holds its text is missing."), severity=Severity.ERROR)


def _compound(data: bytes, name: str) -> Finding:
    if "EncryptedPackage".encode("utf-16-le") in data[:1_000_000]:
        return remarks.encrypted(name, say("The document is locked with a password, so its text cannot be read."))
    return remarks.unknown(name, "a document of an old office program (.doc, before 2007)")


def _remarks(package: Package, parts: Parts) -> Iterator[Finding]:
    yield from left_out(parts.name, {key: parts.tally[key] for key in sorted(parts.tally)})
    if any(member.lower().endswith(("vbaproject.bin", "vbadata.xml")) for member in package.names):
        found = say("The document carries macros (programs); they were not run and are not part of its text.")
        yield remarks.hostile(parts.name, found, severity=Severity.NOTE)


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _is_paged(body: _Element, declared: int) -> bool:
    soft = sum(1 for _ in body.iter("{*}lastRenderedPageBreak"))
    hard = sum(1 for mark in body.iter("{*}br") if value(mark, "type") == "page")
    characters = sum(len(text.text or "") for text in body.iter("{*}t"))
    return soft > 0 and has_pages(max(soft, hard), characters, declared=declared, laid_out=True)


@dataclass(frozen=True, slots=True)
class _Section:
    """A section's first page number (None: goes on), style of numbers, whether it begins a page, and its element."""

    start: int | None
    style: str
    new_page: bool
    stated: _Element


def _sections(body: _Element) -> Iterator[_Section]:
    for section in body.iter("{*}sectPr"):
        parent = section.getparent()
        if parent is not None and local(parent) == "sectprchange":
            continue
        numbers = first(section, "pgnumtype")
        start = value(numbers, "start")
        kind = value(first(section, "type"))
        yield _Section(
            int(start) if start.isdecimal() and len(start) < 7 else None,
            value(numbers, "fmt") or "decimal",
            kind not in ("continuous", "nextColumn"),
            section,
        )


# ── the text ────────────────────────────────────────────────────────────────────────────────────────────────────────


class _DocxWalk:
    """One way through the text, from the first element to the last, writing a typescript."""

    def __init__(self, parts: Parts, script: Typescript, sections: list[_Section]) -> None:
        self.parts = parts
        self.script = script
        self.sections = list(reversed(sections))
        self.numberings = parts.numberings
        self.numbers: Counter[str] = Counter()
        self.on_page = 0  # the page on which a note was last numbered
        self.high = False
        self._begin_section(opening=True)

    def story(self, element: _Element) -> None:
        """Every paragraph and table under an element, in order."""
        for part in element.iterchildren("*"):
            match local(part):
                case "p":
                    self.paragraph(part)
                case "tbl":
                    self.table(part)
                case "altchunk":
                    self.parts.tally["embedded documents"] += 1
                case kind if kind not in _PASSED_OVER and kind not in _DELETED:
                    self.story(part)
        if local(element) == "body":
            self.script.close()

    def paragraph(self, paragraph: _Element) -> None:
        properties = child(paragraph, "ppr")
        if is_on(child(properties, "pagebreakbefore")):
            self.script.break_page(hard=True)
        self.runs(paragraph)
        mark = child(properties, "rpr")
        if child(mark, "del") is not None and self.script.open:
            return  # the paragraph's end is deleted: it goes on in the next
        self.script.close(level=self._level(properties))
        if child(properties, "sectpr") is not None:
            self._begin_section()

    def runs(self, element: _Element) -> None:
        """The text under an element, as it stands."""
        for part in element.iterchildren("*"):
            kind = local(part)
            if kind == "t":
                self.script.write(part.text or "", high=self.high)
            elif kind in _WRITTEN:
                self.script.write(_WRITTEN[kind])
            elif kind == "r":
                self._run(part)
            elif kind in _DELETED:
                self.parts.tally["deletions"] += kind in ("del", "movefrom")
                if kind == "del":
                    self.script.leave_out("deleted", _text_in(part))
            elif kind not in _PASSED_OVER:
                self.parts.tally["insertions"] += kind in ("ins", "moveto")
                self._mark(part, kind)

    def _run(self, run: _Element) -> None:
        properties = child(run, "rpr")
        if is_on(first(properties, "vanish")):
            self.parts.tally["hidden passages"] += 1
            self.script.leave_out("hidden", _text_in(run))
            return
        before, self.high = self.high, is_raised(properties, self.parts.raised)
        self.runs(run)
        self.high = before

    def _mark(self, element: _Element, kind: str) -> None:
        match kind:
            case "lastrenderedpagebreak":
                self.script.break_page(hard=False)
            case "br":
                if value(element, "type") == "page":
                    self.script.break_page(hard=True)
                else:
                    self.script.write("\n")
            case "sym":
                self.script.write(_symbol(value(element, "char")))
            case "footnotereference" | "endnotereference":
                self._note(kind.removesuffix("reference"), element)
            case "commentreference":
                self.script.leave_out("comment", self.parts.comments.get(value(element, "id"), ""))
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
        self.script.write_made(table_text(lines))
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
        self.script.note("", "\n".join(text for text in texts if text), called=False)

    def _note(self, kind: str, reference: _Element) -> None:
        """A note where it is called, with its own mark: typed beside the call, or counted as the section says."""
        note = self.parts.notes.get(kind, {}).pop(value(reference, "id"), None)  # a note that calls itself is read once
        if note is None:
            return
        if value(reference, "customMarkFollows").lower() not in ("", *OFF):
            label = _take_custom_mark(reference)
        else:
            numbering = self.numberings[kind]
            if numbering.restart == "eachPage" and self.script.page != self.on_page:
                self.numbers[kind], self.on_page = 0, self.script.page
            self.numbers[kind] += 1
            label = numbered_as(self.numbers[kind] + numbering.start - 1, numbering.style)
        high, self.high = self.high, False
        text = "\n".join(filter(None, (self._apart(paragraph) for paragraph in note.iter("{*}p"))))
        self.high = high
        self.script.note(label, text)

    def _level(self, properties: _Element | None) -> int:
        outline = value(child(properties, "outlinelvl"))
        if outline.isdecimal() and len(outline) == 1:
            return int(outline) + 1 if outline != "9" else 0
        return self.parts.levels.get(value(child(properties, "pstyle")), 0)

    def _begin_section(self, *, opening: bool = False) -> None:
        if not self.sections:
            return
        section = self.sections.pop()
        if section.new_page and not opening:
            self.script.break_page(hard=True)
        self.script.renumber(section.start, section.style)
        self.numberings = numberings_in(section.stated, self.parts.numberings)
        for kind, numbering in self.numberings.items():
            if numbering.restart == "eachSect":
                self.numbers[kind] = 0


def _take_custom_mark(reference: _Element) -> str:
    """The mark that a person typed for a note: it follows the reference in its run, and is no text."""
    for following in reference.itersiblings():
        if local(following) in ("t", "sym"):
            label = following.text or _symbol(value(following, "char"))
            following.tag = "proofErr"  # passed over when its turn comes
            return label.strip()
    return ""


def _text_in(element: _Element) -> str:
    """The words under an element, deleted ones too."""
    return "".join(part.text or "" for part in element.iter("{*}t", "{*}delText"))


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 31 < number < 0xD800 else ""  # private-use codes mean a glyph of a symbol font: not known
