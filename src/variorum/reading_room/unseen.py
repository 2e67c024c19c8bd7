"""What somebody may write who may not see everything, without learning from it what is kept back.

To name an id that is kept back must look, from the answer to the last state of the pages, as if there were no such id.
A new dossier under such an id would overwrite or be refused, and a link to it would vanish with the next state where a
link to nothing would stay. So whatever names an id that is not there for who writes, or makes a new one, waits for
somebody who may see everything, whether or not there is such a thing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from variorum.archive.links import LINK, link_of
from variorum.archive.text import decode
from variorum.catalogue.mentions import mention_at
from variorum.finding import NotFound, Refused
from variorum.pipeline.identities import hold_sides, no_name_there, sides_of
from variorum.reading_room.checking import blocks_known, parse
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.saying import say

_CITED = re.compile(r"(?<![\w@])-?@([A-Za-z][\w-]*)")
_WORD = re.compile(r"[A-Za-z][\w-]*")
_FIELD = re.compile(r"([\w-]+)\s*:(.*)")
# fields of front matter whose words are no ids
_KINDS_OF_WORDS = (
    "name names title kind language script calendar composed published standing pages access protected original csl "
    "same-as coordinates question"
)
_WORDS = frozenset(_KINDS_OF_WORDS.split())


class WaitsForSight(Refused):
    """A write that names what is not there for who writes; it is decided on by somebody who may see everything."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "This makes or names something that is not there for you, and so has to wait for somebody who may see "
                "everything. Nothing was written."
            )
        )


def hold_new_file(room: Room) -> None:
    """Let whatever begins a new file wait, where something is kept back from who writes; a rehearsal writes nothing."""
    if not room.rehearsing and room.keeps_back:
        raise WaitsForSight


def hold_names_in(room: Room, file: str, before: bytes, after: bytes) -> None:
    """Let a change of a file wait that names an id which is not there for who writes."""
    if room.rehearsing or not room.keeps_back:
        return
    if _named(room.needed(), file, after) - _named(room.needed(), file, before):
        raise WaitsForSight


def hold_words(room: Room, *written: str) -> None:
    """The same of words that are put into a file or a ledger."""
    if room.rehearsing or not room.keeps_back:
        return
    record = room.worked_out().record
    known = {*record.entities, *record.sources, *record.theses, *(one.id for one in record.chapters)}
    if any(target not in known for text in written for target in _in_words(text)):
        raise WaitsForSight


def hold_sides_seen(room: Room, about: str) -> None:
    """Refuse a judgement on names that are not there for who judges, in the words for what is not there at all."""
    if not room.keeps_back:
        return
    shelves, sides = room.needed(), sides_of(about)
    hold_sides(shelves.state.record, sides)
    for one in sides:
        if one.start < 0:
            continue
        page = shelves.state.catalogue.page(one.source, one.page)
        here = page and room.as_it_is(one.source, one.page) == page.text
        if not here or mention_at(shelves.state.catalogue, one.source, one.page, one.start) is None:
            raise NotFound(no_name_there(one))


def _named(shelves: Shelves, file: str, raw: bytes) -> set[str]:
    """What a text names that is not there: ids of dossiers and sources, blocks of statements, and an id of its own."""
    record = shelves.state.record
    own = _own_ids(shelves, file)
    lines, _ = decode(file, raw)
    parsed = parse(shelves, lines) if lines else None
    known: Collection[str] = {*record.entities, *record.sources, *record.theses, *(one.id for one in record.chapters)}
    blocks: Mapping[str, Collection[str]] = {}
    if parsed is not None:
        known, blocks = blocks_known(shelves, file, parsed.gathered)
    text = raw.decode("utf-8", "replace")
    found = {one for one in (*_in_words(text), *_in_front_matter(text)) if one not in known}
    for link in map(link_of, LINK.finditer(text)):
        if link.block and link.block not in blocks.get(link.target, ()):
            found.add(f"{link.target}#^{link.block}")
    if parsed is not None and parsed.id not in own:
        found.add(f"own {parsed.id}")
    return found


def _own_ids(shelves: Shelves, file: str) -> set[str]:
    """The ids that a file has now, for who looks."""
    record = shelves.state.record
    named = [(one.id, one.position.file) for one in record.entities.values()]
    named += [(one.id, one.position.file) for one in record.theses.values()]
    named += [(one.id, one.position.file) for one in record.chapters]
    named += [(one.key, one.position.file) for one in record.sources.values()]
    return {id_ for id_, lies in named if lies == file}


def _in_words(text: str) -> set[str]:
    return {link_of(one).target for one in LINK.finditer(text)} | set(_CITED.findall(text))


def _in_front_matter(text: str) -> set[str]:
    """Whatever may be an id in the fields of front matter that hold ids."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].strip() != "---":
        return set()
    found: set[str] = set()
    holds_ids = False
    for line in lines[1:]:
        if line.strip() in ("---", "..."):
            break
        top = _FIELD.match(line)
        if top is not None:
            holds_ids = top[1] not in _WORDS
        if holds_ids:
            found |= set(_WORD.findall((top[2] if top else line).partition(" #")[0]))
    return found
