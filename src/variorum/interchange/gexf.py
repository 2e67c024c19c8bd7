"""The network of people and groups as GEXF 1.3 (gexf.net), for Gephi and what else reads it."""

from __future__ import annotations

from variorum import chronology
from variorum.analysis.co_presence import encounters
from variorum.analysis.gexf import written
from variorum.analysis.network import network
from variorum.examined import Examined


def write(record: Examined) -> str:
    """The whole network as one document."""
    return written(record, network(record, encounters(record, chronology.of(record))))
