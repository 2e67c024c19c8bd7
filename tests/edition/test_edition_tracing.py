"""A traced site: whatever is looked at is told, and what is not told cannot be had."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from variorum.disclosure.openness import OwnersView
from variorum.edition.publishing import Imprint, owners_site
from variorum.edition.shared import source_link
from variorum.edition.site import Sheet, Site
from variorum.edition.tracing import NotTraced, SiteParts
from variorum.evidence import Identified, Mention, Naming, Unmatched
from variorum.examined import Examined
from variorum.record import Entity, Page, Source
from variorum.saying import told_in

RECORD = Examined(
    sources={key: Source(key, title=f"The {key}", authors=("orlova",)) for key in ("memoir", "history")},
    entities={"orlova": Entity("orlova", "person", "Vera Orlova")},
)
Texts = Mapping[str, tuple[Page, ...]]
TEXTS: Texts = {key: (Page(key, 1, "1", f"Orlova stands in the {key}."),) for key in RECORD.sources}
NAMES = {key: (Identified(Mention(key, 1, 0, 6, "Orlova", "person", "Orlova", "model"), "orlova", "rule"),)
         for key in RECORD.sources}  # fmt: skip


def site_of(record: Examined = RECORD, texts: Texts = TEXTS, *, heard_from: str = "", **more: Any) -> Site:
    whole = OwnersView(record, pages_of=lambda key: texts[key], mentions_of=lambda key: NAMES.get(key, ()), **more)
    site = owners_site(whole.opened(), explanations={}, imprint=Imprint(), live={})
    return replace(site, heard_from=heard_from)


def told_by(look: Callable[[Site], object], site: Site | None = None) -> dict[str, str]:
    """What is told, with the digest of each, while somebody looks at a site."""
    parts = SiteParts(site or site_of(), lambda _: "")
    told: dict[str, str] = {}
    look(parts.traced(lambda part: told.update({part: parts.digest(part)})))
    return told


def test_an_entry_looked_up_is_told_and_no_other() -> None:
    told = told_by(lambda site: site.record.sources["memoir"].title)
    assert set(told) == {"salt", "record.sources['memoir']"}


@pytest.mark.parametrize(
    "look",
    [
        lambda site: list(site.record.sources),
        lambda site: len(site.record.sources),
        lambda site: site.record.sources.values(),
        lambda site: site.record.sources.items(),
        lambda site: {**site.record.sources},
        lambda site: sorted(site.record.sources),
        lambda site: bool(site.record.sources),
    ],
)
def test_a_table_gone_through_is_told_as_a_whole(look: Callable[[Site], Any]) -> None:
    def through(site: Site) -> None:
        found = look(site)
        if not isinstance(found, (int, bool)):
            list(found)

    assert "record.sources" in told_by(through)


def test_what_is_missing_is_told_too() -> None:
    told = told_by(lambda site: site.record.sources.get("letter"))
    with_it = replace(RECORD, sources={**RECORD.sources, "letter": Source("letter")})
    texts = {**TEXTS, "letter": ()}
    assert told["record.sources['letter']"] != SiteParts(site_of(with_it, texts), lambda _: "").digest(
        "record.sources['letter']"
    )


def test_methods_run_on_what_is_traced() -> None:
    told = told_by(
        lambda site: (site.named("orlova"), source_link(site, "memoir", ""), site.addresses.leaf("memoir", 1))
    )
    assert {"record.entities['orlova']", "items['memoir']", "addresses.sources['memoir']"} <= set(told)


def test_the_text_of_a_source_is_told_by_that_source_alone() -> None:
    told = told_by(lambda site: (site.pages_of("memoir"), site.places.outline("memoir")))
    assert [part for part in told if part.startswith("text")] == ["text of memoir"]
    other = site_of(texts={**TEXTS, "memoir": (Page("memoir", 1, "1", "Nobody."),)})
    assert told["text of memoir"] != SiteParts(other, lambda _: "").digest("text of memoir")


def test_what_no_digest_tells_cannot_be_had() -> None:
    for look in (lambda site: site.chronology, lambda site: site.opened.pages_of, lambda site: site.heard):
        with pytest.raises(NotTraced):
            told_by(look)


def test_every_field_of_a_site_is_traced_or_refused_or_covered_by_the_salt() -> None:
    """A field that is added to the site is had by no work before somebody says how it is told."""
    for name in Site.__dataclass_fields__:
        try:
            told = told_by(lambda site, name=name: getattr(site, name))  # type: ignore[misc]
        except NotTraced:
            continue
        covered = {"words", "style", "press", "recall", "places", "pages_of"}  # told when they are used
        traced = {"opened", "survey", "addresses", "items", "explanations", "printed", "company"}
        assert set(told) - {"salt"} or name in covered | traced, name


def names_told(record: Examined, texts: Texts, mentions: str) -> str:
    return told_by(lambda site: site.named_on("memoir"), site_of(record, texts, heard_from=mentions))["hearing"]


def test_who_is_named_is_told_by_all_that_it_is_heard_from() -> None:
    before = names_told(RECORD, TEXTS, "a")
    assert before == names_told(RECORD, TEXTS, "a")
    unmatched = Naming(unmatched=(Unmatched("Lesnov", "person", {"Lesnov": 1}, 1, ("memoir",)),))
    others: tuple[tuple[Examined, Texts, str], ...] = (
        (RECORD, TEXTS, "b"),
        (replace(RECORD, entities={}), TEXTS, "a"),
        (replace(RECORD, sources={"memoir": RECORD.sources["memoir"]}), TEXTS, "a"),
        (replace(RECORD, naming=unmatched), TEXTS, "a"),
        (RECORD, {**TEXTS, "history": (Page("history", 1, "2", "Orlova."),)}, "a"),
    )
    assert before not in {names_told(*other) for other in others}
    assert names_told(RECORD, TEXTS, "") == names_told(replace(RECORD), TEXTS, "")


def test_sentences_that_are_the_same_in_english_alone_are_two() -> None:
    one, other = (told_in({"en": "It was so.", "ru": said}) for said in ("Так было.", "Было так."))
    assert one == other
    press = site_of().press
    assert press.key("leaf.html", said=one) != press.key("leaf.html", said=other)


def sheets_that_look(site: Site) -> Iterator[Sheet]:
    for key in site.record.sources:
        yield site.sheet(f"{key}.html", "leaf.html", section="source", title=site.record.sources[key].title)


def test_sheets_that_are_kept_have_the_addresses_and_keys_that_they_have_when_laid_out() -> None:
    site = site_of()
    kept = [(sheet.address, sheet.key) for sheet in site.kept(sheets_that_look)]
    assert kept == [(sheet.address, sheet.key) for sheet in sheets_that_look(site)]
