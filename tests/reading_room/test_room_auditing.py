"""Manuscripts audited in the room: brought in, held against the archive's sources, decided, taken away corrected."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from threading import active_count
from time import sleep
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from room_reader import Reader
from room_serving import Served

from variorum.reading_room import auditing

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def a_draft() -> bytes:
    """A DOCX that quotes twice: once with the wrong page, once with a word that the source does not have."""
    quoted = [
        ("“This article asks a simple question of a small place.”", "Marsh, “Bread and Minutes”, p. 413."),
        ("“The police file answers the last, and most of the literature has followed the file.”",
         "Marsh, “Bread and Minutes”, p. 411."),
    ]  # fmt: skip
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">He says: {words}</w:t></w:r>'
        f'<w:r><w:footnoteReference w:id="{number}"/></w:r></w:p>'
        for number, (words, _) in enumerate(quoted, 1)
    )
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>'
        for number, (_, note) in enumerate(quoted, 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPE}.footnotes+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r2" '
        f'Type="{_OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_WORD}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {_WORD}>{notes}</w:footnotes>",
    }
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return made.getvalue()


def brought(reader: Reader, name: str = "draft.docx", content: bytes | None = None) -> str:
    sent = b64encode(a_draft() if content is None else content).decode()
    answer = reader.send("manuscript", {"name": name, "content": sent})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["file"])


def audited(reader: Reader, name: str) -> str:
    """The page of an audit that is done; the export waits for it."""
    assert reader.client.get(f"/room/audited/audit.json/{name}", timeout=120).status_code == 200
    return reader.client.get(f"/room/audit/{name}").text


def keys(page: str) -> list[str]:
    return [piece.partition('"')[0] for piece in page.split('data-quotation="')[1:]]


def test_a_manuscript_is_audited_decided_and_taken_away_corrected(reader: Reader, served: Served) -> None:
    name = brought(reader)
    before = (served.archive.root / name).read_bytes()
    page = audited(reader, name)
    wrong_page, altered = keys(page)
    assert "<mark>last</mark>" in page
    assert reader.client.get(f"/room/audited/corrected/{name}").status_code == 403
    decided = {"manuscript": name, "quotation": wrong_page, "decision": "mend"}
    assert reader.send("decision", decided).status_code == 200
    left = {"manuscript": name, "quotation": altered, "decision": "left", "why": "of another printing"}
    assert reader.send("decision", left).status_code == 200
    corrected = reader.client.get(f"/room/audited/corrected/{name}")
    with ZipFile(BytesIO(corrected.content)) as package:
        notes = package.read("word/footnotes.xml").decode()
    assert "<w:ins" in notes
    assert "411" in notes
    data = reader.client.get(f"/room/audited/audit.json/{name}").json()
    assert data["decisions"][altered]["why"] == "of another printing"
    commented = reader.client.get(f"/room/audited/comments/{name}")
    with ZipFile(BytesIO(commented.content)) as package:
        comments = package.read("word/comments.xml").decode()
    assert "last" not in comments
    assert (served.archive.root / name).read_bytes() == before


def test_a_decision_is_undone_and_stands_in_a_file_beside_the_manuscript(reader: Reader, served: Served) -> None:
    name = brought(reader)
    first = keys(audited(reader, name))[0]
    reader.send("decision", {"manuscript": name, "quotation": first, "decision": "left"})
    row = json.loads(served.read(f"{name}.decisions.jsonl"))
    assert (row["quotation"], row["decision"], row["by"]) == (first, "left", "A. Reader")
    assert 'data-decision="left"' in reader.client.get(f"/room/audit/{name}").text
    reader.send("undo", {})
    assert 'data-decision="left"' not in reader.client.get(f"/room/audit/{name}").text


def test_a_manuscript_of_the_same_name_is_kept_beside_the_other(reader: Reader, served: Served) -> None:
    first = brought(reader, "a.md", b"One.\n")
    assert brought(reader, "a.md", b"One.\n") == first
    second = brought(reader, "a.md", b"Two.\n")
    assert second != first
    assert served.read(first) == "One.\n"


def test_what_is_no_manuscript_is_refused_or_kept_within_the_folder(reader: Reader, served: Served) -> None:
    for name in ("../x.md", "x.exe", ".md", "a\\..\\..\\b.sh", "", "x" * 300, "…/.docx"):
        answer = reader.send("manuscript", {"name": name, "content": b64encode(b"x").decode()})
        assert answer.status_code in (200, 403, 422), name
        root = served.archive.root
        visible = [path for path in root.rglob("*") if path.is_file() and ".catalogue" not in path.parts]
        made = [path for path in visible if path.read_bytes() == b"x"]
        assert all(path.parent.name == "manuscripts" and path.suffix == ".md" for path in made), name


@pytest.mark.parametrize("name", ["manuscripts/none.docx", "people/berg.md", "../x.md", "manuscripts/../variorum.toml"])
def test_what_is_not_there_or_no_manuscript_is_a_sentence(onlooker: Reader, name: str) -> None:
    for path in (f"/room/audit/{name}", f"/room/audited/report.html/{name}"):
        answer = onlooker.client.get(path)
        assert answer.status_code in (403, 404)
        assert "Traceback" not in answer.text
    decided = {"manuscript": name, "quotation": "x", "decision": "left"}
    assert onlooker.send("decision", decided).status_code in (403, 404)


def test_a_damaged_manuscript_is_a_sentence(reader: Reader) -> None:
    name = brought(reader, "broken.docx", b"PK\x03\x04 nothing")
    answer = reader.client.get(f"/room/audited/audit.json/{name}", timeout=120)
    assert answer.status_code in (403, 422)
    assert "Traceback" not in answer.text


def test_a_chapter_is_audited_without_being_brought_in(reader: Reader) -> None:
    assert "01-the-key.md" in audited(reader, "chapters/01-the-key.md")


def test_no_audit_of_a_state_that_is_gone_is_given_for_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "draft.md").write_text("Of no importance.\n", "utf-8")

    @dataclass
    class State:
        record: str
        texts: None

    class Shelf:
        """Pages of a state, of which only the text of its sources matters; a new one may lie where the last one lay."""

        def __init__(self, text: str) -> None:
            self.state = State(text, None)

    monkeypatch.setattr(auditing, "manuscript_path", lambda room, name: tmp_path / name)
    monkeypatch.setattr(auditing, "audited_against", lambda record, texts, path: record)
    monkeypatch.setattr(auditing, "findings_of", lambda made: ())
    audits, others = auditing.Audits(), active_count()
    for number in range(100):
        found = audits.of(SimpleNamespace(needed=partial(Shelf, f"state {number}")), "draft.md", patience=60)
        assert found is not None
        assert found.made == f"state {number}"
        while active_count() > others:  # whoever audited lets go of the state
            sleep(0.001)
