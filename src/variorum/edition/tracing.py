"""A site of which it is told whatever is looked at, part by part, so that what was made of it stays while these do.

Who is handed a `TracedSite` can reach nothing of the site but through it: a table tells of each entry that is looked up
and, where it is gone through, of itself as a whole; what has parts of its own is traced in turn, and the methods of the
site and of its parts run on what is traced. Of what no digest could tell (a chronology, what may have moved since) it
gives nothing: whoever asks for it is told so, and is handed the site itself, with nothing kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from functools import cached_property
from hashlib import sha256
from types import FunctionType, MethodType
from typing import Any, cast

from variorum.edition.citation_addresses import CitationAddresses
from variorum.edition.recalling import Handed, Recall, Work
from variorum.edition.rendering import NAMELESS
from variorum.edition.site import Site

Tell = Callable[[str], None]
_TRACED = ("opened", "record", "survey", "addresses")  # what has parts of its own
_PLAIN = ("items", "explanations", "printed", "program_version", "clashes", "company")
_AS_IS = ("words", "style", "press")  # the same for all that the press's salt is the same for
_FROM = {"survey.shared": "record.borrowings"}  # what follows from another part, and from nothing else
_HEARING, _TEXT, _RECALLED = "hearing", "text of ", "recalled: "


class NotTraced(Exception):
    """Something was asked for of which no digest tells."""


class TracingFault(RuntimeWarning):
    """Something could be made of a site and not of the same site traced."""


class SiteParts:
    """The digest of each part of a site, by the name under which it is told."""

    def __init__(self, site: Site, recalled: Callable[[str], str]) -> None:
        self.site = site
        self._recalled = recalled  # the digest of what is kept under a key, which is from then on wanted
        self._digests: dict[str, str] = {}
        self._entries: dict[str, Mapping[str, Any]] = {}

    def digest(self, part: str) -> str:
        """The digest of a part; NotTraced where none would tell it."""
        if part.startswith(_RECALLED):
            return self._recalled(part.removeprefix(_RECALLED))
        if part not in self._digests:
            self._digests[part] = self._digest(part)
        return self._digests[part]

    def traced(self, tell: Tell) -> Site:
        """The site, telling what is looked at."""
        told: set[str] = set()

        def tell_once(part: str) -> None:
            if part not in told:
                tell(part)
                told.add(part)

        return cast(Site, TracedSite(self.site, tell_once))

    def _digest(self, part: str) -> str:
        if part.startswith(_TEXT):
            source = part.removeprefix(_TEXT)
            if source not in self.site.record.sources:
                return "gone"  # what was looked at once, and is nothing now
            return _sha((source, self.site.pages_of(source)))
        if part == "salt":
            return self.site.press.salt
        if part == _HEARING:
            return self._hearing
        path, bracket, key = part.partition("[")
        if not bracket:
            return _sha(self._at(path))
        if path not in self._entries:
            table = self._at(path)
            self._entries[path] = {repr(each): one for each, one in table.items()} if isinstance(table, Mapping) else {}
        entries = self._entries[path]
        return _sha(entries[key[:-1]]) if key[:-1] in entries else "none"

    @cached_property
    def _hearing(self) -> str:
        """A digest of who is named where, without hearing it where what it is heard from can be told."""
        site = self.site
        if not site.heard_from:
            return _sha(site.hearing)
        texts = [self.digest(f"{_TEXT}{key}") for key in site.record.sources]
        who = [(key, entity.kind) for key, entity in site.record.entities.items()]
        return _sha((site.heard_from, list(site.record.sources), who, site.record.naming.unmatched, texts))

    def _at(self, path: str) -> Any:
        """What stands under this name; None where nothing does, as where what was kept has rotted on the disk."""
        found: Any = self.site
        for name in path.split("."):
            found = getattr(found, name, None)
        return found


class _Traced:
    """A value with fields, its methods and properties run on what is traced."""

    def __init__(self, whole: object, path: str, tell: Tell) -> None:
        self._whole, self._path, self._tell = whole, path, tell
        self._once: dict[object, object] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        declared = getattr(type(self._whole), name, None)
        if isinstance(declared, property) and declared.fget is not None:
            return declared.fget(self)
        value = MethodType(declared, self) if isinstance(declared, FunctionType) else self._read(name)
        self.__dict__[name] = value  # told once is told
        return value

    def once(self, make: Callable[[Any], Any]) -> Any:
        """What a function makes of a record, made of what is traced."""
        if make not in self._once:
            self._once[make] = make(self)
        return self._once[make]

    def _read(self, name: str) -> Any:
        path = f"{self._path}{name}"
        value = getattr(self._whole, name)
        if is_dataclass(value) and name in _TRACED:
            return _Traced(value, f"{path}.", self._tell)
        if path in _FROM:
            self._tell(_FROM[path])
            return value
        if isinstance(value, Mapping):
            return _TracedTable(value, path, self._tell)
        self._tell(path)
        return value


class TracedSite(_Traced):
    """A site, of which nothing can be had that is not told, or the same in all that one salt of the press covers."""

    def __init__(self, site: Site, tell: Tell) -> None:
        super().__init__(site, "", tell)
        self._site = site
        self.places = CitationAddresses(self.addresses, self.pages_of)
        self.recall = _TracedRecall(site.recall, tell)
        tell("salt")

    def pages_of(self, source: str) -> Any:
        """The pages of a source."""
        self._tell(f"{_TEXT}{source}")
        return self._site.pages_of(source)

    @property
    def record(self) -> Any:
        """The public record, as the site itself has it: told as its own parts, not as those of what was opened."""
        return self._records

    @cached_property
    def _records(self) -> _Traced:
        return _Traced(self._site.record, "record.", self._tell)

    @property
    def hearing(self) -> Any:
        """Who is named where, as a whole."""
        self._tell(_HEARING)
        return self._site.hearing

    def named_on(self, source: str) -> Any:
        """The names on the pages of a source: told as all names, since any may have become the first, or a dossier."""
        self._tell(_HEARING)
        return self._site.named_on(source)

    def _read(self, name: str) -> Any:
        if name in _AS_IS:
            return getattr(self._site, name)
        if name in _TRACED or name in _PLAIN:
            return super()._read(name)
        raise NotTraced(name)


class _TracedTable(Mapping[Any, Any]):
    """A table that tells of each entry that is looked up, and of itself where it is gone through."""

    def __init__(self, table: Mapping[Any, Any], path: str, tell: Tell) -> None:
        self._table, self._path, self._tell = table, path, tell

    def __getitem__(self, key: object) -> Any:
        self._tell(f"{self._path}[{key!r}]")
        return self._table[key]

    def __contains__(self, key: object) -> bool:
        self._tell(f"{self._path}[{key!r}]")
        return key in self._table

    def __iter__(self) -> Iterator[Any]:
        self._tell(self._path)
        return iter(self._table)

    def __len__(self) -> int:
        self._tell(self._path)
        return len(self._table)

    def __repr__(self) -> str:
        raise NotTraced(self._path)  # a table is told entry by entry, and is itself no value to be kept


class _TracedRecall:
    """What works gave, each told by the digest of what is kept of it."""

    def __init__(self, recall: Recall, tell: Tell) -> None:
        self._recall, self._tell = recall, tell

    def __call__(self, work: Work, name: str, *handed: object) -> Any:
        return self.told(work, name, *handed).value()

    def told(self, work: Work, name: str, *handed: object) -> Handed:
        given = self._recall.told(work, name, *handed)
        self._tell(f"{_RECALLED}{work.__module__}.{work.__qualname__} {name}")
        return given


def _sha(value: object) -> str:
    """A digest of everything that a value says; NotTraced where it has no words for something."""
    told = repr(sorted(value, key=repr) if isinstance(value, frozenset) else value)
    if NAMELESS.search(told):
        raise NotTraced(told[:100])
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
