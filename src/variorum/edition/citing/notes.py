"""The notes of one text in order: which cite in full, which briefly, which only say that it is the same again.

"The same again" is right only where the note just before cites this one source and nothing else (Chicago 14.34, GOST
R 7.0.5-2008, 10.3), so the decision needs the whole row of notes, and a note that cites two sources breaks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.edition.citing import chicago, german, gost
from variorum.edition.citing.item import CitationItem
from variorum.edition.citing.pieces import NoteCitation, full_stop, sentence
from variorum.finding import NotFound
from variorum.languages import pack
from variorum.record import Citation, Locator
from variorum.saying import say


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A style of citation: how it writes a note and an entry of the list of sources."""

    name: str
    note: Callable[[CitationItem, NoteCitation], Markup]
    entry: Callable[[CitationItem], Markup]
    within: str  # between a source and the one that quotes it
    before_within: str = ", "
    between: str = "; "  # two citations of one note
    after_stops: bool = False  # the number of a note stands behind the stop of its sentence
    keeps_stop: bool = False  # of a citation within a note of the writer's own
    own_script: str = "Latn"  # whose sources stand first in a list


CHICAGO = CitationStyle("chicago-notes-bibliography", chicago.note, chicago.entry, "quoted in", after_stops=True)
GOST = CitationStyle(
    "gost-r-7-0-5-2008", gost.note, gost.entry, "Цит. по:", ". ", " ; ", keeps_stop=True, own_script="Cyrl"
)
GERMAN = CitationStyle("german-footnotes", german.note, german.entry, "zit. nach")
_STYLES = {style.name: style for style in (CHICAGO, GOST, GERMAN)}


def style_named(name: str) -> CitationStyle:
    """The style of this name; NotFound, naming those there are, where there is none."""
    if name not in _STYLES:
        raise NotFound(
            say(
                "There is no citation style “{name}”. Styles that there are: {styles:,}.",
                name=name,
                styles=tuple(sorted(_STYLES)),
            )
        )
    return _STYLES[name]


def style_for(language: str) -> CitationStyle:
    """The style that readers of a language expect, as its pack says; Chicago where it says none that there is."""
    declared = pack(language)
    return _STYLES.get(declared.style, CHICAGO) if declared else CHICAGO


class Notes:
    """The notes of one text, written in the order in which they are asked for."""

    def __init__(
        self, style: CitationStyle, items: Mapping[str, CitationItem], works_by: Mapping[tuple[object, ...], int]
    ) -> None:
        self._style = style
        self._items = items
        self._works_by = works_by
        self._seen: set[str] = set()
        self._before: tuple[str, Locator | None] | None = None

    def write(self, citations: Sequence[Citation], missing: Markup, *, closed: bool = True) -> Markup:
        """One note for the citations of one bracket; `missing` stands for a source that has no public dossier.

        `closed` says whether the note ends there and takes a full stop.
        """
        written = [self._one(citation, len(citations) == 1, missing) for citation in citations]
        alone = citations[0] if len(citations) == 1 and citations[0].within is None else None
        self._before = (alone.source, alone.locator) if alone and alone.source in self._items else None
        whole = sentence(written, self._style.between)
        if closed:
            return full_stop(whole)
        self._before = None  # a note of the writer's own says more than one citation
        return whole if self._style.keeps_stop else whole.removesuffix(".")

    def _one(self, citation: Citation, alone: bool, missing: Markup) -> Markup:
        head = self._cited(citation, alone and citation.within is None, missing)
        if citation.within is None:
            return head
        inner = self._one(citation.within, False, missing)
        return sentence([head, Markup("{} ").format(self._style.within) + inner], self._style.before_within)

    def _cited(self, citation: Citation, alone: bool, missing: Markup) -> Markup:
        item = self._items.get(citation.source)
        if item is None:
            return missing
        follows = alone and self._before is not None and self._before[0] == item.key
        cited = NoteCitation(
            item.key,
            citation.locator,
            seen=item.key in self._seen,
            follows=follows,
            same_place=follows and self._before is not None and self._before[1] == citation.locator,
            alone=self._works_by.get(item.authors, 0) < 2,
        )
        self._seen.add(item.key)
        return self._style.note(item, cited)


def works_by_author(items: Iterable[CitationItem]) -> Mapping[tuple[object, ...], int]:
    """How many works the archive holds of each set of authors: "op. cit." names one only where there is one."""
    counted: dict[tuple[object, ...], int] = {}
    for item in items:
        counted[item.authors] = counted.get(item.authors, 0) + 1
    return counted


def bibliography(
    keys: Iterable[str], items: Mapping[str, CitationItem], style: CitationStyle
) -> list[tuple[str, Markup]]:
    """The sources of a text as its list of sources has them, by author and title; in Russian, Cyrillic first."""
    cited = {key: items[key] for key in keys if key in items}
    ordered = sorted(cited.values(), key=lambda item: _alphabetical(item, style))
    return [(item.key, style.entry(item)) for item in ordered]


def _alphabetical(item: CitationItem, style: CitationStyle) -> tuple[bool, str, str, str]:
    author = " ".join(f"{name.family} {name.given}" for name in item.authors)
    foreign = item.cyrillic != (style.own_script == "Cyrl")
    return (foreign, (author or item.title).casefold().replace("ё", "е"), item.title.casefold(), item.key)
