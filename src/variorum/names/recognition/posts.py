"""Bodies and posts: groups that are named by an abbreviation, and the roles that people hold in them.

A role is a post with what it is of («секретарь ЦК ВКП(б)», "People's Commissar of War"); the bare word "secretary" is
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from variorum.languages import equipment
from variorum.names.recognition.word_lists import word_list

_BODY = re.compile(r"(?<![\w-])[^\W\d_a-zа-яё][^\W\d_]*(?:\(б\)|\(b\)(?:SU)?)?(?![\w(])")
_DECLINED_CAPITALS = re.compile(r"([А-ЯЁ]{2,})(?:ом|ов|а|у|е|ы)$")
_ENGLISH_POST = re.compile(
    r"(?<![\w-])(?:(?:General|First|Second|Deputy|Assistant|Vice|Acting|Prime|Foreign|Former|People[’']s|general|first|"
    r"deputy|assistant|acting|former|people[’']s)[ -])*"
    r"(?:[Ss]ecretary|[Cc]hairman|[Pp]resident|[Cc]ommissar|[Cc]ommander|[Ee]ditor|[Dd]irector|[Hh]ead|[Cc]hief|"
    r"[Mm]inister|[Dd]elegate|[Aa]mbassador|[Pp]rosecutor|[Pp]remier|[Mm]ember)"
    r"(?:-[Gg]eneral|-in-[Cc]hief)?"
    r"\s+(?:of|for|to)\s+(?:the\s+)?(?:[A-Z][\w’'()-]*)(?:\s+(?:(?:of|for|and)\s+(?:the\s+)?)?[A-Z][\w’'()-]*){0,6}"
)
_RUSSIAN_POST = re.compile(
    r"(?<![\w-])(?:(?:[Гг]енеральн|[Пп]ерв|[Вв]тор|[Бб]ывш|[Нн]ародн|[Зз]аместител|[Оо]тветственн)\w*\s+)*"
    r"(?:[Сс]екретар|[Пп]редседател|[Чч]лен|[Кк]андидат|[Кк]омиссар|[Вв]оенком|[Рр]едактор|[Дд]иректор|[Нн]ачальник|"
    r"[Кк]омандующ|[Мм]инистр|[Дд]епутат|[Дд]елегат|[Уу]полномоченн|[Пп]рокурор|[Пп]олпред)[а-яё]{0,4}"
    r"(?:\s+в)?((?:\s+[а-яё]+(?:ого|его|ой|ей|ых|их))*(?:\s+[А-ЯЁ][\w()-]*)+)"
)


def bodies(text: str) -> Iterator[tuple[int, int]]:
    """The bodies named by an abbreviation or by the word made of it, in any case («в ОГПУ», «Совнаркома»)."""
    for found in _BODY.finditer(text):
        if is_body(found[0]):
            yield found.span()


@lru_cache(maxsize=50_000)
def is_body(word: str) -> bool:
    """Whether a word with a capital is called as a body of the lists."""
    lower = word.lower()
    if lower in word_list("bodies.english"):
        return word.isupper() or len(word) > 4
    stripped = _DECLINED_CAPITALS.sub(r"\1", word)
    if stripped.isupper() or "(" in word:
        return stripped.lower() in word_list("bodies.russian")
    beginnings = {body[:4] for body in word_list("bodies.russian")}
    if len(word) < 6 or lower[:4] not in beginnings:
        return False
    return any(lemma in word_list("bodies.russian") for lemma in equipment("ru").lemmas(lower))


def roles(text: str) -> Iterator[tuple[int, int]]:
    """The posts with what they are of."""
    for found in _ENGLISH_POST.finditer(text):
        yield found.span()
    for found in _RUSSIAN_POST.finditer(text):
        words = found[1].split()
        if len(words) > 1 or is_body(words[-1]) or sum(letter.isupper() for letter in words[-1]) > 1:
            yield found.span()
