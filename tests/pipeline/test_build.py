"""A build does what is out of date and nothing else, remembers what it verified, and leaves the user's files alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Generator, Iterable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

import variorum
from variorum.accession import Asked
from variorum.accession.reading import Reading
from variorum.archive.folder import Archive
from variorum.archive.ledgers import CHECKED_FILE, RecordedCheck, append_judgement, checked_of, read_ledger
from variorum.archive.locking import building
from variorum.archive.text import read_text
from variorum.catalogue.borrowings import borrowings_of
from variorum.catalogue.database import FILE
from variorum.catalogue.mentions import mentions_on
from variorum.catalogue.store import open_catalogue
from variorum.criticism.framework import checked, registered, run
from variorum.edition.folder import is_whole
from variorum.finding import Finding, Refused, Severity, Unreadable
from variorum.pipeline import build, criticising, examine, reading, take_in
from variorum.pipeline.asking import catalogue_of, still_stands
from variorum.pipeline.criticising import wanted_for
from variorum.pipeline.examining import bring_up_to_date, examined
from variorum.pipeline.lookup import desk
from variorum.pipeline.status import standing_of
from variorum.record import Judgement


def verdicts(archive: Archive) -> list[str]:
    return [checked.verification.verdict for checked in build(archive, today="2026-01-01").record.quotations]


def codes(archive: Archive, *families: str) -> list[str]:
    return [finding.code for finding in examine(archive, codes=families).findings]


def users_files(archive: Archive) -> dict[str, str]:
    derived = {".catalogue", "edition"}
    return {
        path.relative_to(archive.root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in archive.root.rglob("*")
        if path.is_file()
        and not derived & set(path.relative_to(archive.root).parts)
        and not path.name.startswith(".variorum")
    }


def test_the_second_build_has_nothing_to_do(archive: Archive) -> None:
    first = build(archive, today="2026-01-01")
    second = build(archive, today="2026-01-02")
    assert (first.examined.anew.read, second.examined.anew.read) == (1, 0)
    assert second.published.unchanged == second.published.pages
    assert second.in_words == "Everything was up to date."
    assert second.findings == first.findings


def test_no_check_runs_again_while_nothing_changes(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build(archive, today="2026-01-01").findings
    runs: list[object] = []
    monkeypatch.setattr(criticising, "checked", lambda _record, codes: runs.append(codes) or ())
    assert build(archive, today="2026-01-01").findings == before
    assert examine(archive).findings == before
    assert not runs
    (archive.root / "people" / "new.md").write_text("---\nname: A New Man\n---\n", encoding="utf-8")
    examine(archive)
    assert runs


def test_a_judgement_runs_the_families_again_that_look_at_judgements_and_no_other(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    examine(archive)
    runs: list[str] = []
    monkeypatch.setattr(criticising, "checked", lambda _record, codes: runs.extend(codes) or ())
    judgement = Judgement("names “Nobody” = nobody", "different", "J. D.", "2026-01-01T10:00:00+00:00", "by the hand")
    append_judgement(archive.root, judgement)
    examine(archive)
    assert runs
    assert not {"Q", "S", "C"} & set(runs)


def test_every_family_finds_in_what_it_is_shown_what_it_would_find_in_everything(archive: Archive) -> None:
    record = examined(archive).record
    in_everything = [finding for one in registered() for finding in run(one, record)]
    assert in_everything
    assert list(checked(record)) == in_everything


def test_what_is_asked_for_waits_for_nothing_else(archive: Archive) -> None:
    with catalogue_of(archive) as catalogue:
        done = bring_up_to_date(archive, catalogue, wanted=wanted_for(["B201"]))
    assert "N" in done.waiting
    assert not {"B", "W", "Q"} & set(done.waiting)
    assert not done.engine.made["mentions"]


def test_a_judgement_silences_what_is_recalled(archive: Archive) -> None:
    found = examine(archive).findings[0]
    judgement = Judgement(f"finding {found.identity}", "accepted", "J. D.", "2026-01-01T10:00:00+00:00", "as agreed")
    append_judgement(archive.root, judgement)
    assert examine(archive).silenced == ((found, judgement),)


def test_what_a_broken_check_found_is_not_remembered(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Finding("X001", Severity.ERROR, "The check broke off.")
    monkeypatch.setattr(criticising, "checked", lambda _record, codes: (broken,))
    assert broken in build(archive, today="2026-01-01").findings
    monkeypatch.undo()
    assert broken not in build(archive, today="2026-01-01").findings


def test_a_build_writes_nothing_of_the_users_but_what_it_remembers(archive: Archive) -> None:
    before = users_files(archive)
    build(archive, today="2026-01-01")
    after = users_files(archive)
    assert {name for name in after if after[name] != before.get(name)} == {"checked.jsonl"}


def remembered(archive: Archive) -> tuple[RecordedCheck, ...]:
    ledger, _ = read_text(archive.root, archive.root / CHECKED_FILE)
    assert ledger is not None
    rows, broken = read_ledger(ledger, checked_of)
    assert broken == ()
    return rows


def test_a_verdict_is_remembered_once(archive: Archive) -> None:
    for _ in range(3):
        build(archive, today="2026-01-01")
    (row,) = remembered(archive)
    assert (row.verdict, row.place, row.source, row.statement) == ("verbatim", "as cited", "memoir", "orlova#^member")
    assert row.text
    assert row.reader.startswith("text/")


def test_the_same_words_in_two_sources_are_remembered_for_each(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text("[p. 3]\n\nShe came every Thursday with a book under her coat.\n", "utf-8")
    take_in(archive, [tmp_path / "copy.txt"])
    orlova = archive.root / "people" / "orlova.md"
    orlova.write_text(orlova.read_text("utf-8") + "  > She came every Thursday with a book [@copy, p. 3]\n", "utf-8")
    first = build(archive, today="2026-01-01")
    again = build(archive, today="2026-01-02")
    assert len(remembered(archive)) == 2
    assert again.published.unchanged == first.published.pages


def test_the_same_words_cited_from_two_places_are_remembered_for_each_and_once(archive: Archive) -> None:
    orlova = archive.root / "people" / "orlova.md"
    for locator in (", p. 99", ""):  # one place is the right one, one is wrong, one is not said
        again = f"  > She came every Thursday with a book [@memoir{locator}]\n"
        orlova.write_text(orlova.read_text("utf-8") + again, "utf-8")
    for day in range(1, 5):
        orlova.write_text(orlova.read_text("utf-8") + "\n", "utf-8")
        build(archive, today=f"2026-01-0{day}")
    rows = remembered(archive)
    assert len(rows) == 3
    assert len({row.cited for row in rows}) == 3
    assert {row.when for row in rows} == {"2026-01-01"}


def test_each_place_that_words_are_cited_from_has_a_line_of_its_own_though_the_verdict_is_one(archive: Archive) -> None:
    orlova = archive.root / "people" / "orlova.md"
    again = "  > She came every Thursday with a book [@memoir, pp. 7-8]\n"
    orlova.write_text(orlova.read_text("utf-8") + again, "utf-8")
    for day in range(1, 3):
        build(archive, today=f"2026-01-0{day}")
    rows = remembered(archive)
    assert [(row.verdict, row.place, row.when) for row in rows] == [("verbatim", "as cited", "2026-01-01")] * 2
    assert len({row.cited for row in rows}) == 2


def test_a_corrected_transcript_is_not_blamed_on_the_quotation(archive: Archive) -> None:
    assert codes(archive, "Q") == []
    page = archive.transcripts / "memoir" / "8.txt"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("She came every Tuesday with a book under her coat.", "utf-8")
    assert codes(archive, "Q") == ["Q211"]
    assert codes(archive, "Q") == ["Q211"], "the second look must not have forgotten what the first one saw"
    page.unlink()
    assert codes(archive, "Q") == []


def test_a_corrected_transcript_is_not_blamed_on_a_quotation_whose_words_stand_in_a_copy_too(
    archive: Archive, tmp_path: Path
) -> None:
    (tmp_path / "copy.txt").write_text("The book has it: “She came every Thursday with a book”, it says.", "utf-8")
    take_in(archive, [tmp_path / "copy.txt"])
    assert codes(archive, "Q") == []
    page = archive.transcripts / "memoir" / "8.txt"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("The stove smoked, and nobody was warm that winter.", "utf-8")
    for _ in range(2):
        (changed,) = examine(archive, codes=("Q",)).findings
        assert changed.code == "Q211"
        assert changed.message.endswith("has changed, and its words stand in copy now.")
    page.unlink()
    assert codes(archive, "Q") == []


def test_words_that_stood_nowhere_are_found_when_their_source_comes_in(archive: Archive, tmp_path: Path) -> None:
    dossier = archive.root / "people" / "orlova.md"
    words = "\n- 1930: member of [[circle]]\n  > attends regularly and reads aloud to the others [@memoir, p. 8]\n"
    dossier.write_text(dossier.read_text("utf-8") + words, "utf-8")
    assert codes(archive, "Q") == ["Q203"]
    (tmp_path / "report.txt").write_text("Orlova attends regularly and reads aloud to the others.", "utf-8")
    take_in(archive, [tmp_path / "report.txt"])
    assert codes(archive, "Q") == ["Q207"]


def test_a_source_that_is_gone_leaves_the_catalogue(archive: Archive) -> None:
    build(archive)
    (archive.sources / "memoir.md").unlink()
    built = build(archive)
    assert built.examined.anew.gone == 1
    assert "C101" in [finding.code for finding in built.findings]


def test_an_original_that_is_missing_or_exchanged_is_found(archive: Archive) -> None:
    original = next(path for path in archive.originals.glob("memoir.*"))
    kept = original.read_bytes()
    original.write_bytes(kept + b"\nA line that was never there.")
    assert codes(archive, "C107") == ["C107"]
    original.unlink()
    assert codes(archive, "C106") == ["C106"]
    original.write_bytes(kept)
    assert codes(archive, "C106", "C107") == []


def test_an_original_of_the_same_size_with_its_time_set_back_is_read_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_LATELY", -1.0)  # as if all had been written long ago
    assert verdicts(archive) == ["verbatim"]
    original = next(archive.originals.glob("memoir.*"))
    before = original.stat()
    with original.open("r+b") as file:
        content = file.read()
        file.seek(0)
        file.write(content.replace(b"Thursday", b"Saturday"))
    os.utime(original, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = original.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)
    assert verdicts(archive) == ["altered"]


def test_a_deleted_or_damaged_catalogue_is_made_again(archive: Archive) -> None:
    build(archive)
    shutil.rmtree(archive.catalogue_dir)
    assert verdicts(archive) == ["verbatim"]
    for path in archive.catalogue_dir.rglob("*"):
        if path.is_file() and path.suffix in (".sqlite", ".seeds"):
            path.write_bytes(b"rubbish")
    assert verdicts(archive) == ["verbatim"]


def test_one_can_look_things_up_while_another_writes(archive: Archive) -> None:
    build(archive)
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with building(archive.root):
            entered.set()
            leave.wait(timeout=30)

    other = threading.Thread(target=hold)
    other.start()
    try:
        assert entered.wait(timeout=30)
        with desk(archive) as at:
            assert at.verify("She came every Thursday").verdict == "verbatim"
    finally:
        leave.set()
        other.join()


def test_two_builds_at_once_wait_for_one_another_or_say_so(archive: Archive) -> None:
    with building(archive.root):
        refused: list[BaseException] = []

        def try_it() -> None:
            try:
                with building(archive.root, timeout=0.1):
                    pass
            except Refused as reason:
                refused.append(reason)

        other = threading.Thread(target=try_it)
        other.start()
        other.join()
    assert len(refused) == 1
    assert "Another Variorum" in str(refused[0])


def test_the_same_bytes_under_another_name_are_one_source(archive: Archive, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "memoir.txt", tmp_path / "copy of memoir.txt")
    taken = take_in(archive, [tmp_path / "copy of memoir.txt", tmp_path / "memoir.txt"])
    assert taken.sources == ()
    assert [finding.code for finding in taken.findings] == ["A010", "A010"]


def test_hidden_files_and_the_archive_itself_are_not_taken_in(archive: Archive) -> None:
    outside = archive.root.parent
    (outside / ".hidden.txt").write_text("not meant", "utf-8")
    (outside / "letter.txt").write_text("Dear sister, the stove smokes.", "utf-8")
    taken = take_in(archive, [outside])
    assert [source.file.rsplit("/", 1)[-1] for source in taken.sources] == ["letter.txt"]


def test_status_tells_what_a_build_would_read(archive: Archive) -> None:
    assert standing_of(archive).unread == ("memoir",)
    build(archive)
    assert standing_of(archive).unread == ()
    page = archive.transcripts / "memoir" / "9.txt"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("Nobody asked.", "utf-8")
    assert standing_of(archive).unread == ("memoir",)


def test_an_index_that_is_gone_or_not_the_catalogues_own_is_told_and_made_anew(archive: Archive) -> None:
    build(archive)
    (index,) = (archive.catalogue_dir / "search").iterdir()
    before = (index / "meta.json").read_bytes()
    original = next(archive.originals.glob("memoir.*"))
    original.write_bytes(original.read_bytes() + b"Another line.\n")
    build(archive)
    (index / "meta.json").write_bytes(before)  # as in a copy that was taken while the archive was built
    assert standing_of(archive).unread == ("memoir",)
    assert still_stands(archive) is None
    build(archive)
    assert standing_of(archive).unread == ()
    shutil.rmtree(archive.catalogue_dir / "search")
    assert standing_of(archive).unread == ("memoir",)
    build(archive)
    with desk(archive) as at:
        assert at.search("line", limit=5).total == 1


def test_a_notebook_gets_the_same_as_the_command_line(archive: Archive) -> None:
    opened = variorum.open_archive(archive.root / "people")
    assert opened.root == archive.root
    assert variorum.verify(opened, "every Thursday with a book", source="memoir", page="8").place == "as cited"
    assert [hit.label for hit in variorum.search(opened, "book").hits] == ["8"]
    assert {finding.code for finding in variorum.criticise(opened).findings} >= {"W302"}
    assert variorum.publish(opened, language="ru").front_page.is_file()


def test_an_interrupted_build_goes_on_where_it_was(archive: Archive) -> None:
    def stop_at_verifying(step: str, _done: int, _total: int) -> None:
        if step == "Checking quotations":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(archive, progress=stop_at_verifying)
    assert build(archive).examined.anew.read == 0


def test_a_page_of_the_edition_that_somebody_altered_is_written_anew(archive: Archive) -> None:
    build(archive, today="2026-01-01")
    page = archive.edition_dir / "index.html"
    whole = page.read_bytes()
    page.write_bytes(whole.replace(b"</html>", b"<p>never said</p></html>"))
    state = page.stat()
    os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns + 1_000_000_000))
    build(archive, today="2026-01-01")
    assert page.read_bytes() == whole
    assert build(archive, today="2026-01-01").in_words == "Everything was up to date."


def test_what_a_comment_hides_is_in_no_file_of_the_edition(archive: Archive) -> None:
    hidden = "<!-- unwritten\n\nunsaid --> and %%unspoken%% and `<!-- said -->`"
    written = (
        f"---\nid: {{}}\nname: A New Man\ntitle: Winter\n---\n\nHe came {hidden}.\n\n```\n%%told%%\n```\n\nHe went.\n"
    )
    for name in ("people/new.md", "chapters/01-new.md"):
        (archive.root / name).write_text(written.format(Path(name).stem), "utf-8")
    build(archive, today="2026-01-01")
    files = [path.read_text("utf-8", "replace") for path in archive.edition_dir.rglob("*") if path.is_file()]
    assert not [word for word in ("unwritten", "unsaid", "unspoken") if any(word in file for file in files)]
    for word in ("said", "%%told%%", "He went."):
        assert sum(word in file for file in files) >= 2


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no time of the inode's change")
def test_a_page_that_somebody_altered_and_whose_time_was_set_back_is_written_anew(archive: Archive) -> None:
    build(archive, today="2026-01-01")
    page = archive.edition_dir / "index.html"
    whole, state = page.read_bytes(), page.stat()
    page.write_bytes(whole.replace(b"<main", b"<nain"))
    os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert (page.stat().st_size, page.stat().st_mtime_ns) == (state.st_size, state.st_mtime_ns)
    build(archive, today="2026-01-01")
    assert page.read_bytes() == whole
    assert build(archive, today="2026-01-01").in_words == "Everything was up to date."


def test_a_copied_edition_is_whole_until_it_is_altered(archive: Archive, tmp_path: Path) -> None:
    build(archive, today="2026-01-01")
    copy = Path(shutil.copytree(archive.edition_dir, tmp_path / "copy"))  # with the times of writing
    assert is_whole(copy)
    assert is_whole(copy)
    page = copy / "index.html"
    state = page.stat()
    page.write_bytes(page.read_bytes().replace(b"<main", b"<nain"))
    os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert os.name == "nt" or not is_whole(copy)


_TAKEN_AWAY = (
    "DELETE FROM pages", "DELETE FROM pages WHERE sequence = 1", "DELETE FROM mentions", "DELETE FROM identities",
    "DELETE FROM singled", "DELETE FROM borrowings", "DELETE FROM formulas", "DELETE FROM results", "DELETE FROM laid",
    "DELETE FROM sources",
)  # fmt: skip


@pytest.mark.parametrize("taken", _TAKEN_AWAY)
def test_rows_that_something_took_out_of_the_catalogue_are_laid_again(
    archive: Archive, tmp_path: Path, taken: str
) -> None:
    (tmp_path / "copy.txt").write_text("[p. 3]\n\nShe came every Thursday with a book under her coat.\n", "utf-8")
    take_in(archive, [tmp_path / "copy.txt"])
    build(archive, today="2026-01-01")
    before = _rows_of(archive)
    with closing(sqlite3.connect(archive.catalogue_dir / FILE)) as catalogue:
        catalogue.execute(taken)
        catalogue.commit()
    build(archive, today="2026-01-01", anew=True)
    assert _rows_of(archive) == before


def _rows_of(archive: Archive) -> list[object]:
    with open_catalogue(archive.catalogue_dir) as catalogue:
        keys = catalogue.sources()
        pages = [page for key in keys for page in catalogue.pages(key)]
        return [pages, [one for key in keys for one in mentions_on(catalogue, key)], list(borrowings_of(catalogue))]


def test_what_a_busy_machine_broke_off_is_read_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off(asked: Iterable[Asked]) -> Generator[Reading, None, None]:
        return (Reading((), "none", "", "none", passing=True) for _ in asked)

    whole = verdicts(archive)
    shutil.rmtree(archive.catalogue_dir)
    with monkeypatch.context() as busy:
        busy.setattr(reading, "read_files", broken_off)
        assert set(verdicts(archive)) == {"unchecked"}
    assert build(archive, today="2026-01-01").examined.anew.read == 1
    assert verdicts(archive) == whole
    assert build(archive, today="2026-01-01").examined.anew.read == 0


def test_an_archive_on_a_disc_that_forbids_writing_can_be_searched(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(archive)
    monkeypatch.setattr("variorum.catalogue.open_index.os.access", lambda _path, _mode: False)
    with desk(archive) as at:
        assert at.search("book", limit=5).total == 1


@pytest.mark.parametrize("column", ["payload", "inputs"])
def test_results_that_rotted_on_the_disk_are_never_shown_and_the_next_build_makes_them_anew(
    archive: Archive, column: str
) -> None:
    whole = verdicts(archive)
    with sqlite3.connect(archive.catalogue_dir / "catalogue.sqlite") as connection:
        for number, kept in connection.execute(f"SELECT rowid, {column} FROM results").fetchall():
            rotten = kept.replace("a", "b") if isinstance(kept, str) else bytes(kept).replace(b"a", b"b")
            connection.execute(f"UPDATE results SET {column} = ? WHERE rowid = ?", (rotten, number))
    for _ in range(2):
        try:
            assert verdicts(archive) == whole
        except Unreadable as damaged:
            assert "is damaged; run `variorum build`" in str(damaged)  # noqa: PT017
    assert verdicts(archive) == whole
