"""What the room refuses is said in the room's own language, at the gate and behind it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from room_reader import Reader
from room_serving import Served, serving

from variorum.archive.folder import open_archive


@pytest.fixture(scope="module")
def russian(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("refusals") / "archive"
    shutil.copytree(built, root)
    yield from serving(open_archive(root), "ru")


@pytest.fixture(scope="module")
def reading(russian: Served) -> Iterator[Reader]:
    assert russian.room.settled(patience=600)
    one = Reader(russian)
    yield one
    one.client.close()


@pytest.mark.parametrize(
    ("path", "values", "status", "said"),
    [
        ("undo", {}, 404, "Отменять нечего."),
        ("aside", {"code": "F501", "why": ""}, 403, "причину увидят читатели"),
        ("dossier", {"kind": "person", "name": ""}, 422, "В имени от 1 до 300 букв."),
        ("statement", {"dossier": "nobody", "relation": "said"}, 404, "Досье «nobody»"),
        ("passage", {"source": "zayavlenie1956", "page": 99, "start": 0, "end": 1}, 404, "нет страницы 99"),
    ],
)
def test_a_refusal_is_said_in_russian(
    reading: Reader, path: str, values: dict[str, object], status: int, said: str
) -> None:
    answer = reading.send(path, values)
    assert answer.status_code == status, answer.text
    assert said in answer.json()["error"]


def test_a_page_that_is_not_there_is_said_in_russian_and_marked_so(reading: Reader) -> None:
    answer = reading.client.get("/people/nobody.html")
    assert answer.status_code == 404
    assert "Такой страницы" in answer.text
    assert '<html lang="ru">' in answer.text


def test_whoever_comes_with_the_address_of_yesterday_is_told_so_in_russian(russian: Served, reading: Reader) -> None:
    answer = httpx.get(f"{russian.address}/?token=of-yesterday")
    assert answer.status_code == 403
    assert "Этот адрес остался от прежнего запуска" in answer.text
