"""The parts of a name made ready for comparison, and the evidence that two parts give, each by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from variorum.names.forms.given import UNKNOWN, KnownGivenName, known_given
from variorum.names.forms.initials import likeliest, may_stand_for
from variorum.names.forms.neighbours import in_russian_letters, one_father
from variorum.names.forms.romanised import made_alike, made_of_one, same_letters
from variorum.names.forms.skeleton import TOO_FAR, distance, letters, skeletons
from variorum.text.scripts import CYRILLIC


class Bearing(IntEnum):
    """What two parts say of one another, from contradiction to agreement."""

    CONTRADICTS = 0
    NEAR = 1  # spelled too nearly alike for different, too differently for the same
    SOUNDS = 2  # joined by the ear alone, which proves nothing ("Read" and "Reed", «Кэннон» and "Cannon")
    PARTLY = 3  # one is a part of the other («Антонов», «Антонов-Овсеенко»)
    KIN = 4  # a man's and a woman's form of one surname
    MISSING = 5  # at least one of the names does not have the part
    SHORT = 6  # one may be short for the other
    COMPATIBLE = 7  # an initial that fits
    CLOSE = 8  # one spelling but for what schemes of transliteration leave out
    TRANSLATED = 9  # one name in two languages
    AGREES = 10


# as names of the module: a member asked of its class costs four times as much
CONTRADICTS, NEAR, SOUNDS, PARTLY, KIN, MISSING, SHORT, COMPATIBLE, CLOSE, TRANSLATED, AGREES = Bearing


class Part(NamedTuple):
    """A part of a name, ready to be compared; what few comparisons ask for is worked out when it is first asked."""

    written: str
    brief: bool  # an initial or an abbreviation
    cyrillic: bool
    letters: str
    skeletons: frozenset[str]
    first: str  # the likeliest skeleton

    @property
    def whole(self) -> bool:
        """Whether it is written out, and neither missing nor an initial."""
        return bool(self.written) and not self.brief

    @property
    def known(self) -> KnownGivenName:
        """What is known of it as a given name; nothing of an initial."""
        return UNKNOWN if self.brief or not self.written else known_given(self.written)

    @property
    def initials(self) -> frozenset[str]:
        """The Russian letters that its first may stand for."""
        return _initials(self.written, self.brief)

    @property
    def pieces(self) -> tuple[Part, ...]:
        """The parts of a hyphenated name; none of any other."""
        if "-" not in self.written.strip("-"):
            return ()
        return tuple(part(piece) for piece in self.written.split("-") if piece)


@lru_cache(maxsize=50_000)
def _initials(written: str, brief: bool) -> frozenset[str]:
    known = UNKNOWN if brief or not written else known_given(written)
    return may_stand_for(written) | {letters(name)[0] for name in known.full | known.short_for}


NONE = Part("", False, False, "", frozenset(), "")


@lru_cache(maxsize=200_000)
def part(written: str) -> Part:
    """Make one part ready; the empty part for an empty string."""
    if not written:
        return NONE
    folded = letters(written)
    found = skeletons(written)
    brief = written.endswith(".") or len(folded) == 1
    cyrillic = CYRILLIC.search(folded) is not None
    return Part(written, brief, cyrillic, folded, frozenset(found), found[0] if found else "")


def given_bearing(a: Part, b: Part) -> Bearing:
    """What two given names or patronymics say of one another."""
    if a is NONE or b is NONE:
        return MISSING
    if a.brief or b.brief:
        return _brief_bearing(a, b)
    spelled = spelled_bearing(a, b, given=True)
    one_name = bool(a.known.full & b.known.full)
    if spelled is AGREES and not (one_name and not a.cyrillic and not b.cyrillic and a.letters != b.letters):
        return spelled
    if one_name or one_father(a.written, b.written):
        return TRANSLATED
    if a.known.short_for & (b.known.full | b.known.short_for) or b.known.short_for & a.known.full:
        return SHORT
    if a.known.full and b.known.full and spelled is not CLOSE:
        return CONTRADICTS  # two known names, however alike («Василий», «Василиса»)
    return spelled


def one_given_name(a: Part, b: Part) -> Bearing | None:
    """Whether two single words are one given name in two languages, or one short for the other; None where neither."""
    first, second = (b, a) if b.cyrillic else (a, b)  # a Latin word has many spellings to be looked up by
    if (first.known is UNKNOWN or second.known is UNKNOWN) and not one_father(a.written, b.written):
        return None  # neither the table nor their fathers can join them: to ask for their spelling would be for nothing
    bearing = given_bearing(a, b)
    return bearing if bearing in (SHORT, TRANSLATED) else None


def surname_bearing(a: Part, b: Part) -> Bearing:
    """What two surnames say of one another."""
    if a is NONE or b is NONE:
        return MISSING
    if a.brief or b.brief:
        return _brief_bearing(a, b)
    spelled = spelled_bearing(a, b)
    if spelled >= CLOSE:
        return spelled
    if _are_kin(a, b):
        return KIN
    if ("-" in a.written or "-" in b.written) and (a.pieces or b.pieces):
        return _pieces_bearing(a, b, spelled)
    return spelled


def spelled_bearing(a: Part, b: Part, *, given: bool = False) -> Bearing:
    """What two spellings say: in one script letters and schemes count, across scripts the skeletons."""
    if a.letters == b.letters:
        return AGREES
    if a.cyrillic and b.cyrillic:
        neighbours = in_russian_letters(a.written) & in_russian_letters(b.written)
        return TRANSLATED if neighbours else _nearness(a, b)
    if a.cyrillic or b.cyrillic:
        return _nearness(a, b) if a.skeletons.isdisjoint(b.skeletons) else AGREES
    if same_letters(a.written, b.written) or (made_alike if given else made_of_one)(a.written, b.written):
        return AGREES
    return _nearness(a, b) if a.skeletons.isdisjoint(b.skeletons) else SOUNDS


def _nearness(a: Part, b: Part) -> Bearing:
    if not a.first or not b.first:
        return CONTRADICTS
    if a.cyrillic != b.cyrillic and _sound_alike(a, b):
        return SOUNDS
    if abs(len(a.first) - len(b.first)) > 3:
        return CONTRADICTS
    cost = min([distance(one, other) for one in a.skeletons for other in b.skeletons], default=TOO_FAR)
    length = max(len(a.first), len(b.first))
    if cost > 1.0 or cost / length > 0.17:
        return CONTRADICTS
    if a.first[0] != b.first[0] and a.initials.isdisjoint(b.initials):
        return CONTRADICTS  # asked last, since few come so far and what a first letter may stand for costs most
    if cost <= 0.5 and length >= 6 and not (a.cyrillic and b.cyrillic):
        return CLOSE if a.cyrillic != b.cyrillic else SOUNDS
    return NEAR


def likeness(a: Part, b: Part) -> float:
    """How much of their skeletons two parts share, from 0 to 1: it orders names that are not the same, no more."""
    ratio = _ratio()
    return max([ratio(one, other) for one in a.skeletons for other in b.skeletons], default=0.0) / 100


@cache
def _ratio() -> Callable[[str, str], float]:
    from rapidfuzz.fuzz import ratio

    return ratio


_FRAME = str.maketrans(  # None, and not "", which would keep `translate` from its quick way
    {**dict.fromkeys("aeioujy"), **dict.fromkeys("zSZCcd", "s"), **dict.fromkeys("gh", "k"), "f": "v", "t": "s"}
)


def _sound_alike(a: Part, b: Part) -> bool:
    """Whether two spellings across scripts have their consonants in common, as names that were heard and written down.

    Two consonants at least must stand between the vowels: «Мария» is not "Maurier".
    """
    mine, others = frames(a.skeletons), frames(b.skeletons)
    return not mine.isdisjoint(others) and any(len(found) >= 2 for found in mine & others)


@lru_cache(maxsize=200_000)
def frames(skeletons: frozenset[str]) -> frozenset[str]:
    """The frames of one part's skeletons."""
    return frozenset(map(frame, skeletons))


