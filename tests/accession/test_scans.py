"""Recognised pages: the words of every format know their place in the text and in the picture; nothing is guessed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_scans import LINES, Drawn, alto, draw, hocr, page_xml, saved, tsv
from PIL import Image

from variorum.accession import limits
from variorum.accession.opening import read
from variorum.accession.picture import look_at
from variorum.accession.reading import PageWords
from variorum.accession.word_places import in_text, placed_words, words_after
from variorum.record import Page

FORMATS: dict[str, Callable[[Drawn], bytes]] = {"alto": alto, "pagexml": page_xml, "hocr": hocr, "tsv": tsv}
ENDINGS = {"alto": "xml", "pagexml": "xml", "hocr": "hocr", "tsv": "tsv"}


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    return draw()


@pytest.mark.parametrize("format", FORMATS)
def test_every_word_stands_where_its_offsets_and_its_box_say(drawn: Drawn, format: str) -> None:
    reading = read(FORMATS[format](drawn), name=f"scan.{ENDINGS[format]}", source="s")
    assert reading.reader == format
    assert reading.findings == ()
    (page,) = reading.pages
    assert page.text == "\n".join(" ".join(line) for line in LINES)
    (words,) = reading.words
    placed = placed_words(words.words)
    told = [(word, box) for line in drawn.lines for word, box in line]
    assert [page.text[one.start : one.end] for one in placed] == [word for word, _ in told]
    width, height = drawn.picture.size
    for one, (_, (left, top, right, bottom)) in zip(placed, told, strict=True):
        for got, wanted in zip(one.box, (left / width, top / height, (right - left) / width, (bottom - top) / height),
                               strict=True):  # fmt: skip
            assert got / 10_000 == pytest.approx(wanted, abs=2e-4)


@pytest.mark.parametrize("version", [2, 3, 4])
def test_versions_of_alto_differ_in_nothing_that_is_read(drawn: Drawn, version: int) -> None:
    assert read(alto(drawn, version=version), name="a.xml", source="s").words == read(
        alto(drawn), name="a.xml", source="s"
    ).words  # fmt: skip


def test_measures_of_alto_need_be_no_pixels(drawn: Drawn) -> None:
    tenths = alto(drawn, unit="mm10")
    assert read(tenths, name="a.xml", source="s").words == read(alto(drawn), name="a.xml", source="s").words


def test_a_page_number_labels_its_page_and_is_no_text_of_it(drawn: Drawn) -> None:
    (page,) = read(page_xml(drawn), name="a.xml", source="s").pages
    assert (page.label, page.head) == ("12", "— 12 —")
    assert "12" not in page.text


def test_a_line_that_a_person_corrected_counts_and_its_words_share_its_box(drawn: Drawn) -> None:
    whole = [" ".join(line) for line in LINES]
    whole[1] = "ment, and nobody asked who paid."
    reading = read(page_xml(drawn, whole=whole), name="a.xml", source="s")
    assert whole[1] in reading.pages[0].text
    stretches = [reading.pages[0].text[one.start : one.end] for one in placed_words(reading.words[0].words)]
    assert whole[1] in stretches
    assert "lamps" in stretches


def test_a_page_that_does_not_say_how_large_it_is_has_text_without_boxes_and_a_finding(drawn: Drawn) -> None:
    given = alto(drawn).replace(b' WIDTH="900" HEIGHT="1200"', b"")
    reading = read(given, name="a.xml", source="s")
    assert [one.code for one in reading.findings] == ["A016"]
    assert reading.pages[0].text.startswith("The lamps")
    assert reading.words[0].words == ""


@given(st.tuples(*[st.one_of(st.integers(-50, 2000), st.just("x"), st.just(""), st.just("nan"), st.just("1e400"))] * 4))
@settings(max_examples=60, deadline=None)
def test_boxes_that_make_no_sense_are_left_out_and_none_lies_outside_its_page(box: tuple[object, ...]) -> None:
    left, top, width, height = box
    given = (
        '<alto><Layout><Page WIDTH="900" HEIGHT="1200"><PrintSpace><TextBlock><TextLine>'
        f'<String CONTENT="word" HPOS="{left}" VPOS="{top}" WIDTH="{width}" HEIGHT="{height}"/>'
        "</TextLine></TextBlock></PrintSpace></Page></Layout></alto>"
    ).encode()
    reading = read(given, name="a.xml", source="s")
    assert reading.pages[0].text == "word"
    for one in placed_words(reading.words[0].words):
        assert min(one.box) >= 0
        assert one.box[0] + one.box[2] <= 10_001
        assert one.box[1] + one.box[3] <= 10_001


def test_a_zip_of_pages_is_one_source_in_the_order_of_its_figures(drawn: Drawn) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("book/mets.xml", "<mets/>")
        for number in (10, 9, 2):
            one = draw([["Page", f"number{number}"]])
            package.writestr(f"book/page/scan-{number}.xml", alto(one, image=f"scan-{number}.jpg"))
        package.writestr("book/scan-2.jpg", b"\xff\xd8\xff")
    reading = read(out.getvalue(), name="book.zip", source="s")
    assert reading.reader == "scans"
    assert [page.text for page in reading.pages] == ["Page number2", "Page number9", "Page number10"]
    assert [one.image for one in reading.words] == ["scan-2.jpg", "scan-9.jpg", "scan-10.jpg"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "JPEG2000", "GIF"])
def test_a_picture_says_how_large_it_is(drawn: Drawn, kind: str) -> None:
    reading = read(saved(drawn.picture, kind), name="a", source="s")
    assert [(one.width, one.height) for one in reading.pictures] == [(900, 1200)]
    assert [one.code for one in reading.findings] == ["A007"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "JPEG2000"])
def test_a_picture_that_is_cut_off_is_said_to_be(kind: str) -> None:
    noise = Image.effect_noise((400, 400), 90)
    whole = saved(noise, kind)
    assert look_at(whole, "a")[1] == ()
    findings = look_at(whole[: len(whole) // 2], "a")[1]
    assert [one.code for one in findings] == ["A004"]


def test_a_picture_that_would_unpack_beyond_measure_is_refused_by_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_PICTURE", 10_000)
    pictures, findings = look_at(saved(Image.new("L", (400, 400))), "bomb.png")
    assert pictures == ()
    assert findings[0].code in ("A004", "A006")


def test_a_picture_of_many_pages_and_one_taken_on_its_side_are_told_as_shown() -> None:
    pages = [Image.new("1", (200, 300 + n)) for n in range(3)]
    out = BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    assert [(one.width, one.height) for one in look_at(out.getvalue(), "a")[0]] == [(200, 300), (200, 301), (200, 302)]
    side = Image.new("L", (300, 200))
    exif = side.getexif()
    exif[0x0112] = 6
    assert [(one.width, one.height, one.turned) for one in look_at(saved(side, "JPEG", exif=exif), "a")[0]] == [
        (200, 300, 6)
    ]


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + b"\0" * 90, b"\xff\xd8\xff" + b"x" * 99, b"II*\0" + b"\xff" * 60]
)
def test_what_only_begins_like_a_picture_is_a_finding(data: bytes) -> None:
    reading = read(data, name="a.png", source="s")
    assert reading.pictures == ()
    assert [one.code for one in reading.findings if one.code != "A003"] == ["A004"]


def test_a_corrected_text_keeps_the_boxes_of_the_words_that_are_the_same() -> None:
    theirs = "The larnps were lit at six on the embank-\nment and nobody asked"
    words = [(m, n) for m, n in zip(*_stretches(theirs), strict=True)]
    placed = placed_words(" ".join(f"{m} {n} {10 * at} 0 10 10" for at, (m, n) in enumerate(words)))
    ours = "The lamps were lit at six on the embankment, and wholly nobody asked"
    found = {ours[one.start : one.end]: [] for one in in_text(placed, theirs, ours)}
    for one in in_text(placed, theirs, ours):
        found[ours[one.start : one.end]].append(one.box[0])
    assert found["embankment,"] == [80, 90]  # a word on two lines has two boxes
    assert found["nobody"] == [110]
    assert "wholly" not in found


@given(st.text("ab ", min_size=1, max_size=80), st.text("cd ", min_size=1, max_size=80))
@settings(max_examples=60, deadline=None)
def test_a_text_of_other_letters_has_no_place(theirs: str, ours: str) -> None:
    starts, ends = _stretches(theirs)
    placed = placed_words(" ".join(f"{m} {n} 0 0 1 1" for m, n in zip(starts, ends, strict=True)))
    assert in_text(placed, theirs, ours) == []


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=120))
@settings(max_examples=80, deadline=None)
def test_the_same_text_has_every_word_where_it_was(text: str) -> None:
    before = [Page("s", 1, "1", text)]
    starts, ends = _stretches(text)
    words = (PageWords(1, words=" ".join(f"{m} {n} 0 0 1 1" for m, n in zip(starts, ends, strict=True))),)
    assert words_after(words, before, before) == words


def _stretches(text: str) -> tuple[list[int], list[int]]:
    import re

    found = list(re.finditer(r"\S+", text))
    return [m.start() for m in found], [m.end() for m in found]
