"""What is asked of an archive, told again without a look at it where nothing that it may rest on is another.

Whatever works something out (`examining`) is imported only where there is something to work out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from variorum import __version__
from variorum.archive.bounds import is_writable
from variorum.archive.folder import Archive
from variorum.archive.transaction import PLAN
from variorum.catalogue.database import is_damaged
from variorum.catalogue.indexing import not_indexed
from variorum.catalogue.store import Catalogue, open_catalogue
from variorum.criticism.framework import Criticism
from variorum.edition.folder import is_whole
from variorum.edition.shipped import templates_digest
from variorum.finding import Finding, Unreadable
from variorum.pipeline.answers import Moment
from variorum.pipeline.criticising import DERIVED, wanted_for
from variorum.pipeline.engine import Engine
from variorum.pipeline.progress import Progress, unwatched
from variorum.pipeline.step import Step, step
from variorum.record import Judgement
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.examined import Examined, Verified
    from variorum.pipeline.files import Files

T = TypeVar("T")
UP_TO_DATE = say("Everything was up to date.")
CODE = ("edition", "disclosure", "criticism")


@contextmanager
def catalogue_of(archive: Archive) -> Iterator[Catalogue]:
    """The catalogue of an archive under the lock of builds; of one that can only be read a copy, thrown away again.

    What was begun to be written to several files together is finished first.
    """
    from variorum.archive.locking import building
    from variorum.archive.transaction import finish

    if is_writable(archive.root):
        with building(archive.root), open_catalogue(archive.catalogue_dir) as catalogue:
            finish(archive.root)
            yield catalogue
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="variorum-") as folder:
        copy = Path(folder) / archive.catalogue_dir.name
        _copy(archive.catalogue_dir, copy)
        with open_catalogue(copy) as catalogue:
            yield catalogue


def _copy(folder: Path, to: Path) -> None:
    """The files of a folder copied without their permissions; what cannot be copied is worked out anew."""
    from shutil import copyfile

    for parent, _, names in os.walk(folder):
        there = to / Path(parent).relative_to(folder)
        there.mkdir(parents=True, exist_ok=True)
        for name in names:
            with suppress(OSError):
                copyfile(Path(parent, name), there / name)


@step("what was shown", code=("pipeline", "criticism"))
def shown(whole: Any) -> Criticism:
    """The findings that `check` shows, asked for by codes."""
    criticism: Criticism = whole
    return criticism


@step("a dossier as it was told", code=("pipeline",))
def dossier_told(whole: Any) -> tuple[str, ...]:
    """The lines that tell of a dossier."""
    lines: tuple[str, ...] = whole
    return lines


@step("what was built", code=CODE)
def verdicts_told(whole: Any) -> Mapping[str, int]:
    """How many quotations turned out to be what, as a build that wrote the edition told."""
    verdicts: Mapping[str, int] = whole
    return verdicts


@dataclass(frozen=True, slots=True)
class StillStands:
    """What the last build told, where a build would have nothing to do."""

    criticism: Criticism
    verdicts: Mapping[str, int]  # how many quotations turned out to be what
    front_page: Path
    read: int = 0
    gone: int = 0
    written: int = 0
    in_words: str = UP_TO_DATE

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that stand."""
        return self.criticism.findings

    @property
    def silenced(self) -> tuple[tuple[Finding, Judgement], ...]:
        """The findings that a judgement has set aside."""
        return self.criticism.silenced


def still_stands(archive: Archive) -> StillStands | None:
    """What `build` would tell where nothing at all changed since the last one; None where there is something to do.

    Nothing is parsed, loaded or written, and no other build is waited for.
    """
    today, front = datetime.now(UTC).date().isoformat(), front_page(archive)
    if not is_whole(archive.edition_dir):
        return None

    def told_of(moment: Moment) -> tuple[Criticism, Mapping[str, int]] | None:
        if not_indexed(moment.engine.catalogue):
            return None
        told, verdicts = moment.answer(shown, "", more=today), moment.answer(verdicts_told, "", more=made_by(today))
        return (told, verdicts) if told is not None and verdicts is not None else None

    known, _ = _known(archive, told_of)
    return StillStands(*known, front) if known is not None else None


