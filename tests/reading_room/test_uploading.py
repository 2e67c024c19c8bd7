"""Forms with files, as browsers send them and as nobody should: in pieces of any length."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.accession import limits
from variorum.reading_room import uploading
from variorum.reading_room.asked import BadRequest
from variorum.reading_room.uploading import Upload, upload

MARK = "----WebKitFormBoundaryAb12"
KIND = f"multipart/form-data; boundary={MARK}"


def form(*parts: tuple[str, str | None, bytes], end: bytes = b"--\r\n") -> bytes:
    raw = b""
    for name, file, content in parts:
        told = f'Content-Disposition: form-data; name="{name}"' + (f'; filename="{file}"' if file is not None else "")
        kind = "\r\nContent-Type: application/octet-stream" if file is not None else ""
        raw += f"--{MARK}\r\n{told}{kind}\r\n\r\n".encode() + content + b"\r\n"
    return raw + f"--{MARK}".encode() + end


def taken(raw: bytes, folder: Path, *, length: int = 7, kind: str = KIND, hold=lambda _: None) -> Upload:
    async def pieces() -> AsyncIterator[bytes]:
        for at in range(0, len(raw), length):
            yield raw[at : at + length]

    folder.mkdir(parents=True, exist_ok=True)
    return asyncio.run(upload(kind, pieces(), folder, hold=hold))


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=90) | st.just(f"\r\n--{MARK[:-1]}\r\n\r\n--".encode()), length=st.integers(1, 40))
def test_every_byte_of_a_file_arrives_however_the_pieces_fall(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, length: int
) -> None:
    if f"\r\n--{MARK}".encode() in content:
        return
    folder = tmp_path_factory.mktemp("brought")
    found = taken(form(("csrf", None, b"t"), ("files", "Письмо.TXT", content), ("text", None, "ё".encode())), folder,
                  length=length)  # fmt: skip
    assert found.fields == {"csrf": "t", "text": "ё"}
    assert [(one.name, one.path.name) for one in found.files] == [("Письмо.TXT", "0.txt")]
    assert found.files[0].path.read_bytes() == content


PIECES = (f"--{MARK}".encode(), b"\r\n", b"--", b"\r\n\r\n", b'Content-Disposition: form-data; name="a"',
          b'; filename="x.txt"', b'; filename="', b"\x00\xff", b"Content-Disposition:", b"words")  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(raw=st.lists(st.sampled_from(PIECES), max_size=24).map(b"".join), length=st.integers(1, 40))
def test_whatever_arrives_is_a_form_or_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, length: int
) -> None:
    folder = tmp_path_factory.mktemp("brought")
    try:
        found = taken(raw, folder, length=length)
    except BadRequest:
        return
    assert all(one.path.parent == folder for one in found.files)


@pytest.mark.parametrize(
    ("called", "name", "lies"),
    [
        ("../../etc/passwd", "passwd", "0"),
        ("C:\\fakepath\\a.pdf", "a.pdf", "0.pdf"),
        ("a\x00b\x1b[1m.d\u202eocx", "ab[1m.docx", "0.docx"),
        ("..", "..", "0"),
        (f"{'x' * 5000}.html", f"{'x' * 180}.html", "0.html"),
        ("a%22b.txt", 'a"b.txt', "0.txt"),
    ],
)
def test_what_a_browser_calls_a_file_is_never_a_path(tmp_path: Path, called: str, name: str, lies: str) -> None:
    found = taken(form(("files", called, b"words")), tmp_path / "in")
    assert [(one.name, one.path) for one in found.files] == [(name, tmp_path / "in" / lies)]
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == [lies]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (form(("files", "a.txt", b"x"), end=b""), KIND),
        (form(("files", "a.txt", b"x"))[:90], KIND),
        (b"", KIND),
        (b"--other--", KIND),
        (f"--{MARK}".encode() + b"x" * 10_000, KIND),
        (b"a=b", "application/x-www-form-urlencoded"),
        (form(("files", "a.txt", b"x")), "multipart/form-data"),
        (form(*[("files", f"{n}.txt", b"x") for n in range(201)]), KIND),
    ],
)
def test_what_is_no_form_or_breaks_off_is_refused_with_a_sentence(tmp_path: Path, raw: bytes, kind: str) -> None:
    with pytest.raises(BadRequest, match=r"\.$"):
        taken(raw, tmp_path, kind=kind, length=500)


def test_nothing_chosen_is_no_file_and_a_form_without_its_token_stores_nothing(tmp_path: Path) -> None:
    assert taken(form(("files", "", b"")), tmp_path).files == []

    def hold(fields: Mapping[str, str]) -> None:
        if fields.get("csrf") != "t":
            raise BadRequest("No.")

    for fields in ([], [("csrf", None, b"other")]):
        with pytest.raises(BadRequest):
            taken(form(*fields, ("files", "a.txt", b"x")), tmp_path, hold=hold)
    assert list(tmp_path.iterdir()) == []


def test_of_a_file_that_is_too_large_no_more_is_kept_than_tells_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LARGEST_FILE", 10)
    found = taken(form(("files", "a.txt", b"x" * 500), ("files", "b.txt", b"y")), tmp_path, length=64)
    assert [one.path.stat().st_size for one in found.files] == [11, 1]
    monkeypatch.setattr(uploading, "_MOST_FIELD", 100)
    with pytest.raises(BadRequest):
        taken(form(("text", None, b"x" * 500)), tmp_path)
