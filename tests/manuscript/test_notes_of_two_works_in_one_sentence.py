"""Pages of one work that are not given to another, numbers that are no pages, and what only sends on."""

from __future__ import annotations

import pytest

from variorum.manuscript.citations.parsing import references_in
from variorum.manuscript.fitting import fit
from variorum.manuscript.fitting_by_shelf_and_day import CERTAIN
from variorum.manuscript.known import known_works
from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.resolved import Resolved
from variorum.manuscript.resolving import resolve
from variorum.manuscript.works import Work


def _resolved(notes: tuple[str, ...], library: list[Work]) -> dict[str, tuple[Resolved, ...]]:
    made = {str(n): Note(str(n), "footnote", (Paragraph(1, text, "note", str(n)),)) for n, text in enumerate(notes, 1)}
    body = Paragraph(1, "." * len(made), calls=tuple(Call(label, at) for at, label in enumerate(made)))
    manuscript = Manuscript("m", "text", (body,), made)
    return resolve(manuscript, known_works(manuscript, [], library))


@pytest.mark.parametrize(
    "text",
    [
        "See Vane, Die Ernte am Kai (1903), and for the barges of the marsh, A. Moss, A History of Ropes, 1859, "
        "vol. V, pp. 220–3.",
        "R. Vane, The Quay, 1485–1547, Appx. II: the low price is striking. The best study is that of A. Moss, "
        "The Fall of the Mole (1924), which shows in detail (pp. 118–25) what the barges did.",
        "R. Vane, Ropes by Night (Leeds, 1973), with a review by A. Moss, Quay Review 80 (1976): 104–15",
    ],
)
def test_pages_of_a_second_work_are_not_given_to_the_first(text: str) -> None:
    assert all(one.kind == "unread" or not one.locator for one in references_in(text)[:1])


_JOINED = """
{a}, but see {b} | {a}, contra {b} | {a} (citing {b}) | {a} (see also {b}) | {a} ({b}) | {a}, following {b} | {a} / {b}
{a} – {b} | {a}, ferner {b} | {a}, dazu {b} | {a}, kritisch dazu: {b} | {a} mit Verweis auf {b} | {a} (vgl. auch {b})
"""


@pytest.mark.parametrize("joined", [one.strip() for one in _JOINED.replace("\n", "|").split("|") if one.strip()])
def test_works_joined_by_words_a_stroke_or_brackets_are_two_each_with_its_pages(joined: str) -> None:
    for one, other in (
        ("Ruth Vane, The Quay (Leeds: Kiln, 1990), 5", "Ada Moss, Barges (York: Lark, 1991), 39"),
        ("Vane, Die Kais, Kiel 1990, S. 5", "Moss 2011, S. 39"),
    ):
        found = references_in(f"{joined.format(a=one, b=other)}.")
        assert [(ref.kind == "unread", ref.locator) for ref in found] == [(False, "5"), (False, "39")]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moss, Barges (York: Lark, 1991), 39 (emphasis added).",
        "Ada Moss, Barges (York: Lark, 1991), 39 (citing Ruth Vane).",
        "Ada Moss, Barges (York: Lark, 1991), 39 (8 March 1903).",
        "Ada Moss, Barges (York: Lark, 1991), 39, following the editor’s own count.",
    ],
)
def test_a_remark_behind_pages_is_no_second_work(text: str) -> None:
    assert [one.locator for one in references_in(text)] == ["39"]


def test_pages_before_a_further_work_that_is_not_read_are_the_first_ones_alone() -> None:
    first, second = references_in("Vane, Die Kais, Kiel 1990, S. 5, wobei die Kähne Moss 2011, S. 39 nennt.")
    assert (first.locator, second.kind) == ("5", "unread")


def test_titles_joined_by_and_behind_an_imprint_are_two() -> None:
    first, second = references_in(
        "Ruth Vane, Der Kampf um den Kai. Ein Umriss, Kiel 1994 und Das Recht der Taue. Grundriss der Lage, Ulm 2013."
    )
    assert (first.year, second.title, second.year) == ("1994", "Das Recht der Taue. Grundriss der Lage", "2013")


def test_a_volume_of_a_series_and_a_place_are_no_work_by_name_and_year() -> None:
    (one,) = references_in("Ruth Vane/Ada Moss, Die Deutsche Ernte, in: GHW 3, Kiel 1978: 35.")
    assert (one.title, one.container, one.locator) == ("Die Deutsche Ernte", "GHW 3", "35")


