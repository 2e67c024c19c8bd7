"""What the archive's files say, each file parsed once: parsed dossiers are results of a step like any other.

How a statement is read depends on its file, the vocabulary, the calendar, and the kinds of the dossiers that it links
to; those alone are looked at, so a new dossier has no other parsed again but such as link to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from variorum.archive.file_names import CHECKED_FILE, JUDGEMENTS_FILE, SEARCHES_FILE, SETTINGS_FILE, VOCABULARY_FILE
from variorum.archive.ledgers import RecordedCheck
from variorum.archive.listing import DOSSIER_FOLDERS, WRITING_FOLDERS, Opened, kinds_of
from variorum.archive.parsed import ParsedFile, parse_dossier, parse_writing
from variorum.archive.reading import (
    Surroundings,
    checked_in,
    grammar_of,
    judgements_in,
    put_together,
    read_record,
    searches_in,
    settings_in,
    vocabulary_in,
)
from variorum.archive.statement_reader import Grammar
from variorum.code import code_digest
from variorum.digest import sha_of
from variorum.finding import ChangedOnDisk, Finding
from variorum.pipeline.engine import Engine, NotMade
from variorum.pipeline.files import Files
from variorum.pipeline.step import Given, Step, Watched, step
from variorum.record import Judgement, Record, Settings, Sought, Vocabulary

_TRIES = 3  # times that an archive is looked at whose files change while it is read
_EVERY = "every id"
_KIND = "the kind of "
_NOT_THERE: Opened = (None, ())


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file as it was parsed, or None, and what is wrong with its bytes."""

    parsed: ParsedFile | None
    faults: tuple[Finding, ...]


@step("dossier", code=("archive.parsed",))
def dossier(opened: Any, folder: str, grammar: Any, kinds: Any) -> FileRead:
    """A dossier of a person, group, place, work, event or source, with its statements."""
    text, faults = opened
    read_by = replace(grammar, kinds=kinds)
    return FileRead(parse_dossier(text, folder, read_by) if text is not None else None, faults)


@step("writing", code=("archive.parsed",))
def writing(opened: Any, folder: str) -> FileRead:
    """A thesis, a pattern, a chapter or a layer of the map."""
    text, faults = opened
    return FileRead(parse_writing(text, folder) if text is not None else None, faults)


@step("settings", code=("archive.reading",))
def settings(opened: Any) -> tuple[Settings, tuple[Finding, ...]]:
    """What `variorum.toml` says."""
    return settings_in(opened)


@step("vocabulary", code=("archive.reading",))
def vocabulary(opened: Any) -> tuple[Vocabulary, tuple[Finding, ...]]:
    """The program's vocabulary with what `vocabulary.toml` says."""
    return vocabulary_in(opened)


@step("judgements", code=("archive.reading",))
def judgements(opened: Any) -> tuple[tuple[Judgement, ...], tuple[Finding, ...]]:
    """The ledger of judgements."""
    return judgements_in(opened)


@step("searches", code=("archive.reading",))
def searches(opened: Any) -> tuple[tuple[Sought, ...], tuple[Finding, ...]]:
    """The ledger of searches."""
    return searches_in(opened)


@step("what was checked", code=("archive.reading",))
def remembered(opened: Any) -> tuple[tuple[RecordedCheck, ...], tuple[Finding, ...]]:
    """The ledger of what quotations were found to be."""
    return checked_in(opened)


