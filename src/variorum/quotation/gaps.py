"""What may lie in the source where the quoter made a mark, and what is to be said of what the mark hides.

The limits of `marked`: an omission hides at most 1,500 letters and two paragraph breaks; next to a piece of fewer than
three words, at most five words; a bracket replaces at most eight words, a bracket inside a word at most six letters of
that word. A bracket that turns the sense round, by bringing in or taking away a negation, by giving another number or
by putting a word in place of its opposite, is no bracket but a change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.quotation import remarks
from variorum.quotation.critical_words import (
    changed_kinds,
    critical_in,
    has_capital,
    is_pronoun,
    kind_of,
    named,
    negates,
    negations,
    unbroken,
    who,
    words_in,
)
from variorum.quotation.marks import QuoterMark, goes_on_after
from variorum.quotation.opposites import lemmas_of, opposed
from variorum.quotation.phrases import all_of
from variorum.quotation.put_in import is_glued_on, is_inflected, is_same_word, takes_back, told_of
from variorum.saying import Sentence, say
from variorum.text.lettering import PAGE_BREAK, Lettering
from variorum.text.letters import compiled
from variorum.text.unseen_signs import HARMLESS_CLASS

_WORD_ENDS = re.compile(r"\s|[—–…/]|--")  # white space, or a dash as printers and typists write it
OMISSION_LETTERS = 1500
OMISSION_PARAGRAPHS = 2
LOOSE_WORDS = 5  # what an omission may hide next to a piece of one or two words
BRACKET_WORDS = 8
SUFFIX_LETTERS = 6

_SENTENCE_END = re.compile(r"[.!?…][»”\"')\]]*\s+")
_BETWEEN_SENTENCES = compiled(  # no short word with a capital or a figure before its stop: "Col.", "B.", "12."
    r"((?:\b[^\W\d\p{Lu}]{3,4}|\w{5,}|\b\d{4})[»”\"')\]]*)(?:(?<!\bтов)(?<!\bгор)(?<!\bобл)\.|[!?])[»”\"')\]]*\s+(?=[«„“\"(]*\p{Lu})"
)
_NEGLIGIBLE = re.compile(rf"[\s\x01{HARMLESS_CLASS}.,;:…\-–—‐‑()\[\]<>«»„“”\"‘’'‚*]+")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_BROKEN_OFF = re.compile(rf"(?<=\w)[-‐‑¬\u00ad][ \t]*[\n{PAGE_BREAK}]\s*(?=\w)")  # over a line or page


@dataclass(frozen=True, slots=True)
class Hidden:
    """What one mark stands for: the mark as written.

    And the source's words that it hides (none where it only puts in).
    """

    mark: str
    kind: str  # "omission", "bracket", "comment", "within"
    text: str
    words: int
    warnings: tuple[str, ...] = ()


def hidden_between(
    source: Lettering, marks: tuple[QuoterMark, ...], *, end: int, start: int, quoted: Lettering
) -> Hidden | None:
    """What marks hide between source letter `end` (where a piece ended) and `start` (where the next begins).

    None beyond the limits.
    """
    if start < end:
        return None
    raw = source.text[int(source.positions[end - 1]) + 1 : int(source.positions[start])]
    kinds = {mark.kind for mark in marks}
    written = " ".join(mark.text for mark in marks)
    if "omission" in kinds:
        return _omission(source, marks, raw, (end, start))
    if "within" in kinds:
        return _within(source, marks, (end, start), quoted)
    if not (source.starts_word(end) and source.starts_word(start)):
        return None
    if any(mark.kind == "bracket" and is_glued_on(mark.inside, *glued(mark, quoted.text)) for mark in marks):
        return None
    inner = source.text[int(source.positions[end]) : int(source.positions[start - 1]) + 1] if start > end else ""
    if kinds == {"comment"}:
        return comment(marks, written) if not inner else None
    return bracket(" ".join(mark.inside for mark in marks if mark.kind == "bracket"), inner, written)


def bracket(inside: str, replaced: str, written: str) -> Hidden | None:
    """A bracket that stands for these words of the source (or for none).

    None where it turns the sense round or replaces too much.
    """
    words = words_in(replaced)
    if len(words) > BRACKET_WORDS or _turns_round(inside, replaced):
        return None
    if re.search(r"^[^\[<⟨]*[\]>⟩].*\w", replaced):  # the source's own bracket closes there, and more was dropped
        return None
    if _is_printed_beside_more(inside, replaced):
        return None
    warnings = _another_meant(inside, replaced) if words else told_of(inside)
    lost = [kind for kind in changed_kinds(inside, replaced) if kind in critical_in(replaced)]
    warnings += [
        say(
            "The bracket stands in place of {thing}: “{words}”.",
            thing=named(kind),
            words=" ".join(critical_in(replaced)[kind]),
        )
        for kind in lost
    ]
    gained = [kind for kind in critical_in(inside) if kind not in critical_in(replaced)]
    warnings += [
        say("The bracket puts in {thing} that the source does not have there.", thing=named(kind)) for kind in gained
    ]
    return Hidden(written, "bracket", replaced, len(words), tuple(warnings))


def _is_printed_beside_more(inside: str, replaced: str) -> bool:
    """Whether the source has this very bracket itself, and words beside it that were dropped without a mark."""
    ours = words_in(inside)
    printed = (words_in(match[1]) for match in re.finditer(r"[\[<⟨]([^\[\]<>⟨⟩]*)", replaced))
    return bool(ours) and len(words_in(replaced)) > len(ours) and ours in printed


def _another_meant(inside: str, replaced: str) -> list[str]:
    """What is to be said where a bracket may point at another person or thing than the words that it stands for."""
    ours, theirs = _names(inside, opens=False), _names(replaced, opens=False)
    if theirs and ours and not _share_a_name(ours, theirs):
        named_here, there = " ".join(ours), " ".join(theirs)
        return [
            say(
                "The bracket names “{ours}” where the source names “{theirs}”: another may be meant.",
                ours=named_here,
                theirs=there,
            )
        ]
    if theirs and not ours:
        return [say("The bracket stands in place of a name: “{theirs}”.", theirs=" ".join(theirs))]
    persons = who(inside), who(replaced)
    if persons[0] and persons[1] and not persons[0] & persons[1]:
        return [
            say(
                "The bracket has “{inside}” where the source has “{replaced}”: another may be meant.",
                inside=inside,
                replaced=replaced,
            )
        ]
    words, others = words_in(inside), words_in(replaced)
    if len(words) == len(others) == 1 and not ours and _is_another_word(words[0], others[0]):
        return [
            say("The bracket puts another word, “{words}”, in place of “{others}”.", words=words[0], others=others[0])
        ]
    related = any(lemmas_of(a) & lemmas_of(b) for a in words for b in others)
    points = any(is_pronoun(word) and word.lower() not in ARTICLES for word in others)  # for which a noun may stand
    return told_of(inside) if not related and (len(words) > 1 or not points) else []


ARTICLES = frozenset("a an the der die das den dem des ein eine einen einem einer eines".split())  # noqa: SIM905


def _is_another_word(one: str, other: str) -> bool:
    plain = not any(is_pronoun(word) or kind_of(word) or len(word) < 3 for word in (one, other))
    return plain and not lemmas_of(one) & lemmas_of(other) and one[:4].lower() != other[:4].lower()


def comment(marks: tuple[QuoterMark, ...], written: str) -> Hidden:
    """A comment of the quoter's own; one that brings in a negation or a number is said to."""
    inside = " ".join(mark.inside for mark in marks)
    gained = [kind for kind in ("negation", "number") if kind in critical_in(inside)]
    said = [
        say("The bracket puts in {thing} that the source does not have there.", thing=named(kind)) for kind in gained
    ]
    doubtful = takes_back(inside)
    if doubtful and not said:
        said.append(say("The bracket puts in “{doubtful}”, which bears on the words beside it.", doubtful=doubtful))
    return Hidden(written, "comment", "", 0, tuple(said))


