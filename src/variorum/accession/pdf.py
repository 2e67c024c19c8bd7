"""PDF with a text layer: pages with the labels that the source prints, text in reading order, heads and feet apart.

pdfium does the parsing; it runs no script of the file. It is not safe in two threads at once, so one file is read at
a time. What pdfium cannot open although pages are in it (a file cut off, which has lost its table) is pieced together
again by `mended`.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from itertools import chain, groupby, islice, pairwise
from operator import itemgetter
from typing import Any

from variorum.accession import limits, remarks
from variorum.accession.italics import italics_are_wanted, italics_in
from variorum.accession.pdf_colophon import colophon_of, outline_of, own_labels
from variorum.accession.pdf_italics import runs_of
from variorum.accession.pdf_layout import laid_out
from variorum.accession.pdf_lines import Leaf, leaf_of
from variorum.accession.printed_pages import GatheredSheets, PrintedPages, printed_pages
from variorum.accession.reading import Italics, Reading
from variorum.accession.reading_progress import reached
from variorum.finding import Finding, Severity
from variorum.saying import say

READER = "pdf"
MEDIA_TYPE = "application/pdf"
STAMP = 25  # characters of a scanned page that are no text of its own (a library's mark, a page number)

_ONE_AT_A_TIME = threading.Lock()
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_PROTECTED = 5  # FPDF_ERR_SECURITY


def read_pdf(data: bytes, *, name: str, source: str) -> Reading:
    """Reads a PDF; whatever is wrong with it becomes a finding."""
    if not data.strip(b"\0 \r\n\t"):
        return Reading((), "none", MEDIA_TYPE, READER, findings=(remarks.empty(name),))
    if len(data) > limits.LARGEST_FILE:
        found = say(
            "The file weighs {count} bytes; more than {largest_file} are not read.",
            count=len(data),
            largest_file=limits.LARGEST_FILE,
        )
        return Reading((), "none", MEDIA_TYPE, READER, findings=(remarks.too_large(name, found),))
    with _ONE_AT_A_TIME:
        document, findings = _opened(data, name)
        if document is None:
            return Reading((), "none", MEDIA_TYPE, READER, findings=tuple(findings))
        try:
            return _read(document, data, name=name, source=source, findings=findings)
        finally:
            document.close()


def _opened(data: bytes, name: str) -> tuple[Any, list[Finding]]:
    """The open document, or None, and the findings so far."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
        if len(document):
            return document, _cut_short(data, name)
        document.close()
    except PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _PROTECTED):
            return None, [
                remarks.encrypted(name, say("The PDF is protected by a password, so its text cannot be read."))
            ]
    whole = mended(data)
    if whole:
        try:
            document = PdfDocument(whole)
            if len(document):
                found = say(
                    "The PDF is damaged or cut off; {count} of its pages were found and read.", count=len(document)
                )
                return document, [remarks.damaged(name, found)]
            document.close()
        except PdfiumError:
            pass  # said below: nothing could be read
    found = say("The PDF is damaged or cut off so badly that no page of it can be read.")
    return None, [remarks.damaged(name, found, severity=Severity.ERROR)]


def _cut_short(data: bytes, name: str) -> list[Finding]:
    if b"%%EOF" in data[-2048:] or b"startxref" in data[-2048:]:
        return []
    return [
        remarks.damaged(name, say("The PDF ends before its end mark: it may be cut off, and pages may be missing."))
    ]


def _read(document: Any, data: bytes, *, name: str, source: str, findings: list[Finding]) -> Reading:
    count = min(len(document), limits.MOST_PAGES)
    if count < len(document):
        found = say("The PDF claims {claimed} pages; the first {count} were read.", claimed=len(document), count=count)
        findings.append(remarks.too_large(name, found, severity=Severity.WARNING))
    gathered = _gather(document, count)
    printed = printed_pages(
        gathered, own=own_labels(document, count), outline=outline_of(document, count), source=source, name=name
    )
    findings += printed.findings
    colophon = colophon_of(document, data, name)
    if not printed.has_text:
        findings.append(_without_text(gathered, name, count))
        return Reading((), "none", MEDIA_TYPE, READER, colophon, tuple(findings))
    findings += remarks.beside(name, printed.asides)
    return Reading(
        printed.pages, "pages", MEDIA_TYPE, READER, colophon, tuple(findings), printed.calls, printed.asides,
        set_in=printed.set_in, italics=tuple(_italics(printed, gathered)),
    )  # fmt: skip


