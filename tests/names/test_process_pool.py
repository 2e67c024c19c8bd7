"""Worker processes: the order of the answers, workers that stay, and work that goes on where they cannot."""

from __future__ import annotations

from operator import methodcaller

from variorum.names.recognition import process_pool
from variorum.names.recognition.process_pool import answered, send_workers_home

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


def test_little_work_starts_no_worker() -> None:
    found = list(answered(methodcaller("upper"), WORDS, weigh=len, worth=10_000, workers=2))
    assert found == [(word, word.upper()) for word in WORDS]
    assert process_pool._kept._pool is None
