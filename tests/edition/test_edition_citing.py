"""Citations in every style, for works in English and Russian, held to what the style books print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from variorum.archive.citations import parse_citation
from variorum.dates.dating import Dating
from variorum.dates.edtf import parse_edtf
from variorum.edition.citing.item import CitationItem, item_of, part_name
from variorum.edition.citing.notes import CHICAGO, GERMAN, GOST, CitationStyle, Notes, bibliography, works_by_author
from variorum.edition.cleaning import clean
from variorum.record import Entity, NameForm, Source

ENTITIES = {
    "orlova": Entity("orlova", "person", "Anna Orlova", (NameForm("Анна Сергеевна Орлова"), NameForm("А. С. Орлова"))),
    "bureau": Entity("bureau", "group", "District Bureau", (NameForm("Районное бюро", language="ru"),)),
}


def source(key: str, kind: str, title: str, published: str = "", language: str = "en", **csl: object) -> Source:
    authors = csl.pop("authors", ())
    composed = csl.pop("composed", "")
    return Source(
        key,
        kind,
        title,
        authors,
        language,
        Dating(composed, composed) if composed else None,
        Dating(published, published) if published else None,
        csl=csl,
    )


SOURCES = [
    source(
        "book",
        "history",
        "The Long Thaw: A Regional History",
        "1998",
        publisher="Tern Press",
        authors=("Marsh, Ada Jane",),
        **{"publisher-place": "Leeds", "edition": "2"},
    ),
    source(
        "kniga",
        "memoir",
        "Что хранила река",
        "1961",
        "ru",
        publisher="Заречье",
        authors=("orlova",),
        **{"publisher-place": "Москва"},
    ),
    source(
        "article",
        "article",
        "Grain and Silence",
        "2004-05",
        authors=("Ivo Hart", "Ruth Bell"),
        **{"container-title": "Review of Small Places", "volume": "12", "issue": "3", "page": "201-230"},
    ),
    source(
        "statya",
        "article",
        "О хлебе и молчании",
        "2004",
        "ru",
        authors=("Тучков, Иван Петрович",),
        **{"container-title": "Вопросы малых мест", "issue": "3", "page": "20-31"},
    ),
    source("gazeta", "newspaper", "Кружок разоблачён", "1930-08-19", "ru", **{"container-title": "Заря"}),
    source("paper", "newspaper", "A Circle Found Out", "1930-08-19", **{"container-title": "The Dawn"}),
    source(
        "delo",
        "minutes",
        "Протокол заседания бюро",
        "",
        "ru",
        composed="1927-12-14",
        authors=("bureau",),
        archive="ГАЗО",
        archive_location="Ф. 17. Оп. 85. Д. 12",
    ),
    source("letter", "letter", "Pavel Lesnov to Anna Orlova", "", composed="1928-07-15", archive="Orlova Papers"),
    source(
        "chapter",
        "article",
        "The Room over the Dairy",
        "1999",
        type="chapter",
        authors=("Ivo Hart",),
        editor=["Ruth Bell"],
        publisher="Tern Press",
        **{"publisher-place": "Leeds", "container-title": "Rooms"},
    ),
    source(
        "glava",
        "article",
        "Комната над молочной",
        "1999",
        "ru",
        type="chapter",
        authors=("Тучков, Иван Петрович",),
        editor=["Белл, Р. А."],
        publisher="Лад",
        **{"publisher-place": "Санкт-Петербург", "container-title": "Комнаты"},
    ),
]
ITEMS = {each.key: item_of(each, ENTITIES) for each in SOURCES}


def notes(style: CitationStyle, *brackets: str) -> list[str]:
    written = Notes(style, ITEMS, works_by_author(ITEMS.values()))
    return [
        str(
            written.write(
                [parse_citation(f"@{one}") for one in bracket.split("; ")], Markup("not published")
            ).striptags()
        )
        for bracket in brackets
    ]


CHICAGO_NOTES = [
    ("book, p. 59", "Ada Jane Marsh, The Long Thaw: A Regional History, 2nd ed. (Leeds: Tern Press, 1998), 59."),
    (
        "book, pp. 159-61",
        "Ada Jane Marsh, The Long Thaw: A Regional History, 2nd ed. (Leeds: Tern Press, 1998), 159–61.",
    ),
    ("kniga, p. 91", "Анна Сергеевна Орлова, Что хранила река (Москва: Заречье, 1961), 91."),
    (
        "article, p. 205",
        "Ivo Hart and Ruth Bell, “Grain and Silence,” Review of Small Places 12, no. 3 (May 2004): 205.",
    ),
    ("gazeta, p. 2", "“Кружок разоблачён,” Заря, August 19, 1930, p. 2."),
    ("delo, Л. 34", "Районное бюро, Протокол заседания бюро, December 14, 1927, Ф. 17. Оп. 85. Д. 12. Л. 34, ГАЗО."),
    ("letter, § 3", "Pavel Lesnov to Anna Orlova, July 15, 1928, § 3, Orlova Papers."),
    ("chapter, p. 7", "Ivo Hart, “The Room over the Dairy,” in Rooms, ed. Ruth Bell (Leeds: Tern Press, 1999), 7."),
]
GOST_NOTES = [
    ("kniga, с. 91", "Орлова А. С. Что хранила река. М. : Заречье, 1961. С. 91."),
    ("book, p. 59", "Marsh A. J. The Long Thaw: A Regional History. 2nd ed. Leeds : Tern Press, 1998. P. 59."),
    ("statya, с. 24-25", "Тучков И. П. О хлебе и молчании // Вопросы малых мест. 2004. № 3. С. 24–25."),
    ("article, p. 205", "Hart I., Bell R. Grain and Silence // Review of Small Places. 2004. Vol. 12. No. 3. P. 205."),
    ("gazeta, с. 2", "Кружок разоблачён // Заря. 1930. 19 авг. С. 2."),
    ("paper, p. 2", "A Circle Found Out // The Dawn. 1930. 19 Aug. P. 2."),
    ("delo, Л. 34", "Районное бюро. Протокол заседания бюро. 14 дек. 1927 г. // ГАЗО. Ф. 17. Оп. 85. Д. 12. Л. 34."),
    (
        "delo, Ф. 17. Оп. 85. Д. 12. Л. 34",
        "Районное бюро. Протокол заседания бюро. 14 дек. 1927 г. // ГАЗО. Ф. 17. Оп. 85. Д. 12. Л. 34.",
    ),
    ("glava, с. 7", "Тучков И. П. Комната над молочной // Комнаты / под ред. Р. А. Белл. СПб. : Лад, 1999. С. 7."),
]


GERMAN_NOTES = [
    ("book, p. 59", "Ada Jane Marsh, The Long Thaw: A Regional History, 2. Aufl., Leeds 1998, S. 59."),
    ("kniga, p. 91", "Анна Сергеевна Орлова, Что хранила река, Москва 1961, S. 91."),
    (
        "article, p. 205",
        "Ivo Hart / Ruth Bell, Grain and Silence, in: Review of Small Places 12 (2004), H. 3, S. 201–230, hier S. 205.",
    ),
    ("gazeta, p. 2", "Кружок разоблачён, in: Заря, 19.8.1930, S. 2."),
    (
        "delo, Ф. 17. Оп. 85. Д. 12. Л. 34",
        "Районное бюро, Протокол заседания бюро, 14.12.1927, ГАЗО, Ф. 17. Оп. 85. Д. 12. Л. 34.",
    ),
    ("delo, fol. 34", "Районное бюро, Протокол заседания бюро, 14.12.1927, ГАЗО, Ф. 17. Оп. 85. Д. 12, Bl. 34."),
    ("letter, § 3", "Pavel Lesnov to Anna Orlova, 15.7.1928, Orlova Papers, § 3."),
    ("chapter, p. 7", "Ivo Hart, The Room over the Dairy, in: Ruth Bell (Hg.), Rooms, Leeds 1999, S. 7."),
]


@pytest.mark.parametrize(("cited", "note"), GERMAN_NOTES)
def test_a_first_note_as_german_historians_print_it(cited: str, note: str) -> None:
    assert notes(GERMAN, cited) == [note]


def test_german_notes_say_ebenda_of_the_note_just_before_and_shorten_what_was_cited_earlier() -> None:
    assert notes(GERMAN, "book, p. 1", "book, p. 2", "book, p. 2", "kniga, p. 3", "book, p. 4")[1:] == [
        "Ebd., S. 2.",
        "Ebd.",
        "Анна Сергеевна Орлова, Что хранила река, Москва 1961, S. 3.",
        "Marsh, Long Thaw, S. 4.",
    ]


def test_german_notes_name_both_where_one_quotes_the_other() -> None:
    assert notes(GERMAN, "kniga, с. 1, in @book, p. 2") == [
        "Анна Сергеевна Орлова, Что хранила река, Москва 1961, S. 1, zit. nach "
        "Ada Jane Marsh, The Long Thaw: A Regional History, 2. Aufl., Leeds 1998, S. 2."
    ]


def test_the_german_list_of_sources_turns_the_first_name() -> None:
    assert [str(entry.striptags()) for _, entry in bibliography(["kniga", "book", "article"], ITEMS, GERMAN)] == [
        "Hart, Ivo / Ruth Bell, Grain and Silence, in: Review of Small Places 12 (2004), H. 3, S. 201–230.",
        "Marsh, Ada Jane, The Long Thaw: A Regional History, 2. Aufl., Leeds 1998.",
        "Орлова, Анна Сергеевна, Что хранила река, Москва 1961.",
    ]


@pytest.mark.parametrize(("cited", "note"), CHICAGO_NOTES)
def test_a_first_note_in_chicago(cited: str, note: str) -> None:
    assert notes(CHICAGO, cited) == [note]


@pytest.mark.parametrize(("cited", "note"), GOST_NOTES)
def test_a_first_note_in_gost(cited: str, note: str) -> None:
    assert notes(GOST, cited) == [note]


def test_gost_puts_no_strokes_before_a_host_that_is_not_known() -> None:
    bare = item_of(source("bare", "encyclopedia", "Заречье", "1976-06", "ru"), {})
    assert GOST.entry(bare).striptags() == "Заречье. 1976."


def test_chicago_shortens_what_was_cited_and_more_so_what_was_just_cited() -> None:
    assert notes(CHICAGO, "book, p. 1", "book, p. 2", "kniga, p. 3", "book, p. 4")[1:] == [
        "Marsh, 2.",
        "Анна Сергеевна Орлова, Что хранила река (Москва: Заречье, 1961), 3.",
        "Marsh, Long Thaw, 4.",
    ]


def test_gost_says_the_same_again_only_of_the_note_just_before() -> None:
    assert notes(GOST, "kniga, с. 1", "kniga, с. 2", "kniga, с. 2", "book, p. 3", "book, p. 4", "kniga, с. 5")[1:] == [
        "Там же. С. 2.",
        "Там же.",
        "Marsh A. J. The Long Thaw: A Regional History. 2nd ed. Leeds : Tern Press, 1998. P. 3.",
        "Ibid. P. 4.",
        "Орлова А. С. Указ. соч. С. 5.",
    ]


def test_the_same_again_is_never_said_after_a_note_of_two_sources() -> None:
    assert notes(GOST, "kniga, с. 1; book, p. 2", "book, p. 3")[1] == "Marsh A. J. Op. cit. P. 3."
    assert notes(CHICAGO, "kniga, p. 1; book, p. 2", "book, p. 3")[1] == "Marsh, Long Thaw, 3."


def test_an_author_of_two_works_is_never_cited_as_the_work_named() -> None:
    assert notes(GOST, "statya, с. 20", "kniga, с. 1", "statya, с. 21")[2] == "Тучков И. П. О хлебе и молчании. С. 21."


def test_an_archival_reference_is_completed_and_nothing_said_twice() -> None:
    again = notes(GOST, "delo, Л. 34", "delo, Л. 35")[1]
    assert again == "Там же. Ф. 17. Оп. 85. Д. 12. Л. 35." or again == "Там же. Л. 35."


def test_a_voice_within_a_voice_names_both() -> None:
    assert notes(GOST, "kniga, с. 1, in @book, p. 2") == [
        "Орлова А. С. Что хранила река. М. : Заречье, 1961. С. 1. Цит. по: Marsh A. J. The Long Thaw: "
        "A Regional History. 2nd ed. Leeds : Tern Press, 1998. P. 2."
    ]


def test_a_source_that_is_not_there_is_not_guessed_at() -> None:
    assert notes(CHICAGO, "nobody, p. 2") == ["not published."]


def test_the_bibliography_turns_names_and_sorts_each_script_apart() -> None:
    chicago = [str(entry.striptags()) for _, entry in bibliography(["kniga", "book", "gazeta"], ITEMS, CHICAGO)]
    assert chicago == [
        "Marsh, Ada Jane. The Long Thaw: A Regional History. 2nd ed. Leeds: Tern Press, 1998.",
        "“Кружок разоблачён.” Заря, August 19, 1930.",
        "Орлова, Анна Сергеевна. Что хранила река. Москва: Заречье, 1961.",
    ]
    gost = [str(entry.striptags()) for _, entry in bibliography(["book", "kniga", "statya"], ITEMS, GOST)]
    assert gost == [
        "Орлова А. С. Что хранила река. М. : Заречье, 1961.",
        "Тучков И. П. О хлебе и молчании // Вопросы малых мест. 2004. № 3. С. 20–31.",
        "Marsh A. J. The Long Thaw: A Regional History. 2nd ed. Leeds : Tern Press, 1998.",
    ]


def test_titles_in_another_language_say_so() -> None:
    written = Notes(CHICAGO, ITEMS, {}).write([parse_citation("@kniga, p. 1")], Markup(""))
    assert '<i lang="ru">Что хранила река</i>' in written


@pytest.mark.parametrize(
    ("written", "family", "initials"),
    [
        ("Anna Orlova", "Orlova", "A."),
        ("Орлова А. С.", "Орлова", "А. С."),
        ("А. С. Орлова", "Орлова", "А. С."),
        ("Ludwig van Berg", "van Berg", "L."),
        ("Orlova, Anna-Maria", "Orlova", "A-M."),
        ("Plato", "Plato", ""),
        ("", "", ""),
    ],
)
def test_names_are_parted_as_they_are_written(written: str, family: str, initials: str) -> None:
    name = part_name(written)
    assert (name.family, name.initials) == (family, initials)


@given(
    st.text(max_size=30),
    st.text(max_size=20),
    st.sampled_from(["history", "newspaper", "minutes", "letter", "article", "x"]),
)
def test_a_note_closes_with_one_point_and_brings_no_markup_whatever_the_dossier_says(
    title: str, author: str, kind: str
) -> None:
    given_source = Source("s", kind, title, (author,), "ru", csl={"publisher": author, "archive_location": title})
    item: CitationItem = item_of(given_source, {})
    for style in (CHICAGO, GOST, GERMAN):
        written = Notes(style, {"s": item}, {}).write([parse_citation("@s, p. 5")], Markup(""))
        assert not written.striptags().endswith("..")
        assert "<script" not in written
        assert clean(str(written)) == str(written)


def test_an_article_of_an_unnamed_encyclopaedia_is_in_nothing() -> None:
    source = Source("enc", "encyclopedia", "Verkhnerechensk", (), "en", published=parse_edtf("1976"))
    item = item_of(source, {})
    written = Notes(CHICAGO, {"enc": item}, {}).write([parse_citation("@enc")], Markup(""))
    assert CHICAGO.entry(item).striptags() == "“Verkhnerechensk.” 1976."
    assert written.striptags() == "“Verkhnerechensk” (1976)."
