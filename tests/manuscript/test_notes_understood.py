"""Notes of several styles and two languages: the work and the pages of each, or a truthful "not known"."""

from __future__ import annotations

import pytest
from gold import Chain, chains, tally

from variorum.manuscript.citations.parsing import references_in
from variorum.manuscript.known import known_works
from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.resolving import resolve
from variorum.manuscript.shortened import spelled_out
from variorum.manuscript.works import Work

CHAINS = chains()


@pytest.mark.parametrize("chain", CHAINS, ids=[chain.name for chain in CHAINS])
def test_a_chain_of_notes_is_understood_and_nothing_is_guessed(chain: Chain) -> None:
    right, declined, wrong = tally(chain)
    assert not wrong, "\n".join(wrong)
    assert right >= 0.95 * (right + declined)


def test_a_day_before_a_title_in_italics_moves_nothing() -> None:
    text = "Ruth Vane's diary, 15 May 1926, in Ada Moss, ed., The Quay: A Diary (1971), pp. 245–6."
    start = text.index("The Quay")
    (one,) = references_in(text, [(start, start + len("The Quay: A Diary"))])
    assert (one.kind, one.title, one.year, one.locator) == ("full", "The Quay: A Diary", "1971", "245-6")


def test_a_second_work_in_a_sentence_that_is_not_read_is_said_and_left_open() -> None:
    text = "Ada Moss, The Quay (Leeds: Kiln, 1971), 5, which follows the pages on ropes by Vane (Leeds: Kiln, 1960)."
    first, second = references_in(text)
    assert (first.title, first.locator) == ("The Quay", "5")
    assert second.kind == "unread"
    assert second.doubt


def test_a_number_that_may_be_the_page_leaves_a_reference_open() -> None:
    (one,) = references_in("Ada Moss, The Quay (Leeds: Kiln, 1971), somewhere near 58 or thereabouts.")
    assert one.kind == "unread"
    assert one.doubt


@pytest.mark.parametrize(
    ("text", "archive", "mark"),
    [
        ("Werksarchiv 67/149/1.", "Werksarchiv", "67/149/1"),
        ("Siehe Stadtarchiv 12/3.", "Stadtarchiv", "12/3"),
    ],
)
def test_an_archive_and_a_signature_between_strokes_are_archival(text: str, archive: str, mark: str) -> None:
    (one,) = references_in(text)
    assert one.kind == "archival"
    assert one.fonds == {"archive": archive, "class": mark}


def test_pages_before_a_reference_in_brackets_are_not_passed_over() -> None:
    text = (
        "Otto Tern, in the bulletin of a society that is long since gone, iv, pp. 556, 579, etc. "
        "(Ada Moss, The Quay, Leeds, 1971, p. 4)."
    )
    first, second = references_in(text)
    assert (first.kind, bool(first.doubt)) == ("unread", True)
    assert second.locator == "4"


@pytest.mark.parametrize(
    ("written", "full", "meant"),
    [
        ("Ткач. дело", "Ткацкое дело долины", "Ткач дело"),
        ("Нагл. пособие ткача", "Наглядное пособие ткача", "Наглядное пособие ткача"),
        ("Съезды ДТТ", "Съезды Дорнского товарищества ткачей", "Съезды Дорнского товарищества ткачей"),
    ],
)
def test_words_that_a_title_writes_short_are_spelled_out_by_the_title_itself(
    written: str, full: str, meant: str
) -> None:
    assert spelled_out(written, full) == meant


def test_a_note_that_is_left_open_says_why() -> None:
    note = Note(
        "1", "footnote", (Paragraph(1, "Ada Moss, The Quay (Leeds: Kiln, 1971), somewhere near 58.", "note", "1"),)
    )
    manuscript = Manuscript("gold", "text", (Paragraph(1, "..", calls=(Call("1", 1),)),), {"1": note})
    work = Work("moss", "library", "The Quay", ("Moss, Ada",), "1971", ids=frozenset({"moss"}))
    (one,) = resolve(manuscript, known_works(manuscript, [], [work]))["1"]
    assert (one.source, one.sure) == ("", False)
    assert "may be the page" in str(one.because)


