"""A bibliography without a heading: entry after entry at the end, each with a name first and a year, by alphabet.

And a heading that begins none, since it stands in a table of contents: what follows it is the text. And entries that
were parted where no entry ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from variorum.manuscript.manuscript import Paragraph
from variorum.manuscript.reading.whole_paragraphs import joined
from variorum.text.letters import compiled

_ENTRY = compiled(
    r"\s*(?:\[?\d{1,3}[\].)]\s*)?(?:(?P<same>[—–]{2,}|-{3,}|_{3,})"
    r"|(?P<name>\p{LatinLu}[\w’'ʹ-]+)(?:\s\p{LatinLu}[\w’'-]+)?,\s+\p{LatinLu}"
    r"|(?P<initials>\p{CyrillicLu}[\w-]+),?\s+\p{CyrillicLu}\.)"
)
_LINE = re.compile(r"^.+$", re.MULTILINE)
_ENDED = re.compile(r"[.\d)\]»”]\s*$")
_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d")
_ENTRY_ENDED = re.compile(r"[.)\]]\s*$")
_BODY_DATED = compiled(r"\s*\p{Lu}[^()]{2,90}?\((?:1[4-9]|20)\d\d[a-z]?\)[.,:]")  # "Federation of Quays (1990), …"
_CUT_OFF = re.compile(r"[,:;(/–-]\s*$")
_RUNS_ON = compiled(r"\s*(?:\p{Ll}|\d|\(|S\.\s?\d)")
_STOPPED = 0.7  # of the entries that another follows, if a full stop ends those of the list
_LONGEST_ENTRY = 900  # letters
_BEGUN = 0.4  # of a list, some of whose entries are in pieces
_FEWEST = 6  # entries
_MOST_BETWEEN = 2  # paragraphs in a row that are none: an entry cut in two by a page
_SHARE = 0.8
_FEWEST_OF_TEXT = 12  # paragraphs behind a heading, of which
_ENTRIES_AT_LEAST = 1 / 3  # have a year or an address if they are entries
_PAGE = re.compile(r"\s*\d{1,4}\s*")
_DATED = re.compile(r"\b(?:1[4-9]|20)\d\d|https?:|www\.|\bDOI\b", re.IGNORECASE)


def entries_in(text: str) -> list[tuple[int, int]]:
    """Where the entries of a bibliography stand in a text that holds several, one below the other.

    One begins with a line that opens as entries do, behind one that ends as they do.
    """
    starts, before = [0], ""
    for line in _LINE.finditer(text):
        if before and _ENDED.search(before) and _ENTRY.match(line[0]):
            starts.append(line.start())
        before = line[0]
    return [*pairwise([*starts, len(text)])]


def with_whole_entries(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Paragraphs in which what goes on with an entry of a bibliography is a part of it, as where a PDF parts its lines.

    An entry goes on where it has not ended and what follows begins as none does, if most of the list begin so.
    """
    found: list[Paragraph] = []
    for listed, run in groupby(paragraphs, key=lambda one: one.role == "bibliography"):
        own = [*run]
        begun = sum(_begins(one.text) for one in own) if listed else 0
        if begun < max(_FEWEST, _BEGUN * len(own)):
            found += own
            continue
        last = [before.text for before, one in pairwise(own) if _begins(one.text)]
        stops = sum(_ENTRY_ENDED.search(text) is not None for text in last) > _STOPPED * len(last)
        entries = own[:1]
        for one in own[1:]:
            if _goes_on(entries[-1].text, one.text, stops=stops):
                entries[-1] = joined((entries[-1], one))
            else:
                entries.append(one)
        found += entries
    return tuple(replace(one, number=number) for number, one in enumerate(found, start=1))


def _goes_on(entry: str, text: str, *, stops: bool) -> bool:
    """Whether a text goes on with an entry; `stops` where the entries of the list end with a full stop."""
    if _begins(text) or len(entry) > _LONGEST_ENTRY:
        return False
    return (
        _ENTRY_ENDED.search(entry) is None
        if stops
        else _CUT_OFF.search(entry) is not None or _RUNS_ON.match(text) is not None
    )


def _begins(text: str) -> bool:
    """Whether a text begins as an entry does: with a name turned round, or with a body and a year."""
    return _ENTRY.match(text) is not None or _BODY_DATED.match(text) is not None


def without_contents(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Paragraphs in which no table of contents makes a bibliography of the text that follows it."""
    found = list(paragraphs)
    for listed, run in groupby(paragraphs, key=lambda one: one.role == "bibliography"):
        own = [one for one in run if one.text.strip()]
        if listed and own and _is_text(own):
            for one in own:
                found[one.number - paragraphs[0].number] = replace(one, role="body")
    return tuple(found)


def _is_text(own: Sequence[Paragraph]) -> bool:
    """Whether a page's number stands first, as behind a heading in a table of contents, or hardly any has a year."""
    dated = sum(_DATED.search(one.text) is not None for one in own)
    return _PAGE.fullmatch(own[0].text) is not None or (
        len(own) >= _FEWEST_OF_TEXT and dated < _ENTRIES_AT_LEAST * len(own)
    )


def with_bibliography(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Paragraphs with the entries at their end known for a bibliography, where none is known yet."""
    if any(paragraph.role == "bibliography" for paragraph in paragraphs):
        return tuple(paragraphs)
    first, names, entries, others = len(paragraphs), list[str](), 0, 0
    for at in range(len(paragraphs) - 1, len(paragraphs) // 2, -1):
        match = _ENTRY.match(paragraphs[at].text) if paragraphs[at].role in ("body", "quote") else None
        if match is not None and _YEAR.search(paragraphs[at].text):
            first, others = at, 0
            entries += 1
            names += [name.casefold() for name in (match["name"], match["initials"]) if name]
        elif others < _MOST_BETWEEN:
            others += 1
        else:
            break
    ordered = sum(later <= earlier for earlier, later in pairwise(names))
    held = len(paragraphs) - first
    if len(names) < _FEWEST or ordered < _SHARE * (len(names) - 1) or entries < _SHARE * held:
        return tuple(paragraphs)
    return (*paragraphs[:first], *(replace(one, role="bibliography") for one in paragraphs[first:]))
