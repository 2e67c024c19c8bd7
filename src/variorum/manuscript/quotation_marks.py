"""Pairs of quotation marks in running text, of every kind in use, nested, unbalanced, and over paragraphs.

An apostrophe is none, a straight mark is told by what stands beside it, and a quotation that goes on in the next
paragraph opens again there and is closed only at its end (Chicago 13.32, and Russian use alike); older Russian books do
not open it again, so that a mark left open is closed by the first that closes nothing of its own paragraph. Two single
marks side by side are a double one, and “„…"” is closed by a straight mark, as keyboards leave it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

_CLOSERS = {
    "“": "”",
    "„": '“”"„',
    "«": "»",
    "»": "«",
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    '"': '"',
    "'": "'",
    "”": "”",
    "``": "''",
}
_OPENERS = "“„«‘‚‹"
_ANY = re.compile("[“”„«»‘’‚‹›\"']")
_TURNED = re.compile(r"(?<![^\s(\[])»(?=\w)|(?<=[\w.,!?])«(?!\w)")
_UNTURNED = re.compile(r"(?<![^\s(\[])«(?=\w)|(?<=[\w.,!?])»(?!\w)")
_TURN = str.maketrans("»«›‹", "«»‹›")
"""German and Danish books turn the marks round: »der Kai«."""
_ELIDED = re.compile(r"‘(?=(?:gainst|tis|twas|twere|twill|tween|mongst|neath|till?|em|cause|bout|n)\b)", re.IGNORECASE)
"""An apostrophe that a program turned round: ‘tis, ‘gainst."""
_NEXT_OPENS = re.compile(r"[.!?…]?\s+[“«„]")
_NOTE_BEHIND = re.compile(r"[\d²³¹⁰-⁹]{1,3}(?!\w)")  # the number of a note whose call was not told: "the kai"28, which
_BEFORE_OPENING = set(" \t\n\u00a0\u202f([{—–-/…*_|")


_BEFORE_MEASURE = re.compile(r"(?:\d|(?<!\w)[a-zA-Z])['\"]*$")
_OWNED = re.compile(r"'s\s")  # of somebody whose name a program took for a reference: " 's history of ropes"
_SENTENCE_ENDS = re.compile(r"[^\W\d_]{2}[.!?…]+\s")
_LED_UP = re.compile(r"[:,]\s$")
_SLIPPED = {  # what closes behind words, before another opens
    "«": re.compile(r" [^\W\d_][^«»]*[^\s«»]»"),
    "“": re.compile(r" [^\W\d_][^“”„]*[^\s“”„]”"),
    "„": re.compile(r" [^\W\d_][^“”„]*[^\s“”„][“”„]"),
}
_SPACED = {  # marks with a blank within, as French has them: « un mot »
    "«": re.compile(r" \S[^«»]*\s»"),
    "“": re.compile(r" \S[^“”]*\s”"),
}
_NARROW_SPACES = "\u200a\u2009\u202f\u00a0"
_MIXED = {("“", '"'), ('"', "“"), ('"', "”")}
_TWO_SINGLE = ("’’", "‘‘", "''")
_MOST_MARKS = 400  # marks and apostrophes within one quotation: with more, none is looked for that closes it
_MOST_PARAGRAPHS = 12  # over which a quotation is looked for that no paragraph opens again


@dataclass(frozen=True, slots=True)
class Marked:
    """Words within quotation marks: `start` and `end` without the marks themselves; the outermost pair alone.

    `closed` is false where the mark that should end it was never found; `opened` where the paragraph before goes on.
    """

    paragraph: int  # index in the sequence given
    start: int
    end: int
    mark: str
    closed: bool = True


def marked_in(texts: Sequence[str]) -> list[list[Marked]]:
    """The quotations of paragraphs in order; each is a list of its stretches, one for each paragraph it runs over."""
    if sum(len(_TURNED.findall(text)) for text in texts) > sum(len(_UNTURNED.findall(text)) for text in texts):
        texts = [text.translate(_TURN) for text in texts]
    found: list[list[Marked]] = []
    running: list[Marked] | None = None
    for index, text in enumerate(texts):
        pairs = list(_pairs(text, index))
        if running is not None:
            first = pairs[0] if pairs else None
            if first is not None and first.mark == running[-1].mark and not text[: first.start - 1].strip():
                running.append(first)
                pairs = pairs[1:]
                if first.closed or not _goes_on(first, texts):
                    running = None
            else:
                running = None
        for pair in pairs:
            found.append([pair])
            if not pair.closed and _goes_on(pair, texts):
                running = found[-1]
            elif not pair.closed:
                found[-1] = [pair, *_closed_later(pair, texts)]
    return found


def _goes_on(pair: Marked, texts: Sequence[str]) -> bool:
    """Whether an unclosed quotation is taken up again at the head of the next paragraph."""
    if pair.closed or pair.end < len(texts[pair.paragraph].rstrip()) - 1 or pair.paragraph + 1 >= len(texts):
        return False
    following = texts[pair.paragraph + 1].lstrip()
    return following.startswith(pair.mark) or (pair.mark == "«" and following.startswith("»"))


def _closed_later(pair: Marked, texts: Sequence[str]) -> list[Marked]:
    """What belongs to a quotation left open at its paragraph's end that a later one closes, with none begun between."""
    if pair.mark not in "“«„" or pair.end < len(texts[pair.paragraph].rstrip()):
        return []
    found: list[Marked] = []
    for index in range(pair.paragraph + 1, min(len(texts), pair.paragraph + 1 + _MOST_PARAGRAPHS)):
        text = texts[index]
        closing = next((at for at, letter in enumerate(text) if letter in _CLOSERS[pair.mark][:2]), -1)
        opening = text.find(pair.mark)
        if closing > 0 and not 0 <= opening < closing:
            return [*found, Marked(index, 0, closing, pair.mark)]
        if opening >= 0 or closing == 0:
            return []
        found.append(Marked(index, 0, len(text.rstrip()), pair.mark, closed=False))
    return []


