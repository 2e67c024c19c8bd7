"""A reference resolved by what it says of its work: authors, title, year, or an archive's numbers.

A work is taken only where one fits and no other does as well; else all that may be meant are named. What nobody has is
remembered under what the note says of it, so that later notes can mean it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.manuscript.citations.describing import authors_first
from variorum.manuscript.citations.splitting import ADDRESS
from variorum.manuscript.citations.values import Reference
from variorum.manuscript.fitting_by_shelf_and_day import CERTAIN, LIKELY, POSSIBLE, WorkFit, titles_of
from variorum.manuscript.known import CandidateWork, WorkGroup, work_of
from variorum.manuscript.resolved import NotesReader, Resolved, is_by, settled_on, stripped
from variorum.manuscript.works import compatible_names, key_words, same_surname, surname_of
from variorum.saying import say
from variorum.text.letters import compiled
from variorum.text.scripts import CYRILLIC

_FEW_WORDS = 5  # of four letters or more, of the names and the signal before “Vane, 44”
_NAMED_IN_TITLE = compiled(r"(\p{LatinLu}[\w’-]+\s\p{LatinLu}[\w’-]+)[.:]\s+\p{LatinLu}")  # “Ada Moss. Barges”
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"")  # a part's title is no name
_CAPITALISED = compiled(r"(?<![\w’-])\p{Lu}[\w’-]{2,}")
_NAMED_LAST = compiled(  # “Hund, “‘It Must …”, “George Rosen: ”, “VANE, A. et al., ”; no German noun and a colon
    r"(?:^|\s)(?:\p{Lu}[\w.’-]*\s+\p{Lu}[\w’-]{2,}[,:]|\p{Lu}[\w’-]{2,},(?:\s+(?:\p{Lu}\.\s?)+(?:et\s+al\.)?,)?)"
    r"\W*(?:(?:The|An?|Der|Die|Das)\s+)?\W*$"
)
_BY = compiled(r"\b(?:by|von|hrsg\.\s+v\.)\s+(?:\p{Lu}[\w.’-]*\s)*\p{Lu}[\w’-]+")
_PART = "cited as a part of this volume"


def by_description(reference: Reference, reader: NotesReader) -> Resolved:
    """The work that a reference describes, if one alone does; else those that it may mean."""
    fits = reader.known.fits(reference)
    certain = _certain(reference, reference, reader)
    if (one := _the_one(certain, reference)) is not None:
        if _is_in_title(reference, one[0]):
            reference = replace(reference, locator="")
        return settled_on(one[0], reference, one[0].how, "; ".join(one[1].because))
    if not certain and (other := _read_otherwise(reference, reader, fits)) is not None:
        if other[1] == _PART:
            reader.known.add(
                work_of(reference, key="", origin="note"), group=other[0]
            )  # later notes name the part alone
        return settled_on(other[0], reference, other[0].how, other[1])
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
        work=stripped(reference) or reference.written, fonds=reference.fonds, group=group,
    )  # fmt: skip


def _certain(read: Reference, whole: Reference, reader: NotesReader) -> list[tuple[WorkGroup, WorkFit]]:
    """The works that a reading certainly fits, and not one by its title alone where the note names somebody else."""
    found = [pair for pair in reader.known.fits(read) if pair[1].level == CERTAIN]
    return [
        (group, one) for group, one in found
        if any("author agrees" in reason for reason in one.because) or not _names_another(read, whole, group)
    ]  # fmt: skip


def _names_another(read: Reference, whole: Reference, group: WorkGroup) -> bool:
    """Whether a note names people before the title, or behind “by”, and none of those whom the records name."""
    recorded = [work for work in group.works if work.authors and work.origin != "note"]
    if not recorded or whole.fonds or whole.kind == "newspaper":
        return False
    parts = {part for work in recorded for name in work.authors for part in surname_of(name).split() if len(part) > 2}
    if any(same_surname(part, word) for part in parts for word in _CAPITALISED.findall(whole.written)):
        return False
    first = next(iter(key_words(read.title)), "")
    begins = re.search(rf"(?<!\w){re.escape(first)}", whole.written, re.IGNORECASE) if first else None
    lead = _QUOTED.sub(" ", whole.written[: begins.start()]) if begins is not None else ""
    named = any(author not in read.title for author in whole.authors)
    return named or any(form.search(text) for form, text in ((_NAMED_LAST, lead), (_BY, whole.written)))


def _is_in_title(reference: Reference, group: WorkGroup) -> bool:
    """Whether what reads as a page is the end of the work's title: “Vane, Fifteen Barges of 60”."""
    whole = f"{reference.title} {reference.locator}"
    recorded = (title for work in group.works for title in titles_of(work))
    return reference.locator.isdigit() and whole in reference.written and any(whole in title for title in recorded)


