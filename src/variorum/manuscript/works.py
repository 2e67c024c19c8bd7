"""Works as a folder, a library or the manuscript's own bibliography knows them, made ready to be compared.

Words of titles and surnames are compared by their skeletons, in which the transliterations of one Russian word meet;
words of both scripts are folded alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile

from variorum.names.forms.skeleton import skeletons
from variorum.text.letters import compiled
from variorum.text.scripts import CYRILLIC

_WORD = re.compile(r"[^\W\d_]+(?:[’'ʹ-][^\W\d_]+)*|\d+")
_INITIALISM = re.compile(r"\b(?:[A-Z]\.){2,}(?!\s*[A-Z][\w’'-]{3}(?!\w*\.))")  # "N.Y. Col. Docs.", no person's initials
_SMALL_WORDS = (
    "the a an of and in on to for from with by at or as its der die das und le la les de du des et en do na v o ob iz "
    "k po dlia ot s u za ed eds edition vol volume и в на о об из к по для от с у за не"
)
_JOINED = re.compile(r"((?:^|(?<=[\s.]))[^\W\d_]\.)(?=[^\W\d_]{2})")  # "R.Vane": an initial, no part of the surname
_JOINING = frozenset("iyі")  # "Valls i Taberner", "Balari y Jovany"
_JOINS_SURNAMES = re.compile(r"\s[iyі]\s")
_PARTICLES = frozenset("jr sr et al de von van der den da di du la le wa ter ten bin ibn".split())  # noqa: SIM905
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼʹ‘`´", "'"))
_SPELLED_OUT = str.maketrans(dict(zip("äöüøåæœþ", "ae oe ue oe aa ae oe th".split(), strict=True)))  # noqa: SIM905
_BARE = str.maketrans("øæœþðłđı", "oaotdldi")
_STOP = frozenset(_SMALL_WORDS.split())
_INITIAL_SOUNDS = "х=hk ж=zj ч=ct ш=s щ=s ю=yji я=yji е=ey э=e ц=tcz г=gh в=vw и=ij й=jiy к=kc ф=fp с=s з=z"
_SOUNDS = {pair[0]: pair[2:] for pair in _INITIAL_SOUNDS.split()}


LONGEST_TITLE_LINE = 16
"""Words of a line of a title page."""

_MAY_BE_NAME = compiled(r"[^\W\d_\p{Ll}][\w.’'-]*(?:\s+[^\W\d_\p{Ll}][\w.’'-]*){1,3}")


@dataclass(frozen=True, slots=True, eq=False)  # a record is itself, so that what is worked out of it can be kept
class Work:
    """A work that is known: its key, whence, and what is known of it.

    `file` is the file's name within the folder where its text is held; `opening` its first lines; `pages` the extent
    that a record gives an article; `born` the year of birth that a catalogue gives its author.
    """

    key: str
    origin: str
    title: str = ""
    authors: tuple[str, ...] = ()
    year: str = ""
    container: str = ""
    date: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    file: str = ""
    opening: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()
    fonds: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    born: int | None = None
    attachments: tuple[str, ...] = ()
    kind: str = ""  # what a dossier says that it is: memoir, police-report …
    also: tuple[str, ...] = ()  # further titles: the short one, the original one

    @property
    def called(self) -> str:
        """The work as one would name it in a sentence."""
        who = surname_of(self.authors[0]) if self.authors else ""
        what = self._told_by_head() or self.title or self.container or self.key
        return f"{who}, {what}" if who and what else who or what

    def _told_by_head(self) -> str:
        """The first two lines of a text whose title, its first line, may be its author's name; else nothing."""
        head = self.opening[:2]
        if self.origin != "folder" or self.authors or len(head) < 2 or head[0] != self.title:
            return ""
        is_line = len(head[1].split()) <= LONGEST_TITLE_LINE
        return f"{head[0]}, {head[1]}" if is_line and _MAY_BE_NAME.fullmatch(self.title) else ""


@lru_cache(maxsize=20_000)
def key_words(text: str) -> tuple[str, ...]:
    """The words of a title that tell it from others, folded; small words of several languages are left out."""
    text = _INITIALISM.sub(lambda match: match[0].replace(".", "") + " ", text)
    words = (word.casefold() for word in _WORD.findall(text))
    return tuple(word for word in words if word not in _STOP and (len(word) > 1 or word.isdigit()))


@lru_cache(maxsize=50_000)
def forms_of(word: str) -> frozenset[str]:
    """The skeletons of a word; a number is its own."""
    return frozenset({word}) if word.isdigit() else frozenset(skeletons(word) or (word,))


