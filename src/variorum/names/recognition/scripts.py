"""Lines in another script, which are given to another language's model: an English letter in a Russian text.

Which model is asked is told by the language of the text: for each other script the language that stands for it
(`languages.registry`). Of a language that no pack declares nothing is said. English is believed to be English only by
its commonest words, since Latin letters may be any language's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from variorum.languages import Pack, Recognised, equipment, pack, read_by
from variorum.text.scripts import CYRILLIC

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTERS = {"Cyrl": CYRILLIC, "Latn": _LATIN}
_RUN = {  # letters of a script without which there can be no passage in it: the cheap first look
    "Latn": re.compile(r"[A-Za-z][A-Za-z ,;’'\"“”-]{18}"),
    "Cyrl": re.compile(r"[\u0400-\u052f][\u0400-\u052f ,;«»\"—-]{18}"),
}
_LEAST = 20  # letters of a passage
_MOSTLY = 0.8
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|that|is|was|for|with|by|on|from|his|at|it|as|not|be|were)\b")
_COMMON = 0.15  # the share of these words in English prose is about a third


def written_in(text: str) -> str:
    """The language that a text's letters speak for: "ru" where most are Cyrillic, else "en"."""
    return "ru" if len(CYRILLIC.findall(text)) > len(_LATIN.findall(text)) else "en"


def seen_in(texts: Sequence[str], language: str) -> list[list[Recognised]]:
    """What the language's model sees in each text, and in passages of another script the model of its language."""
    passages = [
        (other, number, start, end)
        for other in _others(language)
        for number, text in enumerate(texts)
        if _RUN[other.script].search(text)
        for start, end in _passages(text, other.script, against=_script_of(language))
    ]
    if not passages:
        return equipment(language).recognise(texts)
    found = equipment(language).recognise(_without(texts, [(number, start, end) for _, number, start, end in passages]))
    for other, run in groupby(passages, key=itemgetter(0)):
        places = [place for _, *place in run]
        names_of_each = equipment(other.code).recognise([texts[number][start:end] for number, start, end in places])
        for (number, start, _), names in zip(places, names_of_each, strict=True):
            found[number] += [Recognised(one.start + start, one.end + start, one.kind) for one in names]
    return [sorted(names, key=lambda one: one.start) for names in found]


def recogniser_for(language: str) -> str:
    """By what names are seen in texts of a language: whatever `seen_in` may ask."""
    asked = (language, *(other.code for other in _others(language)))
    return "; ".join(filter(None, (equipment(code).recogniser() for code in asked)))


def has_no_model(language: str) -> bool:
    """Whether no model sees names in this language, so that dossiers and patterns alone find them."""
    return not equipment(language).recogniser()


def _script_of(language: str) -> str:
    declared = pack(language)
    return declared.script if declared else ""


def _others(language: str) -> list[Pack]:
    """The languages whose models are asked about passages in their script, within a text of this language."""
    own = _script_of(language)
    others = (pack(code) for code in read_by(language)) if own in _LETTERS else ()
    return [one for one in others if one is not None and one.script != own and one.script in _LETTERS]


def _without(texts: Sequence[str], passages: Sequence[tuple[int, int, int]]) -> list[str]:
    """The texts with empty lines where the passages stand, so that all else keeps its place."""
    left = list(texts)
    for number, start, end in passages:
        text = left[number]
        left[number] = text[:start] + "\n" * (end - start) + text[end:]
    return left


def _passages(text: str, script: str, *, against: str) -> Iterator[tuple[int, int]]:
    """Runs of lines that are mostly in another script; lines without letters belong to what stands before them."""
    wanted, main = _LETTERS[script], _LETTERS[against]
    begun, last, start = -1, 0, 0
    for line in text.splitlines(keepends=True):
        own, foreign = len(wanted.findall(line)), len(main.findall(line))
        if own and own >= _MOSTLY * (own + foreign):
            begun, last = (start if begun < 0 else begun), start + len(line.rstrip())
        elif foreign and begun >= 0:
            if _is_passage(text[begun:last], script):
                yield begun, last
            begun = -1
        start += len(line)
    if begun >= 0 and _is_passage(text[begun:last], script):
        yield begun, last


def _is_passage(passage: str, script: str) -> bool:
    if script == "Cyrl":
        return len(CYRILLIC.findall(passage)) >= _LEAST
    words = re.findall(r"[^\W\d_]+", passage)
    common = len(_ENGLISH.findall(passage.lower()))
    return len(_LATIN.findall(passage)) >= _LEAST and common >= _COMMON * len(words)
