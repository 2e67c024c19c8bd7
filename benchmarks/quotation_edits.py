"""Single-word edits of true quotations: how many a verdict passes, and how many it calls stitched.

    python benchmarks/quotation_edits.py [--edits 20000] [--english FOLDER] [--russian FOLDER] [--seed 1] [--show 20]

The texts are plain files of public-domain books (English) and of FactRuEval (Russian), cut into pages of 400 words. A
stretch of 6 to 40 words is taken, and one thing in it is changed: a negation put in or taken out, a number, a name, an
antonym, a quantifier, a tense, a prefix, a bracket that turns the sense, an omission; as often at its first or last
word as in its middle. What happens to stand elsewhere in the source word for word is no edit and is drawn again.

A verdict of verbatim is false for every edit. Marked is false too, unless there is a mark (of the edit, or dots that
the source prints itself) and a warning names what it hides. "Stitched" says of one changed word that pieces were
joined, which is not so.
"""

from __future__ import annotations

import argparse
import random
import re
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from variorum.quotation.verification import MemoryTexts, verify
from variorum.record import Page

WORDS_A_PAGE = 400
LEAST_WORDS = 300  # of a text that is used

Table = dict[str, list[str]]
TABLES: dict[str, Table] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
KINDS = ("negation", "number", "name", "antonym", "quantifier", "tense", "prefix", "bracket", "inner bracket",
         "omission", "cut number")  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """One edit: what was made of which words of which source."""

    kind: str
    language: str
    source: str
    true: str
    edited: str


def pages_of(key: str, text: str) -> tuple[Page, ...]:
    """A text as pages of 400 words, cut between words, with its own spaces and lines."""
    starts = [match.start() for match in re.finditer(r"\S+", text)][::WORDS_A_PAGE]
    pieces = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    return tuple(Page(key, number, str(number), piece.rstrip()) for number, piece in enumerate(pieces, start=1))


