"""Wrong input at the command line: a sentence that says what, where and how to mend it, and status 2."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import variorum

QUESTIONS = [("quote", "words"), ("search", "words"), ("names", "compare", "Orlova")]


@pytest.mark.parametrize("command", QUESTIONS)
def test_a_question_beside_a_batch_is_not_passed_over(command: tuple[str, ...], archive: Path, tmp_path: Path) -> None:
    (tmp_path / "batch.jsonl").write_text("{}\n")
    said = variorum(*command, "--batch", tmp_path / "batch.jsonl", cwd=archive)
    assert (said.status, said.out) == (2, "")
    assert "and not both" in said.err


def test_a_line_of_a_batch_that_is_not_utf_8_is_an_error_and_no_broken_words(archive: Path, tmp_path: Path) -> None:
    lines = '{"quotation": "Привет"}\n'.encode("cp1251") + b'{"quotation": "the list"}\n'
    (tmp_path / "batch.jsonl").write_bytes(lines)
    said = variorum("quote", "--batch", tmp_path / "batch.jsonl", cwd=archive)
    first, second = map(json.loads, said.out.splitlines())
    assert "not UTF-8" in first["error"]
    assert second["verdict"] == "verbatim"


def test_a_text_without_dates_says_so_in_whatever_encoding_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes("Она писала мне часто и всегда о погоде, о доме, о детях.".encode("cp1251"))
    assert variorum("date", "--text", tmp_path / "letter.txt").out == "No dates were found.\n"
    (tmp_path / "letter.txt").write_bytes("Она писала мне 12 мая 1927 года и всегда о погоде, о доме.".encode("cp1251"))
    assert "1927-05-12" in variorum("date", "--text", tmp_path / "letter.txt").out


def test_a_text_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_bytes(bytes(range(256)) * 40)
    said = variorum("date", "--text", tmp_path / "scan.txt")
    assert said.status == 2
    assert "is no plain text" in said.err


def test_offsets_of_dates_count_line_ends_as_the_file_has_them(tmp_path: Path) -> None:
    text = "A letter.\r\n\r\nShe came on 12 May 1927.\r\n"
    (tmp_path / "letter.txt").write_bytes(text.encode())
    (date,) = json.loads(variorum("date", "--text", tmp_path / "letter.txt", "--format", "json").out)
    assert text[date["start"] : date["end"]] == date["phrase"] == "12 May 1927"


@pytest.mark.parametrize("phrase", ["yesterday", "drei Wochen später", "вчера"])
def test_a_phrase_that_counts_from_a_date_says_how_to_give_one(phrase: str) -> None:
    said = variorum("date", phrase)
    assert said.status == 2
    assert "--relative-to 1928-07-11" in said.err
    assert "by mid-July" not in said.err


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("audit", "draft.md", "--memoirs-after", "soon"), "--memoirs-after takes a whole number."),
        (("collate", "a.txt", "b.txt", "--format", "tei", "--language", "!!"), "“!!” is no code of a language"),
        (("serve", "--no-browser", "--language", "xx"), "There is English (en), Russian (ru) or German (de)"),
        (("borrowings", "--engine", "spark", "--master", "nonsense"), "is no address of Spark's master"),
        (("search", "mill", "--source", "nope"), "its folder sources/ has a file for each"),
        (("publish", "--language", "xx"), "There is English (en), Russian (ru) or German (de) to choose from"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_the_right_one(
    command: tuple[str, ...], sentence: str, archive: Path
) -> None:
    said = variorum(*command, cwd=archive)
    assert said.status == 2
    assert sentence in said.err


def test_two_empty_names_are_not_called_the_same() -> None:
    assert variorum("names", "compare", "", " ").status == 2
    said = variorum("names", "compare", "--batch", "-", given='{"a": "", "b": ""}\n')
    assert "error" in json.loads(said.out)


def test_where_nothing_is_taken_in_it_is_said_why(archive: Path, tmp_path: Path) -> None:
    said = variorum("add", "-C", archive, tmp_path)
    assert said.out.startswith("Nothing was taken in: no file is there")


def test_a_file_that_may_not_be_read_stops_no_other(archive: Path, tmp_path: Path) -> None:
    closed, good = tmp_path / "closed.txt", tmp_path / "good.txt"
    closed.write_text("Nobody may read this.")
    good.write_text("Everybody may read this, and nobody forbids it.")
    closed.chmod(0)
    if os.access(closed, os.R_OK):
        pytest.skip("whoever runs this may read everything")
    said = variorum("add", "-C", archive, closed, good)
    assert said.status == 1
    assert "A013" in said.out
    assert "1 source taken in" in said.out
    assert "does not let this program read" in variorum("date", "--text", closed).err
