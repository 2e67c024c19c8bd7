"""Mentions gathered: forms counted by source, and forms that no dossier knows brought together as one name each.

Two steps, both of them n log n at most. Mentions are counted by form first, so that what follows works on forms and not
on mentions. Forms are then sorted by the sound of their surname, and within a surname by what their initials may stand
for; only forms that share both are compared at all. Bringing together is a proposal, never an identification: nothing
is linked by it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from variorum.evidence import Mention, Span
from variorum.names.forms.comparing import SAME, Prepared, Weighed, best_outcome, prepared
from variorum.names.forms.groups import things

_DIVIDED = re.compile(r"[-‐]\s*\n\s*(\w)")
_POSSESSIVE = ("'s", "’s", "'", "’")


NameAsWritten = tuple[str, str, str, str]  # kind, nominative, surface, and the cue before it


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one form of a name stands in one source, and where first.

    `cue` is "oblique" where a word before the name keeps it out of the nominative, else empty.
    """

    source: str
    kind: str
    name: str
    surface: str
    cue: str
    mentions: int
    first: Span

    @property
    def form(self) -> NameAsWritten:
        """The form apart from its source: all that a name by itself can tell."""
        return self.kind, self.name, self.surface, self.cue


def tallied(mentions: Iterable[tuple[Mention, str]]) -> list[Tally]:
    """Mentions, each with its cue, counted by source and form; the order of the mentions does not matter."""
    counts: dict[tuple[str, str, str, str, str], int] = {}
    firsts: dict[tuple[str, str, str, str, str], tuple[int, int, int]] = {}
    for mention, cue in mentions:
        key = (mention.source, mention.kind, mention.name, mention.surface, cue)
        place = (mention.page, mention.start, mention.end)
        if key in counts:
            counts[key] += 1
            firsts[key] = min(firsts[key], place)
        else:
            counts[key], firsts[key] = 1, place
    return [Tally(*key, counts[key], Span(key[0], *firsts[key])) for key in sorted(counts)]


def _undivided(found: re.Match[str]) -> str:
    return found[1] if found[1].islower() else f"-{found[1]}"  # «Дро-⏎нова», but «Антонов-⏎Овсеенко»


@lru_cache(maxsize=200_000)
def plain(surface: str) -> str:
    """A form on one line, its division at the line's end undone, and without the English possessive."""
    words = " ".join(_DIVIDED.sub(_undivided, surface.replace("\u00ad", "")).split())
    return next((words[: -len(end)] for end in _POSSESSIVE if words.endswith(end) and len(words) > len(end)), words)


# ── forms that no dossier knows ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Cluster:
    """Forms taken for one name: the first is the fullest, and all others were held against every one of them."""

    names: list[Prepared]
    forms: list[str] = field(default_factory=list)


def gathered(kind: str, forms: Iterable[str]) -> list[tuple[str, ...]]:
    """Forms of one kind brought together, the fullest form of each name first; in the order of letters.

    A form that more than one name would take in stays by itself: it is nobody's.
    """
    if kind != "person":
        by_words: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for form in sorted(set(forms)):
            by_words[tuple(sorted(things(form))) or (form,)].append(form)
        return sorted(tuple(sorted(group, key=lambda form: (-len(form), form))) for group in by_words.values())
    found: list[tuple[str, ...]] = []
    for block in _blocks({plain(form) for form in forms}):
        found += [tuple(cluster.forms) for cluster in _clusters(block)]
    return sorted(found)


def _blocks(forms: Iterable[str]) -> list[list[str]]:
    """Forms by the sound of their surname: a Latin surname goes with the Cyrillic one that it may be, if with one."""
    cyrillic: dict[str, list[str]] = defaultdict(list)
    latin: list[tuple[str, tuple[str, ...]]] = []
    for form in forms:
        name = prepared(form)
        if not name.weighed:
            cyrillic[form].append(form)
            continue
        surname = _surname(name)
        if surname.surname.cyrillic:
            cyrillic[surname.surname.first].append(form)
        else:
            skeletons = sorted(surname.surname.skeletons, key=lambda one: (one != surname.surname.first, one))
            latin.append((form, tuple(skeletons) or (form,)))
    blocks: dict[str, list[str]] = {key: list(group) for key, group in cyrillic.items()}
    for form, skeletons_ in latin:
        meeting = [skeleton for skeleton in skeletons_ if skeleton in cyrillic]
        blocks.setdefault(meeting[0] if len(meeting) == 1 else skeletons_[0], []).append(form)
    return [sorted(block) for _, block in sorted(blocks.items())]


def _surname(name: Prepared) -> Weighed:
    """The reading that tells the block: a man's before a woman's, so that «Рютина» goes with «Рютин»."""
    return min(name.weighed, key=lambda one: (one.reading.turned, one.reading.gender == "f", one.reading.case != "N"))


def _clusters(block: Sequence[str]) -> list[_Cluster]:
    """The names within one surname, from the fullest forms to the barest."""
    clusters: list[_Cluster] = []
    by_initial: dict[str, list[_Cluster]] = defaultdict(list)
    for form in sorted(block, key=lambda one: (-_fullness(prepared(one)), one)):
        name = prepared(form)
        initials = _initials(name)
        near = (
            {id(c): c for letter in initials for c in by_initial[letter]} if initials else {id(c): c for c in clusters}
        )
        if not initials and len(clusters) > 1:
            near = {id(c): c for c in clusters if not _initials(c.names[0])}  # a bare surname is nobody's among several
        taking = [cluster for cluster in near.values() if _takes(cluster, name)]
        if len(taking) == 1:
            _put(taking[0], form, name)
            continue
        cluster = _Cluster([], [])
        _put(cluster, form, name)
        clusters.append(cluster)
        for letter in initials or ("",):
            by_initial[letter].append(cluster)
    return clusters


_HELD = 12  # forms of a cluster that a new one is held against: the fullest, which all others had to agree with


def _put(cluster: _Cluster, form: str, name: Prepared) -> None:
    cluster.forms.append(form)
    if len(cluster.names) < _HELD:
        cluster.names.append(name)


def _takes(cluster: _Cluster, name: Prepared) -> bool:
    return all(bool(one.weighed and name.weighed) and best_outcome(one, name).verdict == SAME for one in cluster.names)


def _fullness(name: Prepared) -> int:
    one = name.weighed[0] if name.weighed else None
    if one is None:
        return 0
    return sum(2 if part.written and not part.brief else int(part.brief) for part in (one.given, one.patronymic))


def _initials(name: Prepared) -> frozenset[str]:
    return frozenset(letter for one in name.weighed for letter in one.given.initials)
