"""Borrowings found in a corpus with known truth, beside Quid and a plain rapidfuzz baseline in the same run.

    python benchmarks/borrowings.py [--pages 6000] [--growth 1500,3000,6000] [--folder FOLDER] [--quid PYTHON]

Pages of 300 words are cut from the text files of `--folder`; without one they are made up by Zipf's law, of words that
mean nothing, half of the books in Latin letters and half in Cyrillic. Of them
passages of 20 to 200 words are copied from pages of one book into pages of another, and
0 to 20 % of their characters are replaced, added or dropped. A passage is found where hits cover half of it; a hit is
right where it is a planted one or joins stretches of at least 40 letters that are alike by .6.

Ours is asked for everything in everything. Quid (in the environment `--quid`, by default this one) and the baseline,
rapidfuzz's partial alignment of each true source stretch's page against the target page, are given only the true pairs
of pages, and their time for all pairs is what those pairs took, multiplied. How ours grows is shown over three sizes,
and what a new book of 100,000 words costs against all the rest. The ratios count; times are those of the machine.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from variorum.pipeline.page_lines import SharedPassage, hits_in
from variorum.record import Page
from variorum.reuse import SourceLetters, Terms
from variorum.reuse.corpus import Corpus
from variorum.reuse.passages import passages_in

WORDS_A_PAGE = 300
PAGES_A_BOOK = 45
NOISE = (0.0, 0.05, 0.10, 0.15, 0.20)
QUID = """
import json, sys, time
from quid.core.Quid import Quid
pairs = json.load(sys.stdin)
quid, found = Quid(), []
start = time.process_time()
for a, b in pairs:
    found.append([[m.source_span.start, m.source_span.end, m.target_span.start, m.target_span.end]
                  for m in quid.compare(a, b)])
