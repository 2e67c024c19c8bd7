"""The one error of this room: a text that is not a date, with what is wrong, where, and what to write instead."""

from __future__ import annotations


class MalformedDate(ValueError):
    """What was given is not a date: one sentence, the column (from 1) at which it goes wrong, and a remedy."""

    def __init__(self, sentence: str, *, written: str = "", column: int = 1, remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.written = written
        self.column = column
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (self.sentence, self.written, self.column, self.remedy)


def _restored(sentence: str, written: str, column: int, remedy: str) -> MalformedDate:
    return MalformedDate(sentence, written=written, column=column, remedy=remedy)
