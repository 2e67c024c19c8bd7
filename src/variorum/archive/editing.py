"""Adding statements and witnesses to a dossier's bytes, and changing no others.

Each function takes the bytes of a file and gives those of the changed one; nothing else is touched, neither order nor
comments, spacing or line ends. `edit` applies them to a file on disk: locked, atomic, refused where
the file changed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

from variorum.archive.file_lines import FileLines
from variorum.archive.layout import STATEMENTS, ListItem, lay_out, statement_words
from variorum.archive.locking import locked
from variorum.archive.statements import block_of, digest_of, write_line
from variorum.archive.text import join
from variorum.archive.witnesses import quoted_pieces, write_witness
from variorum.archive.writing import digest_of_bytes, write_atomically
from variorum.finding import ChangedOnDisk, NotFound, Refused, Unreadable, words_of_system
from variorum.record import EntityLink, Statement, Witness
from variorum.saying import say


def edit(root: Path, file: str, change: Callable[[bytes], bytes], *, expected: str | None = None) -> str:
    """Apply a change to a file of the archive (its path relative to `root`) and give the digest of what it holds now.

    `expected` is the digest of the bytes that the change was thought out for; ChangedOnDisk where the file holds
    others. A change that changes nothing writes nothing.
    """
    path = root / file
    with locked(root):
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            raise NotFound(say("There is no file {file} in the archive.", file=file)) from None
        except OSError as error:
            raise Unreadable(say("{file} cannot be read ({why}).", file=file, why=words_of_system(error))) from error
        digest = digest_of_bytes(raw)
        if expected is not None and digest != expected:
            raise ChangedOnDisk(
                say(
                    "{file} changed since it was read; nothing was written. Read it again, then repeat this.", file=file
                )
            )
        changed = change(raw)
        if changed != raw:
            write_atomically(path, changed, expected=digest)
        return digest_of_bytes(changed)


# ── statements ──────────────────────────────────────────────────────────────────────────────────────────────────────


def statement_added(raw: bytes, statement: Statement) -> bytes:
    """Put a statement with its witnesses after the last one, or under a new heading at the end of the file."""
    sheet = FileLines.of(raw)
    lines = _item_lines(statement)
    sections = lay_out(sheet.texts, STATEMENTS).sections
    if not sections:
        between = [] if not sheet.texts or not sheet.texts[-1].strip() else [""]
        return sheet.inserted(len(sheet.texts), [*between, "## Statements", "", *lines])
    section = sections[-1]
    if section.items:
        return sheet.inserted(section.items[-1].end, lines)
    after = section.heading + 1
    blank = after < len(sheet.texts) and not sheet.texts[after].strip()
    return sheet.inserted(after + blank, lines if blank else ["", *lines])


# ── witnesses ───────────────────────────────────────────────────────────────────────────────────────────────────────


def witness_added(raw: bytes, statement: Statement, witness: Witness) -> bytes:
    """Put a witness after the last one of a statement."""
    return _witness_appended(raw, _item(FileLines.of(raw), statement).first, witness)


def _witness_appended(raw: bytes, line: int, witness: Witness) -> bytes:
    sheet = FileLines.of(raw)
    item = _item_at(sheet, line)
    lines = _quote_lines(witness, _quote_prefix(sheet, item))
    if item.quotes and _is_open(item):
        lines = ["", *lines]  # a quotation without its citation stands above and must not run into this one
    return sheet.inserted(item.end, lines)


def _is_open(item: ListItem) -> bool:
    pieces = list(quoted_pieces(join(item.quotes[-1], "\n").text))
    return bool(pieces) and not pieces[-1].citations


def _quote_prefix(sheet: FileLines, item: ListItem) -> str:
    for quote in item.quotes:
        line, column, _ = quote[0]
        prefix = sheet.texts[line][:column]
        if prefix.rstrip().endswith(">"):
            return prefix.rstrip()
    return " " * item.words[0][1] + ">" if item.words[0][1] < 4 else "  >"


def _quote_lines(witness: Witness, prefix: str) -> list[str]:
    return [f"{prefix} {line}" if line else prefix for line in normalize("NFC", write_witness(witness)).split("\n")]


# ── finding the item ────────────────────────────────────────────────────────────────────────────────────────────────


def _item(sheet: FileLines, statement: Statement) -> ListItem:
    """The item that a statement was read from, by its ref; it must still say what it said."""
    wanted = statement.ref.partition("#")[2]
    seen: set[str] = set()
    alike: dict[str, int] = {}
    for section in lay_out(sheet.texts, STATEMENTS).sections:
        for item in section.items:
            written = normalize("NFC", join(statement_words(item), " ").text).strip()
            block = block_of(written)
            if block and block not in seen:
                seen.add(block)
                name = f"^{block}"
            else:
                digest = digest_of(written)
                alike[digest] = alike.get(digest, 0) + 1
                name = f"~{digest}" if alike[digest] == 1 else f"~{digest}-{alike[digest]}"
            if name == wanted:
                if statement.written and written != statement.written:
                    raise ChangedOnDisk(
                        say("The statement {ref} changed since it was read; nothing was written.", ref=statement.ref)
                    )
                return item
    raise ChangedOnDisk(say("The statement {ref} is not in the file any more; nothing was written.", ref=statement.ref))


def _item_at(sheet: FileLines, line: int) -> ListItem:
    sections = lay_out(sheet.texts, STATEMENTS).sections
    return next(item for section in sections for item in section.items if item.first == line)


def _item_lines(statement: Statement) -> list[str]:
    lines = ["- " + normalize("NFC", _line_of(statement))]
    for witness in statement.witnesses:
        lines += _quote_lines(witness, "  >")
    return lines


def _line_of(statement: Statement) -> str:
    """The statement's line; Refused where it would be written into a dossier that it is not about."""
    home = statement.ref.partition("#")[0]
    if statement.inverse and statement.thing != EntityLink(home):
        raise Refused(
            say(
                "“{inverse}” can be said in the dossier of its object only, and “{home}” is not that.",
                inverse=statement.inverse,
                home=home,
            )
        )
    return write_line(statement)
