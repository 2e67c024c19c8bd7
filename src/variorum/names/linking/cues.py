"""What the words before a Russian name tell of its case: after a preposition nothing stands in the nominative.

«Рютина» is the genitive of a man's surname or the nominative of a woman's. «У Рютина» and «товарища Рютина» are the
man's: a woman's would be «Рютиной».
"""

from __future__ import annotations

import re

_PREPOSITIONS = (
    "без|безо|близ|в|во|вместо|вне|возле|вокруг|вопреки|для|до|за|из|изо|из-за|из-под|к|ко|кроме|меж|между|на|над|"
    "надо|насчёт|насчет|напротив|о|об|обо|около|от|ото|перед|передо|по|под|подле|подо|позади|помимо|после|посредством|"
    "при|про|против|ради|с|со|сверх|сквозь|согласно|среди|у|через|относительно|благодаря|навстречу"
)
_OBLIQUE_TITLES = (
    "товарища|товарищу|товарищем|товарище|гражданина|гражданину|гражданином|господина|господину|господином"
)
_BRIEF_TITLES = r"(?:т|тов|тт|гр|г|гг|проф|акад|ген|инж|д-р)\.?"
_BEFORE = re.compile(
    rf"(?:^|[^\w-])(?:(?:{_PREPOSITIONS})(?:\s+{_BRIEF_TITLES})?|{_OBLIQUE_TITLES})\s+$", re.IGNORECASE
)
_REACH = 40  # characters looked at before the name


def cue_before(text: str, start: int) -> str:
    """ "oblique" where the name that begins at `start` cannot stand in the nominative; empty where nothing tells."""
    return "oblique" if _BEFORE.search(text[max(0, start - _REACH) : start]) else ""
