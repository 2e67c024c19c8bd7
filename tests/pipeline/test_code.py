"""The digest of a step's code covers what it imports, by content, and nothing has to be raised by hand."""

from __future__ import annotations

import re
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

import variorum
from variorum import code
from variorum.accession.formats import is_current, made_by
from variorum.code import _Files, code_digest, worked_out

ROOT = Path(variorum.__file__).parent


def test_what_a_package_imports_is_followed_into_functions() -> None:
    followed = _Files().followed(("pipeline.verifying", "quotation"))
    assert {"variorum.quotation.verification", "variorum.text.seeds", "variorum.text.lettering"} <= followed
    assert not any(name.startswith("variorum.edition") for name in followed)


def test_a_package_that_loads_modules_by_name_counts_as_a_whole() -> None:
    assert {"variorum.languages.ru.equipment", "variorum.languages.en.equipment"} <= _Files().followed(
        ("names.recognition",)
    )


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
        _Files.shared.cache_clear()
        return worked_out(("rules",))

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
        _Files.shared.cache_clear()


def test_nothing_keeps_a_version_that_is_raised_by_hand() -> None:
    raised = re.compile(r"^_?[A-Z_]+ = \"(?:\w+/)?\d+\".*$", re.M)
    of_files = ("INDEX_VERSION", "FORM")  # how a file is laid out, which no code of rules tells
    found = [
        f"{path.relative_to(ROOT)}: {line}"
        for path in ROOT.rglob("*.py")
        for line in raised.findall(path.read_text("utf-8"))
        if not line.startswith(of_files)
    ]
    assert found == []


def test_a_label_of_the_interface_is_no_part_of_what_reads_texts_or_sees_names() -> None:
    files = _Files.shared()
    for reads in ("names.recognition.scripts", "pipeline.sights", "names.recognition", "accession", "quotation"):
        asked = files.asked(files.followed((reads,)))
        assert "locale.toml" not in asked, reads
        assert "sentences.po" not in asked, reads
    assert "locale.toml" in files.asked(files.followed(("edition",)))
    assert "locale.toml" in files.asked(files.followed(("chronology",)))  # reasons are told with dates in words
    assert "critical_words.toml" in files.asked(files.followed(("quotation",)))
    assert "dates.toml" in files.asked(files.followed(("dates",)))


def test_a_table_counts_only_where_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "variorum"
    for name, text in {
        "__init__.py": "",
        "languages/__init__.py": "",
        "languages/registry.py": 'TABLES = ("dates", "locale")\n',
        "languages/ru/__init__.py": "",
        "languages/ru/dates.toml": "a = 1\n",
        "languages/ru/locale.toml": "a = 1\n",
        "rules.py": 'from variorum.languages import registry, ru\nX = registry.table("ru", "dates")\n',
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    monkeypatch.setattr(code, "_ROOT", root)

    def now() -> str:
        _Files.shared.cache_clear()
        return worked_out(("rules",))

    try:
        before = now()
        (root / "languages" / "ru" / "locale.toml").write_text("a = 2\n", "utf-8")
        assert now() == before
        (root / "languages" / "ru" / "dates.toml").write_text("a = 2\n", "utf-8")
        assert now() != before
    finally:
        monkeypatch.undo()
        _Files.shared.cache_clear()


def test_another_version_of_a_package_that_is_used_is_another_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def digests() -> tuple[str, str]:
        code._version.cache_clear()
        return worked_out(("accession.pdf",)), worked_out(("dates.edtf",))

    before = digests()
    real = version
    monkeypatch.setattr("importlib.metadata.version", lambda name: "99" if name == "pypdfium2" else real(name))
    after = digests()
    monkeypatch.undo()
    assert (before[0] != after[0], before[1] == after[1]) == (True, True)
    assert digests() == before


def test_every_package_that_is_imported_is_found_by_the_name_of_its_distribution() -> None:
    files = _Files.shared()
    brought = packages_distributions()
    for library in files.libraries(files.paths):
        if library in brought:
            assert code._version(library) == version(brought[library][0]), library


def test_a_reading_is_kept_under_its_reader_as_it_is_now(monkeypatch: pytest.MonkeyPatch) -> None:
    now = made_by("pdf")
    assert re.fullmatch(r"pdf/[0-9a-f]{12}", now)
    assert is_current(now)
    assert made_by(now) == now
    assert not is_current("pdf/3")
    assert is_current("gone/7"), "a reader that is no more leaves its readings be"
    monkeypatch.setattr("variorum.accession.formats.code_digest", lambda parts: "f" * 64)
    assert not is_current(now)


def test_code_that_is_not_there_is_told_by_name() -> None:
    with pytest.raises(LookupError, match="no_such_room"):
        code_digest(("no_such_room",))
