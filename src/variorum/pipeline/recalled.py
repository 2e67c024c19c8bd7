"""What pages need that is worked out of values handed in alone: a step, so that it is kept while those are the same."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

from variorum.digest import sha_of
from variorum.edition.recalling import Handed, Work, as_json, on_its_own, values_of
from variorum.pipeline.engine import Engine
from variorum.pipeline.step import Given, Watched, step
from variorum.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from variorum.edition.tracing import SiteParts


@step("what pages need", code=("edition",))
def worked_out(handed: Any) -> str:
    """What a work gives, as JSON."""
    return worked(handed)


def worked(asked: tuple[Work, object]) -> str:
    """What a work gives for what it is handed, as JSON."""
    work, handed = asked
    return as_json(work(*values_of(handed)))


@step("what pages look at", code=("edition",))
def looked_at(site: Any) -> str:
    """What a work makes of a site, as JSON."""
    work, traced = site
    return as_json(work(traced))


class Kept:
    """A `Recall` that keeps what works give in a catalogue; what one edition did not ask for is dropped at its end."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._asked: set[str] = set()
        self._ahead: dict[tuple[str, str], Callable[[], str]] = {}  # by key and digest of what was handed
        self._spared: set[str] = set()
        self._seen: set[str] = set()
        self._parts: SiteParts | None = None

    def __call__(self, work: Work, name: str, *handed: object) -> Any:
        """What the work gives for what it is handed, or gave for the very same before."""
        return self.told(work, name, *handed).value()

    def told(self, work: Work, name: str, *handed: object) -> Handed:
        """The same, read only where somebody asks for it."""
        key, digest = _told(work, name, handed)
        self._asked.add(key)
        if (begun := self._ahead.pop((key, digest), None)) is not None:
            given = self._engine.put(worked_out, key, begun(), handed=Given(digest, lambda: None))
        else:
            given = self._engine.ask(worked_out, key, handed=Given(digest, lambda: (work, handed)))
        return Handed(given.digest, given.value)

    def ahead(self, work: Work, name: str, *handed: object) -> None:
        """Let a worker that stayed work it out meanwhile, where it is not known."""
        from variorum.names.recognition.process_pool import at_leisure

        def asked() -> tuple[Work, object]:
            return work, on_its_own(handed)

        key, digest = _told(work, name, handed)
        if not self._engine.stands(worked_out, key, handed=Given(digest, asked)):
            begun = at_leisure(worked, asked)
            self._ahead |= {(key, digest): begun} if begun is not None else {}

    def seen(self, name: str, work: Work, site: Any) -> Any:
        """What the work makes of a site; of the site itself, and not kept, where it looks at what no digest tells.

        Where it fails on the traced site and not on the site itself, the tracing is at fault: a `TracingFault` warns of
        it, since otherwise nobody would see but by the time that it takes.
        """
        from variorum.edition.tracing import (
            NotTraced,
            SiteParts,
            TracingFault,
        )  # the site and its templates, which a build may not need

        if self._parts is None or self._parts.site is not site:
            self._parts = SiteParts(site, self._still_wanted)
        parts = self._parts
        watched = Watched(parts.digest, lambda tell: (work, parts.traced(tell)))
        try:
            told = self._engine.ask(looked_at, name, site=watched).value()
        except NotTraced:
            return work(site)
        except Exception as error:
            made = work(site)  # which fails in the same way where the fault is not the tracing's
            reason = f"{type(error).__name__}: {error}"
            told = say("These pages are laid out anew by each build: {name} ({reason}).", name=name, reason=reason)
            warnings.warn(TracingFault(told), stacklevel=2)
            return made
        self._seen.add(name)
        return json.loads(told)

    def _still_wanted(self, key: str) -> str:
        """The digest of what a work gave, on which something rests that looked at it."""
        self._asked.add(key)
        return self._engine.digest_kept(worked_out, key)

    def spare(self, *works: Work) -> None:
        """Keep what these works gave, whether or not it is asked for."""
        self._spared.update(map(_name, works))

    def drop_others(self) -> None:
        """Drop what was kept of earlier editions and is part of this one no more."""
        spared = (key for key in self._engine.kept(worked_out) if key.partition(" ")[0] in self._spared)
        self._engine.retain(worked_out, {*self._asked, *spared})
        self._engine.retain(looked_at, self._seen)
        self._engine.flush()


def _told(work: Work, name: str, handed: tuple[object, ...]) -> tuple[str, str]:
    """The key under which is kept what a work gives, and a digest of what it is handed."""
    if "<" in work.__qualname__ or not all(map(_is_plain, handed)):
        raise TypeError(f"{work.__qualname__} is no work: it must stand alone and be handed plain values.")
    return f"{_name(work)} {name}", sha_of(repr(handed))


def _name(work: Work) -> str:
    return f"{work.__module__}.{work.__qualname__}"


def _is_plain(value: object) -> bool:
    """Whether a value is words, numbers and tuples of them alone, whose digest says all that can be read of it."""
    if type(value) is tuple:
        return all(map(_is_plain, value))
    return value is None or type(value) in (str, int, float, bool, Handed)