json.dump({"found": found, "seconds": time.process_time() - start}, sys.stdout)
"""


@dataclass(frozen=True)
class Planted:
    """A passage copied: from where to where, and how much of it was disturbed."""

    source: str
    source_start: int
    source_end: int
    target: str
    target_start: int
    target_end: int
    noise: float


@dataclass(frozen=True)
class Scored:
    """What hits are worth: recall by noise, precision, and by how many letters edges are off."""

    recall: dict[float, float]
    overall: float
    precision: float
    edges: float

    def __str__(self) -> str:
        by_noise = "  ".join(f"{noise:.0%} {share:.2f}" for noise, share in self.recall.items())
        return f"recall {self.overall:.3f} ({by_noise})  precision {self.precision:.3f}  edges off by {self.edges:.1f}"


def made_up(pages: int, dice: random.Random) -> Iterator[tuple[str, str]]:
    """Pages of made-up words, by book: half of the books in Latin letters, half in Cyrillic."""
    scripts = (("bcdfghklmnprstvw", "aeiou"), ("бвгдзклмнпрстхчш", "аеиоуыя"))
    lexicons = [
        [
            "".join(dice.choice(ons) + dice.choice(vow) for _ in range(dice.choice((1, 2, 2, 3, 4))))
            for _ in range(40_000)
        ]
        for ons, vow in scripts
    ]
    weights = [1 / (rank + 3) for rank in range(40_000)]
    for number in range(pages):
        book = number // PAGES_A_BOOK
        yield f"book{book:05d}", " ".join(dice.choices(lexicons[book % 2], weights, k=WORDS_A_PAGE))


def of_folder(folder: Path, pages: int) -> Iterator[tuple[str, str]]:
    """Pages of the text files of a folder, as many as there are."""
    made = 0
    for path in sorted(folder.rglob("*.txt")):
        words = path.read_text("utf-8", errors="replace").split()
        for at in range(0, len(words), WORDS_A_PAGE):
            if made < pages:
                made += 1
                yield path.stem, " ".join(words[at : at + WORDS_A_PAGE])


def disturbed(text: str, rate: float, dice: random.Random, letters: str) -> str:
    out = []
    for character in text:
        kind = dice.random() / rate if rate else 1.0
        if kind >= 1:
            out.append(character)
        elif kind < 0.6:
            out.append(dice.choice(letters))
        elif kind < 0.8:
            out += [character, dice.choice(letters)]
    return "".join(out)


def planted(pages: list[dict[str, str]], passages: int, dice: random.Random) -> list[Planted]:
    """Copy passages between pages, in place."""
    order = list(range(len(pages)))
    dice.shuffle(order)
    targets, sources = order[:passages], order[passages:]
    truth = []
    for number, target in enumerate(targets):
        source = dice.choice(sources)
        while pages[source]["book"] == pages[target]["book"]:
            source = dice.choice(sources)
        words = pages[source]["text"].split(" ")
        length = min(len(words), round(math.exp(dice.uniform(math.log(20), math.log(200)))))
        first = dice.randint(0, len(words) - length)
        start = len(" ".join(words[:first])) + bool(first)
        passage = " ".join(words[first : first + length])
        noise = NOISE[number % len(NOISE)]
        copy = disturbed(passage, noise, dice, "aeinorst" if passage.isascii() else "аеинорст")
        host = pages[target]["text"].split(" ")
        cut = dice.randint(0, len(host))
        before = " ".join(host[:cut]) + (" " if cut else "")
        pages[target]["text"] = before + copy + (" " if cut < len(host) else "") + " ".join(host[cut:])
        truth.append(
            Planted(pages[source]["id"], start, start + len(passage), pages[target]["id"], len(before),
                    len(before) + len(copy), noise)
        )  # fmt: skip
    return truth


def score(hits: Sequence[SharedPassage], truth: Sequence[Planted], texts: dict[str, str]) -> Scored:
    between: dict[tuple[str, str], list[tuple[int, int, int, int, int]]] = {}
    for number, h in enumerate(hits):
        between.setdefault((h.a, h.b), []).append((h.a_start, h.a_end, h.b_start, h.b_end, number))
        between.setdefault((h.b, h.a), []).append((h.b_start, h.b_end, h.a_start, h.a_end, number))
    right: set[int] = set()
    found: dict[float, list[bool]] = {noise: [] for noise in NOISE}
    edges = []
    for one in truth:
        covered: set[int] = set()
        off = math.inf
        for s0, s1, t0, t1, number in between.get((one.source, one.target), ()):
            if min(s1, one.source_end) > max(s0, one.source_start) and min(t1, one.target_end) > max(
                t0, one.target_start
            ):
                right.add(number)
                covered.update(range(max(t0, one.target_start), min(t1, one.target_end)))
                off = min(off, (abs(t0 - one.target_start) + abs(t1 - one.target_end)) / 2)
        ok = len(covered) >= 0.5 * (one.target_end - one.target_start)
        found[one.noise].append(ok)
        if ok:
            edges.append(off)
    for number, h in enumerate(hits):
        if number not in right:
            a, b = texts[h.a][h.a_start : h.a_end].lower(), texts[h.b][h.b_start : h.b_end].lower()
            if min(len(a), len(b)) >= 40 and Levenshtein.normalized_similarity(a, b) >= 0.6:
                right.add(number)
    recall = {noise: sum(those) / len(those) for noise, those in found.items() if those}
    overall = sum(map(sum, found.values())) / len(truth)
    return Scored(recall, overall, len(right) / max(1, len(hits)), statistics.mean(edges) if edges else math.nan)


def by_rapidfuzz(truth: Sequence[Planted], texts: dict[str, str]) -> tuple[list[SharedPassage], float]:
    """The planted stretch itself looked for in the page that holds its copy: the plainest thing that can be done."""
    start, hits = time.process_time(), []
    for one in truth:
        passage = texts[one.source][one.source_start : one.source_end]
        found = partial_ratio_alignment(passage, texts[one.target], score_cutoff=60)
        if found:
            hits.append(SharedPassage(one.source, one.source_start + found.src_start, one.source_start + found.src_end,
                            one.target, found.dest_start, found.dest_end, 0, 0.0))  # fmt: skip
    return hits, time.process_time() - start


def by_quid(truth: Sequence[Planted], texts: dict[str, str], python: str) -> tuple[list[SharedPassage], float] | None:
    pairs = [(texts[one.source], texts[one.target]) for one in truth]
    done = subprocess.run([python, "-c", QUID], input=json.dumps(pairs), capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    said = json.loads(done.stdout)
    hits = [
        SharedPassage(one.source, *found[:2], one.target, *found[2:], 0, 0.0)
        for one, those in zip(truth, said["found"], strict=True)
        for found in those
    ]
    return hits, said["seconds"]


def corpus_of(pages: int, args: argparse.Namespace) -> tuple[list[dict[str, str]], list[Planted]]:
    dice = random.Random(args.seed)
    texts = of_folder(args.folder, pages) if args.folder else made_up(pages, dice)
    made = [{"id": f"{book}:{number:06d}", "book": book, "text": text} for number, (book, text) in enumerate(texts)]
    return made, planted(made, min(500, len(made) // 3), dice)


def ours(pages: Sequence[dict[str, str]]) -> tuple[list[SharedPassage], float, float]:
    """Hits, seconds on the clock, and seconds of processor."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.jsonl"
        path.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
        clock, processor = time.perf_counter(), time.process_time()
        hits = list(hits_in(path, terms=Terms()))
        return hits, time.perf_counter() - clock, time.process_time() - processor


