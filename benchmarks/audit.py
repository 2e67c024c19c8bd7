"""`audit`: planted faults caught, true quotations left alone, and the time for a long manuscript against many sources.

Sources and manuscript are made here, from word lists, so that nothing need be at hand: each source has numbered pages,
each quotation is a sentence of one of them, true or with one fault planted (a word, a number, a page, a source, a
dropped negation, an invented sentence). Notes are full, short and ibid. With --large it is 100,000 words with 800 notes
against 150 sources of five million words: told are the first audit, the same again, and one in which a paragraph has
another quotation, each with what the audits before left in the memory of verdicts.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from variorum.manuscript.audit import Audit, Recalled, audit
from variorum.manuscript.findings import findings_of
from variorum.manuscript.reading import manuscript_of
from variorum.manuscript.verdicts_remembered import RememberedVerdicts
from variorum.manuscript.works import Work
from variorum.quotation.texts import MemoryTexts
from variorum.record import Page

NOUN_LIST = "council mill harvest river station winter committee lantern barge village letter meeting bridge ledger"
VERB_LIST = "resolved carried refused counted guarded opened divided burned promised repaired visited forgot"
OTHER_LIST = "quietly never slowly openly old broken northern distant bitter faithful silent common early heavy"
NOUNS, VERBS, OTHERS = NOUN_LIST.split(), VERB_LIST.split(), OTHER_LIST.split()
INVENTED = "No velvet lantern shall hang above the harbour until every rope is counted twice by hand"
FAULTS = ("word", "number", "page", "source", "dropped", "invented")


def sentence(rnd: random.Random) -> str:
    words = [rnd.choice(pool) for pool in (OTHERS, NOUNS, VERBS, OTHERS, NOUNS, NOUNS, VERBS, NOUNS, OTHERS, NOUNS)]
    extra = f"{rnd.randint(2, 99) * 100:,} {rnd.choice(NOUNS)}s"
    turn = rnd.choice(("did not", "had never", "at last"))
    return f"The {' '.join(words[:2])} {turn} {' '.join(words[2:6])} and {extra} {' '.join(words[6:])}."


def made_sources(rnd: random.Random, *, sources: int, pages: int) -> tuple[MemoryTexts, list[Work]]:
    contents, works = {}, []
    for number in range(sources):
        author, title = (
            f"Author{chr(97 + number % 26)}{chr(97 + number // 26)}ov",
            f"The {OTHERS[number % len(OTHERS)].title()} {NOUNS[number // 16 % 16].title()} {number}",
        )
        key = f"source{number}"
        contents[key] = tuple(
            Page(key, n, str(n), " ".join(sentence(rnd) for _ in range(18))) for n in range(1, pages + 1)
        )
        works.append(Work(key, "folder", title, (f"Anna {author}",), str(1900 + number % 90), file=f"{key}.txt"))
    return MemoryTexts(contents), works


def planted(rnd: random.Random, texts: MemoryTexts, works: list[Work], kind: str) -> tuple[str, Work, int]:
    work = rnd.choice(works)
    page = rnd.choice(texts.contents[work.key][2:-2])
    words = rnd.choice(page.text.split(". ")).strip(". ").split()
    place = int(page.label)
    if kind == "word":
        words[rnd.choice([i for i, word in enumerate(words[2:-1], 2) if word in NOUNS + VERBS])] = "velvet"
    elif kind == "number":
        words = [word.replace("00", "000", 1) if word.endswith("00") else word for word in words]
    elif kind == "page":
        place += -2 if place > 4 else 2
    elif kind == "source":
        work = rnd.choice([other for other in works if other is not work])
    elif kind == "dropped":
        words = (
            [word for word in words if word not in ("not", "never")]
            if {"not", "never"} & set(words)
            else words[:3] + words[4:]
        )
    elif kind == "invented":
        words = INVENTED.split()
    return " ".join(words), work, place


def timed(written: str, texts: MemoryTexts, works: list[Work], folder: Path) -> tuple[Audit, str]:
    """The audit of a manuscript with what is remembered in a folder, and how long it took from reading to findings."""
    began, cpu = time.perf_counter(), time.process_time()
    memory = RememberedVerdicts(folder, "made")
    made = audit(manuscript_of(written.encode(), "made.md"), texts, works, recalled=Recalled(verdicts=memory))
    findings_of(made)
    memory.keep()
    return made, f"{time.perf_counter() - began:.1f} s ({time.process_time() - cpu:.1f} s of processor)"


def run(*, sources: int, pages: int, quotations: int, seed: int) -> None:
    rnd = random.Random(seed)
    texts, works = made_sources(rnd, sources=sources, pages=pages)
    body, notes, kinds = [], [], []
    last: Work | None = None
    for number in range(1, quotations + 1):
        kind = "true" if number % 2 else rnd.choice(FAULTS)
        quotation, work, place = planted(rnd, texts, works, kind)
        short = f"{work.authors[0].split()[1]}, *{work.title}*, {place}."
        full = f"{work.authors[0]}, *{work.title}* (Riga: Lot, {work.year}), {place}."
        notes.append(f"[^{number}]: {'Ibid., ' + str(place) + '.' if work is last else rnd.choice((short, full))}")
        body.append(f"{'It was a long year. ' * 25}The author put it so: “{quotation}.”[^{number}]")
        kinds.append(kind)
        last = work
    written = "\n\n".join([*body, *notes])
    manuscript = manuscript_of(written.encode(), "made.md")
    words = sum(len(paragraph.text.split()) for paragraph in manuscript.paragraphs)
    held = sum(len(page.text.split()) for own in texts.contents.values() for page in own)
    texts.seeds()
    changed = written.replace(" and ", " or ", 1)
    with TemporaryDirectory() as folder:
        made, first = timed(written, texts, works, Path(folder))
        again = timed(written, texts, works, Path(folder))[1]
        later = timed(changed, texts, works, Path(folder))[1]
    told: dict[str, set[str]] = {}
    for finding in findings_of(made):
        told.setdefault(str(finding.about[0]), set()).add(finding.code)
    caught: Counter[tuple[str, bool]] = Counter()
    for one, kind in zip(made.quotations, kinds, strict=True):
        caught[kind, bool(told.get(one.id, set()) - {"M114"})] += 1
    what = f"{words:,} words, {quotations} notes against {sources} sources of {held:,} words"
    print(f"{what}: {first}; again {again}; a paragraph changed {later}")
    for kind in ("true", *FAULTS):
        right = caught[kind, False] if kind == "true" else caught[kind, True]
        total = caught[kind, True] + caught[kind, False]
        print(f"  {kind:9} {right}/{total} {'left alone' if kind == 'true' else 'caught'}")


if __name__ == "__main__":
    large = "--large" in sys.argv
    run(sources=150 if large else 20, pages=120 if large else 40, quotations=800 if large else 400, seed=7)
