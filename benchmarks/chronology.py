"""The network of datings on made-up dossiers with a hidden truth, beside networkx and a linear program.

    python benchmarks/chronology.py [--sizes 1000,10000,100000] [--baseline-up-to 100000] [--linear-up-to 10000]

Every event has a true start and end; five statements for each event are drawn from them: three in ten date it (exactly,
to the month, the year, or only roughly), the others say that it came before, after or after the start of another, half
of the time of one near it, so that chains are long. Measured are: the windows of all events, once the network is made;
an edit (a statement taken away, a statement added); with falsehoods planted, the first contradiction with its sources,
all of them, and the least to doubt. The baselines compute the same windows: networkx's Bellman–Ford from and to the
origin, and scipy's HiGHS, whose least solution is the earliest window (the latest takes as long again, and is not run).

Times are CPU times of this process, for the machine may be shared; the ratio to the baseline is what counts. The exit
status is 1 if a window excludes the truth, a baseline differs, or a repair is not proven to be the least. What is not
there of networkx and scipy (`pip install networkx scipy`) is left out, and said so.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TypeVar

from variorum.dates.contradictions import Search
from variorum.dates.network import ORIGIN, Constraint, ConstraintNetwork, bounds, network_of
from variorum.dates.network_windows import LiveWindows, Windows, windows_of
from variorum.dates.repair import repair

STATEMENTS = 5  # for each event
FALSEHOODS = 20
EDITS = 400
RULE = "nothing ends before it starts"
Answer = TypeVar("Answer")


@dataclass
class World:
    """The true days of every event, and what is said of them."""

    starts: list[int]
    ends: list[int]
    constraints: list[Constraint] = field(default_factory=list)
    false: set[tuple[str, int]] = field(default_factory=set)

    @property
    def nodes(self) -> int:
        return 1 + 2 * len(self.starts)

    def network(self) -> ConstraintNetwork:
        return network_of(self.nodes, self.constraints)


def start(event: int) -> int:
    return 1 + 2 * event


def end(event: int) -> int:
    return 2 + 2 * event


def make_world(events: int, seed: int = 1) -> World:
    chance = random.Random(seed)
    starts = [chance.randrange(690_000, 711_000) for _ in range(events)]
    world = World(starts, [day + int(chance.expovariate(1 / 60)) for day in starts])
    world.constraints = [Constraint(start(one), end(one), 0, (RULE,)) for one in range(events)]
    order = sorted(range(events), key=starts.__getitem__)
    place = {event: number for number, event in enumerate(order)}
    for number in range(STATEMENTS * events):
        one = chance.randrange(events)
        if chance.random() < 0.3:
            slack = chance.choice((0, 3, 30, 365, 2000))
            low, high = starts[one] - chance.randint(0, slack), world.ends[one] + chance.randint(0, slack)
            world.constraints += bounds(start(one), low, None, (number,)) + bounds(end(one), None, high, (number,))
            continue
        near = chance.random() < 0.5
        other = (
            order[min(events - 1, max(0, place[one] + chance.randint(-20, 20)))] if near else chance.randrange(events)
        )
        world.constraints.append(said_of(world, one, other, number))
    return world


def said_of(world: World, one: int, other: int, number: int) -> Constraint:
    if world.ends[one] <= world.starts[other]:
        return Constraint(end(one), start(other), 0, (number,))
    if world.ends[other] <= world.starts[one]:
        return Constraint(end(other), start(one), 0, (number,))
    if world.starts[one] <= world.starts[other]:
        return Constraint(start(one), start(other), 0, (number,))
    return Constraint(start(other), start(one), 0, (number,))


def plant(world: World, seed: int = 2) -> World:
    """The same world with statements that turn the order of two well-dated events round."""
    chance = random.Random(seed)
    windows = windows_of(world.network())
    false: set[tuple[str, int]] = set()
    constraints = list(world.constraints)
    while len(false) < FALSEHOODS:
        early, late = chance.randrange(len(world.starts)), chance.randrange(len(world.starts))
        last, first = windows.latest(end(early)), windows.earliest(start(late))
        if last is not None and first is not None and last < first:
            reason = ("false", len(false))
            constraints.append(Constraint(end(late), start(early), 0, (reason,)))
            false.add(reason)
    return World(world.starts, world.ends, constraints, false)


def timed(work: Callable[[], Answer], times: int = 1) -> tuple[float, Answer]:
    """CPU seconds of the quickest of several runs, and the answer."""
    best, answer = float("inf"), None
    for _ in range(times):
        began = time.process_time()
        answer = work()
        best = min(best, time.process_time() - began)
    assert answer is not None
    return best, answer


def is_truthful(world: World, windows: Windows) -> bool:
    for one, (first, last) in enumerate(zip(world.starts, world.ends, strict=True)):
        for node, day in ((start(one), first), (end(one), last)):
            low, high = windows.earliest(node), windows.latest(node)
            if (low is not None and low > day) or (high is not None and high < day):
                return False
    return True


def by_networkx(network: ConstraintNetwork) -> tuple[float, list[tuple[float | None, float | None]]]:
    import networkx

    graph = networkx.DiGraph()
    graph.add_nodes_from(range(network.nodes))
    for x, y, days in zip(network.x.tolist(), network.y.tolist(), network.days.tolist(), strict=True):
        known = graph.get_edge_data(y, x)
        if known is None or days < known["weight"]:
            graph.add_edge(y, x, weight=days)
    turned = graph.reverse()

    def both() -> list[tuple[float | None, float | None]]:
        latest = networkx.single_source_bellman_ford_path_length(graph, ORIGIN)
        earliest = networkx.single_source_bellman_ford_path_length(turned, ORIGIN)
        return [(-earliest[n] if n in earliest else None, latest.get(n)) for n in range(network.nodes)]

    return timed(both)


def by_linear_program(network: ConstraintNetwork) -> tuple[float, list[float]]:
    """The earliest windows: the least of all solutions, where every node is bounded from below by some day."""
    import numpy
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix

    rows = numpy.arange(len(network))
    ones = numpy.ones(len(network))
    matrix = csr_matrix(
        (
            numpy.concatenate([ones, -ones]),
            (numpy.concatenate([rows, rows]), numpy.concatenate([network.x, network.y])),
        ),
        shape=(len(network), network.nodes),
    )
    limits = [(0, 0)] + [(0, None)] * (network.nodes - 1)
    seconds, answer = timed(
        lambda: linprog(numpy.ones(network.nodes), A_ub=matrix, b_ub=network.days, bounds=limits, method="highs")
    )
    return seconds, answer.x.round().tolist()


def edits(world: World, windows: Windows) -> tuple[list[float], float]:
    """CPU seconds of every edit, and of making the windows ready for edits."""
    began = time.process_time()
    live = LiveWindows(windows)
    ready = time.process_time() - began
    chance = random.Random(3)
    taken = []
    gc.collect()
    gc.freeze()  # the made-up world is this benchmark's; looking through it is no part of an edit
    for _ in range(EDITS // 2):
        number = chance.randrange(len(world.constraints))
        before = time.process_time()
        live.remove(number)
        between = time.process_time()
        live.add(world.constraints[number])
        taken += [between - before, time.process_time() - between]
    assert all(
        (live.earliest(node), live.latest(node)) == (windows.earliest(node), windows.latest(node))
        for node in range(world.nodes)
    )
    return sorted(taken), ready


def measure(events: int, *, baseline: bool, linear: bool) -> bool:
    world = make_world(events)
    print(f"\n{events:,} events, {STATEMENTS * events:,} statements, {len(world.constraints):,} constraints")
    making, network = timed(world.network)
    tracemalloc.start()
    windows_of(world.network())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    seconds, windows = timed(lambda: windows_of(world.network()), times=1)
    seconds = min(seconds - making, timed(lambda: windows_of(fresh(network)), times=3)[0])
    sound = is_truthful(world, windows)
    print(f"  network made            {ms(making)}")
    print(f"  windows of all events   {ms(seconds)}   truth within every window: {'yes' if sound else 'NO'}")
    print(f"  memory                  {peak / 1e6:8.1f} MB   {peak / len(world.constraints):.0f} bytes a constraint")
    if baseline:
        theirs, expected = by_networkx(network)
        same = expected == [(windows.earliest(node), windows.latest(node)) for node in range(world.nodes)]
        sound = sound and same
        print(f"  networkx Bellman–Ford   {ms(theirs)}   {theirs / seconds:6.0f} × ours; same windows: {said(same)}")
    if linear:
        theirs, least = by_linear_program(network)
        same = all(max(windows.earliest(node) or 0, 0) == least[node] for node in range(world.nodes))
        sound = sound and same
        print(f"  scipy HiGHS, earliest   {ms(theirs)}   {theirs / seconds:6.0f} × ours; same windows: {said(same)}")
    taken, ready = edits(world, windows)
    middle, rare = taken[len(taken) // 2], taken[int(len(taken) * 0.99)]
    print(
        f"  one edit                {ms(middle)}   99 in 100: {ms(rare)}, slowest {ms(taken[-1])}; ready in {ms(ready)}"
    )
    return conflicts(world) and sound


def conflicts(world: World) -> bool:
    false = plant(world)
    network = false.network()
    policies = frozenset({RULE})
    sources, _ = timed(lambda: network.by_reason)
    fresh(network)
    first, shown = timed(lambda: Search(network, policies).next())
    everything, found = timed(lambda: repair(network, policies=policies))
    exact = set(found.doubted) == false.false
    size = [len(one.evidence) for one in found.met]
    print(f"  index of the sources    {ms(sources)}")
    print(f"  first contradiction     {ms(first)}   {len(shown)} of {len(shown[0].evidence)} statements")
    sets = f"{len(found.met)} sets of {min(size)} to {max(size)} statements"
    print(f"  {FALSEHOODS} planted, repaired    {ms(everything)}   {sets}")
    print(f"    doubted are exactly the planted: {said(exact)}; proven to be the least: {said(found.proven)}")
    return found.proven and len(found.doubted) <= FALSEHOODS


def fresh(network: ConstraintNetwork) -> ConstraintNetwork:
    """The same network without what it has already worked out, but ready to be asked."""
    return ConstraintNetwork(network.nodes, x=network.x, y=network.y, days=network.days, reasons=network.reasons)


def said(true: bool) -> str:
    return "yes" if true else "NO"


def ms(seconds: float) -> str:
    return f"{seconds * 1000:8.2f} ms"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--baseline-up-to", type=int, default=100_000)
    parser.add_argument("--linear-up-to", type=int, default=10_000)
    options = parser.parse_args()
    for peer in ("networkx", "scipy"):
        if find_spec(peer) is None:
            print(f"{peer} is not installed: that comparison is left out.")
    windows_of(make_world(50).network())  # numpy is imported before the clock starts
    sound = [
        measure(
            events,
            baseline=find_spec("networkx") is not None and events <= options.baseline_up_to,
            linear=find_spec("scipy") is not None and events <= options.linear_up_to,
        )
        for events in map(int, options.sizes.split(","))
    ]
    return 0 if all(sound) else 1


if __name__ == "__main__":
    sys.exit(main())
