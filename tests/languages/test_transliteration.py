"""Russian in Latin letters by every scheme, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.finding import NotFound
from variorum.languages.transliteration import scheme, schemes, to_cyrillic, to_latin

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяѣіѳѵ"
CAPITALS = "".join(letter for letter in RUSSIAN.upper() if letter not in "ЪЬ")  # a sign has no capital
EXPECTED = """
ala-lc: Рютин → Ri͡utin; Евгений → Evgeniĭ; Юлий Цой → I͡uliĭ T͡soĭ; Ѳедоръ → Ḟedor
ala-lc-plain: Рютин → Riutin; Евгений → Evgenii; Зиновьев → Zinov'ev
bgn-pcgn: Рютин → Ryutin; Ежов → Yezhov; Сергеев → Sergeyev; Хрущёв → Khrushchëv
iso-9: Рютин → Rûtin; Щербаков → Ŝerbakov; Яковлев → Âkovlev
gost-779: Хрущёв → Xrushhyov; Цой → Czoj; Церетели → Cereteli
scholarly: Рютин → Rjutin; Хрущёв → Xruščëv
scholarly-ch: Бухарин → Bucharin
german: Зиновьев → Sinowjew; Хрущёв → Chruschtschow; Троцкий → Trozki; Каганович → Kaganowitsch
french: Рютин → Rioutine; Бухарин → Boukharine; Чичерин → Tchitcherine; Сергей → Sergueï
polish: Дзержинский → Dzierżynski; Рыков → Rykow; Ленин → Lenin; Ежов → Jeżow
passport-1997: Евгений → Yevgeniy; Юлий → Yuliy
passport-2013: Рютин → Riutin; Юлий → Iulii; Подъячев → Podieiachev
popular: Троцкий → Trotsky; Ежов → Yezhov; Зиновьев → Zinovyev
"""


@pytest.mark.parametrize("line", EXPECTED.strip().splitlines())
def test_each_scheme_writes_as_its_tables_say(line: str) -> None:
    name, pairs = line.split(": ")
    for pair in pairs.split("; "):
        russian, latin = pair.split(" → ")
        assert to_latin(russian, name) == latin


def test_every_scheme_of_the_tables_is_expected_here() -> None:
    assert [line.split(":")[0] for line in EXPECTED.strip().splitlines()] == list(schemes())


@given(st.text(alphabet=RUSSIAN + CAPITALS + " .,-1«»", max_size=40))
def test_iso_9_gives_every_letter_back(text: str) -> None:
    assert to_cyrillic(to_latin(text, "iso-9"), "iso-9") == text


@given(st.sampled_from(schemes()), st.text(max_size=40))
def test_any_text_goes_both_ways_without_an_exception(name: str, text: str) -> None:
    to_cyrillic(to_latin(text, name), name)


@pytest.mark.parametrize("name", schemes())
def test_no_letter_of_russian_is_left_standing(name: str) -> None:
    assert not set(to_latin(RUSSIAN + RUSSIAN.upper(), name).lower()) & set(RUSSIAN)
    assert scheme(name).title


def test_a_word_of_capitals_stays_one() -> None:
    assert to_latin("ЩЮСЬ Щюсь", "passport-2013") == "SHCHIUS Shchius"


def test_an_unknown_scheme_is_a_plain_refusal() -> None:
    with pytest.raises(NotFound, match="no scheme"):
        to_latin("Рютин", "klingon")
