"""Every borrowing told in full: how it is marked, who has it from whom, and on what grounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from variorum.dates.dating import Order, order
from variorum.digest import sha_of
from variorum.evidence import Borrowing, DescentGround
from variorum.record import Page, Record, Source
from variorum.saying import say
from variorum.stemma.borrowing_marks import Marking, QuotedSpans, manner_of, marking_of, quoted_in
from variorum.stemma.grounds import (
    B_FROM_A,
    COMMON,
    FAIR,
    Pair,
    direction_of,
    ground,
    grounds_of_both,
    grounds_that_a_is_from_b,
    in_words,
    turned,
)
from variorum.stemma.lineage import DEPENDENT, families_of, judged_descents
from variorum.stemma.passage_groups import SidesByPage, is_formula, thirds_of
from variorum.stemma.readings import counted, set_against
from variorum.stemma.references import Called, called, told_apart
from variorum.stemma.stemma import Third, grounds_of_third
from variorum.text.publishers_matter import Span, publishers_matter

PagesOf = Callable[[str], Sequence[Page]]
_MANY = 6  # third witnesses that are asked; a passage with more is everywhere
_SHORT = (
    60  # words in common that may be a verse, a proverb or a sentence from elsewhere: eight lines, or a long period
)
_SAID = 4  # grounds of one kind that are told


def describe(
    borrowings: Iterable[Borrowing], record: Record, *, pages_of: PagesOf, among: Sequence[Borrowing] = ()
) -> tuple[Borrowing, ...]:
    """Fill in manner, direction, grounds and reasons of borrowings, which may be given in any order.

    A borrowing that another step already called a formula stays one. `among` are all borrowings that are known, where
    only some of them (the very objects) are to be told.
    """
    found = tuple(borrowings)
    room = _Room(record, pages_of, SidesByPage(among or found))
    return tuple(_described(borrowing, room) for borrowing in found)


def told_from(borrowings: Sequence[Borrowing], record: Record, *, texts: Mapping[str, str]) -> tuple[str, ...]:
    """For each of all borrowings that are known a digest of everything that `describe` tells it from.

    `texts` has the digest of each source's text. A source put in, or a dossier changed, changes the digests of the
    borrowings that it has to do with, and of no other.
    """
    room = _Room(record, lambda _: (), SidesByPage(borrowings))
    return tuple(_digest_of(borrowing, room, texts) for borrowing in borrowings)


def _digest_of(borrowing: Borrowing, room: _Room, texts: Mapping[str, str]) -> str:
    a, b = borrowing.a.source, borrowing.b.source
    number = is_formula(borrowing, room.places, room.families)
    thirds = thirds_of(borrowing, room.places)
    parts = (
        borrowing,
        number,
        room.places.words_between(borrowing.a.source, borrowing.b.source) < _SHORT,
        thirds,
        [(texts.get(key, ""), room.dossier(key), room.ancestors.get(key)) for key in (a, b)],
        [room.dossier(key) for key in thirds],
        [room.judged.get(pair) for pair in ((a, b), (b, a))],
    )
    return sha_of(repr(parts))


@dataclass
class _Room:
    """What is needed again and again: texts with their quotation marks, names, lineage, judgements."""

    record: Record
    pages_of: PagesOf
    places: SidesByPage
    _texts: dict[str, tuple[Sequence[Page], Sequence[QuotedSpans]]] = field(default_factory=dict)
    _imprints: dict[str, Sequence[Sequence[Span]]] = field(default_factory=dict)
    _called: dict[str, Called] = field(default_factory=dict)
    _words: dict[str, Counter[str]] = field(default_factory=dict)
    _dossiers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.families = families_of(self.record.sources)
        self.judged = judged_descents(self.record.judgements)
        self.ancestors = {key: ancestors_of(key, self.record.sources) for key in self.record.sources}

    def source(self, key: str) -> Source:
        return self.record.sources.get(key) or Source(key)

    def dossier(self, key: str) -> str:
        """What a source's dossier and its authors' say that anything is told from."""
        if key not in self._dossiers:
            source = self.source(key)
            authors = [self.record.entities.get(author) for author in source.authors]
            named = [(entity.name, entity.names) for entity in authors if entity]
            said = (key, source.title, source.authors, source.composed, source.published, source.lineage, named)
            self._dossiers[key] = repr(said)
        return self._dossiers[key]

    def text(self, key: str) -> tuple[Sequence[Page], Sequence[QuotedSpans]]:
        if key not in self._texts:
            pages = self.pages_of(key)
            self._texts[key] = pages, [quoted_in(page.text, page.paragraphs) for page in pages]
        return self._texts[key]

    def imprint(self, key: str) -> Sequence[Sequence[Span]]:
        if key not in self._imprints:
            self._imprints[key] = publishers_matter([page.text for page in self.text(key)[0]])
        return self._imprints[key]

    def called(self, key: str) -> Called:
        if key not in self._called:
            self._called[key] = called(self.source(key), self.record)
        return self._called[key]

    def words(self, key: str) -> Counter[str]:
        if key not in self._words:
            self._words[key] = Counter[str]()
            for page in self.text(key)[0]:
                self._words[key].update(counted(page.text))
        return self._words[key]


def ancestors_of(key: str, sources: Mapping[str, Source]) -> dict[str, str]:
    """The sources that this one declares to come from, however far, with its relation, or over whom it goes."""
    found: dict[str, str] = {}
    ahead = [(key, "")]
    while ahead:
        at, over = ahead.pop(0)
        source = sources.get(at)
        for tie in source.lineage if source else ():
            if tie.relation in DEPENDENT and tie.source not in found and tie.source != key:
                found[tie.source] = f"over {over}" if over else tie.relation
                ahead.append((tie.source, over or tie.source))
    return found


def _described(borrowing: Borrowing, room: _Room) -> Borrowing:
    number = is_formula(borrowing, room.places, room.families)
    if number or borrowing.manner == "formula":
        because = (
            (say("The phrase stands in {number} families of sources.", number=number),) if number else borrowing.because
        )
        return replace(borrowing, manner="formula", because=because)
    a, b = borrowing.a.source, borrowing.b.source
    if a == b:
        return borrowing
    markings = (_marking(borrowing, room, turn=False), _marking(borrowing, room, turn=True))
    if all(marking.is_reference for marking in markings):
        return replace(borrowing, manner="formula", because=(say("It is a reference, and nobody's words."),))
    if all(marking.is_imprint for marking in markings):
        return replace(
            borrowing, manner="formula", because=(say("It speaks of the copy: licence, copyright, imprint."),)
        )
    grounds = tuple(_grounds(borrowing, room, markings))
    direction = direction_of(grounds, short=room.places.words_between(a, b) < _SHORT)
    if direction == COMMON:
        grounds += tuple(_lost(borrowing, grounds, room))
    because = tuple(in_words(each) for each in grounds)
    return replace(
        borrowing, manner=_manner(direction, *markings), direction=direction, because=because, grounds=grounds
    )


def _lost(borrowing: Borrowing, grounds: Sequence[DescentGround], room: _Room) -> Iterator[DescentGround]:
    """The source that two must have had in common and that is not here: a copy of an older third, or all of it.

    Two that agree against an older third, and of which neither is the other's source, have it from something between
    (Maas, Textkritik, § 8).
    """
    a, b = borrowing.a.source, borrowing.b.source
    joined = next((dict(each.said) for each in grounds if each.kind.startswith("third-joins")), None)
    if joined:
        yield ground("lost-copy", a=a, b=b, c=joined["c"])
        return
    thirds = thirds_of(borrowing, room.places)
    declared = room.ancestors.get(a, {}).keys() & room.ancestors.get(b, {}).keys()
    older = [key for key in thirds if all(not _is_older(room.source(other), room.source(key)) for other in (a, b))]
    if not declared and not older:
        yield ground("lost", a=a, b=b)


def _marking(borrowing: Borrowing, room: _Room, *, turn: bool) -> Marking:
    side, other = (borrowing.b, borrowing.a) if turn else (borrowing.a, borrowing.b)
    pages, quoted = room.text(side.source)
    called = told_apart(room.called(other.source), room.called(side.source))
    return marking_of(side, pages, quoted=quoted, imprint=room.imprint(side.source), other=called)


def _manner(direction: str, a: Marking, b: Marking) -> str:
    """The borrower's manner; where nobody knows who borrowed, that of the side which marks the passage most."""
    if direction == B_FROM_A:
        return manner_of(b, a)
    if direction == "a-from-b":
        return manner_of(a, b)
    return max(manner_of(a, b), manner_of(b, a), key=_PLAINEST.index)


