"""Patterns: a sequence of steps that may recur, one file each under `patterns/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from variorum.archive.attributes import attributes_at_end, read_attributes
from variorum.archive.dossiers import Gathered, body, identity, open_dossier
from variorum.archive.layout import SEQUENCE
from variorum.archive.links import LINK, link_of, refer
from variorum.archive.text import LineColumn, Strip, TextFile, join
from variorum.finding import Finding, Severity
from variorum.record import Pattern, PatternStep, Position
from variorum.saying import say

PER = ("place", "group", "person")
_NOTHING = ("", "nothing", "none", "ничего")
_UNITS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("day", "days", "день", "дня", "дней"), "day")
    | dict.fromkeys(("week", "weeks", "неделя", "недели", "недель"), "week")
    | dict.fromkeys(("month", "months", "месяц", "месяца", "месяцев"), "month")
    | dict.fromkeys(("year", "years", "год", "года", "лет"), "year")
)
_WITHIN = re.compile(rf"(?:within|в течение)\s+(?P<number>\d{{1,5}})\s+(?P<unit>{'|'.join(_UNITS)})\s+", re.IGNORECASE)
_LONGEST = 100_000  # of any unit; a gap of more is none


def read_pattern(text: TextFile) -> tuple[Pattern, Gathered]:
    """One pattern with its steps; a step that is not understood is left out, with a finding."""
    gathered = Gathered()
    layout, front = open_dossier(text, SEQUENCE, gathered)
    id_ = identity(text, front, "id", gathered)
    per = front.text("per").strip().casefold()
    if per not in (*PER, *_NOTHING):
        message = say("“{per}” is nothing that the steps of a run can share.", per=per)
        remedy = say("Write per: place, per: group or per: person, or leave the line out.")
        gathered.findings.append(text.finding("S025", message, at=front.place("per"), remedy=remedy))
        per = ""
    prose = body(text, layout, gathered)
    steps: list[PatternStep] = []
    for section in layout.sections:
        gathered.findings += [_not_understood(text, LineColumn(line, 0)) for line in section.strays]
        for item in section.items:
            if (step := _step(text, join(item.words, " "), gathered)) is not None:
                steps.append(step)
    if len(steps) < 2:
        message = say("A pattern needs two steps at least.")
        remedy = say(
            "Write the steps as a list under “## Sequence”, such as “- within 6 months flight = [[event]], fled from”."
        )
        gathered.findings.append(
            text.finding("S025", message, at=LineColumn(0, 0), remedy=remedy, severity=Severity.WARNING)
        )
    per = "" if per in _NOTHING else per
    return Pattern(id_, front.text("name") or id_, per, tuple(steps), prose, Position(text.file, 1, 1)), gathered


def _step(text: TextFile, strip: Strip, gathered: Gathered) -> PatternStep | None:
    line, at_least = strip.text, 1
    if (braces := attributes_at_end(line)) is not None:
        for one in read_attributes(braces[1]):
            if one.name != "at-least" or not one.value.isdecimal() or not 1 <= int(one.value) <= 1000:
                gathered.findings.append(_not_understood(text, strip.place(braces.start(1) + one.offset)))
                return None
            at_least = int(one.value)
        line = line[: braces.start()]
    within = _WITHIN.match(line)
    rest = line[within.end() :] if within else line
    offset = within.end() if within else 0
    name, equals, takes = rest.partition("=")
    if not equals or not name.strip() or name.strip().casefold().startswith(("within ", "в течение ")):
        gathered.findings.append(_not_understood(text, strip.place(0)))
        return None
    offset += len(name) + 1
    events: list[str] = []
    for link in LINK.finditer(takes):
        meant = link_of(link)
        gathered.references.append(refer(text, strip.place(offset + link.start()), meant.target, meant.block))
        events.append(f"{meant.target}#^{meant.block}" if meant.block else meant.target)
    kinds = [" ".join(word.split()) for word in LINK.sub("", takes).split(",")]
    kinds = [kind for kind in kinds if kind]
    if not events and not kinds:
        gathered.findings.append(_not_understood(text, strip.place(0)))
        return None
    gap = (int(within["number"]), _UNITS[within["unit"].casefold()]) if within else None
    if gap is not None and gap[0] > _LONGEST:
        gap = None
    return PatternStep(
        " ".join(name.split()), tuple(events), tuple(kinds), gap, at_least, text.position(strip.place(0))
    )


def _not_understood(text: TextFile, place: LineColumn) -> Finding:
    return text.finding(
        "S025",
        say("This step of a pattern is not understood."),
        at=place,
        remedy=say(
            "Write “- within 6 months repression = [[event]], arrested by {at-least=5}”; the first has no “within”."
        ),
    )
