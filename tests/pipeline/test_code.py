"""The digest of a step's code covers what it imports, by content, and nothing has to be raised by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import variorum
from variorum.pipeline import code
from variorum.pipeline.code import _Files, code_digest

ROOT = Path(variorum.__file__).parent


def test_what_a_package_imports_is_followed_into_functions() -> None:
    followed = _Files().followed(("pipeline.verifying", "quotation"))
    assert {"variorum.quotation.verification", "variorum.text.seeds", "variorum.text.lettering"} <= followed
    assert not any(name.startswith("variorum.edition") for name in followed)


def test_a_package_that_loads_modules_by_name_counts_as_a_whole() -> None:
    assert {"variorum.languages.russian", "variorum.languages.english"} <= _Files().followed(("names.recognition",))


def test_a_changed_rule_changes_the_digest_and_another_room_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "variorum"
    for name, text in {
        "__init__.py": "",
        "rules/__init__.py": "",
        "rules/strict.py": "def rule():\n    from variorum.words import common\n    return common.WORDS\n",
        "words/__init__.py": "",
        "words/common.py": "WORDS = ()\n",
        "words/list.toml": "a = 1\n",
        "elsewhere.py": "",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    monkeypatch.setattr(code, "_ROOT", root)

    def now() -> str:
        code._digest.cache_clear()
        _Files.shared.cache_clear()
        return code_digest(("rules",))

    try:
        before = now()
        (root / "elsewhere.py").write_text("X = 1\n", "utf-8")
        assert now() == before
        (root / "words" / "list.toml").write_text("a = 2\n", "utf-8")
        with_other_words = now()
        (root / "words" / "common.py").write_text("WORDS = (1,)\n", "utf-8")
        assert len({before, with_other_words, now()}) == 3
    finally:
        monkeypatch.undo()
        code._digest.cache_clear()
        _Files.shared.cache_clear()


def test_no_step_keeps_a_version_that_is_raised_by_hand() -> None:
    raised = re.compile(r"^_?[A-Z_]+ = \"\d+\".*raised", re.M)
    rooms = ("pipeline", "quotation", "reuse", "stemma", "collation", "criticism", "edition")
    found = [
        path.name for room in rooms for path in (ROOT / room).rglob("*.py") if raised.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_code_that_is_not_there_is_told_by_name() -> None:
    with pytest.raises(LookupError, match="no_such_room"):
        code_digest(("no_such_room",))
