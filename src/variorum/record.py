"""The core types that every room speaks: sources, entities, statements, witnesses, theses, judgements.

Frozen values without I/O. Offsets count Unicode code points of a page's text after NFC; lines and columns count from 1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from variorum.dates.dating import Dating
from variorum.saying import Sentence, say

_NOTHING: Mapping[str, str] = MappingProxyType({})

ENTITY_KINDS = ("person", "group", "place", "work", "event")
SOURCE_KINDS = (
    "speech", "article", "letter", "report", "decree", "minutes", "police-report", "memoir", "diary",
    "newspaper", "history", "novel", "encyclopedia", "review", "image", "other",
)  # fmt: skip
STANDINGS = (
    "participant", "eyewitness", "hearsay", "official", "investigator", "secondary", "tertiary", "fiction",
)  # fmt: skip
LINEAGES = ("derived-from", "edition-of", "translation-of", "reply-to", "part-of")
ACCESSES = ("open", "restricted", "redacted")
STANCES = ("affirms", "denies", "doubts", "reports", "omits")


@dataclass(frozen=True, slots=True)
class Position:
    """A place in one of the archive's files: path relative to the archive, line and column from 1 (0: whole file)."""

    file: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Protection:
    """That something must not leave the archive, until when, and because of what.

    `until` is the last day on which it is kept (ISO 8601); empty means for good, as where the date cannot be read.
    """

    until: str = ""
    because: str = ""


# ── sources and their text ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Descent:
    """One tie of a source to another: `relation` is one of LINEAGES, `source` the other's key."""

    relation: str
    source: str


@dataclass(frozen=True, slots=True)
class Original:
    """The file as it came in: its name under `originals/` and the SHA-256 of its bytes in lower-case hexadecimal."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source as its dossier describes it: what it is, who made it, when, and from what."""

    key: str
    kind: str = "other"
    title: str = ""
    authors: tuple[str, ...] = ()  # entity ids where linked, names where not
    language: str = ""  # BCP 47; empty where the dossier does not say
    composed: Dating | None = None
    published: Dating | None = None
    standing: str = ""
    lineage: tuple[Descent, ...] = ()
    access: str = "open"
    numbering: Mapping[int, str] | None = None  # file page → label from there on; None: as the file has it
    unpaged: bool = False  # the dossier says `pages: none`
    original: Original | None = None
    csl: Mapping[str, object] = field(default_factory=dict)
    notes: str = ""
    position: Position = Position("")
    independent_of: tuple[str, ...] = ()  # sources that the historian says it owes nothing to
    protected: Protection | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a source, or one section where the source has no pages.

    `label` is what the source itself prints ("59", "12v"), empty where it prints none. `text` is NFC and without the
    running head and foot, which stand in `head` and `foot`. `paragraphs` holds the offset at which each paragraph
    begins; the first of them is number `first_paragraph` of the whole source.
    """

    source: str
    sequence: int  # from 1, in the order of the file
    label: str
    text: str
    section: str = ""
    paragraphs: tuple[int, ...] = ()
    first_paragraph: int = 1
    head: str = ""
    foot: str = ""
    image: str | None = None

    def paragraph_at(self, offset: int) -> int | None:
        """Number, within the source, of the paragraph that holds this offset; None where paragraphs are not counted.

        What stands before the first of a page and has no number of its own (a heading, an epigraph) goes with it.
        """
        index = bisect_right(self.paragraphs, offset) - 1
        return self.first_paragraph + max(index, 0) if self.paragraphs else None

    def locator_at(self, offset: int) -> Sentence | str:
        """The locator that one would cite for this offset: "p. 59", "§ 31", or the section where there is neither."""
        if self.label:
            return say("p. {label}", label=self.label)
        number = self.paragraph_at(offset)
        return say("§ {number}", number=number) if number is not None else self.section


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one page, pinned to the exact text that it was taken from.

    `digest` is the SHA-256 of the page's text at that time: a passage re-attaches exactly or says that it cannot.
    """

    source: str
    page: int  # Page.sequence
    start: int
    end: int
    quote: str
    digest: str


