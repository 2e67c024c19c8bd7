"""Every quotation put to the source that its note cites, first there and then everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from variorum.evidence import Difference, Span, Verification
from variorum.manuscript.found_quotation import FoundQuotation
from variorum.manuscript.impossible import is_sent_back_to_nothing
from variorum.manuscript.quotation_cues import without_what_is_put_in
from variorum.manuscript.resolved import Resolved
from variorum.manuscript.verdicts_remembered import RememberedVerdicts
from variorum.quotation.asking import Policy, question_of
from variorum.quotation.texts import Texts, body_around, page_of
from variorum.quotation.verification import exact_standings, verify_many
from variorum.saying import in_turn, say

Progress = Callable[[str, int, int], None]
GOOD = ("verbatim", "marked")
_KINDS_HELD = ("quotation", "fragment")
_VERDICTS = ("verbatim", "marked", "altered", "stitched", "translated", "absent", "unchecked")
_PLACES = ("as cited", "no pages", "not given", "several places", "elsewhere", "another source")
_ALONG = 200
_FEWEST_LETTERS = 20  # of a quotation whose standing somewhere else is worth telling
_FEWEST_WORDS = 6  # of a quotation that cites nothing and whose nearest words are worth telling
_MOST_CANDIDATES = 8
_FEW_WORDS = 3  # of a fragment that is held for a scare quote where no source has it


@dataclass(frozen=True, slots=True)
class Stand:
    """A place where the very words stand."""

    source: str
    page: str


@dataclass(frozen=True, slots=True)
class AuditedQuotation:
    """A quotation with the note behind it, the works that it cites, and what it turned out to be.

    `by` is the work whose text gave the verdict, None where none did; `elsewhere` are further places of the same words.
    """

    id: str
    quoted: FoundQuotation
    note: str
    works: tuple[Resolved, ...]
    verification: Verification
    by: Resolved | None = None
    elsewhere: tuple[Stand, ...] = ()
    others: tuple[Verification, ...] = field(default=())
    loose: bool = False  # the note is not called in the quotation's own sentence


def hold(
    asked: Sequence[tuple[FoundQuotation, str, bool]],
    notes: Mapping[str, Sequence[Resolved]],
    texts: Texts,
    *,
    progress: Progress | None = None,
    memory: RememberedVerdicts | None = None,
) -> tuple[AuditedQuotation, ...]:
    """What each quotation turned out to be, in order; with each its note's id, and whether that note is loose.

    What `memory` knows of these very texts is not looked for again.
    """
    drafts = [
        AuditedQuotation(f"q{number}", quoted, note, tuple(notes.get(note, ())), _not_asked(quoted), loose=loose)
        for number, (quoted, note, loose) in enumerate(asked, start=1)
    ]
    asking = Asking(texts, memory)
    made = _held(drafts, asking, progress)
    apart = [
        (number, replace(drafts[number], quoted=replace(one.quoted, text=text)))
        for number, one in enumerate(made)
        if one.quoted.kind in _KINDS_HELD and one.verification.verdict not in GOOD
        for text in without_what_is_put_in(one.quoted.text)
    ]
    for (number, _), one in zip(apart, _held([draft for _, draft in apart], asking, None), strict=True):
        better, before = one.verification, made[number].verification
        if _VERDICTS.index(better.verdict) < _VERDICTS.index(before.verdict) and better.verdict != "stitched":
            better = replace(better, verdict="marked") if better.verdict in GOOD else better
            made[number] = replace(one, quoted=drafts[number].quoted, verification=better)
    return tuple(made)


def _held(drafts: Sequence[AuditedQuotation], asking: Asking, progress: Progress | None) -> list[AuditedQuotation]:
    held = [number for number, draft in enumerate(drafts) if draft.quoted.kind in _KINDS_HELD]
    questions = [(number, work) for number in held for work in _put_to(drafts[number], asking.texts)]
    answers = _answers(questions, drafts, asking, progress)
    return [_settled(draft, answers.get(number, []), asking) for number, draft in enumerate(drafts)]


@dataclass(frozen=True, slots=True)
class Asking:
    """The texts, and what they answered before to the same questions."""

    texts: Texts
    memory: RememberedVerdicts | None = None


def _not_asked(quoted: FoundQuotation) -> Verification:
    said = {
        "title": say("It is the title of a work."), "word": say("A word or phrase is mentioned as such."),
        "scare": say("One or a few words that nothing says are quoted."),
    }.get(quoted.kind, "")  # fmt: skip
    return Verification(quoted.text, "unchecked", "not given", reason=said)


def _put_to(draft: AuditedQuotation, texts: Texts) -> list[Resolved | None]:
    """The works to which a quotation is put: those held, certain or possible; and always to everything besides."""
    held = set(texts.sources())
    found: list[Resolved | None] = []
    for work in draft.works:
        if work.sure and work.held and work.source in held:
            found.append(work)
        elif not work.sure:
            found += [replace(work, source=one.key, held=True) for one in work.candidates if one.key in held]
    return found if draft.works else [None]


def _answers(
    questions: Sequence[tuple[int, Resolved | None]],
    drafts: Sequence[AuditedQuotation],
    asking: Asking,
    progress: Progress | None,
) -> dict[int, list[tuple[Resolved | None, Verification]]]:
    # a source is joined once, and the same words are looked for in it once
    questions = sorted(
        questions,
        key=lambda pair: (pair[1].source if pair[1] else "\U0010ffff", drafts[pair[0]].quoted.text, pair[0]),
    )
    asked = [
        (drafts[number].quoted.text, work.source if work else "", work.locator if work else "")
        for number, work in questions
    ]
    answers = _verdicts(asked, asking, progress) if asking.texts.sources() else {}
    found: dict[int, list[tuple[Resolved | None, Verification]]] = {}
    for (number, work), question in zip(questions, asked, strict=True):
        if question in answers:
            found.setdefault(number, []).append((work, answers[question]))
    return found


_Question = tuple[str, str, str]  # a quotation, the source and the page that it is held against


def _verdicts(asked: Sequence[_Question], asking: Asking, progress: Progress | None) -> dict[_Question, Verification]:
    """The answer to each question, looked for once, and not at all where it is remembered."""
    found: dict[_Question, Verification] = {}
    if asking.memory is not None:
        known = ((question, asking.memory.verdict(*question)) for question in dict.fromkeys(asked))
        found = {question: answer for question, answer in known if answer is not None}
    left = [question for question in dict.fromkeys(asked) if question not in found]

    def items() -> Iterator[Mapping[str, str | None]]:
        for done, (quotation, source, page) in enumerate(left):
            if progress is not None and done % _ALONG == 0:
                progress(say("Checking quotations"), done, len(left))
            yield {"quotation": quotation, "source": source or None, "page": page or None}

    for question, answer in zip(left, verify_many(items(), asking.texts), strict=True):
        found[question] = answer
        if asking.memory is not None:
            asking.memory.add_verdict(question, answer)
    if progress is not None and asked:
        progress(say("Checking quotations"), len(asked), len(asked))
    return found


def _settled(
    draft: AuditedQuotation, answers: Sequence[tuple[Resolved | None, Verification]], asking: Asking
) -> AuditedQuotation:
    if draft.quoted.kind not in _KINDS_HELD:
        return draft
    texts = asking.texts
    order = {id(work): number for number, work in enumerate(draft.works)}  # as the note has them
    certain = sorted(
        ((work, v) for work, v in answers if work is not None and work.sure), key=lambda pair: order.get(id(pair[0]), 0)
    )
    possible = [(work, v) for work, v in answers if work is not None and not work.sure and _is_there(v, work.source)]
    anywhere = next((v for work, v in answers if work is None), None)
    if draft.works and not certain:
        draft = replace(draft, elsewhere=exact_stands(draft.quoted.text, asking))
    if certain:
        return _held_to(draft, certain, texts)
    if len(possible) == 1 and possible[0][1].place in ("as cited", "no pages"):
        work, best = possible[0]
        if work is not None and best.place == "as cited":
            work = replace(work, sure=True, how=work.how if work.how != "none" else "title-page",
                           because=in_turn(work.because, say("The words stand on the very page cited.")))  # fmt: skip
            works = tuple(work if w.reference is work.reference else w for w in draft.works)
            return replace(draft, verification=best, by=work, works=works)
        if work is not None and best.place == "no pages":
            return replace(draft, verification=best, by=work)
    if draft.works:
        return replace(draft, verification=_near(draft, answers) or _unchecked(draft, _why_unheld(draft.works)))
    if anywhere is None:
        return replace(
            draft,
            verification=_unchecked(draft, say("No source could be read, so that nothing was held against anything.")),
        )
    is_near = anywhere.verdict == "altered" and not _is_far(anywhere)
    if anywhere.verdict not in GOOD and _is_scare(draft) and (draft.quoted.told or not is_near):
        return _as_scare(draft)
    if anywhere.verdict == "stitched" or (anywhere.verdict == "altered" and not is_near):
        said = say("The words stand nowhere in the folder as they are quoted.")  # pieces of them may, in any book
        return replace(draft, verification=Verification(draft.quoted.text, "absent", "not given", reason=said))
    elsewhere = _stands(anywhere, texts) if anywhere.verdict in GOOD else ()
    return replace(
        draft,
        verification=replace(anywhere, place="not given"),
        elsewhere=elsewhere,
    )


def _held_to(
    draft: AuditedQuotation, certain: Sequence[tuple[Resolved, Verification]], texts: Texts
) -> AuditedQuotation:
    """Settled by the sources that the note surely names."""
    work, best = min(certain, key=lambda pair: _rank(pair[1], pair[0].source))
    if not _is_there(best, work.source):
        if open_works := [w for w in draft.works if not (w.sure and w.held)]:
            return _left_open(draft, best, certain, open_works, texts)
        is_near = best.verdict == "altered" and not _is_far(best)
        if _is_scare(draft) and (len(draft.quoted.text.split()) == 1 or not (draft.quoted.told or is_near)):
            return _as_scare(draft)
        if draft.loose:
            return _on_its_own(draft, best, texts)
    others = tuple(v for _, v in certain)
    return replace(draft, verification=best, by=work, elsewhere=_stands(best, texts), others=others)


def _left_open(
    draft: AuditedQuotation,
    best: Verification,
    certain: Sequence[tuple[Resolved, Verification]],
    open_works: Sequence[Resolved],
    texts: Texts,
) -> AuditedQuotation:
    """The note cites works besides that are not held: what those that are held lack may stand there."""
    held = ", ".join(dict.fromkeys(work.source for work, _ in certain))
    reason = in_turn(say("The words do not stand in {held} as they are quoted.", held=held), _why_unheld(open_works))
    nearest = replace(best, verdict="unchecked", place="not given", reason=reason)
    return replace(draft, verification=nearest, elsewhere=_stands(best, texts))


def _on_its_own(draft: AuditedQuotation, best: Verification, texts: Texts) -> AuditedQuotation:
    """A quotation whose note comes sentences later and whose words are not in what that note cites: it has none."""
    if _is_scare(draft):
        return replace(_as_scare(draft), note="", works=())
    unplaced = replace(best, place="not given")
    return replace(draft, note="", works=(), verification=unplaced, elsewhere=_stands(best, texts))


def _near(draft: AuditedQuotation, answers: Sequence[tuple[Resolved | None, Verification]]) -> Verification | None:
    """The nearest words in the one work that may be meant and has them nearly; None where none has, or several do."""
    near = [
        answer for work, answer in answers
        if work is not None and answer.verdict == "altered"
        and answer.segments and answer.segments[0].source == work.source
    ]  # fmt: skip
    if len(near) != 1 or len(draft.quoted.text.split()) < _FEWEST_WORDS:
        return None
    return replace(near[0], place="not given", reason=_why_unheld(draft.works))


def _is_far(nearest: Verification) -> bool:
    """Whether words that nobody cites are hardly those of the nearest passage: few with others, or a third others."""
    words = len(nearest.quotation.split())
    other = sum(max(len(d.quoted.split()), len(d.found.split())) for d in nearest.differences if _has_word(d))
    return other > 0 and (words < _FEWEST_WORDS or 3 * other > words)


def _has_word(difference: Difference) -> bool:
    """Whether a difference is one of words, and not of stops and capitals alone."""
    ours, theirs = ("".join(filter(str.isalnum, text)).casefold() for text in (difference.quoted, difference.found))
    return ours != theirs


def _as_scare(draft: AuditedQuotation) -> AuditedQuotation:
    scare = replace(draft.quoted, kind="scare")
    asked = _not_asked(scare)
    if not scare.told:
        said = say("It may be a title, a name or words in quotes. No source has it as it stands.")
        asked = replace(asked, reason=said)
    return replace(draft, quoted=scare, verification=asked)


def _is_scare(draft: AuditedQuotation) -> bool:
    """Whether so few words that stand nowhere and cite nothing are rather a term between marks than a quotation."""
    few = len(draft.quoted.text.split()) <= _FEW_WORDS
    return draft.quoted.kind == "fragment" and (few or not draft.quoted.told)


def _unchecked(draft: AuditedQuotation, reason: str) -> Verification:
    return Verification(draft.quoted.text, "unchecked", "not given", reason=reason)


def _why_unheld(works: Sequence[Resolved]) -> str:
    unsure = [work for work in works if not work.sure and work.candidates]
    back = [work for work in works if is_sent_back_to_nothing(work)]
    missing = [work for work in works if work not in unsure and work not in back]
    said: list[str] = [*dict.fromkeys(work.because for work in back)]
    if missing:
        named = "; ".join(dict.fromkeys((work.work or work.reference.checked.written).strip() for work in missing))
        said.append(say("Not in the folder: {named}.", named=named[:300]))
    if unsure:
        keys = ", ".join(dict.fromkeys(one.key for work in unsure for one in work.candidates))
        said.append(say("It is not certain which work is meant; it may be {keys}.", keys=keys[:300]))
    return in_turn(*said)


def _is_there(verification: Verification, source: str) -> bool:
    return verification.verdict in GOOD and bool(verification.segments) and verification.segments[0].source == source


def _rank(verification: Verification, source: str) -> tuple[bool, int, int]:
    """Words in the source cited first, then the better verdict, then the better place."""
    stands = verification.segments[0].source if verification.segments else source
    better = 0 if verification.verdict in GOOD else _VERDICTS.index(verification.verdict)
    return stands != source, better, _PLACES.index(verification.place)


def _stands(verification: Verification, texts: Texts) -> tuple[Stand, ...]:
    """The places where the very words stand, the one that gave the verdict first."""
    if verification.verdict not in GOOD:
        return ()
    first = verification.segments[:1] if verification.place != "as cited" else ()
    found = [Stand(segment.source, label_of(segment, texts)) for segment in (*first, *verification.candidates)]
    return tuple(dict.fromkeys(found))[:12]


def exact_stands(text: str, asking: Asking, *, printed: bool = False) -> tuple[Stand, ...]:
    """The places where a quotation stands exactly, found by the index alone: quick, and silent about anything less.

    With `printed` only those count that have it letter for letter, its marks included.
    """
    known = asking.memory.stands(text, printed=printed) if asking.memory is not None else None
    if known is not None:
        return tuple(Stand(source, page) for source, page in known)
    found = _looked_for(text, asking.texts, printed=printed)
    if asking.memory is not None:
        asking.memory.add_stands(text, tuple((one.source, one.page) for one in found), printed=printed)
    return found


def _looked_for(text: str, texts: Texts, *, printed: bool) -> tuple[Stand, ...]:
    question = question_of(text, texts, None, None, Policy())
    if len(question.quoted.letters) < _FEWEST_LETTERS or texts.seeds() is None:
        return ()
    found: dict[Stand, None] = {}
    for candidate in question.candidates[:_MOST_CANDIDATES]:
        body = body_around(texts, candidate.source, first=candidate.first - 1, last=candidate.last + 1)
        for standing in exact_standings(question, body)[:2]:
            if standing.segments and not (printed and standing.match.is_marked):
                found[Stand(candidate.source, label_of(standing.segments[0], texts))] = None
    return tuple(found)


def label_of(segment: Span, texts: Texts) -> str:
    """The page's label, or the paragraph or section, where a segment stands."""
    page = page_of(texts, segment.source, segment.page)
    return (page.label or page.locator_at(segment.start)) if page else ""
