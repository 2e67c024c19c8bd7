"""Attributes in braces, as statements, options and the steps of patterns carry them: `{name=value other="two words"}`.

They are parted by blanks; a comma between them is read as well. A value is a word, words in quotation marks, or a list
in brackets: `could=["[[politburo]]", "[[plenum]]"]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from variorum.archive.links import target_or_text

_QUOTED = r"\"(?:[^\"\\]|\\.)*+\""
_ATTRIBUTES = re.compile(rf"\{{([^{{}}\"]*(?:{_QUOTED}[^{{}}\"]*)*+)\}}\s*$")
_ATTRIBUTE = re.compile(
    r"[\s,]*(?:(?P<name>[^\W\d][\w-]*)=(?:"
    r"\"(?P<quoted>(?:[^\"\\]|\\.)*+)\"|"
    rf"(?P<listed>\[(?!\[)(?:{_QUOTED}|\[\[[^\[\]]*\]\]|[^\"\[\]])*+\])|"
    r"(?P<bare>[^\s\"{}]+?))(?=,?(?:\s|$))|(?P<broken>[^\s,]\S*))"
)
_ENTRY = re.compile(rf"(?P<quoted>{_QUOTED})|(?P<bare>(?:\[\[[^\[\]]*\]\]|[^\s,\[\]\"])+)")


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute and its offset in the text between the braces; `broken` holds what is none."""

    name: str
    value: str
    offset: int
    broken: str = ""


def attributes_at_end(text: str) -> re.Match[str] | None:
    """The braces at the end of a line (group 1 is what stands in them), unless they hold a set of dates."""
    match = _ATTRIBUTES.search(text) if text.rstrip().endswith("}") else None
    if match is None or ("=" not in match[1] and match[1].strip()[:1].isdigit()):
        return None
    return match


def read_attributes(inside: str) -> Iterator[Attribute]:
    """The attributes between two braces, in order; a list keeps its brackets."""
    for piece in _ATTRIBUTE.finditer(inside):
        if piece["broken"] is not None:
            yield Attribute("", "", piece.start("broken"), piece["broken"])
            continue
        quoted = piece["quoted"]
        value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else (piece["listed"] or piece["bare"])
        yield Attribute(piece["name"], value, piece.start("name"))


def entries_of(value: str) -> tuple[str, ...]:
    """The entries of a list, or the one value that is none; a link is brought to what it links to."""
    text = value.strip()
    if not (text.startswith("[") and not text.startswith("[[") and text.endswith("]")):
        return (target_or_text(text),) if text else ()
    entries = (entry["bare"] or entry["quoted"][1:-1].replace('\\"', '"') for entry in _ENTRY.finditer(text[1:-1]))
    return tuple(target_or_text(entry.strip()) for entry in entries if entry.strip())
