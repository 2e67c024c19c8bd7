"""What the machine finds in the texts: names where they stand, passages that recur, changes between editions.

Frozen values without I/O, for the rooms below to fill and for checks and pages to read. Nothing here is a statement:
the machine proposes, and a person decides. Offsets count Unicode code points of a page's text; pages are counted from 1
in the order of the file (`Page.sequence`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from variorum.saying import Sentence


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one page."""

    source: str
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Holding:
    """What the archive holds of a source's text: how it is divided, and the labels to hold a locator against."""

    source: str
    paging: str  # "pages", "sections", or "none" (no text could be read)
    labels: tuple[str, ...] = ()  # by sequence
    paragraphs: int = 0
    reason: Sentence | str = ""  # why there is no text, as a sentence, where paging is "none"


# ── what a quotation turned out to be ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where quotation and source differ.

    `kind` is replaced, added (only quoted), omitted (only in the source) or moved.
    """

    kind: str
    quoted: str
    found: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a quotation turned out to be: the words, the place, and the evidence for both.

    `verdict` is verbatim, marked, altered, stitched, translated, absent or unchecked; `place` is as cited, elsewhere,
    another source, several places, no pages or not given. `levelled` names the steps needed, in order, of layout,
    typography, spelling (none of them: letter for letter). `segments` and `found` give the very words; `candidates`
    further places where the same words stand, or the likeliest passage where they were not found. `passed_over` are the
    lines that the words run over and that were taken for page numbers, running heads or feet. `voice` says whose words
    they are within the source, as it names them ("answered the soldiers"): empty for its own, "somebody quoted" where
    it does not say. `frame` is how the source puts them: stated, denied, reported or supposed; empty where the words
    were not found, and where the source's language is one of which not all is known that turns a sentence round.
    """

    quotation: str
    verdict: str
    place: str
    levelled: tuple[str, ...] = ()
    segments: tuple[Span, ...] = ()
    found: str = ""
    differences: tuple[Difference, ...] = ()
    omitted: tuple[str, ...] = ()
    warnings: tuple[Sentence | str, ...] = ()
    candidates: tuple[Span, ...] = ()
    locator: Sentence | str = ""  # where the words really stand, as one would cite it
    reason: Sentence | str = ""
    passed_over: tuple[str, ...] = ()
    voice: str = ""
    frame: str = ""


# ── who is named ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands; never changed once found.

    `kind` is person, group, place, work or role; `name` is the surface brought to the nominative; `by` says what
    recognised it: "model", "pattern", "dossier" (a form that a dossier knows), or "antecedent" (a surname after the
    full name).
    """

    source: str
    page: int
    start: int
    end: int
    surface: str
    kind: str
    name: str
    by: str


@dataclass(frozen=True, slots=True)
class Identified:
    """What a mention was found to name.

    `entity` is the dossier's id, empty where the matter is open. `how` is "rule" (certain by rule), "judgement", or
    "open"; `candidates` are the dossiers that it may be, `because` the reason as a sentence.
    """

    mention: Mention
    entity: str
    how: str
    because: Sentence | str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attestation:
    """How often one source names one entity, in which forms, and where first."""

    entity: str
    source: str
    mentions: int
    forms: Mapping[str, int]  # surface → times
    first: Span


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two names of which it is not settled whether they name one; what `names review` asks about.

    `a` and `b` are dossier ids, or names that have no dossier; `about` is the key under which a judgement is recorded.
    """

    about: str
    a: str
    b: str
    kind: str
    score: float
    because: tuple[Sentence | str, ...]
    places: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A name that recurs and has no dossier: what a new dossier is proposed from."""

    name: str
    kind: str
    forms: Mapping[str, int]
    mentions: int
    sources: tuple[str, ...]
    places: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """Who is named where, summed up; the mentions themselves stand in the catalogue."""

    attestations: tuple[Attestation, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()


# ── what stands in more than one place ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two places of a borrowing: a stretch for each page that it runs over, in order, and its words."""

    stretches: tuple[Span, ...]
    text: str

    @property
    def source(self) -> str:
        """The source in which it stands."""
        return self.stretches[0].source


@dataclass(frozen=True, slots=True)
class DescentGround:
    """One piece of evidence on who took a passage from whom.

    `kind` names the sentence that says it (`collation.descent.grounds`), `said` fills the blanks of that sentence.
    `shows` is "a-from-b", "b-from-a" or "common" where it speaks for one, `excludes` one of the first two where it
    speaks against one; a ground that does neither is only told. `weight` is 3 for what decides unless it is
    contradicted, 2 for what decides where nothing heavier speaks, 1 for what only adds up.
    """

    kind: str
    said: tuple[tuple[str, str], ...] = ()
    shows: str = ""
    excludes: str = ""
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Borrowing:
    """A passage that stands in two places.

    `identity` is the share of letters that agree, from 0 to 1. `manner` says how the borrower marks it: "quoted",
    "cited", "both", "unmarked", "formula" (a phrase that belongs to nobody), or empty where nobody asked. `direction`
    is "a-from-b", "b-from-a", "common" (both from a third) or "unknown"; `because` gives the grounds as sentences, in
    the order of `grounds`.
    """

    a: Side
    b: Side
    words: int
    identity: float
    manner: str = ""
    direction: str = "unknown"
    because: tuple[Sentence | str, ...] = ()
    grounds: tuple[DescentGround, ...] = ()


@dataclass(frozen=True, slots=True)
class Formula:
    """Words that stand in so many places that they belong to nobody: how often, and where first."""

    text: str
    times: int
    places: tuple[Span, ...]


# ── editions ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Change:
    """One change from an edition to a later one.

    `kind` is added, cut, replaced, moved, spelling, punctuation, number (made smaller or larger), name (gone, new, or
    another) or negation. A side is None where nothing stands there. `around` are a few words before and after it, as
    the later edition has them.
    """

    kind: str
    before: Side | None
    after: Side | None
    note: str = ""
    around: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Erasure:
    """An entity that a source ceases to know, or takes up again, against an earlier one.

    `kind` is "dropped", "anonymised", "renamed", "turned" (into its opposite), "restored", or "silent" (a source on an
    event that does not name whom all others name). `chance` is the probability that so great a fall comes by chance and
    length alone, corrected for all who were asked about. `table` counts sentences: those that name it, kept with the
    name and not; all others, kept and not. `places` are the sentences of the earlier that name it, `instead` those of
    the later that stand there. `over` are the sources of a dated series, or on an event, where no two editions are
    meant.
    """

    entity: str
    kind: str
    earlier: str  # source keys
    later: str
    mentions_earlier: int
    mentions_later: int
    chance: float
    places: tuple[Side, ...] = ()
    instead: tuple[Side, ...] = ()
    because: tuple[Sentence | str, ...] = ()
    table: tuple[int, int, int, int] = (0, 0, 0, 0)
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture of one page of a source: a file of its folder, or its original, and which picture of that file.

    `width` and `height` are pixels as it is shown, `sha256` is of the file. `seen` is what a program recognised in it
    where the page's text is another, so that a name which the text lacks is not shown by its picture.
    """

    source: str
    page: int
    file: str  # relative to the archive
    frame: int
    width: int
    height: int
    seen: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class EditionsCompared:
    """Two states of one text held against each other, summed up."""

    earlier: str
    later: str
    changes: tuple[Change, ...] = ()
    normalised: Mapping[str, int] = field(default_factory=dict)  # "Trotzky → Trotsky" → how often
    kept: float = 0.0  # share of the earlier text's words that the later keeps
    left_out: int = 0  # changes beyond those in `changes`: a build keeps a few thousand of a pair, collate all
