"""Words and sentences: where they begin and end."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from variorum.languages import equipment
from variorum.languages.folding import fold
from variorum.languages.segmentation import sentences_in, words_in


def words(text: str) -> list[str]:
    return [word.text for word in words_in(text)]


def test_hyphens_and_apostrophes_hold_a_word_together() -> None:
    assert words("где-то O’Neill's self-management — д'Артаньян") == [
        "где-то", "O’Neill's", "self-management", "д'Артаньян",
    ]  # fmt: skip


def test_initials_and_numbers_are_words() -> None:
    assert words("V. Z. Rogovin, p. 12v; 1928–1930") == ["V", "Z", "Rogovin", "p", "12v", "1928", "1930"]


def test_stress_marks_and_soft_hyphens_do_not_part_a_word() -> None:
    assert words("за́мок рево\u00adлюция") == ["за́мок", "рево\u00adлюция"]


def test_russian_abbreviations_and_initials_do_not_end_a_sentence() -> None:
    text = "В 1928 г. И. В. Петров и др. Товарищи выступили. Потом, т. е. весной, ушли! Куда? Никто не знал."
    assert [sentence.text for sentence in equipment("ru").sentences(text)] == [
        "В 1928 г. И. В. Петров и др. Товарищи выступили.", "Потом, т. е. весной, ушли!", "Куда?", "Никто не знал.",
    ]  # fmt: skip


def test_english_abbreviations_do_not_end_a_sentence() -> None:
    text = "Mr. Hale spoke (see p. 59). “Go!” he said. Nobody went.\n\nA heading\n\nThe end"
    assert [sentence.text for sentence in equipment("en").sentences(text)] == [
        "Mr. Hale spoke (see p. 59).", "“Go!” he said.", "Nobody went.", "A heading", "The end",
    ]  # fmt: skip


@given(st.text())
def test_words_and_sentences_stand_where_they_say(text: str) -> None:
    for tokens in (words_in(text), sentences_in(text)):
        assert all(text[token.start : token.end] == token.text and token.text for token in tokens)
        assert all(a.end <= b.start for a, b in pairwise(tokens))


@given(st.text())
def test_sentences_leave_out_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(s.text.split()) for s in sentences_in(text)) == "".join(text.split())


def test_folding_levels_old_letters_and_joins_divided_words() -> None:
    assert fold("Онъ ѣхалъ въ рево-\n  люціонный съѣздъ").text == "Он ехал в революционный съезд"
    assert fold("Вечно-\nЗелёный").text == "Вечно-\nЗеленый"  # a capital begins a word of its own
    assert fold("plain ASCII text").text == "plain ASCII text"
    assert fold("T͡Siolkovskiĭ, I︠U︡renev").text == "TSiolkovskiĭ, IUrenev"  # the ties of the Library of Congress


def test_divided_words_are_told() -> None:
    text = "где-\nто and some-\nthing"
    assert [text[a:b] for a, b in fold(text).divisions] == ["-\n", "-\n"]


@given(st.text(st.sampled_from("абёѣъЪ xyz-\n\u00ad\u0301’😀")))
def test_folded_characters_lead_back_to_where_they_stood(text: str) -> None:
    folded = fold(text)
    alike = str.maketrans("ёѣ", "ее")
    for offset, sign in enumerate(folded.text):
        assert text[folded.original(offset)].translate(alike) == sign
    places = [folded.original(offset) for offset in range(len(folded.text) + 1)]
    assert places == sorted(set(places))
    assert places[-1] == len(text)
