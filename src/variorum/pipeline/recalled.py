"""What pages need that is worked out of values handed in alone: a step, so that it is kept while those are the same."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from variorum.edition.recalling import Work
from variorum.pipeline.engine import Engine
from variorum.pipeline.step import Given, step


@step("what pages need", code=("edition",))
def worked_out(handed: Any) -> str:
    """What a work gives, as JSON."""
    work, values = handed
    return json.dumps(work(*values), ensure_ascii=False, separators=(",", ":"))


class Kept:
    """A `Recall` that keeps what works give in a catalogue; what one edition did not ask for is dropped at its end."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._asked: set[str] = set()

    def __call__(self, work: Work, name: str, *handed: object) -> Any:
        """What the work gives for what it is handed, or gave for the very same before."""
        if "<" in work.__qualname__ or not all(map(_is_plain, handed)):
            raise TypeError(f"{work.__qualname__} is no work: it must stand alone and be handed plain values.")
        key = f"{work.__module__}.{work.__qualname__} {name}"
        self._asked.add(key)
        digest = sha256(repr(handed).encode("utf-8", "surrogatepass")).hexdigest()
        return json.loads(self._engine.ask(worked_out, key, handed=Given(digest, lambda: (work, handed))).value())

    def drop_others(self) -> None:
        """Drop what was kept of earlier editions and is part of this one no more."""
        self._engine.retain(worked_out, self._asked)
        self._engine.flush()


def _is_plain(value: object) -> bool:
    """Whether a value is words, numbers and tuples of them alone, whose digest says all that can be read of it."""
    if type(value) is tuple:
        return all(map(_is_plain, value))
    return value is None or type(value) in (str, int, float, bool)
