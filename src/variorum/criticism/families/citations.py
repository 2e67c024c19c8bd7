"""Family C: whether what is cited is there to be opened at the place named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.criticism.framework import check
from variorum.criticism.source_citations import Citing, citings
from variorum.evidence import Holding
from variorum.examined import Examined
from variorum.finding import Finding, Severity
from variorum.record import Locator, Source
from variorum.saying import in_turn, say

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_IN_PAGES = ("page", "folio", "archival")
_ARCHIVAL = {"fond": say("fond"), "opis": say("opis"), "delo": say("delo"), "list": say("list")}
_TOLD_OF_A_SOURCE = (say("date (composed or published)"), say("language"), say("standing"))


@check("C101", severity=Severity.ERROR)
def unknown_source(record: Examined) -> Iterator[Finding]:
    """A citation names a source that the archive does not have.

    A voice quoted by another (`@rogovin1993, p. 59, in @peters2019, § 27`) need not be held: the words are checked in
    the source that quotes it.

    Why it matters: a reader who wants to check the statement is sent to nothing.
    What to do: take the source in (`variorum add`), correct the key, or say in which source you found it quoted.
    """
    for citing in citings(record):
        key = citing.citation.checked_in.source
        if key not in record.sources:
            yield _finding(
                citing,
                say("The source “{key}” is cited, and the archive does not have it.", key=key),
                remedy=in_turn(
                    _nearest(key, record), say("Take the source in with `variorum add`, or correct the key.")
                ),
            )


@check("C102", severity=Severity.WARNING)
def no_locator(record: Examined) -> Iterator[Finding]:
    """A citation names no place in a source that has pages or numbered paragraphs.

    Why it matters: nobody reads three hundred pages to find one sentence; a citation without a place is not checked.
    What to do: add the page as the source prints it (`p. 59`), or the paragraph (`§ 31`). `variorum quote` tells it.
    """
    for citing in citings(record):
        cited = citing.citation.checked_in
        holding = record.holdings.get(cited.source)
        if cited.locator or citing.stance == "omits" or holding is None or holding.paging == "none":
            continue
        if len(holding.labels) > 1 or holding.paragraphs > 1:
            yield _finding(
                citing,
                say("{source} is cited without a place in it, though it has pages.", source=cited.source)
                if holding.paging == "pages"
                else say(
                    "{source} is cited without a place in it, though it has numbered paragraphs.", source=cited.source
                ),
                remedy=say("Add the page or paragraph; `variorum quote` tells where the words stand."),
            )


@check("C103", severity=Severity.ERROR)
def no_such_place(record: Examined) -> Iterator[Finding]:
    """A locator names a page or paragraph that the source does not have.

    Pages are those that the source prints, not their places in the file.

    Why it matters: the citation cannot have been made from this copy, or its number is a slip.
    What to do: look the passage up and correct the number; if another edition was meant, cite that one.
    """
    found_at = {
        checked.id: checked.verification.locator
        for checked in record.quotations
        if checked.verification.place == "elsewhere"
    }
    for citing, locator, holding in _located(record):
        missing = missing_places(locator, holding)
        if missing:
            stand = found_at.get(citing.id, "")
            yield _finding(
                citing,
                say(
                    "{source} has no {unit} {missing:or}.",
                    source=holding.source,
                    unit=_unit(locator),
                    missing=tuple(missing),
                ),
                evidence=(_extent(holding), *([say("The words stand at {stand}.", stand=stand)] if stand else [])),
                remedy=say("Correct the locator to {stand}, once you have looked at it.", stand=stand)
                if stand
                else say("Look the passage up and correct the number; `variorum quote` tells where the words stand."),
            )


@check("C104", severity=Severity.WARNING)
def locator_not_understood(record: Examined) -> Iterator[Finding]:
    """A locator is not understood, so that the place cannot be checked.

    Understood are p., pp., fol., col., no., § and sec., in Russian and German too (с., S.), and the archival form
    Ф. Оп. Д. Л.

    Why it matters: a place that no program and perhaps no reader can find is no place.
    What to do: write it in one of these forms.
    """
    for citing in citings(record):
        locator = citing.citation.checked_in.locator
        if locator and locator.kind == "unknown":
            yield _finding(
                citing,
                say("“{written}” is not understood as a place in a source.", written=locator.written),
                remedy=say("Write p. 59, pp. 59-61, fol. 12v, col. 3, no. 33, § 31, or Ф. 17. Оп. 85. Д. 12. Л. 34."),
            )


@check("C113", severity=Severity.WARNING)
def place_that_cannot_be_checked(record: Examined) -> Iterator[Finding]:
    """A locator names a page, leaf or column of a source whose text has none.

    A text without printed pages has numbered paragraphs or sections; a page number that is given for it comes from
    another edition, or from the screen.

    Why it matters: nobody can see whether the place is right, and it looks as exact as one that was checked.
    What to do: cite the paragraph (`§ 31`), which `variorum quote` tells; or take in the edition that has the pages.
    """
    for citing in citings(record):
        cited = citing.citation.checked_in
        holding = record.holdings.get(cited.source)
        if cited.locator is None or holding is None or not cannot_be_checked(cited.locator, holding):
            continue
        yield _finding(
            citing,
            say(
                "{source} has no printed pages, so that “{written}” cannot be checked.",
                source=cited.source,
                written=cited.locator.written,
            ),
            evidence=(_extent(holding),) if holding.paragraphs else (),
            remedy=say(
                "Cite the paragraph (§), which `variorum quote` tells, or take in the edition that has the pages."
            ),
        )


@check("C105", severity=Severity.WARNING)
def incomplete_archival_reference(record: Examined) -> Iterator[Finding]:
    """An archival reference lacks one of its parts.

    Fond, opis, delo and list (Ф. Оп. Д. Л.) together lead to a sheet; without one of them they lead to a shelf.

    Why it matters: a reader in the archive cannot order the file, or must leaf through it all.
    What to do: complete the reference from your notes or from the archive's inventory.
    """
    for citing in citings(record):
        locator = citing.citation.checked_in.locator
        if locator is None or locator.kind != "archival":
            continue
        missing = tuple(said for name, said in _ARCHIVAL.items() if not locator.parts.get(name))
        if missing:
            yield _finding(
                citing,
                say(
                    "The archival reference “{written}” lacks its {missing}.",
                    written=locator.written,
                    missing=missing,
                ),
                remedy=say("Complete it: Ф. (fond), Оп. (opis), Д. (delo), Л. (list)."),
            )


@check("C108", severity=Severity.ERROR)
def unknown_ancestor(record: Examined) -> Iterator[Finding]:
    """A source is said to come from a source that the archive does not know.

    Why it matters: which witnesses are independent is reckoned from these ties; a broken tie makes one witness look
    like two.
    What to do: correct the key, or write a dossier for the missing source, even if you do not hold its text.
    """
    for source in record.sources.values():
        for tie in source.lineage:
            if tie.source not in record.sources:
                yield _on_source(
                    source,
                    say(
                        "{key} is said to be {relation} “{source}”, which the archive does not know.",
                        key=source.key,
                        relation=tie.relation,
                        source=tie.source,
                    ),
                    in_turn(_nearest(tie.source, record), say("Correct the key, or write a dossier for that source.")),
                )


@check("C109", severity=Severity.ERROR)
def lineage_in_a_circle(record: Examined) -> Iterator[Finding]:
    """By their declared lineage, sources descend from themselves.

    Why it matters: a text cannot be taken from its own copy; one of the ties is the wrong way round.
    What to do: find out which came first and correct the other's front matter.
    """
    reported: set[frozenset[str]] = set()
    for source in record.sources.values():
        circle = _circle_from(source.key, record)
        if circle and frozenset(circle) not in reported:
            reported.add(frozenset(circle))
            path = " ← ".join([*circle, circle[0]])
            yield _on_source(
                source,
                say("The lineage runs in a circle: {path}.", path=path),
                say("Find out which came first, and correct the tie that runs the wrong way."),
            )


@check("C110", severity=Severity.NOTE)
def never_cited(record: Examined) -> Iterator[Finding]:
    """A source is held and never cited.

    Why it matters: perhaps it has not been read yet, perhaps it says what does not fit.
    What to do: nothing, if it was read and has nothing to say; a sentence about that in its dossier helps the
    next reader.
    """
    cited = {citing.citation.source for citing in citings(record)}
    cited |= {citing.citation.checked_in.source for citing in citings(record)}
    for source in record.sources.values():
        if source.key not in cited and source.original:
            yield _on_source(
                source,
                say("{key} is held and never cited.", key=source.key),
                say("Read it, or say in its dossier why not."),
            )


@check("C111", severity=Severity.NOTE)
def bare_dossier(record: Examined) -> Iterator[Finding]:
    """A source's dossier does not say its language, its date, or what standing its author has.

    Why it matters: without them it cannot be told who could know what when, and a hearsay report weighs like an
    eyewitness.
    What to do: fill in `language`, `composed` or `published`, and `standing`; an open question belongs in
    the notes.
    """
    for source in record.sources.values():
        has = (source.composed or source.published, source.language, source.standing)
        lacking = tuple(said for said, held in zip(_TOLD_OF_A_SOURCE, has, strict=True) if not held)
        if lacking:
            yield _on_source(
                source,
                say(
                    "The dossier of {key} does not say its {lacking}.",
                    key=source.key,
                    lacking=lacking,
                ),
                say("Fill it in."),
            )


@check("C112", severity=Severity.WARNING)
def range_backwards(record: Examined) -> Iterator[Finding]:
    """A range of pages runs backwards.

    Why it matters: one of the two numbers is a slip, and a reader cannot tell which.
    What to do: look the passage up and correct it. "pp. 131-4" is read as 131-134, as is usual.
    """
    for citing, locator, holding in _located(record):
        span = _span(locator, holding)
        if span and span[0] > span[1]:
            yield _finding(
                citing,
                say("The range “{written}” runs backwards.", written=locator.written),
                remedy=say("Look the passage up and correct the number that is a slip."),
            )


def missing_places(locator: Locator, holding: Holding) -> list[str]:
    """The ends of a locator that the source does not have, as they were written."""
    ends = list(dict.fromkeys([locator.first, locator.last]))
    if locator.kind == "paragraph":
        return [end for end in ends if end.isdigit() and not 1 <= int(end) <= holding.paragraphs]
    if locator.kind in _IN_PAGES and holding.paging == "pages" and any(holding.labels):
        return [end for end in ends if end and end not in holding.labels and end.lower() not in holding.labels]
    return []


def cannot_be_checked(locator: Locator, holding: Holding) -> bool:
    """Whether a locator names a page, leaf or column where the text held has no labels to hold it against."""
    return locator.kind in (*_IN_PAGES, "column") and holding.paging == "sections" and not any(holding.labels)


def _located(record: Examined) -> Iterator[tuple[Citing, Locator, Holding]]:
    for citing in citings(record):
        cited = citing.citation.checked_in
        holding = record.holdings.get(cited.source)
        if cited.locator and holding and holding.paging != "none":
            yield citing, cited.locator, holding


def _span(locator: Locator, holding: Holding) -> tuple[int, int] | None:
    """First and last of a range as comparable numbers: places in the source where known, else their own."""
    labels = {label: index for index, label in enumerate(holding.labels) if label}
    if locator.kind in _IN_PAGES and locator.first in labels and locator.last in labels:
        return labels[locator.first], labels[locator.last]
    first, last = _number(locator.first), _number(locator.last)
    return (first, last) if first is not None and last is not None else None


def _number(label: str) -> int | None:
    if digits := re.match(r"\d+", label):
        return int(digits[0])
    if not label or set(label.lower()) - set(_ROMAN):
        return None
    values = [_ROMAN[letter] for letter in label.lower()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _unit(locator: Locator) -> str:
    return {"paragraph": say("paragraph"), "folio": say("leaf"), "archival": say("sheet")}.get(
        locator.kind, say("page")
    )


def _extent(holding: Holding) -> str:
    printed = [label for label in holding.labels if label]
    if holding.paging == "pages" and printed:
        return say(
            "Its pages run from {first} to {last} ({count} pages in the file).",
            first=printed[0],
            last=printed[-1],
            count=len(holding.labels),
        )
    return say("It has {paragraphs} numbered {paragraphs:paragraph|paragraphs}.", paragraphs=holding.paragraphs)


def _circle_from(start: str, record: Examined) -> list[str]:
    """A circle of keys through `start`, each derived from the next; empty where there is none."""
    trails = [[start]]
    seen = {start}
    while trails:
        trail = trails.pop()
        source = record.sources.get(trail[-1])
        for tie in source.lineage if source else ():
            if tie.relation in ("reply-to", "part-of"):
                continue
            if tie.source == start:
                return trail
            if tie.source not in seen:
                seen.add(tie.source)
                trails.append([*trail, tie.source])
    return []


def _nearest(key: str, record: Examined) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, record.sources, n=1)
    return say("Did you mean “{near}”?", near=near[0]) if near else ""


def _finding(citing: Citing, message: str, *, evidence: tuple[str, ...] = (), remedy: str) -> Finding:
    """A finding at a citation; code and severity are filled in by the framework from the check."""
    return Finding(
        "", Severity.NOTE, message, citing.position, (citing.about, citing.citation.checked_in.source), evidence, remedy
    )


def _on_source(source: Source, message: str, remedy: str) -> Finding:
    return Finding("", Severity.NOTE, message, source.position, (source.key,), (), remedy)