def test_a_further_title_after_pages_is_not_passed_over() -> None:
    text = "See Moss, A Harbour Garner, 1910, pp. 212–15, 298, and Life on the Mole, 1919, p. 346."
    first, second = references_in(text, [(10, 26), (56, 72)])
    assert (first.title, first.locator, second.kind) == ("A Harbour Garner", "212-15, 298", "unread")


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (
            "See Ruth Vane, “The Mole Series,” p. 598 and “Barges Delayed,” Quay Post, August 10, 1919.",
            "Barges Delayed",
        ),
        ("Vgl. Vane 2012, URL: https://example.org/kai (letzter Zugriff am 07.05.2022) und Moos 2009, S. 15.", ""),
        (
            "R. Vane, The Quay, vol. V, pp. 404–5 (where he is blamed), and A. B. Moss, The Mole, 1899, pp. 101–4.",
            "The Mole",
        ),
    ],
)
def test_a_second_work_after_and_is_read(text: str, second: str) -> None:
    found = references_in(text)
    assert len(found) == 2
    assert second in found[1].title
    assert all(one.kind != "unread" for one in found)


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("Vane, “The Idle Barge,” in Moss 1992, p. 114, pl. 8.", "114"),
        ("Ada Moss, The Quay by Night (Leeds, 1953), pl. 19.", ""),
        ("Kiln Office, “Old Weavers Tell” (1980), audio recording, 27:03.", ""),
        ("“Third Decade,” in The Decades of Ruth Vane (Kiln Society), vol. III, 1850.", ""),
        ("S. L. Vane, The Mole in Its Age, 1908, quotes several of them.", ""),
        ("Moss, Catalogue of Ropes, lots 163–64, 169, 171.", "lots 163-64, 169, 171"),
        (
            "Ada Moss, “Rules for Barges,” General Orders No. 100, Harbour Office, 24 April 1863, Arts. 35, 44.",
            "arts. 35, 44",
        ),
        ("Harbour Office, Rules of the Mole, 8 September 2006, Annex: Plan of Work, para. I.3.", "para. I.3"),
        ("Vane, “Beyond the Mole,” 1215, discussing that the Second Rule of 1954, Art. 31, holds for barges.", "1215"),
        ("W. Vane, On Barges and Ropes, 1920, chaps. XLIII, XLIV.", "chaps. XLIII, XLIV"),
        ("Coke Vane, Quays of the North, 1797, pp. 601 seqq.", "601 seqq"),
        ("Ruth Vane, Der Kai. Kiel 2017 (Hafenhefte, 8705).", ""),
        ("Ruth Vane, The Quay of the Marsh (Leeds: Kiln, 1757), vi. Moss’s barges were given to the mole.", "vi"),
    ],
)
def test_a_locator_is_what_the_note_says_that_it_is(text: str, locator: str) -> None:
    assert references_in(text)[0].locator == locator


def test_a_page_that_jurists_set_before_the_imprint_is_not_passed_over() -> None:
    (one,) = references_in("Ruth Vane, Free Quays 57 (Ada Moss ed. 2002).", [(11, 21)])
    assert one.kind == "unread"


def test_a_chapter_that_is_named_first_is_not_passed_over() -> None:
    assert references_in("See chapter 4 of Vane, Ruth. The Quay (Leeds: Kiln, 2007)", [(29, 37)])[0].kind == "unread"


def test_a_review_is_not_the_work_that_it_is_of() -> None:
    text = "Ada Moss, review of The Quay at Night, by Ruth Vane, Journal of Ropes 43, no. 3 (2007): 319."
    library = [Work("quay", "library", "The Quay at Night", ("Vane, Ruth",), "2006")]
    assert all(not one.source for one in _resolved((text,), library)["1"])


def test_an_article_without_marks_is_told_from_its_journal() -> None:
    text = "Neil Vane, Ropes and a Civil Harbour, Quay Law Journal 106 (1996): 283."
    (one,) = references_in(text, [(38, 54)])
    assert (one.authors, one.title, one.container, one.locator) == (
        ("Neil Vane",), "Ropes and a Civil Harbour", "Quay Law Journal", "283",
    )  # fmt: skip


def test_a_short_title_after_et_al_is_read() -> None:
    (one,) = references_in("Vgl. Vane, R. et al., Kai bei Nacht, 2022, S. 75 f.")
    assert (one.authors, one.title, one.year, one.locator) == (("Vane, R.",), "Kai bei Nacht", "2022", "75 f")


def test_another_part_in_ibid_is_not_the_part_that_was_cited() -> None:
    library = [Work("ropes", "library", "On Ropes", ("Vane, Ruth",), "1924")]
    notes = ("Ruth Vane, “On Ropes,” in Harbour Essays (Leeds: Kiln, 1924), 1–8.", "“On Barges,” in ibid., 33–60.")
    found = _resolved(notes, library)
    assert found["1"][0].source == "ropes"
    assert not found["2"][0].source


def test_a_note_that_only_sends_to_another_claims_no_work() -> None:
    library = [Work("quay", "library", "The Quay", ("Vane, Ruth",), "1924")]
    found = _resolved(("Ruth Vane, The Quay (Leeds: Kiln, 1924), 5.", "See note 1.", "See note 1 above, 17."), library)
    assert [one.source for one in found["2"]] == [""]
    assert [(one.source, one.locator) for one in found["3"]] == [("quay", "17")]


def test_words_from_within_a_title_do_not_tell_one_of_a_bodys_many_papers() -> None:
    library = [Work("opening", "library", "Statement at the Opening of the Case against Ada Moss", ("HCC",), "2016")]
    assert fit(references_in("HCC, “Ada Moss,” para. 15.")[0], library[0]).level < CERTAIN


