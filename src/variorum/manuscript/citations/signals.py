"""The words that send a reader to a work: “see also”, «см. подробнее», “vgl. dazu”; by language.

A signal opens a reference, alone or at the end of somebody's sentence: “For another view see Smith …”.
"""

from __future__ import annotations

import re

_OPENS = '(?:(?-i:[A-ZÀ-ÞА-ЯЁ“«„"*_‘])|ebd\\.|ebenda\\b|ibid\\b|там\\s+же)'  # what a reference begins with
_SENTENCE = r"[^.;“\"«„(]{3,160}?[,:]?\s"  # the words of somebody's sentence that lead up to a signal
_ENGLISH = (
    rf"{_SENTENCE}(?:but\s+)?see(?:\s+also)?,?(?=\s+{_OPENS})",
    r"(?:for|on|as\s+to|regarding)\b[^.;“\"]{0,120}?[\s,](?:see|cf\.)(?:\s+also)?,?",
    r"see,?\s+e\.g\.,?", r"see,?\s+for\s+example,?", r"see\s+(?:also|here|especially|in\s+particular)",
    r"see", r"especially",
    r"in\s+particular", r"generally", r"cf\.", r"cp\.", r"compare", r"but\s+(?:see|cf\.)", r"also", r"e\.\s?g\.,?",
    r"for\s+(?:example|instance),?", r"contra", r"as\s+in", r"and", r"from", r"in",
)  # fmt: skip
_RUSSIAN = (
    rf"{_SENTENCE}см\.?(?:\s+также)?:?(?=\s+{_OPENS})",
    r"(?:об?|подробнее|по\s+поводу)\b(?:[^.;«]|(?<=\s[вг]|[вг][вг])\.){0,120}?\sсм\.?(?:\s+также)?:?",
    r"см\.,?\s+(?:например|напр\.|в\s+частности),?:?",
    r"см\.?\s*(?:также|об\s+этом|подробнее|например|напр\.)?\s*(?:об\s+этом)?:?", r"ср\.?:?", r"сравни:?",
    r"подробнее(?:\s+об\s+этом)?,?\s+см\.?:?", r"об\s+этом\s+см\.?:?", r"а\s+также:?", r"также:?",
)  # fmt: skip
_FURTHER = (  # what may follow “vgl.” and “siehe”
    "auch dazu hierzu hierfür etwa insbesondere insb bes besonders exemplarisch nur ferner weiterhin ausführlich "
    "grundlegend jüngst zuletzt hingegen dagegen allgemein"
)
_MORE = rf"(?:\s+(?:{'|'.join(_FURTHER.split())}|zum\s+Beispiel|z\.\s?B|u\.\s?a|v\.\s?a|vor\s+allem)\b\.?)*"
_HOW = (  # "ausführlicher bei", "dazu etwa", "näher"
    r"(?:ausführlich(?:er)?|explizit|klassisch|näher|grundsätzlich|grundlegend|ähnlich|anders|kritisch|eingehend|umfassend|zusammenfassend|"
    r"exemplarisch|dazu|hierzu|zuletzt|zuerst|ebenso|hingegen|dagegen|dafür|hierfür|insbesondere|insb\.)"
)
_GERMAN = (
    rf"{_HOW}(?:\s+(?:{_HOW}|etwa|auch|schon|bereits|noch|insb\.|insbesondere|v\.\s?a\.))*(?:\s+(?:bei|von|in))?:?(?=\s+{_OPENS})",
    rf"(?:zu|zur|zum|über|für)\b[^.;“„\"«(:]{{3,80}}?\s{_HOW}(?:\s+{_HOW})*(?=\s+{_OPENS})",
    rf"{_SENTENCE}(?:vgl\.?|siehe){_MORE}:?(?=\s+{_OPENS})",
    rf"(?:{_SENTENCE})?(?:vgl\.|siehe)\s[^.;:“\"«„(]{{3,80}}?\s(?:von|bei)(?=\s+(?-i:[A-ZÄÖÜ])[\w’/-]+,?\s+(?:1[5-9]|20)\d\d)",
    rf"(?:vgl\.?|siehe){_MORE}\s+(?:zu|zur|zum(?!\s+Beispiel)|über|für)\b[^.;“„\"«(:]{{3,160}}?:(?=\s+{_OPENS})",
    rf"(?:vgl\.?|siehe|so|s\.(?=\s+(?:auch|dazu|hierzu)\b)){_MORE}(?:\s+zum\s+(?:ganzen\s+|gesamten\s+)?(?:Abschnitt|Absatz|Folgenden|Ganzen|Vorstehenden))?:?",
)
_OTHER = (r"voir(?:\s+(?:aussi|notamment|également|surtout|par\s+exemple))*", r"cfr?\.")
SIGNAL = re.compile(
    rf"^\W*(?:(?:{'|'.join((*_ENGLISH, *_RUSSIAN, *_GERMAN, *_OTHER))})[\s,:]+)+",
    re.IGNORECASE,
)
