"""What a historian meets first in a terminal: summaries, facets, remedies, and a tutorial that works as written."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from conftest import variorum

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
NEWSPAPER = "One two three four five six seven eight nine ten eleven.\n"


def an_archive(root: Path, **statements: str) -> Path:
    """An archive with one source and a dossier for each id given, with its statements."""
    assert variorum("new", root).status == 0
    (root.parent / "src.txt").write_text(NEWSPAPER, "utf-8")
    assert variorum("add", "-C", root, root.parent / "src.txt").status == 0
    for id_, lines in statements.items():
        folder = "groups" if id_ == "raikom" else "people"
        name = {"raikom": "The District Committee", "zotov": "Ignat Zotov", "kaiurov": "Vasilii Kaiurov"}[id_]
        text = f"---\nid: {id_}\nname: {name}\n---\n\n## Statements\n\n{lines}"
        (root / folder / f"{id_}.md").write_text(text, "utf-8")
    return root


def test_a_statement_keeps_its_meaning_and_fills_the_facets_of_both_dossiers(tmp_path: Path) -> None:
    line = '- 1930: appointed to [[raikom]] as "first secretary" ^a\n  > One two three four [@src, § 1]\n'
    root = an_archive(tmp_path / "a", zotov=line, raikom="")
    assert "1930: appointed to The District Committee as “first secretary”" in variorum("show", "zotov", "-C", root).out
    shown = variorum("show", "raikom", "-C", root).out
    assert "PEOPLE\n  1930: filled by appointment of Ignat Zotov as “first secretary”" in shown
    assert "MENTIONED IN OTHER DOSSIERS" not in shown


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("- 1927: met [[kaiurov]] ^a\n  One two three [@src, § 1]\n", "Begin the line with “  > ”."),
        ("- 1927: met Kaiurov\n", "Write met [[kaiurov]]"),
        ("- 1927: met Vasilii Kaiurov\n", "Write met [[kaiurov]]"),
        ("- 1927: met Sidorov\n", "If Sidorov has a dossier, write met [[id]]"),
        ("- 1927: met [[kaiurov] ^a\n", "two brackets on either side"),
        ('- 1928: met [[kaiurov]] {note="x ^a\n', "Close the braces"),
        ("- 1928: met [[kaiurov]] in 1927]\n", "Take the stray bracket out."),
        ("- 1929: arested by [[kaiurov]]\n", "Did you mean “arrested by”?"),
        ("- 1929: gossipped of [[kaiurov]]\n", "Nearest in the vocabulary: “"),
        ("- 1929: подружился с [[kaiurov]]\n", "Nearest in the vocabulary: “"),
        ("- 1929: met [[kaiurov]]\n  > One two three [@src, § 1\n", "Close the citation with a bracket"),
    ],
)
def test_every_slip_has_its_own_remedy(line: str, remedy: str, tmp_path: Path) -> None:
    root = an_archive(tmp_path / "a", zotov=line, kaiurov="")
    found = variorum("check", "S", "-C", root, "--format", "json").json
    assert any(remedy in finding["remedy"] for finding in found), found  # type: ignore[union-attr, index]


def test_a_statement_whose_witness_lost_its_sign_is_read_all_the_same(tmp_path: Path) -> None:
    root = an_archive(tmp_path / "a", zotov="- 1927: met [[kaiurov]] ^a\n  One two [@src, § 1]\n", kaiurov="")
    assert "1927: met Vasilii Kaiurov" in variorum("show", "zotov", "-C", root).out


def test_an_empty_file_does_not_win_over_the_dossier_of_its_id(tmp_path: Path) -> None:
    root = an_archive(tmp_path / "a", zotov="- 1927: met [[kaiurov]] ^a\n", kaiurov="")
    (root / "groups" / "zotov.md").write_text("---\nid: zotov\nname: zotov\n---\n", "utf-8")
    assert variorum("show", "zotov", "-C", root).out.startswith("Ignat Zotov (person, zotov)")
    (root / "events" / "zotov.md").write_text("---\nid: zotov\nname: zotov\n---\n", "utf-8")
    assert "1927: met Vasilii Kaiurov" in variorum("show", "zotov", "-C", root).out
    found = variorum("check", "S007", "-C", root, "--format", "json").json
    assert [finding["file"] for finding in found] == ["events/zotov.md", "groups/zotov.md"]  # type: ignore[union-attr, index]


def test_a_page_that_there_is_not_is_told_once_and_of_one_paragraph_in_the_singular(tmp_path: Path) -> None:
    line = "- 1927: met [[kaiurov]] ^a\n  > One two three four five [@src, § 9]\n"
    root = an_archive(tmp_path / "a", zotov=line, kaiurov="")
    found = variorum("check", "C103", "Q206", "-C", root, "--format", "json").json
    assert [finding["code"] for finding in found] == ["C103"]  # type: ignore[union-attr, index]
    assert found[0]["evidence"] == ["It has 1 numbered paragraph.", "The words stand at § 1."]  # type: ignore[index]


def test_check_begins_with_a_summary_and_the_gravest_kinds(tmp_path: Path) -> None:
    lines = "".join(f"- {1900 + n}: met [[kaiurov]] ^a{n}\n" for n in range(20)) + "- 1930: befrended [[kaiurov]]\n"
    root = an_archive(tmp_path / "a", zotov=lines, kaiurov="")
    said = variorum("check", "-C", root).out
    assert re.match(r"\d+ errors", said)
    assert said.index("  error   W301     21") < said.index("  note ")
    assert len(said.splitlines()) < 60
    everything = variorum("check", "--all", "-C", root).out
    assert everything.count("error W301:") == 21


def test_sarif_and_public_say_nothing_of_what_is_kept_back(tmp_path: Path) -> None:
    lines = (
        '- 1927: met Brunwick\n- 1928: met [[kaiurov]] {protected="until 2999"} ^a\n- 1929: befrended "x" {protected\n'
    )
    root = an_archive(tmp_path / "a", zotov=lines, kaiurov="")
    dossier = root / "people" / "kaiurov.md"
    dossier.write_text("---\nid: kaiurov\nname: Edwin Brunwick\naccess: restricted\n---\n", "utf-8")
    own = variorum("check", "-C", root, "--format", "json").out
    assert "Brunwick" in own
    for form in (("--format", "sarif"), ("--public", "--format", "json"), ("--public", "--all")):
        said = variorum("check", "-C", root, *form).out
        for secret in ("Brunwick", "kaiurov", "protected", "K00", "befrended"):
            assert secret not in said, (form, secret)


def test_the_tutorial_works_as_it_is_written(tmp_path: Path) -> None:
    blocks = re.findall(r"^```(\w+)\n(.*?)^```", TUTORIAL.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    commands = [line for kind, text in blocks if kind == "sh" for line in text.splitlines() if "variorum" in line]
    texts = [text for kind, text in blocks if kind in ("text", "yaml", "markdown")]
    newspaper, fields, belov, strike_list, denial = texts
    root = tmp_path / "my-archive"
    assert commands[0].startswith(".venv/bin/variorum new my-archive")
    assert variorum("new", "my-archive", "--title", "The mill at Zarechye", cwd=tmp_path).status == 0
    (tmp_path / "newspaper.txt").write_text(newspaper, "utf-8")
    assert commands[1] == "variorum add ../newspaper.txt"
    assert variorum("add", "../newspaper.txt", cwd=root).status == 0
    source = (root / "sources" / "newspaper.md").read_text("utf-8")
    for line in fields.strip().splitlines():
        source = re.sub(rf"^{line.partition(':')[0]}:.*$", line, source, flags=re.MULTILINE)
    (root / "sources" / "newspaper.md").write_text(source, "utf-8")
    (root / "people" / "belov.md").write_text(belov, "utf-8")
    (root / "works" / "strike-list.md").write_text(strike_list, "utf-8")

    def codes() -> set[str]:
        return {finding["code"] for finding in json.loads(variorum("check", "--format", "json", cwd=root).out)}

    assert codes() == {"W306", "W302", "Q214"}
    head = belov[: belov.index("- 1929-03")]
    (root / "people" / "belov.md").write_text(head + denial, "utf-8")
    assert codes() == {"W309"}
    (root / "people" / "belov.md").write_text(head + denial.replace("p. 2", "p. 1"), "utf-8")
    assert "Q206" in codes()
    (root / "people" / "belov.md").write_text(head + denial.replace("that he had", "that had"), "utf-8")
    assert "Q201" in codes()
    (root / "people" / "belov.md").write_text(head + denial, "utf-8")
    assert "in doubt" in variorum("names", "belov", cwd=root).out
    assert variorum("names", "review", cwd=root, given="s\nThe only Belov among the foremen.\n").status == 0
    assert '"verdict": "same"' in (root / "judgements.jsonl").read_text("utf-8")
    assert variorum("build", cwd=root).status == 0
    assert (root / "edition" / "index.html").is_file()
