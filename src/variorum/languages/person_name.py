"""A person's name in its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class NameReading(NamedTuple):
    """One way to understand a name as written: its parts in the nominative.

    A part that is an initial or an abbreviation keeps its full stop ("М.", "Вл."). `case` is the first of N G D A I P
    in which the name may stand so; `gender` is "m", "f" or "". `turned` where the order of the words was taken against
    custom, `alone` where a single word stands that may be surname, given name or pseudonym.
    """

    given: str = ""
    patronymic: str = ""
    surname: str = ""
    gender: str = ""
    case: str = "N"
    turned: bool = False
    alone: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name as written, and every way to understand it, the likeliest first.

    `also` are the names given in brackets or quotation marks beside it (a pseudonym, or the name behind one).
    """

    written: str
    script: str  # "Cyrl", "Latn", "" for neither
    titles: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    readings: tuple[NameReading, ...] = ()
    numeral: int = 0  # "Nicholas II" has 2; 0 for none