def _read_otherwise(
    reference: Reference, reader: NotesReader, fits: Sequence[tuple[WorkGroup, WorkFit]]
) -> tuple[WorkGroup, str] | None:
    """The one work that is certainly meant where a reference's words are parted otherwise, and why.

    The readings of one kind are held against what is known together: where two of them mean two works, none is taken.
    """
    for readings in (_other_readings(reference), _as_title(reference), _as_part(reference, fits)):
        borne_out: list[tuple[WorkGroup, str]] = []
        for other, because in readings:
            found = _certain(other, reference, reader)
            if because == _PART:
                found = [pair for pair in found if _is_volume(other, *pair, reference)]
            if len(found) == 1 or (found and not reference.title and found[0][0].cited):
                borne_out.append((found[0][0], because))
        if borne_out:
            return borne_out[0] if len({id(group) for group, _ in borne_out}) == 1 else None
    borne = _by_last_words(reference, reader)
    return (borne[1], borne[2]) if borne is not None else None


def by_ending(reference: Reference, reader: NotesReader) -> Resolved | None:
    """What is not understood as a whole, and ends in the name and the title of a work that is known."""
    borne = _by_last_words(reference, reader)
    if borne is None or not borne[0].authors:
        return None
    ending, group, because = borne
    return settled_on(group, ending, group.how, because)


def _by_last_words(reference: Reference, reader: NotesReader) -> tuple[Reference, WorkGroup, str] | None:
    for ending in reference.endings:
        found = [pair for pair in reader.known.fits(ending) if pair[1].level == CERTAIN]
        if found and (one := _the_one(found, ending)) is not None:
            return ending, one[0], "; ".join(one[1].because)
    return None


def _other_readings(reference: Reference) -> list[tuple[Reference, str]]:
    found = [(other, "read otherwise, author and title agree") for other in reference.otherwise]
    for one in (reference, *reference.otherwise):
        dated = re.fullmatch(r"(.{3,}?),?\s+((?:1[4-9]|20)\d\d)", one.title)
        if dated and one.year[:4] in ("", dated[2]):  # "Vane, Die Ernte 1978"
            found.append((replace(one, title=dated[1], year=dated[2]), "author, title and year agree"))
    return found


def _as_title(reference: Reference) -> list[tuple[Reference, str]]:
    if not reference.title and reference.authors:  # "Terrorism and Communism, 7"
        return [(replace(reference, authors=(), title=" and ".join(reference.authors)), "the title agrees")]
    if len(reference.authors) == 1:  # "Лубянка. Сталин и ВЧК", "А. С. Пушкин в воспоминаниях современников"
        stop = "" if reference.title[:1].islower() else "."
        whole = f"{reference.authors[0]}{stop} {reference.title}"
        return [(replace(reference, authors=(), title=whole), "the title agrees")]
    return []


def volume_of(reference: Reference) -> Reference:
    """The volume in which a part is cited, as a reference of its own."""
    people, called = authors_first(reference.container) if CYRILLIC.search(reference.container) else ((), "")
    return replace(reference, authors=people or reference.host, title=called or reference.container, container="")


