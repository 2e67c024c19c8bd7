"""What was done to a text from one edition to the next, change by change, each with its kind.

Substance and spelling are told apart: what a rule explains (`rules`) is no change, and what differs only in writing is
called spelling or punctuation. Short changes are named after what they touch: a negation, a number, a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from variorum.collation.blocks import Aligned, AlignedBlock, Edit, aligned, blocks_of
from variorum.collation.naming import Namer, opens_sentence, stem_of, with_exchanges
from variorum.collation.publishers_words import Apart
from variorum.collation.rules import Respelling, RespellingRule, is_capitals, key_of, respellings_of, rules_of
from variorum.collation.wording import Wording
from variorum.quotation.critical_words import kind_of, negations
from variorum.quotation.opposites import opposed
from variorum.quotation.reading_language import language, read_as
from variorum.saying import say
from variorum.text.levelled import levelled
from variorum.text.normalisation import readings
from variorum.text.numerals import is_vague, numbers_in, value_of

_SHORT = 8  # words: a longer change is told as a whole
_NOTE_MARK = re.compile(r"\d{1,3}[a-z]?|[a-z]|[ivx]{1,5}|[*†‡]")
_CONTEXT = 6
_YEARS = range(1700, 2031)  # a number between them is taken for a year, which is neither more nor less
_DAYS = range(1, 32)
_DASH = re.compile(r"[—–]|--|\s-")
_LEVELS = frozenset({"layout", "typography"})


@dataclass(frozen=True)
class Collated:
    """Two texts held against each other: blocks that cover both, rules, and the changes that no rule explains."""

    pair: Aligned
    blocks: tuple[AlignedBlock, ...]
    rules: tuple[RespellingRule, ...]
    edits: tuple[Edit, ...]
    apart: Apart

    @cached_property
    def kept(self) -> float:
        """The share of the earlier text's words that the later keeps in runs of four, respelt, moved or not."""
        return _kept(self.pair, self.blocks, self.rules, self.apart)

    @cached_property
    def no_longer_named(self) -> tuple[tuple[str, int], ...]:
        """Names that the earlier text has and the later has in no form, with how often; the most frequent first.

        A name that was respelt throughout is not gone.
        """
        respelt = {stem_of(levelled(rule.before)) for rule in self.rules}
        with read_as(self.pair.language):
            gone = Namer(self.pair, self.apart).gone()
        return tuple(one for one in gone if stem_of(levelled(one[0])) not in respelt)

    def around(self, edit: Edit) -> tuple[str, str]:
        """A few words before and after a change, as the later edition has them, or the earlier where it ends."""
        wording, low, high = self.pair.later, edit.c, edit.d
        if edit.d == edit.c and edit.b > edit.a:
            wording, low, high = self.pair.earlier, edit.a, edit.b
        before = wording.phrase(max(0, low - _CONTEXT), low)
        return before, wording.phrase(high, min(len(wording), high + _CONTEXT))


def collate(earlier: Wording, later: Wording) -> Collated:
    """Hold two editions against each other, their words read in the language of both."""
    pair = aligned(earlier, later)
    with read_as(pair.language):
        return _collated(pair)


def _collated(pair: Aligned) -> Collated:
    blocks = blocks_of(pair)
    places = respellings_of(pair, blocks)
    rules = rules_of(pair, places)
    explained = {key_of(rule.before, rule.after) for rule in rules}
    apart = Apart.of(pair)
    told = [apart.without(edit) for edit in _edits(pair, blocks, places, explained)]
    edits = with_exchanges(pair, [edit for edit in told if edit is not None])
    return Collated(pair, tuple(blocks), rules, tuple(edits), apart)


