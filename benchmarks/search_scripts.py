"""Names in both scripts over 0.5, 2 and 20 million words: what finding every spelling costs, beside the search without.

    python benchmarks/search_scripts.py [--words 0.5,2,20] [--queries 200]

The text is that of `search.py` with a name in every twentieth place: surnames put together from stems and endings, the
Russian ones in any case, the English ones in any scheme of transliteration, drawn by Zipf's law. Each query is one form
of a name. Reported are the building of the index (in processor time) with and without the table of spellings, its size,
and the time of the same search with the switch off and on. How much of the other script is found, and how much wrongly,
is counted too: a surname's forms are known, because they were made.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np
from search import PAGES_A_SOURCE, WORDS_A_PAGE, drawn, vocabulary

from variorum.accession.reading import Reading
from variorum.catalogue import capitalised
from variorum.catalogue.capitalised import Capitalised
from variorum.catalogue.indexing import update_index
from variorum.catalogue.passages import analyzer
from variorum.catalogue.searching import SearchOptions, search
from variorum.catalogue.store import Catalogue, open_catalogue
from variorum.languages.folding import fold
from variorum.languages.transliteration import schemes, to_latin
from variorum.record import Page, Source

RUSSIAN = re.compile("[а-яё]")
STARTS = "Ал Бел Бор Вас Вет Гол Гор Дан Дер Ев Ер Жар Зав Зим Ив Каз Кол Кор Лап Лог Мал Мит Наз Ник Ор Пав Пет Рад Руд Сав Сем Тар Тим Угл Фед Хар Цар Чер Шар Щер Юр Яб".split()  # noqa: E501, SIM905
MIDDLES = "ан ар ат ев ей ен ер ик ил ин ис ич об ов ок ол ор ос уб ун ур уш ыш юх яг ял".split()  # noqa: SIM905
ENDINGS = {
    "ов": "ов ова ову овым ове", "ин": "ин ина ину иным ине", "ский": "ский ского скому ским ском",
    "енко": "енко", "ев": "ев ева еву евым еве",
}  # fmt: skip


def surnames(count: int, rng: random.Random) -> dict[str, tuple[list[str], list[str]]]:
    """Surname → its Russian forms, and its Latin spellings."""
    made: dict[str, tuple[list[str], list[str]]] = {}
    while len(made) < count:
        stem, ending = rng.choice(STARTS) + rng.choice(MIDDLES) + rng.choice([*MIDDLES, ""]), rng.choice([*ENDINGS])
        latin = sorted({to_latin(stem + ending, scheme) for scheme in schemes()})
        made[stem + ending] = ([stem + form for form in ENDINGS[ending].split()], latin)
    return made


def pages_of(number: int, words: tuple[list[str], list[str]], names: list[tuple[list[str], list[str]]]) -> list[str]:
    rng = np.random.default_rng(number)
    text = drawn(words[number % 2], WORDS_A_PAGE * PAGES_A_SOURCE, rng)
    ranks = 1.0 / np.arange(1, len(names) + 1)
    for place in range(0, len(text), 20):
        forms = names[rng.choice(len(names), p=ranks / ranks.sum())][number % 2]
        text[place] = forms[rng.integers(len(forms))]
    return [" ".join(text[at : at + WORDS_A_PAGE]) for at in range(0, len(text), WORDS_A_PAGE)]


class _Nothing(Capitalised):
    def read(self, folded: str) -> None:
        """Gather nothing: what indexing cost before there was anything to gather."""


def build(catalogue: Catalogue, sources: list[list[str]]) -> float:
    for number, texts in enumerate(sources):
        pages = tuple(Page(f"s{number:04}", n, str(n), text, paragraphs=(0,)) for n, text in enumerate(texts, 1))
        reading = Reading(pages, "pages", "text/plain", "made/1")
        catalogue.replace_source(Source(f"s{number:04}"), reading, digest="d")
    start = time.process_time()  # of all threads: a shared machine disturbs it less than the clock
    update_index(catalogue)
    return time.process_time() - start


def as_indexed(words: list[str]) -> set[str]:
    return {"'".join(analyzer().analyze(fold(word.replace("`", "'")).text)) for word in words}


def asked(catalogue: Catalogue, names: dict[str, tuple[list[str], list[str]]], count: int) -> Iterator[str]:
    rng = random.Random(7)
    held = {row[0] for row in catalogue.database.rows("SELECT DISTINCT form FROM capitalised")}
    found = wanted = wrong = 0
    times: dict[str, list[float]] = {"exact": [], "names": []}
    every = {form: name for name, (russian, latin) in names.items() for form in as_indexed(russian + latin)}
    for name in rng.choices(list(names)[: len(names) // 2], k=count):
        query = rng.choice(rng.choice(names[name]))
        for script, taken in times.items():
            start = time.perf_counter()
            hits = search(catalogue, query, asking=SearchOptions(script=script))
            taken.append(time.perf_counter() - start)
        also = {form for forms in hits.also.values() for form in forms}
        others = as_indexed(names[name][bool(RUSSIAN.search(query))]) & held
        found, wanted = found + len(others & also), wanted + len(others)
        wrong += sum(every.get(form, name) != name for form in also - others)
    for script, taken in times.items():
        middle, most, worst = (np.quantile(taken, q) * 1000 for q in (0.5, 0.95, 1))
        yield f"  {script:<6} median {middle:6.2f} ms, 95% under {most:6.2f} ms, worst {worst:6.2f} ms"
    ratio = np.median(times["names"]) / np.median(times["exact"])
    yield f"  {ratio:.1f}× the time of the search without; {found} of {wanted} forms in the other script found,"
    yield f"  and {wrong} spellings of another made-up surname"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", default="0.5,2,20", help="sizes in millions of words")
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    words = vocabulary(random.Random(1928))
    names = surnames(8000, random.Random(1928))
    for million in map(float, options.words.split(",")):
        count = max(1, round(million * 1_000_000 / (WORDS_A_PAGE * PAGES_A_SOURCE)))
        sources = [pages_of(number, words, list(names.values())) for number in range(count)]
        with tempfile.TemporaryDirectory() as made:
            with open_catalogue(Path(made) / "without") as bare, patch.object(capitalised, "Capitalised", _Nothing):
                without = build(bare, sources)
            with open_catalogue(Path(made) / "with") as catalogue:
                took = build(catalogue, sources)
                rows = catalogue.database.row(
                    "SELECT (SELECT count(*) FROM capitalised), (SELECT count(DISTINCT form) FROM capitalised), "
                    "(SELECT count(*) FROM spelled)"
                ) or (0, 0, 0)
                print(
                    f"\n{million:g} million words: index {took:.2f} s, {without:.2f} s without the table "
                    f"({took / without:.2f}×); {rows[1]:,} forms in {rows[0]:,} rows, {rows[2]:,} skeletons"
                )
                search(catalogue, "война")  # the dictionary of Russian loads once in a process
                print("\n".join(asked(catalogue, names, options.queries)))


if __name__ == "__main__":
    main()
