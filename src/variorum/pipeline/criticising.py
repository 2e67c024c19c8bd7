"""The checks run over a record, and what they found remembered while neither the record nor the program changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha256

from variorum.criticism.framework import Criticism, checked, criticise
from variorum.examined import Examined
from variorum.finding import Finding
from variorum.pipeline.engine import Engine
from variorum.pipeline.step import Given, step
from variorum.record import Record

BROKEN_OFF = "X001"


@step("criticism", code=("criticism",))
def criticism(record: Examined) -> tuple[Finding, ...]:
    """What every check that is switched on finds, before any judgement."""
    return tuple(checked(record))


def criticised(record: Examined, engine: Engine, *, found: Sequence[Finding], codes: Collection[str] = ()) -> Criticism:
    """The findings of every check, recalled where nothing changed; judgements are laid over them anew each time.

    `found` and `codes` are as in `criticise`.
    What other people's checks find is never remembered: they may look at whatever they please. Nor is what was found
    while a check broke off.
    """
    if record.settings.plugins:
        return criticise(record, codes=codes, found=found)
    whole = Given(digest_of_record(record), lambda: record)
    if codes and not engine.stands(criticism, "all", record=whole):
        return criticise(record, codes=codes, found=found)
    known = engine.ask(criticism, "all", record=whole).value()
    if any(finding.code == BROKEN_OFF for finding in known):
        engine.retain(criticism, ())
    engine.flush()
    return criticise(record, codes=codes, found=found, known=known)


def digest_of_record(record: Record) -> str:
    """A digest of everything that a record says."""
    return sha256(repr(record).encode("utf-8", "surrogatepass")).hexdigest()
