"""The words that send a reader to a work: “see also”, «см. подробнее», “vgl. dazu”.

A signal opens a reference, alone or at the end of somebody's sentence: “For another view see Smith …”. Each language
has its own in the table `note_signals` of its folder; notes cite works in several languages, and all are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from variorum.languages.registry import of_every_language
from variorum.text.letters import compiled

_OPENS = r"(?:(?-i:[\p{Lu}“«„\"*_‘])|ebd\.|ebenda\b|ibid\b|там\s+же)"  # what a reference begins with
_SENTENCE = r"[^.;“\"«„(]{3,260}?[,:]?\s"  # the words of somebody's sentence that lead up to a signal
_WITHOUT_FOLDER = (  # French, Ukrainian and Polish
    r"voir(?:\s+(?:aussi|notamment|également|surtout|par\s+exemple))*", r"cfr?\.",
    r"див\.?(?:\s+(?:також|докладніше|напр\.|про\s+це))*:?", r"пор\.:?",
    r"zob\.?(?:\s+(?:też|także|m\.in\.|np\.))*:?", r"por\.(?:\s+(?:też|także))*:?",
)  # fmt: skip


def signal_of(text: str) -> re.Match[str] | None:
    """The signals that open a stretch of a note, all that stand in a row; None where there are none."""
    return _signals().match(text)


def is_thanks(text: str) -> bool:
    """Whether words thank somebody for help, and so cite nothing by themselves."""
    return _thanks().match(text) is not None


@cache
def _thanks() -> re.Pattern[str]:
    words = [one for table in of_every_language("note_signals").values() for one in table.get("thanks", ())]
    return re.compile(rf"\W*(?:{'|'.join(words) or '(?!)'})\b", re.IGNORECASE)


@cache
def _signals() -> re.Pattern[str]:
    found = [one for table in of_every_language("note_signals").values() for one in _of_language(table)]
    return compiled(
        rf"^\W*(?:(?:{'|'.join((*found, *_WITHOUT_FOLDER))})(?:[\s,:]+|(?<=\.)(?=(?-i:\p{{CyrillicLu}}))))+",
        re.IGNORECASE,
    )


def _of_language(table: Mapping[str, Sequence[str]]) -> list[str]:
    further, how = ("|".join(table.get(name, ())) or "(?!)" for name in ("further", "how"))
    parts = {
        "{opens}": _OPENS,
        "{sentence}": _SENTENCE,
        "{more}": rf"(?:\s+(?:{further})\b\.?)*",
        "{further}": f"(?:{further})",
        "{how}": f"(?:{how})",
    }
    found = []
    for written in table.get("signals", ()):
        pattern = written
        for name, part in parts.items():
            pattern = pattern.replace(name, part)
        found.append(pattern)
    return found
