"""How a quotation begins and ends in the source: outer quotation marks, the quoter's closing full stop.

Brackets at the edges.

The quotation marks around a quotation, and dots that open or close it, are not part of its words. A comma or full stop
that closes it is the quoter's by custom in both languages, and is said where the source has another; a question or
exclamation mark is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from variorum.quotation import remarks
from variorum.quotation.critical_words import is_name, is_pronoun, kind_of, negations, words_in
from variorum.quotation.gaps import (
    ARTICLES,
    BRACKET_WORDS,
    SUFFIX_LETTERS,
    Hidden,
    bracket,
    comment,
    glued,
    quoted_word,
    within_word,
    word_span,
)
from variorum.quotation.marks import PartedQuotation, QuoterMark
from variorum.quotation.opposites import lemmas_of, opposed
from variorum.quotation.phrases import opens_with
from variorum.quotation.put_in import is_glued_on
from variorum.saying import Sentence, say
from variorum.text.lettering import BLANK, Lettering
from variorum.text.letters import compiled
from variorum.text.normalisation import STEPS, Steps, ordered, readings

_QUOTES = "«»„“”‟\"‹›‚‘’‛'`´″′"
_OUTER = re.compile(rf"[\s{_QUOTES}{BLANK}*_]+")
_LONE_DASH = re.compile(r"(?:^|(?<=\s))(?:-{1,3}|[‐‑–−―—])(?=\s)|(?<=\s)(?:-{1,3}|[‐‑–−―—])$")
_CUSTOMARY = ".,;:"
_HARD_SIGNS = "ъЪ"
_SENTENCE = 600  # code points after the last letter in which the end of its sentence is looked for
_SENTENCE_END = re.compile(rf"[.!?…]+(?=[{_QUOTES})\]]*(?:\s+[^\sa-zа-яё]|\s*$))")
_SHORTENED = compiled(r"\b(?:[^\W\d_]|\p{Lu}\p{Ll}{1,2})$")  # "Mr." and an initial end no sentence
_AHEAD = 60  # code points after the last letter in which a turn of some words is looked for


@dataclass(frozen=True, slots=True)
class Edges:
    """Where the quotation begins and ends in the body, and what its edges needed."""

    start: int
    end: int
    steps: Steps
    hidden_before: tuple[Hidden, ...] = ()
    hidden_after: tuple[Hidden, ...] = ()
    warnings: tuple[str, ...] = ()
    opens_alike: bool = True
    closes_alike: bool = True


def edges_of(
    quoted: Lettering, reading: PartedQuotation, source: Lettering, span: tuple[int, int], *, allowed: Steps
) -> Edges | None:
    """How the quotation's edges sit around a span of source letters; None where a word of the source is cut."""
    first, last = span
    before = _marks_before(quoted, reading, source, first)
    after = _marks_after(quoted, reading, source, last)
    if before is None or after is None:
        return None
    start, opens, opening_steps = _opening(quoted, reading, source, first, allowed)
    end, closes, closing_steps, warnings = _closing(quoted, reading, source, last, allowed)
    if not source.starts_word(first):  # a bracket stands for the beginning of the word
        start = int(source.positions[word_span(source, first)[0]])
    if not source.starts_word(last):
        end = int(source.positions[word_span(source, last - 1)[1] - 1]) + 1
    replaces = any(hidden.kind == "bracket" for hidden in before)
    start_of_word = word_span(source, first)[0] if first < len(source) else first
    said = (*_left_out_beside(source, start_of_word, last, replaces), *warnings)
    return Edges(start, end, opening_steps | closing_steps, before, after, said, opens, closes)


