"""A chronology in a terminal: in the order of the datings, no finer than these, and summed up first."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from test_chronology import said, source, told

from variorum.chronology.answers import lines_of


def test_a_year_is_told_as_a_year_and_a_month_as_a_month() -> None:
    known = told(
        said("anna#^b", "read", "book", when="1917-03"),
        said("anna#^a", "read", "book", when="1917"),
        said("anna#^c", "read", "book", when="1917-03-04"),
        said("anna#^d", "read", "book", when="1918~"),
        said("anna#^e", "read", "book", when="1919/1920"),
    )
    lines = [line for line in lines_of(known) if "read" in line]
    assert [line[2:29].strip() for line in lines] == ["1917", "1917-03", "1917-03-04", "1918~", "1919 … 1920"]
    assert not any("-01-01" in line or "-12-31" in line for line in lines)


def test_the_order_is_that_of_the_datings_though_others_reach_further_back() -> None:
    known = told(
        said("anna#^born", "born in", "town", when="1880"),
        said("anna#^worked", "worked at", "mill", when="1910"),
        said("anna#^read", "read", "book", when="1900-05"),
    )
    lines = [line for line in lines_of(known, "anna") if line[2:3].isdigit() or "…" in line[:4]]
    assert [("born" in line, "read" in line, "worked" in line).index(True) for line in lines] == [0, 1, 2]


def test_what_is_undated_stands_apart_and_the_first_line_counts() -> None:
    known = told(
        said("anna#^born", "born in", "town", when="1880"),
        said("anna#^read", "read", "book"),
    )
    lines = list(lines_of(known))
    assert lines[0] == "1 dated event; 1 more placed by the others."
    assert lines.index("Undated, and placed by what others say:") > 1
    assert source is not None
