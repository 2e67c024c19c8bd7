"""Everything that is known of works: the folder's files, libraries, the manuscript's bibliography, grouped by work.

An index of words keeps a reference from being held against every work there is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from variorum.languages.registry import of_every_language
from variorum.manuscript.abbreviations import letters_of, listed_abbreviations
from variorum.manuscript.citations.parsing import entry_of
from variorum.manuscript.citations.values import Reference
from variorum.manuscript.fitting import fit, told_besides
from variorum.manuscript.fitting_by_shelf_and_day import CERTAIN, WorkFit, stem_parts, titles_of
from variorum.manuscript.libraries import from_csl
from variorum.manuscript.manuscript import Manuscript
from variorum.manuscript.works import Work, forms_of, key_words, same_surname, surname_of

_SAME_AUTHOR = re.compile(r"\s*(?:[—–]{2,}|-{3,}|_{3,})\s*[.,]?\s*")  # "———. 1960." after another work of hers
_NUMBER = re.compile(r"\s*\[?(\d{1,4})[.)\]]\s+")
_LABEL = re.compile(r"\[?([^\[\]–—]{2,60}?,?\s(?:1[4-9]|20)\d\d[a-zа-г]?)\]?\.?\s*(?:[–—-]\s+|(?<=\])\s+)(?=\S)")
_MOST = 60  # works that a reference is held against, those first that share most words with it


@dataclass(frozen=True, slots=True)
class CandidateWork:
    """A work that a reference may mean, by its key or name, and why."""

    key: str
    because: str


@dataclass(slots=True)
class WorkGroup:
    """One work under all its records; `source` is the key of the folder's file that holds its text, if one does."""

    works: list[Work]
    source: str = ""
    cited: int = 0  # how often it was cited so far
    open: tuple[CandidateWork, ...] = ()  # works that it may be, where that is not certain

    @property
    def key(self) -> str:
        """The key in the folder, else in the library; empty where neither has the work."""
        return self.source or next((work.key for work in self.works if work.origin in ("library", "within")), "")

    @property
    def how(self) -> str:
        """By what the work is known, in the contract's words."""
        origins = {work.origin for work in self.works}
        return (
            "bibliography"
            if "bibliography" in origins
            else "library"
            if origins & {"library", "within"}
            else "title-page"
        )

    @property
    def called(self) -> str:
        """The work as one would name it."""
        titled = [work for work in self.works if work.title]
        recorded = [work for work in titled if work.origin != "note"]  # notes may name a part alone
        return max((work.called for work in recorded or titled), key=len, default=self.works[0].called)


@dataclass(slots=True)
class KnownWorks:
    """All groups, with the index of words and identifiers by which they are found."""

    groups: list[WorkGroup] = field(default_factory=list)
    short: dict[str, Work] = field(default_factory=dict)  # by the short forms of the manuscript's own list
    _index: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _ids: dict[str, int] = field(default_factory=dict)
    _asked: dict[object, list[tuple[WorkGroup, WorkFit]]] = field(
        default_factory=dict
    )  # what was asked before, till one is added

    def add(self, work: Work, *, group: WorkGroup | None = None) -> WorkGroup:
        """Put a work into a group, or into one of its own."""
        if group is None:
            group = WorkGroup([], source=work.key if work.origin == "folder" else "")
            self.groups.append(group)
        group.works.append(work)
        self._asked.clear()
        number = self.groups.index(group) if group is not self.groups[-1] else len(self.groups) - 1
        for form in _forms(work):
            self._index[form].add(number)
        for name in {*work.ids, work.key} - {""}:
            self._ids.setdefault(name.casefold(), number)
        return group

    def by_id(self, name: str) -> WorkGroup | None:
        """The group that a key or identifier names."""
        number = self._ids.get(name.casefold())
        return self.groups[number] if number is not None else None

    def by_letters(self, letters: str) -> Work | None:
        """The one work of folder, libraries and bibliography whose title has these first letters; None for several."""
        groups = [[work for work in group.works if work.origin != "note"] for group in self.groups]
        if letters in (titles := _titles_by_letters()):
            meant = titles[letters].casefold()
            found = [works for works in groups if any(work.title.casefold().startswith(meant) for work in works)]
        else:
            found = [works for works in groups if any(letters in letters_of(work.title) for work in works)]
        return found[0][0] if len(found) == 1 else None

    def fits(self, reference: Reference) -> list[tuple[WorkGroup, WorkFit]]:
        """Groups that a reference may mean, the best first; each with its best fit."""
        asked = (
            reference.authors, reference.title, reference.container, reference.year, reference.date, reference.number,
            reference.volume, reference.kind if reference.kind in ("newspaper", "author-date", "full") else "",
            told_besides(reference), tuple(sorted(reference.fonds.items())),
        )  # fmt: skip
        if asked not in self._asked:
            self._asked[asked] = self._held_against(reference)
        return self._asked[asked]

    def _held_against(self, reference: Reference) -> list[tuple[WorkGroup, WorkFit]]:
        found = []
        for number in self._near(reference):
            group = self.groups[number]
            best = max((fit(reference, work) for work in group.works), key=lambda one: (one.level, one.score))
            if best.level:
                found.append((group, best))
        return sorted(found, key=lambda pair: (-pair[1].level, -pair[1].score, pair[0].key))

    def _near(self, reference: Reference) -> list[int]:
        votes: Counter[int] = Counter()
        words = [*(surname_of(author).casefold() for author in reference.authors), *key_words(reference.title)]
        words += [
            *key_words(reference.container),
            *(part for value in reference.fonds.values() for part in key_words(value)),
        ]
        for word in words:
            for number in {n for part in word.split() for form in forms_of(part) for n in self._index.get(form, ())}:
                votes[number] += 1
        return [number for number, _ in votes.most_common(_MOST)]


