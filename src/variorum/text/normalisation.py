"""Whether two texts say the same letter for letter, and which steps of levelling that needed.

Four steps, of which a verdict names exactly those it needed: none (letter for letter), `layout` (white space, hyphens
at line ends tried both kept and dropped, soft hyphens, page breaks with their running heads, marks of emphasis),
`typography` (quotation marks, dashes, apostrophes, ligatures, `...` for `…`, marks of stress) and `spelling` (е/ё,
pre-1918 letters and the final ъ). Case, accents, й/и and digits are never levelled. Steps are found place by place: a
hyphen at one line end may be dropped while the next is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations

import numpy as np

from variorum.text.lettering import BLANK, STRESS, Lettering, is_old
from variorum.text.unseen_signs import HARMLESS

STEPS = ("layout", "typography", "spelling")
Steps = frozenset[str]
LETTER: Steps = frozenset()

_SUBSETS: tuple[Steps, ...] = tuple(
    frozenset(chosen) for chosen in chain.from_iterable(combinations(STEPS, size) for size in range(len(STEPS) + 1))
)
PASSED_OVER = dict.fromkeys(map(ord, BLANK + HARMLESS))
_JOINERS = re.compile("[\u180e\u200c\u200d]")
_JOINING = "\u0590"  # the letters of Latin, Greek, Cyrillic and Armenian stand before, and are not joined in writing
_LINE_END_HYPHEN = re.compile(r"([ъЪ]?)[-‐‑¬\u00ad]\s*[\n\r\f\x1c\u2028\u2029\v]\s*-?")
_LINE_END = re.compile(r"[ \t]*[\n\x1c]\s*")
_QUOTES = "«»„“”‟\"‹›‚‘’‛'ʹʺʻʼʽʾʿˈˊˋ`´′″❛❜❝❞「」『』＂＇"
_QUOTE_CLASS = f"[{re.escape(_QUOTES)}]"
_STRESSES = re.compile(f"[{STRESS}]")
_GLUED = re.compile(f"{_QUOTE_CLASS}{{2,}}")
_TYPOGRAPHY: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"''|``|,,|´´|<<|>>|‚‚|‘‘|’’"), '"'),
    (re.compile(_QUOTE_CLASS), '"'),
    (re.compile(r"…"), "..."),
    (re.compile(r"(?<=\.)[ \u00a0\u202f](?=\.)"), ""),
    (re.compile(r"[ \u00a0\u2009\u202f]*(?:-{2,3}|[—―⸺])[ \u00a0\u2009\u202f]*"), "—"),
    (re.compile(r"[ \u00a0\u2009\u202f]+[-‐‑–−][ \u00a0\u2009\u202f]+"), "—"),
    (re.compile(r"[ \u00a0\u2009\u202f]+–|–[ \u00a0\u2009\u202f]+"), "—"),  # at a line's end, or typed so
    (re.compile(r"[‐‑−]"), "-"),
)  # fmt: skip
_SPACE_BEFORE = re.compile(r" +(?=[,.;:!?…)\]»”])")
_SPACE_AFTER = re.compile(r"(?<=[(\[«„“,.;:!?…]) +")


@dataclass(frozen=True, slots=True)
class LetterComparison:
    """How a stretch of a quotation compares with a stretch of a source that has the same letters.

    `steps` are those that the equal places needed; `unequal` holds the indices, from the start of the stretch, of the
    letters before which the joints differ beyond levelling, `misspelt` those of letters that differ where no step
    allows it.
    """

    steps: Steps
    unequal: tuple[int, ...] = ()
    misspelt: tuple[int, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether the two stretches say the same, once levelled by `steps`."""
        return not self.unequal and not self.misspelt


