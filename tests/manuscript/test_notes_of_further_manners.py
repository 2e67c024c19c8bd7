"""Further manners of notes: titles with stops inside, two places, remarks that lead up to a work, archives by name."""

from __future__ import annotations

import pytest

from variorum.manuscript.citations.parsing import references_in
from variorum.manuscript.known import known_works
from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.resolved import Resolved
from variorum.manuscript.resolving import resolve
from variorum.manuscript.works import Work


def _read(library: list[Work], *texts: str, italics: tuple[tuple[int, int], ...] = ()) -> list[tuple[Resolved, ...]]:
    notes = {
        str(n): Note(str(n), "footnote", (Paragraph(1, text, "note", str(n), italics=italics),))
        for n, text in enumerate(texts, start=1)
    }
    calls = tuple(Call(label, at) for at, label in enumerate(notes))
    body = Paragraph(1, "." * (len(notes) + 1), calls=calls)
    manuscript = Manuscript("a piece", "text", (body,), notes)
    return list(resolve(manuscript, known_works(manuscript, [], library)).values())


def _work(key: str, author: str, title: str, year: str = "") -> Work:
    return Work(key, "library", title, (author,) if author else (), year, ids=frozenset({key}))


@pytest.mark.parametrize(
    ("text", "title", "pages"),
    [
        ("R. Vane, ‘Ada Moss; a weaver’s life. Part one’, Quay Review, 8, 2 (1971), pp. 5–19, here p. 7.",
         "Ada Moss; a weaver’s life. Part one", "7"),
        ("R. Vane, ‘The Quay. A Note’, Ropes and Barges, 9, 1–2 (1971), pp. 5–19.", "The Quay. A Note", "5-19"),
        ("Вейнов А. П. Жатва. М.; Л., 1946. С. 10.", "Жатва", "10"),
        ("Вейнов А. П. Жатва. Киев; СПб., 2015. С. 10.", "Жатва", "10"),
        ("Вейнов А. П. Жатва в долине [2-е изд., испр.]. СПб., 2011. С. 5.", "Жатва в долине", "5"),
        ("Вейнов А. П. Жатва: опыт II // Речное слово. 2004. № 2 (8). С. 160, 164.", "Жатва: опыт II", "160, 164"),
        ("«Жатва в долине. 1926—1930». Справочник. М., 1930, стр. XII.", "Жатва в долине", "XII"),
        ("Vgl.: Moss, Die Ernte der Täler, 9. Aufl. 2016, S. 3.", "Die Ernte der Täler", "3"),
        ("R. Vane [Otto Tern], The Quay at Dorn (Leeds 1996), p. 71.", "The Quay at Dorn", "71"),
        ("R. Vane, ‘Ropes’, Encyclopedia of the Quay, vol. 24 (2nd edn, 2001), 15429–31.", "Ropes", "15429-31"),
    ],
)  # fmt: skip
def test_stops_marks_and_numbers_within_a_reference_leave_it_one(text: str, title: str, pages: str) -> None:
    (one,) = references_in(text)
    assert (one.kind, one.title, one.locator) == ("full", title, pages)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Vane discusses the barges. R. Vane, ‘The Barges’, in A. Moss (ed.), The Quay (Leeds, 1971), p. 4.", 1),
        ("I have not used Vane’s book on the same thing: R. Vane, The Quay (Leeds, 1971), 5.", 1),
        ("Vane discusses the barges at length. A. Moss, ‘The Ropes’, Quay Review, 8 (1971), p. 4.", 2),
        ("Most of the barges lay idle in the years between December 1944 and December 1945; see R. Vane, The Quay "
         "(Leeds, 1971), 5.", 1),
        ("As such the barges were never counted. R. Vane, The Quay (3rd edn, Leeds, 1993; 1st edn, 1938); A. Moss, "
         "‘The Ropes’, Quay Review, 8 (1971), p. 4.", 2),
    ],
)  # fmt: skip
def test_a_remark_that_leads_up_to_its_authors_work_hides_no_other(text: str, read: int) -> None:
    found = references_in(text)
    assert len(found) == read
    assert found[-1].kind == "full"
    if read == 2 and text.startswith("Vane"):
        assert found[0].kind == "unread"  # what Vane holds is told of nobody else's work


