"""The accounts of a team: names, roles and passwords (argon2id), and the invitations that make them.

They lie in `.team/` in the archive's folder, which is no part of any edition or export and keeps itself out of git by a
`.gitignore` of its own (delete that file to keep the team's history with the archive's). No password and no invitation
is kept: only what tells whether one is the right one.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from pathlib import Path
from secrets import token_urlsafe
from threading import RLock
from typing import TYPE_CHECKING
from unicodedata import normalize

from variorum.archive.file_names import SETTINGS_FILE
from variorum.archive.locking import locked
from variorum.archive.writing import append_durably, write_atomically
from variorum.digest import sha_of
from variorum.finding import NotFound, Refused, Unreadable
from variorum.reading_room.viewing import ROLES, Viewer
from variorum.saying import say

if TYPE_CHECKING:
    from argon2 import PasswordHasher

FOLDER = ".team"
SHORTEST, LONGEST = 12, 1000  # letters of a password
HOLDS = timedelta(days=7)  # an invitation
_LONGEST_NAME = 80
_NO_NAME = re.compile(r"[\x00-\x1f<>\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in."""

    name: str
    role: str
    sees_all: bool
    password: str  # the argon2 hash

    @property
    def viewer(self) -> Viewer:
        """Who looks when this account is signed in; owners see everything."""
        return Viewer(self.name, self.role, self.sees_all or self.role == "owner")


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that is good once, until a moment (ISO 8601): only its digest is kept."""

    digest: str
    name: str
    role: str
    sees_all: bool
    until: str


class Accounts:
    """The accounts of one archive, read anew whenever their file changed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.folder = root / FOLDER
        self._path = self.folder / "accounts.json"
        self._lock = RLock()
        self._seen: tuple[tuple[int, int, int], list[Account], list[Invitation]] | None = None

    @property
    def archive_is_there(self) -> bool:
        """Whether the archive is where it was when the room was opened; elsewhere nothing is known of anybody."""
        return (self._root / SETTINGS_FILE).is_file()

    def all(self) -> Sequence[Account]:
        """Every account, in the order in which they were made."""
        return self._read()[0]

    def invitations(self) -> Sequence[Invitation]:
        """The invitations that were not used and still hold."""
        now = _now().isoformat()
        return [one for one in self._read()[1] if one.until > now]

    def named(self, name: str) -> Account | None:
        """The account of this name; None where there is none."""
        return next((one for one in self.all() if _same(one.name, name)), None)

    def signed_in(self, name: str, password: str) -> Account | None:
        """The account whose name and password these are; it takes as long where there is no such account."""
        from argon2.exceptions import InvalidHashError, VerificationError

        account = self.named(name)
        known = account.password if account else _NOBODY
        try:
            right = _hasher().verify(known, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return None
        return account if right and account else None

    def invite(self, name: str, role: str, *, sees_all: bool) -> str:
        """Invite somebody: the secret of the link, which is told this once."""
        name = _name(name)
        if role not in ROLES:
            raise Refused(say("“{role}” is no role; there are {roles}.", role=role[:40], roles=ROLES))
        if self.named(name):
            raise Refused(say("There is an account of the name {name} already.", name=name))
        secret = token_urlsafe(24)
        invitation = Invitation(sha_of(secret), name, role, sees_all, (_now() + HOLDS).isoformat())
        self._change(lambda accounts, known: (accounts, [*(o for o in known if not _same(o.name, name)), invitation]))
        return secret

    def invitation(self, secret: str) -> Invitation | None:
        """The invitation of a link; None where it was used, taken back, or is past."""
        wanted = sha_of(secret)
        return next((one for one in self.invitations() if compare_digest(one.digest, wanted)), None)

    def accept(self, secret: str, password: str) -> Account:
        """Make the account that a link invites to, with a password."""
        hashed = _hashed(password)
        with self._lock, locked(self._root):
            invitation = self.invitation(secret)
            if invitation is None:
                raise NotFound(say("This invitation does not hold any more; ask for another."))
            if self.named(invitation.name):
                raise Refused(say("There is an account of the name {name} already.", name=invitation.name))
            account = Account(invitation.name, invitation.role, invitation.sees_all, hashed)
            used = invitation.digest
            self._change(lambda accounts, known: ([*accounts, account], [o for o in known if o.digest != used]))
        return account

    def change(self, name: str, role: str, *, sees_all: bool) -> Account:
        """Give an account another role, or take it away (role "none"); the last owner stays one."""
        account = self.named(name)
        if account is None:
            raise NotFound(say("There is no account of the name {name}.", name=name[:80]))
        if role not in (*ROLES, "none"):
            known = (*ROLES, "none")
            raise Refused(
                say(
                    "“{role}” is no role; there are {roles}; the last takes the account away.",
                    role=role[:40],
                    roles=known,
                )
            )
        owners = [one for one in self.all() if one.role == "owner"]
        if account.role == "owner" and role != "owner" and len(owners) == 1:
            raise Refused(say("An archive has an owner: make somebody else one first."))
        changed = replace(account, role=role, sees_all=sees_all)
        kept = [] if role == "none" else [changed]
        self._change(
            lambda accounts, known: ([x for o in accounts for x in (kept if o.name == account.name else [o])], known)
        )
        return changed

    def withdraw(self, name: str) -> Invitation:
        """Take back the invitation of somebody who has not come in yet."""
        found = next((one for one in self.invitations() if _same(one.name, name)), None)
        if found is None:
            raise NotFound(say("Nobody of the name {name} is invited; perhaps they have come in.", name=name[:80]))
        self._change(lambda accounts, known: (accounts, [one for one in known if one.digest != found.digest]))
        return found

    def renew_password(self, name: str, old: str, new: str) -> Account:
        """Give somebody who knows the old password a new one; sessions that were opened with the old one end."""
        if self.signed_in(name, old) is None:
            raise Refused(say("This is not the password that holds now; nothing was changed."))
        hashed = _hashed(new)
        with self._lock, locked(self._root):
            account = self.named(name)
            if account is None:
                raise NotFound(say("There is no account of the name {name}.", name=name[:80]))
            changed = replace(account, password=hashed)
            self._change(
                lambda accounts, known: ([changed if one.name == changed.name else one for one in accounts], known)
            )
        return changed

    # ── the file ──

    def _read(self) -> tuple[list[Account], list[Invitation]]:
        try:
            stat = self._path.stat()
            signature = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if self._seen is None or self._seen[0] != signature:
                held = json.loads(self._path.read_bytes())
                accounts = [Account(**one) for one in held["accounts"]]
                self._seen = signature, accounts, [Invitation(**one) for one in held["invitations"]]
            return list(self._seen[1]), list(self._seen[2])
        except FileNotFoundError:
            return [], []
        except (OSError, ValueError, KeyError, TypeError) as error:
            file = f"{FOLDER}/accounts.json"
            raise Unreadable(
                say("{file} cannot be read, so nobody is let in; mend or delete it.", file=file)
            ) from error

    def _change(
        self,
        change: Callable[[list[Account], list[Invitation]], tuple[list[Account], list[Invitation]]],
    ) -> None:
        with self._lock, locked(self._root):
            make_folder(self.folder)
            accounts, invitations = change(*self._read())
            held = {
                "accounts": [asdict(one) for one in accounts],
                "invitations": [asdict(one) for one in invitations if one.until > _now().isoformat()],
            }
            new = not self._path.exists()
            if new:
                descriptor = os.open(self._path, os.O_CREAT | os.O_WRONLY, 0o600)
                os.close(descriptor)
            write_atomically(self._path, json.dumps(held, ensure_ascii=False, indent=1).encode("utf-8"))


class Ledger:
    """A plain file of the team's folder to which lines of JSON are added and nothing else is ever done."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._path = folder / name
        self._lock = RLock()

    def add(self, **said: object) -> None:
        """Add a line, with the moment (ISO 8601) before all else."""
        row = {"when": _now().isoformat(), **said}
        with self._lock:
            make_folder(self._folder)
            append_durably(self._path, json.dumps(row, ensure_ascii=False))

    def rows(self) -> list[Mapping[str, object]]:
        """Every line, the oldest first; one torn by a crash is passed over."""
        try:
            lines = self._path.read_text("utf-8", errors="replace").split("\n")
        except OSError:
            return []
        rows: list[Mapping[str, object]] = []
        for line in lines:
            with suppress(ValueError):
                row = json.loads(line)
                if isinstance(row, dict):
                    rows.append(row)
        return rows


def make_folder(folder: Path) -> None:
    """The team's folder, closed to other users of the machine and kept out of git."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(
            folder / ".gitignore", b"# What is the team's is not published; delete this file to keep it.\n*\n"
        )


def _name(written: str) -> str:
    name = " ".join(normalize("NFC", written).split())
    if not 0 < len(name) <= _LONGEST_NAME or _NO_NAME.search(written):
        raise Refused(
            say("A name has between 1 and {most} letters, on one line, without angle brackets.", most=_LONGEST_NAME)
        )
    return name


def _hashed(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise Refused(
            say("A password has at least {least} letters: four or five words that nobody would guess.", least=SHORTEST)
        )
    return _hasher().hash(password)


def _same(a: str, b: str) -> bool:
    return normalize("NFKC", " ".join(a.split())).casefold() == normalize("NFKC", " ".join(b.split())).casefold()


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()  # argon2id by RFC 9106, the second recommended choice


# the hash of a password that nobody has, held against where there is no such account, so that time tells nothing
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$MTIzNDU2Nzg5MDEyMzQ1Ng$GH4uQrMm2WzSFvHxyVvtV8oFJuzrTKvMvqCi1eMyNQE"
