"""What waits for a person: doubtful names, who copied whom, findings; each with what is needed to decide it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from variorum.edition.addresses import passage_anchor
from variorum.finding import Finding, NotFound, as_json
from variorum.pipeline.identities import InContext, NameReview
from variorum.reading_room.mending import mends_for
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.trays_of_theses import BEARINGS, cells, empty_cells, open_translations, translations
from variorum.reading_room.trays_together import doubts_like, settled_by, ties_like
from variorum.record import AboutDescent, AboutFinding
from variorum.saying import in_language, say
from variorum.stemma import SourceTie, dependence

NAMES, DESCENT, FINDINGS = "names", "descent", "findings"
TRANSLATIONS, THESES = "translations", "theses"
KEYS: Mapping[str, Mapping[str, str]] = {
    NAMES: {"s": "same", "d": "different", "n": "unsure"},
    DESCENT: {"y": "confirmed", "x": "refused", "n": "unsure"},
    TRANSLATIONS: {"y": "accepted"},
    THESES: BEARINGS,
    FINDINGS: {"a": "accepted"},
}
_MOST_PASSAGES = 3
_SHOWN = 600  # letters of a passage


def counts(shelves: Shelves) -> Mapping[str, int]:
    """How much waits in each tray."""
    return shelves.once("counts", lambda: _counted(shelves))


def _counted(shelves: Shelves) -> Mapping[str, int]:
    return {
        NAMES: len(_open_doubts(shelves)),
        DESCENT: len(_ties(shelves)),
        TRANSLATIONS: len(open_translations(shelves)),
        THESES: len(empty_cells(shelves)),
        FINDINGS: len(shelves.state.findings),
    }


def tray(room: Room, name: str, *, skipped: frozenset[str]) -> dict[str, object]:
    """The first thing in a tray that was not passed over, how much is left, and by which keys it is decided."""
    if name not in KEYS:
        raise NotFound(say("There is no tray “{name}”; there are {keys:,}.", name=name[:40], keys=tuple(KEYS)))
    left = counts(room.needed())[name]
    item = next((one for one in waiting_in(room, name) if one["about"] not in skipped), None)
    return {"tray": name, "left": left, "keys": dict(KEYS[name]), "item": item}


def waiting_in(room: Room, name: str) -> Iterator[dict[str, object]]:
    """What waits in a tray of `KEYS`, in the order in which it is asked."""
    laid = {
        NAMES: _names,
        DESCENT: _descent,
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
        "place": one.locator,
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "address": f"{shelves.state.site.addresses.leaf(place.source, place.page)}#at{place.start}-{place.end}",
    }


# ── who copied whom ─────────────────────────────────────────────────────────────────────────────────────────────────


def _inner(title: str) -> str:
    """A title that is going to stand in quotation marks: its own become inner ones."""
    return title.replace("«", "„").replace("»", "“") if "«" in title else title.replace("“", "‘").replace("”", "’")


def _ties(shelves: Shelves) -> list[SourceTie]:
    """The ties that rest on passages alone: neither judged nor declared in a dossier."""
    return [
        tie for tie in dependence(shelves.state.record).ties if tie.passages and not tie.judged and not tie.relation
    ]


def _descent(_room: Room, shelves: Shelves) -> Iterator[dict[str, object]]:
    site, waiting = shelves.state.site, _ties(shelves)
    for tie in sorted(waiting, key=lambda one: -one.words):
        passages = []
        for borrowing in tie.passages[:_MOST_PASSAGES]:
            sides = (borrowing.a, borrowing.b) if borrowing.a.source == tie.source else (borrowing.b, borrowing.a)
            passages.append([
                {
                    "source": side.source,
                    "title": site.named(side.source),
                    "text": side.text[:_SHOWN],
                    "address": f"{site.addresses.leaf(side.source, side.stretches[0].page)}"
                    f"#at{side.stretches[0].start}-{side.stretches[0].end}",
                }
                for side in sides
            ])  # fmt: skip
        yield {
            "about": AboutDescent(tie.source, tie.other).written,
            "together": ties_like(shelves, tie, waiting),
            "title": site.words("room.ask-descent", a=_inner(site.named(tie.source)), b=_inner(site.named(tie.other))),
            "because": [in_language(one, site.words.language) for one in tie.because],
            "direction": tie.direction,
            "certainty": tie.certainty,
            "a": {"name": site.named(tie.source), "address": site.addresses.sources.get(tie.source, "")},
            "b": {"name": site.named(tie.other), "address": site.addresses.sources.get(tie.other, "")},
            "pairs": passages,
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