def one_new_book(pages: Sequence[dict[str, str]], words: int = 100_000) -> tuple[int, float]:
    """Words held, and seconds for a new book of 100,000 words, made of pages of the others, against them."""
    held: dict[str, list[Page]] = {}
    for number, page in enumerate(pages):
        held.setdefault(page["book"], []).append(Page(page["book"], number, "", page["text"]))
    new = [page for those in held.values() for page in those[:8]][: words // WORDS_A_PAGE]
    segments = [SourceLetters.of(key, those) for key, those in held.items()]
    start = time.perf_counter()
    passages_in(Corpus.of([*segments, SourceLetters.of("~new", new)]), Terms(), fresh={"~new"})
    return len(pages) * WORDS_A_PAGE, time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=6000)
    parser.add_argument("--growth", default="1500,3000,6000,12000", help="sizes in pages, separated by commas")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--quid", default=sys.executable, help="the Python of an environment that has Quid")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    pages, truth = corpus_of(args.pages, args)
    texts = {page["id"]: page["text"] for page in pages}
    ours(pages[:200])  # compiled, or taken from where it is kept
    hits, clock, processor = ours(pages)
    print(f"{len(pages)} pages, {len(truth)} passages planted")
    print(f"  ours       {score(hits, truth, texts)}")
    print(
        f"             {clock:.1f} s on the clock ({len(pages) / clock:,.0f} pages/s), {processor:.1f} s of processor"
    )
    found, seconds = by_rapidfuzz(truth, texts)
    everything = seconds / len(truth) * len(pages) * (len(pages) - 1) / 2
    print(f"  rapidfuzz  {score(found, truth, texts)}")
    print(f"             the true pairs took {seconds:.1f} s; all pairs: {everything / processor:,.0f}× ours")
    told = by_quid(truth, texts, args.quid)
    if told:
        everything = told[1] / len(truth) * len(pages) * (len(pages) - 1) / 2
        print(f"  Quid       {score(told[0], truth, texts)}")
        print(f"             the true pairs took {told[1]:.1f} s; all pairs: {everything / processor:,.0f}× ours")
    else:
        print("  Quid       is not here (pip install quid, or --quid PYTHON)")
    before = None
    for size in map(int, args.growth.split(",")):
        some, _ = corpus_of(size, args)
        _, clock, processor = ours(some)
        letters = sum(sum(map(str.isalnum, page["text"])) for page in some)
        grown = f", {processor / before[1] / (len(some) / before[0]):.2f}× in proportion" if before else ""
        print(f"  {len(some):>7,} pages: {clock:6.1f} s, {processor:6.1f} s of processor{grown}; {letters:,} letters")
        before = (len(some), processor)
    held, seconds = one_new_book(some)
    print(f"  a new book of 100,000 words against {held:,} words: {seconds:.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  most memory at any time: {peak:,.0f} MB, with the pages of this benchmark themselves")


if __name__ == "__main__":
    main()
