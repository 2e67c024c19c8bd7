"""SubRip subtitles (.srt) as a source: each cue a paragraph, each minute of the recording a page."""

from __future__ import annotations

import re

from variorum.accession import Colophon, Format, Reading
from variorum.accession.encodings import decode
from variorum.accession.pages_from_blocks import compose, page_mark
from variorum.accession.paragraphs import Block

READER = "srt"
_CUE = re.compile(r"(?:^|\n)[ \t]*\d+[ \t]*\n(?P<hours>\d{1,2}):(?P<minutes>\d\d):\d\d[,.]\d{1,3}[ \t]*-->[^\n]*\n")


def read_srt(data: bytes, *, name: str, source: str) -> Reading:
    """The words of every cue in order; the page is the minute in which the cue begins, labelled "00:12"."""
    decoded = decode(data, name=name)
    text = decoded.text.replace("\r\n", "\n")
    cues = list(_CUE.finditer(text))
    blocks = []
    minute = ""
    for cue, following in zip(cues, [*cues[1:], None], strict=True):
        words = " ".join(text[cue.end() : following.start() if following else len(text)].split())
        label = f"{int(cue['hours']):02}:{cue['minutes']}"
        mark = page_mark(label) if label != minute else ""
        minute = label
        if words or mark:
            blocks.append(Block(mark + words))
    return compose(blocks, source=source).reading("application/x-subrip", READER, Colophon(), decoded.findings)


def _is_srt(head: bytes, name: str) -> bool:
    return name.lower().endswith(".srt") and b"-->" in head


SUBTITLES = Format("srt", "subtitles", "application/x-subrip", READER, ("srt",), _is_srt, read_srt)
