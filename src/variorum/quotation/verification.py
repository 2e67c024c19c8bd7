"""What a quotation turns out to be: whether its words stand in the source, and whether in the place cited.

The order in which things are tried is the whole of the policy: as printed in the cited source, then with the quoter's
marks, then the same in every other source, and only then what is nearest. Verbatim and marked come from exact
comparison alone (`matching`), never from likeness.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby, islice

from variorum.evidence import Difference, Span, Verification
from variorum.quotation import inexact, remarks
from variorum.quotation.answers import as_json
from variorum.quotation.asking import ExactPlace, Policy, QuotationQuestion, question_of
from variorum.quotation.cited_place import locator_of, locator_text, place_warnings, stands_there
from variorum.quotation.critical_words import weighs_words
from variorum.quotation.framing import framing_of
from variorum.quotation.matching import Match, marked_matches, plain_matches
from variorum.quotation.read_otherwise import read_otherwise
from variorum.quotation.reading_language import language, language_within, read_as
from variorum.quotation.respelling import in_the_sources_spelling
from variorum.quotation.texts import Body, MemoryTexts, Texts, body_around, body_of, memory_texts
from variorum.record import Locator
from variorum.saying import Sentence, say
from variorum.text.lettering import PAGE_BREAK, Lettering, fold, letters_of

__all__ = ["MemoryTexts", "Policy", "Texts", "as_json", "memory_texts", "verify", "verify_many"]

_SHORT_LETTERS = 8
_BATCH = 256
_EXACT = 0.6  # likeness of letters below which it cannot stand exactly, even with a running head inside
_CANDIDATES = 24
_KEPT_CANDIDATES = 12
_AROUND = 400  # code points around words by which their language is told, within their paragraph first
_PARTED = re.compile(rf"\n[ \t]*\n|{PAGE_BREAK}")


def verify(
    quotation: str,
    texts: Texts,
    *,
    source: str | None = None,
    locator: Locator | None = None,
    policy: Policy | None = None,
) -> Verification:
    """What a quotation turns out to be, held against one source (and then the others) or against all."""
    question = question_of(unicodedata.normalize("NFC", quotation), texts, source, locator, policy or Policy())
    return _where_cited(question) or _beyond(question)


def verify_many(
    items: Iterable[Mapping[str, str | None]], texts: Texts, *, policy: Policy | None = None
) -> Iterator[Verification]:
    """The same for many, in order: each item has "quotation" and may have "source" and "page" ("59", "59-61", "§ 31").

    Candidate places of those that do not stand where they are cited are looked up a few hundred at a time, which is
    several times faster.
    """
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        questions = [_asked(item, texts, policy or Policy()) for item in batch]
        order = sorted(range(len(questions)), key=lambda number: _words_and_source(questions[number]))
        verdicts: dict[int, Verification | None] = {}
        for _, alike in groupby(order, key=lambda number: _words_and_source(questions[number])):
            numbers = list(alike)
            verdicts |= zip(numbers, _where_each_is_cited([questions[number] for number in numbers]), strict=True)
        left = [number for number in order if verdicts[number] is None]
        asked_on = _with_candidates([questions[number] for number in left], texts)
        verdicts |= {number: _beyond(question) for number, question in zip(left, asked_on, strict=True)}
        yield from (verdict for _, verdict in sorted(verdicts.items()) if verdict is not None)


def _words_and_source(question: QuotationQuestion) -> tuple[str, str]:
    """What questions are taken in order of: one source at a time, and in it the same words together."""
    return question.source or "", question.quotation


def _where_each_is_cited(alike: list[QuotationQuestion]) -> list[Verification | None]:
    """`_where_cited` for the same words cited from one source at several places: they are looked for there once."""
    standings: list[ExactPlace] | None = None

    def step(question: QuotationQuestion) -> Verification | None:
        nonlocal standings
        refused = _unchecked(question)
        if refused is not None or question.source is None:
            return refused
        if standings is None:
            standings = exact_standings(question, body_of(question.texts, question.source))
        return _exact(question, standings) if standings else None

    return [step(question) for question in alike]


def _asked(item: Mapping[str, str | None], texts: Texts, policy: Policy) -> QuotationQuestion:
    page = str(item.get("page") or "")
    quotation = unicodedata.normalize("NFC", str(item.get("quotation") or ""))
    return question_of(quotation, texts, item.get("source") or None, locator_of(page) if page.strip() else None, policy)


def _with_candidates(questions: list[QuotationQuestion], texts: Texts) -> list[QuotationQuestion]:
    seeds = texts.seeds() if questions else None
    if seeds is None:
        return questions
    asked = [fold(letters_of(question.visible).letters) for question in questions]
    found = seeds.candidates_of(asked, limit=_CANDIDATES)
    return [replace(question, seeded=places) for question, places in zip(questions, found, strict=True)]


def _where_cited(question: QuotationQuestion) -> Verification | None:
    """The verdict where the words stand in the source cited, or nothing can be checked; None where one must go on."""
    return _where_each_is_cited([question])[0]


def _beyond(question: QuotationQuestion) -> Verification:
    """The verdict on words that do not stand as they are where they are cited, once they are spelt as there."""
    verification = _beyond_as_written(question)
    if not verification.segments or "spelling" not in question.policy.levelling:
        return verification

    def again(quotation: str) -> Verification:
        respelt = question_of(quotation, question.texts, question.source, question.locator, question.policy)
        return _where_cited(respelt) or _beyond_as_written(respelt)

    return in_the_sources_spelling(verification, question.texts.language(verification.segments[0].source), again)


def _beyond_as_written(question: QuotationQuestion) -> Verification:
    """The verdict on words that stand exactly in no source cited: in another, or nearest, or nowhere."""
    if question.source is not None:
        near = inexact.in_source(question)
        if near is not None and near.settles:
            return _with_twin(question, near.verification)
        elsewhere = _everywhere(question, besides=question.source)
        if elsewhere:
            return _exact(question, elsewhere)
        return near.verification if near is not None else inexact.anywhere(question)
    standings = _everywhere(question, besides=None)
    return _exact(question, standings) if standings else inexact.anywhere(question)


def _unchecked(question: QuotationQuestion) -> Verification | None:
    """Why nothing can be checked, if so."""
    reason = ""
    if not question.quoted.letters:
        reason = say("The quotation is empty: there are no words to look for.")
    elif question.source is not None:
        holding = question.texts.holding(question.source)
        if holding is None and question.source not in question.texts.sources():
            reason = say("The source “{source}” is not held in this archive.", source=question.source)
        elif not any(page.text.strip() for page in question.texts.pages(question.source)):
            reason = (holding.reason if holding else "") or say(
                "The source “{source}” has no text that can be read.", source=question.source
            )
    elif not question.texts.sources():
        reason = say("The archive holds no text to look in.")
    return Verification(question.quotation, "unchecked", "not given", reason=reason) if reason else None


def exact_standings(question: QuotationQuestion, body: Body) -> list[ExactPlace]:
    """Every place in a body where the quotation is verbatim or marked; only the best kind of the two."""
    if not body.pages:
        return []
    told = question.texts.language(body.source)
    with read_as(told):
        found = _standings(question, body)
    spoken = _language_at(found[0], told) if found else told
    if spoken == told:
        return found
    with read_as(spoken):
        return _standings(question, body)


def _language_at(standing: ExactPlace, told: str) -> str:
    """The language in which words are read where they stand: the source's, or that of the passage."""
    text, match = standing.body.text, standing.match
    before, after = text[max(0, match.start - _AROUND) : match.start], text[match.end : match.end + _AROUND]
    whole = before + text[match.start : match.end] + after
    paragraph = _PARTED.split(before)[-1] + text[match.start : match.end] + _PARTED.split(after)[0]
    return language_within(paragraph, whole, source=told)


