"""Words by which a sentence says what its quotation marks mean: somebody speaks, a thing is named, a word is mentioned.

Each language has its own in the table `quotation_cues` of its folder, where it is said what each kind means. A
manuscript quotes in several languages, so that those of all of them are looked for, right before the opening mark or
right after the closing one.
"""

from __future__ import annotations

import re
from functools import cache

from variorum.languages.registry import of_every_language
from variorum.text.letters import compiled

# what stands around the words of a kind: {} is any of them, {name} any of another kind
_AROUND = {
    "speaks-of-words": r"\b(?:{})[\s,:(—–-]*(?:(?:{before-words})\s+)?$",
    "names-a-thing": r"\b(?:{})[\s,:*_]*$",
    "is-titled": r"(?:\b(?:{})[\s,:*_(–—-]*|(?:^|[.!?][\s*_]+)(?:{before-title})[\s*_]+)$",
    "says": r"\b(?:{})[\s,:—–-]*$",
    "stands-for": r"\b(?:{})\s*$",
    "named-body": r"(?:{})\s+(?:{named-after}|\p{{Lu}})",
    "begins-a-law": r"\W*(?:{})",
    "begins-a-title": r"\W*(?:{})",
    "begins-an-act": r"\W*(?:{})\s",
    "act-before": r"\b(?:{})(?:\s[^«»“”„:]{{0,160}}?(?:\d[\w./-]*)\s*(?:{act-dated})?|(?:\s[\w.,()-]+){{0,6}})\s*$",
    "act-numbered": r"\b(?:{})\s*$",
    "tells-earlier": r"\b(?:{put-between-dashes})\b[^!?;«»]{{0,160}}$",
    "leads-to-a-name": r"\b(?:{})\s*$",
    "notion-before": r"\b(?:{})\s*(?:[–—-]\s*)?$",
    "tells-in-words": r"\b(?:{})\b",
    "paper-says": r"\b(?:{})\s$",
    "speaks-between": r"[”\"’»“«]\s*(?:{})\s+(?:[^\W\d_]+\s+){{0,2}}[^\W\d_]+,\s*[“«„»\"‘]",
    "said-already": r"[”\"’»“]\s*(?:{})\s+(?:\w+\s+){{0,3}}\w+,\s*$",
    "so-called": r"\b(?:{})\s*$",
    "one-calls": r"(?:{})",
    "somebody-calls": r"(?:{})\b[^.!?;“«„‘”]{{0,80}}$",
    "called-after": r"\W{{1,3}}\s*(?:{})\b",
    "says-earlier": r"(?:{})\b[^.!?]{{0,120}}$",
    "possessed": r"(?:{})\s*$",
    "tells-whose": r"\b(?:(?:\p{{Lu}}[\w.’'-]*|{speakers})(?:\s\([^()]{{0,20}}\))?\s+(?:[^\W\d_]+\s+)?(?:{0})\b"
    r"|(?:{0})\s+(?:(?:{speakers})\b|\p{{Lu}}))",
    "by-whom": r"(?<!\w)(?:{})",
    "tells-whose-behind": r"\b(?:{})\b",
    "behind-a-title": r"[”\"’»“]{{1,2}}\s*(?:{})",
    "speech-after": r"\W{{0,4}}(?:{})",
    "speech-after-dash": r"(?:{})",
    "put-between-dashes": r"(?P<stop>[,.!?…]*)\s*[—–-]\s+(?=\p{{CyrillicLl}})[^«»—–]{{0,60}}?\b(?:{})\b"
    r"[^«»—–]{{0,120}}?[,.]\s*[—–-]\s+",
}
_CASE_MATTERS = (
    "is-titled",
    "named-body",
    "begins-an-act",
    "begins-a-law",
    "begins-a-title",
    "speaks-between",
    "said-already",
    "somebody-calls",
    "called-after",
    "possessed",
    "tells-whose",
    "by-whom",
    "tells-whose-behind",
    "behind-a-title",
    "speech-after",
    "put-between-dashes",
)
_WITH_OTHERS = ("speakers", "before-words", "before-title", "named-after", "act-dated", "put-between-dashes")
_MOST_PUT_IN = 2  # in one quotation


def without_what_is_put_in(text: str) -> tuple[str, ...]:
    """A quotation without what its author put in between dashes, as the source may have it; none where nothing was.

    The comma before the first dash may be the source's own or not, so that there are two.
    """
    put_in = cue("put-between-dashes")
    if not put_in.search(text):
        return ()
    with_comma = put_in.sub(lambda match: f"{match['stop']} ", text, count=_MOST_PUT_IN)
    without = put_in.sub(lambda match: f"{match['stop'].rstrip(',')} ", text, count=_MOST_PUT_IN)
    return tuple(dict.fromkeys((with_comma, without)))


@cache
def cue(kind: str) -> re.Pattern[str]:
    """What finds the words of a kind where they say something of quotation marks."""
    others = {other: _any_of(other) for other in _WITH_OTHERS}
    pattern = _AROUND[kind].format(_any_of(kind), **others)
    return compiled(pattern, re.NOFLAG if kind in _CASE_MATTERS else re.IGNORECASE)


def _any_of(kind: str) -> str:
    return "|".join(one for table in of_every_language("quotation_cues").values() for one in table.get(kind, ()))