def texts_of(folder: Path, least: int) -> dict[str, tuple[Page, ...]]:
    """The texts of a folder that are long enough."""
    found = {}
    for path in sorted(folder.glob("**/*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace").lstrip("\ufeff")
        if len(text.split()) >= least:
            found[path.stem] = pages_of(path.stem, text)
    return found


def edited(words: list[str], kind: str, table: Table, rng: random.Random) -> list[str] | None:
    """The words with one edit of this kind, at an edge as often as in the middle; None where it cannot be made."""
    place = rng.choice(("first", "middle", "last"))
    order = list(range(len(words)))
    if place == "middle":
        rng.shuffle(order)
    elif place == "last":
        order.reverse()
    for at in order:
        made = EDITS[kind](words, at, table, rng)
        if made is not None:
            return made
    return None


def _core(word: str) -> tuple[str, str, str]:
    match = re.match(r"^(\W*)(.*?)(\W*)$", word, re.DOTALL)
    return (match[1], match[2], match[3]) if match else ("", word, "")


def _with(words: list[str], at: int, core: str) -> list[str]:
    before, _, after = _core(words[at])
    return [*words[:at], before + core + after, *words[at + 1 :]]


def _negation(words: list[str], at: int, table: Table, rng: random.Random) -> list[str] | None:
    core = _core(words[at])[1]
    if core.lower() in ("not", "never", "no", "не", "ни", "никогда", "нет") and 0 < at < len(words) - 1:
        return [*words[:at], *words[at + 1 :]]
    if not core.isalpha() or rng.random() < 0.3:
        return None
    return [*words[:at], rng.choice(table["negation"]), *words[at:]]


def _number(words: list[str], at: int, table: Table, rng: random.Random) -> list[str] | None:
    core = _core(words[at])[1]
    if core.isdigit():
        return _with(words, at, str(int(core) + rng.choice((1, 10, -1, 100)))[:9])
    numbers: list[str] = table["numbers"]
    if core.lower() in numbers:
        return _with(words, at, rng.choice([number for number in numbers if number != core.lower()]))
    return None


def _name(words: list[str], at: int, table: Table, rng: random.Random) -> list[str] | None:
    core = _core(words[at])[1]
    if at == 0 or not re.fullmatch(r"[A-ZА-ЯЁ][a-zа-яё]{2,}", core) or words[at - 1][-1:] in ".!?":
        return None
    return _with(words, at, rng.choice([n for n in table["names"] if n != core]))


def _swapped(table: str) -> Callable[[list[str], int, Table, random.Random], list[str] | None]:
    def swap(words: list[str], at: int, tables: Table, _rng: random.Random) -> list[str] | None:
        core = _core(words[at])[1]
        pairs = [(one, two) for one, _, two in (pair.partition("/") for pair in tables[table])]
        other = dict(pairs) | dict(pair[::-1] for pair in pairs if table == "antonyms")
        swapped = other.get(core.lower())
        return _with(words, at, swapped.capitalize() if core[:1].isupper() else swapped) if swapped else None

    return swap


def _quantifier(words: list[str], at: int, table: Table, rng: random.Random) -> list[str] | None:
    core = _core(words[at])[1]
    known: list[str] = table["quantifiers"]
    if core.lower() not in known:
        return None
    return _with(words, at, rng.choice([one for one in known if one != core.lower()]))


def _prefix(words: list[str], at: int, table: Table, rng: random.Random) -> list[str] | None:
    core = _core(words[at])[1]
    if not core.isalpha() or len(core) < 4 or not core.islower():
        return None
    for prefix in table["prefixes"]:
        if core.startswith(prefix) and len(core) - len(prefix) > 3:
            return _with(words, at, core[len(prefix) :])
    return _with(words, at, rng.choice(table["prefixes"]) + core)


def _bracket(words: list[str], at: int, table: Table, rng: random.Random) -> list[str] | None:
    if not _core(words[at])[1].isalpha():
        return None
    return [*words[:at], rng.choice(table["brackets"]), *words[at:]]


def _inner_bracket(words: list[str], at: int, table: Table, rng: random.Random) -> list[str] | None:
    core = _core(words[at])[1]
    if not core.isalpha() or len(core) < 5 or not core.islower():
        return None
    prefix = rng.choice(table["prefixes"]).rstrip("-")
    for held in table["prefixes"]:
        if core.startswith(held) and prefix != held and len(core) - len(held) > 3:
            return _with(words, at, f"[{prefix}]{core[len(held) :]}")
    return _with(words, at, f"[{prefix}]{core}")


def _omission(words: list[str], at: int, _table: Table, _rng: random.Random) -> list[str] | None:
    if not 0 < at < len(words) - 1 or not _core(words[at])[1].isalpha():
        return None
    return [*words[:at], *words[at + 1 :]]


def _cut_number(words: list[str], at: int, _table: Table, _rng: random.Random) -> list[str] | None:
    core = _core(words[at])[1]
    if at not in (0, len(words) - 1) or not re.fullmatch(r"\d{2,}", core):
        return None
    return _with(words, at, core[1:] if at == 0 else core[:-1])


EDITS = {
    "negation": _negation, "number": _number, "name": _name, "antonym": _swapped("antonyms"), "quantifier": _quantifier,
    "tense": _swapped("tenses"), "prefix": _prefix, "bracket": _bracket, "inner bracket": _inner_bracket,
    "omission": _omission, "cut number": _cut_number,
}  # fmt: skip


def drawn(texts: dict[str, tuple[Page, ...]], language: str, count: int, rng: random.Random) -> Iterator[Drawn]:
    """As many edits as asked, the kinds in turn, until no more can be made."""
    keys = sorted(texts)
    weights = [len(texts[key]) for key in keys]
    levelled = {key: _levelled("\n".join(page.text for page in texts[key])) for key in keys}
    made, tried = 0, 0
    while made < count and tried < count * 60:
        tried += 1
        kind = KINDS[tried % len(KINDS)]
        key = rng.choices(keys, weights)[0]
        page = rng.choice(texts[key])
        words = page.text.split()
        length = rng.randint(6, 40)
        start = rng.randint(0, max(0, len(words) - length))
        piece = words[start : start + length]
        change = edited(piece, kind, TABLES[language], rng) if len(piece) > 4 else None
        if change is None or change == piece:
            continue
        text = " ".join(change)
        if _levelled(text) in levelled[key]:
            continue
        made += 1
        yield Drawn(kind, language, key, " ".join(piece), text)


def _levelled(text: str) -> str:
    """Words alone, with a space on either side: what two texts must share to be the same words."""
    return " " + " ".join(re.findall(r"[^\W_]+", text.replace("ё", "е").replace("-\n", ""))) + " "


def is_false(edit: Drawn, verdict: str, warnings: tuple[str, ...]) -> bool:
    """Whether a verdict passes an edit; one that was made with a mark passes with a warning."""
    marked = any(sign in edit.edited for sign in ("[", "…", ".."))
    return verdict == "verbatim" or (verdict == "marked" and not (marked and warnings))


def main() -> None:
    """Draw, ask, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=20_000)
    parser.add_argument("--english", type=Path, default=Path("../shared/data/books"))
    parser.add_argument("--russian", type=Path, default=Path("../shared/data/factrueval"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=20, help="how many failures to print")
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    verdicts: Counter[tuple[str, str]] = Counter()
    failures: list[str] = []
    stitched = total = 0
    start = time.process_time()
    for language, folder in (("en", asked.english), ("ru", asked.russian)):
        held = texts_of(folder, LEAST_WORDS)
        texts = MemoryTexts(held, dict.fromkeys(held, language))
        edits = sorted(drawn(held, language, asked.edits // 2, rng), key=lambda edit: edit.source)
        for edit in edits:
            found = verify(edit.edited, texts, source=edit.source)
            total += 1
            verdicts[edit.kind, found.verdict] += 1
            stitched += found.verdict == "stitched"
            if is_false(edit, found.verdict, found.warnings):
                failures.append(
                    f"{found.verdict} · {edit.kind} · {edit.source}\n  true:   {edit.true}\n  edited: {edit.edited}"
                )
            elif found.verdict in ("stitched", "absent"):
                failures.append(
                    f"({found.verdict} · {edit.kind} · {edit.source})\n  true:   {edit.true}\n  edited: {edit.edited}"
                )
    report(verdicts, failures, total, stitched, time.process_time() - start, asked.show)


def report(
    verdicts: Counter[tuple[str, str]], failures: list[str], total: int, stitched: int, seconds: float, show: int
) -> None:
    """Print what came out, by kind of edit, and the first failures."""
    names = ("verbatim", "marked", "altered", "stitched", "translated", "absent", "unchecked")
    print(f"{'edit':15}" + "".join(f"{name:>11}" for name in names))
    for kind in KINDS:
        print(f"{kind:15}" + "".join(f"{verdicts[kind, name]:>11}" for name in names))
    false = [failure for failure in failures if not failure.startswith("(")]
    print(
        f"\n{total} edits, {seconds:.0f} s of processor time, drawing included "
        f"({1000 * seconds / max(1, total):.1f} ms each)"
    )
    print(f"false verbatim or marked: {len(false)}")
    print(f"called stitched for one word: {stitched} ({100 * stitched / max(1, total):.3f} %)")
    for failure in [*false, *(failure for failure in failures if failure not in false)][:show]:
        print(failure)


if __name__ == "__main__":
    main()
