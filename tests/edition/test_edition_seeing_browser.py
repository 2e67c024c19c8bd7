"""Pictures in a browser, from file://: accessible, never wider than the screen, whole without scripts, and moving."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from edition_browser import assert_accessible, assert_within_the_screen, in_a_browser

from variorum.archive.vocabulary import default_vocabulary
from variorum.dates.edtf import parse_edtf
from variorum.disclosure.openness import OwnersView
from variorum.edition.pages import network
from variorum.edition.publishing import Imprint, opened_in, publish
from variorum.edition.shipped import has_islands
from variorum.examined import Examined
from variorum.record import Entity, EntityLink, LayerFeature, MapLayer, Settings, Source, Statement

PAGES = ("timeline.html", "network.html", "map.html", "sources-over-time.html")

pytestmark = in_a_browser


def _record() -> Examined:
    people = {name: Entity(name, "person", name.capitalize()) for name in ("anna", "boris", "vera", "gleb")}
    places = {
        "town": Entity("town", "place", "Town", attributes={"coordinates": "56.84, 60.61"}),
        "mill": Entity("mill", "place", "Mill", attributes={"coordinates": "57.10, 60.20"}),
    }
    met = [("anna", "boris", "1917-10-25"), ("boris", "vera", "1930/1932"), ("vera", "gleb", "1936-05-01")]
    statements = tuple(
        Statement(f"{one}#^met", one, "met", EntityLink(other), when=parse_edtf(when)) for one, other, when in met
    )
    line = LayerFeature("Line", "line", (((60.0, 57.0), (60.9, 56.8)),))
    layer = MapLayer("layers/rail", "Railway", (line,), parse_edtf("1905/1930"))
    memoir = Source("memoir", "memoir", "A memoir", composed=parse_edtf("1961"))
    record = Examined(
        Settings(title="T"), {"memoir": memoir}, people | places, statements, vocabulary=default_vocabulary()
    )
    return replace(record, layers={layer.id: layer})


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition whose network is too large for a page, since a page is said to hold three."""
    out = tmp_path_factory.mktemp("pictures") / "e"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "MOST", 3)
        publish(opened_in("en", OwnersView(_record())), out=out, imprint=Imprint("en"))
    return out


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_picture_has_a_fault_that_axe_finds(browser, pictures: Path, scheme: str) -> None:
    assert_accessible(browser, pictures, PAGES, scheme=scheme)


def test_no_picture_widens_the_page_and_none_complains(browser, pictures: Path) -> None:
    assert_within_the_screen(browser, pictures, PAGES)


def test_a_layer_is_switched_off_and_a_tie_leads_to_its_statements_without_scripts(browser, pictures: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((pictures / "map.html").as_uri())
    drawn = page.locator(".layer-1")
    assert drawn.is_visible()
    page.uncheck("#show-layer-1")
    assert not drawn.is_visible()
    page.goto((pictures / "network.html").as_uri())
    address = page.locator("svg#network-drawn a:has(.edge)").first.get_attribute("href")
    assert page.locator(f"tr[id='{address[1:]}']").count() == 1
    page.goto((pictures / "timeline.html").as_uri())
    assert page.locator("section#people svg a").count() > 0
    context.close()


@pytest.mark.skipif(not has_islands(), reason="the islands are not compiled here, so there is nothing to try")
def test_years_are_dragged_and_remembered_in_the_address(browser, pictures: Path) -> None:
    page = browser.new_page()
    page.goto((pictures / "network.html").as_uri() + "#1930..1932")
    page.wait_for_selector(".edge.away", state="attached")
    kept = page.locator(".edge:not(.away) title").all_text_contents()
    assert kept == ["Boris and Vera"]
    page.get_by_role("button", name="all years").click()
    assert page.locator(".edge.away").count() == 0
    page.close()


@pytest.mark.skipif(not has_islands(), reason="the islands are not compiled here, so there is nothing to try")
def test_all_of_a_large_network_are_drawn_when_asked_for(browser, pictures: Path) -> None:
    page = browser.new_page()
    page.goto((pictures / "network.html").as_uri())
    assert page.evaluate("document.querySelectorAll('.who').length") == 3
    page.get_by_role("button", name="Show all 4").click()
    page.wait_for_selector(".everybody canvas")
    if page.locator(".everybody > p").first.inner_text().startswith("This browser"):
        pytest.skip("this browser has no WebGL, so nothing was drawn")
    names = page.locator(".everybody svg text")
    names.first.wait_for()
    assert sorted(names.all_text_contents()) == ["Anna", "Boris", "Gleb", "Vera"]
    coloured = page.evaluate(
        """() => { const canvas = document.querySelector(".everybody canvas"), gl = canvas.getContext("webgl");
        const read = new Uint8Array(4 * canvas.width * canvas.height);
        gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, read);
        return read.filter((value, place) => place % 4 === 3 && value > 200).length; }"""
    )
    assert coloured > 50
    page.fill(".everybody input", "gleb")
    page.get_by_role("link", name="→").click()
    page.wait_for_url("**/people/gleb.html")
    page.close()


@pytest.mark.skipif(not has_islands(), reason="the islands are not compiled here, so there is nothing to try")
def test_a_picture_is_saved_as_png_by_the_browser_itself(browser, pictures: Path, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto((pictures / "map.html").as_uri())
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PNG").click()
    saved = tmp_path / "map.png"
    waiting.value.save_as(saved)
    assert saved.read_bytes().startswith(b"\x89PNG")
    assert waiting.value.suggested_filename == "map.png"
    page.close()
