"""What the reading room asks of the pipeline, all in this one file: the archive worked out anew, and its texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING

from variorum import __version__
from variorum.archive.folder import Archive
from variorum.catalogue.mentions import mentions_on
from variorum.catalogue.store import Catalogue, open_catalogue
from variorum.criticism.framework import Criticism
from variorum.criticism.manual import manual
from variorum.disclosure.openness import OwnersView
from variorum.edition.publishing import Imprint, owners_site
from variorum.edition.site import Site
from variorum.examined import Examined, not_looked_through
from variorum.finding import Finding
from variorum.languages.registry import having, primary
from variorum.pipeline.asking import catalogue_of
from variorum.pipeline.examining import Examination, FirstLook, bring_up_to_date
from variorum.pipeline.progress import Progress
from variorum.pipeline.texts import HeldTexts
from variorum.record import Page

if TYPE_CHECKING:
    from variorum.text.seeds import SeedIndex


class SharedTexts(HeldTexts):
    """The texts of a catalogue for many readers at once."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue)
        self._lock = RLock()

    def pages(self, source: str) -> Sequence[Page]:
        """The pages of a source in order; none where it is not held."""
        with self._lock:
            return super().pages(source)

    def page_range(self, source: str, first: int, last: int) -> Sequence[Page]:
        """The pages from index `first` to `last`."""
        with self._lock:
            return super().page_range(source, first, last)

    def seeds(self) -> SeedIndex:
        """The index over all sources."""
        with self._lock:
            return super().seeds()


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """One state of the archive: the record with everything derived, what was found, and what pages are made from."""

    record: Examined
    findings: tuple[Finding, ...]
    site: Site
    texts: HeldTexts

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue, opened for reading."""
        return self.texts.catalogue


def work_out(
    archive: Archive, *, language: str, progress: Progress, early: Callable[[WorkedOut], None] | None = None
) -> WorkedOut:
    """Do whatever is not up to date but the edition, and lay everything ready for pages; the archive's lock is held.

    `early` is given what is known within seconds, structure and verdicts, long before names are recognised.
    """

    def meanwhile(done: FirstLook | Examination) -> None:
        if early is not None and isinstance(done, FirstLook):
            first = not_looked_through(done.record)
            early(_laid_ready(archive, first, done.criticised(), language=language, is_whole=False))

    with catalogue_of(archive) as catalogue:
        done = bring_up_to_date(archive, catalogue, progress=progress, meanwhile=meanwhile)
        criticism = done.criticised()
    return _laid_ready(archive, done.record, criticism, language=language)


def _laid_ready(
    archive: Archive, record: Examined, criticism: Criticism, *, language: str, is_whole: bool = True
) -> WorkedOut:
    texts = SharedTexts(open_catalogue(archive.catalogue_dir, read_only=True))
    whole = OwnersView(
        record,
        criticism.findings,
        criticism.silenced,
        pages_of=texts.pages,
        mentions_of=partial(mentions_on, texts.catalogue),
    )
    spoken = [primary(code) for code in record.settings.languages]
    language = language or next((code for code in spoken if code in having("locale")), "en")
    imprint = Imprint(language, program_version=__version__)
    live = {"room": "yes"} if is_whole else {"room": "yes", "more_to_come": "yes"}
    site = owners_site(whole.opened(), explanations=manual(), imprint=imprint, live=live)
    return WorkedOut(record, criticism.findings, site, texts)
