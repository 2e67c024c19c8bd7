"""Notes as Russian articles of the humanities write them: numbers behind the year, genres, works shown in words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from variorum.manuscript.citations.in_text import CitedAuthors, with_in_text
from variorum.manuscript.citations.parsing import references_in
from variorum.manuscript.fitting import fit
from variorum.manuscript.fitting_by_shelf_and_day import CERTAIN, NONE
from variorum.manuscript.known import known_works
from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.reading.roles import BIBLIOGRAPHY
from variorum.manuscript.resolving import resolve
from variorum.manuscript.works import Work, compatible_names


@pytest.mark.parametrize(
    ("text", "title", "pages"),
    [
        ("Вейнов А. П. Жатва в долине // Речное слово. 2004. № . 4. С. 17 – 20.", "Жатва в долине", "17-20"),
        ("Вейнов А. П. Жатва в долине // Речное слово. 2004. №. 4. С. 17 – 20.", "Жатва в долине", "17-20"),
        ("Вейнов А. П. Жатва в долине // Речное слово. 2004. № 5 – 6 (35). С. 14.", "Жатва в долине", "14"),
        ("Vane R. The Quay at Night // Ropes and Barges. 2012 33 (1). P. 75 – 103.", "The Quay at Night", "75-103"),
        ("Vane R. The Quay at Night // Ropes. 1954. N 10 (23). P. 146–162.", "The Quay at Night", "146-162"),
        ("Vane R. The Quay at Night // Ropes and Barges. 2008 (10).", "The Quay at Night", ""),
        ("Подробнее об этом в статье Вейнов А. П. Жатва в долине // Речное слово. 2004. № 4. С. 92.",
         "Жатва в долине", "92"),
        ("Описание причала см. в Вейнов А. П. Жатва в долине // Речное слово. 2004. № 4. С. 92.",
         "Жатва в долине", "92"),
    ],
)  # fmt: skip
def test_numbers_of_issues_and_words_that_lead_up_hide_no_article(text: str, title: str, pages: str) -> None:
    (one,) = references_in(text)
    assert (one.kind, one.title, one.locator) == ("full", title, pages)


def test_words_shown_after_a_page_have_a_place_of_their_own() -> None:
    text = "Vane R. The Quay. Leeds, 1991. P. 308. «Лодки «стояли» у причала всю зиму». Цит. соч. С. 419."
    first, second = references_in(text)
    assert (first.title, first.locator) == ("The Quay", "308")
    assert (second.kind, second.locator) == ("op-cit", "419")
    (one,) = references_in("Вейнов А. «Жатва». Указ. соч. С. 15.")
    assert (one.title, one.locator) == ("Жатва", "15")


def test_initials_before_a_year_send_to_no_note() -> None:
    (one,) = references_in("Vane A.N. 2001: The Quay at Night [Prichal]. Leeds.")
    assert (one.kind, one.title, one.year) == ("full", "The Quay at Night", "2001")


def test_an_entry_with_a_colon_behind_its_year_has_every_author() -> None:
    (one,) = references_in("Vane A.N., Moss S.A., Tern B. 2009: The Quay at Night. Leeds.")
    assert (one.authors, one.title) == (("Vane A.N.", "Moss S.A.", "Tern B."), "The Quay at Night")
    (marked,) = references_in("Vane A.N., Moss S.A. 2009: Ropes, barges, and ‘The Last Quay’. Leeds.")
    assert (marked.authors, marked.title) == (("Vane A.N.", "Moss S.A."), "Ropes, barges, and ‘The Last Quay’")
    (short,) = references_in("Vane 2018 и мн. др.")
    assert (short.kind, short.authors, short.year) == ("author-date", ("Vane",), "2018")


@pytest.mark.parametrize(
    "heading", ["Литература/References", "Список литературы / References", "Источники", "Литература"]
)
def test_a_bibliography_may_be_called_so_in_two_languages(heading: str) -> None:
    assert BIBLIOGRAPHY.match(heading)
    assert BIBLIOGRAPHY.match("Литература/Искусство") is None


def _works(library: list[Work], *texts: str) -> list[str]:
    notes = {
        str(n): Note(str(n), "footnote", (Paragraph(1, text, "note", str(n)),)) for n, text in enumerate(texts, start=1)
    }
    body = Paragraph(1, "." * (len(notes) + 1), calls=tuple(Call(label, at) for at, label in enumerate(notes)))
    manuscript = Manuscript("a piece", "text", (body,), notes)
    return [
        one.source if one.sure else ""
        for works in resolve(manuscript, known_works(manuscript, [], library)).values()
        for one in works
    ]


def test_a_dissertation_and_its_abstract_are_two_works() -> None:
    abstract = Work("abstract", "library", "Жатва и причал в долине. Автореферат", ("Вейнов, А. П.",), "1966")
    whole = replace(abstract, key="whole", title="Жатва и причал в долине. Диссертация")
    said = "Вейнов А. П. Жатва и причал в долине. {} кандидата наук. М., 1966. С. 3."
    texts = (said.format("Автореферат диссертации"), said.format("Диссертация на соискание степени"))
    assert _works([abstract, whole], *texts) == ["abstract", "whole"]


@pytest.mark.parametrize(
    "text",
    [
        "Речной причал: сборник научных статей / ред. А. П. Вейнов, С. Мосс. М.: Киль, 1997.",
        "Речной причал / Сост. А. П. Вейнов // Жатва. М.: Киль, 1997. С. 7 – 16.",
    ],
)
def test_a_title_is_known_without_its_genre_and_who_put_it_together(text: str) -> None:
    assert _works([Work("quay", "library", "Речной причал", (), "1997")], text) == ["quay"]


def test_a_volume_in_roman_figures_is_the_same_in_others() -> None:
    (one,) = references_in("Вейнов А. П. О причалах в долине // Жатва. Т. I. Л., 1974. С. 202.")
    work = Work("quay", "library", "О причалах в долине", ("Вейнов, А. П.",), "1974", volume="1")
    assert fit(one, work).level == CERTAIN
    assert fit(one, replace(work, volume="2")).level == NONE


_QUAY = Work("quay", "library", "Речные причалы", ("Вейнов, А. П.",), "2014")
_ROPE = Work("rope", "library", "Канаты и ткачи", ("Вейнов, А. П.",), "1998")
_DECLARED = (
    "Вейнов А. П. Речные причалы. Уфа, 2014. Ссылка на страницу из этой книги здесь и далее указывается в тексте."
)


def _cited(body: str, *notes: str) -> dict[str, tuple[str, str]]:
    """The work and the pages of each citation in a text whose every “°” calls the next note."""
    calls = tuple(Call(str(n), match.start()) for n, match in enumerate(re.finditer("°", body), start=1))
    written = {
        str(n): Note(str(n), "footnote", (Paragraph(1, one, "note", str(n)),)) for n, one in enumerate(notes, start=1)
    }
    manuscript = Manuscript("a piece", "pdf", (Paragraph(1, body, calls=calls),), written)
    manuscript = with_in_text(manuscript, CitedAuthors(surnames=("вейнов",)))
    found = resolve(manuscript, known_works(manuscript, [], [_QUAY, _ROPE]))
    return {label: (works[0].source, works[0].locator) for label, works in found.items()}


@pytest.mark.parametrize(
    "said",
    [
        _DECLARED,
        "Вейнов А. П. Речные причалы. Уфа, 2014. С. 3. Далее ссылки на это издание даются в круглых скобках в тексте.",
        "Вейнов А. П. Речные причалы. Уфа, 2014. С. 3. Далее цитируется по этому изданию с указанием страницы.",
    ],
)
def test_pages_in_brackets_are_of_the_work_that_a_note_says_they_are_of(said: str) -> None:
    body = "Сказано° об этом: «Лодки стояли всю зиму» (с. 16). Вейнов пишет: «Ткачи ушли к весне» (с. 24). И ещё.°"
    cited = _cited(body, said, "Вейнов А. П. Канаты и ткачи. М., 1998. С. 7.")
    assert cited["t1"] == ("quay", "16")
    assert cited["t2"] == ("quay", "24"), "he has two works, and the pages of one stand in brackets"
    assert cited["2"] == ("rope", "7")


def test_pages_in_brackets_are_left_open_where_two_works_are_said_to_have_them() -> None:
    body = "Сказано° и° об этом: «Лодки стояли всю зиму» (с. 16)."
    second = "Вейнов А. П. Канаты и ткачи. М., 1998. Далее ссылки на это издание даются в тексте."
    assert _cited(body, _DECLARED, second)["t1"] == ("", "16")


def test_citations_in_the_text_leave_the_notes_in_the_order_of_the_foot() -> None:
    notes = (_DECLARED, "Вейнов А. П. Канаты и ткачи. М., 1998. С. 7.", "Там же. С. 9.")
    body = "Сказано° так: «Лодки стояли всю зиму» (с. 16).° И вот.°"
    manuscript_order = list(_cited(body, *notes))
    assert manuscript_order == ["1", "t1", "2", "3"]
    turned = Manuscript(
        "a piece",
        "pdf",
        (Paragraph(1, "Так «лодки стояли всю зиму» (с. 16).", calls=(Call("2", 3),)),),
        {label: Note(label, "footnote", (Paragraph(1, _DECLARED, "note", label),)) for label in ("1", "2")},
    )
    assert list(with_in_text(turned, CitedAuthors()).notes) == ["1", "2", "t1"]


@pytest.mark.parametrize(
    "text",
    [
        "Вейнов Р.А. и Мосс А.П. Хлебные ряды. М., 1926. С. 5.",
        "Подробнее об этом см.Вейнов Р.А., Мосс А.П. Хлебные ряды. М., 1926. С. 5.",
        "Вейнов Р.А., Мосс А.П. Хлебные ряды. М., 1926. С..5.",
    ],
)
def test_two_authors_joined_by_a_word_and_slips_of_the_press_hide_no_work(text: str) -> None:
    (one,) = references_in(text)
    assert (one.authors, one.title, one.locator) == (("Вейнов Р.А", "Мосс А.П"), "Хлебные ряды", "5")


@pytest.mark.parametrize(
    ("text", "authors", "title", "pages"),
    [
        ("Вейнов Р.А. О хлебной и соляной политике управы. М., 1995. С. 63.", ("Вейнов Р.А",),
         "О хлебной и соляной политике управы", "63"),
        ("Вейнов Р.А., Мосс В.М. О весах. М., 1974. С. 12.", ("Вейнов Р.А", "Мосс В.М"), "О весах", "12"),
        ("Вейнов Р.А. Жатва. М., 1997.С.50.", ("Вейнов Р.А",), "Жатва", "50"),
    ],
)  # fmt: skip
def test_names_before_a_title_with_about_are_no_reference_of_their_own(
    text: str, authors: tuple[str, ...], title: str, pages: str
) -> None:
    (one,) = references_in(text)
    assert (one.authors, one.title, one.locator) == (authors, title, pages)


def test_the_number_of_a_note_behind_an_extent_is_no_page() -> None:
    (one,) = references_in("Вейнов Р.А. Жатва и причал. М., 2003. 32 с. 161 См.: Мосс В.М. Весы. М., 2002. С. 257.")
    assert "161" not in one.locator


def test_one_of_several_authors_in_common_makes_no_work_certain() -> None:
    (one,) = references_in("Терн Д., Кремнев В.В., Вейнов Р.А. Право пристаней: история и основные понятия. С. 194.")
    other = Work("a", "library", "Право пристаней", ("Мосс В.М.", "Лугов Б.В.", "Вейнов Р.А."), "2004")
    assert fit(one, other).level < CERTAIN


@pytest.mark.parametrize(
    ("note", "author"),
    [
        ("Vane i Moss J. Código de las barcas. Estudio crítico // Boletín de Leeds. 1884. P. 85–104.", "Vane i Moss J"),
        ("Tern Hale J.M. Documents sobre barques // Recull d’estudis. 1989. T. 2. P. 193–196.", "Tern Hale J.M"),
        ("Sabaté i Lark F. The Marsh of the 10th century // Harbours. 2010. Vol. 3. P. 31–53.", "Sabaté i Lark F"),
        ("Vane y Tern F. Barcas de Leeds en 1064. Textos inéditos // Boletín. 1890. T. 5. P. 5–9.", "Vane y Tern F"),
    ],
)
def test_surnames_of_several_words_stand_before_initials(note: str, author: str) -> None:
    (one,) = references_in(note)
    assert one.authors == (author,)
    assert one.container


@pytest.mark.parametrize(
    ("named", "recorded", "same"),
    [
        ("Vane i Moss J", "Vane i Moss, Joan", True),
        ("Vane Moss J.M", "Vane i Moss, Joan Maria", True),
        ("Vane i Moss R", "Vane i Moss, Joan", False),
        ("Vane i Tern J", "Vane i Moss, Joan", False),
        ("Вейнов А. П", "Вейнов, Антон Павлович", True),
    ],
)
def test_surnames_of_several_words_are_compared_whole(named: str, recorded: str, same: bool) -> None:
    assert compatible_names(named, recorded) is same


@pytest.mark.parametrize(
    "note",
    ["*Вейнов А. П.* Жатва на реке. Киев: Тип. Ун-та, 1901. С. 5.", "*Vane A.P.* Жатва на реке // Причал. 1901. С. 5."],
)
def test_authors_in_italics_are_no_title(note: str) -> None:
    _, name, rest = note.split("*")
    (one,) = references_in(name + rest, [(0, len(name))])
    assert (one.authors, one.title, one.locator) == ((name.rstrip("."),), "Жатва на реке", "5")


_WORKS = (
    Work("works", "library", "Сочинения", ("Вейнов, Антон", "Мосс, Роберт"), "1955"),
    Work("eve", "library", "Сочельник", ("Тернов, Роман",), "1990"),
    Work("plan", "library", "Жатва или причал?", ("Тернов, Роман",), "1989"),
)


@pytest.mark.parametrize(
    ("note", "key", "pages"),
    [
        ("Вейнов А., Мосс Р. Соч., т. 25, с. 116.", "works", "116"),
        ("Вейнов А, Мосс Р. Соч., т. 25, ч. 1, с. 116.", "works", "116"),
        ("Вейнов А.. Мосс Р. Соч.. т. 20. с. 321.", "works", "321"),
        ("Вейнов. Соч., т. 20, с. 321.", "works", "321"),
        ("Тернов Р. Соч., т. 25, с. 116.", "", "116"),
        ("Тернов Р. Жатва или причал? — «Речное слово», 1989, № 11, с. 208.", "plan", "208"),
        ("Тернов Р. Жатва или причал? — «Речное слово», 1991, № 11, с. 208.", "", "208"),
    ],
)
def test_works_cut_off_and_journals_behind_a_dash_are_read(note: str, key: str, pages: str) -> None:
    made = {"1": Note("1", "footnote", (Paragraph(1, note, "note", "1"),))}
    manuscript = Manuscript("m", "text", (Paragraph(1, ".", calls=(Call("1", 0),)),), made)
    (one,) = resolve(manuscript, known_works(manuscript, [], _WORKS))["1"]
    assert (one.source, one.locator) == (key, pages)
