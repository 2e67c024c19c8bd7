"""How the source puts the words that were quoted out of it: stated, denied, reported or supposed, and whose they are.

Looked at is what the quoter cut away: the rest of the sentence before the first word and after the last, and whether
the words stand between quotation marks of the source's own. What turns or limits their sense there is told with the
words that do so; whose words they are is told in `voice`.

Whose words stand between the source's own quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.quotation import remarks
from variorum.quotation.critical_words import kind_of, unbroken, weighs_words, words_in
from variorum.quotation.phrases import first_of, opens_with, phrases_in, plain, words_of
from variorum.quotation.reading_language import language
from variorum.saying import Sentence
from variorum.text.lettering import BLANK, PAGE_BREAK, Lettering
from variorum.text.letters import compiled

UNNAMED = "somebody quoted"
_FAR_BEFORE = 3000  # code points before, within the paragraph, in which an opening mark is looked for
_SPEAKER = 9  # words in which the speaker is named
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_MARKS = re.compile(r"[«»“”„\"]")
_SENTENCE = compiled(r"[.!?…][»«”“\"]?\s+(?=[\p{Lu}«»“„\"])|\n[ \t]*\n")
_TURNED = re.compile(r"(?<![^\s(\[—–-])»(?=\w)|(?<=[\w.,;:!?…])«(?!\w)")  # »as many German printers set them«


def voice_around(text: str, start: int, end: int) -> str:
    """Whose words a stretch is part of, as the source tells it; empty where it stands in no quotation marks."""
    low = max(0, start - _FAR_BEFORE)
    paragraphs = list(_PARAGRAPH.finditer(text, low, start))
    low = paragraphs[-1].end() if paragraphs else low
    opened = _open_mark(text[low:start])
    if opened is None or _closes_within(text[low + opened], text[start:end]):
        return ""
    closing = _closing_mark(text, end, text[low + opened])
    if closing is None:
        return ""
    return _speaker(text[max(low, low + opened - 160) : low + opened], text[closing + 1 : closing + 200])


def _open_mark(before: str) -> int | None:
    """Where the innermost mark stands that is open at the end of this text; None where none is."""
    stack: list[tuple[str, int]] = []
    for match in _MARKS.finditer(before):
        mark, top = match.group(), stack[-1][0] if stack else ""
        closes = mark in "»”" or (mark == "“" and top == "„") or (mark == '"' and top == '"')
        if _TURNED.match(before, match.start()):
            closes = not closes
        if not closes:
            stack.append((mark, match.start()))
        elif stack:
            stack.pop()
    return stack[-1][1] if stack else None


def _closes_within(opening: str, words: str) -> bool:
    """Whether the mark is closed before the words end, so that they run out of the voice."""
    return _first_closing(opening, words.rstrip(' »”"“.,!?…;:')) is not None


def _first_closing(opening: str, text: str) -> int | None:
    closings = {"«": "»", "»": "«", "“": "”", "„": "“”", '"': '"'}[opening]
    depth = 0
    for match in _MARKS.finditer(text):
        if match.group() == opening and opening != '"':
            depth += 1
        elif match.group() in closings:
            if depth == 0:
                return match.start()
            depth -= 1
    return None


def _closing_mark(text: str, end: int, opening: str) -> int | None:
    paragraph = _PARAGRAPH.search(text, end)
    stop = min(paragraph.start() if paragraph else len(text), end + _FAR_BEFORE)
    at = _first_closing(opening, text[end:stop])
    return end + at if at is not None else None


def _speaker(before: str, after: str) -> str:
    """The words that name the speaker, after the closing mark or before the opening one."""
    follows = unbroken(re.split(r"[.;!?…]|\n[ \t]*\n|[«“„\"]", after.lstrip(" ,—–-"))[0])
    told = " ".join(follows.split()[:_SPEAKER])
    if (
        told
        and after.lstrip(" ,—–-")[:1].isalpha()
        and first_of("report", told)
        and not compiled(r"\s+\p{Lu}").match(after)
    ):
        return told.strip(" ,")
    precedes = unbroken(_SENTENCE.split(before)[-1])
    told = " ".join(precedes.split()[-_SPEAKER:]).strip(" ,:—–-")
    return told if words_in(told) and first_of("report", told) else UNNAMED


STATED, DENIED, REPORTED, SUPPOSED = "stated", "denied", "reported", "supposed"
_COUNTED = re.compile(
    r"[^\W_]+(?:(?:['’]|[-‐‑¬](?:[ \t]*\n\s*)?)[^\W_]+)*"
)  # words, also where a line's end breaks them
_HYPHEN_AT_PAGE_END = re.compile(rf"(?<=[-‐‑¬\u00ad]){PAGE_BREAK}")
_REACH = 420  # code points looked at on either side
_SEEN = _FAR_BEFORE + _REACH  # … and for whose voice it is
_TURN = 3  # words of the quotation that tell in what sense the next one stands
_BEFORE, _AFTER = 18, 9  # words before and after that may govern what is quoted
_LINKED = re.compile(
    r"^\W*(?:[^\W_]+\W+){0,5}?(?:that|what|how|why|who|что|чтобы|будто|как|почему|кто)\b|^\s*[,:]?\s*[—–:\"“«„]|^\s*[,:]",
    re.IGNORECASE,
)
_TURNS = re.compile(r"^(?:according|in |по |со |согласно|как )", re.IGNORECASE)
_OPENS = r"(?:-{2,3}|[\"“„«»‘‚'(\[—–-])?\s*[\p{Lu}0-9]"
_CLOSES = r"[\"”“»«’‘)\]*_]*"
# each is looked for by its first sign, which is found fast; what may not stand before a stop is asked for after it
_STOP = r"(?<=[.!?…])(?<![\s(.]\p{Lu}.)(?<!\bMr.)(?<!\bMrs.)(?<!\bDr.)(?<!\bSt.)(?<!\bгг.)(?<!\bтов.)(?<!\bим.)"
_BLANK_LINE = r"(?<=\n)[ \t]*\n"
_BOUNDARY = compiled(rf"[.!?…\n](?:{_STOP}{_CLOSES}\s+(?={_OPENS})|{_BLANK_LINE})")
_END = compiled(rf"[.!?…\n](?:{_STOP}{_CLOSES}(?=\s+{_OPENS}|\s*$)|{_BLANK_LINE})")
_ANEW = re.compile(r";|[,—–]\s*(?:and|but|yet|и|но|а|да)\b[^,]*$", re.IGNORECASE)  # another clause begins
_ASIDE = re.compile(r",[^,.;:]{1,60},\s*$")  # what stands between commas just before, and parts nothing
_AT_LAST = re.compile(r"\s*[,—–]\s*[^\W\d_]+(?: [^\W\d_]+){0,2}(?=\s*(?:[.!?;,…]|$))")  # ", almost."
_INVERTED = re.compile(r"^\W*(?:Had|Were|Should)\s[^,;.!?]{3,90},\s*$")  # "Had the town fallen, "
_RANGE_BEFORE = re.compile(
    r"(?:(?:between|между)\s+([^\W_][\w.,]*)\s?[%‰°]?\s+(?:and|и)|"
    r"([^\W_][\w.,]*)\s?[%‰°]?\s+(?:or|to|или|до))\s+$",
    re.IGNORECASE,
)
_RANGE_AFTER = re.compile(r"\s+(?:or|to|или|до)\s+([^\W_][\w.,]*)", re.IGNORECASE)
_SIGN_AFTER = re.compile(r"\s?[%‰°]|[½⅓⅔¼¾⅛]|\s?[-–—−]\s?\d")
_SIGN_QUOTED_FIRST = re.compile(r"\W*?([£€$¥₽₤№#±≈<>≤≥~+−–-])\s?\d")
_SIGN_QUOTED_LAST = re.compile(r"\d\s?([%‰°½⅓⅔¼¾⅛])\W*$")
_SIGN_BEFORE = re.compile(r"(?:[£€$¥₽₤№#±≈<>≤≥~+]\s?|(?<![\w])[-−–]|\d\s?[-–—−]\s?)$")


@dataclass(frozen=True, slots=True)
class Framing:
    """How words stand in their sentence; `cautions` name what was cut away, `notes` whose they are."""

    frame: str = STATED
    voice: str = ""
    cautions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def framing_of(source: Lettering, first: int, last: int, *, found: str = "") -> Framing:
    """How the source puts the words from letter `first` to before letter `last`; `found` are they with their signs."""
    start, end = int(source.positions[first]), int(source.positions[last - 1]) + 1
    low = max(0, start - _SEEN)  # no more of a book than is looked at
    window = source.blanked[low : end + _SEEN].replace(BLANK, " ")
    text, start, end = _HYPHEN_AT_PAGE_END.sub("\n", window).replace(PAGE_BREAK, " "), start - low, end - low
    before, after = unbroken(_sentence_before(text, start)), unbroken(_sentence_after(text, end))
    words = text[start:end]
    said = [*_on_what_precedes(before, words), *_on_what_follows(after, words)]
    said += _on_numbers(*_beyond(found, before, after), words)
    frame = next((kind for kind in (DENIED, SUPPOSED) if any(kind == which for which, _ in said)), "")
    reporter = _reporter_before(before) or _reporter_after(after)
    quoted = voice_around(text, start, end)
    voice = quoted or reporter
    notes = []
    if quoted:
        notes.append(
            Sentence(remarks.SOMEBODYS, {"quoted": quoted})
            if quoted != UNNAMED
            else Sentence(remarks.SOMEBODYS_UNNAMED, {})
        )
    elif reporter:
        notes.append(Sentence(remarks.REPORTED_BY, {"reporter": reporter}))
    plainly = STATED if weighs_words(language()) else ""  # of a language whose hedges are not known nobody can say so
    frame = frame or (REPORTED if voice else plainly)
    return Framing(frame, voice, tuple(dict.fromkeys(sentence for _, sentence in said)), tuple(notes))


def _sentence_before(text: str, start: int) -> str:
    low = max(0, start - _REACH)
    window = text[low : start + 1]
    ends = [match.end() for match in _BOUNDARY.finditer(window) if match.end() <= start - low]
    return window[ends[-1] if ends else 0 : start - low]


def _sentence_after(text: str, end: int) -> str:
    window = text[end : end + _REACH]
    match = _END.search(window)
    return window[: match.start()] if match else window


def _on_what_precedes(before: str, words: str) -> list[tuple[str, str]]:
    """What stands before in the sentence and denies, doubts or limits the words."""
    near = _last_words(before, _BEFORE)
    found: list[tuple[str, str]] = []
    if (denied := _last_of("denial", near)) is not None:
        rest = near[denied.end() :]
        if not _ANEW.search(rest) and (_LINKED.match(rest) or len(words_in(rest)) <= 3):
            found.append((DENIED, _said_before(near, denied, Sentence(remarks.TAKES_BACK, {}))))
    for kind, why in (
        ("hedge", Sentence(remarks.NOT_SIMPLY, {})),
        ("condition", Sentence(remarks.DEPENDS, {})),
    ):
        match = _last_of(kind, near)
        if match is not None and not (kind == "hedge" and ";" in near[match.end() :]):
            found.append((SUPPOSED, _said_before(near, match, why)))
    if _INVERTED.match(before):
        found.append((SUPPOSED, Sentence(remarks.INVERTED, {"shown": _shown(before)})))
    aside = _ASIDE.search(near)
    parts_nothing = aside is not None and next(iter(words_in(aside.group())), "").lower() in words_of("aside")
    clause = re.split(r"[,;:—–(]", near[: aside.start()] if aside and parts_nothing else near)[-1]
    tail = words_in(clause)[-4 : None if parts_nothing else -1]
    if any(kind_of(word) == "negation" for word in tail) and words:
        shown = _shown(_last_words(clause, 4))
        found.append(("", Sentence(remarks.NEGATION_NEAR_BEFORE, {"shown": shown})))
    if (measured := _measure_before(before)) and words:
        found.append(("", Sentence(remarks.MEASURED_BEFORE, {"shown": _shown(measured)})))
    return found


def _measure_before(before: str) -> str:
    """What limits the words and stands just before them: "almost" anywhere, "few" and "only" where a clause opens."""
    if (degree := _at_end("degree", before)) and not before.endswith(")"):
        return degree
    share = _at_end("share", before)
    clause = re.split(r"[,;:—–(\"“«„]", before)[-1]
    opening = words_in(clause)[: -len(words_in(share))] if share else ["none"]
    return share if not opening or (len(opening) < 3 and opening[-1].lower() in words_of("linking")) else ""


def _said_before(near: str, match: re.Match[str], why: str) -> str:
    shown = _shown(_last_words(near[match.start() :], 12, first=True))
    return Sentence(remarks.BEFORE_WHY, {"shown": shown, "why": why})


def _on_what_follows(after: str, words: str) -> list[tuple[str, str]]:
    """What goes on after in the sentence and denies, doubts or limits the words."""
    last = _last_words(words, _TURN)
    near = _first_words(after, _AFTER)
    found: list[tuple[str, str]] = []
    opens_anew = any(word.lower() in words_of("joining") for word in words_in(near)[:1])
    told: list[re.Match[str]] = []
    for kind, frame in (("exception", ""), ("condition", SUPPOSED), ("hedge", SUPPOSED), ("denial", DENIED)):
        match = next(phrases_in(kind, near, precedes=last), None)
        if match is not None and any(match.start() < one.end() and one.start() < match.end() for one in told):
            continue  # the same words were told of already
        if match is not None and not (opens_anew and kind == "condition"):
            told.append(match)
            on = _shown(_first_words(after[match.start() - len(last) :], 6))
            found.append((frame, Sentence(remarks.GOES_ON, {"shown": on})))
    alone = _AT_LAST.match(plain(after))
    degree = first_of("degree", alone.group()) if alone else None
    if alone and degree and degree.end() == len(alone.group()):
        found.append(("", Sentence(remarks.GOES_ON, {"shown": _shown(alone.group())})))
    return found + _negation_after(after)


def _negation_after(after: str) -> list[tuple[str, str]]:
    words = words_in(_first_words(after, 4))
    if not words or words[0].lower() in words_of("joining") or opens_with("adding", after):
        return []
    if kind_of(words[0]) == "negation":
        return [("", Sentence(remarks.NEGATION_AFTER, {"words": words[0]}))]
    goes_on = not re.match(r"\s*[,;:—–()]", after) and not any(
        word.lower() in words_of("joining") for word in words[:2]
    )
    if goes_on and any(kind_of(word) == "negation" for word in words[1:3]):
        return [("", Sentence(remarks.NEGATION_NEAR_AFTER, {"shown": _shown(_first_words(after, 4))}))]
    return []


def _beyond(found: str, before: str, after: str) -> tuple[str, str]:
    """What stands before and after without the signs of numbers that are quoted as well: “£12”, “90%”."""
    opening, closing = _SIGN_QUOTED_FIRST.match(found), _SIGN_QUOTED_LAST.search(found)
    before = before.rstrip().removesuffix(opening[1]) if opening else before
    return before, after.lstrip().removeprefix(closing[1]) if closing else after


def _on_numbers(before: str, after: str, words: str) -> list[tuple[str, str]]:
    """A number that was cut from its sign, its scale, its range, or from what makes it no more than about right."""
    held = words_in(words)
    found: list[tuple[str, str]] = []
    if held and _is_number(held[-1]):
        sign, scale = _SIGN_AFTER.match(after), _scale_after(after)
        further = _RANGE_AFTER.match(after)
        ranged = further is not None and _is_number(further[1])
        if sign or ranged or (scale and re.match(r"[\s-]", after)):
            cut = sign.group().strip() if sign else further[0] if further and ranged else scale.group() if scale else ""
            found.append(("", Sentence(remarks.NUMBER_CUT_AFTER, {"shown": _shown(cut)})))
    if held and _is_number(held[0]):
        sign = _SIGN_BEFORE.search(before)
        other = _RANGE_BEFORE.search(before)
        ranged = other is not None and _is_number(other[1] or other[2])
        cut = sign.group() if sign else _at_end("about", before) or _at_end("scale", before)
        cut = cut or (other[0] if other and ranged else "")
        if cut:
            found.append(("", Sentence(remarks.NUMBER_CUT_BEFORE, {"shown": _shown(cut)})))
    return found


def _scale_after(after: str) -> re.Match[str] | None:
    match = first_of("scale", after.lstrip())
    return match if match is not None and match.start() == 0 else None


def _is_number(word: str) -> bool:
    return word[0].isdigit() or (
        kind_of(word) == "number" and len(word) > 1 and word.lower() not in ("one", "first", "once")
    )


def _at_end(kind: str, before: str) -> str:
    matches = [m for m in phrases_in(kind, before) if not before[m.end() :].strip(" \n-.")]
    return before[matches[-1].start() :] if matches else ""


def _reporter_before(before: str) -> str:
    """Who says what follows, and how, where the sentence begins by saying so."""
    near = _last_words(before, _BEFORE)
    for match in reversed(list(phrases_in("report", near))):
        rest = near[match.end() :]
        if ";" in rest or _is_no_verb(match, near):
            continue
        link = _LINKED.match(rest)
        if link is not None or _TURNS.match(match.group()):
            subject = _last_words(re.split(r"[,;:—–(]", near[: match.start()])[-1], 5)
            end = match.end() + (link.end() if link else min(len(rest), 40))
            return _shown(subject + near[match.start() : end])
    return ""


def _is_no_verb(match: re.Match[str], near: str) -> bool:
    """Whether what reads like a verb of saying is none: "the State", "that is to say"."""
    capital = (
        match.group()[:1].isupper() and match.start() > 0 and not re.search(r"[.!?:“\"«„]\W*$", near[: match.start()])
    )
    turn = re.search(r"(?:\b(?:that is|so|needless) to|так)\s+$", near[: match.start()], re.IGNORECASE)
    return capital or (turn is not None and match.group().lower() in ("say", "speak", "сказать"))


def _reporter_after(after: str) -> str:
    """Who says it, where the sentence tells so after the words: ", wrote the envoy"."""
    if not re.match(r"\s*[,—–\"”»!?]", after):
        return ""
    near = _first_words(after, _AFTER)
    match = first_of("report", near)
    if match is None or len(words_in(near[: match.start()])) > 4:
        return ""
    return _shown(near)


def _last_of(kind: str, text: str) -> re.Match[str] | None:
    found = list(phrases_in(kind, text))
    return found[-1] if found else None


def _last_words(text: str, count: int, *, first: bool = False) -> str:
    """The last words of a text with what stands between them; with `first`, the first ones."""
    if first:
        return _first_words(text, count)
    spans = [match.start() for match in _COUNTED.finditer(text)]
    return text[spans[-count] :] if len(spans) > count else text


def _first_words(text: str, count: int) -> str:
    spans = [match.end() for match in _COUNTED.finditer(text)]
    return text[: spans[count - 1]] if len(spans) > count else text


def _shown(text: str) -> str:
    return " ".join(text.split()).strip(' ,;:—–"“”«»„')