def omission_warnings(omitted: str, *, resumes: str, precedes: str = "") -> tuple[str, ...]:
    """What a reader should know of what an omission after `precedes` left out; `resumes` is how the words go on."""
    omitted, precedes = unbroken(omitted), unbroken(precedes)
    warnings: list[str] = [
        Sentence(remarks.OMISSION_LEAVES_OUT, {"thing": named(kind), "words": ", ".join(words[:6])})
        for kind, words in critical_in(omitted).items()
        if kind in ("negation", "quantifier", "number")
    ]
    warnings += _lost_with(omitted, precedes)
    if PAGE_BREAK in omitted:
        warnings.append(Sentence(remarks.OMISSION_OVER_PAGES, {}))
    if _PARAGRAPH.search(omitted):
        warnings.append(Sentence(remarks.OMISSION_OVER_PARAGRAPHS, {}))
    names = _names_before_resuming(omitted)
    if names and (
        resumes[:1].islower() or not _ends_sentence(omitted) or is_pronoun(next(iter(words_in(resumes)), ""))
    ):
        warnings.append(
            say("The omission leaves out “{names}” just before the words go on: another may be meant.", names=names)
        )
    elif _joins_sentences(precedes, omitted):
        warnings.append(Sentence(remarks.OMISSION_OVER_SENTENCES, {}))
    return tuple(warnings)


