"""Holding every quotation of the record against the texts, remembering what was found, and noticing what changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from variorum.archive.bounds import is_writable
from variorum.archive.folder import Archive
from variorum.archive.ledgers import Checked, append_checked, read_checked
from variorum.catalogue.store import Catalogue
from variorum.criticism.citings import prose_of
from variorum.pipeline.progress import Progress
from variorum.pipeline.texts import ReadingDigests, digests_of_readings
from variorum.quotation import RULES
from variorum.record import CheckedQuotation, Citation, Difference, Record, Segment, Verification, Witness

if TYPE_CHECKING:
    from variorum.quotation.texts import Texts

_GOOD = ("verbatim", "marked")
_NOT_HELD = ReadingDigests("", "")


@dataclass(frozen=True, slots=True)
class _Quoted:
    """One quotation to be verified: where it is used, and digests of what its verdict is made from."""

    statement: str
    witness: Witness
    quotation: str
    cited: Citation
    digest: str  # of the quotation's words
    text: str  # of the text of the source cited
    made_from: str  # of words, citation, rules, and the source cited as it was read

    @property
    def name(self) -> str:
        """What the catalogue keeps the verification under."""
        return f"{self.statement} {self.digest[:16]} {self.cited.written or self.cited.source}"

    @property
    def remembered_under(self) -> tuple[str, str, str]:
        """Statement, source and words: two sources may witness a statement in the very same words."""
        return self.statement, self.cited.source, self.digest


def hold_quotations(
    archive: Archive, record: Record, catalogue: Catalogue, texts: Texts, *, today: str, progress: Progress
) -> tuple[CheckedQuotation, ...]:
    """Verify every quotation of the record; what was verified against the very same texts is recalled, not repeated.

    A quotation that stands where it is cited cannot change its verdict while its source's text stays; any other may be
    found elsewhere once another source comes in. New verdicts are appended to `checked.jsonl`; a quotation that was
    found good against another text of its source carries that in `before`.
    """
    digests = digests_of_readings(catalogue)
    quoted = list(_quoted(record, digests))
    known = catalogue.recall_all("verification")
    whole = _digest("".join(f"{key} {one.whole}\n" for key, one in sorted(digests.items())))
    remembered = {(row.statement, row.source, row.quotation): row for row in read_checked(archive.root)}
    checked: list[CheckedQuotation] = []
    fresh: list[tuple[str, str, object]] = []
    for done, one in enumerate(quoted):
        progress("Verifying", done, len(quoted))
        verification = _recalled(known.get(one.name), one, whole)
        if verification is None:
            verification = _verified(one, texts, record)
            made_from = one.made_from if verification.place == "as cited" else one.made_from + whole
            fresh.append((one.name, made_from, asdict(verification)))
        before = _before(remembered.get(one.remembered_under), one)
        checked.append(CheckedQuotation(one.statement, one.witness, verification, before))
    if quoted:
        progress("Verifying", len(quoted), len(quoted))
    catalogue.remember_all("verification", fresh)
    catalogue.forget("verification", but=[one.name for one in quoted])
    _note(archive, zip(quoted, checked, strict=True), remembered, catalogue, today=today)
    return tuple(_borne_out(checked, record))


def _borne_out(checked: Iterable[CheckedQuotation], record: Record) -> Iterator[CheckedQuotation]:
    """Without what a quotation in the text is not found in, where another source of the same note bears it out."""
    running = {(c.position, c.quotation) for prose in prose_of(record) for c in prose.running}
    every = list(checked)
    borne = {
        (one.witness.position, one.witness.quotation)
        for one in every
        if one.verification.verdict in _GOOD and one.verification.place != "another source"
    }
    for one in every:
        key = (one.witness.position, one.witness.quotation)
        fails = one.verification.verdict not in _GOOD or one.verification.place == "another source"
        if not (fails and key in running and key in borne):
            yield one


def _quoted(record: Record, readings: Mapping[str, ReadingDigests]) -> Iterator[_Quoted]:
    """Every quotation of the record: under statements, block quotations in prose, and those that run in its text."""
    policy = ",".join(record.settings.levelling)
    for about, witness in [
        *((s.ref, witness) for s in record.statements for witness in s.witnesses),
        *((c.position.file, Witness(c.citation, c.quotation, "affirms", c.position))
          for prose in prose_of(record) for c in (*prose.citations, *prose.running)),
    ]:  # fmt: skip
        if witness.quotation is None or witness.stance == "omits":
            continue
        cited = witness.citation.checked_in
        reading = readings.get(cited.source, _NOT_HELD)
        parts = [witness.quotation, cited.source, repr(cited.locator), RULES, policy, reading.whole]
        made_from = sha256(json.dumps(parts).encode()).hexdigest()
        yield _Quoted(about, witness, witness.quotation, cited, _digest(witness.quotation), reading.text, made_from)


def _verified(one: _Quoted, texts: Texts, record: Record) -> Verification:
    from variorum.quotation.verification import Policy, verify

    cited, policy = one.cited, Policy(record.settings.levelling)
    return verify(one.quotation, texts, source=cited.source, locator=cited.locator, policy=policy)


def _recalled(kept: tuple[str, object] | None, one: _Quoted, whole: str) -> Verification | None:
    if kept is None or kept[0] not in (one.made_from, one.made_from + whole) or not isinstance(kept[1], dict):
        return None
    return verification_from(kept[1])


def verification_from(payload: Mapping[str, object]) -> Verification:
    """A verification as it was kept in JSON."""
    values: dict[str, Any] = dict(payload)
    for name, make in (("segments", Segment), ("candidates", Segment), ("differences", Difference)):
        rows = values.get(name)
        values[name] = tuple(make(**row) for row in rows) if isinstance(rows, list) else ()
    for name in ("levelled", "omitted", "warnings", "passed_over"):
        texts = values.get(name)
        values[name] = tuple(texts) if isinstance(texts, list) else ()
    return Verification(**values)


def _before(row: Checked | None, one: _Quoted) -> str | None:
    """The verdict remembered, where it was reached against another text of the source."""
    if row is None or not row.text or row.text == one.text or row.verdict not in _GOOD:
        return None
    return row.verdict


def _note(
    archive: Archive,
    found: Iterable[tuple[_Quoted, CheckedQuotation]],
    remembered: Mapping[tuple[str, str, str], Checked],
    catalogue: Catalogue,
    *,
    today: str,
) -> None:
    """Append to `checked.jsonl` what is new: another verdict, another text, or a quotation never checked before.

    Where a quotation was good against an earlier text and no longer is, the good line stays the newest until the
    quotation or its text is mended: it is what the finding refers to.
    """
    states = catalogue.source_states()
    rows = []
    for one, checked in found:
        verification = checked.verification
        row = remembered.get(one.remembered_under)
        same = row and (row.text, row.rules, row.verdict, row.place) == (
            one.text,
            RULES,
            verification.verdict,
            verification.place,
        )
        if same or (checked.before and verification.verdict not in _GOOD) or verification.verdict == "unchecked":
            continue
        state = states.get(one.cited.source)
        rows.append(
            Checked(
                one.statement,
                one.cited.source,
                one.digest,
                one.text,
                state.reader if state else "",
                RULES,
                verification.verdict,
                verification.place,
                today,
            )
        )
    if is_writable(archive.root):  # else the archive is only looked at, and remembers nothing
        append_checked(archive.root, *rows)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
