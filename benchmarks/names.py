"""Names compared: recall, precision and speed, beside a plain ratio and OpenSanctions' logic-v2 in the same run.

    python benchmarks/names.py [--tokens 6000] [--peer PYTHON]

Two golds. The historical pairs of tests/names/historical_pairs.tsv: those of known persons were made before the rules
were first run (then: recall .961 nominative, .986 oblique, no false same), a hundred more were written when the rules
stood (then: .97 of them found, one false same); a last hundred, of names that stood nowhere in the list, was written
when mentions came to be identified, and run once: recall .964 nominative, 1.000 oblique, no false same. All were looked
at since, so that today's figures flatter. And the name tokens of Wikidata (VARIORUM_REAL_DATA or ../shared/data): each
with its own other form, with a token drawn at random, and, for the first thousand, with the likest other token of the
list: near names that are mostly other names. Those tokens are noisy (a Japanese name may be paired with another part of
itself), so that no rule can reach all.

The plain baseline is rapidfuzz's ratio of both names in ALA-LC without signs, in small letters, at the threshold that
gives it its best recall at precision .99 on the very pairs it is measured on. logic-v2 runs in an environment of its
own, named by --peer, that has nomenklatura (which needs PyICU); at its own threshold of 0.7, and at its best one too.
Speed is that of a batch: names that come again are taken apart once; the first meeting is told apart.
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import os
import random
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "names" / "historical_pairs.tsv"
DATA = Path(os.environ.get("VARIORUM_REAL_DATA", ROOT.parent / "shared" / "data"))
TOKENS = DATA / "names" / "wikidata-en-ru-tokens.tsv"
_LATER = {"afterwards": "afterwards", "second": "a second time"}
PEER = """
import json, sys, time
from followthemoney import EntityProxy, model
from nomenklatura.matching import LogicV2
config = LogicV2.default_config()
def person(name):
    return EntityProxy.from_dict({"id": name or "-", "schema": "Person", "properties": {"name": [name]}})
