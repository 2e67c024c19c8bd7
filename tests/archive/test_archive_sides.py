"""Statements written from their object's side: "founded by [[petrov]]" in a group's dossier."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.archive.dossiers import read_entity
from variorum.archive.editing import statement_added
from variorum.archive.relation_wordings import RelationWording, Sides, chosen, fold, wordings
from variorum.archive.statement_reader import Grammar
from variorum.archive.statements import parse_line, write_line
from variorum.archive.text import TextFile, as_lines
from variorum.archive.vocabulary import default_vocabulary
from variorum.finding import Refused
from variorum.record import Complement, EntityLink, Statement

VOCABULARY = default_vocabulary()
KINDS = {
    "league": "group",
    "police": "group",
    "petrov": "person",
    "orlova": "person",
    "town": "place",
    "letter": "work",
}
GRAMMAR = Grammar(VOCABULARY, wordings(VOCABULARY), kinds=KINDS)
FRONT = "---\nid: {0}\nname: {0}\n---\n\n## Statements\n\n"


def read(dossier: str, line: str) -> tuple[Statement | None, list[str]]:
    text = TextFile(f"groups/{dossier}.md", as_lines(FRONT.format(dossier) + line + "\n"))
    _, gathered = read_entity(text, KINDS[dossier], GRAMMAR)
    return next(iter(gathered.statements), None), [finding.code for finding in gathered.findings]


@pytest.mark.parametrize(
    ("dossier", "line", "said"),
    [
        ("league", "founded by [[petrov]]", ("petrov", "founded", "league")),
        ("league", "was founded by [[petrov]]", ("petrov", "founded", "league")),
        ("league", "set up by [[petrov]]", ("petrov", "founded", "league")),
        ("league", "основатель [[petrov]]", ("petrov", "founded", "league")),
        ("league", "основана [[petrov]]", ("petrov", "founded", "league")),
        ("letter", "written by [[petrov]]", ("petrov", "wrote", "letter")),
        ("letter", "автор [[petrov]]", ("petrov", "wrote", "letter")),
        ("petrov", "автор [[letter]]", ("petrov", "wrote", "letter")),
        ("town", "birthplace of [[petrov]]", ("petrov", "born in", "town")),
        ("town", "received [[petrov]]", ("petrov", "moved to", "town")),
        ("league", "received [[letter]]", ("league", "received", "letter")),
        ("police", "arrested [[petrov]]", ("petrov", "arrested by", "police")),
        ("orlova", "arrested [[petrov]]", ("petrov", "arrested by", "orlova")),
        ("petrov", "arrested by [[police]]", ("petrov", "arrested by", "police")),
        ("league", "expelled [[petrov]]", ("petrov", "expelled from", "league")),
        ("petrov", "expelled from [[league]]", ("petrov", "expelled from", "league")),
        ("league", "член [[petrov]]", ("petrov", "member of", "league")),
        ("petrov", "член [[league]]", ("petrov", "member of", "league")),
        ("league", "член [[police]]", ("league", "member of", "police")),
        ("petrov", "appointed [[league]]", ("petrov", "appointed", "league")),
        ("petrov", "married [[orlova]]", ("petrov", "married", "orlova")),
        ("petrov", "exiled by [[police]] to [[town]]", ("petrov", "exiled to", "town")),
    ],
)
def test_what_follows_and_the_kinds_of_dossier_say_from_which_side_it_is_written(dossier, line, said):
    statement, codes = read(dossier, f"- 1932: {line}")
    assert codes == []
    assert (statement.subject, statement.relation, statement.thing) == (*said[:2], EntityLink(said[2]))
    assert statement.ref.startswith(f"{dossier}#")


def test_who_is_named_beside_the_subject_did_it_with_it():
    statement, _ = read("league", "- founded by [[petrov]], [[orlova]] and [[police]] in [[town]]")
    assert statement.complements == (
        Complement("with", EntityLink("orlova")),
        Complement("with", EntityLink("police")),
        Complement("in", EntityLink("town")),
    )


@pytest.mark.parametrize("line", ['founded by "four students"', "founded by", "led by in [[town]]", "основатель"])
def test_a_line_from_the_other_side_without_a_dossier_as_its_subject_is_refused(line):
    assert read("league", f"- {line}") == (None, ["S003"])


def test_a_date_by_which_something_was_done_is_no_subject():
    statement, codes = read("league", "- founded by 1932 in [[town]]")
    assert (statement.subject, codes) == ("league", [])


def test_an_unfinished_wording_is_named_and_its_short_form_is_not():
    assert read("petrov", "- 1938: died in")[1] == ["S003"]
    assert read("petrov", "- 1938: exiled to")[0].relation == "exiled to"
    for line in (
        "died",
        "was exiled",
        "exiled",
        "born",
        "arrested",
        "сослан",
        "imprisoned",
        "exiled on 1932 to [[town]]",
    ):
        assert read("petrov", f"- 1938: {line}")[1] == [], line


def test_a_wording_of_both_sides_is_kept_for_both_and_the_direct_one_stands_first():
    direct = defaultdict(set)
    for relation in VOCABULARY.relations.values():
        for wording in (relation.name, *relation.labels.values(), *relation.also):
            direct[fold(wording)].add(relation.name)
    for wording, said in GRAMMAR.wordings.known.items():
        assert len({(one.relation, one.inverse) for one in said}) == len(said), wording
        assert sum(not one.inverse for one in said) <= 1
        assert not any(one.inverse for one in said[:-1]) or said[0].inverse or said[1].inverse
        if wording in direct:
            assert said[0].relation in direct[wording]
            assert not said[0].inverse


def test_where_both_sides_fit_the_direct_one_is_meant_and_among_inverse_ones_the_first():
    said = (
        RelationWording("quotes"),
        RelationWording("mentions", inverse=True),
        RelationWording("omits", inverse=True),
    )
    unknown = Sides("", EntityLink("anybody"), {})
    assert chosen(said, "quotes", unknown, VOCABULARY) == said[0]
    assert chosen(said[1:], "named in", unknown, VOCABULARY) == said[1]


INVERSE = st.sampled_from(
    [
        (wording, one.relation)
        for wording, said in sorted(GRAMMAR.wordings.known.items())
        for one in said
        if one.inverse and len(said) == 1
    ]
)
BLOCK = st.sampled_from(["~0", "^first", "^a_1"])


@given(INVERSE, BLOCK, st.lists(st.sampled_from(["with", "in", "вместе с"]), max_size=2))
@settings(max_examples=150, deadline=None)
def test_a_statement_written_from_its_objects_side_reads_as_the_same_statement(inverse, block, prepositions):
    wording, relation = inverse
    complements = tuple(Complement(preposition, EntityLink("town")) for preposition in prepositions)
    statement = Statement(
        f"x#{block}", "y", relation, EntityLink("x"), complements=complements, written="", inverse=wording
    )
    line, faults = parse_line(write_line(statement), GRAMMAR)
    assert faults == []
    assert (line.relation, line.thing, line.complements) == (relation, EntityLink("y"), complements)
    assert line.inverse == wording
    assert line.block == block.partition("^")[2]


def _dossier(line: str) -> tuple[bytes, Statement]:
    raw = (FRONT.format("league") + line + "\n").encode()
    statement, _ = read("league", line)
    return raw, statement


def test_editing_writes_it_back_from_the_side_on_which_it_stood():
    raw, statement = _dossier("- 1932: set up by [[petrov]] ^set")
    assert statement_added(FRONT.format("league").encode(), statement) == raw


def test_editing_does_not_write_into_a_dossier_what_would_read_otherwise_there():
    raw, statement = _dossier("- 1932: set up by [[petrov]] ^set")
    with pytest.raises(Refused):
        statement_added(raw, replace(statement, thing=EntityLink("police")))
