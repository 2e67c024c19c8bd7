"""The worker that draws one page of a PDF: from standard input to standard output, and nothing else.

Run as `python -m variorum.reading_room.drawing PAGE WIDTH NEEDLE`. Its rights are taken away before the file is
looked at.
"""

from __future__ import annotations

import struct
import sys
import zlib

import numpy
import pypdfium2

from variorum.accession.confinement import confine, deadline, measure_memory
from variorum.accession.worker_messages import allowance_for
from variorum.reading_room.boxing import sheet_of

_HIGHEST = 6000  # pixels


def main() -> int:
    """Draw the page that the arguments name; the exit status says whether there is one."""
    page, width, needle = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    raw = sys.stdin.buffer.read()
    confine()
    allowance = allowance_for(len(raw))
    with deadline(allowance), measure_memory(allowance):
        document = pypdfium2.PdfDocument(raw)
        number = sheet_of(document, page, needle)
        if number is None:
            return 1
        sheet = document[number]
        across, down = sheet.get_size()
        scale = min(width / max(across, 1.0), _HIGHEST / max(down, 1.0))
        picture = sheet.render(scale=scale, rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx)
        sys.stdout.buffer.write(png(numpy.asarray(picture.to_numpy())[:, :, :3]))
    return 0


def png(pixels: numpy.ndarray) -> bytes:
    """An image of rows, columns and three colours (8 bits each) as PNG (ISO/IEC 15948), filter "up"."""
    rows, columns, _ = pixels.shape
    lines = pixels.reshape(rows, columns * 3)
    above = numpy.vstack([numpy.zeros_like(lines[:1]), lines[:-1]])
    filtered = numpy.empty((rows, columns * 3 + 1), numpy.uint8)
    filtered[:, 0] = 2
    filtered[:, 1:] = lines - above
    header = struct.pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0)
    body = zlib.compress(filtered.tobytes(), 6)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    sys.exit(main())
