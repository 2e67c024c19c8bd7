"""Holding every quotation of the record against the texts, remembering what was found, and noticing what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.archive.bounds import is_writable
from variorum.archive.folder import Archive
from variorum.archive.ledgers import RecordedCheck, append_checked
from variorum.catalogue.store import Catalogue
from variorum.code import code_digest
from variorum.criticism.source_citations import prose_of
from variorum.digest import sha_of
from variorum.evidence import Verification
from variorum.examined import CheckedQuotation
from variorum.pipeline.engine import Engine
from variorum.pipeline.progress import Progress
from variorum.pipeline.texts import ReadingDigests, digests_of_readings
from variorum.pipeline.verifying import Quote, verification, watched
from variorum.record import Record, Witness
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.quotation.texts import Texts

_GOOD = ("verbatim", "marked")
Remembered = Mapping[tuple[str, str, str, str | None], RecordedCheck]  # under no place: the newest of all
_NOT_HELD = ReadingDigests("", "")


@dataclass(frozen=True, slots=True)
class QuotationUse:
    """One quotation to be verified: where it is used, what is asked, and the digests that the ledger remembers."""

    statement: str
    witness: Witness
    quote: Quote
    digest: str  # of the quotation's words
    text: str  # of the text of the source cited

    @property
    def name(self) -> str:
        """What the verification is kept under."""
        written = self.witness.citation.checked_in.written
        return f"{self.statement} {self.digest[:16]} {written or self.quote.source}"

    @property
    def cited(self) -> str:
        """Where in its source the quotation is said to stand, as it is written."""
        locator = self.witness.citation.checked_in.locator
        return locator.written if locator else ""


def hold_quotations(
    archive: Archive,
    record: Record,
    engine: Engine,
    texts: Texts,
    *,
    ledger: Sequence[RecordedCheck],
    today: str,
    progress: Progress,
) -> tuple[CheckedQuotation, ...]:
    """Verify every quotation of the record; one whose words and all that it was held against stayed is not repeated.

    New verdicts are appended to `checked.jsonl`; a quotation that was found good against another text of its source
    carries that in `before`. `ledger` holds the rows of `checked.jsonl`.
    """
    readings = digests_of_readings(engine)
    asked = list(quoted(record, readings))
    remembered = _remembered(ledger)
    whole, verdicts = watched(texts, readings), dict[int, Verification]()
    # one source after another: its letters are then worked out once
    order = sorted(range(len(asked)), key=lambda number: asked[number].quote.source)
    for done, number in enumerate(order):
        progress(say("Checking quotations"), done, len(asked))
        one = asked[number]
        verdicts[number] = engine.ask(verification, one.name, quote=one.quote, texts=whole).value()
    if asked:
        progress(say("Checking quotations"), len(asked), len(asked))
    engine.retain(verification, (one.name for one in asked))
    engine.flush()
    checked = [
        CheckedQuotation(
            one.statement,
            one.witness,
            verdicts[number],
            _before(_recalled(remembered, one), one, verdicts[number]),
        )
        for number, one in enumerate(asked)
    ]
    _note(archive, zip(asked, checked, strict=True), remembered, engine.catalogue, today=today)
    return tuple(_borne_out(checked, record))


def digest_of_quotations(checked: Iterable[CheckedQuotation]) -> str:
    """A digest of all that is known of quotations."""
    said = ((one.statement, one.witness, one.before, one.verification) for one in checked)
    return sha_of("\n".join(map(repr, said)))


def _borne_out(checked: Iterable[CheckedQuotation], record: Record) -> Iterator[CheckedQuotation]:
    """Without what a quotation in the text is not found in, where another source of the same note bears it out."""
    running = {(c.position, c.quotation) for prose in prose_of(record) for c in prose.running}
    every = list(checked)
    borne = {(one.witness.position, one.witness.quotation) for one in every if _is_good(one.verification)}
    for one in every:
        key = (one.witness.position, one.witness.quotation)
        if not (not _is_good(one.verification) and key in running and key in borne):
            yield one


def quoted(record: Record, readings: Mapping[str, ReadingDigests]) -> Iterator[QuotationUse]:
    """Every quotation of the record: under statements, block quotations in prose, and those that run in its text."""
    for about, witness in [
        *((s.ref, witness) for s in record.statements for witness in s.witnesses),
        *((c.position.file, Witness(c.citation, c.quotation, "affirms", c.position))
          for prose in prose_of(record) for c in (*prose.citations, *prose.running)),
    ]:  # fmt: skip
        if witness.quotation is None or witness.stance == "omits":
            continue
        cited = witness.citation.checked_in
        reading = readings.get(cited.source, _NOT_HELD)
        quote = Quote(witness.quotation, cited.source, cited.locator, record.settings.levelling)
        yield QuotationUse(about, witness, quote, sha_of(witness.quotation), reading.text)


def _remembered(ledger: Iterable[RecordedCheck]) -> Remembered:
    """The newest row of each quotation in each place that it is cited from, and under no place the newest of all."""
    found: dict[tuple[str, str, str, str | None], RecordedCheck] = {}
    for row in ledger:
        found[row.statement, row.source, row.quotation, row.cited] = row
        found[row.statement, row.source, row.quotation, None] = row
    return found


def _recalled(remembered: Remembered, one: QuotationUse) -> RecordedCheck | None:
    """What is remembered of a quotation as it is cited; else of the same words, cited from wherever they were."""
    words = one.statement, one.quote.source, one.digest
    return remembered.get((*words, one.cited)) or remembered.get((*words, None))


def _before(row: RecordedCheck | None, one: QuotationUse, now: Verification) -> str | None:
    """The good verdict that is remembered, reached against another text of the source, where it is good no longer.

    Where it is still good the new text is remembered in its place, and nothing is to be said.
    """
    if row is None or not row.text or row.text == one.text or not _is_good(row) or _is_good(now):
        return None
    return row.verdict


def _is_good(found: RecordedCheck | Verification) -> bool:
    """Whether the words stand in the source that is cited, with no more than marks between them."""
    return found.verdict in _GOOD and found.place != "another source"


def _note(
    archive: Archive,
    found: Iterable[tuple[QuotationUse, CheckedQuotation]],
    remembered: Remembered,
    catalogue: Catalogue,
    *,
    today: str,
) -> None:
    """Append to `checked.jsonl` what is new: another verdict, another text, or a quotation never checked before.

    Where a quotation was good against an earlier text and no longer is, the good line stays the newest until the
    quotation or its text is mended: it is what the finding refers to. Other rules that give the same are no news. Each
    place that words are cited from has a line of its own, lest what becomes of one be taken for what was known of
    another.
    """
    rules = code_digest(verification.code)[:12]
    states = catalogue.source_states()
    rows = []
    for one, checked in found:
        found_to_be = checked.verification
        row = _recalled(remembered, one)
        is_own = row is not None and row.cited in (one.cited, None)
        same = row and (row.text, row.verdict, row.place) == (one.text, found_to_be.verdict, found_to_be.place)
        if (is_own and same) or (checked.before and not _is_good(found_to_be)) or found_to_be.verdict == "unchecked":
            continue
        state = states.get(one.quote.source)
        rows.append(
            RecordedCheck(
                one.statement,
                one.quote.source,
                one.digest,
                one.text,
                state.reader if state else "",
                rules,
                found_to_be.verdict,
                found_to_be.place,
                today,
                one.cited,
            )
        )
    if is_writable(archive.root):  # else the archive is only looked at, and remembers nothing
        append_checked(archive.root, *rows)
