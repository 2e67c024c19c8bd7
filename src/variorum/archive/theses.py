"""Theses: an interpretation's front matter, its prose, its claims, and what it expects, forbids or is silent on.

Claims of a thesis, each with its grounds: `because`, `although`, `rests on`, `assumes`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from variorum.archive.citations import BRACKET, parse_bracket
from variorum.archive.dossiers import Gathered, body, identity, open_dossier
from variorum.archive.front_matter import FrontMatter
from variorum.archive.layout import CLAIMS, EVIDENCE, ListItem, Section, heading_of, strays_before, with_sub_items
from variorum.archive.links import LINK, link_of, refer, target_or_text
from variorum.archive.protecting import read_keeping
from variorum.archive.statements import block_of, digest_of
from variorum.archive.text import LineColumn, Strip, TextFile, join
from variorum.finding import Finding, Severity
from variorum.record import Claim, ClaimGround, Expectation, Position, Thesis, Trace
from variorum.saying import say

BEARINGS: Mapping[str, str] = MappingProxyType(
    {
        "expects": "expects",
        "ожидает": "expects",
        "sits ill with": "sits ill with",
        "плохо вяжется с": "sits ill with",
        "forbids": "forbids",
        "исключает": "forbids",
        "is silent on": "silent on",
        "silent on": "silent on",
        "молчит о": "silent on",
        "молчит об": "silent on",
    }
)
FIELDS = ("id", "name", "question", "answers", "held-by", "rivals")
_STRONGLY = ("strongly", "твёрдо", "твердо", "сильно")
_EVIDENCE = re.compile(
    rf"(?P<before>(?:{'|'.join(_STRONGLY)})\s+)?(?P<bearing>{'|'.join(BEARINGS)})(?P<after>\s+(?:{'|'.join(_STRONGLY)}))?\s*(?=\[\[)",
    re.IGNORECASE,
)


_TRACE = re.compile(
    r"(?:expects\s+to\s+find|ожидает\s+найти)\s+(?:(?P<link>\[\[[^\[\]]+\]\])|[\"“«](?P<words>[^\"”»]+)[\"”»])\s+(?:in|в|во)\s+",
    re.IGNORECASE,
)


def read_thesis(text: TextFile) -> tuple[Thesis, Gathered]:
    """One thesis with its claims and evidence; a line that is not understood costs itself."""
    gathered = Gathered()
    layout, front = open_dossier(text, EVIDENCE | CLAIMS, gathered)
    id_ = identity(text, front, "id", gathered)
    if front.present and not front.text("name"):
        remedy = say("Add a line name: and the thesis in one sentence.")
        gathered.findings.append(
            text.finding("S018", say("The field “name” is missing."), at=LineColumn(0, 0), remedy=remedy)
        )
    prose = body(text, layout, gathered)
    claims: list[Claim] = []
    evidence: list[Expectation] = []
    traces: list[Trace] = []
    for section in layout.sections:
        if heading_of(text.lines, section) in CLAIMS:
            claims += _claims(text, section, id_, gathered)
            continue
        gathered.findings += [_not_understood(text, LineColumn(line, 0)) for line in section.strays]
        for item in section.items:
            strip = join(item.words, " ")
            if match := _TRACE.match(strip.text):
                traces += _trace(text, strip, match, gathered)
            elif (expectation := _expectation(text, item, id_, gathered)) is not None:
                evidence.append(expectation)
    kept, faults = read_keeping(text, front, closed=layout.closed, fields=FIELDS)
    gathered.findings += faults
    thesis = Thesis(
        id_,
        front.text("name") or id_,
        front.text("question"),
        _targets(front, "held-by"),
        _rivals(text, front, gathered),
        prose,
        tuple(evidence),
        Position(text.file, 1, 1),
        kept.access,
        kept.protected,
        front.text("answers"),
        tuple(claims),
        tuple(traces),
    )
    return thesis, gathered


def _claims(text: TextFile, section: Section, thesis: str, gathered: Gathered) -> list[Claim]:
    gathered.findings += [_not_understood(text, LineColumn(line, 0)) for line in strays_before(section)]
    return [
        read_claim(text, join(item.words, " "), below, thesis=thesis, gathered=gathered)
        for item, below in with_sub_items(text, section)
    ]


def _trace(text: TextFile, strip: Strip, match: re.Match[str], gathered: Gathered) -> list[Trace]:
    """What a thesis expects to find, and in which sources; a line without a citation is not understood."""
    bracket = BRACKET.match(strip.text, match.end())
    keys = tuple(cited.citation.source for cited in parse_bracket(bracket["inside"])) if bracket else ()
    if not keys:
        gathered.findings.append(_not_understood(text, strip.place(match.end())))
        return []
    target = ""
    if match["link"] and (link := LINK.match(match["link"])):
        meant = link_of(link)
        gathered.references.append(refer(text, strip.place(match.start("link")), meant.target, meant.block))
        target = f"{meant.target}#^{meant.block}" if meant.block else meant.target
    return [Trace(target, (match["words"] or "").strip(), keys, text.position(strip.place(0)))]


def _targets(front: FrontMatter, name: str) -> tuple[str, ...]:
    return tuple(target_or_text(value.text) for value in front.items(name) if value.text)


def _rivals(text: TextFile, front: FrontMatter, gathered: Gathered) -> tuple[str, ...]:
    for value in front.items("rivals"):
        if value.text and "[[" not in value.text:  # links among them were gathered with the front matter
            gathered.references.append(refer(text, value.place, value.text, severity=Severity.WARNING))
    return _targets(front, "rivals")


def _expectation(text: TextFile, item: ListItem, thesis: str, gathered: Gathered) -> Expectation | None:
    strip = join(item.words, " ")
    match = _EVIDENCE.match(strip.text)
    link = LINK.match(strip.text, match.end()) if match else None
    if match is None or link is None or not (meant := link_of(link)).block:
        gathered.findings.append(_not_understood(text, strip.place(match.end() if match else 0)))
        return None
    place = strip.place(link.start())
    target = meant.target or thesis
    gathered.references.append(refer(text, place, target, meant.block))
    strongly = bool(match["before"] or match["after"])
    bearing = BEARINGS[match["bearing"].casefold()]
    return Expectation(bearing, strongly, f"{target}#^{meant.block}", text.position(strip.place(0)))


def _not_understood(text: TextFile, place: LineColumn) -> Finding:
    return text.finding(
        "S014",
        say("This line of evidence is not understood."),
        at=place,
        remedy=say(
            "Write “- expects [[dossier#^id]]”, “- expects strongly …”, “- sits ill with …”, “- "
            "forbids …”, “- is silent on …”, or “- expects to find [[dossier]] in [@source]”."
        ),
    )


KINDS: Mapping[str, str] = MappingProxyType(
    {
        "because": "because",
        "потому что": "because",
        "так как": "because",
        "although": "although",
        "хотя": "although",
        "rests on": "rests on",
        "опирается на": "rests on",
        "assumes": "assumes",
        "предполагает": "assumes",
    }
)
_GROUND = re.compile(rf"(?P<kind>{'|'.join(sorted(KINDS, key=len, reverse=True))})\b[\s,:]*", re.IGNORECASE)
_WORDS = re.compile(r"[\"“«](?P<words>[^\"”»]*)[\"”»]")
_ID = re.compile(r"\s*\^[\w-]+\s*$")


def read_claim(text: TextFile, head: Strip, below: Sequence[Strip], *, thesis: str, gathered: Gathered) -> Claim:
    """One claim: its words, its id, and the grounds that stand under it; a ground not understood costs its line."""
    words = head.text.strip()
    block = block_of(words)
    if block and block in gathered.blocks:
        at = head.place(head.text.rindex("^" + block))
        message = say("The id ^{block} is taken already by a claim above.", block=block)
        gathered.findings.append(text.finding("S008", message, at=at, remedy=say("Give this claim another id.")))
        block = ""
    if block:
        gathered.blocks.add(block)
    ref = f"{thesis}#^{block}" if block else f"{thesis}#~{digest_of(words)}"
    grounds = [ground for line in below if (ground := _ground(text, line, thesis, gathered)) is not None]
    return Claim(ref, _ID.sub("", words), tuple(grounds), text.position(head.place(0)))


def _ground(text: TextFile, line: Strip, thesis: str, gathered: Gathered) -> ClaimGround | None:
    match = _GROUND.match(line.text)
    kind = KINDS[match["kind"].casefold()] if match else ""
    link = LINK.search(line.text, match.end()) if match else None
    said = _WORDS.search(line.text, match.end()) if match else None
    words = said["words"].strip() if said else ""
    if kind == "assumes" and words:
        return ClaimGround(kind, "", words, text.position(line.place(0)))
    if kind and kind != "assumes" and link is not None and (meant := link_of(link)).block:
        target = meant.target or thesis
        gathered.references.append(refer(text, line.place(link.start()), target, meant.block))
        return ClaimGround(kind, f"{target}#^{meant.block}", words, text.position(line.place(0)))
    remedy = say(
        "Write “- because [[dossier#^id]]”, “- although …”, “- rests on [[#^claim]]” or “- assumes "
        '"words"”, indented under the claim.'
    )
    message = say("This ground of a claim is not understood.")
    gathered.findings.append(text.finding("S014", message, at=line.place(0), remedy=remedy))
    return None
