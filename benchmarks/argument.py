"""Arguments: time over three sizes, and a table of evidence that adds up its rows beside ours when a source is copied.

Tables of 75, 150 and 300 rows; chronicles of 10,000, 30,000 and 100,000 statements; figures by the thousand. Then
made-up archives in which one false source is copied one to nine times: how often the answer of a table that adds up its
rows changes with the copies, and how often ours does. Last, shuffled chronicles, in which no pattern should be found.
"""

from __future__ import annotations

import random
import sys
from time import process_time

from variorum.argument.chance import chance_of
from variorum.argument.claims import Claims
from variorum.argument.evidence import Evidence
from variorum.argument.figures import figures_of
from variorum.argument.hinges import hinges_of
from variorum.argument.occurrences import Chronicle, Occurrence
from variorum.argument.patterns import recurrence_of
from variorum.argument.runs import Layer
from variorum.argument.table import table_of
from variorum.dates.dating import Dating
from variorum.examined import Examined
from variorum.record import (
    Citation,
    Descent,
    Entity,
    Expectation,
    Pattern,
    PatternStep,
    Quantity,
    Source,
    Statement,
    Thesis,
    Vocabulary,
    Witness,
)


def day(number: int) -> Dating:
    return Dating(str(number), str(number), "gregorian", number, number, number, number)


def table_record(rng: random.Random, rows: int, theses: int, sources: int) -> Examined:
    keys = [f"s{at}" for at in range(sources)]
    statements = tuple(
        Statement(f"e#^{at}", "e", "led to", None, witnesses=tuple(
            Witness(Citation(key), None) for key in rng.sample(keys, rng.randint(1, 4))
        )) for at in range(rows)
    )  # fmt: skip
    made = {}
    for name in range(theses):
        bearings = [rng.choice(["expects", "forbids", "silent on", ""]) for _ in range(rows)]
        evidence = tuple(Expectation(b, rng.random() < 0.5, f"e#^{at}") for at, b in enumerate(bearings) if b)
        made[f"t{name}"] = Thesis(f"t{name}", f"t{name}", "q", evidence=evidence)
    return Examined(sources={key: Source(key) for key in keys}, statements=statements, theses=made)


def tables() -> None:
    print("Table, hinges and switches (5 theses, 200 sources), processor time")
    rng = random.Random(1)
    for rows in (75, 150, 300):
        record = table_record(rng, rows, 5, 200)
        start = process_time()
        evidence = Evidence(record)
        found = hinges_of(table_of(evidence, "q"), Claims(evidence))
        table_of(evidence, "q", without=["source:s1"])
        print(
            f"  {rows} rows: {process_time() - start:.2f} s, {len(found.hinges)} hinges, {len(found.unknown)} unknown"
        )


def chronicle(rng: random.Random, size: int, *, planted: int = 0) -> Examined:
    relations = [f"r{at}" for at in range(40)]
    places = [f"p{at}" for at in range(200)]
    statements = []
    for at in range(size):
        when = day(700_000 + rng.randrange(7_300))
        statements.append(Statement(f"x#^{at}", rng.choice(places), rng.choice(relations), None, when=when))
    for at in range(planted):
        start = 700_000 + rng.randrange(7_000)
        for step, relation in enumerate(("r0", "r1", "r2")):
            when = day(start + step * 20)
            statements.append(Statement(f"y#^{at}-{step}", rng.choice(places), relation, None, when=when))
    entities = {place: Entity(place, "place", place) for place in places}
    from variorum.archive.dossiers import coined

    vocabulary = Vocabulary({name: coined(name) for name in relations})
    return Examined(statements=tuple(statements), entities=entities, vocabulary=vocabulary)


def patterns() -> None:
    print("Patterns (three steps, per place, 9,999 shuffles), processor time")
    steps = (PatternStep("a", kinds=("r0",)), PatternStep("b", kinds=("r1",), within=(2, "month")),
             PatternStep("c", kinds=("r2",), within=(2, "month")))  # fmt: skip
    pattern = Pattern("p", "p", "place", steps)
    rng = random.Random(2)
    recurrence_of(pattern, Chronicle(chronicle(rng, 1_000)), shuffles=9)
    for size in (10_000, 30_000, 100_000):
        record = chronicle(rng, size)
        start = process_time()
        found = recurrence_of(pattern, Chronicle(record))
        print(f"  {size} statements: {process_time() - start:.2f} s, surely {found.sure}, at most {found.possible}")


