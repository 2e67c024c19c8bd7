"""A check of one's own: an interview says when it was held."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.criticism.framework import check
from variorum.finding import Finding, Severity
from variorum.record import Record


@check("IV001", severity=Severity.WARNING)
def undated_interview(record: Record) -> Iterator[Finding]:
    """An interview does not say when it was held.

    Why it matters: what somebody remembers of 1932 in 1957 and in 1989 are two testimonies.
    What to do: write the day of the recording as `composed:` in the source's dossier.
    """
    for source in record.sources.values():
        if source.original and source.original.file.endswith(".srt") and source.composed is None:
            message = f"The interview {source.key} has no date."
            remedy = "Write composed: 1989-05-12, say."
            yield Finding("IV001", Severity.WARNING, message, source.position, (source.key,), remedy=remedy)
