"""`borrowings`, as a person calls it: of an archive, of a folder, of a file of pages."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from variorum.archive.folder import Archive, create_archive
from variorum.pipeline import take_in

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[2] / "docs" / "reference" / "schemas" / "borrowings.json").read_text("utf-8")
)
PASSAGE = (
    "The delegates of the lower town came to the bridge before it was light, carrying the banner that their mothers "
    "had sewn, and nobody among the guards would afterwards admit that he had let them pass."
)
MEMOIR = (
    f"[p. 7]\n\nThe winter was long, and the stove smoked.\n\n[p. 8]\n\nI remember it well. {PASSAGE} Then came spring."
)
REPORT = f"[p. 1]\n\nReport on the disturbances in the third quarter. {PASSAGE.replace('mothers', 'wives')}"


def ask(*arguments: object) -> Result:
    from variorum.cli import variorum

    return CliRunner().invoke(variorum, ["borrowings", *map(str, arguments)])


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = create_archive(tmp_path / "archive", title="The bridge")
    for name, text in (("memoir", MEMOIR), ("report", REPORT), ("letter", "A letter about the price of wool.")):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    take_in(made, [tmp_path / f"{name}.txt" for name in ("memoir", "report", "letter")])
    return made


def test_a_passage_of_two_sources_is_shown_in_both_places_with_what_differs(archive: Archive) -> None:
    said = ask("-C", archive.root)
    assert said.exit_code == 0
    assert "memoir, p. 8: …" in said.output
    assert "report, p. 1: …" in said.output
    assert "differs: “mothers” / “wives”" in said.output
    assert "1 passage stands in more than one source." in said.output


def test_the_json_holds_to_its_schema_and_each_text_stands_at_its_offsets(archive: Archive) -> None:
    answer = json.loads(ask("-C", archive.root, "--format", "json").output)
    jsonschema.validate(answer, SCHEMA)
    (one,) = answer
    assert (one["a"]["source"], one["a"]["page"], one["b"]["source"], one["b"]["page"]) == (
        "memoir",
        "8",
        "report",
        "1",
    )
    assert one["a"]["text"] == PASSAGE[:-1]
    assert one["a"]["end"] - one["a"]["start"] == len(PASSAGE) - 1


def test_only_the_passages_of_a_source_are_shown_where_one_is_named(archive: Archive) -> None:
    assert json.loads(ask("-C", archive.root, "letter", "--format", "json").output) == []
    assert len(json.loads(ask("-C", archive.root, "report", "--format", "json").output)) == 1
    assert ask("-C", archive.root, "nobody").exit_code != 0


def test_a_folder_of_texts_needs_no_archive(tmp_path: Path, archive: Archive) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text(MEMOIR, "utf-8")
    (folder / "two.txt").write_text(REPORT, "utf-8")
    (one,) = json.loads(ask("--pages", folder, "--format", "json").output)
    assert (one["a"]["source"], one["b"]["source"]) == ("one.txt", "two.txt")


def test_a_file_of_pages_gives_a_line_for_each_passage(tmp_path: Path) -> None:
    words = PASSAGE.split()
    pages = [
        {"id": "x:1", "book": "x", "text": f"Some lines that stand before it. {' '.join(words[:13])}"},
        {"id": "x:2", "book": "x", "text": " ".join(words[13:])},
        {"id": "y:1", "book": "y", "text": f"Quite another beginning, and then: {PASSAGE}"},
    ]
    file = tmp_path / "pages.jsonl"
    file.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
    lines = [json.loads(line) for line in ask("--pages", file).output.splitlines()]
    texts = {page["id"]: page["text"] for page in pages}
    for line in lines:
        jsonschema.validate(line, SCHEMA)
    assert [(line["a"], line["b"]) for line in lines] == [("x:1", "y:1"), ("x:2", "y:1")]
    assert [texts[line["a"]][line["a_start"] : line["a_end"]].rstrip(".") for line in lines] == [
        texts[line["b"]][line["b_start"] : line["b_end"]].rstrip(".") for line in lines
    ]


@pytest.mark.parametrize("first", [3, 5, 13, 20])
def test_a_passage_keeps_both_its_pages_however_little_of_it_stands_on_one(tmp_path: Path, first: int) -> None:
    words = PASSAGE.split()
    pages = [
        {"id": "x:1", "book": "x", "text": f"Some lines that stand before it. {' '.join(words[:first])}"},
        {"id": "x:2", "book": "x", "text": f"{' '.join(words[first:])} And then nothing of the kind."},
        {"id": "y:1", "book": "y", "text": f"Quite another beginning, and then: {PASSAGE}"},
    ]
    file = tmp_path / "pages.jsonl"
    file.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
    lines = [json.loads(line) for line in ask("--pages", file).output.splitlines()]
    assert [(line["a"], line["b"]) for line in lines] == [("x:1", "y:1"), ("x:2", "y:1")]


def test_formulas_of_a_file_of_pages_are_told_with_their_places(tmp_path: Path) -> None:
    verse = "Workers of all lands unite, for there is nothing that you can lose by it except your chains."
    pages = [
        {"id": f"p{n}", "text": f"Page number {n} of {n * 7919 % 1000} says {chr(97 + n % 26) * 5}: {verse}"}
        for n in range(400)
    ]
    file = tmp_path / "pages.jsonl"
    file.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
    (line,) = [json.loads(line) for line in ask("--pages", file, "--formulas").output.splitlines()]
    jsonschema.validate(line, SCHEMA)
    texts = {page["id"]: page["text"] for page in pages}
    assert line["times"] == 400
    assert all("Workers of all lands" in texts[place["id"]][place["start"] : place["end"]] for place in line["places"])


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ('{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}\n', "Two pages have the same key"),
        ('{"id": "a"}\n', "pages.jsonl:1: this line is no page"),
        ("\n", "holds no page"),
        ("nonsense\n", "pages.jsonl:1: this line is not JSON"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused_with_a_sentence(
    tmp_path: Path, lines: str, sentence: str
) -> None:
    (tmp_path / "pages.jsonl").write_text(lines, "utf-8")
    said = ask("--pages", tmp_path / "pages.jsonl")
    assert sentence in str(said.exception)


@pytest.mark.parametrize("ending", [".jsonl", ".json", ".parquet"])
def test_the_answer_is_written_to_a_file_that_other_programs_read(
    tmp_path: Path, archive: Archive, ending: str
) -> None:
    if ending == ".parquet":
        pytest.importorskip("pyarrow", reason="Parquet needs pyarrow (the extra “spark”)")
    out = tmp_path / f"found{ending}"
    assert ask("-C", archive.root, "--out", out).exit_code == 0
    if ending == ".parquet":
        from pyarrow import parquet

        (row,) = parquet.read_table(out).to_pylist()
    else:
        text = out.read_text("utf-8")
        row = json.loads(text)[0] if ending == ".json" else json.loads(text)
    assert row["a"]["source"] == "memoir"
    assert row["words"] == len(PASSAGE.split())


def test_a_publishers_licence_is_no_borrowing(tmp_path: Path) -> None:
    licence = (
        "This ebook is only made possible by the hard work of volunteers for Standard Ebooks, who ask nothing for it, "
        "and you may copy it and give it away to whomever you like without asking them."
    )
    pages = [{"id": f"{n}", "text": f"{chr(97 + n) * 30}\n\n{licence}\n\n{PASSAGE if n < 2 else n}"} for n in range(3)]
    file = tmp_path / "pages.jsonl"
    file.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
    (line,) = [json.loads(line) for line in ask("--pages", file).output.splitlines()]
    assert "volunteers" not in pages[0]["text"][line["a_start"] : line["a_end"]]
