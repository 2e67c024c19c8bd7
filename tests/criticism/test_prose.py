"""Each Markdown file under prose/ is a small archive and the findings expected of it: manual and test in one."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

from variorum.archive.folder import open_archive
from variorum.finding import Finding
from variorum.pipeline import examine

PROSE = sorted((Path(__file__).parent / "prose").glob("*.md"))
FENCE = re.compile(r"^```(\S+)\n(.*?)^```$", re.M | re.S)


def lay_out(blocks: dict[str, str], root: Path) -> None:
    """Write the files of a prose test; SHA256 in a source's dossier stands for the digest of its original."""
    for path, text in blocks.items():
        if path.startswith("sources/"):
            key = Path(path).stem
            original = blocks.get(f"originals/{key}.txt", "")
            text = text.replace("SHA256", sha256(original.encode()).hexdigest())
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())


def in_short(finding: Finding) -> str:
    position = finding.position
    place = position.file if position else ""
    if position and position.line and not place.startswith("sources/") and finding.code != "S021":
        place += f":{position.line}"
    return f"{place} {finding.severity.word} {finding.code} {finding.message} {finding.remedy}"


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.stem)
def test_a_small_archive_has_the_findings_that_its_page_says(path: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    codes = re.findall(r"[A-Z]\d{3}", text.splitlines()[0])
    blocks = dict(FENCE.findall(text))
    expected = blocks.pop("findings").strip().splitlines()
    lay_out({"variorum.toml": 'title = "A small archive"\n', **blocks}, tmp_path)
    found = [in_short(finding) for finding in examine(open_archive(tmp_path), codes=codes).findings]
    for line in expected:
        place, severity, code, words = line.split(" ", 3)
        begins = f"{place} {severity} {code} "
        match = next((f for f in found if f.startswith(begins) and words.casefold() in f.casefold()), None)
        assert match, f"expected: {line}\nfound:\n" + "\n".join(found)
        found.remove(match)
    assert not found, "found and not expected:\n" + "\n".join(found)
