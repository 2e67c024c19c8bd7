"""English words that make dates, each with its class and value (see `lexing` for the classes)."""

from __future__ import annotations

Lexicon = dict[str, tuple[str, object]]

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}  # fmt: skip
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_UNITS = {"day": "day", "days": "day", "week": "week", "weeks": "week", "fortnight": "fortnight", "month": "month", "months": "month", "evening": "day", "morning": "day", "afternoon": "day", "night": "day"}  # fmt: skip
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}  # fmt: skip


def english_words() -> Lexicon:
    """Every single word of the English grammar, in lower case."""
    words: Lexicon = {}
    for table in (_calendar_words(), _number_words(), _bearing_words()):
        words.update(table)
    return words


def _calendar_words() -> Lexicon:
    words: Lexicon = {name: ("m", i) for i, name in enumerate(_MONTHS, 1)}
    words |= {name: ("m", i) for name, i in _MONTH_SHORT.items()}
    words |= {name: ("w", i) for i, name in enumerate(_WEEKDAYS, 1)}
    words |= {"spring": ("s", 21), "summer": ("s", 22), "autumn": ("s", 23), "fall": ("s", 23), "winter": ("s", 24)}
    words |= {name: ("u", unit) for name, unit in _UNITS.items()}
    words |= {"year": ("Y", "year"), "years": ("Y", "year"), "decade": ("u", "decade"), "decades": ("u", "decade")}
    words |= {"century": ("C", 1), "centuries": ("C", 1)}
    words |= {name: ("D", value) for name, value in _DECADES.items()}
    return words


def _number_words() -> Lexicon:
    words: Lexicon = {name: ("c", i) for i, name in enumerate(_ONES)}
    words |= {name: ("c", i) for name, i in _TENS.items()}
    words |= {name: ("o", i) for i, name in enumerate(_ORDINALS, 1)}
    words |= {"thirtieth": ("o", 30), "hundred": ("c", 100), "thousand": ("c", 1000), "couple": ("c", 2)}
    return words


def _bearing_words() -> Lexicon:
    words: Lexicon = {
        "the": ("e", "the"), "a": ("e", "a"), "an": ("e", "a"), "of": ("f", "of"), "and": ("&", "and"), "or": ("k", "or"),
        "from": ("F", "from"), "between": ("B", "between"), "to": ("T", "to"), "through": ("T", "to"), "till": ("b", "until"),
        "in": ("i", "in"), "on": ("i", "on"), "at": ("i", "at"), "during": ("i", "in"), "for": ("i", "for"), "within": ("i", "in"),
        "by": ("b", "by"), "before": ("b", "before"), "after": ("b", "after"), "since": ("b", "from"), "until": ("b", "until"),
        "about": ("A", ""), "around": ("A", ""), "circa": ("A", ""), "approximately": ("A", ""), "ca": ("A", ""), "c": ("A", ""),
        "roughly": ("A", ""), "near": ("A", ""),
        "throughout": ("t", ""), "early": ("p", "early"), "mid": ("p", "mid"), "middle": ("p", "mid"), "late": ("p", "late"),
        "beginning": ("p", "beginning"), "start": ("p", "beginning"), "end": ("p", "end"), "close": ("p", "end"), "eve": ("p", "eve"),
        "outset": ("p", "beginning"), "half": ("H", "half"), "part": ("H", "part"), "quarter": ("H", "quarter"), "third": ("o", 3),
        "next": ("x", "next"), "following": ("x", "next"), "same": ("x", "same"), "that": ("x", "that"), "this": ("x", "that"),
        "previous": ("x", "previous"), "preceding": ("x", "previous"), "last": ("x", "last"), "latter": ("x", "latter"),
        "later": ("l", 1), "afterwards": ("l", 1), "afterward": ("l", 1), "earlier": ("l", -1), "ago": ("l", -1), "previously": ("l", -1),
        "anniversary": ("J", ""), "congress": ("G", "congress"), "plenum": ("G", "plenum"), "conference": ("G", "conference"),
        "easter": ("V", "easter"), "christmas": ("V", "christmas"), "pentecost": ("V", "pentecost"), "epiphany": ("V", "epiphany"),
        "less": ("j", ""), "than": ("j", ""), "just": ("j", ""), "almost": ("j", ""), "only": ("j", ""), "over": ("j", ""), "some": ("j", ""), "exactly": ("j", ""), "nearly": ("j", ""),
    }  # fmt: skip
    return words


ENGLISH_PHRASES: dict[str, tuple[str, object]] = {
    "not later than": ("b", "by"), "no later than": ("b", "by"), "on or before": ("b", "by"), "up to": ("b", "until"),
    "at the latest by": ("b", "by"), "prior to": ("b", "before"), "earlier than": ("b", "before"), "later than": ("b", "after"),
    "not before": ("b", "from"), "not earlier than": ("b", "from"), "no earlier than": ("b", "from"), "on or after": ("b", "from"),
    "starting from": ("b", "from"), "as of": ("b", "from"), "from": ("F", "from"), "shortly before": ("b", "before"), "shortly after": ("b", "after"),
    "soon after": ("b", "after"), "not until": ("b", "from"), "the day after": ("b", "day after"), "the day before": ("b", "day before"),
    "the eve of": ("b", "day before"), "all of": ("t", ""), "the whole of": ("t", ""), "all through": ("t", ""), "the entire": ("t", ""),
    "the course of": ("i", "in"), "new year's day": ("V", "new year"), "new year's eve": ("V", "new year eve"), "may day": ("V", "may day"),
    "christmas eve": ("V", "christmas eve"), "christmas day": ("V", "christmas"), "good friday": ("V", "good friday"),
    "easter sunday": ("V", "easter"), "palm sunday": ("V", "palm sunday"), "ascension day": ("V", "ascension"), "whit sunday": ("V", "pentecost"),
    "bastille day": ("V", "bastille day"), "armistice day": ("V", "armistice day"), "michaelmas": ("V", "michaelmas"), "lady day": ("V", "lady day"),
    "old style": ("O", "julian"), "new style": ("O", "gregorian"), "o . s .": ("O", "julian"), "n . s .": ("O", "gregorian"), "os": ("O", "julian"),
    "party congress": ("G", "congress"), "central committee plenum": ("G", "plenum"), "party conference": ("G", "conference"),
    "congress of the party": ("G", "congress"), "in the early": ("p", "early"), "in the late": ("p", "late"),
}  # fmt: skip
