"""What is dated as a table (CSV), for spreadsheets and statistics: dates as written, their bounds, and what follows."""

from __future__ import annotations

from variorum import chronology
from variorum.analysis.tables import chronology_table
from variorum.examined import Examined


def write(record: Examined) -> str:
    """Every statement that has a place in time, one a line."""
    return chronology_table(record, chronology.of(record))
