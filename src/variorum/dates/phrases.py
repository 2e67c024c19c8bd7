"""Date phrases in prose: one phrase, or every one of a text, with what each is taken to mean.

They are read in English, Russian, German, and whatever language has a table of dates.

The way through: words become nodes (`lexing`), nodes that name a date become points (`naming`), points with what
stands around them become mentions (`phrasing`), and what a mention leaves out comes from the running context
(`resolving`). Precision is not uncertainty: "1928" is some day in that year, "about 1928" lies near it, "throughout
1928" is all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from variorum.dates.bounds import DateTerms, Meaning
from variorum.dates.calendars import CALENDARS, Calendar
from variorum.dates.dating import Dating
from variorum.dates.editing import edited
from variorum.dates.edtf import UNKNOWN_STYLE, parse_edtf
from variorum.dates.lexicon import writing_of
from variorum.dates.lexing import read_nodes
from variorum.dates.malformed import MalformedDate
from variorum.dates.meaning import meaning_of
from variorum.dates.mentions import DateMention
from variorum.dates.naming import name_dates
from variorum.dates.narration import first_year, is_anchored, needs_year, place_of, years_ahead
from variorum.dates.phrasing import find_mentions
from variorum.dates.points import Point, describe
from variorum.dates.policies import Policies, default_policies
from variorum.dates.resolving import Context
from variorum.dates.unread import closed_end, opened_start, unread_of
from variorum.languages import having, primary, read_by
from variorum.languages.registry import script_of
from variorum.saying import say


@dataclass(frozen=True, slots=True)
class NamedDate:
    """One date as the words name it, before any bound is drawn from it: in "by mid-July 1928", mid-July 1928."""

    start: int
    end: int
    written: str
    dating: Dating


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date phrase, where it stands (code points), and what it is taken to mean.

    `dating` carries the bounds on what the phrase dates; `bound` says what kind they are: on, within, by, before,
    after, from, until, about. `alternatives` are the readings among which the phrase leaves the choice, `policies`
    the rows of the policy table that were applied, `named` the single dates in it, `events` the named events it leans
    on, `remarks` what is doubtful, in sentences. `unread` are the words of a phrase that no part of the reading rests
    on, where a single phrase was to be read: what they say of the date, nobody has taken into account.
    """

    phrase: str
    start: int
    end: int
    dating: Dating
    bound: str
    language: str
    alternatives: tuple[Dating, ...] = ()
    policies: tuple[str, ...] = ()
    named: tuple[NamedDate, ...] = ()
    events: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def calendar(self) -> str:
        """The calendar that the digits of the phrase are read in."""
        return self.dating.calendar


class NoSuchDay(MalformedDate):
    """A date that is understood, and that no calendar has."""


def read_phrase(
    phrase: str,
    *,
    language: str | None = None,
    calendar: str = "gregorian",
    relative_to: Dating | str | None = None,
    policies: Policies | None = None,
) -> DatePhrase:
    """What one date phrase means; MalformedDate where it is none, or where it needs a date to be told from.

    `relative_to` is that date: a Dating or EDTF. `language` is that of the words; where it is not told, they are read
    by one language for each script, English and Russian (`languages.read_by`).
    """
    found = find_dates(phrase, language=language, calendar=calendar, relative_to=relative_to, policies=policies)
    if not found:
        raise _nothing_read(phrase, language or "")
    best = max(found, key=lambda one: (one.end - one.start, -one.start))
    if best.dating.edtf == "":
        raise NoSuchDay(best.remarks[0], written=phrase[:80], remedy=say("Compare the date with the source."))
    return replace(best, unread=unread_of(phrase, best.start, best.end, language or ""))


def read_in_any_language(
    phrase: str,
    *,
    calendar: str = "gregorian",
    relative_to: Dating | str | None = None,
    policies: Policies | None = None,
) -> DatePhrase:
    """What a date phrase means in whichever language has words for it: "summer 1932", «летом 1932», "Sommer 1932".

    One that a language reads from end to end goes before one of which a part is left (`unread`), and that there is no
    such day before what a language that knows less of it makes of the rest: the year in "30 February 1932".
    MalformedDate where no language reads any of it: as English and Russian give it, unless another sees that it counts
    from some date.
    """
    partly: list[DatePhrase] = []
    refused: list[MalformedDate] = []
    for language in _one_after_another():
        try:
            found = read_phrase(
                phrase, language=language, calendar=calendar, relative_to=relative_to, policies=policies
            )
        except MalformedDate as fault:
            refused.append(fault)
            continue
        if not found.unread:
            return found
        partly.append(found)
    if impossible := next((fault for fault in refused if isinstance(fault, NoSuchDay)), None):
        raise impossible
    if not partly:
        raise next((fault for fault in refused if not fault.remedy), refused[0])
    return partly[0]


