"""One state of the archive with its pages, each set when it is first asked for and kept until the next state."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from threading import RLock
from time import thread_time
from typing import TypeVar, cast

from variorum.archive.relation_wordings import wordings
from variorum.archive.statement_reader import Grammar
from variorum.catalogue.named import borne
from variorum.edition.addresses import statement_anchor
from variorum.edition.pages.borrowings import borrowing_sheet
from variorum.edition.pages.dossiers import dossier_sheet
from variorum.edition.pages.sources import leaf_sheet, source_sheet, sources_index
from variorum.edition.parts import sections_of
from variorum.edition.site import Sheet
from variorum.reading_room.catching_up import WorkedOut
from variorum.reading_room.margin import notes_on
from variorum.reading_room.stock import Seen

T = TypeVar("T")
_MOST_SET = 2000  # pages kept set
_DEAR = 0.03  # seconds
_LEAF = re.compile(r"(sources/[a-z0-9_-]+)/(\d{4,6})\.html")
_STEM = re.compile(r"[-.]")  # network.svg and timeline-people.svg are made with network.html and timeline.html
_PAGE = re.compile(r"(?:[a-z0-9_-]+/){0,3}[a-z0-9_-]+\.(?:html|svg|gexf|graphml|geojson|csv|js)")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about: the kind and id of its dossier, the file it is written in, and the page of a source."""

    kind: str
    id: str
    file: str
    page: int = 0


