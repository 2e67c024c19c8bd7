"""`audit` and `mend` from the command line: the JSON contract, the files left behind, exit status, bad requests."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from variorum.cli import variorum
from variorum.finding import VariorumError

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "reference" / "schemas"
SOURCE = """A DIARY OF THE MILL

By Anna Orlova

The council met in the old hall and resolved that the grain be shared among all who had worked for it.

In spring the barges came again, and what was left of the harvest was carried to the station by night.
"""
DRAFT = """# Chapter

She wrote that “the grain be shared among all who had worked for it”,[^1] and that “the barges came again, and what was
sold of the harvest was carried to the station”.[^2]

[^1]: Anna Orlova, *A Diary of the Mill* (Riga: Lot, 1922), 12.
[^2]: Ibid., 13.
"""


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VARIORUM_CACHE", str(tmp_path / "cache"))
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "orlova-diary.txt").write_text(SOURCE, "utf-8")
    (tmp_path / "draft.md").write_text(DRAFT, "utf-8")
    return tmp_path / "draft.md"


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(variorum, [str(argument) for argument in arguments], catch_exceptions=False)
    return result.exit_code, result.output


def test_the_json_holds_to_its_schema_and_is_left_beside_the_manuscript(draft: Path) -> None:
    status, output = run("audit", draft, "--sources", draft.parent / "papers", "--format", "json")
    told = json.loads(output)
    schema = json.loads((SCHEMAS / "audit.json").read_text("utf-8"))
    assert not list(Draft202012Validator(schema).iter_errors(told))
    assert [one["verdict"] for one in told["quotations"]] == ["verbatim", "altered"]
    assert [(work["source"], work["locator"], work["how"]) for note in told["notes"] for work in note["works"]] == [
        ("orlova-diary", "12", "title-page"), ("orlova-diary", "13", "ibid"),
    ]  # fmt: skip
    assert status == 1
    assert json.loads((draft.parent / "draft.audit.json").read_text("utf-8")) == told
    assert "A Diary" in (draft.parent / "draft.audit.html").read_text("utf-8")
    assert draft.read_text("utf-8") == DRAFT


def test_the_terminal_is_told_in_a_few_lines_what_differs(draft: Path) -> None:
    status, output = run("audit", draft, "-s", draft.parent / "papers", "--fail-on", "never")
    assert status == 0
    assert "“sold” for “left”" in " ".join(output.split())
    assert len(output.splitlines()) < 20


def test_what_comes_from_a_document_is_escaped_in_the_report(draft: Path) -> None:
    draft.write_text(DRAFT.replace("sold of", "<script>x</script> of"), "utf-8")
    run("audit", draft, "-s", draft.parent / "papers")
    report = (draft.parent / "draft.audit.html").read_text("utf-8")
    assert "<script>" not in report
    assert "&lt;script&gt;" in report


def test_sarif_names_each_kind(draft: Path) -> None:
    _, output = run("audit", draft, "-s", draft.parent / "papers", "--format", "sarif")
    rules = json.loads(output)["runs"][0]["tool"]["driver"]["rules"]
    assert {rule["id"]: rule["shortDescription"]["text"] for rule in rules}["M101"].startswith("The words differ")


def test_two_drafts_are_held_against_each_other(draft: Path) -> None:
    edited = draft.with_name("edited.md")
    edited.write_text(
        DRAFT.replace("grain be shared", "grain be divided")
        .replace("[^2]\n\n", "\n\n")
        .replace("[^2]: Ibid., 13.\n", ""),
        "utf-8",
    )
    _, output = run("audit", edited, "--against", draft, "-s", draft.parent / "papers", "--format", "json")
    told = json.loads(output)
    assert not list(
        Draft202012Validator(json.loads((SCHEMAS / "audit-against.json").read_text("utf-8"))).iter_errors(told)
    )
    assert {"quotation altered", "note lost"} <= {change["kind"] for change in told["changes"]}


def test_a_missing_manuscript_and_a_missing_folder_are_one_sentence(draft: Path) -> None:
    for arguments in (("audit", draft.with_name("none.docx")), ("audit", draft, "-s", draft.parent / "nowhere")):
        with pytest.raises(VariorumError, match="There is no"):
            run(*arguments)


def test_an_archive_is_mended_and_the_mending_taken_back(built_sample: Path, tmp_path: Path) -> None:
    archive = Path(shutil.copytree(built_sample, tmp_path / "archive"))
    before = {path: path.read_bytes() for path in archive.rglob("*.md")}
    _, known = run("mend", "-C", archive, "Q206", "--format", "json")
    schema = json.loads((SCHEMAS / "mend.json").read_text("utf-8"))
    assert json.loads(known)
    assert not list(Draft202012Validator(schema).iter_errors(json.loads(known)))
    status, output = run("mend", "-C", archive, "Q206", "--yes")
    assert status == 0
    changed = [path for path, raw in before.items() if path.read_bytes() != raw]
    assert changed
    assert f"{len(changed)} of" in output
    _, told = run("mend", "-C", archive, "Q206", "--format", "json")
    assert json.loads(told) == []
    run("mend", "-C", archive, "--undo")
    assert all(path.read_bytes() == raw for path, raw in before.items())


def test_a_copy_that_somebody_worked_in_is_kept_under_another_name(draft: Path) -> None:
    from making_docx import call, docx, paragraph, text

    note = "Anna Orlova, A Diary of the Mill (Riga: Lot, 1922), 12."
    words = "She wrote that “the grain be sold among all who had worked for it”"
    manuscript = draft.with_suffix(".docx")
    manuscript.write_bytes(docx(paragraph(text(words), call(1), text(".")), notes=(note,)))
    copy = draft.with_name("draft.audited.docx")
    run("audit", manuscript, "-s", draft.parent / "papers")
    first = copy.read_bytes()
    run("audit", manuscript, "-s", draft.parent / "papers")
    assert not list(draft.parent.glob("*.earlier*"))
    copy.write_bytes(first + b"answered")
    _, output = run("audit", manuscript, "-s", draft.parent / "papers")
    assert "it is kept as draft.audited.earlier.docx" in " ".join(output.split())
    assert draft.with_name("draft.audited.earlier.docx").read_bytes() == first + b"answered"
    assert copy.read_bytes() == first


def test_a_memory_that_cannot_be_written_costs_time_alone(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (draft.parent / "no-folder").write_text("in the way", "utf-8")
    monkeypatch.setenv("VARIORUM_CACHE", str(draft.parent / "no-folder" / "cache"))
    status, output = run("audit", draft, "--sources", draft.parent / "papers")
    plain = " ".join(output.split())
    assert status == 1
    assert "“sold” for “left”" in plain
    assert "could not be remembered" in plain


def test_a_full_disk_keeps_what_was_there_and_the_answer_is_still_told(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("audit", draft, "--sources", draft.parent / "papers")
    before = {path.name: path.read_bytes() for path in draft.parent.iterdir() if path.is_file()}

    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("variorum.archive.writing.make_durable", no_room)
    result = CliRunner().invoke(variorum, ["audit", str(draft), "--sources", str(draft.parent / "papers")])
    assert "“sold” for “left”" in " ".join(result.output.split())
    assert isinstance(result.exception, VariorumError)
    assert "disk is full" in str(result.exception)
    assert {path.name: path.read_bytes() for path in draft.parent.iterdir() if path.is_file()} == before


def test_a_manuscript_within_its_folder_is_audited_again_and_again_and_its_copies_are_no_sources(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (draft.parent / "papers" / "orlova-diary.txt").rename(draft.parent / "orlova-diary.txt")
    first = run("audit", draft)
    assert run("audit", draft) == first
    told = json.loads((draft.parent / "draft.audit.json").read_text("utf-8"))
    assert {work["source"] for note in told["notes"] for work in note["works"]} == {"orlova-diary"}
    assert draft.read_text("utf-8") == DRAFT


def test_a_manuscript_locked_with_a_password_is_one_sentence(draft: Path) -> None:
    locked = draft.with_name("locked.docx")
    locked.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512) + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(VariorumError, match="locked with a password"):
        run("audit", locked, "--sources", draft.parent / "papers")


def test_the_terminal_speaks_the_language_that_is_asked_for(draft: Path) -> None:
    for language, words in (("ru", "2 цитаты, 2 сноски"), ("de", "2 Zitate, 2 Anmerkungen")):
        _, output = run("audit", draft, "--sources", draft.parent / "papers", "--language", language)
        assert words in output
        assert not [word for word in ("quotation", "Written", "reference") if word in output]


def fixable(draft: Path) -> Path:
    """A manuscript of whose two quotations with one note both stand on another page than that cites."""
    from making_docx import call, docx, paragraph, text

    pages = (
        "THE QUAY\n\nBy Ann Vane\n\n[p. 1]\n\nIn May the mill stood still.\n\n[p. 3]\n\nThe barges went by night, and "
    )
    (draft.parent / "papers" / "vane-quay.md").write_text(f"{pages}the grain was shared among all.\n", "utf-8")
    manuscript = draft.with_suffix(".docx")
    body = paragraph(text("“The barges went by night” and “the grain was shared among all”"), call(1), text("."))
    manuscript.write_bytes(docx(body, notes=("Ann Vane, The Quay (Riga: Lot, 1931), 1.",)))
    return manuscript


def test_a_page_is_corrected_where_all_that_its_note_serves_stand_on_the_other(draft: Path) -> None:
    _, output = run("audit", fixable(draft), "-s", draft.parent / "papers", "--fix")
    assert "1 of 1 corrections" in " ".join(output.split())


def test_a_copy_with_corrections_outlives_an_audit_that_makes_none(draft: Path) -> None:
    manuscript = fixable(draft)
    for options in (["--fix"], [], ["--fix"]):
        _, output = run("audit", manuscript, "-s", draft.parent / "papers", *options)
    assert "was changed since" not in " ".join(output.split())


def test_a_text_under_the_name_of_a_word_file_is_said_to_be_one(draft: Path) -> None:
    named = draft.rename(draft.with_suffix(".docx"))
    _, output = run("audit", named, "-s", draft.parent / "papers")
    assert "draft.docx is no DOCX, whatever its name says" in " ".join(output.split())


VAGUE = """# Chapter

