"""The audit of a manuscript: quotations found, notes understood, sources resolved, words held to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from variorum.manuscript.citations.in_text import CitedAuthors, with_in_text
from variorum.manuscript.citations.values import Reference
from variorum.manuscript.contradictions import SentenceContradiction, contradictions_in
from variorum.manuscript.found_quotation import FoundQuotation
from variorum.manuscript.impossible import JudgedReference, judged
from variorum.manuscript.known import KnownWorks, known_works
from variorum.manuscript.manuscript import Manuscript
from variorum.manuscript.one_text import one_text_among
from variorum.manuscript.quotation_kinds import fold_title
from variorum.manuscript.quotations_found import quotations_in
from variorum.manuscript.resolved import Resolved
from variorum.manuscript.resolving import resolve
from variorum.manuscript.second_hand import SecondHand, second_hand_in
from variorum.manuscript.shares_remembered import RememberedShares
from variorum.manuscript.standing import is_loose, note_of, place_behind
from variorum.manuscript.verdicts import Asking, AuditedQuotation, Progress, hold
from variorum.manuscript.verdicts_remembered import RememberedVerdicts
from variorum.manuscript.witnesses import Witnesses, witnesses_of
from variorum.manuscript.works import Work, surname_of
from variorum.quotation.texts import Texts

_PAGE_BEHIND = re.compile(r"(?<![.!?…])[”“»\"’],?\s+(?:pp?\.|S\.|[СсCc]\.)?\s?\d")  # „Die Taue am Kai“, S. 12


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything that was found out about a manuscript, in its own order."""

    manuscript: Manuscript
    quotations: tuple[AuditedQuotation, ...]
    notes: Mapping[str, tuple[Resolved, ...]]
    references: tuple[JudgedReference, ...]
    contradicted: tuple[SentenceContradiction, ...]
    second_hand: tuple[SecondHand, ...]
    witnesses: Witnesses
    summary: Mapping[str, int]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is known from before: which work a person said is meant, and what earlier audits found out.

    `shares` says which files hold one text, `verdicts` what quotations turned out to be against these very texts.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    shares: RememberedShares | None = None
    verdicts: RememberedVerdicts | None = None


def audit(
    manuscript: Manuscript,
    texts: Texts,
    folder: Sequence[Work],
    *,
    library: Sequence[Work] = (),
    recalled: Recalled = Recalled(),
    memoirs_after: int | None = None,
    progress: Progress | None = None,
) -> Audit:
    """Audit a manuscript against the texts of a folder (whose works `folder` describes) and libraries of references.

    Memoirs that came out after the year `memoirs_after` are counted apart.
    """
    known = known_works(manuscript, folder, library)
    manuscript = with_in_text(manuscript, CitedAuthors(_surnames(known), _dated(known), _is_numbered(manuscript)))
    notes = resolve(manuscript, known, answers=recalled.answers)
    found = quotations_in(manuscript, titles=_titles(known, notes))
    asked = [
        (quoted, note_of(manuscript, quoted), is_loose(manuscript, quoted))
        for quoted in _outside_references(found, notes)
    ]
    checked = hold(asked, notes, texts, progress=progress, memory=recalled.verdicts)
    notes = {label: tuple(_settled(one, label, checked) for one in works) for label, works in notes.items()}
    references = judged(manuscript, notes, texts, known)
    contradicted = contradictions_in(checked, manuscript, texts)
    second = second_hand_in(checked, Asking(texts, recalled.verdicts))
    cited = {one.source for resolved in notes.values() for one in resolved if one.sure and one.held and one.source}
    one_text = one_text_among(texts, cited, remembered=recalled.shares)
    witnesses = witnesses_of(manuscript, notes, checked, second, one_text=one_text, after=memoirs_after)
    made = Audit(
        manuscript, checked, notes, references, contradicted, second, witnesses, {}, manuscript.remarks,
    )  # fmt: skip
    return replace(made, summary=summary_of(made))


def sources_shown(made: Audit) -> frozenset[str]:
    """The keys of all sources that an audit names or of which it may show words."""
    resolved = [one for works in made.notes.values() for one in works]
    resolved += [one for quotation in made.quotations for one in quotation.works]
    keys = {one.source for one in resolved} | {each.key for one in resolved for each in one.candidates}
    keys.update(stand.source for quotation in made.quotations for stand in quotation.elsewhere)
    keys.update(quotation.by.source for quotation in made.quotations if quotation.by is not None)
    found = [each for quotation in made.quotations for each in (quotation.verification, *quotation.others)]
    keys.update(span.source for each in found for span in (*each.segments, *each.candidates))
    keys.update(each.source for each in made.contradicted)
    keys.update(each.source for each in made.second_hand)
    return frozenset(keys - {""})