@pytest.mark.parametrize(
    ("text", "title", "year", "pages"),
    [
        ("Moss, The Quiet Harbour, vol. 1, iii–vii, 3–6.", "The Quiet Harbour", "", "iii-vii, 3-6"),
        (
            "Hedi Moss, Stücke. Ein Hafen, Lizenzausgabe Kiel 2023, irische Originalausgabe 1990, S. 2.",
            "Stücke. Ein Hafen",
            "2023",
            "2",
        ),
        ('Ruth Vane, "Of Ropes," available online at: ropes.example.org/2017/of-ropes', "Of Ropes", "", ""),
    ],
)
def test_roman_pages_other_editions_and_bare_addresses(text: str, title: str, year: str, pages: str) -> None:
    (one,) = references_in(text)
    assert (one.title, one.year, one.locator) == (title, year, pages)


def test_a_page_in_the_web_before_a_work_is_not_passed_over() -> None:
    text = "The Ropewalk, https://ropes.example. For a short history, see Ruth Vane, “Of Ropes,” Tide 3 (2020): 7."
    first, second = references_in(text)
    assert "Ropewalk" in " ".join((*first.authors, first.title, first.written))
    assert (second.title, second.locator) == ("Of Ropes", "7")


@pytest.mark.parametrize(
    "text",
    [
        "Of the ropes much was said in his essay ‘Hemp and Water’ that nobody has read since.",
        "The harbour had other masters then, as Vane (1971) has shown at length and with much patience.",
        "Davon handelt auch der zweite Teil bei Moos 1975, S. 12, der sonst wenig gelesen wird; so ist es geblieben.",
        "Об этом рассказано и в статье «Пристань и люди», которую никто не читал до сих пор.",
        "На этом всё кончается в «Речном слове» (1918, № 66), а продолжения найти не удалось.",
        "Ada Moss, The Quay, 5, who follows the pages on ropes by Vane, op. cit., and says so at some length.",
        "Там же; Вейнов-мл. А. Отчет о жатве и о пристанях долины",
        "ДТТ, 13, часть II.",
    ],
)
def test_a_work_named_in_a_sentence_is_never_passed_over_in_silence(text: str) -> None:
    found = references_in(text)
    assert found
    assert any(one.kind == "unread" or one.year or one.locator for one in found)
    assert len(found) >= 1 + ("op. cit." in text) + ("Там же" in text)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour was a small one then, and the quay smaller still; “nobody came,” as they said in the valley.",
        "Во времена первых ткачей с 1880-х годов долина называлась «Верхней», а с 1928 года она зовётся «Новой».",
        "Der Hafen war damals klein, und erst seit 1928 legten dort größere Schiffe an.",
        "See table 4.",
    ],
)
def test_a_plain_sentence_cites_nothing(text: str) -> None:
    assert references_in(text) == ()


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("A. Moss, ‘Ropes and Rights’ (1991) 19 Journal of Harbours 427 at 429.", "429"),
        ("A. Moss, ‘Ropes and Rights’ (1993) 20 J. of Harbours 56, 61.", "61"),
        ("R. Vane, The Law of the Quay (1995) 296.", "296"),
        ("Moos, Das Recht am Hafen, Hafenrecht 26 (1978) 219 (224 ff.).", "224 ff"),
        ("Moos 1964, insbesondere S. 65–83.", "65-83"),
        ("Moos, 1973 S. 125 ff.", "125 ff"),
        ("Ausführlicher bei Moos 1976, S. 12.", "12"),
        ("Vane R. The Secret Quay. Leeds, 1972. P. 134, 140.", "134, 140"),
        ("Fenn. Letters, рр. 82–83.", "82-83"),
        ("Harbour Committee, paras. 3.2, 7.", "paras. 3.2, 7"),
        ("Vane, op. cit., n. 4.", ""),
        ("Moos (oben N. 7) 175.", "175"),
    ],
)
def test_pages_of_further_manners_are_read(text: str, pages: str) -> None:
    (one,) = references_in(text)
    assert (one.kind == "unread", one.locator) == (False, pages)


def test_a_letter_is_cited_from_what_prints_it() -> None:
    (one,) = references_in("Ada Moss to Ruth Vane, 3 May 1921, in Otto Tern, The Quay Letters, 129.")
    assert (one.checked.authors, one.checked.title, one.checked.locator) == (("Otto Tern",), "The Quay Letters", "129")


