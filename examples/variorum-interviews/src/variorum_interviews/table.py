"""An export of one's own: all statements as a table (CSV)."""

from __future__ import annotations

import csv
import io

from variorum.interchange import ExportFormat
from variorum.record import Record


def write(record: Record) -> str:
    """One row a statement: its ref, subject, relation, date as written, and the sources that speak."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["statement", "subject", "relation", "when", "sources"])
    for statement in record.statements:
        sources = " ".join(witness.citation.source for witness in statement.witnesses)
        when = statement.when.written if statement.when else ""
        rows.writerow([statement.ref, statement.subject, statement.relation, when, sources])
    return out.getvalue()


STATEMENTS = ExportFormat("statements-csv", "csv", "statements as a table", write)
