"""What the historian writes in running text: prose with its citations and links, dossiers, chapters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from variorum.record.sources import Position, Protection
from variorum.record.statements import Citation

ENTITY_KINDS = ("person", "group", "place", "work", "event")


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
