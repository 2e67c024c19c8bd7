"""Search by meaning on the sample archive: questions in one language, answers in the other; beside the search by words.

    python benchmarks/meaning.py [--misses]

`meaning_gold.tsv` holds sixty-odd questions with the words that answer them, written before anything was measured: most
ask in English what a Russian text says, some the other way round. A question counts as answered at five where one of
the first five hits overlaps the answer. Reported are the search by words alone (all words, and some), by meaning alone
and by both; how fast vectors are made and how large they are; and what a search costs where there are many.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from variorum.archive.folder import open_archive
from variorum.catalogue.hits import Hit
from variorum.catalogue.meaning import Meanings, bring_up_to_date
from variorum.catalogue.passage_windows import stretches_of
from variorum.catalogue.rank_fusion import search_with_meaning
from variorum.catalogue.searching import SearchOptions, search
from variorum.finding import Refused
from variorum.languages.embedding import Embedder, embedder
from variorum.pipeline.lookup import Desk, desk
from variorum.sample import copy_sample

GOLD = Path(__file__).with_name("meaning_gold.tsv")
SIGNS = str.maketrans({'"': " ", "(": " ", ")": " ", "?": " ", ":": " "})


def gold() -> list[tuple[str, list[tuple[str, str]]]]:
    with GOLD.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [
        (
            question.translate(SIGNS),
            [(key, words) for key, _, words in (one.partition(": ") for one in answers.split(" | "))],
        )
        for question, answers in rows
    ]


def squeezed(text: str) -> tuple[str, list[int]]:
    """Text without white space and hyphens, so that lines do not matter, and where each character stood."""
    kept = [(letter, at) for at, letter in enumerate(text) if not letter.isspace() and letter not in "-\u00ad"]
    return "".join(letter for letter, _ in kept), [at for _, at in kept]


def places(at: Desk, answers: list[tuple[str, str]]) -> list[tuple[str, int, int, int]]:
    found = []
    for key, words in answers:
        for page in at.catalogue.pages(key):
            text, offsets = squeezed(page.text)
            wanted = squeezed(words)[0]
            start = text.find(wanted)
            if start >= 0:
                found.append((key, page.sequence, offsets[start], offsets[start + len(wanted) - 1] + 1))
    return found


def answered(hits: tuple[Hit, ...], answers: list[tuple[str, int, int, int]]) -> int:
    """The rank of the first hit that overlaps an answer; 0 where none does."""
    for rank, hit in enumerate(hits, 1):
        if any((hit.source, hit.page) == one[:2] and hit.start < one[3] and one[2] < hit.end for one in answers):
            return rank
    return 0


def of_meaning(at: Desk, model: Embedder, question: str, asking: SearchOptions) -> tuple[Hit, ...]:
    hits = search_with_meaning(at.catalogue, question, model, asking=asking, limit=200)
    meanings = bring_up_to_date(at.catalogue, model, progress=lambda *_: None)
    likest = meanings.nearest(model.embed([question])[0], hits.looked_through, 10)
    pages = {(one.source, one.page): at.catalogue.page(one.source, one.page) for one in likest}
    found = []
    for one in likest:
        page = pages[one.source, one.page]
        assert page
        found.append(
            Hit(one.source, one.page, "", "", one.start, one.end, page.text[one.start : one.end], (), one.score)
        )
    return tuple(found)


def quality(at: Desk, model: Embedder, *, misses: bool) -> None:
    asking = SearchOptions(dossiers=at.record.entities)
    ways = {
        "all words": lambda question: search(at.catalogue, question, asking=asking, limit=10).hits,
        "some words": lambda question: (
            search(at.catalogue, question, asking=replace(asking, loosely=True), limit=10).hits
        ),
        "meaning": lambda question: of_meaning(at, model, question, asking),
        "words and meaning": lambda question: search_with_meaning(at.catalogue, question, model, asking=asking).hits,
    }
    questions = [(question, places(at, answers)) for question, answers in gold()]
    assert all(found for _, found in questions), [question for question, found in questions if not found]
    for name, way in ways.items():
        ranks = [answered(way(question), found) for question, found in questions]
        at_ranks = ", ".join(
            f"{sum(0 < rank <= most for rank in ranks) / len(ranks):.2f} at {most}" for most in (1, 5, 10)
        )
        print(f"  {name:<18} recall {at_ranks}")
        if misses and name == "words and meaning":
            for (question, _), rank in zip(questions, ranks, strict=True):
                if not 0 < rank <= 5:
                    print(f"    missed: {question}")


def speed(at: Desk, model: Embedder) -> None:
    texts = [
        page.text[a:b]
        for key in at.catalogue.sources()
        for page in at.catalogue.pages(key)
        for a, b in stretches_of(page)
    ]
    start = time.perf_counter()
    model.embed(texts)
    took = time.perf_counter() - start
    letters = sum(map(len, texts))
    print(f"  {len(texts) / took:.0f} stretches a second ({letters / took:.0f} characters); 1,036 bytes each")
    for count in (10_000, 100_000, 400_000):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "made.npz"
            vectors = np.random.default_rng(1).standard_normal((count, model.dimensions)).astype(np.float16)
            np.savez(file, places=np.zeros((count, 3), np.int32), vectors=vectors)
            start = time.perf_counter()
            Meanings({"made": file}).nearest(model.embed(["What was it about?"])[0], ["made"], 60)
            print(f"  {count:>7,} stretches held against a question in {time.perf_counter() - start:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="name the questions that are not answered at five")
    options = parser.parse_args()
    try:
        model = embedder()
    except Refused as refused:
        print(f"Left out: {refused}")
        return
    with tempfile.TemporaryDirectory() as folder:
        copy_sample(Path(folder) / "sample")
        with desk(open_archive(Path(folder) / "sample")) as at:
            print(f"{len(gold())} questions, model {model.name}")
            quality(at, model, misses=options.misses)
            speed(at, model)


if __name__ == "__main__":
    main()
