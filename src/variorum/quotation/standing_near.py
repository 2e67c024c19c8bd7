"""What one text has that is near a quotation: its words changed, or its pieces joined.

Altered: the words stand there, changed without a mark. Stitched: two or more pieces of three words or more stand apart,
out of order or beyond the limits of a mark, and together make up most of the quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.evidence import Difference, Span, Verification
from variorum.quotation.asking import QuotationQuestion
from variorum.quotation.cited_place import locator_text, place_warnings, stands_there
from variorum.quotation.critical_words import words_in
from variorum.quotation.differences import compare_spaces, compare_words, warnings_of
from variorum.quotation.nearest import (
    AgreeingRun,
    Hits,
    LetterWindow,
    beside_brackets,
    blocks_of,
    hits_of,
    nearest_windows,
    same_words,
    spanning_window,
    standing_cut,
    whole_words,
)
from variorum.quotation.noise import looks_like_noise
from variorum.quotation.read_otherwise import read_otherwise
from variorum.quotation.reading_language import language_within, read_as
from variorum.quotation.runs import PlacedPieces, place_runs
from variorum.quotation.seams import headings_left_out
from variorum.quotation.texts import Body
from variorum.saying import say
from variorum.text.lettering import fold, letters_of
from variorum.text.normalisation import LETTER
from variorum.text.seeds import Bytes

_ALTERED = 0.62  # likeness of letters above which the words are held to stand there, changed
_SURE = 0.8
_REPARTED = 0.9  # likeness of letters above which words that share none may be the same ones, parted otherwise
_COVERED = 0.75  # share of letters that pieces must make up to be called stitched
_APART = 60  # letters by which pieces lie apart
_SLIGHT = 2  # words that differ in one place, where a piece joined from elsewhere has three
_PUT_IN = re.compile(r"\([^()]*\)")
_OPENING = re.compile(r"\W*")
_CLOSING = re.compile(r"\W*\Z")
_CLOSES = '.,;:?!…)]»”’"'
_ALIKE = (" \t\n\u00a0", "–—-", "«„“\"‘'")
_SHOWN = 600  # letters shown of what lies between pieces


@dataclass(frozen=True, slots=True)
class Near:
    """What was found near, and whether it is near enough that other sources need not be asked first.

    `unchanged` is more than 0 where every piece stands there word for word and in its order, only too far from the
    next: the words of the longest.
    """

    verification: Verification
    settles: bool
    likeness: float
    unchanged: int = 0


def near_in(question: QuotationQuestion, body: Body) -> Near | None:
    """What a body has that is near, its words read in the language of its source."""
    if not body.pages:
        return None
    with read_as(language_within(question.visible, source=question.texts.language(body.source))):
        near = _nearest(question, body)
        if near is None and (notes := body.notes_passed_over) is not None:
            near = _nearest(question, notes)
        return near


def _nearest(question: QuotationQuestion, body: Body) -> Near | None:
    if len(question.runs) > 1:
        placed = place_runs(question.runs, body.seamless)
        if placed is not None:
            return _from_runs(question, body, placed)
    wanted = fold(letters_of(question.visible).letters)
    hits = hits_of(wanted, body.seamless)
    windows = nearest_windows(wanted, body.seamless, hits=hits)
    otherwise = {question.spoken, _PUT_IN.sub(" ", question.visible)} - {question.visible}
    for words in sorted(otherwise):  # with what stands in brackets, and without what may have been put in
        windows += nearest_windows(fold(letters_of(words).letters), body.seamless)
    if otherwise:
        windows.sort(key=lambda window: (-window.likeness, window.first))
    if not windows:
        windows = standing_cut(question.quoted.letters, body.seamless)
    stitched = _stitched(body, wanted, hits)
    best = windows[0] if windows else None
    disordered = bool(stitched) and _is_disordered(stitched, wanted)
    if best is not None and (best.likeness >= _SURE or stitched):
        altered = _altered(question, body, best)
        if altered is not None and ((best.likeness >= _SURE and not disordered) or _is_slight(altered)):
            return altered
    if stitched:
        return _as_stitched(question, body, stitched)
    altered = _altered(question, body, best) if best is not None and best.likeness >= _ALTERED else None
    spanning = spanning_window(wanted, body.seamless, hits=hits) if altered is None else None
    if spanning is not None:
        altered = _altered(question, body, spanning)
    if altered is None and best is not None:
        shuffled = same_words(question.visible, body.seamless, best)
        altered = _altered(question, body, shuffled) if shuffled is not None else None
    return altered


def _is_slight(near: Near) -> bool:
    """Whether no more than two words differ in one place: then nothing was joined, since a piece has three."""
    differences = [
        d for d in near.verification.differences
        if (words_in(d.quoted) or words_in(d.found)) and d.quoted.casefold() != d.found.casefold()
    ]  # fmt: skip
    return len(differences) <= 1 and all(
        len(words_in(side)) <= _SLIGHT for d in differences for side in (d.quoted, d.found)
    )


def _from_runs(question: QuotationQuestion, body: Body, placed: PlacedPieces) -> Near:
    """Altered where the pieces between omissions follow one another within the limits, stitched where they do not."""
    allowed = question.policy.allowed(body.levels_spelling)
    differences: list[Difference] = []
    omitted: list[str] = []
    agreeing = words = 0
    for run, span in zip(question.runs, placed.spans, strict=True):
        if span is None:
            differences.append(Difference("added", run, ""))
            words += len(run.split())
            continue
        apparatus = compare_words(run, body.readable(*_with_edges(body.text, span, run)), allowed=allowed)
        differences += apparatus.differences
        agreeing, words = agreeing + apparatus.agreeing, words + apparatus.words
    spans = [span for span in placed.spans if span is not None]
    omitted = [body.words(a[1], b[0]).strip()[:_SHOWN] for a, b in pairwise(spans) if b[0] > a[1]]
    segments = tuple(segment for start, end in spans for segment in body.segments(start, end))
    verdict = "altered" if placed.follows and differences else "stitched"
    found = " […] ".join(body.words(start, end) for start, end in spans)
    if verdict == "altered":
        found = body.words(spans[0][0], spans[-1][1])
    why = () if verdict == "altered" else (_how_joined(len(spans), backwards=placed.backwards, marked=True),)
    place, said = place_of(question, body, segments)
    verification = Verification(
        question.quotation,
        verdict,
        place,
        segments=segments,
        found=found,
        differences=tuple(differences),
        omitted=tuple(omitted),
        warnings=(*why, *warnings_of(tuple(differences)), *said),
        locator=locator_text(segments, body.pages),
    )
    share = agreeing / max(1, words)
    whole = verdict == "stitched" and not differences and not placed.backwards
    unchanged = max(len(words_in(run)) for run in question.runs) if whole else 0
    return Near(verification, settles=share >= _SURE, likeness=share, unchanged=unchanged)


def _altered(question: QuotationQuestion, body: Body, window: LetterWindow) -> Near | None:
    span = beside_brackets(question.reading, body.seamless, whole_words(question.visible, body.seamless, window))
    ours = question.quoted.text.strip("\"'«»„“”‘’ \n")
    start, end = _with_edges(body.text, span, ours)
    found = body.readable(start, end)
    allowed = question.policy.allowed(body.levels_spelling)
    apparatus = compare_words(ours, found, allowed=allowed)
    share = apparatus.agreeing / max(1, apparatus.words)
    cited = question.source == body.source
    if not apparatus.agreeing and len(words_in(ours)) != len(words_in(found)) and window.likeness < _REPARTED:
        return None  # a word is not like the middle of three others that have some of its letters
    if not _is_near_enough(window.likeness, share, apparatus.agreeing, len(question.quoted.letters), cited=cited):
        return None
    differences = apparatus.differences or compare_spaces(ours, found, allowed=allowed)
    differences = differences or compare_words(ours, found, allowed=LETTER).differences
    differences = differences or (Difference("replaced", ours, found),)
    warnings = warnings_of(differences, opening=apparatus.opening, vocabulary=body.text)
    if looks_like_noise(differences, vocabulary=body.text):
        warnings = (
            *warnings,
            say("The differences look like noise of recognition (letters that look alike), not like changed words."),
        )
    warnings = (*warnings, *read_otherwise(question.quotation, found))
    warnings = (*warnings, *headings_left_out(differences, body.edge_lines(start, end)))
    segments = body.segments(start, end)
    place, said = place_of(question, body, segments)
    verification = Verification(
        question.quotation,
        "altered",
        place,
        segments=segments,
        found=found,
        differences=differences,
        omitted=apparatus.omitted,
        warnings=(*warnings, *said),
        locator=locator_text(segments, body.pages),
    )
    return Near(verification, window.likeness >= _SURE or share >= _SURE, window.likeness)


def _is_near_enough(likeness: float, share: float, agreeing: int, letters: int, *, cited: bool) -> bool:
    """Whether words stand there, changed: by their letters, or by how many of the words are the same.

    In a whole archive something a little like any quotation is found by chance, so that more is asked than of the
    source cited.
    """
    if letters < 24:
        return likeness >= 0.75 or (share >= 0.6 and agreeing >= 2)
    if likeness >= _SURE or (share >= _COVERED and agreeing >= 4):
        return True
    if not cited:
        return likeness >= _ALTERED and (share >= 0.6 or (letters >= 60 and likeness >= 0.7))
    return likeness >= _ALTERED and (share >= 0.4 or (letters >= 60 and likeness >= 0.68))


def _with_edges(text: str, span: tuple[int, int], quoted: str) -> tuple[int, int]:
    """The stretch with the punctuation beside it, as much as the quotation has at its own edges."""
    start, end = span
    quoted = quoted.strip()
    opening, closing = _OPENING.match(quoted), _CLOSING.search(quoted)
    for sign in reversed(opening.group() if opening else ""):
        if start == 0 or not _same_sign(sign, text[start - 1]):
            break
        start -= 1
    if end < len(text) and text[end] in "ъЪ":
        end += 1
    for sign in closing.group() if closing else "":
        if end == len(text) or not (text[end] in _CLOSES or _same_sign(sign, text[end])):
            break
        end += 1
    return start, end


def _same_sign(one: str, other: str) -> bool:
    return one == other or any(one in signs and other in signs for signs in _ALIKE)


def _stitched(body: Body, wanted: Bytes, hits: Hits) -> list[AgreeingRun]:
    """The pieces that make up most of the quotation, if there are several of three words or more."""
    if len(wanted) < 24:
        return []
    blocks = [block for block in blocks_of(wanted, body.seamless, hits=hits) if _words(body, block) >= 3]
    covered = sum(block.length for block in blocks)
    if len(blocks) < 2 or covered < _COVERED * len(wanted):
        return []
    joined = _merged(blocks)
    return joined if len(joined) >= 2 else []


def _words(body: Body, block: AgreeingRun) -> int:
    positions = body.seamless.positions
    return len(body.text[int(positions[block.at]) : int(positions[block.at + block.length - 1]) + 1].split())


def _merged(blocks: list[AgreeingRun]) -> list[AgreeingRun]:
    """Blocks that follow one another closely in both texts are one piece with a small change in it."""
    found = [blocks[0]]
    for block in blocks[1:]:
        last = found[-1]
        between = block.at - (last.at + last.length)
        if 0 <= between <= _APART and block.quoted >= last.quoted:
            found[-1] = AgreeingRun(last.quoted, last.at, block.at + block.length - last.at)
        else:
            found.append(block)
    return found


def _is_disordered(blocks: list[AgreeingRun], wanted: Bytes) -> bool:
    """Whether pieces stand out of order, or so far apart that most of what lies between them is not quoted."""
    if any(later.at < earlier.at for earlier, later in pairwise(blocks)):
        return True
    return any(
        later.at - earlier.at - earlier.length > _APART + len(wanted) // 4 for earlier, later in pairwise(blocks)
    )


def _as_stitched(question: QuotationQuestion, body: Body, blocks: list[AgreeingRun]) -> Near:
    positions = body.seamless.positions
    spans = [(int(positions[b.at]), int(positions[min(b.at + b.length, len(positions)) - 1]) + 1) for b in blocks]
    segments = tuple(segment for start, end in spans for segment in body.segments(start, end))
    found = " […] ".join(body.words(start, end) for start, end in spans)
    place, said = place_of(question, body, segments)
    backwards = any(later.at < earlier.at for earlier, later in pairwise(blocks))
    warning = _how_joined(len(blocks), backwards=backwards, marked=bool(question.reading.gaps))
    omitted = tuple(body.words(a[1], b[0]).strip()[:_SHOWN] for a, b in pairwise(spans) if b[0] > a[1])
    differences = compare_words(
        question.visible, " ".join(body.readable(start, end) for start, end in spans)
    ).differences
    verification = Verification(
        question.quotation,
        "stitched",
        place,
        segments=segments,
        found=found,
        differences=differences,
        omitted=omitted,
        warnings=(warning, *warnings_of(differences), *said),
        locator=locator_text(segments, body.pages),
    )
    covered = sum(min(block.length, len(question.quoted.letters)) for block in blocks) / max(
        1, len(question.quoted.letters)
    )
    return Near(verification, settles=True, likeness=min(1.0, covered))


def _how_joined(pieces: int, *, backwards: bool, marked: bool) -> str:
    if backwards:
        how = say("out of their order")
    elif marked:
        how = say("farther apart, or in shorter pieces, than a mark of omission may join")
    else:
        how = say("with nothing to mark what lies between")
    return say("The quotation joins {pieces} pieces of the source {how}.", pieces=pieces, how=how)


def place_of(question: QuotationQuestion, body: Body, segments: Sequence[Span]) -> tuple[str, tuple[str, ...]]:
    """How words found near stand to the place cited, and what is to be said of it."""
    if question.source is not None and body.source != question.source:
        return "another source", (
            say("What is nearest stands in “{source}”, not in “{cited}”.", source=body.source, cited=question.source),
        )
    if question.locator is None:
        return "not given", ()
    pages = question.texts.pages(body.source)
    cited = question.cited(body.source)
    if cited is None or not cited.can_tell(segments):
        return "no pages", ()
    warnings = place_warnings(cited, question.locator, segments, pages)
    return ("as cited" if stands_there(cited, segments, pages) else "elsewhere"), warnings
