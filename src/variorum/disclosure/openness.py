"""What may leave the archive: the record, its findings, its pages and the names in them as the public may see them.

This is the only door. Everything after it (site, book, exports, SARIF, search index, reading room) sees what it hands
out alone, so that nothing can show by mistake what was never there. It is a function of a record, its findings, the
texts and a day, and gives the same for the same.

Kept back are: sources that are not open; dossiers, theses, chapters, statements, judgements and paragraphs that are
protected or restricted; whatever has the id or key of one; the names of who is kept back, in whatever form
(`people`), and any five words in a row of a restricted text that no open one has (`five_word_runs`). A statement stays
where only a witness goes: it says that one witness is withheld, and not of which source, with what stance, or how many
there were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from variorum.archive.protecting import MARK as PROTECTED
from variorum.disclosure.guard import NAMELESS
from variorum.disclosure.outgoing_findings import speaks_of_protection
from variorum.disclosure.places import PagesOf
from variorum.disclosure.public_record import Departure, InPlace, MentionsOf
from variorum.disclosure.secrets import secrets_of
from variorum.examined import Examined
from variorum.finding import Finding
from variorum.record import Judgement

__all__ = ["NAMELESS", "InPlace", "Opened", "OwnersView", "open_to_all"]


def _nothing(_: str) -> tuple[()]:
    return ()


def _never(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Opened:
    """The public record, the findings that may be shown, the texts, and what was held back."""

    record: Examined
    findings: tuple[Finding, ...]
    closed: frozenset[str]  # keys of the sources that are not open
    withheld_findings: int = 0
    silenced: tuple[tuple[Finding, Judgement], ...] = ()  # findings that a judgement has set aside
    pages_of: PagesOf = field(default=_nothing, compare=False)
    mentions_of: MentionsOf = field(default=_nothing, compare=False)
    files: frozenset[str] = frozenset()  # of which something is withheld
    masked: frozenset[str] = frozenset()  # keys of open sources in whose text something is masked
    betrays: Callable[[str], bool] = field(default=_never, compare=False)  # whether a text of any length may not leave


@dataclass(frozen=True, slots=True)
class OwnersView:
    """A record with its findings, its texts and the names in them, as the owner of the archive sees them: everything.

    `mentions_of` gives the names found in a source with what they name.
    """

    record: Examined
    findings: tuple[Finding, ...] = ()
    silenced: tuple[tuple[Finding, Judgement], ...] = ()  # findings that a judgement has set aside
    pages_of: PagesOf = field(default=_nothing, compare=False)
    mentions_of: MentionsOf = field(default=_nothing, compare=False)

    def opened(self) -> Opened:
        """All of it with nothing held back: for the owner alone, or where there is nothing to hold back."""
        return Opened(
            self.record,
            self.findings,
            frozenset(),
            silenced=self.silenced,
            pages_of=self.pages_of,
            mentions_of=self.mentions_of,
        )


def open_to_all(
    whole: OwnersView,
    *,
    today: str = "",
    in_place: InPlace = InPlace(),
    recheck: Callable[[Examined], Iterable[Finding]] | None = None,
) -> Opened:
    """The part of a record and its findings that may leave on the day `today` (ISO 8601).

    With an empty `today` nothing protected has opened yet. Of a name that closed sources have too, only the letters in
    which open ones have it are kept. `recheck` runs the checks over the public record: a finding that they do not make
    there rests on something withheld, and is not shown.
    """
    secrets = secrets_of(whole.record, pages_of=whole.pages_of, today=today)
    if not secrets.kept and not _has_marks(whole.record):
        shown = tuple(one for one in whole.findings if not speaks_of_protection(one))
        return replace(whole.opened(), findings=shown, withheld_findings=len(whole.findings) - len(shown))
    leaving = Departure(whole.record, secrets, in_place)
    public = leaving.record_of(whole.mentions_of)
    speaking = leaving.speaking()
    shown = speaking.all_of(whole.findings, public, recheck)
    aside = tuple(
        (finding, leaving.clear(judgement))
        for before, judgement in whole.silenced
        if not speaking.betrays(judgement) and (finding := speaking.finding(before)) is not None
    )
    return Opened(
        public,
        shown,
        secrets.kept.sources,
        len(whole.findings) - len(shown),
        silenced=aside,
        pages_of=secrets.pages.pages,
        mentions_of=leaving.mentions(whole.mentions_of),
        files=leaving.withheld_files(),
        masked=frozenset(key for key in public.sources if secrets.guard.people and secrets.pages.spans(key)),
        betrays=leaving.betrays,
    )


def _has_marks(record: Examined) -> bool:
    """Whether some paragraph bears a mark of protection, in force or not."""
    texts = [entity.prose.text for entity in record.entities.values() if entity.prose]
    texts += [source.notes for source in record.sources.values()]
    texts += [thesis.prose.text for thesis in record.theses.values()]
    texts += [chapter.prose.text for chapter in record.chapters]
    return any(PROTECTED.search(text) for text in texts)
