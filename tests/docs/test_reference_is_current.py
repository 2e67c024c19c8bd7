"""The generated reference is what the code says, every command is documented, every link leads somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_the_generated_pages_are_current() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "reference.py", "--check"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_every_command_has_a_page_and_a_help_text() -> None:
    from variorum.cli import variorum

    page = (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    for name, command in variorum.commands.items():
        assert f"## {name}\n" in page
        assert command.help


def test_every_command_that_answers_in_json_has_a_schema_that_the_page_names() -> None:
    from variorum.cli import variorum

    page = (ROOT / "docs" / "reference" / "json.md").read_text("utf-8")
    for name, command in variorum.commands.items():
        form = next((one for one in command.params if one.name == "form"), None)
        if form is not None and "json" in getattr(form.type, "choices", ()):
            assert f"| `{name}` | [{name}.json](schemas/{name}.json) |" in page
    for schema in (ROOT / "docs" / "reference" / "schemas").glob("*.json"):
        assert f"(schemas/{schema.name})" in page


def test_every_finding_that_the_code_gives_has_a_manual_page() -> None:
    from variorum.criticism.manual import manual

    pages = set(manual())
    given: set[str] = set()
    for path in (ROOT / "src" / "variorum").rglob("*.py"):
        given |= set(re.findall(r'"([ASCQWX]\d{3})"', path.read_text("utf-8")))
    assert given <= pages, f"without a manual page: {sorted(given - pages)}"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_no_committed_file_names_a_registry_or_a_path_of_some_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=False, capture_output=True, text=True).stdout.split(
        "\n"
    )
    registries = re.compile(r"https?://[^\s\"']*(?:pypi|pythonhosted|npmjs|npmmirror|deb\.debian)[^\s\"']*")
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in {".txt", ".toml", ".json", ".cfg", ".md", ".py", ".yaml", ".yml"} and path.is_file():
            found = registries.search(path.read_text("utf-8", errors="replace"))
            assert not found, f"{name}: {found and found[0]}"