def find_in_any_language(
    text: str,
    *,
    calendar: str = "gregorian",
    relative_to: Dating | str | None = None,
    policies: Policies | None = None,
) -> list[DatePhrase]:
    """Every date phrase of a text, read in the language that takes most of its letters for dates.

    English and Russian, read together, go before another that takes no more.
    """
    each = (
        find_dates(text, language=language, calendar=calendar, relative_to=relative_to, policies=policies)
        for language in _one_after_another()
    )
    return max(each, key=lambda found: sum(one.end - one.start for one in found))


def _one_after_another() -> tuple[str | None, ...]:
    """The languages that dates are read in: first one for each script, told together by None, then each other."""
    return (None, *(code for code in having("dates") if code not in read_by(name="dates")))


def find_dates(
    text: str,
    *,
    language: str | None = None,
    calendar: str = "gregorian",
    relative_to: Dating | str | None = None,
    policies: Policies | None = None,
) -> list[DatePhrase]:
    """Every date phrase of a text, in order, with what the words before it supply; nothing in a text makes it fail.

    `calendar` is that of the source; "unknown" keeps both styles. `relative_to` is the date from which the context
    starts: that of the document, or of what it tells.
    """
    table = policies or default_policies()
    reckoning = _reckoning(calendar)
    context = _context_of(relative_to, reckoning)
    _must_be_known(language)
    mentions = _mentions_of(text, language or "")
    origin = context
    if context.year is None:
        context = first_year(mentions)
    if origin.year is None:
        mentions = [each for mention in mentions for each in _parted(mention)]
    told = context  # where the story stands, asides left out
    found: list[DatePhrase] = []
    for mention, year_ahead in zip(mentions, years_ahead(mentions), strict=True):
        spoken = _standing_for_script(text, mention) if language is None else language
        style = writing_of(spoken)
        eastern = style.get("easter") == "julian"
        reading = DateTerms(reckoning, table, bool(style.get("day-first")), eastern, calendar == UNKNOWN_STYLE, origin)
        if needs_year(mention) and told.year not in (None, context.year) and year_ahead == told.year:
            context = told
        written = text[mention.start : mention.end]
        meaning = meaning_of(mention, context, reading, written=written, place=place_of(mention, text))
        if meaning is None:
            continue
        context = meaning.context
        if context.month and (is_anchored(mention) or needs_year(mention)):
            told = context
        found.append(_phrase_of(mention, meaning, text, spoken or "en"))
    return found


def _must_be_known(language: str | None) -> None:
    if language and primary(language) not in having("dates"):
        known = ", ".join(having("dates"))
        raise MalformedDate(
            say("Dates are not read in the language “{language}”.", language=language),
            remedy=say("Give one of: {known}, or leave it out.", known=known),
        )


def _parted(mention: DateMention) -> list[DateMention]:
    """A list or range of which one part is told from the day of writing, which nobody knows, in its single parts."""
    if len(mention.named) < 2 or not any(named.point.deictic.startswith("said") for named in mention.named):
        return [mention]
    return [DateMention("point", named.start, named.end, (named,)) for named in mention.named]


def _mentions_of(text: str, language: str) -> list[DateMention]:
    mentions = find_mentions(name_dates(edited(read_nodes(text, language), text), text), text)
    return [_with_brackets(mention, text) for mention in mentions]


def _with_brackets(mention: DateMention, text: str) -> DateMention:
    start, end = mention.start, mention.end
    if text[end : end + 2].isalnum() or not _ENCLOSED.search(text, max(0, start - 1), end + 2):
        return mention
    end = closed_end(text, start, end)
    return replace(mention, start=opened_start(text, start, end), end=end)


_ENCLOSED = re.compile(r"[][()<>⟨⟩?]")