def test_a_bodys_page_in_the_web_is_not_its_only_book() -> None:
    library = [Work("works", "library", "Understanding Free Quays", ("Kiln Commons",), "2022")]
    found = _resolved(("Vgl. Kiln Commons, URL: https://example.org/quay (letzter Zugriff am 18.05.2022).",), library)
    assert all(not (one.source and one.sure) for one in found["1"])


def test_two_volumes_of_one_title_are_not_one_work() -> None:
    library = [Work("during", "library", "The Harbour Pilot: Life Afloat", ("Vane, Ruth",), "1949")]
    other = references_in("Ruth Vane, The Harbour Pilot: Storms and Afterwards (Leeds: Kiln, 1949), 5.")
    assert fit(other[0], library[0]).level < CERTAIN


def test_a_german_name_with_a_year_between_stops_is_not_cut() -> None:
    (one,) = references_in("Vane, Ruth, und Ada Moss. 2021. „Kai bei Nacht“. Hafenblätter 45 (3): 12–19.")
    assert (one.year, one.title) == ("2021", "Kai bei Nacht")


@pytest.mark.parametrize("text", ["Siehe Fußnote 1.", "Vgl. Fußnote 1.", "See note 1."])
def test_what_only_sends_back_is_not_a_claim(text: str) -> None:
    library = [Work("quay", "library", "The Quay", ("Vane, Ruth",), "1924")]
    found = _resolved(("Ruth Vane, The Quay (Leeds: Kiln, 1924), 5.", text), library)
    assert all(not one.source for one in found["2"])


def test_an_address_before_a_work_is_not_passed_over() -> None:
    library = [Work("quay", "library", "The Quay", ("Vane, Ruth",), "1924")]
    text = "Moss, Kai: Kiln, Leeds (https://example.org/kai), sowie, mit Ruth Vane, The Quay (Leeds: Kiln, 1924), 5."
    found = _resolved((text,), library)
    assert len(found["1"]) > 1 or not (found["1"][0].source and found["1"][0].sure)


def test_names_with_year_and_page_in_brackets_are_read_within_a_sentence() -> None:
    text = "Leeds: handle of a barge (Vane-Moss 2008, 54); Kiln: two ropes (Moss 2011, 244; Vane 1930, fig. 14)."
    told = [(one.authors, one.year, one.locator) for one in references_in(text) if one.kind == "author-date"]
    assert told == [(("Vane-Moss",), "2008", "54"), (("Moss",), "2011", "244"), (("Vane",), "1930", "")]


@pytest.mark.parametrize(
    "text",
    [
        "For the quay's head, Museum of Leeds, inv. 961, see Vane and Moss 2015, 200–201, no. 8 (E. Kiln).",
        "A barge of the late ninth century: Vane 2010, esp. 123, fig. 46.",
        "See Vane et al. 2013–20 and the summaries in Vane 2015.",
        "Ruth Vane, Ropes by Night (Leeds: Kiln, 2000), P115.",
        "Ruth Vane, A Dictionary of Quays (Leeds: Kiln, 1762–70), 5:432 for the names of barges.",
        "Vane, Ropes by Night, xv, xxii, 23.",
    ],
)
def test_a_page_that_was_not_read_leaves_the_work_open(text: str) -> None:
    assert all(one.kind == "unread" for one in references_in(text))


def test_a_volume_in_roman_numerals_before_the_page_is_still_read() -> None:
    (one,) = references_in("A. Vane, Life of Ropes, iii, 477; all quotations after the French edition.")
    assert (one.kind, one.locator) == ("short", "477")


def test_a_part_that_may_be_known_is_not_its_volume() -> None:
    library = [
        Work("life", "library", "The Life of Ruth Vane", ("Kiln, Ada de Moor, comtesse de",), "1984"),
        Work("lives", "library", "Old Lives of Vane", ("Moss, Ada",), "1984"),
    ]
    found = _resolved(("See Kiln’s statement of purpose, “Life,” in Moss, Old Lives, 55.",), library)["1"]
    assert all(not (one.source and one.sure) for one in found)


def test_a_name_and_year_with_a_page_behind_quoted_words_is_no_imprint() -> None:
    (one,) = references_in("“The barges lay at the quay for the whole of that winter.” (Vane 2015:9)")
    assert (one.kind, one.authors, one.year, one.locator) == ("author-date", ("Vane",), "2015", "9")


def test_a_page_that_looks_like_a_year_far_from_the_first_is_a_page() -> None:
    told = [(one.year, one.locator) for one in references_in("Vane 1984, 1483; Moss 2002, 2003.")]
    assert told == [("1984", "1483"), ("2002", ""), ("2003", "")]


def test_a_second_bracket_without_a_page_is_not_passed_over() -> None:
    text = "Auf einen «plan» wird verwiesen (Vane & Moss 1978: 70), was den Kai bei Leeds meint. (Hafenamt Leeds 1975)"
    assert [(one.year, one.locator) for one in references_in(text)] == [("1978", "70"), ("1975", "")]
