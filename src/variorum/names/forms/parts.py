"""The parts of a name made ready for comparison, and the evidence that two parts give, each by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from variorum.names.forms.given import Known, known_given
from variorum.names.forms.initials import may_stand_for
from variorum.names.forms.skeleton import distance, is_slavic, letters, skeletons


class Bearing(IntEnum):
    """What two parts say of one another, from contradiction to agreement."""

    CONTRADICTS = 0
    NEAR = 1  # spelled too nearly alike for different, too differently for the same
    PARTLY = 2  # one is a part of the other («Антонов», «Антонов-Овсеенко»)
    KIN = 3  # a man's and a woman's form of one surname
    MISSING = 4  # at least one of the names does not have the part
    SHORT = 5  # one may be short for the other
    COMPATIBLE = 6  # an initial that fits
    CLOSE = 7  # alike but for what transliterations confuse
    TRANSLATED = 8  # one name in two languages
    AGREES = 9


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a name, ready to be compared. `initials` are the Russian letters that its first may stand for."""

    written: str
    brief: bool  # an initial or an abbreviation
    cyrillic: bool
    letters: str
    skeletons: frozenset[str]
    first: str  # the likeliest skeleton
    initials: frozenset[str]
    known: Known
    pieces: tuple[Part, ...] = ()  # of a hyphenated name


NONE = Part("", False, False, "", frozenset(), "", frozenset(), Known())


@lru_cache(maxsize=200_000)
def part(written: str) -> Part:
    """Make one part ready; the empty part for an empty string."""
    if not written:
        return NONE
    folded = letters(written)
    found = skeletons(written)
    brief = written.endswith(".") or len(folded) == 1
    known = Known() if brief else known_given(written)
    initials = may_stand_for(written) | {letters(name)[0] for name in known.full | known.short_for}
    pieces = tuple(part(piece) for piece in written.split("-") if piece) if "-" in written.strip("-") else ()
    cyrillic = any("Ѐ" <= letter <= "ԯ" for letter in folded)
    return Part(written, brief, cyrillic, folded, frozenset(found), next(iter(found), ""), initials, known, pieces)


def given_bearing(a: Part, b: Part) -> Bearing:
    """What two given names or patronymics say of one another."""
    if a is NONE or b is NONE:
        return Bearing.MISSING
    if a.brief or b.brief:
        return _brief_bearing(a, b)
    spelled = spelled_bearing(a, b)
    if spelled is Bearing.AGREES:
        return spelled
    if a.known.full & b.known.full:
        return Bearing.TRANSLATED
    if a.known.short_for & (b.known.full | b.known.short_for) or b.known.short_for & a.known.full:
        return Bearing.SHORT
    if a.known.full and b.known.full and spelled is not Bearing.CLOSE:
        return Bearing.CONTRADICTS  # two known names, however alike («Василий», «Василиса»)
    return spelled


def surname_bearing(a: Part, b: Part) -> Bearing:
    """What two surnames say of one another."""
    if a is NONE or b is NONE:
        return Bearing.MISSING
    if a.brief or b.brief:
        return _brief_bearing(a, b)
    spelled = spelled_bearing(a, b)
    if spelled >= Bearing.CLOSE:
        return spelled
    if _are_kin(a, b):
        return Bearing.KIN
    if a.pieces or b.pieces:
        return _pieces_bearing(a, b, spelled)
    return spelled


def spelled_bearing(a: Part, b: Part) -> Bearing:
    """What two spellings say: in one script letters count, across scripts and schemes the skeletons."""
    if a.letters == b.letters:
        return Bearing.AGREES
    if not (a.cyrillic and b.cyrillic) and not a.skeletons.isdisjoint(b.skeletons):
        return Bearing.AGREES
    return _nearness(a, b)


def _nearness(a: Part, b: Part) -> Bearing:
    if not a.first or not b.first or abs(len(a.first) - len(b.first)) > 3:
        return Bearing.CONTRADICTS
    if a.first[0] != b.first[0] and a.initials.isdisjoint(b.initials):
        return Bearing.CONTRADICTS
    cost = min((distance(one, other) for one in a.skeletons for other in b.skeletons), default=1.1)
    length = max(len(a.first), len(b.first))
    if cost <= 0.5 and length >= 6 and not (a.cyrillic and b.cyrillic):
        return Bearing.CLOSE
    if a.cyrillic != b.cyrillic and length >= 4 and cost <= 1.0 and _sound_foreign(a, b, least=1 if cost <= 0.7 else 3):
        return Bearing.CLOSE
    if cost <= 1.0 and cost / length <= 0.17:
        return Bearing.NEAR
    return Bearing.CONTRADICTS


def likeness(a: Part, b: Part) -> float:
    """How much of their skeletons two parts share, from 0 to 1: it orders names that are not the same, no more."""
    from rapidfuzz.fuzz import ratio

    return max((ratio(one, other) for one in a.skeletons for other in b.skeletons), default=0.0) / 100


_VOWELS = str.maketrans("", "", "aeiou")


def _sound_foreign(a: Part, b: Part, *, least: int) -> bool:
    """Whether two spellings of a name that is no Russian one, heard and written down, differ in vowels alone.

    `least` consonants must stand between the vowels: «Мария» is not "Maurier".
    """
    if is_slavic(a.first) or is_slavic(b.first):
        return False
    heard = {skeleton.translate(_VOWELS) for skeleton in a.skeletons}
    return any(len(found) >= least for found in heard & {skeleton.translate(_VOWELS) for skeleton in b.skeletons})


def _brief_bearing(a: Part, b: Part) -> Bearing:
    for one, other in ((a, b), (b, a)):
        if one.brief and len(one.letters) > 2 and not other.brief:
            starts = any(whole.startswith(start) for whole in other.skeletons for start in one.skeletons)
            return Bearing.COMPATIBLE if starts or other.letters.startswith(one.letters) else Bearing.CONTRADICTS
    if a.brief and b.brief and a.cyrillic == b.cyrillic and a.cyrillic:
        return Bearing.COMPATIBLE if a.letters[:1] == b.letters[:1] else Bearing.CONTRADICTS
    return Bearing.CONTRADICTS if a.initials.isdisjoint(b.initials) else Bearing.COMPATIBLE


_WOMENS = (
    ("ov", "ova"),
    ("ev", "eva"),
    ("in", "ina"),
    ("ski", "skaia"),
    ("ski", "ska"),
    ("cki", "ckaia"),
    ("oi", "aia"),
)


def _are_kin(a: Part, b: Part) -> bool:
    """Whether one is the woman's form of the other («Каменев», "Kameneva")."""
    for mens, womens in ((a.first, b.first), (b.first, a.first)):
        for masculine, feminine in _WOMENS:
            if womens.endswith(feminine) and mens == womens[: -len(feminine)] + masculine and len(mens) > 3:
                return True
    return False


def _pieces_bearing(a: Part, b: Part, spelled: Bearing) -> Bearing:
    mine, others = a.pieces or (a,), b.pieces or (b,)
    if len(mine) != len(others):
        few, many = sorted((mine, others), key=len)
        within = all(any(spelled_bearing(x, y) >= Bearing.CLOSE for y in many) for x in few)
        return Bearing.PARTLY if within else spelled
    bearings = [spelled_bearing(x, y) for x, y in zip(mine, others, strict=True)]
    return min(bearings) if bearings else spelled
