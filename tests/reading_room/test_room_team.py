"""Several people in one room: who comes in, what each may do, what waits for review, and that nobody overwrites."""

from __future__ import annotations

import asyncio
import errno
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted_room import BASE, OPEN, OPEN_TEXT, PASSWORD, Planted, come_in, plant
from starlette.testclient import TestClient

from variorum.archive import writing
from variorum.finding import NotFound, Refused
from variorum.reading_room.accounts import Accounts
from variorum.reading_room.answers import ANSWERS
from variorum.reading_room.merging import merged
from variorum.reading_room.team_gate import Rates
from variorum.reading_room.viewing import needed_for
from variorum.reading_room.web import application


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    yield from come_in(plant(tmp_path_factory.mktemp("team") / "archive", 5))


@pytest.fixture
def stranger(team: Planted) -> Iterator[TestClient]:
    team.gate.knocking = Rates(10, a_second=0)
    with TestClient(application(team.room, team.gate), base_url=BASE, follow_redirects=False) as client:
        yield client


@pytest.fixture(autouse=True)
def _an_open_file(team: Planted) -> None:
    path = team.archive.root / OPEN
    path.write_text(OPEN_TEXT, encoding="utf-8")


def read(team: Planted, who: str, file: str = OPEN) -> dict[str, Any]:
    answer: Any = team.people[who].get("/api/file", file=file)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


# ── coming in ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_told_to_whoever_is_not_signed_in(team: Planted, stranger: TestClient) -> None:
    for address in ("/", "/people/other.html", "/room/team", "/sources/open1/0001.html"):
        answer = stranger.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/room/sign-in?to={address}")
    for one in ANSWERS:
        answer = stranger.request(one.method, one.path, headers={"origin": BASE})
        assert answer.status_code == 403, one.path
        assert answer.json()["error"].endswith(".")
    for path in ("/facsimile/open1/1.png", "/room/leaf/open1/1", "/api/events"):
        assert stranger.get(path).status_code in (303, 403)
    form = stranger.get("/room/sign-in").text
    assert team.room.worked_out().record.settings.title not in form


