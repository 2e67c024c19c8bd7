"""The names of those who are kept back, seen wherever a text gives them: any case, script, spelling, or initials.

It is enough that a word *may* be the name: of two people with one surname the one without a dossier, or whom nothing
tells from the other, is masked with the one who is kept back. A namesake keeps the name only where a dossier that is
open has it, and the names engine says that the two differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from variorum.disclosure.levelling import DisguisedWord, levelled
from variorum.languages.transliteration import schemes, to_cyrillic, to_latin
from variorum.names.forms.comparing import DIFFERENT, SAME, compare
from variorum.names.forms.given import known_given
from variorum.names.forms.parsing import parse
from variorum.names.forms.skeleton import skeletons
from variorum.names.forms.titles import is_particle, is_title
from variorum.text.scripts import CYRILLIC

Span = tuple[int, int]
# endings that may follow a stem, as the skeleton writes them: cases, plurals, adjectives, and what English adds
_WRITTEN_ENDINGS = (
    "a ia e i ii o u iu om em im oi ei ou oiu eiu ogo ego omu emu ie ee aia oe uiu imi ami iami am iam ah iah ih ov ev"
    " s es n an ian ski skaia skoe skogo skomu skoi skuiu skie skih skim iny ina inoi inu ova ovoi ovu eva evoi evu"
    " ovna evna ovni ovne ovnu ovnoi evni evne evnu evnoi ovic ovica"
)
_ENDINGS = frozenset(_WRITTEN_ENDINGS.split())
_FINAL = ("skaia", "skogo", "skii", "aia", "iia", "oi", "ii", "ia", "a", "i", "o", "e", "u")
_LONG = 6  # letters of a stem that gives a name away at the head of, or within, any longer word
_SHORT = 3  # letters below which a stem must be met whole, as a name
_INITIALS = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]\.[ \u00a0\u2009]?){1,3}[^\W\d_](?:\.|(?![\w]))")
_JOINED = re.compile(r"[\s.,\u00a0\u2009'’-]{0,3}")


@dataclass(frozen=True, slots=True)
class WithheldNames:
    """Somebody or something kept back: the kind of dossier and all names that it gives."""

    kind: str
    names: tuple[str, ...]


@dataclass(slots=True)
class People:
    """The names that must not be read, and those of open dossiers that resemble them."""

    kept: Sequence[WithheldNames]
    open_names: Sequence[str] = ()
    _stems: set[str] = field(default_factory=set)  # skeletons that give a name away by themselves
    _plain: set[str] = field(default_factory=set)  # the same in letters, of every transliteration
    _sequences: list[tuple[tuple[frozenset[str], ...], int]] = field(default_factory=list)
    _given: set[str] = field(default_factory=set)
    _patronymics: set[str] = field(default_factory=set)
    _initials: frozenset[tuple[str, ...]] = frozenset()
    _full: tuple[str, ...] = ()
    _namesakes: tuple[str, ...] = ()
    _seen: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for bearer in self.kept:
            for name in bearer.names:
                if bearer.kind == "person":
                    self._learn_person(name)
                else:
                    self._learn_words(name)
        self._full = tuple(dict.fromkeys(name for one in self.kept if one.kind == "person" for name in one.names))
        self._namesakes = tuple(name for name in self.open_names if any(self._gives_away(w) for w in _names(name)))
        others = {initials for name in self.open_names for initials in _initials_of(name)}
        mine = {initials for name in self._full for initials in _initials_of(name)}
        self._initials = frozenset(one for one in mine if len(one) > 2 or one not in others)
        self._seen.clear()

    def __bool__(self) -> bool:
        return bool(self.kept)

    def _learn_person(self, name: str) -> None:
        readings = [reading for reading in parse(name).readings if reading.case in ("N", "")] or parse(name).readings
        surnames = {word for reading in readings for word in _names(reading.surname or "")}
        given = {word for reading in readings for word in _names(reading.given)}
        patronymics = {word for reading in readings for word in _names(reading.patronymic)}
        likely = {word for word in surnames if not known_given(word).full}
        surnames = likely or surnames  # a turned reading makes a surname of the given name as well
        if not surnames:
            surnames = given if len(_names(name)) == 1 else surnames
        if not surnames and len(_names(name)) > 1:
            self._learn_words(name)
        for word in surnames:
            if len(word) > 1:
                self._learn_stem(word)
        self._given |= {stem for word in given if len(word) > 1 for stem in _stems_of(word)}
        self._patronymics |= {stem for word in patronymics if len(word) > 1 for stem in _stems_of(word)}

    def _learn_stem(self, word: str) -> None:
        self._stems |= _stems_of(word)
        self._plain |= _spellings(word)

    def _learn_words(self, name: str) -> None:
        """A name of other things: all its words that say something, one after another."""
        words = re.findall(r"[^\W_]+", name)
        if len(words) == 1:
            self._learn_stem(words[0])
        elif words:
            self._sequences.append((tuple(frozenset(_stems_of(word)) for word in words), len(words)))

    def found_in(self, text: str, words: Sequence[DisguisedWord]) -> list[Span]:
        """The stretches of a text in which somebody kept back is named."""
        spans = [span for at in range(len(words)) if (span := self._at(text, words, at))]
        if self._initials:
            spans += self._by_initials(text)
        return spans

    def _at(self, text: str, words: Sequence[DisguisedWord], at: int) -> Span | None:
        word = words[at]
        if self._gives_away(word.text):
            first, last = _around(text, words, at, self._given | self._patronymics)
            start, end = words[first].start, words[last].end
            return None if self._is_namesake([w.text for w in words[first : last + 1]]) else (start, end)
        following = words[at + 1] if at + 1 < len(words) else None
        if following and self._patronymics and _any(following.text, self._patronymics):
            near = _JOINED.fullmatch(text, word.end, following.start)
            if near and (_any(word.text, self._given) or _is_initial_of(word.text, self._given)):
                return word.start, following.end
        for stems, size in self._sequences:
            if at + size <= len(words) and all(_any(words[at + n].text, stems[n], alone=False) for n in range(size)):
                return word.start, words[at + size - 1].end
        return None

    def _by_initials(self, text: str) -> list[Span]:
        found = []
        for match in _INITIALS.finditer(text):
            letters = tuple(letter.casefold() for letter in re.findall(r"[^\W\d_]", match[0]))
            followed = re.match(r"[ \u00a0]?[A-ZА-ЯЁ][a-zа-яё]{2,}", text[match.end() :])
            if letters in self._initials and not (len(letters) == 2 and followed and match[0].endswith(".")):
                found.append(match.span())
        return found

    def _gives_away(self, word: str) -> bool:
        known = self._seen.get(word)
        if known is None:
            known = self._seen[word] = self._is_name(word)
        return known

    def _is_name(self, word: str) -> bool:
        letters = levelled(word)
        if any(_begins(letters, stem, _PLAIN_ENDINGS) for stem in self._plain):
            return len(letters) > _SHORT or not word[:1].islower() or letters in self._plain
        return _any(word, self._stems)

    def _is_namesake(self, words: Sequence[str]) -> bool:
        """Whether an open dossier has this name, and nobody who is kept back can have it."""
        if not self._namesakes or not any(compare(_titled(words), name).verdict == SAME for name in self._namesakes):
            return False
        return all(compare(_titled(words), name).verdict == DIFFERENT for name in self._full)


def _titled(words: Sequence[str]) -> str:
    """Words as a name is written, for an id writes them small; digits are no part of one."""
    plain = [re.sub(r"\d+", "", word) for word in words]
    return " ".join(f"{w}." if len(w) == 1 else w[:1].upper() + w[1:] for w in plain if w)


def _around(text: str, words: Sequence[DisguisedWord], at: int, own: set[str]) -> Span:
    """The first and the last of the words that belong to the name that this word is of: given names and initials."""
    first = last = at
    while first > 0 and at - first < 3 and _belongs(text, words[first - 1], words[first].start, own, before=True):
        first -= 1
    while last + 1 < len(words) and last - at < 3 and _belongs(text, words[last + 1], words[last].end, own):
        last += 1
    return first, last


def _belongs(text: str, word: DisguisedWord, other: int, own: set[str], *, before: bool = False) -> bool:
    between = (word.end, other) if before else (other, word.start)
    if not _JOINED.fullmatch(text, *between) or "," in text[slice(*between)] or "\n\n" in text[slice(*between)]:
        return False
    if len(word.text) == 1:
        return text[word.end : word.end + 1] == "." and word.text.isupper()
    known = known_given(word.text)
    return _any(word.text, own) or bool(known.full or known.short_for) or _is_patronymic(word.text)


def _is_patronymic(word: str) -> bool:
    return bool(re.search(r"(?:[оеё]ви|[ио]ни|[ьу])ч(?:а|у|ем|е)?$|(?:[оеё]вн|ичн|инишн)[аыеуой]{1,2}$|"
                          r"(?:[oe]vi(?:ch|č|tch|tsch)|[oe]vna)$", word.casefold()))  # fmt: skip


def _any(word: str, stems: Iterable[str], *, alone: bool = True) -> bool:
    """Whether a word may be a form of one of these stems; a short stem `alone` must stand with a capital."""
    readings = skeletons(_one_script(word))
    capital = not alone or not word[:1].islower()
    return any(
        _begins(reading, stem, _ENDINGS) and (len(stem) >= _SHORT or capital) for stem in stems for reading in readings
    )


def _begins(reading: str, stem: str, endings: frozenset[str]) -> bool:
    if len(stem) >= _LONG and stem in reading:
        return True
    return reading.startswith(stem) and (reading == stem or (len(stem) >= 2 and reading[len(stem) :] in endings))


_WRITTEN_PLAIN = (
    "а я у ю ы и й ь е о ом ем ём ой ей ою ею им ым ого его ому ему ая яя ое ее ую юю ые ие ых их ыми ими ами ями ах ях"
    " ам ям ов ев ский ского скому ским ская ской скую ские ских"
    " y i j a ia ya ja u iu yu ju e om em im ym oi oy ei ey ogo ego omu emu aia aya oe ikh ykh ami akh am ov ev s es"
    " sky skii skij skaya skaia skogo"
)
_PLAIN_ENDINGS = frozenset(_WRITTEN_PLAIN.split())


@lru_cache(maxsize=4096)
def _one_script(word: str) -> str:
    """A word of letters of both scripts is read as the one that disguise is made of."""
    return levelled(word) if CYRILLIC.search(word) and re.search("[A-Za-z]", word) else word


@lru_cache(maxsize=4096)
def _stems_of(word: str) -> frozenset[str]:
    """The skeletons of a word and of its transliterations, each without its ending."""
    written = [word, *_transliterated(word)]
    return frozenset(_without_ending(one) for form in written for one in skeletons(form)[:3])


def _without_ending(skeleton: str) -> str:
    ending = next((e for e in _FINAL if skeleton.endswith(e) and len(skeleton) - len(e) >= _SHORT), "")
    if ending.startswith("sk"):
        return skeleton[: len(skeleton) - len(ending) + 2]
    return skeleton[: len(skeleton) - len(ending)] if ending else skeleton


@lru_cache(maxsize=4096)
def _spellings(word: str) -> frozenset[str]:
    """A word and its transliterations in small letters, without the vowel that ends them."""
    written = [levelled(re.sub(r"[^\w]|_", "", form)) for form in (word, *_transliterated(word))]
    return frozenset(w[:-1] if len(w) > 4 and w[-1] in "аяоеыийьaoeiy" else w for w in written if len(w) > 1)


def _transliterated(word: str) -> tuple[str, ...]:
    if CYRILLIC.search(word):
        return tuple(dict.fromkeys(to_latin(word, name) for name in schemes()))
    return tuple(dict.fromkeys(to_cyrillic(word, name) for name in schemes()))


def _names(name: str) -> list[str]:
    """The words of a name that name: no titles, particles or single letters."""
    words: list[str] = re.findall(r"[^\W\d_]+", name.replace("\u0301", ""))
    telling = [word for word in words if len(word) > 1 and not is_particle(word) and not is_title(word)]
    return telling or words


def _is_initial_of(word: str, stems: set[str]) -> bool:
    return len(word) == 1 and any(stem.startswith(one) for stem in stems for one in skeletons(word))


def _initials_of(name: str) -> set[tuple[str, ...]]:
    """Initials that stand for a person, given name first or last, in both scripts."""
    found: set[tuple[str, ...]] = set()
    for reading in parse(name).readings[:3]:
        parts = [part for part in (reading.given, reading.patronymic, reading.surname) if part]
        if not (reading.surname and reading.given):
            continue
        for one in (parts, *zip(*(_transliterated(part) for part in parts), strict=False)):
            letters = tuple(part[0].casefold() for part in one if part)
            found |= {letters, (letters[-1], *letters[:-1])}
            if len(letters) == 3:
                found |= {(letters[0], letters[2]), (letters[2], letters[0])}
    return found
