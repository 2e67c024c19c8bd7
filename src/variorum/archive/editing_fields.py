"""Changing single fields of a front matter, byte for byte: a value set, a form added to a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import normalize

from variorum.archive.file_lines import FileLines
from variorum.archive.front_matter import Value, parse_front_matter, yaml_value
from variorum.archive.layout import lay_out
from variorum.archive.text import LineColumn, TextFile
from variorum.finding import Refused
from variorum.record import NameForm
from variorum.saying import say

_NAME = re.compile(r"[^\W\d_][\w-]*")


def field_set(raw: bytes, name: str, value: object) -> bytes:
    """Give a field a value (text, list or mapping); a field that is not there comes last.

    Only the value's own bytes change: a comment behind it, and its place among the others, stay. Refused where the
    field is there but not understood, since writing over it could lose something.
    """
    if not _NAME.fullmatch(name):
        raise Refused(say("“{name}” cannot be the name of a field.", name=name))
    sheet = FileLines.of(raw)
    written = normalize("NFC", yaml_value(value))
    front = _front(sheet)
    if front is None:
        return sheet.inserted(0, ["---", f"{name}: {written}", "---", ""])
    found = _field(sheet, front, name)
    if found is None:
        return sheet.inserted(front[1], [f"{name}: {written}"])
    return _with_value(sheet, name, found, written)


def name_added(raw: bytes, form: NameForm) -> bytes:
    """Add a form to a dossier's `names`; nothing changes where the very form is there already.

    A form that says when it was borne is another than the same form of another time («Екатеринбург», until 1924 and
    from 1991 on).
    """
    return item_added(raw, "names", _said(form), unless=lambda one: _is_there(one, form))


def item_added(raw: bytes, name: str, item: object, *, unless: Callable[[Value], bool] | None = None) -> bytes:
    """Add an item to a field that is a list, a single value, or not there; nothing changes where it is there already.

    `unless` tells of an item whether it is the very same; by default the text must be.
    """
    unless = unless or (lambda one: one.plain == item)
    sheet = FileLines.of(raw)
    front = _front(sheet)
    found = _field(sheet, front, name) if front else None
    if found is None or found.content == "" or found.content == ():
        return field_set(raw, name, [item])
    items = found.content if isinstance(found.content, tuple) else (found,)
    if any(map(unless, items)):
        return raw
    written = normalize("NFC", yaml_value(item))
    if not isinstance(found.content, tuple):
        return _with_value(sheet, name, found, yaml_value([found.plain, item]))
    last = found.content[-1]
    if _starts_with(sheet, found, "["):
        end = _end(sheet, last)
        return sheet.spliced(end, end, f", {written}")
    line, column = last.place
    dash = sheet.texts[line].rfind("-", 0, column)
    if dash < 0 or sheet.texts[line][:dash].strip():
        raise Refused(
            say("The list “{name}” is written in a way that cannot be added to; write {name}: [one, two].", name=name)
        )
    return sheet.inserted(_end(sheet, last)[0] + 1, [f"{sheet.texts[line][:dash]}- {written}"])


def _front(sheet: FileLines) -> tuple[int, int] | None:
    layout = lay_out(sheet.texts, frozenset())
    if not layout.closed:
        raise Refused(say("The front matter is never closed by a line ---; mend that first."))
    return layout.front


def _field(sheet: FileLines, front: tuple[int, int], name: str) -> Value | None:
    parsed = parse_front_matter(TextFile("", sheet.texts), *front)
    if name in parsed.lost or any(
        finding.position and finding.code == "S002" and sheet.texts[finding.position.line - 1].startswith(f"{name}:")
        for finding in parsed.findings
    ):
        raise Refused(say("The field “{name}” is not understood as it stands; mend it by hand first.", name=name))
    return parsed.fields.get(name)


def _with_value(sheet: FileLines, name: str, value: Value, written: str) -> bytes:
    line, column = value.place
    key_line, colon = _colon(sheet, value, name)
    if value.content == "" and not _starts_with(sheet, value, '"') and not _starts_with(sheet, value, "'"):
        return sheet.spliced((key_line, colon), (key_line, colon), f" {written}")
    between = sheet.texts[key_line][colon:] if line > key_line else ""
    comment = " " + between.strip() if between.strip() else ""
    start = (key_line, colon) if line > key_line else (line, column)
    lead = " " if line > key_line else ""
    return sheet.spliced(start, _end(sheet, value), f"{lead}{written}{comment}")


def _colon(sheet: FileLines, value: Value, name: str) -> tuple[int, int]:
    """Line and column just behind the colon of a top-level field."""
    key = re.compile(rf"(?:{re.escape(name)}|\"{re.escape(name)}\"|'{re.escape(name)}')\s*:")
    for line in range(value.place.line, -1, -1):
        if (match := key.match(sheet.texts[line])) is not None:
            return line, match.end()
    raise Refused(say("The field “{name}” is written in a way that cannot be changed; mend it by hand.", name=name))


def _starts_with(sheet: FileLines, value: Value, sign: str) -> bool:
    return sheet.texts[value.place.line].startswith(sign, value.place.column)


def _end(sheet: FileLines, value: Value) -> tuple[int, int]:
    """Behind the last character that belongs to a value; YAML counts comments after a block list to it."""
    if (
        not isinstance(value.content, str)
        and not _starts_with(sheet, value, "[")
        and not _starts_with(sheet, value, "{")
    ):
        children = value.content if isinstance(value.content, tuple) else tuple(value.content.values())
        return max(_end(sheet, child) for child in children)
    line, column = value.place
    left = value.end - value.start
    while left > len(sheet.texts[line]) - column:
        left -= len(sheet.texts[line]) - column + 1
        if line + 1 >= len(sheet.texts):
            return line, len(sheet.texts[line])
        line, column = line + 1, 0
    end = LineColumn(line, column + left)
    while end.column == 0 and end.line > value.place.line:  # a block text ends with its last line, not at the next one
        end = LineColumn(end.line - 1, len(sheet.texts[end.line - 1]))
    return end


def _is_there(value: Value, form: NameForm) -> bool:
    plain = value.plain
    said = plain if isinstance(plain, dict) else {"form": plain}
    same = normalize("NFC", str(said.get("form", ""))) == normalize("NFC", form.form)
    return same and (not form.period or str(said.get("period", "")) == form.period)


def _said(form: NameForm) -> object:
    said = {"script": form.script, "language": form.language, "period": form.period, "source": form.source}
    more = {name: text for name, text in said.items() if text}
    return {"form": form.form, **more} if more else form.form