def _standings(question: QuotationQuestion, body: Body) -> list[ExactPlace]:
    letterings = [body.printed] if body.seamless is body.printed else [body.printed, body.seamless]
    for capital in (False, True):
        for lettering in letterings:
            found = [match for match in _matches(question, body, lettering, capital) if _is_whole(match, body)]
            if found:
                return [ExactPlace(body, match) for match in found]
    return []


def _is_whole(match: Match, body: Body) -> bool:
    """Whether a match as printed neither begins nor ends within a word that is broken over a seam."""
    if match.lettering is body.seamless:
        return True
    positions, first, end = match.lettering.positions, match.pieces[0][0], match.pieces[-1][1]
    if match.lettering.starts_word(first) and body.cuts_word(int(positions[first])):
        return False
    return end >= len(positions) or not match.lettering.starts_word(end) or not body.breaks_off(int(positions[end - 1]))


def _matches(question: QuotationQuestion, body: Body, lettering: Lettering, capital: bool) -> list[Match]:
    if question.turned:
        return []
    allowed = question.policy.allowed(body.levels_spelling)
    found: list[Match] = []
    if question.may_be_printed:
        found = [m for m in plain_matches(question.quoted, lettering, allowed=allowed, capital=capital) if m.is_exact]
    if not found and not question.reading.is_plain:
        found = [
            m
            for m in marked_matches(question.quoted, question.reading, lettering, allowed=allowed, capital=capital)
            if m.is_exact
        ]
    return found