def _pairs(text: str, index: int) -> Iterator[Marked]:
    """The outermost pairs of one paragraph; one that never closes ends where the paragraph does, or the next opens."""
    at = 0
    while (found := _ANY.search(text, at)) is not None:
        at, mark = found.start(), found[0]
        if not _opens(text, at):
            at += 1
            continue
        if mark in "‘‚" and text[at + 1 : at + 2] == mark:
            mark, at = "“" if mark == "‘" else "„", at + 1  # two single marks are a double one
        end = _closing(text, at, mark)
        if end is not None:
            if text[at + 1 : end].strip():
                yield Marked(index, at + 1, end, mark)
            at = end + (2 if text[end : end + 2] in _TWO_SINGLE else 1)
            continue
        if mark in "'‘’‚":
            at += 1  # an apostrophe that looked like more
            continue
        stop = _stop(text, at, mark)
        yield Marked(index, at + 1, stop, mark, closed=False)
        at = stop


def _stop(text: str, at: int, mark: str) -> int:
    """Where an unclosed quotation is taken to end: before the next mark of the kind that opens, or with the text."""
    following = text.find(mark, at + 1) if mark in _OPENERS else -1
    return following if following > 0 else len(text)


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "“«„" and after and after in _NARROW_SPACES:  # "“ ‘Caught’ were his words", « mot »
        return text[at + 2 : at + 3].strip() != ""
    if not after or after.isspace():
        return after == " " and mark in _SLIPPED and _opens_before_blank(text, at)
    if mark == "„" and before.isalnum() and not after.isalnum():
        return after in "(["  # „wie manche Programme schließen„-Rufe
    if mark in "“«‹„‚":
        return True
    free = not before or before in _BEFORE_OPENING or before in '“«„"‘'
    if mark in "‘‚" and after == mark:
        return free and text[at + 2 : at + 3].strip() != ""
    if mark == "‘":
        return free and (after.isalnum() or after in '[(…“"¡¿«')
    if mark == "»":  # German and Danish books turn the marks round
        return free and after not in ",;:!?)" and "«" in text[at + 1 :]
    if mark == "'" and _OWNED.match(text, at):
        return False
    if mark in "\"'":
        return free and (after.isalnum() or after in "[(….“«‘„‚›'\"¡¿$£*_")
    return mark == "”" and free and "”" in text[at + 1 :]  # Finnish and Swedish, and slips


def _opens_before_blank(text: str, at: int) -> bool:
    """Whether a mark with a blank behind it opens: « un mot », or where speech begins: she wrote, “ The quay”."""
    if text[at] in _SPACED and _SPACED[text[at]].match(text, at + 1):
        return True
    return _LED_UP.search(text, max(0, at - 2), at) is not None and _SLIPPED[text[at]].match(text, at + 1) is not None


