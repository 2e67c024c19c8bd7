"""The findings of accession, each worded once, for a historian who does not program.

One function for each code from A001 to A016, so that every reader says the same thing in the same words. `name` is the
file's name as the user knows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from variorum.accession import limits
from variorum.accession.reading import Aside
from variorum.finding import Finding, Severity
from variorum.record import Position
from variorum.saying import say

_KINDS_OF_ASIDES = {
    "hidden": "hidden passages", "deleted": "deletions", "regularised": "forms that the editor regularised",
    "variant": "readings of other witnesses", "banner": "notices laid over the page", "sidebar": "bars at the side",
    "turned": "lines set along the margin or upside down", "head": "running heads", "foot": "running feet",
}  # fmt: skip


def empty(name: str) -> Finding:
    """A001: the file has no content."""
    return Finding(
        "A001",
        Severity.ERROR,
        say("The file is empty, so there is nothing to read."),
        Position(name),
        remedy=say("Copy the file again from where it came; an empty file is usually an interrupted copy or download."),
    )


def unknown(name: str, found: str) -> Finding:
    """A002: the bytes are of no format that is read; `found` says what they look like."""
    return Finding(
        "A002",
        Severity.ERROR,
        say("This is not a format that can be read: {found}.", found=found),
        Position(name),
        remedy=say(
            "Save it as text, HTML, EPUB, FB2, PDF, DjVu, DOCX, ODT, RTF or TEI in the program that made "
            "it, and add that file."
        ),
    )


def misnamed(name: str, called: str, found: str) -> Finding:
    """A003: name and content disagree; the content was believed."""
    return Finding(
        "A003",
        Severity.WARNING,
        say("The name says {called}, the content is {found}; it was read as {found}.", called=called, found=found),
        Position(name),
        remedy=say("Nothing is lost. Rename the original if the ending misleads you or others."),
    )


def damaged(name: str, found: str, *, line: int = 0, severity: Severity = Severity.WARNING) -> Finding:
    """A004: damaged or cut off; `found` is a whole sentence that says what and where. What could be read was."""
    return Finding(
        "A004",
        severity,
        found,
        Position(name, line),
        remedy=say(
            "Compare it with another copy. What could be read was kept; quotations from the "
            "damaged part cannot be checked."
        ),
    )


def encrypted(name: str, found: str = say("The file is encrypted, so its text cannot be read.")) -> Finding:
    """A005: locked by a password or by rights management."""
    return Finding(
        "A005",
        Severity.ERROR,
        found,
        Position(name),
        remedy=say(
            "Open it with its password in the program that made it, save a copy without protection, and add that copy."
        ),
    )


def too_large(name: str, found: str, *, severity: Severity = Severity.ERROR) -> Finding:
    """A006: too large, or unpacks to far more than it weighs; `found` is a whole sentence with the figures."""
    return Finding(
        "A006",
        severity,
        found,
        Position(name),
        remedy=say(
            "Divide it into parts, or add only the part that you cite. A small file that unpacks "
            "to an enormous one is not to be trusted."
        ),
    )


def too_many_tags(name: str, tags: int) -> Finding:
    """A006: markup that would take up far more memory than its size."""
    message = say(
        "A part of the file holds {tags:,} tags; markup of more than {most_tags:,} is not read.",
        tags=tags,
        most_tags=limits.MOST_TAGS,
    )
    return too_large(name, message)


def no_text(name: str, found: str, *, remedy: str = "") -> Finding:
    """A007: there are pages or pictures, and no text."""
    return Finding(
        "A007",
        Severity.ERROR,
        found,
        Position(name),
        remedy=remedy
        or say(
            "Run text recognition (OCR) over it and add the result, or write out the pages that "
            "you cite under transcripts/."
        ),
    )


def doubtful_encoding(name: str, chosen: str, others: tuple[str, ...], *, evidence: tuple[str, ...] = ()) -> Finding:
    """A008: the encoding was guessed and could be another; `others` are the runners-up, likeliest first."""
    rivals = ", ".join(others) if others else "none of the others fits better"
    return Finding(
        "A008",
        Severity.WARNING,
        say(
            "The file does not say how its letters are encoded; it was read as {chosen}, which is "
            "in doubt (runners-up: {rivals}).",
            chosen=chosen,
            rivals=rivals,
        ),
        Position(name),
        evidence=evidence,
        remedy=say(
            "Look at the first page. If the letters are wrong, save the file as UTF-8 in an editor "
            "that shows them right, and add that."
        ),
    )


def hostile(name: str, found: str, *, line: int = 0, severity: Severity = Severity.WARNING) -> Finding:
    """A009: something in the file could do harm and was left out; `found` is a whole sentence."""
    return Finding(
        "A009",
        severity,
        found,
        Position(name, line),
        remedy=say(
            "The rest was read. If you did not expect this, find out where the file came from "
            "before you open it elsewhere."
        ),
    )


def scripts_left_out(name: str, what: str) -> Finding:
    """A009 as a note: what makes a page move in a browser and is never run; `what` lists it."""
    return Finding(
        "A009",
        Severity.NOTE,
        say("What a browser would run or fetch was left out ({what}); only the text was read.", what=what),
        Position(name),
        remedy=say(
            "Most web pages hold such things, and nothing need be done. If text that you saw in "
            "the browser is missing here, save the page from the browser as a complete page or as "
            "PDF, and add that."
        ),
    )


def doubtful_labels(name: str, found: str, *, severity: Severity = Severity.NOTE) -> Finding:
    """A011: page labels are missing or cannot be right."""
    return Finding(
        "A011",
        severity,
        found,
        Position(name),
        remedy=say("Compare with the printed book; `pages:` in the source's dossier says how the pages are numbered."),
    )


def broken_layer(name: str, found: str) -> Finding:
    """A012: there is text, but it does not look like what the page shows."""
    return Finding(
        "A012",
        Severity.WARNING,
        found,
        Position(name),
        remedy=say(
            "Compare a page with its picture. If the letters are wrong, run text recognition (OCR) "
            "over the file and add the result."
        ),
    )


def closed(name: str, found: str) -> Finding:
    """A013: the file cannot be opened; `found` is what the system said."""
    return Finding(
        "A013",
        Severity.ERROR,
        say("The file cannot be opened: {found}.", found=found),
        Position(name),
        remedy=say(
            "See to it that the file is there, that you may read it, and that no other program "
            "holds it; then add it again."
        ),
    )


def ended_reader(name: str, found: str, *, severity: Severity = Severity.ERROR) -> Finding:
    """A015: reading the file ended, hung or swelled the worker that reads; `found` says how and where."""
    return Finding(
        "A015",
        severity,
        found,
        Position(name),
        remedy=say(
            "Open it in the program for such files and save (or print) it anew, as PDF or as text, "
            "and add that copy. If you did not expect a damaged file, find out where it came from."
        ),
    )


def leads_out(name: str) -> Finding:
    """A009: a symbolic link in a folder leads out of it; it was not followed."""
    return Finding(
        "A009",
        Severity.WARNING,
        say("This is a link that leads out of the folder that was to be added; it was not followed."),
        Position(name),
        remedy=say("If the file is meant, name it itself: variorum add and its path."),
    )


def more_than_shown(name: str, counts: Mapping[str, int], remedy: str) -> tuple[Finding, ...]:
    """A004 as a note: what the file holds besides its text, each kind with its number; none where there is nothing."""
    found = [f"{what} ({count})" for what, count in counts.items() if count]
    if not found:
        return ()
    message = say(
        "The file holds more than its text shows: {found}. It was read as the text stands.", found=", ".join(found)
    )
    return (replace(damaged(name, message, severity=Severity.NOTE), remedy=remedy),)


def beside(name: str, asides: Iterable[Aside]) -> tuple[Finding, ...]:
    """A004 as a note on what was left out of the text and is kept beside it; navigation is not worth a word."""
    counts = Counter(_KINDS_OF_ASIDES[aside.kind] for aside in asides if aside.kind in _KINDS_OF_ASIDES)
    remedy = say(
        "Nothing is lost: it is kept beside the text. If a wording there matters to you, say so with the page."
    )
    return more_than_shown(name, {kind: counts[kind] for kind in sorted(counts)}, remedy)


def doubtful_boxes(name: str, found: str) -> Finding:
    """A016: words of a scan whose place in its picture is not known; `found` is a whole sentence."""
    return Finding(
        "A016",
        Severity.NOTE,
        found,
        Position(name),
        remedy=say(
            "The text is read all the same. To have its words lit in the picture, export the file again from the "
            "program that recognised it, with the sizes of its pages."
        ),
    )