def _marks_before(
    quoted: Lettering, reading: PartedQuotation, source: Lettering, first: int
) -> tuple[Hidden, ...] | None:
    marks = reading.before
    if marks and marks[-1].kind == "within" and glued(marks[-1], quoted.text)[1]:
        word = word_span(source, first)
        if first - word[0] > SUFFIX_LETTERS:
            return None
        hidden = within_word(quoted_word(quoted, marks[-1]), _text(source, *word), marks[-1].text)
        return (hidden,) if hidden is not None else None
    if not source.starts_word(first):
        return None
    neighbour, words = _word_before(source, first), _words_beside(source, first, marks, step=-1)
    if neighbour and _begins_sentence(source, word_span(source, first - 1)[0]):
        alone = all(_is_same_word(mark, neighbour) for mark in marks if mark.kind == "bracket")
        words = neighbour if alone else words  # "[a]nd" for "… not. And": what stands before is another sentence's
    return _beside(marks, neighbour, words, quoted.text)


def _marks_after(
    quoted: Lettering, reading: PartedQuotation, source: Lettering, last: int
) -> tuple[Hidden, ...] | None:
    marks = reading.after
    if marks and marks[0].kind == "within" and glued(marks[0], quoted.text)[0]:
        word = word_span(source, last - 1)
        if word[1] - last > SUFFIX_LETTERS:
            return None
        hidden = within_word(quoted_word(quoted, marks[0]), _text(source, *word), marks[0].text)
        return (hidden,) if hidden is not None else None
    if not source.starts_word(last):
        return None
    return _beside(marks, _word_after(source, last), _words_beside(source, last, marks, step=1), quoted.text)


def _beside(marks: tuple[QuoterMark, ...], neighbour: str, words: str, text: str) -> tuple[Hidden, ...] | None:
    """Brackets at an edge stand for the pronoun beside it, if there is one, or are put in.

    None where one turns the sense round, or says the contrary of the words beside it, in whatever sentence.
    """
    found = []
    for mark in marks:
        if mark.kind == "bracket":
            if is_glued_on(mark.inside, *glued(mark, text)):
                return None
            turned = opposed(mark.inside, words) is not None or _drops_negation(mark.inside, words)
            turned = turned and not (_is_same_word(mark, neighbour) and neighbour.lower() in ARTICLES)
            hidden = None if turned else _edge_bracket(mark, neighbour)
            if hidden is None:
                return None
            if negations(words) and not negations(mark.inside):
                said = say("Beside the bracket the source has a negation: “{words}”.", words=words)
                hidden = replace(hidden, warnings=(*hidden.warnings, said))
            found.append(hidden)
        elif mark.kind == "comment":
            found.append(comment((mark,), mark.text))
        elif mark.kind == "within":
            return None
    return tuple(found)


def _is_same_word(mark: QuoterMark, neighbour: str) -> bool:
    """Whether a bracket changes the case of a word and nothing else: "[a] council" for "A council"."""
    return [word.casefold() for word in words_in(mark.inside)] == [neighbour.casefold()]


def _edge_bracket(mark: QuoterMark, neighbour: str) -> Hidden | None:
    """A bracket at an edge stands for a pronoun, name or critical word beside it, or is put in."""
    words = words_in(mark.inside)
    names = is_name(neighbour) and any(is_name(word) for word in words)
    same_kind = kind_of(neighbour) != "" and kind_of(neighbour) in {kind_of(word) for word in words}
    if names or same_kind or _is_same_word(mark, neighbour) or is_pronoun(neighbour):
        return bracket(mark.inside, neighbour, mark.text)
    hidden = bracket(mark.inside, "", mark.text)
    if hidden is None or not neighbour:
        return hidden
    return replace(
        hidden,
        warnings=(
            *hidden.warnings,
            say("Where the bracket stands, the source has “{neighbour}”.", neighbour=neighbour),
        ),
    )


def _opening(
    quoted: Lettering, reading: PartedQuotation, source: Lettering, first: int, allowed: Steps
) -> tuple[int, bool, Steps]:
    low = reading.before[-1].end if reading.before else 0
    ours = quoted.blanked[low : int(quoted.positions[reading.pieces[0].first])]
    start, end = source.joint(first)
    theirs = source.blanked[start:end]
    for length in range(len(theirs) + 1):
        steps = _alike(ours, theirs[len(theirs) - length :], allowed)
        if steps is not None:
            return end - length, True, steps
    return end, False, frozenset()


