"""Plain text: paragraphs by blank lines, by indents or by lines, pages by form feeds or printed page numbers.

The text stays as printed: line ends within a paragraph, hyphens at them, emphasis marks and a library's header are
kept, since levelling knows them. Words set with spaces between their letters (р а з р я д к а) stay so too, and this is
a gap that is known: neither search nor quotation finds such a word by its ordinary spelling; PDFs have them as well.
Title lines and a signed motto at the head, and headings, take no paragraph number: § 1 is the first paragraph of the
text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from variorum.accession import limits, remarks
from variorum.accession.encodings import decode
from variorum.accession.pages_from_blocks import compose, page_mark, without_marks
from variorum.accession.paragraphs import Block
from variorum.accession.plain_headings import colophon_of, heading_level, heading_text, is_field_list, title_blocks
from variorum.accession.plain_pages import with_page_marks
from variorum.accession.reading import Reading
from variorum.finding import Finding, Severity
from variorum.saying import say

READER = "text"

_BLANK_LINES = re.compile(r"\n(?:[ \t\xa0]*\n)+")
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")
_INDENT = re.compile(r"^(?: {2,8}|\t)(?=[^\s])", re.MULTILINE)
_MARK = page_mark("")[0]
_MARKS = re.compile(f"{_MARK}[^{_MARK}]*{_MARK}")


def read_text(data: bytes, *, name: str, source: str) -> Reading:
    """A plain text file as pages."""
    decoded = decode(data, name=name)
    findings = list(decoded.findings)
    text = without_marks(_LINE_ENDS.sub("\n", decoded.text))
    if text.count("\f") > limits.MOST_PAGES:
        text = text.replace("\f", "\n")
    if (lines := text.count("\n")) > limits.MOST_LINES:
        message = say(
            "The text has {lines:,} lines; those after the first {most_lines:,} were left out.",
            lines=lines,
            most_lines=limits.MOST_LINES,
        )
        findings.append(remarks.too_large(name, message))
        text = "\n".join(text.split("\n", limits.MOST_LINES)[: limits.MOST_LINES])
    broken = with_page_marks(text)
    written = [block for block in paragraphs_of(broken.text) if block.strip()]
    if len(written) > limits.MOST_BLOCKS:
        message = say(
            "The text has {count} paragraphs; those after the first {most_blocks} were left out.",
            count=len(written),
            most_blocks=limits.MOST_BLOCKS,
        )
        findings.append(remarks.too_large(name, message))
    titles = title_blocks([_MARKS.sub("", block) for block in written[:40]]) if not broken.breaks else 0
    composed = compose(_blocks(written, titles), source=source)
    if broken.breaks and broken.labelled < broken.breaks:
        findings.append(_unlabelled(name, broken.breaks - broken.labelled, broken.breaks))
    colophon = colophon_of(text.lstrip("\ufeff\n "), written[:titles])
    return composed.reading("text/plain", READER, colophon, findings)


def paragraphs_of(text: str) -> Sequence[str]:
    """The text cut into paragraphs, in whichever of the three ways it is set: blank lines, indents, or a line each."""
    blocks = [block.strip("\n") for block in _BLANK_LINES.split(text)]
    lines = text.count("\n") + 1
    if lines < 4 * len(blocks) or lines < 8:
        return blocks
    if len(text) > 150 * lines:
        return [line for block in blocks for line in block.split("\n")]
    indented = len(_INDENT.findall(text))
    if lines > 12 * len(blocks) and lines > 2 * indented > 4 * len(blocks):
        return [piece for block in blocks for piece in _by_indent(block)]
    return blocks


def _by_indent(block: str) -> Iterator[str]:
    starts = [0, *(match.start() for match in _INDENT.finditer(block) if match.start()), len(block)]
    for start, end in itertools.pairwise(starts):
        yield block[start:end].strip("\n")


def _blocks(written: Sequence[str], titles: int) -> Iterator[Block]:
    for index, paragraph in enumerate(written):
        text = "\n".join(line.rstrip() for line in paragraph.split("\n"))
        if index < titles:
            yield Block(text, numbered=False, level=1 if index == 0 and not is_field_list(text) else 0)
            continue
        bare = _MARKS.sub("", text).strip("\n") if _MARK in text else text.strip("\n")
        level = heading_level(bare)
        yield Block(text, numbered=not level, level=level if level and heading_text(bare) else 0)


def _unlabelled(name: str, missing: int, pages: int) -> Finding:
    which = "None of the" if missing == pages else f"{missing} of the"
    message = say(
        "{which} {pages} pages prints a number that could be recognised; those are counted, not labelled.",
        which=which,
        pages=pages,
    )
    return remarks.doubtful_labels(name, message, severity=Severity.NOTE)
