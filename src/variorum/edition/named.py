"""Who is named where in the open sources, gathered once for an edition from what was found in each.

Every count of the pages comes from the mentions themselves, so that nothing of a source that is not open can be counted
with the others. What is kept grows with the mentions; the words around them are kept for a bounded number of each name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from variorum.evidence import Identified, Mention, Span, Unmatched
from variorum.examined import Examined
from variorum.record import Page
from variorum.text.shown import in_one_line, unwrapped

MentionsOf = Callable[[str], Sequence[Identified]]
MOST_LINES = 200  # of one concordance
_AROUND = 60  # letters kept on either side of a name
_SPACE = re.compile(r"\s+")
_SPACE_AT_END = re.compile(r" $")  # would not be shown


@dataclass(frozen=True, slots=True)
class NamedIn:
    """How often a name stands in one source, and where first."""

    source: str
    times: int
    first: Span


@dataclass(frozen=True, slots=True)
class NamedAs:
    """One form of a name in the nominative, with the sources that have it and the letters in which it stands there."""

    form: str
    times: int
    sources: tuple[NamedIn, ...]
    surfaces: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A name in its context: the words before it, itself, and the words after it."""

    at: Span
    before: str
    surface: str
    after: str


@dataclass(frozen=True, slots=True)
class PlacesNamed:
    """All places in which one dossier is named, or one name that has none."""

    times: int = 0
    sources: tuple[NamedIn, ...] = ()  # in the order of the record
    forms: tuple[NamedAs, ...] = ()  # the most frequent first
    lines: tuple[NamedLine, ...] = ()  # by source, then in the order of the text


@dataclass(frozen=True, slots=True)
class Hearing:
    """Who is named where: by dossier, and the names that have no dossier."""

    of_entity: Mapping[str, PlacesNamed] = field(default_factory=dict)
    without_dossier: tuple[tuple[Unmatched, PlacesNamed], ...] = ()
    locators: Mapping[Span, str] = field(default_factory=dict)  # of every line, and of every first place
    open: Mapping[str, int] = field(default_factory=dict)  # by dossier: in how many places it may be meant, or not


NOBODY = PlacesNamed()


@dataclass(slots=True)
class NamesHeard:
    """Who is named where in the texts of a public record, heard when it is first asked for."""

    record: Examined
    mentions_of: MentionsOf
    pages_of: Callable[[str], Sequence[Page]]
    _hearing: Hearing | None = None
    _on_pages: dict[str, Mapping[int, tuple[Identified, ...]]] = field(default_factory=dict)

    def everywhere(self) -> Hearing:
        """All of it."""
        if self._hearing is None:
            self._hearing = hear(self.record, self._read, self.pages_of)
        return self._hearing

    def on_pages(self, source: str) -> Mapping[int, tuple[Identified, ...]]:
        """The names on each page of one source, for which no other need be read."""
        if source not in self._on_pages:
            self._read(source)
        return self._on_pages[source]

    def _read(self, source: str) -> Sequence[Identified]:
        mentions = self.mentions_of(source)
        self._on_pages[source] = named_on_pages(self.record, mentions)
        return mentions


def hear(
    record: Examined,
    mentions_of: MentionsOf,
    pages_of: Callable[[str], Sequence[Page]],
    *,
    most_lines: int = MOST_LINES,
) -> Hearing:
    """Gather the mentions of every source of a public record."""
    of_entity: defaultdict[str, list[Mention]] = defaultdict(list)
    of_name: defaultdict[int, list[Mention]] = defaultdict(list)
    unmatched = record.once(_unmatched_by_form)
    still_open: Counter[str] = Counter()
    for source in record.sources:
        for identified in mentions_of(source):
            mention = identified.mention
            still_open.update(() if identified.entity else identified.candidates)
            if identified.entity in record.entities:
                of_entity[identified.entity].append(mention)
            elif (number := unmatched.get((mention.kind, mention.surface))) is not None and not identified.entity:
                of_name[number].append(mention)
    named = {entity: _named(mentions) for entity, mentions in of_entity.items()}
    nameless = tuple((record.naming.unmatched[number], _named(of_name[number])) for number in sorted(of_name))
    chosen = {entity: _fair_share(mentions, most_lines) for entity, mentions in of_entity.items()}
    lines, locators = _in_context(chosen, [*named.values(), *(one for _, one in nameless)], pages_of)
    return Hearing(
        {entity: replace(one, lines=tuple(lines.get(entity, ()))) for entity, one in named.items()},
        nameless,
        locators,
        still_open,
    )


