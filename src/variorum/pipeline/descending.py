"""Borrowings told in full, each remembered as long as nothing that it is told from has changed."""

from __future__ import annotations

from functools import partial
from typing import Any

from variorum.evidence import Borrowing
from variorum.pipeline.criticising import digest_of_field, digest_of_record
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


@step("what borrowings are told from", code=("stemma",))
def told_from_all(whole: Any) -> tuple[str, ...]:
    """For each borrowing a digest of everything that it is told from."""
    from variorum.stemma.describing import told_from

    borrowings, record, texts = whole
    digests: tuple[str, ...] = told_from(borrowings, record, texts=texts)
    return digests


def _itself(borrowing: Borrowing) -> Borrowing:
    return borrowing


def borrowings_told(
    borrowings: tuple[Borrowing, ...], record: Record, engine: Engine, texts: HeldTexts, *, progress: Progress
) -> tuple[Borrowing, ...]:
    """The borrowings with their manner, direction and grounds; weighed are those alone that something changed for."""
    if not borrowings:
        engine.retain(told, ())
        return ()
    from variorum.stemma.describing import describe
    from variorum.stemma.passage_groups import without_nested

    borrowings = without_nested(borrowings)
    digests = _told_from(borrowings, record, engine)
    fresh = {
        digest: one for digest, one in zip(digests, borrowings, strict=True)
        if not engine.stands(told, digest, borrowing=Given(digest, partial(_itself, one)))
    }  # fmt: skip
    if fresh:
        progress(say("Tracing who copied whom"), 0, 1)
    weighed = dict(zip(fresh, describe(fresh.values(), record, pages_of=texts.pages, among=borrowings), strict=True))
    for digest, one in weighed.items():
        engine.put(told, digest, one, borrowing=Given(digest, partial(_itself, one)))
    engine.retain(told, digests)
    kept = dict(engine.values(told))
    if fresh:
        progress(say("Tracing who copied whom"), 1, 1)
    return tuple(kept[digest] for digest in digests)


def _told_from(borrowings: tuple[Borrowing, ...], record: Record, engine: Engine) -> tuple[str, ...]:
    """The digest of what each is told from: of the texts, and of those parts of the record that are handed on."""
    said = Record(sources=record.sources, entities=record.entities, judgements=record.judgements)
    texts = digests_of_texts(engine)
    handed = (engine.catalogue.laid_from("borrowings"), digest_of_record(said), sorted(texts.items()))
    whole = Given(digest_of_field(handed), lambda: (borrowings, said, texts))
    return engine.ask(told_from_all, "all", whole=whole).value()
