"""Words broken at a line's end, as they are shown."""

import pytest

from variorum.quotation.verification import memory_texts, verify
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


@pytest.mark.parametrize("dash", ["–", "– ", " –", " – ", "—", " -- ", "–\n"])
def test_a_dash_is_one_dash_whatever_stands_beside_it(dash: str) -> None:
    source = memory_texts({"s": ["They asked for communization of supplies—the giving of rations, as in the town."]})
    assert verify(f"communization of supplies{dash}the giving of rations", source, source="s").verdict == "verbatim"


def test_a_dash_is_no_hyphen_and_no_space() -> None:
    source = memory_texts({"s": ["They asked for a re-form of the committee of the town, and for bread and salt."]})
    assert verify("a reform of the committee of the town", source, source="s").verdict == "altered"
    assert verify("a re– form of the committee of the town", source, source="s").verdict == "altered"
