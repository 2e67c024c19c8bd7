"""An ODT with comments put in: an annotation and its end at each place, and nothing else touched (ODF 1.3, 14.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from variorum.finding import Unreadable
from variorum.manuscript.comments import Comment
from variorum.manuscript.copies.packages import repacked
from variorum.manuscript.reading.docx_story import Draft
from variorum.manuscript.reading.odt import odt_story
from variorum.manuscript.reading.xml_bytes import byte_of, is_utf8, spliced

_OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
_NAMES = (
    f'{_OFFICE} xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def with_comments(data: bytes, comments: Sequence[Comment], *, name: str) -> bytes:
    """The bytes of an ODT with these comments added.

    Raises:
        Unreadable: the package is damaged, or not written in UTF-8.
    """
    story = odt_story(data, name)
    if not is_utf8(story.data):
        raise Unreadable(f"{name} is not written in UTF-8, so that no comments are put into a copy of it.")
    insertions: dict[int, list[bytes]] = {}
    for number, comment in enumerate(comments, start=1):
        draft = story.drafts[comment.place.paragraph - 1]
        start, end = _byte_at(story.data, draft, comment.place.start), _byte_at(story.data, draft, comment.place.end)
        if start is None:
            continue
        ranged = end is not None and end > start
        insertions.setdefault(start, []).append(_annotation(comment, number, ranged=ranged).encode("utf-8"))
        if ranged and end is not None:
            insertions.setdefault(end, []).insert(
                0, f'<office:annotation-end {_OFFICE} office:name="variorum-{number}"/>'.encode()
            )
    if not insertions:
        return data
    content = spliced(story.data, insertions)
    return repacked(data, {"content.xml": content}, name=name) if data.startswith(b"PK") else content


def _byte_at(data: bytes, draft: Draft, offset: int) -> int | None:
    for piece in draft.pieces:
        if piece.start <= offset <= piece.end:
            return byte_of(data, piece.content[0], len(data), offset - piece.start)
    before = [piece for piece in draft.pieces if piece.end <= offset]
    return byte_of(data, before[-1].content[0], len(data), before[-1].end - before[-1].start) if before else None


def _annotation(comment: Comment, number: int, *, ranged: bool) -> str:
    lines = "".join(
        f"<text:p>{escape(_NOT_XML.sub('', ' '.join(line.split())), quote=False)}</text:p>" for line in comment.lines
    )
    named = f' office:name="variorum-{number}"' if ranged else ""
    return f"<office:annotation {_NAMES}{named}><dc:creator>Variorum</dc:creator>{lines}</office:annotation>"