def _edits(
    pair: Aligned, blocks: Sequence[AlignedBlock], places: Sequence[Respelling], explained: set[tuple[str, str]]
) -> Iterator[Edit]:
    namer = Namer(pair)
    by_block: dict[int, list[Respelling]] = {}
    starts = {block.a: number for number, block in enumerate(blocks) if block.kind == "changed" and block.b > block.a}
    number = -1
    for place in sorted(places, key=lambda each: each.a):
        number = starts.get(place.a, number)
        by_block.setdefault(number, []).append(place)
    for number, block in enumerate(blocks):
        if block.kind == "changed":
            inside = list(places_in(block, by_block.get(number, ())))
            yield from _of_change(pair, block, inside, explained, namer)
            continue
        if block.kind == "moved":
            yield Edit("moved", block.a, block.b, block.c, block.d)
        yield from _in_kept(pair, block, explained)


def places_in(block: AlignedBlock, places: Iterable[Respelling]) -> Iterator[Respelling]:
    """The respellings that lie within a block."""
    return (place for place in places if block.a <= place.a and place.b <= block.b)


def _in_kept(pair: Aligned, block: AlignedBlock, explained: set[tuple[str, str]]) -> Iterator[Edit]:
    """Where the words are the same: other spelling that no rule explains, and other punctuation."""
    for step in range(block.b - block.a):
        i, j = block.a + step, block.c + step
        before, after = pair.earlier.written(i), pair.later.written(j)
        if before != after and not is_capitals(before, after):
            key = key_of(before, after)
            if key[0] != key[1] and key not in explained and not _onlyopens_sentence(pair, i, j):
                yield Edit("spelling", i, i + 1, j, j + 1)
        if step and (ours := pair.earlier.between(i)) != (theirs := pair.later.between(j)) and _differ(ours, theirs):
            yield Edit("punctuation", i - 1, i + 1, j - 1, j + 1)


def _onlyopens_sentence(pair: Aligned, i: int, j: int) -> bool:
    """Whether a word has its capital only because it opens a sentence on one side."""
    before, after = pair.earlier.written(i), pair.later.written(j)
    return before.lower() == after.lower() and opens_sentence(pair.earlier, i) != opens_sentence(pair.later, j)


def _differ(ours: str, theirs: str) -> bool:
    """Whether two joints between words differ in more than layout and typography."""
    return not readings(ours, _LEVELS, between="letters") & readings(theirs, _LEVELS, between="letters")


def _of_change(
    pair: Aligned, block: AlignedBlock, places: Sequence[Respelling], explained: set[tuple[str, str]], namer: Namer
) -> Iterator[Edit]:
    """A changed stretch without what is only respelt in it by a rule."""
    ruled = [place for place in places if key_of(place.before, place.after) in explained]
    if not ruled:
        yield _named(pair, block, namer)
        return
    a, c = block.a, block.c
    for place in ruled:
        if place.a > a or place.c > c:
            yield _named(pair, AlignedBlock("changed", a, place.a, c, place.c), namer)
        a, c = place.b, place.d
    if block.b > a or block.d > c:
        yield _named(pair, AlignedBlock("changed", a, block.b, c, block.d), namer)


# ── of what kind a change is ────────────────────────────────────────────────────────────────────────────────────────


def _named(pair: Aligned, block: AlignedBlock, namer: Namer) -> Edit:
    kind, note = _kind_of(pair, block, namer)
    if kind in ("number", "cut", "added") and (wider := _with_whole_number(pair, block)) != block:
        of_wider, note_of_wider = _kind_of(pair, wider, namer)
        if of_wider == "number":
            block, kind, note = wider, of_wider, note_of_wider
    return Edit(kind, block.a, block.b, block.c, block.d, note)


