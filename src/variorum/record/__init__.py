"""The core types that every room speaks: sources, entities, statements, witnesses, theses, judgements.

Frozen values without I/O. Offsets count Unicode code points of a page's text after NFC; lines and columns count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from variorum.record.argument import (
    Claim,
    ClaimGround,
    Decision,
    Expectation,
    Option,
    OptionGround,
    Pattern,
    PatternStep,
    Thesis,
    Trace,
)
from variorum.record.judgements import (
    AboutDescent,
    AboutDossier,
    AboutFinding,
    AboutNames,
    AboutOther,
    AboutPrediction,
    AboutWording,
    Judgement,
    Matter,
    Sought,
    matter_of,
)
from variorum.record.layers import LayerFeature, MapLayer
from variorum.record.prose import ENTITY_KINDS, Chapter, Entity, NameForm, Prose, ProseCitation, ProseLink
from variorum.record.sources import (
    ACCESSES,
    LINEAGES,
    SOURCE_KINDS,
    STANDINGS,
    Descent,
    FacsimileTerms,
    Original,
    Page,
    Passage,
    Position,
    Protection,
    Source,
)
from variorum.record.statements import (
    STANCES,
    Citation,
    Complement,
    EntityLink,
    Facet,
    Locator,
    Quantity,
    Relation,
    Statement,
    StatementLink,
    Thing,
    Vocabulary,
    Witness,
    WitnessId,
    Words,
)

__all__ = [
    "ACCESSES",
    "ENTITY_KINDS",
    "LINEAGES",
    "SOURCE_KINDS",
    "STANCES",
    "STANDINGS",
    "AboutDescent",
    "AboutDossier",
    "AboutFinding",
    "AboutNames",
    "AboutOther",
    "AboutPrediction",
    "AboutWording",
    "Chapter",
    "Citation",
    "Claim",
    "ClaimGround",
    "Complement",
    "Decision",
    "Descent",
    "Entity",
    "EntityLink",
    "Expectation",
    "Facet",
    "FacsimileTerms",
    "Judgement",
    "LayerFeature",
    "Locator",
    "MapLayer",
    "Matter",
    "NameForm",
    "Option",
    "OptionGround",
    "Original",
    "Page",
    "Passage",
    "Pattern",
    "PatternStep",
    "Position",
    "Prose",
    "ProseCitation",
    "ProseLink",
    "Protection",
    "Quantity",
    "Record",
    "Relation",
    "Settings",
    "Sought",
    "Source",
    "Statement",
    "StatementLink",
    "Thesis",
    "Thing",
    "Trace",
    "Vocabulary",
    "Witness",
    "WitnessId",
    "Words",
    "matter_of",
]  # fmt: skip


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
    layers: Mapping[str, MapLayer] = field(default_factory=dict)  # of the map, by id