She wrote that “the grain be shared among all who had worked for it”.[^1]

[^1]: Anna Orlova, 12.
"""


def test_what_is_not_certain_is_asked_and_the_answer_used_from_then_on(draft: Path) -> None:
    papers = draft.parent / "papers"
    (papers / "orlova-letters.txt").write_text(SOURCE.replace("A DIARY OF", "LETTERS FROM"), "utf-8")
    draft.write_text(VAGUE, "utf-8")
    _, told = run("audit", draft, "--sources", papers)
    assert "“variorum audit --ask” asks you" in " ".join(told.split())
    page = (draft.parent / "draft.audit.html").read_text("utf-8")
    assert "Which work is meant? (1)" in page
    assert "orlova-letters (" in page
    asked = CliRunner().invoke(variorum, ["audit", str(draft), "--sources", str(papers), "--ask"], input="1\n")
    assert "Which work is meant by: Anna Orlova" in asked.output
    _, again = run("audit", draft, "--sources", papers)
    assert "--ask" not in again
    assert "with the words of a source: 1 " in " ".join(again.split())


def test_it_is_asked_in_an_archive_too(draft: Path) -> None:
    archive = draft.parent / "archive"
    (draft.parent / "papers" / "orlova-letters.txt").write_text(SOURCE.replace("A DIARY OF", "LETTERS FROM"), "utf-8")
    run("new", archive)
    run("add", "-C", archive, draft.parent / "papers")
    for dossier in (archive / "sources").glob("*-mill.md"):
        dossier.write_text(dossier.read_text("utf-8").replace("author: []", "author: [Anna Orlova]"), "utf-8")
    (archive / "drafts").mkdir()
    (archive / "drafts" / "draft.md").write_text(VAGUE, "utf-8")
    asked = CliRunner().invoke(variorum, ["audit", str(archive / "drafts" / "draft.md"), "--ask"], input="1\n")
    assert "with the words of a source: 1 " in " ".join(asked.output.split())


def test_a_report_that_may_show_words_of_what_is_kept_back_says_so(draft: Path) -> None:
    archive = draft.parent / "archive"
    run("new", archive)
    run("add", "-C", archive, draft.parent / "papers")
    (archive / "drafts").mkdir()
    (archive / "drafts" / "draft.md").write_text(DRAFT, "utf-8")
    _, told = run("audit", archive / "drafts" / "draft.md")
    assert "kept back" not in told
    dossier = next((archive / "sources").glob("*-mill.md"))
    dossier.write_text(dossier.read_text("utf-8").replace("access: open", "access: restricted"), "utf-8")
    assert "access: restricted" in dossier.read_text("utf-8")
    _, told = run("audit", archive / "drafts" / "draft.md")
    assert f"1 of the sources here is kept back ({dossier.stem})" in " ".join(told.split())
    report = archive / ".catalogue" / "audits" / "draft.audit.html"
    assert "do not pass them on" in report.read_text("utf-8")
