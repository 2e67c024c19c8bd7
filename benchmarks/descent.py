"""Who copied whom, on stemmata planted with a known order of copying and known losses, beside two plain rules.

    python benchmarks/descent.py [--families 100,300,1000] [--seed 1]

Each family has one passage of 60 to 120 words and a stemma: a copy of an original; a chain of two copies; two copies of
an original that the archive holds; two copies of one that is lost. At each copying the eye may slip from a word to the
same word further on, a word may be replaced, misprinted, left out or put in, the passage may be quoted with its
source's name; afterwards 1 % of the letters of every witness are disturbed, as by a scan. All witnesses say when they
were written, half of them, or none. A copy of a copy comes from the original too; two copies of one original have it in
common.

With the original lost and two copies alone, nobody can tell a common source unless each has lost what the other kept;
so the figure is given without these pairs too. Beside it stand two rules that a reader might use: the older is the
source; the longer is the source. Told are the share of pairs decided, and how many of those decided are right. Times
are those of the machine; how they grow is what counts.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from variorum.dates.dating import Dating
from variorum.evidence import Borrowing, Side, Span
from variorum.examined import Examined
from variorum.record import Page, Source
from variorum.stemma import describe

FUNCTION = ("the", "of", "and", "to", "in", "that", "was", "his", "with", "for", "as", "had", "on", "at", "by", "from")
ODDS = {"slip": 0.25, "replace": 0.35, "misprint": 0.3, "cut": 0.25, "add": 0.2, "quote": 0.2}
SCAN = 0.01
SHAPES: Mapping[str, Mapping[str, str]] = {  # witness → from whom; "x" is lost
    "copy": {"o": "", "a": "o"},
    "chain": {"o": "", "a": "o", "b": "a"},
    "fork": {"o": "", "a": "o", "b": "o"},
    "lost": {"x": "", "a": "x", "b": "x"},
}


@dataclass
class Witness:
    """A witness of a passage: its words, and how it introduces and closes them."""

    words: list[str]
    before: str = "It is told so."
    after: str = "There it ends."


@dataclass
class Corpus:
    """Sources with their borrowings, and who truly has what from whom."""

    sources: dict[str, Source] = field(default_factory=dict)
    pages: dict[str, tuple[Page, ...]] = field(default_factory=dict)
    borrowings: list[Borrowing] = field(default_factory=list)
    truth: list[tuple[str, str]] = field(default_factory=list)  # the shape, and the direction of each borrowing


def words_of_language(rng: random.Random, number: int) -> list[str]:
    """A lexicon of made-up words."""
    onsets, vowels = (
        ["b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr", "gr"],
        "aeiou",
    )
    made = {"".join(rng.choice(onsets) + rng.choice(vowels) for _ in range(rng.randint(2, 4))) for _ in range(number)}
    return sorted(made)


def passage(rng: random.Random, lexicon: list[str]) -> list[str]:
    """A passage in which, as in prose, a subject's word comes back."""
    topic = rng.sample(lexicon, 6)
    return [
        rng.choice(FUNCTION) if rng.random() < 0.45 else rng.choice(topic if rng.random() < 0.25 else lexicon)
        for _ in range(rng.randint(60, 120))
    ]


def copied(rng: random.Random, model: Witness, lexicon: list[str], name: str) -> Witness:
    """A copy of a witness, with what goes wrong, or is done on purpose, in copying."""
    words = list(model.words)
    if rng.random() < ODDS["slip"]:
        words = slipped(rng, words)
    place = rng.randrange(5, len(words) - 10)
    if rng.random() < ODDS["replace"]:
        words[place] = rng.choice(lexicon)
    place = rng.randrange(5, len(words) - 10)
    if rng.random() < ODDS["misprint"] and len(words[place]) > 4:
        words[place] = words[place][:2] + words[place][3] + words[place][2] + words[place][4:]
    place = rng.randrange(5, len(words) - 10)
    if rng.random() < ODDS["cut"]:
        del words[place : place + rng.randint(3, 6)]
    place = rng.randrange(5, len(words) - 10)
    if rng.random() < ODDS["add"]:
        words[place:place] = rng.sample(lexicon, rng.randint(3, 6))
    if rng.random() < ODDS["quote"]:
        return Witness(words, f"As {name} wrote: “", "” So it was.")
    return Witness(words)


def slipped(rng: random.Random, words: list[str]) -> list[str]:
    """The words without those between a word and the same word further on, if there is such a pair."""
    pairs = [
        (first, second)
        for first in range(4, len(words) - 8)
        for second in range(first + 3, min(first + 14, len(words) - 4))
        if words[first] == words[second] and len(words[first]) >= 5
    ]
    if not pairs:
        return words
    first, second = rng.choice(pairs)
    return words[:first] + words[second:]


def scanned(rng: random.Random, text: str) -> str:
    """A text with some of its letters misread."""
    return "".join(
        rng.choice("abcdefghilmnoprstu") if letter.isalpha() and rng.random() < SCAN else letter for letter in text
    )


