"""Who is named how often: by form, by source, and by the year of the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from variorum.dates.days import civil_date
from variorum.evidence import Attestation, Unmatched
from variorum.examined import Examined
from variorum.record import Source


@dataclass(frozen=True, slots=True)
class Counted:
    """How often somebody is named; `id` is empty where there is no dossier.

    `years` counts the mentions of sources that are dated to a year: when they were written, or else came out. `may_be`
    are the dossiers of which it is in doubt whether they bear a name without one.
    """

    id: str
    name: str
    kind: str
    mentions: int
    forms: Mapping[str, int]
    sources: Mapping[str, int | None]  # None where nobody counted: names without a dossier are counted as a whole
    years: Mapping[int, int]
    may_be: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The documented JSON of `names`."""
        return {
            "id": self.id or None,
            "name": self.name,
            "kind": self.kind,
            "mentions": self.mentions,
            "forms": dict(self.forms),
            "sources": dict(self.sources),
            "years": {str(year): times for year, times in self.years.items()},
            "may_be": list(self.may_be),
        }


def counted(record: Examined) -> tuple[Counted, ...]:
    """Everybody and everything named, dossiers and names without one together, the most named first."""
    known: dict[str, list[Attestation]] = defaultdict(list)
    for one in record.naming.attestations:
        known[one.entity].append(one)
    found = [_of_entity(record, entity, held) for entity, held in known.items() if entity in record.entities]
    open_: dict[tuple[str, str], list[str]] = defaultdict(list)
    for doubt in record.naming.doubts:
        open_[(doubt.kind, doubt.a)].append(doubt.b)
    found += [_of_name(one, open_.get((one.kind, one.name), ())) for one in record.naming.unmatched]
    return tuple(sorted(found, key=lambda one: (-one.mentions, one.name, one.id)))


def in_doubt(record: Examined, name: str) -> Counted | None:
    """A name of which it is in doubt everywhere whose it is, so that nothing of it is counted; None where it is not."""
    doubts = [doubt for doubt in record.naming.doubts if doubt.a == name and name not in record.entities]
    if not doubts:
        return None
    return Counted("", name, doubts[0].kind, 0, {}, {}, {}, tuple(sorted({doubt.b for doubt in doubts})))


def _of_entity(record: Examined, entity: str, held: list[Attestation]) -> Counted:
    forms: dict[str, int] = defaultdict(int)
    years: dict[int, int] = defaultdict(int)
    for one in held:
        for form, times in one.forms.items():
            forms[form] += times
        for year in _year(record.sources.get(one.source)):
            years[year] += one.mentions
    sources: dict[str, int | None] = {
        one.source: one.mentions for one in sorted(held, key=lambda one: (-one.mentions, one.source))
    }
    dossier = record.entities[entity]
    return Counted(
        entity,
        dossier.name,
        dossier.kind,
        sum(one.mentions for one in held),
        dict(sorted(forms.items(), key=lambda pair: (-pair[1], pair[0]))),
        sources,
        dict(sorted(years.items())),
    )


def _of_name(one: Unmatched, may_be: Iterable[str]) -> Counted:
    sources: dict[str, int | None] = dict.fromkeys(one.sources)
    return Counted("", one.name, one.kind, one.mentions, one.forms, sources, {}, tuple(sorted(set(may_be))))


def _year(source: Source | None) -> Iterator[int]:
    """The one year in which a source was written, or else came out; none where it is not dated to one."""
    dating = (source.composed or source.published) if source else None
    if dating is None or dating.earliest_start is None or dating.latest_end is None:
        return
    first, last = civil_date(dating.earliest_start)[0], civil_date(dating.latest_end)[0]
    if first == last:
        yield first
