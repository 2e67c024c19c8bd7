"""The folder that an edition is written to: made beside the old one and put in its place whole.

A crash leaves either the old edition or the new one, never half of one. A folder that does not carry the mark of an
earlier edition is not touched. Pages whose making would give what is there already are taken over from the old
edition.

What is told of an edition once it is written.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import time

from variorum.finding import Refused, words_of_system
from variorum.saying import say


@dataclass(frozen=True, slots=True)
class Published:
    """An edition written: how many pages and bytes it has, how many pages were taken over, and what was held back."""

    pages: int
    bytes: int
    unchanged: int
    omitted: tuple[str, ...]  # keys of the sources that are not open
    withheld_findings: int = 0


MARKER = ".variorum-edition.json"
_FORMAT = 1


@dataclass(slots=True)
class Workplace:
    """A new edition being written, and the old one that unchanged pages are taken from."""

    folder: Path
    old: Path
    known: dict[str, tuple[str, str]]  # address → key and digest, of the old edition
    written: dict[str, tuple[str, str]] = field(default_factory=dict)
    size: int = 0
    kept: int = 0  # pages, without the files that pages load

    def keep(self, address: str, key: str) -> bool:
        """Take a page over from the old edition, if it was made from the same and is as it was made."""
        old_key, digest = self.known.get(address, ("", ""))
        if not key or key != old_key:
            return False
        path = self.old / address
        try:
            content = path.read_bytes()
        except OSError:
            return False
        if sha256(content).hexdigest() != digest:
            return False
        self._place(address, content, path)
        self.written[address] = (key, digest)
        self.kept += address.endswith(".html")
        return True

    def write(self, address: str, content: bytes, key: str = "") -> None:
        """Write one file of the new edition."""
        self._place(address, content)
        self.written[address] = (key, sha256(content).hexdigest())

    def _place(self, address: str, content: bytes, same_as: Path | None = None) -> None:
        path = self.folder / address
        if path.parent != self.folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        if not (same_as is not None and _linked(same_as, path, len(content))):
            path.write_bytes(content)
        self.size += len(content)


@contextmanager
def new_edition(out: Path) -> Iterator[Workplace]:
    """A workplace whose content becomes the edition when the block ends, and vanishes if it ends in an error."""
    out = Path(os.path.abspath(out))  # noqa: PTH100 - resolve() would follow a link and replace what it leads to
    with _alone(out):
        previous = out.with_name(f".{out.name}.previous")
        _recover(out, previous)
        _refuse_foreign(out)
        work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".new", dir=_parent(out)))
        try:
            workplace = Workplace(work, out, _known(out))
            yield workplace
            _mark(workplace)
            _carry_over(workplace)
            work.chmod(0o755)
            _swap(work, out, previous)
        except OSError as error:
            raise _not_written(out, error) from error
        finally:
            shutil.rmtree(work, ignore_errors=True)


def is_edition(folder: Path) -> bool:
    """Whether a folder carries the mark of an edition."""
    return (folder / MARKER).is_file()


def _parent(out: Path) -> Path:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            say("The folder {parent} could not be made: {why}.", parent=str(out.parent), why=words_of_system(error))
        ) from error
    if not os.access(out.parent, os.W_OK):
        raise Refused(say("The edition cannot be written: {parent} may not be written to.", parent=str(out.parent)))
    return out.parent


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Keep a second process from writing the same edition, by a lock beside it that goes with its holder."""
    from filelock import FileLock, Timeout

    beside = _parent(out) / f".{out.name}.lock"
    lock = FileLock(beside)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Refused(
            say("Another process is writing the edition in {out}; try again when it is done.", out=str(out))
        ) from None
    except OSError as error:
        raise _not_written(out, error) from error
    try:
        _sweep(out)
        yield
    finally:
        with suppress(OSError):  # Windows does so itself; elsewhere whoever opened it meanwhile sees that it is gone
            beside.unlink()
        lock.release()


def _not_written(out: Path, error: OSError) -> Refused:
    return Refused(say("The edition could not be written to {out}: {why}.", out=str(out), why=words_of_system(error)))


def _sweep(out: Path) -> None:
    """Remove what an interrupted writing left; whoever holds the lock knows that nobody is writing."""
    if out.parent.is_dir():
        for left in out.parent.glob(f".{out.name}.*.new"):
            shutil.rmtree(left, ignore_errors=True)


def _recover(out: Path, previous: Path) -> None:
    if previous.is_dir() and is_edition(previous):
        if out.exists():
            shutil.rmtree(previous, ignore_errors=True)
        else:
            previous.rename(out)


