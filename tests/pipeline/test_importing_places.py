"""Places come from a gazetteer only where one place is meant; what stands in a dossier stays byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.accession import limits
from variorum.archive.folder import Archive, create_archive
from variorum.archive.reading import read_record
from variorum.dates.edtf import parse_edtf
from variorum.finding import Finding, NotFound, Refused, Unreadable
from variorum.names.place_names import name_at
from variorum.pipeline import importing
from variorum.pipeline.importing import Imported, import_places
from variorum.pipeline.intake import take_in

TOWNS = """
Country:
  Region:
    Novozersk:
      wikipedia: {ru: "https://ru.example.org/wiki/Novozersk"}
      latitude: 57.1
      longitude: 61.2
      nameHistory:
        - { period: "-1924, 1991-", ru: Новозёрск, kk: Жаңаөзек }
        - { period: "1924-1991", ru: Краснозё́рск }
    Vetka:
      latitude: 50
      longitude: 30
      nameHistory:
        - { period: "-", ru: Ве́тка }
  # a second one of the name
  Other Region:
    Vetka:
      latitude: 60
      longitude: 90
      nameHistory:
        - { period: "long ago", ru: Ветка }
        - { period: "1980?-", ru: Ветка }
    Nowhere:
      latitude: 560
      longitude: 90
      nameHistory: [{ period: "-", ru: Нигде }]
