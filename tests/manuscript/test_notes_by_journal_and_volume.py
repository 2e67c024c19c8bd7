"""Notes that name an article by its journal, authors parted by semicolons, and parts of a volume cited before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from variorum.manuscript.citations.parsing import references_in
from variorum.manuscript.known import known_works
from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.resolved import Resolved
from variorum.manuscript.resolving import resolve
from variorum.manuscript.works import Work


def _read(library: list[Work], *texts: str) -> list[list[Resolved]]:
    notes = {str(n): Note(str(n), "footnote", (Paragraph(1, text, "note", str(n)),)) for n, text in enumerate(texts, 1)}
    calls = tuple(Call(label, at) for at, label in enumerate(notes))
    manuscript = Manuscript("a piece", "text", (Paragraph(1, "." * (len(notes) + 1), calls=calls),), notes)
    return [list(found) for found in resolve(manuscript, known_works(manuscript, [], library)).values()]


def _article(key: str, title: str, pages: str = "") -> Work:
    return Work(key, "library", title, ("Vane, Ruth",), "2017", "Zeitschrift für Hafenrecht", pages=pages)


@pytest.mark.parametrize(
    ("note", "authors", "place", "pages"),
    [
        ("Vgl.: Vane, ZfH 2017, 514, 530 ff., 534.", ("Vane",), "ZfH 2017, 514", "530 ff., 534"),
        ("Dazu etwa: Vane/de la Moos, HfR-Int. 2017, 77 ff.", ("Vane", "de la Moos"), "HfR-Int. 2017, 77", "77 ff"),
        ("Vane, HafR 2017, 964, 967 f. m.w.N.", ("Vane",), "HafR 2017, 964", "967 f"),
        ("BHG, NHW 2014, 1524.", ("BHG",), "NHW 2014, 1524", "1524"),
    ],
)  # fmt: skip
def test_an_article_named_by_its_journal_is_told_by_where_it_begins(
    note: str, authors: tuple[str, ...], place: str, pages: str
) -> None:
    (one,) = references_in(note)
    assert (one.authors, one.title, one.locator) == (authors, place, pages)


def test_two_articles_of_one_author_and_year_are_never_taken_for_one() -> None:
    (first,), (second,), (again,) = _read(
        [], "Vane, ZfH 2017, 514, 515.", "Vane, CR 2017, 656 ff.", "Vane, ZfH 2017, 514, 530."
    )
    assert first.group is not second.group
    assert again.group is first.group


def test_a_record_is_taken_for_an_article_where_its_pages_begin_there_alone() -> None:
    found = _read(
        [_article("ropes", "Das Recht der Seile", "514-540")], "Vane, ZfH 2017, 514, 530.", "Vane, ZfH 2017, 9."
    )
    assert [[(one.source, one.sure) for one in note] for note in found] == [[("ropes", True)], [("", False)]]
    ((unsaid,),) = _read([_article("ropes", "Das Recht der Seile")], "Vane, ZfH 2017, 514, 530.")
    assert not unsaid.sure


@pytest.mark.parametrize(
    ("note", "authors", "host"),
    [
        ("Vgl. Vane, Ruth; Moos, Ada: Das Seil, Kiel 2015, S. 4.", ("Vane, Ruth", "Moos, Ada"), ()),
        ("Vane; Moos: Das Seil, 2015, S. 4.", ("Vane", "Moos"), ()),
        (
            "Ruth Vane, Ada Moos-Kiel, Jan Tern, Ute Aal, Corinna Segel, Haika Jansen, Paula Masutt, "
            "Erich Billung: Das Seil, Kiel 2015, S. 4.",
            (
                "Ruth Vane", "Ada Moos-Kiel", "Jan Tern", "Ute Aal", "Corinna Segel", "Haika Jansen", "Paula Masutt",
                "Erich Billung",
            ),
            (),
        ),
        (
            "Vane, Ruth; Moos, Ada: Das Seil, in: Tern, Jan; Kiel, Ute; Aal, Udo (Hg.): Häfen, Kiel 2015, S. 4.",
            ("Vane, Ruth", "Moos, Ada"),
            ("Tern, Jan", "Kiel, Ute", "Aal, Udo"),
        ),
        (
            "Vane, Ruth; Moos, Ada u. a.: Das Seil, in Tern u. Kiel (Hg.): Häfen, S. 4.",
            ("Vane, Ruth", "Moos, Ada"),
            ("Tern", "Kiel"),
        ),
    ],
)  # fmt: skip
def test_names_parted_by_semicolons_are_the_authors_of_one_work(
    note: str, authors: tuple[str, ...], host: tuple[str, ...]
) -> None:
    (one,) = references_in(note)
    assert (one.authors, one.title, one.host, one.locator) == (authors, "Das Seil", host, "4")


def test_a_short_title_before_a_semicolon_is_a_work_of_its_own() -> None:
    first, second = references_in("Weber, Der Kai; Moos, Das Seil: Eine Studie, S. 5.")
    assert (first.authors, second.authors) == (("Weber",), ("Moos",))


def test_a_part_of_a_volume_that_notes_alone_name_is_a_work_of_its_own() -> None:
    (volume,), (part,), (back,), (short,) = _read(
        [],
        "Tern, Jan (Hg.): Häfen und Kräne der Vorzeit, Kiel 2015, S. 7.",
        "Vane, Ruth: Das Seil im Wind, in: Tern, Jan (Hg.): Häfen und Kräne der Vorzeit, Kiel 2015, S. 41.",
        "Vgl. ebd., S. 44.",
        "Vane: Das Seil im Wind, 2015, S. 42.",
    )
    assert part.group is not volume.group
    assert back.group is part.group
    assert (short.group is part.group, short.locator) == (True, "42")


def test_a_part_of_a_volume_that_is_held_is_found_there_again_by_its_own_title() -> None:
    notes = (
        "Vane, Ruth: Das Seil im Wind, in: Tern, Jan (Hg.): Häfen und Kräne der Vorzeit, Kiel 2015, S. 41.",
        "Vane: Das Seil im Wind, S. 42.",
    )
    listed = Work("ports", "library", "Häfen und Kräne der Vorzeit", ("Tern, Jan",), "2015", ids=frozenset({"ports"}))
    held = replace(listed, origin="folder", file="ports.pdf")
    assert [(one.source, one.locator) for (one,) in _read([held], *notes)] == [("ports", "41"), ("ports", "42")]
    assert [one.source for (one,) in _read([listed], *notes)] == ["", ""]  # a library's record is not the part's


@pytest.mark.parametrize(
    ("note", "author", "title"),
    [
        ("Treffend bezeichnen daher auch: Vane/Moos, Das Recht der Seile, 2015, S. 4.", "Vane", "Das Recht der Seile"),
        ("zu § 52b HafG a. F. ausführlich: Vane, Die Gabe von Seilen, 2015, S. 4.", "Vane", "Die Gabe"),
        ("ferner Vane/Moos, Hafengesetz, 6. Aufl. 2015, § 60 Rn. 1.", "Vane", "Hafengesetz"),
        ("Des Weiteren: Ruth Vane: Das Recht der Seile. Kiel: Aal 2015, S. 4.", "Ruth Vane", "Das Recht der Seile"),
        ("see A. Vane, Kalter Kai: die Fischer nach 1945 (Kiel, 2015), pp. 4, 9.", "A. Vane", "Kalter Kai"),
        ("R. Vane, Die Stadt der Fischer, Kiel 1945–1953 (Emden, 2015).", "R. Vane", "Die Stadt der Fischer"),
    ],
)  # fmt: skip
def test_what_leads_up_to_a_reference_is_no_part_of_its_title(note: str, author: str, title: str) -> None:
    (one,) = references_in(note)
    assert (one.authors[:1], one.title.startswith(title), one.year) == ((author,), True, "2015")


def test_a_work_behind_an_imprint_and_und_is_not_passed_over() -> None:
    found = references_in(
        "Jan Tern: Après la fin. Paris: Seuil 2006 und Ruth Vane: Meeting the Quay Halfway. Durham: Aal 2007."
    )
    assert [one.authors for one in found] == [("Jan Tern",), ("Ruth Vane",)]


def test_works_of_one_author_joined_by_and_and_works_named_within_a_sentence_are_each_read() -> None:
    first, second = references_in(
        "Ruth Vane, Making a Quay (Leeds: Kiln Press, 1995) and A History of the Modern Rope (York: Aal, 1998)."
    )
    assert [first.title, second.title, second.year] == ["Making a Quay", "A History of the Modern Rope", "1998"]
    (one,) = references_in(
        "My way of reading resists the opposition drawn by Ruth Vane and Ada Moss in The Quay Manifesto "
        "(Leeds: Kiln, 2014)."
    )
    assert (one.authors, one.title) == (("Ruth Vane", "Ada Moss"), "The Quay Manifesto")


@pytest.mark.parametrize("note", ["Siehe auch Fußnoten [^20] und [^21].", "Vgl. Fußnote 12."])
def test_notes_of_the_manuscript_itself_are_no_work(note: str) -> None:
    assert all(one.kind == "op-cit" for one in references_in(note))


@pytest.mark.parametrize(
    ("note", "kind", "title"),
    [
        ("«Правда» от 12 февраля 1929.", "newspaper", "Правда"),
        ("«Баржа», №№13–14, 1928, с.74.", "full", "Баржа, №№13–14"),
        ("И. Вейнов, т. 11, с. 288.", "short", ""),
    ],
)
def test_a_russian_periodical_and_a_volume_are_read_without_their_signs(note: str, kind: str, title: str) -> None:
    (one,) = references_in(note)
    assert (one.kind, one.title) == (kind, title)


def test_an_address_and_the_day_it_was_seen_leave_nothing_open() -> None:
    (one,) = references_in(
        "Vane, Ruth: Das Seil, Kiel 2015, S. 4. Online: <https://example.org/seil?x=1>, Stand: 05.07.2020."
    )
    assert (one.title, one.locator) == ("Das Seil", "4")


def test_an_imprint_at_a_sentences_end_is_no_work_of_a_place() -> None:
    found = references_in(
        "This is also true of R. Vane, Die Zensoren: wie er sie beeinflusst hat. Vom Ufer bis zum Kai (Emden, 2016)."
    )
    assert all("Emden" not in one.authors for one in found)


@pytest.mark.parametrize(
    ("note", "cited"),
    [
        ("Dies erinnert nicht zufällig an die Seile der Häfen (vgl. Vane 2000: 44f.).", [("Vane", "2000", "44f")]),
        ("Im Klappentext steht „Fischer“ als Beruf (vgl. Vane/Moos 1959: 24, Dok. 1).", [("Vane", "1959", "24")]),
        ("Ruth Tern bezieht sich hier auf: Vane 1940a, 1940b.", [("Vane", "1940a", ""), ("Vane", "1940b", "")]),
    ],
)
def test_names_and_years_in_a_sentence_are_the_works(note: str, cited: list[tuple[str, str, str]]) -> None:
    assert [(one.authors[0], one.year, one.locator) for one in references_in(note)] == cited


@pytest.mark.parametrize(
    ("note", "authors", "title", "pages"),
    [
        ("[Der Kai im Wind](https://example.org/der_kai.html)", (), "Der Kai im Wind", ""),
        ("Пристань. [Глава 3](https://example.org/3.htm).", (), "Пристань", "гл. 3"),
        ("Verein der Weber e. V. (Hrsg.): Das Seil, Kiel 2019, S. 4f.", ("Verein der Weber",), "Das Seil", "4f"),
        ('R. Vane: Über „Seil" und Kai, Kiel 1998, S. 15--21.', ("R. Vane",), "Über „Seil“ und Kai", "15-21"),
        ("Vgl. R. Vane, Das Seil, Hafenblatt vom 25.07.2013, S. A11.", ("R. Vane",), "Das Seil", "A11"),
        ("R. Vane, Das Seil, Kapitel C.15, Kiel 2013, S. 52.", ("R. Vane",), "Das Seil", "52"),
        ("R. Vane, Urteil vom 25.02.1986, HafR 1988, Nr. 2, S. 62.", ("R. Vane",), "Urteil vom 25.02.1986", "62"),
    ],
)  # fmt: skip
def test_titles_bodies_and_pages_are_read(note: str, authors: tuple[str, ...], title: str, pages: str) -> None:
    (one,) = references_in(note)
    readings = (one, *one.otherwise)
    assert one.locator == pages
    assert any(read.authors == authors and read.title.startswith(title) for read in readings), readings


@pytest.mark.parametrize(
    "note",
    [
        "Ich danke Dr. Ruth Vane (Universität Kiel) für diesen Hinweis, 2.10.2006.",
        "I am grateful to Ruth Vane for this remark, 2 October 2006.",
        "Благодарю Р. Вейнова за это указание.",
    ],
)
def test_thanks_cite_nothing(note: str) -> None:
    assert references_in(note) == ()


def test_an_essay_of_an_authors_own_book_is_found_in_the_book() -> None:
    held = Work("dust", "library", "Dust and Rope", ("Vane, Ruth",), "2001", ids=frozenset({"dust"}))
    ((one,),) = _read([held], "R. Vane, ‘The Magistrates’, Dust and Rope (Leeds: Kiln, 2001), pp. 38–65.")
    assert (one.source, one.sure, one.locator) == ("dust", True, "38-65")


@pytest.mark.parametrize(
    ("note", "pages"),
    [
        ("Vgl Vane, Das Recht der Seile und Häfen, HafR 2014, 51 (57).", "57"),
        ("Vgl Vane, Das Recht der Seile (1999), 273-307 (281 f).", "281 f"),
        ("Vane, Das Seil, in: Moos (ed.), Häfen: Festgabe zum 70. Geburtstag am Kai (Kiel: Aal, 2015), 21.", "21"),
        ("Vane, Seile der Meere18 (2021), 5.", "5"),
    ],
)
def test_the_page_that_is_meant_stands_in_brackets_behind_where_it_begins(note: str, pages: str) -> None:
    (one,) = references_in(note)
    assert one.locator == pages
    assert "18" not in "".join((*one.authors, one.title))


def test_a_journals_year_between_its_volume_and_its_pages_is_no_remark() -> None:
    (one,) = references_in("Ruth Vane, ‘The Rope Wave,’ Journal of Quays 25 (1986), 380–435.")
    assert (one.year, one.locator) == ("1986", "380-435")


def test_a_long_sentence_that_leads_up_to_a_number_of_a_note_names_its_author() -> None:
    first, (back,) = _read(
        [],
        "Hans Vane, The Legitimacy of the Quay (1986), 229 ff.",
        "The servitude of ropes to theory, the almost symbolic rank of the lantern for all men, required a "
        "breakthrough from the boldness of what the harbour was to carry out, see Vane (fn. 1).",
    )
    assert back.group is first[0].group


def test_what_is_quoted_from_the_work_of_the_note_before_is_of_that_work() -> None:
    (first,), (back,) = _read([], "Вейнов А. П. Причал. М., 1991. С. 5.", "Цит. по: Там же. С. 88.")
    assert (back.group is first.group, back.locator) == (True, "88")


def test_one_day_of_a_newspaper_is_one_and_one_issue_of_a_journal_no_other() -> None:
    (short,), (long,), (issue,), (other,), (again,) = _read(
        [], "Баржа. 1929. 3 янв.", "Баржа, 1929, 3 января, с. 2.", "Речной вестник. 1932. № 31. С. 23.",
        "Речной вестник. 1932. № 32. С. 23.", "Речной вестник. 1932. № 31. С. 24.",
    )  # fmt: skip
    assert short.group is long.group
    assert other.group is not issue.group
    assert again.group is issue.group


def test_another_issue_that_the_folder_holds_is_not_taken() -> None:
    held = Work("v31", "folder", "Речной вестник", (), "1932", file="rechnoi-vestnik-1932-31.txt")
    ((right,), (wrong,)) = _read([held], "Речной вестник. 1932. № 31. С. 23.", "Речной вестник. 1932. № 32. С. 23.")
    assert (right.source, wrong.source) == ("v31", "")


def test_letters_to_somebody_have_no_author_before_their_title() -> None:
    (one,) = references_in("Письма И. В. Вейнова А. П. Кремневу. С. 204.")
    assert (one.authors, one.title) == ((), "Письма И. В. Вейнова А. П. Кремневу")


def test_a_title_with_its_translation_in_brackets_is_the_records() -> None:
    held = Work("law", "library", "Prawo portowe", ("Wajnow, A.",), "2012", ids=frozenset({"law"}))
    ((one,),) = _read([held], "Vgl. A. Wajnow, Prawo portowe [Hafenrecht], Warszawa: Aal 2012, S. 105.")
    assert (one.source, one.sure) == ("law", True)


def test_the_same_authors_work_cited_before_makes_no_new_work() -> None:
    _, ours, (again,), (numbered,), (after,), (nobody,) = _read(
        [],
        "Moos, Das Seil, Bonn 1991, S. 6.",
        "Weber, Der Kai im Wind, Kiel 1998, S. 12.",
        "Ders., a. a. O., S. 17.",
        "Weber (wie Anm. 2), S. 22.",
        "Zit. n. Weber, Der Kai im Wind, S. 24.",
        "Он же. Указ. соч. С. 7.",
    )
    assert [one.group is ours[0].group for one in (again, numbered, after, nobody)] == [True] * 4
    assert [one.locator for one in (again, numbered, after, nobody)] == ["17", "22", "24", "7"]


@pytest.mark.parametrize(
    ("note", "title"),
    [
        ("Ruth Vane, The Painted Quay, exh. cat. (Leeds: Kiln, 1957), 114.", "The Painted Quay"),
        ("FAZ v. 5.3.1968, S. 3.", "FAZ"),
    ],
)
def test_what_a_catalogue_is_and_a_days_small_word_are_no_part_of_a_title(note: str, title: str) -> None:
    (one,) = references_in(note)
    assert one.title == title


def test_a_contributor_to_a_volume_named_by_its_year_is_found_by_either() -> None:
    volume = Work("ports", "library", "Hafengesetz", ("Moos, Ada", "Tern, Jan"), "2010", ids=frozenset({"ports"}))
    part = Work("ropes", "library", "Das Seil", ("Vane, Ruth",), "2005", ids=frozenset({"ropes"}))
    ((one,), (other,)) = _read(
        [volume, part], "Vane, in: Moos/Tern 2010: 16 f.", "Grundlegend Vane, in: AKW 2005: 1307 ff."
    )
    assert [(found.source, found.locator) for found in (one, other)] == [("ports", "16 f"), ("ropes", "1307 ff")]
    (titled,) = references_in("Weber, Kran und Kai, in: Hafenbuch 2010, S. 5.")
    assert titled.container.startswith("Hafenbuch")