def _as_part(reference: Reference, fits: Sequence[tuple[WorkGroup, WorkFit]]) -> list[tuple[Reference, str]]:
    """A part of a volume that is known, where nobody knows the part."""
    known = LIKELY if reference.authors else POSSIBLE  # "“Life,” in Moss, Lives": somebody's Life may be meant
    if not (reference.container and reference.title) or any(one.level >= known for _, one in fits):
        return []
    volume = volume_of(reference)
    own = [] if volume.authors else [replace(volume, authors=reference.authors)]  # an essay of one's own book
    return [(one, _PART) for one in (volume, *own)]


def _is_volume(volume: Reference, group: WorkGroup, one: WorkFit, part: Reference) -> bool:
    """Whether a volume is taken for a part of it: of one that notes alone name a part is a work of its own.

    So is a part that has an author, where but a library has the volume, unless it is that author's own book: the record
    is not the part's. A part without an author is the volume's, where that is no journal.
    """
    if group.source or _is_of_the_list(group):
        return True
    if not any(work.origin != "note" for work in group.works):
        return False
    named = part.authors or _NAMED_IN_TITLE.findall(part.title)
    own = [
        work for work in group.works if len(work.authors) == 1 and named and compatible_names(named[-1], *work.authors)
    ]
    if named and not own:
        return False
    return not _is_numbered(volume) or bool(volume.host and any("author agrees" in reason for reason in one.because))


def _is_numbered(volume: Reference) -> bool:
    """Whether a journal's or a series' number follows a name: “Harbours 5 (1988): 44”."""
    _, _, behind = volume.written.partition(volume.title)
    return re.match(r"[”»’]?[,.]?\s+(?:(?:vol|no|Bd|Nr|H)\.?\s*|№\s*)?\d{1,3}(?!\d)", behind) is not None


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
    best = max(one.score for _, one in pool)
    cited = [pair for pair in (whole or pool) if pair[0].cited]
    if len(cited) == 1 and cited[0][1].score > best - 0.02:
        return cited[0]
    return pool[0] if pool[0][1].score - pool[1][1].score > 0.15 else None


def _by_surname_alone(
    reference: Reference, reader: NotesReader, fits: Sequence[tuple[WorkGroup, WorkFit]]
) -> Resolved | None:
    """A name and a page: the only work by that name cited before, or in the bibliography."""
    if ADDRESS in reference.written and not (reference.locator or reference.year):
        return None  # "Kiln Commons, https://example.org": its page in the web
    before = [
        group for group in reader.cited
        if is_by(group, reference.authors, reader) and not _of_another_year(reference, group)
        and (reference.kind != "author-date" or _is_led(group, reference.authors[0]))
    ]  # fmt: skip
    if len(before) == 1:
        return settled_on(
            before[0],
            reference,
            before[0].how,
            "the only work by this author cited before",
        )
    likely = [group for group, one in fits if one.level >= LIKELY]
    listed = [group for group in likely if any(work.origin in ("bibliography", "library") for work in group.works)]
    if not reference.locator or len(re.findall(r"[^\W\d_]{4,}", reference.written)) > _FEW_WORDS:
        listed = [group for group in listed if _is_of_the_list(group)]  # a name in somebody's words is no citation
    if len(reference.authors) > 1:
        listed = [group for group in listed if is_by(group, reference.authors, reader)]
    if not before and len(listed) == 1 and not reference.year:
        return settled_on(listed[0], reference, listed[0].how, "the only work by this author in the bibliography")
    return None


def _is_of_the_list(group: WorkGroup) -> bool:
    """Whether the manuscript's own bibliography names a work; a library may lack another by the same author."""
    return any(work.origin == "bibliography" for work in group.works)


def _is_led(group: WorkGroup, author: str) -> bool:
    """Whether the first author of a work is this one, or it names none."""
    return any(not work.authors or compatible_names(author, work.authors[0]) for work in group.works)


def _of_another_year(reference: Reference, group: WorkGroup) -> bool:
    """Whether a reference names a year, and the work's records name others ("2013a", "2013b")."""
    years = {work.year for work in group.works if work.year and work.origin != "folder"}
    return bool(reference.year and years and reference.year not in years)


def _remembered(reference: Reference, reader: NotesReader) -> WorkGroup | None:
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
