"""`[[links]]` as Obsidian writes them: to a dossier, to a statement in it (`[[riutin#^founded]]`), with shown words
after a bar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
