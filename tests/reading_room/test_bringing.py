"""Sources brought in, described and published from the room: by forms alone, and by the API."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest
from planted_room import Planted, come_in, plant
from room_reader import Reader
from room_serving import Served, files_of, serving
from team_serving import PASSWORD, serving_team

from variorum.archive.folder import Archive, create_archive
from variorum.archive.reading import read_record
from variorum.pipeline import take_in

LETTER = """Anna Berg
A letter from the mill

[p. 1]

The mill stood empty when we came in the summer of 1932. Nobody was there but the watchman.

[p. 2]

He told us that the meeting had been held in the yard, and that Peters had spoken last.
"""


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Reader]:
    """The owner of an archive in which nothing is yet."""
    yield from _of_an_empty_archive(tmp_path)


@pytest.fixture(scope="module")
def left_empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The same for all who bring in nothing."""
    yield from _of_an_empty_archive(tmp_path_factory.mktemp("left-empty"))


def _of_an_empty_archive(folder: Path) -> Iterator[Reader]:
    for served in serving(create_archive(folder / "archive", title="The Mill")):
        one = Reader(served)
        one.served = served  # type: ignore[attr-defined]
        yield one
        one.client.close()


def served_of(reader: Reader) -> Served:
    served: Served = reader.served  # type: ignore[attr-defined]
    return served


def form(reader: Reader, name: str, given: dict[str, str], files: object = None, **more: object) -> httpx.Response:
    """Send a form as a browser does without scripts."""
    data = {"csrf": reader.told["csrf"], **given}
    sent = {"origin": str(reader.client.base_url).rstrip("/")}
    if files is None:
        return reader.client.post(f"/room/do/{name}", data=data, headers=sent, **more)  # type: ignore[arg-type]
    return reader.client.post(f"/room/do/{name}", data=data, files=files, headers=sent, **more)  # type: ignore[arg-type]


def read(reader: Reader, answer: httpx.Response) -> httpx.Response:
    """The page of what was brought in, once it is read."""
    assert answer.status_code == 200, answer.text
    until = monotonic() + 60
    while 'data-room="running"' in answer.text:
        assert monotonic() < until
        sleep(0.2)
        answer = reader.client.get(answer.url)
    return answer


def fields(page: str) -> dict[str, str]:
    """What stands in the form of a page."""
    from lxml import html

    found = html.fromstring(page).xpath('//form[contains(@action, "do/take") or contains(@action, "do/describe")]')[0]
    return {name: str(value) for name, value in found.fields.items() if value is not None}


def bring(reader: Reader, *files: tuple[str, bytes], **given: str) -> httpx.Response:
    sent = [("files", (name, content, "application/octet-stream")) for name, content in files]
    return read(reader, form(reader, "bring", given, sent or [("files", ("", b"", "application/octet-stream"))]))


def test_a_file_is_read_put_right_taken_in_and_taken_back(empty: Reader) -> None:
    root = served_of(empty).archive.root
    before = files_of(root)
    page = bring(empty, ("letter.txt", LETTER.encode()))
    offered = fields(page.text)
    assert offered["title-0"] == ""  # nothing tells it
    assert "1 to 2" in page.text
    assert files_of(root) == before
    offered |= {"author-0": "Anna Berg", "composed-0": "summer 1932", "kind-0": "letter"}
    done = form(empty, "take", offered)
    assert done.status_code == 200, done.text
    assert "berg1932" in done.text
    source = read_record(root)[0].sources["berg1932"]
    assert (source.authors, source.kind) == (("Anna Berg",), "letter")
    assert source.composed is not None
    assert str(source.composed.edtf) == "1932-22"
    assert source.original is not None
    assert (root / "originals" / source.original.file).read_bytes() == LETTER.encode()
    arrived = read(empty, done)  # one is led to the source as soon as it is worked out
    assert arrived.url.path.startswith("/sources/berg1932")
    assert "A letter from the mill" in arrived.text
    assert empty.client.get(page.url).status_code == 404
    undone = empty.send("undo", {})
    assert undone.status_code == 200, undone.text
    assert files_of(root) == before
    aside = root / ".catalogue/room" / source.original.sha256
    assert aside.read_bytes() == LETTER.encode()  # put aside, not lost


