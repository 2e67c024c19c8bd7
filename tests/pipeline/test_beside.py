"""What stands beside the texts of sources is kept, told when it is quoted, and goes with its source."""

from __future__ import annotations

from pathlib import Path

from variorum.archive.folder import create_archive, open_archive
from variorum.archive.reading import read_record
from variorum.catalogue.store import open_catalogue
from variorum.pipeline import take_in
from variorum.pipeline.beside_the_text import around, find_beside
from variorum.pipeline.engine import Engine
from variorum.pipeline.lookup import desk
from variorum.pipeline.progress import unwatched
from variorum.pipeline.reading import read_what_changed

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>'
    '<pb n="12"/><fw type="header">The Lamp Workers</fw>'
    '<p>They <del>refused at once</del> agreed<note n="1">In May.</note> to strike.</p></body></text></TEI>'
)


def test_words_beside_the_text_are_found_with_their_place(tmp_path: Path) -> None:
    archive = create_archive(tmp_path / "archive", title="Lamps")
    (tmp_path / "minutes.xml").write_text(TEI, "utf-8")
    take_in(archive, [tmp_path / "minutes.xml"], key="minutes")
    with desk(open_archive(archive.root)) as at:
        assert at.verify("The lamp workers").verdict == "absent"
        (head,) = at.beside("«the Lamp workers»")
        assert (head.source, head.page, head.in_words) == ("minutes", 1, "in the running head, p. 12")
        (struck,) = at.beside("refused at once", source="minutes")
        assert (struck.kind, struck.label) == ("deleted", "12")
        assert at.beside("refused at on") == () == at.beside("amp work") == at.beside("the")
        kept = Engine(at.catalogue).kept(around)["minutes"].value()
        assert [aside.kind for aside in kept.asides] == ["head", "deleted"]
        (call,) = kept.calls
        assert (call.page, call.offset, call.label, call.note) == (1, 11, "1", (1, 24))


def test_what_stood_beside_a_source_goes_with_it(tmp_path: Path) -> None:
    archive = create_archive(tmp_path / "archive", title="Lamps")
    (tmp_path / "minutes.xml").write_text(TEI, "utf-8")
    take_in(archive, [tmp_path / "minutes.xml"], key="minutes")
    with desk(archive) as at:
        assert at.beside("The Lamp Workers")
    (archive.root / "sources" / "minutes.md").unlink()
    record, _ = read_record(archive.root)
    with open_catalogue(archive.catalogue_dir) as catalogue:
        read_what_changed(archive, record, Engine(catalogue), unwatched)
        assert find_beside(catalogue, "The Lamp Workers") == ()
