"""10,000 quotations against 0.2, 2 and 20 million words, beside rapidfuzz's partial alignment over every page.

    python benchmarks/quotations.py [--words 0.2,2,20] [--quotations 10000] [--folder FOLDER]

Half of the quotations are untouched, a quarter are altered (by one to five words, or in 5 to 15 % of their
characters), a quarter are foreign: made of the same words, but standing nowhere. No source is named, so that each is
looked for everywhere. The text is made up by Zipf's law in English and Russian words; `--folder` takes the words from
the text files of a folder instead. The smaller sizes take fewer quotations, in proportion.

The baseline is extrapolated: `partial_ratio_alignment` is run on a sample of quotations and pages and its time a page
multiplied by all pages. Ours is measured in full, the index apart. The ratio is what counts; times are those of the
machine.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rapidfuzz.fuzz import partial_ratio_alignment

from variorum.evidence import Holding
from variorum.quotation.verification import verify_many
from variorum.record import Page
from variorum.text.seeds import SeedIndex, Seeds

WORDS_A_PAGE = 400
PAGES_A_SOURCE = 250
ALPHABETS = ("bcdfghklmnprstvw", "aeiou", "бвгдзклмнпрстхчш", "аеиоуыя")


@dataclass
class StoredTexts:
    """A store with its pages in one file for each source, read when asked for, as a catalogue would."""

    folder: Path
    keys: tuple[str, ...]
    index: SeedIndex
    kept: dict[str, tuple[Page, ...]] = field(default_factory=dict)

    def sources(self) -> Sequence[str]:
        return self.keys

    def pages(self, source: str) -> Sequence[Page]:
        if source not in self.kept:
            if len(self.kept) >= 12:
                self.kept.pop(next(iter(self.kept)))
            texts = (self.folder / f"{source}.txt").read_text(encoding="utf-8").split("\f")
            self.kept[source] = tuple(Page(source, n, str(n), text) for n, text in enumerate(texts, start=1))
        return self.kept[source]

    def holding(self, source: str) -> Holding | None:
        return Holding(source, "pages")

    def language(self, source: str) -> str:
        return "" if source else "unknown"

    def seeds(self) -> SeedIndex:
        return self.index


@dataclass(frozen=True)
class Asked:
    """A quotation and what is true of it: its kind and where it was taken from."""

    kind: str
    text: str
    source: str = ""
    page: int = 0


def made_up_words(rng: np.random.Generator) -> list[str]:
    """60,000 words of one to four syllables, half Latin, half Cyrillic."""
    words: dict[str, None] = {}
    while len(words) < 60_000:
        offset = 2 * int(rng.integers(2))
        syllables = int(rng.integers(1, 5))
        word = "".join(
            ALPHABETS[offset][rng.integers(len(ALPHABETS[offset]))]
            + ALPHABETS[offset + 1][rng.integers(len(ALPHABETS[offset + 1]))]
            for _ in range(syllables)
        )
        words[word + (ALPHABETS[offset][rng.integers(len(ALPHABETS[offset]))] if rng.random() < 0.5 else "")] = None
    return list(words)


def words_of_folder(folder: Path) -> list[str]:
    """The words of a folder's text files, as often as they occur."""
    return [
        word
        for path in sorted(folder.glob("**/*.txt"))
        for word in path.read_text(encoding="utf-8", errors="replace").split()
    ]


def draw(words: list[str], count: int, rng: np.random.Generator, *, zipf: bool) -> list[str]:
    """Running text: words by Zipf's law, or at random where they carry their own frequency."""
    if zipf:
        ranks = np.exp(rng.random(count) * np.log(len(words))).astype(np.int64) - 1
    else:
        ranks = rng.integers(0, len(words), count)
    return [words[rank] for rank in np.minimum(ranks, len(words) - 1)]


def write_sources(
    folder: Path, words: list[str], total: int, rng: np.random.Generator, *, zipf: bool
) -> tuple[str, ...]:
    """Sources of PAGES_A_SOURCE pages each until there are as many words as wanted."""
    keys = []
    for start in range(0, total, WORDS_A_PAGE * PAGES_A_SOURCE):
        count = min(total - start, WORDS_A_PAGE * PAGES_A_SOURCE)
        running = draw(words, count, rng, zipf=zipf)
        pages = [" ".join(running[a : a + WORDS_A_PAGE]) for a in range(0, count, WORDS_A_PAGE)]
        key = f"s{len(keys):04}"
        (folder / f"{key}.txt").write_text("\f".join(pages), encoding="utf-8")
        keys.append(key)
    return tuple(keys)


def quotations(
    texts: StoredTexts, words: list[str], count: int, rng: np.random.Generator, *, zipf: bool
) -> Iterator[Asked]:
    """Half untouched, a quarter altered, a quarter foreign; 8 to 60 words each, grouped by source."""
    chosen = sorted(rng.integers(0, len(texts.keys), count).tolist())
    for number in chosen:
        source = texts.keys[number]
        length = int(rng.integers(8, 61))
        draw_of_kind = rng.random()
        if draw_of_kind < 0.25:
            yield Asked("foreign", " ".join(draw(words, length, rng, zipf=zipf)))
            continue
        pages = texts.pages(source)
        page = pages[int(rng.integers(len(pages)))]
        running = page.text.split()
        start = int(rng.integers(max(1, len(running) - length)))
        piece = running[start : start + length]
        if draw_of_kind < 0.75:
            yield Asked("untouched", " ".join(piece), source, page.sequence)
        elif draw_of_kind < 0.875:
            yield Asked("altered words", " ".join(alter_words(piece, words, rng)), source, page.sequence)
        else:
            yield Asked("altered letters", alter_letters(" ".join(piece), rng), source, page.sequence)


