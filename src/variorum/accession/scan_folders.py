"""A zip of recognised pages (ALTO, PAGE XML, hOCR or Tesseract's tables), a file for each: one source, in their order.

So eScriptorium, Transkribus and the OCR services of libraries hand their work over. The order is that of the names, in
which figures count as numbers. Pictures in the zip are not looked at: they belong into the archive's `facsimiles/`.
"""

from __future__ import annotations

from dataclasses import replace

from variorum.accession import remarks
from variorum.accession.alto import alto_pages
from variorum.accession.encodings import decode
from variorum.accession.hocr import hocr_pages
from variorum.accession.page_xml import page_xml_pages
from variorum.accession.reading import Reading
from variorum.accession.scan_names import described_in, looks_described
from variorum.accession.scanned import ScannedPage, reading_of
from variorum.accession.tesseract import tsv_pages
from variorum.accession.xml import local, parse_xml
from variorum.accession.zips import open_package
from variorum.finding import Finding
from variorum.saying import say

READER = "scans"
_HEAD = 4096


def read_scans(data: bytes, *, name: str, source: str) -> Reading:
    """A zip of recognised pages as one source."""
    package = open_package(data, name=name)
    pages: list[ScannedPage] = []
    findings: list[Finding] = []
    for member in described_in(package):
        content = package.read(member)
        if content is None:
            continue
        found, noted = described_pages(content, f"{name}/{member}")
        pages += [one if one.image else replace(one, image=member.rpartition("/")[2]) for one in found]
        findings += noted
    noted_first = (*package.findings, *findings)
    shown = noted_first[:20]
    if len(noted_first) > len(shown):
        more = say("{count} more files in the zip are damaged too.", count=len(noted_first) - len(shown))
        shown = (*shown, remarks.damaged(name, more))
    return reading_of(pages, source=source, made_by=("application/zip", READER), name=name, findings=shown)


def described_pages(content: bytes, name: str) -> tuple[list[ScannedPage], tuple[Finding, ...]]:
    """The pages of one file that describes scans, whichever format it has; none where it describes none."""
    head = content[:_HEAD]
    if not looks_described(head):
        return [], ()
    if head.lstrip(b"\xef\xbb\xbf").startswith(b"level\t"):
        return tsv_pages(decode(content, name=name).text), ()
    if b"ocr_page" in head or b"ocr-system" in head:
        return hocr_pages(decode(content, name=name).text, name)
    root, findings = parse_xml(content, name=name)
    if root is None:
        return [], findings
    return (alto_pages if local(root) == "alto" else page_xml_pages)(root), findings
