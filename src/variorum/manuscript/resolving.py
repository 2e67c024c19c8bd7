"""Which work each note means, and where in it: references resolved in the order in which a reader meets them.

"Ibid.", "op. cit.", "Он же" and short titles are resolved by what was cited before; the rest by live items, answers
that a person gave, the manuscript's bibliography, libraries, and what the folder's files say of themselves. Where more
than one work is possible all are named and none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.manuscript.abbreviations import is_of_letters, short_form
from variorum.manuscript.citations.in_text import PAGE_ALONE, YEAR_ALONE
from variorum.manuscript.citations.one_piece import completed
from variorum.manuscript.citations.parsing import references_of
from variorum.manuscript.citations.terms import PAGES_BELOW
from variorum.manuscript.citations.values import Reference
from variorum.manuscript.described import by_description, by_ending, volume_of
from variorum.manuscript.fitting import fit
from variorum.manuscript.fitting_by_shelf_and_day import CERTAIN, LIKELY, titles_of
from variorum.manuscript.known import CandidateWork, KnownWorks, WorkGroup, is_known_by_letters
from variorum.manuscript.libraries import from_csl
from variorum.manuscript.manuscript import Manuscript, Note
from variorum.manuscript.resolved import NotesReader, Resolved, is_by, settled_on, stripped
from variorum.manuscript.works import alike, key_words
from variorum.saying import say

_OF_SHEETS = re.compile(r"^(?:fols?|folios?|ff?)\.?\s+")  # of an archive's unit sheets are plain
_SECOND = f"{PAGES_BELOW}, of a second work"
_FEW_HELD = 8  # works of the folder among which a page that names none is looked for


def resolve(
    manuscript: Manuscript, known: KnownWorks, *, answers: Mapping[str, str] | None = None
) -> dict[str, tuple[Resolved, ...]]:
    """The references of every note, by the note's id, in the manuscript's order."""
    reader = NotesReader(known, answers or {})
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


def _note(note: Note, reader: NotesReader) -> list[Resolved]:
    found: list[Resolved] = []
    if note.kind == "in text" and (page := PAGE_ALONE.match(note.text)):
        return [_page_alone(note.text.strip(), page[1], reader)]
    if note.kind == "in text" and (year := YEAR_ALONE.match(note.text)):
        return [_year_alone(note.text.strip(), year[1], (year[2] or "").strip(), reader)]
    for reference in references_of(note):
        resolved = _resolved(reference.checked, reader, found)
        if note.kind == "in text" and not (resolved.sure or reference.title or reference.year):
            named = _of_pages_in_text(reader)
            if named is not None and reference.authors and is_by(named, reference.authors, reader):
                because = say("A note says that pages in brackets are of this work.")
                resolved = settled_on(named, reference, named.how, because)
        if reference.within is not None:
            resolved = replace(resolved, reference=reference)
        if resolved.group is not None:
            resolved.group.cited += 1
            if reference.alias:
                _give_name(reference.alias.casefold(), resolved.group, reader)
            reader.named.setdefault(id(resolved.group), set()).update(reference.checked.authors)
            reader.cited = [group for group in reader.cited if group is not resolved.group] + [resolved.group]
        found.append(resolved)
    return found


def _resolved(reference: Reference, reader: NotesReader, before: Sequence[Resolved]) -> Resolved:
    answer = reader.answers.get(folded(stripped(reference)))
    if answer is not None:
        return _answered(reference, answer, reader)
    called = reader.aliases.get(stripped(reference).casefold()) if reference.kind in ("short", "full") else None
    if called is not None:
        return settled_on(called, reference, called.how, say("A note gave the work this short name."))
    if (spelled := _spelled_out(reference, reader)) is not None:
        return replace(by_description(spelled, reader), reference=reference)
    match reference.kind:
        case "ibid":
            return _ibid(reference, reader, before)
        case "op-cit":
            return _cited_before(reference, reader)
        case "same-author":
            authors = next(
                (r.reference.checked.authors or _authors_of(r) for r in reversed([*reader.last, *before])), ()
            )
            return by_description(replace(reference, kind="full", authors=tuple(authors)), reader)
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
            return settled_on(group, reference, "bibliography", f"entry {reference.back} of the bibliography")
        case "unread":
            if (led_up_to := by_ending(reference, reader)) is not None:
                return led_up_to
            because = reference.doubt or say("The reference is not understood.")
            return Resolved(reference, locator=reference.locator, because=because)
        case _:
            return by_description(reference, reader)


def _spelled_out(reference: Reference, reader: NotesReader) -> Reference | None:
    """A reference by a short form, with the title that the manuscript's list or a title's first letters give it."""
    if reference.kind not in ("short", "full") or reference.number or (reference.authors and reference.title):
        return None
    form = short_form(reference.title or " ".join(reference.authors))
    if form is None:
        return None
    short, volume = form
    work = reader.known.short.get(short) or (
        reader.known.by_letters(short) if is_of_letters(short) or is_known_by_letters(short) else None
    )
    if work is None:
        return None
    return replace(
        reference, kind="full", authors=work.authors, title=work.title, year="", volume=reference.volume or volume
    )


def _of_pages_in_text(reader: NotesReader) -> WorkGroup | None:
    """The one work of which the notes say that its pages stand in brackets in the text."""
    return reader.aliases.get(PAGES_BELOW) if _SECOND not in reader.aliases else None


def _give_name(name: str, group: WorkGroup, reader: NotesReader) -> None:
    """Keep the short name that a note gives a work; pages in brackets may be those of a second work too."""
    if name == PAGES_BELOW and reader.aliases.get(name, group) is not group:
        reader.aliases[_SECOND] = group
    reader.aliases[name] = group


def _page_alone(written: str, page: str, reader: NotesReader) -> Resolved:
    """A page in brackets, and nothing besides: of the one work that a note names for them, else it is open.

    It may then be of the work cited last, or of one that is held.
    """
    if (named := _of_pages_in_text(reader)) is not None:
        bare = Reference(f"({written})", 0, 0, "short", locator=page)
        return settled_on(named, bare, named.how, say("A note says that pages in brackets are of this work."))
    last = [one.group for one in reader.last[-1:] if one.group is not None]
    held = [group for group in reader.known.groups if group.source]
    cited = [group for group in reversed(reader.cited) if group.source]
    groups = [*last, *cited, *(held if len(held) <= _FEW_HELD else ())]
    keys = dict.fromkeys(group.key or group.called for group in groups)
    candidates = tuple(CandidateWork(key, say("Only a page is given.")) for key in [*keys][:_FEW_HELD] if key)
    return Resolved(
        Reference(f"({written})", 0, 0, "short", locator=page), locator=page, candidates=candidates,
        because=say("Only a page is given, and the sentence does not say of which work."),
    )  # fmt: skip


def _year_alone(written: str, year: str, page: str, reader: NotesReader) -> Resolved:
    """A year in brackets without a name: the one listed work of that year, else any of those."""
    reference = Reference(f"({written})", 0, 0, "short", year=year, locator=page)
    groups = [group for group in reader.known.groups if any(work.year == year for work in group.works)]
    if len(groups) == 1 and _is_listed(groups[0]):
        return settled_on(groups[0], reference, groups[0].how, say("It is the only work of that year."))
    candidates = tuple(CandidateWork(group.key or group.called, say("The year agrees.")) for group in groups)
    because = say("Only a year is given, and the sentence does not say whose work of that year is meant.")
    return Resolved(reference, locator=page, candidates=candidates[:_FEW_HELD], because=because)


def _answered(reference: Reference, answer: str, reader: NotesReader) -> Resolved:
    group = reader.known.by_id(answer) if answer else None
    if group is None:
        return Resolved(
            reference,
            locator=reference.locator,
            because=say("A person said that no file here is meant."),
            work=stripped(reference),
        )
    return settled_on(group, reference, "answer", say("A person said so."))


# ── ibid ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _ibid(reference: Reference, reader: NotesReader, before: Sequence[Resolved]) -> Resolved:
    """The work of the reference before: in this note, or else the only one of the note before."""
    past = before[-1:] or reader.last
    if reference.authors:  # "Deutscher, Ibid, p. 298"
        past = [one for one in past if one.group is not None and is_by(one.group, reference.authors, reader)]
        if len(past) != 1:
            return _cited_before(reference, reader)
    if not past:
        return Resolved(
            reference, locator=reference.locator, because=say("“Ibid.” comes first: nothing was cited before it.")
        )
    works = {id(one.group) if one.group is not None else (one.source, one.work) for one in past}
    last = past[-1]
    if len(works) > 1 or _is_voiced(last.reference):
        candidates = tuple(CandidateWork(one.source or one.work, "cited in the note before") for one in past)
        return Resolved(
            reference, locator=reference.locator, candidates=candidates,
            because=say("The note before cites several works, and “ibid.” does not say which."),
        )  # fmt: skip
    if reference.title:
        return _in_the_same_volume(reference, last, reader)
    locator = reference.locator or ("" if reference.volume else last.locator)
    if reference.fonds or last.fonds:
        return _ibid_on_shelf(reference, last, reader)
    because = f"as in the note before: {last.work or last.reference.checked.written}"
    sure = last.sure and not (reader.skipped and not before)
    if not sure and last.sure:
        because += " (a note without a reference stands between)"
    return replace(last, reference=reference, how="ibid", sure=sure, locator=locator, because=because)


def _is_voiced(reference: Reference) -> bool:
    """Whether a note cites a work by its title, and another that quotes it: “ibid.” may mean either."""
    return reference.within is not None and bool(reference.title or reference.fonds)


def _in_the_same_volume(reference: Reference, last: Resolved, reader: NotesReader) -> Resolved:
    """“‘Ropes,’ in ibid., 5”: another part of the volume that was cited, and not the part of it that was cited."""
    cited = last.reference.checked
    if cited.container and not (cited.kind == "ibid" and cited.title):
        volume = replace(volume_of(cited), kind="full", locator=reference.locator, otherwise=(), endings=())
        found = by_description(volume, reader)
        return replace(found, reference=reference, how="ibid" if found.sure else found.how)
    return replace(last, reference=reference, how="ibid", locator=reference.locator)


def _ibid_on_shelf(reference: Reference, last: Resolved, reader: NotesReader) -> Resolved:
    if not reference.fonds:
        because = f"as in the note before: {last.work or last.reference.checked.written}"
        sheets = _OF_SHEETS.sub("", reference.locator)
        return replace(last, reference=reference, how="ibid", locator=sheets or last.locator, because=because)
    parts = completed(dict(last.fonds), dict(reference.fonds))
    whole = replace(reference, kind="archival", fonds=parts)
    found = by_description(whole, reader)
    return replace(found, reference=reference, how="ibid" if found.sure else found.how, fonds=parts)


# ── cited before ────────────────────────────────────────────────────────────────────────────────────────────────────


def _cited_before(reference: Reference, reader: NotesReader) -> Resolved:
    """“Op. cit.”: the work of this author that was cited, in the note named or before."""
    if reference.back and not (reference.authors or reference.title or reference.locator or reference.year):
        return _only_sent_on(reference, reader)
    if reference.back:
        past = [one for one in reader.notes.get(reference.back, ()) if one.group is not None]
        groups = list({id(one.group): one.group for one in past if one.group is not None}.values())
        of_author = [g for g in groups if is_by(g, reference.authors, reader)]
        groups = of_author or [g for g in groups if not (reference.authors and _is_by_others(g, reader))]
        if groups or not reference.authors:
            named = [group for group in groups if _shares_a_word(reference.title, group)]
            return _only(named, reference, f"cited in note {reference.back}")
    groups = [group for group in reader.cited if is_by(group, reference.authors, reader)]
    if reference.year:  # "Vane, op. cit. (1995)"
        groups = [g for g in groups if any(work.year == reference.year for work in g.works)]
    if reference.title:
        groups = [g for g in groups if any(fit(reference, work).level == CERTAIN for work in g.works)]
    if not groups and reference.title:
        return by_description(replace(reference, kind="short"), reader)
    if not groups and reference.authors and (listed := _listed(reference, reader)) is not None:
        return settled_on(listed, reference, listed.how, "the only work by this author in the bibliography")
    if not reference.authors and not reference.title:
        last = tuple(CandidateWork(group.key or group.called, "cited last") for group in reader.cited[-1:])
        because = say("“Op. cit.” alone does not say whose work is meant.")
        return Resolved(reference, locator=reference.locator, candidates=last, because=because)
    return _only(groups, reference, "cited before")


def _only_sent_on(reference: Reference, reader: NotesReader) -> Resolved:
    """“See note 71”: it may send to what that note says, and not to the work that it cites."""
    past = [one.source or one.work for one in reader.notes.get(reference.back, ()) if one.group is not None]
    candidates = tuple(CandidateWork(name, f"cited in note {reference.back}") for name in dict.fromkeys(past) if name)
    return Resolved(reference, candidates=candidates, because=say("It is not certain that this work is meant."))


def _shares_a_word(title: str, group: WorkGroup) -> bool:
    """Whether a title has a word of a work's; “wie Anm. 5” may stand behind a volume of which another part is cited."""
    words = key_words(title)
    told = (one for work in group.works for one in (*titles_of(work), work.container))
    theirs = {word for one in told for word in key_words(one)}
    return not words or not theirs or any(alike(word, other) for word in words for other in theirs)