@pytest.mark.parametrize(
    ("text", "archive", "mark", "sheets"),
    [
        ("BArch R 43 II/1234, Bl. 12.", "BArch", "R 43 II/1234", "12"),
        ("SAPMO-BArch, SgY 30/12/1, fol. 58–60.", "SAPMO-BArch", "SgY 30/12/1", "58-60"),
        ("GStA PK, I. HA Rep. 84a Nr. 123.", "GStA PK", "I. HA Rep. 84a Nr. 123", ""),
        ("HStAS E 130 Bü 12.", "HStAS", "E 130 Bü 12", ""),
        ("NARA, RG 65/A1-136/122, report on the quay, 1944.", "NARA", "RG 65/A1-136/122", ""),
        ("Arch. dép. Gironde, G177 folios 28 et 29.", "Arch. dép. Gironde", "G177", "28, 29"),
        ("Bundesarchiv Berlin, R1001/26, ‘Barges’, p. 64.", "Bundesarchiv Berlin", "R1001/26", "64"),
    ],
)
def test_an_archive_known_by_its_name_gives_its_signature(text: str, archive: str, mark: str, sheets: str) -> None:
    (one,) = references_in(text)
    assert (one.kind, dict(one.fonds), one.locator) == ("archival", {"archive": archive, "class": mark}, sheets)


def test_surnames_in_italics_are_no_title_where_a_work_bears_it_out() -> None:
    library = [_work("ernte", "Moss, Ada", "Das Recht der Ernte", "1971")]
    text = "Vgl.: Moss, Das Recht der Ernte, 1971, S. 12 f."
    at = text.index("Moss")
    (found,) = _read(library, text, italics=((at, at + 4),))
    assert [(one.source, one.sure, one.locator) for one in found] == [("ernte", True, "12 f")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Жатва и ткачество… С. 99.", "ear"),
        ("Путь старого ткача по рекам долины Дорна, описанный его дочерью. М., 2005. С. 8.", "way"),
        ("А. П. Вейнов в воспоминаниях ткачей. Т. 1. С. 6.", "mem"),
        ("Жатва… С. 99.", ""),
    ],
)
def test_titles_that_are_cut_off_or_go_on_are_known_by_their_beginning(text: str, key: str) -> None:
    library = [
        _work("ear", "", "Жатва и ткачество в долине Дорна", "1984"),
        _work("way", "Тернов Кай", "Путь старого ткача по рекам долины Дорна", "2005"),
        _work("mem", "", "А. П. Вейнов в воспоминаниях ткачей", "1974"),
    ]
    (found,) = _read(library, text)
    assert [one.source for one in found] == [key]


def test_years_parted_by_a_hyphen_are_one_works() -> None:
    (one,) = references_in("Tern, 2008-2009, p. 29.")
    assert (one.kind, one.authors, one.year, one.locator) == ("author-date", ("Tern",), "2008/2009", "29")


_LIST = (
    Paragraph(2, "Список сокращений", "heading"),
    Paragraph(3, "РДС — Речная долина: сборник. Л., 1953"),
    Paragraph(4, "ГАДД — Государственный архив Дорнской долины"),
    Paragraph(5, "CQ\tCollected Quays, ed. by R. Vane, Leeds, 1971"),
    Paragraph(6, "Глава 1", "heading"),
    Paragraph(7, "ХХХ — Не сокращение, 1950"),
)


def _with_list(library: list[Work], text: str) -> list[Resolved]:
    note = Note("1", "footnote", (Paragraph(1, text, "note", "1"),))
    body = Paragraph(1, "..", calls=(Call("1", 1),))
    manuscript = Manuscript("a piece", "text", (body, *_LIST), {"1": note})
    return list(resolve(manuscript, known_works(manuscript, [], library))["1"])