def _closing(
    quoted: Lettering, reading: PartedQuotation, source: Lettering, last: int, allowed: Steps
) -> tuple[int, bool, Steps, tuple[str, ...]]:
    high = reading.after[0].start if reading.after else len(quoted.text)
    ours = quoted.blanked[int(quoted.positions[reading.pieces[-1].last - 1]) + 1 : high]
    start, end = source.joint(last)
    theirs = source.blanked[start:end]
    signs = (ours[:1] in tuple(_HARD_SIGNS), theirs[:1] in tuple(_HARD_SIGNS))
    at, closes, steps, warnings = _punctuated(ours[signs[0] :], theirs[signs[1] :], start + signs[1], reading, allowed)
    closes = closes and not _asks_or_exclaims_beyond(quoted, reading, source, (start, end))
    if signs[0] != signs[1]:
        return at, closes and "spelling" in allowed, steps | {"spelling"}, warnings
    return at, closes, steps, warnings


def _asks_or_exclaims_beyond(
    quoted: Lettering, reading: PartedQuotation, source: Lettering, joint: tuple[int, int]
) -> bool:
    """Whether "?" or "!" behind the last mark is the quoter's, and ends nothing in the source."""
    if not reading.after or not (signs := set("?!") & set(quoted.text[reading.after[-1].end :])):
        return False
    closing = source.text[slice(*joint)]
    if any(mark.kind == "omission" for mark in reading.after):
        ahead = source.text[joint[0] : joint[0] + _SENTENCE]
        closing += next(
            (m.group() for m in _SENTENCE_END.finditer(ahead) if not _SHORTENED.search(ahead[: m.start()])), ""
        )
    return not signs <= set(closing)


def _punctuated(
    ours: str, theirs: str, start: int, reading: PartedQuotation, allowed: Steps
) -> tuple[int, bool, Steps, tuple[str, ...]]:
    asks = ("?" in _core(theirs)[:1]) and "?" not in _core(ours)
    warned = (say("In the source a question mark follows the last word."),) if asks else ()
    found = _prefix(ours, theirs, allowed)
    if found is not None:
        return start + found[0], True, found[1], warned
    core = _core(ours)
    customary = core[-1:] in _CUSTOMARY and core[-1:] != "" and _core(theirs)[:1] not in ("?", "!")
    exclaims = core[-1:] in ("?", "!")  # a sign that a mark beside it does not leave to the quoter
    shorter = _prefix(core[:-1], theirs, allowed) if customary or (reading.after and not exclaims) else None
    if reading.after and shorter is None and all(character in _CUSTOMARY + "—-" for character in core):
        shorter = (0, frozenset())
    if shorter is None or (asks and core):
        return start, False, frozenset(), warned
    if reading.after:
        return start + shorter[0], True, shorter[1], warned
    goes_on = " ".join(theirs[shorter[0] :].replace(BLANK, "").split())
    note = (
        Sentence(remarks.CLOSES_OTHERWISE, {"mark": core[-1], "goes_on": goes_on})
        if goes_on
        else Sentence(remarks.CLOSES_EARLY, {"mark": core[-1]})
    )
    return start + shorter[0], True, shorter[1], (*warned, note)


def _prefix(ours: str, theirs: str, allowed: Steps) -> tuple[int, Steps] | None:
    """How much of the source's joint says what the quotation's closing joint says, and the steps for it."""
    for length in range(len(theirs) + 1):
        steps = _alike(ours, theirs[:length], allowed)
        if steps is not None:
            while any(quote in ours for quote in _QUOTES) and theirs[length : length + 1] in tuple(_QUOTES):
                length += 1
            return length, steps
    return None


