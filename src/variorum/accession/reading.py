"""What a reader hands back: the pages of one file, what the file knows of itself, and what was wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
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
class Reading:
    """One file read: its pages in order, how they are divided, what the file knows, and the findings.

    `paging` is "pages" where the file has the pages that the source prints (or at least fixed pages of its own),
    "sections" where only sections and numbered paragraphs can serve as locators, "none" where no text could be had.
    `reader` names the reader and its version, so that a better reader is known to be another.
    """

    pages: tuple[Page, ...]
    paging: str
    media_type: str
    reader: str
    colophon: Colophon = Colophon()
    findings: tuple[Finding, ...] = ()
