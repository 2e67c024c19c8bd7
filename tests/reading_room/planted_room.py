"""A room over an archive in which secrets are planted everywhere, with a team of every role signed in."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PIL import Image
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent.parent / "disclosure"))

from planting import TODAY, Secret, _ways_to_see, examined, secret_of, write_archive

from variorum.accession.reading import PageWords, Reading
from variorum.archive.folder import Archive, open_archive
from variorum.catalogue.indexing import indexing
from variorum.catalogue.mentions import Single, keep_identities, keep_mentions, mentions_on
from variorum.catalogue.store import open_catalogue
from variorum.criticism.framework import criticise
from variorum.criticism.manual import manual
from variorum.disclosure.betraying_words import betrayals
from variorum.disclosure.openness import OwnersView
from variorum.edition.parts import sections_of
from variorum.edition.publishing import Imprint, owners_site
from variorum.evidence import PagePicture, Span
from variorum.pipeline.engine import Engine
from variorum.pipeline.facsimiles import Facsimile, facsimile
from variorum.pipeline.step import Given
from variorum.reading_room.catching_up import SharedTexts, WorkedOut
from variorum.reading_room.public import public_state
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.team_gate import TeamGate
from variorum.reading_room.teamwork import Team
from variorum.reading_room.web import application
from variorum.record import Page

OPEN = "places/river-mill.md"  # of which nothing is kept back
OPEN_TEXT = "---\nid: river-mill\nname: The mill\n---\n\nOne.\n\nTwo.\n\nThree.\n"
PASSWORD = "four words of a password"
BASE = "http://127.0.0.1:8470"
MEMBERS = {"Ada": ("owner", False), "Vera": ("editor", True), "Emil": ("editor", False),
           "Carl": ("contributor", False), "Rosa": ("reader", False)}  # fmt: skip


class Room2026(Room):
    """A room on a day on which what is planted is still protected."""

    @staticmethod
    def today() -> str:
        return TODAY


@dataclass
class Person:
    """Somebody signed in."""

    client: TestClient
    csrf: str = ""

    def get(self, path: str, **values: object) -> object:
        return self.client.get(path, params={k: str(v) for k, v in values.items()})

    def send(self, path: str, values: object, **headers: str):
        sent = {"x-variorum-token": self.csrf, "origin": BASE, **headers}
        return self.client.post(f"/api/{path}", json=values, headers=sent)


@dataclass
class Planted:
    """The room, who is in it, and what must not get out."""

    archive: Archive
    room: Room
    gate: TeamGate
    team: Team
    secret: Secret
    pages: dict[str, tuple[Page, ...]]
    people: dict[str, Person] = field(default_factory=dict)

    def addresses(self) -> list[str]:
        """Every address that a page has for the owner or for others."""
        found: dict[str, None] = {}
        for shelves in (self.room._shelves, self.room._public):
            assert shelves is not None
            site = shelves.state.site
            for sheets in dict.fromkeys(sections_of(site).values()):
                found.update(dict.fromkeys(sheet.address for sheet in sheets()))
            known = (site.addresses.entities, site.addresses.sources, site.addresses.pairs)
            found.update(dict.fromkeys(address for each in known for address in each.values()))
            for key in site.record.sources:
                found.update(dict.fromkeys(site.addresses.leaf(key, n) for n in (1, 2)))
        return list(found)


def _pictured(root: Path, pages: dict[str, tuple[Page, ...]], engine: Engine) -> dict[str, tuple[PagePicture, ...]]:
    """A picture for each page of every source, with the place of its first word."""
    found = {}
    for key, texts in pages.items():
        folder = root / "facsimiles" / key
        folder.mkdir(parents=True)
        shown = []
        for page in texts:
            Image.new("L", (40, 60), 200).save(folder / f"{page.sequence}.png")
            file = f"facsimiles/{key}/{page.sequence}.png"
            shown.append(PagePicture(key, page.sequence, file, 0, 40, 60, seen=page.text))
        words = tuple(PageWords(page.sequence, words="0 9 0 0 10000 10000") for page in texts)
        made_of = {name: Given("planted", lambda: None) for name in ("source", "terms", "pages", "words", "seen")}
        engine.put(facsimile, key, Facsimile(tuple(shown), words, ()), **made_of)
        found[key] = tuple(shown)
    engine.flush()
    return found


def plant(root: Path, seed: int, *, language: str = "en") -> Planted:
    """An archive with planted secrets, worked out, and a room of a team over it; nothing is read or built."""
    secret = secret_of(seed)
    pages, _ = write_archive(root, seed, secret)
    (root / OPEN).write_text(OPEN_TEXT, encoding="utf-8")
    record, parsed, mentions_of = examined(root, pages)
    archive = open_archive(root)
    with open_catalogue(archive.catalogue_dir) as catalogue:
        with indexing(catalogue) as index:
            for key, texts in pages.items():
                reading = Reading(texts, "pages", "text/plain", "planted")
                catalogue.replace_source(record.sources[key], reading, digest=key)
                index.put_in(key)
        singled = []
        for key in pages:
            found = list(mentions_of(key))
            keep_mentions(catalogue, key, ((one.mention, "") for one in found), made_from="planted")
            singled += [
                Single(Span(key, one.mention.page, one.mention.start, one.mention.end), one.entity, one.how,
                       one.because, one.candidates)
                for one in found
            ]  # fmt: skip
        keep_identities(catalogue, (), singled=singled)
        record = replace(record, facsimiles=_pictured(root, pages, Engine(catalogue)))
    texts = SharedTexts(open_catalogue(archive.catalogue_dir, read_only=True))
    told = betrayals(record, pages_of=texts.pages, today=TODAY)
    criticism = criticise(record, found=(*parsed, *told))  # type: ignore[arg-type]
    whole = OwnersView(record, criticism.findings, criticism.silenced, pages_of=texts.pages,
                       mentions_of=partial(mentions_on, texts.catalogue))  # fmt: skip
    site = owners_site(whole.opened(), explanations=manual(), imprint=Imprint(language), live={"room": "yes"})
    state = WorkedOut(record, criticism.findings, site, texts)
    team = Team(root)
    room = Room2026(archive, by="Ada", team=team)
    room._shelves = Shelves(state)
    room._public = Shelves(public_state(state, archive.catalogue_dir, today=TODAY))
    room.generation = 1
    room.take_stock()
    gate = TeamGate(8470, accounts=team.accounts, audit=team.audit)
    team.base = BASE
    return Planted(archive, room, gate, team, secret, pages)


def come_in(planted: Planted) -> Iterator[Planted]:
    """Everybody signed in, by their invitations."""
    app = application(planted.room, planted.gate)
    for name, (role, sees_all) in MEMBERS.items():
        client = TestClient(app, base_url=BASE, raise_server_exceptions=False)
        secret = planted.team.accounts.invite(name, role, sees_all=sees_all)
        form = {"secret": secret, "password": PASSWORD, "again": PASSWORD}
        answer = client.post("/room/invitation", data=form, headers={"origin": BASE})
        assert answer.status_code == 200, answer.text
        csrf = re.search(r'"csrf": "([^"]+)"', answer.text)
        assert csrf is not None
        planted.people[name] = Person(client, csrf[1])
    yield planted
    for person in planted.people.values():
        person.client.close()


def secrets_seen(text: str, secret: Secret) -> list[str]:
    """Every secret that can be read in a text, in whatever disguise."""
    names = {form.casefold() for person in secret.people for form in (*person.surnames(), *person.in_other_script())}
    names |= {secret.key, " ".join(secret.title)}
    runs = {tuple(secret.text[n : n + 5]) for n in range(len(secret.text) - 4)}
    found: list[str] = []
    for seen in _ways_to_see(text):
        found += [name for name in names if name and name in seen]
        words = re.findall(r"[^\W_]+", seen)
        found += [" ".join(run) for n in range(len(words) - 4) if (run := tuple(words[n : n + 5])) in runs]
    return found