_PLAINEST = ("unmarked", "cited", "quoted", "both")


def _grounds(borrowing: Borrowing, room: _Room, markings: tuple[Marking, Marking]) -> Iterator[DescentGround]:
    a, b = borrowing.a.source, borrowing.b.source
    readings = set_against(borrowing.a.text, borrowing.b.text)
    pair = Pair(
        room.source(a), room.source(b), readings, *markings, room.ancestors.get(a, {}).get(b, ""),
        room.ancestors.get(b, {}).get(a, ""),
    )  # fmt: skip
    known = {
        key: partial(_knows, counted=room.words(key), here=Counter(word.key for word in words))
        for key, words in ((a, readings.a), (b, readings.b))
        if readings.differing
    }
    nobody = known.get(a, bool), known.get(b, bool)
    told: Counter[tuple[str, str, str]] = Counter()
    for each in (
        *grounds_that_a_is_from_b(pair, judged=room.judged.get((a, b)), known_a=nobody[0], known_b=nobody[1]),
        *map(
            turned,
            grounds_that_a_is_from_b(
                pair.turned(), judged=room.judged.get((b, a)), known_a=nobody[1], known_b=nobody[0]
            ),
        ),
        *grounds_of_both(pair),
        *_of_thirds(borrowing, room),
    ):
        kind = (each.kind, each.shows, each.excludes)
        told[kind] += 1
        if told[kind] <= _SAID:
            yield each


