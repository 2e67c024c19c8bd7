"""Where a name begins and ends: what a model or a pattern saw, brought to the name itself.

Outside a name are quotation marks, stops, titles and forms of address, the article and the possessive ending; inside
are initials, given name and patronymic beside a surname, also across a line's end. Two names in one span are parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from variorum.names.forms.declension import given_readings, patronymic_readings
from variorum.names.forms.given import known_given
from variorum.names.forms.titles import is_address, is_title, sex_told
from variorum.text.letters import compiled
from variorum.text.scripts import CYRILLIC

_OUTSIDE = "\u2060\u200a\u2009\u200b\ufeff \t\r\n\u00a0«»„“”‚‘’\"'`*_.,;:!?…•·|–—-/\\"
_MARKS = (("«", "»"), ("„", "“"), ("„", "”"), ("“", "”"), ('"', '"'))
_PARTING = re.compile(r"\s*(?:[•·|;]|\n[ \t\r]*\n)\s*|(?<=[a-z])[\s\u2060]*—[\s\u2060]*(?=[^\W\d_])")
_BRACKET = re.compile(r"[»”\"’]?\s*[(\[]\s*|\s*[)\]]\s*")
_POSSESSIVE = re.compile(r"(?:['’ʼ]s|(?<=s)['’])$")
_OWNING = re.compile(r"(?:['’ʼ]s|(?<=s)['’])(?=\s|$)")  # "Krasnov’s Cossacks" are no person
_ARTICLE = re.compile(r"(?:[Tt]he|THE|[Aa]n?)\s+")
_LEADING = re.compile(r"([^\W\d_][\w-]*\.?)[\s\u00a0]+(?=\S)")
# what transliterations write for one Russian letter is one initial ("Iu. L.", "Kh. G.")
INITIAL = r"(?:Shch|Dzh|Zh|Kh|Ts|Ch|Sh|Yu|Ya|Ye|Iu|Ia|Ju|Ja|Дж|\p{Lu})\."
_INITIALS_BEFORE = compiled(rf"(?<![\w.&])(?:{INITIAL}[ \u00a0]?-?(?:\r?\n)?){{1,3}}[ \u00a0]?\Z")
_INITIALS_AFTER = compiled(rf",?[ \u00a0](?:{INITIAL}[ \u00a0]?){{2}}(?![ \u00a0]?[^\W\d_\p{{Ll}}])")
_STATES = re.compile(r"(?:U\. ?S\.|U\. ?K\.|N\. ?Y\.|D\. ?C\.|P\. ?S\.|Ph\. ?D\.|Н\. ?Э\.)(?: ?A\.)?\s*$")
_WORD_BEFORE = re.compile(r"(?<![\w-])([^\W\d_][\w’'-]*)[ \u00a0]*(?:\r?\n)?[ \u00a0]*\Z")
_WORD_AFTER = re.compile(r"[ \u00a0]*(?:\r?\n)?[ \u00a0]*([^\W\d_][\w’'-]*)")


def parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in a span: what bullets, blank lines, dashes or brackets stand between are two."""
    for one, other in _between(_PARTING, text, start, end):
        if text.count("(", one, other) or text.count(")", one, other) or text.count("[", one, other):
            yield from ((a, b) for a, b in _between(_BRACKET, text, one, other) if _begins_as_a_name(text[a:b]))
        else:
            yield one, other


