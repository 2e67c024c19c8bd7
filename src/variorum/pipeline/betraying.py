"""Where own words betray what is kept back, remembered while neither the archive, its texts nor the day change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from variorum.catalogue.store import Catalogue
from variorum.catalogue.written import findings_from, written_findings
from variorum.disclosure.protection import kept_back, still_in_force
from variorum.finding import Finding
from variorum.pipeline.criticising import digest_of_record, program
from variorum.record import Page, Record


def betrayals_in(
    record: Record, catalogue: Catalogue, *, pages_of: Callable[[str], Sequence[Page]], today: str
) -> tuple[Finding, ...]:
    """The findings of family K on the day `today`; nothing is read or loaded where nothing is kept back."""
    in_force = still_in_force(record, today)
    if not in_force and not kept_back(record, today):
        return ()
    states = [(state.key, state.digest, state.reader) for state in catalogue.source_states().values()]
    made_from = f"{program()} {digest_of_record(record)} {states!r} {in_force!r}"
    kept = catalogue.recall("disclosure", "betrayals", made_from)
    if isinstance(kept, str):
        return tuple(findings_from(kept))
    from variorum.disclosure.telling import betrayals

    told = betrayals(record, pages_of=pages_of, today=today)
    catalogue.remember("disclosure", "betrayals", made_from, written_findings(told))
    return told
