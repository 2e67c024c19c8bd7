"""Where a quotation stands in a body of text word for word, first as printed.

Then with the quoter's marks read as such.

Every match is reached by comparing letters and joints in full (see `levelling`); nothing here is approximate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from variorum.quotation.edges import Edges, edges_of
from variorum.quotation.gaps import LOOSE_WORDS, OMISSION_LETTERS, Hidden, glued, hidden_between
from variorum.quotation.marks import PartedQuotation, QuotedPiece
from variorum.text.lettering import Lettering
from variorum.text.normalisation import Steps, compare
from variorum.text.unseen_signs import HARMLESS_CLASS

_BRANCHES = 24
_ANCHORS = 400
_LOOKED = 20_000  # gaps of one quotation that are weighed: hundreds of omissions of words that stand everywhere
_STRICT = re.compile(rf"[^\s\x01{HARMLESS_CLASS}.,;:…\-–—‐‑()\[\]<>⟨⟩«»„“”\"‘’'‚*/_ъЪ]+")


@dataclass(frozen=True, slots=True)
class Match:
    """One place where the quotation stands: `pieces` are ranges of the source's letters.

    `start` and `end` offsets of the body.

    `unequal` holds the quotation's letters before which punctuation differs: a match with any is not the quotation's
    very words.
    """

    lettering: Lettering
    pieces: tuple[tuple[int, int], ...]
    start: int
    end: int
    steps: Steps
    is_marked: bool
    hidden: tuple[Hidden, ...] = ()
    warnings: tuple[str, ...] = ()
    unequal: tuple[tuple[int, int], ...] = ()  # (letter of the quotation, letter of the source)
    capital: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether nothing differs beyond levelling and marks."""
        return not self.unequal


@dataclass(slots=True)
class _MatchSearch:
    quoted: Lettering
    reading: PartedQuotation
    source: Lettering
    allowed: Steps
    capital: bool = False
    letters: str = field(init=False)
    dead: set[tuple[int, int, int]] = field(default_factory=set)  # piece, place, direction from which nothing follows
    looked: int = 0

    def __post_init__(self) -> None:
        letters = self.quoted.letters
        if self.capital and self.reading.pieces:
            first = self.reading.pieces[0].first
            letters = letters[:first] + letters[first].swapcase()[:1] + letters[first + 1 :]
        self.letters = letters

    def piece(self, number: int) -> str:
        """The letters of one piece."""
        piece = self.reading.pieces[number]
        return self.letters[piece.first : piece.last]


def plain_matches(quoted: Lettering, source: Lettering, *, allowed: Steps, capital: bool = False) -> list[Match]:
    """All places where the quotation stands as printed, those with other punctuation included (see `Match.unequal`)."""
    whole = PartedQuotation((QuotedPiece(0, len(quoted.letters)),), ())
    search = _MatchSearch(quoted, whole, source, allowed, capital)
    found = []
    for at in _occurrences(source.letters, search.letters, 0, len(source.letters)):
        match = _finish(search, [at], [], frozenset())
        if match is not None:
            found.append(match)
    return found


def marked_matches(
    quoted: Lettering, reading: PartedQuotation, source: Lettering, *, allowed: Steps, capital: bool = False
) -> list[Match]:
    """All places where the quotation stands once its marks are read as the quoter's, within the limits of `gaps`."""
    if not reading.pieces:
        return []
    search = _MatchSearch(quoted, reading, source, allowed, capital)
    if any(search.piece(number) not in source.letters for number in range(len(reading.pieces))):
        return []
    anchor = max(range(len(reading.pieces)), key=lambda n: (len(search.piece(n)), -n))
    found = []
    for at in _occurrences(source.letters, search.piece(anchor), 0, len(source.letters)):
        if not _stands(search, anchor, at):
            continue
        after = _extend(search, anchor, at, step=1)
        before = _extend(search, anchor, at, step=-1) if after is not None else None
        if after is None or before is None:
            continue
        places = [place for place, _ in reversed(before)] + [at] + [place for place, _ in after]
        gaps = [gap for _, gap in reversed(before)] + [gap for _, gap in after]
        match = _finish(search, places, gaps, frozenset())
        if match is not None and not _too_loose(search, gaps):
            found.append(match)
    return found


def _occurrences(text: str, wanted: str, start: int, end: int) -> Iterator[int]:
    count, at = 0, text.find(wanted, start, end) if wanted else -1
    while at >= 0 and count < _ANCHORS:
        yield at
        count += 1
        at = text.find(wanted, at + 1, end)


