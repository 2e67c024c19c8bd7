"""What the guides for contributors show works as it stands, copied into a package."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "how-to"
SRT = "1\n00:00:12,000 --> 00:00:15,000\nThe miller signed\nno list.\n\n2\n00:01:40,000 --> 00:01:44,000\nHe ran.\n"


def shown(guide: str, language: str) -> list[str]:
    """The blocks of a guide that are written in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", (GUIDES / guide).read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A package made of the guides' own blocks, on the path with the entry points that they give."""
    site = tmp_path_factory.mktemp("site")
    polish = site / "my_package" / "polish_language"
    polish.mkdir(parents=True)
    for folder in (polish, polish.parent):
        (folder / "__init__.py").touch()
    guides = {"write-a-reader.md": "subtitles", "write-a-check.md": "checks", "write-an-export.md": "lines"}
    for guide, module in guides.items():
        (polish.parent / f"{module}.py").write_text(shown(guide, "python")[0], "utf-8")
    pack, *tables = shown("add-a-language.md", "toml")
    (polish / "pack.toml").write_text(re.sub(r"(?m)^(equipment|grammar) = .*\n", "", pack), "utf-8")
    dates = next(one for one in tables if "[god]" in one)
    (polish / "dates.toml").write_text(f'[month]\n5 = ["maj", "maja"]\n\n[preposition]\nin = ["w"]\n\n{dates}', "utf-8")
    points = ""
    for guide in (*guides, "add-a-language.md"):
        block = next(one for one in shown(guide, "toml") if "entry-points" in one)
        for group, named in tomllib.loads(block)["project"]["entry-points"].items():
            points += f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in named.items())
    info = site / "my_package-0.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: my-package\nVersion: 0.1\n", "utf-8")
    (info / "entry_points.txt").write_text(points, "utf-8")
    found = [str(site), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(found), "VARIORUM_LANGUAGE": "en"}


def variorum(environment: dict[str, str], *arguments: object) -> str:
    command = [sys.executable, "-m", "variorum", *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_reader_check_and_export_of_the_guides_work(tmp_path: Path, environment: dict[str, str]) -> None:
    archive, recording, out = tmp_path / "archive", tmp_path / "interview.srt", tmp_path / "statements.txt"
    recording.write_text(SRT, "utf-8")
    variorum(environment, "new", archive)
    variorum(environment, "add", "-C", archive, recording)
    asked = ("quote", "-C", archive, "--format", "json", "--source", "interview", "--page", "00:00:12")
    quoted = json.loads(variorum(environment, *asked, "The miller signed no list"))
    assert (quoted["verdict"], quoted["place"]) == ("verbatim", "as cited")

    settings, source = archive / "variorum.toml", archive / "sources" / "interview.md"
    settings.write_text(
        settings.read_text("utf-8").replace("plugins = []", shown("write-a-check.md", "toml")[1]), "utf-8"
    )
    source.write_text(source.read_text("utf-8").replace("title:", "title: AT THE MILL"), "utf-8")
    told = json.loads(variorum(environment, "check", "-C", archive, "--format", "json", "MY001"))
    assert [one["code"] for one in told] == ["MY001"]

    (archive / "people" / "miller.md").write_text(
        "---\nid: miller\nname: The miller\n---\n\n## Statements\n\n- 1932: said \"that he had signed no list\" ^said\n"
        "  > The miller signed no list [@interview, p. 00:00:12]\n",
        "utf-8",
    )  # fmt: skip
    variorum(environment, "export", "lines", "-C", archive, "--out", out)
    assert out.read_text("utf-8") == "miller#^said: miller claimed\n"


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [("12 maja 1932 roku", "1932-05-12"), ("w 1932 r.", "1932"), ("w roku 1932", "1932")],
)  # fmt: skip
def test_the_tables_of_the_guide_read_its_dates(environment: dict[str, str], phrase: str, edtf: str) -> None:
    told = variorum(environment, "date", "--language", "pl", phrase)
    assert f"; {edtf})" in told
    assert "not read" not in told
