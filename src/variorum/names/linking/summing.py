"""Who is named where, summed up: attestations, what is in doubt, and the names that recur and have no dossier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from variorum.evidence import Attestation, Doubt, Naming, Span, Unmatched
from variorum.names.forms.skeleton import letters
from variorum.names.linking.candidates import Fit
from variorum.names.linking.clustering import Tally, gathered, plain
from variorum.names.linking.judgements import Party, matter
from variorum.names.linking.linking import Identification, asked_as

_PLACES = 8  # places told of one doubt, or of one name without a dossier
_SLIP = 50  # a form that stands less often than once in so many mentions does not give a name its form
Gather = Callable[[str, Iterable[str]], Sequence[tuple[str, ...]]]
_RECURS = 2  # mentions from which on a name without a dossier is told at all


def summed_up(found: Identification, gather: Gather = gathered) -> Naming:
    """The whole identification as checks and pages read it; `gather` is `gathered`, or recalls what that gave."""
    return Naming(_attestations(found), _doubts(found), _unmatched(found, gather))


# ── who is named ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _FormCount:
    forms: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    places: list[Span] = field(default_factory=list)


def _attestations(found: Identification) -> tuple[Attestation, ...]:
    counts: dict[tuple[str, str], _FormCount] = defaultdict(_FormCount)
    alone: dict[tuple[str, ...], int] = defaultdict(int)  # mentions settled by themselves, taken out of their tally
    for mention, cue, one in found.singled:
        alone[(mention.source, mention.kind, mention.name, mention.surface, cue)] += 1
        if one.entity:
            count = counts[(one.entity, mention.source)]
            count.forms[mention.surface] += 1
            count.places.append(Span(mention.source, mention.page, mention.start, mention.end))
    for tally, one in zip(found.tallies, found.settled, strict=True):
        left = tally.mentions - alone[(tally.source, *tally.form)]
        if one.entity and left > 0:
            count = counts[(one.entity, tally.source)]
            count.forms[tally.surface] += left
            count.places.append(tally.first)
    return tuple(
        Attestation(entity, source, sum(one.forms.values()), _ranked(one.forms), min(one.places, key=_order))
        for (entity, source), one in sorted(counts.items())
    )


def _ranked(forms: dict[str, int]) -> dict[str, int]:
    return dict(sorted(forms.items(), key=lambda pair: (-pair[1], pair[0])))


def _order(place: Span) -> tuple[str, int, int]:
    return place.source, place.page, place.start


# ── what is in doubt ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _OpenPair:
    fit: Fit
    reasons: list[str] = field(default_factory=list)
    mentions: int = 0
    places: list[Span] = field(default_factory=list)


def _doubts(found: Identification) -> tuple[Doubt, ...]:
    asked: dict[tuple[str, str, str], _OpenPair] = {}
    for tally, one in zip(found.tallies, found.settled, strict=True):
        if one.how != "open" or not one.candidates:
            continue
        fits = {fit.entity: fit for fit in found.fits[tally.form]}
        for candidate in one.candidates:
            fit = fits.get(candidate)
            if fit is None:
                continue
            key = (tally.kind, asked_as(tally)[0], candidate)
            doubt = asked.setdefault(key, _OpenPair(fit))
            doubt.fit = max(doubt.fit, fit, key=lambda one: (one.score, one.because))
            doubt.reasons.append(one.because)
            doubt.mentions += tally.mentions
            doubt.places.append(tally.first)
    ranked = sorted(asked.items(), key=lambda pair: (-pair[1].mentions, pair[0]))
    return tuple(_doubt(*key, one) for key, one in ranked)


def _doubt(kind: str, name: str, candidate: str, one: _OpenPair) -> Doubt:
    because = tuple(dict.fromkeys(reason for reason in (*one.fit.because, *sorted(set(one.reasons))) if reason))
    about = matter(Party(name=name), Party(dossier=candidate))
    return Doubt(about, name, candidate, kind, one.fit.score, because, _spread(one.places))


def _spread(places: Sequence[Span]) -> tuple[Span, ...]:
    """Places to look at: the first of each source before a second of any."""
    by_source: dict[str, list[Span]] = defaultdict(list)
    for place in sorted(places, key=_order):
        by_source[place.source].append(place)
    ranked = [(rank, *_order(place), place) for group in by_source.values() for rank, place in enumerate(group)]
    return tuple(one[-1] for one in sorted(ranked, key=lambda one: one[:4])[:_PLACES])


# ── who has no dossier ──────────────────────────────────────────────────────────────────────────────────────────────


def _unmatched(found: Identification, gather: Gather) -> tuple[Unmatched, ...]:
    by_form: dict[tuple[str, str], list[Tally]] = defaultdict(list)
    for tally, one in zip(found.tallies, found.settled, strict=True):
        if tally.kind != "role" and not one.entity and not one.candidates:
            by_form[(tally.kind, plain(tally.surface) if tally.kind == "person" else tally.name)].append(tally)
    by_form = _of_usual_kind(by_form)
    groups: list[Unmatched] = []
    for kind in sorted({kind for kind, _ in by_form}):
        for forms in gather(kind, (form for of_kind, form in by_form if of_kind == kind)):
            groups += _one(kind, forms, [tally for form in forms for tally in by_form[(kind, form)]])
    return tuple(sorted(groups, key=lambda one: (-one.mentions, one.kind, one.name)))


def _of_usual_kind(by_form: Mapping[tuple[str, str], list[Tally]]) -> dict[tuple[str, str], list[Tally]]:
    """The forms without those of one word that are mostly something else: PETROGRAD is nobody where it is a city."""
    times: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (kind, form), tallies in by_form.items():
        times[letters(form)][kind] += sum(tally.mentions for tally in tallies)
    usual = {word: max(sorted(kinds), key=lambda kind: kinds[kind]) for word, kinds in times.items()}
    return {key: tallies for key, tallies in by_form.items() if " " in key[1] or usual[letters(key[1])] == key[0]}


def _one(kind: str, forms: Sequence[str], tallies: Iterable[Tally]) -> list[Unmatched]:
    held = list(tallies)
    mentions = sum(tally.mentions for tally in held)
    if mentions < _RECURS:
        return []
    surfaces: dict[str, int] = defaultdict(int)
    for tally in held:
        surfaces[tally.surface] += tally.mentions
    name = asked_as(_telling(forms, held))[0]
    sources = tuple(sorted({tally.source for tally in held}))
    return [Unmatched(name, kind, _ranked(surfaces), mentions, sources, _spread([tally.first for tally in held]))]


def _telling(forms: Sequence[str], held: Sequence[Tally]) -> Tally:
    """The tally whose form is to stand for all: the fullest that is no slip, or else the commonest."""
    times: dict[str, int] = defaultdict(int)
    for tally in held:
        times[plain(tally.surface) if tally.kind == "person" else tally.name] += tally.mentions
    enough = max(_RECURS, sum(times.values()) // _SLIP)
    chosen = next((form for form in forms if times[form] >= enough), max(forms, key=lambda form: times[form]))
    return next(tally for tally in held if chosen in (plain(tally.surface), tally.name))
