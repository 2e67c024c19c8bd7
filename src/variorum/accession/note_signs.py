"""What a raised or bracketed sign beside a word is: the call of a note, an exponent, an ordinal's ending.

Asked by every reader that sees what is raised (HTML and its kin, word processors, PDF). A number is a call wherever it
follows a word; after a figure, a unit of measure or a single letter it may be an exponent, and is a call only if it is
the next number of the text's calls.
"""

from __future__ import annotations

import re

from variorum.accession.marks import bare, call_mark

LONGEST_CALL = 16

_NUMBER = r"\d{1,4}(?:\s*[,;–—-]\s*\d{1,4}){0,5}"
_SYMBOL = r"[*∗⁎†‡§¶#]{1,4}|\*\)"
_NAMED = r"(?:note|nb|n\.|fn\.?|прим\.?|сн\.?|комм\.?|к|k)\s?\d{1,3}"
_SIGN = re.compile(
    rf"(?P<open>[\[({{<‹]?)\s*(?P<label>{_NUMBER}|{_SYMBOL}|{_NAMED}|[a-zа-яё]|[ivxlc]{{1,7}})\s*(?P<close>[\])}}>›]?)",
    re.IGNORECASE,
)
_EXPONENT = re.compile(
    r"(?:^|[^\w])(?:[kcdmµ]?m|[кмсд]?м|ft|in|yd|mi|фут\w*|саж\w*|в[её]рст\w*|арш\w*|[A-Za-z])\.?$", re.IGNORECASE
)
_RAISED_FIGURES = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_PLAIN_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_UNICODE_RAISED = re.compile("[⁰¹²³⁴-⁹]{1,3}")
_BEFORE_A_BLANK = frozenset('.!?…»”’")')  # what a call follows even where a blank stands between
_FIGURES = re.compile(r"[-+−–]?\d{1,3}")


def call_in(text: str) -> str:
    """The label in a sign that could call a note ("[12]" is "12"); empty where the text is no such sign."""
    said = text.strip()
    if len(said) > LONGEST_CALL or (match := _SIGN.fullmatch(said)) is None:
        return ""
    return match["label"]


def is_bracketed(text: str) -> bool:
    """Whether a sign stands in brackets of its own."""
    return text.strip()[:1] in tuple("[({<‹")


def is_lettered(label: str) -> bool:
    """Whether a label is of letters: a note's, or an ending, or an abbreviation's last letter."""
    return label[:1].isalpha() and " " not in label


def calls_unlinked(label: str, before: str, after: str, *, last: int) -> bool:
    """Whether a raised sign without a link calls a note.

    `before` and `after` are the text around it, `last` the number of the last call (0: none yet).
    """
    if not label or is_lettered(label) or after[:1].isalpha():
        return False
    number = re.match(r"\d+", label)
    follows = number is not None and last > 0 and int(number.group()) == last + 1
    close = before.rstrip()
    if not close or (close != before and not (close[-1].isalnum() or close[-1] in _BEFORE_A_BLANK)):
        return False
    if before[-1].isdigit():
        return follows or not number
    if label in ("2", "3", "4") and _EXPONENT.search(before):
        return follows and label not in ("2", "3")
    return True


def with_raised_calls(text: str) -> str:
    """The text with the calls in it that are written with raised figures of Unicode ("town¹²") as marks."""
    if text.isascii() or _UNICODE_RAISED.search(text) is None:
        return text
    pieces: list[str] = []
    end = last = 0
    for match in _UNICODE_RAISED.finditer(text):
        label = match.group().translate(_PLAIN_FIGURES)
        before = bare(text[max(match.start() - 60, 0) : match.start()])[-24:]
        if calls_unlinked(label, before, text[match.end() : match.end() + 2], last=last):
            pieces += [text[end : match.start()], call_mark(label)]
            end, last = match.end(), number_in(label)
    return "".join([*pieces, text[end:]])


def number_in(label: str) -> int:
    """The last number in a label; 0 where it has none."""
    found = re.findall(r"\d+", label)
    return int(found[-1]) if found else 0


def raised(text: str, before: str) -> str:
    """A raised text that is no call, as plain letters can say it: figures after a figure or unit stay raised (10⁶, m²).

    Plain, 10⁶ would read 106.
    """
    if _FIGURES.fullmatch(text.strip()) and (before[-1:].isdigit() or _EXPONENT.search(before)):
        return text.strip().translate(_RAISED_FIGURES)
    return text