def front_page(archive: Archive) -> Path:
    """Where one begins to read the edition."""
    return archive.edition_dir / "index.html"


def made_by(today: str) -> str:
    """What an edition is made by and when: the program, its templates, and the day."""
    return f"{today} {__version__} {templates_digest()}"


def examine(archive: Archive, *, codes: Collection[str] = (), progress: Progress = unwatched) -> Criticism:
    """Everything up to date but the edition, and the findings: what `check` shows.

    Nothing is waited for but what the checks that are asked for look at: `check Q` for no name, `check N` for no
    borrowing.
    """
    today, asked, wanted = datetime.now(UTC).date().isoformat(), " ".join(sorted(codes)), wanted_for(codes)
    day = today if wanted == set(DERIVED) else ""

    def work_out(catalogue: Catalogue, engine: Engine) -> tuple[Criticism, bool]:
        from variorum.pipeline.examining import bring_up_to_date

        done = bring_up_to_date(archive, catalogue, progress=progress, today=today, engine=engine, wanted=wanted)
        criticism = done.criticised(codes=codes)
        return criticism, is_lasting(done.record, (*done.found, *criticism.findings))

    return _answered(archive, shown, asked, more=day, work_out=work_out)


def looked_up(
    archive: Archive,
    key: str,
    tell: Callable[[Examined], Sequence[str]],
    *,
    rests_on_borrowings: Callable[[Verified], bool],
    progress: Progress = unwatched,
) -> tuple[str, ...]:
    """What `tell` says of a dossier, told again as it was while nothing changes; `key` says of which, and how.

    No names are recognised for it, and no borrowings looked for where it does not rest on them. What `tell` raises, and
    nothing at all, is not kept.
    """

    def work_out(catalogue: Catalogue, engine: Engine) -> tuple[tuple[str, ...], bool]:
        from variorum.pipeline.examining import looked_further, quotations_first

        early = quotations_first(archive, catalogue, progress=progress, engine=engine)
        wanted = ("borrowings",) if rests_on_borrowings(early.record) else ()
        done = looked_further(early, progress=progress, wanted=wanted)
        lines = tuple(tell(done.record))
        return lines, bool(lines) and is_lasting(done.record, done.found)

    return _answered(archive, dossier_told, key, more="", work_out=work_out)


def _answered(
    archive: Archive, step: Step[T], key: str, *, more: str, work_out: Callable[[Catalogue, Engine], tuple[T, bool]]
) -> T:
    """The answer that was kept under a key, else worked out, and kept where it is said to last."""
    known, files = _known(archive, lambda moment: moment.answer(step, key, more=more))
    if known is not None:
        return known
    with catalogue_of(archive) as catalogue:
        moment = Moment(archive, engine := Engine(catalogue), files=files)
        if (known := moment.answer(step, key, more=more)) is not None:
            return known  # another build was waited for
        answer, is_lasting = work_out(catalogue, engine)
        if is_lasting:
            moment.keep(step, key, answer, more=more)
    return answer


def _known(archive: Archive, ask: Callable[[Moment], T | None]) -> tuple[T | None, Files | None]:
    """What is kept of the archive as it is now, and its files; nothing where nothing that is kept can be relied on.

    Nothing is written, so no lock is taken. A catalogue that is missing or damaged is made anew by whoever works out.
    """
    if (archive.root / PLAN).exists() or is_damaged(archive.catalogue_dir):
        return None, None
    files = None
    with suppress(Unreadable), open_catalogue(archive.catalogue_dir, read_only=True) as catalogue:
        moment = Moment(archive, Engine(catalogue))
        files = moment.files
        return ask(moment), files
    return None, files


def is_lasting(record: Verified, findings: Collection[Finding]) -> bool:
    """Whether an answer may be kept: not where other people's checks ran, which may look at whatever they please, nor
    where a check broke off.
    """
    return not record.settings.plugins and "X001" not in {finding.code for finding in findings}