def _is_by_others(group: WorkGroup, reader: NotesReader) -> bool:
    """Whether it is known who wrote a work that is not by the one who is named."""
    return bool(reader.named.get(id(group))) or any(work.authors for work in group.works)


def _listed(reference: Reference, reader: NotesReader) -> WorkGroup | None:
    """The one work that bibliography and libraries have by these authors."""
    fits = reader.known.fits(replace(reference, kind="short", title="", container="", year="", volume=""))
    groups = [group for group, one in fits if one.level >= LIKELY and _is_listed(group)]
    return groups[0] if len(groups) == 1 else None


def _is_listed(group: WorkGroup) -> bool:
    return any(work.origin in ("bibliography", "library") for work in group.works)


def _only(groups: Sequence[WorkGroup], reference: Reference, because: str) -> Resolved:
    if len(groups) == 1:
        group = groups[0]
        return settled_on(group, reference, group.how, f"{because}: {group.called}")
    candidates = tuple(CandidateWork(group.key or group.called, because) for group in groups)
    said = say("Several works fit.") if groups else say("No work that was cited before fits.")
    return Resolved(reference, locator=reference.locator, candidates=candidates, because=said, work=stripped(reference))


def _authors_of(resolved: Resolved) -> tuple[str, ...]:
    return next((work.authors for work in resolved.group.works if work.authors), ()) if resolved.group else ()


def _live(reference: Reference, reader: NotesReader) -> Resolved:
    item = reference.item
    if item is None:
        return Resolved(reference, locator=reference.locator)
    names = [item.key, *(str(item.csl.get(name) or "") for name in ("id", "citation-key", "DOI"))]
    group = next((one for name in names if name and (one := reader.known.by_id(name)) is not None), None)
    if group is not None:
        return settled_on(group, reference, "live", "by the reference manager's own item")
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
    found = by_description(described, reader)
    return replace(found, reference=reference, how="live" if found.sure else found.how)


def asked_about(notes: Mapping[str, Sequence[Resolved]]) -> list[tuple[str, str, tuple[CandidateWork, ...]]]:
    """The references that may mean several works: as written, as answers are kept for them, and the works."""
    found: dict[str, tuple[str, str, tuple[CandidateWork, ...]]] = {}
    for resolved in notes.values():
        for one in resolved:
            name = folded(stripped(one.reference.checked))
            if not one.sure and one.candidates and name and one.reference.checked.kind != "ibid":
                found.setdefault(name, (one.reference.written, name, one.candidates))
    return list(found.values())
