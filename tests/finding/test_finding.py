"""Findings are told as text, as JSON and as HTML, and no string of a document can do more than be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from variorum.finding import Finding, Severity, as_json, printable, worst
from variorum.record import Passage, Position

TEXT = st.text(max_size=60)


def finding(message: str = "The words differ.", **more: object) -> Finding:
    return Finding("Q201", Severity.ERROR, message, Position("people/a.md", 3, 5), **more)  # type: ignore[arg-type]


def test_the_identity_does_not_move_with_the_line() -> None:
    first = finding(about=("a#^b", "source1"))
    moved = Finding("Q201", Severity.ERROR, "…", Position("people/a.md", 99, 1), ("a#^b", "source1"))
    assert first.identity == moved.identity == "Q201 a#^b source1"


def test_a_passage_is_told_by_its_place() -> None:
    about = as_json(finding(about=(Passage("s", 2, 4, 9, "words", "d"),)))["about"]
    assert about == [{"source": "s", "page": 2, "start": 4, "end": 9, "quote": "words"}]


def test_the_gravest_severity_of_none_is_none() -> None:
    assert worst([]) is None
    assert worst([Finding("A", Severity.NOTE, ""), Finding("B", Severity.WARNING, "")]) is Severity.WARNING


@given(TEXT)
def test_nothing_of_a_document_moves_the_cursor(text: str) -> None:
    shown = printable(text)
    assert not set(shown) & {"\x1b", "\x07", "\x08", "\r", "\x9b", "\u202e", "\u2066"}
    assert printable(shown) == shown