def _knows(word: str, *, counted: Counter[str], here: Counter[str]) -> bool:
    """Whether a source has the word anywhere but in this passage."""
    return counted[word] > here[word]


def _of_thirds(borrowing: Borrowing, room: _Room) -> Iterator[DescentGround]:
    a, b = borrowing.a.source, borrowing.b.source
    thirds = thirds_of(borrowing, room.places)
    if len(thirds) > _MANY:
        return
    declared = room.ancestors.get(a, {}).keys() & room.ancestors.get(b, {}).keys()
    kin = b in room.ancestors.get(a, {}) or a in room.ancestors.get(b, {})
    for key, text in thirds.items():
        if key in declared or all(_is_older(room.source(key), room.source(other)) for other in (a, b)):
            third = Third(key, text, declared=key in declared and not kin)
            for each in grounds_of_third((a, borrowing.a.text), (b, borrowing.b.text), third):
                if each.kind == "third-open":
                    yield from _open_or_declared(each, room, kin=kin)
                else:
                    yield each


def _open_or_declared(each: DescentGround, room: _Room, *, kin: bool) -> Iterator[DescentGround]:
    """Whether one of the two declares to come from the older third; else the open question, asked of the later."""
    said = dict(each.said)
    a, b, c = said["a"], said["b"], said["c"]
    for one, other, way in ((a, b, "a-from-b"), (b, a, "b-from-a")):
        if not kin and c in room.ancestors.get(one, {}):
            yield ground("third-of-one", excludes=way, weight=FAIR, a=one, b=other, c=c)
            return
    later, earlier = (b, a) if _is_older(room.source(a), room.source(b)) else (a, b)
    yield ground("third-open", a=later, b=earlier, c=c)


def _is_older(one: Source, other: Source) -> bool:
    """Whether the one certainly stood before the other was written, which when that came out does not tell."""
    when, then = one.composed or one.published, other.composed
    return when is not None and then is not None and order(when, then) is Order.BEFORE
