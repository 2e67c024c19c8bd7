"""Which work each note means, and where in it: references resolved in the order in which a reader meets them.

"Ibid.", "op. cit.", "Он же" and short titles are resolved by what was cited before; the rest by live items, answers
that a person gave, the manuscript's bibliography, libraries, and what the folder's files say of themselves. Where more
than one work is possible all are named and none is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from variorum.manuscript.citations.parsing import completed, references_of
from variorum.manuscript.citations.values import Reference
from variorum.manuscript.fitting import CERTAIN, LIKELY, POSSIBLE, WorkFit, fit
from variorum.manuscript.known import CandidateWork, KnownWorks, WorkGroup, work_of
from variorum.manuscript.libraries import from_csl
from variorum.manuscript.manuscript import Manuscript, Note
from variorum.manuscript.works import compatible_names, key_words
from variorum.saying import say


@dataclass(frozen=True, slots=True)
class Resolved:
    """A reference with the work that it means.

    `source` is the work's key in the folder or library, empty where neither has it or it is not certain; `held` says
    that the folder has its text. `how` is one of live, answer, bibliography, library, title-page, ibid, none. `locator`
    are the pages as resolved. `work` names the work in words.
    """

    reference: Reference
    source: str = ""
    held: bool = False
    how: str = "none"
    sure: bool = False
    locator: str = ""
    candidates: tuple[CandidateWork, ...] = ()
    because: str = ""
    work: str = ""
    fonds: Mapping[str, str] = field(default_factory=dict)
    group: WorkGroup | None = None


@dataclass(slots=True)
class _NotesReader:
    """What has been cited so far, as a reader of the notes would remember it."""

    known: KnownWorks
    answers: Mapping[str, str]
    notes: dict[str, list[Resolved]] = field(default_factory=dict)
    last: list[Resolved] = field(default_factory=list)  # of the last note that cited anything
    skipped: bool = False  # whether a note without references came since
    cited: list[WorkGroup] = field(default_factory=list)  # in the order of citing, the latest last
    named: dict[int, set[str]] = field(default_factory=dict)  # by which authors a group was cited, by its identity
    shelved: dict[tuple[tuple[str, str], ...], WorkGroup] = field(
        default_factory=dict
    )  # archival units that nobody holds


def resolve(
    manuscript: Manuscript, known: KnownWorks, *, answers: Mapping[str, str] | None = None
) -> dict[str, tuple[Resolved, ...]]:
    """The references of every note, by the note's id, in the manuscript's order."""
    reader = _NotesReader(known, answers or {})
    below: tuple[list[Resolved], bool] = ([], False)  # what was cited last in notes, and in the running text
    inline: tuple[list[Resolved], bool] = ([], False)
    for note in manuscript.notes.values():
        in_text = note.kind == "in text"
        reader.last, reader.skipped = inline if in_text and inline[0] else below
        reader.notes[note.id] = found = _note(note, reader)
        now = (found, False) if found else (reader.last, True)
        below, inline = (below, now) if in_text else (now, inline)
    return {label: tuple(found) for label, found in reader.notes.items()}


def folded(written: str) -> str:
    """A reference as answers are kept for it: its words alone, without its pages."""
    return " ".join(key_words(written))


def _note(note: Note, reader: _NotesReader) -> list[Resolved]:
    found: list[Resolved] = []
    for reference in references_of(note):
        resolved = _resolved(reference.checked, reader, found)
        if reference.within is not None:
            resolved = replace(resolved, reference=reference)
        if resolved.group is not None:
            resolved.group.cited += 1
            reader.named.setdefault(id(resolved.group), set()).update(reference.checked.authors)
            reader.cited = [group for group in reader.cited if group is not resolved.group] + [resolved.group]
        found.append(resolved)
    return found


def _resolved(reference: Reference, reader: _NotesReader, before: Sequence[Resolved]) -> Resolved:
    answer = reader.answers.get(folded(_stripped(reference)))
    if answer is not None:
        return _answered(reference, answer, reader)
    match reference.kind:
        case "ibid":
            return _ibid(reference, reader, before)
        case "op-cit":
            return _cited_before(reference, reader)
        case "same-author":
            authors = next(
                (r.reference.checked.authors or _authors_of(r) for r in reversed([*reader.last, *before])), ()
            )
            return _by_description(replace(reference, kind="full", authors=tuple(authors)), reader)
        case "key":
            return _live(reference, reader)
        case "number":
            group = reader.known.by_id(f"entry {reference.back}")
            if group is None:
                return Resolved(
                    reference,
                    locator=reference.locator,
                    because=say("The bibliography has no entry {back}.", back=reference.back),
                )
            return _of(group, reference, "bibliography", f"entry {reference.back} of the bibliography")
        case "unread":
            return Resolved(reference, locator=reference.locator, because=say("The reference is not understood."))
        case _:
            return _by_description(reference, reader)


def _stripped(reference: Reference) -> str:
    parts = [*reference.authors, reference.title, reference.container, reference.year, *reference.fonds.values()]
    return ", ".join(part for part in parts if part)


def _answered(reference: Reference, answer: str, reader: _NotesReader) -> Resolved:
    group = reader.known.by_id(answer) if answer else None
    if group is None:
        return Resolved(
            reference,
            locator=reference.locator,
            because=say("A person said that no file here is meant."),
            work=_stripped(reference),
        )
    return _of(group, reference, "answer", say("A person said so."))


def _of(group: WorkGroup, reference: Reference, how: str, because: str) -> Resolved:
    if group.open:
        return Resolved(
            reference, locator=reference.locator, candidates=group.open,
            because=say("It is not certain that this work is meant."), work=group.called,
            fonds=reference.fonds, group=group,
        )  # fmt: skip
    return Resolved(
        reference, group.key, bool(group.source), how, sure=True, locator=reference.locator, because=because,
        work=group.called, fonds=reference.fonds, group=group,
    )  # fmt: skip


# ── ibid ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _ibid(reference: Reference, reader: _NotesReader, before: Sequence[Resolved]) -> Resolved:
    """The work of the reference before: in this note, or else the only one of the note before."""
    past = before[-1:] or reader.last
    if not past:
        return Resolved(
            reference, locator=reference.locator, because=say("“Ibid.” comes first: nothing was cited before it.")
        )
    works = {id(one.group) if one.group is not None else (one.source, one.work) for one in past}
    last = past[-1]
    if len(works) > 1:
        candidates = tuple(CandidateWork(one.source or one.work, "cited in the note before") for one in past)
        return Resolved(
            reference, locator=reference.locator, candidates=candidates,
            because=say("The note before cites several works, and “ibid.” does not say which."),
        )  # fmt: skip
    locator = reference.locator or ("" if reference.volume else last.locator)
    if reference.fonds or last.fonds:
        return _ibid_on_shelf(reference, last, reader)
    because = f"as in the note before: {last.work or last.reference.checked.written}"
    sure = last.sure and not (reader.skipped and not before)
    if not sure and last.sure:
        because += " (a note without a reference stands between)"
    return replace(last, reference=reference, how="ibid", sure=sure, locator=locator, because=because)


def _ibid_on_shelf(reference: Reference, last: Resolved, reader: _NotesReader) -> Resolved:
    if not reference.fonds:
        because = f"as in the note before: {last.work or last.reference.checked.written}"
        return replace(
            last, reference=reference, how="ibid", locator=reference.locator or last.locator, because=because
        )
    parts = completed(dict(last.fonds), dict(reference.fonds))
    whole = replace(reference, kind="archival", fonds=parts)
    found = _by_description(whole, reader)
    return replace(found, reference=reference, how="ibid" if found.sure else found.how, fonds=parts)


# ── cited before ────────────────────────────────────────────────────────────────────────────────────────────────────


def _cited_before(reference: Reference, reader: _NotesReader) -> Resolved:
    """“Op. cit.”: the work of this author that was cited, in the note named or before."""
    if reference.back:
        past = [one for one in reader.notes.get(reference.back, ()) if one.group is not None]
        groups = list({id(one.group): one.group for one in past if one.group is not None}.values())
        groups = [g for g in groups if not reference.authors or _by_author(g, reference.authors, reader)] or groups
        return _only(groups, reference, f"cited in note {reference.back}")
    groups = [group for group in reader.cited if _by_author(group, reference.authors, reader)]
    if reference.title:
        titled = [g for g in groups if any(fit(reference, work).level == CERTAIN for work in g.works)]
        groups = titled or groups
    if not reference.authors and not reference.title:
        last = tuple(CandidateWork(group.key or group.called, "cited last") for group in reader.cited[-1:])
        because = say("“Op. cit.” alone does not say whose work is meant.")
        return Resolved(reference, locator=reference.locator, candidates=last, because=because)
    return _only(groups, reference, "cited before")


def _only(groups: Sequence[WorkGroup], reference: Reference, because: str) -> Resolved:
    if len(groups) == 1:
        group = groups[0]
        return _of(group, reference, group.how, f"{because}: {group.called}")
    candidates = tuple(CandidateWork(group.key or group.called, because) for group in groups)
    said = say("Several works fit.") if groups else say("No work that was cited before fits.")
    return Resolved(
        reference, locator=reference.locator, candidates=candidates, because=said, work=_stripped(reference)
    )


def _by_author(group: WorkGroup, authors: Sequence[str], reader: _NotesReader) -> bool:
    """Whether a work is by one of these, as its files say or as notes before have called its author."""
    theirs = {name for work in group.works for name in work.authors} | reader.named.get(id(group), set())
    return any(compatible_names(a, b) for a in authors for b in theirs)


def _authors_of(resolved: Resolved) -> tuple[str, ...]:
    return next((work.authors for work in resolved.group.works if work.authors), ()) if resolved.group else ()


# ── by what it says ─────────────────────────────────────────────────────────────────────────────────────────────────


def _live(reference: Reference, reader: _NotesReader) -> Resolved:
    item = reference.item
    if item is None:
        return Resolved(reference, locator=reference.locator)
    names = [item.key, *(str(item.csl.get(name) or "") for name in ("id", "citation-key", "DOI"))]
    group = next((one for name in names if name and (one := reader.known.by_id(name)) is not None), None)
    if group is not None:
        return _of(group, reference, "live", "by the reference manager's own item")
    if not item.csl:
        return Resolved(
            reference,
            locator=reference.locator,
            work=item.key,
            because=say("No source or record has the key “{key}”.", key=item.key),
        )
    work = from_csl(item.csl, key=item.key, origin="note")
    described = replace(
        reference, kind="full", authors=work.authors, title=work.title, container=work.container, year=work.year,
        volume=work.volume, number=work.number,
    )  # fmt: skip
    found = _by_description(described, reader)
    return replace(found, reference=reference, how="live" if found.sure else found.how)


def _by_description(reference: Reference, reader: _NotesReader) -> Resolved:
    fits = reader.known.fits(reference)
    certain = [pair for pair in fits if pair[1].level == CERTAIN]
    if (one := _the_one(certain, reference)) is not None:
        return _of(one[0], reference, one[0].how, "; ".join(one[1].because))
    if not certain and not reference.title and len(reference.authors) >= 1:
        as_title = replace(reference, authors=(), title=" and ".join(reference.authors))  # "Terrorism and Communism, 7"
        titled = [pair for pair in reader.known.fits(as_title) if pair[1].level == CERTAIN or pair[0].cited]
        if len(titled) == 1 and titled[0][1].score >= 0.6:
            meant = titled[0][0]
            return _of(meant, reference, meant.how, "the title agrees")
    is_bare = not certain and not key_words(reference.title) and bool(reference.authors)
    if is_bare and (alone := _by_surname_alone(reference, reader, fits)) is not None:
        return alone
    near = certain or [pair for pair in fits if pair[1].level >= POSSIBLE]
    candidates = tuple(CandidateWork(group.key or group.called, "; ".join(one.because)) for group, one in near[:6])
    group = _remembered(reference, reader) if not certain else None
    if group is not None:
        group.open = candidates
    because = (
        say("Several works fit.")
        if len(near) > 1
        else say("It is not certain that this work is meant.")
        if near
        else say("Neither folder nor library has this work.")
    )
    return Resolved(
        reference, locator=reference.locator, candidates=candidates, because=because,
        work=_stripped(reference) or reference.written, fonds=reference.fonds, group=group,
    )  # fmt: skip


def _the_one(certain: Sequence[tuple[WorkGroup, WorkFit]], reference: Reference) -> tuple[WorkGroup, WorkFit] | None:
    """The one that fits better than all others: alone, or alone in its year, or alone in its whole title."""
    if len(certain) <= 1:
        return certain[0] if certain else None
    agree = [pair for pair in certain if any("year agrees" in reason for reason in pair[1].because)]
    if reference.year and len(agree) == 1:
        return agree[0]
    pool = agree or certain
    whole = [pair for pair in pool if any(reason == "the title agrees" for reason in pair[1].because)]
    if len(whole) == 1:
        return whole[0]
    cited = [pair for pair in (whole or pool) if pair[0].cited]
    if len(cited) == 1:
        return cited[0]
    return pool[0] if pool[0][1].score - pool[1][1].score > 0.15 else None


def _by_surname_alone(
    reference: Reference, reader: _NotesReader, fits: Sequence[tuple[WorkGroup, WorkFit]]
) -> Resolved | None:
    """A name and a page: the only work by that name cited before, or in the bibliography."""
    before = [group for group in reader.cited if _by_author(group, reference.authors, reader)]
    if len(before) == 1:
        return _of(
            before[0],
            reference,
            before[0].how,
            "the only work by this author cited before",
        )
    likely = [group for group, one in fits if one.level >= LIKELY]
    listed = [group for group in likely if any(work.origin in ("bibliography", "library") for work in group.works)]
    if not before and len(listed) == 1 and not reference.year:
        return _of(listed[0], reference, listed[0].how, "the only work by this author in the bibliography")
    return None


def _remembered(reference: Reference, reader: _NotesReader) -> WorkGroup | None:
    """A work that nobody has, kept under what the note says of it, so that later notes can mean it."""
    if reference.fonds:
        unit = tuple(sorted(reference.fonds.items()))
        if unit not in reader.shelved:
            reader.shelved[unit] = reader.known.add(work_of(reference, key="", origin="note"))
        return reader.shelved[unit]
    if reference.kind not in ("full", "newspaper", "short", "author-date") or not (
        reference.title or reference.authors
    ):
        return None
    return reader.known.add(work_of(reference, key="", origin="note"))


def asked_about(notes: Mapping[str, Sequence[Resolved]]) -> list[tuple[str, str, tuple[CandidateWork, ...]]]:
    """The references that may mean several works: as written, as answers are kept for them, and the works."""
    found: dict[str, tuple[str, str, tuple[CandidateWork, ...]]] = {}
    for resolved in notes.values():
        for one in resolved:
            name = folded(_stripped(one.reference.checked))
            if not one.sure and one.candidates and name and one.reference.checked.kind != "ibid":
                found.setdefault(name, (one.reference.written, name, one.candidates))
    return list(found.values())
