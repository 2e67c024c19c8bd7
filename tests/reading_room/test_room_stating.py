"""What the form of a statement is told while it is filled in: that it stands already, who is meant, what is wrong."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from room_reader import Reader
from room_serving import Served, serving

from variorum.archive.folder import open_archive
from variorum.archive.reading import read_record

MARSH = {"source": "marsh1998", "locator": "p. 411", "quotation": "The Thursday circle met"}
COPIED = {"dossier": "berg", "relation": "copied", "object": "[[protokol]]", "date": "1931", **MARSH}
Asking = tuple[Reader, Served, dict[str, str]]


def _stated(reader: Reader, served: Served) -> dict[str, str]:
    """A statement that was just written, and the values that it was written with."""
    record, _ = read_record(served.archive.root)
    work = next(one.id for one in record.entities.values() if one.kind == "work")
    values = {**COPIED, "object": f"[[{work}]]", "block": "just-now"}
    assert reader.send("statement", values).status_code == 200
    return {**values, "block": ""}


@pytest.fixture
def copied(reader: Reader, served: Served) -> dict[str, str]:
    return _stated(reader, served)


@pytest.fixture(scope="module")
def asking(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """The same for all that only ask of it."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("asking") / "archive"))
    for served in serving(open_archive(root)):
        one = Reader(served)
        yield one, served, _stated(one, served)
        one.client.close()


def already(reader: Reader, values: dict[str, str]) -> list[dict[str, object]]:
    answer = reader.send("statement/preview", values)
    assert answer.status_code == 200, answer.text
    return answer.json()["already"]  # type: ignore[no-any-return]


def test_what_was_stated_a_moment_ago_is_pointed_out_and_given_a_further_witness(
    reader: Reader, served: Served, copied: dict[str, str]
) -> None:
    other = {**copied, "source": "zayavlenie1956", "locator": "§ 4", "quotation": "Я отпечатала пять экземпляров."}
    [twin] = already(reader, other)
    assert (twin["ref"], twin["file"], twin["same"], twin["witnessed"]) == (
        "berg#^just-now", "people/berg.md", True, False,
    )  # fmt: skip
    assert served.read("people/berg.md").splitlines()[int(str(twin["row"])) - 1].endswith("^just-now")
    names = ("source", "locator", "quotation")
    further = {"statement": twin["ref"], "digest": twin["digest"], **{name: other[name] for name in names}}
    done = reader.send("witness", further)
    assert done.status_code == 200, done.text
    assert done.json()["changes"] == twin["changes"]
    record, _ = read_record(served.archive.root)
    statement = next(one for one in record.statements if one.ref == "berg#^just-now")
    assert [one.citation.source for one in statement.witnesses] == ["marsh1998", "zayavlenie1956"]


def test_words_that_are_its_witness_already_are_not_offered_again(asking: Asking) -> None:
    reader, _, copied = asking
    [twin] = already(reader, {**copied, "quotation": "the  thursday circle met"})
    assert (twin["witnessed"], twin["changes"]) == (True, [])


@pytest.mark.parametrize(
    "change", [{"date": ""}, {"date": "1932"}, {"date": "summer 1931"}, {"more": 'in "one evening"'}]
)
def test_what_differs_in_its_date_or_further_objects_is_much_the_same(asking: Asking, change: dict[str, str]) -> None:
    reader, _, copied = asking
    [twin] = already(reader, {**copied, **change})
    assert twin["same"] is False


@pytest.mark.parametrize("change", [{"relation": "read"}, {"object": '"something else"'}, {"dossier": "marsh"}])
def test_what_says_something_else_is_not_pointed_out(asking: Asking, change: dict[str, str]) -> None:
    reader, served, copied = asking
    if change.get("dossier"):
        record, _ = read_record(served.archive.root)
        change = {
            "dossier": next(one.id for one in record.entities.values() if one.kind == "person" and one.id != "berg")
        }
    assert already(reader, {**copied, **change}) == []


