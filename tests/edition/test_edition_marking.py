"""Marked pages: every letter of the text is there, in order, and every passage has its anchor."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from variorum.edition.cleaning import clean
from variorum.edition.marking import mark_page
from variorum.edition.survey import Resting
from variorum.evidence import Verification
from variorum.examined import CheckedQuotation
from variorum.record import Citation, Page, Witness

LETTERS = st.text(st.characters(categories=["L", "N"], include_characters="<>&\"' 𝔘"), min_size=1, max_size=60)


def resting(start: int, end: int, verdict: str) -> Resting:
    return Resting(
        start, end, CheckedQuotation("a#^b", Witness(Citation("s"), "x"), Verification("x", verdict, "as cited"))
    )


@st.composite
def marked(draw: st.DrawFn) -> tuple[Page, list[Resting]]:
    paragraphs = draw(st.lists(LETTERS, min_size=1, max_size=4))
    starts, text = [], ""
    for paragraph in paragraphs:
        starts.append(len(text))
        text += paragraph
    bounds = st.integers(-3, len(text) + 3)
    rests = draw(
        st.lists(st.tuples(bounds, bounds, st.sampled_from(["verbatim", "altered", "translated"])), max_size=6)
    )
    return Page("s", 1, "1", text, "", tuple(starts), 7), [resting(a, b, verdict) for a, b, verdict in rests]


@given(marked())
def test_the_text_stays_whole_whatever_is_marked(page_and_rests: tuple[Page, list[Resting]]) -> None:
    page, rests = page_and_rests
    paragraphs = mark_page(page, rests)
    shown = ""
    for paragraph in paragraphs:
        element = html.fragment_fromstring(f"<p>{paragraph.text}</p>")
        for number in element.xpath(".//sup"):
            number.drop_tree()
        shown += element.text_content()
    assert shown == clean(page.text)
    assert [paragraph.number for paragraph in paragraphs] == [7 + n for n in range(len(page.paragraphs))]


@given(marked())
def test_every_passage_has_one_anchor_and_one_note(page_and_rests: tuple[Page, list[Resting]]) -> None:
    page, rests = page_and_rests
    wanted = {(max(0, r.start), min(len(page.text), r.end)) for r in rests}
    wanted = {(start, end) for start, end in wanted if start < end}
    paragraphs = mark_page(page, rests)
    noted = [(passage.start, passage.end) for paragraph in paragraphs for passage in paragraph.passages]
    assert sorted(noted) == sorted(wanted)
    text = "".join(str(paragraph.text) for paragraph in paragraphs)
    for start, end in wanted:
        assert text.count(f'id="w{start}-{end}"') == 1


def test_the_gravest_verdict_sets_the_tone() -> None:
    page = Page("s", 1, "1", "we met in September", "", (0,))
    (paragraph,) = mark_page(page, [resting(0, 6, "verbatim"), resting(0, 6, "altered")])
    assert '<mark id="w0-6" class="bad">we met</mark>' in paragraph.text


def test_what_stands_before_the_first_counted_paragraph_is_not_lost() -> None:
    page = replace(Page("s", 1, "1", "THE HEADING\nThe text.", "", (12,)))
    assert [(p.number, str(p.text).strip()) for p in mark_page(page, [])] == [(None, "THE HEADING"), (1, "The text.")]


def test_a_page_without_text_shows_none() -> None:
    assert mark_page(Page("s", 1, "1", ""), []) == []
