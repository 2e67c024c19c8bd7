"""Findings as SARIF 2.1.0 (OASIS), which editors and code-hosting sites show beside the line concerned."""

from __future__ import annotations

from collections.abc import Iterable

from variorum import __version__
from variorum.criticism.manual import manual
from variorum.finding import Finding, Severity

_LEVELS = {Severity.NOTE: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}


def as_sarif(findings: Iterable[Finding]) -> dict[str, object]:
    """One run with its rules (the manual pages) and a result per finding; columns count code points."""
    listed = list(findings)
    pages = manual()
    used = sorted({finding.code for finding in listed})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": pages[code].title if code in pages else code},
            **({"help": {"text": f"{pages[code].why} {pages[code].what_to_do}"}} if code in pages else {}),
        }
        for code in used
    ]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "Variorum", "semanticVersion": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, used.index(finding.code)) for finding in listed],
            }
        ],
    }


def _result(finding: Finding, rule: int) -> dict[str, object]:
    text = " ".join([finding.message, *finding.evidence, finding.remedy]).strip()
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "partialFingerprints": {"identity/v1": finding.identity},
    }
    if finding.position and finding.position.file:
        physical: dict[str, object] = {"artifactLocation": {"uri": _uri(finding.position.file)}}
        if finding.position.line:
            column = {"startColumn": finding.position.column} if finding.position.column else {}
            physical["region"] = {"startLine": finding.position.line, **column}
        result["locations"] = [{"physicalLocation": physical}]
    return result


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/")
