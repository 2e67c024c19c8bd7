"""An event and a place from their forms: the very lines that were shown, read back as what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from planted_room import Person, Planted, come_in, plant

from variorum.archive.reading import read_record
from variorum.record import EntityLink

EVENT = {
    "name": "The meeting at the mill", "date": "summer 1932", "place": "town", "people": ["other", "circle", "other"],
    "source": "open1", "locator": "p. 1", "quotation": "the mill stood",
}  # fmt: skip
PLACE = {
    "name": "Yekaterinburg",
    "names": ["Екатеринбург | ru | ../1924", "Свердловск | ru | 1924/1991", "Ekaterinburg", "  "],
    "coordinates": "56.84, 60.61",
}


@pytest.fixture
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    yield from come_in(plant(tmp_path_factory.mktemp("beginning") / "archive", 2))


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    """A room for all that is refused, so that nothing changes in it."""
    yield from come_in(plant(tmp_path_factory.mktemp("untouched") / "archive", 2))


@pytest.fixture
def vera(planted: Planted) -> Person:
    return planted.people["Vera"]


def written(planted: Planted, vera: Person, path: str, values: dict[str, Any]) -> Any:
    """Write what a form says, hold the file to the preview, and read it back."""
    shown = vera.send(f"{path}/preview", values)
    assert shown.status_code == 200, shown.text
    lines = [line for change in shown.json()["changes"] for line in change["added"]]
    assert not (planted.archive.root / shown.json()["file"]).exists()
    done = vera.send(path, values)
    assert done.status_code == 200, done.text
    assert (planted.archive.root / done.json()["file"]).read_text("utf-8").splitlines() == lines
    return read_record(planted.archive.root)[0], done.json()["id"]


def test_an_event_is_written_with_its_date_place_and_people(planted: Planted, vera: Person) -> None:
    record, id_ = written(planted, vera, "event", EVENT)
    assert record.entities[id_].kind == "event"
    own = [one for one in record.statements if one.ref.startswith(f"{id_}#")]
    assert [(one.relation, one.subject, one.thing) for one in own] == [
        ("took place in", id_, EntityLink("town")),
        ("took part in", "other", EntityLink(id_)),
        ("took part in", "circle", EntityLink(id_)),
    ]
    for one in own:
        assert one.when is not None
        assert str(one.when.edtf) == "1932-22"
        assert [(witness.citation.source, witness.quotation) for witness in one.witnesses] == [
            ("open1", "the mill stood")
        ]


def test_a_place_is_written_with_its_names_by_years_and_where_it_lies(planted: Planted, vera: Person) -> None:
    record, id_ = written(planted, vera, "place", PLACE)
    place = record.entities[id_]
    assert [(one.form, one.language, one.period) for one in place.names] == [
        ("Екатеринбург", "ru", "../1924"), ("Свердловск", "ru", "1924/1991"), ("Ekaterinburg", "", ""),
    ]  # fmt: skip
    assert dict(place.attributes["coordinates"]) == {"lat": "56.84", "lon": "60.61"}
    undone = vera.send("undo", {})
    assert undone.status_code == 200
    assert not (planted.archive.root / place.position.file).exists()


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("event", {"place": "nowhere"}),
        ("event", {"people": ["nobody"]}),
        ("event", {"date": "when the mill stood"}),
        ("event", {"place": "", "people": []}),
        ("event", {"source": "unheard1900"}),
        ("event", {"name": " "}),
        ("event", {"id": "other"}),
        ("place", {"coordinates": "north"}),
        ("place", {"coordinates": "91, 0"}),
        ("place", {"names": ["Свердловск | ru | for a while"]}),
        ("place", {"names": ["x"] * 61}),
        ("place", {"id": "Not An Id"}),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_written(
    untouched: Planted, path: str, change: dict[str, Any]
) -> None:
    vera = untouched.people["Vera"]
    before = sorted(untouched.archive.root.rglob("*.md"))
    values = {**(EVENT if path == "event" else PLACE), **change}
    refused = vera.send(path, values)
    assert refused.status_code in (403, 404, 422), refused.text
    shown = vera.send(f"{path}/preview", values).json()
    said = [refused.json()["error"], shown.get("error") or shown["faults"][0]["message"]]
    assert all(one.rstrip(" ?").endswith((".", "”")) for one in said)
    assert sorted(untouched.archive.root.rglob("*.md")) == before


def test_a_contributors_event_waits_and_is_written_when_it_is_taken(planted: Planted, vera: Person) -> None:
    sent = planted.people["Carl"].send("event", {"name": "A Day", "place": "town", "date": "1932"}).json()
    assert sent["waits"] is True
    page: Any = vera.get(f"/room/review/{sent['proposal']}")
    assert "took place in [[town]]" in page.text
    assert vera.send("proposal/decide", {"id": sent["proposal"], "verdict": "accepted"}).status_code == 200
    assert "took place in [[town]]" in (planted.archive.root / sent["files"][0]).read_text("utf-8")


GAZETTEER = """
Country:
  Region:
    Novozersk:
      latitude: 57.1
      longitude: 61.2
      nameHistory:
        - { period: "-1924, 1991-", ru: Новозёрск }
        - { period: "1924-1991", ru: Краснозёрск }
    Vetka: { latitude: 50, longitude: 30, nameHistory: [{ period: "-", ru: Ветка }] }
  Other Region:
    Vetka: { latitude: 60, longitude: 90, nameHistory: [{ period: "-", ru: Ветка }] }