def test_one_signs_in_by_name_and_password_and_out_again(stranger: TestClient) -> None:
    wrong = stranger.post("/room/sign-in", data={"name": "Rosa", "password": "x"}, headers={"origin": BASE})
    assert wrong.status_code == 403
    assert "do not belong together" in wrong.text
    right = {"name": "  rosa ", "password": PASSWORD, "to": "/chronicle.html"}
    entered = stranger.post("/room/sign-in", data=right, headers={"origin": BASE})
    assert (entered.status_code, entered.headers["location"]) == (303, "/chronicle.html")
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert stranger.get("/api/status").json()["role"] == "reader"
    assert stranger.post("/room/sign-out", headers={"origin": BASE}).status_code == 303
    assert stranger.get("/api/status").status_code == 403


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "/room/sign-in", "x\n"])
def test_the_door_leads_nowhere_but_into_the_room(stranger: TestClient, to: str) -> None:
    form = {"name": "Rosa", "password": PASSWORD, "to": to}
    assert stranger.post("/room/sign-in", data=form, headers={"origin": BASE}).headers["location"] == "/"


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "null"}, {"origin": "https://evil.example"}, {"origin": BASE, "host": "evil.example"},
                {"origin": BASE, "sec-fetch-site": "cross-site"}]
)  # fmt: skip
def test_a_form_of_another_site_opens_no_door(stranger: TestClient, headers: dict[str, str]) -> None:
    answer = stranger.post("/room/sign-in", data={"name": "Rosa", "password": PASSWORD}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_whoever_guesses_is_made_to_wait_and_is_written_down(team: Planted, stranger: TestClient) -> None:
    statuses = [
        stranger.post("/room/sign-in", data={"name": "Rosa", "password": str(n)}, headers={"origin": BASE}).status_code
        for n in range(12)
    ]
    assert statuses[-1] == 429
    told = (team.team.folder / "audit.jsonl").read_text("utf-8")
    assert "too often" in told
    assert PASSWORD not in told
    assert "argon2id" in (team.team.folder / "accounts.json").read_text("utf-8")
    assert (team.team.folder / ".gitignore").read_text("utf-8").endswith("*\n")


def test_an_invitation_is_good_once_and_a_short_password_is_refused(team: Planted, stranger: TestClient) -> None:
    link = team.people["Ada"].send("team/invite", {"name": "Nina", "role": "reader"}).json()["link"]
    path = link.removeprefix(BASE)
    secret = path.partition("secret=")[2]
    assert "Nina is invited as reader" in stranger.get(path).text
    short = {"secret": secret, "password": "short", "again": "short"}
    assert "at least 12" in stranger.post("/room/invitation", data=short, headers={"origin": BASE}).text
    other = {"secret": secret, "password": PASSWORD, "again": PASSWORD + "x"}
    assert "not the same" in stranger.post("/room/invitation", data=other, headers={"origin": BASE}).text
    good = {"secret": secret, "password": PASSWORD, "again": PASSWORD}
    assert stranger.post("/room/invitation", data=good, headers={"origin": BASE}).status_code == 303
    assert stranger.get(path).status_code == 404
    assert stranger.post("/room/invitation", data=good, headers={"origin": BASE}).status_code == 404
    assert secret not in (team.team.folder / "accounts.json").read_text("utf-8")
    assert team.people["Ada"].send("team/change", {"name": "Nina", "role": "none"}).status_code == 200
    assert stranger.get("/api/status").status_code == 403  # at once


def test_the_last_owner_stays_one_and_wrong_roles_are_a_sentence(team: Planted) -> None:
    owner = team.people["Ada"]
    assert "owner" in owner.send("team/change", {"name": "Ada", "role": "reader"}).json()["error"]
    assert owner.send("team/change", {"name": "Nobody", "role": "reader"}).status_code == 404
    assert "no role" in owner.send("team/invite", {"name": "X", "role": "king"}).json()["error"]
    assert owner.send("team/invite", {"name": "rosa"}).status_code == 403
    for name in ("", " ", "x" * 10_000, "a<b>", "a\nb"):
        assert owner.send("team/invite", {"name": name}).status_code in (403, 422)


# ── what each may do ────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_question_is_refused_to_whoever_has_no_right_to_it(team: Planted) -> None:
    ranks = {"Rosa": 0, "Carl": 1, "Emil": 2, "Ada": 3}
    roles = ("reader", "contributor", "editor", "owner")
    for one in ANSWERS:
        for who, rank in ranks.items():
            person = team.people[who]
            path = one.path.removeprefix("/api/")
            answer: Any = person.get(one.path) if one.method == "GET" else person.send(path, {"unheard": 1})
            refused = answer.status_code == 403 and "role" in answer.json()["error"]
            sees_all = who == "Ada" or not one.path.startswith(
                (
                    "/api/manuscript",
                    "/api/decision",
                    "/api/rename",
                    "/api/gazetteer",
                    "/api/brought",
                    "/api/source",
                    "/api/edition",
                )
            )
            allowed = rank >= roles.index(needed_for(one.method, one.path)) and sees_all
            assert refused == (not allowed), (one.path, who, answer.text)


def test_what_is_asked_in_another_way_is_told_how_it_can_be_asked(team: Planted) -> None:
    person = team.people["Ada"]
    for path, method, taken in (
        ("/api/statement", "GET", "POST"),
        ("/api/statement", "DELETE", "POST"),
        ("/api/search", "POST", "GET, HEAD"),
        ("/api/file", "PUT", "GET, HEAD, POST"),
        ("/api/events", "POST", "GET, HEAD"),
    ):
        answer = person.client.request(method, path, headers={"x-variorum-token": person.csrf, "origin": BASE})
        assert (answer.status_code, answer.headers.get("Allow")) == (405, taken), (method, path)
    assert person.client.get("/api/nothing").status_code == 404


def test_a_write_without_the_pages_token_is_refused(team: Planted) -> None:
    before = (team.archive.root / OPEN).read_bytes()
    digest = read(team, "Vera")["digest"]
    for headers in ({"x-variorum-token": "guessed"}, {"origin": "https://evil.example"}):
        values = {"file": OPEN, "text": "x", "digest": digest}
        assert team.people["Vera"].send("file", values, **headers).status_code == 403
    assert (team.archive.root / OPEN).read_bytes() == before


# ── review ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_a_contributor_writes_waits_until_an_editor_takes_it_and_bears_their_name(team: Planted) -> None:
    carl, vera = team.people["Carl"], team.people["Vera"]
    was = read(team, "Carl")
    sent = carl.send(
        "file", {"file": OPEN, "text": was["text"].replace("Two.", "Two, says Carl."), "digest": was["digest"]}
    )
    assert sent.json()["waits"] is True
    assert "Carl" not in (team.archive.root / OPEN).read_text("utf-8")
    (team.archive.root / OPEN).write_text(was["text"].replace("One.", "One."), encoding="utf-8")
    proposal = sent.json()["proposal"]
    assert proposal in str(vera.get("/api/proposals", state="waiting").json())  # type: ignore[attr-defined]
    done = vera.send("proposal/decide", {"id": proposal, "verdict": "accepted"})
    assert done.status_code == 200, done.text
    assert "Two, says Carl." in (team.archive.root / OPEN).read_text("utf-8")
    newest = vera.get("/api/journal").json()["writes"][0]  # type: ignore[attr-defined]
    assert (newest["by"], newest["files"]) == ("Carl", [OPEN])
    again = vera.send("proposal/decide", {"id": proposal, "verdict": "refused"})
    assert "decided already: accepted by Vera" in again.json()["error"]
    audit = [json.loads(line) for line in (team.team.folder / "audit.jsonl").read_text("utf-8").splitlines()]
    assert {"by": "Vera", "did": "accepted", "of": "Carl"}.items() <= audit[-1].items()


def test_a_proposal_is_merged_with_what_came_between_and_never_overwrites(team: Planted) -> None:
    carl, vera = team.people["Carl"], team.people["Vera"]
    was = read(team, "Carl")

    def proposed(new: str) -> str:
        values = {"file": OPEN, "text": was["text"].replace("Three.", new), "digest": was["digest"]}
        found: str = carl.send("file", values).json()["proposal"]
        return found

    first, second = proposed("Three, by Carl."), proposed("Three, by Carl again.")
    saved = {"file": OPEN, "text": was["text"].replace("One.", "One, by Vera."), "digest": was["digest"]}
    assert vera.send("file", saved).status_code == 200
    assert vera.send("proposal/decide", {"id": first, "verdict": "accepted"}).status_code == 200
    text = (team.archive.root / OPEN).read_text("utf-8")
    assert "One, by Vera." in text
    assert "Three, by Carl." in text
    refused = vera.send("proposal/decide", {"id": second, "verdict": "accepted"})
    assert refused.status_code == 409
    assert "both texts stand" in refused.json()["error"]
    assert (team.archive.root / OPEN).read_text("utf-8") == text
    kept = next(p for p in vera.get("/api/proposals").json()["proposals"] if p["id"] == second)  # type: ignore[attr-defined]
    assert "by Carl again" in kept["asked"]["text"]
    assert kept["now"] == text
    assert carl.send("proposal/withdraw", {"id": second}).json()["state"] == "withdrawn"


def test_a_proposal_that_is_none_is_refused_before_it_waits(team: Planted) -> None:
    carl = team.people["Carl"]
    for path, values in (
        ("statement", {"dossier": "nobody", "relation": "met"}),
        ("statement", {"dossier": "other", "relation": "flew over"}),
        ("file", {"file": "../x.md", "text": "x", "digest": "absent"}),
        ("file", {"file": OPEN, "text": "x", "digest": "0" * 64}),
        ("dossier", {"kind": "dragon", "name": "X"}),
    ):
        answer = carl.send(path, values)
        assert answer.status_code in (403, 404, 409, 422), (path, values, answer.text)
    assert team.people["Rosa"].send("file", {"file": OPEN, "text": "x", "digest": "absent"}).status_code == 403
    assert carl.send("proposal/decide", {"id": "0" * 12, "verdict": "accepted"}).status_code == 403


def test_two_who_save_one_dossier_lose_neither_text(team: Planted) -> None:
    was = read(team, "Vera")
    saved = {"file": OPEN, "text": was["text"] + "By Vera.\n", "digest": was["digest"]}
    assert team.people["Vera"].send("file", saved).status_code == 200
    answer = team.people["Ada"].send("file", {**saved, "text": was["text"] + "By Ada.\n"})
    assert answer.status_code == 409
    assert "By Vera." in (team.archive.root / OPEN).read_text("utf-8")


def test_comments_are_the_teams_alone_and_bear_a_name(team: Planted) -> None:
    rosa = team.people["Rosa"]
    address = team.room.worked_out().site.addresses.entities["town"]
    assert rosa.send("comment", {"about": address, "text": "x"}).status_code == 403
    assert team.people["Carl"].send("comment", {"about": address, "text": "Is this so?"}).status_code == 200
    found = rosa.get("/api/comments", about=address).json()["comments"]  # type: ignore[attr-defined]
    assert [(one["by"], one["text"]) for one in found] == [("Carl", "Is this so?")]
    assert team.people["Carl"].send("comment", {"about": "nowhere.html", "text": "x"}).status_code == 404


def test_the_same_words_said_twice_at_once_are_two_comments(team: Planted) -> None:
    carl = team.people["Carl"]
    address = team.room.worked_out().site.addresses.entities["book"]
    for _ in range(3):
        assert carl.send("comment", {"about": address, "text": "Look here."}).status_code == 200
    found = carl.get("/api/comments", about=address).json()["comments"]  # type: ignore[attr-defined]
    assert [one["text"] for one in found] == ["Look here."] * 3
    assert len({one["id"] for one in found}) == 3
    assert carl.send("comment/settle", {"id": found[1]["id"]}).status_code == 200
    found = carl.get("/api/comments", about=address).json()["comments"]  # type: ignore[attr-defined]
    assert [one["settled_by"] for one in found] == ["", "Carl", ""]


# ── the parts ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_offers_audits_to_those_alone_who_may_see_them(team: Planted) -> None:
    for one in team.people.values():
        front: Any = one.get("/index.html")
        audits: Any = one.get("/room/audit")
        assert told_by(front)["whole"] == (audits.status_code == 200)


def test_a_page_offers_the_file_to_those_alone_who_may_open_it(team: Planted) -> None:
    offered: dict[str, set[bool]] = {}
    for address, subject in team.room.needed()._subjects.items():
        for name in ("Vera", "Carl", "Rosa"):
            page: Any = team.people[name].get("/" + address)
            file: Any = team.people[name].get("/api/file", file=subject.file)
            if page.status_code == 200:
                told = bool(told_by(page)["subject"]["file"])
                assert told == (file.status_code == 200)
                offered.setdefault(name, set()).add(told)
    assert offered == {"Vera": {True}, "Carl": {True, False}, "Rosa": {False}}


def told_by(page: Any) -> dict[str, Any]:
    """What a page tells its scripts."""
    found: dict[str, Any] = json.loads(page.text.rpartition('id="room">')[2].partition("</script>")[0])
    return found


def test_accounts_changed_by_another_program_hold_at_once(tmp_path: Path) -> None:
    one, other = Accounts(tmp_path), Accounts(tmp_path)
    one.accept(one.invite("A", "owner", sees_all=True), PASSWORD)
    assert [account.name for account in other.all()] == ["A"]
    assert other.signed_in("A", PASSWORD)
    assert other.signed_in("A", PASSWORD + " ") is None
    assert other.signed_in("B", PASSWORD) is None
    with pytest.raises(Refused):
        other.invite("Ａ", "reader", sees_all=False)
    with pytest.raises(NotFound):
        other.accept("guessed", PASSWORD)
    assert (tmp_path / ".team").stat().st_mode & 0o077 == 0


def test_so_many_at_once_and_so_many_a_second() -> None:
    now = [0.0]
    rates = Rates(3, a_second=1, now=lambda: now[0])
    assert [rates.allows("x") for _ in range(4)] == [True, True, True, False]
    assert rates.allows("y")
    now[0] = 2.0
    assert [rates.allows("x") for _ in range(3)] == [True, True, False]


LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n"]), max_size=8).map("".join)


@given(base=LINES, one=LINES, other=LINES)
def test_two_changes_are_merged_the_same_either_way_or_not_at_all(base: str, one: str, other: str) -> None:
    assert merged(base, one, base) == one
    assert merged(base, base, other) == other
    assert merged(base, one, one) == one
    assert merged(base, one, other) == merged(base, other, one)


# ── what goes wrong ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_full_disk_is_a_sentence_and_loses_nothing(team: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    was, before = read(team, "Vera"), (team.archive.root / OPEN).read_bytes()

    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing, "make_durable", full)
    values = {"file": OPEN, "text": was["text"] + "More.\n", "digest": was["digest"]}
    answer = team.people["Vera"].send("file", values)
    assert answer.status_code == 507
    assert "the disk is full" in answer.json()["error"]
    monkeypatch.undo()
    assert (team.archive.root / OPEN).read_bytes() == before
    assert team.people["Vera"].send("file", values).status_code == 200


