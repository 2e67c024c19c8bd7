"""Whether a source is named near a passage: by key, author or title, or by a reference that names nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from variorum.languages.folding import fold
from variorum.languages.registry import words_of_every_language
from variorum.record import Record, Source

_REFERENCE = re.compile(
    r"[\[(][^\[\]()]{0,80}?(?:\bpp?\.|\bс\.|\bстр\.|\bS\.|\bл\.|\bvol\.|\bт\.|§)\s*[\divxlc]+[^\[\]()]{0,40}[\])]"
    r"|\[\d{1,3}\]|[¹²³⁴-⁹]+|\b(?:ibid|op\. ?cit|там же|указ\. соч)\b",
    re.IGNORECASE,
)
_JUST_AFTER = 90  # letters after a passage within which a reference that names nobody belongs to it
_TITLE = 3  # significant words of a title that name it; all of them where it has fewer
_LEAST = 4  # letters of a name or word that can be told from others
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDING = r"[а-яё]{0,3}"


@dataclass(frozen=True, slots=True)
class Called:
    """What a source may be called by: patterns for its authors and its key, and the words of its title."""

    names: tuple[re.Pattern[str], ...]
    title: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class SourceNamed:
    """How a source is named near a passage: the words that name it, and a reference with a page, a note or "ibid.".

    `of_another` says that the reference itself names something that is not this source: "(Dal, p. 12)".
    """

    by: str = ""
    reference: str = ""
    of_another: bool = False


def called(source: Source, record: Record) -> Called:
    """What this source may be called by, in all scripts and cases that its dossiers know."""
    names = [rf"@{{?{re.escape(source.key)}\b"]
    for author in source.authors:
        entity = record.entities.get(author)
        forms = [author] if entity is None else [entity.name, *(form.form for form in entity.names)]
        for surname in dict.fromkeys(filter(None, map(_surname, forms))):
            names.append(_inflected(surname))
    words = [word for word in _WORD.findall(_short(source.title)) if len(word) >= _LEAST]
    title = [_inflected(word) for word in words] if len(words) > 1 or (words and len(words[0]) > 5) else []
    return Called(tuple(map(_compiled, names)), tuple(map(_compiled, title)))


def told_apart(source: Called, own: Called) -> Called:
    """What names the source and not also the one that speaks: two of one author or title name each other everywhere."""
    names = tuple(name for name in source.names if name not in own.names)
    shared = set(source.title) & set(own.title)
    return Called(names, () if 2 * len(shared) > len(source.title) else source.title)


def named_near(source: Called, before: str, after: str) -> SourceNamed:
    """How a source is named in what stands before and after a passage."""
    around = f"{before}\n{after}"
    names = (found[0] for name in source.names for found in name.finditer(around))
    by = next((name for name in names if name[:1] == "@" or name[:1].isupper()), "") or _title_in(source, around)
    reference = _REFERENCE.search(after, 0, _JUST_AFTER)
    found = reference[0] if reference else ""
    return SourceNamed(by, found, _names_another(found, source))


def _names_another(reference: str, source: Called) -> bool:
    """Whether a reference has a name in it, and none by which the source is called."""
    nobody = words_of_every_language("small_words", "nobody")
    words = [word for word in _WORD.findall(reference) if word[0].isupper() and word.casefold() not in nobody]
    known = (*source.names, *source.title)
    return any(len(word) > 2 for word in words) and not any(each.search(reference) for each in known)


def _title_in(source: Called, around: str) -> str:
    """The words of the title that stand near one another in the text, if they are enough to name it."""
    needed = min(_TITLE, len(source.title))
    if not needed:
        return ""
    found = [match for word in source.title if (match := word.search(around))]
    if len(found) < needed:
        return ""
    places = sorted(match.start() for match in found)
    close = places[needed - 1] - places[0] < 30 * needed
    return " ".join(match[0] for match in found) if close and any(m[0][:1].isupper() for m in found) else ""


def _short(title: str) -> str:
    return re.split(r"[.:;(]", title, maxsplit=1)[0]


def _surname(form: str) -> str:
    """The surname in a form of a name; empty where there is none long enough to be told from other words."""
    from variorum.names import parse

    name = parse(form)
    surname = name.readings[0].surname if name.readings else ""
    return surname if len(surname) >= _LEAST else ""


def _inflected(word: str) -> str:
    """A pattern for a word in any case: in Cyrillic its last vowel or й may change and an ending be added."""
    if re.search(r"[а-яё]", word, re.IGNORECASE):
        stem = re.sub(r"(?:[иыо]й|[аяеёиоуыэюйь])$", "", fold(word).text, flags=re.IGNORECASE)
        return rf"\b{re.escape(stem)}{_ENDING}\b"
    return rf"\b{re.escape(word)}(?:['’]?s)?\b"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