"""


def test_a_place_is_taken_over_from_a_gazetteer_of_the_archives(planted: Planted, vera: Person) -> None:
    root = planted.archive.root
    assert vera.get("/api/gazetteers").json() == {"files": []}  # type: ignore[attr-defined]
    (root / "gazetteers").mkdir()
    (root / "gazetteers/towns.yml").write_text(GAZETTEER, encoding="utf-8")
    (root / "variorum.toml").write_text('title = "T"\nlanguages = ["en", "ru"]\n', encoding="utf-8")
    assert vera.get("/api/gazetteers").json() == {"files": ["towns.yml"]}  # type: ignore[attr-defined]
    asked = {"file": "towns.yml", "name": "Краснозёрск"}
    shown = vera.send("gazetteer/preview", asked)
    assert shown.status_code == 200, shown.text
    lines = [line for change in shown.json()["changes"] for line in change["added"]]
    assert not (root / shown.json()["file"]).exists()
    done = vera.send("gazetteer", asked)
    assert done.status_code == 200, done.text
    assert (root / done.json()["file"]).read_text("utf-8").splitlines() == lines
    assert any("1924/1991" in line for line in lines)
    again = vera.send("gazetteer", asked)
    assert again.status_code == 403
    assert vera.send("undo", {"id": done.json()["write"]}).status_code == 200
    assert not (root / done.json()["file"]).exists()
    before = sorted(root.rglob("*.md"))
    for wrong in (
        {"file": "towns.yml", "name": "Ветка"},
        {"file": "towns.yml", "name": "Nowhere"},
        {"file": "towns.yml", "name": " "},
        {"file": "../variorum.toml", "name": "Ветка"},
        {"file": "none.yml", "name": "Ветка"},
    ):
        refused = vera.send("gazetteer", wrong)
        assert refused.status_code in (403, 404, 422), refused.text
        assert refused.json()["error"]
    assert sorted(root.rglob("*.md")) == before
    for who in ("Rosa", "Carl", "Emil"):
        assert planted.people[who].send("gazetteer/preview", asked).status_code == 403


def test_a_statement_is_written_in_a_dossier_and_about_one_that_were_begun_a_moment_ago(
    planted: Planted, vera: Person
) -> None:
    generation = planted.room.generation
    first = vera.send("dossier", {"kind": "person", "name": "Nabokov, Ivan"}).json()
    second = vera.send("dossier", {"kind": "person", "name": "Anna Nabokov"}).json()
    assert (first["id"], second["id"]) == ("nabokov", "nabokov-anna")
    asked = {"dossier": first["id"], "relation": "met", "object": second["id"], "date": "1932"}
    shown = vera.send("statement/preview", asked).json()
    assert shown["faults"] == []
    assert vera.send("statement", asked).status_code == 200
    assert "met [[nabokov-anna]]" in (planted.archive.root / first["file"]).read_text("utf-8")
    assert planted.room.generation == generation  # no state shows either of them yet
    refused = vera.send("undo", {"id": second["write"]})
    assert refused.status_code == 403
    assert first["file"] in refused.json()["error"]
    for who in ("Emil", "Carl"):  # who may not see everything learns nothing of them
        assert planted.people[who].send("statement", asked).status_code == 404
