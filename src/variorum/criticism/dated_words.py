"""The dates that quotations hold, held against the dates of the statements they bear witness to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from variorum.dates.dating import Dating
from variorum.dates.days import day_number
from variorum.dates.lexicon import writing_of
from variorum.dates.phrases import DatePhrase, find_dates
from variorum.dates.policies import Policies, default_policies, policies_from
from variorum.languages import having, primary
from variorum.record import Record, Source, Statement, Witness

_OLD_STYLE = 13  # days, in the twentieth century; fewer before, so that this is the widest reach
_MAY_HOLD_A_DATE = re.compile(r"\d|год|лет|век|nineteen|eighteen|seventeen|twent", re.IGNORECASE)
_LONGEST = 5000  # characters of a quotation that are read for dates


@dataclass(frozen=True, slots=True)
class PhraseOf:
    """A date phrase in a witness's quotation."""

    found: DatePhrase
    source: str
    kind: str  # of the source
    standing: str

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.found.phrase


def dated_phrases(statement: Statement, record: Record) -> Iterator[PhraseOf]:
    """Every date phrase in the quotations of a statement's affirming witnesses."""
    for witness in statement.witnesses:
        yield from _phrases(witness, record)


def unheard_of_days(phrase: PhraseOf, statement: Statement) -> bool:
    """Whether a Soviet source names, as the statement does, one of the days that Soviet Russia left out."""
    when = statement.when
    soviet = phrase.standing == "official" or phrase.kind in ("decree", "minutes", "newspaper", "police-report")
    named = [one.dating for one in phrase.found.named]
    return (
        soviet
        and when is not None
        and when.calendar == "gregorian"
        and when.earliest_start in _left_out(phrase.found.language)
        and len(named) == 1
        and named[0].calendar == "gregorian"
        and _is_day(named[0])
        and named[0].earliest_start == when.earliest_start
    )


@cache
def _left_out(language: str) -> range:
    """The days that the civil calendar of a language's country left out: in Soviet Russia 1 to 13 February 1918."""
    days = [day_number(*map(int, day.split("-"))) for day in writing_of(language).get("left-out", ())]
    return range(days[0], days[-1] + 1) if days else range(0)


def as_tight(statement: Statement, record: Record) -> list[PhraseOf]:
    """The phrases by which a statement is dated too exactly; empty where it may be so dated."""
    when = statement.when
    if when is None or not _is_day(when) or not statement.witnesses:
        return []
    found = []
    for witness in statement.witnesses:
        if witness.stance not in ("affirms", "reports"):
            continue
        phrases = list(_phrases(witness, record))
        source = record.sources.get(witness.citation.checked_in.source)
        if len(phrases) != 1 or not _is_wider(phrases[0], when) or (source and _is_of_that_time(source, when)):
            return []
        found += phrases
    return found


def disagreements(statement: Statement, record: Record) -> list[PhraseOf]:
    """The full dates that stand alone in a quotation and are not the statement's; empty if one of them bears it out."""
    when = statement.when
    if when is None or not _is_day(when):
        return []
    found = []
    for witness in statement.witnesses:
        phrases = list(_phrases(witness, record))
        for phrase in phrases:
            for dating in (phrase.found.dating, *(one.dating for one in phrase.found.named)):
                if _may_be(dating, when):
                    return []
        if len(phrases) == 1 and _is_full_date(phrases[0].found):
            found += phrases
    return found


def is_slip(phrase: PhraseOf, statement: Statement) -> bool:
    """Whether two days differ in one of year, month and day alone, as when a digit is miscopied."""
    mine = _parts(phrase.found.named[0].dating.edtf)
    theirs = _parts(statement.when.edtf) if statement.when else []
    return len(mine) == len(theirs) == 3 and sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1


def _phrases(witness: Witness, record: Record) -> Iterator[PhraseOf]:
    if not witness.quotation or witness.stance not in ("affirms", "reports"):
        return
    source = record.sources.get(witness.citation.checked_in.source)
    language = source.language if source and primary(source.language) in having("dates") else None
    table = json.dumps(dict(record.settings.policies), sort_keys=True)
    for found in _dates_in(witness.quotation[:_LONGEST], language, table):
        yield PhraseOf(found, witness.citation.source, source.kind if source else "", source.standing if source else "")


@lru_cache(maxsize=65536)
def _dates_in(text: str, language: str | None, table: str) -> tuple[DatePhrase, ...]:
    """The dates of a quotation; several checks ask for them, and most quotations hold none."""
    if not _MAY_HOLD_A_DATE.search(text):
        return ()
    return tuple(find_dates(text, language=language, policies=_policies(table)))


@lru_cache(maxsize=8)
def _policies(table: str) -> Policies:
    """The policies of an archive, given as JSON so that they can be remembered."""
    return policies_from(json.loads(table), default_policies())


def _is_day(dating: Dating) -> bool:
    return len(_parts(dating.edtf)) == 3 and dating.earliest_start == dating.latest_end


def _parts(edtf: str) -> list[str]:
    return edtf.split("-") if edtf.replace("-", "").isdecimal() else []


def _is_full_date(phrase: DatePhrase) -> bool:
    return (
        phrase.bound == "on" and len(phrase.named) == 1 and not phrase.alternatives and _is_day(phrase.named[0].dating)
    )


def _is_wider(phrase: PhraseOf, when: Dating) -> bool:
    """Whether a phrase names one month, season or year that holds the statement's day."""
    dating = phrase.found.dating
    low, high, day = dating.earliest_start, dating.latest_end, when.earliest_start
    if phrase.found.bound not in ("within", "about") or low is None or high is None or day is None:
        return False
    return low <= day <= high and high - low >= 6 and len(phrase.found.named) == 1


def _is_of_that_time(source: Source, when: Dating) -> bool:
    """Whether the source's own date may be where the exact day comes from."""
    return any(one is not None and _may_be(one, when) for one in (source.composed, source.published))


def _may_be(one: Dating, other: Dating) -> bool:
    """Whether two datings can mean one day, in whichever of the two styles each may be."""
    low, high = one.earliest_start, one.latest_end
    first, last = other.earliest_start, other.latest_end
    before = high is not None and first is not None and high < first - _OLD_STYLE
    after = low is not None and last is not None and low > last + _OLD_STYLE
    exact = low is not None and low == high and first is not None and first == last
    if exact and low is not None and first is not None:
        return abs(low - first) in (0, 11, 12, _OLD_STYLE)
    return not (before or after)
