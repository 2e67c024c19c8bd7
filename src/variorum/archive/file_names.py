"""Names that every operating system can store, and the names of an archive's own files."""

from __future__ import annotations

import re
import unicodedata

_RESERVED = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"),
    ]
)
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\u2028\u2029\ud800-\udfff]")
_EXTENSION = re.compile(r"\.[a-z0-9]{1,12}")
SETTINGS_FILE = "variorum.toml"
VOCABULARY_FILE = "vocabulary.toml"
JUDGEMENTS_FILE = "judgements.jsonl"
CHECKED_FILE = "checked.jsonl"
SEARCHES_FILE = "searches.jsonl"
LONGEST = 100  # code points; file systems allow 255 bytes, and Cyrillic takes two each


def safe_name(name: str) -> str:
    """The name with everything replaced that Windows, macOS or Linux refuses, reserves or would silently change."""
    safe = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name))[:LONGEST].strip().rstrip(". ")
    if not safe.strip("._ "):
        safe = safe.replace(".", "_") or "_"
    if safe.partition(".")[0].rstrip().casefold() in _RESERVED:
        safe = "_" + safe
    return safe


def is_reserved(stem: str) -> bool:
    """Whether Windows keeps this name for a device."""
    return stem.casefold() in _RESERVED


def safe_extension(name: str) -> str:
    """The last extension of a name, small and with its dot; empty where it is not plain letters and digits."""
    suffix = "." + name.rpartition(".")[2].casefold() if "." in name.strip(".") else ""
    return suffix if _EXTENSION.fullmatch(suffix) else ""
