"""Zip archives whose bytes depend on nothing but their contents."""

from __future__ import annotations

import io
import zipfile


def stored_zip(files: list[tuple[str, str | bytes]], *, compress: bool = False) -> bytes:
    """A zip with fixed times and attributes, in the order given; stored, so that no version of zlib changes a byte."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content.encode() if isinstance(content, str) else content)
    return buffer.getvalue()
