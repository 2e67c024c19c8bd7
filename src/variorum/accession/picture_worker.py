"""The worker that makes a picture of a file into what a browser shows: from standard input to standard output.

Run as `python -m variorum.accession.picture_worker FRAME scaled WIDTH` or `… FRAME tiles FROM TO`. Its rights are taken
away before the file is looked at. `scaled` gives a JPEG no wider than that. `tiles` gives the levels FROM to TO of a
pyramid (level 0 is one pixel, each next one twice as wide and high) in one pack: a line that says what it is, the
length of a JSON text, that text with the number of tiles across and down of each level and the bytes of each tile, and
the tiles.
"""

from __future__ import annotations

import json
import struct
import sys
from io import BytesIO
from typing import TYPE_CHECKING

from variorum.accession.confinement import confine, deadline, measure_memory
from variorum.accession.picture import frame_of, turned_by
from variorum.accession.worker_messages import allowance_for

if TYPE_CHECKING:
    from PIL.Image import Image

TILE = 512
"""Pixels of a tile's side."""

MAGIC = b"variorum tiles 1\n"
LENGTH = struct.Struct("<I")
_QUALITY = 82
_PAPER = (255, 255, 255)
_TURNS = {2: (0,), 3: (3,), 4: (1,), 5: (5,), 6: (4,), 7: (6,), 8: (2,)}  # Pillow's Transpose for EXIF's numbers


def main() -> int:
    """Develop the picture that the arguments name."""
    frame, what, numbers = int(sys.argv[1]), sys.argv[2], [int(one) for one in sys.argv[3:]]
    raw = sys.stdin.buffer.read()
    confine()
    allowance = allowance_for(len(raw) + 4_000_000)
    with deadline(allowance), measure_memory(allowance):
        made = scaled(raw, frame, numbers[0]) if what == "scaled" else tiles(raw, frame, numbers[0], numbers[1])
        sys.stdout.buffer.write(made)
    return 0


def scaled(raw: bytes, frame: int, width: int) -> bytes:
    """The picture as a JPEG no wider than this."""
    image = _upright(frame_of(raw, frame), at_least=width)
    if image.width > width:
        image = image.resize((width, max(1, round(image.height * width / image.width))), reducing_gap=2.0)
    return _jpeg(image)


def tiles(raw: bytes, frame: int, first: int, last: int) -> bytes:
    """The levels from `first` to `last` of the picture's pyramid as a pack."""
    image = frame_of(raw, frame)
    top = levels_of(*image.size)
    width = max(image.size) >> (top - last)
    full = _shown_size(image)  # before anything is decoded: a JPEG may be opened smaller than it is
    shown = _upright(image, at_least=max(width, 1))
    told: list[tuple[int, int, int]] = []
    made: list[bytes] = []
    for level in range(last, first - 1, -1):
        size = size_at(*full, level)
        if shown.size != size:
            shown = shown.resize(size, reducing_gap=2.0)
        across, down = -(-size[0] // TILE), -(-size[1] // TILE)
        told.append((level, across, down))
        for row in range(down):
            for column in range(across):
                left, upper = column * TILE, row * TILE
                box = (left, upper, min(left + TILE, size[0]), min(upper + TILE, size[1]))
                made.append(_jpeg(shown.crop(box)))
    header = json.dumps({"levels": told, "sizes": [len(one) for one in made]}).encode()
    return b"".join((MAGIC, LENGTH.pack(len(header)), header, *made))


def levels_of(width: int, height: int) -> int:
    """The number of the highest level, which is the picture at its full size."""
    return max(0, (max(width, height) - 1).bit_length())


def size_at(width: int, height: int, level: int) -> tuple[int, int]:
    """Width and height of a picture at a level of its pyramid."""
    scale = 1 << (levels_of(width, height) - level)
    return max(1, -(-width // scale)), max(1, -(-height // scale))


def _shown_size(image: Image) -> tuple[int, int]:
    width, height = image.size
    return (height, width) if turned_by(image) in (5, 6, 7, 8) else (width, height)


def _upright(image: Image, *, at_least: int) -> Image:
    """The picture as it is to be seen: turned upright, in eight bits of three colours, on white paper.

    A JPEG is decoded no larger than is needed, which is many times quicker.
    """
    from PIL.Image import Transpose

    turned = turned_by(image)
    if image.format in ("JPEG", "MPO"):
        image.draft("RGB", (at_least, at_least))
    image.load()
    image = _in_colours(image)
    for turn in _TURNS.get(turned, ()):
        image = image.transpose(Transpose(turn))
    return image


def _in_colours(image: Image) -> Image:
    """In eight bits of three colours or of grey, whatever the file has."""
    from PIL import Image as pictures

    mode = image.mode
    if mode.startswith("I") or mode == "F":
        return _in_eight_bits(image)
    if mode in ("LA", "PA", "RGBA", "RGBa", "La") or "transparency" in image.info:
        seen = image.convert("RGBA")
        paper = pictures.new("RGB", seen.size, _PAPER)
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    if mode in ("L", "RGB"):
        return image
    return image.convert("L" if mode == "1" else "RGB")


def _in_eight_bits(image: Image) -> Image:
    """A picture of 16 or 32 bits: 16 of them are taken for the whole range, more are spread over what there is."""
    import numpy
    from PIL import Image as pictures

    values = numpy.asarray(image)
    if image.mode.startswith("I;16") or (image.mode == "I" and values.max(initial=0) > 255 and values.max() < 65536):
        return pictures.fromarray((values.astype(numpy.uint32) >> 8).astype(numpy.uint8))
    low, high = float(numpy.nanmin(values)), float(numpy.nanmax(values))
    if image.mode == "I" and low >= 0 and high <= 255:
        return pictures.fromarray(values.astype(numpy.uint8))
    spread = (numpy.nan_to_num(values.astype(numpy.float32), nan=low) - low) * (255 / max(high - low, 1e-9))
    return pictures.fromarray(spread.astype(numpy.uint8))


def _jpeg(image: Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
