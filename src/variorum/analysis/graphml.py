"""The network of people and groups as GraphML (Brandes et al., graphml.graphdrawing.org), which networkx, igraph, yEd,
Gephi and Cytoscape read.

Each tie carries the statements that make it and its first and last day in ISO 8601, where it is dated; those who only
could have met are marked `inferred`.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from variorum.analysis.gexf import FORBIDDEN
from variorum.analysis.network import TieNetwork
from variorum.analysis.tables import iso, named
from variorum.record import Record

_KEYS = (
    ("node", "label", "string"),
    ("node", "kind", "string"),
    ("edge", "statements", "string"),
    ("edge", "weight", "double"),
    ("edge", "inferred", "boolean"),
    ("edge", "start", "string"),
    ("edge", "end", "string"),
)


def as_graphml(record: Record, ties: TieNetwork) -> str:
    """A network as one document."""
    return "\n".join(_lines(record, ties)) + "\n"


def _lines(record: Record, ties: TieNetwork) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for owner, name, kind in _KEYS:
        yield f'<key id="{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>'
    yield '<graph id="network" edgedefault="undirected">'
    for who in ties.nodes:
        told = {"label": named(record, who), "kind": record.entities[who].kind}
        yield f"<node id={_quoted(who)}>{_data(told)}</node>"
    for number, tie in enumerate(ties.ties):
        first, last = tie.days or (None, None)
        told = {
            "statements": " ".join(tie.refs),
            "weight": str(float(len(tie.refs))),
            "inferred": str(tie.inferred).lower(),
            "start": iso(first),
            "end": iso(last),
        }
        yield f'<edge id="e{number}" source={_quoted(tie.one)} target={_quoted(tie.other)}>{_data(told)}</edge>'
    yield "</graph>"
    yield "</graphml>"


def _data(told: dict[str, str]) -> str:
    return "".join(
        f'<data key="{name}">{escape(value.translate(FORBIDDEN))}</data>' for name, value in told.items() if value
    )


def _quoted(text: str) -> str:
    return quoteattr(text.translate(FORBIDDEN))
