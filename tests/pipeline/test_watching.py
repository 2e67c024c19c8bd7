"""`watch` tells what a change did and nothing else: verdicts first, the rest when it is worked out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import validate
from small_archive import make

from variorum.archive.folder import Archive, open_archive
from variorum.cli import variorum
from variorum.cli.watching import as_json, lines
from variorum.criticism.families import FAMILIES
from variorum.pipeline import build
from variorum.pipeline.watching import NOTHING, WatchMessage, differing, effect_of, rebuilt, signatures
from variorum.pipeline.why import why as why_made

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "reference" / "schemas"


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def told_of(archive: Archive, before: str, after: str) -> list[WatchMessage]:
    standing = build(archive, today="2026-01-01")
    change(archive.root / "people" / "orlova.md", before, after)
    told: list[WatchMessage] = []
    rebuilt(archive, standing, ("people/orlova.md",), told.append)
    return told


def test_a_quotation_that_no_longer_stands_is_told_before_anything_else(archive: Archive) -> None:
    early, *between, late = told_of(archive, "every Thursday", "every Tuesday")
    assert [(one.before, one.after) for one in early.effect.verdicts] == [
        ("verbatim, as cited", ""),
        ("", "altered, as cited"),
    ]
    assert [one.code for one in early.effect.appeared] == ["Q201"]
    assert not early.whole
    assert late.whole
    assert late.written
    for told in (*between, late):
        assert told.effect.verdicts == ()
        assert "Q201" not in [one.code for one in told.effect.appeared]
    assert any("altered, as cited" in line for line in lines(early))
    for told in (early, *between, late):
        validate(as_json(told), schema("watch"))
    assert as_json(early)["verdicts"]


def test_each_family_of_checks_is_told_of_when_it_is_ready_and_nothing_twice(tmp_path: Path) -> None:
    root = make(tmp_path / "archive", tmp_path / "incoming")
    standing = build(open_archive(root), today="2026-01-01")
    change(root / "sources" / "history.md", "language: en\n", "language: en\nedition-of: [memoir]\n")
    change(root / "people" / "orlova.md", "names: [Вера Орлова]\n", "")
    told: list[WatchMessage] = []
    after = rebuilt(open_archive(root), standing, ("sources/history.md", "people/orlova.md"), told.append)
    assert [one.is_first for one in told] == [True, *(False for _ in told[1:])]
    assert [one.whole for one in told] == [*(False for _ in told[1:]), True]
    assert len(told) > 2, "borrowings, names and editions are not waited for to be told of together"
    waiting = {*FAMILIES}
    for one in told[:-1]:
        assert set(one.waiting) < waiting, "every message is about something that was waited for before"
        codes = {finding.code[0] for finding in (*one.effect.appeared, *one.effect.gone)} - {"A", "X"}
        assert codes <= waiting - {*one.waiting}
        waiting = {*one.waiting}
    together = NOTHING
    for one in told:
        assert one.effect == one.effect.without(together)
        together = together.joined(one.effect)
    whole = effect_of((standing.record, standing.findings), (after.record, after.findings))
    assert {*together.appeared} == {*whole.appeared}
    assert {*together.gone} == {*whole.gone}
    assert {*together.verdicts} == {*whole.verdicts}


def test_a_build_says_what_it_found_family_by_family(tmp_path: Path) -> None:
    root = make(tmp_path / "archive", tmp_path / "incoming")
    said = CliRunner().invoke(variorum, ["build", "-C", str(root)]).output.splitlines()
    starts = [line.partition(":")[0] for line in said]
    order = [
        "Structure and quotations",
        "Borrowings (B), dates (D), witnesses (W)",
        "Names (N), theses (T)",
        "Editions (E)",
    ]
    places = [starts.index(start) for start in order]
    assert places == sorted(places)
    assert said[places[1]].endswith("Still to come: the checks E, N, T and the pages.")
    assert said[places[3]].endswith("Still to come: the pages.")


def test_a_dossier_is_shown_without_borrowings_where_it_rests_on_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path / "archive", tmp_path / "incoming")

    def shown(name: str, form: str) -> str:
        return CliRunner().invoke(variorum, ["show", name, "-C", str(root), "--format", form]).output

    build(open_archive(root))
    names = ("circle", "meeting", "orlova", "lesnov", "memoir", "protocol", "secret", "reading", "nobody")
    told = {(name, form): shown(name, form) for name in names for form in ("text", "json")}
    (root / "people" / "lesnov.md").touch()
    change(root / "chapters" / "01-winter.md", "It began", "It all began")
    looked_for: list[str] = []

    def found(*_: object, **__: object) -> tuple[()]:
        looked_for.append("borrowings")
        return ()

    monkeypatch.setattr("variorum.pipeline.examining.borrowings_up_to_date", found)
    needing = set[str]()
    for (name, form), before in told.items():
        looked_for.clear()
        after = shown(name, form)
        assert after == before or looked_for, f"{name} rests on borrowings"
        needing |= {name for _ in looked_for}
    assert {"orlova", "reading", "circle"} <= needing, "what two sources attest does"
    assert not needing & {"meeting", "lesnov", "protocol", "secret"}


def test_a_line_put_in_above_moves_findings_and_changes_none(archive: Archive) -> None:
    early, *between, late = told_of(archive, "## Statements", "She read.\n\n## Statements")
    assert not early.effect
    assert not between
    assert not late.effect
    assert list(lines(early))[-1].endswith("are still being checked.")


def test_what_the_user_writes_is_watched_and_what_is_derived_is_not(archive: Archive) -> None:
    build(archive, today="2026-01-01")
    before = signatures(archive.root)
    build(archive, today="2026-01-02")
    assert not differing(before, signatures(archive.root))
    change(archive.root / "people" / "orlova.md", "name: Vera Orlova", "name: Vera Orlova-Belova")
    (archive.root / "people" / "new.md").write_text("---\nid: new\nname: New\n---\n", "utf-8")
    assert differing(before, signatures(archive.root)) == ("people/new.md", "people/orlova.md")


def test_why_tells_what_a_verdict_was_made_from_and_what_changed(archive: Archive) -> None:
    build(archive, today="2026-01-01")

    def why(thing: str) -> str:
        return CliRunner().invoke(variorum, ["status", "-C", str(archive.root), "--why", thing]).output

    assert "verification (orlova#^member" in why("orlova#^member")
    assert "texts: the source memoir" in why("orlova#^member")
    assert "out of date" not in why("orlova") + why("memoir")
    validate([one.as_json() for one in why_made(archive, "orlova")], schema("status-why"))
    assert "page (people/orlova.html)" in why("people/orlova.html")
    change(archive.root / "people" / "orlova.md", "[@memoir, p. 8]", "[@memoir, p. 9]")
    assert "not made yet" in why("orlova#^member") or "quote changed since" in why("orlova#^member")
    (archive.root / "sources" / "memoir.md").write_text(
        (archive.root / "sources" / "memoir.md").read_text("utf-8").replace("---\n", "---\npages: {1: 101}\n", 1),
        "utf-8",
    )
    assert "out of date: its file, its paging" in why("memoir")


def test_what_is_known_early_says_what_the_whole_says(archive: Archive) -> None:
    from variorum.criticism.framework import EARLY
    from variorum.pipeline import examine

    change(archive.root / "people" / "orlova.md", "every Thursday", "every Tuesday")
    early = examine(archive, codes=sorted(EARLY)).findings
    whole = examine(archive).findings
    assert [one for one in whole if one.code[0] in EARLY] == list(early)
    assert early