def compare(
    quoted: Lettering, span: tuple[int, int], source: Lettering, at: int, *, allowed: Steps = frozenset(STEPS)
) -> LetterComparison:
    """Compare a span of the quotation's letters with as many of the source from `at`, joints between them included."""
    start, end = span
    length = end - start
    steps: set[str] = set()
    ours, theirs = quoted.positions[start:end], source.positions[at : at + length]
    unequal = []
    for index in (np.flatnonzero((np.diff(ours) > 1) | (np.diff(theirs) > 1)) + 1).tolist():
        needed = joint_steps(quoted, start + index, source, at + index, allowed=allowed)
        if needed is None:
            unequal.append(index)
        else:
            steps |= needed
    misspelt = []
    for index in np.flatnonzero(quoted.points[start:end] != source.points[at : at + length]).tolist():
        same = quoted.letters[start + index] == source.letters[at + index]
        step = _letter_step(quoted, start + index, source, at + index) if same else None
        if step is None or step not in allowed:
            misspelt.append(index)
        else:
            steps.add(step)
    return LetterComparison(frozenset(steps), tuple(unequal), tuple(misspelt))


def joint_steps(
    quoted: Lettering, index: int, source: Lettering, at: int, *, allowed: Steps = frozenset(STEPS)
) -> Steps | None:
    """The least set of steps that makes two joints equal, None where no allowed set does."""
    ours, theirs = quoted.joint(index), source.joint(at)
    if quoted.text[slice(*ours)] == source.text[slice(*theirs)]:
        return LETTER
    if _stressed_otherwise(quoted, ours, source, theirs):
        return None
    between = (_between(quoted, index), _between(source, at))
    written = quoted.text[slice(*ours)], source.text[slice(*theirs)]
    blanked = quoted.blanked[slice(*ours)], source.blanked[slice(*theirs)]
    steps = _least_steps(*blanked, between, allowed)
    if steps is None and blanked != written:  # a mark of emphasis may be quoted without the one that closes it
        steps = _least_steps(*written, between, allowed)
    if steps == LETTER:  # two kinds of emphasis marks, or running heads, both passed over
        return frozenset({"layout"}) if "layout" in allowed else None
    return steps


def _stressed_otherwise(quoted: Lettering, ours: tuple[int, int], source: Lettering, theirs: tuple[int, int]) -> bool:
    """Whether the quotation sets a stress that the source has not, or sets it elsewhere: за́мок is not замо́к."""
    here, there = (_STRESSES.search(one.text[slice(*span)]) for one, span in ((quoted, ours), (source, theirs)))
    if here is not None or there is None:
        return here is not None and there is None
    return any(_STRESSES.search(part) for part in _word_around(quoted.text, ours))


def _word_around(text: str, span: tuple[int, int]) -> tuple[str, str]:
    """The letters of one word before and after a joint."""
    before = re.search(r"[\w\u0300\u0301]*$", text[max(0, span[0] - 40) : span[0]])
    after = re.match(r"[\w\u0300\u0301]*", text[span[1] : span[1] + 40])
    return before.group() if before else "", after.group() if after else ""


def readings(joint: str, steps: Steps, *, between: str) -> frozenset[str]:
    """All that a joint may be taken for once levelled by these steps.

    `between` tells what kind of characters it parts.
    """
    forms = {joint}
    if "spelling" in steps:
        forms = {_without_hard_sign(form, between) for form in forms}
    if "layout" in steps:
        forms = set(chain.from_iterable(_laid_out(form, between) for form in forms))
    if "typography" in steps:
        forms = set(chain.from_iterable(_typeset(form) for form in forms))
    return frozenset(forms)


def ordered(steps: Steps | set[str]) -> tuple[str, ...]:
    """Steps in the order in which verdicts name them."""
    return tuple(step for step in STEPS if step in steps)


@lru_cache(maxsize=8192)
def _least_steps(ours: str, theirs: str, between: tuple[str, str], allowed: Steps) -> Steps | None:
    for steps in _SUBSETS:
        if steps <= allowed and readings(ours, steps, between=between[0]) & readings(theirs, steps, between=between[1]):
            return steps
    return None