def test_a_letter_that_nothing_prints_is_left_open() -> None:
    (one,) = references_in("Ada Moss to Ruth Vane, 3 May 1921.")
    assert one.kind == "unread"
    assert "letter" in str(one.doubt)


@pytest.mark.parametrize(
    ("text", "authors", "title", "year"),
    [
        (
            "Граф Вейнов А. П. Из долины. М., Издательство «Ткач», 1992, стр. 285.",
            ("Вейнов А. П",),
            "Из долины",
            "1992",
        ),
        ("Вейнов А. П. Из долины. Москва, Ленинград, 1955.", ("Вейнов А. П",), "Из долины", "1955"),
        ("Vane R. Quay. The Secret History. Leeds, 1972. P. 4.", ("Vane R",), "Quay. The Secret History", "1972"),
        ("Tern, Memoirs, 1925–1950, 57.", ("Tern",), "Memoirs", ""),
    ],
)
def test_titles_end_where_the_imprint_begins(text: str, authors: tuple[str, ...], title: str, year: str) -> None:
    (one,) = references_in(text)
    assert (one.authors, one.title, one.year) == (authors, title, year)


def test_an_article_of_a_newspaper_with_a_day_between_strokes() -> None:
    (one,) = references_in("«Ответ ткачам», Речное слово 27/4/43")
    assert (one.title, one.container, one.date) == ("Ответ ткачам", "Речное слово", "27/4/43")


def test_a_translation_named_in_brackets_is_no_further_work() -> None:
    found = references_in("Ada Moss, The Quay, 142 (издание на русском языке: Ада Мосс. Пристань, М.: Ткач, 2003).")
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("Vgl. Moos, Das Recht am Hafen, S. 5, S. 9.", "5, 9"),
        ("Moos, Vom Hafen, in: Jahrbuch der Häfen 47 (2017), S. 179–212, S. 181.", "181"),
        ("Vane, The Quay (Leeds: Kiln, 1971), s.vv. “Rope,” “Ropes.”", ""),
        ("Tern: The Quay Letters, II, p. 355.", "355"),
    ],
)
def test_two_pages_are_both_meant_and_an_extent_gives_way_to_the_page(text: str, pages: str) -> None:
    (one,) = references_in(text)
    assert (one.kind == "unread", one.locator) == (False, pages)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Vane: Life of a Ropemaker, I 152, 32.", "Life of a Ropemaker"),
        ("Tern: The Harbour Song, XXI, as Moss has it.", "The Harbour Song"),
    ],
)
def test_a_number_beside_those_that_were_read_leaves_a_short_title_open(text: str, title: str) -> None:
    start = text.index(title)
    (one,) = references_in(text, [(start, start + len(title))])
    assert (one.kind, bool(one.doubt)) == ("unread", True)


@pytest.mark.parametrize(
    "text",
    [
        "Moss, from whose book on the harbour these words are taken, would not have had it so.",
        "Condition report for QHC0641.",
        "Ткацкий словарь. Нити долины. URL: (дата обращения: 25.09.23).",
        "Тернов. История… Т. IV. Ч. I. Приложение № 27–32. Эти письма почему-то не вошли в собрание.",
    ],
)
def test_a_note_that_names_something_is_left_open_where_it_is_not_understood(text: str) -> None:
    found = references_in(text)
    assert found
    assert found[0].kind == "unread"


@pytest.mark.parametrize(
    "text",
    [
        "Talbot gives a thorough account of the weavers.",
        "There is much on ropes in Moss’s letters; these figures are taken from Vane.",
        "Die wichtigsten Quellen sind das Tagebuch von Lenz und die Berichte der Reeder.",
        "Weisungen für den ersten Einsatz, vom 4.2.1939, ARW, RH 24–14/3.",
        "de la Mole, N., Traité des quais… 1705-38, 4 vol.",
    ],
)
def test_what_is_nobodys_sentence_or_reports_one_who_wrote_is_left_open(text: str) -> None:
    found = references_in(text)
    assert found
    assert all(one.kind == "unread" or one.doubt for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "То есть староста монастыря Николы Старого (Николаевский монастырь в Китай-городе).",
        "Вейнов Яков Христофорович (1886 – 1938) – ткач и депутат с 1904 г. Один из тех, кто строил Верхний мост.",
        "In 1820 the Valley and the Upper Riding numbered about 600.",
        "Siehe oben Kap. 3.2.",
        "Hervorhebung im Original.",
    ],
)
def test_a_remark_without_a_verb_that_is_known_cites_nothing_all_the_same(text: str) -> None:
    assert references_in(text) == ()


