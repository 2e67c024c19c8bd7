# ruff: noqa: E501 (a sentence stands on one line)
"""Titles, authors, dates and languages that a file states: believed where they can be, and asked of the text."""

from __future__ import annotations

import pytest
from making_books import OPF, page, zipped

from variorum.accession.embedded_metadata import believed
from variorum.accession.language_told import language_of
from variorum.accession.opening import read
from variorum.accession.reading import Colophon
from variorum.record import Page

TEXTS = {
    "en": "The workers of the mill had been told that there would be no bread in the town, and they did not believe it.",
    "ru": "Рабочие завода не знали, что в городе уже нет хлеба, и когда об этом стало известно, они вышли на улицу.",
    "uk": "Робітники заводу не знали, що в місті вже немає хліба, і коли про це стало відомо, вони вийшли на вулицю.",
    "de": "Die Arbeiter der Fabrik wussten nicht, dass es in der Stadt kein Brot mehr gab, und sie gingen auf die Straße.",
    "fr": "Les ouvriers de la fabrique ne savaient pas que le pain manquait dans la ville, et ils sont sortis dans la rue.",
    "it": "Gli operai della fabbrica non sapevano che in città non era rimasto il pane, e sono scesi nella strada.",
    "es": "Los obreros de la fábrica no sabían que en la ciudad ya no había pan, y por eso salieron a la calle.",
    "pl": "Robotnicy z fabryki nie wiedzieli, że w mieście nie było już chleba, i to dlatego wyszli na ulice.",
    "cs": "Dělníci z továrny nevěděli, že ve městě už není chléb, a když se o tom dozvěděli, vyšli do ulic.",
    "el": "Οι εργάτες του εργοστασίου δεν ήξεραν ότι στην πόλη δεν υπήρχε ψωμί και βγήκαν από το σπίτι με την ελπίδα.",
}
OLD = "Рабочіе завода не знали, что въ городѣ уже нѣтъ хлѣба, и когда объ этомъ узнали, они вышли на улицу."


@pytest.mark.parametrize(("language", "text"), [*TEXTS.items(), ("ru", OLD)])
def test_a_text_tells_its_language_by_its_small_words(language: str, text: str) -> None:
    assert language_of([text]) == language


@pytest.mark.parametrize("text", ["", "Paris", "1917 1918 1919", "Lorem dolor sunt", "ГАРФ. Ф. 17. Оп. 2. Д. 4. Л. 5."])
def test_too_few_words_tell_nothing(text: str) -> None:
    assert language_of([text]) == ""


@pytest.mark.parametrize(
    "text",
    [
        "V. N. Kaiurov came first. Kaiurov said nothing. Then A. V. Kaiurov spoke. Anna Orlova left. Anna Orlova came back.",
        "Present: A. Smith, V. Petrov, Z. Novak, K. Ivanov, O. Brien, S. Jansen, I. Mann, a delegate; V. Z. Sokol spoke.",
        "A man came by. A boy saw a man. No man spoke. Do say so; I do, I do, a man may say so by a river.",
        "Присутствовали: И. В. Сталин, В. М. Молотов, К. Е. Ворошилов, А. И. Микоян, С. М. Киров, Н. И. Бухарин, О. Н. Рютин.",
    ],
)
def test_initials_and_words_that_many_languages_have_tell_nothing(text: str) -> None:
    assert language_of([text]) == ""


def test_a_preface_in_another_language_does_not_speak_for_the_book() -> None:
    preface = "This is the preface that the editor of the series wrote for those who will not read the book. " * 60
    book = "Das ist das Buch, das die Arbeiter von der Werft in dem Winter nach dem Streik gemeinsam schrieben. " * 300
    assert language_of([preface + book]) == "de"


@pytest.mark.parametrize(
    ("said", "text", "told"),
    [("en-US", "ru", "ru"), ("en-US", "en", "en-US"), ("", "uk", "uk"), ("ru", "en", "en"), ("de", "de", "de")],
)
def test_the_language_that_a_file_states_is_held_against_its_text(said: str, text: str, told: str) -> None:
    pages = [Page("s", 1, "", TEXTS[text])]
    assert believed(Colophon(language=said), pages, "a.docx").language == told
    assert believed(Colophon(language=said), [Page("s", 1, "", "1917")], "a.docx").language == said


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - Report of 1932.doc", "Microsoft Word - Доклад", "untitled", "Untitled-1", "Document1",
        "Без имени 1", "Безымянный", "report_final.docx", "Глава 3.indd", "thesis.dvi", "Scanned Document", "PowerPoint Presentation",
        "C:\\Users\\x\\a.doc", "a1b2c3d4e5f6", "IMG_2031", "letter_04", "20191203",
    ],
)  # fmt: skip
def test_a_title_that_a_program_made_is_none(title: str) -> None:
    assert believed(Colophon(title=title), [], "letter_04.pdf").title == ""


@pytest.mark.parametrize(
    "title",
    ["The Lamp Workers", "1917", "Документы о голоде", "Untitled Memoirs of a Clerk", "Word and Deed", "Letters"],
)
def test_a_title_of_a_work_stays(title: str) -> None:
    assert believed(Colophon(title=title), [], "scan.pdf").title == title


def test_authors_that_are_nobody_go_and_russian_in_western_letters_is_mended() -> None:
    said = Colophon(title="Ìèðîâàÿ ðåâîëþöèÿ", authors=("user", "Администратор", "O. B.", "И. Ломов"))
    colophon = believed(said, [], "a.pdf")
    assert (colophon.title, colophon.authors) == ("Мировая революция", ("O. B.", "И. Ломов"))


@pytest.mark.parametrize(
    ("date", "publisher", "of"),
    [
        ("1931", "Quay Press", "published"),
        ("1931", "", "published"),
        ("2019-05-01", "Quay Press", "published"),
        ("2019-05-01T10:11:12+00:00", "Quay Press", "file-made"),
        ("2005-03-01", "Project Gutenberg", "file-made"),
        ("2014", "", "file-made"),
    ],
)
def test_the_day_on_which_an_epub_was_made_is_not_the_books_year(date: str, publisher: str, of: str) -> None:
    opf = OPF.format(manifest='<item id="a" href="one.xhtml" media-type="x"/>', spine='<itemref idref="a"/>')
    opf = opf.replace("<dc:date>1931</dc:date>", f"<dc:date>{date}</dc:date>")
    stated = f"<dc:publisher>{publisher}</dc:publisher>" if publisher else ""
    opf = opf.replace("<dc:publisher>Quay Press</dc:publisher>", stated)
    container = '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
    members = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "b.opf": opf}
    data = zipped({**members, "one.xhtml": page("<p>x</p>")})
    assert read(data, name="a.epub", source="s").colophon.dates == {of: date}