def _between(lettering: Lettering, index: int) -> str:
    """What a joint parts: "letters", "digits" (both sides), "capital" (a capital after a small letter), "edge".

    Or "mixed"; or "joined", where signs that join letters or keep them apart tell words apart: نام‌های, names, is not
    نامه‌ای, a letter.
    """
    if index in (0, len(lettering.letters)):
        return "edge"
    before, after = lettering.letters[index - 1], lettering.letters[index]
    if max(before, after) >= _JOINING and _JOINERS.search(lettering.text[slice(*lettering.joint(index))]):
        return "joined"
    if before.isdigit() and after.isdigit():
        return "digits"
    if before.isdigit() or after.isdigit():
        return "mixed"
    return "capital" if after.isupper() and not before.isupper() else "letters"


def _without_hard_sign(joint: str, between: str) -> str:
    final = joint[:1] in ("ъ", "Ъ") and (len(joint) > 1 or between == "edge") and not joint[1:2].isalnum()
    return joint[1:] if final else joint


def _laid_out(joint: str, between: str) -> set[str]:
    forms = {joint}
    hyphen = _LINE_END_HYPHEN.fullmatch(joint.replace(BLANK, ""))
    if hyphen:
        kept = hyphen.group(1) + "-"
        shown = {kept, kept + " "}  # a line's end copied as a space, or a hyphen that hangs: “Haupt- und Nebensatz”
        return shown if between in ("digits", "mixed", "capital") else {*shown, hyphen.group(1)}
    if _LINE_END.search(joint) and "/" not in joint:  # lines of verse, as they are quoted in prose
        forms |= {_LINE_END.sub(stroke, joint, count=1) for stroke in (" / ", " // ")}
    return forms if between == "joined" else {_spaced(form.translate(PASSED_OVER), between) for form in forms}


def _spaced(joint: str, between: str) -> str:
    joint = re.sub(r"\s+", " ", joint)
    if between == "digits" or joint == " ":
        return joint
    return _SPACE_AFTER.sub("", _SPACE_BEFORE.sub("", joint))


def _typeset(joint: str) -> set[str]:
    joint = _STRESSES.sub("", joint)
    if _GLUED.fullmatch(joint):  # inside a word, where two apostrophes are not one quotation mark
        return {joint}
    for pattern, replacement in _TYPOGRAPHY:
        joint = pattern.sub(replacement, joint)
    return {joint.replace("–", "-"), joint.replace("–", "—")} if "–" in joint else {joint}


def _letter_step(quoted: Lettering, index: int, source: Lettering, at: int) -> str | None:
    """The step that levels two letters with the same key: ligatures and long s are typography, the rest is spelling."""
    ours, theirs = chr(int(quoted.points[index])), chr(int(source.points[at]))
    if any(0xFB00 <= ord(letter) <= 0xFB06 or letter == "ſ" for letter in (ours, theirs)):
        return "typography"
    if _parts_all(quoted, index, source, at):
        return None
    if "ё" in (ours.lower(), theirs.lower()) or not (quoted.is_old and is_old(_around(source, at))):
        return "spelling"
    return None  # both spell the old way, where миръ and міръ, ѣли and ели are different words


def _parts_all(quoted: Lettering, index: int, source: Lettering, at: int) -> bool:
    """Whether «все» stands against «всё» in a text that writes ё elsewhere, so that its «все» is meant."""
    for one, where in ((quoted, index), (source, at)):
        place = int(one.positions[where])
        word = one.text[max(0, place - 2) : place + 1].lower()
        if word == "все" and not one.text[place + 1 : place + 2].isalpha() and "ё" in _around(one, where).lower():
            return True
    return False


def _around(lettering: Lettering, index: int) -> str:
    """The text around a letter, enough of it to tell how it is spelt."""
    middle = int(lettering.positions[index])
    return lettering.text[max(0, middle - 200) : middle + 200]
