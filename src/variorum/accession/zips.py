"""Zip packages opened with care: EPUB, DOCX, ODT and zipped FB2 are all zips, and a zip can be a trap.

What a member really unpacks to is counted while it unpacks, not believed from its header. Names that climb out are
never shown to a reader. A zip whose table of contents is cut off is searched for the members that are still whole.
Format: PKWARE APPNOTE 6.3.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from variorum.accession import limits, remarks
from variorum.accession.reading_progress import reached
from variorum.finding import Finding
from variorum.saying import say

_LOCAL_HEADER = struct.Struct("<4sHHHHHIIIHH")
_SIGNATURE = b"PK\x03\x04"
_STREAMED = 0x08
_LOCKED = 0x01
_CHUNK = 1 << 16
_TROUBLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    struct.error,
)


class Package:
    """An open zip that guards what unpacking it may cost.

    `names` are the members that may be read, in the package's order. `read` returns None where a member is missing,
    damaged, locked or too large, and then `findings` says why (a missing one is left to the caller to judge).
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.names: tuple[str, ...] = ()
        self.encrypted = False
        self._findings: dict[str, Finding] = {}
        self._members: dict[str, zipfile.ZipInfo | tuple[int, int, int]] = {}
        self._zip: zipfile.ZipFile | None = None
        self._bytes = b""
        self._left = limits.LARGEST_UNPACKED

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong so far, each thing once."""
        return tuple(self._findings.values())

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def read(self, member: str) -> bytes | None:
        """The bytes of a member, or as many as could be had of a damaged one; None where there are none."""
        entry = self._members.get(member)
        if entry is None:
            return None
        if not reached(f"“{member}” inside the file"):
            self._note(remarks.damaged(self.name, say("“{member}” inside the file was passed over.", member=member)))
            return None
        if self._left <= 0:
            self._note(remarks.too_large(self.name, _UNPACKS_TOO_FAR))
            return None
        return self._salvaged(member, entry) if isinstance(entry, tuple) else self._unpacked(member, entry)

    def _unpacked(self, member: str, entry: zipfile.ZipInfo) -> bytes | None:
        if entry.flag_bits & _LOCKED:
            self.encrypted = True
            self._note(remarks.encrypted(self.name))
            return None
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or self._zip is None:
            self._note(
                remarks.damaged(self.name, say("“{member}” is packed in a way that is not read.", member=member))
            )
            return None
        chunks: list[bytes] = []
        total = 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    total += len(chunk)
                    if not self._affordable(member, total, entry.compress_size):
                        return None
                    chunks.append(chunk)
        except _TROUBLE:
            self._note(
                remarks.damaged(
                    self.name,
                    say(
                        "“{member}” inside the file is damaged; {total} bytes of it were read.",
                        member=member,
                        total=total,
                    ),
                )
            )
        self._left -= total
        return b"".join(chunks) or (b"" if not entry.file_size else None)

    def _salvaged(self, member: str, entry: tuple[int, int, int]) -> bytes | None:
        start, packed, method = entry
        raw = self._bytes[start : start + packed] if packed else self._bytes[start:]
        if method == zipfile.ZIP_STORED:
            text = raw
        else:
            inflater = zlib.decompressobj(-15)
            try:
                text = inflater.decompress(raw, min(limits.LARGEST_MEMBER, self._left) + 1)
            except zlib.error:
                return None
        if not self._affordable(member, len(text), len(raw)):
            return None
        self._left -= len(text)
        return text

    def _affordable(self, member: str, total: int, packed: int) -> bool:
        if total > self._left:
            self._left = 0
            self._note(remarks.too_large(self.name, _UNPACKS_TOO_FAR))
            return False
        steep = total > limits.RATIO_COUNTS_FROM and total > packed * limits.STEEPEST_RATIO
        if total > limits.LARGEST_MEMBER or steep:
            self._left -= total
            self._note(
                remarks.too_large(
                    self.name,
                    say(
                        "“{member}” inside the file takes {packed} bytes and unpacks to more than {total}; it "
                        "was left out.",
                        member=member,
                        packed=packed,
                        total=total,
                    ),
                )
            )
            return False
        return True

    def _note(self, finding: Finding) -> None:
        if len(self._findings) < limits.MOST_FINDINGS:
            self._findings.setdefault(finding.message, finding)


_UNPACKS_TOO_FAR = say(
    "The file unpacks to more than {most} bytes; what lies beyond was left out.", most=limits.LARGEST_UNPACKED
)


def open_package(data: bytes, *, name: str) -> Package:
    """A zip opened for reading; a damaged one has the members that were found whole, and finding A004."""
    package = Package(name)
    package._bytes = data
    try:
        package._zip = zipfile.ZipFile(BytesIO(data))
        entries = package._zip.infolist()
    except _TROUBLE:
        _salvage(package)
    else:
        for entry in entries[: limits.MOST_MEMBERS]:
            _list(package, entry.filename, entry)
        if len(entries) > limits.MOST_MEMBERS:
            package._note(
                remarks.too_large(
                    name,
                    say(
                        "The file holds {count} members; only {most_members} were looked at.",
                        count=len(entries),
                        most_members=limits.MOST_MEMBERS,
                    ),
                )
            )
    package.names = tuple(package._members)
    return package


def is_safe(member: str) -> bool:
    """Whether a member's name stays inside the package: no root, no drive, no step upwards, no odd characters."""
    parts = member.split("/")
    return bool(member) and not (
        member.startswith("/") or "\\" in member or "\x00" in member or ":" in parts[0] or ".." in parts
    )


def _list(package: Package, member: str, entry: zipfile.ZipInfo | tuple[int, int, int]) -> None:
    if member.endswith("/"):
        return
    if not is_safe(member):
        package._note(
            remarks.hostile(
                package.name,
                say(
                    "The file holds a part named “{member}”, a path that leads out of it; that part was not read.",
                    member=member[:200],
                ),
            )
        )
        return
    package._members.setdefault(member, entry)


def _salvage(package: Package) -> None:
    """Members found by their own headers, for a zip without its table of contents."""
    data, at, count = package._bytes, package._bytes.find(_SIGNATURE), 0
    while at >= 0 and count < limits.MOST_MEMBERS:
        count += 1
        if at + _LOCAL_HEADER.size > len(data):
            break
        _, _, flags, method, _, _, _, packed, _, name_length, extra_length = _LOCAL_HEADER.unpack_from(data, at)
        start = at + _LOCAL_HEADER.size + name_length + extra_length
        member = data[at + _LOCAL_HEADER.size : at + _LOCAL_HEADER.size + name_length].decode("utf-8", "replace")
        following = data.find(_SIGNATURE, start if flags & _STREAMED else min(start + packed, len(data)))
        if not flags & _LOCKED and method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            size = packed if not flags & _STREAMED else max((following if following > 0 else len(data)) - start, 0)
            _list(package, member, (start, size, method))
        at = following
    package._note(
        remarks.damaged(
            package.name,
            say(
                "The file is cut off or damaged: its table of contents is missing. {count} parts of it "
                "were still found.",
                count=len(package._members),
            ),
        )
    )
