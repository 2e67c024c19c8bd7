"""What is protected is kept until its date has passed, and a date that cannot be read keeps for good."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from variorum.archive.protecting import read_protection
from variorum.archive.reading import read_record
from variorum.disclosure.openness import InPlace, OwnersView, open_to_all
from variorum.disclosure.protection import is_in_force, kept_back
from variorum.examined import Examined, not_looked_through
from variorum.record import Page


def read(root: Path, **files: str) -> Examined:
    for name, text in {"variorum.toml": 'title = "x"\n', **files}.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return not_looked_through(read_record(root)[0])


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ('until 2040 because "a living informant"', "2040-12-31"),
        ("until 2040-02", "2040-02-29"),
        ("2040-06-30, because of the family", "2040-06-30"),
        ("до 2040, потому что живы дети", "2040-12-31"),
    ],
)
def test_a_protection_lasts_until_its_date_has_passed(written: str, last: str) -> None:
    protection, fault, _ = read_protection(written)
    assert (protection.until, fault) == (last, "")
    assert is_in_force(protection, last)
    assert not is_in_force(protection, "2041-01-01")


@pytest.mark.parametrize(
    "written", ["", "no", "until they die", "until 31.12.2040", "until 2040~", "until 2040-13", "until 20400"]
)
def test_what_cannot_be_read_protects_for_good_and_is_told(written: str) -> None:
    protection, fault, remedy = read_protection(written)
    assert protection.until == ""
    assert is_in_force(protection, "9999-12-31")
    assert fault
    assert remedy


@pytest.mark.parametrize(
    "line",
    ["access: restricted", "protected: until 2040", "protcted: until 2040", "protected: whenever", "acess: restricted"],
)
def test_any_dossier_can_be_kept_back(line: str, tmp_path: Path) -> None:
    record = read(
        tmp_path,
        people__a="",
        **{
            "people/ann.md": f"---\nid: ann\nname: Ann Brunwick\n{line}\n---\n",
            "theses/t.md": f"---\nid: t\nname: T\n{line}\n---\n",
            "chapters/01-c.md": f"---\ntitle: C\n{line}\n---\n\nText.\n",
            "sources/s.md": f"---\nkey: s\n{line}\n---\n",
        },
    )
    kept = kept_back(record, "2026-01-01")
    found = [set(ids) for ids in (kept.entities, kept.theses, kept.chapters, kept.sources)]
    assert found == [{"ann"}, {"t"}, {"c"}, {"s"}]


@pytest.mark.parametrize(
    "mark",
    [
        '{protected="until 2040"}',
        "{protected}",
        '{protected="until 2040',
        "{x=1 protected=2040}",
        "{ protected = 2040 }",
    ],
)
def test_a_statement_with_any_mark_of_protection_stays(mark: str, tmp_path: Path) -> None:
    text = f'---\nid: ann\nname: Ann\n---\n\n## Statements\n\n- said "zumba zumba" {mark}\n- said "open words"\n'
    record = read(tmp_path, **{"people/ann.md": text})
    opened = open_to_all(OwnersView(record, tuple(read_record(tmp_path)[1])), today="2026-01-01")
    assert "zumba" not in repr(opened.record.statements) + repr(opened.findings)
    assert "open words" in repr(opened.record.statements)


def test_paragraphs_and_judgements_open_when_their_date_has_passed(tmp_path: Path) -> None:
    judged = {"about": "a", "verdict": "same", "why": "a living voice", "protected": "until 2030"}
    record = read(
        tmp_path,
        **{
            "people/ann.md": '---\nid: ann\nname: Ann\n---\n\nOpen.\n\nHidden thing. {protected="until 2030"}\n',
            "judgements.jsonl": json.dumps(judged) + "\n",
        },
    )
    before, after = (open_to_all(OwnersView(record), today=day).record for day in ("2030-12-31", "2031-01-01"))
    assert "Hidden" not in repr(before.entities)
    assert before.judgements == ()
    assert "Hidden thing." in repr(after.entities)
    assert 'protected="' not in after.entities["ann"].prose.text  # type: ignore[union-attr]
    assert len(after.judgements) == 1


def test_words_that_an_open_source_has_too_may_go_out(tmp_path: Path) -> None:
    words = "seven looms stood still that night"
    record = read(
        tmp_path,
        **{
            "sources/shut.md": "---\nkey: shut\ntitle: Shut\naccess: restricted\n---\n",
            "sources/open.md": "---\nkey: open\ntitle: Open\n---\n",
            "people/ann.md": f"---\nid: ann\nname: Ann\n---\n\nShe says {words}.\n",
        },
    )

    def pages(of_open: str):  # type: ignore[no-untyped-def]
        texts = {"shut": f"It is said: {words}.", "open": of_open}
        return lambda key: (Page(key, 1, "1", texts[key]),)

    closed = open_to_all(OwnersView(record, pages_of=pages("Nothing.")), in_place=InPlace("left out"))
    assert closed.record.entities["ann"].prose.text == "*left out*"  # type: ignore[union-attr]
    both = open_to_all(OwnersView(record, pages_of=pages(f"Then {words.upper()}!")))
    assert words in both.record.entities["ann"].prose.text  # type: ignore[union-attr]
