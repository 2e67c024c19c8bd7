"""Colophons and findings written as JSON for the catalogue, and read back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from variorum.finding import Finding, Severity
from variorum.record import Passage, Position
from variorum.saying import as_plain, from_plain

if TYPE_CHECKING:
    from variorum.accession.reading import Colophon


def written_colophon(colophon: Colophon) -> str:
    """A colophon as JSON, without what it is silent about."""
    said = {
        "title": colophon.title,
        "authors": list(colophon.authors),
        "language": colophon.language,
        "dates": dict(colophon.dates),
        "other": dict(colophon.other),
    }
    return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)


def colophon_from(written: str) -> Colophon:
    """The colophon that `written_colophon` wrote."""
    from variorum.accession.reading import Colophon

    said = json.loads(written)
    return Colophon(
        title=said.get("title", ""),
        authors=tuple(said.get("authors", ())),
        language=said.get("language", ""),
        dates=said.get("dates", {}),
        other=said.get("other", {}),
    )


def written_findings(findings: tuple[Finding, ...]) -> str:
    """Findings as JSON, with everything that they say."""
    return json.dumps([_written(finding) for finding in findings], ensure_ascii=False) if findings else "[]"


def findings_from(written: str) -> tuple[Finding, ...]:
    """The findings that `written_findings` wrote."""
    return tuple(_finding(said) for said in json.loads(written))


def written_sentence(sentence: str) -> str:
    """A sentence as text: a plain one as it is, one of the program's as JSON."""
    plain = as_plain(sentence)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def sentence_from(written: str) -> str:
    """The sentence that `written_sentence` wrote."""
    return from_plain(json.loads(written)) if written.startswith('["') else written


def _written(finding: Finding) -> dict[str, object]:
    position = finding.position
    return {
        "code": finding.code,
        "severity": int(finding.severity),
        "message": as_plain(finding.message),
        "position": [position.file, position.line, position.column] if position else None,
        "about": [about if isinstance(about, str) else asdict(about) for about in finding.about],
        "evidence": [as_plain(line) for line in finding.evidence],
        "remedy": as_plain(finding.remedy),
        "excerpt": finding.excerpt,
    }


def _finding(said: dict[str, Any]) -> Finding:
    return Finding(
        code=said["code"],
        severity=Severity(said["severity"]),
        message=from_plain(said["message"]),
        position=Position(*said["position"]) if said["position"] else None,
        about=tuple(about if isinstance(about, str) else Passage(**about) for about in said["about"]),
        evidence=tuple(from_plain(line) for line in said["evidence"]),
        remedy=from_plain(said["remedy"]),
        excerpt=said["excerpt"],
    )
