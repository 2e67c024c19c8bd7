"""Lines in the other script, which are given to the other language's model: an English letter in a Russian text.

English is believed to be English only by its commonest words, since Latin letters may be any language's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.languages import Recognised, equipment

_CYRILLIC, _LATIN = re.compile(r"[\u0400-\u052f]"), re.compile(r"[A-Za-z\u00c0-\u024f]")
_RUN = {  # letters of the other script, without which there can be no passage in it: the cheap first look
    "ru": re.compile(r"[A-Za-z][A-Za-z ,;’'\"“”-]{18}"),
    "en": re.compile(r"[\u0400-\u052f][\u0400-\u052f ,;«»\"—-]{18}"),
}
_OTHER = {"ru": "en", "en": "ru"}
_LEAST = 20  # letters of a passage
_MOSTLY = 0.8
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|that|is|was|for|with|by|on|from|his|at|it|as|not|be|were)\b")
_COMMON = 0.15  # the share of these words in English prose is about a third


def written_in(text: str) -> str:
    """The language that a text's letters speak for: "ru" where most are Cyrillic, else "en"."""
    return "ru" if len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text)) else "en"


def seen_in(texts: Sequence[str], language: str) -> list[list[Recognised]]:
    """What the language's model sees in each text, and in passages of the other script the other language's."""
    main = language.replace("_", "-").split("-")[0].lower()
    other = _OTHER.get(main, "")
    passages = [
        (number, start, end)
        for number, text in enumerate(texts)
        if other and _RUN[main].search(text)
        for start, end in _passages(text, other)
    ]
    if not passages:
        return equipment(language).recognise(texts)
    found = equipment(language).recognise(_without(texts, passages))
    others = equipment(other).recognise([texts[number][start:end] for number, start, end in passages])
    for (number, start, _), names in zip(passages, others, strict=True):
        found[number] += [Recognised(one.start + start, one.end + start, one.kind) for one in names]
    return [sorted(names, key=lambda one: one.start) for names in found]


def recogniser_for(language: str) -> str:
    """By what names are seen in texts of a language: whatever `seen_in` may ask."""
    other = _OTHER.get(language.replace("_", "-").split("-")[0].lower(), "")
    return "; ".join(equipment(code).recogniser() for code in (language, other) if code)


def _without(texts: Sequence[str], passages: Sequence[tuple[int, int, int]]) -> list[str]:
    """The texts with empty lines where the passages stand, so that all else keeps its place."""
    left = list(texts)
    for number, start, end in passages:
        text = left[number]
        left[number] = text[:start] + "\n" * (end - start) + text[end:]
    return left


def _passages(text: str, other: str) -> Iterator[tuple[int, int]]:
    """Runs of lines that are mostly in the other script; lines without letters belong to what stands before them."""
    wanted, against = (_CYRILLIC, _LATIN) if other == "ru" else (_LATIN, _CYRILLIC)
    begun, last, start = -1, 0, 0
    for line in text.splitlines(keepends=True):
        own, foreign = len(wanted.findall(line)), len(against.findall(line))
        if own and own >= _MOSTLY * (own + foreign):
            begun, last = (start if begun < 0 else begun), start + len(line.rstrip())
        elif foreign and begun >= 0:
            if _is_passage(text[begun:last], other):
                yield begun, last
            begun = -1
        start += len(line)
    if begun >= 0 and _is_passage(text[begun:last], other):
        yield begun, last


def _is_passage(passage: str, other: str) -> bool:
    if other == "ru":
        return len(_CYRILLIC.findall(passage)) >= _LEAST
    words = re.findall(r"[^\W\d_]+", passage)
    common = len(_ENGLISH.findall(passage.lower()))
    return len(_LATIN.findall(passage)) >= _LEAST and common >= _COMMON * len(words)
