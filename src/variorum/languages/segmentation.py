"""Words and sentences told by Unicode character classes; good for the alphabets of Europe, without a dictionary."""

from __future__ import annotations

import re
from collections.abc import Collection

from variorum.languages.language import Token
from variorum.text.unseen_signs import UNSEEN_CLASS

_MARKS = "\u0300-\u036f" + UNSEEN_CLASS
_WORD = re.compile(rf"[^\W_][\w{_MARKS}]*(?:['’ʼ‐-]+[^\W_][\w{_MARKS}]*)*")
_STOP = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*|[.!?…]*[\"”»]?\n[ \t]*\n)\s*")
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*$")


def words_in(text: str) -> list[Token]:
    """The words of a text: «где-то», "O’Neill" and "self-management" are one each; "V. Z." is two."""
    return [Token(found.start(), found.end(), found[0]) for found in _WORD.finditer(text)]


def sentences_in(text: str, abbreviations: Collection[str] = ()) -> list[Token]:
    """The sentences of a text, told by stops and blank lines.

    A point does not end a sentence after an initial or after one of the abbreviations (lower case, without the last
    point), nor where a small letter or a digit follows.
    """
    sentences: list[Token] = []
    start = len(text) - len(text.lstrip())
    for stop in _STOP.finditer(text):
        if stop.end() <= start or not _ends_sentence(text, stop, abbreviations):
            continue
        _append(sentences, text, start, stop.end())
        start = stop.end()
    _append(sentences, text, start, len(text))
    return sentences


def _append(sentences: list[Token], text: str, start: int, end: int) -> None:
    sentence = text[start:end].rstrip()
    if sentence:
        sentences.append(Token(start, start + len(sentence), sentence))


def _ends_sentence(text: str, stop: re.Match[str], abbreviations: Collection[str]) -> bool:
    if "\n" in stop[0] and stop[0].count("\n") > 1:
        return True
    following = text[stop.end() : stop.end() + 1]
    if following and (stop[0][-1:].strip() or following.islower() or following.isdigit()):
        return False
    if not stop[0].startswith(".") or stop[0].startswith(".."):
        return True
    before = _LAST_WORD.search(text, max(0, stop.start() - 20), stop.start())
    word = before[0] if before else ""
    is_initial = len(word) == 1 and word.isalpha() and word.isupper()
    return not is_initial and (not following or word.lower() not in abbreviations)
