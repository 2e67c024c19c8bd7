"""What the sentence around a quotation says that the page of the quotation contradicts: a number, a date, a name.

Much on a page is other than in a sentence without contradicting it. Only this counts: the page near the words gives one
other number for the very same noun, one other day of the same month, one other year of the same day, or names another
who speaks, and nowhere has what the sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.manuscript.citations.terms import DAY, MONTHS
from variorum.manuscript.fitting_by_shelf_and_day import day_of
from variorum.manuscript.manuscript import Manuscript
from variorum.manuscript.standing import sentence_around
from variorum.manuscript.verdicts import GOOD, AuditedQuotation
from variorum.manuscript.works import alike, same_surname
from variorum.quotation.texts import Texts, page_of
from variorum.text.figures import NUMBER, multipliers, values_of
from variorum.text.letters import compiled

_NEAR = 700  # characters of the page before and after the words in which a number of the same thing counts
_NEAR_DATE = 300
_STEMS = tuple(sorted({word.rstrip(".") for word in multipliers()}, key=len, reverse=True))
_ANY_FORM = "|".join(stem + r"\w*" * (len(stem) > 4) for stem in _STEMS)
_NUMBER = re.compile(
    rf"(?<![\w.,/-])({NUMBER})"
    rf"(?:\s*((?:{_ANY_FORM})\b)\.?)?"
    r"(?=\s+([^\W\d_]{3,})(?:\s+([^\W\d_]{4,}))?)",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"{MONTHS[:-1]}|jan|feb|mar|apr|aug|sept?|oct|nov|dec)\b", re.IGNORECASE)
_NAME = r"\p{Lu}[\p{Ll}’'-]{2,}"
_SPEAKER = compiled(
    rf"((?:(?:\p{{Lu}}\.\s?){{0,3}}|(?:{_NAME}\s+){{0,2}})({_NAME}))\s+(?:later\s+|then\s+|himself\s+|позже\s+|тогда\s+|сам\s+)?"
    r"(?:said|wrote|declared|replied|answered|shouted|cried|told|asked|insisted|remarked|сказал|писал|заявил|ответил|крикнул|воскликнул|заметил)а?\b[^.!?]{0,40}[:,]?\s*…"
)
_NOT_NAMES = {
    "The",
    "This",
    "That",
    "She",
    "They",
    "One",
    "Who",
    "But",
    "And",
    "When",
    "Then",
    "Как",
    "Так",
    "Она",
    "Они",
    "Это",
    "Кто",
}


@dataclass(frozen=True, slots=True)
class SentenceContradiction:
    """A sentence at odds with the page: the quotation's id, what the sentence says, and what the page has."""

    quotation: str
    kind: str  # number, date or name
    in_sentence: str
    on_page: str
    source: str
    page: str


def contradictions_in(
    checked: Sequence[AuditedQuotation], manuscript: Manuscript, texts: Texts
) -> tuple[SentenceContradiction, ...]:
    """The contradictions around the quotations that stand where their pages could be looked at."""
    found: list[SentenceContradiction] = []
    for one in checked:
        first = one.verification.segments[0] if one.verification.segments else None
        if (
            one.verification.verdict not in (*GOOD, "altered")
            or first is None
            or one.by is None
            or first.source != one.by.source
        ):
            continue
        sentence = sentence_around(manuscript, one.quoted)
        page = page_of(texts, first.source, first.page)
        if not sentence or page is None:
            continue
        last = one.verification.segments[-1]
        end = last.end if last.page == first.page else len(page.text)
        label = page.label or page.locator_at(first.start)
        for kind, ours, theirs in _at_odds(sentence, page.text, first.start, end, one):
            found.append(SentenceContradiction(one.id, kind, ours, theirs, first.source, label))
    return tuple(found)


def _at_odds(sentence: str, page: str, start: int, end: int, one: AuditedQuotation) -> Iterator[tuple[str, str, str]]:
    yield from _numbers(sentence, page, start, end)
    yield from _dates(sentence, page, start, end)
    yield from _speaker(sentence, page, one)


@dataclass(frozen=True, slots=True)
class _CountedThings:
    values: tuple[float, ...]  # two where the number may be read in two ways
    nouns: tuple[str, ...]
    written: str


