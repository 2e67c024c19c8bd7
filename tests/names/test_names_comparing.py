"""Two names compared: the list of historical pairs, what must never be called the same, and the laws of comparison."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.languages.transliteration import schemes, to_latin
from variorum.names import compare
from variorum.names.forms.skeleton import distance, skeletons

with (Path(__file__).parent / "historical_pairs.tsv").open(encoding="utf-8") as _file:
    PAIRS = list(csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE))
NAMES = sorted({pair[side] for pair in PAIRS for side in ("a", "b")})
SURNAMES = """
Рютин Троцкий Зиновьев Преображенский Шляпников Хрущёв Дзержинский Куйбышев Чичерин Щербаков Ягода Эйсмонт
Иоффе Джугашвили Церетели Тухачевский Антонов-Овсеенко Крупская Раскольников Аллилуева Юренев Яковлев Цюрупа
""".split()  # noqa: SIM905


@pytest.mark.parametrize("case", ["nominative", "oblique"])
def test_no_two_names_of_the_list_are_falsely_called_the_same(case: str) -> None:
    wrong = [
        (pair["a"], pair["b"])
        for pair in PAIRS
        if pair["case"] == case and pair["expected"] != "same" and compare(pair["a"], pair["b"]).verdict == "same"
    ]
    assert not wrong


@pytest.mark.parametrize(("case", "least"), [("nominative", 0.95), ("oblique", 0.90)])
def test_the_forms_of_one_name_are_found(case: str, least: float) -> None:
    same = [pair for pair in PAIRS if pair["case"] == case and pair["expected"] == "same"]
    found = sum(compare(pair["a"], pair["b"]).verdict == "same" for pair in same)
    assert found / len(same) >= least


@pytest.mark.parametrize(
    ("a", "b", "verdict", "reason"),
    [
        ("V. N. Kaiurov", "A. V. Kaiurov", "different", "initials contradict"),
        ("Riutin", "Рутин", "unsure", "may sound alike"),
        ("Bronstein", "Trotsky", "different", "only a source can say"),
        ("Riutin", "Рютиным", "same", "bare surname proves nothing"),
        ("Вася Каюров", "Василий Каюров", "same", "short for"),
        ("Вася", "Василий", "unsure", "short"),
        ("Joseph Stalin", "Иосиф Сталин", "same", "two languages"),
        ("Trotsky (Bronstein)", "Бронштейн", "same", "in brackets"),
        ("М. Н. Рютин", "Н. М. Рютин", "unsure", "other order"),
        ("Рютина", "Riutin", "same", "genitive"),
        ("Riutina", "Riutin", "unsure", "a man and a woman"),
        ("Alexandra Tolstoy", "Александра Толстая", "same", "a man and a woman"),
        ("Антонов", "Антонов-Овсеенко", "unsure", "part of a double"),
        ("Владимир Ильич", "Ленин", "unsure", "Only one of the two gives a surname"),
        ("Надежда Константиновна Крупская", "Надежда Константиновна Ульянова", "unsure", "only a source can say"),
        ("Иван Никитич Смирнов", "Иван Петрович Смирнов", "different", "patronymics contradict"),
        ("Adler Jr.", "Adler Sr.", "different", "elder"),
        ("Вл. Каюров", "Vladimir Kaiurov", "same", "initial fits"),
        ("Каюровы", "Kaiurov", "unsure", "several bearers"),
        ("Каюров-старший", "В. Н. Каюров", "same", "bare surname"),
        ("Каюров-старший", "Каюров-младший", "different", "elder"),
        ("Иван Сергеич Смирнов", "Ivan Sergeevich Smirnov", "same", "patronymic is the same"),
        ("Иван Иваныч Смирнов", "Ivan Ivanovich Smirnov", "same", "patronymic is the same"),
        ("N. Osinskii", "В. Оболенский (Осинский)", "unsure", "in brackets"),
        ("Andrés Nin", "Андрес Нин", "same", "given name is the same"),
    ],
)
def test_the_verdict_comes_with_its_reason(a: str, b: str, verdict: str, reason: str) -> None:
    comparison = compare(a, b)
    assert comparison.verdict == verdict, comparison
    assert reason in " ".join(comparison.because), comparison.because


def test_a_contradicted_patronymic_weighs_more_than_a_missing_one() -> None:
    missing = compare("Иван Смирнов", "Ivan Nikitich Smirnov")
    contradicted = compare("Иван Петрович Смирнов", "Ivan Nikitich Smirnov")
    agreeing = compare("Иван Никитич Смирнов", "Ivan Nikitich Smirnov")
    assert agreeing.score > missing.score > contradicted.score


def test_more_parts_that_agree_make_a_higher_score() -> None:
    scores = [compare(name, "Мартемьян Никитич Рютин").score for name in ("Riutin", "M. Riutin", "M. N. Riutin")]
    assert scores == sorted(scores)
    assert compare("Riutin", "Рютин").shared == ("surname",)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_verdict_and_score_do_not_depend_on_the_order(a: str, b: str) -> None:
    one, other = compare(a, b), compare(b, a)
    assert (one.verdict, one.score) == (other.verdict, other.score)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_the_same_as_itself_in_any_letters(name: str) -> None:
    assert compare(name, name).verdict == "same"
    shouted = name if name.startswith(("т.", "о ")) else name.upper()
    assert compare(name, shouted).verdict == "same", parse_of(shouted)


def parse_of(name: str) -> object:
    from variorum.names import parse

    return parse(name).readings


@pytest.mark.parametrize("scheme", schemes())
@pytest.mark.parametrize("surname", SURNAMES)
def test_a_surname_is_known_in_every_scheme(scheme: str, surname: str) -> None:
    written = to_latin(surname, scheme)
    assert compare(written, surname).verdict == "same", (written, skeletons(written), skeletons(surname))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=50), st.text(max_size=50))
def test_no_text_makes_the_comparison_fail(a: str, b: str) -> None:
    comparison = compare(a, b)
    assert comparison.verdict in {"same", "different", "unsure"}
    assert 0 <= comparison.score <= 1
    assert comparison.because
    assert compare(b, a).verdict == comparison.verdict


@given(st.text("aeiouZzSCcvkgh", max_size=9), st.text("aeiouZzSCcvkgh", max_size=9))
def test_the_distance_is_symmetric_and_nothing_between_equals(a: str, b: str) -> None:
    assert distance(a, b) == pytest.approx(distance(b, a))
    assert distance(a, a) == 0


MEN = [
    ("Александр", "Александрович"), ("Иван", "Иванович"), ("Пётр", "Петрович"), ("Григорий", "Григорьевич"),
    ("Лев", "Львович"), ("Никита", "Никитич"), ("Яков", "Яковлевич"), ("Юрий", "Юрьевич"), ("Христиан", "Христианович"),
    ("Шалва", "Шалвович"), ("Евгений", "Евгеньевич"), ("Фёдор", "Фёдорович"), ("Василий", "Васильевич"),
    ("Семён", "Семёнович"), ("Михаил", "Михайлович"), ("Илья", "Ильич"), ("Сергей", "Сергеевич"),
]  # fmt: skip
INITIALS_APART = "АБГДЗКЛМНОПРТ"  # those that no scheme writes alike


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(SURNAMES),
    st.sampled_from(MEN),
    st.sampled_from(MEN),
    st.sampled_from(MEN),
    st.sampled_from(schemes()),
)
def test_kin_and_namesakes_with_another_patronymic_are_never_the_same(
    surname: str, man: tuple[str, str], father: tuple[str, str], other: tuple[str, str], scheme: str
) -> None:
    one = f"{man[0]} {father[1]} {surname}"
    assert compare(one, to_latin(one, scheme)).verdict == "same"
    if father != other:
        assert compare(one, to_latin(f"{man[0]} {other[1]} {surname}", scheme)).verdict == "different"
    if man != other:
        assert compare(one, to_latin(f"{other[0]} {father[1]} {surname}", scheme)).verdict == "different"


@given(
    st.sampled_from(SURNAMES),
    st.sampled_from(INITIALS_APART),
    st.sampled_from(INITIALS_APART),
    st.sampled_from(schemes()),
)
def test_other_initials_are_never_the_same(surname: str, one: str, other: str, scheme: str) -> None:
    latin = to_latin(f"{other}. {surname}", scheme)
    assert (compare(f"{surname} {one}.", latin).verdict == "same") == (one == other)


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("Иванов", "Иванова", "unsure"),  # his wife, or he in the genitive
        ("Иванова", "Иванов", "unsure"),
        ("Иванова", "Иванова", "same"),
        ("Троцкий", "Троцкого", "same"),
        ("Герцен", "Герцена", "same"),
    ],
)
def test_a_mans_surname_alone_is_not_said_to_be_what_may_be_a_womans(a: str, b: str, verdict: str) -> None:
    assert compare(a, b).verdict == verdict


@pytest.mark.parametrize(
    ("whole", "initials"),
    [
        ("Фёдор Александрович Бухарин", "V. A. Bukharin"),
        ("Александр Фёдорович Шацкин", "A. V. Shatskin"),
        ("Фёдор Каюров", "P. Kaiurov"),
        ("Ivan Petrovich Levitskii", "Е. П. Левицкий"),
        ("Яков Викторович Зиновьев", "Ya. F. Zinoviev"),
        ("Yakov Viktorovich Zinoviev", "Я. Ф. Зиновьев"),
        ("I. P. Levitskii", "Е. П. Левицкий"),
        ("P. A. Shevchenko", "Ф. А. Шевченко"),
        ("Николай Каюров", "M. Kaiurov"),
    ],
)
def test_an_initial_stands_for_no_letter_of_the_other_script_that_books_do_not_write_so(
    whole: str, initials: str
) -> None:
    assert compare(whole, initials).verdict == "different"


@pytest.mark.parametrize(
    ("whole", "initials"),
    [
        ("Яков Каюров", "I. Kaiurov"),
        ("Юрий Ларин", "Y. Larin"),
        ("Евгений Преображенский", "Ye. Preobrazhensky"),
        ("Iosif Levitskii", "И. Левицкий"),
        ("Eugene Levitskii", "Е. Левицкий"),
        ("Iurii Larin", "Ю. Ларин"),
    ],
)
def test_an_initial_may_be_cut_from_either_way_of_writing_a_name(whole: str, initials: str) -> None:
    assert compare(whole, initials).verdict != "different"
