"""Passages that stand in more than one source, brought up to date: what is new is compared with what is there, once."""

from __future__ import annotations

from variorum.catalogue.borrowings import compared_from, keep_borrowings, strongest_borrowings
from variorum.catalogue.store import Catalogue
from variorum.evidence import Borrowing
from variorum.pipeline.progress import Progress
from variorum.pipeline.texts import HeldTexts, digests_of_texts
from variorum.reuse.terms import ENGINE

IN_THE_RECORD = 5_000  # borrowings that a record carries: the strongest; the catalogue holds them all


def borrowings_up_to_date(catalogue: Catalogue, texts: HeldTexts, *, progress: Progress) -> tuple[Borrowing, ...]:
    """Compare every source whose text is another than before with all that are held, and give the strongest found.

    Of a source that was changed or removed the catalogue drops what was found before, together with its text.
    """
    wanted = {key: f"{ENGINE} {digest}" for key, digest in digests_of_texts(catalogue).items()}
    compared = compared_from(catalogue)
    fresh = {key: digest for key, digest in wanted.items() if compared.get(key) != digest}
    if fresh:
        from variorum.reuse import Segment, compare

        progress("Finding borrowings", 0, 1)
        segments = [Segment.from_seeds(seeds) for seeds in texts.seeds().segments]
        found = compare(segments, texts.pages, fresh=fresh)
        keep_borrowings(catalogue, found.borrowings, formulas=found.formulas, compared=fresh)
        progress("Finding borrowings", 1, 1)
    return strongest_borrowings(catalogue, IN_THE_RECORD)