pairs = json.load(sys.stdin)
made = {name: person(name) for pair in pairs for name in pair}
start = time.process_time()
scores = [LogicV2.compare(made[a], made[b], config).score for a, b in pairs]
json.dump({"scores": scores, "seconds": time.process_time() - start}, sys.stdout)
"""


@dataclass(frozen=True)
class Pair:
    a: str
    b: str
    same: bool
    part: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tokens", type=int, default=6000)
    parser.add_argument("--peer", help="a Python that has nomenklatura")
    asked = parser.parse_args()
    pairs = historical()
    if TOKENS.is_file():
        pairs += tokens(asked.tokens)
    else:
        print("Left out: the tokens of Wikidata (set VARIORUM_REAL_DATA).")
    ours, speed = compared(pairs)
    print(f"variorum: {speed}")
    plain = plainly(pairs)
    judged: dict[str, Sequence[float]] = {"ratio on ALA-LC": plain}
    if asked.peer:
        judged["logic-v2"] = by_peer(asked.peer, pairs)
    else:
        print("Left out: logic-v2 (name with --peer a Python that has nomenklatura).")
    for part in dict.fromkeys(pair.part for pair in pairs):
        report(part, pairs, ours, judged)


def historical() -> list[Pair]:
    with GOLD.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    pairs = [Pair(row["a"], row["b"], row["expected"] == "same", row["case"]) for row in rows]
    later = [
        Pair(row["a"], row["b"], row["expected"] == "same", f"{row['case']}, written {_LATER[row['about']]}")
        for row in rows
        if row["about"] in _LATER
    ]
    return pairs + sorted(later, key=lambda pair: pair.part)


def tokens(count: int) -> list[Pair]:
    """Token pairs as they stand, each with a token drawn at random, the first thousand with their likest other."""
    from rapidfuzz import fuzz, process

    from variorum.names.forms.skeleton import skeleton

    lines = [line.split("\t")[:2] for line in TOKENS.read_text("utf-8").splitlines()]
    known = [(latin, cyrillic.replace(" ", "")) for latin, cyrillic in lines]
    chance = random.Random(19)
    drawn = chance.sample(known, min(count, len(known)))
    own = [Pair(a, b, True, "tokens") for a, b in drawn]
    foreign = [Pair(a, chance.choice(known)[1], False, "tokens") for a, _ in drawn]
    skeletons = [skeleton(b) for _, b in known]
    likest = []
    for a, b in drawn[:1000]:
        near = process.extract(skeleton(a), skeletons, scorer=fuzz.ratio, limit=5)
        other = next((known[i][1] for _, _, i in near if skeletons[i] != skeleton(b)), None)
        if other:
            likest.append(Pair(a, other, False, "tokens, likest others"))
    true = [Pair(a, b, True, "tokens, likest others") for a, b in drawn[:1000]]
    own_names = set(known)
    return [pair for pair in (*own, *foreign, *true, *likest) if pair.same or (pair.a, pair.b) not in own_names]


def compared(pairs: Sequence[Pair]) -> tuple[list[tuple[str, float]], str]:
    from variorum.names import compare

    gc.set_threshold(50_000, 20, 100)  # as the command line does
    compare("Рютиным", "Riutin")  # the dictionary of pymorphy3 loads on first use
    start = time.process_time()
    found = [compare(pair.a, pair.b) for pair in pairs]
    first = time.process_time() - start
    names = sorted({name for pair in pairs[:800] for name in (pair.a, pair.b)})
    chance = random.Random(5)
    crossed = [(chance.choice(names), chance.choice(names)) for _ in range(40_000)]
    start = time.process_time()
    for a, b in crossed:
        compare(a, b)
    rate = len(crossed) / (time.process_time() - start)
    again = [(pair.a, pair.b) for pair in pairs[:800]] * 30
    start = time.process_time()
    for a, b in again:
        compare(a, b)
    known = len(again) / (time.process_time() - start)
    words = (
        f"{rate:,.0f} pairs/s of {len(names)} names met before, crossed at random; {known:,.0f} of the "
        f"list's own pairs; {len(pairs) / first:,.0f} where most names are met for the first time (seconds of one core)"
    )
    return [(comparison.verdict, comparison.score) for comparison in found], words


def plainly(pairs: Sequence[Pair]) -> list[float]:
    from rapidfuzz import fuzz

    from variorum.languages.transliteration import to_latin

    def written(name: str) -> str:
        return to_latin(name, "ala-lc-plain").lower()

    start = time.process_time()
    scores = [fuzz.ratio(written(pair.a), written(pair.b)) / 100 for pair in pairs]
    print(f"ratio on ALA-LC: {len(pairs) / (time.process_time() - start):,.0f} pairs/s, transliteration included")
    return scores


def by_peer(python: str, pairs: Sequence[Pair]) -> list[float]:
    asked = json.dumps([(pair.a, pair.b) for pair in pairs])
    done = subprocess.run([python, "-c", PEER], input=asked, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    print(f"logic-v2: {len(pairs) / answer['seconds']:,.0f} pairs/s, the names prepared")
    return list(answer["scores"])


def report(
    part: str, pairs: Sequence[Pair], ours: Sequence[tuple[str, float]], judged: dict[str, Sequence[float]]
) -> None:
    places = [place for place, pair in enumerate(pairs) if pair.part == part]
    same = sum(pairs[place].same for place in places)
    print(f"\n{part}: {same} pairs of one name, {len(places) - same} of two")
    line("variorum, verdict same", pairs, places, lambda place: ours[place][0] == "same")
    best("variorum, by score", pairs, places, [score for _, score in ours])
    for name, scores in judged.items():
        if name == "logic-v2":
            line("logic-v2 at 0.7", pairs, places, lambda place, scores=scores: scores[place] >= 0.7)
        best(name, pairs, places, scores)


def line(name: str, pairs: Sequence[Pair], places: Sequence[int], accepted: Callable[[int], bool]) -> None:
    right = sum(pairs[place].same for place in places if accepted(place))
    taken = sum(accepted(place) for place in places)
    same = sum(pairs[place].same for place in places)
    precision = right / taken if taken else 1.0
    print(f"  {name:<28} recall {right / same:.3f}  precision {precision:.3f}  false {taken - right}")


def best(name: str, pairs: Sequence[Pair], places: Sequence[int], scores: Sequence[float]) -> None:
    """The best recall at precision .99 that any threshold gives."""
    found = (0.0, 1.0)
    same = sum(pairs[place].same for place in places)
    right = taken = 0
    order = sorted(places, key=lambda place: -scores[place])
    for rank, place in enumerate(order):
        right, taken = right + pairs[place].same, taken + 1
        ends = rank + 1 == len(order) or scores[order[rank + 1]] != scores[place]
        if ends and right / taken >= 0.99:
            found = (right / same, scores[place])
    print(f"  {name + ', best':<28} recall {found[0]:.3f}  at precision ≥ .99, threshold {found[1]:.2f}")


if __name__ == "__main__":
    main()