@cache
def _titles_by_letters() -> Mapping[str, str]:
    """The titles that are known by their letters alone wherever they are cited: ПВЛ is «Повесть временных лет»."""
    tables = of_every_language("titles").values()
    return {letters: title for table in tables for letters, title in table.get("by_letters", {}).items()}


def is_known_by_letters(short: str) -> bool:
    """Whether a short form is one by which an edition is known everywhere."""
    return short in _titles_by_letters()


def known_works(manuscript: Manuscript, folder: Sequence[Work], library: Iterable[Work]) -> KnownWorks:
    """Everything that is known for a manuscript, records of one work brought together."""
    known = KnownWorks()
    files: dict[str, WorkGroup] = {}
    for work in folder:
        group = known.add(work)
        files[work.file.casefold()] = group
    for work in library:
        known.add(work, group=_file_of(work, files, known))
    for item in manuscript.within:
        work = from_csl(item.csl, key=item.key, origin="within")
        known.add(work, group=_same(work, known))
    before: Work | None = None
    for number, entry in enumerate(manuscript.entries, start=1):
        printed = _NUMBER.match(entry.text)
        label = printed[1] if printed else str(number)
        text = entry.text[printed.end() :] if printed else entry.text
        again = _SAME_AUTHOR.match(text)
        text = text[again.end() :] if again else text
        shift = len(entry.text) - len(text)
        italics = tuple((start - shift, end - shift) for start, end in entry.italics)
        listed = _entry(text, italics, label)
        if listed is not None:
            if again and before is not None:
                listed = replace(listed, authors=before.authors)
            before = listed
            known.add(listed, group=_same(listed, known))
    _add_short_forms(manuscript, known)
    return known


def _add_short_forms(manuscript: Manuscript, known: KnownWorks) -> None:
    """What the manuscript's list of abbreviations says of works; archives and mere words say neither whose nor when."""
    for short, meant, italics in listed_abbreviations(manuscript.paragraphs):
        listed = _entry(meant, italics, short)
        if listed is None or not listed.title:
            continue
        group = _same(listed, known)
        if group is not None or listed.authors or listed.year:
            known.add(listed, group=group)
            known.short.setdefault(short, listed)


def _entry(text: str, italics: tuple[tuple[int, int], ...], number: str) -> Work | None:
    """An entry of a bibliography as a work; “Хитров 2004 – Хитров А. Н. Глагольные классы” is called by its label."""
    called = _LABEL.match(text)
    label = entry_of(called[1]) if called else None
    if called and label is not None and label.kind == "author-date":
        text = text[called.end() :]
        italics = tuple((start - called.end(), end - called.end()) for start, end in italics if start >= called.end())
    else:
        label = None
    reference = entry_of(text, italics)
    if reference is None:
        return None
    work = work_of(reference, key=f"entry {number}", origin="bibliography")
    if label is not None:
        leads = work.authors and same_surname(work.authors[0], label.authors[0])
        work = replace(work, authors=work.authors if leads else label.authors, year=label.year)
    return work if work.title or work.authors else None


def work_of(reference: Reference, *, key: str, origin: str) -> Work:
    """The work that a full reference describes."""
    return Work(
        key, origin, reference.title, reference.authors, reference.year, reference.container, reference.date,
        reference.volume, reference.number, fonds=reference.fonds,
    )  # fmt: skip


def reference_of(work: Work) -> Reference:
    """A work as a reference would cite it, to be held against others."""
    return Reference(
        work.called, 0, 0, "full", work.authors, work.title, work.container, work.year, work.date, work.number,
        work.volume, fonds=work.fonds,
    )  # fmt: skip


def _file_of(work: Work, files: Mapping[str, WorkGroup], known: KnownWorks) -> WorkGroup | None:
    """The file of the folder that a library's record belongs to: its attachment, its key, or what both say."""
    for name in work.attachments:
        if (group := files.get(Path(name).name.casefold())) is not None:
            return group
    if work.key and (group := known.by_id(work.key)) is not None and group.source:
        return group
    return _same(work, known)


def _same(work: Work, known: KnownWorks) -> WorkGroup | None:
    """The one group that certainly is this work; None where there is none, or more than one."""
    if not work.title and not work.fonds:
        return None
    found = [(group, one) for group, one in known.fits(reference_of(work)) if one.level == CERTAIN]
    if not found:
        return None
    good = [group for group, one in found if not any("year differs" in reason for reason in one.because)]
    return good[0] if len(good) == 1 else None


def _forms(work: Work) -> set[str]:
    words = [word for author in work.authors for word in surname_of(author).casefold().split()]
    words += [word for title in titles_of(work) for word in key_words(title)]
    words += [*key_words(work.container), *(part for value in work.fonds.values() for part in key_words(value))]
    if work.origin == "folder":
        words += [*stem_parts(work.file)]
        words += [
            w.casefold()
            for line in work.opening[:14]
            for w in line.split()[:8]
            if w.isalpha() and len(line.split()) <= 8
        ]
        words += [part for line in work.opening if "Ф." in line or "f." in line for part in key_words(line)]
    return {form for word in words for form in forms_of(word)}