class AllSaid:
    """What an archive's files say at one moment. The record is put together when it is first asked for."""

    def __init__(self, files: Files, engine: Engine) -> None:
        self._files, self._engine = files, engine
        self.settings = self._ask(settings, SETTINGS_FILE)
        self.vocabulary = self._ask(vocabulary, VOCABULARY_FILE)
        self.judgements = self._ask(judgements, JUDGEMENTS_FILE)
        self.searches = self._ask(searches, SEARCHES_FILE)
        self.remembered = self._ask(remembered, CHECKED_FILE)
        self._parse()
        engine.flush()
        files.remember(self._parsed_by)
        engine.flush()

    @property
    def digest(self) -> str:
        """A digest of everything that the files say."""
        return self._files.digest

    @cached_property
    def whole(self) -> tuple[Record, tuple[Finding, ...]]:
        """The record of all files, and what is wrong with them, as `read_record` gives them."""
        reads = {**dict(self._engine.values(dossier)), **dict(self._engine.values(writing))}
        files = [file for folder in (*DOSSIER_FOLDERS, *WRITING_FOLDERS) for file in self._in(folder)]
        parsed = [one for file in files if (one := reads[file].parsed) is not None]
        faults = [fault for file in files for fault in reads[file].faults]
        return put_together(self._around(), parsed, [*self._files.findings, *faults])

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """A digest of each part of the record that the files say, by the field's name."""
        record, _ = self.whole
        dossiers = sha_of(
            *(self._engine.digest_kept(dossier, file) for folder in DOSSIER_FOLDERS for file in self._in(folder))
        )
        small = ("settings", "vocabulary", "sources", "theses", "chapters", "judgements", "patterns", "searches")
        said = {name: sha_of(repr(getattr(record, name))) for name in small}
        said["layers"] = sha_of(*(f"{file} {self._engine.digest_kept(writing, file)}" for file in self._in("layers")))
        return said | dict.fromkeys(("entities", "statements", "decisions"), dossiers)

    def _around(self) -> Surroundings:
        said, words = self.settings.value(), self.vocabulary.value()
        judged, sought = self.judgements.value(), self.searches.value()
        faults = (*said[1], *words[1], *judged[1], *self.remembered.value()[1], *sought[1])
        return Surroundings(said[0], words[0], judged[0], sought[0], faults)

    def _ask(self, of: Step[Any], file: str) -> Given[Any]:
        digest = self._files.digests.get(file, "")
        return self._engine.ask(of, "all", opened=Given(digest, self._opening(file) if digest else _not_there))

    def _opening(self, file: str) -> Callable[[], Opened]:
        return lambda: self._files.opened(file)

    def _in(self, folder: str) -> Iterator[str]:
        return (file for file in self._files.folders[folder] if file in self._files.digests)

    def _parse(self) -> None:
        """Every file parsed that is another than it was, or that is read by another vocabulary."""
        files, engine = self._files, self._engine
        calendar = self.settings.value()[0].calendar
        kinds = kinds_of({folder: files.ids_in(folder) for folder in DOSSIER_FOLDERS})
        read_by = sha_of(self.vocabulary.digest, calendar)
        ids = sha_of(*(f"{id_} {kind}" for id_, kind in kinds.items()))
        self._parsed_by = sha_of(read_by, ids, code_digest(dossier.code), code_digest(writing.code))
        known = files.unchanged(self._parsed_by)
        grammar = Given(read_by, cache(lambda: self._grammar(calendar)))
        watched = Watched(lambda part: ids if part == _EVERY else kinds.get(part.removeprefix(_KIND), ""),
                          lambda tell: _Kinds(kinds, tell))  # fmt: skip
        for folder in DOSSIER_FOLDERS:
            for file in self._in(folder):
                if file not in known:
                    opened = Given(files.digests[file], self._opening(file))
                    engine.ask(dossier, file, opened=opened, folder=folder, grammar=grammar, kinds=watched)
        for folder in WRITING_FOLDERS:
            for file in self._in(folder):
                if file not in known:
                    engine.ask(writing, file, opened=Given(files.digests[file], self._opening(file)), folder=folder)
        if not files.is_as_before(self._parsed_by):
            engine.retain(dossier, (file for folder in DOSSIER_FOLDERS for file in self._in(folder)))
            engine.retain(writing, (file for folder in WRITING_FOLDERS for file in self._in(folder)))

    def _grammar(self, calendar: str) -> Grammar:
        return grammar_of(Surroundings(Settings(calendar=calendar), self.vocabulary.value()[0]), {})


class _Kinds(Mapping[str, str]):
    """The kinds of dossiers by id, telling of which somebody wants to know."""

    def __init__(self, kinds: Mapping[str, str], tell: Callable[[str], None]) -> None:
        self._kinds, self._tell = kinds, tell

    def __getitem__(self, id_: str) -> str:
        self._tell(_KIND + id_)
        return self._kinds[id_]

    def __iter__(self) -> Iterator[str]:
        self._tell(_EVERY)
        return iter(self._kinds)

    def __len__(self) -> int:
        self._tell(_EVERY)
        return len(self._kinds)


def said_by(root: Path, engine: Engine) -> AllSaid:
    """What the archive's files say now. With an engine that is only looking: NotMade where that was not parsed yet."""
    for _ in range(_TRIES - 1):
        try:
            return AllSaid(Files(root, engine), engine)
        except ChangedOnDisk:
            continue
    return AllSaid(Files(root, engine), engine)


def record_of(root: Path, engine: Engine) -> Record:
    """The record, from what is kept where that is up to date; an engine that is only looking reads the files else."""
    try:
        return said_by(root, engine).whole[0]
    except NotMade:
        return read_record(root)[0]


def _not_there() -> Opened:
    return _NOT_THERE
