"""What a thing was made from, and why it is, or is not, up to date: the graph of steps, shown for one thing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from variorum.archive.folder import Archive
from variorum.catalogue.store import open_catalogue
from variorum.edition.folder import MARKER
from variorum.finding import NotFound
from variorum.names.linking.known import known_names
from variorum.pipeline.criticising import criticism
from variorum.pipeline.engine import Engine, NotMade
from variorum.pipeline.full_build import edition
from variorum.pipeline.naming import identities, mentions_inputs
from variorum.pipeline.parsing import record_of
from variorum.pipeline.quoting import quoted
from variorum.pipeline.reading import out_of_date
from variorum.pipeline.seeing import mentions_of
from variorum.pipeline.step import Step
from variorum.pipeline.texts import HeldTexts, digests_of_readings, digests_of_text
from variorum.pipeline.verifying import verification, watched
from variorum.record import Record
from variorum.saying import say

# what steps and what they are made from are called, as `lines` says them; JSON keeps the names
_CALLED: dict[str, str] = {
    name: name
    for name in (
        say("text"), say("digests of a text"), say("mentions"), say("verification"), say("identities"),
        say("criticism"), say("page"), say("edition"),
        say("all that it is read from"), say("all that is shown on it"), say("the page as it was written"),
        say("the program's rules"), say("holding"), say("pages"), say("known"), say("language"), say("seen"),
        say("quote"), say("made"), say("judgements"), say("cited"), say("places"), say("record"), say("family"),
        say("texts: every source"),
    )
}  # fmt: skip
_OF_SOURCE = "texts: the source "


def _called(name: str) -> str:
    """A step, or what it was made from, in words that can be said in every language."""
    if name.startswith(_OF_SOURCE):
        return say("texts: the source {key}", key=name.removeprefix(_OF_SOURCE))
    return _CALLED.get(name, name)


@dataclass(frozen=True, slots=True)
class Made:
    """One result that a thing rests on: from what it was made, and what of that is another now.

    `changed` is empty where it is up to date; None where that is known only by building.
    """

    step: str
    key: str
    made_from: Mapping[str, str]  # by name: digests
    changed: tuple[str, ...] | None

    @property
    def in_words(self) -> str:
        """Whether it is up to date, and why not."""
        if not self.made_from:
            return say("not made yet")
        if self.changed is None:
            return say("made at the last build; the next build checks whether it is still right")
        if not self.changed:
            return say("up to date")
        return say("out of date: {changed:,} changed since", changed=tuple(map(_called, self.changed)))

    def lines(self) -> Iterator[str]:
        """The same for people."""
        yield say("{step} ({key}): {state}", step=_called(self.step), key=self.key, state=self.in_words)
        for name, digest in self.made_from.items():
            yield say("    made from {name}: {digest}", name=_called(name), digest=digest[:12])

    def as_json(self) -> dict[str, object]:
        """The documented JSON."""
        changed = None if self.changed is None else list(self.changed)
        return {"step": self.step, "key": self.key, "made_from": dict(self.made_from), "changed": changed}


def why(archive: Archive, thing: str) -> tuple[Made, ...]:
    """All results that a source, a statement, a dossier or a page of the edition rests on directly.

    Looks only; nothing is made. Raises NotFound for what is none of these, Unreadable where nothing was built yet.
    """
    with open_catalogue(archive.catalogue_dir, read_only=True) as catalogue:
        engine = Engine(catalogue, looking=True)
        record = record_of(archive.root, engine)
        if thing in record.sources:
            return tuple(_of_source(archive, record, engine, thing))
        marked = _pages(archive)
        if thing in marked or thing.removeprefix("edition/") in marked:
            return tuple(_of_page(engine, thing.removeprefix("edition/"), marked))
        found = tuple(_of_quotations(record, engine, thing))
        if thing in record.entities:
            found += (_last(engine, identities, "all"),)
        if found or thing in {one.ref for one in record.statements}:
            return (*found, _last(engine, criticism, "all"))
    raise NotFound(
        say("“{thing}” is no source, statement (dossier#^id), dossier, or page of the edition.", thing=thing)
    )


def _of_source(archive: Archive, record: Record, engine: Engine, key: str) -> Iterator[Made]:
    state = engine.catalogue.source_state(key)
    stale = key in out_of_date(archive, replace(record, sources={key: record.sources[key]}), engine)
    said = (say("its file, its paging, a transcript, or the rules of reading"),) if stale else ()
    yield Made("text", key, {"all that it is read from": state.digest} if state else {}, said)
    yield _last(engine, digests_of_text, key)
    try:
        engine.ask(mentions_of, key, **mentions_inputs(key, known_names(record), engine))
        yield Made(mentions_of.name, key, engine.kept_from(mentions_of, key), ())
    except NotMade as found:
        yield Made(mentions_of.name, key, engine.kept_from(mentions_of, key), found.changed)


def _of_quotations(record: Record, engine: Engine, thing: str) -> Iterator[Made]:
    try:
        readings = digests_of_readings(engine)
    except NotMade as found:  # a source was read by a program that knew less of it
        yield Made(found.step, found.key, {}, found.changed)
        return
    whole = watched(HeldTexts(engine.catalogue), readings)
    for one in quoted(record, readings):
        if thing in (one.statement, one.statement.partition("#")[0]):
            try:
                engine.ask(verification, one.name, quote=one.quote, texts=whole)
                changed: tuple[str, ...] = ()
            except NotMade as found:
                changed = found.changed
            yield Made(verification.name, one.name, engine.kept_from(verification, one.name), changed)


def _of_page(engine: Engine, address: str, marked: Mapping[str, list[str]]) -> Iterator[Made]:
    key, digest = marked[address]
    yield Made("page", address, {"all that is shown on it": key, "the page as it was written": digest}, None)
    yield _last(engine, edition, "site")


def _pages(archive: Archive) -> Mapping[str, list[str]]:
    try:
        marked = json.loads((archive.edition_dir / MARKER).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError):
        return {}
    return dict(marked)


def _last(engine: Engine, step: Step[Any], key: str) -> Made:
    return Made(step.name, key, engine.kept_from(step, key), None)