def alike(a: str, b: str) -> bool:
    """Whether two words are one, in whichever script and transliteration."""
    if a == b:
        return True
    if a.isdigit() or b.isdigit():
        return False
    cross = bool(CYRILLIC.search(a)) != bool(CYRILLIC.search(b))
    if cross or (len(a) > 3 and len(b) > 3):
        return bool(forms_of(a) & forms_of(b))
    return False


def share_within(words: Sequence[str], others: Sequence[str]) -> float:
    """The share of these words that the others have; 0 where there are none."""
    if not words:
        return 0.0
    pool = set(others)
    return sum(word in pool or any(alike(word, other) for other in pool) for word in words) / len(words)


def in_order(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether these words stand in the others in the same order, with others between them or not."""
    rest = iter(others)
    return bool(words) and all(any(alike(word, other) for other in rest) for word in words)


@lru_cache(maxsize=20_000)
def surname_of(name: str) -> str:
    """The surname in a name as bibliographies write it: before a comma, beside initials, or last."""
    name = re.sub(r"\s*\(.*?\)|,?\s*\d{4}.*$", "", name).strip(" .,")
    name = re.sub(r",?\s+(?:Jr|Sr)\.?$", "", _JOINED.sub(r"\1 ", name))
    if "," in name:
        return name.partition(",")[0].strip()
    words = name.split()
    spelled = [word for word in words if len(word.strip(".")) > 1 and not re.fullmatch(r"(?:\w\.-?)+\w?\.?", word)]
    if not spelled:
        return name
    last_is_initial = len(words) > 1 and (words[-1] not in spelled or words[-1] == "de")
    if last_is_initial and len(spelled) > 1 and not CYRILLIC.search(name) and words[0] == spelled[0]:
        led = takewhile(lambda word: word in spelled or word in _JOINING, words)
        return " ".join(led)  # "Valls i Taberner F."
    first = spelled[0] if last_is_initial else spelled[-1]
    return first.strip(".")


def _surnames(a: str, b: str) -> tuple[str, str]:
    """The surnames of two names; one of two words ("Vane Moss, Ana") is looked for whole in the other."""
    one, other = surname_of(a), surname_of(b)
    if "," in a and "," not in b:
        return one, _as_long(b, one) or other
    if "," in b and "," not in a:
        return _as_long(a, other) or one, other
    return one, other


def _as_long(name: str, surname: str) -> str:
    words = len(surname.split())
    last = name.split()[-words:]
    is_initial = any("." in word or (len(word) == 1 and word not in _JOINING) for word in last)
    return " ".join(last) if words > 1 and len(last) == words and not is_initial else ""


def _plain(name: str) -> str:
    """A surname in small letters, with one form of apostrophe, and Latin letters without their marks."""
    folded = name.casefold().translate(_APOSTROPHES)
    if CYRILLIC.search(folded):
        return folded
    return "".join(sign for sign in unicodedata.normalize("NFD", folded) if not unicodedata.combining(sign))


def _spellings(surname: str) -> frozenset[str]:
    """A surname without marks, and as it is written where there are no such letters: Möller is Moller and Moeller."""
    whole = unicodedata.normalize("NFC", surname.casefold())
    return frozenset({_plain(surname), _plain(whole.translate(_BARE)), _plain(whole.translate(_SPELLED_OUT))})


def same_surname(a: str, b: str) -> bool:
    """Whether two names may have one surname, in either script and any transliteration."""
    surname, another = _surnames(a, b)
    one, other = _plain(surname), _plain(another)
    if not one or not other:
        return False
    if _spellings(surname) & _spellings(another):
        return True
    parts, others = (_JOINS_SURNAMES.sub(" ", name).replace("-", " ").split() for name in (one, other))
    return len(parts) == len(others) and all(
        alike(x, y) or (len(x) > 3 and bool(forms_of(x) & forms_of(y))) for x, y in zip(parts, others, strict=True)
    )


@lru_cache(maxsize=20_000)
def compatible_names(a: str, b: str) -> bool:
    """Whether two names agree in the surname and in the first letters of whatever given names both have."""
    if not same_surname(a, b):
        return False
    surname, another = _surnames(a, b)
    return (
        not (one := _initials(a, surname))
        or not (other := _initials(b, another))
        or bool(forms_of_initial(one[0]) & forms_of_initial(other[0]))
    )


def forms_of_initial(letter: str) -> frozenset[str]:
    """The sounds that an initial may stand for in either script."""
    small = letter.casefold()
    return frozenset(
        _SOUNDS.get(small, "".join(sorted({form[0].lower() for form in forms_of(small) if form} | {small})))
    )


def _initials(name: str, surname: str) -> list[str]:
    rest = name.replace(surname, " ", 1)
    return [part[0] for part in re.findall(r"[^\W\d_]+", rest) if part.casefold() not in _PARTICLES]
