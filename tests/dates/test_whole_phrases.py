"""A phrase is read to its last word: brackets, doubts, lists, open sides and styles count, and what is left is told."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from variorum.dates.malformed import MalformedDate
from variorum.dates.phrases import as_json, find_dates, read_phrase


def said(phrase: str, relative_to: str | None = None) -> tuple[object, object, object]:
    read = as_json(read_phrase(phrase, relative_to=relative_to))
    assert read["unread"] == [], read
    return read["earliest"], read["latest"], read["edtf"]


WHOLE = [
    # between two bounds
    ("не ранее 12 мая – не позднее 20 июня 1927 г.", "1927-05-12", "1927-06-20", "[1927-05-12..1927-06-20]"),
    ("not before 12 May 1927 and not after 20 June 1927", "1927-05-12", "1927-06-20", "[1927-05-12..1927-06-20]"),
    ("after 5 May but before 12 May 1927", "1927-05-06", "1927-05-11", "[1927-05-06..1927-05-11]"),
    ("после 5, но до 12 мая 1927 г.", "1927-05-06", "1927-05-12", "[1927-05-06..1927-05-12]"),
    # what an editor supplied
    ("12 мая [1927 г.]", "1927-05-12", "1927-05-12", "1927-05-12"),
    ("12 [May] 1932", "1932-05-12", "1932-05-12", "1932-05-12"),
    ("[12 мая] 1932 г.", "1932-05-12", "1932-05-12", "1932-05-12"),
    ("12 мая 192[7] г.", "1927-05-12", "1927-05-12", "1927-05-12"),
    ("[Before 12 May 1927]", None, "1927-05-11", "[..1927-05-11]"),
    # months in Roman digits, slashes, years of two digits
    ("12/V-27 г.", "1927-05-12", "1927-05-12", "1927-05-12"),
    ("12-V-27", "1927-05-12", "1927-05-12", "1927-05-12"),
    ("III.1927", "1927-03-01", "1927-03-31", "1927-03"),
    ("V–VI 1927", "1927-05-01", "1927-06-30", "1927-05/1927-06"),
    ("12.V–3.VI.1927", "1927-05-12", "1927-06-03", "1927-05-12/1927-06-03"),
    ("12.05–03.06.1927", "1927-05-12", "1927-06-03", "1927-05-12/1927-06-03"),
    ("12(25).V.1917", "1917-05-25", "1917-05-25", "1917-05-25"),
    ("1927-05", "1927-05-01", "1927-05-31", "1927-05"),
    ("12-го/V-27 г.", "1927-05-12", "1927-05-12", "1927-05-12"),
    ("28/IV–2/V 1927", "1927-04-28", "1927-05-02", "1927-04-28/1927-05-02"),
    ("12/25.V.1917", "1917-05-25", "1917-05-25", "1917-05-25"),
    ("9/VIII 1917", "1917-08-09", "1917-08-09", "1917-08-09"),
    ("4/II—1918 г.", "1918-02-04", "1918-02-04", "1918-02-04"),
    ("не позднее 4/II—18 г.", None, "1918-02-04", "[..1918-02-04]"),
    ("12/V—3/VI 1927", "1927-05-12", "1927-06-03", "1927-05-12/1927-06-03"),
    ("before 15-Nov-1858", None, "1858-11-14", "[..1858-11-14]"),
    ("15-Nov-1858 to 3-Dec-1858", "1858-11-15", "1858-12-03", "1858-11-15/1858-12-03"),
    ("before the month of May 1917", None, "1917-04-30", "[..1917-04-30]"),
    # digits that were taken for letters by whoever recognised the scan
    ("летом |927 г.", "1927-06-01", "1927-08-31", "1927-22"),
    ("27.11.19l7", "1917-11-27", "1917-11-27", "1917-11-27"),
    ("до 13.10.l918 г.", None, "1918-10-13", "../1918-10-13"),
    ("ноябрь 19|9 г.", "1919-11-01", "1919-11-30", "1919-11"),
    ("192О-х годов", "1920-01-01", "1929-12-31", "192X"),
    ("29 марта (1I апреля) 1917 г.", "1917-04-11", "1917-04-11", "1917-04-11"),
    # seasons, lists, decades
    ("весна—лето 1932 г.", "1932-03-01", "1932-08-31", "1932-21/1932-22"),
    ("spring-summer 1932", "1932-03-01", "1932-08-31", "1932-21/1932-22"),
    ("лето—осень 1932", "1932-06-01", "1932-11-30", "1932-22/1932-23"),
    ("1927 и 1928 гг.", "1927-01-01", "1928-12-31", "{1927,1928}"),
    ("12 и 13 мая 1927 г.", "1927-05-12", "1927-05-13", "{1927-05-12,1927-05-13}"),
    ("12, 13 and 15 May 1927", "1927-05-12", "1927-05-15", "{1927-05-12,1927-05-13,1927-05-15}"),
    ("в 20–30-е гг. XX в.", "1920-01-01", "1939-12-31", "192X/193X"),
    ("the 1920s and 1930s", "1920-01-01", "1939-12-31", "{192X,193X}"),
    ("Dec. 31, 1999/Jan. 1, 2000", "1999-12-31", "2000-01-01", "1999-12-31/2000-01-01"),
    # as archives and genealogists write
    ("1927 г., мая 12", "1927-05-12", "1927-05-12", "1927-05-12"),
    ("1927, May 12", "1927-05-12", "1927-05-12", "1927-05-12"),
    ("BET 1780 AND 1800", "1780-01-01", "1800-12-31", "1780/1800"),
    ("FROM 1780 TO 1800", "1780-01-01", "1800-12-31", "1780/1800"),
    ("EST AFT 1731", "1732-01-01", None, "[1732-01-01?..]"),
    ("BEF 1945", None, "1944-12-31", "[..1944-12-31]"),
    ("AFT 12 MAY 1945", "1945-05-13", None, "[1945-05-13..]"),
    ("ABT 1732", "1729-12-31", "1735-01-01", "1732~"),
    ("мая 12 дня 1927 года", "1927-05-12", "1927-05-12", "1927-05-12"),
    ("12 дня мая месяца 1927 года", "1927-05-12", "1927-05-12", "1927-05-12"),
    ("@#DJULIAN@ 25 OCT 1917", "1917-11-07", "1917-11-07", "1917-10-25"),
    # a range with a bound, a list with a range
    ("12 мая – не позднее 20 июня 1927 г.", "1927-05-12", "1927-06-20", "1927-05-12/1927-06-20"),
    ("c. 1927 – after 1930", "1924-12-31", None, "1927~/.."),
    ("12–15 мая и 3 июня 1927 г.", "1927-05-12", "1927-06-03", "{1927-05-12..1927-05-15,1927-06-03}"),
    ("1917–1918 и 1920 гг.", "1917-01-01", "1920-12-31", "{1917..1918,1920}"),
    ("May 12, 13 and 15, 1927", "1927-05-12", "1927-05-15", "{1927-05-12,1927-05-13,1927-05-15}"),
    ("May/June 1927", "1927-05-01", "1927-06-30", "1927-05/1927-06"),
    ("после 12–15 мая 1927 г.", "1927-05-16", None, "[1927-05-16..]"),
    ("конец XIX — начало XX в.", "1880-01-01", "1919-12-31", "1880/1919"),
    ("вт. пол. XIX в.", "1850-01-01", "1899-12-31", "[1850..1899]"),
    ("19?? г.", "1900-01-01", "1999-12-31", "19XX"),
    ("[192-?]", "1920-01-01", "1929-12-31", "192X"),
    # open sides
    ("по 1927 г.", None, "1927-12-31", "../1927"),
    ("1927–present", "1927-01-01", None, "1927/.."),
    ("с 1927 г. по настоящее время", "1927-01-01", None, "1927/.."),
    ("1927 или позже", "1927-01-01", None, "1927/.."),
    ("12 May 1927 at the latest", None, "1927-05-12", "[..1927-05-12]"),
    # years told in both styles
    ("February 11 1731/2", "1732-02-22", "1732-02-22", "1732-02-11"),
    ("15 January 1743/44", "1744-01-26", "1744-01-26", "1744-01-15"),
    ("1 JAN 1750/1", "1751-01-12", "1751-01-12", "1751-01-01"),
    ("11/22 February 1732/3", "1733-02-22", "1733-02-22", "1733-02-22"),
    ("Lady Day 1731/2", "1732-04-05", "1732-04-05", "1732-03-25"),
    # one day told in both styles, and what is said of it
    ("не позднее 12 (25) мая 1917 г.", None, "1917-05-25", "[..1917-05-25]"),
    ("не ранее 12 (25) мая 1917 г.", "1917-05-25", None, "1917-05-25/.."),
    ("after 25 October (7 November) 1917", "1917-11-08", None, "[1917-11-08..]"),
    ("накануне 25 октября (7 ноября) 1917 г.", "1917-11-06", "1917-11-06", "1917-11-06"),
    ("около 25 октября (7 ноября) 1917 г.", "1917-11-02", "1917-11-12", "1917-11-07~"),
    ("вероятно, 25 октября (7 ноября) 1917 г.", "1917-11-07", "1917-11-07", "1917-11-07?"),
    ("25 Oct. (7 Nov. N.S.) 1917", "1917-11-07", "1917-11-07", "1917-11-07"),
    ("с 25 октября (7 ноября) по 27 октября (9 ноября) 1917 г.", "1917-11-07", "1917-11-09", "1917-11-07/1917-11-09"),
    # doubt and approximation are two things
    ("1927 (approx.)", "1924-12-31", "1929-12-31", "1927~"),
    ("May [12], 1927", "1927-05-12", "1927-05-12", "1927-05-12"),
    ("1932?", "1932-01-01", "1932-12-31", "1932?"),
    ("[1932?]", "1932-01-01", "1932-12-31", "1932?"),
    ("1932 (?)", "1932-01-01", "1932-12-31", "1932?"),
    ("probably May 1932", "1932-05-01", "1932-05-31", "1932-05?"),
    ("вероятно, 12 мая 1932 г.", "1932-05-12", "1932-05-12", "1932-05-12?"),
    ("12? мая 1932 г.", "1932-05-12", "1932-05-12", "1932-05-?12"),
    ("прибл. 1927 г.", "1924-12-31", "1929-12-31", "1927~"),
    ("ок. 1927?", "1924-12-31", "1929-12-31", "1927%"),
    ("c. 1932–1934", "1929-12-31", "1936-12-31", "1932~/1934~"),
    # weeks, nights, turns, terms, first days
    ("the week of 12 May 1927", "1927-05-09", "1927-05-15", "[1927-05-09..1927-05-15]"),
    ("в ночь на 15 сентября 1930 г.", "1930-09-14", "1930-09-15", "1930-09-14/1930-09-15"),
    ("на рубеже XIX–XX вв.", "1880-01-01", "1919-12-31", "[1880..1919]"),
    ("Michaelmas term 1641", "1641-10-01", "1641-11-30", "[1641-10..1641-11]"),
    ("in the first days of May 1927", "1927-05-01", "1927-05-07", "[1927-05-01..1927-05-07]"),
    ("в 20-х числах мая 1927 г.", "1927-05-20", "1927-05-29", "[1927-05-20..1927-05-29]"),
    ("в 20-х числах февраля 1927 г.", "1927-02-20", "1927-02-28", "[1927-02-20..1927-02-28]"),
]


def test_a_month_in_four_roman_digits_is_no_year() -> None:
    (read,) = find_dates("Ваше письмо от 9/VIII, получено")
    assert read.dating.edtf == "XXXX-08-09"


def test_the_month_of_may_is_a_month_and_a_day_with_a_misread_first_digit_is_left() -> None:
    assert [found.dating.edtf for found in find_dates("He left in the month of May and wrote nothing")] == ["XXXX-05"]
    assert [found.dating.edtf for found in find_dates("on |7 May 1927")] == ["1927-05"]


@pytest.mark.parametrize(("phrase", "earliest", "latest", "edtf"), WHOLE)
def test_a_phrase_is_read_to_its_last_word(phrase: str, earliest: str | None, latest: str | None, edtf: str) -> None:
    assert said(phrase) == (earliest, latest, edtf)


@pytest.mark.parametrize(
    ("phrase", "relative_to", "earliest", "latest"),
    [
        ("12 числа прошлого месяца", "1927-08-02", "1927-07-12", "1927-07-12"),
        ("the 12th ult.", "1927-01-02", "1926-12-12", "1926-12-12"),
        ("вчера", "1927-05-05", "1927-05-04", "1927-05-04"),
        ("yesterday", "1927-05-01", "1927-04-30", "1927-04-30"),
        ("третьего дня", "1927-05-05", "1927-05-03", "1927-05-03"),
        ("the day before yesterday", "1927-05-05", "1927-05-03", "1927-05-03"),
        ("last week", "1927-05-05", "1927-04-25", "1927-05-01"),
        ("на прошлой неделе", "1927-05-05", "1927-04-25", "1927-05-01"),
        ("last Tuesday", "1927-08-20", "1927-08-16", "1927-08-16"),
        ("в прошлую среду", "1927-08-20", "1927-08-17", "1927-08-17"),
        ("12 мая с. г.", "1927-08-20", "1927-05-12", "1927-05-12"),
        ("last summer", "1927-05-05", "1926-06-01", "1926-08-31"),
        ("last summer", "1927-10-05", "1927-06-01", "1927-08-31"),
    ],
)
def test_a_phrase_told_from_the_day_of_writing_counts_from_it(
    phrase: str, relative_to: str, earliest: str, latest: str
) -> None:
    assert said(phrase, relative_to)[:2] == (earliest, latest)
    with pytest.raises(MalformedDate, match="counts from"):
        read_phrase(phrase)


@pytest.mark.parametrize(
    ("phrase", "earliest", "latest"),
    [
        ("конец октября 1917 ст. ст.", "1917-11-03", "1917-11-13"),
        ("late October 1917 (O.S.)", "1917-11-03", "1917-11-13"),
        ("октябрь 1917 г. по старому стилю", "1917-10-14", "1917-11-13"),
        ("10–20 October 1917 O.S.", "1917-10-23", "1917-11-02"),
        ("с 10 по 20 октября 1917 г. (ст. ст.)", "1917-10-23", "1917-11-02"),
        ("с 10 октября по 5 ноября 1917 г. ст. ст.", "1917-10-23", "1917-11-18"),
        ("O.S. 25 October 1917", "1917-11-07", "1917-11-07"),
        ("before 25 October 1917 (Old Style)", None, "1917-11-06"),
        ("осень 1917 г. по ст. ст.", "1917-09-14", "1917-12-13"),
        ("24 и 25 октября 1917 ст. ст.", "1917-11-06", "1917-11-07"),
    ],
)
def test_old_style_holds_for_vague_dates_ranges_and_lists(phrase: str, earliest: str | None, latest: str) -> None:
    assert said(phrase)[:2] == (earliest, latest)


def test_what_leaves_a_choice_gives_its_alternatives() -> None:
    assert [a["edtf"] for a in as_json(read_phrase("зимой 1932 г."))["alternatives"]] == ["[1932-01..1932-02]"]  # type: ignore[attr-defined]
    assert [a["edtf"] for a in as_json(read_phrase("winter 1932"))["alternatives"]] == ["[1932-01..1932-02]"]  # type: ignore[attr-defined]
    assert read_phrase("зимой 1932/33 г.").alternatives == ()
    last = read_phrase("last Tuesday", relative_to="1927-08-20")
    assert [dating.edtf for dating in last.alternatives] == ["1927-08-09"]


def test_what_was_not_read_is_told() -> None:
    assert read_phrase("12 May 1927, or so the clerk claims").unread == ("or so the clerk claims",)
    assert read_phrase("осуждён в 1954 г. тройкой").unread == ("осуждён", "тройкой")
    assert read_phrase("12 мая 1927 г. [3 июня 1928 г.]").unread == ("3 июня 1928",)
    assert read_phrase("on the 12th of May, 1927.").unread == ()


FORMS = {
    "{d} {ru} {y} г.": "on", "{d}-го {ru} {y} года": "on", "{y} г., {ru} {d}": "on", "{d}.{m:02d}.{y}": "on",
    "{d}.{roman}.{y}": "on", "{d}/{roman}-{y}": "on", "{d} {roman} {y}": "on", "[{d} {ru} {y} г.]": "on",
    "{d} {ru} [{y} г.]": "on", "{d} [{ru}] {y} г.": "on", "{d} {en} {y}": "on", "{en} {d}, {y}": "on",
    "{y} {en} {d}": "on", "{d} {en} [{y}]": "on", "the {d} {en}, {y}": "on", "{y}-{m:02d}-{d:02d}": "on",
}  # fmt: skip
DAYS = st.dates(date(1800, 1, 1), date(1999, 12, 31))
RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()  # noqa: SIM905


def written(form: str, day: date) -> str:
    names = {"ru": RUSSIAN[day.month - 1], "en": calendar.month_name[day.month], "roman": ROMAN[day.month - 1]}
    return form.format(d=day.day, m=day.month, y=day.year, **names)


@given(DAYS, st.sampled_from(sorted(FORMS)))
def test_a_day_is_the_same_day_however_it_is_written(day: date, form: str) -> None:
    assert said(written(form, day)) == (day.isoformat(), day.isoformat(), day.isoformat())


@given(DAYS, DAYS, st.sampled_from(["{d} {ru} {y} г.", "{d}.{roman}.{y}", "{d} {en} {y}", "{en} {d}, {y}"]))
def test_two_days_bound_what_lies_between_them_in_every_wording(one: date, two: date, form: str) -> None:
    first, last = sorted((one, two))
    a, b = written(form, first), written(form, last)
    russian = "ru" in form
    wordings = (
        [f"не ранее {a} – не позднее {b}", f"с {a} по {b}", f"между {a} и {b}", f"{a} — {b}"]
        if russian
        else [f"not before {a} and not after {b}", f"from {a} to {b}", f"between {a} and {b}", f"{a} – {b}"]
    )
    assume(first != last)
    for wording in wordings:
        assert said(wording)[:2] == (first.isoformat(), last.isoformat()), wording


@given(DAYS, st.sampled_from(["{} ст. ст.", "{} (O.S.)", "по старому стилю {}", "{} (Old Style)"]))
def test_old_style_moves_every_part_of_a_month_alike(day: date, style: str) -> None:
    russian = "ст" in style
    month = f"{RUSSIAN[day.month - 1]} {day.year} г." if russian else f"{calendar.month_name[day.month]} {day.year}"
    for part in ("начало", "конец", "середина") if russian else ("early", "late", "mid"):
        phrase = f"{part} {month}"
        plain = read_phrase(phrase, calendar="julian").dating
        styled = read_phrase(style.format(phrase)).dating
        assert (plain.earliest_start, plain.latest_end) == (styled.earliest_start, styled.latest_end)


@given(DAYS, st.sampled_from(["{}?", "[{}?]", "{} (?)", "probably {}", "возможно, {}"]), st.booleans())
def test_doubt_changes_no_bound_and_is_kept(day: date, doubt: str, russian: bool) -> None:
    plain = written("{d} {ru} {y} г." if russian else "{d} {en} {y}", day)
    assert said(doubt.format(plain)) == (day.isoformat(), day.isoformat(), f"{day.isoformat()}?")


NO_DATES = """
See pp. 1917–1933 of the second volume.
RGASPI, f. 17, op. 2, d. 1931, l. 5.
Column 1848, line 12; the train No 1905/6 left.
Он уплатил 1932 руб. за станок.
Call 495-1928 or 1917-1933.
Тел. 1-19-28, доб. 1930.
ГОСТ 7.79-2000, дом 1917, кв. 1918
no. 1924, box 1928, folder 1930
Orwell's 1984 and the Boeing 1925 sold 1900 copies.
Сказки «1001 ночь» и 1812 пушек
Мария Март и Август Бебель встретили Майю.
August Thalheimer wrote to May.
Ст. 58-10 УК, п. 1927
см. с. 1917–1933
версия 1.5.27
12.5.27 kg
He was 1 of 12 in the 2nd of March Movement.
улица 1905 года
завод имени 1 Мая и площадь 9 Января
колхоз «8 Марта» и клуб имени 1 Мая
станция «Улица 1905 года»
Movement of 26 July; the Second of May Square
РГАСПИ. Ф. 17. Оп. 1917. Д. 1928. Л. 1930
№ 1917, д. 1928, лл. 1930–1931
pp. 1917, 1918; 1930-1932 руб.
between 1500 and 2000 men; от 1900 до 2000 рублей
a population of 1932 in the village; 1900 men marched
Население 1932 человека; 1900 рабочих
""".strip().splitlines()


@pytest.mark.parametrize("line", NO_DATES)
def test_a_number_that_is_no_date_is_none(line: str) -> None:
    assert [phrase.phrase for phrase in find_dates(line)] == []


def test_what_stands_beside_a_date_does_not_change_it() -> None:
    lines = {
        "Книга вышла в 1859 году и сегодня читается.": ["1859"],
        "Ранее в декабре 1918 г. говорили иное.": ["1918-12"],
        "Забастовки начались 18 апреля 1918 г., до сих пор ничего не достигнуто.": ["1918-04-18"],
        "in the ninth, tenth and eleventh centuries": ["{08XX,09XX,10XX}"],
        "from the ninth to the fifteenth century": ["08XX/14XX"],
    }
    for line, edtf in lines.items():
        assert [phrase.dating.edtf for phrase in find_dates(line)] == edtf, line


def test_a_question_about_a_date_does_not_doubt_it() -> None:
    assert [phrase.dating.edtf for phrase in find_dates("Was it in 1932? Nobody knew. Born 1899?, died 1940.")] == [
        "1932",
        "1899?",
        "1940",
    ]


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("12 декабря 1927 - 5 января", "1927-12-12/1928-01-05"),
        ("31 December 1916 to 2 January", "1916-12-31/1917-01-02"),
        ("Dec. 1927 - 3 Jan.", "1927-12/1928-01-03"),
        ("12 мая 1927 - 5 июня", "1927-05-12/1927-06-05"),
    ],
)
def test_a_stretch_over_the_turn_of_a_year_ends_in_the_next(phrase: str, edtf: str) -> None:
    assert read_phrase(phrase).dating.edtf == edtf


@pytest.mark.parametrize(
    "phrase", ["29 февраля (13 марта) 1900", "29 February/13 March 1900", "13 марта (29 февраля) 1900"]
)
def test_a_day_that_only_the_old_style_has_is_no_mistake_beside_its_new_date(phrase: str) -> None:
    assert read_phrase(phrase).dating.edtf == "1900-03-13"


@pytest.mark.parametrize("year", [1700, 1800, 1900])
def test_a_leap_day_of_the_old_style_alone_is_told_and_not_denied(year: int) -> None:
    with pytest.raises(MalformedDate, match="in the old style there is"):
        read_phrase(f"29 февраля {year} г.")
    assert read_phrase(f"29 февраля {year} г. (ст. ст.)").dating.edtf == f"{year}-02-29"


def test_two_figures_that_do_not_rise_end_no_stretch_of_a_century() -> None:
    found = read_phrase("1930–29")
    assert found.dating.edtf == "1930"
    assert found.unread


@pytest.mark.parametrize("sign", ["~", "~~ ", "-", "[", "the ", "early "])
def test_a_long_rule_of_one_sign_does_not_hold_up_the_reading(sign: str) -> None:
    found = list(find_dates(sign * 20_000 + "\n\nOn 12 May 1927 it rained."))
    assert found[-1].dating.edtf.startswith("1927-05-12")
