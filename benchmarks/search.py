"""Search over 2, 7 and 20 million words: how long queries take, beside bare Tantivy on the same text.

    python benchmarks/search.py [--words 2,7,20] [--queries 300]

The text is made up: half Russian (lexemes of pymorphy3's dictionary in all their forms), half English (made-up stems
with real endings, and the irregular verbs), both drawn by Zipf's law, on pages of 400 words. The queries are drawn from
the text: words by any form, two and three words together, phrases, phrases by any form, prefixes, alternatives,
exclusions, filters. Bare Tantivy answers the same words by its own query parser, without forms, marks or words in
context: the ratio is what those cost.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import tantivy

from variorum.accession.reading import Reading
from variorum.catalogue.indexing import update_index
from variorum.catalogue.searching import search
from variorum.catalogue.store import Catalogue, open_catalogue
from variorum.languages.en.equipment import irregular_forms
from variorum.record import Page, Source

WORDS_A_PAGE = 400
PAGES_A_SOURCE = 250
ENDINGS = ("", "", "", "s", "ed", "ing", "er", "ly", "ation")


def vocabulary(rng: random.Random) -> tuple[list[str], list[str]]:
    """About 100,000 Russian and 40,000 English forms, the commonest first."""
    from pymorphy3 import MorphAnalyzer

    analyzer = MorphAnalyzer(lang="ru")
    lexemes: dict[str, list[str]] = {}
    for start in "абвгдезиклмнопрстуфхцчшэюя":
        for count, parse in enumerate(analyzer.iter_known_word_parses(start)):
            if count > 60_000:
                break
            if count % 3 == 0:
                lexemes.setdefault(parse.normal_form, []).append(parse.word)
    chosen = rng.sample(sorted(lexemes), 12_000)
    russian = [form for lemma in chosen for form in dict.fromkeys(lexemes[lemma])]
    syllables = [c + v + e for c in "bcdfglmnprst" for v in "aeiou" for e in ("", "n", "r", "st")]
    stems = ["".join(rng.choices(syllables, k=rng.choice((1, 2, 2, 3)))) for _ in range(12_000)]
    english = [stem + ending for stem in stems for ending in set(rng.choices(ENDINGS, k=3))]
    irregular = [form for base, forms in irregular_forms().items() for form in (base, *forms)]
    rng.shuffle(russian)
    rng.shuffle(english)
    return russian, irregular + english


def drawn(words: list[str], count: int, rng: np.random.Generator) -> list[str]:
    ranks = np.arange(1, len(words) + 1)
    weights = 1.0 / ranks
    picks = rng.choice(len(words), size=count, p=weights / weights.sum())
    return [words[pick] for pick in picks]


def sources(words: tuple[list[str], list[str]], million: float) -> Iterator[tuple[str, str, list[str]]]:
    rng = np.random.default_rng(1928)
    a_source = WORDS_A_PAGE * PAGES_A_SOURCE
    for number in range(max(1, round(million * 1_000_000 / a_source))):
        language = ("ru", "en")[number % 2]
        text = drawn(words[number % 2], a_source, rng)
        pages = [
            "\n".join(" ".join(text[line : line + 10]) for line in range(at, at + WORDS_A_PAGE, 10))
            for at in range(0, a_source, WORDS_A_PAGE)
        ]
        yield f"source{number:04}", language, pages


def build(
    catalogue: Catalogue, folder: Path, words: tuple[list[str], list[str]], million: float
) -> tuple[float, float]:
    """Seconds for the catalogue with its index, and for bare Tantivy."""
    made = list(sources(words, million))
    start = time.perf_counter()
    for key, language, texts in made:
        pages = tuple(Page(key, n, str(n), text, paragraphs=(0,)) for n, text in enumerate(texts, 1))
        reading = Reading(pages, "pages", "text/plain", "made/1")
        catalogue.replace_source(Source(key, language=language), reading, digest=key)
    update_index(catalogue)
    ours = time.perf_counter() - start
    schema = tantivy.SchemaBuilder().add_text_field("body", stored=True).build()
    folder.mkdir()
    writer = tantivy.Index(schema, path=str(folder)).writer(heap_size=96_000_000, num_threads=2)
    start = time.perf_counter()
    for _, _, texts in made:
        for text in texts:
            writer.add_document(tantivy.Document(body=text))
    writer.commit()
    writer.wait_merging_threads()
    return ours, time.perf_counter() - start


def queries(catalogue: Catalogue, count: int, rng: random.Random) -> list[tuple[str, str, str]]:
    """Kind, query, and the same words for Tantivy's own parser."""
    keys = list(catalogue.sources())
    made = []
    while len(made) < count:
        page = catalogue.page(rng.choice(keys), rng.randint(1, PAGES_A_SOURCE))
        assert page
        words = page.text.split()
        at = rng.randrange(len(words) - 3)
        a, b, c = words[at : at + 3]
        far = rng.choice(words)
        made += [
            ("word", a, a),
            ("two words", f"{a} {far}", f"+{a} +{far}"),
            ("three words", f"{a} {b} {far}", f"+{a} +{b} +{far}"),
            ("phrase", f'"{a} {b} {c}"', f'"{a} {b} {c}"'),
            ("phrase, any form", f'~"{a} {b}"', f'"{a} {b}"'),
            ("prefix", f"{far[:4]}*", far),
            ("or, not", f"{a} OR {far} -{c}", f"{a} OR ({far} -{c})"),
            ("filter", f"{a} {b} language:ru", f"+{a} +{b}"),
        ]
    return made[:count]


