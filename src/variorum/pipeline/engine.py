"""The engine of the steps: a result is taken as it is kept, or worked out where anything that it rests on is another.

What a result was made from is kept as digests by name: of each input, and of the code that the step runs (`code`).
Nothing else decides, so no version is raised by hand; an output that comes out the same has the same digest, and what
rests on it stays (early cut-off).

Of a `Watched` input (a quotation is held against its source, and only where it is not found there against all others)
only those parts count that the step did look at.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from variorum.catalogue.store import Catalogue, Result
from variorum.code import code_digest
from variorum.digest import sha_of
from variorum.finding import ChangedOnDisk
from variorum.pipeline.codec import digest
from variorum.pipeline.step import Given, Step, Watched
from variorum.saying import say

T = TypeVar("T")
_AT_ONCE = 500  # results that are written together
_LENGTH = 32  # letters of a digest that are kept
RULES = "the program's rules"  # the name of the code among what a result was made from


class NotMade(Exception):
    """A result is not up to date and nobody wants it made: what changed since, by name (all, where none is kept)."""

    def __init__(self, step: str, key: str, changed: Collection[str]) -> None:
        super().__init__(f"{step} {key}: {', '.join(changed)}")
        self.step, self.key, self.changed = step, key, tuple(changed)


@dataclass(slots=True)
class Engine:
    """The results of one catalogue. With `looking` nothing is made: what is stale raises `NotMade`."""

    catalogue: Catalogue
    looking: bool = False
    made: Counter[str] = field(default_factory=Counter)  # how often each step ran
    _shelves: dict[str, dict[str, Result]] = field(default_factory=dict)
    _fresh: dict[str, dict[str, tuple[Result, bytes]]] = field(default_factory=dict)

    def ask(self, step: Step[T], key: str, **inputs: object) -> Given[T]:
        """The result of a step under a key: as it is kept where it was made from the very same, else made."""
        known = self._known(step, inputs)
        watched = _watched(inputs)
        kept = self._shelf(step).get(key)
        if kept is not None and _stands(kept, known, watched):
            return self._given(step, kept)
        if self.looking:
            raise NotMade(step.name, key, _changed(kept, known, watched))
        return self._make(step, key, inputs, known)

    def stands(self, step: Step[Any], key: str, **inputs: object) -> bool:
        """Whether a result is kept that was made from the very same."""
        kept = self._shelf(step).get(key)
        return kept is not None and _stands(kept, self._known(step, inputs), _watched(inputs))

    def put(self, step: Step[T], key: str, value: T, **inputs: object) -> Given[T]:
        """Keep a result that was worked out elsewhere from these inputs: in another process, or together with more."""
        return self._keep(step, key, self._known(step, inputs), value)

    def kept(self, step: Step[T]) -> Mapping[str, Given[T]]:
        """Everything that is kept of a step by key, whether or not it would be made again."""
        return {key: self._given(step, result) for key, result in self._shelf(step).items()}

    def values(self, step: Step[T]) -> Iterator[tuple[str, T]]:
        """The value of everything that is kept of a step, by key: in bulk, where most of it is wanted."""
        self.flush()
        return ((key, self._sound(step, key, payload)) for key, payload in self.catalogue.payloads(step.name))

    def digest_kept(self, step: Step[Any], key: str) -> str:
        """The digest of what is kept of a step under a key; empty where nothing is."""
        kept = self._shelf(step).get(key)
        return kept.output if kept else ""

    def kept_from(self, step: Step[Any], key: str) -> Mapping[str, str]:
        """What a result was made from, as digests by name; nothing where none is kept."""
        kept = self._shelf(step).get(key)
        return _read(kept.inputs) if kept else {}

    def retain(self, step: Step[Any], keys: Iterable[str]) -> None:
        """Drop what is kept of a step under any other key."""
        wanted = set(keys)
        gone = [key for key in self._shelf(step) if key not in wanted]
        if gone and not self.looking:
            self.flush()
            self.catalogue.forget_results(step.name, gone)
            for key in gone:
                del self._shelves[step.name][key]

    def flush(self) -> None:
        """Write what was made since the last time."""
        fresh, self._fresh = self._fresh, {}
        for name, results in fresh.items():
            self.catalogue.keep_results(name, results.values())

    @contextmanager
    def laying(self, name: str, made_from: str, *, rows: Callable[[], object] = lambda: "") -> Iterator[bool]:
        """Rows that follow from results: True where they are to be laid anew, in one transaction with their mark.

        `rows` counts those that are there, so that rows which something took away since are laid again.
        """
        if self.catalogue.laid_from(name) == f"{made_from} {rows()}":
            yield False
            return
        with self.catalogue.database.transaction():
            yield True
            self.catalogue.mark_laid(name, f"{made_from} {rows()}")

    def _known(self, step: Step[Any], inputs: Mapping[str, object]) -> dict[str, str]:
        """The digests of everything that is known before the step runs: all but what is watched."""
        known = {RULES: code_digest(step.code)[:_LENGTH]}
        for name, value in inputs.items():
            if isinstance(value, Given):
                known[name] = _kept(value.digest)
            elif not isinstance(value, Watched):
                known[name] = digest(step.input(name).encode(value))[:_LENGTH]
        return known

    def _make(self, step: Step[T], key: str, inputs: Mapping[str, object], known: Mapping[str, str]) -> Given[T]:
        seen: dict[str, str] = {}

        def given(name: str, value: object) -> object:
            if isinstance(value, Watched):
                return value.value(lambda part: seen.update({f"{name}: {part}": _kept(value.digest(part))}))
            return value.value() if isinstance(value, Given) else value

        made = step.run(**{name: given(name, value) for name, value in inputs.items()})
        return self._keep(step, key, {**known, **seen}, made)

    def _keep(self, step: Step[T], key: str, known: Mapping[str, str], value: T) -> Given[T]:
        payload = step.output.encode(value)
        result = Result(key, _written(known), digest(payload)[:_LENGTH])
        self.made[step.name] += 1
        self._shelf(step)[key] = result
        self._fresh.setdefault(step.name, {})[key] = result, payload
        if len(self._fresh[step.name]) >= _AT_ONCE:
            self.flush()
        return self._given(step, result)  # read back, so that a value is the same whether it was made now or before

    def _shelf(self, step: Step[Any]) -> dict[str, Result]:
        if step.name not in self._shelves:
            self._shelves[step.name] = dict(self.catalogue.results(step.name))
        return self._shelves[step.name]

    def _given(self, step: Step[T], result: Result) -> Given[T]:
        return Given(result.output, lambda: step.output.decode(self._payload(step.name, result)))

    def _payload(self, step: str, result: Result) -> bytes:
        fresh = self._fresh.get(step, {}).get(result.key)
        payload = fresh[1] if fresh else self.catalogue.payload(step, result.key)
        if payload is None or digest(payload)[:_LENGTH] != result.output:
            if self.catalogue.results(step).get(result.key) == result:  # nobody wrote it since: the file itself is bad
                raise self.catalogue.database.damaged()
            raise ChangedOnDisk(say("Another build wrote the catalogue meanwhile; try again."))
        return payload

    def _sound(self, step: Step[T], key: str, payload: bytes) -> T:
        """What a payload holds, where it is what was written."""
        kept = self._shelf(step).get(key)
        if kept is not None and digest(payload)[:_LENGTH] != kept.output:
            payload = self._payload(step.name, kept)
        value: T = step.output.decode(payload)
        return value


def _kept(told: str) -> str:
    """What is kept of a digest; of any other text that tells a value from others, a digest of all of it."""
    is_digest = len(told) in (_LENGTH, 2 * _LENGTH)
    return told[:_LENGTH] if is_digest or len(told) < _LENGTH else sha_of(told)[:_LENGTH]


def _watched(inputs: Mapping[str, object]) -> dict[str, Watched[Any]]:
    return {name: value for name, value in inputs.items() if isinstance(value, Watched)}


def _stands(kept: Result, known: Mapping[str, str], watched: Mapping[str, Watched[Any]]) -> bool:
    if not watched:
        return kept.inputs == _written(known)
    before = _read(kept.inputs)
    return bool(before == {**known, **_parts_now(before, watched)})


def _parts_now(before: Mapping[str, str], watched: Mapping[str, Watched[Any]]) -> dict[str, str]:
    """The parts that were looked at, with the digests that they have now."""
    split = ((written, *written.partition(": ")[::2]) for written in before)
    return {written: _kept(watched[name].digest(part)) for written, name, part in split if name in watched and part}


def _changed(kept: Result | None, known: Mapping[str, str], watched: Mapping[str, Watched[Any]]) -> list[str]:
    before = _read(kept.inputs) if kept else {}
    now = {**known, **_parts_now(before, watched)}
    return sorted(name for name in {*before, *now} if before.get(name) != now.get(name))


def _read(written: str) -> dict[str, str]:
    """What a result was made from; nothing where a damaged catalogue does not tell, so that it is made anew."""
    try:
        return dict(json.loads(written))
    except ValueError:
        return {}


def _written(known: Mapping[str, str]) -> str:
    return json.dumps(known, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