def _everywhere(question: QuotationQuestion, *, besides: str | None) -> list[ExactPlace]:
    found: list[ExactPlace] = []
    if question.reads_everything:
        for source in question.texts.sources():
            if source != besides:
                found += exact_standings(question, body_of(question.texts, source))
        return _best_kind(found)
    seen: set[tuple[str, int, int]] = set()
    most = max((candidate.votes for candidate in question.candidates), default=0)
    for candidate in question.candidates:
        weak = candidate.likeness < _EXACT or candidate.votes * 2 < most  # where all words stand, nearly all seeds do
        if candidate.source == besides or (weak and question.reading.is_plain):
            continue
        body = body_around(question.texts, candidate.source, first=candidate.first - 1, last=candidate.last + 1)
        for standing in exact_standings(question, body):
            key = (candidate.source, standing.segments[0].page, standing.segments[0].start)
            if key not in seen:
                seen.add(key)
                found.append(standing)
    return _best_kind(found)


def _best_kind(standings: list[ExactPlace]) -> list[ExactPlace]:
    printed = [standing for standing in standings if not standing.match.is_marked]
    return printed or standings


def _exact(question: QuotationQuestion, standings: list[ExactPlace]) -> Verification:
    """The verdict where the words stand exactly: which of several places is meant, and whether it is the one cited."""
    ranked = sorted(standings, key=lambda standing: _rank(question, standing))
    with read_as(_language_at(ranked[0], question.texts.language(ranked[0].body.source))):
        return _standing_at(question, ranked)


def _standing_at(question: QuotationQuestion, ranked: list[ExactPlace]) -> Verification:
    best = ranked[0]
    match, pages = best.match, best.body.pages
    place, warnings = _place(question, ranked)
    passed = best.body.passed_over(match.start, match.end) if match.lettering is best.body.seamless else ()
    framing = framing_of(best.lettering, *best.letters, found=best.found)
    differences = tuple(
        Difference("replaced" if gap.text else "added", gap.mark, gap.text)
        for gap in match.hidden
        if gap.kind in ("bracket", "within")
    )
    differences += _capital(question, match)
    return Verification(
        question.quotation,
        "marked" if match.is_marked else "verbatim",
        place,
        levelled=question.ordered(match.steps),
        segments=best.segments,
        found=best.found,
        differences=differences,
        omitted=tuple(gap.text for gap in match.hidden if gap.kind == "omission" and gap.text),
        warnings=tuple(
            dict.fromkeys(
                (
                    *match.warnings,
                    *framing.cautions,
                    *framing.notes,
                    *(_passed(line) for line in passed),
                    *warnings,
                    *_all_or_everybody(question, best),
                    *read_otherwise(question.quotation, best.found),
                    *_unweighed(match),
                    *_shortness(question),
                )
            )
        ),
        candidates=tuple(standing.segments[0] for standing in ranked[1 : _KEPT_CANDIDATES + 1] if standing.segments),
        locator=locator_text(best.segments, pages),
        passed_over=passed,
        voice=framing.voice,
        frame=framing.frame,
    )


def _passed(line: str) -> str:
    return Sentence(remarks.PASSED_OVER, {"line": line})


def _rank(question: QuotationQuestion, standing: ExactPlace) -> tuple[bool, int, int, int, str, int]:
    cited = question.cited(standing.body.source)
    there = cited is not None and stands_there(cited, standing.segments, question.texts.pages(standing.body.source))
    hidden = sum(len(gap.text) for gap in standing.match.hidden)
    first = standing.segments[0] if standing.segments else Span("", 0, 0, 0)
    starts = cited is not None and first.page in cited.pages
    return (not there, not starts, len(standing.match.steps) + hidden, first.page, standing.body.source, first.start)


