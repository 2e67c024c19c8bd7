"""What waits for a person: doubtful names, findings; each with what is needed to decide it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from variorum.edition.addresses import passage_anchor
from variorum.edition.in_words import place_in_words
from variorum.finding import Finding, NotFound, as_json
from variorum.pipeline.identities import InContext, NameReview
from variorum.reading_room.mending import mends_for
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.trays_of_descent import DIRECTED, besides, descent, open_ties
from variorum.reading_room.trays_of_theses import BEARINGS, cells, empty_cells, open_translations, translations
from variorum.reading_room.trays_together import doubts_like, settled_by
from variorum.record import AboutFinding
from variorum.saying import in_language, say

NAMES, DESCENT, FINDINGS = "names", "descent", "findings"
TRANSLATIONS, THESES = "translations", "theses"
KEYS: Mapping[str, Mapping[str, str]] = {
    NAMES: {"s": "same", "d": "different", "n": "unsure"},
    DESCENT: DIRECTED,
    TRANSLATIONS: {"y": "accepted"},
    THESES: BEARINGS,
    FINDINGS: {"a": "accepted"},
}
_MOST_PASSAGES = 3


def counts(shelves: Shelves) -> Mapping[str, int]:
    """How much waits in each tray."""
    return shelves.once("counts", lambda: _counted(shelves))


def _counted(shelves: Shelves) -> Mapping[str, int]:
    return {
        NAMES: len(_open_doubts(shelves)),
        DESCENT: len(open_ties(shelves)),
        TRANSLATIONS: len(open_translations(shelves)),
        THESES: len(empty_cells(shelves)),
        FINDINGS: len(shelves.state.findings),
    }


def tray(room: Room, name: str, *, skipped: frozenset[str]) -> dict[str, object]:
    """The first thing in a tray that was not passed over, how much is left, and by which keys it is decided."""
    if name not in KEYS:
        raise NotFound(say("There is no tray “{name}”; there are {keys:,}.", name=name[:40], keys=tuple(KEYS)))
    shelves = room.needed()
    left = counts(shelves)[name]
    item = next((one for one in waiting_in(room, name) if one["about"] not in skipped), None)
    keys = (item and item.get("keys")) or dict(KEYS[name])
    unasked = besides(shelves) if name == DESCENT else 0
    return {"tray": name, "left": left, "keys": keys, "item": item, "besides": unasked}


def waiting_in(room: Room, name: str) -> Iterator[dict[str, object]]:
    """What waits in a tray of `KEYS`, in the order in which it is asked."""
    laid = {
        NAMES: _names,
        DESCENT: descent,
        TRANSLATIONS: translations,
        THESES: cells,
        FINDINGS: _findings,
    }
    return laid[name](room, room.needed())


# ── who is meant ────────────────────────────────────────────────────────────────────────────────────────────────────


def _open_doubts(shelves: Shelves) -> set[str]:
    """The matters in doubt that nobody has judged, or that somebody is unsure of only."""
    judged = {one.about for one in shelves.state.record.judgements if one.verdict == "unsure"}
    return {doubt.about for doubt in shelves.state.record.naming.doubts} - judged


def _names(room: Room, shelves: Shelves) -> Iterator[dict[str, object]]:
    state = shelves.state
    still_open = _open_doubts(shelves)
    asking = NameReview(room.archive, state.record, state.catalogue)
    waiting = [one for one in state.record.naming.doubts if one.about in still_open]
    for question in asking.questions():
        doubt = question.doubt
        if doubt.about not in still_open:
            continue
        together = doubts_like(shelves, doubt, waiting)
        yield {
            "about": doubt.about,
            "together": together,
            "settles": settled_by(shelves, [doubt.about], waiting),
            "title": state.site.words("room.ask-names", a=_name(shelves, doubt.a), b=_name(shelves, doubt.b)),
            "because": [in_language(one, state.site.words.language) for one in doubt.because],
            "a": {"name": _name(shelves, doubt.a), "address": _address(shelves, doubt.a),
                  "passages": [_passage(shelves, one) for one in question.places[:_MOST_PASSAGES]]},
            "b": {"name": _name(shelves, doubt.b), "address": _address(shelves, doubt.b),
                  "passages": [_passage(shelves, one) for one in question.known[:_MOST_PASSAGES]]},
        }  # fmt: skip


def _name(shelves: Shelves, id_: str) -> str:
    return shelves.state.site.named(id_)


def _address(shelves: Shelves, id_: str) -> str:
    return shelves.state.site.addresses.dossier(id_) or ""


def _passage(shelves: Shelves, one: InContext) -> dict[str, object]:
    place = one.place
    return {
        "source": place.source,
        "title": shelves.state.site.named(place.source),
        "place": place_in_words(one.locator, shelves.state.site.words),
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "address": f"{shelves.state.site.addresses.leaf(place.source, place.page)}#at{place.start}-{place.end}",
    }


# ── findings ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _findings(room: Room, shelves: Shelves) -> Iterator[dict[str, object]]:
    """The gravest first; within a kind in the order of the files."""
    explanations, language = shelves.state.site.explanations, shelves.state.site.words.language
    for finding in sorted(shelves.state.findings, key=lambda one: -one.severity):
        explained = explanations.get(finding.code)
        yield {
            "about": AboutFinding(finding.identity).written,
            "title": in_language(finding.message, language),
            "because": [in_language(one, language) for one in finding.evidence],
            "alike": sum(one.code == finding.code for one in shelves.state.findings),
            "finding": as_json(finding),
            "mends": mends_for(room, finding),
            "why": shelves.state.site.words.said(explained.why) if explained else "",
            "places": list(_places(shelves, finding)),
        }


def _places(shelves: Shelves, finding: Finding) -> Iterator[dict[str, str]]:
    site = shelves.state.site
    for about in finding.about:
        if not isinstance(about, str):
            if about.source in site.addresses.sources:
                leaf = site.addresses.leaf(about.source, about.page)
                yield {
                    "name": site.named(about.source),
                    "address": f"{leaf}#{passage_anchor(about.start, about.end)}",
                }
            continue
        dossier = about.partition("#")[0]
        if (address := site.addresses.dossier(dossier)) is not None:
            yield {"name": site.named(dossier), "address": address}
