"""Who is who, asked and judged: doubts with the passages that they rest on, judgements recorded, dossiers proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from variorum.archive.folder import Archive
from variorum.archive.ledgers import append_judgement
from variorum.archive.locking import building
from variorum.archive.new_dossiers import propose_id, write_entity_dossier
from variorum.archive.reading import read_record
from variorum.catalogue.mentions import mention_at
from variorum.catalogue.store import Catalogue, open_catalogue
from variorum.digest import sha_of
from variorum.evidence import Doubt, Span, Unmatched
from variorum.examined import Examined
from variorum.finding import NotFound, Refused
from variorum.names.linking.judgements import VERDICTS, Party, matter, parties, standing
from variorum.pipeline.examining import bring_up_to_date
from variorum.pipeline.progress import Progress, unwatched
from variorum.record import Judgement, Page, Record
from variorum.saying import say
from variorum.text.shown import in_one_line

_AROUND = 160  # characters told before and after a name


@dataclass(frozen=True, slots=True)
class InContext:
    """A name where it stands: `text` is one line of the page, the name from `start` to `end` in it."""

    place: Span
    locator: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """A doubt as a person is asked about it: the passages of both sides, and what was judged of it so far."""

    doubt: Doubt
    places: tuple[InContext, ...]
    known: tuple[InContext, ...]  # where the dossier is certainly named
    judged: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedDossier:
    """A name without a dossier, with passages, and the id that a dossier would have."""

    unmatched: Unmatched
    id: str
    places: tuple[InContext, ...]


@dataclass(frozen=True, slots=True)
class NameReview:
    """An archive brought up to date, to be asked who is who."""

    archive: Archive
    record: Examined
    catalogue: Catalogue

    def questions(self, about: str = "") -> Iterator[NameQuestion]:
        """What is in doubt, the most frequent names first, what nobody judged before what somebody is unsure of.

        `about` narrows it to one name, dossier, or matter of judgement.
        """
        judged = {matter(one.a, one.b): one.history for one in standing(self.record.judgements)}
        doubts = [doubt for doubt in self.record.naming.doubts if not about or about in (doubt.about, doubt.a, doubt.b)]
        for doubt in sorted(doubts, key=lambda doubt: doubt.about in judged):
            places = [self.in_context(place) for place in doubt.places]
            yield NameQuestion(doubt, _found(places), self.certain(doubt.b), judged.get(doubt.about, ()))

    def proposals(self, name: str = "") -> Iterator[ProposedDossier]:
        """The names that recur and have no dossier, the most frequent first; `name` narrows it to one of them."""
        taken = set(self.record.entities)
        for one in self.record.naming.unmatched:
            if name and name not in (one.name, *one.forms):
                continue
            places = [self.in_context(place) for place in one.places]
            yield ProposedDossier(one, propose_id(one.name, one.kind, taken=taken), _found(places))

    def certain(self, dossier: str) -> tuple[InContext, ...]:
        """Where a dossier is certainly named: the first place of each of up to three sources."""
        firsts = [one.first for one in self.record.naming.attestations if one.entity == dossier]
        return _found([self.in_context(place) for place in firsts[:3]])

    def in_context(self, place: Span) -> InContext | None:
        """A stretch with the words around it; None where the text has changed meanwhile."""
        page = self.catalogue.page(place.source, place.page)
        return None if page is None or place.end > len(page.text) else _in_context(page, place)


@contextmanager
def asking(archive: Archive, *, progress: Progress = unwatched) -> Iterator[NameReview]:
    """Open an archive to ask who is who, with everything up to date."""
    with building(archive.root), open_catalogue(archive.catalogue_dir) as catalogue:
        record = bring_up_to_date(archive, catalogue, progress=progress).record
        yield NameReview(archive, record, catalogue)


# ── judging ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def judge(archive: Archive, about: str, verdict: str, *, why: str = "", by: str = "") -> Judgement:
    """Record a judgement on who is one with whom; what it changes is worked out at the next build.

    `about` is `A = B`, each a dossier's id or a name in quotation marks (`linking/judgements.py` says more).
    Raises Refused where it cannot be read, names a dossier or source that is not there, or has no judge.
    """
    sides = sides_of(about)
    hold_sides(read_record(archive.root)[0], sides)
    if verdict not in VERDICTS:
        raise Refused(
            say(
                "“{verdict}” is no verdict on names; there are {verdicts:,}.", verdict=verdict, verdicts=tuple(VERDICTS)
            )
        )
    judge_ = " ".join((by or by_git(archive.root)).split())
    if not judge_:
        raise Refused(say("Say who judges: --by NAME (or give git your name: git config user.name NAME)."))
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    made = Judgement(matter(*sides), verdict, judge_, now, " ".join(why.split()), _digests(archive, sides))
    append_judgement(archive.root, made)
    return made


def by_git(root: Path) -> str:
    """The name that git knows its user by in this folder; empty where there is no git or no name."""
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(root), "config", "user.name"],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
            timeout=5,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def sides_of(about: str) -> tuple[Party, Party]:
    """The two sides that a judgement is about; Refused where they cannot be read."""
    written = about if about.startswith("names ") else f"names {about}"
    sides = parties(written)
    if sides is None:
        raise Refused(
            say(
                "“{about}” cannot be read. Write A = B, each a dossier's id or a name in quotation "
                "marks: “Kaiurov” in memoir1988 = kaiurov",
                about=about,
            )
        )
    return sides


def hold_sides(record: Record, sides: Sequence[Party]) -> None:
    """Hold two sides against a record; NotFound where one names a dossier or source that it has not."""
    for party in sides:
        if party.dossier and party.dossier not in record.entities:
            raise NotFound(
                say("There is no dossier “{dossier}”. A name is written in quotation marks.", dossier=party.dossier)
            )
        if party.source and party.source not in record.sources:
            raise NotFound(say("There is no source “{source}”.", source=party.source))


def no_name_there(party: Party) -> str:
    """What is said of a side that means a place where no name begins."""
    return f"No name begins at {party.page}/{party.start} of {party.source}."


def _digests(archive: Archive, sides: Sequence[Party]) -> dict[str, str]:
    """The digest of the page that a judgement on a single place rests on: with another text the judgement lapses."""
    digests: dict[str, str] = {}
    placed = [party for party in sides if party.start >= 0]
    if not placed:
        return digests
    with open_catalogue(archive.catalogue_dir, read_only=True) as catalogue:
        for party in placed:
            page = catalogue.page(party.source, party.page)
            if page is None or mention_at(catalogue, party.source, party.page, party.start) is None:
                raise NotFound(no_name_there(party))
            digests[page_key(party)] = sha_of(page.text)
    return digests


def page_key(party: Party) -> str:
    """What the digest of a page is kept under in a judgement."""
    return f"{party.source}#{party.page}"


# ── proposing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def accept_proposal(archive: Archive, proposal: ProposedDossier, *, id_: str = "") -> Path:
    """Write the dossier that was proposed, with all forms in the nominative that were found."""
    record, _ = read_record(archive.root)
    found = proposal.unmatched
    chosen = id_ or propose_id(found.name, found.kind, taken=set(record.entities))
    if chosen in record.entities:
        raise Refused(say("There is a dossier {chosen} already; choose another id.", chosen=chosen))
    return write_entity_dossier(archive.root, chosen, kind=found.kind, name=found.name, forms=_nominatives(found))


def _nominatives(one: Unmatched) -> list[str]:
    """The forms as they would stand in a dossier: those of a person whole and in the nominative, others as they are."""
    from variorum.names.forms.comparing import prepared
    from variorum.names.linking.clustering import plain

    found = []
    for form in map(plain, one.forms):
        if one.kind != "person":
            found.append(form)
            continue
        readings = [weighed.reading for weighed in prepared(form).weighed if weighed.reading.case == "N"]
        written = [" ".join(filter(None, (r.given, r.patronymic, r.surname))) for r in readings[:1] if not r.alone]
        found += [form for whole in written if len(whole) >= len(form) - 1]
    return list(dict.fromkeys(found))


def _in_context(page: Page, place: Span) -> InContext:
    before = _line(page.text[max(0, place.start - _AROUND) : place.start], lambda text: text.lstrip())
    name = _line(page.text[place.start : place.end], str.strip)
    after = _line(page.text[place.end : place.end + _AROUND], lambda text: text.rstrip())
    first = "…" if place.start > _AROUND else ""
    last = "…" if place.end + _AROUND < len(page.text) else ""
    start = len(first) + len(before)
    text = f"{first}{before}{name}{after}{last}"
    return InContext(place, page.locator_at(place.start), text, start, start + len(name))


def _line(text: str, trim: Callable[[str], str]) -> str:
    ends = (" " if text[:1].isspace() else "") + in_one_line(text) + (" " if text[-1:].isspace() else "")
    return trim(ends)


def _found(places: Sequence[InContext | None]) -> tuple[InContext, ...]:
    return tuple(place for place in places if place is not None)
