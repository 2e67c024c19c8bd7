"""Worker processes: the order of the answers, workers that stay, and work that goes on where they cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from operator import methodcaller
from pathlib import Path

from variorum.names.recognition import process_pool
from variorum.names.recognition.process_pool import answered, at_leisure, send_workers_home

WORDS = [f"word {number}" for number in range(30)]


def test_workers_answer_in_order_and_stay_for_other_questions() -> None:
    try:
        loud = list(answered(methodcaller("upper"), WORDS, weigh=len, worth=0, workers=2))
        kept = process_pool._kept._pool
        parted = list(answered(methodcaller("split"), WORDS, weigh=len, worth=0, workers=2))
        assert process_pool._kept._pool is kept
        assert loud == [(word, word.upper()) for word in WORDS]
        assert parted == [(word, word.split()) for word in WORDS]
    finally:
        send_workers_home()
    assert process_pool._kept._pool is None


def test_what_is_asked_at_once_is_answered_while_nobody_takes_an_answer(tmp_path: Path) -> None:
    files = [tmp_path / str(number) for number in range(12)]
    try:
        answers = answered(Path.touch, files, weigh=lambda _: 1, worth=0, workers=2, at_once=True)
        process_pool._kept._pool.shutdown()  # type: ignore[union-attr]  # which waits for every answer
        assert all(file.exists() for file in files)
        assert list(answers) == [(file, None) for file in files]
    finally:
        send_workers_home()


def test_a_worker_that_stayed_answers_at_leisure_and_none_is_started_for_it() -> None:
    assert at_leisure(methodcaller("upper"), lambda: "word") is None
    try:
        list(answered(methodcaller("upper"), WORDS, weigh=len, worth=0, workers=2))
        loud = at_leisure(methodcaller("upper"), lambda: "word")
        assert loud is not None
        assert loud() == "WORD"
    finally:
        send_workers_home()


def test_what_a_worker_dies_of_is_answered_without_it() -> None:
    try:
        list(answered(methodcaller("upper"), WORDS, weigh=len, worth=0, workers=2))
        here = os.getpid()
        told = at_leisure(_killing_others, lambda: here)
        assert told is not None
        assert told() == here
    finally:
        send_workers_home()


def _killing_others(process: int) -> int:
    if os.getpid() != process:
        os._exit(1)
    return process


def test_little_work_starts_no_worker() -> None:
    found = list(answered(methodcaller("upper"), WORDS, weigh=len, worth=10_000, workers=2))
    assert found == [(word, word.upper()) for word in WORDS]
    assert process_pool._kept._pool is None


def test_a_program_whose_workers_stayed_ends_without_a_word(tmp_path: Path) -> None:
    """Nothing that the workers shared is left behind, of which Python would warn, and they end as asked."""
    program = tmp_path / "program.py"
    program.write_text(
        "from operator import methodcaller\n"
        "from variorum.names.recognition import process_pool\n"
        "if __name__ == '__main__':\n"
        "    words = ['one', 'two', 'three']\n"
        "    found = list(process_pool.answered(methodcaller('upper'), words, weigh=len, worth=0, workers=2))\n"
        "    workers = list(process_pool._kept._pool._processes.values())\n"
        "    process_pool._kept._pool.shutdown()\n"
        "    print(found[2][1], *(worker.exitcode for worker in workers))\n",
        "utf-8",
    )
    ended = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout.split(), ended.stderr) == (0, ["THREE", "0", "0"], "")
