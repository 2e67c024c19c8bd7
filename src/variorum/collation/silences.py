"""Over a dated series of sources: whom it ceases to name or names again, and who is silent where all others speak.

A series is what has one title over the years, a newspaper first of all. For each name every point of time at which it
may have fallen is tried; the fall is tested against chance and length by the conditional test of two Poisson rates
(`chances.rate_less`), corrected for the points that were tried (Bonferroni) and for the names that were asked about
(Holm). Sources without a date stand in no series. A source that may name somebody after all, in a form that was not
settled, is not silent.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.collation.chances import holm, probability, rate_less
from variorum.evidence import Attestation, Erasure
from variorum.record import Record, Source
from variorum.saying import say

_LEVEL = 0.05
_SOURCES = 4  # of a series, and of an event's sources, before anything can be said
_FALLEN = 0.2  # of the rate before
_FIGURES = re.compile(r"[\d№.,:;()«»\"“”'’–—-]+|\b(?:no|nr|vol|год|г)\b\.?", re.IGNORECASE)


MayName = Callable[[str, str], bool]  # an entity's id and a source's key: whether the source may name it after all


def _surely_not(_entity: str, _source: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class _Fall:
    """The point of a series at which an entity is named least afterwards, or, for a return, least before."""

    entity: str
    at: int
    before: int
    after: int
    chance: float
    is_return: bool
    quiet: range  # the places of the series in which it is missing


def erased_over_time(
    record: Record, attestations: Sequence[Attestation], words: Mapping[str, int], *, may_name: MayName = _surely_not
) -> tuple[Erasure, ...]:
    """Who falls out of a dated series, or comes back into it; `words` is the length of each source."""
    counts = _counts(attestations)
    series = [keys for keys in _series(record, words) if len(keys) >= _SOURCES]
    found = [
        (keys, fall)
        for keys in series
        for entity in sorted({entity for key in keys for entity in counts.get(key, ())})
        for fall in _falls(entity, [counts.get(key, {}).get(entity, 0) for key in keys], [words[key] for key in keys])
    ]
    corrected = holm([fall.chance for _, fall in found])
    return tuple(
        _told(keys, fall, counts, chance)
        for (keys, fall), chance in zip(found, corrected, strict=True)
        if chance < _LEVEL
        and not any(
            may_name(fall.entity, keys[place])
            for place in fall.quiet
            if not counts.get(keys[place], {}).get(fall.entity)
        )
    )


def silent(
    record: Record, attestations: Sequence[Attestation], words: Mapping[str, int], *, may_name: MayName = _surely_not
) -> tuple[Erasure, ...]:
    """Sources about an event that do not name somebody whom all its other sources name.

    What a source is about, its statements tell: those whose subject is an event and which it affirms or reports.
    """
    counts = _counts(attestations)
    cases: list[tuple[str, str, list[str], int, float]] = []
    for event, keys in sorted(_sources_of_events(record, words).items()):
        if len(keys) < _SOURCES:
            continue
        for entity in sorted({entity for key in keys for entity in counts.get(key, ())} - {event}):
            naming = [key for key in keys if counts.get(key, {}).get(entity)]
            if len(naming) == len(keys) - 1:
                (mute,) = set(keys) - set(naming)
                times = sum(counts[key][entity] for key in naming)
                chance = rate_less(times, 0, sum(words[key] for key in naming), words[mute])
                cases.append((entity, mute, naming, times, chance))
    corrected = holm([chance for *_, chance in cases])
    return tuple(
        Erasure(
            entity,
            "silent",
            naming[0],
            mute,
            times,
            0,
            chance,
            because=(
                say(
                    "{count} other sources on the same event name it, {times} times in all.",
                    count=len(naming),
                    times=times,
                ),
                say(
                    "By chance and length alone it would be missing here with a probability of {probability}.",
                    probability=probability(chance),
                ),
            ),
            over=tuple(naming),
        )
        for (entity, mute, naming, times, _), chance in zip(cases, corrected, strict=True)
        if chance < _LEVEL and not may_name(entity, mute)
    )


def _counts(attestations: Sequence[Attestation]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for one in attestations:
        found[one.source][one.entity] = one.mentions
    return found


def _series(record: Record, words: Mapping[str, int]) -> list[list[str]]:
    """Sources of one kind, language and title, figures apart, in the order of their dates."""
    shelves: dict[tuple[str, str, str], list[tuple[int, str]]] = defaultdict(list)
    for source in record.sources.values():
        day, title = _day(source), _title(source)
        if day is not None and title and words.get(source.key):
            shelves[source.kind, source.language, title].append((day, source.key))
    return [[key for _, key in sorted(shelf)] for shelf in shelves.values()]


def _day(source: Source) -> int | None:
    when = source.composed or source.published
    return when.earliest_start if when else None


def _title(source: Source) -> str:
    title = source.csl.get("container-title") or source.title
    return " ".join(_FIGURES.sub(" ", str(title)).casefold().split())


def _falls(entity: str, counts: Sequence[int], words: Sequence[int]) -> Iterator[_Fall]:
    """The sharpest fall of one name in a series, and the sharpest return after a silence."""
    splits = range(1, len(counts))
    tried = []
    for at in splits:
        before, after = sum(counts[:at]), sum(counts[at:])
        lengths = sum(words[:at]), sum(words[at:])
        if before and after / lengths[1] <= _FALLEN * before / lengths[0]:
            chance = rate_less(before, after, *lengths)
            tried.append(_Fall(entity, at, before, after, chance, is_return=False, quiet=range(at, len(counts))))
    if tried:
        yield _corrected(min(tried, key=lambda fall: fall.chance), len(splits))
    known = next((place for place, count in enumerate(counts) if count), len(counts))
    mute = next((place for place in range(known, len(counts)) if not counts[place]), len(counts))
    back = next((place for place in range(mute, len(counts)) if counts[place]), len(counts))
    if back < len(counts):
        after = sum(counts[back:])
        chance = rate_less(after, 0, sum(words[back:]), sum(words[mute:back]))
        chance = min(1.0, chance * len(splits))
        yield _Fall(entity, back, sum(counts[:mute]), after, chance, is_return=True, quiet=range(mute, back))


def _corrected(fall: _Fall, tries: int) -> _Fall:
    return replace(fall, chance=min(1.0, fall.chance * tries))


def _told(keys: Sequence[str], fall: _Fall, counts: Mapping[str, Mapping[str, int]], chance: float) -> Erasure:
    naming = [key for key in keys[: fall.at] if counts.get(key, {}).get(fall.entity)]
    earlier, later = naming[-1], keys[fall.at]
    because = (
        say(
            "Before {later} the series names it {before} times, from there on {after} times.",
            later=later,
            before=fall.before,
            after=fall.after,
        ),
        say(
            "By chance and length alone so much would come with a probability of {probability}.",
            probability=probability(chance),
        ),
    )
    kind = "restored" if fall.is_return else "dropped"
    return Erasure(
        fall.entity, kind, earlier, later, fall.before, fall.after, chance, because=because, over=tuple(keys)
    )


def _sources_of_events(record: Record, words: Mapping[str, int]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for statement in record.statements:
        entity = record.entities.get(statement.subject)
        if entity is None or entity.kind != "event":
            continue
        for witness in statement.witnesses:
            key = witness.citation.checked_in.source
            if witness.stance in ("affirms", "reports") and words.get(key):
                found[entity.id].add(key)
    return {event: sorted(keys) for event, keys in found.items()}