def test_the_pages_of_two_works_in_one_sentence_are_never_joined() -> None:
    text = "So nach: Dorn, Das vergangene Tal, S. 599, und, wenn auch mit Zweifeln, bei Falk, Kurswechsel, S. 34."
    first, *further = references_in(text)
    assert first.checked.locator == "599"
    assert any(one.kind == "unread" for one in further)


def test_what_follows_a_reference_in_a_sentence_of_its_own_is_searched_for_works() -> None:
    text = "Ada Moss, The Quay, London, 2000. In addition, Ruth Vane’s essay On Ropes has been of great use."
    assert [one.kind for one in references_in(text)][1:] == ["unread"]


def test_the_number_that_a_note_gives_a_page_sends_to_no_note() -> None:
    (one,) = references_in("Ruh, Der Hafen, S. 211, Anm. 15.")
    assert (one.back, one.locator) == ("", "211")


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("Hans Ruh et al., Anatomie des Hafens, 2 vols., Leeds, 1965, ii.20.", "20"),
        ("Palandt/Grüneberg, § 242 Rn. 5.", "§ 242 rn 5"),
        ("A. Moss, ‘Quays’, Tide, 5, 2 (2004), 5-9.", "5-9"),
        ("A. Moos, Vom Hafen, in: 54. Neujahrsblatt 1876, Basel 1876, S. 28.", "28"),
        ("Moss, « Les quais », Revue du port, t. 40, 1925, p. 73-83.", "73-83"),
        ("A. Moss, “The Reign of Ludo XIV,” Tide 12 (1990): 5.", "5"),
    ],
)
def test_numbers_that_are_accounted_for_leave_the_pages_certain(text: str, pages: str) -> None:
    (one,) = references_in(text)
    assert (one.kind == "unread", one.locator) == (False, pages)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moss, The Quay, ed. by R. Vane (Leeds, 1971), 4 and 12 thereof.",
        "Ebd., 12 und 14 nebst 3.",
    ],
)
def test_a_number_of_any_reference_that_nothing_accounts_for_leaves_it_open(text: str) -> None:
    assert any(one.kind == "unread" for one in references_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "21 May, on the proposal to meet Palmer’s criticism of rule ii in the Treaty of Dorn, F.O. 5/1297.",
        "Allerdings benennt Kern bereits das dem Grafen gewidmete Stichwerk als „Jagden“, das ihm nicht bekannt war.",
        "Через двадцать лет А. Вейнов напишет в своих мемуарах: «Никто не знал об обстановке на мосту».",
    ],
)
def test_a_work_in_words_without_a_form_of_a_citation_is_left_open(text: str) -> None:
    assert any(one.kind in ("unread", "archival") for one in references_in(text))


def test_a_work_in_a_sentence_after_a_remark_is_not_passed_over() -> None:
    text = "Poser, Decken, 1980, S. 160, dort ohne dieses Wort. Die genaue Lesung: Drost, Inschriften, 2002, Nr. 353."
    first, second = references_in(text)
    assert first.locator == "160"
    assert "Drost" in second.written


def test_a_work_in_a_row_without_pages_is_not_passed_over() -> None:
    text = "See the accounts in Tern, Quays in Power, and Moss, Tern, as well as Lark and Vane."
    start = text.index("Quays in Power")
    end = start + len("Quays in Power")
    tern = text.rindex("Tern,")
    assert any(one.kind == "unread" for one in references_in(text, [(start, end), (tern, tern + 4)]))


def test_a_work_cited_is_not_torn_from_its_author() -> None:
    (one,) = references_in("Вейнова М. Цит. соч., с. 47, 48.")
    assert (one.kind, one.authors, one.locator) == ("op-cit", ("Вейнова М",), "47, 48")


def test_a_long_row_of_names_is_read_as_quickly_as_its_length_allows() -> None:
    assert references_in("Vane, Moss, Tern, Lark " * 300)