def _is_numbered(manuscript: Manuscript) -> bool:
    """Whether most entries of the bibliography begin with a number, by which the text then cites them."""
    numbered = sum(1 for entry in manuscript.entries if entry.text.lstrip(" [")[:1].isdigit())
    return numbered * 2 > len(manuscript.entries) > 0


def _settled(one: Resolved, label: str, checked: Sequence[AuditedQuotation]) -> Resolved:
    """A reference that was open until a quotation was found word for word on the very page that it cites."""
    if one.sure or not one.candidates:
        return one
    for quotation in checked:
        if quotation.note == label:
            for other in quotation.works:
                if other.sure and other.reference is one.reference:
                    return other
    return one


def summary_of(made: Audit) -> dict[str, int]:
    """How many of each: what a person reads first."""
    held = [one for one in made.quotations if one.quoted.kind in ("quotation", "fragment")]
    verdicts = Counter(one.verification.verdict for one in held)
    places = Counter(one.verification.place for one in held if one.verification.verdict in ("verbatim", "marked"))
    states = Counter(one.state for one in made.references)
    return {
        "quotations": len(held),
        **{
            verdict: verdicts[verdict]
            for verdict in ("verbatim", "marked", "altered", "stitched", "translated", "absent", "unchecked")
        },
        "as cited": places["as cited"],
        "elsewhere": places["elsewhere"],
        "another source": places["another source"],
        "without a note": sum(1 for one in held if not one.note and not place_behind(made.manuscript, one.quoted)),
        "titles, words and scare quotes": len(made.quotations) - len(held),
        "notes": len(made.notes),
        "references": len(made.references),
        **{state: states[state] for state in ("held", "not held", "impossible", "unread")},
        "not certain": sum(1 for one in made.references if not one.resolved.sure and one.resolved.candidates),
        "contradicted": len(made.contradicted),
        "second hand": len(made.second_hand),
        "notes without a quotation": len(set(made.notes) - {one.note for one in held}),
    }


def _surnames(known: KnownWorks) -> frozenset[str]:
    names = (surname_of(author).casefold() for group in known.groups for work in group.works for author in work.authors)
    stems = (
        word for group in known.groups for work in group.works if work.origin == "folder" and not work.authors
        for word in fold_title(work.file.rpartition(".")[0].replace("-", " ").replace("_", " ")).split()
    )  # fmt: skip
    return frozenset(part for name in (*names, *stems) for part in (name, *name.split()) if len(part) > 2)


def _dated(known: KnownWorks) -> frozenset[tuple[str, str]]:
    """The surnames of authors with the years of their works."""
    return frozenset(
        (part, work.year) for group in known.groups for work in group.works for author in work.authors
        for part in surname_of(author).casefold().split()
    )  # fmt: skip


def _titles(known: KnownWorks, notes: Mapping[str, Sequence[Resolved]]) -> frozenset[str]:
    found = {
        title
        for group in known.groups
        for work in group.works
        if work.origin != "note"  # whose titles are those of the references below
        for title in (work.title, work.container, *work.also)
    }
    for resolved in notes.values():
        for one in resolved:
            if one.sure or _is_titled(one.reference.checked):
                cited = (one.reference, one.reference.checked)
                found |= {title for each in cited for title in (each.title, each.container)}
    return frozenset(folded for title in found if title and (folded := fold_title(title)))


def _is_titled(one: Reference) -> bool:
    """Whether the title of a reference is one: somebody, a year or what contains it stands beside it, or its page.

    What stands alone in marks in a note may as well be quoted.
    """
    capital = next((letter for letter in one.title if letter.isalpha()), "").isupper()
    named = one.authors or one.container or one.year or one.date
    return capital and bool(named or _PAGE_BEHIND.search(one.written))


def _outside_references(
    found: Sequence[FoundQuotation], notes: Mapping[str, Sequence[Resolved]]
) -> list[FoundQuotation]:
    """The quotations without those in notes that are the titles of what the note cites."""
    kept = []
    for quoted in found:
        label = quoted.place.note
        if label and any(
            fold_title(quoted.text)
            in fold_title(" ".join((r.reference.title, r.reference.checked.title, r.reference.checked.container)))
            for r in notes.get(label, ())
            if r.sure or _is_titled(r.reference.checked)
        ):
            continue
        kept.append(quoted)
    return kept
