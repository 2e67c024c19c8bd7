"""What is made of marked words besides a statement: what is shown is what is written, and nothing else changes."""

from __future__ import annotations

import pytest
from room_reader import Reader
from room_serving import Served

from variorum.archive.editing_notes import note_added
from variorum.archive.reading import read_record

WITNESS = {
    "statement": "berg#^born",
    "source": "marsh1998",
    "locator": "p. 411",
    "quotation": "The Thursday circle met",
}
FORM = {"dossier": "berg", "form": "E. K. Berg", "language": "en", "source": "marsh1998"}
NOTE = {
    "source": "marsh1998",
    "note": "He had not seen the file.",
    "quotation": "This article asks",
    "locator": "p. 411",
}


@pytest.mark.parametrize(("path", "values"), [("witness", WITNESS), ("form", FORM), ("note", NOTE)])
def test_what_is_shown_is_what_is_written(reader: Reader, served: Served, path: str, values: dict[str, str]) -> None:
    preview = reader.send(f"{path}/preview", values).json()
    before = served.read(preview["file"]).splitlines()
    done = reader.send(path, {**values, "digest": preview["digest"]})
    assert done.status_code == 200, done.text
    shown = list(before)
    for change in reversed(preview["changes"]):
        first = change["line"] - 1
        shown[first : first + len(change["removed"])] = change["added"]
    assert served.read(preview["file"]).splitlines() == shown
    assert reader.send(path, {**values, "digest": "0" * 64}).status_code == 409


def test_a_dossier_is_shown_whole_before_it_is_written(reader: Reader, served: Served) -> None:
    asked = {"kind": "event", "name": "Пожар на складе", "forms": ["The fire"]}
    preview = reader.send("dossier/preview", asked).json()
    assert not (served.archive.root / preview["file"]).exists()
    made = reader.send("dossier", asked).json()
    assert made["file"] == preview["file"]
    assert served.read(made["file"]).splitlines() == preview["changes"][0]["added"]


def test_a_judgement_is_shown_as_the_line_that_is_recorded(reader: Reader, served: Served) -> None:
    asked = {"about": "descent prigovor1933 from spravka1957", "verdict": "refused", "why": "it is earlier"}
    added = reader.send("judgement/preview", asked).json()["changes"][0]["added"]
    reader.send("judgement", asked)
    last = served.read("judgements.jsonl").splitlines()[-1]
    assert [one.split('"when"')[0] for one in added] == [last.split('"when"')[0]]


def test_a_note_stands_in_the_prose_and_its_words_are_checked_like_any_others(reader: Reader, served: Served) -> None:
    reader.send("note", NOTE)
    record, _ = read_record(served.archive.root)
    assert "“This article asks” [@marsh1998, p. 411]: He had not seen the file." in record.sources["marsh1998"].notes


@pytest.mark.parametrize(
    "raw",
    [b"", b"---\nkey: a\n---\n", b"---\nkey: a\n---\n\nProse.\n\n\n## Statements\n\n- x\n", b"\xef\xbb\xbfA\r\nB"],
)
def test_a_note_changes_no_line_that_was_there(raw: bytes) -> None:
    after = note_added(raw, "One.  Two.")
    assert "One. Two." in after.decode()
    kept = [line for line in after.decode().splitlines() if line not in ("", "One. Two.")]
    assert kept == [line for line in raw.decode().splitlines() if line]
    if b"## Statements" in raw:
        assert after.index(b"One.") < after.index(b"## Statements")


def test_statements_of_whom_the_passage_names_are_offered_first(onlooker: Reader) -> None:
    found = onlooker.send("statements", {"q": "", "about": ["berg"]}).json()["statements"]
    assert found
    assert all(one["ref"].startswith("berg#") or "[[berg" in one["line"] for one in found)
    assert onlooker.send("statements", {"q": "", "about": []}).json()["statements"] == []
    typed = onlooker.send("statements", {"q": "typewriter", "about": []}).json()["statements"]
    assert all("typewriter" in one["line"] for one in typed)


@pytest.mark.parametrize(
    ("written", "edtf"),
    [("summer 1932", "1932-22"), ("летом 1932 года", "1932-22"), ("im Sommer 1932", "1932-22"),
     ("Anfang Mai 1930", "[1930-05-01..1930-05-10]"), ("vor dem 3. Mai 1931", "[..1931-05-02]"),
     ("1932-04", "1932-04")],
)  # fmt: skip
def test_a_date_is_understood_as_people_write_it_in_three_languages(onlooker: Reader, written: str, edtf: str) -> None:
    asked = {"dossier": "berg", "relation": "said", "object": '"a word"', "date": written}
    added = onlooker.send("statement/preview", asked).json()["changes"][0]["added"]
    assert added[0].startswith(f"- {edtf}: ")


def test_a_date_of_which_a_part_is_not_understood_is_refused_and_not_cut(onlooker: Reader) -> None:
    asked = {"dossier": "berg", "relation": "said", "object": '"a word"', "date": "the second Tuesday before May 1930"}
    shown = onlooker.send("statement/preview", asked).json()
    assert shown["changes"] == []
    assert [one["severity"] for one in shown["faults"]] == ["error"]
    assert onlooker.send("statement", asked).status_code == 422
