"""A query cut into words, phrases, parentheses and filters, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.catalogue.filters import FILTER_NAMES
from variorum.finding import Refused
from variorum.saying import say

_LONGEST = 2000
_CLOSING = {'"': '"', "«": "»", "“": "”", "„": "“”", "”": "”"}
_WORD = re.compile(r"[^\s()\"«»“”„]+")
_GAP = re.compile(r"~(\d{1,3})(?!\w)")
_FILTER = re.compile(r"([^\W\d_]+):(?!//)")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One sign of a query: `kind` is word, phrase, open, close, minus or filter; `name` is the filter's."""

    kind: str
    text: str
    start: int
    name: str = ""
    inflected: bool = False
    gap: int = 0


def lexemes(written: str) -> list[Lexeme]:
    """Cut up a query; raises `Refused` where a quotation mark is never closed or a filter is unknown."""
    if len(written) > _LONGEST:
        raise Refused(say("The query is longer than {longest} characters; shorten it.", longest=_LONGEST))
    found: list[Lexeme] = []
    place = 0
    while place < len(written):
        if written[place].isspace() or written[place] in "»”":
            place += 1
            continue
        lexeme, place = _next(written, place)
        found.append(lexeme)
    return found


def _next(written: str, place: int) -> tuple[Lexeme, int]:
    sign = written[place]
    if sign in "()":
        return Lexeme("open" if sign == "(" else "close", sign, place), place + 1
    if sign in _CLOSING or (sign == "~" and written[place + 1 : place + 2] in tuple(_CLOSING)):
        return _phrase(written, place)
    if sign in "-−" and written[place + 1 : place + 2].strip("-−") and not _inside_a_word(written, place):
        return Lexeme("minus", sign, place), place + 1
    if filter_name := _FILTER.match(written, place):
        return _filter(written, place, filter_name)
    found = _WORD.match(written, place)
    end = found.end() if found else place + 1
    return Lexeme("word", written[place:end], place), end


def _inside_a_word(written: str, place: int) -> bool:
    return place > 0 and written[place - 1].isalnum()


def _phrase(written: str, place: int) -> tuple[Lexeme, int]:
    inflected = written[place] == "~"
    opening = place + inflected
    body, end = _quoted(written, opening)
    gap = _GAP.match(written, end)
    end = gap.end() if gap else end
    return Lexeme("phrase", body, place, inflected=inflected, gap=int(gap[1]) if gap else 0), end


def _quoted(written: str, opening: int) -> tuple[str, int]:
    ends = [at for sign in _CLOSING[written[opening]] if (at := written.find(sign, opening + 1)) >= 0]
    if not ends:
        raise Refused(
            say(
                "At character {opening} of the query: this quotation mark is never closed; add a {closing}",
                opening=opening + 1,
                closing=_CLOSING[written[opening]][0],
            )
        )
    return written[opening + 1 : min(ends)], min(ends) + 1


def _filter(written: str, place: int, found: re.Match[str]) -> tuple[Lexeme, int]:
    name = FILTER_NAMES.get(found[1].lower())
    if name is None:
        raise Refused(
            say(
                "At character {place} of the query: there is no filter “{found}:”; there are source:, "
                "kind:, author:, language:, access:, from:, to: and date:, and name: and script:; words "
                "with a colon go in quotation marks.",
                place=place + 1,
                found=found[1],
            )
        )
    value_at = found.end()
    if written[value_at : value_at + 1] in tuple(_CLOSING):
        value, end = _quoted(written, value_at)
    else:
        rest = _WORD.match(written, value_at)
        value, end = (rest[0], rest.end()) if rest else ("", value_at)
    if not value.strip():
        raise Refused(
            say(
                "At character {place} of the query: the filter “{found}:” has no value; write it right after.",
                place=place + 1,
                found=found[1],
            )
        )
    return Lexeme("filter", value.strip(), place, name=name), end
