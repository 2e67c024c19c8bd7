"""The grounds on which a passage is said to have been taken by one source from another, each with its sentence.

What the words themselves show follows the old rules of textual criticism: a copyist's eye slips from a word to the
same word further down, and what was lost so does not come back in a copy of the copy (Paul Maas, Textkritik, 1927,
§§ 15-18; Sebastiano Timpanaro, La genesi del metodo del Lachmann, 1963); shared innovations join, what each has kept
alone parts. Plain omissions decide nothing, since an editor may as well have added.

From grounds to a direction: what decides, what contradicts, and what leaves the matter open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from unicodedata import combining, normalize

from variorum.dates.dating import Dating, Order, order
from variorum.evidence import DescentGround
from variorum.languages.folding import fold
from variorum.record import Source
from variorum.saying import Sentence, template
from variorum.stemma.borrowing_marks import Marking, is_quoted
from variorum.stemma.lineage import CONFIRMED, REFUSED, JudgedDescent
from variorum.stemma.readings import ELLIPSIS, DifferingWords, PassageWord, Readings, shown

FIRM, FAIR, FAINT = 3, 2, 1
SENTENCES = {
    "declared": template("{a} declares in its dossier that it comes from {b} ({how})."),
    "judged": template("It was judged that {a} comes from {b} ({how})."),
    "refused": template("It was judged that {a} does not come from {b} ({how})."),
    "written": template(
        "{a} was finished ({when_a:date}) before {b} was begun ({when_b:date}), so it cannot have it from there."
    ),
    "published": template("{a} is of {when_a:date}, before {b} came out ({when_b:date})."),
    "quotes": template("{a} quotes the passage and names {b} near by (“{how}”)."),
    "refers": template("{a} sets the passage off as a quotation and gives a reference (“{how}”); {b} does neither."),
    "both-quote": template(
        "{a} and {b} both quote it with a reference, and neither names the other: the words are a third's."
    ),
    "marks": template("{a} sets the passage off as a quotation; {b} does not."),
    "names": template("{a} names {b} near the passage (“{how}”)."),
    "leaves-out": template("{a} leaves words out with a mark where {b} has “{words}”."),
    "puts-in": template("{a} has “{own}” in brackets where {b} has “{words}”."),
    "eye-slip": template(
        "{a} lacks “{words}”, which {b} has: the eye went from one “{own}” to the next. What "
        "is lost so does not come back, so {b} does not have it from {a}."
    ),
    "shorter": template("{a} lacks {number} words in the middle that {b} has, and {b} lacks none of {a}'s."),
    "misprint": template("{a} has “{own}”, which stands nowhere else in it, where {b} has “{words}”."),
    "modern": template("{a} spells in the new way (“{own}”) what {b} spells in the old (“{words}”)."),
    "third-parts": template(
        "{c} is older and has the passage too. {a} departs from it (“{own}” for “{words}”) "
        "where {b} keeps its words: {b} does not have it from {a}."
    ),
    "third-joins": template("{a} and {b} agree (“{own}”) against {c} (“{words}”), which is older: they hang together."),
    "third-parts-lacking": template(
        "{c} is older and has the passage too. {a} lacks “{words}” where {b} keeps it: {b} does not have it from {a}."
    ),
    "third-parts-adding": template(
        "{c} is older and has the passage too. {a} puts in “{own}”, which neither {c} nor {b} "
        "has: {b} does not have it from {a}."
    ),
    "third-joins-lacking": template(
        "{a} and {b} both lack “{words}”, which {c} has, and {c} is older: they hang together."
    ),
    "third-joins-adding": template(
        "{a} and {b} both put in “{own}”, which {c} lacks, and {c} is older: they hang together."
    ),
    "third-open": template(
        "{c} is older and has the passage too; nothing in the words tells whether {a} has it from {b} or from {c}."
    ),
    "third-of-one": template(
        "{a} declares that it comes from {c}, which is older and has the passage too, so it need not have it from {b}."
    ),
    "third-declared": template("{a} and {b} both come from {c}, which has the passage too."),
    "lost-copy": template(
        "{a} and {b} agree against {c}, and neither has it from the other: what both had is a "
        "copy of {c} that is lost, or not in this archive."
    ),
    "lost": template(
        "No older source here has the passage: what {a} and {b} both had is lost, or not in this archive."
    ),
}
_COMMON_WORD = 5  # letters of a word that an eye would hardly slip on by chance; shorter ones count in twos
_GAP = 3  # words that must be lacking
_SHOWN = 12  # words of a longer stretch that are told


@dataclass(frozen=True, slots=True)
class Pair:
    """What is known of the two sides of a borrowing when its direction is asked for."""

    a: Source
    b: Source
    readings: Readings
    marking_a: Marking = field(default_factory=Marking)
    marking_b: Marking = field(default_factory=Marking)
    declared_a: str = ""  # how the first's dossier ties it to the second: "derived-from", "over X", or not at all
    declared_b: str = ""

    def turned(self) -> Pair:
        """The same with its sides exchanged."""
        turned = tuple(DifferingWords(each.at_b, each.at_a, each.b, each.a) for each in self.readings.differing)
        readings = Readings(self.readings.b, self.readings.a, turned)
        return Pair(self.b, self.a, readings, self.marking_b, self.marking_a, self.declared_b, self.declared_a)


Known = Callable[[str], bool]


def in_words(ground: DescentGround) -> str:
    """A ground as a sentence."""
    return Sentence(SENTENCES[ground.kind], dict(ground.said))


def ground(kind: str, *, shows: str = "", excludes: str = "", weight: int = 0, **said: str) -> DescentGround:
    """A ground with the blanks of its sentence."""
    return DescentGround(kind, tuple(said.items()), shows, excludes, weight)


def grounds_that_a_is_from_b(
    pair: Pair, *, judged: JudgedDescent | None, known_a: Known, known_b: Known
) -> Iterator[DescentGround]:
    """Everything that speaks for the first source having the passage from the second, or against it."""
    a, b = pair.a.key, pair.b.key
    if pair.declared_a and not (judged and judged.verdict == REFUSED):
        yield ground("declared", shows="a-from-b", weight=FIRM, a=a, b=b, how=pair.declared_a)
    if judged is not None and judged.verdict in (CONFIRMED, REFUSED):
        how = ": ".join(filter(None, (judged.judgement.by, judged.judgement.why)))
        if judged.verdict == CONFIRMED:
            yield ground("judged", shows="a-from-b", weight=FIRM, a=a, b=b, how=how)
        else:
            yield ground("refused", excludes="a-from-b", weight=FIRM, a=a, b=b, how=how)
    yield from date_grounds(pair.a, pair.b)
    yield from _marked(pair)
    yield from _worded(pair, known_a, known_b)


def grounds_of_both(pair: Pair) -> Iterator[DescentGround]:
    """What speaks for a common source whichever way the sides are turned."""
    marks = (pair.marking_a, pair.marking_b)
    if all(m.in_marks and m.named.reference for m in marks) and not any(m.named.by for m in marks):
        yield ground("both-quote", shows="common", weight=FAIR, a=pair.a.key, b=pair.b.key)


def date_grounds(a: Source, b: Source) -> Iterator[DescentGround]:
    """The first cannot have from the second what was finished before that was begun.

    A source that only says when it came out may have been written long before (see `direction_of`).
    """
    done = a.composed or a.published
    kind, then, weight = ("written", b.composed, FIRM) if b.composed else ("published", b.published, FAIR)
    if _is_before(done, then):
        said = {"when_a": done.edtf if done else "", "when_b": then.edtf if then else ""}
        yield ground(kind, excludes="a-from-b", weight=weight, a=a.key, b=b.key, **said)


def _is_before(one: Dating | None, other: Dating | None) -> bool:
    return one is not None and other is not None and order(one, other) is Order.BEFORE


def _marked(pair: Pair) -> Iterator[DescentGround]:
    a, b, named = pair.a.key, pair.b.key, pair.marking_a.named
    quoted = is_quoted(pair.marking_a, pair.marking_b)
    alone = not pair.marking_b.in_marks
    if quoted and named.by:
        yield ground("quotes", shows="a-from-b", weight=FIRM, a=a, b=b, how=named.by)
    elif quoted and named.reference and not named.of_another and not pair.marking_b.refers and alone:
        yield ground("refers", shows="a-from-b", weight=FAINT, a=a, b=b, how=named.reference)
    elif quoted and alone:
        yield ground("marks", shows="a-from-b", weight=FAINT, a=a, b=b)
    elif named.by and pair.marking_a.is_close:
        yield ground("names", shows="a-from-b", weight=FAINT, a=a, b=b, how=named.by)


def _worded(pair: Pair, known_a: Known, known_b: Known) -> Iterator[DescentGround]:
    a, b = pair.a.key, pair.b.key
    lacking = [reading for reading in pair.readings.differing if len(reading.b) > len(reading.a)]
    for reading in pair.readings.differing:
        own, words = shown(reading.a), shown(reading.b[:_SHOWN])
        mine, theirs = [w.key for w in reading.a], [w.key for w in reading.b]
        if ELLIPSIS in mine and theirs and ELLIPSIS not in theirs:
            yield ground("leaves-out", shows="a-from-b", weight=FAIR, a=a, b=b, words=words)
        elif any(w.is_bracketed for w in reading.a) and theirs and not any(w.is_bracketed for w in reading.b):
            yield ground("puts-in", shows="a-from-b", weight=FAIR, a=a, b=b, own=own, words=words)
        elif slip := slipped_on(pair.readings, reading):
            yield ground("eye-slip", excludes="b-from-a", weight=FIRM, a=a, b=b, own=slip, words=words)
        elif _is_modernised(reading):
            yield ground("modern", shows="a-from-b", weight=FAINT, a=a, b=b, own=own, words=words)
        elif _is_misprint(reading, known_a, known_b):
            yield ground("misprint", shows="a-from-b", weight=FAINT, a=a, b=b, own=own, words=words)
    more = any(len(reading.a) > len(reading.b) for reading in pair.readings.differing)
    number = sum(len(reading.b) - len(reading.a) for reading in lacking)
    if number >= _GAP and not more:
        yield ground("shorter", a=a, b=b, number=str(number))


def slipped_on(readings: Readings, reading: DifferingWords) -> str:
    """The word on which the first state's eye slipped from one place to the next; empty where it did not.

    The words lacking begin with the word that follows the gap, or end with the one that stands before it; a word of
    five letters, or two in a row; and what is around is the same in both.
    """
    if reading.a or len(reading.b) < _GAP:
        return ""
    start, end = reading.at_b, reading.at_b + len(reading.b)
    words = readings.b
    for ahead, behind, step in (
        (words[end : end + 2], words[start : start + 2], 1),
        (words[start - 2 : start][::-1], words[end - 2 : end][::-1], -1),
    ):
        same = 0
        while same < min(len(ahead), len(behind)) and ahead[same].key == behind[same].key:
            same += 1
        if same >= 2 or (same == 1 and len(ahead[0].key) >= _COMMON_WORD):
            return shown(ahead[:same][::step]) if _stands_alone(readings, reading, same) else ""
    return ""


def _stands_alone(readings: Readings, gap: DifferingWords, same: int) -> bool:
    """Whether nothing else differs so near that the word that comes back may have been set against the wrong one."""
    start, end = gap.at_b - same - 1, gap.at_b + len(gap.b) + same + 1
    return not any(
        each is not gap and each.at_b < end and start < each.at_b + len(each.b) for each in readings.differing
    )


def _is_modernised(reading: DifferingWords) -> bool:
    """Whether the first state spells in the new way what the second spells in the old, and the words are the same."""
    mine, theirs = shown(reading.a), shown(reading.b)
    return _plain(mine) == _plain(theirs) and _is_old(theirs) and not _is_old(mine)


def _plain(text: str) -> str:
    return fold(text).text.casefold().replace("-", "").replace("'", "").replace("shew", "show").replace("xion", "ction")


def _is_old(text: str) -> bool:
    lowered = text.casefold()
    return fold(text).text.casefold() != lowered.replace("ё", "е") or any(
        old in lowered for old in ("to-day", "to-morrow", "to-night", "shew", "xion")
    )


def _is_misprint(reading: DifferingWords, known_a: Known, known_b: Known) -> bool:
    """Whether the first state has a word that no other place knows, one or two letters from a word that some does."""
    from rapidfuzz.distance import DamerauLevenshtein

    if len(reading.a) != 1 or len(reading.b) != 1:
        return False
    mine, theirs = reading.a[0].key, reading.b[0].key
    near = len(theirs) >= _COMMON_WORD and 0 < DamerauLevenshtein.distance(_bare(mine), _bare(theirs)) <= 2
    return near and mine.isalpha() and not known_a(mine) and (known_a(theirs) or known_b(theirs)) and not known_b(mine)


def _bare(word: str) -> str:
    """A word without its accents, which a printer may have or not."""
    return "".join(letter for letter in normalize("NFD", word) if not combining(letter))


def keys(words: tuple[PassageWord, ...]) -> tuple[str, ...]:
    """The words as they are compared."""
    return tuple(word.key for word in words)


A_FROM_B, B_FROM_A, COMMON, UNKNOWN = "a-from-b", "b-from-a", "common", "unknown"
_DATED = ("written", "published")
_TURNED = {A_FROM_B: B_FROM_A, B_FROM_A: A_FROM_B}


def turned(ground: DescentGround) -> DescentGround:
    """A ground found with the sides exchanged, for the sides as they are."""
    shows, excludes = _TURNED.get(ground.shows, ground.shows), _TURNED.get(ground.excludes, ground.excludes)
    return replace(ground, shows=shows, excludes=excludes)


def direction_of(grounds: Iterable[DescentGround], *, short: bool = False) -> str:
    """The direction that the grounds suffice for.

    "From" means that the words stood in the one before they stood in the other, and that nothing shows a third; over
    what they went, if over anything, is not said. So the earlier is given where nothing speaks but the dates; but not
    where an older third has the passage too, or where the earlier itself quotes it from elsewhere. What an eye skipped
    shows only who does not have it from whom, and needs the dates or a mark beside it. Both ways excluded is a common
    source, known or not. Grounds that contradict one another leave it unknown. When a source came out tells nothing of
    when it was written, which may be long before, as with a reprint: such a date can only leave open what all else
    decides. Two that share nothing but a `short` passage may both have a verse, a proverb or a sentence that went
    about: there only a firm ground for a copy decides.
    """
    found = tuple(grounds)
    direction = _decided(found)
    if direction != _decided(tuple(ground for ground in found if ground.kind != "published")):
        return UNKNOWN
    is_copy = direction in (A_FROM_B, B_FROM_A)
    return UNKNOWN if is_copy and short and _for(found, direction) < FIRM else direction


def _decided(found: tuple[DescentGround, ...]) -> str:
    """The direction that grounds suffice for, whatever kind of date is among them."""
    ab, ba = _for(found, A_FROM_B), _for(found, B_FROM_A)
    against_ab, against_ba = _against(found, A_FROM_B), _against(found, B_FROM_A)
    shown = max(ab, ba)
    if against_ab >= FAIR and against_ba >= FAIR and shown < FIRM:
        return COMMON
    if max((g.weight for g in found if g.shows == COMMON), default=0) >= FAIR and shown < FIRM:
        return COMMON
    for_ab, for_ba = max(ab, against_ba), max(ba, against_ab)
    if for_ab >= FAIR and for_ba >= FAIR:
        return _heavier(found, for_ab, for_ba)
    if for_ab >= FAIR or for_ba >= FAIR:
        direction = A_FROM_B if for_ab >= FAIR else B_FROM_A
        return direction if shown >= FAIR or _is_prior(found, direction) else UNKNOWN
    return _added_up(found)


def _is_prior(found: tuple[DescentGround, ...], direction: str) -> bool:
    """Whether dates, or a mark beside what was lost, show that the one had the words first, and nothing opens it."""
    faint = {ground.shows for ground in found if ground.weight == FAINT}
    dated = any(ground.kind in _DATED for ground in found)
    opened = any(ground.kind == "third-open" for ground in found)
    return not opened and _TURNED[direction] not in faint and (dated or direction in faint)


def _heavier(found: tuple[DescentGround, ...], for_ab: int, for_ba: int) -> str:
    """Of two that contradict: the firm one where the other rests on a mark in the words alone, else neither."""
    for mine, other, direction in ((for_ab, for_ba, A_FROM_B), (for_ba, for_ab, B_FROM_A)):
        opposed = {g.kind for g in found if g.weight == other and _TURNED[direction] in _speaks_for(g)}
        if mine == FIRM and other == FAIR and opposed <= {"leaves-out", "puts-in"}:
            return direction
    return UNKNOWN


def _added_up(found: tuple[DescentGround, ...]) -> str:
    """The direction of two or more faint grounds of different kinds, none of which speaks for the other."""
    kinds = {d: {g.kind for g in found if g.weight == FAINT and g.shows == d} for d in (A_FROM_B, B_FROM_A)}
    for direction, other in ((A_FROM_B, B_FROM_A), (B_FROM_A, A_FROM_B)):
        if len(kinds[direction]) >= 2 and not kinds[other]:
            return direction
    return UNKNOWN


def _speaks_for(ground: DescentGround) -> tuple[str, ...]:
    return (ground.shows, _TURNED.get(ground.excludes, ""))


def _for(found: tuple[DescentGround, ...], direction: str) -> int:
    return max((ground.weight for ground in found if ground.shows == direction), default=0)


def _against(found: tuple[DescentGround, ...], direction: str) -> int:
    return max((ground.weight for ground in found if ground.excludes == direction), default=0)