def _with_whole_number(pair: Aligned, block: AlignedBlock) -> AlignedBlock:
    """A change inside a number ("one hundred and forty" to "forty") with the rest of it, which both texts have."""
    ours, theirs = pair.earlier.plain, pair.later.plain
    words = (*ours[block.a : block.b], *theirs[block.c : block.d])
    if max(block.b - block.a, block.d - block.c) > 3 or not any(
        value_of(word, language()) is not None for word in words
    ):
        return block
    left = right = 0
    while (
        block.a - left > 0 and block.c - left > 0 and _in_number(ours, theirs, block.a - left - 1, block.c - left - 1)
    ):
        left += 1
    while (
        block.b + right < len(ours)
        and block.d + right < len(theirs)
        and _in_number(ours, theirs, block.b + right, block.d + right)
    ):
        right += 1
    return AlignedBlock("changed", block.a - left, block.b + right, block.c - left, block.d + right)


def _in_number(ours: Sequence[str], theirs: Sequence[str], i: int, j: int) -> bool:
    return ours[i] == theirs[j] and value_of(ours[i], language()) is not None and not ours[i][0].isdigit()


def _kind_of(pair: Aligned, block: AlignedBlock, namer: Namer) -> tuple[str, str]:
    n, m = block.b - block.a, block.d - block.c
    plain = "replaced" if n and m else "cut" if n else "added"
    if n + m == 1 and _NOTE_MARK.fullmatch(
        (*pair.earlier.plain[block.a : block.b], *pair.later.plain[block.c : block.d])[0]
    ):
        return ("punctuation", "the mark of a note") if _is_mark(pair, block) else (plain, "")
    ours, theirs = pair.earlier.plain[block.a : block.b], pair.later.plain[block.c : block.d]
    before, after = pair.earlier.phrase(block.a, block.b), pair.later.phrase(block.c, block.d)
    if n and m and _letters(ours) == _letters(theirs):
        is_signs = _DASH.search(before + after) or "".join(ours) != "".join(theirs)
        return ("punctuation" if is_signs else "spelling"), ""
    gone, come = namer.names(block)
    names = _of_names(gone, come)
    if max(n, m) > _SHORT:
        return plain, "; ".join(filter(None, (names, _of_negations(before, after) if n and m else "")))
    if negations(before) != negations(after):
        return "negation", _of_negations(before, after)
    if n and m and (contrary := opposed(before, after)):
        return "negation", say("“{ours}” says the contrary of “{theirs}”", ours=contrary[0], theirs=contrary[1])
    counted = _without_marks(pair.earlier, block.a, block.b), _without_marks(pair.later, block.c, block.d)
    if (
        n
        and m
        and (values := numbers_in(counted[0], language())) == numbers_in(counted[1], language())
        and len(values) == n == m
    ):
        return "spelling", ""  # "8" and "8.00"
    number = _of_day(pair, block, *counted) or _of_numbers(*counted)
    if number and ((n and m) or max(n, m) <= 3):
        return "number", number
    if names and ((n and m) or max(n, m) <= 3):
        return "name", names
    if n == m == 1 and _is_respelt(ours[0], theirs[0]):
        return "spelling", ""
    return plain, names


def _letters(words: Sequence[str]) -> str:
    """The letters and figures of words, without the signs inside them ("10.40", "10:40")."""
    return "".join(letter for word in words for letter in word if letter.isalnum())


def _is_mark(pair: Aligned, block: AlignedBlock) -> bool:
    """Whether a single letter or figure stands in brackets, or right after a word: the call of a note."""
    wording, index = (pair.earlier, block.a) if block.b > block.a else (pair.later, block.c)
    before, after = wording.between(index), wording.between(index + 1)
    return before.rstrip(" ").endswith(("(", "[")) and after.lstrip(" ").startswith((")", "]", ","))


def _without_marks(wording: Wording, low: int, high: int) -> list[str]:
    """The levelled words of a stretch without numbers in square brackets, which call notes; ".12" is made 0.12."""
    found = []
    for index in range(low, high):
        word = wording.plain[index]
        if word.isdigit() and wording.between(index + 1).lstrip().startswith("]"):
            continue
        is_fraction = word.isdigit() and re.search(r"(?:^|[^\w.])\.$", wording.between(index)) is not None
        found.append(f"0.{word}" if is_fraction else word)
    return found