def test_what_stands_in_the_dossier_of_its_object_is_pointed_out_there(
    reader: Reader, served: Served, copied: dict[str, str]
) -> None:
    work = copied["object"].strip("[]")
    asked = {**copied, "dossier": work, "relation": "copied by", "object": "[[berg]]"}
    [twin] = already(reader, asked)
    assert (twin["ref"], twin["same"]) == ("berg#^just-now", True)


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("statement", {"dossier": "ber", "relation": "sai"}),
        ("statement", {"dossier": "berg", "relation": "sai"}),
        ("statement", {"dossier": "berg", "relation": "said", "object": '"a word', "date": "summ"}),
        ("witness", {"statement": "berg#^foun", "source": "marsh1998"}),
        ("form", {"dossier": "ber", "form": "E."}),
        ("form", {"dossier": "berg", "form": ""}),
        ("note", {"source": "marsh1998", "note": ""}),
        ("dossier", {"kind": "person", "name": ""}),
        ("event", {"name": "The fire", "date": "in the sum"}),
        ("place", {"name": "Zarechye", "coordinates": "56."}),
        ("judgement", {"about": "descent prigovor1933", "verdict": "refused"}),
        ("rename", {"id": "berg", "new": "berg-"}),
    ],
)
def test_a_form_half_filled_in_is_answered_and_not_refused(onlooker: Reader, path: str, values: dict[str, str]) -> None:
    answer = onlooker.send(f"{path}/preview", values)
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert shown["changes"] == [] or path == "statement"
    assert any(one["severity"] == "error" and one["message"] for one in shown["faults"])
    assert onlooker.send(path, values).status_code in (403, 404, 422)


def test_who_is_nearest_to_what_was_looked_for_is_proposed(onlooker: Reader, standing: Served) -> None:
    tried = 0
    for source in standing.room.worked_out().record.sources:
        if (answer := onlooker.ask("page", source=source, page=1)).status_code != 200:
            continue
        page = answer.json()
        named = [one for one in page["names"] if one["id"] and one["end"] <= 3000]
        if len({one["id"] for one in named}) < 3:
            continue
        asked = {"source": source, "page": 1, "start": 0, "end": min(len(page["text"]), 3000)}
        for one in (named[0], named[-1]):
            about = {"about_start": one["start"], "about_end": one["end"]}
            assert onlooker.send("passage", {**asked, **about}).json()["named"][0]["id"] == one["id"]
        tried += 1
        if tried == 3:
            break
    assert tried


def test_the_date_nearest_to_what_was_looked_for_is_proposed(onlooker: Reader) -> None:
    page = onlooker.ask("page", source="marsh1998", page=1).json()
    years = [(one.start(), one.end()) for one in re.finditer(r"\b19[23]\d\b", page["text"])]
    asked = {"source": "marsh1998", "page": 1, "start": 0, "end": len(page["text"])}
    for start, end in (years[0], years[-1]):
        proposed = onlooker.send("passage", {**asked, "about_start": start, "about_end": end}).json()
        assert page["text"][start:end] in proposed["date"]


def test_a_relation_is_offered_for_another_form_of_its_verb_and_first_where_it_was_looked_for(
    onlooker: Reader,
) -> None:
    [hit] = onlooker.ask("search", q="Thursday library reading source:hallam-letter1931").json()["hits"][:1]
    page = onlooker.ask("page", source=hit["source"], page=hit["sequence"]).json()
    at = page["text"].index(", reading;") + 2
    asked = {"source": hit["source"], "page": hit["sequence"], "start": max(0, at - 400), "end": at + 40}
    near = onlooker.send("passage", {**asked, "about_start": at, "about_end": at + len("reading")}).json()
    assert near["relations"][0] == "read"


def test_a_passage_with_all_the_words_side_by_side_comes_first(onlooker: Reader) -> None:
    hits = onlooker.ask("search", q="the library", limit=12).json()["hits"]
    beside = ["the library" in " ".join(one["text"].split()).casefold() for one in hits]
    assert beside == sorted(beside, reverse=True)
    assert beside[0]
