"""A state of the archive goes from one process to another and is the same there, for the owner and for others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from planted_room import Planted, plant

from variorum.archive.folder import Archive
from variorum.reading_room.building import carry_out
from variorum.reading_room.crossing import packed, unpacked
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.workshop import BuildOrder, BuiltState
from variorum.saying import Sentence, say

PAGES = ("index.html", "chronicle.html", "findings/index.html", "people/berg.html", "sources/index.html")


@pytest.fixture(scope="module", params=[3, 8])
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return plant(tmp_path_factory.mktemp("planted") / "archive", request.param)


def nothing(*_: object) -> None:
    """Nobody listens."""


def test_what_arrives_is_what_was_sent(archive: Archive) -> None:
    made = carry_out(archive, BuildOrder("de", today="2026-01-01"), progress=nothing, early=nothing)
    there = unpacked(packed(made, archive.catalogue_dir), archive.catalogue_dir)
    assert there.state.record == made.state.record
    assert there.state.findings == made.state.findings
    assert there.seen == made.seen
    assert there.state.texts is not made.state.texts
    key = next(iter(made.state.record.holdings))
    assert there.state.site.pages_of(key) == made.state.site.pages_of(key)


def test_its_pages_are_set_to_the_same_letter(archive: Archive) -> None:
    made = carry_out(archive, BuildOrder("ru", today="2026-01-01"), progress=nothing, early=nothing)
    there = Shelves(unpacked(packed(made, archive.catalogue_dir), archive.catalogue_dir).state)
    here = Shelves(made.state)
    assert [here.page(one) for one in PAGES] == [there.page(one) for one in PAGES]
    assert all(here.page(one) for one in PAGES)


def test_what_others_may_see_is_the_same_and_guards_the_same_secrets(planted: Planted) -> None:
    whole, public = planted.room._shelves, planted.room._public
    assert whole is not None
    assert public is not None
    folder = planted.archive.catalogue_dir
    there: BuiltState = unpacked(packed(BuiltState(whole.state, public.state, {}), folder), folder)
    assert there.others is not None
    assert there.others.record == public.state.record
    assert there.others.findings == public.state.findings
    assert there.others.catalogue.folder == public.state.catalogue.folder != there.state.catalogue.folder
    opened = there.others.site.opened
    assert opened.betrays(planted.secret.people[0].surname)
    assert not opened.betrays("Nothing of it.")
    addresses = [*public.state.site.addresses.entities.values(), *public.state.site.addresses.sources.values()]
    pages, shown = Shelves(there.others), Shelves(public.state)
    assert [pages.page(one) for one in addresses] == [shown.page(one) for one in addresses]


def test_a_sentence_can_still_be_said_in_every_language(tmp_path: Path) -> None:
    sentence = say("Page {page} is missing.", page=7)
    there = unpacked(packed(sentence, tmp_path), tmp_path)
    assert isinstance(there, Sentence)
    assert (there.template, dict(there.values)) == (sentence.template, {"page": 7})


def test_values_that_are_checked_as_they_are_made_are_checked_there_too(archive: Archive) -> None:
    made = carry_out(archive, BuildOrder("", today="2026-01-01"), progress=nothing, early=nothing)
    datings = [one.when for one in made.state.record.statements if one.when is not None]
    there = unpacked(packed(datings, archive.catalogue_dir), archive.catalogue_dir)
    assert there == datings
    assert [replace(one) for one in there] == datings
