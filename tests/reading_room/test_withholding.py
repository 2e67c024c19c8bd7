"""A word that protects holds from when it is written: others see nothing older than it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from planted_room import TODAY, Planted, come_in, plant

from variorum.catalogue.mentions import mentions_on
from variorum.catalogue.searching import SearchOptions, search
from variorum.catalogue.store import open_catalogue
from variorum.disclosure.openness import Opened, OwnersView, open_to_all
from variorum.reading_room.public import _filled
from variorum.reading_room.withholding import Withholding


@pytest.fixture
def planted(tmp_path: Path) -> Iterator[Planted]:
    yield from come_in(plant(tmp_path / "archive", 1))


@pytest.mark.parametrize(
    "line",
    [
        "access: restricted",
        "acces: restricted",
        "protected: until 2040",
        "proteced: until 2040",
        '- 1930: member of [[circle]] {protected="until 2040"}',
        '- 1930: member of [[circle]] {note="x", protceted="until 2040"}',
        "redacted: [p. 3]",
        "- had 5 members {protected}",
        "A word of his. { Protected }",
        "pro-tected: until 2040",
    ],
)
def test_a_line_that_may_protect_is_noticed_in_whatever_spelling(tmp_path: Path, line: str) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\nid: a\nname: A\n---\n", "utf-8")
    kept = Withholding(tmp_path)
    kept.begin(["a.md"])
    file.write_text(f"---\nid: a\nname: A\n---\n{line}\n", "utf-8")
    assert kept.may_hide(["a.md"])
    assert not kept.may_hide(["a.md"]), "nothing changed since"


@pytest.mark.parametrize("line", ["access: open", "note: he had access", "- 1930: member of [[circle]]", "project: x"])
def test_other_lines_hold_nobody_up(tmp_path: Path, line: str) -> None:
    file = tmp_path / "a.md"
    file.write_text("name: A\n", "utf-8")
    kept = Withholding(tmp_path)
    kept.begin(["a.md"])
    file.write_text(f"name: A\n{line}\n", "utf-8")
    assert not kept.may_hide(["a.md"])


def test_a_further_form_of_a_protected_name_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("name: A\naccess: restricted\n", "utf-8")
    kept = Withholding(tmp_path)
    kept.begin(["a.md"])
    file.write_text("name: A\nnames: [Another]\naccess: restricted\n", "utf-8")
    assert kept.may_hide(["a.md"])


def test_a_ledger_holds_others_up_only_for_what_is_new_in_it(tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    first = '{"about": "x", "verdict": "y", "protected": "until 2040"}\n'
    file.write_text(first, "utf-8")
    kept = Withholding(tmp_path)
    kept.begin([file.name])
    file.write_text(first + '{"about": "z", "verdict": "y"}\n', "utf-8")
    assert not kept.may_hide([file.name])
    file.write_text(first + '{"about": "z", "verdict": "y", "protected": "for good"}\n', "utf-8")
    assert kept.may_hide([file.name])


def test_others_wait_from_the_moment_that_somebody_is_protected(
    planted: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = planted.room
    ready = type(room).ready
    monkeypatch.setattr(type(room), "ready", lambda self, patience=0.0: ready(self, patience=0.0))
    address = f"/{planted.room.worked_out().site.addresses.entities['other']}"
    assert "<h1>Other</h1>" in planted.people["Rosa"].get(address).text
    file = planted.archive.root / "people/other.md"
    with room.writing():
        file.write_text(file.read_text("utf-8").replace("name: Other", "name: Other\naccess: restricted", 1), "utf-8")
    answer = planted.people["Rosa"].get(address)
    assert "<h1>Other</h1>" not in answer.text
    assert answer.headers["Refresh"]
    assert planted.people["Rosa"].get("/api/page", source="open1", page=1).status_code != 200
    assert "<h1>Other</h1>" in planted.people["Ada"].get(address).text


def test_a_change_that_another_program_makes_is_withheld_from_the_next_answer_on(
    planted: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = planted.room
    ready = type(room).ready
    monkeypatch.setattr(type(room), "ready", lambda self, patience=0.0: ready(self, patience=0.0))
    room._stock._cost = 0.0  # an archive in which a look at the files is cheap
    file = planted.archive.root / "people/other.md"
    assert planted.people["Rosa"].get("/people/index.html").status_code == 200
    file.write_text(file.read_text("utf-8") + "\n<!-- protected: until 2080 -->\n", "utf-8")
    answer = planted.people["Rosa"].get("/people/index.html")
    assert answer.headers["Refresh"]
    assert "Other" not in answer.text
    assert planted.people["Ada"].get("/people/index.html").status_code == 200


def test_a_build_that_began_before_the_word_shows_others_nothing(planted: Planted) -> None:
    room = planted.room
    room._begun = 10.0
    room._hidden_at = 11.0
    assert not room.may_show_others()
    room._begun = 12.0
    assert room.may_show_others()


def test_what_is_taken_back_leaves_no_word_behind_in_the_search_of_others(tmp_path: Path) -> None:
    made = plant(tmp_path / "archive", 3)
    whole = made.room.worked_out()
    names = {form for one in made.secret.people for form in (*one.surnames(), *one.in_other_script())}
    words = sorted({*made.secret.text[:12], *names, "mill", "teacher", "river", f"{made.secret.text[0][:3]}*"})
    view = OwnersView(whole.record, pages_of=whole.texts.pages, mentions_of=partial(mentions_on, whole.catalogue))

    def asked(name: str, *states: Opened) -> list[object]:
        for opened in states:
            _filled(opened, tmp_path / name).close()
        with open_catalogue(tmp_path / name, read_only=True) as catalogue:
            return [search(catalogue, word, asking=SearchOptions()) for word in words]

    public = open_to_all(view, today=TODAY)
    anew = asked("anew", public)
    assert asked("whole", view.opened()) != anew
    assert asked("after", view.opened(), public) == anew


def test_a_front_matter_that_does_not_end_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\nid: a\nname: A\n---\n\nText.\n", "utf-8")
    kept = Withholding(tmp_path)
    kept.begin(["a.md"])
    file.write_text("---\nid: a\nname: A\n\nText.\n", "utf-8")
    assert kept.may_hide(["a.md"])
