"""Borrowings told in full, each remembered as long as nothing that it is told from has changed."""

from __future__ import annotations

from functools import partial
from typing import Any

from variorum.evidence import Borrowing
from variorum.pipeline.engine import Engine
from variorum.pipeline.progress import Progress
from variorum.pipeline.step import Given, step
from variorum.pipeline.texts import HeldTexts, digests_of_texts
from variorum.record import Record
from variorum.saying import say


@step("borrowing told", code=("stemma",))
def told(borrowing: Any) -> Borrowing:
    """A borrowing with its manner, direction and grounds."""
    whole: Borrowing = borrowing
    return whole


def _itself(borrowing: Borrowing) -> Borrowing:
    return borrowing


def borrowings_told(
    borrowings: tuple[Borrowing, ...], record: Record, engine: Engine, texts: HeldTexts, *, progress: Progress
) -> tuple[Borrowing, ...]:
    """The borrowings with their manner, direction and grounds; weighed are those alone that something changed for."""
    if not borrowings:
        engine.retain(told, ())
        return ()
    from variorum.stemma.describing import describe, told_from
    from variorum.stemma.gathering import without_nested

    borrowings = without_nested(borrowings)
    digests = told_from(borrowings, record, texts=digests_of_texts(engine))
    fresh = {
        digest: one for digest, one in zip(digests, borrowings, strict=True)
        if not engine.stands(told, digest, borrowing=Given(digest, partial(_itself, one)))
    }  # fmt: skip
    if fresh:
        progress(say("Tracing who copied whom"), 0, 1)
    weighed = dict(zip(fresh, describe(fresh.values(), record, pages_of=texts.pages, among=borrowings), strict=True))
    whole = tuple(
        engine.ask(told, digest, borrowing=Given(digest, partial(weighed.__getitem__, digest))).value()
        for digest in digests
    )
    engine.retain(told, digests)
    engine.flush()
    if fresh:
        progress(say("Tracing who copied whom"), 1, 1)
    return whole