def corpus(families: int, dated: float, seed: int) -> Corpus:
    """Families of witnesses in turn of every shape."""
    rng = random.Random(seed)
    lexicon = words_of_language(rng, 4000)
    made = Corpus()
    for number in range(families):
        shape = list(SHAPES)[number % len(SHAPES)]
        _family(rng, made, lexicon, number=number, shape=shape, dated=dated)
    return made


def _family(rng: random.Random, made: Corpus, lexicon: list[str], *, number: int, shape: str, dated: float) -> None:
    models = SHAPES[shape]
    witnesses: dict[str, Witness] = {}
    for place, (name, model) in enumerate(models.items()):
        key = f"f{number}{name}"
        author = f"{rng.choice(lexicon).capitalize()}sky"
        title = f"Notes {key}"
        named = made.sources[f"f{number}{model}"].authors[0] if f"f{number}{model}" in made.sources else author
        original = Witness(passage(rng, lexicon))
        witnesses[name] = copied(rng, witnesses[model], lexicon, named) if model else original
        if name == "x":
            continue
        text = scanned(rng, " ".join(witnesses[name].words))
        whole = f"{witnesses[name].before}{text}{witnesses[name].after}"
        when = 1900 + 10 * place + rng.randint(0, 8)
        written = _year(when) if rng.random() < dated else None
        made.sources[key] = Source(key, title=title, authors=(author,), composed=written)
        made.pages[key] = (Page(key, 1, "1", whole),)
    held = [name for name in models if name != "x"]
    for later in range(len(held)):
        for earlier in range(later):
            made.borrowings.append(_borrowing(made, f"f{number}{held[later]}", f"f{number}{held[earlier]}", witnesses))
            made.truth.append((shape, _truth(held[later], held[earlier], models)))


def _truth(later: str, earlier: str, models: Mapping[str, str]) -> str:
    at = later
    while at:
        at = models[at]
        if at == earlier:
            return "a-from-b"
    return "common"


def _year(number: int) -> Dating:
    first, last = date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal()
    return Dating(str(number), str(number), "gregorian", first, last, first, last)


def _borrowing(made: Corpus, a: str, b: str, witnesses: Mapping[str, Witness]) -> Borrowing:
    sides = []
    for key in (a, b):
        name = key.lstrip("f0123456789")
        text = made.pages[key][0].text
        start, end = len(witnesses[name].before), len(text) - len(witnesses[name].after)
        sides.append(Side((Span(key, 1, start, end),), text[start:end]))
    return Borrowing(sides[0], sides[1], len(sides[0].text.split()), 0.9)


def ours(made: Corpus) -> list[str]:
    """The directions that the program gives."""
    record = Examined(sources=made.sources, borrowings=tuple(made.borrowings))
    return [each.direction for each in describe(made.borrowings, record, pages_of=lambda key: made.pages[key])]


def by_age(made: Corpus) -> list[str]:
    """The older is the source; unknown where a date is lacking."""
    return [_older(made.sources[each.a.source], made.sources[each.b.source]) for each in made.borrowings]


def _older(a: Source, b: Source) -> str:
    if a.composed is None or b.composed is None:
        return "unknown"
    return "b-from-a" if (a.composed.latest_end or 0) < (b.composed.earliest_start or 0) else "a-from-b"


def by_length(made: Corpus) -> list[str]:
    """The longer is the source."""
    return ["a-from-b" if len(each.a.text) < len(each.b.text) else "b-from-a" for each in made.borrowings]


def told(rule: Callable[[Corpus], list[str]], made: Corpus) -> tuple[str, Counter[str]]:
    """A line of the table, and the right ones by shape."""
    begun = time.perf_counter()
    found = rule(made)
    seconds = time.perf_counter() - begun
    decided = [(truth, each) for truth, each in zip(made.truth, found, strict=True) if each != "unknown"]
    right = [truth for truth, each in decided if truth[1] == each]
    shapes: Counter[str] = Counter(f"{shape} {truth}" for shape, truth in right)
    held = [(truth, each) for truth, each in decided if truth[0] != "lost"]
    sound = sum(truth[1] == each for truth, each in held) / max(1, len(held))
    line = f"decided {len(decided) / len(found):6.1%}, right {len(right) / max(1, len(decided)):6.1%}"
    return f"{line} (where no original is lost {sound:6.1%}), {seconds:6.2f} s", shapes


def main() -> None:
    """Print a table for every size and every share of witnesses with a date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", default="100,300,1000")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rules: Iterator[tuple[str, Callable[[Corpus], list[str]]]]
    for families in map(int, asked.families.split(",")):
        for dated in (1.0, 0.5, 0.0):
            made = corpus(families, dated, asked.seed)
            print(f"\n{families} families, {len(made.borrowings)} pairs, {dated:.0%} of the witnesses with a date")
            rules = iter((("this program", ours), ("the older", by_age), ("the longer", by_length)))
            for name, rule in rules:
                line, shapes = told(rule, made)
                print(f"  {name:13} {line}")
                if rule is ours:
                    all_of = Counter(f"{shape} {truth}" for shape, truth in made.truth)
                    print("    " + "; ".join(f"{shape} {shapes[shape]}/{all_of[shape]}" for shape in sorted(all_of)))


if __name__ == "__main__":
    main()
