"""Where own words betray what is kept back, remembered while neither the archive, its texts nor the day change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from variorum.digest import sha_of
from variorum.disclosure.protection import kept_back, still_in_force
from variorum.examined import Examined
from variorum.finding import Finding
from variorum.pipeline.criticising import digest_of_record
from variorum.pipeline.engine import Engine
from variorum.pipeline.step import Given, step
from variorum.pipeline.texts import digests_of_readings
from variorum.record import Page


@step("what own words betray", code=("disclosure",))
def betrayed(record: Any, day: Any) -> tuple[Finding, ...]:
    """The findings of family K."""
    from variorum.disclosure.betraying_words import betrayals

    today, pages_of = day
    return tuple(betrayals(record, pages_of=pages_of, today=today))


def betrayals_in(
    record: Examined, engine: Engine, *, pages_of: Callable[[str], Sequence[Page]], today: str
) -> tuple[Finding, ...]:
    """The findings of family K on the day `today`; nothing is read or loaded where nothing is kept back."""
    in_force = still_in_force(record, today)
    if not in_force and not kept_back(record, today):
        return ()
    read = [(key, one.whole) for key, one in sorted(digests_of_readings(engine).items())]
    held = sha_of(repr((in_force, read)))
    whole = Given(digest_of_record(record), lambda: record)
    found = engine.ask(betrayed, "all", record=whole, day=Given(held, lambda: (today, pages_of))).value()
    engine.flush()
    return found