def test_it_is_written_as_the_command_writes_it(empty: Reader, tmp_path: Path) -> None:
    root = served_of(empty).archive.root
    (tmp_path / "letter.txt").write_bytes(LETTER.encode())
    other = create_archive(tmp_path / "other", title="Other")
    (key,) = [one.key for one in take_in(other, [tmp_path / "letter.txt"]).sources]
    taken = form(empty, "take", fields(bring(empty, ("letter.txt", LETTER.encode())).text))
    assert taken.status_code == 200
    assert (root / f"sources/{key}.md").read_bytes() == (other.root / f"sources/{key}.md").read_bytes()


def test_what_cannot_be_read_costs_itself_alone_and_says_what_to_do(empty: Reader) -> None:
    page = bring(
        empty,
        ("empty.pdf", b""),
        ("broken.docx", b"PK\x03\x04" + b"\x00" * 60),
        ("page.pdf", b"<html><title>A page</title><body><p>Words of a page.</p></body></html>"),
        ("../../letter.txt", LETTER.encode()),
        ("again.txt", LETTER.encode()),
        ("program.exe", b"MZ" + bytes(range(256)) * 20),
    )
    legends = re.findall(r"<legend>(.*?)</legend>", page.text)
    assert legends == ["empty.pdf", "broken.docx", "page.pdf", "letter.txt", "again.txt", "program.exe"]
    assert "an empty file is usually an interrupted copy" in page.text
    assert "it was read as" in page.text
    offered = fields(page.text)
    assert {name for name in offered if name.startswith("take-")} == {"take-2", "take-3"}  # it is not ticked
    assert "there is no text in it" in page.text  # which may be written out, page by page
    assert "key-1" in offered
    done = form(empty, "take", offered)
    assert done.status_code == 200
    assert len(read_record(served_of(empty).archive.root)[0].sources) == 2
    again = bring(empty, ("letter.txt", LETTER.encode()))
    assert "The archive has this file already" in again.text or served_of(empty).room.settled(patience=60)


def test_a_pasted_text_is_a_source_under_its_title(empty: Reader) -> None:
    page = bring(empty, text="Words that somebody dictated.\r\n\r\nAnd more.", title="What was dictated")
    offered = fields(page.text)
    assert offered["title-0"] == "What was dictated"
    assert form(empty, "take", offered).status_code == 200
    (source,) = read_record(served_of(empty).archive.root)[0].sources.values()
    assert source.title == "What was dictated"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"composed-0": "when the mill stood"}, "when the mill stood"),
        ({"key-0": "no key"}, "cannot be a key"),
        ({"kind-0": "poem"}, "poem"),
        ({"pages-0": "from the third"}, "how the pages are numbered"),
        ({"access-0": "secret"}, "secret"),
    ],
)
def test_what_is_not_understood_is_said_and_what_was_entered_stays(
    left_empty: Reader, change: dict[str, str], says: str
) -> None:
    root = served_of(left_empty).archive.root
    before = files_of(root)
    offered = {**fields(bring(left_empty, ("letter.txt", LETTER.encode())).text), "author-0": "Anna Berg"}
    refused = form(left_empty, "take", offered | change)
    assert refused.status_code in (403, 422), refused.text
    assert says in refused.text
    assert fields(refused.text)["author-0"] == "Anna Berg"
    assert files_of(root) == before
    assert form(left_empty, "discard", {"batch": offered["batch"]}).status_code == 200
    assert list((root / ".catalogue/room/brought").iterdir()) == []


def test_nothing_is_stored_of_a_form_that_is_forged_or_brings_nothing(empty: Reader) -> None:
    root = served_of(empty).archive.root
    file = [("files", ("a.txt", b"words", "text/plain"))]
    own = {"origin": str(empty.client.base_url).rstrip("/")}
    for data, headers in (
        ({"csrf": "other"}, own),
        ({}, own),
        ({"csrf": empty.told["csrf"]}, {"origin": "https://elsewhere.example"}),
        ({"csrf": empty.told["csrf"]}, {}),
    ):
        answer = empty.client.post("/room/do/bring", data=data, files=file, headers=headers)
        assert answer.status_code == 403
    assert form(empty, "bring", {}, [("files", ("", b"", "text/plain"))]).status_code == 422
    assert list((root / ".catalogue/room/brought").iterdir()) == []
    bare = empty.client.post("/api/brought", files=file)
    assert bare.status_code == 403


