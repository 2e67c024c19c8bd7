"""A DOCX with comments, or with tracked changes, put in.

Only the text's part gets marks at the places meant, as insertions into its bytes; comments.xml, its relation and its
content type are added where there were none (ECMA-376 part 1, 17.13.4 and 17.13.5).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from variorum.accession.zips import Package, open_package
from variorum.finding import Unreadable
from variorum.manuscript.comments import Comment
from variorum.manuscript.copies.packages import repacked
from variorum.manuscript.manuscript import Place
from variorum.manuscript.reading.docx import beside, main_part, relations_part, stories_of
from variorum.manuscript.reading.docx_story import DocxText, Draft, Story
from variorum.manuscript.reading.typed_notes import TYPED
from variorum.manuscript.reading.xml_bytes import after_tag, byte_of, is_utf8, spliced
from variorum.saying import say

AUTHOR = "Variorum"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_SPACE = b' xml:space="preserve"'
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words of a paragraph that a tracked change would replace by others."""

    place: Place
    new: str


def with_comments(data: bytes, comments: Sequence[Comment], *, name: str) -> bytes:
    """The bytes of a DOCX with these comments added.

    Raises:
        Unreadable: the package is damaged, or not written in UTF-8.
    """
    package = open_package(data, name=name)
    stories, _ = stories_of(package, name)
    story = stories["document"]
    if not is_utf8(story.data):
        raise Unreadable(
            say("{name} is not written in UTF-8, so that no comments are put into a copy of it.", name=name)
        )
    main = main_part(package)
    part = beside(package, main, "comments")
    old = package.read(part) if part else None
    first = 1 + max(
        (int(found) for found in re.findall(rb'<\w*:?comment\s[^>]*?\bw?:?id="(\d+)"', old or b"")), default=-1
    )
    insertions: dict[int, list[bytes]] = {}
    written = []
    for number, comment in enumerate(comments, start=first):
        draft = story.drafts[comment.place.paragraph - 1]
        if _put_in(insertions, story.data, draft, comment.place, number):
            written.append((number, comment))
    if not written:
        return data
    changed = {main: spliced(story.data, insertions), **_comments_part(package, main, part, old, written, story.data)}
    return repacked(data, changed, name=name)


def with_changes(data: bytes, replacements: Sequence[Replacement], *, name: str) -> tuple[bytes, int]:
    """The bytes of a DOCX with tracked changes put in, and how many could be.

    A change whose words stand in more than one run, or are no plain text, is left out.
    """
    package = open_package(data, name=name)
    stories, _ = stories_of(package, name)
    edits: dict[str, dict[tuple[int, int], bytes]] = {}
    kept: dict[str, dict[int, list[bytes]]] = {}
    done = 0
    for number, replacement in enumerate(replacements, start=90_001):
        story, draft = _draft_of(stories, replacement.place)
        if draft is None or story is None or not is_utf8(story.data):
            continue
        if (edit := _tracked(story.data, draft, replacement, number)) is not None:
            edits.setdefault(story.part, {})[edit[0]] = edit[1]
            kept.setdefault(story.part, {}).update(_keeping_spaces(story.data, edit[0][0]))
            done += 1
    changed = {
        story.part: spliced(story.data, kept[story.part], edits[story.part])
        for story in stories.values()
        if story.part in edits
    }
    return (repacked(data, changed, name=name) if changed else data), done


# ── comments ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _put_in(insertions: dict[int, list[bytes]], data: bytes, draft: Draft, place: Place, number: int) -> bool:
    """Put the marks of a comment's range into the text; False where there is no text to put them at."""
    opening, closing = (
        _piece_at(draft, place.start, last=False),
        _piece_at(draft, max(place.start, place.end), last=True),
    )
    if opening is None or closing is None or opening.start > closing.end:
        return False
    w = _prefix(data, opening.run.start)
    start = _mark(data, opening, max(place.start, opening.start), b'<%scommentRangeStart %sid="%d"/>' % (w, w, number))
    end = _mark(
        data, closing, min(place.end, closing.end),
        b'<%scommentRangeEnd %sid="%d"/>' % (w, w, number)
        + b'<%sr><%scommentReference %sid="%d"/></%sr>' % (w, w, w, number, w),
    )  # fmt: skip
    if start is None or end is None:
        return False
    for at, what in (*start, *end):
        there = insertions.setdefault(at, [])
        if what != _SPACE or what not in there:  # an attribute stands once, however often its element is cut
            there.append(what)
    return True


