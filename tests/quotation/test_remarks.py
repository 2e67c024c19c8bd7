"""What a remark tells of is typed by its sentence: at which edge it stands, and what would answer it."""

from __future__ import annotations

import pytest

from variorum.quotation.cited_place import locator_of
from variorum.quotation.remarks import STAND_AT, is_told_by, remark_of
from variorum.quotation.texts import MemoryTexts
from variorum.quotation.verification import verify
from variorum.record import Page
from variorum.saying import as_plain, from_plain, in_language

TEXT = (
    "They had not sold the mill to the council. It is said that the barges came in the night of the flood. "
    "The grain was shared among them, unless the bailiff was there to see it. “Nobody slept in the yard that week,” "
    "answered Orlova."
)


def remarks(quotation: str, page: str | None = None) -> tuple[str, ...]:
    pages = (Page("lark", 1, "1", TEXT), Page("lark", 2, "2", "Nothing of it stands on this page of the book."))
    where = locator_of(page) if page else None
    return verify(quotation, MemoryTexts({"lark": pages}), source="lark", locator=where).warnings


@pytest.mark.parametrize(
    ("quotation", "side", "answered"),
    [
        ("sold the mill to the council", "before", "negation"),
        ("the barges came in the night of the flood", "before", "report"),
        ("The grain was shared among them", "after", "exception"),
    ],
)
def test_what_was_cut_away_is_known_by_its_edge_and_by_what_would_answer_it(
    quotation: str, side: str, answered: str
) -> None:
    told = [remark_of(warning) for warning in remarks(quotation)]
    assert [(one.of, one.side) for one in told if answered in one.answered_by][:1] == [("sense", side)]


def test_whose_words_they_are_is_no_matter_of_sense() -> None:
    assert "voice" in {remark_of(warning).of for warning in remarks("Nobody slept in the yard that week")}


def test_a_place_is_told_as_one_and_stays_so_when_it_was_kept_and_is_read_in_another_language() -> None:
    (stands,) = (one for one in remarks("shared among them, unless the bailiff", "2") if is_told_by(one, STAND_AT))
    assert remark_of(stands).of == "place"
    assert remark_of(from_plain(as_plain(stands))) == remark_of(stands)
    assert in_language(stands, "ru") != str(stands)


def test_a_remark_that_is_not_known_tells_of_the_sense() -> None:
    assert remark_of("Something that another package says.").of == "sense"


def one_page(text: str) -> MemoryTexts:
    return MemoryTexts({"s": (Page("s", 1, "1", text),)})


def test_strokes_between_lines_of_verse_are_no_difference() -> None:
    texts = one_page("The river ran by night\nAnd nobody saw the barges go\nUpon it, old as mills.\nHalf is 1 and 2.")
    said = verify("ran by night / And no one saw the barges go / Upon it", texts, source="s")
    assert [(d.quoted, d.found) for d in said.differences] == [("no one", "nobody")]
    assert verify("ran by night / And nobody saw the barges go / Upon it", texts, source="s").verdict == "verbatim"
    assert verify("Half is 1 / 2", texts, source="s").verdict == "altered"


def test_upon_it_cut_short_denies_nothing() -> None:
    texts = one_page("I cannot bring my tongue to such a pace; a plague upon it, I am glad of it now.")
    said = verify("I cannot bring my tongue to such a pace; a plague upon't, I am glad on't now", texts, source="s")
    assert said.verdict == "altered"
    assert not any("negation" in warning for warning in said.warnings)


@pytest.mark.parametrize(("ours", "theirs"), [("counter-revolution", "counterrevolution"), ("antiwar", "anti-war")])
def test_a_word_with_a_hyphen_is_not_the_contrary_of_itself_without(ours: str, theirs: str) -> None:
    said = verify(
        f"The cry of {ours} was heard in all yards", one_page(f"The cry of {theirs} was heard in all the yards")
    )
    assert not any("contrary" in warning or "negation" in warning for warning in said.warnings)


@pytest.mark.parametrize("stop", [".", "...", "!", "?!"])
def test_a_small_letter_in_brackets_hides_no_negation_of_the_sentence_before(stop: str) -> None:
    texts = one_page(
        f"Сказал он: Михаил тебя выдал, а это неправда{stop} И хотел я, чтобы при нем же ты сказал о Якове."
    )
    said = verify("[и] хотел я, чтобы при нем же ты сказал о Якове", texts, source="s")
    assert (said.verdict, said.warnings) == ("marked", ())


def test_a_bracket_that_stands_for_a_negation_within_the_sentence_is_told() -> None:
    texts = one_page("Сказал он, что это неправда и хотел, чтобы при нем же ты сказал о Якове.")
    said = verify("[правда и] хотел, чтобы при нем же ты сказал о Якове", texts, source="s")
    assert said.verdict != "marked" or said.warnings


@pytest.mark.parametrize("dash", ["--", "—", "–"])
def test_another_speaker_s_words_go_on_with_nobody_s(dash: str) -> None:
    texts = one_page(f"{dash} Вы не смейтесь, я серьезно это говорю. \n{dash} Не думаю смеяться, {dash} ответил он.")
    assert verify("Вы не смейтесь, я серьезно это говорю.", texts, source="s").warnings == ()