"""


def a_row(
    number: int, name: str, others: str = "", *, where: tuple[str, str] = ("57.1", "61.2"), kind: str = "P"
) -> str:
    fields = [str(number), name, name, others, *where, kind, "PPL" if kind == "P" else "ADM1", "XX", "", "07"]
    return "\t".join([*fields, *[""] * 7, "2020-01-01"])


GEONAMES = "\n".join(
    [
        a_row(1, "Novozyorsk", "Krasnozyorsk,Краснозёрск,Новозёрск,新城"),
        a_row(2, "Novozyorsk Oblast", "Новозёрск", kind="A"),
        a_row(3, "Vetka", where=("50", "30")),
        a_row(4, "Vetka", where=("60", "90")),
        a_row(5, "Nowhere", where=("560", "90")),
    ]
)


def a_time(start: object, end: object) -> dict[str, object]:
    return {"timespans": [{"start": start, "end": end}]}


LINKED = {
    "type": "FeatureCollection",
    "title": "Places of a province",
    "license": "CC BY 4.0",
    "features": [
        {
            "@id": "https://example.org/places/7",
            "type": "Feature",
            "properties": {"title": "Novozersk", "ccodes": ["XX"]},
            "geometry": {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [61.2, 57.1]}]},
            "names": [
                {"toponym": "Краснозёрск", "lang": "ru", "when": a_time({"in": "1924"}, {"in": "1991"})},
                {"toponym": "Ozersk", "lang": "en", "when": a_time(None, {"earliest": "1700", "latest": "1710"})},
                {"toponym": "Staryi", "when": a_time({"in": "of old"}, None)},
            ],
            "links": [{"type": "exactMatch", "identifier": "wd:Q1"}, {"type": "seeAlso", "identifier": "wd:Q2"}],
        },
        {"type": "Feature", "names": "none"},
    ],
}  # fmt: skip

MINE = "---\nid: town\nname: Novozersk\n# my own\nnames:\n  - Novoziorsk  # as Hallam has it\n---\n\nProse.\n"
MINE_OF_WINDOWS = MINE.replace("\n", "\r\n").encode()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = create_archive(tmp_path / "archive", title="Test")
    (made.root / "places" / "README.md").unlink()
    return made


@pytest.fixture
def gazetteer(tmp_path: Path) -> Callable[..., Path]:
    def put(text: str, name: str = "gazetteer.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode())
        return path

    return put


def actions(done: Imported) -> dict[str, str]:
    return {one.placed.sought.label: one.action for one in done.places}


def dossiers(archive: Archive) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (archive.root / "places").glob("*.md")}


def test_a_new_dossier_has_the_names_with_their_periods(archive: Archive, gazetteer: Callable[..., Path]) -> None:
    done = import_places(archive, gazetteer(TOWNS), only=["Красноозёрск", "Краснозёрск"])
    assert actions(done) == {"Красноозёрск": "not found", "Краснозёрск": "created"}
    record, found = read_record(archive.root)
    assert found == ()
    place = record.entities["krasnozersk"]
    borne = [name_at(place, parse_edtf(year)) for year in ("1900", "1950", "2000")]
    assert [one.form("ru").form for one in borne if one] == ["Новозёрск", "Краснозёрск", "Новозёрск"]
    assert place.attributes["coordinates"] == {"lat": "57.1", "lon": "61.2"}
    assert place.attributes["names-from"] == "soviet-placenames, MIT"
    assert place.same_as == ("https://ru.example.org/wiki/Novozersk",)
    assert {form.language for form in place.names} == {"ru", "en"}  # the archive's languages, of three


@pytest.mark.parametrize("text", [TOWNS, GEONAMES, json.dumps(LINKED)], ids=["towns", "geonames", "linked"])
def test_an_old_dossier_keeps_every_byte_and_a_second_import_changes_nothing(
    archive: Archive, gazetteer: Callable[..., Path], text: str
) -> None:
    path = archive.root / "places" / "town.md"
    path.write_bytes(MINE_OF_WINDOWS)
    dry = import_places(archive, gazetteer(text), named_in_archive=True, dry=True)
    assert actions(dry) == {"town": "extended"}
    assert path.read_bytes() == MINE_OF_WINDOWS
    done = import_places(archive, gazetteer(text), named_in_archive=True)
    assert [one.placed for one in done.places] == [one.placed for one in dry.places]
    after = path.read_bytes()
    kept = [line for line in MINE_OF_WINDOWS.splitlines() if line not in after.splitlines()]
    assert kept == []
    assert b"\n" not in after.replace(b"\r\n", b"")
    again = import_places(archive, gazetteer(text), named_in_archive=True)
    assert actions(again) == {"town": "unchanged"}
    assert path.read_bytes() == after
    assert read_record(archive.root)[1] == ()


def test_where_several_places_bear_the_name_nothing_is_taken_and_all_are_named(
    archive: Archive, gazetteer: Callable[..., Path]
) -> None:
    path = gazetteer(GEONAMES)
    done = import_places(archive, path, only=["Vetka"])
    assert actions(done) == {"Vetka": "several"}
    assert "geonames:3" in done.places[0].placed.because
    assert "geonames:4" in done.places[0].placed.because
    assert dossiers(archive) == {}
    assert actions(import_places(archive, path, only=["geonames:4"])) == {"geonames:4": "created"}
    assert b'lat: "60"' in dossiers(archive)["vetka"] or b"lat: 60" in dossiers(archive)["vetka"]
    assert actions(import_places(archive, path, only=["geonames:4"])) == {"vetka": "unchanged"}
    assert actions(import_places(archive, path, only=["Vetka"])) == {"vetka": "unchanged"}


def test_coordinates_tell_namesakes_apart_and_contradict(archive: Archive, gazetteer: Callable[..., Path]) -> None:
    (archive.root / "places" / "vetka.md").write_text(
        "---\nid: vetka\nname: Ветка\ncoordinates: {lat: 60.1, lon: 90.1}\n---\n"
    )
    done = import_places(archive, gazetteer(TOWNS), only=["vetka"])
    assert actions(done) == {"vetka": "extended"}
    assert done.places[0].placed.place.region == "Country, Other Region"  # type: ignore[union-attr]
    (archive.root / "places" / "vetka.md").write_text(
        "---\nid: vetka\nname: Ветка\ncoordinates: {lat: 10, lon: 10}\n---\n"
    )
    done = import_places(archive, gazetteer(TOWNS), only=["vetka"])
    assert actions(done) == {"vetka": "elsewhere"}
    assert "km from" in done.places[0].placed.because


def test_a_town_goes_before_the_district_of_its_name(archive: Archive, gazetteer: Callable[..., Path]) -> None:
    done = import_places(archive, gazetteer(GEONAMES), only=["Новозёрск"])
    assert done.places[0].placed.place.same_as == ("geonames:1",)  # type: ignore[union-attr]
    assert [form.form for form in done.places[0].placed.forms] == ["Novozyorsk", "Новозёрск"]


def test_a_form_that_stands_without_a_period_is_never_doubled(archive: Archive, gazetteer: Callable[..., Path]) -> None:
    path = archive.root / "places" / "town.md"
    path.write_text("---\nid: town\nname: Novozersk\nnames: [Краснозёрск]\n---\n", "utf-8")
    done = import_places(archive, gazetteer(TOWNS), only=["town"])
    assert "yours to add: Краснозёрск 1924/1991" in done.places[0].placed.because
    assert path.read_text("utf-8").count("Краснозёрск") == 1


def test_what_cannot_be_read_is_a_finding_and_costs_the_entry_alone(
    archive: Archive, gazetteer: Callable[..., Path]
) -> None:
    cut = GEONAMES + "\n6\tVet"
    done = import_places(archive, gazetteer(cut), only=["Новозёрск", "Nowhere"])
    assert [finding.code for finding in done.findings] == ["A014", "A014"]
    assert "no place on earth" in done.findings[0].message
    assert "2 columns where 19" in done.findings[1].message
    towns = import_places(archive, gazetteer(TOWNS), only=["Ветка", "Nowhere"], dry=True)
    assert {"period “long ago”" in finding.message for finding in towns.findings} == {True, False}
    linked = import_places(archive, gazetteer(json.dumps(LINKED)), only=["Novozersk"], dry=True)
    assert sorted(finding.message.split(": ", 1)[1][:9] for finding in linked.findings) == ["Novozersk", "feature 2"]


def test_many_broken_lines_are_counted_not_listed(
    archive: Archive, gazetteer: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_FINDINGS", 3)
    done = import_places(archive, gazetteer(GEONAMES + "\n" + "broken\n" * 50), only=["Vetka"], dry=True)
    assert len(done.findings) == 4
    assert "47 entries more" in done.findings[-1].message
    assert all(isinstance(finding, Finding) for finding in done.findings)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Just a letter.", "no gazetteer"),
        ("", "no gazetteer"),
        ("PK\3\4 zipped", "unpack it"),
        ('{"type": "FeatureCollection", "features": [', "no JSON"),
        ('{"type": "FeatureCollection", "features": 7}', "no list"),
        ("a:\n  latitude: 1\n  nameHistory: [&x [*x, *x]]", "no YAML"),
        ("a:\n  latitude: 1\n  nameHistory: [", "no YAML"),
    ],
)
def test_a_file_that_is_no_gazetteer_is_refused_in_a_sentence(
    archive: Archive, gazetteer: Callable[..., Path], text: str, said: str
) -> None:
    with pytest.raises(Unreadable, match=said):
        import_places(archive, gazetteer(text), only=["x"])
    assert dossiers(archive) == {}


def test_nothing_asked_for_and_no_file_are_said(archive: Archive, gazetteer: Callable[..., Path]) -> None:
    with pytest.raises(Refused, match="--only"):
        import_places(archive, gazetteer(TOWNS))
    with pytest.raises(NotFound, match="nowhere"):
        import_places(archive, Path("nowhere.txt"), only=["x"])


def test_places_that_the_texts_name_are_sought_too(
    archive: Archive, gazetteer: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_unmatched", lambda *_: [("Новозёрск", ["Новозёрске"]), ("Атлантида", [])])
    done = import_places(archive, gazetteer(TOWNS), named_in_archive=True)
    assert actions(done) == {"Новозёрск": "created", "Атлантида": "not found"}
    monkeypatch.undo()
    assert actions(import_places(archive, gazetteer(TOWNS), named_in_archive=True)) == {"novozersk": "unchanged"}


def test_a_place_that_recurs_in_a_source_and_has_no_dossier_gets_one(
    archive: Archive, gazetteer: Callable[..., Path]
) -> None:
    text = "\n\n".join(f"Заседание {n} прошло в городе Свердловске, и из Свердловска писали." for n in range(6))
    take_in(archive, [gazetteer(text, "notes.txt")])
    towns = gazetteer(TOWNS.replace("Краснозё́рск", "Свердло́вск"))
    assert actions(import_places(archive, towns, named_in_archive=True)) == {"Свердловск": "created"}
    assert b"1924/1991" in dossiers(archive)["sverdlovsk"]
