"""The catalogue's SQLite file: opened, made anew where it is damaged or of another version, and guarded in use.

Every error of SQLite leaves here as one sentence for a person. The file is derived from the archive, so a damaged one
is never mended: it is thrown away and built again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from variorum.finding import Refused, Unreadable
from variorum.saying import say

SCHEMA_VERSION = 6
FILE = "catalogue.sqlite"
_APPLICATION = 0x56415249  # "VARI"
_PATIENCE = 15.0  # seconds that a write waits for another process's write to end

Row = tuple[Any, ...]


class Database:
    """One connection that several threads may share; its writes are transactions and wait for one another."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._lock = RLock()
        self._read_only = read_only
        self._connection = _open_for_reading(path) if read_only else _open_for_writing(path)

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[Row]:
        """The rows that a query gives."""
        with self._guarded():
            return self._connection.execute(query, parameters).fetchall()

    def row(self, query: str, parameters: Sequence[object] = ()) -> Row | None:
        """The first row that a query gives, None where it gives none."""
        with self._guarded():
            first: Row | None = self._connection.execute(query, parameters).fetchone()
            return first

    def change(self, statement: str, parameters: Sequence[object] = ()) -> int:
        """Carry out one statement within `transaction`; returns the id of the row that it put in."""
        with self._guarded():
            return self._connection.execute(statement, parameters).lastrowid or 0

    def change_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out one statement for many rows within `transaction`."""
        with self._guarded():
            self._connection.executemany(statement, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes within, or none of them; readers see the state before until the end."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            with self._guarded():
                self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.rollback()
                raise
            with self._guarded():
                self._connection.commit()

    def close(self) -> None:
        """Close the connection; a further use is an error of the program."""
        with self._lock:
            self._connection.close()

    def damaged(self) -> Unreadable:
        """What is to be raised where the file does not hold what was written; the next opening makes it anew."""
        if not self._read_only:
            _mark_damaged(self.path)
        return Unreadable(
            say("The catalogue {path} is damaged; run `variorum build`, and it is made anew.", path=str(self.path))
        )

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.DatabaseError as error:
                if not _means_damage(error):
                    raise _explained(error, self.path) from error
                raise self.damaged() from error


def _open_for_writing(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if _damage_mark(path).exists():
            _throw_away(path)
        connection = _connected(path)
        if connection is None:
            _throw_away(path)
            connection = _connected(path)
    except (OSError, sqlite3.Error) as error:
        raise _explained(error, path) from error
    if connection is None:
        raise Unreadable(
            say(
                "The catalogue {path} cannot be made anew; delete the folder {parent} and build again.",
                path=str(path),
                parent=str(path.parent),
            )
        )
    return connection


def _connected(path: Path) -> sqlite3.Connection | None:
    """A connection to a sound catalogue of this version, made where nothing is; None where another thing is."""
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -16000")
        if _is_empty(connection):
            _create(connection)
        if _is_ours(connection):
            return connection
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError:
        pass  # not a database, or a damaged one: thrown away by the caller
    connection.close()
    return None


def _open_for_reading(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise Unreadable(
            say("There is no catalogue in {parent} yet; run `variorum build` first.", parent=str(path.parent))
        )
    address = path.resolve().as_uri()
    # beside a catalogue in a read-only folder SQLite cannot keep its log, and nobody can write: read it as it stands
    for options in ("?mode=ro", "?mode=ro&immutable=1"):
        try:
            connection = sqlite3.connect(
                address + options, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
            )
            if _is_ours(connection):
                return connection
            connection.close()
        except sqlite3.OperationalError:
            continue
        except sqlite3.DatabaseError:
            break
    raise Unreadable(
        say(
            "The catalogue {path} is damaged or of another version; run `variorum build`, and it is made anew.",
            path=str(path),
        )
    )


def _is_empty(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) = 0 FROM sqlite_schema").fetchone()[0])


def _is_ours(connection: sqlite3.Connection) -> bool:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if (application, version) != (_APPLICATION, SCHEMA_VERSION):
        return False
    connection.execute("SELECT count(*) FROM sources").fetchone()
    return True


def _create(connection: sqlite3.Connection) -> None:
    from importlib.resources import files

    schema = files("variorum.catalogue").joinpath("schema.sql").read_text(encoding="utf-8")
    connection.executescript(
        f"BEGIN IMMEDIATE;\n{schema}\nPRAGMA application_id = {_APPLICATION};\n"
        f"PRAGMA user_version = {SCHEMA_VERSION};\nCOMMIT;"
    )


def _means_damage(error: sqlite3.DatabaseError) -> bool:
    if isinstance(error, sqlite3.OperationalError):
        return any(word in str(error) for word in ("decode", "malformed", "no such table", "no such column"))
    return True


def _damage_mark(path: Path) -> Path:
    return path.with_name(path.name + ".damaged")


def is_damaged(folder: Path) -> bool:
    """Whether the catalogue in a folder was found damaged, and is to be made anew by the next build."""
    return _damage_mark(folder / FILE).exists()


def _mark_damaged(path: Path) -> None:
    # so that the next build makes it anew, even where the damage lies deep and opening alone would not meet it
    try:
        _damage_mark(path).touch()
    except OSError:
        return  # a read-only folder: the sentence raised by the caller says what to do


def _throw_away(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", ".damaged"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _explained(error: Exception, path: Path) -> Refused | Unreadable:
    words = str(error).lower()
    if "locked" in words or "busy" in words:
        return Refused("Another build is writing the catalogue; wait until it has ended and try again.")
    if "readonly" in words or "read-only" in words or isinstance(error, PermissionError):
        return Refused(f"The folder {path.parent} cannot be written to; give yourself the right to write there.")
    if "full" in words:
        return Unreadable(f"The disk that holds {path.parent} is full; free some space and build again.")
    return Unreadable(
        f"The catalogue {path} cannot be used ({error}); delete the folder {path.parent} and build again."
    )
