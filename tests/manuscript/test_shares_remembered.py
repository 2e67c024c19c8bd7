"""Which files hold one text is found once and recalled while the two texts and the program are as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum import reuse
from variorum.manuscript.one_text import OneText, one_text_among
from variorum.manuscript.shares_remembered import RememberedShares
from variorum.quotation.texts import MemoryTexts
from variorum.record import Page

SAID = " ".join(
    f"In the {n}th week of the frost the weavers of the {n}th yard counted {n * 7} bales and sent {n * 3} of them on."
    for n in range(3, 60)
)
MORE = " ".join(
    f"The ferry of the year {n} took {n * 2} carts over, and none came back before dusk." for n in range(40)
)


def among(folder: Path, *, shorter: str = SAID) -> tuple[OneText, ...]:
    texts = MemoryTexts({"a": (Page("a", 1, "1", shorter),), "b": (Page("b", 1, "1", f"{SAID} {MORE}"),)})
    return one_text_among(texts, ["a", "b"], remembered=RememberedShares(folder / "shares.json"))


def without_looking(patched: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("looked again at what is known")

    patched.setattr(reuse, "find_borrowings", refused, raising=False)


def test_a_pair_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = among(tmp_path)
    assert [(one.shorter, one.longer) for one in first] == [("a", "b")]
    without_looking(monkeypatch)
    assert among(tmp_path) == first


def test_a_pair_is_looked_at_again_where_a_text_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    among(tmp_path)
    without_looking(monkeypatch)
    with pytest.raises(AssertionError):
        among(tmp_path, shorter=SAID.replace("bales", "sacks", 1))


def test_a_damaged_memory_costs_time_alone(tmp_path: Path) -> None:
    first = among(tmp_path)
    for damage in ("{", "[1]", '{"x": "y"}', ""):
        (tmp_path / "shares.json").write_text(damage, "utf-8")
        assert among(tmp_path) == first


def test_what_is_kept_holds_no_words(tmp_path: Path) -> None:
    among(tmp_path)
    assert "weavers" not in (tmp_path / "shares.json").read_text("utf-8")
