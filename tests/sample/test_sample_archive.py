"""The sample archive as a whole: how much there is of it, that all of it is invented, and how it is copied."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

from variorum.archive.folder import open_archive
from variorum.archive.vocabulary import default_vocabulary
from variorum.finding import Refused
from variorum.pipeline.examining import Examination
from variorum.sample import copy_sample, is_sample, sample_folder

INVENTED = re.compile(r"вымышл|придуман|invent|из головы|don't exist", re.IGNORECASE)
NO_TEXT = ("opis1934", "negativy", "lichnoe-delo", "smeta1931", "foto1931", "foto1931-bis", "afisha1933")
TOO_SHORT = ("zapiska", "kalendar", "otchet-mts")


def test_it_holds_sources_of_many_kinds_in_many_formats(examined_sample: Examination) -> None:
    sources = examined_sample.record.sources.values()
    assert len(sources) >= 26
    assert len({source.kind for source in sources}) >= 14
    formats = {source.original.file.rsplit(".", 1)[1] for source in sources if source.original}
    assert formats >= {"txt", "md", "html", "epub", "fb2", "pdf", "docx", "odt", "rtf", "xml"}
    assert {source.language for source in sources} >= {"en", "ru"}
    assert sum(source.access == "restricted" for source in sources) >= 3


def test_it_is_large_enough_to_get_lost_in(examined_sample: Examination) -> None:
    record = examined_sample.record
    kinds = [entity.kind for entity in record.entities.values()]
    assert len(kinds) >= 45
    for kind, fewest in (("person", 16), ("group", 7), ("place", 6), ("work", 8), ("event", 8)):
        assert kinds.count(kind) >= fewest, kind
    assert len(record.statements) >= 170
    assert len(record.chapters) >= 2
    rivals = [thesis for thesis in record.theses.values() if thesis.question == "who-made-the-opposition"]
    assert len(rivals) == 3
    assert all({other.id for other in rivals} - {thesis.id} == set(thesis.rivals) for thesis in rivals)


def test_it_has_relations_of_its_own(examined_sample: Examination) -> None:
    own = set(examined_sample.record.vocabulary.relations) - set(default_vocabulary().relations)
    used = {statement.relation for statement in examined_sample.record.statements}
    assert {"read aloud", "learned of"} <= own & used


def test_it_remembers_searches_that_found_nothing(examined_sample: Examination) -> None:
    assert any(sought.found == 0 for sought in examined_sample.record.searches)


def test_every_source_says_that_it_is_invented(examined_sample: Examination) -> None:
    for source in examined_sample.record.sources.values():
        assert INVENTED.search(source.notes), source.key


def test_every_original_that_can_be_read_says_so_itself() -> None:
    from variorum.accession import read

    for path in sorted((sample_folder() / "originals").iterdir()):
        if path.stem in NO_TEXT or path.stem in TOO_SHORT:
            continue
        reading = read(path.read_bytes(), name=path.name, source=path.stem)
        parts = [part for page in reading.pages for part in (page.section, page.text, page.head, page.foot)]
        text = " ".join([*parts, reading.colophon.title])
        assert INVENTED.search(text.replace("-\n", "").replace("\n", " ")), path.name


def test_the_originals_are_the_files_that_the_dossiers_describe(examined_sample: Examination) -> None:
    originals = sample_folder() / "originals"
    described = {s.original.file: s for s in examined_sample.record.sources.values() if s.original}
    assert {path.name for path in originals.iterdir()} == set(described) - {"afisha1933.txt"}
    assert sum(path.stat().st_size for path in originals.iterdir()) < 3_000_000
    for path in originals.iterdir():
        kept = described[path.name].original
        assert kept is not None
        if path.name != "kalendar.pdf":  # planted: C107
            assert sha256(path.read_bytes()).hexdigest() == kept.sha256, path.name


def test_a_copy_is_a_whole_archive(tmp_path: Path) -> None:
    folder = copy_sample(tmp_path / "new" / "demo")
    assert open_archive(folder).root == folder
    assert is_sample(folder)
    copied = {p.relative_to(folder) for p in folder.rglob("*") if p.is_file()}
    shipped = {p.relative_to(sample_folder()) for p in sample_folder().rglob("*") if p.is_file()}
    assert copied == shipped


def test_an_empty_folder_may_receive_a_copy(tmp_path: Path) -> None:
    assert is_sample(copy_sample(tmp_path))


def test_a_folder_that_holds_anything_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "diary.md").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="not empty"):
        copy_sample(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["diary.md"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "demo"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="is a file"):
        copy_sample(target)


def test_other_archives_are_not_taken_for_the_sample(tmp_path: Path) -> None:
    assert not is_sample(tmp_path)
    (tmp_path / "variorum.toml").write_text('title = "Mine"\n', encoding="utf-8")
    assert not is_sample(tmp_path)
    (tmp_path / "variorum.toml").write_bytes(b"\xff\xfe\x00")
    assert not is_sample(tmp_path)


def test_the_manual_shows_what_a_search_in_it_answers(examined_sample: Examination) -> None:
    from click.testing import CliRunner

    from variorum.cli import variorum

    page = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "search.md").read_text("utf-8")
    shown = re.findall(r"^```text\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    root = str(examined_sample.engine.catalogue.folder.parent)
    answered = CliRunner().invoke(variorum, ["search", "-C", root, "Ladygin"]).output
    assert [block for block in shown if not answered.endswith(block)] == []


def test_a_thesis_is_shown_with_its_claims_and_with_what_it_expects_where(examined_sample: Examination) -> None:
    from variorum.cli.dossiers import lines_of

    shown = [str(line) for line in lines_of(examined_sample.record, "platform-first-thesis")]
    assert any(line.startswith("Goes round in a ring: platform-first-thesis#^meant") for line in shown)
    assert any(line.startswith("Has lost its ground: platform-first-thesis#^called-out") for line in shown)
    assert "  expects to find The Thursday circle in protokol1932" in shown
    grounded = [str(line) for line in lines_of(examined_sample.record, "kulak-plot")]
    at = grounded.index("  “What the women asked for had been put into their mouths.”")
    assert grounded[at + 1].startswith("    because: The women's revolt at Lipniagi: ")
