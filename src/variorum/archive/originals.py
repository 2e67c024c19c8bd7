"""Originals: the files as they came in, copied once, named by their source, never changed."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import stat
from pathlib import Path

from variorum.archive.file_names import safe_extension, safe_name
from variorum.archive.writing import TEMPORARY, make_durable, replace, sentences
from variorum.finding import NotFound, Unreadable, words_of_system
from variorum.record import Original
from variorum.saying import say

_AT_ONCE = 1024 * 1024  # bytes


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes in lower-case hexadecimal, read piece by piece; OSError where it cannot be read.

    A pipe or a device is not opened: it has no end, and may have no beginning.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no file but a folder, a pipe or a device")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def find_original(root: Path, digest: str, *, size: int | None = None) -> str | None:
    """The name under `originals/` of the file with this SHA-256; `size` in bytes spares reading the others."""
    folder = root / "originals"
    if not folder.is_dir():
        return None
    for path in sorted(folder.iterdir()):
        with contextlib.suppress(OSError):
            if path.name.startswith(".") or not path.is_file() or (size is not None and path.stat().st_size != size):
                continue
            if digest_of(path) == digest:
                return path.name
    return None


def name_for(root: Path, path: Path, key: str, *, digest: str) -> str:
    """The name under `originals/` that a file with this SHA-256 has already, or will be given by `keep_original`."""
    folder = root / "originals"
    known = find_original(root, digest, size=path.stat().st_size)
    return known or _free_name(folder, key, safe_extension(path.name))


def keep_original(root: Path, path: Path, key: str) -> Original:
    """Copy a file into `originals/` as KEY and its extension; a file whose bytes are there already is not copied again.

    The copy is streamed, read back only through its checksum, and appears whole or not at all. Where another file has
    the name already, a number is added. Raises NotFound, Unreadable (the file) or Refused (the archive cannot be
    written).
    """
    folder = root / "originals"
    with sentences(folder / key):
        folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f".{secrets.token_hex(8)}{TEMPORARY}"
    try:
        digest, size = _copy(path, temporary)
        if (known := find_original(root, digest, size=size)) is not None:
            return Original(known, digest)
        name = _free_name(folder, key, safe_extension(path.name))
        with sentences(folder / name):
            replace(temporary, folder / name)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return Original(name, digest)


def _copy(path: Path, temporary: Path) -> tuple[str, int]:
    """Copy and give the digest of what was copied, and its size in bytes."""
    try:
        source = path.open("rb")
    except FileNotFoundError:
        raise NotFound(say("There is no file {path}.", path=str(path))) from None
    except OSError as error:
        raise Unreadable(say("{path} cannot be read ({why}).", path=str(path), why=words_of_system(error))) from error
    digest = hashlib.sha256()
    with source, sentences(temporary), temporary.open("xb") as copy:
        while piece := _read(source.fileno(), path):
            digest.update(piece)
            copy.write(piece)
        make_durable(copy)
        size = copy.tell()
    return digest.hexdigest(), size


def _read(descriptor: int, path: Path) -> bytes:
    try:
        return os.read(descriptor, _AT_ONCE)
    except OSError as error:
        raise Unreadable(
            say("{path} cannot be read to its end ({why}).", path=str(path), why=words_of_system(error))
        ) from error


def _free_name(folder: Path, key: str, extension: str) -> str:
    stem = safe_name(key)
    taken = {entry.name.casefold() for entry in folder.iterdir()} if folder.is_dir() else set()
    name = stem + extension
    number = 2
    while name.casefold() in taken:
        name = f"{stem}-{number}{extension}"
        number += 1
    return name