def _italics(printed: PrintedPages, gathered: GatheredSheets) -> Iterator[Italics]:
    """The italics of every sheet whose letters were asked for them, in the page or the two pages that it holds."""
    for sheet, own in groupby(zip(printed.sheets, printed.pages, strict=True), key=itemgetter(0)):
        yield from italics_in([page for _, page in own], gathered.runs.get(sheet, ()))


def _gather(document: Any, count: int) -> GatheredSheets:
    """Measures and lays out every page; a page that fails stays in its place, empty."""
    from pypdfium2 import PdfiumError

    gathered = GatheredSheets()
    characters = 0
    last_call = 0
    for index in range(count):
        leaf = Leaf(0.0, 0.0, (), last_call=last_call)
        try:
            if not reached(say("page {number} of the file", number=index + 1)):
                raise IndexError(index)
            page = document[index]
        except (PdfiumError, IndexError):
            gathered.failed.append(index + 1)
        else:
            try:
                if characters < limits.LARGEST_TEXT:
                    leaf = leaf_of(page, last_call=leaf.last_call)
                    if italics_are_wanted():
                        gathered.runs[index] = runs_of(page)
                if sum(len(f.text) for f in leaf.fragments) < STAMP and _has_picture(page, bare=not leaf.fragments):
                    gathered.pictured.append(index + 1)
            except (PdfiumError, ValueError, OverflowError):
                gathered.failed.append(index + 1)
            finally:
                page.close()
        last_call = leaf.last_call
        characters += sum(len(fragment.text) for fragment in leaf.fragments)
        if leaf.cut_off or characters >= limits.LARGEST_TEXT:
            gathered.cut_off.append(index + 1)
        gathered.leaves.append(leaf)
        gathered.lines.append(laid_out(leaf.fragments))
    return gathered


def _has_picture(page: Any, *, bare: bool) -> bool:
    """Whether the page shows a picture; where there is no text, drawn lines count as one (letters as curves)."""
    import pypdfium2.raw as pdfium

    drawn = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING) if bare else ()
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, *drawn)
    return next(page.get_objects(filter=kinds, max_depth=3), None) is not None


def _without_text(gathered: GatheredSheets, name: str, count: int) -> Finding:
    what = say("only pictures of pages") if gathered.pictured else say("no text")
    return remarks.no_text(
        name,
        say(
            "The PDF ({count} {count:page|pages}) holds {what}, so that nothing in it can be searched or checked.",
            count=count,
            what=what,
        ),
    )


MOST_OBJECTS = 100_000
LONGEST_DICTIONARY = 4000  # bytes after the object's number in which its type must stand

_OBJECT = re.compile(rb"(?:^|[\r\n ])(\d{1,8}) (\d{1,5}) obj\b")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_END = re.compile(rb"endobj|\bstream\b")
_BOX = re.compile(rb"/MediaBox\s*\[[^\]]{1,100}\]")


def mended(data: bytes) -> bytes | None:
    """A file that lost its end given a new catalogue and list of pages; None where no page is found.

    pdfium, which searches a file without a table for its objects, takes the last. What is left of an old table is cut
    away, and what the file breaks off in is closed, lest it swallow the new. Pages inside object streams (PDF 1.5 and
    later) cannot be found in this way.
    """
    pages: dict[bytes, bytes] = {}
    highest = last = 0
    found = islice(_OBJECT.finditer(data), MOST_OBJECTS)
    for match, following in pairwise(chain(found, [None])):
        if match is None:
            break
        number, last = match.group(1), match.start()
        highest = max(highest, int(number))
        end = following.start() if following else len(data)  # so that no byte is looked at for two objects
        body = data[match.end() : min(match.end() + LONGEST_DICTIONARY, end)]
        body = _END.split(body, maxsplit=1)[0]
        if _PAGE.search(body):
            pages[number] = match.group(2)
    if not pages:
        return None
    kids = b" ".join(number + b" " + generation + b" R" for number, generation in pages.items())
    box = _BOX.search(data)
    tree, root = highest + 1, highest + 2
    parts = [
        data + b"\nendstream\nendobj\n" if data.rfind(b"endobj") < last else data[: data.rfind(b"endobj") + 6] + b"\n",
        b"%d 0 obj\n<</Type/Pages/Kids[%b]/Count %d %b>>\nendobj\n"
        % (tree, kids, len(pages), box.group() if box else b"/MediaBox[0 0 595 842]"),
        b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (root, tree),
        b"trailer\n<</Root %d 0 R/Size %d>>\nstartxref\n0\n%%%%EOF\n" % (root, root + 1),
    ]
    return b"".join(parts)
