"""The trays of translations, theses and findings: what waits, what a decision writes, and that it is taken back."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from room_reader import Reader
from room_serving import Served

from variorum.archive.editing_notes import evidence_added
from variorum.archive.reading import read_record
from variorum.reading_room.trays_of_descent import _inner
from variorum.record import Judgement


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de", "‚Das Ufer‘, Nr. 4"),
        ("ru", "„Das Ufer“, Nr. 4"),
        ("en", "‘Das Ufer’, Nr. 4"),
        ("tlh", "‘Das Ufer’, Nr. 4"),
    ],
)
@pytest.mark.parametrize("title", ["«Das Ufer», Nr. 4", "„Das Ufer“, Nr. 4", "“Das Ufer”, Nr. 4", '"Das Ufer", Nr. 4'])
def test_a_title_within_quotation_marks_has_inner_ones(title: str, language: str, shown: str) -> None:
    assert _inner(title, language) == shown


def test_an_empty_cell_is_filled_by_a_line_under_the_theses_evidence(reader: Reader, served: Served) -> None:
    found = reader.ask("tray", tray="theses").json()
    item, left = found["item"], found["left"]
    assert found["keys"]["5"] == "forbids"
    assert "^" not in item["line"]  # as a reader reads it, and not as the file has it
    assert item["words"]  # each with the place where it can be read
    assert all(one["title"] and one["address"].startswith("sources/") for one in item["words"])
    asked = {"thesis": item["thesis"], "statement": item["statement"], "bearing": "sits ill with"}
    preview = reader.send("cell/preview", asked).json()
    assert preview["changes"][0]["added"] == [f"- sits ill with [[{item['statement']}]]"]
    before = served.read(item["file"])
    assert reader.send("cell", {**asked, "digest": preview["digest"]}).status_code == 200
    record, _ = read_record(served.archive.root)
    held = {(one.bearing, one.statement) for one in record.theses[item["thesis"]].evidence}
    assert ("sits ill with", item["statement"]) in held
    assert served.room.settled(patience=120)
    again = reader.ask("tray", tray="theses").json()
    assert again["left"] == left - 1
    reader.send("undo", {})
    assert served.read(item["file"]) == before


@pytest.mark.parametrize("change", [{"thesis": "nobody"}, {"bearing": "loves"}, {"statement": "berg#^nothing"}])
def test_a_cell_of_what_is_not_there_is_refused(reader: Reader, change: dict[str, str]) -> None:
    item = reader.ask("tray", tray="theses").json()["item"]
    asked = {"thesis": item["thesis"], "statement": item["statement"], "bearing": "expects", **change}
    assert reader.send("cell", asked).status_code in (404, 422)


@pytest.mark.parametrize(
    "raw", [b"", b"---\nid: a\n---\n", b"---\nid: a\n---\n\n## Evidence\n", b"## Evidence\r\n\r\n- x\r\n"]
)
def test_a_line_of_evidence_changes_no_other_line(raw: bytes) -> None:
    after = evidence_added(raw, "expects  [[a#^b]]")
    lines = after.decode().splitlines()
    assert lines[-1] == "- expects [[a#^b]]"
    assert [line for line in lines if line in raw.decode().splitlines() and line] == [
        line for line in raw.decode().splitlines() if line
    ]


def test_a_translation_stands_beside_what_it_may_render_and_is_judged_to_hold(reader: Reader, served: Served) -> None:
    found = reader.ask("tray", tray="translations").json()
    item = found["item"]
    assert item["pairs"][0][0]["text"]
    assert (
        reader.send("judgement", {"about": item["about"], "verdict": "accepted", "why": "It holds."}).status_code == 200
    )
    assert served.room.settled(patience=120)
    assert reader.ask("tray", tray="translations").json()["left"] == found["left"] - 1


def test_a_kind_of_finding_is_set_aside_in_one_write_and_comes_back_in_one(reader: Reader, served: Served) -> None:
    assert served.room.settled(patience=120)
    before = served.read("judgements.jsonl")
    codes = [one.code for one in served.room.worked_out().findings]
    code = max(set(codes), key=codes.count)
    assert reader.send("aside", {"code": code, "why": " "}).status_code == 403
    assert reader.send("aside", {"code": "Z999", "why": "none"}).status_code == 404
    answer = reader.send("aside", {"code": code, "why": "The same reason for all."}).json()
    added = served.read("judgements.jsonl").removeprefix(before).splitlines()
    assert 1 < len(added) <= answer["number"]
    reader.send("undo", {})
    assert served.read("judgements.jsonl") == before


def test_one_decision_stands_for_all_that_are_listed_and_is_taken_back_as_one(reader: Reader, served: Served) -> None:
    about = ["names “One Name” = berg", "names “Another Name” = berg", "names “One Name” = berg"]
    before = (served.archive.root / "judgements.jsonl").read_bytes()
    done = reader.send("judgements", {"about": about, "verdict": "same", "why": "so signed"})
    assert done.status_code == 200, done.text
    added = served.read("judgements.jsonl").encode()[len(before) :].decode().splitlines()
    assert [json.loads(line)["verdict"] for line in added] == ["same", "same"]
    assert reader.send("undo", {}).status_code == 200
    assert (served.archive.root / "judgements.jsonl").read_bytes() == before
    for wrong in ([], ["names “One Name” = nobody"], ["names “One Name” = berg", "descent marsh1998 from gazeta1932"]):
        assert reader.send("judgements", {"about": wrong, "verdict": "same"}).status_code in (403, 404, 422)
    assert (served.archive.root / "judgements.jsonl").read_bytes() == before


def test_a_tray_lists_what_is_alike_and_says_what_one_and_the_same_would_settle() -> None:
    from variorum.evidence import Doubt
    from variorum.reading_room.trays_together import doubts_like, settled_by

    state = SimpleNamespace(
        record=SimpleNamespace(judgements=(Judgement("names “A” = “B”", "same", "x", "2026-01-01", ""),)),
        site=SimpleNamespace(named=lambda one: one),
    )
    shelves: Any = SimpleNamespace(state=state)
    waiting = [
        Doubt("names “A” = berg", "A", "berg", "person", 0.5, ()),
        Doubt("names “B” = berg", "B", "berg", "person", 0.5, ()),
        Doubt("names “C” = berg", "C", "berg", "person", 0.5, ()),
        Doubt("names “A” = other", "A", "other", "person", 0.5, ()),
    ]
    alike = doubts_like(shelves, waiting[0], waiting)
    assert [one["about"] for one in alike] == ["names “B” = berg", "names “C” = berg"]
    assert settled_by(shelves, [waiting[0].about], waiting) == 1  # B, which was judged to be A
    assert settled_by(shelves, [waiting[2].about], waiting) == 0


def test_of_descent_nobody_is_asked_what_the_texts_tell_themselves_and_what_bears_on_the_history_comes_first() -> None:
    from variorum.reading_room.trays_of_descent import besides, open_ties
    from variorum.stemma import Dependence, SourceTie

    def tie(source: str, other: str, words: int, *, direction: str = "unknown", **more: Any) -> SourceTie:
        passages: Any = (SimpleNamespace(words=words, manner=more.pop("manner", "unmarked"), grounds=()),)
        return SourceTie(source, other, direction, passages=passages, **more)

    ties = (
        tie("a", "b", 500),
        tie("a", "c", 40),
        tie("d", "e", 60),
        tie("a", "f", 900, manner="quoted"),
        tie("a", "g", 8),
        tie("a", "h", 300, direction="common"),
        tie("a", "i", 300, direction="from", certainty="shown"),
        tie("j", "k", 70),
    )

    def witness(source: str) -> SimpleNamespace:
        return SimpleNamespace(citation=SimpleNamespace(checked_in=SimpleNamespace(source=source)))

    record: Any = SimpleNamespace(
        judgements=(Judgement("descent k from j", "refused", "x", "2026-01-01", ""),),
        statements=(
            SimpleNamespace(witnesses=(witness("d"), witness("e"))),
            SimpleNamespace(witnesses=(witness("c"),)),
        ),
        once=lambda _: Dependence(ties),
    )
    shelves: Any = SimpleNamespace(state=SimpleNamespace(record=record), once=lambda _, make: make())
    assert [(one.source, one.other) for one in open_ties(shelves)] == [("d", "e"), ("a", "c"), ("a", "b")]
    assert besides(shelves) == 5


def test_a_tie_without_a_direction_can_be_told_either_way_and_leaves_the_tray(reader: Reader, served: Served) -> None:
    from variorum.reading_room.trays_of_descent import open_ties

    assert served.room.settled(patience=120)
    found = reader.ask("tray", tray="descent").json()
    item = found["item"]
    if item is None:
        pytest.skip("nothing is asked in this sample")
    assert len(open_ties(served.room.needed())) == found["left"]
    keys = {*served.room.needed().state.record.sources}
    assert item["because"]
    assert not [one for one in item["because"] if keys.intersection(one.replace(",", " ").split())]
    assert (
        reader.send("judgement", {"about": item["reverse"] or item["about"], "verdict": "refused"}).status_code == 200
    )
    served.room.changed()
    assert served.room.settled(patience=120)
    assert reader.ask("tray", tray="descent").json()["left"] < found["left"]