def _counts(text: str) -> list[_CountedThings]:
    found = []
    for match in _NUMBER.finditer(text):
        scale = multipliers()[_stem(match[2])] if match[2] else 1
        if scale == 1 and "," not in match[1] and re.fullmatch(r"1[4-9]\d\d|20[0-3]\d", match[1]):
            continue  # a year
        if _MONTH.match(match[3]):
            continue  # the day of a date
        nouns = tuple(word.casefold() for word in (match[3], match[4]) if word)
        found.append(
            _CountedThings(
                tuple(value * scale for value in values_of(match[1])),
                nouns,
                text[match.start() : match.end(2) if match[2] else match.end(1)] + f" {match[3]}",
            )
        )
    return found


def _stem(written: str) -> str:
    """The word of the languages' tables of which this is a form."""
    return next(stem for stem in _STEMS if written.casefold().startswith(stem))


def _numbers(sentence: str, page: str, start: int, end: int) -> Iterator[tuple[str, str, str]]:
    said = _counts(sentence)
    if not said:
        return
    everywhere = {value for count in _counts(page) for value in count.values} | {
        float(re.sub(r"[^\d]", "", number))
        for number in re.findall(r"\d[\d,.\u00a0 ]*", page)
        if re.sub(r"[^\d]", "", number)
    }
    near = _counts(page[max(0, start - _NEAR) : end + _NEAR])
    for ours in said:
        if not everywhere.isdisjoint(ours.values) or ours.values[0] < 2:
            continue
        same = [theirs for theirs in near if _same_thing(ours.nouns, theirs.nouns)]
        if len({theirs.values for theirs in same}) == 1 and _comparable(ours.values[0], same[0].values[0]):
            yield "number", ours.written, same[0].written


def _same_thing(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two numbers count one noun: the same word, or two forms of one."""
    return bool(ours and theirs) and (
        _one_word(ours[0], theirs[0]) or (len(ours) > 1 and len(theirs) > 1 and _one_word(ours[1], theirs[1]))
    )


def _one_word(a: str, b: str) -> bool:
    if a == b:
        return len(a) > 3
    stem = min(len(a), len(b)) - 2
    return stem >= 4 and a[:stem] == b[:stem] and abs(len(a) - len(b)) <= 3


def _comparable(a: float, b: float) -> bool:
    """Whether two numbers look like one number gone wrong: a digit changed or moved, a nought lost or gained."""
    return 0.09 <= a / b <= 11


def _dates(sentence: str, page: str, start: int, end: int) -> Iterator[tuple[str, str, str]]:
    if DAY.search(sentence) is None:
        return
    on_page = {_day(match.group()) for match in DAY.finditer(page)}
    low, high = max(0, start - _NEAR_DATE), end + _NEAR_DATE
    near = [
        (found, match.group()) for match in DAY.finditer(page[low:high]) if (found := _day(match.group())) is not None
    ]
    for match in DAY.finditer(sentence):
        ours = _day(match.group())
        if ours is None or any(
            theirs and theirs[1:] == ours[1:] and (not ours[0] or not theirs[0] or ours[0] == theirs[0])
            for theirs in on_page
        ):
            continue
        other_year = [(d, w) for d, w in near if d[1:] == ours[1:] and d[0] and ours[0] and d[0] != ours[0]]
        other_day = [
            (d, w)
            for d, w in near
            if d[1] == ours[1] and d[2] != ours[2] and (not d[0] or not ours[0] or d[0] == ours[0])
        ]
        for those in (other_year, other_day):
            if len({day for day, _ in those}) == 1 and len(near) <= 2:
                yield "date", " ".join(match.group().split()), " ".join(those[0][1].split())
                break


def _day(written: str) -> tuple[int, int, int] | None:
    """Year (0 where none is given), month and day."""
    full = day_of(written)
    if full is not None:
        return full
    without = day_of(written, "1900")
    return (0, without[1], without[2]) if without else None


def _speaker(sentence: str, page: str, one: AuditedQuotation) -> Iterator[tuple[str, str, str]]:
    """Another who speaks: the source names whose words they are, and the sentence gives them to somebody else."""
    match = _SPEAKER.search(sentence)
    voice = [word for word in compiled(_NAME).findall(one.verification.voice) if word not in _NOT_NAMES]
    if match is None or not voice or match[2] in _NOT_NAMES:
        return
    speaker = match[2]
    authors = [author for work in (one.by.group.works if one.by and one.by.group else ()) for author in work.authors]
    if any(same_surname(speaker, name) for name in (*voice, *authors)):
        return
    if any(alike(speaker.casefold(), word.casefold()) for word in compiled(_NAME).findall(page)):
        return
    yield "name", match[1].strip(), one.verification.voice