@pytest.mark.parametrize(
    ("text", "key", "pages"),
    [
        ("РДС. С. 5.", "valley", "5"),
        ("См.: РДС. Т. IV. Л., 1960. С. 7.", "valley", "7"),
        ("CQ 12, 45.", "quays", "45"),
        ("ГАДД. С. 8.", "", "8"),
        ("ХХХ. С. 9.", "", "9"),
        ("CQR 12, 45.", "", "45"),
    ],
)
def test_short_forms_are_those_of_the_manuscripts_own_list(text: str, key: str, pages: str) -> None:
    library = [_work("valley", "", "Речная долина: сборник", "1953"), _work("quays", "", "Collected Quays", "1971")]
    (found,) = _with_list(library, text)
    assert (found.source, found.locator) == (key, pages)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ПСДР. Т. II. М., 1962. С. 9.", "all"),
        ("ПСДР, 13, часть 1, 152–154.", "all"),
        ("ПС. С. 9.", ""),
        ("ПРС. С. 9.", ""),
        ("CNT, 9.", ""),
    ],
)
def test_capitals_that_are_the_first_letters_of_one_title_mean_it(text: str, key: str) -> None:
    library = [
        _work("all", "", "Полное собрание дорнских рукописей", "1904"),
        _work("one", "", "Письма реки Сола", "1950"),
        _work("other", "", "Порты речной страны", "1951"),
        _work("notes", "", "Common Notes on Travel", "1952"),
    ]
    (found,) = _read(library, text)
    assert [one.source for one in found] == [key]


def test_a_volume_without_a_word_before_the_pages_is_none_of_them() -> None:
    first, second = references_in("Вейнов, 6, 217–220; Вейнов. Жатва, с. 6, 8.")
    assert (first.authors, first.volume, first.locator) == (("Вейнов",), "6", "217-220")
    assert second.locator == "6, 8"


@pytest.mark.parametrize(
    "text",
    [
        "“The barge was sold by night.” John Smith, Diary (London: Quay Press, 1931), 11.",
        "“The barge was sold by night,” John Smith, Diary (London: Quay Press, 1931), 11.",
        "“I was there and saw it”: John Smith, Diary (London: Quay Press, 1931), 11.",
        "„Die Barke wurde in der Nacht verkauft.“ John Smith, Diary, London 1931, S. 11.",
    ],
)
def test_words_that_a_note_quotes_before_its_reference_are_no_title(text: str) -> None:
    (one,) = references_in(text)
    assert (one.authors, one.title, one.year, one.locator) == (("John Smith",), "Diary", "1931", "11")


def test_a_title_in_marks_before_its_author_is_read_both_ways() -> None:
    text = "“Barges and Ropes,” John Smith, Diary (London: Quay Press, 1931), 11."
    for key, title, author in (("art", "Barges and Ropes", ""), ("book", "Diary", "Smith, John")):
        (found,) = _read([_work(key, author, title, "1931")], text)
        assert [(one.source, one.locator) for one in found] == [(key, "11")]


def test_a_case_at_law_names_nobody() -> None:
    (one,) = references_in("Vane v. Moss, 12 Q.B. 345 (1885).")
    assert (one.authors, one.title, one.year) == ((), "Vane v. Moss", "1885")


def test_an_edited_volume_that_begins_with_its_title_has_no_author() -> None:
    (one,) = references_in("Collected Quays, ed. by R. Vane, Leeds, 1971, p. 5.")
    assert (one.authors, one.title, one.year, one.locator) == ((), "Collected Quays", "1971", "5")


def test_a_document_is_cited_from_the_archive_that_its_brackets_name() -> None:
    first, second = _read([], "Amt der Täler, Bericht, 10.6.1970 (BArch, DY 30/12, fol. 69–74).", "Ibid., folio 1.")
    for found, sheets in ((first, "69-74"), (second, "1")):
        assert [(dict(one.fonds), one.locator) for one in found] == [
            ({"archive": "BArch", "class": "DY 30/12"}, sheets)
        ]


_QUAY = [
    _work("quay", "Vane, Ruth", "The Phenomenon of the Quay", "1960"),
    _work("rope", "Moss, Ada", "A Life of Rope"),
]


def test_a_paragraph_alone_is_of_the_work_that_the_notes_say_it_is_of() -> None:
    declared = "Subsequent citations to the Phenomenon will simply give the paragraph number."
    first, second, later, again, told = _read(
        _QUAY,
        f"R. Vane, The Phenomenon of the Quay (Leeds: Kiln, 1960), §5. {declared}",
        "A. Moss, A Life of Rope, p. 7.",
        "§73.",
        "Ibid. Emphasis added.",
        "§17, my translation.",
    )
    assert [(one.source, one.locator) for one in (*first, *second)] == [("quay", "§ 5"), ("rope", "7")]
    assert [(one.source, one.sure) for one in (*later, *again, *told)] == [("quay", True)] * 3
    assert [one.locator for one in (*later, *again, *told)] == ["§ 73", "§ 73", "§ 17"]


