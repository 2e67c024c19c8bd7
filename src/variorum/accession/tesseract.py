"""The tables that Tesseract writes (`tesseract … tsv`): a line for each page, block, paragraph, line and word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from variorum.accession import limits
from variorum.accession.encodings import decode
from variorum.accession.reading import Reading
from variorum.accession.scanned import ScannedBlock, ScannedPage, ScannedWord, box_of, reading_of, size_of

READER = "tsv"
HEAD = ("level", "page_num", "block_num", "par_num", "line_num", "word_num", "left", "top", "width", "height")
_FIELDS = 12
_PAGE, _WORD = "1", "5"


def read_tsv(data: bytes, *, name: str, source: str) -> Reading:
    """A table of Tesseract's as pages."""
    decoded = decode(data, name=name)
    pages = tsv_pages(decoded.text)
    made_by = ("text/tab-separated-values", READER)
    return reading_of(pages, source=source, made_by=made_by, name=name, findings=decoded.findings)


def tsv_pages(text: str) -> list[ScannedPage]:
    """The pages of a table, by its own numbers of pages, blocks, paragraphs and lines."""
    rows = [fields for line in text.split("\n")[1 : limits.MOST_LINES] if len(fields := line.split("\t")) == _FIELDS]
    return [_page(list(own)) for _, own in groupby(rows, key=lambda row: row[1])]


def _page(rows: list[list[str]]) -> ScannedPage:
    sizes = [size_of(row[8], row[9]) for row in rows if row[0] == _PAGE]
    width, height = sizes[0] if sizes else (0.0, 0.0)
    return ScannedPage(tuple(_blocks([row for row in rows if row[0] == _WORD])), width, height)


def _blocks(words: list[list[str]]) -> Iterator[ScannedBlock]:
    for _, paragraph in groupby(words, key=lambda row: row[2:4]):
        lines = [
            tuple(ScannedWord(row[11].strip(), box_of(*row[6:10])) for row in line)
            for _, line in groupby(paragraph, key=lambda row: row[4])
        ]
        yield ScannedBlock(tuple(lines))
