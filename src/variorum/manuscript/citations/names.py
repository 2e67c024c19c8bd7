"""The people that a reference names: straight or turned round, in either script, parted by commas, strokes, “and”."""

from __future__ import annotations

import re

from variorum.text.letters import compiled
from variorum.text.scripts import CYRILLIC

_INITIALS = r"(?:\p{Lu}[жh]?\.\s?(?:-\s?)?){1,3}(?:\s?de\.)?"
_RU_SURNAME = (  # «Вейнов», «Valls i Taberner», «Pons Guri»
    r"(?:[dд]’)?\p{Lu}(?:[^\W\d_]|[’'\-])+(?:\s+(?:фон|де|ван|оглы|заде)|\s+[iyі]\s+(?:de\s+)?\p{LatinLu}[^\W\d_]+|\s+\p{LatinLu}\p{LatinLl}+)?"
)
_LISTED_INITIALS = rf"(?:{_INITIALS}|\p{{CyrillicLu}}(?=,\s))"  # «Вейнов А, Мосс Р.»
RU_AUTHORS = compiled(
    rf"\s*((?:{_RU_SURNAME},?\s+{_LISTED_INITIALS}(?:\s*,\s*|(?:\s|(?<=\s))и\s+(?={_RU_SURNAME},?\s+{_INITIALS})|"
    rf"\s+и\s+|\s*(?:and|&)\s+)?)+)(?:\s*(?:и\s+др\.|\[и\s+др\.\]))?"
)
RU_AUTHORS_LATER = compiled(rf"\s*((?:{_INITIALS}\s*{_RU_SURNAME}(?:\s*,\s*|\s+и\s+|\.\s)?)+)")
NAME_WORD = compiled(
    r"(?:\p{LatinLu}[\w’'ʹ-]*\.?|(?:\p{LatinLu}\.-?){1,4}[A-Z]?|d[’']\p{LatinLu}[\w-]+|de|la|le|du|van|von|v\.|d\.|der|den|da|di|and|&|et|al\.?|bin|ibn|al-\w+|jr\.?)$"
)
EDITED = re.compile(
    r",?\s*\(?\b(?:[eé]ds?|editors?|trans|tr|comp)s?(?:\.\)?|\b\)?)(?:,?\s*by\b)?\s*|,?\s*(?:edited|translated|compiled)\s+by\s+",
    re.IGNORECASE,
)
_HONOUR = compiled(
    r"(?:^|(?<=, )|(?<=and ))(?:Sir|Dr\.|Prof\.|Rev\.|Rt\.|Mr\.|Mrs\.|Miss|Lord|Lady|Dom\.|L[’']Abbé|Abbé|"
    r"General|Col\.|Capt\.)\s+(?=\p{LatinLu})"
)
_ARTICLE = re.compile(r"(?:The|An?|Das|Dem|Den|Ein|Eine[rs]?|Les)\s|(?:Der|Die|Des)\s(?!.*,)")  # of a title
_ARTICLE_LEFT = re.compile(
    r",\s+(?:The|An?|Das|Dem|Den|Der|Die|Des|Ein|Eine[rs]?|Zu[mr]|Les?|La)$"
)  # of a title that follows
_POSSESSIVE = re.compile(r"[^\W\d_](?:[’']s|s[’'])\s*$")  # "Post’s *Studien*", "Sir Henry Maine’s *Law*"


def names_in(text: str) -> tuple[str, ...]:
    """The people that a stretch before a title names; none where it reads as anything else."""
    if ";" in text:  # "Vane, Ruth; Moss, Ada"
        several = [names_in(part) for part in text.split(";")]
        return tuple(name for names in several for name in names) if all(several) else ()
    text = _HONOUR.sub("", re.sub(r"[’']s?\s*$", "", text.rstrip()) if _POSSESSIVE.search(text) else text)
    text = re.sub(r"\s*\((?:as|pseud\.?|writing\s+as|псевд\.?)\b[^()]*\)", "", text)
    text = EDITED.sub(", ", text).strip(" ,.;:*_[]")
    text = re.sub(r"\s*\bet\s+al\.?|\s+и\s+др\.?|,?\s+u\.\s?a\.?$", "", text)
    text = compiled(r"^\p{Lu}{3,},\s+(?=\p{Lu})").sub("", text)  # "AMILO, M. A. Vane": an archive's letters name nobody
    if (
        not text or re.search(r"\d|\sv(?:s?\.|\b)\s", text) or _ARTICLE.match(text) or _ARTICLE_LEFT.search(text)
    ):  # "Vane v. Moss": a case
        return ()
    if CYRILLIC.search(text):
        match = RU_AUTHORS.match(text + ".") or RU_AUTHORS_LATER.match(text)
        if match and match.end() >= len(text) - 1:
            return tuple(clean(name) for name in people_in(match[1]))
        names = re.split(r",\s*|\s+и\s+", text)
        return tuple(names) if all(len(n.split()) <= 2 and n[:1].isupper() for n in names) and len(names) <= 3 else ()
    inverted = compiled(r"([^,/]+),\s+((?:\p{LatinLu}[\w.’'-]*\s?)+)$").match(text)
    if inverted and " " in inverted[1].strip() and " " in inverted[2].strip():
        inverted = None  # "Ann Vane, Ruth Moss": two people, and no name turned round
    if inverted and all(NAME_WORD.match(word) for word in text.replace(",", " ").split()) and len(text.split()) <= 5:
        return (f"{inverted[1].strip()}, {inverted[2].strip()}",)
    names = [
        name.strip()
        for name in re.split(r",\s*(?:and\s+)?|\s+(?:and|&|und|u\.|et(?!\s+al\b))\s+|\s*/\s*", text)
        if name.strip()
    ]
    good = [n for n in names if 1 <= len(n.split()) <= 5 and all(NAME_WORD.match(w) for w in n.split())]
    return tuple(good) if good and len(good) == len(names) else ()


def names_at_end(text: str) -> tuple[str, ...]:
    """The people before a title, if need be those that the last words of a sentence name: “… comments by R. Vane,”."""
    if names := names_in(text):
        return names
    last = compiled(
        r"(?:(?:^|\s)(?:in|by|from|as|see|of|bei|von|als)|:)\s+((?:\p{LatinLu}[\w.’'-]*,?\s*(?:and\s+|und\s+)?){1,6})$"
    ).search(
        text,
    )
    return names_in(last[1]) if last else ()


def people_in(written: str) -> list[str]:
    """The names in a row in the Russian manner; all of it where none is seen."""
    found = compiled(rf"{_RU_SURNAME},?\s+{_LISTED_INITIALS}|{_INITIALS}\s*{_RU_SURNAME}").findall(written)
    return found or [written]


def clean(text: str) -> str:
    """A name or title without what stands around it: marks, stars, stops."""
    found = " ".join(text.replace("*", "").replace("\u00ad", "").strip(" \n.,;:/_[]").split()).strip('“”"«»')
    return found if "«" in found else found.replace("»", "")