def _alike(ours: str, theirs: str, allowed: Steps) -> Steps | None:
    """The steps that make the two equal once outer quotation marks and white space are put aside."""
    dashes = "typography" in allowed and _LONE_DASH.search(ours) is not None
    said, printed = (_LONE_DASH.sub("—", text) if dashes else text for text in (ours, theirs))
    if _core(ours) != _core(theirs) and _core(said) == _core(printed):
        return frozenset({"typography"})
    ours, theirs = _core(ours), _core(theirs)
    if ours == theirs:
        return frozenset()
    for size in range(1, len(STEPS) + 1):
        steps = frozenset(ordered(allowed)[:size])
        if readings(ours, steps, between="edge") & readings(theirs, steps, between="edge"):
            return frozenset(
                step for step in steps
                if not readings(ours, steps - {step}, between="edge") & readings(theirs, steps - {step}, between="edge")
            )  # fmt: skip
    return None


def _core(joint: str) -> str:
    return _OUTER.sub("", joint)


def _left_out_beside(source: Lettering, first: int, last: int, has_mark: bool) -> tuple[str, ...]:
    """A negation that stands in the source just before the quotation begins or just after it ends."""
    found = []
    before, after = _word_before(source, first), _word_after(source, last)
    if not has_mark and kind_of(before) == "negation":
        found.append(Sentence(remarks.NEGATION_BESIDE_BEFORE, {"before": before}))
    if kind_of(after) == "negation" and not _adds(source, last) and not source.text[slice(*source.joint(last))].strip():
        found.append(Sentence(remarks.NEGATION_BESIDE_AFTER, {"after": after}))
    return tuple(found)


def _drops_negation(inside: str, words: str) -> bool:
    """Whether a bracket repeats a word that stands beside it, in some form, but not the negation that stands there."""
    if not negations(words) or negations(inside):
        return False
    ours, theirs = ([word.lower() for word in words_in(text)] for text in (inside, words))
    return any(
        a == b or lemmas_of(a) & lemmas_of(b) or (len(a) > 3 and len(b) > 3 and a[:4] == b[:4])
        for a in ours
        for b in theirs
    )


def _words_beside(source: Lettering, index: int, marks: tuple[QuoterMark, ...], *, step: int) -> str:
    """As many words of the source before (or after) a letter as the brackets there have, and one more."""
    count = max((len(words_in(mark.inside)) for mark in marks if mark.kind == "bracket"), default=0)
    first = last = index
    for _ in range(min(count + 1, BRACKET_WORDS) if count else 0):
        if step < 0 < first:
            first = word_span(source, first - 1)[0]
        elif step > 0 and last < len(source):
            last = word_span(source, last)[1]
    return _text(source, first, last) if last > first else ""


def _word_before(source: Lettering, first: int) -> str:
    """The word before a letter, in the same sentence."""
    if first == 0 or re.search(r"[.!?…;:]|\n[ \t]*\n", source.text[slice(*source.joint(first))]):
        return ""
    words = words_in(_text(source, *word_span(source, first - 1)))
    return words[-1] if words else ""


def _begins_sentence(source: Lettering, index: int) -> bool:
    """Whether the word that begins at a letter has a capital and stands behind a stop."""
    if index == 0:
        return True
    capital = source.text[int(source.positions[index])].isupper()
    return capital and re.search(r"[.!?…]", source.text[slice(*source.joint(index))]) is not None


def _word_after(source: Lettering, last: int) -> str:
    if last >= len(source) or re.search(r"[.!?…;:]|\n[ \t]*\n", source.text[slice(*source.joint(last))]):
        return ""
    words = words_in(_text(source, *word_span(source, last)))
    return words[0] if words else ""


def _adds(source: Lettering, last: int) -> bool:
    """Whether the negation that follows denies nothing: "not to mention"."""
    start = source.joint(last)[0]
    return opens_with("adding", source.text[start : start + _AHEAD])


def _text(source: Lettering, first: int, last: int) -> str:
    return source.text[int(source.positions[first]) : int(source.positions[last - 1]) + 1]
