"""Relations found by any of their words, and lines that can be written as they are shown."""

from __future__ import annotations

import pytest

from variorum.archive.finding_relations import example_of, relations_with
from variorum.archive.relation_wordings import wordings
from variorum.archive.statement_reader import Grammar, LineReader
from variorum.archive.vocabulary import default_vocabulary
from variorum.record import ENTITY_KINDS

RELATIONS = default_vocabulary().relations
KINDS = (*ENTITY_KINDS, "source")
GRAMMAR = Grammar(
    default_vocabulary(),
    wordings(default_vocabulary()),
    kinds={f"{article}-{kind}": kind for kind in KINDS for article in ("a", "an")},
)


@pytest.mark.parametrize("language", ["en", "ru", "de"])
@pytest.mark.parametrize("name", RELATIONS)
def test_every_example_is_understood_as_its_relation(name, language):
    relation = RELATIONS[name]
    reader = LineReader(example_of(relation, language).removeprefix("- "), GRAMMAR, relation.domain[0])
    line = reader.line()
    assert (line.relation, line.inverse, reader.faults) == (name, "", [])


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("founded", "founded"),
        ("FOUNDED BY", "founded"),
        ("основал", "founded"),
        ("основала", "founded"),
        ("verhaftet", "arrested by"),
        ("арестовали", "arrested by"),
    ],
)
def test_a_relation_is_found_by_a_word_in_any_language_and_form(word, name):
    assert name in [relation.name for relation in relations_with(word, default_vocabulary())]


def test_no_word_finds_all_and_a_strange_one_none():
    assert len(relations_with("", default_vocabulary())) == len(RELATIONS)
    assert relations_with("xyzzy", default_vocabulary()) == []
