"""What sources say: citations and witnesses, the things that are spoken of, statements, and the vocabulary they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from variorum.dates.dating import Dating
from variorum.record.sources import Position, Protection

_NOTHING: Mapping[str, str] = MappingProxyType({})
STANCES = ("affirms", "denies", "doubts", "reports", "omits")


@dataclass(frozen=True, slots=True)
class Locator:
    """A place within a source, as written and as understood.

    `kind` is page, folio, column, number, paragraph, section, archival (Ф. Оп. Д. Л.), or unknown; `first` and `last`
    are labels ("59", "12v"), equal where one place is meant. For archival ones `parts` maps fond, opis, delo, list to
    their numbers, and first and last are those of the sheet (list).
    """

    written: str
    kind: str
    first: str
    last: str
    parts: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Citation:
    """A source cited, with its locator; `within` is the source that quotes it (a voice within a voice)."""

    source: str
    locator: Locator | None = None
    within: Citation | None = None
    written: str = ""

    @property
    def chain(self) -> tuple[tuple[str, str], ...]:
        """The sources that speak, each with its locator as written, from the outermost to the one looked into."""
        own = (self.source, self.locator.written if self.locator else "")
        return (own, *self.within.chain) if self.within else (own,)

    @property
    def checked_in(self) -> Citation:
        """The citation whose text the words are held against: the innermost one that quotes."""
        return self.within.checked_in if self.within else self


class WitnessId(NamedTuple):
    """What names one witness everywhere: what it is under, where it stands, its words, and what it cites.

    `owner` is a statement's ref or, for prose, its file. Several sources in one bracket have the words and the place of
    the quotation in common, so that what is cited belongs to the name.
    """

    owner: str
    position: Position
    quotation: str | None
    cited: tuple[tuple[str, str], ...]  # source and locator, from the outermost voice to the innermost


@dataclass(frozen=True, slots=True)
class Witness:
    """One source's word on a statement: the quotation, where it stands, and the stance it takes."""

    citation: Citation
    quotation: str | None
    stance: str = "affirms"
    position: Position = Position("")

    def id(self, owner: str) -> WitnessId:
        """Its name under the statement (ref) or file to which it belongs."""
        return WitnessId(owner, self.position, self.quotation, self.citation.chain)


@dataclass(frozen=True, slots=True)
class EntityLink:
    """A `[[link]]` to a dossier."""

    target: str


@dataclass(frozen=True, slots=True)
class StatementLink:
    """A `[[dossier#^id]]` link to another statement."""

    dossier: str
    block: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range of numbers with its unit ("600000..800000 people"); `high` is infinite in "over 100 men"."""

    low: float
    high: float
    unit: str
    written: str


@dataclass(frozen=True, slots=True)
class Words:
    """A quoted string as the object of a statement."""

    text: str


Thing = EntityLink | StatementLink | Quantity | Words | Dating


@dataclass(frozen=True, slots=True)
class Complement:
    """A further object of a statement, brought in by a preposition ("with [[kaiurov]]")."""

    preposition: str
    thing: Thing


@dataclass(frozen=True, slots=True)
class Statement:
    """What sources say of a subject: relation, object, complements and date, with the witnesses that say it.

    `ref` is "dossier#^id", or, for a statement without an id, "dossier#~" and eight hexadecimal digits of the digest of
    its line, so that it survives a change of order. The dossier is the one in which the line stands: mostly the
    subject's, but the object's where the line is written from its side (`inverse`).
    """

    ref: str
    subject: str
    relation: str  # name of a Relation in the vocabulary
    thing: Thing | None
    complements: tuple[Complement, ...] = ()
    when: Dating | None = None
    attributes: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    witnesses: tuple[Witness, ...] = ()
    written: str = ""
    position: Position = Position("")
    inverse: str = ""  # the wording, where the line stands in its object's dossier ("founded by [[riutin]]")
    protected: Protection | None = None
    wording: str = ""  # the relation as it is written, where that is not its name ("appointed to", «назначен в»)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that statements may use, as `vocabulary.toml` defines it.

    `domain` and `range` list the kinds of dossier that may stand before and after it ("source", "quantity", "date",
    "words", "statement" too). `extent` is "moment" or "span". `begins` and `ends` name the relations with the same
    object whose span it opens or closes; `after` those it cannot precede. `life` and `object_life` say how it lies to
    the life of subject and object: "birth", "death", "within", "after", "any".
    """

    name: str
    facet: str
    labels: Mapping[str, str]  # language → label
    inverse: Mapping[str, str]  # language → label read from the object's side
    domain: tuple[str, ...]
    range: tuple[str, ...]
    extent: str = "moment"
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    life: str = "within"
    object_life: str = "any"
    also: tuple[str, ...] = ()  # further wordings that are understood when a statement is read
    facets: Mapping[str, str] = field(default_factory=lambda: _NOTHING)  # kind of subject → facet, where not `facet`
    inverse_facets: Mapping[str, str] = field(default_factory=lambda: _NOTHING)  # kind of object → facet in its dossier
    inverse_also: tuple[str, ...] = ()  # further wordings that are understood from the object's side
    languages: Mapping[str, str] = field(default_factory=lambda: _NOTHING)  # further wording → its language, where told


@dataclass(frozen=True, slots=True)
class Facet:
    """A heading under which a dossier of some kind shows its statements, empty or not."""

    name: str
    kind: str  # kind of dossier
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The relations that statements may use, by name, and the facets of each kind of dossier in order."""

    relations: Mapping[str, Relation] = field(default_factory=dict)
    facets: tuple[Facet, ...] = ()
