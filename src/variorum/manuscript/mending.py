"""Corrections that the program knows, in an archive: a page or section, a key, a slip of letters in a quotation.

Each is one replacement in one line of one file, thought out from what the checks found: Q206 (the words stand on one
other page of the source), Q207 (they stand in one other source), C101 (a key that differs from one known by a letter or
two), Q201 (words that differ by a slip). Nothing is changed here: the caller shows the difference and asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from variorum.archive.citations import write_citation
from variorum.examined import CheckedQuotation, Examined
from variorum.finding import ChangedOnDisk
from variorum.manuscript.corrections import slips_of
from variorum.manuscript.verdicts import GOOD
from variorum.record import Citation, Locator, Position
from variorum.saying import say

CODES = ("C101", "Q201", "Q206", "Q207")
_WITHIN = 60  # lines below a quotation's first within which its citation stands
_KEY_SLIP = 2  # letters by which a key may differ from the one that is meant


@dataclass(frozen=True, slots=True)
class Mend:
    """One correction: where (file and line from which the old words are looked for), what for what, and why.

    `within` is the quotation of which the old words are part: the same words beside it are the historian's own.
    """

    code: str
    position: Position
    old: str
    new: str
    because: str
    within: str = ""


def mends_of(record: Examined, *, codes: tuple[str, ...] = ()) -> tuple[Mend, ...]:
    """The corrections that are known for a record, in the order of files and lines, each once."""
    wanted = codes or CODES
    found = {mend: None for mend in (*_of_quotations(record), *_of_keys(record)) if mend.code in wanted}
    return tuple(sorted(found, key=lambda mend: (mend.position.file, mend.position.line, mend.old)))


def applied(mend: Mend) -> Callable[[bytes], bytes]:
    """The change of a file's bytes that carries a correction out: where the old words stand from its line on, nearest
    to its place, or within the quotation.

    It raises `ChangedOnDisk` where these words no longer stand there.
    """

    def change(raw: bytes) -> bytes:
        start, end = _old_words(mend, raw)
        if start == end:
            raise ChangedOnDisk(
                say(
                    "{file} no longer has “{old}” at line {line}.",
                    file=mend.position.file,
                    old=mend.old,
                    line=mend.position.line,
                )
            )
        return raw[:start] + mend.new.encode("utf-8") + raw[end:]

    return change


def difference(mend: Mend, raw: bytes) -> list[str]:
    """The line before and after, as a difference shows it."""
    changed = applied(mend)(raw)
    before, after = raw.decode("utf-8", "replace").splitlines(), changed.decode("utf-8", "replace").splitlines()
    number = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False), start=1) if a != b), mend.position.line
    )
    return [f"{mend.position.file}:{number}", f"- {before[number - 1].strip()}", f"+ {after[number - 1].strip()}"]


def _old_words(mend: Mend, raw: bytes) -> tuple[int, int]:
    """Where the words to be corrected stand, from byte to byte; (0, 0) where they do not."""
    begins = _line_start(raw, mend.position.line)
    ends = _line_start(raw, mend.position.line + _WITHIN)
    place = begins + len(raw[begins:ends].decode("utf-8", "replace")[: mend.position.column - 1].encode("utf-8"))
    if mend.within:
        words = (re.escape(word.encode("utf-8")) for word in mend.within.split())
        pattern = re.compile(rb"[\s>]+".join(words))
        begins, ends = _nearest_span(pattern, raw, _line_start(raw, max(1, mend.position.line - _WITHIN)), ends, place)
        place = begins
    return _nearest_span(re.compile(re.escape(mend.old.encode("utf-8"))), raw, begins, ends, place)


def _nearest_span(pattern: re.Pattern[bytes], raw: bytes, begins: int, ends: int, place: int) -> tuple[int, int]:
    """The match that begins or ends nearest to a place: one behind a quotation in running text, or at its head."""
    spans = [match.span() for match in pattern.finditer(raw, begins, ends)]
    return min(spans, key=lambda span: min(abs(span[0] - place), abs(span[1] - place)), default=(0, 0))


def _line_start(raw: bytes, line: int) -> int:
    at = 0
    for _ in range(line - 1):
        following = raw.find(b"\n", at)
        if following < 0:
            return len(raw)
        at = following + 1
    return at


def _of_quotations(record: Examined) -> Iterator[Mend]:
    for checked in record.quotations:
        verification, citation = checked.verification, checked.witness.citation
        if verification.verdict in GOOD and not verification.candidates:
            if verification.place == "elsewhere" and verification.locator:
                yield from _locator(checked, citation)
            elif verification.place == "another source" and verification.segments:
                yield from _source(checked, citation)
        elif verification.verdict == "altered" and verification.place in ("as cited", "no pages"):
            yield from _slips(checked)


def _locator(checked: CheckedQuotation, citation: Citation) -> Iterator[Mend]:
    right = checked.verification.locator
    new = _with(citation, locator=Locator(right, "", "", ""))
    if new is not None:
        yield Mend(
            "Q206", checked.witness.position, citation.written, new, say("The words stand at {right}.", right=right)
        )


def _source(checked: CheckedQuotation, citation: Citation) -> Iterator[Mend]:
    source, right = checked.verification.segments[0].source, checked.verification.locator
    if citation.within is not None or not right:
        return
    new = write_citation(Citation(source, Locator(right, "", "", "")))
    yield Mend(
        "Q207",
        checked.witness.position,
        citation.written,
        new,
        say("The words stand in {source}, {right}.", source=source, right=right),
    )


def _with(citation: Citation, *, locator: Locator) -> str | None:
    """The citation with another locator for the work that was looked at; None where it cannot be written again."""
    if not citation.written:
        return None
    if citation.within is None:
        return write_citation(Citation(citation.source, locator))
    inner = _with(citation.within, locator=locator)
    old = citation.within.written
    return citation.written.replace(old, inner) if inner and old and citation.written.count(old) == 1 else None


def _slips(checked: CheckedQuotation) -> Iterator[Mend]:
    quotation = checked.witness.quotation or ""
    for quoted, found in slips_of(checked.verification.differences):
        if len(re.findall(rf"(?<!\w){re.escape(quoted)}(?!\w)", quotation)) == 1:
            because = (
                say("{source} has “{found}”.", source=checked.verification.segments[0].source, found=found)
                if checked.verification.segments
                else ""
            )
            yield Mend("Q201", checked.witness.position, quoted, found, because, quotation)


def _of_keys(record: Examined) -> Iterator[Mend]:
    for position, citation in _citations(record):
        key = citation.checked_in.source
        if key in record.sources:
            continue
        near = _nearest(key, record.sources)
        if near and citation.written.count(f"@{key}") == 1:
            yield Mend(
                "C101",
                position,
                f"@{key}",
                f"@{near}",
                say("No source has the key “{key}”; “{near}” is the only one like it.", key=key, near=near),
            )


def _citations(record: Examined) -> Iterator[tuple[Position, Citation]]:
    for statement in record.statements:
        for witness in statement.witnesses:
            yield witness.position, witness.citation
    for prose in (
        *(chapter.prose for chapter in record.chapters),
        *(thesis.prose for thesis in record.theses.values()),
    ):
        for cited in prose.citations:
            yield cited.position, cited.citation


def _nearest(key: str, sources: Mapping[str, object]) -> str:
    """The only key that differs by a letter or two; a year in it must be the same."""
    near = [
        known for known in sources
        if Levenshtein.distance(key, known, score_cutoff=_KEY_SLIP) <= _KEY_SLIP
        and re.findall(r"\d+", key) == re.findall(r"\d+", known) and min(len(key), len(known)) > 2 * _KEY_SLIP
    ]  # fmt: skip
    return near[0] if len(near) == 1 else ""
