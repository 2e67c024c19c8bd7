"""What was worked out of a record: its quotations held against the texts, and what machines found in the texts.

That there is none of something and that nobody looked for it are two things, and the type says which: a `Record` was
read and no more; of a `Verified` the texts are held and the quotations verified, which takes seconds; of an `Examined`
names, borrowings and editions were looked for as well. What needs a part asks for the type that has it. Each is the one
before and more, frozen and without I/O.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, TypeVar, cast

from variorum.evidence import Borrowing, EditionsCompared, Erasure, Holding, Naming, PagePicture, Verification
from variorum.record import Record, Witness, WitnessId

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of the archive with what it turned out to be, and what it was when it was last remembered.

    `statement` is the statement's ref or, for prose, the file it stands in; `before` is the verdict that an earlier
    check recorded against another state of the source's text, None where text and rules are the same or nothing was
    recorded.
    """

    statement: str
    witness: Witness
    verification: Verification
    before: str | None = None

    @property
    def id(self) -> WitnessId:
        """The name of the witness whose words these are."""
        return self.witness.id(self.statement)


@dataclass(frozen=True, slots=True)
class Verified(Record):
    """A record with the texts that the archive holds and every quotation held against them."""

    holdings: Mapping[str, Holding] = field(default_factory=dict)
    quotations: tuple[CheckedQuotation, ...] = ()
    facsimiles: Mapping[str, tuple[PagePicture, ...]] = field(default_factory=dict)  # by source, of those that have one


@dataclass(frozen=True, slots=True)
class Examined(Verified):
    """A record with everything worked out: what the checks read and the edition shows."""

    naming: Naming = field(default_factory=Naming)
    borrowings: tuple[Borrowing, ...] = ()
    editions: tuple[EditionsCompared, ...] = ()
    erasures: tuple[Erasure, ...] = ()
    pending: bool = False  # they were not worked out yet: that there are none of them says nothing
    _made: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, make: Callable[[Examined], Made]) -> Made:
        """What a function makes of this record, made when it is first asked for and kept as long as the record is.

        Many checks and pages ask one record for its chronology or its witnesses; another record has its own.
        """
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])


def verified(
    record: Record,
    *,
    holdings: Mapping[str, Holding],
    quotations: tuple[CheckedQuotation, ...] = (),
    facsimiles: Mapping[str, tuple[PagePicture, ...]] = MappingProxyType({}),
) -> Verified:
    """A record with what reading and verifying gave."""
    return Verified(**_said(record), holdings=holdings, quotations=quotations, facsimiles=facsimiles)


def not_looked_through(record: Record) -> Examined:
    """A record to be shown before the rest is worked out, marked as `pending`."""
    return Examined(**_said(record, type(record)), pending=True)


def _said(record: Record, kind: type[Record] = Record) -> dict[str, Any]:
    return {one.name: getattr(record, one.name) for one in fields(kind) if one.init}
