"""The map of places: where they lie, what is drawn, names by years, and nothing that covers another."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from variorum.analysis.projecting import RADIUS, Projection, away, cut, projection_for
from variorum.archive.vocabulary import default_vocabulary
from variorum.dates.edtf import parse_edtf
from variorum.disclosure.openness import OwnersView
from variorum.edition.coast import coast_within
from variorum.edition.measuring import text_width
from variorum.edition.pages.layer_picture import drawn_layer
from variorum.edition.pages.place_picture import WIDE, ToPlace, place_picture
from variorum.edition.publishing import Imprint, opened_in, publish
from variorum.edition.shipped import coast_digest
from variorum.examined import Examined
from variorum.record import Entity, LayerFeature, MapLayer, NameForm, Settings

LONLATS = st.tuples(st.floats(-180, 180), st.floats(-89, 89))
COASTS = pytest.mark.skipif(not coast_digest(), reason="the front end was not compiled")


def place(id_: str, name: str, coordinates: str = "", *forms: NameForm) -> Entity:
    return Entity(id_, "place", name, names=forms, attributes={"coordinates": coordinates} if coordinates else {})


URALS = place(
    "sverdlovsk",
    "Sverdlovsk",
    "56.84, 60.61",
    NameForm("Yekaterinburg", period="1723/1924"),
    NameForm("Sverdlovsk", period="1924/1991"),
)
HOSTILE = place("b", "B <script>alert(1)</script> & \u202e", "59.9, 30.3")


def published(out: Path, *places: Entity, language: str = "en") -> Path:
    record = Examined(Settings(title="T"), {}, {one.id: one for one in places}, vocabulary=default_vocabulary())
    publish(opened_in(language, OwnersView(record)), out=out / "e", imprint=Imprint(language))
    return out / "e"


def test_the_map_names_its_places_and_the_table_says_the_same(tmp_path: Path) -> None:
    out = published(tmp_path, URALS, HOSTILE, place("nowhere", "Nowhere"))
    page = html.fromstring((out / "map.html").read_bytes())
    drawn = {one.text_content() for one in page.xpath("//svg//*[@class='place']/title")}
    assert drawn == {"Sverdlovsk", HOSTILE.name + "\u202c"}
    assert not page.xpath("//svg//script")
    rows = {row[0].text_content(): row[1].text_content() for row in page.xpath("//tbody/tr")}
    assert "Yekaterinburg (1723–1924)" in rows["Sverdlovsk"].replace(" – ", "–")
    assert "Nowhere" in page.xpath("//*[@class='prose']")[-1].text_content()
    assert 'href="map.html"' in (out / "index.html").read_text(encoding="utf-8")


def test_names_by_years_are_only_those_that_are_certain(tmp_path: Path) -> None:
    page = html.fromstring((published(tmp_path, URALS) / "map.html").read_bytes())
    (borne,) = (json.loads(one) for one in page.xpath("//@data-borne"))
    assert borne == [[1724, 1923, "Yekaterinburg"], [1925, 1990, "Sverdlovsk"]]
    assert not any(first <= 1924 <= last for first, last, _ in borne)


def test_the_picture_and_the_places_are_files_that_other_programs_read(tmp_path: Path) -> None:
    out = published(tmp_path, URALS, HOSTILE)
    assert etree.fromstring((out / "map.svg").read_bytes()).get("viewBox")
    features = json.loads((out / "map.geojson").read_text(encoding="utf-8"))["features"]
    assert [one["geometry"]["coordinates"] for one in features] == [[30.3, 59.9], [60.61, 56.84]]


def test_without_coordinates_there_is_no_map(tmp_path: Path) -> None:
    out = published(tmp_path, place("nowhere", "Nowhere"), place("wrong", "Wrong", "95, 400"))
    assert not (out / "map.html").exists()
    assert "map.html" not in (out / "index.html").read_text(encoding="utf-8")


def drawn(name: str, *features: LayerFeature, **more: object) -> MapLayer:
    return MapLayer(f"layers/{name.casefold()}", name, features, **more)


DISTRICT = ((60.0, 56.5), (61.5, 56.5), (61.0, 57.2), (60.0, 56.5))
RAILS = drawn(
    "Rails",
    LayerFeature("Line <b>1</b>", "line", (((60.0, 56.0), (60.5, 56.9), (61.0, 57.0)),)),
    LayerFeature("District", "area", (DISTRICT,), parse_edtf("1918/1923")),
    LayerFeature("Far away", "point", (((-70.0, -30.0),),)),
    period=parse_edtf("1905/1930"),
)  # fmt: skip


def with_layers(out: Path, *layers: MapLayer, places: tuple[Entity, ...] = (URALS,)) -> Path:
    record = Examined(Settings(title="T"), {}, {one.id: one for one in places}, vocabulary=default_vocabulary())
    record = replace(record, layers={one.id: one for one in layers})
    publish(opened_in("en", OwnersView(record)), out=out / "e", imprint=Imprint("en"))
    return out / "e"


def test_layers_are_drawn_beneath_the_places_each_with_a_switch_and_its_years(tmp_path: Path) -> None:
    out = with_layers(tmp_path, RAILS, drawn("Empty"))
    page = html.fromstring((out / "map.html").read_bytes())
    paths = page.xpath("//*[contains(@class,'layer-1')]/*[local-name()='path']")
    assert [(one.get("class"), one.get("data-first"), one.get("data-last")) for one in paths] == [
        ("line", "1905", "1930"),
        ("area", "1918", "1923"),
    ]
    assert [one.text_content() for one in page.xpath("//fieldset//label")] == [" Rails 1905 – 1930"]
    assert page.xpath("//input[@type='checkbox'][@id='show-layer-1'][@checked]")
    assert not page.xpath("//svg//b")
    style = (out / "assets" / "edition.css").read_text(encoding="utf-8")
    assert ".map-figure:has(#show-layer-1:not(:checked)) .layer-1" in style
    assert "Far away" in (out / "layers" / "1-rails.geojson").read_text(encoding="utf-8")
    assert etree.fromstring((out / "map.svg").read_bytes()) is not None


def test_a_map_of_layers_alone_holds_them(tmp_path: Path) -> None:
    page = html.fromstring((with_layers(tmp_path, RAILS, places=()) / "map.html").read_bytes())
    assert page.xpath("//*[contains(@class,'layer-1')]/*[local-name()='path']")
    assert not page.xpath("//*[@class='place']")


def test_a_layer_that_is_kept_back_is_in_no_file(tmp_path: Path) -> None:
    secret = drawn("Hiding places", LayerFeature("Cellar", "point", (((60.5, 56.8),),)), access="restricted")
    out = with_layers(tmp_path, RAILS, secret)
    told = [path for path in out.rglob("*") if path.is_file() and b"Cellar" in path.read_bytes()]
    assert not told
    assert "Hiding" not in (out / "map.html").read_text(encoding="utf-8")


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.lists(LONLATS, min_size=4, max_size=9), min_size=1, max_size=4),
    st.sampled_from(["line", "area", "point"]),
)
def test_whatever_is_drawn_stays_about_the_map(parts: list[list[tuple[float, float]]], shape: str) -> None:
    picture = place_picture([ToPlace((60.6, 56.8), 1, "Sverdlovsk", ""), ToPlace((60.0, 57.9), 1, "Tagil", "")])
    feature = LayerFeature("", shape, tuple(tuple(part) for part in parts))
    for one in drawn_layer(drawn("L", feature), picture.frame, lambda _: ("", "")):
        numbers = [float(number) for number in re.findall(r"-?[0-9]+(?:[.][0-9]+)?", one.path)]
        assert all(math.isfinite(number) for number in numbers)
        assert one.path.startswith("M")


@given(LONLATS, st.lists(LONLATS, min_size=1, max_size=5))
def test_a_projection_has_its_middle_in_the_middle_and_keeps_small_distances(middle, points) -> None:
    projection = Projection(middle, False)
    assert math.hypot(*projection.place(*middle)) < 1e-6
    for longitude, latitude in points:
        apart = away(middle, (longitude, latitude))
        if apart < 1000:  # where the projection stretches by less than a hundredth
            assert math.hypot(*projection.place(longitude, latitude)) == pytest.approx(apart, rel=0.01, abs=0.01)


def test_places_round_the_world_are_shown_on_the_whole_of_it() -> None:
    assert projection_for([(-74.0, 40.7), (151.2, -33.9), (37.6, 55.8)]).whole
    assert not projection_for([(30.3, 59.9), (150.8, 59.6), (29.1, 40.9)]).whole
    x, y = Projection((0.0, 0.0), True).place(180, 0)
    assert (x / RADIUS, y) == (pytest.approx(2.70663, abs=1e-4), 0)  # half of Equal Earth's width


def test_a_date_line_between_two_places_does_not_part_them() -> None:
    projection = projection_for([(179.0, 60.0), (-179.0, 60.0)])
    assert not projection.whole
    (a, _), (b, _) = projection.place(179.0, 60.0), projection.place(-179.0, 60.0)
    assert 0 < b - a < 150


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=12))
def test_what_is_cut_lies_within_the_frame(ring) -> None:
    assert all(-10 - 1e-6 <= x <= 10 + 1e-6 and -5 - 1e-6 <= y <= 5 + 1e-6 for x, y in cut(ring, -10, -5, 10, 5))


def test_a_ring_about_the_frame_fills_it_and_one_beside_leaves_it_empty() -> None:
    around = [(-50.0, -50.0), (50.0, -50.0), (50.0, 50.0), (-50.0, 50.0)]
    assert set(cut(around, -1, -1, 1, 1)) == {(-1, -1), (1, -1), (1, 1), (-1, 1)}
    assert cut([(x + 200, y) for x, y in around], -1, -1, 1, 1) == []


@settings(max_examples=30)
@given(st.lists(LONLATS, min_size=1, max_size=25), st.randoms(use_true_random=False))
def test_no_name_covers_another_and_every_place_is_within_the_picture(points, chance) -> None:
    places = [ToPlace(at, chance.randrange(50), "Verkhnerechensk" * chance.randrange(1, 3), "") for at in points]
    drawn = place_picture(places)
    boxes = []
    for one in drawn.places:
        assert 0 <= one.x <= WIDE
        assert 0 <= one.y <= drawn.height
        if one.label:
            wide = text_width(one.place.name, 15)
            left = one.label.x - {"start": 0, "middle": wide / 2, "end": wide}[one.label.anchor]
            boxes.append((left, one.label.y - 12, left + wide, one.label.y + 3))
    for at, one in enumerate(boxes):
        assert not any(
            one[0] < b[2] - 1 and b[0] < one[2] - 1 and one[1] < b[3] - 1 and b[1] < one[3] - 1 for b in boxes[at + 1 :]
        )


@COASTS
@pytest.mark.parametrize(
    ("at", "is_land"),
    [
        ((37.6, 55.8), True),
        ((-74.5, 41.5), True),
        ((174.9, -38.9), True),
        ((-30, 40), False),
        ((51.0, 42.0), False),
        ((-68.0, -32.0), True),
    ],
)
def test_land_is_where_land_is_and_lakes_are_none(at, is_land: bool) -> None:
    rings = coast_within(at[0] - 20, at[1] - 15, at[0] + 20, at[1] + 15)
    inside = sum(_holds(ring, *at) for ring in rings) % 2 == 1
    assert inside is is_land


def _holds(ring, x: float, y: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
