"""Names told by what stands beside them: initials, forms of address, ranks, posts, quotation marks.

Each pattern is sure enough to stand alone: a bare word with a capital is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from variorum.languages import equipment
from variorum.languages.ru.equipment import dictionary
from variorum.names.forms.titles import is_title
from variorum.names.recognition.dossier_matches import is_ordinary
from variorum.names.recognition.edges import INITIAL, trimmed, whole_person
from variorum.names.recognition.one_name import is_surname_like, spans_of
from variorum.names.recognition.posts import bodies, roles
from variorum.names.recognition.sure_people import sure_people
from variorum.names.recognition.word_lists import word_list
from variorum.names.recognition.works import works
from variorum.text.letters import compiled

_UPPER, _LOWER = r"\p{Lu}", r"\p{Ll}"
_NAME = rf"[{_UPPER}][{_LOWER}’'ʹ]*(?:[{_LOWER}]|-[{_UPPER}])[\w’'ʹ-]*"
_PARTICLES = r"(?:(?:von|van|de|der|di|da|du|la|le|фон|ван|де|ди|эль|аль)[ -])*"
_SPACE = r"[ \u00a0]*(?:\r?\n)?[ \u00a0]*"
_WITH_INITIALS = compiled(rf"(?<![\w.&'’-])(?:{INITIAL}{_SPACE}-?){{1,3}}{_PARTICLES}({_NAME})")
_INITIALS_LAST = compiled(
    rf"(?<![\w.-])({_NAME}),?[ \u00a0](?:{INITIAL}[ \u00a0]?){{2}}"
    rf"(?![ \u00a0]?(?:[{_UPPER}][{_LOWER}]|von |van |de |фон |ван |де ))"
)
_BEHIND = rf",?[ \u00a0](?:{INITIAL}[ \u00a0]?){{1,2}}"
_NAME_BELOW = compiled(  # «Выступал М. Н.⏎Рютин», not «Беленький Г. Я.⏎Лашевич М. М.»
    rf"[ \u00a0]*\r?\n[ \u00a0]*{_NAME}(?![\w’'ʹ-])(?!{_BEHIND})"
)
_NAME_ABOVE = compiled(rf"(?:\A|\n)[ \t\u00a0\d.)•–—-]*{_NAME},?[ \u00a0]\Z")
_BEHIND_NAME = compiled(_BEHIND)
_NO_INITIALS = re.compile(r"(?:U\. ?S|U\. ?K|N\. ?Y|D\. ?C|P\. ?S|P\. ?P|Ph\. ?D|Н\. ?Э|A\. ?D|B\. ?C|I\. ?e)\.")
_AFTER_TITLE = compiled(
    rf"{_SPACE}((?:{INITIAL}{_SPACE}){{0,3}}{_PARTICLES}{_NAME}"
    rf"(?:(?:[ \u00a0]{INITIAL}){{1,2}}[ \u00a0]{_PARTICLES}{_NAME}|(?:[ \u00a0]{_NAME}){{0,2}}))"
)
_FURTHER = compiled(rf"(?:,|{_SPACE}(?:и|and)\b){_SPACE}((?:{INITIAL}{_SPACE}){{0,3}}{_NAME})")
_CANDIDATE_TITLE = compiled(r"(?<![\w.-])([^\W\d_]+(?:-[^\W\d_]+)?)(\.?)(?=[ \u00a0\r\n]*[^\W\d_\p{Ll}])")


@dataclass(frozen=True, slots=True)
class PatternName:
    """A name that a pattern tells; `kind` is person, group, work or role. Within what is closed no other is named."""

    start: int
    end: int
    kind: str
    closed: bool = False


def told(text: str, *, language: str) -> list[PatternName]:
    """Every name that a pattern tells, in order; those of people do not overlap."""
    found = [PatternName(start, end, "person") for start, end in _people(text, language)]
    found += [PatternName(*span, "group") for span in bodies(text)]
    found += [PatternName(*span, "role") for span in roles(text)]
    found += [PatternName(start, end, "work", closed) for start, end, closed in works(text, language)]
    return sorted(found, key=lambda one: one.start)


def _people(text: str, language: str) -> list[tuple[int, int]]:
    """The people that patterns tell, in order and apart; the shape of a name goes before what stands beside it."""
    kept: list[tuple[int, int]] = []
    shaped = sorted(set(sure_people(text, language=language)), key=lambda one: (one[0] - one[1], one[0]))
    beside = sorted({*_by_initials(text, language), *_by_titles(text, language)})
    for start, end in (*shaped, *beside):
        start, end = whole_person(text, *trimmed(text, start, end, person=True))
        for one, other in spans_of(text, start, end):
            if one < other and all(other <= a or b <= one for a, b in kept):
                kept.append((one, other))
    return sorted(kept)


# ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _by_initials(text: str, language: str) -> Iterator[tuple[int, int]]:
    for found in _WITH_INITIALS.finditer(text):
        if not _NO_INITIALS.match(found[0]) and not _is_grammar(found[1]) and not _are_of_line_above(text, found):
            yield found.span()
    for found in _INITIALS_LAST.finditer(text):
        known_else = _is_grammar(found[1]) or _rank(found[1], "") or _NO_INITIALS.search(found[0])
        ordinary = is_ordinary(found[1], language) and not is_surname_like(found[1])
        if not known_else and not (ordinary and _NAME_BELOW.match(text, found.end())):
            yield found.start(), found.start() + len(found[0].rstrip())


def _are_of_line_above(text: str, found: re.Match[str]) -> bool:
    """Whether initials at a line's end are those of the surname before them, as in a list with the initials behind."""
    return (
        "\n" in text[found.start() : found.start(1)]
        and _BEHIND_NAME.match(text, found.end(1)) is not None
        and _NAME_ABOVE.search(text[max(0, found.start() - 60) : found.start()]) is not None
    )


