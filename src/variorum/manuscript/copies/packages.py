"""Zip packages copied: members that are not meant keep their bytes, order, dates and manner of packing."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from variorum.finding import Unreadable
from variorum.saying import say


def repacked(data: bytes, changed: Mapping[str, bytes], *, name: str) -> bytes:
    """A package with some members replaced, and those that are new at its end.

    Raises:
        Unreadable: the package is damaged, so that no whole copy of it can be made.
    """
    out = BytesIO()
    left = dict(changed)
    try:
        with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            for entry in old.infolist():
                content = left.pop(entry.filename, None)
                copied = zipfile.ZipInfo(entry.filename, entry.date_time)
                copied.compress_type, copied.external_attr = entry.compress_type, entry.external_attr
                copied.extra, copied.comment, copied.create_system = entry.extra, entry.comment, entry.create_system
                new.writestr(copied, old.read(entry) if content is None else content)
            for member, content in left.items():
                made = zipfile.ZipInfo(member, (1980, 1, 1, 0, 0, 0))
                made.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(made, content)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as trouble:
        raise Unreadable(
            say("{name} is damaged, so that no whole copy of it can be made ({why}).", name=name, why=str(trouble))
        ) from trouble
    return out.getvalue()
