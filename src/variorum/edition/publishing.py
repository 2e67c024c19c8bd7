"""Publishing: the archive's record as a static site that needs neither a server nor JavaScript.

The same record gives the same bytes. What may not leave the archive was taken out before the first page is made
(`openness`); everything is written beside the old edition and put in its place whole (`folder`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from variorum import chronology
from variorum.analysis.co_presence import encounters
from variorum.disclosure.openness import InPlace, Opened, OwnersView, open_to_all
from variorum.edition.addresses import assign_addresses, picture_of_leaf
from variorum.edition.citation_addresses import CitationAddresses
from variorum.edition.citing.item import item_of
from variorum.edition.citing.notes import style_for, style_named
from variorum.edition.finding_names import by_name
from variorum.edition.folder import Published, Workplace, new_edition
from variorum.edition.named import NamesHeard
from variorum.edition.parts import Way, all_sheets, bar_of, foot_of
from variorum.edition.recalling import Recall, at_once
from variorum.edition.rendering import Press
from variorum.edition.shipped import assets, has_islands, templates_digest
from variorum.edition.site import Explanation, Site
from variorum.edition.survey import survey
from variorum.edition.wording import InterfaceWords, words_of
from variorum.evidence import PagePicture
from variorum.examined import Examined
from variorum.finding import Finding

PictureOf = Callable[[PagePicture], bytes | None]
MOST_PICTURES = 300_000_000
"""Bytes of pictures that one edition holds at most."""


def _no_picture(_: PagePicture) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Imprint:
    """How an edition is to look and what it says of its making."""

    language: str = "en"
    style: str = ""  # a citation style's name; empty for the one that readers of the language expect
    program_version: str = ""
    rules: str = ""  # a digest of the code that makes pages: where it is another, every page is made anew
    names: str = ""  # a digest of all names in sources that it may show; empty where there is none


def opened_in(
    language: str,
    whole: OwnersView,
    *,
    today: str = "",
    recheck: Callable[[Examined], Iterable[Finding]] | None = None,
) -> Opened:
    """What may leave (`open_to_all`), with what stands in place of the rest said in the interface's language."""
    words = words_of(language)
    in_place = InPlace(words("closed.passage"), words("closed.witness"))
    return open_to_all(whole, today=today, in_place=in_place, recheck=recheck)


def publish(
    opened: Opened,
    *,
    out: Path,
    imprint: Imprint = Imprint(),
    explanations: Mapping[str, Explanation] | None = None,
    progress: Callable[[int, int], None] | None = None,
    picture_of: PictureOf = _no_picture,
    recall: Recall = at_once,
) -> Published:
    """Write the edition of what may leave to `out`, replacing the edition that stood there.

    `recall` may keep what is worked out of values handed in alone, or of what was looked at.
    `picture_of` gives the picture of a page as a JPEG, None where it cannot: of sources that say so it is published.
    `progress` is told how many pages are made, and about how many there will be. Raises Refused where `out` holds
    anything but an edition or cannot be written, NotFound for a language or style that there is not.
    """
    expected = _about_how_many(opened.record)
    site = _site(opened, explanations or {}, imprint)
    with new_edition(out) as workplace:
        site = replace(site, printed=_printed(site, workplace, picture_of), recall=recall)
        pages = 0
        for sheet in all_sheets(site):
            pages += sheet.address.endswith(".html")
            if progress and pages % 25 == 0:
                progress(pages, max(expected, pages))
            if not workplace.keep(sheet.address, sheet.key):
                workplace.write(sheet.address, sheet.render().encode("utf-8", "replace"), sheet.key)
        for address, content in assets():
            workplace.write(address, content)
        workplace.write("assets/counts.css", counts_in_bar(bar_of(opened, site.words)))
    return Published(pages, workplace.size, workplace.kept, tuple(sorted(opened.closed)), opened.withheld_findings)