def _stands(search: _MatchSearch, number: int, at: int) -> bool:
    """Whether a piece stands here as whole words with equal joints."""
    piece, source = search.reading.pieces[number], search.source
    starts_inside, ends_inside = _cut(search, number)
    if not starts_inside and not source.starts_word(at):
        return False
    if not ends_inside and not source.starts_word(at + piece.last - piece.first):
        return False
    comparison = compare(search.quoted, (piece.first, piece.last), source, at, allowed=search.allowed)
    return not comparison.unequal and (not comparison.misspelt or _is_capital(search, number, comparison.misspelt))


def _is_capital(search: _MatchSearch, number: int, misspelt: tuple[int, ...]) -> bool:
    return search.capital and number == 0 and misspelt == (0,)


def _cut(search: _MatchSearch, number: int) -> tuple[bool, bool]:
    """Whether a piece begins and ends inside a word, because a bracket of the quoter stands in that word."""
    reading, text = search.reading, search.quoted.text
    before = reading.gaps[number - 1] if number else reading.before
    after = reading.gaps[number] if number < len(reading.gaps) else reading.after
    starts = bool(before) and before[-1].kind == "within" and glued(before[-1], text)[1]
    ends = bool(after) and after[0].kind == "within" and glued(after[0], text)[0]
    return starts, ends


def _extend(search: _MatchSearch, number: int, at: int, *, step: int) -> list[tuple[int, Hidden | None]] | None:
    """Places of the pieces after (or before) this one, nearest first, with what each gap hides.

    None where they do not follow. A place from which the rest was once seen not to follow is not tried again: of common
    words parted by many omissions there would be more ways than anybody could wait for.
    """
    chosen: list[tuple[int, Hidden | None]] = []
    ways = [_neighbours(search, number, at, step)]
    while ways:
        reached = number + step * len(chosen)
        if not 0 <= reached + step < len(search.reading.pieces):
            return chosen
        following = ((place, gap) for place, gap in ways[-1] if (reached + step, place, step) not in search.dead)
        found = next(following, None)
        if found is not None:
            chosen.append(found)
            ways.append(_neighbours(search, reached + step, found[0], step))
            continue
        ways.pop()
        if chosen:
            search.dead.add((reached, chosen.pop()[0], step))
    return None


def _neighbours(search: _MatchSearch, number: int, at: int, step: int) -> Iterator[tuple[int, Hidden | None]]:
    pieces = search.reading.pieces
    here, there = pieces[number], pieces[number + step]
    marks = search.reading.gaps[number if step > 0 else number - 1]
    printed = at + there.first - here.first
    if all(mark.printable for mark in marks) and _is_printed(search, (number, number + step), at, printed):
        yield printed, None
    for place in _places(search, number, at, step):
        search.looked += 1
        if search.looked > _LOOKED:
            return
        if not _stands(search, number + step, place):
            continue
        first, second = (
            (at + len(search.piece(number)), place) if step > 0 else (place + len(search.piece(number + step)), at)
        )
        gap = hidden_between(search.source, marks, end=first, start=second, quoted=search.quoted)
        if gap is not None and _punctuation_kept(search, min(number, number + step), first, second, gap):
            yield place, gap


def _places(search: _MatchSearch, number: int, at: int, step: int) -> Iterator[int]:
    """Where the neighbouring piece's letters stand within reach, the nearest first."""
    wanted, letters = search.piece(number + step), search.source.letters
    reach = OMISSION_LETTERS + len(wanted)
    low, high = at + len(search.piece(number)), at
    limits = (max(0, at - reach), low + reach)
    for _ in range(_BRANCHES):
        place = letters.find(wanted, low, limits[1]) if step > 0 else letters.rfind(wanted, limits[0], high)
        if place < 0:
            return
        yield place
        low, high = place + 1, place + len(wanted) - 1


def _is_printed(search: _MatchSearch, numbers: tuple[int, int], at: int, place: int) -> bool:
    """Whether the marks between two pieces stand in the source just as they stand in the quotation."""
    low, high = sorted(numbers)
    first, second = search.reading.pieces[low], search.reading.pieces[high]
    origin = at - search.reading.pieces[numbers[0]].first
    if place < 0 or origin + first.first < 0 or origin + second.last > len(search.source.letters):
        return False
    here, there = first.last - 1, second.first + 1
    if search.letters[first.first : second.last] != search.source.letters[origin + first.first : origin + second.last]:
        return False
    return compare(
        search.quoted, (here, there), search.source, origin + here, allowed=search.allowed
    ).equal and _stands(search, numbers[1], place)