def _joins_sentences(precedes: str, omitted: str) -> bool:
    """Whether the words after an omission go on within a sentence that began in it, and read as the end of another."""
    text = precedes + omitted
    return any(
        stop.end(1) >= len(precedes) and words_in(text[stop.end() :]) for stop in _BETWEEN_SENTENCES.finditer(text)
    )


def _ends_sentence(omitted: str) -> bool:
    return re.search(r"[.!?…][»”\"')\]]*\s*$", omitted) is not None


_LOST = {
    "hedge": say("what keeps the source from simply stating it"),
    "denial": say("what takes the words back"),
    "condition": say("a condition"),
    "exception": say("an exception"),
    "unreal": say("that it was only meant or tried"),
    "distancing": say("what bears on the words beside it"),
}


def _lost_with(omitted: str, precedes: str) -> list[str]:
    """What an omission takes away besides its own words: a doubt, a denial, a condition, a speaker, a question."""
    found: list[str] = []
    told = set[str]()
    for kind, thing in _LOST.items():
        phrases = [
            phrase for phrase in all_of(kind, omitted, precedes=precedes)
            if not negations(phrase) and phrase.lower() not in told
        ]  # fmt: skip
        if phrases:
            told |= {phrase.lower() for phrase in phrases}
            found.append(
                Sentence(remarks.OMISSION_LEAVES_OUT, {"thing": thing, "words": ", ".join(dict.fromkeys(phrases[:4]))})
            )
    if re.search(r"[«»“”„]", omitted):
        found.append(say("The omission leaves out where somebody's words begin or end: another may be speaking."))
    asks = re.match(r"[\s»”\"')\]]*[?!]", omitted)
    if asks:
        found.append(
            say("In the source a question mark follows the word before the omission.")
            if "?" in asks.group()
            else say("In the source an exclamation mark follows the word before the omission.")
        )
    return found


def _omission(source: Lettering, marks: tuple[QuoterMark, ...], raw: str, between: tuple[int, int]) -> Hidden | None:
    end, start = between
    if start - end > OMISSION_LETTERS or len(_PARAGRAPH.findall(raw)) > OMISSION_PARAGRAPHS:
        return None
    inside = " ".join(mark.inside for mark in marks if mark.kind in ("bracket", "within"))
    if inside and (opposed(inside, raw) or (negations(inside) and not negations(_beside_brackets(marks, raw)))):
        return None
    if not (source.starts_word(end) and source.starts_word(start)):
        return None
    resumes = source.text[int(source.positions[start]) :][:40] if start < len(source) else ""
    before = source.text[: int(source.positions[end - 1]) + 1][-40:] if end else ""
    text = raw.replace(PAGE_BREAK, "\n").strip() if start > end or _NEGLIGIBLE.sub("", raw) else ""
    written = " ".join(mark.text for mark in marks)
    beside = (say("Beside the omission the quoter puts in “{inside}”.", inside=inside),) if inside else ()
    return Hidden(
        written,
        "omission",
        text,
        len(words_in(raw)),
        (*omission_warnings(raw, resumes=resumes, precedes=before), *beside),
    )


def _beside_brackets(marks: tuple[QuoterMark, ...], raw: str) -> str:
    """The words of an omission for which a bracket beside it may stand: those at the side where it is."""
    words, kinds = words_in(raw), [mark.kind for mark in marks]
    opens, closes = kinds[0] != "omission", kinds[-1] != "omission"
    return " ".join([*(words[:LOOSE_WORDS] if opens else ()), *(words[-LOOSE_WORDS:] if closes else ())])


def _within(
    source: Lettering, marks: tuple[QuoterMark, ...], between: tuple[int, int], quoted: Lettering
) -> Hidden | None:
    """A bracket inside a word: the rest of the source's word may be other, but it must be the same word."""
    end, start = between
    mark = next(mark for mark in marks if mark.kind == "within")
    glued_before, glued_after = glued(mark, quoted.text)
    if start - end > SUFFIX_LETTERS:
        return None
    if glued_before and glued_after:
        good = not any(source.starts_word(index) for index in range(end, start + 1))
    elif glued_before and start == end and source.starts_word(end):  # the source's word is whole: "walk[ed]"
        found = _span(source, _word_start(source, end - 1), end)
        word = _quoted_word(quoted, mark)
        bare = re.sub(r"[\[\]<>⟨⟩]", "", word)
        return within_word(word, found, mark.text) if is_inflected(bare, found) else None
    elif glued_before:
        good = start == _next_word(source, end)
    else:
        good = source.starts_word(end) and not any(source.starts_word(index) for index in range(end + 1, start + 1))
    if not good:
        return None
    first = end if not glued_before else _word_start(source, end)
    last = _next_word(source, start + 1) if glued_after else start
    return within_word(_quoted_word(quoted, mark), _span(source, first, last), mark.text)