def _place(question: QuotationQuestion, ranked: list[ExactPlace]) -> tuple[str, tuple[str, ...]]:
    best = ranked[0]
    source = best.body.source
    if question.source is not None and source != question.source:
        return "another source", (Sentence(remarks.STAND_IN_OTHER, {"source": source, "cited": question.source}),)
    several = len(ranked) > 1
    if question.locator is None or question.source is None:
        if question.locator is not None:
            return _held_against(question, ranked)
        note = (
            (say("The same words stand in {count} places: a locator must decide which is meant.", count=len(ranked)),)
            if several
            else ()
        )
        return ("several places" if several and question.source is not None else "not given"), note
    return _held_against(question, ranked)


def _held_against(question: QuotationQuestion, ranked: list[ExactPlace]) -> tuple[str, tuple[str, ...]]:
    best = ranked[0]
    source, locator = best.body.source, question.locator
    pages = question.texts.pages(source)
    cited = question.cited(source)
    if cited is None or locator is None:
        return "not given", ()
    if not cited.checkable and cited.warnings:
        return "not given", cited.warnings
    if not cited.can_tell(best.segments):
        return "no pages", (Sentence(remarks.NO_DIVISIONS, {"written": locator.written or locator.first}),)
    warnings = place_warnings(cited, locator, best.segments, pages)
    if stands_there(cited, best.segments, pages):
        return "as cited", warnings
    if len(ranked) > 1:
        return "several places", (
            *warnings,
            Sentence(remarks.STAND_IN_PLACES, {"count": len(ranked)}),
        )
    return "elsewhere", (
        *warnings,
        Sentence(
            remarks.STAND_AT,
            {"place": locator_text(best.segments, pages), "written": locator.written or locator.first},
        ),
    )


def _capital(question: QuotationQuestion, match: Match) -> tuple[Difference, ...]:
    if not match.capital:
        return ()
    ours = question.quoted.text[int(question.quoted.positions[question.reading.pieces[0].first])]
    return (Difference("replaced", ours, match.lettering.text[int(match.lettering.positions[match.pieces[0][0]])]),)


def _all_or_everybody(question: QuotationQuestion, standing: ExactPlace) -> tuple[str, ...]:
    """A note where levelling е and ё made «все» (everybody) of «всё» (everything), or the reverse."""
    if "spelling" not in standing.match.steps:
        return ()
    ours, theirs = (re.findall(r"\bвсё\b", text.lower()) for text in (question.quotation, standing.found))
    return (say("The spelling was levelled, and «все» and «всё» are two words."),) if len(ours) != len(theirs) else ()


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).casefold()


def _unweighed(match: Match) -> tuple[str, ...]:
    """A note where marks hide words of a language whose denials, numbers and the like are not all known."""
    hidden = [gap for gap in match.hidden if gap.kind != "within" or _letters(gap.mark) != _letters(gap.text)]
    if weighs_words(language()) or not any(gap.text for gap in hidden):
        return ()
    return (
        say(
            "Not all the words that turn a sentence round are known in the language of this source: compare what the "
            "marks hide."
        ),
    )


def _shortness(question: QuotationQuestion) -> tuple[str, ...]:
    if len(question.quoted.letters) >= _SHORT_LETTERS and len(question.quotation.split()) > 1:
        return ()
    return (Sentence(remarks.SHORT, {}),)


def _with_twin(question: QuotationQuestion, verification: Verification) -> Verification:
    """Say where the words stand exactly, if another source (another edition, say) has them so."""
    others = _everywhere(question, besides=question.source)
    if not others:
        return verification
    best = min(others, key=lambda standing: _rank(question, standing))
    kind = say("with marks") if best.match.is_marked else say("word for word")
    where = locator_text(best.segments, best.body.pages)
    note = Sentence(remarks.STANDS_IN_ANOTHER, {"kind": kind, "source": best.body.source, "where": where})
    return replace(
        verification, warnings=(*verification.warnings, note), candidates=(*verification.candidates, *best.segments[:1])
    )
