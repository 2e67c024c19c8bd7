"""The text of a note as it is meant: without addresses, and with signs that programs and scans write wrongly mended.

Every change leaves the text as long as it was, so that a place in it is a place in the note.
"""

from __future__ import annotations

import re

from variorum.manuscript.citations import splitting
from variorum.text.letters import compiled

_ADDRESS = re.compile(  # an address in the web, with what announces it and when it was looked at
    r"(?:[,;.]?\s*\(?(?:URL(?:\s*\(stable\))?|online(?:\s+(?:unter|at|in))?|(?:also\s+)?available(?:\s+online)?(?:\s+(?:at|in|from))?|abrufbar\s+unter|"
    r"Режим\s+доступа|URl)\s*:?\s*)?[\[<]?(?:https?://|www\.|doi:\s?|(?:[\w-]+\.)+(?:org|com|net|edu|info)/)[^\s\]>]*[^\s\];,.)>](?:\.?>)?"
    r"(?:\]\([^)\s]*\))?(?:[.,](?!\s+(?-i:See|For|On|Cf|But|The|This|A|Vgl|Siehe|См|Ср)\b))?"
    r"(?:,?\s*\(?(?:alle\s+)?(?:letzter\s+Zugriff|zuletzt|Zugriff|Stand(?=:)|accessed|last\s+accessed|дата\s+обращения)(?:(?!\s(?:pp?|pgs?|S|С|paras?)\b\.?\s*\d)[^()\[\];]){0,40}\)?)?",
    re.IGNORECASE,
)
_MAY_BE_ADDRESS = re.compile(r"://|www\.|doi|\.(?:org|com|net|edu|info)/", re.IGNORECASE)
_LINK = re.compile(  # "[The Quay](https://example.org/quay)", or to a chapter of its own
    r"\[(?!https?:|www\.)([^\[\]]{3,200})\](\((?:(https?:|www\.)|[./#\w])[^()\s]*(?:\([^()]*\)[^()\s]*)*\)(?:\{[^{}]*\})?)"
)
_LONG_DASH = re.compile(r"(?<=\d)\u00ad?-{2,3}(?=\d)")  # "192--193", as typewriters and TeX have it
_CYRILLIC_PAGES = compiled(  # «рр. 16–17», «Harbours. – Р. 5» in the wrong script
    r"(?<![\w.])(?<!\d\s)рр?(?=\.\s*\d)|(?<=[–—-]\s)Р(?=\.\s*\d)|(?<=[\p{LatinLl}\d]\.\s)Р(?=\.\s*\d)"
)
_AS_WRITTEN = (  # signs of a file that are no signs of the text, each as long as it was
    (re.compile(r"((?<!\n)\n(?!\n))"), " "),  # a line's end; a blank line is a paragraph's
    (re.compile(r"(&(?:nbsp|thinsp|ensp|emsp|#160|#xa0);)", re.IGNORECASE), " "),
    (re.compile(r"((?<=\s)-{2,3}(?=\s))"), "—"),
    (compiled(r"((?<=\s\p{CyrillicLu}\.)\.(?=\s+\p{CyrillicLu}\w+\s+\p{CyrillicLu}\.))"), ","),  # «Вейнов А.. Мосс Р.»
    (
        re.compile(r"(\s?[—–-]\s(?=[«\"][^»\"]{3,60}[»\"],\s*(?:1[89]|20)\d\d\b))"),
        "//",
    ),  # «Жатва — „Причал“, 1989, № 5»
    (re.compile(r"((?<!\w)Поли(?=\.\s*собр))"), "Полн"),  # as scans have it
    (compiled(r"((?<![\w’])’(?=[\p{LatinLu}\d][^’‘]{3,200}’(?:[,.;)]|\s+in\b)))"), "‘"),  # ’The Quay’
    (re.compile(r"((?<!\w)Сf(?=\.))"), "Cf"),  # its first letter in the wrong script
    (re.compile(r"(\s+[–—-]\s+(?:Здесь\s+и\s+далее\s+)?[Пп]рим(?:еч)?\.\s*(?:ред|авт|пер|изд|сост)\w*\.?\s*$)"), ""),
    (re.compile(r"(\\\[)"), "["),
    (re.compile(r"(\\\])"), "]"),
)
_TWO_COMMAS = re.compile(r",,(?=[\w.])")  # as programs write „ that have no such mark
_CLOSED_STRAIGHT = re.compile(r"„([^„“”\"]{1,300})\"")  # „Kai" for „Kai“
_CATCHWORDS = re.compile(  # ‘The barges lay at the quay …’, Vane, The Quay, 5: the words to which the note is made
    r"\A\s*[‘“«„\"][^’”»“\"\n]{4,120}(?:…|\.\s?\.\s?\.)\s?(?:’(?!\w)|[”»“\"])\s*[,:]\s+(?=(?:[^\W\d_][\w’'-]*[\s,.]+){2}|ibid|там\s+(?:же|само))",
    re.IGNORECASE,
)
_BROKEN_WORD = compiled(  # "Raumfor-⏎schung", and not "Agrar-⏎und Raumforschung"
    r"((?<!\w)[^\W\d_]*\p{Ll})-\n(?!(?:und|oder|bzw|and|or|et|ou|и|или)\b)(\p{Ll}\w*)"
)


def plainly(text: str) -> str:
    """A text whose signs of a file stand as what they mean, with words over a line's end whole, without addresses."""
    text = whole_words(text)
    for form, plain in _AS_WRITTEN:
        text = "".join(
            part if number % 2 == 0 else plain.rjust(len(part)) for number, part in enumerate(form.split(text))
        )
    text = _LONG_DASH.sub(lambda match: " " * (len(match[0]) - 1) + "–", without_addresses(text))
    text = _CLOSED_STRAIGHT.sub("„\\1“", _TWO_COMMAS.sub(" „", text))
    text = _CATCHWORDS.sub(lambda match: " " * len(match[0]), text)
    return _CYRILLIC_PAGES.sub(lambda match: "p" * len(match[0]), text)


def whole_words(text: str) -> str:
    """A text whose words over a line's end are whole, as long as it was: what is gained stands before them."""
    return _BROKEN_WORD.sub(lambda word: f"  {word[1]}{word[2]}", text) if "-\n" in text else text


def without_addresses(text: str) -> str:
    """A text with every address of a page as a sign that says nothing; its length stays."""
    text = _LINK.sub(lambda match: f" {match[1]} {(splitting.ADDRESS if match[3] else ' ') * len(match[2])}", text)
    if not _MAY_BE_ADDRESS.search(text):
        return text
    return _ADDRESS.sub(lambda match: splitting.ADDRESS * len(match[0]), text)