def test_a_paragraph_alone_is_left_open_where_no_note_says_of_what_it_is() -> None:
    _, (later,), (again,) = _read(_QUAY, "A. Moss, A Life of Rope, p. 7.", "§73.", "Ibid.")
    assert not later.source
    assert not later.sure
    assert not again.source


@pytest.mark.parametrize("called", ["'Q'", "‘Q’", "“Q”", "Q"])
def test_a_short_name_of_one_letter_is_known_again(called: str) -> None:
    first = f"R. Vane, The Phenomenon of the Quay (Leeds: Kiln, 1960), p. 89. Henceforth cited as {called}."
    (one,), (other,), (again,) = _read(_QUAY, first, "Q 80.", "Ibid.")
    assert (one.source, other.source, other.locator, again.source) == ("quay", "quay", "80", "quay")


@pytest.mark.parametrize(
    ("record", "text", "pages"),
    [
        (("Vane, Ruth", "A.B. Moss: A Life"), "Ruth Vane, A.B. Moss: A Life (Leeds: Kiln, 1974), p. 5.", "5"),
        (("Vane, Ruth", "A.B. Moss: A Life"), "Vane, A.B. Moss, p. 6.", "6"),
        (("Vane, Ruth", "The Quay and its Fogs"), "See Ruth Vane, The Quay and its Fogs (CW XXI), pp. 64–8.", "64-8"),
        (("", "Ткачи в 1917 году", "1995"), "Ткачи в 1917 году. Т. 2. С. 211 – 212.", "211-212"),
        (("Вейнов А. П.", "Полное собрание сочинений"), "Вейнов А.П. Поли. собр. соч. Т. 35. С. 222.", "222"),
        (("Розенгаузен В. Г.", "Сборник материалов о верфи"), "Розенгаузен, Сборник, I, с. 539.", "539"),
        (("", "Повесть временных лет"), "ПВЛ. Ч. II. С. 94.", "94"),
        (("Вейнов Л. П.", "История верфи"), "Вейнов Л. П. История верфи, VI, 10; с. 57.", "57"),
        (("", "The Nine Days of the Quay"), "Anon., ‘The Nine Days of the Quay’, 217.", "217"),
        (("Vane, R.", "The Quay in Retreat"), "R. Vane, ’The Quay in Retreat’, Quay Review, June 1963, p. 248.", "248"),
        (("Vane, Ruth", "The Age of Barges"), "R. Vane, The Age of Barges (paperback edition), pp. 48, 84.", "48, 84"),
        (("Vane, Ruth", "The Ropes of Leeds"), "R. Vane, The Ropes of Leeds 2 vols (Leeds, 1962), p. 5.", "5"),
        (("Vane, R.", "Typology of Ropes"), "Vane, R., Typology of Ropes [Gr. Τυπικά], 229.", "229"),
        (("Александр Вейнович", "Книга о верфи"), "Князь Александр Вейнович. Книга о верфи. М., 1991. С. 5.", "5"),
        (("Vane, Ruth", "The Quay"), "‘The barges lay there …’, R. Vane, The Quay (Leeds: Kiln, 1973), 26.", "26"),
        (("Moss, Ada", "The Mole and the Harbour"), "Moss, The Mole and the Harbour, doc. 92.", "doc. 92"),
        (("Вейнов А. П.", "Верфь и жатва"), "Вейнов А. П. Верфь и жатва. М., 1960. Док. 30–59.", "док. 30-59"),
    ],
)  # fmt: skip
def test_titles_and_places_of_further_forms_lead_to_their_work(record: tuple[str, ...], text: str, pages: str) -> None:
    ((one,),) = _read([_work("a", *record)], text)
    assert (one.source, one.sure, one.locator) == ("a", True, pages)


def test_a_further_part_named_by_its_word_is_of_the_work_before() -> None:
    ((first, second),) = _read(
        [_work("a", "Вейнов А. П.", "Верфь и жатва", "1960")], "Вейнов. Верфь и жатва, ч. I, с. 152; часть II, 453–455."
    )
    assert [(one.source, one.locator) for one in (first, second)] == [("a", "152"), ("a", "453-455")]


