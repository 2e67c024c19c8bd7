"""What the models see: lazily loaded, level with old spelling, exact in offsets; and the second look at Russian."""

from __future__ import annotations

import numpy as np
import pytest
import razdel
from hypothesis import given
from hypothesis import strategies as st

from variorum.languages import equipment
from variorum.languages.chunking import pieces_of
from variorum.languages.composing import composed
from variorum.languages.ru.equipment.names import looked_at, pieces_in, recogniser
from variorum.languages.ru.equipment.network import Network
from variorum.languages.ru.equipment.tagging import LABELS, Tagger, named_features, usual_kinds, weights
from variorum.languages.ru.equipment.words import word_spans


def seen(code: str, text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in equipment(code).recognise([text])[0]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Вчера Троцкий приехал в Москву.", [("person", "Троцкий"), ("place", "Москву")]),
        ("Вчера Ѳедоръ Родичевъ пріѣхалъ въ Москву.", [("person", "Ѳедоръ Родичевъ"), ("place", "Москву")]),
        ("Вчера Троц-\nкий приехал в Моск-\nву.", [("person", "Троц-\nкий"), ("place", "Моск-\nву")]),
        ("Вчера Тро́цкий приехал в Москву.", [("person", "Тро́цкий"), ("place", "Москву")]),
    ],
)
def test_russian_names_are_seen_through_spelling_stress_and_line_ends(text: str, names: list[tuple[str, str]]) -> None:
    assert seen("ru", text) == names


def test_english_adjectives_and_doctrines_are_no_names() -> None:
    kinds = dict(reversed(pair) for pair in seen("en", "The Soviet press praised Stalinism. Lenin lived in Moscow."))
    assert kinds == {"Lenin": "person", "Moscow": "place"}


def test_several_texts_are_answered_each_in_its_place() -> None:
    texts = ["", "Троцкий приехал в Москву.", "и т. д.", "Ленин приехал в Казань. " * 80]
    found = equipment("ru").recognise(texts)
    assert [bool(names) for names in found] == [False, True, False, True]
    assert all(texts[3][name.start : name.end] in ("Ленин", "Казань") for name in found[3])


def test_a_language_without_a_model_sees_nothing() -> None:
    assert equipment("de").recognise(["Trotzki kam nach Moskau.", ""]) == [[], []]


@pytest.mark.parametrize(("word", "ordinary"), [("Stern", True), ("The", True), ("Lenin", False), ("Kamenev", False)])
def test_an_ordinary_english_word_is_told_from_a_name(word: str, *, ordinary: bool) -> None:
    assert equipment("en").ordinary(word) is ordinary


@pytest.mark.parametrize(("word", "ordinary"), [("Победа", True), ("Стали", True), ("Рютин", False), ("Москва", False)])
def test_an_ordinary_russian_word_is_told_from_a_name(word: str, *, ordinary: bool) -> None:
    assert equipment("ru").ordinary(word) is ordinary


def test_the_sums_of_the_second_look_are_those_of_the_features_that_were_learned() -> None:
    pieces = looked_at(pieces_in(["Газета «Правда» писала 7 ноября: Ленин, Троцкий и ЦК РКП(б) в Москве.\n\nЛенин!"]))
    learned, usual = weights(), usual_kinds(pieces)
    tagger, words = Tagger(learned), [piece.words for piece in pieces]
    signals = Network(recogniser()).signals(words)
    expected = tagger.of_signals(np.array([len(piece) for piece in words]), signals)
    features = [names for piece, kinds in zip(pieces, usual, strict=True) for names in named_features(piece, kinds)]
    for place, names in enumerate(features):
        for name in names:
            expected[place] += learned.rows.get(name, np.zeros(len(LABELS), np.float32))
    assert np.allclose(tagger.scores(words, signals, [kind for one in usual for kind in one]), expected, atol=1e-3)


RUSSIAN = [
    "Мартемьян Рютин писал из Москвы в ЦК ВКП(б).",
    "Нет.",
    "В 1932 г. «Союз марксистов-ленинцев» — Рютин, Каюров, Иванов и др. — обратился ко всем членам партии.",
    "Иосиф Сталин и Л. Б. Каменев встретились в Ленинграде 12,5 лет спустя",
]


def test_the_network_gives_the_verdicts_of_slovnet_itself() -> None:
    words = [piece.words for piece in pieces_in(RUSSIAN)]
    signals, infer = Network(recogniser()).signals(words), recogniser().infer
    place = 0
    for piece in words:
        (batch,) = infer.encoder([piece])
        hidden = infer.model.encoder(infer.model.emb(batch.word_id, batch.shape_id), batch.pad_mask)
        scores = infer.model.head(hidden)
        (tags,) = infer.model.head.crf.decode(scores, ~batch.pad_mask)
        assert signals.tags[place : place + len(piece)].tolist() == tags.tolist()
        assert np.allclose(signals.scores[place : place + len(piece)], scores[0], atol=1e-3)
        place += len(piece)


def test_what_is_seen_in_a_text_does_not_depend_on_the_texts_beside_it() -> None:
    together = equipment("ru").recognise(RUSSIAN)
    assert together == [equipment("ru").recognise([text])[0] for text in RUSSIAN]
    assert any(together)


@given(st.text(alphabet='аБёz19 .,;:-—_/!?…«»"*()\n', max_size=40))
def test_the_words_are_those_of_razdel(text: str) -> None:
    assert word_spans(text) == [(token.start, token.stop) for token in razdel.tokenize(text)]


def test_english_text_without_a_capital_loses_no_name() -> None:
    text = "the party met in secret.\n\nLeon Trotsky lived in Paris for a year.\n\n1. 2. 3."
    assert seen("en", text) == [("person", "Leon Trotsky"), ("place", "Paris")]


@pytest.mark.parametrize("text", ["", "   ", "one", "a\n\nb", "x" * 5000, ("Long words stand here. " * 200)])
def test_pieces_hold_all_that_is_no_white_space(text: str) -> None:
    pieces = list(pieces_of(text))
    assert "".join("".join(piece.split()) for _, piece in pieces) == "".join(text.split())
    assert all(text[start : start + len(piece)] == piece for start, piece in pieces)


def test_composed_text_leads_back_to_where_its_letters_began() -> None:
    text = "Сергеи\u0306 и е\u0308лка"
    whole, places = composed(text)
    assert whole == "Сергей и ёлка"
    assert places is not None
    assert [text[places[i] : places[i + 1]] for i in (5, 9)] == ["и\u0306", "е\u0308"]
    assert composed("Сергей") == ("Сергей", None)
