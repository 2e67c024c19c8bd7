"""What a statement speaks of: links, quantities, dates and quoted words, as text and as values."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from variorum.archive.datings import read_dating
from variorum.archive.links import LINK, link_of
from variorum.record import EntityLink, Quantity, StatementLink, Thing, Words

_ENGLISH = (
    "with to from in at by for on of as under against through via about before after between and into onto near over "
    "together toward towards within without because despite during since until till upon among alongside than or "
    "according due thanks owing"
)
_RUSSIAN = (
    "с со к ко из в во у от до для на о об обо как под против через про перед после между и при за над по без ради "
    "вместе около среди или вместо согласно благодаря из-за из-под"
)
PREPOSITIONS = frozenset(_ENGLISH.split()) | frozenset(_RUSSIAN.split()) | {",", ";", "&"}
_NUMBER = r"\d{1,3}(?:[ \u00a0\u2009\u202f,'’]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"(?P<low>{_NUMBER})(?:\s*(?:\.\.|[–—]|-(?=\d))\s*(?P<high>{_NUMBER}))?"
    r"(?P<unit>\s*%|(?:\s+[^\W\d_][^\s\[\]\"“„«{}^,;]*)*)(?=\s|$|[,;.])"
)
_ABOUT, _OVER, _UP_TO, _NEARLY = "about", "over", "up to", "nearly"
_BOUNDS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("about", "around", "approximately", "roughly", "some", "c.", "ca.", "circa", "~", "≈"), _ABOUT)
    | dict.fromkeys(("около", "примерно", "приблизительно", "порядка", "ок."), _ABOUT)
    | dict.fromkeys(("over", "more than", "above", "at least", "no fewer than", "no less than", "not less than"), _OVER)
    | dict.fromkeys((">", ">=", "≥", "свыше", "более", "более чем", "больше", "не менее", "не меньше"), _OVER)
    | dict.fromkeys(("up to", "at most", "no more than", "not more than", "under", "fewer than", "less than"), _UP_TO)
    | dict.fromkeys(("<", "<=", "≤", "до", "менее", "меньше", "не более", "не больше"), _UP_TO)
    | dict.fromkeys(("nearly", "almost", "почти", "без малого"), _NEARLY)
)
_BOUND = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, _BOUNDS), key=len, reverse=True))})(?<=[\W])\s*(?=\d)|"
    rf"(?:{'|'.join(sorted(map(re.escape, _BOUNDS), key=len, reverse=True))})\s+(?=\d)",
    re.IGNORECASE,
)
_TOLERANCE = 0.1  # "about 800000" is read as 720000 to 880000, "nearly 800000" as 720000 to 800000
_MULTIPLIERS: Mapping[str, float] = MappingProxyType(
    dict.fromkeys(("thousand", "тыс", "тыс.", "тысяч", "тысячи", "тысяча"), 1e3)
    | dict.fromkeys(("million", "млн", "млн.", "миллион", "миллиона", "миллионов"), 1e6)
    | dict.fromkeys(("billion", "млрд", "млрд.", "миллиард", "миллиарда", "миллиардов"), 1e9)
)
_DATE = re.compile(r"[\[{](?!\[)[-\d.XYSE~?%, ]*[\]}]|\.{0,2}/?[-\dXYu][^\s\[\]{}\"“«]*")
_QUOTES = MappingProxyType({'"': '"', "“": "”", "„": "“”", "«": "»"})


@dataclass(frozen=True, slots=True)
class ThingRead:
    """A thing with the offset behind it; `fault` says what is wrong with it (a date that is none)."""

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
    bounded = _bounded(text, start)
    if bounded is not None and (counted or bounded.thing.unit):
        return ThingRead(bounded.thing, bounded.end)
    return _number_or_date(text, start, calendar=calendar, counted=counted)


def bounded_quantity_at(text: str, start: int, *, with_unit: bool = True) -> bool:
    """Whether "about 40 workers" or its like begins here, so that its first word is no preposition."""
    bounded = _bounded(text, start)
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
    quantity = _quantity(text, start)
    if date is None or (quantity is not None and (counted or quantity.thing.unit)):
        return ThingRead(quantity.thing, quantity.end) if quantity else None
    token = date[0].rstrip(".,;") or date[0]
    dating, fault = read_dating(token, calendar)
    if fault and quantity is not None:
        return ThingRead(quantity.thing, quantity.end)
    return ThingRead(dating, start + len(token), fault)


@dataclass(frozen=True, slots=True)
class _QuantityRead:
    thing: Quantity
    end: int


def _bounded(text: str, start: int) -> _QuantityRead | None:
    """A quantity that is bounded on one side, or given roughly."""
    match = _BOUND.match(text, start)
    read = _quantity(text, match.end()) if match is not None else None
    if match is None or read is None or read.thing.low != read.thing.high:
        return None
    number = read.thing.low
    low, high = {
        _ABOUT: (number - number * _TOLERANCE, number + number * _TOLERANCE),
        _OVER: (number, math.inf),
        _UP_TO: (0.0, number),
        _NEARLY: (number - number * _TOLERANCE, number),
    }[_BOUNDS[" ".join(match[0].casefold().split())]]
    written = " ".join(text[start : read.end].split())
    return _QuantityRead(Quantity(low, high, read.thing.unit, written), read.end)


def _quantity(text: str, start: int) -> _QuantityRead | None:
    match = _QUANTITY.match(text, start)
    if match is None:
        return None
    unit, end = _unit(match)
    low = _value(match["low"])
    high = _value(match["high"]) if match["high"] else low
    first, _, rest = unit.partition(" ")
    if (times := _MULTIPLIERS.get(first.casefold())) is not None:
        low, high, unit = low * times, high * times, rest
    return _QuantityRead(Quantity(low, high, unit, " ".join(text[start:end].split())), end)


def _unit(match: re.Match[str]) -> tuple[str, int]:
    """The words of the unit, up to the first preposition, and the offset behind them."""
    end = match.start("unit")
    words: list[str] = []
    for word in re.finditer(r"\S+", match["unit"]):
        if words and word[0].casefold() in PREPOSITIONS:
            break
        if not words and word[0].casefold() in PREPOSITIONS:
            return "", match.start("unit")
        words.append(word[0].rstrip(",;"))
        end = match.start("unit") + word.start() + len(words[-1])
    if words and words[-1].endswith(".") and words[-1].casefold() not in _MULTIPLIERS:
        words[-1] = words[-1][:-1]
        end -= 1
    return " ".join(words), end


def _value(number: str) -> float:
    return float(re.sub(r"[^\d.]", "", number)[:300])
