"""`variorum serve` where there is no archive: asked for, begun, opened again; and nothing but that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import sleep

import httpx
import pytest
from room_serving import serving_first

from variorum.archive.folder import Archive, create_archive
from variorum.archive.reading import read_record


@dataclass
class Newcomer:
    """Somebody who opened the address that was printed."""

    folder: Path
    client: httpx.Client
    page: str

    def send(self, form: str, **given: str) -> httpx.Response:
        csrf = re.search(r'name="csrf" value="([^"]+)"', self.page)
        assert csrf is not None
        base = str(self.client.base_url).rstrip("/")
        return self.client.post(f"/room/do/{form}", data={"csrf": csrf[1], **given}, headers={"origin": base})


@pytest.fixture
def newcomer(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Newcomer]:
    folder = tmp_path / "home"
    folder.mkdir()
    for name in getattr(request, "param", ()):
        (folder / name).write_text("x", encoding="utf-8")
    for address in serving_first(folder):
        base = address.partition("/?")[0]
        said = {"accept-language": "ru,en"}
        with httpx.Client(base_url=base, follow_redirects=True, timeout=60, headers=said) as client:
            yield Newcomer(folder, client, client.get(address).text)


def room_of(newcomer: Newcomer) -> str:
    page = newcomer.client.get("/")
    for _ in range(200):
        if 'id="room"' in page.text:
            break
        sleep(0.1)
        page = newcomer.client.get("/")
    return page.text


def test_an_empty_folder_becomes_the_archive_and_its_room_opens(newcomer: Newcomer) -> None:
    assert "Новый архив" in newcomer.page  # in the language of the browser
    done = newcomer.send("begin", title="  Мельница  у озера ", language="ru")
    assert done.status_code == 200, done.text
    settings = read_record(newcomer.folder)[0].settings
    assert settings.title == "Мельница у озера"
    assert settings.languages[0] == "ru"
    page = room_of(newcomer)
    assert 'href="room/bring"' in page
    assert "Мельница у озера" in page


@pytest.mark.parametrize("newcomer", [("letter.txt",)], indirect=True)
def test_beside_other_files_it_gets_a_folder_of_its_own_that_is_never_a_path(newcomer: Newcomer) -> None:
    assert newcomer.send("begin", title="../../The Mill", language="en").status_code == 200
    (made,) = [one for one in newcomer.folder.iterdir() if one.is_dir()]
    assert made.parent == newcomer.folder
    assert (made / "variorum.toml").is_file()
    assert sorted(one.name for one in newcomer.folder.parent.iterdir()) == ["home"]
    assert "The Mill" in room_of(newcomer)


@pytest.mark.parametrize(
    ("given", "status"),
    [({"title": " ", "language": "en"}, 403), ({"title": "A", "language": "xx"}, 403), ({"title": "A"}, 403)],
)
def test_what_is_missing_is_said_and_nothing_is_made(newcomer: Newcomer, given: dict[str, str], status: int) -> None:
    refused = newcomer.send("begin", **given)
    assert refused.status_code == status
    assert 'role="alert"' in refused.text
    assert list(newcomer.folder.iterdir()) == []


def test_who_was_not_let_in_or_comes_from_elsewhere_begins_nothing(newcomer: Newcomer) -> None:
    base = str(newcomer.client.base_url).rstrip("/")
    given = {"title": "A", "language": "en"}
    for headers in ({"origin": "https://elsewhere.example"}, {}, {"origin": base}):
        assert newcomer.client.post("/room/do/begin", data=given, headers=headers).status_code == 403
    stranger = httpx.get(f"{base}/")
    assert stranger.status_code == 403
    assert list(newcomer.folder.iterdir()) == []


def test_the_archive_of_yesterday_is_offered_and_opened(newcomer: Newcomer) -> None:
    made: Archive = create_archive(newcomer.folder / "mill", title="The Mill")
    page = newcomer.client.get("/").text
    assert '<button name="folder" value="mill">' in page
    for wrong in ("..", "mill/..", "nothing", ""):
        assert newcomer.send("open", folder=wrong).status_code == 404
    assert newcomer.send("open", folder="mill").status_code == 200
    assert "The Mill" in room_of(newcomer)
    assert made.root.is_dir()
