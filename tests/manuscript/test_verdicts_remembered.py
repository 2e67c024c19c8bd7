"""What quotations turned out to be is remembered for the very texts that it was found out of, and for no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from variorum.evidence import Difference, Span, Verification
from variorum.manuscript import verdicts, verdicts_remembered
from variorum.manuscript.audit import Audit
from variorum.manuscript.auditing import audit_file
from variorum.manuscript.verdicts_remembered import RememberedVerdicts
from variorum.quotation.texts import Texts
from variorum.saying import say

DIARY = (
    "A DIARY OF THE MILL\n\nBy Anna Orlova\n\nThe council met in the old hall and resolved that the grain be shared "
    "among all who had worked for it. Nobody spoke against the motion."
)
NOTES = "\n\n[^1]: Anna Orlova, *A Diary of the Mill* (Riga: Lot, 1922).\n\n[^2]: Ibid.\n"
TRUE = "She tells that “the grain be shared among all who had worked for it”.[^1]"
BENT = "She adds that “nobody ever spoke against the whole motion”.[^2]"


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VARIORUM_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "orlova-diary.txt").write_text(DIARY, "utf-8")
    return folder


@pytest.fixture
def looked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The quotations that were looked for in the texts."""
    found: list[str] = []
    plain = verdicts.verify_many

    def watched(items: Iterable[Mapping[str, str | None]], texts: Texts) -> Iterator[Verification]:
        asked = list(items)
        found.extend(str(item["quotation"]) for item in asked)
        return plain(asked, texts)

    monkeypatch.setattr(verdicts, "verify_many", watched)
    return found


def audited(sources: Path, *paragraphs: str) -> Audit:
    draft = sources.parent / "draft.md"
    draft.write_text("\n\n".join(paragraphs) + NOTES, "utf-8")
    return audit_file(draft, sources=[sources])[0]


def told(made: Audit) -> list[tuple[str, Verification]]:
    return [(one.note, one.verification) for one in made.quotations]


def test_in_a_changed_draft_only_what_is_new_is_looked_for(sources: Path, looked_for: list[str]) -> None:
    first = audited(sources, TRUE)
    looked_for.clear()
    second = audited(sources, "Another paragraph before it.", TRUE, BENT)
    assert looked_for == ["nobody ever spoke against the whole motion"]
    assert told(second)[0] == told(first)[0]
    assert told(second)[1][1].verdict == "altered"


def test_what_is_recalled_is_what_was_found(sources: Path, looked_for: list[str]) -> None:
    first = audited(sources, TRUE, BENT)
    looked_for.clear()
    assert told(audited(sources, TRUE, BENT)) == told(first)
    assert not looked_for


@pytest.mark.parametrize("change", ["text", "another", "gone"])
def test_nothing_is_recalled_once_the_folder_is_another(sources: Path, looked_for: list[str], change: str) -> None:
    file = sources / "orlova-diary.txt"
    assert told(audited(sources, TRUE))[0][1].verdict == "verbatim"
    looked_for.clear()
    if change == "text":
        file.write_text(DIARY.replace("the grain be", "the bread be"), "utf-8")
    elif change == "another":
        (sources / "other.txt").write_text("Something else was written here by nobody in particular.", "utf-8")
    else:
        file.rename(sources.parent / "elsewhere.txt")
        (sources / "other.txt").write_text("Something else was written here by nobody in particular.", "utf-8")
    verdict = told(audited(sources, TRUE))[0][1].verdict
    assert looked_for or change == "gone"  # of a work that is not in the folder nothing is asked
    assert verdict == {"text": "altered", "another": "verbatim", "gone": "unchecked"}[change]


def test_nothing_is_recalled_of_rules_that_were_others(
    sources: Path, looked_for: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    audited(sources, TRUE)
    looked_for.clear()
    monkeypatch.setattr(verdicts_remembered, "code_digest", lambda parts: f"other code of {' '.join(parts)}")
    audited(sources, TRUE)
    assert looked_for


def test_a_damaged_memory_costs_time_alone(sources: Path, looked_for: list[str]) -> None:
    first = audited(sources, TRUE, BENT)
    kept = list((sources.parent / "cache" / "audit").glob("verdicts-*.json"))
    assert kept
    whole = kept[0].read_text("utf-8")
    for damage in ("", "{", whole.replace('"verbatim"', '"altered"'), whole[: len(whole) // 2]):
        kept[0].write_text(damage, "utf-8")
        looked_for.clear()
        assert told(audited(sources, TRUE, BENT)) == told(first)
        assert looked_for


def test_pages_that_were_damaged_are_read_anew_and_nothing_is_kept_of_them(sources: Path) -> None:
    first = audited(sources, TRUE)
    for pages in (sources.parent / "cache" / "audit").glob("*.json"):
        text = pages.read_text("utf-8")
        if "resolved" in text and not pages.name.endswith(".about.json") and "verdicts" not in pages.name:
            pages.write_text(text.replace("resolved", "rejected"), "utf-8")
    audited(sources, TRUE, BENT)
    assert told(audited(sources, TRUE)) == told(first)
    assert told(audited(sources, TRUE, BENT))[1][1].verdict == "altered"


def test_every_part_of_a_verdict_comes_back(tmp_path: Path) -> None:
    whole = Verification(
        "the words", "altered", "elsewhere", ("layout",), (Span("a", 1, 2, 3),), "found",
        (Difference("replaced", "x", "y"),), ("left out",), (say("{count} places", count=3),), (Span("b", 4, 5, 6),),
        say("p. {label}", label="7"), say("because"), ("HEAD",), "answered the soldiers", "denied",
    )  # fmt: skip
    memory = RememberedVerdicts(tmp_path, "texts")
    memory.add_verdict(("the words", "a", "7"), whole)
    memory.add_stands("the words", (("a", say("p. {label}", label="7")),), printed=False)
    memory.keep()
    again = RememberedVerdicts(tmp_path, "texts")
    found = again.verdict("the words", "a", "7")
    assert found == whole
    assert found is not None
    assert found.warnings[0] == whole.warnings[0]
    assert again.stands("the words", printed=False) == (("a", say("p. {label}", label="7")),)
    assert again.stands("the words", printed=True) is None
    assert again.verdict("the words", "a", "8") is None
    assert RememberedVerdicts(tmp_path, "other texts").verdict("the words", "a", "7") is None