def test_letters_that_stand_for_an_edition_are_left_open_where_two_records_have_it() -> None:
    works = [_work("a", "", "Повесть временных лет", "1950"), _work("b", "", "Повесть временных лет", "1996")]
    ((one,),) = _read(works, "ПВЛ. Ч. II. С. 94.")
    assert not one.sure
    ((other,),) = _read([_work("a", "", "Письма о верёвочном льне")], "ПВЛ. Ч. II. С. 94.")
    assert not other.source


def test_the_name_of_a_conference_is_not_parted_from_its_place() -> None:
    title = "Верфь о договоре ткачей с верёвочным двором в прошлом веке"
    text = f"Ср.: Вейнов А.В. {title} // Пенька. VIII чтения памяти… В.Т. Мосса. М., 1996. С. 58-63."
    (one,) = references_in(text)
    assert (one.title.split()[0], one.year, one.locator) == ("Верфь", "1996", "58-63")


def test_words_that_end_in_dots_are_a_title_where_no_other_work_follows() -> None:
    ((one,),) = _read([_work("a", "", "Пространное слово о верфи")], "«Пространное слово…», с. 99.")
    assert (one.source, one.locator) == ("a", "99")


def test_notes_in_ukrainian_and_polish_are_followed_as_russian_ones() -> None:
    library = [
        Work("quay", "library", "Нічна пристань", ("Їжакевич, І. Я.",), "1931", ids=frozenset({"quay"})),
        Work("ropes", "library", "Liny i barki", ("Adamska, Anna",), "1930", ids=frozenset({"ropes"})),
    ]
    found = _read(
        library,
        "Див.: Їжакевич І. Я. Нічна пристань. Київ, 1931. С. 12–14.", "Там само. С. 15.",
        "Їжакевич І. Вказ. праця. С. 7.",
        "Por. też A. Adamska, Liny i barki, Kraków 1930, s. 5.", "Tamże, s. 6.", "A. Adamska, dz. cyt., s. 9.",
        "ЦДАГО України, ф. 1, оп. 20, спр. 2456, арк. 12–13 зв.",
    )  # fmt: skip
    assert [(one.source, one.locator) for (one,) in found] == [
        ("quay", "12-14"), ("quay", "15"), ("quay", "7"), ("ropes", "5"), ("ropes", "6"),
        ("ropes", "9"), ("", "12-13 зв"),
    ]  # fmt: skip
    ((shelf,),) = _read(library, "ЦДАГО України, ф. 1, оп. 20, спр. 2456, арк. 12–13 зв.")
    assert dict(shelf.fonds) == {"archive": "ЦДАГО України", "fond": "1", "opis": "20", "delo": "2456"}


def test_no_ukrainian_word_of_a_title_sends_back() -> None:
    library = [Work("quay", "library", "Там само, де пристань", ("Їжак, І.",), "1931", ids=frozenset({"quay"}))]
    ((one,),) = _read(library, "Їжак І. Там само, де пристань. Київ, 1931. С. 12.")
    assert (one.source, one.locator) in {("quay", "12"), ("", "12")}


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("R. Vane, Der Kai, in: Hafenblatt 10–11 (1981), S. 239–278, 251.", "251"),
        ("R. Vane, “The Quay,” Harbour Review 3 (1990): 239–78, 251–52.", "251-52"),
        ("R. Vane, “The Quay,” Harbour Review 3 (1990): 239–78, 301.", "239-78, 301"),
        ("R. Vane, *The Quay* (Leeds, 1990), 23–27, 25.", "23-27, 25"),
    ],
)
def test_the_page_within_an_articles_extent_is_the_one_meant(text: str, locator: str) -> None:
    assert [one.locator for one in references_in(text)] == [locator]


def test_a_second_title_behind_a_semicolon_is_no_second_work() -> None:
    (one,) = references_in("Ruth Vane, The Quay; or, The Barges of Winter (Leeds: Kiln, 1824), 74.")
    assert (one.title, one.locator) == ("The Quay; or, The Barges of Winter", "74")
    assert len(references_in("Ruth Vane, The Quay (Leeds: Kiln, 1824), 74; or Moss, Ropes (Kiel: Aal, 1825), 3.")) == 2
