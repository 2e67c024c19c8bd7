"""What a note says that it cites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from variorum.manuscript.manuscript import LiveItem

KINDS = (
    "full",
    "short",
    "author-date",
    "ibid",
    "op-cit",
    "same-author",
    "archival",
    "newspaper",
    "key",
    "number",
    "unread",
)
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reference:
    """One work cited, as far as the words of the note say which, and where in it.

    `locator` is as written, without the word for pages ("59-61", "12v"), or with its term where it is no page ("§ 31").
    `fonds` holds the parts of an archival reference in order (archive, fond, opis, delo, or the collection, box and
    folder). `back` is the number of the note that an "op. cit." or "see n. 5" points to. `within` is the work that
    prints these words, where they are quoted at second hand. `otherwise` are further readings of the same words, taken
    only where a work that is known bears one of them out; `endings` are those of its last words, the longest first.
    `host` are the authors of the container, `alias` the short name that the note gives the work (“henceforth *REAC*”).
    `doubt` says why it is not understood, for the kind "unread". `item` is a reference manager's own.
    """

    written: str
    start: int
    end: int
    kind: str
    authors: tuple[str, ...] = ()
    title: str = ""
    container: str = ""
    year: str = ""
    date: str = ""
    number: str = ""
    volume: str = ""
    locator: str = ""
    fonds: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    back: str = ""
    signal: str = ""
    within: Reference | None = None
    otherwise: tuple[Reference, ...] = ()
    endings: tuple[Reference, ...] = ()
    host: tuple[str, ...] = ()
    alias: str = ""
    doubt: str = ""
    item: LiveItem | None = None

    @property
    def checked(self) -> Reference:
        """The reference whose text is to be looked at: the innermost one that quotes."""
        return self.within.checked if self.within is not None else self
