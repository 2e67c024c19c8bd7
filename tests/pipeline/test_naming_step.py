"""Who is named where, brought up to date: only what changed is done, and what people decided is never lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from variorum.archive.folder import Archive, create_archive
from variorum.catalogue.mentions import mentions_on
from variorum.catalogue.store import open_catalogue
from variorum.evidence import Naming
from variorum.languages import Recognised, equipment
from variorum.names.recognition import recognition
from variorum.pipeline import build, examined, take_in
from variorum.pipeline.engine import Engine
from variorum.pipeline.held_names import fits_of_source, forms_gathered
from variorum.pipeline.identities import accept_proposal, asking, judge
from variorum.pipeline.seeing import mentions_of as recognised
from variorum.record import Page

MEMOIR = """[p. 7]

V. N. Kaiurov came first. Kaiurov said nothing.

[p. 8]

Then A. V. Kaiurov spoke. Martemian Riutin wrote it down. Anna Orlova left. Anna Orlova came back.
"""
DIARY = """[p. 1]

Nobody knew where Kaiurov lived. Riutin was ill.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = create_archive(tmp_path / "archive", title="Names")
    (tmp_path / "memoir.txt").write_text(MEMOIR, "utf-8")
    (tmp_path / "diary.txt").write_text(DIARY, "utf-8")
    take_in(made, [tmp_path / "memoir.txt", tmp_path / "diary.txt"])
    for path in made.sources.glob("*.md"):
        path.write_text(path.read_text("utf-8").replace("---\n", "---\nlanguage: en\n", 1), "utf-8")
    dossier(made, "kaiurov", "V. N. Kaiurov")
    dossier(made, "riutin", "Martemian Riutin")
    return made


def dossier(archive: Archive, id_: str, name: str, *names: str) -> None:
    listed = f"names: [{', '.join(names)}]\n" if names else ""
    (archive.root / "people" / f"{id_}.md").write_text(f"---\nid: {id_}\nname: {name}\n{listed}---\n", "utf-8")


def naming(archive: Archive) -> Naming:
    return examined(archive).record.naming


