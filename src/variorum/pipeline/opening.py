"""The record as anybody may see it, for whatever is written for others."""

from __future__ import annotations

from datetime import UTC, datetime

from variorum.archive.folder import Archive
from variorum.disclosure.openness import OwnersView, open_to_all
from variorum.examined import Examined
from variorum.pipeline.asking import catalogue_of
from variorum.pipeline.examining import bring_up_to_date
from variorum.pipeline.progress import Progress, unwatched
from variorum.pipeline.texts import HeldTexts


def public_record(archive: Archive, *, today: str = "", progress: Progress = unwatched) -> Examined:
    """Everything up to date, and of it what may leave on the day `today` (ISO 8601; the machine's day where empty)."""
    today = today or datetime.now(UTC).date().isoformat()
    with catalogue_of(archive) as catalogue:
        done = bring_up_to_date(archive, catalogue, progress=progress, today=today)
        return open_to_all(OwnersView(done.record, pages_of=HeldTexts(catalogue).pages), today=today).record
