"""What the models see: lazily loaded, level with old spelling, exact in offsets; and the second look at Russian."""

from __future__ import annotations

import numpy as np
import pytest

from variorum.languages import equipment
from variorum.languages.composing import composed
from variorum.languages.pieces import pieces_of


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
    from variorum.languages.russian_names import looked_at, pieces_in
    from variorum.languages.russian_tagging import LABELS, Tagger, named_features, usual_kinds, weights

    pieces = looked_at(pieces_in(["Газета «Правда» писала 7 ноября: Ленин, Троцкий и ЦК РКП(б) в Москве.\n\nЛенин!"]))
    learned, usual = weights(), usual_kinds(pieces)
    tagger = Tagger(learned)
    for piece, kinds in zip(pieces, usual, strict=True):
        expected = tagger._of_signals(piece)
        for place, names in enumerate(named_features(piece, kinds)):
            for name in names:
                expected[place] += learned.rows.get(name, np.zeros(len(LABELS), np.float32))
        assert np.allclose(tagger._scores(piece, kinds), expected, atol=1e-3)


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
