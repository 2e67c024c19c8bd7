"""What else could have been decided: the list under `## Options` in the dossier of an event."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from variorum.archive.attributes import attributes_at_end, entries_of, read_attributes
from variorum.archive.dossiers import Gathered
from variorum.archive.front_matter import parse_front_matter
from variorum.archive.layout import OPTIONS, STATEMENTS, heading_of, lay_out, strays_before, with_sub_items
from variorum.archive.links import LINK, link_of, refer, target_or_text
from variorum.archive.text import LineColumn, Strip, TextFile, join
from variorum.finding import Finding
from variorum.record import Decision, Option, OptionGround, Position
from variorum.saying import say

HOW: Mapping[str, str] = MappingProxyType(
    {
        "known then": "known then",
        "тогда знали": "known then",
        "было известно": "known then",
        "feared then": "feared then",
        "тогда опасались": "feared then",
        "опасались": "feared then",
        "compare": "compare",
        "сравни": "compare",
        "ср.": "compare",
    }
)
_HOW = re.compile(rf"(?P<how>{'|'.join(map(re.escape, sorted(HOW, key=len, reverse=True)))})[\s,:]*", re.IGNORECASE)


def read_decision(text: TextFile, event: str, gathered: Gathered) -> Decision | None:
    """The decision that an event's dossier tells of; None where it lists no options and names nobody who decided."""
    layout = lay_out(text.lines, STATEMENTS | OPTIONS)
    sections = [section for section in layout.sections if heading_of(text.lines, section) in OPTIONS]
    front = parse_front_matter(text, *layout.front) if layout.front else None
    said = front.items("decided-by") if front else ()
    decided_by = tuple(target_or_text(value.text) for value in said if value.text)
    if not sections and not decided_by:
        return None
    options: list[Option] = []
    for section in sections:
        gathered.findings += [_not_understood(text, LineColumn(line, 0)) for line in strays_before(section)]
        for item, below in with_sub_items(text, section):
            option = _option(text, join(item.words, " "), below, gathered)
            if option is not None:
                options.append(option)
    heading = Position(text.file, sections[0].heading + 1, 1) if sections else Position(text.file, 1, 1)
    return Decision(event, decided_by, tuple(options), heading)


def _option(text: TextFile, head: Strip, below: Sequence[Strip], gathered: Gathered) -> Option | None:
    line = head.text
    said: dict[str, str] = {}
    if (braces := attributes_at_end(line)) is not None:
        said = {one.name: one.value for one in read_attributes(braces[1]) if one.name}
        line = line[: braces.start()]
    link = LINK.match(line.lstrip())
    meant = link_of(link) if link else None
    state = " ".join(line.lstrip()[link.end() :].split()).rstrip(".").casefold() if link else ""
    if meant is None or not meant.block or not meant.target or not state:
        gathered.findings.append(_not_understood(text, head.place(0)))
        return None
    gathered.references.append(refer(text, head.place(0), meant.target, meant.block))
    grounds = [ground for strip in below if (ground := _ground(text, strip, gathered)) is not None]
    return Option(
        f"{meant.target}#^{meant.block}",
        state,
        said.get("change", ""),
        entries_of(said.get("could", "")),
        tuple(grounds),
        text.position(head.place(0)),
    )


def _ground(text: TextFile, line: Strip, gathered: Gathered) -> OptionGround | None:
    match = _HOW.match(line.text)
    link = LINK.match(line.text, match.end()) if match else None
    if match is None or link is None:
        gathered.findings.append(_not_understood(text, line.place(0)))
        return None
    meant = link_of(link)
    gathered.references.append(refer(text, line.place(link.start()), meant.target, meant.block))
    target = f"{meant.target}#^{meant.block}" if meant.block else meant.target
    return OptionGround(HOW[match["how"].casefold()], target, text.position(line.place(0)))


def _not_understood(text: TextFile, place: LineColumn) -> Finding:
    return text.finding(
        "S023",
        say("This line among the options is not understood."),
        at=place,
        remedy=say(
            'Write “- [[dossier#^id]] rejected {change="what alone would have been different"}”, '
            "and under it “- known then [[dossier#^id]]”, “- feared then …” or “- compare "
            "[[event]]”."
        ),
    )
