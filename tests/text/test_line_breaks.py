"""Words broken at a line's end, as they are shown."""

import pytest

from variorum.text.shown import in_one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("says so inde-\npendently of him", "says so inde-pendently of him"),
        ("a well-\n  known fact", "a well-known fact"),
        ("контр-\nреволюция", "контр-революция"),
        ("Haupt-\nund Nebenwege", "Haupt- und Nebenwege"),  # a hyphen that hangs
        ("one or two-\nor three", "one or two- or three"),
        ("soft\u00ad\nware", "software"),
        ("1930-\n1931", "1930- 1931"),
        ("as he said -\nand left", "as he said - and left"),
        ("  two\n lines ", "two lines"),
    ],
)
def test_a_word_broken_at_a_line_s_end_is_shown_whole(text: str, shown: str) -> None:
    assert in_one_line(text) == shown
