"""Borrowings told in full, remembered as long as nothing that they are told from has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from hashlib import sha256

from variorum.catalogue.store import Catalogue
from variorum.evidence import Borrowing, Ground
from variorum.pipeline.progress import Progress
from variorum.pipeline.texts import HeldTexts, digests_of_texts
from variorum.record import Record

_RULES = "1"  # raised when the same borrowings may be told otherwise


def borrowings_told(
    borrowings: tuple[Borrowing, ...], record: Record, texts: HeldTexts, *, progress: Progress
) -> tuple[Borrowing, ...]:
    """The borrowings with their manner, direction and grounds; weighed are those alone that something changed for."""
    if not borrowings:
        return ()
    from variorum.stemma.gathering import without_nested

    borrowings = without_nested(borrowings)
    catalogue = texts.catalogue
    made_from = _made_from(borrowings, record, catalogue)
    before, kept = catalogue.recall_all("descent").get("told", ("", None))
    known: Mapping[str, Mapping[str, object]] = (
        kept if isinstance(kept, dict) and before.startswith(f"{_RULES} ") else {}
    )
    if before == made_from and len(known) == len(borrowings):
        return tuple(_filled(borrowing, told) for borrowing, told in zip(borrowings, known.values(), strict=True))
    from variorum.stemma.describing import describe, told_from

    progress("Weighing borrowings", 0, 1)
    digests = told_from(borrowings, record, texts=digests_of_texts(catalogue))
    fresh = [one for one, digest in zip(borrowings, digests, strict=True) if digest not in known]
    told = iter(describe(fresh, record, pages_of=texts.pages, among=borrowings))
    whole = tuple(
        _filled(one, known[digest]) if digest in known else next(told)
        for one, digest in zip(borrowings, digests, strict=True)
    )
    rows = {digest: _row(one) for digest, one in zip(digests, whole, strict=True)}
    catalogue.remember("descent", "told", made_from, rows)
    progress("Weighing borrowings", 1, 1)
    return whole


def _row(borrowing: Borrowing) -> Mapping[str, object]:
    return {
        "manner": borrowing.manner,
        "direction": borrowing.direction,
        "because": borrowing.because,
        "grounds": [asdict(ground) for ground in borrowing.grounds],
    }


def _filled(borrowing: Borrowing, told: Mapping[str, object]) -> Borrowing:
    grounds, because = told["grounds"], told["because"]
    assert isinstance(grounds, Sequence)
    assert isinstance(because, Sequence)
    return replace(
        borrowing,
        manner=str(told["manner"]),
        direction=str(told["direction"]),
        because=tuple(because),
        grounds=tuple(Ground(**{**each, "said": tuple(map(tuple, each["said"]))}) for each in grounds),
    )


def _made_from(borrowings: tuple[Borrowing, ...], record: Record, catalogue: Catalogue) -> str:
    """A digest of everything that borrowings are told from: texts, dossiers of sources and authors, judgements."""
    authors = sorted({author for source in record.sources.values() for author in source.authors})
    parts = (
        sorted(digests_of_texts(catalogue).items()),
        [(b.a.stretches, b.b.stretches, b.manner) for b in borrowings],
        [(s.key, s.title, s.authors, s.composed, s.published, s.lineage) for s in record.sources.values()],
        [(e.name, e.names) for author in authors if (e := record.entities.get(author))],
        [judgement for judgement in record.judgements if judgement.about.startswith("descent ")],
    )
    return f"{_RULES} " + sha256("\n".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()
