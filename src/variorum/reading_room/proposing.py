"""A statement proposed for words that were marked: source, place, words, names and date filled in, relations offered.

Nothing here is more than a proposal: a person looks at the form, changes what is wrong, and only then it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.catalogue.mentions import mentions_on
from variorum.dates.phrases import find_dates
from variorum.evidence import Identified, Verification
from variorum.finding import NotFound
from variorum.languages import writing
from variorum.quotation.cited_place import locator_of
from variorum.quotation.verification import Policy, as_json, verify
from variorum.reading_room.asked import BadRequest, PassageAsked
from variorum.reading_room.catching_up import WorkedOut
from variorum.reading_room.shelves import Shelves
from variorum.record import Page, Relation
from variorum.saying import say
from variorum.text.letters import compiled

_LONGEST = 6000  # letters of a passage
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n[ \t]*(?=[^\W\d_])")
_SENTENCE_END = compiled(r"[.!?…»”\"]\s+(?=[«“\"\p{Lu}])|\n\s*\n")
_WORD = re.compile(r"[^\W\d_]+")
_ACTS = ("person", "group")
_MOST = 12  # relations proposed
_TELLS_NOTHING = frozenset(
    (
        "the",
        "had",
        "has",
        "have",
        "was",
        "were",
        "been",
        "with",
        "from",
        "for",
        "and",
        "был",
        "была",
        "было",
        "были",
        "для",
    )
)


Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NearbyName:
    """A name in or near the passage, with the dossier that it names."""

    surface: str
    entity: str
    kind: str
    within: bool  # whether it stands in the words themselves
    near: bool  # or else in their sentences: who was named before may be who acts, and hardly to whom it was done
    name: str = ""  # the surface brought to the nominative


def propose(shelves: Shelves, asked: PassageAsked) -> dict[str, object]:
    """The form for a passage; NotFound where there is no such page, BadRequest where the offsets are none of it."""
    state = shelves.state
    page = page_of(state, asked.source, asked.page)
    start, end = _trimmed(page.text, asked.start, asked.end)
    around = _around(page.text, start, end)
    about = asked.about_start, asked.about_end
    if not start <= about[0] < about[1] <= end:
        about = start, end
    named = list(_named(state, page, (start, end), about, around=around))
    subject = next((one for one in named if one.kind in _ACTS), None)
    other = next((one for one in named if one.near and one.entity != (subject.entity if subject else "")), None)
    locator = page.locator_at(start)
    words, verification = _words(state, page, start, end, locator)
    texts = [page.text[first:last] for first, last in (about, (start, end), around)]
    relations = _relations(state, texts, (subject, other))
    return {
        "source": page.source,
        "page": page.sequence,
        "start": start,
        "end": end,
        "locator": locator,
        "quotation": words,
        "stance": "affirms",
        "dossier": subject.entity if subject else "",
        "relation": "",
        "object": f"[[{other.entity}]]" if other else "",
        "date": _date(state, page, (start, end), about, around=around),
        "named": [
            {
                "surface": one.surface,
                "id": one.entity,
                "title": state.site.named(one.entity),
                "kind": one.kind,
                "within": one.within,
                "name": one.name,
            }
            for one in named[:20]
        ],
        "language": state.record.sources[page.source].language,
        "shared": list(_shared(state, page, start, end)),
        "relations": relations,
        "verification": as_json(verification, state.texts),
    }


def _shared(state: WorkedOut, page: Page, start: int, end: int) -> Iterator[dict[str, str]]:
    """The sources that have these words too, those that share something of the page after them."""
    stretches = state.site.survey.shared.get((page.source, page.sequence), ())
    here = [one for one in stretches if one.start < end and one.end > start]
    sides = [side for one in (*here, *stretches) for side in (one.borrowing.a, one.borrowing.b)]
    for key in dict.fromkeys(side.source for side in sides if side.source != page.source):
        yield {"source": key, "title": state.site.named(key)}


def page_of(state: WorkedOut, source: str, sequence: int) -> Page:
    """One page of a source's text."""
    if source not in state.record.sources:
        raise NotFound(say("There is no source “{source}” in the archive.", source=source[:80]))
    page = state.catalogue.page(source, sequence)
    if page is None:
        raise NotFound(say("{source} has no page {page}.", source=source, page=sequence))
    return page


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    if not 0 <= start < end <= len(text):
        raise BadRequest(say("The words that were marked do not stand on this page any more; load it again."))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise BadRequest(say("Nothing but white space is marked."))
    if end - start > _LONGEST:
        raise BadRequest(
            say(
                "The passage has {n:,} letters; {most:,} are the most that a witness is for.",
                n=end - start,
                most=_LONGEST,
            )
        )
    return start, end