# ── who and what ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class NameForm:
    """One form of a name, with what is known of the form itself."""

    form: str
    script: str = ""
    language: str = ""
    period: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, group, place, work or event that has a dossier."""

    id: str
    kind: str
    name: str
    names: tuple[NameForm, ...] = ()
    same_as: tuple[str, ...] = ()
    attributes: Mapping[str, object] = field(default_factory=dict)  # what else the front matter says
    prose: Prose | None = None
    position: Position = Position("")
    access: str = "open"
    protected: Protection | None = None


# ── what is said ────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── what is written about it ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ProseCitation:
    """A citation in running prose, with the block quotation that it closes, if it closes one."""

    citation: Citation
    quotation: str | None
    position: Position


@dataclass(frozen=True, slots=True)
class ProseLink:
    """A `[[link]]` in running prose; `block` is empty where a whole dossier is meant."""

    target: str
    block: str
    position: Position


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown as the historian wrote it, with the citations and links that stand in it.

    `running` are the quotations in the text itself, each once for every citation that it belongs to; their position is
    that of the citation's bracket, and their citations stand in `citations` too.
    """

    text: str
    citations: tuple[ProseCitation, ...] = ()
    links: tuple[ProseLink, ...] = ()
    running: tuple[ProseCitation, ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a thesis holds of one statement: it `expects`, `sits ill with`, `forbids` or is `silent on` it."""

    bearing: str
    strongly: bool
    statement: str  # "dossier#^id"
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class Trace:
    """Something that a thesis expects to find in certain sources, so that its absence there would tell against it.

    `target` is a dossier's id or a statement's ref, empty where `words` say what is looked for.
    """

    target: str
    words: str
    sources: tuple[str, ...]
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class ClaimGround:
    """What a claim leans on: `because` and `although` name a statement, `rests on` a claim, `assumes` words.

    `target` is "dossier#^id", empty for what is only assumed; `words` is what the historian adds.
    """

    kind: str
    target: str
    words: str = ""
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion of a thesis with its grounds; `ref` is "thesis#^id", or "thesis#~digest" where it has no id."""

    ref: str
    text: str
    grounds: tuple[ClaimGround, ...] = ()
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class Thesis:
    """An interpretation, its question, its rivals, its claims, and what it expects of the statements."""

    id: str
    name: str
    question: str = ""
    held_by: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    prose: Prose = Prose("")
    evidence: tuple[Expectation, ...] = ()
    position: Position = Position("")
    access: str = "open"
    protected: Protection | None = None
    answers: str = ""  # what it takes the question to ask, in words
    claims: tuple[Claim, ...] = ()
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionGround:
    """What spoke for or against an option: `how` is known then, feared then or compare."""

    how: str
    target: str
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class Option:
    """One way that a decision could have gone: the statement that brings it in, and what became of it.

    `state` is as written (taken, rejected, …); `change` says in words what alone would have been different; `could`
    names who was in a position to do it.
    """

    statement: str
    state: str
    change: str = ""
    could: tuple[str, ...] = ()
    grounds: tuple[OptionGround, ...] = ()
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class Decision:
    """An event at which somebody chose, with the options that are known."""

    event: str
    decided_by: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class PatternStep:
    """One step of a pattern: the events by id, and the relations or kinds of event by name, that may take its place.

    `within` is the longest gap after the step before, as a number and one of day, week, month, year; None is any gap.
    """

    name: str
    events: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    within: tuple[int, str] | None = None
    at_least: int = 1
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sequence that may recur; `per` is what one run shares: place, group, person, or nothing (empty)."""

    id: str
    name: str
    per: str = ""
    steps: tuple[PatternStep, ...] = ()
    prose: Prose = Prose("")
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class Sought:
    """A search that was kept: what was looked for, where, when (ISO 8601), and how often it was found (0: not)."""

    query: str
    where: str
    when: str
    found: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the account, with live citations."""

    id: str
    number: str
    title: str
    prose: Prose
    position: Position = Position("")
    access: str = "open"
    protected: Protection | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision: about what, with what verdict, by whom, when (ISO 8601) and why. The newest one stands."""

    about: str
    verdict: str
    by: str
    when: str
    why: str
    digests: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    protected: Protection | None = None
    on: tuple[str, ...] = ()  # the statements that show it, where the judgement names any


# ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Settings:
    """What `variorum.toml` says."""

    title: str = ""
    languages: tuple[str, ...] = ("en",)
    calendar: str = "gregorian"
    checks: Mapping[str, bool] = field(default_factory=dict)  # code or family letter → switched on
    plugins: tuple[str, ...] = ()
    levelling: tuple[str, ...] = ("layout", "typography", "spelling")
    questions: Mapping[str, str] = field(default_factory=dict)  # id, as theses name it → the question in words
    policies: Mapping[str, object] = field(default_factory=dict)  # what vague words of time mean, where it differs
    unmatched_names: bool = False  # whether the edition shows the names that have no dossier


@dataclass(frozen=True, slots=True)
class Record:
    """What the historian wrote, in one value: all that the archive's files say, and nothing that was worked out of it.

    What was worked out stands in `examined.Verified` and `examined.Examined`, which are this and more.
    """

    settings: Settings = Settings()
    sources: Mapping[str, Source] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    theses: Mapping[str, Thesis] = field(default_factory=dict)
    chapters: tuple[Chapter, ...] = ()
    vocabulary: Vocabulary = Vocabulary()
    judgements: tuple[Judgement, ...] = ()
    decisions: Mapping[str, Decision] = field(default_factory=dict)  # by the event's id
    patterns: Mapping[str, Pattern] = field(default_factory=dict)
    searches: tuple[Sought, ...] = ()
