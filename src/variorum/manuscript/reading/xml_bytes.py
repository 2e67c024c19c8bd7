"""XML walked with the byte place of every element, so that a copy can be made in which all else stays as it was.

Expat tells where in the bytes each tag stands. Nothing declared outside is fetched, and a document type declaration,
which no office program writes, is refused: so no entity can expand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat

from variorum.finding import Unreadable
from variorum.saying import say

_TOKEN = re.compile(
    rb"&(#x?[0-9A-Fa-f]+|\w+);|[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)

Start = Callable[[str, dict[str, str], int], None]
End = Callable[[str, int], None]
Text = Callable[[str], None]


def walk(data: bytes, *, start: Start, end: End, text: Text, name: str) -> None:
    """Call `start(local name, attributes by local name, byte)`, `end(local name, byte)` and `text(characters)`.

    Names are without prefixes, in lower case; attributes keep their own case and lose their prefixes. The byte of an
    end is that of its tag. Raises `Unreadable` where the XML is not sound or declares a document type.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def started(tag: str, attributes: dict[str, str]) -> None:
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        start(tag.rpartition(" ")[2].lower(), plain, parser.CurrentByteIndex)

    def ended(tag: str) -> None:
        end(tag.rpartition(" ")[2].lower(), parser.CurrentByteIndex)

    def declared(*_: object) -> None:
        raise Unreadable(
            say(
                "{name} declares a document type within itself, which no office program does; it is not read.",
                name=name,
            )
        )

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(data, True)
    except expat.ExpatError as trouble:
        raise Unreadable(
            say("{name} is damaged: its text is no sound XML at line {line}.", name=name, line=trouble.lineno)
        ) from trouble


def after_tag(data: bytes, at: int) -> int:
    """The byte after the tag that begins at `at`; a `>` within an attribute's quotation marks does not end it."""
    quote = 0
    for index in range(at, len(data)):
        byte = data[index]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in (0x22, 0x27):
            quote = byte
        elif byte == 0x3E:
            return index + 1
    return len(data)


def byte_of(data: bytes, start: int, end: int, characters: int) -> int | None:
    """The byte at which character number `characters` of an element's own text begins; None within a CDATA section.

    An entity or character reference is one character; UTF-8 is taken for granted.
    """
    at = start
    for _ in range(characters):
        token = _TOKEN.match(data, at, end)
        if token is None or data.startswith(b"<", at):
            return None
        if token.group() == b"\r" and data.startswith(b"\n", token.end()):
            at = token.end() + 1  # XML reads CR LF as one line feed
            continue
        at = token.end()
    return at


def is_utf8(data: bytes) -> bool:
    """Whether a part is written in UTF-8, as office programs write it."""
    head = data[:200].lower()
    return not data.startswith((b"\xff\xfe", b"\xfe\xff")) and (b"encoding" not in head or b"utf-8" in head)


def spliced(
    data: bytes, insertions: dict[int, list[bytes]], replaced: dict[tuple[int, int], bytes] | None = None
) -> bytes:
    """The bytes with others put in at the places given; `replaced` maps stretches to what stands there instead."""
    edits = [(at, at, b"".join(pieces)) for at, pieces in insertions.items()]
    edits += [(start, end, new) for (start, end), new in (replaced or {}).items()]
    parts, last = [], 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], edit[1])):
        parts += [data[last:start], new]
        last = end
    return b"".join([*parts, data[last:]])
