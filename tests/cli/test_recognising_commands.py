"""`names recognise`, as a person calls it: with an archive or without, and the JSON is what the schema says."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "schemas" / "names-recognise.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def recognise(*arguments: object, given: str | bytes | None = None) -> tuple[int, str]:
    from click.testing import CliRunner

    from variorum.cli import variorum

    done = CliRunner().invoke(variorum, ["names", "recognise", *map(str, arguments)], input=given)
    return done.exit_code, done.output


def test_the_names_of_a_text_are_told_by_kind_with_their_forms(nowhere: Path) -> None:
    (nowhere / "a.txt").write_text("Письмо т. Рютину. С Рютиным спорили в Москве.", "utf-8")
    status, out = recognise("a.txt")
    assert status == 0
    assert out.splitlines()[:2] == ["People", "     2  Рютин   Рютину (1), Рютиным (1)"]


def test_the_json_is_what_the_schema_says_and_counts_the_file_as_it_is(nowhere: Path) -> None:
    text = "\ufeffLine one.\r\nComrade Ryutin came to Moscow.\r\n"
    (nowhere / "a.txt").write_bytes(text.encode("utf-8"))
    status, out = recognise("a.txt", "--format", "json")
    found = json.loads(out)
    jsonschema.validate(found, SCHEMA)
    assert status == 0
    assert [text[one["start"] : one["end"]] for one in found] == ["Ryutin", "Moscow"]
    assert [one["type"] for one in found] == ["person", "place"]


def test_an_archives_dossiers_help(nowhere: Path) -> None:
    (nowhere / "people").mkdir()
    (nowhere / "variorum.toml").write_text('title = "A"\n', "utf-8")
    (nowhere / "people" / "qu.md").write_text("---\nid: qu\nname: Edith Quarmley\n---\n", "utf-8")
    _, out = recognise("-", "--format", "json", given="It fell to quarmley and Quarmley.")
    assert [one["surface"] for one in json.loads(out)] == ["Quarmley"]


def test_a_batch_answers_line_by_line_and_goes_on_after_an_error(nowhere: Path) -> None:
    (nowhere / "a.txt").write_text("Rogovin", "utf-8")
    lines = ['{"text": "Vadim Rogovin wrote."}', "not json", '{"file": "nowhere.txt"}', '{"file": "a.txt"}', "{}"]
    status, out = recognise("--batch", "-", given="\n".join(lines))
    answers = [json.loads(line) for line in out.splitlines()]
    for answer in answers:
        jsonschema.validate(answer, SCHEMA)
    assert status == 0
    assert ["error" in answer for answer in answers] == [False, True, True, False, True]


@pytest.mark.parametrize(
    ("arguments", "given", "says"),
    [
        (["nowhere.txt"], None, "There is no file"),
        ([], None, "Give one FILE"),
        (["-", "-C", "nowhere"], "x", ""),
        (["-"], b"\x00\x01\x02\x03" * 100, "no plain text"),
    ],
)
def test_a_bad_request_is_refused(arguments: list[str], given: str | bytes | None, says: str) -> None:
    from click.testing import CliRunner

    from variorum.cli import variorum
    from variorum.finding import VariorumError

    done = CliRunner().invoke(variorum, ["names", "recognise", *arguments], input=given)
    assert done.exit_code != 0
    assert isinstance(done.exception, SystemExit | VariorumError)
    assert says in str(done.exception) + done.output


def test_a_language_without_a_model_is_told(nowhere: Path) -> None:
    (nowhere / "a.txt").write_text("Comrade Ryutin came to Moscow.", "utf-8")
    assert "no model of names for the language “xx”" in recognise("a.txt", "--language", "xx")[1]
    assert "no model" not in recognise("a.txt", "--language", "en-GB")[1]