def alter_words(piece: list[str], words: list[str], rng: np.random.Generator) -> list[str]:
    """One to five words replaced, left out or put in."""
    altered = list(piece)
    for _ in range(int(rng.integers(1, min(5, len(piece) // 3) + 1))):
        at, change = (
            int(rng.integers(1, len(altered) - 1)),
            int(rng.integers(3)),
        )  # inside: a shorter slice still stands
        if change == 0:
            altered[at] = words[rng.integers(len(words))]
        elif change == 1 and len(altered) > 4:
            del altered[at]
        else:
            altered.insert(at, words[rng.integers(len(words))])
    return altered if altered != piece else [*piece[:1], "zzz", *piece[1:]]


def alter_letters(text: str, rng: np.random.Generator) -> str:
    """5 to 15 % of the characters replaced, left out or doubled."""
    rate = rng.uniform(0.05, 0.15)
    letters = []
    for character in text:
        if not character.isalnum() or rng.random() >= rate:  # a doubled space would change nothing
            letters.append(character)
        else:
            letters.append(("", "x", character * 2, "и")[rng.integers(4)])
    altered = "".join(letters)
    return altered if altered != text else f"{text[:1]}x{text[1:]}"


def baseline(texts: StoredTexts, asked: list[Asked], pages: int, rng: np.random.Generator) -> float:
    """Seconds that rapidfuzz would need for one quotation over every page, from a sample."""
    sample = [asked[int(n)].text for n in rng.integers(0, len(asked), 12)]
    some = [page.text for page in texts.pages(texts.keys[0])[:25]]
    start = time.perf_counter()
    for text in sample:
        for page in some:
            partial_ratio_alignment(text, page)
    return (time.perf_counter() - start) / len(sample) / len(some) * pages


def run(total: int, count: int, words: list[str], *, zipf: bool) -> None:
    """One size: make the texts, index them, ask, and say what came out."""
    rng = np.random.default_rng(total)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keys = write_sources(folder, words, total, rng, zipf=zipf)
        texts = StoredTexts(folder, keys, SeedIndex(()))
        start = time.perf_counter()
        for key in keys:
            Seeds.of(key, texts.pages(key)).save(folder / f"{key}.seeds")
        indexing = time.perf_counter() - start
        texts.index = SeedIndex(tuple(Seeds.load(folder / f"{key}.seeds") for key in keys))
        asked = list(quotations(texts, words, count, rng, zipf=zipf))
        texts.kept.clear()
        start = time.perf_counter()
        found = list(verify_many([{"quotation": one.text} for one in asked], texts))
        seconds = (time.perf_counter() - start) / count
        peer = baseline(texts, asked, -(-total // WORDS_A_PAGE), rng)
        print(f"\n{total / 1e6:g} million words, {count} quotations; index made in {indexing:.1f} s")
        print(f"  a quotation: {seconds * 1000:.2f} ms; rapidfuzz over every page, extrapolated: {peer:.2f} s")
        print(f"  ratio {peer / seconds:,.0f}")
        report(asked, found)
        texts.index = SeedIndex(())


def report(asked: list[Asked], found: Sequence[object]) -> None:
    """Verdicts by kind, and the rates that matter."""
    kinds: dict[str, Counter[str]] = {}
    placed: Counter[str] = Counter()
    false = 0
    for one, verification in zip(asked, found, strict=True):
        verdict = getattr(verification, "verdict", "")
        kinds.setdefault(one.kind, Counter())[verdict] += 1
        places = {
            (s.source, s.page)
            for s in (*getattr(verification, "segments", ()), *getattr(verification, "candidates", ()))
        }
        if verdict not in ("absent", "translated"):
            placed[one.kind] += (one.source, one.page) in places or one.kind == "foreign"
        false += verdict in ("verbatim", "marked") and one.kind != "untouched"
    for kind, verdicts in sorted(kinds.items()):
        rate = placed[kind] / sum(verdicts.values())
        print(f"  {kind:16} found in place {rate:7.2%}   {dict(verdicts.most_common())}")
    print(f"  false verbatim or marked: {false}; peak memory {peak_memory():.0f} MB")


def peak_memory() -> float:
    """The largest resident size so far, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> None:
    """Run the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", default="0.2,2,20", help="sizes in millions of words")
    parser.add_argument("--quotations", type=int, default=10_000, help="how many at the largest size")
    parser.add_argument("--folder", type=Path, help="take the words from the text files in this folder")
    given = parser.parse_args()
    words = words_of_folder(given.folder) if given.folder else made_up_words(np.random.default_rng(1))
    sizes = [int(float(size) * 1_000_000) for size in given.words.split(",")]
    for size in sizes:
        run(size, max(200, given.quotations * size // max(sizes)), words, zipf=given.folder is None)


if __name__ == "__main__":
    main()
