"""What a remark on a quotation tells of: typed by the sentence that it is made of, not by how that sentence reads.

Whoever must know more than the words (whether a remark tells of the sense, at which edge, what would answer it) asks
`remark_of`. A remark that is not listed tells of the sense at no edge, so that nothing new is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from variorum.quotation.critical_words import named
from variorum.saying import Sentence, template

BEFORE_WHY = template("Before these words the source has “{shown}”, {why}.")
DEPENDS = template("which makes them depend on it")
TAKES_BACK = template("which takes them back")
NOT_SIMPLY = template("so that they are not simply stated")
INVERTED = template("Before these words the source has “{shown}”, which makes them depend on it.")
NEGATION_NEAR_BEFORE = template("Just before these words the source has a negation: “{shown}”.")
MEASURED_BEFORE = template("Just before these words the source has “{shown}”, which makes less of them.")
GOES_ON = template("After these words the source goes on: “{shown}”.")
NEGATION_NEAR_AFTER = template("Just after these words the source has a negation: “{shown}”.")
NEGATION_AFTER = template("The next word in the source is a negation: “{words}”.")
NEGATION_BESIDE_BEFORE = template("The word before these in the source is a negation: “{before}”.")
NEGATION_BESIDE_AFTER = template("The next word in the source is a negation: “{after}”.")
NUMBER_CUT_AFTER = template("The number at the end is cut: the source goes on “{shown}”.")
NUMBER_CUT_BEFORE = template("The number at the beginning is cut: before it stands “{shown}”.")
SOMEBODYS = template("Within the source these words are somebody's own: “{quoted}”.")
SOMEBODYS_UNNAMED = template("Within the source these words are quoted from somebody.")
REPORTED_BY = template("Within the source these words are reported: “{reporter}”.")
CLOSES_OTHERWISE = template(
    "The quotation closes with “{mark}”, which is the quoter's: the source has “{goes_on}” there and goes on."
)
CLOSES_EARLY = template(
    "The quotation closes with “{mark}”, which is the quoter's: the source has no mark there and goes on."
)
PERHAPS_HEADING = template(
    "“{line}” stands alone at the edge of a page within these words: if it is a heading, the quotation leaves "
    "nothing out."
)
PASSED_OVER = template("Passed over within these words, as no part of the text: “{line}”.")
SHORT = template("The quotation is too short to prove much by standing there.")
NO_DIVISIONS = template("“{written}” cannot be checked: the source has no such divisions.")
NO_SUCH_PLACE = template("“{written}” is not in the source: it has {extent}.")
NO_SUCH_PARAGRAPH = template("“{written}” is not in the source: it has {total} {total:paragraph|paragraphs}.")
OVER_PAGES = template("The words run over a page break: they stand on {here}; {written} is cited.")
PLACE_IN_FILE = template(
    "The words stand on {here}; {first} is the place of that page in the file, not its printed number."
)
ONE_PAGE_OFF = template("The words stand on {here}, one page off the page cited ({written}).")
OMISSION_LEAVES_OUT = template("The omission leaves out {thing}: “{words}”.")
OMISSION_OVER_PAGES = template("The omission runs over a page break.")
OMISSION_OVER_PARAGRAPHS = template("The omission runs over the end of a paragraph.")
OMISSION_OVER_SENTENCES = template(
    "The omission runs over the end of a sentence, and the words go on within another: they may be said of another."
)
STAND_AT = template("The words stand at {place}, not at {written}.")
STAND_IN_PLACES = template("The words stand in {count} places, none of them where they are cited.")
STAND_IN_OTHER = template("The words stand in “{source}”, not in “{cited}”.")
NUMBER_OTHERWISE = template("{number} was not found on the page cited, which has {near:,}: compare the passage.")
STANDS_IN_ANOTHER = template("The quotation stands {kind} in another source: “{source}”, {where}.")


@dataclass(frozen=True, slots=True)
class Remark:
    """What a remark is about; `side` is the edge of the words at which something stands in the source.

    `answered_by` are the kinds of word (`critical_words`, `phrases`) by which the quoter's own sentence says the same.
    """

    of: Literal["sense", "voice", "place", "layout"] = "sense"
    side: Literal["before", "after", ""] = ""
    is_negation: bool = False
    is_slight: bool = False  # worth knowing, and no reproach: a number that a marked omission leaves out
    answered_by: tuple[str, ...] = ()


_NEGATIVE = ("negation",)
_CONTINUED = ("exception", "condition", "hedge", "denial", "negation")
_KNOWN: Mapping[str, Remark] = MappingProxyType({
    INVERTED: Remark(side="before", answered_by=("condition",)),
    NEGATION_NEAR_BEFORE: Remark(side="before", is_negation=True, answered_by=_NEGATIVE),
    NEGATION_BESIDE_BEFORE: Remark(side="before", is_negation=True, answered_by=_NEGATIVE),
    MEASURED_BEFORE: Remark(side="before", answered_by=("degree", "share")),
    GOES_ON: Remark(side="after", answered_by=_CONTINUED),
    NEGATION_NEAR_AFTER: Remark(side="after", is_negation=True, answered_by=_NEGATIVE),
    NEGATION_AFTER: Remark(side="after", is_negation=True, answered_by=_NEGATIVE),
    NEGATION_BESIDE_AFTER: Remark(side="after", is_negation=True, answered_by=_NEGATIVE),
    NUMBER_CUT_AFTER: Remark(side="after"),
    NUMBER_CUT_BEFORE: Remark(side="before"),
    OMISSION_OVER_SENTENCES: Remark(is_slight=True),
    **dict.fromkeys((SOMEBODYS, SOMEBODYS_UNNAMED, REPORTED_BY), Remark("voice")),
    **dict.fromkeys(
        (CLOSES_OTHERWISE, CLOSES_EARLY, PASSED_OVER, OMISSION_OVER_PAGES, OMISSION_OVER_PARAGRAPHS), Remark("layout")
    ),
    **dict.fromkeys(
        (SHORT, NO_DIVISIONS, NO_SUCH_PLACE, NO_SUCH_PARAGRAPH, OVER_PAGES, PLACE_IN_FILE, ONE_PAGE_OFF, STAND_AT,
         STAND_IN_PLACES, STAND_IN_OTHER, STANDS_IN_ANOTHER),
        Remark("place"),
    ),
})  # fmt: skip
_WHY: Mapping[str, Remark] = MappingProxyType({
    TAKES_BACK: Remark(side="before", answered_by=("negation", "denial")),
    DEPENDS: Remark(side="before", answered_by=("condition",)),
    NOT_SIMPLY: Remark(side="before", answered_by=("hedge", "report", "condition", "denial")),
})  # fmt: skip
_OTHER = Remark()


def remark_of(warning: str) -> Remark:
    """What a remark on a quotation tells of."""
    if not isinstance(warning, Sentence):
        return _OTHER
    why = warning.values.get("why")
    if warning.template == BEFORE_WHY and isinstance(why, Sentence):
        return _WHY.get(why.template, Remark(side="before"))
    if warning.template == OMISSION_LEAVES_OUT and warning.values.get("thing") == named("number"):
        return Remark(is_slight=True)
    return _KNOWN.get(warning.template, _OTHER)


def is_told_by(warning: str, kind: str) -> bool:
    """Whether a remark is the one that this template makes."""
    return isinstance(warning, Sentence) and warning.template == kind
