"""A history that happened, told vaguely, contradicts itself nowhere, and no inferred window excludes what happened."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum import chronology
from variorum.archive.vocabulary import default_vocabulary
from variorum.dates.dating import Dating
from variorum.examined import Examined
from variorum.record import Citation, Descent, Entity, EntityLink, Position, Source, Statement, Witness

FIRST = 690_000
VOCABULARY = default_vocabulary()
PEOPLE = tuple(f"person{n}" for n in range(3))
GROUPS = ("circle", "party")
ENTITIES = {
    **{name: Entity(name, "person", name) for name in PEOPLE},
    **{name: Entity(name, "group", name) for name in GROUPS},
    "town": Entity("town", "place", "town"),
    "book": Entity("book", "work", "book"),
    "strike": Entity("strike", "event", "strike"),
}


class History:
    """Collects true statements, told as vaguely as is drawn."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.statements: list[Statement] = []
        self.truth: dict[str, tuple[int, int]] = {}

    def number(self, low: int, high: int) -> int:
        return self.data.draw(st.integers(low, max(low, high)))

    def slack(self) -> int:
        return self.data.draw(st.sampled_from((0, 0, 15, 200, 2000)))

    def vaguely(self, start: int, end: int, *, moment: bool) -> Dating | None:
        way = self.data.draw(st.sampled_from(("undated", "some day", "interval")))
        if way == "undated":
            return None
        if moment:
            low, high = start - self.slack(), start + self.slack()
            return Dating("", "x", "gregorian", low, high, low, high)
        if way == "interval":
            bounds = (start - self.slack(), start + self.slack(), end - self.slack(), end + self.slack())
            return Dating(
                "", "x/y", "gregorian", bounds[0], min(bounds[1], bounds[3]), max(bounds[0], bounds[2]), bounds[3]
            )
        day = self.number(start, end)
        low, high = day - self.slack(), day + self.slack()
        return Dating("", "x", "gregorian", low, high, low, high)

    def say(self, who: str, relation: str, thing: str, start: int, end: int | None = None) -> None:
        ref = f"{who}#^{len(self.statements)}"
        moment = VOCABULARY.relations[relation].extent == "moment"
        last = start if end is None or moment else end
        when = self.vaguely(start, last, moment=moment)
        if when is not None and relation == "took place in":
            low, high = start - self.slack(), last + self.slack()
            when = Dating("", "x", "gregorian", low, high, low, high)
        self.truth[ref] = (start, last)
        self.statements.append(
            Statement(
                ref, who, relation, EntityLink(thing), when=when, witnesses=(Witness(Citation("memoir"), "words"),)
            )
        )


def live(history: History, who: str) -> tuple[int, int]:
    """A life with a career that is left and taken up again, acts, a death, and what comes after."""
    born = FIRST + history.number(0, 4000)
    died = born + history.number(7000, 30_000)
    history.say(who, "born in", "town", born)
    history.say(who, "died in", "town", died)
    at = born + 6000
    for group in GROUPS:
        for _ in range(history.number(0, 2)):
            joined = history.number(at, died)
            left = history.number(joined, died)
            history.say(who, "joined", group, joined)
            history.say(who, "member of", group, joined, left)
            inner = history.number(joined, left)
            history.say(who, "member of", group, inner, history.number(inner, left))
            if left < died:
                history.say(who, "expelled from", group, left)
            at = left + 1
            if at >= died:
                break
        at = born + 6000
    for relation in ("wrote to", "met"):
        history.say(who, relation, who, history.number(born, died))
    history.say(who, "buried in", "town", died + history.number(0, 30))
    history.say(who, "rehabilitated by", "party", died + history.number(0, 9000))
    return born, died


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_true_history_told_vaguely_raises_no_alarm(data: st.DataObject) -> None:
    history = History(data)
    lives = {who: live(history, who) for who in PEOPLE}
    founded = FIRST + 100
    history.say("party", "led", "strike", founded, founded + 9000)
    start = FIRST + 9000
    history.say("strike", "took place in", "town", start, start + history.number(0, 20))
    end = history.truth[history.statements[-1].ref][1]
    for who, (born, died) in lives.items():
        if born <= start <= died:
            history.say(who, "took part in", "strike", history.number(start, min(end, died)))
    record = Examined(entities=ENTITIES, statements=tuple(history.statements), vocabulary=VOCABULARY)
    known = chronology.of(record)
    assert known.contradictions() == ()
    for ref, (first, last) in history.truth.items():
        window = known.dated(ref).inferred
        assert window.earliest_start is None or window.earliest_start <= first
        assert window.latest_start is None or first <= window.latest_start
        assert window.earliest_end is None or window.earliest_end <= last
        assert window.latest_end is None or last <= window.latest_end


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 5), st.sampled_from((0, 3, 40)), st.integers(0, 9)), max_size=8
    )
)
@settings(max_examples=60, deadline=None)
def test_true_descent_of_documents_raises_no_alarm(drawn: list[tuple[int, int, int, int]]) -> None:
    made: list[int] = []
    sources = {}
    for number, (gap, lag, slack, parent) in enumerate(drawn):
        day = (made[-1] if made else FIRST) + gap
        made.append(day)
        dating = Dating("", "x", "gregorian", day - slack, day + slack, day - slack, day + slack)
        out = Dating("", "x", "gregorian", day + lag, day + lag + slack, day + lag, day + lag + slack)
        relation = ("reply-to", "edition-of", "translation-of", "derived-from", "part-of")[parent % 5]
        ties = (Descent(relation, f"s{parent % number}"),) if number and relation != "part-of" else ()
        sources[f"s{number}"] = Source(
            f"s{number}", composed=dating, published=out, lineage=ties, position=Position("s")
        )
    assert chronology.of(Examined(sources=sources, vocabulary=VOCABULARY)).contradictions() == ()