class Shelves:
    """The pages of one state, looked up by address, and what reading and writing needs besides."""

    def __init__(self, state: WorkedOut, seen: Seen | None = None, pages: Mapping[str, str] | None = None) -> None:
        self.state = state
        self.seen = seen  # the files as they were before they were read for it; None where that is not known
        self.dear: dict[str, float] = {}  # seconds of the processor that setting a page took, where it took long
        made: dict[object, Iterator[Sheet]] = {}  # what makes the sheets of several sections makes them once
        self._sections = {name: made.setdefault(make, make()) for name, make in sections_of(state.site).items()}
        self._making = {id(section): RLock() for section in self._sections.values()}  # one by one within a section
        self._found: dict[str, Sheet] = {}
        self._set: dict[str, str] = dict(pages or {})
        self._lock = RLock()
        self._setting: dict[str, RLock] = {}  # of pages that are just being set, by address
        self._once: dict[str, object] = {}
        self._begun: dict[str, str] = {}  # the files of dossiers that were begun since
        self._working: dict[str, RLock] = {}

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What is worked out once for a state: whoever asks meanwhile waits for it, instead of doing the same."""
        if name not in self._once:
            with self._working.setdefault(name, RLock()):
                if name not in self._once:
                    self._once[name] = make()
        return cast("T", self._once[name])

    def page(self, address: str) -> str | None:
        """The page at an address, whole; None where there is none. Nobody waits for a page that another is given."""
        if (page := self._set.get(address)) is not None:
            return page
        with self._setting.setdefault(address, RLock()):  # whoever asks for the same page waits for it
            try:
                return self._set.get(address) or self._set_now(address)
            finally:
                self._setting.pop(address, None)

    def _set_now(self, address: str) -> str | None:
        began = thread_time()
        sheet = self._sheet(address)
        if sheet is None:
            return None
        page = sheet.render()
        if (cost := thread_time() - began) > _DEAR:
            self.dear[address] = cost
        with self._lock:
            while len(self._set) > _MOST_SET:
                self._set.pop(next(iter(self._set)))  # the oldest go
            self._set[address] = page
        return page

    def has_page(self, address: str) -> bool:
        """Whether there is such a page, where that can be told without making others."""
        if (match := _LEAF.fullmatch(address)) is not None:
            return f"{match[1]}.html" in self._sources_by_address
        known = (self._subjects, self._pairs_by_address, self._sections, self._set)
        return any(address in each for each in known)

    def has_part(self, about: str) -> bool:
        """Whether the page at an address has the statement that its `#` names, where it names one."""
        address, _, anchor = about.partition("#")
        subject = self.subject(address)
        if not anchor or (subject is not None and subject.kind == "page"):
            return True
        return subject is not None and anchor in self._anchors.get(subject.id, ())

    @cached_property
    def _anchors(self) -> Mapping[str, Collection[str]]:
        """The anchors of the statements that each dossier holds."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for one in self.state.record.statements:
            found[one.ref.partition("#")[0]].add(statement_anchor(one.ref))
        return found

    def _sheet(self, address: str) -> Sheet | None:
        site = self.state.site
        if (match := _LEAF.fullmatch(address)) is not None:
            key = self._sources_by_address.get(f"{match[1]}.html")
            return leaf_sheet(site, key, int(match[2]), noting=partial(notes_on, site)) if key else None
        if address == "sources/index.html":
            return sources_index(site)
        if address in self._entities_by_address:
            return dossier_sheet(site, self._entities_by_address[address])
        if address in self._sources_by_address:
            return source_sheet(site, self._sources_by_address[address])
        if address in self._pairs_by_address:
            return borrowing_sheet(site, self._pairs_by_address[address])
        if not _PAGE.fullmatch(address):
            return None
        first, _, rest = address.partition("/")
        keys = [first] if rest else [first, _STEM.split(first)[0], ""]
        for section in (self._sections[key] for key in dict.fromkeys(keys) if key in self._sections):
            with self._making[id(section)]:
                if (sheet := self._advance(section, address)) is not None:
                    return sheet
        return None

    def _advance(self, sheets: Iterator[Sheet], address: str) -> Sheet | None:
        """Make sheets until this address is there; those made on the way are kept."""
        if address in self._found:
            return self._found[address]
        for sheet in sheets:
            self._found.setdefault(sheet.address, sheet)
            if sheet.address == address:
                return sheet
        return None

    @cached_property
    def _entities_by_address(self) -> Mapping[str, str]:
        return {address: identity for identity, address in self.state.site.addresses.entities.items()}

    @cached_property
    def _sources_by_address(self) -> Mapping[str, str]:
        return {address: key for key, address in self.state.site.addresses.sources.items()}

    @cached_property
    def _pairs_by_address(self) -> Mapping[str, tuple[str, str]]:
        return {self.state.site.addresses.pairs[pair]: pair for pair in self.state.site.survey.passages}

    @cached_property
    def _subjects(self) -> Mapping[str, Subject]:
        record, addresses = self.state.record, self.state.site.addresses
        found = {
            addresses.entities[one.id]: Subject(one.kind, one.id, one.position.file) for one in record.entities.values()
        }
        for source in record.sources.values():
            found[addresses.sources[source.key]] = Subject("source", source.key, source.position.file)
        for thesis in record.theses.values():
            found[addresses.theses[thesis.id]] = Subject("thesis", thesis.id, thesis.position.file)
        for chapter in record.chapters:
            found[addresses.chapters[chapter.id]] = Subject("chapter", chapter.id, chapter.position.file)
        return found

    def subject(self, address: str) -> Subject | None:
        """What the page at an address is about; None where it is about no single thing."""
        if (match := _LEAF.fullmatch(address)) is not None:
            source = self._subjects.get(f"{match[1]}.html")
            return Subject("page", source.id, source.file, int(match[2])) if source else None
        return self._subjects.get(address)

    def shows(self, file: str) -> bool:
        """Whether anything that has a page is written in a file."""
        return file in self._files

    @cached_property
    def _files(self) -> Collection[str]:
        return frozenset(one.file for one in self._subjects.values())

    def page_of(self, file: str) -> str:
        """The address of the page that shows a file; empty where there is none."""
        return next((address for address, one in self._subjects.items() if one.file == file), "")

    @cached_property
    def grammar(self) -> Grammar:
        """What the lines of statements are read by."""
        record = self.state.record
        return Grammar(record.vocabulary, wordings(record.vocabulary), record.settings.calendar, self._kinds)

    @cached_property
    def _kinds(self) -> dict[str, str]:
        record = self.state.record
        return {one.id: one.kind for one in record.entities.values()} | dict.fromkeys(record.sources, "source")

    def begin(self, dossier: str, kind: str, file: str) -> None:
        """Know of a dossier that was begun since: statements can be written in it and about it at once."""
        if dossier not in self.state.record.entities:
            self._begun[dossier] = file
            self._kinds.setdefault(dossier, kind)

    @cached_property
    def borne(self) -> Collection[str]:
        """The words of the names of people and places, which a search takes for names however they are typed."""
        return borne(self.state.record.entities.values())

    def file_of(self, dossier: str) -> str:
        """The file of a dossier or source; empty where there is none."""
        record = self.state.record
        one = record.entities.get(dossier) or record.sources.get(dossier) or record.theses.get(dossier)
        return one.position.file if one else self._begun.get(dossier, "")