def named_on_pages(record: Examined, mentions: Iterable[Identified]) -> Mapping[int, tuple[Identified, ...]]:
    """The names on each page of one source that lead somewhere, or to which something leads, none over another.

    Of a name without a dossier that is the first place alone, to which the index leads.
    """
    on_page: defaultdict[int, list[Identified]] = defaultdict(list)
    unmatched = record.once(_unmatched_by_form)
    firsts: set[int] = set()
    for identified in mentions:
        mention = identified.mention
        if identified.entity not in record.entities:
            number = unmatched.get((mention.kind, mention.surface))
            if number is None or identified.entity or number in firsts:
                continue
            firsts.add(number)
        on_page[mention.page].append(identified)
    return {page: _apart(found) for page, found in on_page.items()}


def _unmatched_by_form(record: Examined) -> Mapping[tuple[str, str], int]:
    """The numbers of the names without a dossier, by kind and form."""
    found: dict[tuple[str, str], int] = {}
    for number, name in enumerate(record.naming.unmatched):
        for form in name.forms:
            found.setdefault((name.kind, form), number)
    return found


def _named(mentions: Sequence[Mention]) -> PlacesNamed:
    forms: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        forms[mention.name or mention.surface].append(mention)
    told = [
        NamedAs(form, len(found), _by_source(found), Counter(mention.surface for mention in found))
        for form, found in forms.items()
    ]
    return PlacesNamed(
        len(mentions), _by_source(mentions), tuple(sorted(told, key=lambda form: (-form.times, form.form)))
    )


def _by_source(mentions: Sequence[Mention]) -> tuple[NamedIn, ...]:
    """The sources of mentions that are in the order of the text, each with the first of them."""
    times = Counter(mention.source for mention in mentions)
    first = {mention.source: mention for mention in reversed(mentions)}
    return tuple(NamedIn(source, times[source], stretch_of(first[source])) for source in times)


def merged(forms: Iterable[NamedAs]) -> tuple[NamedIn, ...]:
    """The sources of several forms taken together."""
    found: dict[str, NamedIn] = {}
    for one in (source for form in forms for source in form.sources):
        known = found.get(one.source)
        if known is not None:
            first = min(known.first, one.first, key=lambda at: (at.page, at.start))
            one = NamedIn(one.source, known.times + one.times, first)
        found[one.source] = one
    return tuple(found.values())


def stretch_of(mention: Mention) -> Span:
    """Where a mention stands."""
    return Span(mention.source, mention.page, mention.start, mention.end)


def _fair_share(mentions: Sequence[Mention], most: int) -> list[Mention]:
    """At most so many mentions, taken from each source in turn, so that a long one does not crowd out the others."""
    if len(mentions) <= most:
        return list(mentions)
    by_source: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_source[mention.source].append(mention)
    left, share = most, dict.fromkeys(by_source, 0)
    while left and (open_still := [s for s in by_source if share[s] < len(by_source[s])]):
        each = max(1, left // len(open_still))
        for source in open_still:
            more = min(each, len(by_source[source]) - share[source], left)
            share[source] += more
            left -= more
    return [mention for source, found in by_source.items() for mention in found[: share[source]]]


def _in_context(
    chosen: Mapping[str, Sequence[Mention]], named: Iterable[PlacesNamed], pages_of: Callable[[str], Sequence[Page]]
) -> tuple[Mapping[str, list[NamedLine]], Mapping[Span, str]]:
    """The chosen mentions in their contexts, and the locators of these and of all first places, by source."""
    asked: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
    for entity, mentions in chosen.items():
        for mention in mentions:
            asked[mention.source].append((stretch_of(mention), entity))
    for one in named:
        for first in (*one.sources, *(source for form in one.forms for source in form.sources)):
            asked[first.source].append((first.first, ""))
    lines: defaultdict[str, list[NamedLine]] = defaultdict(list)
    locators: dict[Span, str] = {}
    for source, wanted in asked.items():
        pages = {page.sequence: page for page in pages_of(source)}
        for at, entity in sorted(wanted, key=lambda pair: (pair[0].page, pair[0].start)):
            if at.page in pages:
                locators[at] = pages[at.page].locator_at(at.start)
                if entity:
                    lines[entity].append(_line(pages[at.page].text, at))
    return lines, locators


def _line(text: str, at: Span) -> NamedLine:
    before = _SPACE.sub(" ", unwrapped(text[max(0, at.start - _AROUND) : at.start]))
    after = _SPACE.sub(" ", unwrapped(text[at.end : at.end + _AROUND]))
    if at.start > _AROUND:
        before = "…" + before.partition(" ")[2]
    if at.end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + "…"
    return NamedLine(at, _SPACE_AT_END.sub("\u00a0", before), in_one_line(text[at.start : at.end]), after)


def _apart(found: Sequence[Identified]) -> tuple[Identified, ...]:
    """The mentions of a page in order, without those that overlap one before them."""
    kept: list[Identified] = []
    for identified in sorted(found, key=lambda one: (one.mention.start, -one.mention.end)):
        if not kept or identified.mention.start >= kept[-1].mention.end:
            kept.append(identified)
    return tuple(kept)
