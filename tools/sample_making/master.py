"""The plain text that an invented source is made from: a few header lines, then blocks parted by blank lines.

`# ` opens a heading, `| a | b |` is a row of a table, `> ` a quotation, `{p 12}` the beginning of the page that the
source numbers 12, and `{fn: …}` inside a block a footnote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_PAGE = re.compile(r"^\{p ([^}]+)\}$")
_NOTE = re.compile(r"\{fn: ([^}]+)\}")


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `kind` is page, heading, quote, row or para; `notes` are footnotes with the offset that calls them."""

    kind: str
    text: str
    notes: tuple[tuple[int, str], ...] = ()
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Master:
    """An invented source: its key, what its header says, and its blocks."""

    key: str
    fields: dict[str, str]
    blocks: tuple[Block, ...]

    @property
    def pages(self) -> list[tuple[str, list[Block]]]:
        """The blocks by printed page; a source without pages is one page with an empty label."""
        found: list[tuple[str, list[Block]]] = []
        for block in self.blocks:
            if block.kind == "page":
                found.append((block.text, []))
            elif found:
                found[-1][1].append(block)
            else:
                found.append(("", [block]))
        return found


def read_master(path: Path) -> Master:
    """Read one plain text into its header and blocks."""
    header, body = path.read_text(encoding="utf-8").split("---\n", 1)
    fields = dict(line.split(": ", 1) for line in header.splitlines() if line.strip())
    blocks: list[Block] = []
    for chunk in re.split(r"\n\s*\n", body.strip()):
        lines = chunk.strip().split("\n")
        blocks.extend([_block(line) for line in lines] if lines[0].startswith("|") else [_block("\n".join(lines))])
    return Master(path.stem, fields, tuple(blocks))


def _block(chunk: str) -> Block:
    if match := _PAGE.match(chunk):
        return Block("page", match.group(1))
    if chunk.startswith("# "):
        return Block("heading", chunk[2:])
    if chunk.startswith("|"):
        cells = tuple(cell.strip() for cell in chunk.strip("|").split("|"))
        return Block("row", " ".join(cells), cells=cells)
    kind = "quote" if chunk.startswith("> ") else "para"
    text, notes = "", []
    for index, piece in enumerate(_NOTE.split(chunk.removeprefix("> "))):
        if index % 2:
            notes.append((len(text), piece))
        else:
            text += piece
    return Block(kind, text, tuple(notes))


def pieces(block: Block) -> list[tuple[str, str]]:
    """The block cut at its footnote calls: (text, note) pairs, the last with an empty note."""
    found, start = [], 0
    for offset, note in block.notes:
        found.append((block.text[start:offset], note))
        start = offset
    return [*found, (block.text[start:], "")]
