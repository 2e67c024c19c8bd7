"""The worker that tells where the letters of one page of a PDF stand: from standard input to standard output.

Run as `python -m variorum.reading_room.boxing PAGE NEEDLE`. Its rights are taken away before the file is looked at.
What it gives is JSON: the page's letters in the order in which the file has them, and the box of each as left, top,
width and height in ten-thousandths of the drawn page.
"""

from __future__ import annotations

import ctypes
import json
import sys

import pypdfium2
from pypdfium2 import raw

from variorum.accession.confinement import confine, deadline, measure_memory
from variorum.accession.worker_messages import allowance_for

SCALE = 10_000
_MOST = 40_000  # letters of a page


def main() -> int:
    """Print the letters and boxes of the page that the arguments name; the exit status says whether there is one."""
    page, needle = int(sys.argv[1]), sys.argv[2]
    given = sys.stdin.buffer.read()
    confine()
    allowance = allowance_for(len(given))
    with deadline(allowance), measure_memory(allowance):
        document = pypdfium2.PdfDocument(given)
        sheet = sheet_of(document, page, needle)
        if sheet is None:
            return 1
        letters, boxes = _letters(document[sheet])
        sys.stdout.write(json.dumps({"letters": letters, "boxes": boxes}))
    return 0


def sheet_of(document: pypdfium2.PdfDocument, page: int, needle: str) -> int | None:
    """The sheet (from 0) on which a page of the text is printed; None where there is none.

    Where spreads were parted a file has fewer sheets than the text has pages: then the nearest sheet that has the
    page's first letters is the one.
    """
    count = len(document)
    plain = page - 1 if 1 <= page <= count else None
    if not needle or (plain is not None and needle in _plain(document[plain])):
        return plain
    middle = page // 2
    for sheet in sorted(range(max(0, middle - 6), min(count, page + 6)), key=lambda one: abs(one - middle)):
        if needle in _plain(document[sheet]):
            return sheet
    return plain


def _plain(sheet: pypdfium2.PdfPage) -> str:
    return "".join(letter for letter in sheet.get_textpage().get_text_range() if letter.isalnum())


def _letters(sheet: pypdfium2.PdfPage) -> tuple[str, list[list[int]]]:
    text = sheet.get_textpage()
    letters: list[str] = []
    boxes: list[list[int]] = []
    for index in range(min(text.count_chars(), _MOST)):
        code = raw.FPDFText_GetUnicode(text, index)
        letter = chr(code) if code else ""
        if not letter.isalnum():
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        corners = [_on_screen(sheet, x, y) for x in (left, right) for y in (top, bottom)]
        across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
        letters.append(letter)
        boxes.append([across[0], down[0], across[-1] - across[0], down[-1] - down[0]])
    return "".join(letters), boxes


def _on_screen(sheet: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    """A point of the page where it is drawn, turned and cropped as the picture is."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(sheet, 0, 0, SCALE, SCALE, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value


if __name__ == "__main__":
    sys.exit(main())