def _is_respelt(before: str, after: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    if kind_of(before) or kind_of(after) or min(len(before), len(after)) < 4:
        return False
    return Levenshtein.distance(before, after) <= 1 and len(before) > 4


def _of_negations(before: str, after: str) -> str:
    ours, theirs = negations(before), negations(after)
    return "a negation is gone" if ours > theirs else "a negation has come in" if theirs > ours else ""


def _of_day(pair: Aligned, block: AlignedBlock, ours: Sequence[str], theirs: Sequence[str]) -> str:
    """What became of the day of a month: its number is neither smaller nor larger than another."""
    before, after = numbers_in(ours, language()), numbers_in(theirs, language())
    if not (before and after and all(value in _DAYS for value in (*before, *after))):
        return ""
    following = [
        wording.written(index)
        for wording, index in ((pair.earlier, block.b), (pair.later, block.d))
        if index < len(wording)
    ]
    is_day = len(following) == 2 and all(kind_of(word) == "date" for word in following)
    return f"another day: {_figures(before)} → {_figures(after)}" if is_day else ""


def _of_numbers(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """What became of the numbers of a change: "made smaller: 1,200 → 800", "made larger: …", "made vague: …"."""
    before, after = numbers_in(ours, language()), numbers_in(theirs, language())
    if before == after or re.sub(r"\D", "", "".join(ours)) == re.sub(r"\D", "", "".join(theirs)) != "":
        return ""
    if before and after and all(value in _YEARS for value in (*before, *after)):
        return f"another year: {_figures(before)} → {_figures(after)}"
    if before and after:
        verb = "made smaller" if sum(after) < sum(before) else "made larger"
        return f"{verb}: {_figures(before)} → {_figures(after)}"
    if before:
        vague = next((word for word in theirs if is_vague(word, language())), "")
        return f"made vague: {_figures(before)} → “{vague}”" if vague else f"gone: {_figures(before)}"
    vague = next((word for word in ours if is_vague(word, language())), "")
    return f"made exact: “{vague}” → {_figures(after)}" if vague else f"new: {_figures(after)}"


def _figures(values: Sequence[float]) -> str:
    return ", ".join(f"{value:g}" if value < 1e6 else f"{value:.0f}" for value in values)


def _of_names(gone: Sequence[str], come: Sequence[str]) -> str:
    if len(gone) == len(come) == 1 and _is_respelt(gone[0].lower(), come[0].lower()):
        return f"respelt: {gone[0]} → {come[0]}"
    if gone and come:
        return f"another: {', '.join(gone)} → {', '.join(come)}"
    return f"gone: {', '.join(gone)}" if gone else f"new: {', '.join(come)}" if come else ""


def _kept(pair: Aligned, blocks: Sequence[AlignedBlock], rules: Sequence[RespellingRule], apart: Apart) -> float:
    counted = int((~apart.earlier).sum())
    if not counted:
        return 1.0 if not (~apart.later).sum() else 0.0
    respelt = {key_of(rule.before, rule.after) for rule in rules if rule.kind != "substitution"}
    enough = min(_RUN, counted)
    kept = run = 0
    for block in blocks:
        n, m = block.b - block.a - int(apart.earlier[block.a : block.b].sum()), block.d - block.c
        if block.kind == "moved":
            kept += n
        elif block.kind == "kept" or (n == m and n <= 2 and key_of(*(_words(pair, block))) in respelt):
            run += n
        elif n and m:  # what was only put in, or only taken out, leaves the words around it as they were
            kept, run = kept + (run if run >= enough else 0), 0
    kept += run if run >= enough else 0
    return kept / counted


_RUN = 4


def _words(pair: Aligned, block: AlignedBlock) -> tuple[str, str]:
    return pair.earlier.phrase(block.a, block.b), pair.later.phrase(block.c, block.d)
