"""150 quotations in fluent prose, a third true, bent and invented each: told apart, and no true one accused."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest
from model_piece import USED, Item, piece

from variorum.finding import Severity
from variorum.manuscript.audit import Audit
from variorum.manuscript.auditing import audit_file
from variorum.manuscript.findings import findings_of
from variorum.manuscript.shelf import open_shelf
from variorum.sample import sample_folder

BENT = {"M101", "M102", "M105", "M106", "M112", "M114", "M117"}
INVENTED = {"M103", "M104", "M108", "M111"}  # M104: an English quotation of a Russian source, which nothing bears out


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Audit, list[tuple[Item, set[str]]]]:
    """Each item with the codes of what was found of its quotation and its note."""
    with pytest.MonkeyPatch.context() as patched:
        folder = tmp_path_factory.mktemp("model")
        patched.setenv("VARIORUM_CACHE", str(folder / "cache"))
        (folder / "sources").mkdir()
        for name in USED:
            shutil.copyfile(sample_folder() / "originals" / name, folder / "sources" / name)
        shelf = open_shelf([folder / "sources"])
        text, items = piece({key: shelf.pages(key) for key in shelf.sources()})
        (folder / "piece.md").write_text(text, encoding="utf-8")
        made, _ = audit_file(folder / "piece.md", sources=[folder / "sources"])
    told: dict[str, set[str]] = {}
    for finding in findings_of(made, strict=True):
        if finding.severity > Severity.NOTE:
            told.setdefault(str(finding.about[0]), set()).add(finding.code)
    ids = {one.note: one.id for one in made.quotations}
    said = [
        (item, told.get(ids.get(str(n), ""), set()) | told.get(f"note {n}", set()))
        for n, item in enumerate(items, start=1)
    ]
    return made, said


def test_every_quotation_is_found_with_its_note(judged: tuple[Audit, list[tuple[Item, set[str]]]]) -> None:
    made, said = judged
    assert Counter(item.made for item, _ in said) == {"true": 50, "bent": 50, "invented": 50}
    found = {one.note: " ".join(one.quoted.text.split()) for one in made.quotations}
    assert [found.get(str(n)) for n, _ in enumerate(said, start=1)] == [item.words for item, _ in said]


def test_no_true_quotation_is_accused(judged: tuple[Audit, list[tuple[Item, set[str]]]]) -> None:
    assert [(item.words, item.note, codes) for item, codes in judged[1] if item.made == "true" and codes] == []


def test_no_bent_and_no_invented_one_passes(judged: tuple[Audit, list[tuple[Item, set[str]]]]) -> None:
    assert [(item.how, item.words, item.note) for item, codes in judged[1] if item.made != "true" and not codes] == []


def test_what_is_bent_is_told_from_what_is_invented(judged: tuple[Audit, list[tuple[Item, set[str]]]]) -> None:
    wrong = [
        (item.made, item.how, item.words, codes)
        for item, codes in judged[1]
        if item.made != "true" and not codes & (BENT if item.made == "bent" else INVENTED)
    ]
    assert wrong == []