def figures() -> None:
    print("Figures, processor time")
    rng = random.Random(3)
    for size in (1_000, 3_000, 10_000):
        statements = tuple(
            Statement(f"g#^{at}", f"g{at % (size // 4)}", "counted", Quantity(n := rng.randrange(1000), n, "x", ""))
            for at in range(size)
        )  # fmt: skip
        start = process_time()
        found = figures_of(Evidence(Examined(statements=statements)))
        print(f"  {size} counts: {process_time() - start:.2f} s, {len(found)} things counted")


def copies() -> None:
    archives = 500
    print(f"{archives} made-up archives, one false source copied 1 to 9 times: the answer changes in")
    rng = random.Random(4)
    tally = ours = 0
    for _ in range(archives):
        theirs, mine = set(), set()
        honest, rows = rng.randint(3, 8), rng.randint(4, 8)
        bearings = [[rng.choice(["expects", "forbids"]) for _ in range(rows)] for _ in range(2)]
        speaks = [rng.sample(range(honest), rng.randint(0, 3)) for _ in range(rows)]
        false_rows = [at for at in range(rows) if rng.random() < 0.4]
        for copied in range(10):
            copied_keys = [f"copy{at}" for at in range(copied)]
            sources = {f"h{at}": Source(f"h{at}") for at in range(honest)} | {"false": Source("false", composed=day(1))}
            sources |= {key: Source(key, lineage=(Descent("derived-from", "false"),)) for key in copied_keys}
            statements = []
            for at in range(rows):
                keys = [f"h{n}" for n in speaks[at]] + (["false", *copied_keys] if at in false_rows else [])
                witnesses = tuple(Witness(Citation(key), None) for key in keys)
                statements.append(Statement(f"e#^{at}", "e", "led to", None, witnesses=witnesses))
            theses = {
                name: Thesis(name, name, "q", evidence=tuple(
                    Expectation(b, False, f"e#^{at}") for at, b in enumerate(bearings[number])
                )) for number, name in enumerate("ab")
            }  # fmt: skip
            record = Examined(sources=sources, statements=tuple(statements), theses=theses)
            evidence = Evidence(record)
            table = table_of(evidence, "q")
            score = [
                sum(len(s.witnesses) * (1 if b == "expects" else -1) for s, b in zip(statements, lines, strict=True))
                for lines in bearings
            ]
            theirs.add((score[0] > score[1]) - (score[0] < score[1]))
            counts = [len(rows_) for rows_ in table.unexplained.values()]
            hinges = hinges_of(table, Claims(evidence)).hinges
            named = frozenset((h.of, tuple(w.partition(":")[2] for w in h.what)) for h in hinges)
            mine.add((tuple(counts), tuple(row.tells_apart for row in table.rows), named))
        tally += len(theirs) > 1
        ours += len(mine) > 1
    print(f"  a table that adds up its rows: {tally} of {archives}; ours: {ours} of {archives}")


def shuffled() -> None:
    trials = 1_000
    rng = random.Random(5)
    below = 0
    for _ in range(trials):
        days = [[rng.randrange(5_000) for _ in range(12)] for _ in range(2)]
        layers = [
            Layer(
                tuple(Occurrence(f"{at}:{i}", "", d, d, d, d) for i, d in enumerate(row)), (60, "day") if at else None
            )
            for at, row in enumerate(days)
        ]
        p = chance_of({"": layers}, shuffles=1_999, seed=rng.randrange(10**6))
        below += p is not None and p < 0.001
    print(f"{trials} chronicles without a pattern: p < .001 in {below} (chance alone: about 1)")


def main() -> None:
    tables()
    patterns()
    figures()
    copies()
    shuffled()


if __name__ == "__main__":
    sys.exit(main())
