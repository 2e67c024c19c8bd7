"""Ways back round a ring in the map of an argument: whatever the map, none runs behind a box."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from variorum.edition.argument_ways import Box, way_back


def box(column: int, y: int, height: int) -> Box:
    return Box(42 + column * 344, y, 260, height, "claim", "", (), "", "", False)


@st.composite
def columns_of_boxes(draw: st.DrawFn) -> list[tuple[int, Box]]:
    boxes = []
    for column in range(draw(st.integers(1, 4))):
        y = 12
        for _ in range(draw(st.integers(1, 5))):
            y += draw(st.integers(0, 120))
            height = draw(st.integers(30, 160))
            boxes.append((column, box(column, y, height)))
            y += height + 16
    return boxes


def corners(path: str) -> list[tuple[int, int]]:
    """Begin, corners and end of a way; the corners are the points that its curves bend to."""
    begin, *bends, end = re.findall(r"[MQL](-?\d+) (-?\d+)", re.sub(r"L[-\d]+ [-\d]+(?=Q)", "", path))
    return [(int(x), int(y)) for x, y in (begin, *bends, end)]


@given(columns_of_boxes(), st.data())
def test_no_way_back_runs_behind_a_box_or_along_another(boxes: list[tuple[int, Box]], data: st.DataObject) -> None:
    every = [one for _, one in boxes]
    taken: set[int] = set()
    for _ in range(data.draw(st.integers(1, 4))):
        column, one = data.draw(st.sampled_from(boxes))
        other = data.draw(st.sampled_from([each for at, each in boxes if at <= column]))
        before = set(taken)
        way = corners(way_back(one, other, every, taken))
        assert len(taken) == len(before) + 1
        assert way[0] == (one.x + one.width, one.y + one.height // 2)
        assert way[-1] == (other.x, other.y + other.height // 2)
        for (x1, y1), (x2, y2) in pairwise(way):
            for each in every:
                inside_x = min(x1, x2) < each.x + each.width and max(x1, x2) > each.x
                inside_y = min(y1, y2) < each.y + each.height and max(y1, y2) > each.y
                assert not (inside_x and inside_y), (way, each)