def within_word(word: str, found: str, written: str) -> Hidden | None:
    """A word with a bracket in it against the word that the source has; None where they are not one word."""
    bare = re.sub(r"[\[\]<>⟨⟩]", "", word)
    found = _BROKEN_OFF.sub("-" if "-" in bare else "", found)
    inside = re.findall(r"[\[<⟨]([^\]>⟩]*)[\]>⟩]", word)
    if negates(bare, found) or _turns_round(bare, found) or any(map(negations, inside)):
        return None
    if not is_same_word(bare, found, at_start=word[:1] in "[<⟨"):
        return None
    if bare.lower() != found.lower():
        shared = len(re.sub(r"\[[^\]]*\]|<[^>]*>|⟨[^⟩]*⟩", "", word))
        if kind_of(bare) or kind_of(found) or shared < 2 or shared * 2 < max(len(bare), len(found)):
            return None
    return Hidden(word if written in word else written, "within", found, 1)


def glued(mark: QuoterMark, text: str) -> tuple[bool, bool]:
    """Whether a letter stands directly before and directly after a mark."""
    before = mark.start > 0 and text[mark.start - 1].isalnum()
    after = goes_on_after(text, mark.end)
    return before, after


def _quoted_word(quoted: Lettering, mark: QuoterMark) -> str:
    start, end = mark.start, mark.end
    while start > 0 and not _WORD_ENDS.match(quoted.text[max(0, start - 2) : start][::-1]):
        start -= 1
    while end < len(quoted.text) and not _WORD_ENDS.match(quoted.text, end):
        end += 1
    return quoted.text[start:end].strip(".,;:!?«»“”\"'()_*")


def quoted_word(quoted: Lettering, mark: QuoterMark) -> str:
    """The word of the quotation in which a bracket stands, with the bracket."""
    return _quoted_word(quoted, mark)


def _turns_round(inside: str, replaced: str) -> bool:
    """Whether a bracket brings in or takes away a negation, gives another number, or says the contrary."""
    if takes_back(inside, replaced):
        return True
    if not words_in(replaced):
        return False
    if (negations(inside) > 0) != (negations(replaced) > 0) or opposed(inside, replaced) is not None:
        return True
    ours_critical, theirs_critical = critical_in(inside), critical_in(replaced)
    if any(_unlike(ours_critical.get(kind), theirs_critical.get(kind)) for kind in ("quantifier", "modal", "date")):
        return True
    numbers, counted = _digits(inside), _digits(replaced)
    if numbers and counted:
        return numbers != counted
    return not numbers and not counted and _unlike(ours_critical.get("number"), theirs_critical.get("number"))


def _unlike(ours: list[str] | None, theirs: list[str] | None) -> bool:
    return bool(ours) and bool(theirs) and {w.lower() for w in ours or ()} != {w.lower() for w in theirs or ()}


def _digits(text: str) -> set[str]:
    return set(re.findall(r"\d+", re.sub(r"(?<=\d)[ ,.\u00a0](?=\d{3}\b)", "", text)))


def _names(text: str, *, opens: bool) -> list[str]:
    words = words_in(text)
    return [word for index, word in enumerate(words) if has_capital(word) and (index > 0 or not opens)]


def _share_a_name(ours: list[str], theirs: list[str]) -> bool:
    return any(a[:4].casefold() == b[:4].casefold() for a in ours for b in theirs)


def _names_before_resuming(omitted: str) -> str:
    """A name in the last clause that an omission hides, so that what follows would be said of somebody else."""
    sentences = [sentence for sentence in _SENTENCE_END.split(omitted) if words_in(sentence)]
    last = sentences[-1] if sentences else ""
    opens = len(sentences) > 1 or _SENTENCE_END.match(omitted) is not None
    words = words_in(last)[-8:]
    names = [
        word
        for index, word in enumerate(words)
        if has_capital(word) and not (opens and index == 0 and len(words) > 1 and _is_plain(word))
    ]
    if opens and not names and words and is_pronoun(words[0]) and len(words) <= 3:
        names = [words[0]]
    return " ".join(names)


def _is_plain(word: str) -> bool:
    return is_pronoun(word) or bool(kind_of(word)) or len(word) < 4


def _word_start(source: Lettering, index: int) -> int:
    while index > 0 and not source.starts_word(index):
        index -= 1
    return index


def _next_word(source: Lettering, index: int) -> int:
    while index < len(source) and not source.starts_word(index):
        index += 1
    return index


def word_span(source: Lettering, index: int) -> tuple[int, int]:
    """The letters of the word in which letter `index` stands."""
    return _word_start(source, index), _next_word(source, index + 1)


def _span(source: Lettering, first: int, last: int) -> str:
    return source.text[int(source.positions[first]) : int(source.positions[last - 1]) + 1] if last > first else ""