def _punctuation_kept(search: _MatchSearch, gap_number: int, end: int, start: int, gap: Hidden) -> bool:
    """Commas and full stops beside a mark are the quoter's to set; a question mark.

    A per cent or currency sign is not.
    """
    quoted, marks = search.quoted, search.reading.gaps[gap_number]
    first, second = search.reading.pieces[gap_number], search.reading.pieces[gap_number + 1]
    before = quoted.text[int(quoted.positions[first.last - 1]) + 1 : marks[0].start]
    after = quoted.text[marks[-1].end : int(quoted.positions[second.first])]
    source = search.source
    theirs_before = source.text[slice(*source.joint(end))]
    theirs_after = source.text[slice(*source.joint(start))]
    ours = ("".join(_STRICT.findall(before)), "".join(_STRICT.findall(after)))
    theirs = ("".join(_STRICT.findall(theirs_before)), "".join(_STRICT.findall(theirs_after)))
    if gap.kind == "omission":
        if re.search(r"[?!]", theirs_before) and re.search(r"[.,;:]", before) and not re.search(r"[?!]", before):
            return False
        return theirs[0].startswith(ours[0]) and theirs[1].endswith(ours[1])
    if end == start:
        return ours[0] + ours[1] == theirs[0]
    return ours == theirs


def _finish(search: _MatchSearch, places: list[int], gaps: list[Hidden | None], steps: Steps) -> Match | None:
    """The match made of pieces at these places: all joints compared, the edges looked at; None where a word is cut."""
    needed, unequal = set(steps), []
    source, reading = search.source, search.reading
    spans = tuple((at, at + piece.last - piece.first) for at, piece in zip(places, reading.pieces, strict=True))
    for piece, (at, _) in zip(reading.pieces, spans, strict=True):
        comparison = compare(search.quoted, (piece.first, piece.last), source, at, allowed=search.allowed)
        if comparison.misspelt and not (search.capital and comparison.misspelt == (0,) and piece is reading.pieces[0]):
            return None
        needed |= comparison.steps
        unequal += [(piece.first + index, at + index) for index in comparison.unequal]
    edges = edges_of(search.quoted, reading, source, (spans[0][0], spans[-1][1]), allowed=search.allowed)
    if edges is None:
        return None
    hidden = tuple(gap for gap in (*edges.hidden_before, *gaps, *edges.hidden_after) if gap is not None)
    return Match(
        source,
        spans,
        edges.start,
        edges.end,
        frozenset(needed | edges.steps | _printed_steps(search, spans, gaps)),
        is_marked=(not reading.is_plain and _marks_used(reading, gaps)) or search.capital,
        hidden=hidden,
        warnings=(*(warning for gap in hidden for warning in gap.warnings), *edges.warnings),
        unequal=(*unequal, *_edge_differences(search, spans, edges)),
        capital=search.capital,
    )


def _printed_steps(search: _MatchSearch, spans: tuple[tuple[int, int], ...], gaps: list[Hidden | None]) -> Steps:
    needed: set[str] = set()
    for number, gap in enumerate(gaps):
        if gap is None:
            first, second = search.reading.pieces[number], search.reading.pieces[number + 1]
            at = spans[number][1] - 1
            needed |= compare(
                search.quoted, (first.last - 1, second.first + 1), search.source, at, allowed=search.allowed
            ).steps
    return frozenset(needed)


def _marks_used(reading: PartedQuotation, gaps: list[Hidden | None]) -> bool:
    return bool(reading.before or reading.after) or any(gap is not None for gap in gaps)


def _edge_differences(search: _MatchSearch, spans: tuple[tuple[int, int], ...], edges: Edges) -> list[tuple[int, int]]:
    found = []
    if not edges.opens_alike:
        found.append((search.reading.pieces[0].first, spans[0][0]))
    if not edges.closes_alike:
        found.append((search.reading.pieces[-1].last, spans[-1][1]))
    return found


def _too_loose(search: _MatchSearch, gaps: list[Hidden | None]) -> bool:
    """Whether short pieces were picked from afar: a piece of one or two words must lie close to a neighbour.

    And most must be longer.
    """
    pieces = search.reading.pieces
    hidden = [gap.words if gap is not None and gap.kind == "omission" else 0 for gap in gaps]
    short = [_is_short(search, piece) for piece in pieces]
    for number, is_short in enumerate(short):
        sides = hidden[max(0, number - 1) : number + 1]
        if is_short and sides and min(sides) > LOOSE_WORDS:
            return True
    return sum(1 for words in hidden if words) >= 2 and sum(short) * 2 > len(pieces)


def _is_short(search: _MatchSearch, piece: QuotedPiece) -> bool:
    text = search.quoted.text[
        int(search.quoted.positions[piece.first]) : int(search.quoted.positions[piece.last - 1]) + 1
    ]
    words = text.split()
    return len(words) < 2 or (len(words) < 3 and len(text) < 10)
