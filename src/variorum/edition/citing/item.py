"""A source as a citation sees it: CSL fields gathered from its dossier, names parted, the date ready to print.

The dossier's own fields stand first; what its `csl:` table adds (container-title, publisher, volume …) completes
them, and `csl.author` or `csl.type` overrides. Field names are those of CSL 1.0.2, appendix IV.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.dates.dating import Dating
from variorum.edition.citing.pieces import short_title
from variorum.edition.cleaning import language_tag, one_line
from variorum.languages.registry import script_of
from variorum.names.preferred import name_in
from variorum.record import Entity, Locator, Source
from variorum.text.scripts import is_cyrillic

TYPES = {
    "speech": "speech", "article": "article-journal", "letter": "personal_communication", "report": "report",
    "decree": "legislation", "minutes": "manuscript", "police-report": "manuscript", "memoir": "book",
    "diary": "manuscript",
    "newspaper": "article-newspaper", "history": "book", "novel": "book", "encyclopedia": "entry-encyclopedia",
    "review": "review", "image": "graphic", "other": "document",
}  # fmt: skip
_PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "du", "la", "le", "da", "di", "ter", "zu", "фон", "ван", "де", "дер"}
)
_WORDS_OF_TITLE = 6
_SHEET_SIGNS = {"folio": "Л.", "page": "Л."}


@dataclass(frozen=True, slots=True)
class CitationName:
    """A person's name parted for citation; a body or a name that cannot be parted has only `family`."""

    family: str
    given: str = ""

    @property
    def natural(self) -> str:
        """The name as it is said: given names, then the family."""
        return f"{self.given} {self.family}" if self.given else self.family

    @property
    def initials(self) -> str:
        """The given names as initials: "Anna S." and «Анна Сергеевна» alike give letters with points."""
        parts = re.findall(r"[^\s.]+", self.given)
        return " ".join(f"{_initial(part)}." for part in parts)


@dataclass(frozen=True, slots=True)
class CitationItem:
    """What a style needs to know of a source."""

    key: str
    type: str
    title: str
    language: str
    authors: tuple[CitationName, ...] = ()
    editors: tuple[CitationName, ...] = ()
    translators: tuple[CitationName, ...] = ()
    date: Dating | None = None
    composed: Dating | None = None
    fields: Mapping[str, str] | None = None
    closed: bool = False

    def field(self, name: str) -> str:
        """A CSL field as text; empty where the dossier does not have it."""
        return (self.fields or {}).get(name, "")

    @property
    def in_few_words(self) -> str:
        """The title short enough to stand in a line with others."""
        short, is_cut = short_title(self.title, words=_WORDS_OF_TITLE)
        return self.field("title-short") or (f"{short}…" if is_cut else short)

    @property
    def cyrillic(self) -> bool:
        """Whether the source's own language is written in Cyrillic, which decides the terms around it in GOST."""
        return script_of(self.language) == "Cyrl" if self.language else is_cyrillic(self.title)


def item_of(source: Source, entities: Mapping[str, Entity]) -> CitationItem:
    """The citable item that a source's dossier describes."""
    fields = {name: one_line(_text(value)) for name, value in source.csl.items() if _text(value).strip()}
    language = language_tag(source.language or fields.get("language", ""))
    return CitationItem(
        key=source.key,
        type=fields.get("type") or TYPES.get(source.kind, "document"),
        title=one_line(source.title) or fields.get("title", "") or source.key,
        language=language,
        authors=_people(source.csl.get("author"), entities, language)
        or tuple(_author(author, entities, language) for author in source.authors),
        editors=_people(source.csl.get("editor"), entities, language),
        translators=_people(source.csl.get("translator"), entities, language),
        date=source.published or source.composed,
        composed=source.composed,
        fields=fields,
    )


def part_name(written: str) -> CitationName:
    """Part a name into family and given names.

    Understood are "Orlova, Anna", "Anna Orlova", "Ludwig van Beethoven", «А. С. Орлова» and «Орлова А. С.»; a name of
    one word is a family name. Nothing else is guessed.
    """
    name = one_line(written).strip()
    if "," in name:
        family, _, given = name.partition(",")
        return CitationName(family.strip(), given.strip())
    words = name.split()
    if len(words) < 2:
        return CitationName(name)
    if all(_is_initials(word) for word in words[1:]) and not _is_initials(words[0]):
        return CitationName(words[0], " ".join(words[1:]))
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return CitationName(" ".join(words[first:]), " ".join(words[:first]))


def place_in(locator: Locator | None, item: CitationItem) -> str:
    """An archival reference whole: the source's own shelf-mark completed by the locator, nothing said twice."""
    shelf = item.field("archive_location").rstrip(". ")
    if locator is None:
        return shelf
    written = one_line(locator.written).rstrip(". ")
    if locator.kind == "archival":
        is_whole = not shelf or "fond" in locator.parts
        return written if is_whole else f"{shelf}. {written}"
    sheet = locator.first if locator.first == locator.last else f"{locator.first}–{locator.last}"
    sign = _SHEET_SIGNS.get(locator.kind)
    return (
        f"{shelf}. {sign} {sheet}" if shelf and sign and item.cyrillic else f"{shelf}, {written}" if shelf else written
    )


def _author(author: str, entities: Mapping[str, Entity], language: str) -> CitationName:
    entity = entities.get(author)
    if entity is None:
        return part_name(author)
    name = name_in(entity, language)
    return part_name(name) if entity.kind == "person" else CitationName(one_line(name))


def _people(value: object, entities: Mapping[str, Entity], language: str) -> tuple[CitationName, ...]:
    if isinstance(value, str):
        return (
            (_author(value.strip().removeprefix("[[").removesuffix("]]"), entities, language),) if value.strip() else ()
        )
    if isinstance(value, Mapping):
        literal = str(value.get("literal", "")).strip()
        family, given = str(value.get("family", literal)), str(value.get("given", ""))
        return (CitationName(one_line(family), one_line(given)),) if family else ()
    if isinstance(value, Sequence):
        return tuple(name for each in value for name in _people(each, entities, language))
    return ()


def _text(value: object) -> str:
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, Sequence):
        return ", ".join(_text(each) for each in value)
    return ""


def _is_initials(word: str) -> bool:
    return re.fullmatch(r"(?:\w{1,2}\.-?)+", word) is not None


def _initial(part: str) -> str:
    return "-".join(piece[:1].upper() for piece in part.split("-") if piece)
