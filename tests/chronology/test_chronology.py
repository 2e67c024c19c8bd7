"""What the vocabulary means in time, on small records: what is inferred, what contradicts, and what is only vague."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from variorum import chronology
from variorum.archive.vocabulary import default_vocabulary
from variorum.chronology import Chronology
from variorum.dates.dating import Dating, Order
from variorum.dates.edtf import parse_edtf
from variorum.examined import Examined
from variorum.record import (
    Citation,
    Complement,
    Descent,
    Entity,
    EntityLink,
    Position,
    Source,
    Statement,
    StatementLink,
    Witness,
    Words,
)

PEOPLE = ("anna", "boris")
ENTITIES = {
    **{name: Entity(name, "person", name.title()) for name in PEOPLE},
    "circle": Entity("circle", "group", "The circle"),
    "party": Entity("party", "group", "The party"),
    "book": Entity("book", "work", "The book"),
    "town": Entity("town", "place", "The town"),
    "strike": Entity("strike", "event", "The strike"),
    "meeting": Entity("meeting", "event", "The meeting"),
}


def day(text: str) -> int:
    number = parse_edtf(text).earliest_start
    assert number is not None
    return number


def said(ref: str, relation: str, thing: str | None = None, *, when: str = "", **more: object) -> Statement:
    """A statement in short: "anna#^born"; `by` names its sources, `at` gives it a complement."""
    link = EntityLink(thing) if thing in ENTITIES else Words(thing) if thing else None
    witnesses = tuple(Witness(Citation(str(key)), "words") for key in more.pop("by", ("memoir",)))  # type: ignore[attr-defined]
    dating: Dating | None = parse_edtf(when, calendar=str(more.pop("calendar", "gregorian"))) if when else None
    statement = Statement(ref, ref.split("#")[0], relation, link, (), dating, witnesses=witnesses, written=ref)
    return replace(statement, **more)  # type: ignore[arg-type]


def told(*statements: Statement, sources: Iterable[Source] = ()) -> Chronology:
    """The chronology of these statements, each in its own line."""
    placed = tuple(replace(one, position=Position("people.md", n)) for n, one in enumerate(statements, 1))
    return chronology.of(
        Examined(
            entities=ENTITIES,
            statements=placed,
            sources={one.key: one for one in sources},
            vocabulary=default_vocabulary(),
        )
    )


def clashes(known: Chronology) -> list[set[str]]:
    return [set(clash.refs) for clash in known.contradictions()]


def test_a_birth_bounds_all_acts_and_an_act_bounds_the_birth() -> None:
    known = told(said("anna#^born", "born in", "town", when="1899"), said("anna#^read", "read", "book"))
    assert known.dated("anna#^read").inferred.earliest_start == day("1899-01-01")
    assert "nobody does anything before being born" in known.why("anna#^read").start
    assert known.why("anna#^read").rests_on[0] == "anna#^born"
    known = told(said("anna#^met", "met", "boris", when="1920-05-04"))
    assert known.life_of("boris").birth == (None, day("1920-05-04"))


def test_the_dead_do_not_act() -> None:
    known = told(said("anna#^died", "died in", "town", when="1933"), said("anna#^read", "read", "book", when="1934"))
    assert clashes(known) == [{"anna#^died", "anna#^read"}]
    assert known.contradictions()[0].kind == "life"
    assert not clashes(told(said("anna#^died", "died in", "town", when="1933"), said("anna#^r", "read", when="1933")))


def test_rehabilitation_and_burial_may_follow_death() -> None:
    statements = (
        said("anna#^died", "died in", "town", when="1933"),
        said("anna#^buried", "buried in", "town", when="1933"),
        said("anna#^rehabilitated", "rehabilitated by", "the court", when="1957"),
    )
    assert not clashes(told(*statements))
    early = said("anna#^buried", "buried in", "town", when="1932")
    assert clashes(told(statements[0], early)) == [{"anna#^died", "anna#^buried"}]


def test_two_years_of_birth_cannot_both_be_true_and_the_better_witnessed_is_kept() -> None:
    known = told(
        said("anna#^1885", "born in", "town", when="1885", by=("register", "memoir")),
        said("anna#^1886", "born in", "town", when="1886"),
    )
    assert known.doubted == ("anna#^1886",)
    doubted = known.dated("anna#^1886")
    assert doubted.doubted
    assert doubted.inferred.earliest_start == day("1885-01-01")
    assert known.life_of("anna").birth == (day("1885-01-01"), day("1885-12-31"))
    assert known.told(known.contradictions()[0]).endswith("since one is born once.")


def test_membership_lies_between_joining_and_leaving() -> None:
    joined = said("anna#^joined", "joined", "circle", when="1928")
    expelled = said("anna#^expelled", "expelled from", "circle", when="1930-03")
    known = told(joined, said("anna#^member", "member of", "circle", when="1929"), expelled)
    assert not clashes(known)
    window = known.dated("anna#^member").inferred
    assert (window.earliest_start, window.latest_end) == (day("1928-01-01"), day("1930-03-31"))
    late = said("anna#^member", "member of", "circle", when="1928/1932")
    assert clashes(told(joined, late, expelled)) == [{"anna#^member", "anna#^expelled"}]


def test_a_second_membership_is_no_contradiction() -> None:
    """Expelled in 1930 and a member in 1935: she may have come back, and the record need not know when."""
    expelled = said("anna#^expelled", "expelled from", "circle", when="1930")
    assert not clashes(told(expelled, said("anna#^member", "member of", "circle", when="1935/1936")))


def test_joining_after_leaving_contradicts_only_if_it_happened_once() -> None:
    known = told(said("anna#^j", "joined", "circle", when="1931"), said("anna#^l", "left", "circle", when="1930"))
    (clash,) = known.contradictions()
    assert [rule.name for rule in clash.assumptions] == ["entered-once"]
    assert "if it happened only once" in known.told(clash)


def test_nothing_happens_to_a_book_before_it_is_written() -> None:
    known = told(said("anna#^wrote", "wrote", "book", when="1930"), said("book#^says", "published in", "town"))
    assert known.dated("book#^says").inferred.earliest_start is None  # published in: any
    known = told(said("anna#^founded", "founded", "circle", when="1928"), said("boris#^in", "joined", "circle"))
    assert known.dated("boris#^in").inferred.earliest_start == day("1928-01-01")


def test_several_founders_leave_the_earliest_date() -> None:
    known = told(
        said("anna#^founded", "founded", "circle", when="1928"),
        said("boris#^founded", "founded", "circle", when="1930"),
        said("boris#^in", "joined", "circle", when="1929"),
    )
    assert not clashes(known)
    assert known.life_of("circle").birth[0] == day("1928-01-01")


def test_a_statement_denied_by_all_binds_nothing() -> None:
    denied = said("anna#^died", "died in", "town", when="1930", by=())
    denied = replace(denied, witnesses=(Witness(Citation("memoir"), "no", "denies"),))
    assert not clashes(told(denied, said("anna#^read", "read", "book", when="1934")))


def test_who_takes_part_is_there_while_it_goes_on() -> None:
    place = said("strike#^place", "took place in", "town", when="1932-04-11/1932-04-14")
    known = told(place, said("anna#^spoke", "spoke at", "strike"))
    window = known.dated("anna#^spoke").inferred
    assert (window.earliest_start, window.latest_end) == (day("1932-04-11"), day("1932-04-14"))
    assert clashes(told(place, said("anna#^spoke", "spoke at", "strike", when="1932-04-20")))


def test_what_followed_came_later() -> None:
    known = told(
        said("strike#^place", "took place in", "town", when="1932-04-11"),
        said("meeting#^followed", "followed", "strike"),
        said("meeting#^place", "took place in", "town", when="1932"),
    )
    assert known.dated("meeting#^place").inferred.earliest_start == day("1932-04-11")


def test_a_stated_order_between_statements_counts() -> None:
    known = told(
        said("anna#^a", "read", "book", when="1930-05-02"),
        said("boris#^b", "read", "book", complements=(Complement("before", StatementLink("anna", "^a"[1:])),)),
        said("boris#^c", "wrote to", "anna", attributes={"after": "anna#^a", "lasted": "nonsense"}),
    )
    assert known.dated("boris#^b").inferred.latest_end == day("1930-05-02")
    assert known.dated("boris#^c").inferred.earliest_start == day("1930-05-02")


def test_how_long_something_lasted_bounds_it() -> None:
    lasted = said("anna#^in", "imprisoned in", "town", when="1930-01-01/", attributes={"lasted": "ten days"})
    assert told(lasted).dated("anna#^in").inferred.latest_end == day("1930-01-11")


def test_either_or_dates_lose_what_cannot_be() -> None:
    known = told(
        said("anna#^letter", "wrote to", "boris", when="[1928-01-17,1928-01-18,1930-01-01]"),
        said("anna#^died", "died in", "town", when="1929"),
    )
    letter = known.dated("anna#^letter")
    assert letter.options == ("1928-01-17", "1928-01-18")
    assert letter.inferred.latest_end == day("1928-01-18")
    assert letter.tighter


def test_an_unknown_style_is_two_possibilities() -> None:
    known = told(
        said("anna#^letter", "wrote to", "boris", when="1919-02-05", calendar="unknown"),
        said("anna#^died", "died in", "town", when="1919-02-10"),
    )
    assert known.dated("anna#^letter").options == ("1919-02-05",)


def source(key: str, **fields: object) -> Source:
    dates = {name: parse_edtf(str(fields.pop(name))) for name in ("composed", "published") if name in fields}
    return Source(key, position=Position(f"sources/{key}.md", 1), **dates, **fields)  # type: ignore[arg-type]


def test_a_reply_comes_after_what_it_answers() -> None:
    letter = source("letter", composed="1929-10-21")
    reply = source("reply", composed="1929-10-03", lineage=(Descent("reply-to", "letter"),))
    known = told(sources=[letter, reply])
    assert clashes(known) == [{"source:letter", "source:reply"}]
    assert known.contradictions()[0].kind == "document"
    assert not clashes(told(sources=[letter, replace(reply, composed=parse_edtf("1929"))]))


def test_an_edition_is_not_older_than_what_it_revises_and_an_author_lives_when_writing() -> None:
    first, second = source("first", composed="1932"), source("second", lineage=(Descent("edition-of", "first"),))
    assert told(sources=[first, second]).dated("source:second").inferred.latest_end is None
    known = told(
        said("anna#^died", "died in", "town", when="1930"), sources=[source("late", composed="1931", authors=("anna",))]
    )
    assert clashes(known) == [{"anna#^died", "source:late"}]
    posthumous = source("late", composed="1929", published="1950", authors=("anna",))
    assert not clashes(told(said("anna#^died", "died in", "town", when="1930"), sources=[posthumous]))


def test_no_source_tells_of_a_death_to_come_or_quotes_what_is_not_written() -> None:
    known = told(said("anna#^died", "died in", "town", when="1930"), sources=[source("memoir", composed="1925")])
    assert clashes(known) == [{"anna#^died", "source:memoir"}]
    voice = Witness(Citation("late", within=Citation("early")), "words")
    quoting = replace(said("anna#^read", "read", "book"), witnesses=(voice,))
    both = [source("early", composed="1920"), source("late", composed="1930")]
    assert clashes(told(quoting, sources=both)) == [{"source:early", "source:late"}]


def test_approximate_dates_contradict_only_on_an_assumption() -> None:
    known = told(said("anna#^b", "born in", "town", when="1900"), said("anna#^r", "read", "book", when="1890~"))
    (clash,) = known.contradictions()
    assert [rule.name for rule in clash.assumptions] == ["about"]


def test_a_span_in_a_year_may_reach_beyond_it() -> None:
    """“1930: member of” says that she was one some day in 1930, not that she ceased to be."""
    window = told(said("anna#^m", "member of", "circle", when="1930")).dated("anna#^m").inferred
    assert window.bounds == (None, day("1930-12-31"), day("1930-01-01"), None)


def test_events_stand_in_order_and_what_is_undecided_is_told() -> None:
    known = told(
        said("anna#^c", "read", "book", when="1931"),
        said("anna#^a", "read", "book", when="1929-05"),
        said("anna#^b", "wrote to", "boris", when="1929"),
    )
    events = known.in_order("anna")
    assert [one.ref for one in events] == ["anna#^b", "anna#^a", "anna#^c"]
    assert known.decided(events[0], events[1]) is Order.UNDECIDED
    assert known.decided(events[1], events[2]) is Order.BEFORE


def test_one_statement_may_contradict_several_and_is_then_the_one_to_doubt() -> None:
    acts = [said(f"anna#^{year}", "read", "book", when=str(year)) for year in (1931, 1932, 1933)]
    known = told(said("anna#^died", "died in", "town", when="1930", by=("a", "b")), *acts)
    assert known.doubted == ("anna#^died",)
    clash = known.contradictions()[0]
    assert len(known.freed_by(clash)["anna#^died"]) == len(known.contradictions())


@pytest.mark.parametrize("record", [Examined(), Examined(statements=(said("nobody#^x", "never heard of", "boris"),))])
def test_an_empty_or_unknown_record_has_an_empty_chronology(record: Examined) -> None:
    known = chronology.of(record)
    assert known.in_order() == ()
    assert known.contradictions() == ()
    assert known.life_of("anna").events == ()
