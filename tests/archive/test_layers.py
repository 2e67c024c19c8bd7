"""Layers of the map: GeoJSON of any program is read, what cannot be right is told and left out, nothing breaks off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.archive.folder import create_archive
from variorum.archive.layers import read_layer
from variorum.archive.reading import read_record
from variorum.archive.text import TextFile
from variorum.record import MapLayer


def read(told: object, file: str = "layers/rails.geojson") -> tuple[MapLayer, list[str], list[str]]:
    written = told if isinstance(told, str) else json.dumps(told)
    layer, gathered = read_layer(TextFile(file, tuple(written.split("\n"))))
    return layer, [one.code for one in gathered.findings], [str(one.message) for one in gathered.findings]


def feature(kind: str, coordinates: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}


def collection(*features: object, **about: object) -> dict[str, object]:
    return {"type": "FeatureCollection", **about, "features": list(features)}


SQUARE = [[30, 50], [31, 50], [31, 51], [30, 50]]


def test_a_layer_says_what_it_is_and_what_it_shows() -> None:
    told = collection(
        feature("LineString", [[30, 50], [31.5, 50.25, 120]], name="The branch line", period="1914/1917"),
        feature("MultiPolygon", [[SQUARE], [SQUARE, SQUARE]]),
        feature("Point", [30.5, 50.5], title="Halt"),
        name="Railways", period="1905/1917", source="atlas1910",
    )  # fmt: skip
    layer, codes, _ = read(told)
    assert not codes
    assert (layer.id, layer.name, layer.source, layer.access) == ("layers/rails", "Railways", "atlas1910", "open")
    assert [(one.name, one.shape, len(one.parts)) for one in layer.features] == [
        ("The branch line", "line", 1), ("", "area", 1), ("", "area", 2), ("Halt", "point", 1),
    ]  # fmt: skip
    assert layer.features[0].parts == (((30.0, 50.0), (31.5, 50.25)),)
    assert layer.features[0].period is not None


@pytest.mark.parametrize(
    ("told", "code", "said"),
    [
        ("no json at all", "S026", "no JSON"),
        ('{"type": "FeatureCollection", "features": [NaN]}', "S026", "no JSON that can be read"),
        ("[" * 100_000, "S026", "no JSON"),
        ("9" * 100_000, "S026", "no JSON"),
        ("[1, 2]", "S026", "no GeoJSON"),
        ({"type": "FeatureCollection", "features": {}}, "S026", "no features"),
        (collection(feature("Point", [37.6, 155.7])), "S027", "longitude first"),
        (collection(feature("Point", [4187591.9, 7509137.6])), "S027", "metres"),
        (collection(feature("Point", ["30", "50"])), "S027", "no numbers"),
        (collection(feature("Point", [True, False])), "S027", "no numbers"),
        (collection(feature("Polygon", [[[1, 1], [2, 2]]])), "S027", "too few points"),
        (collection(feature("Polygon", [1, 1])), "S027", "nested"),
        (collection(feature("Circle", [1, 1])), "S027", "no kind"),
        (collection(feature("Point", [1, 1]), crs={"properties": {"name": "EPSG:28405"}}), "S027", "another system"),
        (collection(feature("Point", [1, 1]), period="winter"), "S026", "winter"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_told_and_not_drawn(told: object, code: str, said: str) -> None:
    layer, codes, messages = read(told)
    assert codes == [code], messages
    assert said in messages[0]
    assert "winter" in messages[0] or not layer.features


def test_a_thousand_mistakes_make_six_findings_and_what_is_right_stays() -> None:
    layer, codes, messages = read(collection(*[feature("Point", [500, 500])] * 1000, feature("Point", [30, 50])))
    assert len(codes) == 6
    assert "995 more" in messages[-1]
    assert len(layer.features) == 1


def test_a_huge_layer_is_cut_and_told() -> None:
    line = [[n % 360 - 180, n % 180 - 90] for n in range(150_000)]
    layer, codes, messages = read(collection(*[feature("LineString", line)] * 4))
    assert (len(layer.features), codes) == (2, ["S026"])
    assert "200000" in messages[0].replace(",", "")


@pytest.mark.parametrize("member", ["access", "acess", "Protected", "redacted"])
def test_a_word_that_may_keep_back_keeps_back(member: str) -> None:
    layer, _, _ = read(collection(feature("Point", [30, 50]), **{member: "restricted"}))
    assert layer.access != "open"
    layer, codes, _ = read(collection(feature("Point", [30, 50], **{member: "restricted"}), feature("Point", [1, 1])))
    assert (layer.access, len(layer.features), codes) == ("open", 1, ["S026"])


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["type", "features", "geometry", "coordinates", "properties", "geometries", "name", "crs"]),
        inner | st.sampled_from(["Feature", "FeatureCollection", "Point", "Polygon", "GeometryCollection"]), max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


@settings(deadline=None)
@given(JSON)
def test_nothing_that_a_file_can_hold_breaks_off(told: object) -> None:
    read(told)


def test_layers_are_read_with_the_archive_and_their_source_must_be_there(tmp_path: Path) -> None:
    root = create_archive(tmp_path / "a", title="T").root
    (root / "layers").mkdir()
    layer = collection(feature("Point", [30, 50]), source="nobody1900")
    (root / "layers" / "town.geojson").write_text(json.dumps(layer), encoding="utf-8")
    (root / "layers" / "town.qgz").write_bytes(b"PK")
    (root / "places").mkdir(exist_ok=True)
    (root / "places" / "town.md").write_text("---\nid: town\nname: Town\n---\n", encoding="utf-8")
    record, findings = read_record(root)
    assert list(record.layers) == ["layers/town"]
    assert "town" in record.entities
    codes = {(one.code, one.position.file) for one in findings if one.position}
    assert ("S005", "layers/town.geojson") in codes
    assert ("S017", "layers/town.qgz") in codes
