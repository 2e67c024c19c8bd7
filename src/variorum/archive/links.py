"""Links gathered while the files are read, and held against what the archive has once all of them are.

`[[links]]` as Obsidian writes them: to a dossier, to a statement in it (`[[riutin#^founded]]`), with shown words
after a bar.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from variorum.archive.did_you_mean import did_you_mean
from variorum.archive.text import LineColumn, TextFile
from variorum.finding import Finding, Severity
from variorum.record import Position
from variorum.saying import say

LINK = re.compile(r"\[\[(?P<target>[^\[\]|#\n]*)(?:#(?P<block>[^\[\]|\n]*))?(?:\|(?P<shown>[^\[\]\n]*))?\]\]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link's target (a dossier's id), the statement's block id where one is meant, and the words shown."""

    target: str
    block: str = ""
    shown: str = ""


def link_of(match: re.Match[str]) -> Link:
    """A match of LINK as a value; a folder before the id and `.md` after it are left away: Obsidian may write them."""
    target = match["target"].strip().rpartition("/")[2].removesuffix(".md")
    block = (match["block"] or "").strip()
    return Link(target, block[1:] if block.startswith("^") else "", (match["shown"] or "").strip())


def parse_link(text: str) -> Link | None:
    """Read a text that is one link and nothing else; None otherwise."""
    match = LINK.fullmatch(text.strip())
    return link_of(match) if match else None


def target_or_text(text: str) -> str:
    """The id that a text links to, or the text itself where it is no link."""
    link = parse_link(text)
    return link.target if link else text


_GUESSES = 500  # missing dossiers for which the likeliest one is sought; an archive with more lacks whole folders


@dataclass(frozen=True, slots=True)
class ArchiveLink:
    """A link somewhere in the archive: where it stands, to which dossier and statement, and how grave it is if neither
    exists. `excerpt` is what a finding about it would show of its line.
    """

    position: Position
    excerpt: str
    target: str
    block: str = ""
    severity: Severity = Severity.ERROR


def refer(
    text: TextFile, place: LineColumn, target: str, block: str = "", severity: Severity = Severity.ERROR
) -> ArchiveLink:
    """The link to a dossier, or to one of its statements, that stands at a place of a file."""
    return ArchiveLink(text.position(place), text.excerpt(place), target, block, severity)


def dangling(
    references: Collection[ArchiveLink], known: Collection[str], blocks: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    """A finding for each link that leads nowhere: S005 where the dossier is missing, S006 where its statement is.

    `known` holds the ids and keys of all dossiers, `blocks` the block ids of the statements of each.
    """
    remedies: dict[str, str] = {}
    ordered = tuple(sorted(known))
    for reference in references:
        target, block = reference.target, reference.block
        if target not in known:
            if target not in remedies:
                otherwise = (
                    say("Write a dossier with the id {target}, or mend the link.", target=target)
                    if target
                    else say("Name a dossier.")
                )
                alike = ordered if len(remedies) < _GUESSES else ()
                remedies[target] = did_you_mean(target, alike, otherwise=otherwise)
            message = say("There is no dossier “{target}” in the archive.", target=target)
            yield _finding(reference, "S005", message, remedies[target])
        elif block and block not in blocks.get(target, ()):
            otherwise = say(
                "Put ^{block} at the end of the statement that is meant, in the dossier “{target}”.",
                block=block,
                target=target,
            )
            message = say("The dossier “{target}” has no statement ^{block}.", target=target, block=block)
            yield _finding(reference, "S006", message, did_you_mean(block, blocks.get(target, ()), otherwise=otherwise))


def _finding(reference: ArchiveLink, code: str, message: str, remedy: str) -> Finding:
    return Finding(code, reference.severity, message, reference.position, (), (), remedy, reference.excerpt)
