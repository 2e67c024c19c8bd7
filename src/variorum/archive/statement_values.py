"""What a statement speaks of: links, quantities, dates and quoted words, as text and as values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from variorum.archive.datings import read_dating
from variorum.archive.links import LINK, link_of
from variorum.archive.quantities import read_bounded_quantity, read_quantity
from variorum.record import EntityLink, StatementLink, Thing, Words

_DATE = re.compile(r"[\[{](?!\[)[-\d.XYSE~?%, ]*[\]}]|\.{0,2}/?[-\dXYu][^\s\[\]{}\"“«]*")
_QUOTES = MappingProxyType({'"': '"', "“": "”", "„": "“”", "«": "»"})


@dataclass(frozen=True, slots=True)
class ThingRead:
    """A thing with the offset behind it; `fault` says what is wrong with it (no date, a number that may be two)."""

    thing: Thing
    end: int
    fault: str = ""


def read_thing(text: str, start: int, *, calendar: str, counted: bool) -> ThingRead | None:
    """The thing that begins at this offset; None where none does.

    A bare number is a quantity where the relation counts things (`counted`) and is otherwise tried as a date first.
    "about", "over", "up to" and their like before a number with a unit, or where things are counted, make it a range.
    """
    first = text[start : start + 1]
    if first == "[" and (match := LINK.match(text, start)) is not None:
        link = link_of(match)
        thing = StatementLink(link.target, link.block) if link.block else EntityLink(link.target)
        return ThingRead(thing, match.end())
    if first in _QUOTES:
        return _words(text, start)
    bounded = read_bounded_quantity(text, start)
    if bounded is not None and (counted or bounded.thing.unit):
        return ThingRead(bounded.thing, bounded.end, bounded.fault)
    return _number_or_date(text, start, calendar=calendar, counted=counted)


def bounded_quantity_at(text: str, start: int, *, with_unit: bool = True) -> bool:
    """Whether "about 40 workers" or its like begins here, so that its first word is no preposition."""
    bounded = read_bounded_quantity(text, start)
    return bounded is not None and (bool(bounded.thing.unit) or not with_unit)


def write_thing(thing: Thing) -> str:
    """A thing as a statement writes it, such that reading gives it again."""
    match thing:
        case EntityLink(target):
            return f"[[{target}]]"
        case StatementLink(dossier, block):
            return f"[[{dossier}#^{block}]]"
        case Words(words):
            return '"' + " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
        case _:
            return thing.written


def _words(text: str, start: int) -> ThingRead | None:
    closing = _QUOTES[text[start]]
    words: list[str] = []
    position = start + 1
    while position < len(text):
        letter = text[position]
        if letter == "\\" and text[position + 1 : position + 2] in ('"', "\\", "”", "»"):
            position += 1
            letter = text[position]
        elif letter in closing:
            return ThingRead(Words("".join(words)), position + 1)
        words.append(letter)
        position += 1
    return None


def _number_or_date(text: str, start: int, *, calendar: str, counted: bool) -> ThingRead | None:
    date = _DATE.match(text, start)
    quantity = read_quantity(text, start)
    if date is None or (quantity is not None and (counted or quantity.thing.unit)):
        return ThingRead(quantity.thing, quantity.end, quantity.fault) if quantity else None
    token = date[0].rstrip(".,;") or date[0]
    dating, fault = read_dating(token, calendar)
    if fault and quantity is not None:
        return ThingRead(quantity.thing, quantity.end, quantity.fault)
    return ThingRead(dating, start + len(token), fault)
