"""Somebody's sentences within a note: told from titles, and searched for the reference that stands at their end.

A sentence is told by a finite verb or by a run of small words outside what it quotes. Where such a sentence ends in a
reference, that begins after a word that leads up to one (“in”, “by”, “bei”), a colon, a bracket, or as a name and year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENGLISH = (
    "was were had has is are became been did does says said argues argued shows showed wrote writes refers can could "
    "would should will may might must remains appears came come comes took gave made makes follows"
)
_RUSSIAN = (
    "считает пишет отмечает указывает утверждает полагает приводит приводится говорит говорится "
    "называет служил имел имела имели видно известно следует имеется имеются "
    "дает даёт опираюсь привожу заметил отметил указал писал сказал получил воздвигли был была было "
    "были стал стала стало стали имело является являлся являлась являлось являются"
)
_GERMAN = (
    "ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können konnte konnten erschien erschienen "
    "ich wir gilt leistet lässt ließ stammt stammen stammten folgte zeigt zeigen geht ging sei seien"
)
_FINITE = re.compile(rf"(?<![\w’'-])(?:{'|'.join(f'{_ENGLISH} {_RUSSIAN} {_GERMAN}'.split())})(?![\w’'-])")
_ENGLISH_PAST = re.compile(  # "numbered about", "served as"; "edited by" is said of books
    r"(?<![\w-])(?!(?:edit|translat|compil|publish|print|bas|collect|select|revis|reprint|cit|quot|introduc|prepar|arrang|annotat|abridg|adapt|dat|sign|"
    r"entitl|illustrat|reproduc|relat)ed)[a-z]{3,}ed\s+(?:about|as|in|at|that|to|the|an?|his|her|its|their|him|them|on|from|for|with|over|no|up|out)(?!\w)"
)
_PAST = re.compile(r"(?<!\w)[а-яё]{2,}(?:овал|ывал|ивал|авал|евал)[аои]?(?!\w)")
_REFLEXIVE = re.compile(r"(?<!\w)[а-яё]{3,}(?:ется|ится|ются|ятся|утся|лся|лась|лось|лись)(?!\w)")
_SMALL_WORDS = re.compile(r"(?:\b[a-zа-яё’']+\b\s+){6,}[a-zа-яё’']+\b")
_QUOTED = re.compile(r"[“\"«„][^”\"»“]*[”\"»“]")
_NAME = r"[A-ZÀ-ÞА-ЯЁ][\w’'-]+"
_LEADS_UP = re.compile(
    r"\((?=[A-ZÀ-ÞА-ЯЁ«“„‘])|:\s+(?=[A-ZÀ-ÞА-ЯЁ«“„‘\d])|"
    r"(?<!\w)(?:in|by|see|from|as|is|are|remains|als|ist|bei|von|vgl\.|siehe|см\.?:?|в|у)\s+(?=[A-ZÀ-ÞА-ЯЁ«“„‘])|"
    rf"(?:(?<=[\wß),])|(?<=[^\W\d_]{{3}}\.))\s+(?=(?:[A-ZÀ-Þ]\.[\s-]?){{0,3}}{_NAME},\s+[A-ZÀ-ÞА-ЯЁ«„‘“])|"
    rf"(?<=[a-zäöüß)])\s+(?={_NAME}(?:\s?/\s?{_NAME})*\s+(?:1[4-9]|20)\d\d\b)|"
    rf"[.!?][”\"»]?\s+(?={_NAME}(?:\s?/\s?{_NAME})*\s+(?:1[4-9]|20)\d\d\b)"
)
_LONGEST = 400  # characters of a reference at the end of a sentence
IMPRINT = re.compile(  # an imprint, in brackets or bare: "(Leeds: Kiln, 1960)", "М., 1996", "Bonn 1989"
    r"\([^()]*[^\W\d_]{3}[^()]*[,:]\s*(?:1[4-9]|20)\d\d[a-z]?\)|"
    r"(?<![\w])(?:М|Л|СПб|Пг|Пб|Киев|Минск|Париж|Берлин)\.?(?:\s?[;–—-]\s?[А-ЯЁ]\w*\.?)?:?[^.;]{0,60},\s*(?:1[4-9]|20)\d\d|"
    r"[,.]\s+[A-ZÄÖÜ][\w.-]+(?:\s?/\s?[A-ZÄÖÜ][\w.-]+)*,?\s+(?:1[4-9]|20)\d\d\b(?!\s*[-–]\s*\d)"
)


def is_sentence(text: str) -> bool:
    """Whether words are somebody's sentence rather than a title: outside what they quote."""
    plain = _QUOTED.sub("", text)
    if _SMALL_WORDS.search(plain):
        return True
    finite = _FINITE.search(plain) or _REFLEXIVE.search(plain) or _PAST.search(plain) or _ENGLISH_PAST.search(plain)
    return finite is not None and len(text.split()) >= 5


def has_imprint(text: str) -> bool:
    """Whether words give a place, or a publisher, and a year as a book's."""
    return IMPRINT.search(text) is not None


def imprints_in(text: str) -> list[tuple[int, int]]:
    """Where imprints in brackets stand: each is a work's."""
    return [m.span() for m in IMPRINT.finditer(text) if text[m.start()] == "("]


def stretches_after(text: str) -> Iterator[tuple[int, int]]:
    """The stretches at the end of a sentence, or in its brackets, that may be a reference; the longest first."""
    for match in _LEADS_UP.finditer(text):
        if match[0].startswith("("):
            end = text.find(")", match.end())
            if end > match.end():
                yield match.end(), end
        elif len(text) - match.end() <= _LONGEST:
            yield match.end(), len(text)
