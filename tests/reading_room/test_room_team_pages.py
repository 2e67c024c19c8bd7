"""The team's pages by their forms alone, as a browser without scripts sends them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from planted_room import BASE, OPEN, OPEN_TEXT, PASSWORD, Planted, come_in, plant, secrets_seen
from starlette.testclient import TestClient

from variorum.reading_room.team_forms import FORMS
from variorum.reading_room.team_gate import Rates
from variorum.reading_room.web import application
from variorum.saying import as_plain, say

TOWN = "places/town.html"


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    yield from come_in(plant(tmp_path_factory.mktemp("team-pages") / "archive", 6))


@pytest.fixture(autouse=True)
def _as_it_was(team: Planted) -> Iterator[None]:
    shown = team.room._public
    team.gate.knocking = Rates(50, a_second=50)
    yield
    (team.archive.root / OPEN).write_text(OPEN_TEXT, encoding="utf-8")
    team.room.take_stock()
    team.room._public = shown


def sent(team: Planted, who: str, form: str, **values: str) -> Any:
    person = team.people[who]
    data = {"csrf": person.csrf, **values}
    return person.client.post(f"/room/do/{form}", data=data, headers={"origin": BASE})


def page(team: Planted, who: str, address: str) -> str:
    answer: Any = team.people[who].get(f"/{address}")
    assert answer.status_code == 200, answer.text
    return unescape(str(answer.text)).partition('<script type="application/json"')[0]


def stranger(team: Planted) -> TestClient:
    return TestClient(application(team.room, team.gate), base_url=BASE)


def proposed(team: Planted, new: str) -> str:
    carl = team.people["Carl"]
    was: Any = carl.get("/api/file", file=OPEN)
    values = {"file": OPEN, "text": was.json()["text"].replace("Two.", new), "digest": was.json()["digest"]}
    found: str = carl.send("file", values).json()["proposal"]
    return found


def test_a_page_that_answers_a_form_leads_where_its_own_address_leads(team: Planted) -> None:
    client = team.people["Ada"].client
    own = client.get("/room/team")
    for answer in (
        sent(team, "Ada", "invite", name="Lea", role="reader"),
        sent(team, "Ada", "invite", name="Lea", role="no such role"),
    ):
        links = {str(answer.url.join(link)) for link in re.findall(r'(?:href|src|action)="([^"#]+)"', answer.text)}
        assert {str(own.url.join(link)) for link in re.findall(r'(?:href|src|action)="([^"#]+)"', own.text)} <= links
        assert all(client.get(one).status_code == 200 for one in links if "/assets/" in one)
        told = json.loads(re.findall(r'id="room">(.*?)</script>', answer.text, re.DOTALL)[0])
        assert told["root"] == "/"
    sent(team, "Ada", "take-back", name="Lea")


def test_an_owner_invites_and_sees_who_came_in_and_takes_an_invitation_back(team: Planted) -> None:
    answer = sent(team, "Ada", "invite", name="Nora", role="contributor")
    assert answer.status_code == 200
    link = re.search(r'value="(http[^"]+secret=[^"]+)"', unescape(answer.text))
    assert link is not None
    assert "secret=" not in page(team, "Ada", "room/team"), "the address is shown once"
    assert "waits until" in page(team, "Ada", "room/team")
    with stranger(team) as client:
        secret = link[1].partition("secret=")[2]
        form = {"secret": secret, "password": PASSWORD, "again": PASSWORD}
        assert client.post("/room/invitation", data=form, headers={"origin": BASE}).status_code == 200
    shown = page(team, "Ada", "room/team")
    assert "came in" in shown
    assert "waits until" not in shown
    again = unescape(sent(team, "Ada", "invite", name="Otto", role="reader").text)
    secret = again.partition("secret=")[2].partition('"')[0]
    assert "taken back" in unescape(sent(team, "Ada", "take-back", name="Otto").text)
    with stranger(team) as client:
        assert client.get(f"/room/invitation?secret={secret}").status_code == 404
    assert sent(team, "Ada", "take-back", name="Otto").status_code == 404
    assert "The account was taken away" in unescape(sent(team, "Ada", "change", name="Nora", go="yes").text)


def test_roles_are_changed_and_the_last_owner_stays(team: Planted) -> None:
    assert "rights were changed" in unescape(sent(team, "Ada", "change", name="Rosa", role="contributor").text)
    account = team.team.accounts.named("Rosa")
    assert account is not None
    assert account.role == "contributor"
    refused = sent(team, "Ada", "change", name="Ada", role="reader")
    assert refused.status_code == 403
    assert "make somebody else one first" in unescape(refused.text)
    assert "<h1>The team</h1>" in refused.text
    sent(team, "Ada", "change", name="Rosa", role="reader")


def test_a_password_is_changed_by_who_knows_it_and_ends_all_other_sessions(team: Planted) -> None:
    new = PASSWORD + " and one"
    with stranger(team) as other:
        other.post("/room/sign-in", data={"name": "Emil", "password": PASSWORD}, headers={"origin": BASE})
        assert other.get("/api/status").status_code == 200
        for given, why in (
            ({"old": "wrong", "new": new, "again": new}, "not the password that holds now"),
            ({"old": PASSWORD, "new": new, "again": "x"}, "not the same"),
            ({"old": PASSWORD, "new": "short", "again": "short"}, "at least 12"),
        ):
            refused = sent(team, "Emil", "password", **given)
            assert refused.status_code == 403
            assert why in unescape(refused.text)
        assert other.get("/api/status").status_code == 200
        assert "password was changed" in unescape(sent(team, "Emil", "password", old=PASSWORD, new=new, again=new).text)
        assert other.get("/api/status").status_code == 403
        assert team.people["Emil"].get("/api/status").status_code == 200  # type: ignore[attr-defined]
    sent(team, "Emil", "password", old=new, new=PASSWORD, again=PASSWORD)


def test_everywhere_is_everywhere(team: Planted) -> None:
    with stranger(team) as one, stranger(team) as other:
        for client in (one, other):
            client.post("/room/sign-in", data={"name": "Vera", "password": PASSWORD}, headers={"origin": BASE})
        csrf = re.search(r'"csrf": "([^"]+)"', one.get("/").text)
        assert csrf is not None
        one.post("/room/do/everywhere", data={"csrf": csrf[1]}, headers={"origin": BASE})
        for client in (one, other, team.people["Vera"].client):
            assert client.get("/api/status").status_code == 403
    again = team.people["Vera"].client.post(
        "/room/sign-in", data={"name": "Vera", "password": PASSWORD}, headers={"origin": BASE}
    )
    found = re.search(r'"csrf": "([^"]+)"', again.text)
    assert found is not None
    team.people["Vera"].csrf = found[1]


def test_an_account_that_was_taken_away_and_made_anew_does_not_revive_old_sessions(team: Planted) -> None:
    accounts = team.team.accounts
    accounts.accept(accounts.invite("Paul", "reader", sees_all=False), PASSWORD)
    with stranger(team) as client:
        client.post("/room/sign-in", data={"name": "Paul", "password": PASSWORD}, headers={"origin": BASE})
        accounts.change("Paul", "none", sees_all=False)
        accounts.accept(accounts.invite("Paul", "owner", sees_all=True), PASSWORD + " new")
        assert client.get("/api/status").status_code == 403
    accounts.change("Paul", "none", sees_all=False)


def test_a_change_is_shown_line_by_line_taken_with_a_reason_and_told_to_its_author(team: Planted) -> None:
    taken, refused = proposed(team, "Two, as Carl has it."), proposed(team, "Two, otherwise.")
    listed = page(team, "Vera", "room/review")
    assert f"review/{taken}" in listed
    shown = page(team, "Vera", f"room/review/{taken}")
    assert "<del>Two.</del>" in shown
    assert "<ins>Two, as Carl has it.</ins>" in shown
    assert OPEN in shown
    answer = sent(team, "Vera", "decide", id=taken, verdict="accepted", why="Well seen.")
    assert "Accepted and written" in unescape(answer.text)
    assert "Two, as Carl has it." in (team.archive.root / OPEN).read_text("utf-8")
    assert "changed since in the same lines" in page(team, "Vera", f"room/review/{refused}")
    clash = sent(team, "Vera", "decide", id=refused, verdict="accepted")
    assert clash.status_code == 409
    assert "both texts stand" in unescape(clash.text)
    assert "<ins>Two, otherwise.</ins>" in clash.text
    sent(team, "Vera", "decide", id=refused, verdict="refused", why="The other one is better.")
    mine = page(team, "Carl", "room/review")
    for told in ("Well seen.", "The other one is better.", "accepted", "refused", "Vera"):
        assert told in mine
    assert sent(team, "Vera", "decide", id=refused, verdict="accepted").status_code == 403


def test_who_may_see_everything_looks_at_what_waits_for_them(team: Planted) -> None:
    made = team.people["Emil"].send("dossier", {"kind": "person", "name": "A New One", "id": "a-new-one"}).json()
    shown = page(team, "Vera", f"room/review/{made['proposal']}")
    assert "<ins>id: a-new-one</ins>" in shown
    assert (
        "your" not in page(team, "Emil", f"room/review/{made['proposal']}").partition("<main")[2].partition("<form")[0]
    )
    assert 'value="accepted"' not in page(team, "Emil", f"room/review/{made['proposal']}")
    assert "Withdrawn" in unescape(sent(team, "Emil", "withdraw", id=made["proposal"]).text)


def test_a_thread_is_begun_answered_settled_and_opened_again(team: Planted) -> None:
    before = page(team, "Rosa", TOWN)
    assert 'id="comments"' not in before
    answer = sent(team, "Carl", "comment", page=TOWN, text="Is <b>this</b> so?")
    assert answer.url.path == f"/{TOWN}"
    raw = team.people["Carl"].get(f"/{TOWN}").text  # type: ignore[attr-defined]
    assert "Is &lt;b&gt;this&lt;/b&gt; so?" in raw
    thread = re.search(r'id="t-([0-9a-f]{12})"', raw)
    assert thread is not None
    sent(team, "Emil", "comment", page=TOWN, to=thread[1], text="It is.")
    assert "It is." in page(team, "Rosa", TOWN)
    assert "Is <b>this</b> so?" in page(team, "Rosa", "room/comments")
    sent(team, "Carl", "settle", id=thread[1], page=TOWN)
    assert "Settled by Carl" in page(team, "Vera", TOWN)
    assert "Settled: 1" in page(team, "Rosa", "room/comments")
    sent(team, "Vera", "settle", id=thread[1], page=TOWN, open="yes")
    assert "Settled by" not in page(team, "Vera", TOWN)
    assert sent(team, "Rosa", "settle", id=thread[1], page=TOWN).status_code == 403
    assert sent(team, "Carl", "comment", page=TOWN, text="   ").status_code == 422
    assert sent(team, "Carl", "comment", page="people/secret0.html", text="x").status_code == 404
    assert sent(team, "Carl", "comment", page="nothing.html", text="x").status_code == 404
    assert sent(team, "Carl", "settle", id="0" * 12, page=TOWN).status_code == 404
    told = [json.loads(line) for line in (team.team.folder / "comments.jsonl").read_text("utf-8").splitlines()]
    assert [row.get("settles", "") != "" for row in told] == [False, False, True, True]


def test_the_log_is_the_owners(team: Planted) -> None:
    team.team.audit.add(by="Rosa", did="signed in", address="127.0.0.1")  # others may have filled the page
    assert "signed in" in page(team, "Ada", "room/log")
    for who in ("Vera", "Emil", "Carl", "Rosa"):
        answer: Any = team.people[who].get("/room/log")
        assert answer.status_code == 403
    answer = team.people["Rosa"].get("/room/review")
    assert answer.status_code == 403


def test_the_log_says_what_was_done_in_the_language_of_who_reads_it(tmp_path: Path) -> None:
    for other in come_in(plant(tmp_path / "archive", 8, language="ru")):
        other.team.audit.add(by="Carl", did="proposed", what=as_plain(say("new dossier: {name}", name="Ada Marsh")))
        other.team.audit.add(by="Ada", did="changed the rights of", whom="Carl", role="none")
        told = page(other, "Ada", "room/log")
        assert "учётная запись удалена" in told
        assert "предложено" in told
        assert "новое досье: Ada Marsh" in told


@pytest.mark.parametrize("form", FORMS)
def test_no_form_is_taken_without_its_token_from_elsewhere_or_beyond_ones_role(team: Planted, form: str) -> None:
    person = team.people["Ada"]
    data = {"csrf": person.csrf, "name": "X", "id": "x", "page": TOWN, "text": "x"}
    before = {path: path.read_bytes() for path in team.team.folder.rglob("*") if path.is_file()}
    for given, headers in (
        ({**data, "csrf": "guessed"}, {"origin": BASE}),
        ({**data, "csrf": ""}, {"origin": BASE}),
        (data, {}),
        (data, {"origin": "https://evil.example"}),
        (data, {"origin": BASE, "sec-fetch-site": "cross-site"}),
    ):
        assert person.client.post(f"/room/do/{form}", data=given, headers=headers).status_code == 403
    ranks = {"reader": "Rosa", "contributor": "Carl", "editor": "Emil", "owner": "Ada"}
    names = list(ranks)
    for role in names[: names.index(FORMS[form].role)]:
        assert sent(team, ranks[role], form, **{k: v for k, v in data.items() if k != "csrf"}).status_code == 403
    assert before == {path: path.read_bytes() for path in team.team.folder.rglob("*") if path.is_file()}


def test_a_form_that_is_too_large_or_unknown_is_a_sentence(team: Planted) -> None:
    assert sent(team, "Carl", "comment", page=TOWN, text="x" * 200_000).status_code == 413
    assert sent(team, "Carl", "comment", page=TOWN, text="x" * 20_000).status_code == 422
    assert sent(team, "Carl", "nothing").status_code == 404


@pytest.mark.parametrize("who", ["Rosa", "Carl", "Emil"])
def test_the_teams_pages_tell_no_secret(team: Planted, who: str) -> None:
    name = team.secret.people[0].surname
    address = team.room.worked_out().site.addresses.entities["secret0"]
    sent(team, "Ada", "comment", page=TOWN, text=f"Ask {name} about it.")
    sent(team, "Ada", "comment", page=address, text="Nothing here.")
    for path in ("room/team", "room/review", "room/comments", TOWN):
        answer: Any = team.people[who].get(f"/{path}")
        assert secrets_seen(answer.text, team.secret) == [], path
        assert "secret0" not in answer.text
    assert name in page(team, "Ada", "room/comments")
