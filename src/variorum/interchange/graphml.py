"""The network of people and groups as GraphML, for networkx, igraph, yEd, Gephi and Cytoscape."""

from __future__ import annotations

from variorum import chronology
from variorum.analysis.co_presence import encounters
from variorum.analysis.graphml import as_graphml
from variorum.analysis.network import network
from variorum.examined import Examined


def write(record: Examined) -> str:
    """The whole network as one document."""
    return as_graphml(record, network(record, encounters(record, chronology.of(record))))
