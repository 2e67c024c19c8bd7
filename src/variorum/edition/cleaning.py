"""Text made safe to show: no character of a document may break the page or turn round the words after it.

Escaping of `<`, `&` and quotes is Jinja2's business; this file deals with what escaping leaves alone. HTML forbids
most control characters and lone surrogates cannot be written as UTF-8 at all: both become U+FFFD. The bidirectional
embeddings, overrides and isolates of Unicode (UAX 9) stay, since a document may need them, but each is closed again
at the end of the string in which it was opened.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[\U0001fffe-\U0001ffff]"
)
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")
_ISOLATES = frozenset("\u2066\u2067\u2068")
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"


def clean(text: str) -> str:
    """The same text with forbidden characters replaced and every change of direction closed."""
    if text.isascii() and text.isprintable():
        return text
    text = _FORBIDDEN.sub("\ufffd", text)
    return _closed(text) if _DIRECTION.search(text) else text


def one_line(text: str) -> str:
    """The same text as a single line, for titles and attributes."""
    return clean(" ".join(text.split()))


def _closed(text: str) -> str:
    """Drop closings that close nothing and add those that are missing."""
    kept: list[str] = []
    waiting: list[str] = []
    for character in text:
        if character in _EMBEDDINGS:
            waiting.append(_POP_EMBEDDING)
        elif character in _ISOLATES:
            waiting.append(_POP_ISOLATE)
        elif character in (_POP_EMBEDDING, _POP_ISOLATE):
            if not waiting or waiting[-1] != character:
                continue
            waiting.pop()
        kept.append(character)
    return "".join(kept) + "".join(reversed(waiting))


def shown(text: str) -> Markup:
    """The text escaped and clean, for markup that is put together in Python."""
    return escape(clean(text))


def language_tag(written: str) -> str:
    """The language as an attribute may carry it (BCP 47); empty where it is none.

    A wrong tag would make a screen reader speak the wrong language.
    """
    return written if re.fullmatch(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", written) else ""


def unbroken(text: str) -> Markup:
    """A title, escaped, whose ranges of numbers ("1927–1933") are kept on one line."""
    pieces = re.split(r"(\d+[-–—]\d+)", text)
    return Markup("").join(
        Markup('<span class="unbroken">{}</span>').format(shown(piece)) if index % 2 else shown(piece)
        for index, piece in enumerate(pieces)
    )


def with_code(text: str) -> Markup:
    """A sentence of the program's own, escaped, with what stands between backticks set as code."""
    if isinstance(text, Markup):
        return text
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return shown(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(shown(piece)) if index % 2 else shown(piece)
        for index, piece in enumerate(pieces)
    )
