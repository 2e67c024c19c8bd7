"""A collation as a TEI document in parallel segmentation, and such a document taken apart into its witnesses again.

TEI P5 Guidelines, chapter 13 ("Critical Apparatus"): `listWit`, and in the text an `app` wherever witnesses part, with
a `lem` for the first witness and its company and a `rdg` for each other reading; `@type` says how much it matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.collation.apparatus import ApparatusSegment
from variorum.collation.witnesses import Collation
from variorum.collation.wording import in_one_line

_TEI = "http://www.tei-c.org/ns/1.0"
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\x1c")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def as_tei(collation: Collation, *, language: str = "") -> str:
    """The whole collation as a TEI document; white space is levelled, paragraphs are those of the first witness."""
    sigla = [edition.siglum for edition in collation.editions]
    witnesses = "\n".join(
        f'          <witness xml:id="{edition.siglum}" n="{_escaped(edition.key)}">{_escaped(edition.title)}</witness>'
        for edition in collation.editions
    )
    title = _escaped(" / ".join(edition.title or edition.key for edition in collation.editions))
    paragraphs = ("".join(pieces).strip() for pieces in _paragraphs(collation, sigla))
    lines = "\n".join(f"      <p>{paragraph}</p>" for paragraph in paragraphs if paragraph) or "      <p/>"
    tongue = f' xml:lang="{_escaped(language)}"' if language else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="{_TEI}"{tongue}>
  <teiHeader>
    <fileDesc>
      <titleStmt><title>{title}</title></titleStmt>
      <publicationStmt><p>A collation made by Variorum.</p></publicationStmt>
      <sourceDesc>
        <listWit>
{witnesses}
        </listWit>
      </sourceDesc>
    </fileDesc>
    <encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>
  </teiHeader>
  <text>
    <body>
{lines}
    </body>
  </text>
</TEI>
"""


def _paragraphs(collation: Collation, sigla: list[str]) -> Iterator[list[str]]:
    """The segments in the paragraphs of the first witness; a break inside a variant reading waits for its end."""
    base = collation.editions[0].wording.text
    pieces: list[str] = []
    for segment in collation.segments:
        start, end = segment.readings[0].spans[0]
        if segment.kind != "agreed":
            pieces.append(_app(segment, sigla))
            if _PARAGRAPH.search(base[start:end]):
                yield pieces
                pieces = []
            continue
        parts = _PARAGRAPH.split(base[start:end])
        for number, part in enumerate(parts):
            if number:
                yield pieces
                pieces = []
            written = _escaped(in_one_line(part))
            pieces.append(f"{written} " if written and (part[-1:].isspace() or number < len(parts) - 1) else written)
    yield pieces


def _app(segment: ApparatusSegment, sigla: list[str]) -> str:
    readings = []
    for number, reading in enumerate(segment.readings):
        wit = " ".join(f"#{sigla[witness]}" for witness in reading.witnesses)
        name = "rdg" if number else "lem"
        text = _escaped(reading.text)
        readings.append(f'<{name} wit="{wit}">{text}</{name}>' if text else f'<{name} wit="{wit}"/>')
    return f'<app type="{segment.kind}">{"".join(readings)}</app> '


def _escaped(text: str) -> str:
    from html import escape

    return escape(_CONTROL.sub("", text), quote=True)