def _printed(site: Site, workplace: Workplace, picture_of: PictureOf) -> dict[tuple[str, int], PagePicture]:
    """The pictures that may be published, written beside their pages; those beyond the bound of an edition are not."""
    written: dict[tuple[str, int], PagePicture] = {}
    left = MOST_PICTURES
    for key, pictures in site.record.facsimiles.items():
        source = site.record.sources.get(key)
        if source is None or not source.facsimile.publish or key in site.opened.masked:
            continue
        for picture in pictures:
            content = picture_of(picture) if left > 0 else None
            if content is not None and len(content) <= left:
                left -= len(content)
                workplace.write(picture_of_leaf(site.addresses.leaf(key, picture.page)), content)
                written[key, picture.page] = picture
    return written


def owners_site(
    opened: Opened,
    *,
    explanations: Mapping[str, Explanation],
    imprint: Imprint,
    live: Mapping[str, str],
) -> Site:
    """What the pages of the reading room are made from: the very pages of the edition, with what `live` adds to them.

    `opened` holds everything, since the owner of an archive may see all of it.
    """
    site = _site(opened, explanations, imprint)
    site.heard.everywhere()  # at once, and not by whoever first opens a dossier
    own = [entry for entry in bar_of(opened, site.words) if entry.section != "search"]  # searched on every page
    return replace(site, press=Press({**site.press.common, "live": live, "nav": own}))


def counts_in_bar(bar: Iterable[Way]) -> bytes:
    """The style sheet that says in the bar of every page how many things wait there, so that no page has the number.

    One more finding would otherwise write every page of the edition anew.
    """
    said = (
        f'.bar [data-counted="{way.section}"]::after {{ content: " {way.number}"; }}\n' for way in bar if way.number
    )
    return "".join(said).encode()


def _about_how_many(record: Examined) -> int:
    """How many pages there will be, near enough for a bar: a page per page of text, and three per dossier."""
    texts = sum(len(holding.labels) for key, holding in record.holdings.items() if key in record.sources)
    return texts + len(record.sources) + 3 * len(record.entities) + 30


def _site(opened: Opened, explanations: Mapping[str, Explanation], imprint: Imprint) -> Site:
    words = words_of(imprint.language)
    record = opened.record
    addresses = assign_addresses(record)
    common = _common(opened, words, imprint)
    told = {**common, "nav": [one if one.number is None else replace(one, number=0) for one in bar_of(opened, words)]}
    shown = [value for name, value in sorted(told.items()) if name not in ("t", "live")]
    items = {key: item_of(source, record.entities) for key, source in record.sources.items()}
    times = chronology.of(record)
    opened = by_name(opened, items, words, times)
    made_with = f"{imprint.rules} {templates_digest()} {words.language} {imprint.style} {shown!r}"
    salt = sha256(made_with.encode("utf-8", "surrogatepass")).hexdigest()
    return Site(
        opened=opened,
        survey=survey(record, opened.findings),
        addresses=addresses,
        words=words,
        style=style_named(imprint.style) if imprint.style else style_for(words.language),
        press=Press(common, salt),
        items=items,
        places=CitationAddresses(addresses, opened.pages_of),
        pages_of=opened.pages_of,
        explanations=explanations,
        chronology=times,
        clashes=times.contradictions(),
        company=encounters(record, times),
        heard=NamesHeard(record, opened.mentions_of, opened.pages_of),
        heard_from=imprint.names,
        program_version=imprint.program_version,
    )


def _common(opened: Opened, words: InterfaceWords, imprint: Imprint) -> dict[str, object]:
    """What every template may show."""
    return {
        "t": words,
        "live": {},
        "archive": opened.record.settings.title or words("nav.archive"),
        "nav": bar_of(opened, words),
        "foot": foot_of(opened, words),
        "made": words("colophon.made", version=imprint.program_version).replace(" .", "."),
        "islands": has_islands(),
        "ledger_words": _sentences(words, filter="filter", hint="filter-hint", shown="shown", sortBy="sort-by"),
        "search_words": json.dumps(
            {"search": words("index.search"), "hint": words("index.search-hint"), "found": words("index.found")},
            ensure_ascii=False,
        ),
    }


def _sentences(words: InterfaceWords, **keys: str) -> str:
    """Sentences that an island fills in by itself, as JSON for an attribute."""
    return json.dumps({name: words(f"findings.{key}") for name, key in keys.items()}, ensure_ascii=False)
