"""The ties of people and groups as a table (CSV), for spreadsheets and statistics."""

from __future__ import annotations

from variorum import chronology
from variorum.analysis.co_presence import encounters
from variorum.analysis.network import network
from variorum.analysis.tables import network_table
from variorum.examined import Examined


def write(record: Examined) -> str:
    """Every tie, one a line."""
    return network_table(record, network(record, encounters(record, chronology.of(record))))
