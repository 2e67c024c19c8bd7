"""The room's door answers from the first moment with the front page of the last time, and says that it is one."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from variorum import remembering
from variorum.archive.file_names import SETTINGS_FILE
from variorum.archive.folder import Archive
from variorum.reading_room.door import Behind, Door
from variorum.reading_room.front import FILE, Front, keep_front, kept_front
from variorum.reading_room.guarding import Gate
from variorum.reading_room.pages import keep_as_front
from variorum.reading_room.room import Room
from variorum.reading_room.serving import listen

PORT = 8470
PAGE = '<html><body>\n<main id="main" tabindex="-1">\n<h1>An archive</h1>\n</main></body>\n</html>'
FRONT = Front(PAGE, {"address": "index.html", "by": "</script>"}, "So it was.")


class Making:
    """A room that is made when the test says so."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.has_state = False
        self.error: Exception | None = None

    def __call__(self) -> Behind:
        self.may_end.wait(60)
        if self.error is not None:
            raise self.error
        return Behind(PlainTextResponse("the room"), lambda: self.has_state)


@pytest.fixture
def making() -> Iterator[Making]:
    one = Making()
    yield one
    one.may_end.set()


def client_of(door: Door) -> TestClient:
    return TestClient(door, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=True)


def test_who_brings_the_address_sees_the_front_page_before_there_is_a_room(making: Making) -> None:
    gate = Gate(PORT)
    with client_of(Door(making, gate, front=FRONT)) as client:
        page = client.get(f"/?token={gate.token}")
        assert page.status_code == 200
        assert "<h1>An archive</h1>" in page.text
        assert '<p class="room-behind" role="status">So it was.</p>' in page.text
        told = json.loads(page.text.partition('id="room">')[2].partition("</script>")[0])
        assert told == {"address": "index.html", "by": "</script>", "csrf": next(iter(gate.sessions.values())),
                        "generation": 0, "working": True}  # fmt: skip
        assert client.get("/assets/edition.css").headers["content-type"].startswith("text/css")
        assert client.get("/assets/nothing.css").status_code == 404


def test_nobody_else_sees_anything(making: Making) -> None:
    with client_of(Door(making, Gate(PORT), front=FRONT)) as client:
        for path in ("/", "/index.html", "/?token=another"):
            answer = client.get(path)
            assert answer.status_code == 403
            assert "An archive" not in answer.text
        assert client.get("/", headers={"host": "evil.example"}).status_code == 403


def test_every_other_request_waits_for_the_room(making: Making) -> None:
    gate = Gate(PORT)
    with client_of(Door(making, gate, front=FRONT)) as client:
        client.get(f"/?token={gate.token}")
        heard: list[str] = []
        asking = threading.Thread(target=lambda: heard.append(client.get("/people/index.html").text))
        asking.start()
        assert heard == []
        making.may_end.set()
        asking.join(60)
        assert heard == ["the room"]
        assert client.post("/api/statement", json={}).text == "the room"


def test_the_front_page_of_the_last_time_goes_when_there_is_a_state(making: Making) -> None:
    gate = Gate(PORT)
    with client_of(Door(making, gate, front=FRONT)) as client:
        client.get(f"/?token={gate.token}")
        making.may_end.set()
        assert client.get("/people/index.html").text == "the room"
        assert "So it was." in client.get("/").text
        making.has_state = True
        assert client.get("/").text == "the room"


def test_without_a_page_of_the_last_time_the_room_is_waited_for(making: Making) -> None:
    gate = Gate(PORT)
    making.may_end.set()
    with client_of(Door(making, gate, front=None)) as client:
        assert client.get(f"/?token={gate.token}").text == "the room"


def test_a_room_that_cannot_be_made_is_a_sentence_and_is_told(making: Making) -> None:
    making.error = OSError("no room")
    making.may_end.set()
    door = Door(making, Gate(PORT), front=None)
    with client_of(door) as client:
        answer = client.get("/people/index.html")
    assert answer.status_code == 500
    assert "Nothing of your archive was lost." in answer.text
    assert door.failed is making.error


def test_only_what_this_very_program_kept_by_these_settings_in_this_language_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = {"now": "a"}
    monkeypatch.setattr(remembering, "state_of", lambda _: states["now"])
    made = Archive(tmp_path)
    (tmp_path / SETTINGS_FILE).write_text('title = "A"\n', "utf-8")
    assert kept_front(made, asked="") is None
    keep_front(made, FRONT, asked="de")
    assert kept_front(made, asked="de") == FRONT
    assert kept_front(made, asked="") is None
    for other in ("b", ""):  # another file of the program, and one that may just change
        states["now"] = other
        assert kept_front(made, asked="de") is None
    states["now"] = "a"
    (tmp_path / SETTINGS_FILE).write_text('title = "A"\nlanguages = ["ru"]\n', "utf-8")
    assert kept_front(made, asked="de") is None
    keep_front(made, FRONT, asked="de")
    kept = json.loads((made.catalogue_dir / FILE).read_text("utf-8"))
    for damaged in ("", "[]", "{}", "{", json.dumps({**kept, "made_by": "0"}), json.dumps({**kept, "page": 1})):
        (made.catalogue_dir / FILE).write_text(damaged, "utf-8")
        assert kept_front(made, asked="de") is None


def test_a_room_keeps_its_front_page_for_the_next_time(archive: Archive) -> None:
    room = Room(archive, by="A. Reader", language="de")
    kept = threading.Event()

    def keep() -> None:
        keep_as_front(room, asked="de")
        kept.set()

    room.shown = keep
    room.start()
    try:
        assert kept.wait(600)
    finally:
        room.close()
    front = kept_front(archive, asked="de")
    assert front is not None
    assert "<h1" in front.page
    assert front.told["csrf"] == ""
    assert front.behind in front.opened(csrf="new")


def test_answers_are_sent_without_waiting_for_more_of_them() -> None:
    listening = listen(8600)
    try:
        assert listening.proto == socket.IPPROTO_TCP  # what asyncio goes by when it sends each piece at once
    finally:
        listening.close()


def test_a_room_that_was_just_closed_leaves_its_port_to_the_next_and_one_that_is_open_keeps_it() -> None:
    first = listen(8600)
    port = first.getsockname()[1]
    other = listen(port)
    assert other.getsockname()[1] != port
    other.close()
    with socket.create_connection(("127.0.0.1", port)):
        answered, _ = first.accept()
        answered.close()  # closed from this side first, the port rests for minutes
    first.close()
    again = listen(port)
    assert again.getsockname()[1] == port
    again.close()
