"""Transcripts: pages whose text a person corrected, as `transcripts/KEY/PAGE.txt`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

from variorum.archive.file_names import safe_name
from variorum.archive.text import read_text


def transcripts_of(root: Path, key: str) -> Mapping[str, str]:
    """The corrected pages of a source by the label that the source prints, ordered by file name; empty where there are
    none.

    Text is NFC with LF line ends. A file that is no UTF-8 text is passed over.
    """
    folder = root / "transcripts" / safe_name(key)
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".txt" and path.is_file())
    except OSError:
        return MappingProxyType({})
    found: dict[str, str] = {}
    for path in paths:
        if path.name.startswith("."):
            continue
        text, findings = read_text(root, path)
        if text is not None and not findings:
            found[unquote(path.stem)] = "\n".join(text.lines)
    return MappingProxyType(found)