def is_whole(folder: Path) -> bool:
    """Whether every file that an edition was written with is still there and holds what was written.

    What was changed before the mark, which is touched last, is not read. A program that sets a file's time back does
    not set back that of its inode; of such files, as of all those of a copied folder, the digests decide.
    """
    files = _known(folder)
    try:
        marked = (folder / MARKER).stat()
        states = {address: os.stat(f"{folder}/{address}") for address in files}  # noqa: PTH116 (thousands)
        if not files or any(state.st_mtime_ns > marked.st_mtime_ns for state in states.values()):
            return False
        doubtful = {address: state for address, state in states.items() if state.st_ctime_ns >= marked.st_ctime_ns}
        return not doubtful or _hold_what_was_written(folder, files, doubtful)
    except OSError:
        return False


def _hold_what_was_written(
    folder: Path, files: Mapping[str, tuple[str, str]], doubtful: Mapping[str, os.stat_result]
) -> bool:
    """Whether these files hold what was written; then the mark is touched, so that the next look need not read them."""
    if any(sha256((folder / address).read_bytes()).hexdigest() != files[address][1] for address in doubtful):
        return False
    with suppress(OSError):  # a folder that can only be read
        _touch_mark(folder)
    return all((folder / address).stat().st_ctime_ns == state.st_ctime_ns for address, state in doubtful.items())


def _touch_mark(folder: Path) -> None:
    """Make the mark's inode the one that changed last, without another time of writing."""
    state = (folder / MARKER).stat()
    os.utime(folder / MARKER, ns=(state.st_atime_ns, state.st_mtime_ns))


def files_of(folder: Path) -> tuple[str, ...]:
    """The files that an edition was written with; none where the folder holds no edition."""
    return tuple(_known(folder))


def _refuse_foreign(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise Refused(say("{out} is not a folder, so no edition is written there.", out=str(out)))
    if out.is_dir() and not is_edition(out) and any(out.iterdir()):
        raise Refused(
            say("{out} holds files that are no edition of Variorum; choose an empty or a new folder.", out=str(out))
        )


def _known(out: Path) -> dict[str, tuple[str, str]]:
    try:
        marked = json.loads((out / MARKER).read_text(encoding="utf-8"))
        if marked.get("format") != _FORMAT:
            return {}
        return {str(address): (str(key), str(digest)) for address, (key, digest) in marked["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _mark(workplace: Workplace) -> None:
    marked = {"made by": "Variorum", "format": _FORMAT, "files": dict(sorted(workplace.written.items()))}
    text = json.dumps(marked, ensure_ascii=True, indent=0)
    (workplace.folder / MARKER).write_text(text + "\n", encoding="utf-8", newline="\n")


def _carry_over(workplace: Workplace) -> None:
    """Take over what somebody else put into the old edition: a `.git` or `.nojekyll`, a file of one's own.

    Where the old mark is not understood, nothing tells a file of one's own from a page that may no longer be shown.
    Then only what no edition writes is taken over: what lies at the top and begins with a dot.
    """
    old = workplace.old
    if not old.is_dir():
        return
    ours = {MARKER, *workplace.known, *workplace.written}
    folders = {address[:end] for address in ours for end, sign in enumerate(address) if sign == "/"}
    for folder, names, files in os.walk(old):
        inside = Path(folder).relative_to(old)
        for name in (*names, *files):
            address = (inside / name).as_posix()
            if address in ours or address in folders or not (workplace.known or address.startswith(".")):
                continue
            _take(old / address, workplace.folder / address)
        names[:] = [name for name in names if (inside / name).as_posix() in folders]


def _take(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, to, symlinks=True, copy_function=_link_or_copy, dirs_exist_ok=True)
    else:
        _link_or_copy(str(path), str(to))


def _link_or_copy(path: str, to: str) -> None:
    if not _named_twice(path, to):
        shutil.copy2(path, to, follow_symlinks=False)


def _named_twice(path: str | Path, to: str | Path) -> bool:
    """Give a file a second name, where the file system has second names."""
    try:
        os.link(path, to, follow_symlinks=False)
    except (OSError, NotImplementedError, AttributeError):
        return False
    return True


def _swap(work: Path, out: Path, previous: Path) -> None:
    if not out.exists():
        work.rename(out)
        return
    out.rename(previous)
    try:
        work.rename(out)
    except OSError:
        previous.rename(out)
        raise
    _remove(previous)
    _touch_mark(out)  # files that both editions have changed their inodes as the old ones went


def _remove(folder: Path) -> None:
    """Remove a folder with files in it that may only be read, as those of a `.git`, which Windows would not remove."""
    if os.name == "nt":
        for path in folder.rglob("*"):
            with suppress(OSError):
                path.chmod(stat.S_IWRITE)
    shutil.rmtree(folder, ignore_errors=True)


def _linked(existing: Path, path: Path, size: int) -> bool:
    """Give an unchanged file a second name instead of writing it again, where the file system can."""
    try:
        state = existing.stat()
    except OSError:
        return False
    is_as_written = state.st_size == size and state.st_mtime <= time()  # later: of a clock that was set back since
    return is_as_written and _named_twice(existing, path)