def test_a_source_stays_that_something_rests_on(empty: Reader) -> None:
    served = served_of(empty)
    offered = fields(bring(empty, ("letter.txt", LETTER.encode())).text) | {"key-0": "berg1932"}
    assert form(empty, "take", offered).status_code == 200
    write = empty.ask("journal").json()["writes"][0]["write"]
    assert served.room.settled(patience=60)
    dossier = empty.send("dossier", {"kind": "person", "name": "Peters, Ivan"}).json()
    assert dossier["id"] == "peters"
    assert served.room.settled(patience=60)
    stated = empty.send(
        "statement",
        {"dossier": "peters", "relation": "spoke at", "object": '"the meeting"', "source": "berg1932",
         "locator": "p. 2", "quotation": "Peters had spoken last"},
    )  # fmt: skip
    if stated.status_code != 200:
        path = served.archive.root / "people/peters.md"
        path.write_text(path.read_text("utf-8") + "\nPeters had spoken last [@berg1932, p. 2].\n", encoding="utf-8")
    refused = empty.send("undo", {"id": write})
    assert refused.status_code == 403
    assert "people/peters.md" in refused.json()["error"]
    assert (served.archive.root / "sources/berg1932.md").is_file()


def test_in_a_git_repository_source_and_original_are_one_commit(empty: Reader) -> None:
    root = served_of(empty).archive.root

    def git(*command: str) -> str:
        who = ["-c", "user.name=X", "-c", "user.email=x@example.org"]
        return subprocess.run(
            ["git", "-C", str(root), *who, *command], capture_output=True, text=True, check=True
        ).stdout

    git("init", "-q")
    git("config", "user.name", "X")
    git("config", "user.email", "x@example.org")
    offered = fields(bring(empty, ("letter.txt", LETTER.encode())).text) | {"key-0": "berg1932"}
    assert form(empty, "take", offered).status_code == 200
    assert git("show", "--name-only", "--format=").split() == ["originals/berg1932.txt", "sources/berg1932.md"]
    assert empty.send("undo", {}).status_code == 200
    assert git("show", "--name-status", "--format=").split() == [
        "D",
        "originals/berg1932.txt",
        "D",
        "sources/berg1932.md",
    ]
    (root / ".gitignore").write_text(".catalogue/\noriginals/\n", encoding="utf-8")
    offered = fields(bring(empty, ("letter.txt", LETTER.encode())).text) | {"key-0": "berg1932"}
    assert form(empty, "take", offered).status_code == 200
    assert git("show", "--name-only", "--format=").split() == ["sources/berg1932.md"]


def test_a_description_is_put_right_and_refused_where_the_file_changed(empty: Reader) -> None:
    served = served_of(empty)
    root = served.archive.root
    offered = fields(bring(empty, ("letter.txt", LETTER.encode())).text) | {"key-0": "berg1932"}
    assert form(empty, "take", offered).status_code == 200
    assert served.room.settled(patience=60)
    page = empty.client.get("/room/describe/berg1932")
    now = fields(page.text)
    dossier = root / "sources/berg1932.md"
    before = dossier.read_bytes()
    assert form(empty, "describe", now).status_code == 200
    assert dossier.read_bytes() == before
    done = form(empty, "describe", now | {"title": "A letter", "published": "im Frühjahr 1933", "access": "restricted"})
    assert done.status_code == 200, done.text
    source = read_record(root)[0].sources["berg1932"]
    assert (source.title, source.access) == ("A letter", "restricted")
    assert source.published is not None
    assert str(source.published.edtf) == "1933-21"
    stale = form(empty, "describe", now | {"title": "Another"})
    assert stale.status_code == 409
    assert fields(stale.text)["title"] == "Another"
    assert empty.send("undo", {}).status_code == 200
    assert dossier.read_bytes() == before


