"""`names compare`, as a person calls it: no archive is needed, and the JSON is what the schema says."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "schemas" / "names-compare.json").read_text("utf-8"))


def compare(*arguments: object, given: str | None = None) -> tuple[int, str]:
    from click.testing import CliRunner

    from variorum.cli import variorum

    done = CliRunner().invoke(variorum, ["names", "compare", *map(str, arguments)], input=given)
    return done.exit_code, done.output


def test_two_names_are_compared_without_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, out = compare("т. Рютину", "Riutin, M. N.")
    assert status == 0
    assert out.startswith("same (0.")
    assert "dative of Рютин" in out


def test_the_json_is_what_the_schema_says() -> None:
    status, out = compare("V. N. Kaiurov", "A. V. Kaiurov", "--format", "json")
    answer = json.loads(out)
    jsonschema.validate(answer, SCHEMA)
    assert status == 0
    assert list(answer) == ["a", "b", "score", "verdict", "because"]
    assert answer["verdict"] == "different"


def test_a_batch_is_answered_line_by_line_in_order_and_goes_on_after_a_bad_line(tmp_path: Path) -> None:
    asked = tmp_path / "pairs.jsonl"
    asked.write_text(
        '{"a": "Riutin", "b": "Рютиным"}\nnot json\n{"a": 7, "b": "x"}\n[1]\n{"a": "", "b": ""}\n'
        '{"a": "ЦК", "b": "Central Committee", "kind": "group"}\n{"a": "x", "b": "y", "kind": "ship"}\n',
        encoding="utf-8",
    )
    status, out = compare("--batch", asked)
    answers = [json.loads(line) for line in out.splitlines()]
    for answer in answers:
        jsonschema.validate(answer, SCHEMA)
    assert status == 0
    assert [answer.get("verdict", "error") for answer in answers] == [
        "same", "error", "error", "error", "error", "same", "error",
    ]  # fmt: skip


def test_a_batch_comes_from_standard_input_too() -> None:
    _, out = compare("--batch", "-", given='{"a": "Trotsky", "b": "Бронштейн"}\n')
    assert json.loads(out)["verdict"] == "different"


def test_one_name_alone_is_a_bad_request() -> None:
    status, out = compare("Riutin")
    assert status == 2
    assert "Give two names" in out


def test_the_kind_can_be_said() -> None:
    _, as_person = compare("Александр Блок", "левый блок", "--format", "json")
    _, as_group = compare("Left Bloc", "левый блок", "--kind", "group", "--format", "json")
    assert json.loads(as_person)["verdict"] == "different"
    assert json.loads(as_group)["verdict"] == "same"
