"""`protected: until 2040 because "a living informant"` and `access:`, wherever an archive may say them.

A mistake may hide a thing, never disclose one: a date that cannot be read protects for good, and so does a field that
is misspelt or lost to a broken line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.archive.datings import proposed_edtf, read_dating
from variorum.archive.did_you_mean import did_you_mean, likeliest
from variorum.archive.front_matter import FrontMatter
from variorum.archive.text import LineColumn, TextFile
from variorum.finding import Finding
from variorum.record import ACCESSES, Protection
from variorum.saying import say

CODE = "S024"
_SAID = re.compile(
    r"\s*(?:(?:until|till|до)\s+)?(?P<date>.*?)"
    r"(?:[\s,;]+(?:because(?:\s+of)?|since|потому\s+что|так\s+как|из-за|ибо)\b\s*(?P<because>.*?))?\s*",
    re.IGNORECASE | re.DOTALL,
)
_DATE = re.compile(r"[1-9]\d{3}(?:-\d\d(?:-\d\d)?)?")
_FOR_GOOD = frozenset({"always", "for good", "for ever", "forever", "yes", "true", "да", "всегда", "навсегда"})
_HOW = say(
    'Write protected: until 2040 because "…", with a year, 2040-06 or 2040-06-30; until then it protects for good.'
)
MARK = re.compile(r"[ \t]*\{\s*protected\b[^{}\n]*(?:\n[^{}\n]+)?\}|[ \t]*\{\s*protected\b", re.IGNORECASE)
_IN_BRACES = re.compile(r"\{\s*protected\s*=\s*(?:\"([^\"]*)\"|“([^”]*)”|«([^»]*)»|([^\s{}]+))\s*\}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def read_protection(written: str) -> tuple[Protection, str, str]:
    """What `until DATE because …` says; and what is wrong with it and how to mend it, both empty where nothing is."""
    match = _SAID.fullmatch(written)
    date = (match["date"] if match else written).strip().strip(".,;:")
    because = ((match["because"] if match else "") or "").strip().strip("\"“”„«»'")
    if date.casefold() in _FOR_GOOD:
        return Protection("", because), "", ""
    if _DATE.fullmatch(date):
        dating, fault = read_dating(date, "gregorian")
        if not fault and dating.latest_end is not None:
            return Protection(_iso(dating.latest_end), because), "", ""
    proposal = proposed_edtf(date) if date else ""
    remedy = say("Write protected: until {date}", date=proposal) if _DATE.fullmatch(proposal) else _HOW
    fault = (
        say("“{date}” is no date that a protection can end on, so that it is protected for good.", date=date)
        if date
        else say("It is not said until when this is protected, so that it is protected for good.")
    )
    return Protection("", because), fault, remedy


def _iso(day: int) -> str:
    from datetime import date

    return date.fromordinal(day).isoformat()


@dataclass(frozen=True, slots=True)
class AccessTerms:
    """What a dossier's front matter says of who may see it."""

    access: str
    protected: Protection | None


def read_keeping(
    text: TextFile, front: FrontMatter, *, closed: bool, fields: Sequence[str]
) -> tuple[AccessTerms, list[Finding]]:
    """`access` and `protected` of a front matter, and what is wrong with them.

    `closed` says whether the front matter ends; `fields` are the names that its kind of dossier has, so that a slip is
    told from a field of the historian's own.
    """
    findings: list[Finding] = []
    access = _access(text, front, findings, closed=closed, fields=fields)
    protected = _protected(text, front, findings, fields=fields)
    return AccessTerms(access, protected), findings


def _access(text: TextFile, front: FrontMatter, findings: list[Finding], *, closed: bool, fields: Sequence[str]) -> str:
    if "access" in front.fields and "access" not in front.lost:
        value = front.fields["access"]
        if value.content == "":
            return "open"
        word = (value.text or "").casefold().replace(" ", "-")
        if word in ACCESSES:
            return word
        remedy = did_you_mean(word, ACCESSES, otherwise=say("Use one of: {accesses}.", accesses=", ".join(ACCESSES)))
        message = say(
            "“{plain}” is not an access that a dossier can have; until it is mended, it is restricted.",
            plain=str(value.plain),
        )
        findings.append(text.finding("S012", message, at=value.place, remedy=remedy))
        return "restricted"
    names = [*front.fields, *front.lost]
    slip = next((name for name in names if name not in fields and likeliest(name, ("access",), at_least=75)), None)
    if slip is not None and slip in front.fields and slip != "access":
        message = say("“{slip}” is probably “access”; until it is mended, this dossier is restricted.", slip=slip)
        at = LineColumn(front.place(slip).line, 0)
        findings.append(text.finding("S012", message, at=at, remedy=say("Write access: open, or access: restricted.")))
    return "restricted" if slip is not None or "access" in front.lost or not closed else "open"


def _protected(
    text: TextFile, front: FrontMatter, findings: list[Finding], *, fields: Sequence[str]
) -> Protection | None:
    names = [*front.fields, *front.lost]
    name = "protected" if "protected" in names else None
    name = name or next(
        (one for one in names if one not in fields and likeliest(one, ("protected",), at_least=75)), None
    )
    if name is None:
        return None
    value = front.fields.get(name)
    if value is None:
        return Protection()
    written = value.text if value.text is not None else ""
    protection, fault, remedy = read_protection(written)
    if name != "protected":
        fault = f"“{name}” is probably “protected”, and is taken for it. {fault}".strip()
        remedy = f"Write protected: {written}"
    if fault:
        findings.append(text.finding(CODE, fault, at=value.place, remedy=remedy))
    return protection


def protections_in(prose: str) -> list[Protection]:
    """What the marks `{protected="until …"}` of a paragraph say; one that cannot be read protects for good."""
    return [_of_mark(mark[0])[0] for mark in MARK.finditer(prose)]


def faults_in_prose(text: TextFile, runs: Sequence[tuple[int, int]]) -> list[Finding]:
    """A finding for each mark in the prose that cannot be read."""
    findings = []
    for start, end in runs:
        for number in range(start, end):
            for mark in MARK.finditer(text.lines[number]):
                rest = "\n".join(text.lines[number : min(number + 2, end)])
                whole = MARK.match(rest, mark.start())
                _, fault, remedy = _of_mark(whole[0] if whole else mark[0])
                if fault:
                    findings.append(text.finding(CODE, fault, at=LineColumn(number, mark.start()), remedy=remedy))
    return findings


def _of_mark(mark: str) -> tuple[Protection, str, str]:
    match = _IN_BRACES.fullmatch(mark.strip())
    if match is None:
        bare = re.fullmatch(r"\{\s*protected\s*\}", mark.strip(), re.IGNORECASE)
        how = say('Write {protected="until 2040 because …"} at the end of the paragraph.')
        fault = "" if bare else say("This mark of protection is not whole, so that it protects for good.")
        return Protection(), fault, how if fault else ""
    return read_protection(" ".join(next(filter(None, match.groups()), "").split()))


def finding_of_judgement(text: TextFile, line: int, written: str) -> Finding | None:
    """What is wrong with the `protected` of a line of `judgements.jsonl`; None where nothing is."""
    _, fault, remedy = read_protection(written)
    if not fault:
        return None
    return text.finding(CODE, fault, at=LineColumn(line, 0), remedy=remedy.replace("protected:", '"protected":'))
