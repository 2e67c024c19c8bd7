"""Spark finds the same borrowings as the local engine, and goes on where a worker dies in the middle."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
from typing import TYPE_CHECKING, Any

import pytest

from variorum.pipeline.on_spark import borrowing_of, java_is_there, session
from variorum.record import Page
from variorum.reuse import Terms, find_borrowings

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytest.importorskip("pyspark", reason="Spark comes with the extra “spark”")
pytest.importorskip("pandas", reason="Spark comes with the extra “spark”")
if not java_is_there():
    pytest.skip("Spark needs Java, which is not on this machine", allow_module_level=True)
if shutil.which("ps") is None:
    pytest.skip("a worker is found by `ps`, which is not on this machine", allow_module_level=True)

SENTENCES = (
    "The delegates of the lower town came to the bridge before it was light, carrying a banner that their mothers had.",
    "Nobody among the guards would afterwards admit that he had let them pass, and the captain wrote nothing down.",
    "Делегаты нижнего города пришли к мосту до рассвета и принесли знамя, которое сшили их матери за одну ночь.",
    "Flour had been promised for the Tuesday and came on the Friday, damp, and a third of it was sawdust and dirt.",
)
WORDS = [
    "ash",
    "birch",
    "cedar",
    "elm",
    "fir",
    "hazel",
    "ivy",
    "juniper",
    "larch",
    "maple",
    "oak",
    "pine",
    "rowan",
    "spruce",
    "willow",
    "yew",
    "alder",
    "beech",
]


def filler(seed: int, words: int = 120) -> str:
    """Words that follow one another differently for each seed."""
    state, chosen = seed * 7919 + 1, []
    for _ in range(words):
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        chosen.append(f"{WORDS[state >> 16 & 15]}{state >> 8 & 1023}")
    return " ".join(chosen)


def sources() -> dict[str, list[str]]:
    made = {}
    for number in range(8):
        pages = [f"{filler(10 * number + page)} {SENTENCES[(number + page) % 4]} {filler(number)}" for page in range(2)]
        words = SENTENCES[number % 4].split()
        pages += [f"{filler(900 + number)} {' '.join(words[:9])}", f"{' '.join(words[9:])} {filler(700 + number)}"]
        made[f"source{number}"] = pages
    return made


def kill_a_worker(spark: SparkSession, done: threading.Event, killed: list[int]) -> None:
    """Once the job is on its third part, kill one of the processes that work for it."""
    context: Any = spark.sparkContext
    tracker, driver = context.statusTracker(), context._gateway.proc.pid
    while not done.wait(0.05):
        if max(tracker.getActiveJobsIds(), default=0) >= 2:
            listed = subprocess.run(["ps", "-ww", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True)
            rows = (line.split(None, 2) for line in listed.stdout.splitlines())
            mine = [int(pid) for pid, parent, *rest in rows if int(parent) == driver and "ExecutorBackend" in str(rest)]
            if mine:
                os.kill(mine[0], signal.SIGKILL)
                killed.append(mine[0])
                return


def test_two_workers_of_which_one_is_killed_find_what_the_local_engine_finds() -> None:
    from variorum.reuse.distributed import borrowings_on_spark

    texts = sources()
    local = find_borrowings(
        [(key, [Page(key, n, "", text) for n, text in enumerate(pages, 1)]) for key, pages in texts.items()]
    )
    rows = [(key, n, text) for key, pages in texts.items() for n, text in enumerate(pages, 1)]
    settings = {"spark.sql.shuffle.partitions": "2", "spark.default.parallelism": "2", "spark.executor.memory": "1g"}
    killed: list[int] = []
    done = threading.Event()
    with session("local-cluster[2,1,1024]", settings=settings) as spark:
        pages = spark.createDataFrame(rows, "source string, sequence int, text string").repartition(2, "source")
        killer = threading.Thread(target=kill_a_worker, args=(spark, done, killed))
        killer.start()
        try:
            table = borrowings_on_spark(pages, terms=Terms(), buckets=2, blocks=2)
            found = sorted(map(borrowing_of, table.collect()), key=repr)
        finally:
            done.set()
            killer.join()
    expected = sorted(local, key=repr)
    assert killed
    assert len(expected) > 10
    assert found == expected
