"""The whole way: everything up to date, criticised, and published."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from variorum import __version__
from variorum.archive.folder import Archive
from variorum.archive.locking import building
from variorum.catalogue.mentions import mentions_on
from variorum.catalogue.store import open_catalogue
from variorum.code import code_digest
from variorum.criticism.framework import Criticism, checked
from variorum.digest import sha_of
from variorum.disclosure.protection import still_in_force
from variorum.edition.folder import Published, is_whole
from variorum.edition.shipped import templates_digest
from variorum.examined import Examined
from variorum.finding import Finding
from variorum.languages import having, primary
from variorum.pipeline.answers import Moment
from variorum.pipeline.asking import CODE, UP_TO_DATE, front_page, is_lasting, made_by, shown, verdicts_told
from variorum.pipeline.criticising import digest_of_parts
from variorum.pipeline.engine import Engine
from variorum.pipeline.examining import Examination, Meanwhile, bring_up_to_date
from variorum.pipeline.facsimiles import picture_for_readers
from variorum.pipeline.progress import Progress, unwatched
from variorum.pipeline.recalled import Kept
from variorum.pipeline.step import Given, step
from variorum.pipeline.texts import HeldTexts, digests_of_readings
from variorum.record import Judgement
from variorum.saying import say


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did and found."""

    examined: Examination
    criticism: Criticism
    published: Published
    front_page: Path

    @property
    def read(self) -> int:
        """How many sources were read."""
        return self.examined.anew.read

    @property
    def gone(self) -> int:
        """How many sources were taken out."""
        return self.examined.anew.gone

    @property
    def written(self) -> int:
        """How many pages were written."""
        return self.published.pages - self.published.unchanged

    @property
    def record(self) -> Examined:
        """The record with holdings and verified quotations."""
        return self.examined.record

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that stand."""
        return self.criticism.findings

    @property
    def silenced(self) -> tuple[tuple[Finding, Judgement], ...]:
        """The findings that a judgement has set aside."""
        return self.criticism.silenced

    @property
    def verdicts(self) -> Counter[str]:
        """How many quotations turned out to be what."""
        return Counter(checked.verification.verdict for checked in self.record.quotations)

    @property
    def in_words(self) -> str:
        """What was done, in one line."""
        read = say("{n} {n:source|sources} read", n=self.read)
        gone = say("{n} {n:source|sources} removed", n=self.gone)
        written = say("{n} {n:page|pages} written", n=self.written)
        done = tuple(one for one in (read, gone, written) if one.values["n"])
        return say("{done:,}.", done=done) if done else UP_TO_DATE


def build(
    archive: Archive,
    *,
    language: str | None = None,
    today: str = "",
    anew: bool = False,
    progress: Progress = unwatched,
    meanwhile: Meanwhile | None = None,
) -> Built:
    """Do whatever is not up to date: read, index, verify, criticise, publish; a build that was stopped goes on.

    `meanwhile` is told whenever more is known, structure and verdicts first.
    """
    today = today or datetime.now(UTC).date().isoformat()
    with building(archive.root), open_catalogue(archive.catalogue_dir) as catalogue:
        moment = Moment(archive, engine := Engine(catalogue))
        meanwhile = meanwhile or (lambda _: None)
        examined = bring_up_to_date(
            archive, catalogue, today=today, progress=progress, meanwhile=meanwhile, engine=engine
        )
        criticism = examined.criticised()
        language = language or _language_of(examined.record)
        made_from = _made_from(examined, criticism, language, still_in_force(examined.record, today))
        making = Given(
            made_from,
            lambda: _publish(archive, examined, criticism, language=language, today=today, progress=progress),
        )
        stood = is_whole(archive.edition_dir) and not anew
        if not stood:
            examined.engine.retain(edition, ())
        ran = examined.engine.made[edition.name]
        published = examined.engine.ask(edition, "site", made=making).value()
        examined.engine.flush()
        if examined.engine.made[edition.name] == ran:
            published = replace(published, unchanged=published.pages)
        built = Built(examined, criticism, published, front_page(archive))
        if is_lasting(examined.record, (*examined.found, *criticism.findings)):
            moment.keep(shown, "", criticism, more=today)
            if language == _language_of(examined.record):
                moment.keep(verdicts_told, "", built.verdicts, more=made_by(today))
            else:
                engine.retain(verdicts_told, ())
    return built


def publish(archive: Archive, *, language: str | None = None, progress: Progress = unwatched) -> Built:
    """Write the edition, with everything that it rests on brought up to date first."""
    return build(archive, language=language, anew=True, progress=progress)


@step("edition", code=CODE)
def edition(made: Any) -> Published:
    """The edition written to its folder, and what is told of it."""
    published: Published = made
    return published


def _publish(
    archive: Archive,
    examined: Examination,
    criticism: Criticism,
    *,
    language: str,
    today: str,
    progress: Progress,
) -> Published:
    from variorum.criticism.manual import manual
    from variorum.disclosure.openness import OwnersView
    from variorum.edition.publishing import Imprint, opened_in
    from variorum.edition.publishing import publish as publish_pages

    catalogue, kept = examined.engine.catalogue, Kept(examined.engine)
    whole = OwnersView(
        examined.record,
        criticism.findings,
        criticism.silenced,
        pages_of=HeldTexts(catalogue).pages,
        mentions_of=partial(mentions_on, catalogue),
    )
    opened = opened_in(language, whole, today=today, recheck=checked)
    is_all = opened.mentions_of is whole.mentions_of  # else some are kept back, by what no digest here tells
    published = publish_pages(
        opened,
        out=archive.edition_dir,
        imprint=Imprint(
            language,
            program_version=__version__,
            rules=code_digest(edition.code),
            names=catalogue.laid_from("identities") if is_all else "",
        ),
        explanations=manual(),
        progress=lambda done, total: progress(say("Publishing"), done, total),
        picture_of=partial(picture_for_readers, archive),
        recall=kept,
    )
    kept.drop_others()
    return published


def _made_from(examined: Examination, criticism: Criticism, language: str, kept: tuple[str, ...]) -> str:
    """A digest of everything that the edition is made from."""
    catalogue = examined.engine.catalogue
    readings = sorted((key, one.whole) for key, one in digests_of_readings(examined.engine).items())
    rows = (catalogue.laid_from("identities"), catalogue.laid_from("borrowings"))
    made_with = (kept, __version__, language, templates_digest(), readings, rows)
    parts = (*made_with, criticism.findings, criticism.silenced, digest_of_parts(examined.parts, examined.parts))
    return sha_of(*map(repr, parts))


def _language_of(record: Examined) -> str:
    """The interface's language: the first of the archive's that the edition has words in."""
    return next((primary(code) for code in record.settings.languages if primary(code) in having("locale")), "en")
