"""An ODT with comments, or with tracked changes, put in, and nothing else touched.

A comment is an annotation and its end (ODF 1.3, part 3, 14.1). A tracked change keeps the old words in a region of the
document's list of changes and has marks in the text where they stood and around the new ones (5.5).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from variorum.finding import Unreadable
from variorum.manuscript.comments import Comment
from variorum.manuscript.copies.docx import AUTHOR, Replacement
from variorum.manuscript.copies.packages import repacked
from variorum.manuscript.manuscript import Place
from variorum.manuscript.reading.docx_story import Draft
from variorum.manuscript.reading.odt import OdtStory, odt_story
from variorum.manuscript.reading.xml_bytes import byte_of, is_utf8, spliced
from variorum.saying import say

_OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
_NAMES = (
    f'{_OFFICE} xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_TEXT = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
_OPENING = re.compile(  # where the list of changes stands, or is to stand: after forms, before everything else
    rb"<office:text\b[^>]*(?<!/)>\s*(?:<office:forms\b[^>]*(?:/>|>.*?</office:forms>)\s*)?"
    rb"(?P<list><text:tracked-changes\b[^>]*(?<!/)>)?",
    re.DOTALL,
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def with_comments(data: bytes, comments: Sequence[Comment], *, name: str) -> bytes:
    """The bytes of an ODT with these comments added.

    Raises:
        Unreadable: the package is damaged, or not written in UTF-8.
    """
    story = odt_story(data, name)
    if not is_utf8(story.data):
        raise Unreadable(
            say("{name} is not written in UTF-8, so that no comments are put into a copy of it.", name=name)
        )
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


def with_changes(data: bytes, replacements: Sequence[Replacement], *, name: str) -> tuple[bytes, int]:
    """The bytes of an ODT with tracked changes put in, and how many could be.

    A change whose words stand in more than one span, or are no plain text, is left out.
    """
    story = odt_story(data, name)
    opening = _OPENING.search(story.data)
    if not is_utf8(story.data) or opening is None:
        return data, 0
    said = f"<dc:creator>{AUTHOR}</dc:creator><dc:date>{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}</dc:date>"
    edits: dict[tuple[int, int], bytes] = {}
    regions = []
    for number, replacement in enumerate(replacements, start=1):
        stretch = _stretch(story, replacement.place)
        if stretch is None or any(low < stretch[1] and stretch[0] < high for low, high in edits):
            continue
        old, new = story.data[slice(*stretch)].decode("utf-8"), escape(_NOT_XML.sub("", replacement.new), quote=False)
        edits[stretch] = _marks(number, new).encode("utf-8")
        regions.append(_regions(number, old, said))
    if not regions:
        return data, 0
    content = spliced(story.data, {opening.end(): [_listed(regions, opening)]}, edits)
    return (repacked(data, {"content.xml": content}, name=name) if data.startswith(b"PK") else content), len(regions)


def _stretch(story: OdtStory, place: Place) -> tuple[int, int] | None:
    """The bytes of a place, where it lies in one stretch of plain text."""
    drafts = _drafts_of(story, place.note)
    draft = drafts[place.paragraph - 1] if place.paragraph <= len(drafts) else None
    start, end = (place.start + draft.cut, place.end + draft.cut) if draft else (0, 0)
    piece = next((p for p in draft.pieces if p.start <= start and end <= p.end), None) if draft else None
    if piece is None:
        return None
    low, high = (byte_of(story.data, *piece.content, at - piece.start) for at in (start, end))
    return (low, high) if low is not None and high is not None and low < high else None


def _drafts_of(story: OdtStory, note: str) -> list[Draft]:
    """The paragraphs of the body, or of a note, which is numbered in the order of the calls of its kind."""
    if not note:
        return story.drafts
    kind = "endnotes" if note.startswith("e") else "footnotes"
    calls = dict.fromkeys(key for draft in story.drafts for key, _ in draft.calls if key in story.notes)
    order = [key for key in calls if key.startswith(kind)] or list(calls)
    wanted = note.removeprefix("e")
    return story.notes[order[int(wanted) - 1]] if wanted.isdecimal() and 0 < int(wanted) <= len(order) else []


def _marks(number: int, new: str) -> str:
    space = f'{_TEXT} text:change-id="variorum'
    return (
        f'<text:change {space}-d{number}"/><text:change-start {space}-i{number}"/>{new}'
        f'<text:change-end {space}-i{number}"/>'
    )


def _regions(number: int, old: str, said: str) -> str:
    deleted, inserted = (f'xml:id="variorum-{kind}{number}" text:id="variorum-{kind}{number}"' for kind in "di")
    return (
        f"<text:changed-region {deleted}><text:deletion><office:change-info>{said}</office:change-info>"
        f"<text:p>{old}</text:p></text:deletion></text:changed-region><text:changed-region {inserted}><text:insertion>"
        f"<office:change-info>{said}</office:change-info></text:insertion></text:changed-region>"
    )


def _listed(regions: Sequence[str], opening: re.Match[bytes]) -> bytes:
    """The regions within the document's list of changes, or as a list of their own where it has none."""
    inside = "".join(regions)
    if opening["list"]:
        return re.sub(r"<text:changed-region ", f"<text:changed-region {_NAMES} ", inside).encode("utf-8")
    return f"<text:tracked-changes {_NAMES}>{inside}</text:tracked-changes>".encode()


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
