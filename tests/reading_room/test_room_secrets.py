"""Secrets planted in every place of an archive are sought in every answer of the room to those who may not see them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from planted_room import Planted, come_in, plant, secrets_seen

from variorum.reading_room.answers import ANSWERS
from variorum.reading_room.trays import KEYS
from variorum.reading_room.viewing import PROPOSED
from variorum.reading_room.workshop import BuiltState

WORDS = ("mill", "river", "teacher", "bread and letters", "nobody asked", "town", "winter")
OTHERS = ("Rosa", "Carl", "Emil")


@pytest.fixture(scope="module", params=[3, 8])
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    root = tmp_path_factory.mktemp("planted") / "archive"
    made = plant(root, request.param, language="ru" if request.param % 2 else "en")
    yield from come_in(made)


def files_of(planted: Planted) -> list[str]:
    root = planted.archive.root
    found = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*.md")) if "/." not in path.as_posix()]
    return [file for file in found if not secrets_seen(file, planted.secret)]  # asked for, such a name is told back


def clean(planted: Planted, answer: object, asked: str) -> object:
    found = secrets_seen(str(answer.text), planted.secret)  # type: ignore[attr-defined]
    found += secrets_seen(str(dict(answer.headers)), planted.secret)  # type: ignore[attr-defined]
    assert found == [], (asked, found)
    assert answer.status_code < 500, (asked, answer.text)  # type: ignore[attr-defined]
    return answer


@pytest.mark.parametrize("who", OTHERS)
def test_no_page_shows_a_secret_to_whom_it_is_kept_from(planted: Planted, who: str) -> None:
    person = planted.people[who]
    shown = 0
    for address in planted.addresses():
        shown += clean(planted, person.get(f"/{address}"), address).status_code == 200  # type: ignore[attr-defined]
    assert shown > 20
    for file in files_of(planted):
        clean(planted, person.get(f"/room/edit/{file}"), file)
    for path in (
        "/room/tray/names",
        "/room/tray/descent",
        "/room/tray/findings",
        "/room/writes",
        "/room/audit",
        "/room/audit/chapters/01-first.md",
        "/room/audited/report/chapters/01-first.md",
        "/nothing.html",
    ):
        clean(planted, person.get(path), path)


@pytest.mark.parametrize("who", OTHERS)
def test_no_question_is_answered_with_a_secret(planted: Planted, who: str) -> None:
    person, record = planted.people[who], planted.room.worked_out().record
    seen = 0

    def ask(path: str, **values: object) -> None:
        nonlocal seen
        answer = clean(planted, person.get(f"/api/{path}", **values), f"{path} {values}")
        seen += answer.status_code == 200  # type: ignore[attr-defined]

    for path in (
        "status",
        "vocabulary",
        "openapi.json",
        "journal",
        "mends",
        "comments",
        "proposals",
        "team",
        "gazetteers",
        "brought?batch=0123456789abcdef",
        "edition",
    ):
        ask(path)
    for word in WORDS:
        ask("search", q=word, limit=50)
        ask("quote", text=word)
        clean(planted, person.get("/search.html", q=word), f"the page of {word}")
    for letter in "abcdefghijklmnopqrstuvwxyzабвгдежзклмнопрстуфхцчшщэюя":
        ask("suggest", q=letter, limit=50)
        ask("search", q=letter)
    for key in record.sources:
        if key.startswith(planted.secret.key):
            continue  # asked for, such a key is told back; below
        ask("pages", source=key)
        for page in (1, 2):
            ask("page", source=key, page=page)
            ask("beside", source=key, page=page, start=3)
            ask("boxes", source=key, page=page, start=3, end=9)
    for identity in record.entities:
        ask("blocks", dossier=identity)
    for file in files_of(planted):
        ask("file", file=file)
    for address in planted.addresses():
        ask("present", at=address)
    for tray in KEYS:
        skipped: list[str] = []
        for _ in range(40):
            answer = person.get("/api/tray", tray=tray, skipped="\n".join(skipped))
            item = clean(planted, answer, tray).json()["item"]  # type: ignore[attr-defined]
            if item is None:
                break
            skipped.append(item["about"])
    assert seen > 60


@pytest.mark.parametrize("who", OTHERS)
def test_asking_for_a_secret_itself_tells_no_more_than_asking_for_what_is_not(planted: Planted, who: str) -> None:
    person, secret = planted.people[who], planted.secret
    for word in (
        *secret.people[0].surnames(),
        *secret.people[1].surnames(),
        secret.text[4],
        " ".join(secret.text[3:9]),
    ):
        found = person.get("/api/search", q=f'"{word}"').json()  # type: ignore[attr-defined]
        assert (found["total"], found["hits"], found["dossiers"]) == (0, [], []), word
        quoted = person.get("/api/quote", text=word).json()  # type: ignore[attr-defined]
        assert secret.key not in str(quoted)
        assert quoted["source"] in (None, "")
    for path, nothing in (("page", {"source": "nobody1900", "page": 1}), ("pages", {"source": "nobody1900"})):
        none = person.get(f"/api/{path}", **nothing)
        kept = person.get(f"/api/{path}", **{**nothing, "source": secret.key})
        assert kept.status_code == none.status_code == 404  # type: ignore[attr-defined]
        assert kept.text.replace(secret.key, "") == none.text.replace("nobody1900", "")  # type: ignore[attr-defined]
    for path in ("/facsimile/{}/1.png", "/room/leaf/{}/1", "/sources/{}.html", "/sources/{}/0001.html"):
        answers = [person.get(path.format(key)) for key in (secret.key, "nobody1900")]
        assert [one.status_code for one in answers] == [404, 404], path  # type: ignore[attr-defined]
        assert answers[0].text.replace(secret.key, "") == answers[1].text.replace("nobody1900", "")  # type: ignore[attr-defined]
    if who != "Rosa":
        for file in ("people/secret0.md", "people/secret1.md", f"sources/{secret.key}.md"):
            told = [person.get("/api/file", file=one) for one in (file, file.replace(".md", "x.md"))]
            assert [one.status_code for one in told] == [404, 404]  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", [*OTHERS, "Ada"])
def test_a_picture_is_shown_to_whom_its_whole_text_is_shown_and_to_nobody_else(planted: Planted, who: str) -> None:
    person = planted.people[who]
    assert planted.room._public is not None
    opened = planted.room._public.state.site.opened
    shown = 0
    for key, pages in planted.pages.items():
        text = " ".join(page.text for page in pages)
        public = {page.sequence: page.text for page in opened.pages_of(key)} if key not in opened.closed else {}
        is_whole = who == "Ada" or " ".join(public.values()) == text
        answers = [
            person.get(f"/facsimile/{key}/1/6/0-0.jpg"),
            person.get("/api/facsimile", source=key, page=1),
            person.get("/api/at", source=key, page=1, x=5000, y=5000),
            person.get("/api/boxes", source=key, page=1, start=0, end=5),
        ]
        for answer in answers:
            told = answer.text.replace(key, "") if answer.status_code == 404 else ""  # type: ignore[attr-defined]
            assert secrets_seen(told, planted.secret) == []
        statuses = {answer.status_code for answer in answers}  # type: ignore[attr-defined]
        if key.startswith(planted.secret.key) and who != "Ada":
            assert statuses == {404}
        if not is_whole:
            assert 200 not in statuses, key
        shown += statuses == {200}
    assert shown == len(planted.pages) if who == "Ada" else shown < len(planted.pages)


@pytest.mark.parametrize("who", OTHERS)
def test_no_write_and_no_preview_gives_a_secret_away(planted: Planted, who: str) -> None:
    person, record = planted.people[who], planted.room.worked_out().record
    sent: list[tuple[str, dict[str, object]]] = []
    for dossier in record.entities:
        sent.append(("statement/preview", {"dossier": dossier, "relation": "met", "object": "[[town]]"}))
        sent.append(("form", {"dossier": dossier, "form": "A Form"}))
    for statement in record.statements:
        if not secrets_seen(statement.ref, planted.secret):
            sent.append(("witness/preview", {"statement": statement.ref, "source": "open1", "quotation": "the mill"}))
    for file in files_of(planted):
        for path in ("check", "preview"):
            sent.append((path, {"file": file, "text": "---\nid: other\n---\n\nNothing.\n"}))
        sent.append(("file", {"file": file, "text": "# x\n", "digest": "0" * 64}))
    for page in (1, 2):
        for start in range(0, 150, 30):
            sent.append(("passage", {"source": "open1", "page": page, "start": start, "end": start + 40}))
    sent += [("mend/preview", {"code": code}) for code in ("Q201", "Q206", "Q207", "C101")]
    for dossier in ("other", "circle", "town"):
        sent.append(("form/preview", {"dossier": dossier, "form": "A Form"}))
    for thesis in ("thesis1", "thesis2"):
        for statement in record.statements:
            if not secrets_seen(statement.ref, planted.secret):
                values = {"thesis": thesis, "statement": statement.ref, "bearing": "expects"}
                sent += [("cell/preview", values), ("cell", values)]
    for source in ("open1", "open2"):
        sent += [(path, {"source": source, "note": "A note."}) for path in ("note/preview", "note")]
        sent += [("description/preview", {"source": source, "title": "A Title"})]
    sent += [("statements", {"q": word}) for word in WORDS]
    sent += [("dossier/preview", {"kind": "person", "name": "Secret Zero", "id": "secret0"})]
    sent += [("judgement/preview", {"about": "finding S021 town", "verdict": "accepted", "why": "x"})]
    sent += [("aside", {"code": code, "why": "x"}) for code in ("S021", "Q201", "Q206", "D001")]
    sent += [("manuscript", {}), ("decision", {}), ("rename/preview", {"id": "other", "new": "another"})]
    sent += [("undo", {}), ("dossier", {"kind": "person", "name": "Secret Zero", "id": "secret0"}),
             ("judgement", {"about": "finding S021 town", "verdict": "accepted", "why": "x"}),
             ("judgements", {"about": ["names “A Name” = town", "names “B Name” = town"], "verdict": "unsure"}),
             ("gazetteer/preview", {"file": "towns.yml", "name": "secret0"}),
             ("gazetteer", {"file": "towns.yml", "name": "secret0"}),
             ("sought", {"query": "mill"}),
             ("comment", {"about": "people/secret0.html", "text": "x"}),
             ("team/invite", {"name": "Mallory"})]  # fmt: skip
    for path, values in sent:
        clean(planted, person.send(path, values), f"{path} {values}")


def test_what_others_wrote_of_a_secret_is_not_told(planted: Planted) -> None:
    owner, secret = planted.people["Ada"], planted.secret
    name = secret.people[0].surname
    address = planted.room.worked_out().site.addresses.entities["other"]
    kept_address = planted.room.worked_out().site.addresses.entities["secret0"]
    for about, text in ((address, f"Ask {name} about it."), (kept_address, "Nothing here."), (address, "Well said.")):
        assert owner.send("comment", {"about": about, "text": text}).status_code == 200
    read = owner.get("/api/file", file="people/secret0.md").json()  # type: ignore[attr-defined]
    assert name in read["text"]
    written = {"file": "people/secret0.md", "text": read["text"] + "\nMore.\n", "digest": read["digest"]}
    shown = planted.room._public
    assert owner.send("file", written).status_code == 200
    planted.room._public = shown  # as the next build would: what changed may have kept something back
    assert owner.send("sought", {"query": name}).status_code == 200
    assert name in owner.get("/api/journal").text  # type: ignore[attr-defined]
    for who in OTHERS:
        person = planted.people[who]
        assert "Well said." in clean(planted, person.get("/api/comments"), "comments").text  # type: ignore[attr-defined]
        for path in ("journal", "status", "proposals", "comments"):
            answer = clean(planted, person.get(f"/api/{path}"), path)
            assert "secret0" not in answer.text or path == "proposals"  # what they asked for themselves
        undone = clean(planted, person.send("undo", {}), "undo")
        assert undone.status_code in (403, 404) or undone.json()["by"] == who  # what they wrote themselves
    assert "More." in (planted.archive.root / "people/secret0.md").read_text("utf-8")


def test_what_was_written_of_a_statement_that_is_kept_back_is_not_told(planted: Planted) -> None:
    """Nor a comment on it, though its page is open, nor the write that put it in once it is gone again."""
    owner, shown = planted.people["Ada"], planted.room._public
    address = planted.room.worked_out().site.addresses.entities["town"]
    for about in (f"{address}#s3", f"{address}#s0", address):
        assert owner.send("comment", {"about": about, "text": f"What {about} says is doubtful."}).status_code == 200
    kept = {
        "dossier": "river-mill",
        "relation": "said",
        "object": '"one whispered"',
        "more": '{protected="until 2040"}',
    }
    words = " ".join(["she told them all"] * 12)
    for values in (kept, {**kept, "object": f'"{words}"'}):
        assert owner.send("statement", values).status_code == 200
        assert owner.send("undo", {}).status_code == 200
    planted.room._public = shown  # as the next build would: what changed may have kept something back
    assert "she told" in owner.get("/api/journal").text  # type: ignore[attr-defined]
    for who in OTHERS:
        person = planted.people[who]
        said = person.get("/api/comments").text  # type: ignore[attr-defined]
        assert f"What {address} says" in said
        assert "#s" not in said
        for path in ("/api/journal", "/room/writes", "/api/status"):
            told = person.get(path).text  # type: ignore[attr-defined]
            assert "whispered" not in told
            assert "she told" not in told


def test_a_proposal_that_would_keep_something_back_is_for_those_who_may_see_it(planted: Planted) -> None:
    carl, emil, shown = planted.people["Carl"], planted.people["Emil"], planted.room._public
    kept = {
        "dossier": "river-mill",
        "relation": "said",
        "object": '"one whispered"',
        "more": '{protected="until 2040"}',
    }
    plain = {**kept, "object": '"one called"', "more": ""}
    sent = [carl.send("statement", values).json()["proposal"] for values in (kept, plain)]
    for who, seen in (("Carl", sent), ("Vera", sent), ("Emil", sent[1:])):
        there = planted.people[who].get("/api/proposals", state="waiting").json()["proposals"]  # type: ignore[attr-defined]
        assert {one["id"] for one in there} & set(sent) == set(seen)
    decided = [emil.send("proposal/decide", {"id": one, "verdict": "refused"}).status_code for one in sent]
    assert decided == [404, 200]
    assert carl.send("proposal/withdraw", {"id": sent[0]}).status_code == 200
    planted.room._public = shown


def test_of_a_file_that_is_not_there_for_somebody_the_disk_is_not_asked(
    planted: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: opened.append(self.name) or read(self))
    for file in ("people/secret0.md", "people/nobody.md", f"sources/{planted.secret.key}.md"):
        for who in ("Carl", "Emil"):
            assert planted.people[who].get("/api/file", file=file).status_code == 404  # type: ignore[attr-defined]
            text = {"file": file, "text": "x", "digest": "0" * 64}
            assert planted.people[who].send("file", text).status_code == 404
    assert not {name for name in opened if name.endswith(".md")}


def test_the_stream_of_events_names_no_file_to_others(planted: Planted) -> None:
    hub, heard = planted.room.hub, {True: "", False: ""}

    async def listen(sees_all: bool) -> None:
        async for message in hub.listen("first", name="x", sees_all=sees_all):
            heard[sees_all] += message

    async def both() -> None:
        tasks = [asyncio.create_task(listen(sees_all)) for sees_all in heard]
        await asyncio.sleep(0)
        planted.room._written = 0.0  # nothing was written that a build would be broken off for
        planted.room._progress(f"Reading {planted.secret.key}", 10, 10)
        hub.tell("changed", {"files": ["people/secret0.md"]}, others={"files": []})
        planted.room._early(BuiltState(planted.room.worked_out(), None, {}))
        await asyncio.sleep(0.05)
        hub.close()
        await asyncio.gather(*tasks)

    asyncio.run(both())
    assert "secret0" in heard[True]
    assert "secret0" not in heard[False]
    assert secrets_seen(heard[False], planted.secret) == []
    assert "changed" in heard[False]


def test_the_owner_and_who_the_owner_allows_see_everything(planted: Planted) -> None:
    for who in ("Ada", "Vera"):
        person = planted.people[who]
        assert planted.secret.text[5] in person.get("/api/page", source=planted.secret.key, page=1).text  # type: ignore[attr-defined]
        assert person.get(f"/{planted.room.worked_out().site.addresses.entities['secret0']}").status_code == 200  # type: ignore[attr-defined]


def test_every_question_of_the_api_is_among_those_that_are_tested_here() -> None:
    asked = Path(__file__).read_text("utf-8")
    untested = [one.path for one in ANSWERS if one.path.removeprefix("/api/").split("/")[0] not in asked]
    assert set(untested) <= {"/api/date"}
    assert {one.path for one in ANSWERS} >= PROPOSED
