"""What a notebook asks of an archive: the functions of `import variorum`."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from variorum.archive.folder import Archive, find_archive
from variorum.archive.folder import open_archive as open_folder
from variorum.catalogue.searching import Hits
from variorum.collation.witnesses import Collation
from variorum.criticism.framework import Criticism
from variorum.evidence import Verification
from variorum.names.linking.counting import Counted, counted
from variorum.pipeline import Built, examine, examined
from variorum.pipeline import publish as publish_edition
from variorum.pipeline.collating import collate as collate_all
from variorum.pipeline.identities import NameQuestion, asking
from variorum.pipeline.identities import judge as record_judgement
from variorum.pipeline.lookup import desk
from variorum.record import Judgement


def open_archive(folder: str | Path = ".") -> Archive:
    """The archive at a folder or the nearest above it; raises NotFound where there is none."""
    return open_folder(find_archive(Path(folder)))


def search(
    archive: Archive, query: str, *, limit: int = 20, offset: int = 0, script: str = "names", meaning: bool = False
) -> Hits:
    """The passages that answer a query, in the language of `variorum search`.

    Names are looked for in both scripts and all spellings; with `script` "exact" in none but the one typed, with "any"
    every word is looked for so. With `meaning` passages count that say the same in other words or the other language;
    that needs `variorum[embed]`.
    """
    with desk(archive) as at:
        return at.search(query, limit=limit, offset=offset, script=script, meaning=meaning)


def verify(archive: Archive, quotation: str, *, source: str | None = None, page: str | None = None) -> Verification:
    """Where a quotation stands and what it turns out to be; `page` is a printed label or a locator."""
    with desk(archive) as at:
        return at.verify(quotation, source=source, page=page)


def named(archive: Archive) -> tuple[Counted, ...]:
    """Who is named how often, in which forms, sources and years; the most named first."""
    return counted(examined(archive).record)


def doubts(archive: Archive, about: str = "") -> list[NameQuestion]:
    """Which names may be one, with their passages and what was judged so far; `about` narrows it to one of them."""
    with asking(archive) as at:
        return list(at.questions(about))


def judge(archive: Archive, about: str, verdict: str, *, why: str = "", by: str = "") -> Judgement:
    """Record that two names are the "same", "different", that one is "unsure", or "withdrawn": `about` is "A = B"."""
    return record_judgement(archive, about, verdict, why=why, by=by)


def collate(*texts: str | Path, archive: Archive | None = None) -> Collation:
    """Editions held against each other, the oldest first: keys of an archive's sources, or files."""
    folder = archive.root if archive else Path()
    return collate_all([str(text) for text in texts], folder=folder)


def criticise(archive: Archive, *, codes: Collection[str] = ()) -> Criticism:
    """The findings that stand and those that judgements have set aside."""
    return examine(archive, codes=codes)


def publish(archive: Archive, *, language: str | None = None) -> Built:
    """Bring everything up to date and write the edition."""
    return publish_edition(archive, language=language)
