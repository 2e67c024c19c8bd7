"""The room's server asked directly: who may ask, what is refused in a sentence, and that nothing is ever lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from room_reader import Reader
from room_serving import Served, files_of

from variorum.archive.reading import read_record
from variorum.archive.writing import digest_of_bytes
from variorum.reading_room.answers import ANSWERS

STATEMENT = {
    "dossier": "berg",
    "relation": "перепечатала",
    "object": "bread-and-truth",
    "date": "summer 1932",
    "source": "zayavlenie1956",
    "locator": "§ 4",
    "quotation": "Я отпечатала пять экземпляров.",
    "block": "typed-again",
}


# ── who may ask ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_told_without_the_address_that_was_printed(served: Served) -> None:
    with httpx.Client(base_url=served.address) as stranger:
        for path in ("/", "/people/berg.html", "/api/status", "/api/file?file=people/berg.md", "/api/openapi.json"):
            answer = stranger.get(path)
            assert answer.status_code == 403
            assert "Berg" not in answer.text
            assert "open the address that the terminal printed" in answer.text
        assert stranger.get("/?token=of-yesterday").status_code == 403
        assert stranger.get("/assets/edition.css").status_code == 200


def test_an_address_is_good_once(reader: Reader, served: Served) -> None:
    with httpx.Client(base_url=served.address) as second:
        token = served.gate.token
        assert token == ""
        assert second.get("/", params={"token": token}).status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"x-variorum-token": "guessed"}, 403),
        ({"x-variorum-token": ""}, 403),
        ({"host": "evil.example"}, 403),
    ],
)
def test_a_forged_request_is_refused_and_writes_nothing(
    onlooker: Reader, standing: Served, headers: dict[str, str], status: int
) -> None:
    assert standing.room.settled(patience=600)  # a build writes down what it checked
    before = files_of(standing.archive.root)
    answer = onlooker.send("statement", STATEMENT, **headers)
    assert answer.status_code == status
    assert answer.json()["error"].endswith(".")
    assert files_of(standing.archive.root) == before


def test_every_answer_forbids_what_a_page_does_not_need(onlooker: Reader) -> None:
    for path in ("/index.html", "/api/status", "/nothing.html", "/assets/edition.css"):
        headers = onlooker.client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_previewed_is_what_is_written_and_is_read_again_as_a_statement(reader: Reader, served: Served) -> None:
    preview = reader.send("statement/preview", STATEMENT).json()
    before = served.read("people/berg.md")
    done = reader.send("statement", {**STATEMENT, "digest": preview["digest"]})
    assert done.status_code == 200, done.text
    added = preview["changes"][0]["added"]
    assert added[0].startswith("- 1932-22: ")
    assert served.read("people/berg.md") == before + "\n".join(added) + "\n"
    record, _ = read_record(served.archive.root)
    statement = next(one for one in record.statements if one.ref == "berg#^typed-again")
    assert statement.relation == "copied"
    assert statement.witnesses[0].quotation == "Я отпечатала пять экземпляров."


def test_a_statement_is_refused_where_its_dossier_changed_since_it_was_read(reader: Reader, served: Served) -> None:
    digest = reader.send("statement/preview", STATEMENT).json()["digest"]
    path = served.archive.root / "people/berg.md"
    path.write_text(path.read_text("utf-8") + "\n<!-- mine -->\n", encoding="utf-8")
    before = files_of(served.archive.root)
    answer = reader.send("statement", {**STATEMENT, "digest": digest})
    assert answer.status_code == 409
    assert "people/berg.md changed" in answer.json()["error"]
    assert files_of(served.archive.root) == before


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        ({"dossier": "nobody"}, 404, "no dossier"),
        ({"relation": "flew over"}, 422, "not a relation"),
        ({"object": "[[nobody-at-all]]"}, 422, "no dossier"),
        ({"date": "the day before never"}, 422, ""),
        ({"block": "founded"}, 422, "taken already"),
        ({"block": "a b"}, 422, "no id"),
        ({"stance": "shouts"}, 422, "no stance"),
        ({"locator": "p. 1] [@other"}, 422, "no citation"),
        ({"relation": "x" * 10_000}, 422, "letters"),
        ({"unheard-of": "1"}, 422, "not a field"),
        ({"relation": 7}, 422, "no text"),
        ({"quotation": "\ud800"}, 422, "middle of a character"),
    ],
)
def test_a_statement_that_is_none_is_refused_in_a_sentence(
    onlooker: Reader, standing: Served, change: dict[str, object], status: int, says: str
) -> None:
    before = files_of(standing.archive.root)
    values = {**STATEMENT, **change}
    answer = onlooker.client.post(
        "/api/statement",
        content=json.dumps(values).encode("ascii"),
        headers={"x-variorum-token": onlooker.told["csrf"]},
    )
    assert answer.status_code == status, answer.text
    assert says in answer.json()["error"]
    assert files_of(standing.archive.root) == before


def test_a_name_of_ten_thousand_letters_is_refused_and_can_be_searched_for(reader: Reader, served: Served) -> None:
    before = files_of(served.archive.root)
    for values in ({"kind": "person", "name": "Ж" * 10_000}, {"kind": "person", "name": "Ж" * 3000}):
        answer = reader.send("dossier", values)
        assert answer.status_code == 422
        assert "letters" in answer.json()["error"]
    assert reader.ask("search", q="Ж" * 10_000).status_code == 414
    assert files_of(served.archive.root) == before


def test_nothing_outside_the_archives_own_folders_is_read_or_written(reader: Reader, served: Served) -> None:
    (served.archive.root / "people" / "out.md").symlink_to("/etc/hostname")
    for file in ("../other.md", "/etc/passwd", "people/../variorum.toml", "variorum.toml", "people/.hidden.md",
                 "originals/x.md", "people/x.txt", "people/a\\b.md", "people/x\n.md", "edition/x.md", "people/out.md",
                 "people/" + "x" * 400 + ".md"):  # fmt: skip
        assert reader.ask("file", file=file).status_code == 403, file
        assert reader.send("file", {"file": file, "text": "x", "digest": "absent"}).status_code == 403, file
        assert reader.send("check", {"file": file, "text": "x"}).status_code == 403, file


def test_every_kind_of_write_is_found_in_the_files_and_undone_to_the_byte(reader: Reader, served: Served) -> None:
    root = served.archive.root
    before = files_of(root)
    digest = digest_of_bytes((root / "places/library.md").read_bytes())
    writes: list[tuple[str, dict[str, object]]] = [
        ("statement", STATEMENT),
        ("witness", {"statement": "berg#^founded", "source": "marsh1998", "quotation": "The Thursday circle met"}),
        ("form", {"dossier": "berg", "form": "E. K. Berg", "language": "en"}),
        ("dossier", {"kind": "event", "name": "The fire in the mill"}),
        ("dossier", {"kind": "person", "name": "Анна Новая", "forms": ["Novaya"]}),
        ("judgement", {"about": "names “Рябинина” = ryabinina", "verdict": "same", "why": "one weaver of the name"}),
        ("judgement", {"about": "descent prigovor1933 from spravka1957", "verdict": "refused", "why": "it is earlier"}),
        ("judgement", {"about": "finding A001 opis1934.txt", "verdict": "accepted", "why": "lost in the fire"}),
        ("sought", {"query": "zeppelin"}),
        ("file", {"file": "places/library.md", "text": "---\nid: library\nname: The library\n---\n", "digest": digest}),
        ("file", {"file": "chapters/08-x.md", "text": "# X\n", "digest": "absent"}),
    ]  # fmt: skip
    states = []
    for path, values in writes:
        states.append(files_of(root))
        answer = reader.send(path, values)
        assert answer.status_code == 200, answer.text
        now = files_of(root)
        changed = {file for file in {*now, *states[-1]} if now.get(file) != states[-1].get(file)} - {"checked.jsonl"}
        assert changed == set(answer.json()["files"]), path
    for state in reversed(states):
        assert reader.send("undo", {}).status_code == 200
        now = files_of(root)
        assert {name: now.get(name) for name in state if name != "checked.jsonl"} == {
            name: raw for name, raw in state.items() if name != "checked.jsonl"
        }
    after = files_of(root)
    assert set(after) - {"checked.jsonl"} == set(before) - {"checked.jsonl"}
    refused = reader.send("undo", {})
    assert refused.status_code == 404
    assert refused.json()["error"] == "There is nothing to undo."


def test_a_write_is_not_undone_over_what_came_after_it(reader: Reader, served: Served) -> None:
    reader.send("statement", STATEMENT)
    path = served.archive.root / "people/berg.md"
    path.write_text(path.read_text("utf-8") + "\n<!-- later -->\n", encoding="utf-8")
    answer = reader.send("undo", {})
    assert answer.status_code == 409
    assert "<!-- later -->" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"about": "names “Рябинина” = nobody", "verdict": "same"}, 404),
        ({"about": "names “Рябинина” = ryabinina", "verdict": "perhaps"}, 403),
        ({"about": "descent a from b", "verdict": "confirmed"}, 404),
        ({"about": "descent prigovor1933 from spravka1957", "verdict": "same"}, 403),
        ({"about": "finding A001 opis1934.txt", "verdict": "accepted"}, 403),
        ({"about": "the weather", "verdict": "same"}, 403),
    ],
)
def test_a_judgement_on_nothing_is_refused(
    onlooker: Reader, standing: Served, values: dict[str, str], status: int
) -> None:
    before = (standing.archive.root / "judgements.jsonl").read_bytes()
    assert onlooker.send("judgement", values).status_code == status
    assert (standing.archive.root / "judgements.jsonl").read_bytes() == before


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_words_marked_on_a_page_are_verbatim_as_proposed(onlooker: Reader) -> None:
    page = onlooker.ask("page", source="zayavlenie1956", page=1).json()
    start = page["text"].index("Я отпечатала")
    end = page["text"].index("экземпляров.") + len("экземпляров.")
    proposed = onlooker.send("passage", {"source": "zayavlenie1956", "page": 1, "start": start, "end": end}).json()
    assert proposed["quotation"] == "Я отпечатала пять экземпляров."
    assert proposed["locator"] == "§ 4"
    assert proposed["verification"]["verdict"] == "verbatim"
    assert proposed["verification"]["place"] == "as cited"


def test_whom_a_passage_does_not_name_is_never_proposed_as_to_whom_it_was_done(
    onlooker: Reader, standing: Served
) -> None:
    state = standing.room.worked_out()
    for source in ("zayavlenie1956", "marsh1998"):
        text = onlooker.ask("page", source=source, page=1).json()["text"]
        for start in range(0, len(text) - 40, 300):
            proposed = onlooker.send("passage", {"source": source, "page": 1, "start": start, "end": start + 30}).json()
            if proposed.get("object"):
                told = next(one for one in proposed["named"] if f"[[{one['id']}]]" == proposed["object"])
                place = text.find(told["surface"], max(0, start - 1200))
                assert 0 <= place < start + 1200
                assert told["title"] == state.site.named(told["id"])


def test_words_side_by_side_are_lit_together_and_come_first_within_a_source(onlooker: Reader) -> None:
    hits = onlooker.ask("search", q="пять экземпляров", source="zayavlenie1956").json()["hits"]
    start, _, end = hits[0]["address"].rpartition("#at")[2].partition("-")
    text = onlooker.ask("page", source="zayavlenie1956", page=hits[0]["sequence"]).json()["text"]
    assert text[int(start) : int(end)] == "пять экземпляров"


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (0, 10**9), (10**9, 10**9 + 1)])
def test_offsets_that_are_none_of_the_page_are_refused(onlooker: Reader, start: int, end: int) -> None:
    answer = onlooker.send("passage", {"source": "zayavlenie1956", "page": 1, "start": start, "end": end})
    assert answer.status_code == 422


def test_a_text_that_is_not_saved_is_checked_like_one_that_is(onlooker: Reader) -> None:
    text = (
        "# A chapter\n\n> Я отпечатала пять экземпляров. [@zayavlenie1956, § 4]\n\n"
        "> Я отпечатала семь экземпляров. [@zayavlenie1956, § 4]\n\nSee [[nobody-here]] and [@nothing1900, p. 1].\n"
    )
    found = onlooker.send("check", {"file": "chapters/09-x.md", "text": text}).json()
    codes = {(one["code"], one["line"]) for one in found["findings"]}
    assert ("Q201", 5) in codes
    assert ("S005", 7) in codes
    assert not any(code == "Q201" and line == 3 for code, line in codes)
    fix = next(one["fix"] for one in found["findings"] if one["code"] == "Q201")
    mended = text.replace(fix["was"], fix["becomes"])
    again = onlooker.send("check", {"file": "chapters/09-x.md", "text": mended}).json()
    assert not [one for one in again["findings"] if one["code"] == "Q201"]


def test_scripts_in_names_and_texts_are_shown_and_never_run(reader: Reader, served: Served) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    made = reader.send("dossier", {"kind": "person", "name": evil}).json()
    served.room.changed()
    assert served.room.settled(patience=600.0)
    page = reader.client.get(f"/people/{made['id']}.html")
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    assert "&lt;script&gt;" in page.text


@pytest.mark.parametrize("path", ["/sources/../../etc/passwd", "/assets/../pages.py", "/assets/room/../../style",
                                  "/%2e%2e/variorum.toml", "/people/" + "x" * 5000 + ".html", "/%00.html",
                                  "/room/edit/people/../../variorum.toml", "/room/tray/other"])  # fmt: skip
def test_an_address_that_is_none_is_a_sentence(onlooker: Reader, path: str) -> None:
    answer = onlooker.client.get(path)
    assert answer.status_code in (403, 404)
    assert "Traceback" not in answer.text


# ── the API as a whole ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_openapi_document_tells_every_question(onlooker: Reader) -> None:
    document = onlooker.client.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {one.path for one in ANSWERS}
    for path, methods in document["paths"].items():
        assert all(operation["summary"] for operation in methods.values()), path


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_WORDS = st.sampled_from(["berg", "zayavlenie1956", "said", "", "p. 1", "[[", "x" * 500, "1932", "“", "people/berg.md"])


@pytest.fixture(scope="module")
def lasting(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    import shutil

    from room_serving import serving

    from variorum.archive.folder import open_archive

    root = tmp_path_factory.mktemp("lasting") / "archive"
    shutil.copytree(built, root)
    for served in serving(open_archive(root)):
        reader = Reader(served)
        yield reader
        reader.client.close()


@given(number=st.integers(0, len(ANSWERS) - 1), data=st.data())
@settings(max_examples=120)
def test_no_request_whatever_is_answered_by_a_fault(lasting: Reader, number: int, data: st.DataObject) -> None:
    from dataclasses import fields

    one = ANSWERS[number]
    names = [each.name for each in fields(one.asked)]
    values = data.draw(st.dictionaries(st.sampled_from([*names, "other"]), _WORDS | _JSON, max_size=len(names) + 1))
    if one.method == "GET":
        answer = lasting.ask(one.path.removeprefix("/api/"), **{k: str(v) for k, v in values.items()})
    else:
        answer = lasting.send(one.path.removeprefix("/api/"), values)
    assert answer.status_code < 500, (one.path, values, answer.text)
    if answer.status_code >= 400:
        assert answer.json()["error"]


# ── the page as it is printed ───────────────────────────────────────────────────────────────────────────────────────


def test_a_page_of_a_pdf_is_drawn_as_it_is_printed_and_kept(reader: Reader, served: Served) -> None:
    first = reader.client.get("/facsimile/marsh1998/1.png")
    assert first.status_code == 200
    assert first.content.startswith(b"\x89PNG")
    kept = list((served.archive.catalogue_dir / "room" / "facsimiles").iterdir())
    assert [one.read_bytes() for one in kept] == [first.content]


@pytest.mark.parametrize("path", ["marsh1998/0.png", "marsh1998/999.png", "zayavlenie1956/1.png", "nobody/1.png"])
def test_a_page_that_is_not_there_is_a_sentence_and_no_picture(onlooker: Reader, path: str) -> None:
    answer = onlooker.client.get(f"/facsimile/{path}")
    assert answer.status_code in (404, 422)
    assert "text/html" in answer.headers["content-type"]


def test_a_pdf_that_is_none_is_a_sentence(reader: Reader, served: Served) -> None:
    (served.archive.originals / "marsh1998.pdf").write_bytes(b"%PDF-1.7 nothing " + bytes(2000))
    assert reader.client.get("/facsimile/marsh1998/2.png").status_code == 422


def test_writes_into_an_archive_that_moved_are_refused_in_a_sentence(reader: Reader, served: Served) -> None:
    root = served.archive.root
    there = root.with_name("moved")
    assert served.room.settled(patience=600.0)
    root.rename(there)
    try:
        for path, values in (("dossier", {"kind": "person", "name": "Moved Away"}),
                             ("sought", {"query": "bread"}),
                             ("judgement", {"about": "names berg = marsh", "verdict": "unsure"})):  # fmt: skip
            answer = reader.send(path, values)
            assert 400 <= answer.status_code < 500, (path, answer.text)
            assert "fault of the program" not in answer.text
        assert "no longer where it was" in reader.send("dossier", {"kind": "person", "name": "Moved Away"}).text
        sought = reader.ask("search", q="bread")
        if sought.status_code != 200:  # where the catalogue is still open, what it knows is still found
            assert (sought.status_code, "no longer where it was" in sought.text) == (409, True)
        assert "no longer where it was" in reader.ask("file", file="people/berg.md").text
        assert not root.exists()
    finally:
        there.rename(root)
    assert reader.send("dossier", {"kind": "person", "name": "Back Again"}).status_code == 200


def test_a_query_that_nobody_types_is_too_long_and_not_forbidden(onlooker: Reader) -> None:
    answer = onlooker.ask("search", q="bread " * 100)
    assert answer.status_code == 414
    assert "at most 400 letters" in answer.json()["error"]


def test_what_is_declared_is_what_is_taken(onlooker: Reader) -> None:
    described = onlooker.client.get("/api/openapi.json").json()["paths"]
    asked = described["/api/mend/preview"]["post"]["requestBody"]
    assert not asked["required"]
    assert (
        onlooker.client.post("/api/mend/preview", headers={"x-variorum-token": onlooker.told["csrf"]}).status_code
        == 200
    )
    pages = next(one for one in described["/api/boxes"]["get"]["parameters"] if one["name"] == "page")["schema"]
    source = {"source": "zayavlenie1956", "start": 0, "end": 1}
    assert onlooker.ask("boxes", page=pages["maximum"], **source).status_code == 404
    assert onlooker.ask("boxes", page=pages["maximum"] + 1, **source).status_code == 422
    wrongly = onlooker.client.request("DELETE", "/api/status", headers={"x-variorum-token": onlooker.told["csrf"]})
    assert (wrongly.status_code, "GET" in wrongly.headers["allow"]) == (405, True)
