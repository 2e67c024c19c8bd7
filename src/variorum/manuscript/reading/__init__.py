"""Manuscripts as they come in: one reader for each format, all of them giving the same `Manuscript`.

Accession reads a file as a source, into pages. A manuscript is read otherwise: each paragraph keeps its own letters
and its place in the file, the call of a note keeps its place in the sentence, and fields of reference managers keep
the exact items that they carry.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from variorum.accession import limits
from variorum.accession.sniffing import ending, sniff
from variorum.finding import NotFound, Unreadable
from variorum.manuscript.manuscript import Manuscript
from variorum.manuscript.reading.epigraphs import with_epigraphs
from variorum.manuscript.reading.listed import with_bibliography, without_contents
from variorum.saying import say

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
FORMATS = ("docx", "odt", "rtf", "markdown", "latex", "html", "epub", "text", "pdf")


def read_manuscript(path: Path) -> Manuscript:
    """A manuscript of any format that is read.

    Raises:
        NotFound: there is no such file.
        Unreadable: the file is damaged, locked, empty, too large or of no known format; the message says which.
    """
    if path.is_dir():
        raise NotFound(say("{path} is a folder; name the manuscript's own file.", path=str(path)))
    if not path.is_file():
        raise NotFound(say("There is no file {path} to audit.", path=str(path)))
    if path.stat().st_size > limits.LARGEST_FILE:
        raise Unreadable(
            say(
                "{name} weighs more than {largest_file:,.0f} MB and is not read.",
                name=path.name,
                largest_file=limits.LARGEST_FILE / 1000000.0,
            )
        )
    return manuscript_of(path.read_bytes(), path.name, path.parent)


def manuscript_of(data: bytes, name: str, folder: Path | None = None) -> Manuscript:
    """The manuscript that these bytes are; `name` is the file's own name, `folder` where files lie that it includes."""
    kind = format_of(data, name)
    module = import_module(f"variorum.manuscript.reading.{kind}")
    reader: Callable[..., Manuscript] = getattr(module, f"read_{kind}")
    try:
        manuscript = reader(data, name, folder) if kind == "latex" else reader(data, name)
    except (MemoryError, RecursionError) as trouble:
        raise Unreadable(
            say("{name} is nested too deeply, or too large when unpacked, to be read.", name=name)
        ) from trouble
    if not any(paragraph.text.strip() for paragraph in manuscript.paragraphs):
        raise Unreadable(say("{name} can be opened, but there is no text in it.", name=name))
    remarks = manuscript.remarks
    if kind == "text" and (called := name.rpartition(".")[2].lower()) in FORMATS:
        told = say(
            "{name} is no {format}, whatever its name says; it was read as plain text.",
            name=name,
            format=called.upper(),
        )
        remarks = (told, *remarks)
    paragraphs = with_epigraphs(with_bibliography(without_contents(manuscript.paragraphs)))
    return replace(manuscript, paragraphs=paragraphs, remarks=remarks)


def format_of(data: bytes, name: str) -> str:
    """The format of a manuscript, by its content and then its name; one of FORMATS.

    Raises:
        Unreadable: it is none of them; the message says what it is, where that can be told.
    """
    if name.lower().endswith((".tex", ".ltx")):
        return "latex"
    sniffed = sniff(data, name)
    if sniffed.format == "empty":
        raise Unreadable(say("{name} is empty: there is nothing to audit.", name=name))
    if sniffed.format == "locked":
        raise Unreadable(say("{name} is locked with a password; save a copy without one and audit that.", name=name))
    if sniffed.format == "text" and ending(name) == "markdown":
        return "markdown"
    if sniffed.format in FORMATS:
        return sniffed.format
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(
            say(
                "{name} is {called}; open it in Word or LibreOffice, save it as DOCX and audit that.",
                name=name,
                called=sniffed.called,
            )
        )
    if sniffed.called.startswith("its "):
        raise Unreadable(say("{name} cannot be audited: {called}.", name=name, called=sniffed.called))
    raise Unreadable(
        say(
            "{name} is {called}, which cannot be audited.",
            name=name,
            called=sniffed.called or say("of no known format"),
        )
    )
