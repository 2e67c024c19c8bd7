"""One file opened and handed to the reader of its format, in this very process: what the reading worker does.

Nothing here is raised for bad material. What would end or hang the process itself is `isolation`'s to survive.
"""

from __future__ import annotations

import stat
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from variorum.accession import limits, remarks
from variorum.accession.embedded_metadata import believed
from variorum.accession.formats import READERS, Read, other_for
from variorum.accession.reading import Reading
from variorum.finding import Finding, Severity
from variorum.saying import say

_HEAD = 1 << 16
_NONE = "none"  # the reader of what could not be read


def read(data: bytes, *, name: str, source: str) -> Reading:
    """One file's bytes as pages; `name` is the file's own name, `source` the key that its pages carry."""
    from variorum.accession.sniffing import ending, sniff

    sniffed = sniff(data, name)
    other = other_for(data[:_HEAD], name) if not ending(name) or sniffed.format == "" else None
    if other is not None and len(data) <= limits.LARGEST_FILE:
        reading = _read_by(other.read, data, other.called, other.media_type, name=name, source=source)
        return _with_reason(reading, name)
    refusal = _refusal(data, name, sniffed.format, sniffed.called)
    if refusal:
        return unread(refusal)
    own = READERS[sniffed.format]
    reader: Read = getattr(import_module(f"variorum.accession.{own.module}"), f"read_{sniffed.format}")
    reading = _read_by(reader, data, sniffed.called, own.media_type, name=name, source=source)
    if reading.reader == _NONE:
        return reading
    if sniffed.disagrees:
        reading = replace(
            reading, findings=(remarks.misnamed(name, sniffed.disagrees, sniffed.called), *reading.findings)
        )
    reading = replace(reading, colophon=believed(reading.colophon, reading.pages, name))
    return _with_reason(reading, name)


def read_here(path: Path, *, source: str, name: str = "") -> Reading:
    """A file on disk as pages, read in this process.

    What is too large is refused before it is loaded; what will not open is finding A013.

    Pipes and devices are not opened at all: they have no end, and reading may wait for ever for their beginning.
    """
    name = name or path.name
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "it is a folder" if stat.S_ISDIR(status.st_mode) else "it is no file but a pipe or a device"
            return unread(remarks.closed(name, kind))
        size = status.st_size
        with path.open("rb") as stream:
            data = stream.read(_HEAD if size > limits.LARGEST_TEXT else size + 1)
            bound = _bound(data, name) if size > limits.LARGEST_TEXT else limits.LARGEST_TEXT
            if size > bound:
                message = say(
                    "The file weighs {size:,.0f} MB; more than {bound:,.0f} MB of its kind are not read.",
                    size=size / 1e6,
                    bound=bound / 1e6,
                )
                return unread(remarks.too_large(name, message))
            data += stream.read(size + 1 - len(data))
            if len(data) > size:  # it grows while it is read, or its system does not know its size
                data += stream.read(bound + 1 - len(data))
    except OSError as trouble:
        return unread(remarks.closed(name, trouble.strerror or type(trouble).__name__))
    return read(data, name=name, source=source)


def _read_by(reader: Read, data: bytes, called: str, media_type: str, *, name: str, source: str) -> Reading:
    """What a reader makes of a file; one that breaks on it must not stop the others."""
    try:
        return reader(data, name=name, source=source)
    except (MemoryError, RecursionError):
        message = say("The file asks for more memory than there is; nothing of it was read as {called}.", called=called)
        return unread(remarks.too_large(name, message), media_type=media_type)
    except Exception as trouble:
        message = say(
            "The {called} reader gave up on this file ({kind}: {trouble}).",
            called=called,
            kind=type(trouble).__name__,
            trouble=str(trouble)[:240],
        )
        return unread(remarks.damaged(name, message, severity=Severity.ERROR), media_type=media_type)


def unread(finding: Finding, *, media_type: str = "application/octet-stream") -> Reading:
    """The reading of a file of which nothing could be read, and why."""
    return Reading((), "none", media_type, _NONE, findings=(finding,))


def _bound(head: bytes, name: str) -> int:
    from variorum.accession.sniffing import sniff

    return _largest(sniff(head, name).format)


def _largest(format: str) -> int:
    return limits.LARGEST_TEXT if format in READERS and READERS[format].is_text else limits.LARGEST_FILE


def _refusal(data: bytes, name: str, format: str, called: str) -> Finding | None:
    if format == "empty":
        return remarks.empty(name)
    if format == "locked":
        return remarks.encrypted(name)
    if format not in READERS:
        return remarks.unknown(name, called)
    bound = _largest(format)
    if len(data) > bound:
        message = say(
            "The file weighs {count:,.0f} MB; more than {bound:,.0f} MB of {called} are not read.",
            count=len(data) / 1e6,
            bound=bound / 1e6,
            called=called,
        )
        return remarks.too_large(name, message)
    return None


def _with_reason(reading: Reading, name: str) -> Reading:
    """A reading without text says why: an empty one with no grave finding gets A007."""
    if reading.paging != "none" or any(finding.severity is Severity.ERROR for finding in reading.findings):
        return reading
    finding = remarks.no_text(
        name,
        say("The file can be opened, but there is no text in it."),
        remedy=say(
            "Open it in another program. If there is text to be seen, save it from there in "
            "another format and add that."
        ),
    )
    return replace(reading, findings=(*reading.findings, finding))
