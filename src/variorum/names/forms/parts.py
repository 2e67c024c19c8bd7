"""The parts of a name made ready for comparison, and the evidence that two parts give, each by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from variorum.names.forms.given import KnownGivenName, known_given
from variorum.names.forms.initials import may_stand_for
from variorum.names.forms.neighbours import in_russian_letters, one_father
from variorum.names.forms.romanised import made_alike, made_of_one, same_letters
from variorum.names.forms.skeleton import distance, letters, skeletons


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
    known: KnownGivenName
    pieces: tuple[Part, ...] = ()  # of a hyphenated name

    @property
    def whole(self) -> bool:
        """Whether it is written out, and neither missing nor an initial."""
        return bool(self.written) and not self.brief


NONE = Part("", False, False, "", frozenset(), "", frozenset(), KnownGivenName())


@lru_cache(maxsize=200_000)
def part(written: str) -> Part:
    """Make one part ready; the empty part for an empty string."""
    if not written:
        return NONE
    folded = letters(written)
    found = skeletons(written)
    brief = written.endswith(".") or len(folded) == 1
    known = KnownGivenName() if brief else known_given(written)
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
    spelled = spelled_bearing(a, b, given=True)
    one_name = bool(a.known.full & b.known.full)
    if spelled is Bearing.AGREES and not (one_name and not a.cyrillic and not b.cyrillic and a.letters != b.letters):
        return spelled
    if one_name or one_father(a.written, b.written):
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


def spelled_bearing(a: Part, b: Part, *, given: bool = False) -> Bearing:
    """What two spellings say: in one script letters and schemes count, across scripts the skeletons."""
    if a.letters == b.letters:
        return Bearing.AGREES
    if a.cyrillic and b.cyrillic:
        neighbours = in_russian_letters(a.written) & in_russian_letters(b.written)
        return Bearing.TRANSLATED if neighbours else _nearness(a, b)
    if a.cyrillic or b.cyrillic:
        return _nearness(a, b) if a.skeletons.isdisjoint(b.skeletons) else Bearing.AGREES
    if same_letters(a.written, b.written) or (made_alike if given else made_of_one)(a.written, b.written):
        return Bearing.AGREES
    return _nearness(a, b) if a.skeletons.isdisjoint(b.skeletons) else Bearing.SOUNDS


def _nearness(a: Part, b: Part) -> Bearing:
    if not a.first or not b.first:
        return Bearing.CONTRADICTS
    if a.cyrillic != b.cyrillic and _sound_alike(a, b):
        return Bearing.SOUNDS
    if abs(len(a.first) - len(b.first)) > 3:
        return Bearing.CONTRADICTS
    if a.first[0] != b.first[0] and a.initials.isdisjoint(b.initials):
        return Bearing.CONTRADICTS
    cost = min((distance(one, other) for one in a.skeletons for other in b.skeletons), default=1.1)
    length = max(len(a.first), len(b.first))
    if cost <= 0.5 and length >= 6 and not (a.cyrillic and b.cyrillic):
        return Bearing.CLOSE if a.cyrillic != b.cyrillic else Bearing.SOUNDS
    if cost <= 1.0 and cost / length <= 0.17:
        return Bearing.NEAR
    return Bearing.CONTRADICTS


def likeness(a: Part, b: Part) -> float:
    """How much of their skeletons two parts share, from 0 to 1: it orders names that are not the same, no more."""
    from rapidfuzz.fuzz import ratio

    return max((ratio(one, other) for one in a.skeletons for other in b.skeletons), default=0.0) / 100


_FRAME = str.maketrans(
    {**dict.fromkeys("aeioujy", ""), **dict.fromkeys("zSZCcd", "s"), **dict.fromkeys("gh", "k"), "f": "v", "t": "s"}
)


def _sound_alike(a: Part, b: Part) -> bool:
    """Whether two spellings across scripts have their consonants in common, as names that were heard and written down.

    Two consonants at least must stand between the vowels: «Мария» is not "Maurier".
    """
    mine = {frame(one) for one in a.skeletons}
    return any(len(found) >= 2 for found in mine & {frame(one) for one in b.skeletons})


@lru_cache(maxsize=100_000)
def frame(skeleton: str) -> str:
    """The consonants of a skeleton, those that languages write for one another made one, each once in a row."""
    levelled = skeleton.replace("dZ", "Z").replace("ks", "s").replace("ng", "n").translate(_FRAME)
    return "".join(letter for place, letter in enumerate(levelled) if levelled[place - 1 : place] != letter)


def _brief_bearing(a: Part, b: Part) -> Bearing:
    for one, other in ((a, b), (b, a)):
        if one.brief and len(one.letters) > 2 and not other.brief:
            starts = any(whole.startswith(start) for whole in other.skeletons for start in one.skeletons)
            return Bearing.COMPATIBLE if starts or other.letters.startswith(one.letters) else Bearing.CONTRADICTS
    if a.brief and b.brief and a.cyrillic == b.cyrillic and a.cyrillic:
        return Bearing.COMPATIBLE if a.letters[:1] == b.letters[:1] else Bearing.CONTRADICTS
    if a.brief and b.brief and not a.cyrillic and not b.cyrillic and a.letters != b.letters:
        apart = len(a.letters) == len(b.letters) == 1 and not any(
            {a.letters, b.letters} <= pair for pair in _ONE_INITIAL
        )
        return Bearing.CONTRADICTS if apart or a.initials.isdisjoint(b.initials) else Bearing.COMPATIBLE
    return Bearing.CONTRADICTS if a.initials.isdisjoint(b.initials) else Bearing.COMPATIBLE


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
