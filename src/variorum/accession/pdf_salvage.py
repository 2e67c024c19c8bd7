"""A PDF that lost its table of contents given a new one.

A file cut off in a download has lost the catalogue and the list of pages, which stand at its end, but the pages
themselves are still there. New ones that name every page found are appended, and pdfium, which searches a file
without a table for its objects, takes the last. What is left of an old table is cut away, and what the file breaks off
in is closed, lest it swallow them. Pages inside object streams (PDF 1.5 and later) cannot be found in this way.
"""

from __future__ import annotations

import re
from itertools import chain, islice, pairwise

MOST_OBJECTS = 100_000
LONGEST_DICTIONARY = 4000  # bytes after the object's number in which its type must stand

_OBJECT = re.compile(rb"(?:^|[\r\n ])(\d{1,8}) (\d{1,5}) obj\b")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_END = re.compile(rb"endobj|\bstream\b")
_BOX = re.compile(rb"/MediaBox\s*\[[^\]]{1,100}\]")


def mended(data: bytes) -> bytes | None:
    """The file with a catalogue and a list of its pages appended; None where no page is found."""
    pages: dict[bytes, bytes] = {}
    highest = last = 0
    found = islice(_OBJECT.finditer(data), MOST_OBJECTS)
    for match, following in pairwise(chain(found, [None])):
        if match is None:
            break
        number, last = match.group(1), match.start()
        highest = max(highest, int(number))
        end = following.start() if following else len(data)  # so that no byte is looked at for two objects
        body = data[match.end() : min(match.end() + LONGEST_DICTIONARY, end)]
        body = _END.split(body, maxsplit=1)[0]
        if _PAGE.search(body):
            pages[number] = match.group(2)
    if not pages:
        return None
    kids = b" ".join(number + b" " + generation + b" R" for number, generation in pages.items())
    box = _BOX.search(data)
    tree, root = highest + 1, highest + 2
    parts = [
        data + b"\nendstream\nendobj\n" if data.rfind(b"endobj") < last else data[: data.rfind(b"endobj") + 6] + b"\n",
        b"%d 0 obj\n<</Type/Pages/Kids[%b]/Count %d %b>>\nendobj\n"
        % (tree, kids, len(pages), box.group() if box else b"/MediaBox[0 0 595 842]"),
        b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (root, tree),
        b"trailer\n<</Root %d 0 R/Size %d>>\nstartxref\n0\n%%%%EOF\n" % (root, root + 1),
    ]
    return b"".join(parts)
