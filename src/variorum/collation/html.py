"""A collation as one page by itself: the editions side by side, what differs marked, no script and nothing to fetch."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from variorum.collation.apparatus import ApparatusSegment
from variorum.collation.witnesses import Collation
from variorum.collation.wording import in_one_line

_STYLE = """
body { font: 1rem/1.5 Georgia, serif; margin: 2rem auto; max-width: 100rem; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { text-align: start; vertical-align: top; padding: .35rem .8rem; border-bottom: 1px solid #ddd; }
td { overflow-wrap: anywhere; }
th { position: sticky; top: 0; background: #f4f1ea; }
mark { background: #f7dfc4; border-bottom: 2px solid #b3541e; }
mark.spelling, mark.punctuation { background: none; border-bottom: 1px dotted #555; }
.none { color: #767676; }
""".strip()
_ROW = 60  # words: as many agreed words make a row of their own


def as_html(collation: Collation) -> str:
    """The whole collation as an HTML document."""
    heads = "".join(
        f"<th scope=col>{escape(edition.siglum)} · {escape(edition.title or edition.key)}</th>"
        for edition in collation.editions
    )
    rows = "\n".join(_row(cells) for cells in rows_of(collation))
    title = escape(" / ".join(edition.title or edition.key for edition in collation.editions))
    return (
        f'<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<table>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</body>\n</html>\n"
    )


def rows_of(collation: Collation) -> Iterator[list[str]]:
    """Rows of the table, each a piece of HTML for every edition; a row ends where all agree for a while."""
    width = len(collation.editions)
    row: list[list[str]] = [[] for _ in range(width)]
    words = 0
    for segment in collation.segments:
        for witness, piece in enumerate(_pieces(collation, segment)):
            if piece:
                row[witness].append(piece)
        words += segment.readings[0].words
        if segment.kind == "agreed" and words >= _ROW:
            yield [" ".join(cell) for cell in row]
            row, words = [[] for _ in range(width)], 0
    if any(row):
        yield [" ".join(cell) for cell in row]


def _pieces(collation: Collation, segment: ApparatusSegment) -> list[str]:
    pieces = [""] * len(collation.editions)
    for reading in segment.readings:
        for witness, (start, end) in zip(reading.witnesses, reading.spans, strict=True):
            text = escape(in_one_line(collation.editions[witness].wording.text[start:end]))
            if segment.kind != "agreed":
                text = f"<mark class={segment.kind}>{text}</mark>" if text else '<span class=none title="—">∅</span>'
            pieces[witness] = text
    return pieces


def _row(cells: list[str]) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
