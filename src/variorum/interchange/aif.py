"""Theses as an argument network in AIF's JSON: I-nodes for what is said, RA, CA and MA nodes for how it bears.

The Argument Interchange Format after C. Chesñevar and others, "Towards an argument interchange format", *The Knowledge
Engineering Review* 21 (2006); the field names are those that AIFdb reads.
"""

from __future__ import annotations

import json
from typing import Any

from variorum.record import Record


def write(record: Record) -> str:
    """All theses of a record as one network."""
    return json.dumps(_Network(record).made(), ensure_ascii=False, indent=2) + "\n"


class _Network:
    """Nodes and edges, numbered in the order in which they are first named."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.texts = {statement.ref: statement.written or statement.ref for statement in record.statements}
        self.texts |= {thesis.id: thesis.name for thesis in record.theses.values()}
        self.texts |= {claim.ref: claim.text for thesis in record.theses.values() for claim in thesis.claims}
        self.nodes: list[dict[str, Any]] = []
        self.edges: list[dict[str, Any]] = []
        self._known: dict[str, str] = {}

    def made(self) -> dict[str, Any]:
        """The network as plain JSON."""
        for thesis in self.record.theses.values():
            self._said(thesis.id)
            for expected in thesis.evidence:
                if expected.bearing in ("expects", "forbids", "sits ill with"):
                    self._bears(expected.statement, thesis.id, "RA" if expected.bearing == "expects" else "CA")
            for claim in thesis.claims:
                self._bears(claim.ref, thesis.id, "RA")
                for ground in claim.grounds:
                    self._bears(ground.target or ground.words, claim.ref, "CA" if ground.kind == "although" else "RA")
            for rival in thesis.rivals:
                if rival in self.record.theses and rival != thesis.id:
                    self._bears(rival, thesis.id, "CA")
        return {"nodes": self.nodes, "edges": self.edges, "locutions": []}

    def _said(self, ref: str) -> str:
        if ref not in self._known:
            self._known[ref] = self._node(self.texts.get(ref, ref), "I")
        return self._known[ref]

    def _bears(self, from_ref: str, to_ref: str, kind: str) -> None:
        text = {"RA": "Default Inference", "CA": "Default Conflict"}[kind]
        start, end = self._said(from_ref), self._said(to_ref)
        scheme = self._node(text, kind)
        for one, other in ((start, scheme), (scheme, end)):
            self.edges.append({"edgeID": str(len(self.edges) + 1), "fromID": one, "toID": other})

    def _node(self, text: str, kind: str) -> str:
        number = str(len(self.nodes) + 1)
        self.nodes.append({"nodeID": number, "text": text, "type": kind})
        return number
