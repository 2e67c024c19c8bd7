"""The page as it is printed beside its text: pictures in tiles, words and boxes, and who may see them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from room_reader import Reader
from room_serving import Served

from variorum.accession.word_places import PlacedWord
from variorum.disclosure.openness import OwnersView, open_to_all
from variorum.examined import Examined
from variorum.reading_room.facsimile import letter_at, word_at

KEY = "zayavlenie1956"


def ink_in(picture: Image.Image, box: list[float]) -> int:
    """How many dark points a box holds."""
    left, top, width, height = box
    across, down = picture.size
    part = picture.convert("L").crop(
        (round(left * across), round(top * down), round((left + width) * across), round((top + height) * down))
    )
    return sum(part.histogram()[:110])


def test_every_word_of_the_sample_is_lit_where_its_ink_is(onlooker: Reader, standing: Served) -> None:
    picture = Image.open(standing.archive.root / "facsimiles" / KEY / "01.png")
    page = onlooker.ask("page", source=KEY, page=1).json()
    at, lit = 0, 0
    for word in page["text"].split():
        at = page["text"].index(word, at)
        boxes = onlooker.ask("boxes", source=KEY, page=1, start=at, end=at + len(word)).json()["boxes"]
        assert len(boxes) == 1, word
        assert ink_in(picture, boxes[0]) > 3, word
        lit += ink_in(picture, boxes[0])
        at += len(word)
    assert lit > 0.99 * ink_in(picture, [0, 0, 1, 1])  # and no ink of the page lies outside


def test_a_point_of_the_picture_leads_to_its_word(onlooker: Reader) -> None:
    page = onlooker.ask("page", source=KEY, page=1).json()
    start = page["text"].index("пять экземпляров")
    (left, top, width, height), *_ = onlooker.ask("boxes", source=KEY, page=1, start=start, end=start + 4).json()[
        "boxes"
    ]
    point = {"x": round((left + width / 2) * 10_000), "y": round((top + height / 2) * 10_000)}
    assert onlooker.ask("at", source=KEY, page=1, **point).json() == {"start": start, "end": start + 4}
    assert onlooker.ask("at", source=KEY, page=1, x=10, y=10).json() == {}


def test_a_point_of_a_printed_page_leads_to_its_word(onlooker: Reader) -> None:
    page = onlooker.ask("page", source="marsh1998", page=1).json()
    start = page["text"].index("question")
    (left, top, width, height), *_ = onlooker.ask(
        "boxes", source="marsh1998", page=1, start=start, end=start + 8
    ).json()["boxes"]
    point = {"x": round((left + width / 2) * 10_000), "y": round((top + height / 2) * 10_000)}
    found = onlooker.ask("at", source="marsh1998", page=1, **point).json()
    assert page["text"][found["start"] : found["end"]].startswith("question")


def test_a_picture_comes_in_tiles_that_make_up_the_whole(onlooker: Reader, standing: Served) -> None:
    told = onlooker.ask("facsimile", source=KEY, page=1).json()
    assert (told["kind"], told["width"], told["height"]) == ("tiles", 910, 1290)
    assert told["rights"] == "Рисунок примера, Apache-2.0"
    whole = Image.new("L", (910, 1290))
    for column in range(2):
        for row in range(3):
            answer = onlooker.client.get(f"/facsimile/{KEY}/1/11/{column}-{row}.jpg")
            assert answer.headers["content-type"] == "image/jpeg"
            whole.paste(Image.open(BytesIO(answer.content)), (512 * column, 512 * row))
    drawn = Image.open(standing.archive.root / "facsimiles" / KEY / "01.png").convert("L")
    unlike = sum(abs(a - b) for a, b in zip(whole.tobytes(), drawn.tobytes(), strict=True)) / (910 * 1290)
    assert unlike < 4
    small = Image.open(BytesIO(onlooker.client.get(f"/facsimile/{KEY}/1/{told['lowest']}/0-0.jpg").content))
    assert max(small.size) <= 512


@pytest.mark.parametrize("part", ["1/12/0-0", "1/8/0-0", "1/11/9-9", "2/11/0-0", "99999/11/0-0"])
def test_a_part_that_is_not_there_is_a_sentence(onlooker: Reader, part: str) -> None:
    answer = onlooker.client.get(f"/facsimile/{KEY}/{part}.jpg")
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_a_source_without_a_picture_has_none_and_no_way_to_one(onlooker: Reader) -> None:
    assert onlooker.ask("pages", source="hallam1961").json()["facsimile"] is False
    assert onlooker.ask("pages", source=KEY).json()["facsimile"] is True
    for path in ("/facsimile/hallam1961/1/9/0-0.jpg", "/facsimile/hallam1961/1.png"):
        assert onlooker.client.get(path).status_code == 404


def test_a_picture_that_is_spoilt_after_it_was_taken_in_is_a_sentence(reader: Reader, served: Served) -> None:
    path: Path = served.archive.root / "facsimiles" / KEY / "01.png"
    path.write_bytes(path.read_bytes()[:3000])
    answer = reader.client.get(f"/facsimile/{KEY}/1/11/0-0.jpg")
    assert answer.status_code < 500
    assert "picture" in answer.text


def test_others_see_the_pictures_of_open_sources_unless_something_else_stands_in_them(served: Served) -> None:
    record = served.room.worked_out().record
    secret = " ".join(served.room.worked_out().texts.pages("donos1932")[0].text.split()[8:40])
    pages_of = served.room.worked_out().texts.pages

    def public(seen: str) -> Examined:
        own = tuple(replace(one, seen=seen) for one in record.facsimiles[KEY])
        pictured = {KEY: own, "donos1932": own}
        return open_to_all(
            OwnersView(replace(record, facsimiles=pictured), pages_of=pages_of), today="2026-11-29"
        ).record

    assert list(public("Nothing that anybody kept back.").facsimiles) == [KEY]
    assert list(public(secret).facsimiles) == []


@given(
    st.lists(st.tuples(*[st.integers(0, 9000)] * 2, *[st.integers(1, 900)] * 2), max_size=12),
    st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)),
)
def test_what_is_found_at_a_point_has_the_point_in_its_box(
    boxes: list[tuple[int, ...]], point: tuple[int, int]
) -> None:
    words = [PlacedWord(10 * at, 10 * at + 5, box) for at, box in enumerate(boxes)]  # type: ignore[arg-type]
    found = word_at(words, point, length=1000)
    holding = [
        (word.start, word.end)
        for word in words
        if word.box[0] <= point[0] <= word.box[0] + word.box[2] and word.box[1] <= point[1] <= word.box[1] + word.box[3]
    ]
    assert (found is None) == (not holding)
    assert found is None or found in holding


def test_a_letter_that_recurs_is_known_by_those_around_it_or_not_at_all() -> None:
    letters = "thecatsatthecatran"
    boxes = [[10 * at, 0, 9, 10] for at in range(len(letters))]
    text = "the cat sat the cat ran"
    at = letters.rindex("cat")
    assert letter_at(text, (10 * at + 4, 5), letters=letters, boxes=boxes) == (16, 19)
    assert letter_at("cat cat", (4, 5), letters="catcatcat", boxes=[[10 * n, 0, 9, 10] for n in range(9)]) is None