def _words(state: WorkedOut, page: Page, start: int, end: int, locator: str) -> tuple[str, Verification]:
    """The words as a witness quotes them, on one line, and what they turn out to be, read the way that holds best."""
    raw = page.text[start:end]
    policy = Policy(state.record.settings.levelling)
    place = locator_of(locator) if locator else None
    tried = []
    for words in dict.fromkeys(" ".join(text.split()) for text in (_BROKEN.sub("", raw), raw.replace("-\n", "-"), raw)):
        verification = verify(words, state.texts, source=page.source, locator=place, policy=policy)
        if verification.verdict == "verbatim":
            return words, verification
        tried.append((words, verification))
    return tried[0]


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentences that the words stand in."""
    first = 0
    for match in _SENTENCE_END.finditer(text, max(0, start - 1200), start):
        first = match.end()
    after = _SENTENCE_END.search(text, max(start, end - 1), min(len(text), end + 1200))
    return max(first, start - 1200), after.start() + 1 if after else min(len(text), end + 400)


def _named(state: WorkedOut, page: Page, words: Bounds, about: Bounds, *, around: Bounds) -> Iterator[NearbyName]:
    """Who is named: in the words first, those nearest to what was looked for before others, then in their sentences,
    then before on the page; each dossier once.
    """
    found = mentions_on(state.catalogue, page.source, page=page.sequence)
    within = [one for one in found if one.mention.start < words[1] and one.mention.end > words[0]]
    within.sort(key=lambda one: _distance((one.mention.start, one.mention.end), about))
    near = [one for one in found if one.mention.start < around[1] and one.mention.end > around[0]]
    before = [one for one in reversed(found) if one.mention.end <= words[0]]
    seen: set[str] = set()
    for one in (*within, *near, *before):
        for entity in _meant(one):
            if entity not in seen and entity in state.record.entities:
                seen.add(entity)
                kind = state.record.entities[entity].kind
                yield NearbyName(one.mention.surface, entity, kind, one in within, one in near)


def _meant(one: Identified) -> Sequence[str]:
    return (one.entity,) if one.entity else one.candidates


def _distance(one: Bounds, other: Bounds) -> int:
    """The letters between two stretches; 0 where they touch or overlap."""
    return max(0, one[0] - other[1], other[0] - one[1])


def _date(state: WorkedOut, page: Page, words: Bounds, about: Bounds, *, around: Bounds) -> str:
    """The date in the words, the nearest to what was looked for, or else in their sentences, as EDTF; or empty."""
    source = state.record.sources[page.source]
    told_from = source.composed or source.published
    calendar = state.record.settings.calendar
    phrases = find_dates(
        page.text[around[0] : around[1]],
        calendar=calendar,
        relative_to=told_from.edtf if told_from and told_from.edtf else None,
    )
    placed = [(one.start + around[0], one.end + around[0], one.dating.edtf) for one in phrases if one.dating.edtf]
    placed.sort(key=lambda one: _distance(one[:2], about))
    inside = [edtf for start, end, edtf in placed if start < words[1] and end > words[0]]
    return next(iter(inside or [edtf for _, _, edtf in placed]), "")


def _relations(state: WorkedOut, texts: Sequence[str], who: tuple[NearbyName | None, NearbyName | None]) -> list[str]:
    """The relations whose wording one of the texts has, each a part of the next: those first that the innermost has,
    and those that fit who is named first.

    They are offered and never filled in: who did what to whom is the historian's to say, and a form that is filled in
    wrongly is signed too easily ("was dictated by Ladygin to Berg and typed" does not say that Ladygin typed).
    """
    said = [{lemma for word in _WORD.findall(text) for lemma in _lemmas(word)} for text in texts]
    subject, other = who
    scored: list[tuple[float, str]] = []
    for relation in state.record.vocabulary.relations.values():
        wordings = list(_wordings(relation))
        looked_for, whole, best = (max((_share(wording, each) for wording in wordings), default=0.0) for each in said)
        if best <= 0:
            continue
        fits = (subject is None or subject.kind in relation.domain) + (other is None or other.kind in relation.range)
        scored.append((-4 * looked_for - 2 * whole - best - fits, relation.name))
    return [name for _, name in sorted(scored)[:_MOST]]


def _wordings(relation: Relation) -> Iterator[str]:
    yield relation.name
    yield from relation.labels.values()
    yield from relation.also


def _share(wording: str, said: set[str]) -> float:
    """The share of a wording's telling words that the sentence has; nothing where its first word is missing."""
    words = [_lemmas(word) for word in _WORD.findall(wording) if len(word) > 2 and word not in _TELLS_NOTHING]
    if not words or said.isdisjoint(words[0]):
        return 0.0
    return sum(not said.isdisjoint(word) for word in words) / len(words)


@lru_cache(maxsize=8192)
def _lemmas(word: str) -> frozenset[str]:
    """The dictionary forms of a word, by the language that its script stands for; else the word as it is."""
    word = word.casefold().replace("ё", "е")
    return frozenset(lemma for one in writing(word) for lemma in one.lemmas(word)) or frozenset((word,))
