"""Words that except or condition in one sense alone: no reproach where they mean something else, and none is missed."""

from __future__ import annotations

import pytest

from variorum.quotation.phrases import all_of, first_of
from variorum.quotation.reading_language import read_as
from variorum.quotation.verification import memory_texts, verify

EXCEPTIONS = (
    ("en", "Nobody in the yard was spared, save the two carters from Brin"),
    ("en", "All save one had gone home by then"),
    ("en", "None save the bailiff had seen the ledger"),
    ("en", "The mill stood idle save for the two old wheels"),
    ("en", "Nothing is known save that the boat came back"),
    ("en", "They never met save in the chapel"),
    ("en", "Everyone bar the miller had signed it"),
    ("en", "They sold the whole stock, bar the last two barrels"),
    ("en", "All the houses, barring two, were burnt"),
    ("en", "The bread went to all apart from the carters"),
    ("en", "No help came to them besides the grain"),
    ("en", "It was all they asked, short of open war"),
    ("ru", "Все ушли, кроме двух возчиков"),
    ("ru", "Никто не видел книги, помимо старосты"),
    ("de", "Alle gingen heim außer dem Müller"),
    ("de", "Sie verkauften alles bis auf zwei Fässer"),
    ("de", "Alle kamen bis auf den Müller"),
    ("en", "They were all arrested save him"),
)
OTHER_SENSES = (
    ("en", "They were told to save themselves and the horses"),
    ("en", "The council could not save the town from the flood"),
    ("en", "It will save a great deal of trouble"),
    ("en", "They crossed over and save what they can"),
    ("en", "The boats saved forty of the crew"),
    ("en", "He saves every letter"),
    ("en", "The carters stood ready to bar the way"),
    ("en", "An iron bar lay across the door"),
    ("en", "A line of carts was barring the road"),
    ("en", "The weavers stood apart from the crowd"),
    ("en", "It was none other than the old miller"),
    ("en", "Besides, the river had risen in the night"),
    ("en", "A decree excluding the weavers from the guild was read"),
    ("en", "The harvest fell short of what was hoped"),
    ("en", "The hall was only just large enough, even then"),
    ("ru", "Кроме того, река поднялась ночью"),
    ("ru", "Помимо этого ему дали хлеба"),
    ("ru", "Он лишь вчера вернулся домой"),
    ("de", "Das Gesetz wurde außer Kraft gesetzt"),
    ("de", "Der Müller war außer sich vor Zorn"),
    ("de", "Sie hatten nur wenig Brot"),
    ("de", "Der Laden bleibt bis auf weiteres zu"),
    ("de", "Sie kämpften bis auf den letzten Mann"),
)


@pytest.mark.parametrize(("spoken", "sentence"), EXCEPTIONS)
def test_an_exception_is_seen(spoken: str, sentence: str) -> None:
    with read_as(spoken):
        assert first_of("exception", sentence)


@pytest.mark.parametrize(("spoken", "sentence"), OTHER_SENSES)
def test_words_in_another_sense_are_no_exception(spoken: str, sentence: str) -> None:
    with read_as(spoken):
        assert all_of("exception", sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "He provided the carters with bread",
        "They had provided a boat",
        "Nor had he seen the ledger",
        "What had they done",
        "He thought otherwise",
        "They fought not for the money but for the mill",
    ],
)
def test_words_in_another_sense_are_no_condition(sentence: str) -> None:
    with read_as("en"):
        assert all_of("condition", sentence) == []


@pytest.mark.parametrize(
    "sentence",
    ["The grain is theirs provided the council agrees", "Had he come, all was well", "Pay us, otherwise we strike"],
)
def test_a_condition_is_seen(sentence: str) -> None:
    with read_as("en"):
        assert all_of("condition", sentence)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (
            "The bargemen ran down to the quay to save themselves and their boats.",
            "The bargemen ran down to the quay to",
        ),
        ("The bargemen of the lower town could save the grain in the barns.", "The bargemen of the lower town could"),
        (
            "The bargemen of the lower town ran to save the grain in the barns.",
            "The bargemen […] the grain in the barns.",
        ),
        (
            "The weavers of the lower town ran to save grain in the barns.",
            "The weavers of the lower town ran to […] grain in the barns.",
        ),
    ],
)
def test_a_faithful_quotation_cut_beside_such_a_word_is_not_accused(page: str, words: str) -> None:
    found = verify(words, memory_texts({"s": page}), source="s")
    assert found.verdict in ("verbatim", "marked")
    assert not [said for said in found.warnings if "save" in said]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (
            "The whole of the lower town was burnt, save the two mills at the quay.",
            "The whole of the lower town was burnt",
        ),
        (
            "The whole of the lower town, save the mills, was burnt to the ground.",
            "The whole of the lower town […] was burnt to the ground.",
        ),
    ],
)
def test_an_exception_that_was_cut_away_is_told(page: str, words: str) -> None:
    found = verify(words, memory_texts({"s": page}), source="s")
    assert [said for said in found.warnings if "save" in said]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("The river ran past the mill, not to mention the barges there.", "The river ran past the mill"),
        ("The bargemen were fed by the town, not least by the council of it.", "The bargemen were fed by the town"),
        ("Хлеб получили все рабочие завода, не говоря уже о служащих.", "Хлеб получили все рабочие завода"),
        ("Das Brot bekamen alle im Dorf, nicht zuletzt der Müller selbst.", "Das Brot bekamen alle im Dorf"),
    ],
)
def test_a_negation_that_adds_is_neither_an_exception_nor_a_denial(page: str, words: str) -> None:
    assert verify(words, memory_texts({"s": page}), source="s").warnings == ()


def test_a_negation_that_denies_is_told_though_it_has_the_same_words() -> None:
    page = "The clerk of the council preferred not to mention the barges that lay at the quay."
    found = verify("The clerk of the council preferred", memory_texts({"s": page}), source="s")
    assert [said for said in found.warnings if "not" in said]
