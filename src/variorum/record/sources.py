"""What the archive's sources are, and their text: pages, passages; and where in its files all this is said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from variorum.dates.dating import Dating
from variorum.saying import Sentence, say

SOURCE_KINDS = (
    "speech", "article", "letter", "report", "decree", "minutes", "police-report", "memoir", "diary",
    "newspaper", "history", "novel", "encyclopedia", "review", "image", "other",
)  # fmt: skip
STANDINGS = (
    "participant", "eyewitness", "hearsay", "official", "investigator", "secondary", "tertiary", "fiction",
)  # fmt: skip
LINEAGES = ("derived-from", "edition-of", "translation-of", "reply-to", "part-of")
ACCESSES = ("open", "restricted", "redacted")


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
class FacsimileTerms:
    """What a dossier says of the pictures of its source's pages: whether they may be published, and whose they are.

    `order` names the picture of some pages by their place in the file; those after each follow in the pictures' order.
    """

    publish: bool = False
    rights: str = ""
    order: Mapping[int, str] = field(default_factory=dict)


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
    facsimile: FacsimileTerms = FacsimileTerms()


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


UNDATED = 10_000_000  # a day after all others


def age_of(sources: Mapping[str, Source], key: str) -> tuple[int, str]:
    """What sources are sorted by, the oldest first and those without a date last: first day, then key."""
    source = sources.get(key)
    when = (source.composed or source.published) if source else None
    day = when.earliest_start if when else None
    return (day if day is not None else UNDATED, key)