def measure(million: float, count: int, words: tuple[list[str], list[str]]) -> None:
    with tempfile.TemporaryDirectory() as made, open_catalogue(Path(made) / "catalogue") as catalogue:
        ours, bare = build(catalogue, Path(made) / "bare", words, million)
        print(
            f"\n{million:g} million words: catalogue and index {ours:.1f} s, "
            f"bare Tantivy {bare:.1f} s ({ours / bare:.1f}×)"
        )
        index = tantivy.Index.open(str(Path(made) / "bare"))
        searcher = index.searcher()
        search(catalogue, "война")  # the dictionary of Russian loads once in a process
        times: dict[str, list[float]] = {}
        bare_times: dict[str, list[float]] = {}
        for kind, query, plain in queries(catalogue, count, random.Random(1928)):
            start = time.perf_counter()
            search(catalogue, query)
            times.setdefault(kind, []).append(time.perf_counter() - start)
            start = time.perf_counter()
            found = searcher.search(index.parse_query(plain, ["body"]), 10)
            [searcher.doc(address) for _, address in found.hits]
            bare_times.setdefault(kind, []).append(time.perf_counter() - start)
        for kind in times:
            print(line(kind, times[kind], bare_times[kind]))
        print(line("all", list(chain(*times.values())), list(chain(*bare_times.values()))))


def line(kind: str, times: list[float], bare: list[float]) -> str:
    middle, most, worst = (np.quantile(times, q) * 1000 for q in (0.5, 0.95, 1))
    plain = np.quantile(bare, 0.5) * 1000
    return (
        f"  {kind:<17} median {middle:6.2f} ms, 95% under {most:6.2f} ms, worst {worst:6.2f} ms;"
        f" bare Tantivy's median {plain:5.2f} ms ({middle / plain:.1f}×)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", default="2,7,20", help="sizes in millions of words")
    parser.add_argument("--queries", type=int, default=320)
    options = parser.parse_args()
    words = vocabulary(random.Random(1928))
    print(f"{len(words[0]):,} Russian forms, {len(words[1]):,} English forms")
    for size in options.words.split(","):
        measure(float(size), options.queries, words)


if __name__ == "__main__":
    main()
