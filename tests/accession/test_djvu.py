"""DjVu: text in its order, printed numbers as labels, heads apart, words in their places, and what is damaged told."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import djvu_rs
import pytest
from making_djvu import HEIGHT, LETTER, TALL, WIDTH, column, djvu, without_places
from PIL import Image

from variorum.accession import read_file
from variorum.accession.djvu import read_djvu
from variorum.accession.opening import read
from variorum.accession.picture import frame_of
from variorum.accession.picture_worker import scaled, tiles
from variorum.accession.reading import PageWords, Reading
from variorum.accession.word_places import placed_words

PROSE = (
    "The lamp committee of the quay met in the spring,\nand resolved that every lamp should be lit at\n"
    "six o'clock, whatever the weather on the water."
)


def _read(data: bytes) -> Reading:
    return read_djvu(data, name="lamps.djvu", source="lamps1931")


def _numbered(first: int, count: int = 5) -> bytes:
    sheets = [
        [(f"{first + sheet} THE LAMPS OF THE QUAY", 30), *column(f"{PROSE}\nSheet the {first + sheet}th ends here.")]
        for sheet in range(count)
    ]
    return djvu(sheets)


def _at(words: PageWords, text: str, page: str) -> tuple[int, int, int, int]:
    start = page.index(text)
    return next(one.box for one in placed_words(words.words) if one.start == start)


def test_lines_become_pages_with_their_text_in_order() -> None:
    reading = _read(djvu([column(PROSE)]))
    assert reading.paging == "pages"
    assert reading.pages[0].text == PROSE
    assert len(reading.pages) == 8  # sheets that hold only a picture keep their place


def test_the_printed_numbers_become_labels_and_the_heads_stand_apart() -> None:
    reading = _read(_numbered(98))
    assert [page.label for page in reading.pages[:5]] == ["98", "99", "100", "101", "102"]
    assert reading.pages[1].head == "99 THE LAMPS OF THE QUAY"
    assert "QUAY" not in "".join(page.text for page in reading.pages)


def test_words_know_their_boxes_in_the_picture() -> None:
    reading = _read(djvu([column(PROSE)]))
    box = _at(reading.words[0], "resolved", reading.pages[0].text)
    left = 60 + LETTER * len("and ")
    assert box == (
        round(left / WIDTH * 10_000), round(174 / HEIGHT * 10_000),
        round((left + LETTER * 8) / WIDTH * 10_000) - round(left / WIDTH * 10_000),
        round((174 + TALL) / HEIGHT * 10_000) - round(174 / HEIGHT * 10_000),
    )  # fmt: skip


def test_every_sheet_is_a_picture_that_can_be_shown() -> None:
    data = djvu([column(PROSE)])
    assert [(one.width, one.height) for one in _read(data).pictures] == [(WIDTH, HEIGHT)] * 8
    shown = Image.open(BytesIO(scaled(data, 2, 300)))
    assert shown.size == (300, 450)
    assert shown.getpixel((150, 120)) < (90, 90, 90)  # the bar of the third sheet lies 220 to 250 pixels down
    assert shown.getpixel((150, 60)) > (200, 200, 200)
    assert tiles(data, 2, 9, 10).startswith(b"variorum tiles 1\n")


def test_a_sheet_that_is_not_there_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="8"):
        frame_of(djvu([]), 8)


def test_text_without_places_is_read_line_by_line() -> None:
    reading = _read(without_places([PROSE + "\n\nA paragraph of its own."]))
    assert reading.pages[0].text == PROSE + "\n\nA paragraph of its own."
    assert not reading.words[0].words


def test_words_whose_boxes_lie_beside_the_sheet_lose_no_text() -> None:
    reading = _read(djvu([[("The lamps were lit,", 150), ("and went out again.", HEIGHT + 50)]]))
    assert reading.pages[0].text.split() == ["The", "lamps", "were", "lit,", "and", "went", "out", "again."]


def test_two_words_that_touch_stay_two() -> None:
    """The file parts them; how near their boxes stand does not matter."""
    editor = djvu_rs.Editor.from_bytes(djvu([column("Through out")]))
    layer = editor.page_text_layer(0)
    for zone in (layer, *layer["zones"]):
        zone["text"] = "Through \nout \n"
    lines = [
        {"kind": "Line", "rect": {"x": x, "y": 150, "width": 60, "height": 14}, "text": f"{word} \n", "children": []}
        for word, x in (("Through", 60), ("out", 120))
    ]
    layer["zones"][0]["children"] = lines
    editor.set_page_text_layer(0, layer)
    assert _read(editor.to_bytes()).pages[0].text == "Through out"


def test_what_the_file_says_of_itself_is_taken_down() -> None:
    colophon = _read(djvu([column(PROSE)], title="Lamps", author="O. Brandt", year="1931")).colophon
    assert (colophon.title, colophon.authors, colophon.dates) == ("Lamps", ("O. Brandt",), {"published": "1931"})


def test_pictures_alone_are_said_to_hold_no_text() -> None:
    reading = _read(djvu([]))
    assert (reading.paging, len(reading.pictures)) == ("none", 8)
    assert [finding.code for finding in reading.findings] == ["A007"]


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes_and_said_to_be() -> None:
    whole = _numbered(1)
    reading = _read(whole[:-20])
    assert [finding.code for finding in reading.findings if finding.code == "A004"]


def test_a_list_of_pages_in_other_files_is_said_to_be_one() -> None:
    data = bytearray(djvu([]))
    at = data.index(b"DIRM") + 8
    data[at] &= 0x7F
    finding = _read(bytes(data)).findings[0]
    assert finding.code == "A004"
    assert "files of their own" in str(finding.message)
    assert "djvmcvt" in str(finding.remedy)


def test_it_is_known_by_its_content_whatever_it_is_called() -> None:
    reading = read(djvu([column(PROSE)]), name="lamps.pdf", source="lamps1931")
    assert reading.reader == "djvu"
    assert reading.findings[0].code == "A003"


def test_it_is_read_in_a_worker_that_may_do_nothing_else(tmp_path: Path) -> None:
    place = tmp_path / "lamps.djvu"
    place.write_bytes(djvu([column(PROSE)]))
    assert read_file(place, source="lamps1931").pages[0].text == PROSE
