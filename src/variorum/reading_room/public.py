"""What the room shows to those who may not see everything: a state made of nothing but what the door hands out.

It has a catalogue of its own, filled with the pages and names that may leave, under `.catalogue/public`. So search,
completion, verification and every question of the API work on it as they do for the owner, and cannot tell what was
never put in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from variorum import __version__
from variorum.accession.reading import Colophon, Reading
from variorum.catalogue.indexing import discard_index, indexing
from variorum.catalogue.mentions import Single, keep_identities, keep_mentions, mentions_on
from variorum.catalogue.store import Catalogue, open_catalogue
from variorum.criticism.framework import checked
from variorum.criticism.manual import manual
from variorum.digest import sha_of
from variorum.disclosure.openness import Opened, OwnersView
from variorum.edition.publishing import Imprint, opened_in, owners_site
from variorum.evidence import Span
from variorum.reading_room.catching_up import SharedTexts, WorkedOut
from variorum.record import Page, Source

FOLDER = "public"


def public_state(state: WorkedOut, folder: Path, *, today: str) -> WorkedOut:
    """What of a state anybody may see on a day (ISO 8601); `folder` is the archive's catalogue."""
    language = state.site.words.language
    whole = OwnersView(
        state.record,
        state.findings,
        state.site.opened.silenced,
        pages_of=state.texts.pages,
        mentions_of=partial(mentions_on, state.catalogue),
    )
    opened = opened_in(language, whole, today=today, recheck=checked)
    if opened.record is state.record:
        texts = state.texts
    else:
        texts = SharedTexts(_filled(opened, folder / FOLDER))
        opened = replace(opened, pages_of=texts.pages, mentions_of=partial(mentions_on, texts.catalogue))
    imprint = Imprint(language, program_version=__version__)
    site = owners_site(opened, explanations=manual(), imprint=imprint, live={"room": "yes"})
    return WorkedOut(opened.record, opened.findings, site, texts)


def _filled(opened: Opened, folder: Path) -> Catalogue:
    """The public catalogue with what may leave now, opened for reading; what stayed the same is not put in again."""
    with open_catalogue(folder) as catalogue:
        held = catalogue.source_states()
        shown = {
            key: (opened.record.sources[key], opened.pages_of(key), one.paging)
            for key in opened.record.sources
            if (one := opened.record.holdings.get(key)) is not None
        }
        digests = {key: _digest(*one) for key, one in shown.items()}
        changed = [key for key, digest in digests.items() if key not in held or held[key].digest != digest]
        gone = set(held) - set(shown)
        if gone or any(_takes_back(catalogue, key, shown[key][1]) for key in changed if key in held):
            discard_index(catalogue)  # it would tell of words that it no longer finds, until its files are merged
        for key in gone:
            catalogue.remove_source(key)
        with indexing(catalogue) as index:
            for key in changed:
                source, pages, paging = shown[key]
                reading = Reading(tuple(pages), paging, "", "public", Colophon())
                catalogue.replace_source(_described(source), reading, digest=digests[key])
                index.put_in(key)
        _names(opened, catalogue, list(shown))
    return open_catalogue(folder, read_only=True)


def _takes_back(catalogue: Catalogue, key: str, pages: Sequence[Page]) -> bool:
    """Whether a source has other words now than when it was put in: some of them may be kept back."""
    return [page.text for page in catalogue.pages(key)] != [page.text for page in pages]


def _described(source: Source) -> Source:
    return replace(source, access="open")


def _digest(source: Source, pages: Sequence[Page], paging: str) -> str:
    told = repr((source.key, source.title, source.kind, source.authors, source.language, source.composed,
                 source.published, paging, tuple(pages)))  # fmt: skip
    return sha_of(told)


def _names(opened: Opened, catalogue: Catalogue, keys: Sequence[str]) -> None:
    """The names on the public pages and whom they name, each settled for its place alone."""
    singled: list[Single] = []
    for key in keys:
        found = list(opened.mentions_of(key))
        keep_mentions(catalogue, key, ((one.mention, "") for one in found), made_from="public")
        for one in found:
            place = Span(one.mention.source, one.mention.page, one.mention.start, one.mention.end)
            singled.append(Single(place, one.entity, one.how, one.because, one.candidates))
    keep_identities(catalogue, (), singled=singled)