def frame(skeleton: str) -> str:
    """The consonants of a skeleton, those that languages write for one another made one, each once in a row."""
    levelled = skeleton.replace("dZ", "Z").replace("ks", "s").replace("ng", "n").translate(_FRAME)
    return _TWICE.sub("", levelled)


_TWICE = re.compile(r"(.)(?=\1)")


def _brief_bearing(a: Part, b: Part) -> Bearing:
    for one, other in ((a, b), (b, a)):
        if one.brief and len(one.letters) > 2 and not other.brief:
            starts = any(whole.startswith(start) for whole in other.skeletons for start in one.skeletons)
            return COMPATIBLE if starts or other.letters.startswith(one.letters) else CONTRADICTS
    if a.brief and b.brief and a.cyrillic == b.cyrillic and a.cyrillic:
        return COMPATIBLE if a.letters[:1] == b.letters[:1] else CONTRADICTS
    if a.brief and b.brief and not a.cyrillic and not b.cyrillic and a.letters != b.letters:
        apart = len(a.letters) == len(b.letters) == 1 and not any(
            {a.letters, b.letters} <= pair for pair in _ONE_INITIAL
        )
        return CONTRADICTS if apart or a.initials.isdisjoint(b.initials) else COMPATIBLE
    for one, other in ((a, b), (b, a)):
        if one.cyrillic and one.brief and other.whole and not other.cyrillic and other.known != UNKNOWN:
            names = {letters(name)[0] for name in other.known.full | other.known.short_for}
            return CONTRADICTS if one.initials.isdisjoint(names | likeliest(other.written)) else COMPATIBLE
    return CONTRADICTS if a.initials.isdisjoint(b.initials) else COMPATIBLE


# two Latin initials that differ and may be one Russian letter, by two schemes
_ONE_INITIAL = (frozenset("ijy"), frozenset("ejy"), frozenset("vw"), frozenset("hx"), frozenset("žz"))


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
    if a.first[:1] != b.first[:1]:
        return False
    for mens, womens in ((a.first, b.first), (b.first, a.first)):
        if not womens.endswith("a"):
            continue
        for masculine, feminine in _WOMENS:
            if womens.endswith(feminine) and mens == womens[: -len(feminine)] + masculine and len(mens) > 3:
                return True
    return False


def _pieces_bearing(a: Part, b: Part, spelled: Bearing) -> Bearing:
    mine, others = a.pieces or (a,), b.pieces or (b,)
    if len(mine) != len(others):
        few, many = sorted((mine, others), key=len)
        within = all(any(spelled_bearing(x, y) >= CLOSE for y in many) for x in few)
        return PARTLY if within else spelled
    bearings = [spelled_bearing(x, y) for x, y in zip(mine, others, strict=True)]
    return min(bearings) if bearings else spelled
