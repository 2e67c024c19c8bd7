"""Claims of a thesis, each with its grounds: `because`, `although`, `rests on`, `assumes`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from variorum.archive.dossiers import Gathered
from variorum.archive.references import ArchiveLink
from variorum.archive.statements import block_of, digest_of
from variorum.archive.text import Strip, TextFile
from variorum.archive.wikilinks import LINK, link_of
from variorum.record import Claim, ClaimGround

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "because": "because",
        "потому что": "because",
        "так как": "because",
        "although": "although",
        "хотя": "although",
        "rests on": "rests on",
        "опирается на": "rests on",
        "assumes": "assumes",
        "предполагает": "assumes",
    }
)
_GROUND = re.compile(rf"(?P<kind>{'|'.join(sorted(KINDS, key=len, reverse=True))})\b[\s,:]*", re.IGNORECASE)
_WORDS = re.compile(r"[\"“«](?P<words>[^\"”»]*)[\"”»]")
_ID = re.compile(r"\s*\^[\w-]+\s*$")


def read_claim(text: TextFile, head: Strip, below: Sequence[Strip], *, thesis: str, gathered: Gathered) -> Claim:
    """One claim: its words, its id, and the grounds that stand under it; a ground not understood costs its line."""
    words = head.text.strip()
    block = block_of(words)
    if block and block in gathered.blocks:
        at = head.place(head.text.rindex("^" + block))
        message = f"The id ^{block} is taken already by a claim above."
        gathered.findings.append(text.finding("S008", message, at=at, remedy="Give this claim another id."))
        block = ""
    if block:
        gathered.blocks.add(block)
    ref = f"{thesis}#^{block}" if block else f"{thesis}#~{digest_of(words)}"
    grounds = [ground for line in below if (ground := _ground(text, line, thesis, gathered)) is not None]
    return Claim(ref, _ID.sub("", words), tuple(grounds), text.position(head.place(0)))


def _ground(text: TextFile, line: Strip, thesis: str, gathered: Gathered) -> ClaimGround | None:
    match = _GROUND.match(line.text)
    kind = KINDS[match["kind"].casefold()] if match else ""
    link = LINK.search(line.text, match.end()) if match else None
    said = _WORDS.search(line.text, match.end()) if match else None
    words = said["words"].strip() if said else ""
    if kind == "assumes" and words:
        return ClaimGround(kind, "", words, text.position(line.place(0)))
    if kind and kind != "assumes" and link is not None and (meant := link_of(link)).block:
        target = meant.target or thesis
        gathered.references.append(ArchiveLink(text, line.place(link.start()), target, meant.block))
        return ClaimGround(kind, f"{target}#^{meant.block}", words, text.position(line.place(0)))
    remedy = "Write “- because [[dossier#^id]]”, “- although …”, “- rests on [[#^claim]]” or “- assumes "
    remedy += '"words"”, indented under the claim.'
    message = "This ground of a claim is not understood."
    gathered.findings.append(text.finding("S014", message, at=line.place(0), remedy=remedy))
    return None
