"""A second look at what slovnet saw in Russian: words, forms and neighbours weighed together with the model's signals.

slovnet learned from texts that a machine had annotated, and is at its weakest with organisations and with where names
begin and end. A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) learned from the
development set of FactRuEval-2016 (MIT) how to read its signals: the hidden layer, its scores, its verdict, the word
vectors, and what the dictionary says of the word and its neighbours. `tools/learn_russian_names.py` learns it anew.

All features of one word are summed once and kept, so that a token costs a few additions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from variorum.languages.ru.equipment import dictionary
from variorum.languages.ru.equipment.network import Numbers, Signals, likeliest, rows_of

LABELS = ("", "B-person", "I-person", "B-place", "I-place", "B-group", "I-group")
MODEL_TAGS = 8  # <pad>, O, and B and I of person, place, group, as slovnet numbers them
REACH = {"s": (-2, -1, 0, 1, 2), "p": (-2, -1, 0, 1, 2), "l": (-1, 0, 1), "n": (-1, 0, 1), "c": (-1, 0, 1), "e": (0,)}
EDGE = "#"  # stands for the word before the first and after the last
_WINDOW = (-2, -1, 0, 1, 2)
_PROPER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr"})
_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
_OPENING, _CLOSING, _DASHES = frozenset('«“„"'), frozenset('»”"'), frozenset("-–—")
_MOST_WORDS = 20_000  # whose sums are kept, 870 bytes each


@dataclass(frozen=True, slots=True)
class Seen:
    """A piece of text as the model saw it: its words, and for each the verdict, hidden layer, scores and vector."""

    words: tuple[str, ...]
    tags: NDArray[np.int64]
    hidden: Numbers  # words × 64
    scores: Numbers  # words × 8
    vectors: Numbers  # words × 300


@lru_cache(maxsize=100_000)
def features_of(word: str) -> tuple[str, ...]:
    """What is to be known of a word by itself: shape, part of speech, lemma, names it may be, cases, ending."""
    lower = word.lower()
    found = [f"s={_shape(word)}"]
    if word[0].isalpha():
        found.append(f"e={lower[-3:]}")
    if not re.search("[а-я]", lower):
        return (*found, "p=X", f"l={'#latin' if lower.isalpha() else '#number' if lower.isdigit() else lower}")
    parses = dictionary().parse(lower)
    best = parses[0]
    found += [f"p={str(best.tag).split(',')[0].split()[0]}", f"l={best.normal_form.replace('ё', 'е')}"]
    found += sorted({f"n={name}" for one in parses if one.score > 0.05 for name in one.tag.grammemes & _PROPER})
    found += sorted({f"c={case}" for one in parses[:5] for case in one.tag.grammemes & _CASES})
    return tuple(found)


def _shape(word: str) -> str:
    if word[0].isdigit():
        return "9"
    if not word[0].isalpha():
        return word[0]
    script = "L" if word[0] < "\u0250" else ""
    if word.isupper():
        return script + ("A" if len(word) == 1 else "AA")
    if word[0].isupper():
        return script + ("AaA" if any(letter.isupper() for letter in word[1:]) else "Aa")
    return f"{script}aa"


def surroundings(words: Sequence[str]) -> tuple[list[str], list[str | None]]:
    """For each word the last small word before it, and the one before the quotation mark that it stands within."""
    last, opened = EDGE, None
    before: list[str] = []
    quoted: list[str | None] = []
    for word in words:
        before.append(last)
        part = _part_of(word)
        if part in ("opening", "either") and opened is None:
            opened = last
        elif part in ("closing", "either"):
            opened = None
        quoted.append(opened)
        if part == "small":
            last = word
    return before, quoted


@lru_cache(maxsize=100_000)
def _part_of(word: str) -> str:
    """What a word is to those after it: a quotation mark, a small word, or nothing."""
    first = word[0]
    if first in _OPENING:
        return "either" if first in _CLOSING else "opening"
    if first in _CLOSING:
        return "closing"
    return "small" if first.islower() or not (first.isalpha() or first in _DASHES) else ""


def usual_kinds(pieces: Sequence[Seen]) -> list[list[str]]:
    """For each word with a capital, what the model mostly takes it for in the whole text, where it recurs."""
    counts = _counted(pair for piece in pieces for pair in zip(piece.words, piece.tags.tolist(), strict=True))
    return [[_usual(counts, word) for word in piece.words] for piece in pieces]


def _counted(words: Iterable[tuple[str, int]]) -> dict[str, Counter[int]]:
    """How often each lemma with a capital is taken for what, of the words of one text with the model's verdicts."""
    counts: dict[str, Counter[int]] = {}
    for word, tag in words:
        if len(word) > 1 and word[0].isupper():
            counts.setdefault(lemma_of(word), Counter())[tag // 2] += 1
    return counts


def _usual(counts: Mapping[str, Counter[int]], word: str) -> str:
    if len(word) < 2 or not word[0].isupper():
        return ""
    count = counts[lemma_of(word)]
    if count.total() < 2:
        return ""
    kind, times = min(count.items(), key=lambda item: (-item[1], item[0]))
    return f"always {kind}" if times == count.total() else f"mostly {kind}"


@lru_cache(maxsize=100_000)
def lemma_of(word: str) -> str:
    """The lemma among a word's features."""
    return next((one[2:] for one in features_of(word) if one[0] == "l"), word)


@dataclass(frozen=True, slots=True)
class _WordSums:
    """All that one word adds to the scores of the seven labels, by the part that it plays."""

    window: Numbers  # 5 × 7: as the word itself, or a neighbour at −2 … 2
    tagged: Numbers  # 8 × 7: as the word itself, with the model's verdict
    after: Numbers  # 8 × 7: as the word before, with the model's verdict on the word itself
    small: Numbers  # 8 × 7: as the last small word before, with the model's verdict on the word itself
    quoting: Numbers  # 7: as the word before the quotation mark


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: a row of seven numbers a feature, those of the signals, and those of label after label."""

    rows: dict[str, Numbers]
    hidden: Numbers  # 64·3 × 7: the word's, the one's before, the one's after
    scores: Numbers  # 8 × 7
    vectors: Numbers  # 300·3 × 7
    bias: Numbers  # 7
    after: Numbers  # 7 × 7


@cache
def weights() -> Weights:
    """The weights that come with the package (fifty kilobytes)."""
    with files("variorum.languages.ru.equipment").joinpath("tagging.npz").open("rb") as file, np.load(file) as stored:
        names = bytes(stored["names"]).decode("utf-8").split("\n")
        rows = dict(zip(names, stored["rows"].astype(np.float32), strict=True))
        dense = {name: stored[name].astype(np.float32) for name in ("hidden", "scores", "vectors", "bias", "after")}
    return Weights(rows, **dense)


_OF_A_WORD = re.compile(r"(-?\d|t\d|a\d|b\d?)\|(?!t=)(.+)", re.DOTALL)


def _gathered(rows: Mapping[str, Numbers]) -> dict[str, dict[str, Numbers]]:
    """The rows of each feature of a word in one table: "w" by place in the window, "t", "a" and "b" by the verdict."""
    gathered: dict[str, dict[str, Numbers]] = {"w": {}, "t": {}, "a": {}, "b": {}}
    for name, row in rows.items():
        found = _OF_A_WORD.fullmatch(name)
        if not found:
            continue
        part = found[1][0] if found[1][0] in "tab" else "w"
        height = len(_WINDOW) if part == "w" else MODEL_TAGS
        table = gathered[part].setdefault(found[2], np.zeros((height, len(LABELS)), np.float32))
        if part == "w":
            table[2 + int(found[1])] += row
        elif found[1] == "b":
            table += row
        else:
            table[int(found[1][1:])] += row
    return gathered


class Tagger:
    """Scores pieces by the weights; keeps the sums of the words that it met last."""

    def __init__(self, learned: Weights) -> None:
        self._learned = learned
        self._zero = np.zeros(len(LABELS), np.float32)
        self._none = np.zeros((MODEL_TAGS, len(LABELS)), np.float32)
        self._rows = _gathered(learned.rows)
        self._kept = _KeptSums()

    def labels(self, pieces: Sequence[Seen]) -> list[list[int]]:
        """The labels, as numbers into LABELS, of the pieces of one text."""
        if not pieces:
            return []
        signals = Signals(
            np.concatenate([piece.tags for piece in pieces]),
            np.concatenate([piece.hidden for piece in pieces]),
            np.concatenate([piece.scores for piece in pieces]),
            np.concatenate([piece.vectors for piece in pieces]),
            np.arange(sum(len(piece.words) for piece in pieces)),
        )
        return self.labelled([piece.words for piece in pieces], signals, texts=[0] * len(pieces))

    def labelled(self, pieces: Sequence[Sequence[str]], signals: Signals, *, texts: Sequence[int]) -> list[list[int]]:
        """The labels of the pieces of several texts, of which `texts` says for each piece which it belongs to."""
        usual: list[str] = []
        tags, place = signals.tags.tolist(), 0
        for _, run in groupby(zip(pieces, texts, strict=True), key=itemgetter(1)):
            words = [word for piece, _ in run for word in piece]
            counts = _counted(zip(words, tags[place : place + len(words)], strict=True))
            usual += [_usual(counts, word) for word in words]
            place += len(words)
        lengths = np.array([len(piece) for piece in pieces], np.int64)
        scores = self.scores(pieces, signals, usual)
        found = likeliest(scores, lengths, self._learned.after + _FORBIDDEN, _NO_BEGINNING).tolist()
        ends = np.cumsum(lengths).tolist()
        return [found[end - len(piece) : end] for end, piece in zip(ends, pieces, strict=True)]

    def scores(self, pieces: Sequence[Sequence[str]], signals: Signals, usual: Sequence[str]) -> Numbers:
        """The score of every label for every word of all pieces, a row a word: all its features summed."""
        words = [word for piece in pieces for word in piece]
        lengths = np.array([len(piece) for piece in pieces], np.int64)
        around = [surroundings(piece) for piece in pieces]
        before = [word for one, _ in around for word in one]
        quoted = [word for _, one in around for word in one]
        if len(self._kept) > _MOST_WORDS:
            self._kept = _KeptSums()
        sums = self._kept
        edge, *own = sums.places((EDGE, *words), self._summed)
        small = sums.places(before, self._summed)
        total = self.of_signals(lengths, signals)
        rows, length = rows_of(lengths, beside=2)
        of_row = np.full(length, edge, np.int64)
        of_row[rows] = own
        tags = np.zeros(length, np.int64)
        tags[rows] = signals.tags
        for place in _WINDOW:
            total += sums.window[of_row[rows + place], 2 + place]
        total += sums.tagged[own, signals.tags]
        total += sums.after[of_row[rows - 1], signals.tags]
        total += sums.small[small, signals.tags]
        total += self._of_tags(tags, rows)
        return self._of_recurring_and_quoted(total, usual, quoted)

    def _of_recurring_and_quoted(self, total: Numbers, usual: Sequence[str], quoted: Sequence[str | None]) -> Numbers:
        """The scores with those for what a name mostly is in its text, and for the word before a quotation mark."""
        by_kind: dict[str, list[int]] = {}
        for place, kind in enumerate(usual):
            if kind:
                by_kind.setdefault(kind, []).append(place)
        for kind, places in by_kind.items():
            total[places] += self._row(f"u|{kind}")
        marked = [(place, word) for place, word in enumerate(quoted) if word is not None]
        if marked:
            rows = self._kept.places([word for _, word in marked], self._summed)
            total[[place for place, _ in marked]] += self._kept.quoting[rows] + self._row("q")
        return total

    def _row(self, name: str) -> Numbers:
        return self._learned.rows.get(name, self._zero)

    def _summed(self, word: str) -> _WordSums:
        own = features_of(word) if word != EDGE else ("s=#", "l=#")
        lemma = next(one for one in own if one[0] == "l")
        rows = self._rows
        window = np.zeros((len(_WINDOW), len(LABELS)), np.float32)
        for one in own:
            if (row := rows["w"].get(one)) is not None:
                window += row
        tagged = rows["t"].get(own[0], self._none) + rows["t"].get(lemma, self._none)
        after, small = rows["a"].get(lemma, self._none), rows["b"].get(lemma, self._none)
        return _WordSums(window, tagged, after, small, self._row(f"q|{lemma}"))

    def of_signals(self, lengths: NDArray[np.int64], signals: Signals) -> Numbers:
        """What the model's signals alone add: of a word, the one before and the one after in its piece."""
        learned = self._learned
        total: Numbers = learned.bias + signals.scores @ learned.scores
        last = np.cumsum(lengths) - 1
        first = last - lengths + 1
        for weight, signal, which in (
            (learned.hidden, signals.hidden, None),
            (learned.vectors, signals.different, signals.which),
        ):
            width = signal.shape[1]
            own, before, after = (signal @ weight[k * width : (k + 1) * width] for k in range(3))
            if which is not None:
                own, before, after = own[which], before[which], after[which]
            before[last] = 0  # the word of another piece
            after[first] = 0
            total += own
            total[1:] += before[:-1]
            total[:-1] += after[1:]
        return total

    def _of_tags(self, tags: NDArray[np.int64], rows: NDArray[np.int64]) -> Numbers:
        table = self._tag_table()
        own = tags[rows]
        total = np.zeros((len(rows), len(LABELS)), np.float32)
        for place in _WINDOW:
            total += table[2 + place, tags[rows + place], 0]
        total += table[5, tags[rows - 1], own] + table[6, own, tags[rows + 1]]
        return total

    @cache  # noqa: B019 (there is one tagger)
    def _tag_table(self) -> Numbers:
        """7 × 8 × 8 × 7: the model's verdict at −2 … 2, then that before with its own, then its own with that after."""
        table = np.zeros((7, MODEL_TAGS, MODEL_TAGS, len(LABELS)), np.float32)
        for one in range(MODEL_TAGS):
            for place in _WINDOW:
                table[2 + place, one, :] = self._row(f"{place}|t={one}")
            for other in range(MODEL_TAGS):
                table[5, one, other] = self._row(f"t<|{one} {other}")
                table[6, one, other] = self._row(f"t>|{one} {other}")
        return table


class _KeptSums:
    """The sums of the words that were met, each with a row in tables that grow."""

    def __init__(self) -> None:
        self._of_word: dict[str, int] = {}
        labels, size = len(LABELS), 1024
        self.window = np.zeros((size, len(_WINDOW), labels), np.float32)
        self.tagged = np.zeros((size, MODEL_TAGS, labels), np.float32)
        self.after = np.zeros((size, MODEL_TAGS, labels), np.float32)
        self.small = np.zeros((size, MODEL_TAGS, labels), np.float32)
        self.quoting = np.zeros((size, labels), np.float32)

    def __len__(self) -> int:
        return len(self._of_word)

    def places(self, words: Sequence[str], summed: Callable[[str], _WordSums]) -> list[int]:
        """The row of each word; those that are new are summed first."""
        of_word = self._of_word
        for word in set(words).difference(of_word):
            if len(of_word) == len(self.quoting):
                self._grow()
            one, place = summed(word), len(of_word)
            self.window[place], self.tagged[place], self.after[place] = one.window, one.tagged, one.after
            self.small[place], self.quoting[place] = one.small, one.quoting
            of_word[word] = place
        return [of_word[word] for word in words]

    def _grow(self) -> None:
        tables = (self.window, self.tagged, self.after, self.small, self.quoting)
        self.window, self.tagged, self.after, self.small, self.quoting = (
            np.concatenate((table, np.zeros_like(table))) for table in tables
        )


_FORBIDDEN = np.array(
    [
        [-1e4 if label in (2, 4, 6) and before not in (label - 1, label) else 0 for label in range(len(LABELS))]
        for before in range(len(LABELS))
    ],
    np.float32,
)


_NO_BEGINNING = np.where(np.isin(np.arange(len(LABELS)), (2, 4, 6)), np.float32(-1e4), np.float32(0))


@cache
def tagger() -> Tagger:
    """The tagger by the weights of the package."""
    return Tagger(weights())


def named_features(piece: Seen, usual: Sequence[str]) -> list[list[str]]:
    """Every feature of every word by name: the same that the tagger sums, written out for learning."""
    words = [EDGE, EDGE, *piece.words, EDGE, EDGE]
    own = [features_of(word) if word != EDGE else ("s=#", "l=#") for word in words]
    tags = [0, 0, *piece.tags.tolist(), 0, 0]
    before, quoted = surroundings(piece.words)
    named: list[list[str]] = []
    for place in range(2, len(words) - 2):
        tag = tags[place]
        lemma = next(one for one in own[place] if one[0] == "l")
        last = next(one for one in own[place - 1] if one[0] == "l")
        small = f"l={lemma_of(before[place - 2]) if before[place - 2] != EDGE else EDGE}"
        names = [f"{d}|{one}" for d in _WINDOW for one in own[place + d] if d in REACH[one[0]]]
        names += [f"{d}|t={tags[place + d]}" for d in _WINDOW]
        names += [f"t{tag}|{own[place][0]}", f"t{tag}|{lemma}", f"a{tag}|{last}", f"b|{small}", f"b{tag}|{small}"]
        names += [f"t<|{tags[place - 1]} {tag}", f"t>|{tag} {tags[place + 1]}"]
        if usual[place - 2]:
            names.append(f"u|{usual[place - 2]}")
        opened = quoted[place - 2]
        if opened is not None:
            names += [f"q|l={lemma_of(opened) if opened != EDGE else EDGE}", "q"]
        named.append(names)
    return named
