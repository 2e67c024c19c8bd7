"""What the network of a record assumes of the world: rules of logic, and assumptions that may fail.

A rule that is `sure` holds of every history (nobody acts before being born). One that is not is an assumption of the
program's: it is named wherever something rests on it, so that a reader can refuse it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """One rule: what it belongs to, whether it always holds, and the words that tell it.

    `kind` is order, life, career, document, event or dating; contradictions are sorted by it.
    """

    name: str
    kind: str
    sure: bool
    sentence: str  # as it stands after "since" or "if"


DATED = Rule("dated", "dating", True, "it is dated so")
ONE_DAY_OR_MORE = Rule("start-end", "dating", True, "nothing ends before it starts")
ABOUT = Rule("about", "dating", False, "“about” reaches no farther than the table of policies says")
ALTERNATIVES = Rule("either-or", "dating", True, "one of the dates given must be right")
NARROWED = Rule("narrowed", "dating", True, "what else it may mean is excluded by the rest")
LASTED = Rule("lasted", "dating", True, "it lasted as long as is said")

BORN_FIRST = Rule("born-first", "life", True, "nobody does anything before being born")
DEAD_LAST = Rule("dead-last", "life", True, "nobody does anything after dying")
BORN_ONCE = Rule("born-once", "life", True, "one is born once")
DEAD_ONCE = Rule("dead-once", "life", True, "one dies once")
AFTER_LIFE = Rule("after-life", "life", True, "this comes after death")
LIFE_SPAN = Rule("life-span", "life", False, "nobody lives longer than 115 years")
MADE_FIRST = Rule("made-first", "order", True, "nothing happens to a thing, and no group acts, before it exists")

NOT_TWICE_IN = Rule("not-twice-in", "career", True, "one cannot enter where one already is")
CLOSED = Rule("closed", "career", True, "what has ended does not go on")
ENTERED_ONCE = Rule("entered-once", "career", False, "it happened only once")
FIRST_KNOWN = Rule("first-known", "career", False, "there was no earlier one that the record does not know")
UNBROKEN = Rule("unbroken", "career", False, "a stay is a stay without a break")

WITHIN_EVENT = Rule("within-event", "event", True, "it belongs to the event")
COMES_AFTER = Rule("comes-after", "event", True, "the one came after the other")
STATED = Rule("stated", "order", True, "it is said that the one lies so to the other")

COMPOSED_FIRST = Rule("composed-first", "document", True, "nothing is published before it is begun")
AUTHOR_ALIVE = Rule("author-alive", "document", True, "nobody writes before birth or after death")
REPLY = Rule("reply", "document", True, "a reply comes after what it answers")
DESCENT = Rule("descent", "document", True, "a text is not older than the one it comes from")
PART = Rule("part", "document", True, "a part is written before the whole is published")
QUOTED_FIRST = Rule("quoted-first", "document", True, "a source is not quoted before it is written")
WITNESS_LATER = Rule("witness-later", "document", True, "no source tells of a birth or a death that is still to come")