def _between(parting: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    last = start
    for found in parting.finditer(text, start, end):
        if _belongs_inside(text, found, end):
            continue
        yield last, found.start()
        last = found.end()
    yield last, end


def _belongs_inside(text: str, found: re.Match[str], end: int) -> bool:
    """«ВКП(б)»: a bracket that follows its word at once and holds a letter or two is part of it."""
    opens = re.compile(r"\w\([^\W\d_]{1,2}\)")
    return bool(
        opens.match(text, max(0, found.start() - 1), end)
        or (found[0].startswith(")") and opens.search(text, max(0, found.start() - 4), found.start() + 1))
    )


def _begins_as_a_name(words: str) -> bool:
    stripped = words.lstrip(_OUTSIDE)
    return bool(stripped) and not stripped[0].islower() and any(letter.isalpha() for letter in stripped)


def trimmed(text: str, start: int, end: int, *, person: bool = False) -> tuple[int, int]:
    """A span without what is outside the name; of people without titles and address too."""
    start, end = _without_marks(text, start, end)
    if not CYRILLIC.search(text, max(0, start - 12), start) and not CYRILLIC.search(text, end, end + 12):
        # within Russian, «The Times» and «Christie’s» are whole as they are
        possessive = (_OWNING if person else _POSSESSIVE).search(text, start, end)
        end = possessive.start() if possessive else end
        article = _ARTICLE.match(text, start, end)
        start = article.end() if article else start
    while person and (word := _LEADING.match(text, start, end)) and _is_outside(word[1]):
        start = word.end()
    start, end = _without_marks(text, start, end)
    end = end if person else closed(text, start, end)
    if person and is_address(text[start:end]):  # «Тов.» at the end of a line
        return end, end
    return start, end


def closed(text: str, start: int, end: int) -> int:
    """The end of a name with the mark that closes a quotation within it («Фабрика «Красный прядильщик»»)."""
    words, mark = text[start:end], text[end : end + 1]
    return end + any(mark == closing and _is_open(words, opening, closing) for opening, closing in _MARKS)


def _is_open(words: str, opening: str, closing: str) -> bool:
    if opening == closing:
        return words.count(opening) % 2 == 1
    return words.count(opening) > words.count(closing)


def _without_marks(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _OUTSIDE:
        start += 1
    while end > start and text[end - 1] in _OUTSIDE:
        if text[end - 1] == "." and re.search(r"(?<!\w)[A-ZА-ЯЁ]\.$", text[start:end]):
            break
        end -= 1
    return start, end


@lru_cache(maxsize=20_000)
def _is_outside(word: str) -> bool:
    return is_title(word) or is_address(word)


_TITLE_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_][\w-]*\.?)[ \u00a0]+\Z")


def _with_title_of_a_wife(text: str, start: int, end: int) -> int:
    """Where a name begins with a woman's title without which it is her husband's ("Mrs. Sidney Webb")."""
    given, _, surname = text[start:end].partition(" ")
    if not surname or not given.isalpha() or not given.isascii() or known_given(given).gender == "f":
        return start
    title = _TITLE_BEFORE.search(text, max(0, start - 20), start)
    return title.start() if title and sex_told((title[1],)) == "f" else start


def whole_person(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a person's name taken out over the initials, given name and patronymic that stand beside it."""
    start = _leftward(text, start, end)
    return _with_title_of_a_wife(text, start, end), _rightward(text, start, end)


_PARTICLE = re.compile(r"(?<![\w-])(?:Фон|Де|Ди|Дю|Ла|Ван дер|Ван|Von|Van|De|Du|Di|La|Le)[ \u00a0]\Z")


def _leftward(text: str, start: int, end: int) -> int:
    particle = _PARTICLE.search(text, max(0, start - 9), start)
    if particle and " " not in text[start:end] and text[start : start + 1].isupper():
        return particle.start()  # «Де Голль вернулся»
    has_given = " " in text[start:end] and is_given(text[start:end].split()[0])
    while start:
        before = text[max(0, start - 40) : start]
        initials = _INITIALS_BEFORE.search(before)
        if (
            initials
            and not text[start:end].endswith(".")
            and not _STATES.search(before)
            and text[start : start + 1].isupper()
            and not _is_numeral_before(initials[0], text[start : start + 1])
        ):
            start -= len(before) - initials.start()
            continue
        word = _WORD_BEFORE.search(before)
        if not word or has_given or not _is_forename(word[1]):
            break
        start -= len(before) - word.start()
    return start


def _is_numeral_before(initials: str, letter: str) -> bool:
    """Whether what looks like initials is a ruler's numeral that ends a sentence before a Russian name («Петра I.»)."""
    return bool(CYRILLIC.match(letter)) and re.fullmatch(r"[IVX]\.\s*", initials) is not None


def _rightward(text: str, start: int, end: int) -> int:
    after = _WORD_AFTER.match(text, end)
    if after and is_patronymic(after[1]) and not text[start:end].endswith("."):
        end = after.end()
    initials = _INITIALS_AFTER.match(text, end)
    if initials and "." not in text[start:end]:
        end = initials.start() + len(initials[0].rstrip())
    return end


@lru_cache(maxsize=50_000)
def is_patronymic(word: str) -> bool:
    """Whether a word with a capital has a Russian patronymic's ending."""
    return word[:1].isupper() and len(word) > 4 and bool(patronymic_readings(word))


@lru_cache(maxsize=50_000)
def is_given(word: str) -> bool:
    """Whether a word with a capital is, in some case, a given name that the tables know."""
    if not word[:1].isupper() or len(word) < 3 or word.isupper():
        return False
    if word.isascii():
        return bool(known_given(word).full)
    return any(known_given(reading.nominative).full for reading in given_readings(word) if not reading.plural)


def _is_forename(word: str) -> bool:
    return is_given(word) or is_patronymic(word)
