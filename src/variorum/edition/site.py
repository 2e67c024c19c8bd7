"""What every page is made from: the public record, the look-ups over it, addresses, words, style of citation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from variorum.analysis.co_presence import Encounter
from variorum.chronology import Chronology, Clash
from variorum.digest import sha_of
from variorum.disclosure.openness import Opened
from variorum.edition.addresses import Addresses, root_from
from variorum.edition.citation_addresses import CitationAddresses
from variorum.edition.citing.item import CitationItem
from variorum.edition.citing.notes import CitationStyle
from variorum.edition.named import Hearing, NamesHeard
from variorum.edition.recalling import Recall, at_once
from variorum.edition.rendering import Press
from variorum.edition.survey import Survey
from variorum.edition.wording import InterfaceWords
from variorum.evidence import Identified, PagePicture
from variorum.examined import Examined
from variorum.names.preferred import name_in
from variorum.record import Entity, Page, Source, Statement


class Explanation(Protocol):
    """The manual page of one code of findings, as criticism writes it."""

    @property
    def title(self) -> str:
        """What the check is, in one sentence."""

    @property
    def looks_for(self) -> str:
        """What it looks for."""

    @property
    def why(self) -> str:
        """Why that matters."""

    @property
    def what_to_do(self) -> str:
        """What a historian does about it."""


class Stated(Protocol):
    """The statements of a record by their refs."""

    @property
    def statements(self) -> Mapping[str, Statement]:
        """All of them."""


class Phrasing(Protocol):
    """What of a site is needed to put a statement into words."""

    @property
    def record(self) -> Examined:
        """What is told of."""

    @property
    def words(self) -> InterfaceWords:
        """The words of the language."""

    @property
    def addresses(self) -> Addresses:
        """Where there are pages to lead to."""

    @property
    def survey(self) -> Stated:
        """The statements that others speak of."""

    def named(self, identity: str) -> str:
        """The name of a dossier."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the site to be: its address, and the making of it, so that what did not change need not be made.

    `key` is a digest of all that goes into the page; empty where nothing can tell.
    """

    address: str
    render: Callable[[], str]
    key: str = ""

    @classmethod
    def of_text(cls, address: str, text: str) -> Sheet:
        """A file whose text is made already."""
        return cls(address, partial(str, text), sha_of(text))


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that pages are made from. Nothing in here may not be published."""

    opened: Opened
    survey: Survey
    addresses: Addresses
    words: InterfaceWords
    style: CitationStyle
    press: Press
    items: Mapping[str, CitationItem]
    places: CitationAddresses
    pages_of: Callable[[str], Sequence[Page]]
    explanations: Mapping[str, Explanation]
    chronology: Chronology
    clashes: tuple[Clash, ...]  # what cannot all be true
    company: Mapping[str, tuple[Encounter, ...]]  # by person: who met, or could have met, whom
    heard: NamesHeard
    heard_from: str  # a digest of what is heard but for record and texts; empty where nothing tells it
    program_version: str
    printed: Mapping[tuple[str, int], PagePicture] = field(
        default_factory=dict
    )  # by source and page: what is published
    recall: Recall = at_once

    @property
    def record(self) -> Examined:
        """The public record."""
        return self.opened.record

    @property
    def hearing(self) -> Hearing:
        """Who is named where."""
        return self.heard.everywhere()

    def named_on(self, source: str) -> Mapping[int, tuple[Identified, ...]]:
        """The names on each page of a source."""
        return self.heard.on_pages(source)

    def named(self, identity: str) -> str:
        """The name of this dossier in the form that the readers read; the id itself where there is no dossier."""
        return named_in(self.record, identity, self.words.language)

    def kept(self, sheets: Callable[..., Iterable[Sheet]], *names: str) -> Iterator[Sheet]:
        """The sheets that a function makes of a site and some names, laid out only where something it looks at changed.

        What is kept is the address and the key of each; its page is rendered where the key says that it is another.
        """
        laid: dict[str, Sheet] = {}

        def lay_out(site: Site) -> list[tuple[str, str]]:
            laid.update((sheet.address, sheet) for sheet in sheets(site, *names))
            return [(sheet.address, sheet.key) for sheet in laid.values()]

        def render(address: str) -> str:
            if address not in laid:
                lay_out(self)
            return laid[address].render()

        name = " ".join((f"{sheets.__module__}.{sheets.__qualname__}", *names))
        for address, key in self.recall.seen(name, lay_out, self):
            yield Sheet(address, partial(render, address), key)

    def sheet(self, address: str, template: str, *, section: str, **values: object) -> Sheet:
        """A page made from a template, its links leading from where it lives."""
        root = root_from(address)
        key = self.press.key(template, address=address, section=section, **values)
        return Sheet(address, partial(self.press.page, template, root=root, section=section, **values), key)


def named_in(record: Examined, identity: str, language: str) -> str:
    """The name of a dossier in the form that is read in a language; the id itself where there is no dossier."""
    entity: Entity | None = record.entities.get(identity)
    if entity is not None:
        return name_in(entity, language) or identity
    source: Source | None = record.sources.get(identity)
    if source is not None:
        return source.title or identity
    thesis = record.theses.get(identity)
    if thesis is not None:
        return thesis.name or identity
    return next((each.title or identity for each in record.chapters if each.id == identity), identity)