def _by_titles(text: str, language: str) -> Iterator[tuple[int, int]]:
    for title in _CANDIDATE_TITLE.finditer(text):
        rank = _rank(title[1], title[2])
        if not rank:
            continue
        name = _AFTER_TITLE.match(text, title.end())
        if name and _may_follow(rank, title[2], name[1].split(), language):
            yield name.span(1)
            further = _FURTHER.match(text, name.end()) if rank == "plural" else None
            while further and not _is_grammar(further[1].split()[-1]):
                yield further.span(1)
                further = _FURTHER.match(text, further.end())


def _may_follow(rank: str, stop: str, words: list[str], language: str) -> bool:
    """Whether what follows a title is a person: neither a place («граждане России») nor, after a rank, any word."""
    if _rank(words[0], "") or is_title(words[0]) or (rank == "rank" and is_ordinary(words[-1], language)):
        return False
    return bool(stop) or words[0].isascii() or not _may_be_place(words[0])


@lru_cache(maxsize=20_000)
def _may_be_place(word: str) -> bool:
    """Whether the dictionary has a word as a place's name, or as an adjective («Европейского союза»)."""
    readings = dictionary().parse(word.lower())
    return any(
        "Geox" in one.tag or ("ADJF" in one.tag and "Surn" not in one.tag and one.score > 0.3) for one in readings
    )


@lru_cache(maxsize=50_000)
def _rank(word: str, stop: str) -> str:
    """What a word tells of what follows: "address", "plural", "rank" or nothing."""
    lower = word.lower()
    if stop:
        if lower in word_list("address.russian_plural"):
            return "plural"
        short = lower in word_list("address.russian_short") or lower in word_list("address.english_short")
        return "address" if short and (word[0].islower() or len(word) > 1) else ""
    if lower in word_list("address.english") or (lower in word_list("address.english_short") and word[0].isupper()):
        return "address"
    if lower in word_list("rank.english"):
        return "rank"
    for lemma in _lemmas(lower):
        if lemma in word_list("address.russian"):
            return "plural" if lower.endswith(("и", "е", "а")) and lower in _PLURALS else "address"
        if lemma in word_list("rank.russian"):
            return "rank"
    return ""


_PLURALS = frozenset("товарищи граждане господа".split())  # noqa: SIM905


@lru_cache(maxsize=50_000)
def _lemmas(lower: str) -> tuple[str, ...]:
    stem = lower[:5]
    known = any(word.startswith(stem) for name in ("address.russian", "rank.russian") for word in word_list(name))
    return equipment("ru").lemmas(lower) if known and re.search("[а-я]", lower) else ()


@lru_cache(maxsize=50_000)
def _is_grammar(word: str) -> bool:
    """Whether a word with a capital is one that begins sentences ("The", «Но») rather than a surname."""
    lower = word.lower()
    if lower.isascii():
        return lower in _ENGLISH_GRAMMAR
    return lower in _RUSSIAN_GRAMMAR


_ENGLISH_GRAMMAR = frozenset(
    """the a an and but or nor so yet for if in on at by of to from with as is are was were be been it its he she they
    we you his her their our this that these those there then when where while who which what how why not no all some
    any each both after before since until under over upon into during government congress army state states
    """.split()  # noqa: SIM905
)
_RUSSIAN_GRAMMAR = frozenset(
    """и а но да или ни не в во на по из от до за к ко с со у о об при для без над под что как так это этот эта эти тот
    та те он она оно они мы вы я его её ее их все всё если когда где куда кто чем том там тут здесь после однако
    из-за из-под
    """.split()  # noqa: SIM905
)
