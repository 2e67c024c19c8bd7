"""That there is none of something and that nobody looked are two things: the early checks ask for what is known."""

from __future__ import annotations

import pytest

from variorum.archive.reading import read_record
from variorum.criticism.framework import EARLY, checked, registered, run
from variorum.examined import Examined, Verified, not_looked_through, verified
from variorum.sample import sample_folder


@pytest.fixture(scope="module")
def record() -> Verified:
    said, _ = read_record(sample_folder())
    return verified(said, holdings={})


def test_the_early_checks_need_nothing_that_takes_long(record: Verified) -> None:
    early = [one for one in registered() if one.is_early]
    assert {one.code[0] for one in early} == EARLY - {"A"}  # what A tells is found while files are read
    assert not [finding for one in early for finding in run(one, record) if finding.code == "X001"]


def test_a_check_that_needs_what_was_not_worked_out_does_not_run_rather_than_find_none(record: Verified) -> None:
    assert {finding.code[0] for finding in checked(record)} <= EARLY
    borrowings = [one for one in registered() if one.code == "B601"]
    assert [finding.code for one in borrowings for finding in run(one, record)] == ["X001"]


def test_what_a_record_was_asked_for_is_made_once_and_never_for_another_record(record: Verified) -> None:
    made: list[Examined] = []

    def count(one: Examined) -> int:
        made.append(one)
        return len(made)

    first, second = not_looked_through(record), not_looked_through(record)
    assert [first.once(count), first.once(count), second.once(count), first.once(count)] == [1, 1, 2, 1]
    assert made[0] is first
    assert made[1] is second
    assert first == second
    assert "_made" not in repr(first)