def as_json(phrase: DatePhrase) -> dict[str, object]:
    """One phrase as the `date` command prints it (commands.md): days are those of the proleptic Gregorian calendar."""
    return {
        "phrase": phrase.phrase,
        "start": phrase.start,
        "end": phrase.end,
        "edtf": phrase.dating.edtf,
        "calendar": phrase.calendar,
        "earliest": describe(phrase.dating.earliest_start),
        "latest": describe(phrase.dating.latest_end),
        "bound": phrase.bound,
        "alternatives": [_dating_as_json(dating) for dating in phrase.alternatives],
        "policies": list(phrase.policies),
        "events": list(phrase.events),
        "remarks": list(phrase.remarks),
        "unread": list(phrase.unread),
    }


def named_as_json(phrase: DatePhrase) -> list[dict[str, object]]:
    """The single dates of a phrase, one object each, in the shape of `as_json`: the list that `date --text` prints.

    `earliest` and `latest` are those of the date that is named ("1943" in "by 1943"); `window` gives the bounds drawn
    from the whole phrase, whose words are `within`.
    """
    whole = as_json(phrase)
    window = {"earliest": whole["earliest"], "latest": whole["latest"], "edtf": whole["edtf"]}
    return [
        whole
        | {
            "phrase": named.written,
            "start": named.start,
            "end": named.end,
            "edtf": named.dating.edtf,
            "earliest": describe(named.dating.earliest_start),
            "latest": describe(named.dating.latest_end),
            "within": phrase.phrase,
            "window": window,
        }
        for named in phrase.named
    ] or [whole | {"within": phrase.phrase, "window": window}]


def _dating_as_json(dating: Dating) -> dict[str, object]:
    return {
        "edtf": dating.edtf,
        "calendar": dating.calendar,
        "earliest": describe(dating.earliest_start),
        "latest": describe(dating.latest_end),
    }


def _reckoning(calendar: str) -> Calendar:
    if calendar == UNKNOWN_STYLE:
        return CALENDARS["gregorian"]
    if calendar not in CALENDARS:
        names = ", ".join(sorted([*CALENDARS, UNKNOWN_STYLE]))
        raise MalformedDate(
            say("“{calendar}” is not a calendar known here.", calendar=calendar),
            remedy=say("Write one of: {names}.", names=names),
        )
    if not CALENDARS[calendar].civil:
        raise MalformedDate(
            say("Words like “May” name no month of the {calendar} calendar.", calendar=calendar),
            remedy=say("Write the date as EDTF: year, month and day in digits."),
        )
    return CALENDARS[calendar]


def _context_of(relative_to: Dating | str | None, calendar: Calendar) -> Context:
    if relative_to is None:
        return Context()
    dating = parse_edtf(relative_to) if isinstance(relative_to, str) else relative_to
    first, last = dating.earliest_start, dating.latest_end
    if first is None:
        first = last
    if first is None:
        return Context()
    year, month, day = calendar.date_of(first)
    if last is None or last == first:
        return Context(year, month, day)
    return Context(year, month) if last - first <= 31 else Context(year)


def _standing_for_script(text: str, mention: DateMention) -> str:
    """The language by which the words around a mention are read where nobody tells it: the one of their script."""
    around = text[max(0, mention.start - 40) : mention.end + 40]
    cyrillic = sum("а" <= c <= "я" for c in around.lower()) * 2 > sum(c.isalpha() for c in around)
    return next((code for code in read_by(name="dates") if (script_of(code) == "Cyrl") == cyrillic), "")


def _phrase_of(mention: DateMention, meaning: Meaning, text: str, language: str) -> DatePhrase:
    return DatePhrase(
        text[mention.start : mention.end],
        mention.start,
        mention.end,
        meaning.dating,
        meaning.bound,
        language,
        meaning.alternatives,
        meaning.policies,
        tuple(
            NamedDate(named.start, named.end, text[named.start : named.end], dating)
            for named, dating in zip(mention.named, meaning.named, strict=False)
        ),
        meaning.events,
        meaning.remarks,
    )


def _nothing_read(phrase: str, language: str) -> MalformedDate:
    """Why nothing was read; no remedy where the sentence itself says what is wanted."""
    mentions = _mentions_of(phrase, language)
    if any(_needs_context(named.point) for mention in mentions for named in mention.named):
        why = say("This is told from another date: give the date that it counts from (--relative-to 1928-07-11, say).")
        return MalformedDate(why, written=phrase[:80])
    why = say("No date is recognised in this phrase.") if phrase.strip() else say("There is nothing to read.")
    return MalformedDate(why, written=phrase[:80], remedy=say("Write, for example, “by mid-July 1928”."))


def _needs_context(point: Point) -> bool:
    return bool(point.deictic) or point.step is not None or point.year is None
