"""Passages that stand in more than one source, brought up to date.

Whether words belong to somebody rests on how often they stand anywhere, so a new text may change what is told of two
old ones: where a text is another, all are compared.
"""

from __future__ import annotations

from functools import partial
from hashlib import sha256

from variorum.catalogue.borrowings import keep_borrowings, strongest_borrowings
from variorum.code import code_digest
from variorum.evidence import Borrowing
from variorum.pipeline.engine import Engine
from variorum.pipeline.progress import Progress
from variorum.pipeline.texts import HeldTexts, digests_of_texts
from variorum.saying import say

IN_THE_RECORD = 5_000  # borrowings that a record carries: the strongest; the catalogue holds them all
_CODE = ("reuse", "catalogue.borrowings", "pipeline.borrowing")


def borrowings_up_to_date(engine: Engine, texts: HeldTexts, *, progress: Progress) -> tuple[Borrowing, ...]:
    """Compare all sources where a text is another than before, and give the strongest of what is found."""
    made_from = compared_from(engine)
    count = partial(engine.catalogue.count_rows, "borrowings", "formulas")
    with engine.laying("borrowings", made_from, rows=count) as anew:
        if anew:
            from variorum.reuse import SourceLetters, compare

            progress(say("Finding borrowings"), 0, 1)
            segments = [SourceLetters.from_seeds(seeds) for seeds in texts.seeds().segments]
            found = compare(segments, texts.pages)
            keep_borrowings(engine.catalogue, found.borrowings, formulas=found.formulas)
            progress(say("Finding borrowings"), 1, 1)
    return strongest_borrowings(engine.catalogue, IN_THE_RECORD)


def compared_from(engine: Engine) -> str:
    """A digest of all that the borrowings of an archive rest on: texts, rules, and the numbers of sources in rows."""
    numbers = {one.key: one.id for one in engine.catalogue.catalogued()}
    parts = [f"{key} {numbers[key]} {text}" for key, text in sorted(digests_of_texts(engine).items())]
    return sha256("\n".join([code_digest(_CODE), *parts]).encode()).hexdigest()
