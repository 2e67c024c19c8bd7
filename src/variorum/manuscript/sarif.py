"""The findings of an audit as SARIF 2.1.0, with what each kind means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from variorum.criticism.sarif import as_sarif as sarif_of
from variorum.finding import Finding
from variorum.manuscript.findings import TITLES


def as_sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """One run; rules are described by their titles."""
    told: dict[str, Any] = sarif_of(findings)
    for rule in told["runs"][0]["tool"]["driver"]["rules"]:
        rule["shortDescription"] = {"text": TITLES.get(rule["id"], rule["id"])}
    return told
