"""What a source's dossier says of the source in its front matter, read as a form has it and changed field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from variorum.archive.editing_fields import field_set
from variorum.archive.file_lines import FileLines
from variorum.archive.front_matter import Value, parse_front_matter
from variorum.archive.layout import lay_out
from variorum.archive.text import TextFile
from variorum.finding import Refused
from variorum.saying import say

_COUNTED = re.compile(r"\s*(\d{1,8})\s*[:=]\s*([^,;:={}\[\]]+?)\s*")


@dataclass(frozen=True, slots=True)
class Description:
    """A source's description as a form has it: one text a field, several authors parted by semicolons.

    `pages` is "none", or says from which page of the file on which label counts: "1: i, 13: 1".
    """

    title: str = ""
    author: str = ""
    language: str = ""
    composed: str = ""
    published: str = ""
    kind: str = ""
    standing: str = ""
    access: str = ""
    pages: str = ""


def description_of(raw: bytes) -> Description:
    """What a dossier says now; empty where a field is missing or is not what the form could hold."""
    sheet = FileLines.of(raw)
    front = lay_out(sheet.texts, frozenset()).front
    if front is None:
        return Description()
    parsed = parse_front_matter(TextFile("", sheet.texts), *front)
    said = {name: parsed.text(name) for name in asdict(Description())}
    authors = [one.text for one in parsed.items("author") if one.text]
    return Description(**{**said, "author": "; ".join(authors), "pages": _as_written(parsed.fields.get("pages"))})


def described(raw: bytes, wanted: Description) -> bytes:
    """The dossier with the fields that are to be otherwise; every other byte stays.

    Refused where a field cannot be changed, or where the numbering of the pages is not understood.
    """
    now = asdict(description_of(raw))
    for name, value in asdict(wanted).items():
        value = " ".join(value.split())
        if value != now[name]:
            raw = field_set(raw, name, _as_value(name, value))
    return raw


def _as_value(name: str, value: str) -> object:
    if name == "author":
        return [one for each in value.split(";") if (one := each.strip())]
    if name != "pages" or not value or value.casefold() == "none":
        return value
    counted = [_COUNTED.fullmatch(each) for each in value.split(",")]
    if not all(counted):
        raise Refused(
            say(
                "“{written}” does not say how the pages are numbered: write from which page of the file on which "
                "number counts, as in 1: i, 13: 1, or “none”.",
                written=value[:80],
            )
        )
    return {one[1]: one[2] for one in counted if one}


def _as_written(value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value.content, Mapping):
        return ", ".join(f"{key}: {one.text}" for key, one in value.content.items())
    return value.text or ""
