"""What English and Russian know of a word: its forms, its lemmas, its spelling of before 1918."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from variorum.languages import equipment, equipped, writing


class Forms:
    """A vocabulary of just these forms."""

    def __init__(self, forms: str) -> None:
        self._forms = forms.split()

    def holds(self, form: str) -> bool:
        return form in self._forms

    def beginning_with(self, prefix: str) -> Iterable[str]:
        return [form for form in self._forms if form.startswith(prefix)]


def found(code: str, word: str, forms: str) -> set[str]:
    return set(equipment(code).inflections(word, Forms(forms)))


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("worker", "worker workers"),
        ("policies", "policy policies"),
        ("wrote", "write writes wrote written writing"),
        ("went", "go goes going went gone"),
        ("men", "man men"),
        ("labor", "labour labor labours"),
        ("organize", "organise organised organizing organizes"),
        ("stopped", "stop stops stopping stopped"),
        ("hoping", "hope hoped hoping hopes"),
        ("Trotsky’s", "trotsky"),
        ("theses", "thesis theses"),
    ],
)
def test_every_form_of_an_english_word_is_found_by_any_of_them(word: str, forms: str) -> None:
    others = " work labyrinth organ hop manner thesaurus"
    assert found("en", word, forms + others) >= set(forms.split())
    assert "labyrinth" not in found("en", word, forms + others)


def test_left_is_not_leave_but_leave_may_be_left() -> None:
    assert found("en", "left", "left leave leaving") == {"left"}
    weights = equipment("en").inflections("leave", Forms("left leave leaving"))
    assert weights["left"] < weights["leaving"] == 1.0


def test_a_word_that_only_shares_the_stem_counts_for_less() -> None:
    weights = equipment("en").inflections("general", Forms("general generals generally"))
    assert weights["generally"] < weights["generals"] == weights["general"] == 1.0


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("рабочих", "рабочий рабочего рабочему рабочие"),
        ("оппозиции", "оппозиция оппозицию оппозицией"),
        ("шёл", "идти иду шел шла"),
        ("арестован", "арестовать арестовали арестованный арестована"),
        ("люди", "человек людей людям"),
        ("Рютиным", "рютин рютина рютину"),
        ("ёлка", "елка елки елку"),
        ("новыхъ", "новый новая новаго новыя"),
        ("рабочаго", "рабочий рабочего рабочих"),
        ("лѣсъ", "лес леса лесу"),
    ],
)
def test_every_form_of_a_russian_word_is_found_by_any_of_them(word: str, forms: str) -> None:
    assert found("ru", word, forms + " робот новость лист елей") == set(forms.split())


def test_all_lemmas_of_an_ambiguous_form_are_given_the_likeliest_first() -> None:
    assert equipment("ru").lemmas("стали") == ("стать", "сталь")


def test_an_ambiguous_form_counts_little_for_its_unlikely_lemma() -> None:
    weights = equipment("ru").inflections("сталью", Forms("сталь сталью стали"))
    assert weights["стали"] < 0.1 < weights["сталь"]


def test_the_typed_form_always_counts_fully() -> None:
    assert equipment("ru").inflections("стали", Forms("стали"))["стали"] == 1.0


def test_an_unknown_language_gets_plain_equipment() -> None:
    plain = equipment("xx-Qaaa")
    assert plain.code == "xx-Qaaa"
    assert plain.lemmas("Wörter") == ("wörter",)
    assert plain.stem("Ёж") == "еж"
    assert plain.inflections("a", Forms("a b")) == {"a": 1.0}
    assert [word.text for word in plain.words("ein Wort")] == ["ein", "Wort"]
    assert plain.sentences("Eins. Zwei.")[1].text == "Zwei."
    assert not plain.writes("Wort")


def test_a_regional_code_gets_the_language() -> None:
    assert equipment("en-GB").code == equipment("en_US").code == "en"
    assert equipped()[:2] == ("en", "ru")


def test_a_search_asks_the_languages_of_the_script() -> None:
    assert [language.code for language in writing("word")] == ["en"]
    assert [language.code for language in writing("слово")] == ["ru"]
    assert [language.code for language in writing("1928")] == []
    assert [language.code for language in writing("рaбочий")] == ["en", "ru"]  # a Latin a among Cyrillic letters


def test_stems_are_shared_by_the_forms_of_a_word() -> None:
    assert equipment("en").stem("organization") == equipment("en").stem("organisations")
    assert equipment("ru").stem("рабочего") == equipment("ru").stem("рабочими") == "рабоч"
    assert equipment("en").lemmas("left") == ("left", "leave")
    assert equipment("en").stem("") == ""
