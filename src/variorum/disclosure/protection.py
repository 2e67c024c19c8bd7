"""What is kept back on a given day: sources, other dossiers, statements and judgements, by their own word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from variorum.archive.protecting import protections_in
from variorum.record import Protection, Record


class Keepable(Protocol):
    """A dossier that says who may see it."""

    @property
    def access(self) -> str:
        """open, or anything else."""

    @property
    def protected(self) -> Protection | None:
        """Until when it is kept, if it is."""


@dataclass(frozen=True, slots=True)
class KeptBack:
    """Ids and keys of what is kept back; statements by their refs, judgements by their place in the ledger."""

    sources: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    theses: frozenset[str] = frozenset()
    chapters: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()
    judgements: frozenset[int] = frozenset()
    layers: frozenset[str] = frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """Ids and keys of all dossiers that are kept back."""
        return self.sources | self.entities | self.theses | self.chapters

    def __bool__(self) -> bool:
        return bool(self.ids or self.statements or self.judgements or self.layers)


def is_in_force(protection: Protection | None, today: str) -> bool:
    """Whether something is still protected on a day (ISO 8601); on the last day named, it is."""
    return protection is not None and (not protection.until or today <= protection.until)


def is_kept(dossier: Keepable, today: str) -> bool:
    """Whether a dossier stays in the archive on this day: any access but open, or a protection in force."""
    return dossier.access != "open" or is_in_force(dossier.protected, today)


def kept_back(record: Record, today: str) -> KeptBack:
    """What the archive itself says must not leave it on this day; a statement goes with its subject or its object."""
    return KeptBack(
        frozenset(key for key, source in record.sources.items() if is_kept(source, today)),
        frozenset(key for key, entity in record.entities.items() if is_kept(entity, today)),
        frozenset(key for key, thesis in record.theses.items() if is_kept(thesis, today)),
        frozenset(chapter.id for chapter in record.chapters if is_kept(chapter, today)),
        frozenset(one.ref for one in record.statements if is_in_force(one.protected, today)),
        frozenset(n for n, one in enumerate(record.judgements) if is_in_force(one.protected, today)),
        frozenset(key for key, layer in record.layers.items() if layer.access != "open"),
    )


def still_in_force(record: Record, today: str) -> tuple[str, ...]:
    """The last days of the protections that have not ended, in order: what a day changes of what may leave."""
    said: list[Protection | None] = [statement.protected for statement in record.statements]
    said += [judgement.protected for judgement in record.judgements]
    said += [source.protected for source in record.sources.values()]
    said += [entity.protected for entity in record.entities.values()]
    said += [thesis.protected for thesis in record.theses.values()]
    said += [chapter.protected for chapter in record.chapters]
    texts = [entity.prose.text for entity in record.entities.values() if entity.prose]
    texts += [source.notes for source in record.sources.values()]
    texts += [thesis.prose.text for thesis in record.theses.values()]
    texts += [chapter.prose.text for chapter in record.chapters]
    said += [protection for text in texts for protection in protections_in(text)]
    return tuple(sorted({one.until for one in said if one is not None and is_in_force(one, today)}))