def _piece_at(draft: Draft, offset: int, *, last: bool) -> DocxText | None:
    """The piece that holds an offset; of two that meet there the later for a beginning, the earlier for an end."""
    for piece in reversed(draft.pieces) if last else draft.pieces:
        inside = piece.start < offset <= piece.end if last else piece.start <= offset < piece.end
        if inside:
            return piece
    ahead = [
        piece
        for piece in draft.pieces
        if (piece.end <= offset if last else piece.start >= offset) and piece.end > piece.start
    ]
    return (ahead[-1] if last else ahead[0]) if ahead else None


def _mark(data: bytes, piece: DocxText, offset: int, mark: bytes) -> list[tuple[int, bytes]] | None:
    """What to insert so that a mark stands between two runs: before the run, after it, or in a cut made through it."""
    run, (low, high) = piece.run, piece.content
    w = _prefix(data, run.start)
    after_properties = run.properties[1] if run.properties[1] > run.properties[0] else after_tag(data, run.start)
    tag = data.rfind(b"<", 0, low)
    if offset <= piece.start and not data[after_properties:tag].strip():
        return [(run.start, mark)]
    if offset >= piece.end and data[after_tag(data, high) : run.end].strip() == b"</%sr>" % w:
        return [(run.end, mark)]
    at = byte_of(data, low, high, offset - piece.start)
    if at is None:
        return None
    properties = data[run.properties[0] : run.properties[1]]
    cut = b'</%st></%sr>%s<%sr>%s<%st xml:space="preserve">' % (w, w, mark, w, properties, w)
    found = [(at, cut)]
    if b"xml:space" not in data[tag:low]:
        found.append((low - 1, _SPACE))
    return found


def _keeping_spaces(data: bytes, cut: int) -> dict[int, list[bytes]]:
    """What to insert so that a text that is cut keeps the space at which it now ends: Word and LibreOffice drop it."""
    tag = data.rfind(b"<", 0, cut)
    end = data.find(b">", tag)
    return {} if b"xml:space" in data[tag:end] else {end: [_SPACE]}


def _prefix(data: bytes, at: int) -> bytes:
    match = re.match(rb"<([\w.-]+:)?", data[at : at + 60])
    return (match[1] or b"") if match else b"w:"


def _comments_part(
    package: Package, main: str, part: str, old: bytes | None, written: Sequence[tuple[int, Comment]], document: bytes
) -> dict[str, bytes]:
    """The members that hold the comments and tell of them, changed or new."""
    namespace = _STRICT_W if _STRICT_W.encode() in document[:4000] else _W
    body = "".join(_comment(number, comment, namespace) for number, comment in written).encode("utf-8")
    if old is not None:
        close = re.search(rb"</[\w.-]*:?comments\s*>\s*$", old)
        if close:
            return {part: old[: close.start()] + body + old[close.start() :]}
        alone = re.search(rb"<([\w.-]+:)?comments\b[^>]*/>\s*$", old)
        if alone:
            opened = old[: alone.end()].rstrip()[:-2] + b">"
            return {part: opened + body + b"</" + (alone[1] or b"") + b"comments>"}
    folder = main.rpartition("/")[0]
    part = f"{folder}/comments.xml" if f"{folder}/comments.xml" not in package else f"{folder}/variorum-comments.xml"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    whole = f'{head}<w:comments xmlns:w="{namespace}">'.encode() + body + b"</w:comments>"
    relations = relations_part(main)
    told = (
        package.read(relations)
        or (
            head
            + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        ).encode()
    )
    target = part.rpartition("/")[2]
    relation = f'<Relationship Id="rIdVariorumComments" Type="{_RELATION}" Target="{target}"/>'.encode()
    types = package.read("[Content_Types].xml") or b""
    override = f'<Override PartName="/{part}" ContentType="{_TYPE}"/>'.encode()
    return {
        part: whole,
        relations: _before_close(told, b"Relationships", relation),
        "[Content_Types].xml": _before_close(types, b"Types", override),
    }