def counts(archive: Archive) -> dict[tuple[str, str], int]:
    return {(one.entity, one.source): one.mentions for one in naming(archive).attestations}


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources at which a model looks, as it looks at them."""
    seen: list[str] = []
    true = recognition.seen_by_model

    def watched(pages: Iterable[Page], *, language: str) -> Iterator[tuple[Page, list[Recognised]]]:
        held = list(pages)
        seen.extend(sorted({page.source for page in held}))
        return true(held, language=language)

    monkeypatch.setattr(recognition, "seen_by_model", watched)
    return seen


def test_what_is_certain_is_counted_and_the_rest_waits(archive: Archive) -> None:
    assert counts(archive) == {("kaiurov", "memoir"): 1, ("riutin", "memoir"): 1}
    assert {(doubt.a, doubt.b) for doubt in naming(archive).doubts} == {("Kaiurov", "kaiurov"), ("Riutin", "riutin")}


def test_a_model_looks_once_at_a_text_and_a_new_dossier_wakes_none(archive: Archive, looked_at: list[str]) -> None:
    naming(archive)
    assert looked_at == ["diary", "memoir"]
    dossier(archive, "orlova", "Anna Orlova")
    assert counts(archive)[("orlova", "memoir")] == 2
    naming(archive)
    assert looked_at == ["diary", "memoir"]


def test_models_wake_when_they_are_others_and_not_when_the_program_is(
    archive: Archive, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    naming(archive)
    looked_at.clear()
    monkeypatch.setattr("variorum.__version__", "99.0")
    naming(archive)
    assert looked_at == []
    monkeypatch.setattr(type(equipment("en")), "recogniser", lambda _: "learned anew")
    naming(archive)
    assert looked_at == ["diary", "memoir"]


def test_only_a_source_whose_text_changed_is_looked_at_again(archive: Archive, looked_at: list[str]) -> None:
    naming(archive)
    looked_at.clear()
    (archive.root / "transcripts" / "diary").mkdir()
    (archive.root / "transcripts" / "diary" / "1.txt").write_text("Martemian Riutin was ill.\n", "utf-8")
    assert counts(archive)[("riutin", "diary")] == 1
    assert looked_at == ["diary"]


def test_a_build_with_nothing_to_do_says_the_same(archive: Archive) -> None:
    first = build(archive)
    again = build(archive)
    assert again.record.naming == first.record.naming
    assert again.in_words == "Everything was up to date."


def test_a_build_that_is_stopped_goes_on_where_it_was(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, looked_at: list[str]
) -> None:
    true = recognition.recognise_pages

    def stopping(pages: list[Page], **further: object) -> Iterator[object]:
        if pages[0].source == "memoir":
            raise KeyboardInterrupt
        return true(pages, **further)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(recognition, "recognise_pages", stopping)
        with pytest.raises(KeyboardInterrupt):
            examined(archive)
    with open_catalogue(archive.catalogue_dir, read_only=True) as catalogue:
        assert set(Engine(catalogue).kept(recognised)) == {"diary"}
    looked_at.clear()
    assert counts(archive)[("riutin", "memoir")] == 1
    assert looked_at == []  # the model had looked at it before the stop


def test_a_judgement_settles_what_waits_and_survives_a_lost_catalogue(archive: Archive) -> None:
    judge(archive, "“Kaiurov” in diary = kaiurov", "same", by="A", why="He lived in that house.")
    assert counts(archive)[("kaiurov", "diary")] == 1
    shutil.rmtree(archive.catalogue_dir)
    assert counts(archive)[("kaiurov", "diary")] == 1
    with open_catalogue(archive.catalogue_dir, read_only=True) as catalogue:
        (found,) = [one for one in mentions_on(catalogue, "diary") if one.entity == "kaiurov"]
    assert found.how == "judgement"
    assert "He lived in that house." in found.because


def test_a_judgement_taken_back_leaves_no_trace_in_what_is_linked(archive: Archive) -> None:
    before = naming(archive)
    judge(archive, "“Kaiurov” = kaiurov", "same", by="A")
    assert naming(archive) != before
    judge(archive, "“Kaiurov” = kaiurov", "withdrawn", by="A")
    assert naming(archive) == before
    assert len((archive.root / "judgements.jsonl").read_text("utf-8").splitlines()) == 2


def test_a_judgement_on_one_place_holds_there_alone_and_lapses_with_the_text(archive: Archive) -> None:
    naming(archive)
    with open_catalogue(archive.catalogue_dir, read_only=True) as catalogue:
        bare = [one.mention for one in mentions_on(catalogue, "memoir") if one.mention.surface == "Kaiurov"]
    place = f"“Kaiurov” in memoir at {bare[0].page}/{bare[0].start}"
    judge(archive, f"{place} = kaiurov", "same", by="A")
    assert counts(archive)[("kaiurov", "memoir")] == 2
    (archive.root / "transcripts" / "memoir").mkdir()
    page = archive.root / "transcripts" / "memoir" / "7.txt"
    page.write_text("V. N. Kaiurov came first. Kaiurov said much, and nothing more.\n", "utf-8")
    assert counts(archive)[("kaiurov", "memoir")] == 1


def test_a_dossier_is_proposed_and_written_whole(archive: Archive) -> None:
    with asking(archive) as at:
        (proposal,) = at.proposals("Anna Orlova")
        assert proposal.id == "orlova"
        assert proposal.places[0].text[proposal.places[0].start : proposal.places[0].end] == "Anna Orlova"
    path = accept_proposal(archive, proposal)
    assert path.read_text("utf-8") == "---\nid: orlova\nname: Anna Orlova\n---\n\n## Statements\n"
    assert counts(archive)[("orlova", "memoir")] == 2
    assert all(one.name != "Anna Orlova" for one in naming(archive).unmatched)


def test_a_name_that_a_statement_gives_with_a_witness_is_known_and_one_that_is_denied_waits(archive: Archive) -> None:
    (archive.root / "sources" / "x.md").write_text("---\nkey: x\n---\n", "utf-8")
    told = '---\nid: third\nname: Third\n---\n\n## Statements\n\n- known as "Anna Orlova"\n  > she [@x, p. 1]\n'
    (archive.root / "people" / "third.md").write_text(told, "utf-8")
    assert counts(archive)[("third", "memoir")] == 2
    (archive.root / "people" / "third.md").write_text(f"{told}  > never [denies @x, p. 2]\n", "utf-8")
    assert ("third", "memoir") not in counts(archive)
    assert ("Anna Orlova", "third") in {(doubt.a, doubt.b) for doubt in naming(archive).doubts}


def test_names_are_held_against_dossiers_again_only_where_either_is_another(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[str] = []
    make = Engine._make

    def watched(engine: Engine, step: Any, key: str, inputs: Any, known: Any) -> Any:
        if step.name in (fits_of_source.name, forms_gathered.name):
            held.append(key)
        return make(engine, step, key, inputs, known)

    def held_by_build() -> list[str]:
        held.clear()
        naming(archive)
        return sorted(held)

    monkeypatch.setattr(Engine, "_make", watched)
    assert held_by_build() == ["diary", "memoir", "person"]
    judge(archive, '"Nobody" = riutin', "different", by="me")
    assert held_by_build() == []
    (archive.root / "transcripts" / "diary").mkdir()
    (archive.root / "transcripts" / "diary" / "1.txt").write_text("Martemian Riutin was ill.\n", "utf-8")
    assert held_by_build() == ["diary"]
    dossier(archive, "orlova", "Anna Orlova")
    assert held_by_build() == ["diary", "memoir", "person"]
