"""Accession: files come in and are read once, into pages with paragraphs, by one reader for each format.

`read_file` and `read_files` have every file read in a worker process with limits (`isolation`), so that a file that
ends, hangs or swells its reader costs that file alone. `read` and `read_here` are what the worker does (`opening`): the
format is sniffed by the content first and the name second, and the bytes go to the reader of that format. None of them
raises for bad material: what is wrong becomes a finding in the reading, and what can be read is.
"""

from __future__ import annotations

from variorum.accession.formats import READERS, Format, is_current, made_by
from variorum.accession.isolation import Asked, read_file, read_files
from variorum.accession.opening import read, read_here
from variorum.accession.reading import Colophon, Reading

__all__ = [
    "READERS", "Asked", "Colophon", "Format", "Reading", "is_current", "made_by", "read", "read_file", "read_files",
    "read_here",
]  # fmt: skip
