"""Writing the user's files: whole or not at all, refused where the file changed meanwhile, durable where the system
can be told so.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from variorum.finding import ChangedOnDisk, DiskFull, NotFound, Refused, Unreadable
from variorum.saying import say

ABSENT = "absent"  # in place of a digest: the file must not exist yet
TEMPORARY = ".variorum-tmp"
_OLD = 3600.0  # seconds after which a temporary file has certainly been left behind by a crash
_ATTEMPTS = 20  # Windows refuses to replace a file while a virus scanner or an editor holds it for a moment


def digest_of_bytes(raw: bytes) -> str:
    """SHA-256 in lower-case hexadecimal, as `write_atomically` expects it."""
    return hashlib.sha256(raw).hexdigest()


def write_atomically(path: Path, content: bytes, *, expected: str | None = None) -> None:
    """Put these bytes in place of the file's, such that a crash at any moment leaves either the old file or the new
    one.

    `expected` is the SHA-256 of the bytes that the caller read (or ABSENT): where the file holds anything else,
    `ChangedOnDisk` is raised and nothing is written. None overwrites whatever is there. `Refused` where the disk is
    full or the folder cannot be written.
    """
    path = path.resolve() if path.is_symlink() else path
    _hold_against(path, expected)
    with sentences(path):
        temporary = path.with_name(f".{path.name[:100]}.{os.getpid()}-{secrets.token_hex(4)}{TEMPORARY}")
        try:
            with temporary.open("xb") as file:
                file.write(content)
                make_durable(file)
            with contextlib.suppress(OSError):
                temporary.chmod(path.stat().st_mode & 0o777)
            _hold_against(path, expected)
            replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise


def append_durably(path: Path, line: str) -> None:
    """Append a line (or several, parted by line feeds) so that it is on the disk when this returns.

    If a crash left the file without a final line end, the torn piece is closed off first: it stays, and is a finding
    when the file is read. If the disk fills up midway, what was written is taken back.
    """
    content = line.rstrip("\n").encode("utf-8") + b"\n"
    existed = path.exists()
    with sentences(path), path.open("ab", buffering=0) as file:
        before = file.seek(0, os.SEEK_END)
        if before and not _ends_line(path, before):
            content = b"\n" + content
        try:
            while content:
                content = content[file.write(content) :]
            make_durable(file)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(file.fileno(), before)
            raise
    if not existed:
        make_folder_durable(path.parent)


def replace(temporary: Path, path: Path) -> None:
    """Rename over the file and make the renaming durable; tries again for a second where another program holds it."""
    for attempt in range(_ATTEMPTS):
        try:
            temporary.replace(path)
            break
        except PermissionError:
            if os.name != "nt" or attempt == _ATTEMPTS - 1:
                raise
            time.sleep(0.05)
    make_folder_durable(path.parent)


def make_durable(file: BinaryIO | FileIO) -> None:
    """Hand an open file's bytes to the disk, as far as the system does that at all."""
    file.flush()
    try:
        os.fsync(file.fileno())
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
            raise


def make_folder_durable(folder: Path) -> None:
    """Hand a folder's entries to the disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def clear_leftovers(root: Path, *, now: float) -> int:
    """Remove temporary files that a crash left behind more than an hour before `now` (seconds since 1970); says how
    many.
    """
    removed = 0
    for parent, _, names in os.walk(root):
        for name in names:
            if name.startswith(".") and name.endswith(TEMPORARY):
                path = Path(parent, name)
                with contextlib.suppress(OSError):
                    if now - path.stat().st_mtime > _OLD:
                        path.unlink()
                        removed += 1
    return removed


def _ends_line(path: Path, length: int) -> bool:
    with path.open("rb") as file:
        file.seek(length - 1)
        return file.read(1) == b"\n"


def _hold_against(path: Path, expected: str | None) -> None:
    if expected is None:
        return
    try:
        found = digest_of_bytes(path.read_bytes())
    except FileNotFoundError:
        found = ABSENT
    except OSError as error:
        raise Unreadable(
            say("{file} cannot be read ({why}), so it was not written.", file=path.name, why=str(error.strerror))
        ) from error
    if found != expected:
        raise ChangedOnDisk(
            say(
                "{file} {what:appeared=appeared|deleted=was deleted|changed=changed} since it was read; nothing was "
                "written. Read it again and repeat the change.",
                file=path.name,
                what="appeared" if expected == ABSENT else "deleted" if found == ABSENT else "changed",
            )
        )


@contextlib.contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn what the system says into one sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound(
            say("There is no folder {folder}, so {file} could not be written.", folder=str(path.parent), file=path.name)
        ) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC):
            said = say(
                "{file} was not written, since the disk is full; what was there before is untouched.", file=path.name
            )
            raise DiskFull(said) from error
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            said = say(
                "{file} was not written, since this user may not write there; what was there before is untouched.",
                file=path.name,
            )
            raise Refused(said) from error
        said = say(
            "{file} was not written ({why}); what was there before is untouched.",
            file=path.name,
            why=error.strerror or type(error).__name__,
        )
        raise Refused(said) from error
