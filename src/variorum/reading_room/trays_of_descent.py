"""Who copied whom, as a person is asked: what bears on the history first, nothing that the texts tell themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from variorum.edition.shared import grounds_in_words
from variorum.edition.site import Site
from variorum.languages.registry import table
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.trays_together import ties_like
from variorum.record import AboutDescent
from variorum.stemma import SourceTie, dependence
from variorum.stemma.grounds import COMMON, UNKNOWN
from variorum.stemma.lineage import judged_descents

DIRECTED = {"y": "confirmed", "x": "refused", "n": "unsure"}
UNDIRECTED = {"y": "confirmed", "o": "reverse", "x": "neither", "n": "unsure"}
_QUOTED = re.compile('[«„“"]([^«»„“”"]*)[»“”"]')
_FEW = 20  # words in common that nothing marks; fewer are a title, a heading, a line of a bibliography
_MOST_PASSAGES = 3
_MOST_REASONS = 6
_SHOWN = 600  # letters of a passage


def open_ties(shelves: Shelves) -> list[SourceTie]:
    """The ties that a person is asked about, those first on which the standing of a statement's witnesses depends.

    A tie is not asked about where it was judged either way or declared, where a firm ground or a quoted third shows
    what it is, where it is told already by a longer way, or where whoever has the words marks them, but for a few.
    """
    return shelves.once("ties", lambda: _asked_about(shelves))


def besides(shelves: Shelves) -> int:
    """How many pairs of sources have words in common that nobody judged, and are not asked about."""
    return sum(map(_rests_on_passages, dependence(shelves.state.record).ties)) - len(open_ties(shelves))


def _rests_on_passages(tie: SourceTie) -> bool:
    return bool(tie.passages) and not tie.judged and not tie.relation


def _asked_about(shelves: Shelves) -> list[SourceTie]:
    record = shelves.state.record
    judged = {frozenset(pair) for pair in judged_descents(record.judgements)}
    beside: Counter[frozenset[str]] = Counter()  # how many statements two sources both bear witness to
    cited: set[str] = set()
    for statement in record.statements:
        keys = sorted({witness.citation.checked_in.source for witness in statement.witnesses})
        cited.update(keys)
        beside.update(map(frozenset, combinations(keys, 2)))
    weighed = []
    for tie in filter(_rests_on_passages, dependence(record).ties):
        pair = frozenset((tie.source, tie.other))
        words = sum(passage.words for passage in tie.unmarked)
        tells_itself = tie.direction == COMMON or tie.certainty == "shown" or tie.through or words < _FEW
        if pair not in judged and (beside[pair] or not tells_itself):
            weighed.append(((-beside[pair], -len(pair & cited), -words, tie.source, tie.other, tie.direction), tie))
    return [tie for _, tie in sorted(weighed, key=lambda one: one[0])]


def descent(_room: Room, shelves: Shelves) -> Iterator[dict[str, object]]:
    """What waits in the tray; of a tie without a direction either way may be said, or neither."""
    site, waiting = shelves.state.site, open_ties(shelves)
    for tie in waiting:
        passages = []
        told = tie.unmarked
        for borrowing in sorted(tie.passages, key=lambda one: (one not in told, -one.words))[:_MOST_PASSAGES]:
            sides = (borrowing.a, borrowing.b) if borrowing.a.source == tie.source else (borrowing.b, borrowing.a)
            passages.append([
                {
                    "title": site.named(side.source),
                    "text": side.text if len(side.text) <= _SHOWN else f"{side.text[:_SHOWN].rsplit(None, 1)[0]} …",
                    "address": f"{site.addresses.leaf(side.source, side.stretches[0].page)}"
                    f"#at{side.stretches[0].start}-{side.stretches[0].end}",
                }
                for side in sides
            ])  # fmt: skip
        undirected = tie.direction in (COMMON, UNKNOWN)
        yield {
            "about": AboutDescent(tie.source, tie.other).written,
            "reverse": AboutDescent(tie.other, tie.source).written if undirected else "",
            "keys": UNDIRECTED if undirected else DIRECTED,
            "together": [] if undirected else ties_like(shelves, tie, waiting),
            "title": site.words("room.ask-descent", a=_titled(site, tie.source), b=_titled(site, tie.other)),
            "because": grounds_in_words(site, tie, lambda key: _in_quotes(site, key))[:_MOST_REASONS],
            "direction": tie.direction,
            "certainty": tie.certainty,
            "a": {"name": site.named(tie.source), "address": site.addresses.sources.get(tie.source, "")},
            "b": {"name": site.named(tie.other), "address": site.addresses.sources.get(tie.other, "")},
            "pairs": passages,
        }


def _in_quotes(site: Site, source: str) -> str:
    """A title that is named within a sentence."""
    opening, closing = site.words.quotes
    return f"{opening}{_titled(site, source)}{closing}"


def _titled(site: Site, source: str) -> str:
    return _inner(site.named(source), site.words.language)


def _inner(title: str, language: str) -> str:
    """A title that is going to stand in quotation marks of a language: its own become that language's inner ones."""
    inner = str((table(language, "telling") or table("en", "telling"))["inner"])
    return _QUOTED.sub(lambda quoted: inner.format(words=quoted[1]), title)
