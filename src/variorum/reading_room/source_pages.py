"""The room's pages on which sources come in, are described and go out as an edition; all of them whole without scripts.

A source is brought in on three: files chosen or text pasted, what each file says of itself to be put right, and what
was written, from which one is led to the source as soon as it is worked out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from variorum.archive.describing import Description, description_of
from variorum.archive.writing import digest_of_bytes
from variorum.edition.addresses import root_from
from variorum.edition.wording import InterfaceWords
from variorum.finding import NotFound
from variorum.languages import primary
from variorum.reading_room.bringing import held_by, keys_taken, proposed
from variorum.reading_room.brought import BroughtFile
from variorum.reading_room.composing import read_file
from variorum.reading_room.describing import NAMES
from variorum.reading_room.publishing import told
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.team_pages import Visit
from variorum.record import ACCESSES, SOURCE_KINDS, STANDINGS
from variorum.saying import in_language, say

BRING, DESCRIBE, PUBLISH = "room/bring", "room/describe", "room/publish"
_PATIENCE = 2.0  # seconds that a page waits for files to be read before it says that they are
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file as the form has it: the key entered, that proposed, what is said of it, who has its bytes."""

    file: BroughtFile
    key: str
    proposed: str
    said: Description
    held: str
    is_wanted: bool


def source_page(room: Room, shelves: Shelves, address: str, visit: Visit) -> str | Response | None:
    """One of these pages; None where there is none at the address."""
    match address.split("/")[1:]:
        case ["bring"]:
            return _bring(room, shelves, address, visit)
        case ["bring", "taken", write]:
            return _taken(room, shelves, address, write)
        case ["bring", batch]:
            return _batch(room, shelves, address, batch, visit)
        case ["describe", key]:
            return _describe(room, shelves, address, key, visit)
        case ["publish"]:
            return _publish(room, shelves, address, visit)
    return None


def choices(shelves: Shelves, said: Description) -> Mapping[str, Choices]:
    """What can be chosen in a description, each with its words; what stands there already is among them."""
    words, archive = shelves.state.site.words, shelves.state.record.settings.languages
    tongues = {name.partition(".")[2]: word for name, word in words.sentences.items() if name.startswith("tongue.")}
    own = [primary(code) for code in archive]
    rest = sorted((code for code in tongues if code not in own), key=lambda code: tongues[code])
    languages = [(code, tongues.get(code, code)) for code in dict.fromkeys((*own, *rest))]
    if said.language and said.language not in dict(languages):
        languages.insert(0, (said.language, tongues.get(primary(said.language), "") or said.language))
    return {
        "kind": [(one, words(f"source-kind.{one}")) for one in SOURCE_KINDS],
        "standing": [(one, words(f"standing.{one}")) for one in STANDINGS],
        "access": [(one, words(f"bring.access-{one}")) for one in ACCESSES],
        "language": languages,
    }


def _set(shelves: Shelves, template: str, address: str, title: str, **values: object) -> str:
    return shelves.state.site.press.page(
        template, root=root_from(address), section="room", title=shelves.state.site.words(title), **values
    )


def _bring(room: Room, shelves: Shelves, address: str, visit: Visit) -> str:
    return _set(shelves, "room_bring.html", address, "bring.title", visit=visit, waiting=room.brought.waiting(room.by))


def _batch(room: Room, shelves: Shelves, address: str, id_: str, visit: Visit) -> str:
    batch = room.brought.batch(id_, by=room.by, patience=_PATIENCE)
    offered: list[OfferedFile] = []
    if batch.is_read:
        taken, seen = keys_taken(room), dict[str, str]()
        for one in batch.read:
            held = held_by(shelves, one) or seen.get(one.digest, "")
            like, said = proposed(shelves, one, taken=taken)
            if one.is_source and not held:
                taken.add(like)
                seen[one.digest] = like
            given = visit.given
            is_wanted = f"take-{one.number}" in given if given else one.pages > 0
            key = given.get(f"key-{one.number}", "")
            said = Description(**{name: given.get(f"{name}-{one.number}", getattr(said, name)) for name in NAMES})
            offered.append(OfferedFile(one, key, like, said, held, is_wanted))
    return _set(
        shelves,
        "room_batch.html",
        address,
        "bring.title",
        visit=visit,
        batch=batch,
        read=len(batch.read),
        offered=offered,
        can=sum(one.file.is_source and not one.held for one in offered),
        choices=choices(shelves, Description(language=next((one.said.language for one in offered), ""))),
        tell=_teller(shelves.state.site.words),
    )


def _teller(words: InterfaceWords) -> object:
    """Says of a file how many pages or sections it has, and from which to which."""

    def tell(one: BroughtFile) -> str:
        if one.reading.paging != "pages":
            return words("bring.sections", n=words.number(one.pages))
        first, last = one.labels
        pages = words.count("source-pages", one.pages)
        return words("bring.pages-from", pages=pages, first=first, last=last) if first else f"{pages}."

    return tell


def _taken(room: Room, shelves: Shelves, address: str, write: str) -> str | Response:
    entry = next((one for one in room.journal.entries() if one.id == write and room.sees(one)), None)
    keys = [file[8:-3] for file in entry.after if file.startswith("sources/")] if entry else []
    if entry is None or not keys:
        raise NotFound(say("There is no such page in this archive."))
    is_undone = any(one.undoes == write for one in room.journal.entries())
    record, addresses = shelves.state.record, shelves.state.site.addresses
    there: dict[str, str] = {}
    for key in keys:
        if (holding := record.holdings.get(key)) is not None and key in record.sources:
            there[key] = addresses.sources[key] if holding.paging == "none" else addresses.leaf(key, 1)
    if len(keys) == len(there) == 1 and not is_undone:
        return RedirectResponse(f"/{quote(there[keys[0]])}", status_code=303)
    working = room.working if room.viewer.sees_all else ""
    return _set(
        shelves,
        "room_taken.html",
        address,
        "bring.taken",
        entry=entry,
        sources=[(record.sources[key].title or key if key in there else key, there.get(key, "")) for key in keys],
        is_undone=is_undone,
        running=len(there) < len(keys) and not is_undone,
        working=in_language(working, room.language) if len(working) > 1 else "",
        trouble=in_language(room.told_trouble, room.language),
    )


def _describe(room: Room, shelves: Shelves, address: str, key: str, visit: Visit) -> str:
    source = shelves.state.record.sources.get(key)
    if source is None:
        raise NotFound(say("There is no source “{source}” in the archive.", source=key[:80]))
    raw = read_file(room, source.position.file)
    now = description_of(raw)
    said = Description(**{name: visit.given.get(name, getattr(now, name)) for name in NAMES})
    return _set(
        shelves,
        "room_describe.html",
        address,
        "bring.describe",
        visit=visit,
        key=key,
        back=shelves.state.site.addresses.sources[key],
        said=said,
        digest=visit.given.get("digest") or digest_of_bytes(raw),
        choices=choices(shelves, now),
        waits=not room.viewer.may("editor"),
    )


def _publish(room: Room, shelves: Shelves, address: str, visit: Visit) -> str:
    return _set(shelves, "room_publish.html", address, "bring.publish", visit=visit, edition=told(room))