def test_the_edition_is_made_here_and_handed_out_only_while_it_is_up_to_date(empty: Reader) -> None:
    served = served_of(empty)
    for name, content, access in (
        ("letter.txt", LETTER, "open"),
        ("secret.txt", "The informer was Kravets.\n" * 3, "restricted"),
    ):
        offered = fields(bring(empty, (name, content.encode())).text)
        assert form(empty, "take", offered | {"access-0": access}).status_code == 200
    assert served.room.settled(patience=60)
    assert empty.client.get("/room/publish/edition.zip").status_code == 404
    page = read(empty, form(empty, "publish", {}))
    assert "edition.zip" in page.text, page.text
    sent = empty.client.get("/room/publish/edition.zip")
    assert sent.headers["content-disposition"].startswith("attachment")
    with zipfile.ZipFile(BytesIO(sent.content)) as packed:
        names = packed.namelist()
        assert "The Mill/index.html" in names
        every = b"".join(packed.read(name) for name in names)
    assert b"The mill stood empty" in every
    assert b"Kravets" not in every
    patience = monotonic() + 60  # the room writes beside this, pages that were seen before they are asked for
    while (left := [*(served.archive.root / ".catalogue/room").glob("*.variorum-tmp")]) and monotonic() < patience:
        sleep(0.05)
    assert not left
    (key,) = [one.key for one in read_record(served.archive.root)[0].sources.values() if one.access == "open"]
    assert empty.send("description", {"source": key, "access": "restricted"}).status_code == 200
    assert empty.client.get("/room/publish/edition.zip").status_code == 404
    assert "changed since the edition" in empty.client.get("/room/publish").text


def test_only_who_sees_everything_brings_in_and_publishes(tmp_path: Path) -> None:
    for planted in come_in(plant(tmp_path / "archive", 3)):
        assert isinstance(planted, Planted)
        file = [("files", ("a.txt", b"words", "text/plain"))]
        for who, may in {"Ada": True, "Vera": True, "Emil": False, "Carl": False, "Rosa": False}.items():
            person = planted.people[who]
            assert (person.client.get("/room/bring").status_code == 200) == may, who
            sent = {"x-variorum-token": person.csrf, "origin": "http://127.0.0.1:8470"}
            brought = person.client.post("/api/brought", files=file, headers=sent)
            assert (brought.status_code == 200) == may, who
            if may:
                batch = brought.json()["batch"]
                assert person.get("/api/brought", batch=batch).json()["total"] == 1  # type: ignore[attr-defined]
                for other in {"Ada", "Vera"} - {who}:
                    assert planted.people[other].get("/api/brought", batch=batch).status_code == 404  # type: ignore[attr-defined]
            assert (person.client.get("/room/publish").status_code == 200) == (who == "Ada"), who
            assert (person.client.get("/room/publish/edition.zip").status_code == 404) == (who == "Ada"), who
        asked = {"source": "open1", "title": "Another title"}  # in whose dossier something is kept back
        for who, status in {"Rosa": 403, "Carl": 404, "Emil": 404, "Vera": 200}.items():
            assert planted.people[who].send("description", asked).status_code == status, who


def test_a_contributors_description_waits_and_is_written_when_it_is_taken(archive: Archive) -> None:
    for served in serving_team(archive):
        assert served.room.ready(patience=600) is not None
        people = {}
        for name, role in (("Carl", "contributor"), ("Vera", "editor")):
            client = httpx.Client(base_url=served.address, follow_redirects=True, timeout=60)
            secret = served.invitation(name, role).partition("secret=")[2]
            door = {"secret": secret, "password": PASSWORD, "again": PASSWORD}
            page = client.post("/room/invitation", data=door, headers={"origin": served.address}).text
            found = re.search(r'"csrf": "([^"]+)"', page)
            assert found is not None
            people[name] = client, found[1]
        key, source = next(iter(read_record(archive.root)[0].sources.items()))
        client, csrf = people["Carl"]
        given = fields(client.get(f"/room/describe/{key}").text) | {"title": "As Carl has it", "csrf": csrf}
        sent = client.post("/room/do/describe", data=given, headers={"origin": served.address})
        assert sent.url.path == "/room/review"
        assert read_record(archive.root)[0].sources[key].title == source.title
        editor, token = people["Vera"]
        (one,) = editor.get("/api/proposals", params={"state": "waiting"}).json()["proposals"]
        headers = {"x-variorum-token": token, "origin": served.address}
        taken = editor.post("/api/proposal/decide", json={"id": one["id"], "verdict": "accepted"}, headers=headers)
        assert taken.status_code == 200, taken.text
        assert read_record(archive.root)[0].sources[key].title == "As Carl has it"
        for path in ("/room/bring", "/room/publish"):
            assert client.get(path).status_code == 403
            assert "room/bring" not in client.get("/").text
