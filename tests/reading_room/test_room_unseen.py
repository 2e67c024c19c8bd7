"""To ask for what is kept back, or to name it in whatever is written, is answered as if there were no such thing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from planted_room import OPEN, OPEN_TEXT, Planted, come_in, plant

from variorum.catalogue.mentions import mentions_on
from variorum.pipeline import identities
from variorum.reading_room.answers import ANSWERS
from variorum.reading_room.crossing import packed, unpacked
from variorum.reading_room.teamwork import Proposal
from variorum.reading_room.viewing import Viewer
from variorum.reading_room.web import _open_page
from variorum.record import Judgement

OTHERS = ("Carl", "Emil")
DIGEST = sha256(OPEN_TEXT.encode()).hexdigest()


@pytest.fixture(scope="module", params=[4, pytest.param(9, marks=pytest.mark.deep)])
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    yield from come_in(plant(tmp_path_factory.mktemp("unseen") / "archive", request.param))


@pytest.fixture(autouse=True)
def _as_it_was(planted: Planted) -> Iterator[None]:
    shown = planted.room._public
    yield
    (planted.archive.root / OPEN).write_text(OPEN_TEXT, encoding="utf-8")
    planted.room.take_stock()
    planted.room._public = shown


def text(more: str, front: str = "") -> str:
    return OPEN_TEXT.replace("name: The mill\n", f"name: The mill\n{front}") + more


# each request twice: with {id}, {key} and {block} of what is kept back, and of what is not there at all
REQUESTS: tuple[tuple[str, dict[str, object]], ...] = (
    ("judgement", {"about": "names “A Name” = {id}", "verdict": "same"}),
    ("judgement", {"about": "names town = {id}", "verdict": "different"}),
    ("judgement", {"about": "names {id} = {id}x", "verdict": "wrong"}),
    ("judgement", {"about": "names “A Name” in {key} = town", "verdict": "same"}),
    ("judgement", {"about": "names “A Name” in {key} at 1/0 = town", "verdict": "same"}),
    ("judgement", {"about": "descent {key} from open1", "verdict": "refused"}),
    ("judgement", {"about": "finding S021 town", "verdict": "accepted", "why": "see [[{id}]]"}),
    ("judgements", {"about": ["names “A Name” = town", "names “B Name” = {id}"], "verdict": "same"}),
    ("judgements", {"about": ["descent open1 from open2", "descent open1 from {key}"], "verdict": "refused"}),
    ("judgement/preview", {"about": "names “A Name” = {id}", "verdict": "same"}),
    ("judgement/preview", {"about": "descent open1 from {key}", "verdict": "refused"}),
    ("dossier", {"kind": "person", "name": "Somebody", "id": "{id}"}),
    ("dossier", {"kind": "place", "name": "Somewhere", "id": "{key}"}),
    ("event", {"name": "A Day", "id": "{id}"}),
    ("event", {"name": "A Day", "place": "{id}", "date": "1932"}),
    ("event", {"name": "A Day", "place": "town", "people": ["{id}"], "source": "{key}"}),
    ("event/preview", {"name": "A Day", "place": "town", "source": "{key}"}),
    ("event/preview", {"name": "A Day", "id": "{id}", "people": ["{id}"]}),
    ("place", {"name": "A Town", "id": "{id}"}),
    ("place/preview", {"name": "A Town", "id": "{key}"}),
    ("dossier/preview", {"kind": "person", "name": "Somebody", "id": "{id}"}),
    ("file", {"file": "people/{id}.md", "text": "---\nid: {id}\nname: X\n---\n", "digest": "absent"}),
    ("file", {"file": "people/{id}.md", "text": "x", "digest": "0" * 64}),
    ("file", {"file": "sources/{key}.md", "text": "x", "digest": "0" * 64}),
    ("file", {"file": "people/fresh.md", "text": "---\nid: {id}\nname: X\n---\n", "digest": "absent"}),
    ("file", {"file": OPEN, "text": text("\nSee [[{id}]].\n"), "digest": DIGEST}),
    ("file", {"file": OPEN, "text": text("\nSee [[other#^{block}]].\n"), "digest": DIGEST}),
    ("file", {"file": OPEN, "text": text("\nSo it is [@{key}, p. 1].\n"), "digest": DIGEST}),
    ("file", {"file": OPEN, "text": text("", "mill-of: [{id}]\n"), "digest": DIGEST}),
    ("file", {"file": OPEN, "text": OPEN_TEXT.replace("id: river-mill", "id: {id}"), "digest": DIGEST}),
    ("file", {"file": OPEN, "text": text("\n## Statements\n\n- 1932: met [[{id}]]\n"), "digest": DIGEST}),
    ("check", {"file": "people/{id}.md", "text": "---\nid: {id}\nname: X\n---\n\n[[{id}]] [@{key}]\n"}),
    ("check", {"file": OPEN, "text": text("\nSee [[{id}]], [[other#^{block}]] [@{key}, p. 1].\n")}),
    ("preview", {"file": "people/{id}.md", "text": "---\nid: {id}\nname: X\n---\n\nNothing.\n"}),
    ("preview", {"file": OPEN, "text": text("\nSee [[{id}]] [@{key}, p. 1].\n")}),
    ("statement", {"dossier": "{id}", "relation": "met", "object": "[[town]]"}),
    ("statement", {"dossier": "river-mill", "relation": "met", "object": "[[{id}]]"}),
    ("statement", {"dossier": "river-mill", "relation": "met", "object": "[[town]]", "more": "with [[{id}]]"}),
    ("statement", {"dossier": "river-mill", "relation": "said", "object": '"[[{id}]]"'}),
    ("statement", {"dossier": "river-mill", "relation": "met", "object": "[[town]]", "source": "{key}"}),
    ("statement/preview", {"dossier": "river-mill", "relation": "met", "object": "[[{id}]]", "source": "{key}"}),
    ("statement/preview", {"dossier": "{id}", "relation": "met", "object": "[[town]]"}),
    ("witness", {"statement": "other#^{block}", "source": "open1", "quotation": "the mill"}),
    ("witness", {"statement": "{id}#^s1", "source": "{key}", "quotation": "the mill"}),
    ("witness/preview", {"statement": "other#^{block}", "source": "open1", "quotation": "the mill"}),
    ("form", {"dossier": "{id}", "form": "A Form"}),
    ("form", {"dossier": "river-mill", "form": "A Form", "source": "{key}"}),
    ("form/preview", {"dossier": "river-mill", "form": "A Form", "source": "{key}"}),
    ("note", {"source": "{key}", "note": "A note."}),
    ("description", {"source": "{key}", "title": "A Title", "access": "open"}),
    ("description", {"source": "open1", "title": "A Title", "author": "[[{id}]]"}),
    ("description/preview", {"source": "{key}", "title": "A Title"}),
    ("note", {"source": "open1", "note": "See [[{id}]]."}),
    ("note/preview", {"source": "{key}", "note": "A note."}),
    ("cell", {"thesis": "{id}", "statement": "other#^s1", "bearing": "expects"}),
    ("cell", {"thesis": "thesis1", "statement": "other#^{block}", "bearing": "expects"}),
    ("cell/preview", {"thesis": "thesis1", "statement": "{id}#^s1", "bearing": "expects"}),
    ("sought", {"query": "mill", "source": "{key}"}),
    ("sought", {"query": "[[{id}]]"}),
    ("statements", {"q": "", "about": ["{id}"]}),
    ("passage", {"source": "{key}", "page": 1, "start": 0, "end": 9}),
    ("comment", {"about": "people/{id}.html", "text": "x"}),
    ("comment", {"about": "sources/{key}/0001.html", "text": "x"}),
    ("comment", {"about": "places/town.html#{block}", "text": "[[{id}]] @{key}"}),
    ("aside", {"code": "S021", "why": "[[{id}]]"}),
    ("rename/preview", {"id": "{id}", "new": "another"}),
    ("rename", {"id": "town", "new": "{id}"}),
    ("mend", {"ids": ["{id}"]}),
    ("comment/settle", {"id": "{thread}"}),
    ("undo", {"id": "{write}"}),
    ("proposal/decide", {"id": "{proposal}", "verdict": "accepted"}),
    ("proposal/decide", {"id": "{proposal}", "verdict": "refused", "why": "no"}),
    ("proposal/withdraw", {"id": "{proposal}"}),
)
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("/api/file", {"file": "people/{id}.md"}),
    ("/api/file", {"file": "sources/{key}.md"}),
    ("/room/edit/people/{id}.md", {}),
    ("/room/edit/sources/{key}.md", {}),
    ("/people/{id}.html", {}),
    ("/sources/{key}.html", {}),
    ("/api/blocks", {"dossier": "{id}"}),
    ("/api/suggest", {"q": "{id}"}),
    ("/api/search", {"q": "{id}"}),
    ("/api/search", {"q": "mill", "source": "{key}"}),
    ("/api/quote", {"text": "the mill stood by the river", "source": "{key}"}),
    ("/api/pages", {"source": "{key}"}),
    ("/api/page", {"source": "{key}", "page": "1"}),
    ("/api/beside", {"source": "{key}", "page": "1", "start": "0"}),
    ("/api/boxes", {"source": "{key}", "page": "1", "start": "0", "end": "4"}),
    ("/api/present", {"at": "people/{id}.html"}),
    ("/api/comments", {"about": "people/{id}.html"}),
    ("/api/mends", {"file": "people/{id}.md"}),
    ("/facsimile/{key}/1.png", {}),
    ("/room/leaf/{key}/1", {}),
)


def filled(value: object, names: dict[str, str]) -> object:
    if isinstance(value, str):
        for name, instead in names.items():
            value = value.replace("{" + name + "}", instead)
        return value
    if isinstance(value, dict):
        return {name: filled(one, names) for name, one in value.items()}
    return [filled(one, names) for one in value] if isinstance(value, list) else value


def told(answer: object, names: dict[str, str]) -> tuple[int, str]:
    """Status and body, with what was asked for taken out, and moments, new ids and tokens."""
    body = str(answer.text)  # type: ignore[attr-defined]
    for name, instead in sorted(names.items(), key=lambda one: -len(one[1])):
        body = body.replace(instead, "{" + name + "}")
        body = re.sub(re.escape(instead), "{" + name + "}", body, flags=re.IGNORECASE)
    body = re.sub(r'"(proposal|csrf|nonce)": ?"[^"]*"', r'"\1": ""', body)
    return answer.status_code, re.sub(r"\d{4}-\d\d-\d\dT[\d:+Z]*", "WHEN", body)  # type: ignore[attr-defined]


def names_of(planted: Planted, *, there: bool) -> dict[str, str]:
    if not there:
        return {
            "id": "secret9",
            "key": "nobody1900",
            "block": "s9",
            "write": "0" * 12,
            "proposal": "f" * 12,
            "thread": "0" * 12,
        }
    kept = Proposal("a" * 12, "Vera", "2026-01-01", "/api/dossier", {"name": "secret0", "id": "secret0"}, "x", [])
    planted.team.keep(kept)
    owner = planted.people["Ada"]
    shown = planted.room._public
    answer = owner.send("form", {"dossier": "secret0", "form": "Somebody Else"})
    planted.room._public = shown  # as the next build would: what changed may have kept something back
    page = planted.room.worked_out().site.addresses.entities["secret0"]
    owner.send("comment", {"about": page, "text": "x"})
    said = owner.get("/api/comments").json()["comments"]  # type: ignore[attr-defined]
    thread = next(one["id"] for one in said if one["about"] == page)  # the same words in one second are one remark
    return {"id": "secret0", "key": planted.secret.key, "block": "s3", "write": answer.json()["write"],
            "proposal": kept.id, "thread": thread}  # fmt: skip


def state_of(planted: Planted) -> dict[str, bytes]:
    root = planted.archive.root
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.relative_to(root).parts[0] not in (".catalogue", ".team", "people")
    }


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize(("path", "values"), REQUESTS, ids=[f"{n}-{path}" for n, (path, _) in enumerate(REQUESTS)])
def test_a_write_that_names_what_is_kept_back_is_answered_as_if_it_were_not_there(
    planted: Planted, who: str, path: str, values: dict[str, object]
) -> None:
    answers, person = [], planted.people[who]
    for there in (True, False):
        names = names_of(planted, there=there)
        before = state_of(planted)
        answer = person.send(path, filled(values, names))
        assert state_of(planted) == before, "what names the unseen is written by nobody who may not see it"
        answers.append(told(answer, names))
        assert answer.status_code < 500
    assert answers[0] == answers[1]


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize(("path", "values"), QUESTIONS, ids=[f"{n}-{path}" for n, (path, _) in enumerate(QUESTIONS)])
def test_a_question_for_what_is_kept_back_is_answered_as_if_it_were_not_there(
    planted: Planted, who: str, path: str, values: dict[str, str]
) -> None:
    answers, person = [], planted.people[who]
    for there in (True, False):
        names = names_of(planted, there=there)
        asked = filled(values, names)
        assert isinstance(asked, dict)
        answers.append(told(person.get(str(filled(path, names)), **asked), names))
    assert answers[0] == answers[1]


def test_a_judgement_on_what_is_not_there_is_answered_before_the_files_are_read(
    planted: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_: object) -> object:
        raise AssertionError("the files were read, which takes longer than not to")

    monkeypatch.setattr(identities, "read_record", read)
    for id_ in ("secret0", "secret9"):
        answer = planted.people["Emil"].send("judgement", {"about": f"names town = {id_}", "verdict": "same"})
        assert answer.status_code == 404


def test_a_place_of_a_name_that_is_masked_is_judged_like_one_where_no_name_begins(planted: Planted) -> None:
    whole, public = planted.room._shelves, planted.room._public
    assert whole is not None
    assert public is not None
    masked = [
        (key, one.mention.page, one.mention.start)
        for key in ("open1", "open2")
        for one in mentions_on(whole.state.catalogue, key)
        if public.state.catalogue.page(key, one.mention.page) != whole.state.catalogue.page(key, one.mention.page)
    ]
    assert masked
    for key, page, start in masked:
        answers = []
        for at in (start, start + 1):
            about = f"names “Nobody” in {key} at {page}/{at} = town"
            answer = planted.people["Emil"].send("judgement", {"about": about, "verdict": "same"})
            answers.append((answer.status_code, answer.text.replace(f"/{at}", "/AT")))
        assert answers[0] == answers[1]
        assert answers[0][0] == 404


def test_who_may_see_everything_judges_and_writes_of_it_at_once(planted: Planted) -> None:
    vera = planted.people["Vera"]
    shown = planted.room._public
    assert vera.send("judgement", {"about": "names “A Name” = secret0", "verdict": "same"}).status_code == 200
    assert vera.send("judgement", {"about": "names “A Name” = secret9", "verdict": "same"}).status_code == 404
    saved = vera.send("file", {"file": OPEN, "text": text("\nSee [[secret0]].\n"), "digest": DIGEST})
    assert "waits" not in saved.json()
    planted.room._public = shown


def test_a_new_dossier_of_an_editor_who_may_not_see_everything_waits_for_one_who_may(planted: Planted) -> None:
    emil, vera, root = planted.people["Emil"], planted.people["Vera"], planted.archive.root
    shown = planted.room._public
    for id_ in ("secret1", "newcomer"):
        sent = emil.send("dossier", {"kind": "person", "name": "A New One", "id": id_}).json()
        assert sent["waits"] is True
        mine = emil.get("/api/proposals", state="waiting").json()["proposals"]  # type: ignore[attr-defined]
        assert sent["proposal"] in [one["id"] for one in mine]
        done = vera.send("proposal/decide", {"id": sent["proposal"], "verdict": "accepted"})
        assert (done.status_code == 200) == (id_ == "newcomer"), done.text
    assert "name: A New One" in (root / "people/newcomer.md").read_text("utf-8")
    assert "A New One" not in (root / "people/secret1.md").read_text("utf-8")
    (root / "people/newcomer.md").unlink()
    planted.room._public = shown


def test_the_number_of_a_new_chapter_counts_none_that_is_kept_back(planted: Planted) -> None:
    shown, hidden = planted.room._public, planted.archive.root / "chapters/41-last.md"
    hidden.write_text("---\naccess: restricted\n---\n\n# Kept\n", "utf-8")
    numbers = {}
    for who in ("Carl", "Emil", "Ada"):
        planted.room.take_stock()
        planted.room._public = shown
        asked = planted.people[who].send("dossier/preview", {"kind": "chapter", "name": "A New One"})
        numbers[who] = asked.json()["file"]
    hidden.unlink()
    planted.room.take_stock()
    assert numbers["Ada"].startswith("chapters/42-")
    assert {one[:11] for who, one in numbers.items() if who != "Ada"} == {"chapters/04"}


def test_one_takes_back_ones_own_decision_though_the_ledger_is_not_for_reading(planted: Planted) -> None:
    emil, root = planted.people["Emil"], planted.archive.root
    shown = planted.room._public
    before = (root / "judgements.jsonl").read_bytes()
    assert emil.send("judgement", {"about": "names “A Name” = town", "verdict": "same"}).status_code == 200
    planted.room._public = shown
    assert emil.send("undo", {}).status_code == 200
    assert (root / "judgements.jsonl").read_bytes() == before
    planted.room._public = shown


def test_an_open_page_that_is_kept_back_is_nobodys(planted: Planted) -> None:
    seat = planted.room.seat(Viewer("Emil", "editor", sees_all=False))
    assert _open_page(seat, "people/secret0.html") == _open_page(seat, "people/secret9.html") == ""


def test_every_write_is_among_those_that_are_tried_here() -> None:
    tried = {f"/api/{path}" for path, _ in REQUESTS}
    written = {one.path for one in ANSWERS if one.method == "POST"}
    owners = {
        "/api/team/invite",
        "/api/team/withdraw",
        "/api/team/change",
        "/api/gazetteer",
        "/api/gazetteer/preview",
        "/api/manuscript",
        "/api/decision",
        "/api/mend/preview",
        "/api/source",
        "/api/source/preview",
        "/api/edition",
    }
    assert written - owners <= tried, json.dumps(sorted(written - owners - tried))


def test_one_record_stays_one_between_processes_by_which_it_is_told_that_nothing_is_kept_back(tmp_path: Path) -> None:
    record = Judgement("names a = b", "same", "x", "2026-01-01", "")
    whole, (others,) = unpacked(packed((record, (record,)), tmp_path), tmp_path)
    assert whole == record
    assert others is whole
