"""Pictures: how large they are, how many a file holds, how they are turned, and whether they are whole.

Only what stands in the headers is read here; the picture itself is decoded when somebody looks at it. What Pillow would
unpack beyond measure is refused by its size, before a pixel is made. Whether a file is cut off is told by how its
format ends (JPEG's EOI, PNG's IEND, the lengths that TIFF, JPEG 2000 and WebP say).
"""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from variorum.accession import limits, remarks
from variorum.accession.reading import Colophon, Picture, Reading
from variorum.finding import Finding, Severity
from variorum.saying import say

if TYPE_CHECKING:
    from PIL.Image import Image

READER = "picture"
FORMATS = ("JPEG", "PNG", "TIFF", "JPEG2000", "WEBP", "GIF", "MPO")
_EXIF_TURNED, _SIDEWAYS = 0x0112, (5, 6, 7, 8)
_STRIPS, _TILES = (273, 279), (324, 325)  # TIFF 6.0: offsets and byte counts


def read_picture(data: bytes, *, name: str, source: str) -> Reading:  # noqa: ARG001 - as every reader is called
    """A picture's sizes; it holds no text that could be read."""
    pictures, findings = look_at(data, name)
    said = remarks.no_text(name, say("The file is a picture; it holds no text that could be searched or quoted."))
    found = findings if not pictures and findings else (said, *findings)
    return Reading((), "none", "image/*", READER, Colophon(), found, pictures=pictures)


def look_at(data: bytes, name: str) -> tuple[tuple[Picture, ...], tuple[Finding, ...]]:
    """The pictures of a file that can be shown, and what is wrong with it."""
    try:
        image = opened(data)
    except Exception:
        message = say("This picture cannot be opened: it is damaged, or of a kind that is not shown.")
        return (), (remarks.damaged(name, message, severity=Severity.ERROR),)
    pictures: list[Picture] = []
    try:
        for frame in range(min(getattr(image, "n_frames", 1), limits.MOST_FRAMES)):
            image.seek(frame)
            width, height = image.size
            if width * height > limits.LARGEST_PICTURE:
                return tuple(pictures), (_too_large(name, width, height),)
            turned = turned_by(image)
            shown = (height, width) if turned in _SIDEWAYS else (width, height)
            pictures.append(Picture(*shown, turned))
        whole = _is_whole(data, image)
    except Exception:
        whole = False
    return tuple(pictures), () if whole else (_cut_off(name),)


def opened(data: bytes) -> Image:
    """A picture opened, its pixels not yet; raises whatever Pillow does where it is none, or too large."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = limits.LARGEST_PICTURE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Image.open(BytesIO(data), formats=FORMATS)


def frame_of(data: bytes, frame: int) -> Image:
    """One picture of a file (from 0), its pixels not yet decoded where the format allows; raises where it cannot be."""
    from variorum.accession import djvu

    if data.startswith(djvu.SIGNATURE):
        return djvu.drawn(data, frame)
    image = opened(data)
    image.seek(frame)
    return image


def turned_by(image: Image) -> int:
    """How a camera was held, as EXIF numbers it; 1 where that is not said."""
    try:
        found = image.getexif().get(_EXIF_TURNED, 1)
    except Exception:
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def _is_whole(data: bytes, image: Image) -> bool:
    kind = image.format
    if kind in ("JPEG", "MPO"):
        return b"\xff\xd9" in data[-4096:]
    if kind == "PNG":
        return b"IEND" in data[-4096:]
    if kind == "WEBP":
        return bool(len(data) >= struct.unpack("<I", data[4:8])[0] + 8)
    if kind == "TIFF":
        tags = getattr(image, "tag_v2", {})
        for offsets, counts in (_STRIPS, _TILES):
            for at, count in zip(tags.get(offsets, ()), tags.get(counts, ()), strict=False):
                if at + count > len(data):
                    return False
    if kind == "JPEG2000":
        return b"\xff\xd9" in data[-64:]
    return True


def _too_large(name: str, width: int, height: int) -> Finding:
    message = say(
        "The picture is {width:,} by {height:,} pixels; more than {most:,.0f} million are not unpacked.",
        width=width,
        height=height,
        most=limits.LARGEST_PICTURE / 1e6,
    )
    return remarks.too_large(name, message)


def _cut_off(name: str) -> Finding:
    return remarks.damaged(name, say("The picture is cut off: its file ends before it does."))