def _closing(text: str, at: int, mark: str) -> int | None:
    """Where the mark at `at` is closed; pairs of the same kind within are passed over, other kinds do not matter.

    Where two marks open and only one closes, either the first was forgotten (the second begins a new sentence) or one
    mark closes both, as Russian printers have it: the first behind which another quotation opens, or else the last.
    """
    depth, last = 0, None
    closed: list[int] = []  # what closes a quotation within
    again = fused = None  # where another opens; what closes two, if marks would else stand three deep
    other = 0  # open marks of the kind that typists mix with this one
    for sign in islice(_ANY.finditer(text, at + 1), _MOST_MARKS):
        place, here = sign.start(), sign[0]
        if here in "\"'" and _measures(text, place, mark):
            continue
        if here == '"' and mark == "„" and ((opens := _opens(text, place)) or other):
            other += 1 if opens else -1  # „Sie nannten es "die Flut" und gingen“
            continue
        if (mark, here) in _MIXED:
            if here != "“" and text[place - 1 : place].strip() and not text[place + 1 : place + 2].isalnum():
                if not other and depth == 0:
                    return place  # “It is late," he said, "very late”: it closes what nothing of its own kind opened
                other -= other > 0
            else:
                other += 1
        if (here in _CLOSERS[mark] and _closes(text, place, mark)) or _is_double(text, (at, place), mark):
            if depth == 0:
                return place
            depth, last = depth - 1, place
            closed.append(place)
        elif here == mark and mark in "«„“":
            depth += 1
            again = again if again is not None else place
            fused = last if fused is None and depth > 1 and last is not None and last > again else fused
    if last is None or again is None or _ends_before(text, again) or (mark in "„“" and _is_forgotten(text, at, again)):
        return None
    return next((place for place in closed if _NEXT_OPENS.match(text, place + 1)), last if fused is None else fused)


def _measures(text: str, place: int, mark: str) -> bool:
    """Whether a straight mark measures feet or inches, or is the prime of a lone letter: another closes later."""
    if mark not in "“„«" or not _BEFORE_MEASURE.search(text, max(0, place - 4), place):
        return False
    own = _CLOSERS[mark].replace('"', "").replace("„", "")
    later = re.compile(f"[{own}{mark}]").search(text, place + 1)
    return later is not None and later[0] in own


def _is_double(text: str, between: tuple[int, int], mark: str) -> bool:
    """Whether two single marks side by side close a double one here, with no letter after them and none open before."""
    at, place = between
    return (
        mark in "“„"
        and text[place : place + 2] in _TWO_SINGLE
        and text[place - 1 : place] not in ("’", "‘", "'")
        and not text[place - 1 : place].isspace()
        and not text[place + 2 : place + 3].isalnum()
        and not _ELIDED.sub("", text[at + 1 : place]).rpartition("’")[2].count("‘")
    )


def _ends_before(text: str, place: int) -> bool:
    """Whether a sentence ended before this place, so that a new quotation begins here rather than one within."""
    before = text[:place].rstrip()
    return before[-1:] in (".", "!", "?") and place - len(before) <= 2


def _is_forgotten(text: str, at: int, again: int) -> bool:
    """Whether a quotation whose mark is never closed had ended: a sentence did, and a colon leads to the next one."""
    return text[:again].rstrip().endswith(":") and _SENTENCE_ENDS.search(text, at + 1, again) is not None


def _closes(text: str, place: int, mark: str) -> bool:
    here = text[place]
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if here in '"”' and before and not before.isdigit() and _NOTE_BEHIND.match(text, place + 1):
        after = ""
    if here == mark == '"' and before == " " and after == "(":
        return True  # a blank slipped in before it: "the kai is empty "(Moos 1990)
    if here == '"' and mark == "„":
        return not before.isspace() and not after.isalnum()
    if here == "„":  # „wie manche Programme schließen„
        return not before.isspace() and not (after.isalnum() or after in "»«“„")
    if here in "»›”“" and mark not in '”"':
        return not (mark == "„" and here == "“" and before.isspace())
    if here == '"' or here == "”":
        return bool(before) and not before.isspace() and before not in "([—" and not after.isalnum()
    if here in "'’‘":
        if after.isalnum() or before.isspace():
            return False
        return before in ".,!?;:…)]—" or not _possessive(text, place, mark)
    return True


def _possessive(text: str, place: int, mark: str) -> bool:
    """Whether a mark after an s is the plural's ("workers’ councils"): another that closes follows before long."""
    if text[place - 1 : place].lower() != "s" or text[place + 1 : place + 2] != " ":
        return False
    rest = text[place + 1 : place + 300]
    opened = rest.find(mark) if mark != "'" else -1
    for offset, letter in enumerate(rest):
        if opened == offset or (letter == mark == "'" and _opens(text, place + 1 + offset)):
            return False
        if (
            letter in _CLOSERS[mark]
            and not rest[offset + 1 : offset + 2].isalnum()
            and offset
            and not rest[offset - 1].isspace()
        ):
            return True
    return False