def test_an_archive_that_was_moved_is_a_sentence_until_it_is_back_and_signs_nobody_out(
    team: Planted, stranger: TestClient
) -> None:
    was, root = read(team, "Vera"), team.archive.root
    values = {"file": OPEN, "text": was["text"] + "More.\n", "digest": was["digest"]}
    root.rename(root.with_name("elsewhere"))
    door = {"name": "Vera", "password": PASSWORD}
    try:
        for answer in (
            team.people["Vera"].send("file", values),
            team.people["Carl"].get("/index.html"),
            stranger.get("/index.html"),
            stranger.post("/room/sign-in", data=door, headers={"origin": BASE}),
            stranger.post("/room/sign-out", headers={"origin": BASE}),
        ):
            assert answer.status_code == 409
            assert "no longer where it was" in answer.text
        assert not root.exists(), "nothing is written where it was"
    finally:
        root.with_name("elsewhere").rename(root)
    assert (root / OPEN).read_text("utf-8") == was["text"]
    assert team.people["Carl"].get("/index.html").status_code == 200
    assert team.people["Vera"].send("file", values).status_code == 200


def test_two_pages_that_are_open_at_once_are_told_of_one_another(team: Planted) -> None:
    hub = team.room.hub
    heard: list[str] = []

    async def listen(name: str, *, keeps: bool) -> None:
        async for message in hub.listen("first", name=name, at="people/other.html"):
            if keeps:
                heard.append(message)

    async def both() -> None:
        one = asyncio.create_task(listen("Vera", keeps=True))
        await asyncio.sleep(0)
        other = asyncio.create_task(listen("Ada", keeps=False))
        while not any("Ada" in message for message in heard):
            await asyncio.sleep(0)
        assert hub.present("people/other.html") == ["Ada", "Vera"]
        hub.close()
        await asyncio.gather(one, other)

    asyncio.run(both())
    assert hub.present("people/other.html") == []
