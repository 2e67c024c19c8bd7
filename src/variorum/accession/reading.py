"""What a reader hands back: the pages of one file, what the file knows of itself, and what was wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from variorum.finding import Finding
from variorum.record import Page


@dataclass(frozen=True, slots=True)
class Colophon:
    """What a file says of itself, as it says it; empty where it is silent.

    `dates` maps what the date is of ("composed", "published") to the date as written; `other` holds further CSL fields
    (publisher, ISBN, container-title, URL).
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    dates: Mapping[str, str] = field(default_factory=dict)
    other: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A place at which the text calls a note; the mark itself is no text, so that the sentence around it can be found.

    `page` is a page's sequence, and the call stands before the character `offset` of its text. `label` is the mark as
    shown ("12", "*", "iv"); `note` is page and offset at which the note's own text begins, None where it is not known.
    """

    page: int
    offset: int
    label: str
    note: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that stands in the file and was left out of its text: kept, so that it can be told and found.

    `kind` is "head" or "foot" (of a printed page), "hidden" (not shown to a reader), "deleted" (struck out),
    "regularised" (an editor's form beside the document's), "navigation", "banner" (a notice laid over a web page),
    "sidebar", "comment" or "turned" (set upside down or along the margin). `page` is a page's sequence and `offset` the
    place in its text before which it stood; heads and feet have no place in the text (None).
    """

    page: int
    kind: str
    text: str
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class SetIn:
    """A paragraph that stands in from the margin: its page's sequence, where it begins in the page's text, and how.

    `how` is "both" (from both margins, or in smaller letters) or "left".
    """

    page: int
    offset: int
    how: str


@dataclass(frozen=True, slots=True)
class Italics:
    """Words in italics: their page's sequence, and where they begin and end in its text."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PageWords:
    """Where the words of a page stand in its picture.

    `image` is the picture's name, `width` and `height` its size in pixels, as the file says them (empty and 0 where it
    is silent). `words` holds six whole numbers for each word, parted by blanks: where it begins and ends in the page's
    text, and its box as left, top, width and height in ten-thousandths of the picture. A word on two lines has two.
    """

    page: int
    image: str = ""
    width: int = 0
    height: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a file: width and height in pixels as it is shown, and how its bytes lie to that.

    `turned` is the number by which EXIF says how a camera was held (1: as the bytes lie).
    """

    width: int
    height: int
    turned: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """One file read: its pages in order, how they are divided, what the file knows, and the findings.

    `paging` is "pages" where the file has the pages that the source prints (or at least fixed pages of its own),
    "sections" where only sections and numbered paragraphs can serve as locators, "none" where no text could be had.
    `reader` names the reader; `formats.made_by` tells its present state from any other. `passing` where the machine and
    not the file ended the reading, or a part of it (it was too busy, or out of memory): another time may give more.
    """

    pages: tuple[Page, ...]
    paging: str
    media_type: str
    reader: str
    colophon: Colophon = Colophon()
    findings: tuple[Finding, ...] = ()
    calls: tuple[NoteCall, ...] = ()
    asides: tuple[Aside, ...] = ()  # without heads and feet, which the pages hold: `beside` gives all
    words: tuple[PageWords, ...] = ()
    pictures: tuple[Picture, ...] = ()  # of a file that is a picture, or several
    passing: bool = False
    set_in: tuple[SetIn, ...] = ()  # of RTF and PDF
    italics: tuple[Italics, ...] = ()  # of RTF and PDF, where they were asked for

    def beside(self) -> Iterator[Aside]:
        """All that was left out of the text, in the order of the pages: heads and feet too."""
        rest = list(self.asides)
        for page in self.pages:
            if page.head:
                yield Aside(page.sequence, "head", page.head)
            while rest and rest[0].page <= page.sequence:
                yield rest.pop(0)
            if page.foot:
                yield Aside(page.sequence, "foot", page.foot)
        yield from rest