def _before_close(data: bytes, name: bytes, what: bytes) -> bytes:
    match = re.search(rb"</(?:[\w.-]+:)?" + name + rb"\s*>\s*$", data)
    if match is None:
        raise Unreadable(
            say("The document's own list of its parts is damaged, so that no comments can be added to a copy.")
        )
    prefix = re.match(rb"</([\w.-]+:)?", match.group())
    qualified = what.replace(b"<", b"<" + prefix[1], 1) if prefix and prefix[1] else what
    return data[: match.start()] + qualified + data[match.start() :]


def _comment(number: int, comment: Comment, namespace: str) -> str:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{_text(line)}</w:t></w:r></w:p>' for line in comment.lines
    )
    return (
        f'<w:comment xmlns:w="{namespace}" w:id="{number}" w:author="{AUTHOR}" w:initials="V">{paragraphs}</w:comment>'
    )


def _text(line: str) -> str:
    return escape(_NOT_XML.sub("", " ".join(line.split())), quote=False)


# ── tracked changes ─────────────────────────────────────────────────────────────────────────────────────────────────


def _draft_of(stories: dict[str, Story], place: Place) -> tuple[Story | None, Draft | None]:
    """The paragraph that a place is in; of a note that of the part and number in which its call leads to it."""
    document = stories["document"]
    if not place.note:
        return document, document.drafts[place.paragraph - 1] if place.paragraph <= len(document.drafts) else None
    wanted = place.note.removeprefix("e")
    for kind in ("footnotes", "endnotes", TYPED):
        story = stories.get(kind) if kind != TYPED else document
        if story is None or (place.note.startswith("e") and kind == "footnotes"):
            continue
        calls = dict.fromkeys(key for draft in document.drafts for key, _ in draft.calls if key.startswith(kind))
        keys = [key if kind == TYPED else key.partition(" ")[2] for key in calls]
        order = [key for key in keys if key in story.notes]
        if wanted.isdecimal() and 0 < int(wanted) <= len(order):
            drafts = story.notes[order[int(wanted) - 1]]
            return story, drafts[place.paragraph - 1] if place.paragraph <= len(drafts) else None
    return None, None


def _tracked(data: bytes, draft: Draft, replacement: Replacement, number: int) -> tuple[tuple[int, int], bytes] | None:
    place = replacement.place
    start, end = place.start + draft.cut, place.end + draft.cut
    piece = next((one for one in draft.pieces if one.start <= start and end <= one.end), None)
    if piece is None:
        return None
    low = byte_of(data, *piece.content, start - piece.start)
    high = byte_of(data, *piece.content, end - piece.start)
    if low is None or high is None:
        return None
    w, properties = _prefix(data, piece.run.start), data[piece.run.properties[0] : piece.run.properties[1]]
    said = b'%sid="%%d" %sauthor="%s"' % (w, w, AUTHOR.encode())
    old, new = data[low:high], _text(replacement.new).encode("utf-8")
    space = b' xml:space="preserve"'
    made = (
        b"</%st></%sr>" % (w, w)
        + b"<%sdel %s><%sr>%s<%sdelText%s>%s</%sdelText></%sr></%sdel>"
        % (w, said % number, w, properties, w, space, old, w, w, w)
        + b"<%sins %s><%sr>%s<%st%s>%s</%st></%sr></%sins>"
        % (w, said % (number + 5_000), w, properties, w, space, new, w, w, w)
        + b"<%sr>%s<%st%s>" % (w, properties, w, space)
    )
    return (low, high), made
