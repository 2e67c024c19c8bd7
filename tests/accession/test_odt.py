"""ODT and flat ODT: text as it stands, headings, notes, lists, tables, pages, and what is wrong with a file."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from making_typescripts import OFFICE, fodt, odt

from variorum.accession.odt import read_odt
from variorum.accession.reading import Reading

SOFT = "<text:soft-page-break/>"


def read(data: bytes) -> Reading:
    return read_odt(data, name="letter.odt", source="letter")


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_headings_begin_sections_and_take_no_number() -> None:
    body = '<text:h text:outline-level="1">Bread</text:h>' + p("It was dear.") + "<text:h>Coal</text:h>" + p("None.")
    for data in (odt(body), fodt(body)):
        reading = read(data)
        assert reading.paging == "sections"
        assert [(page.section, page.text) for page in reading.pages] == [
            ("Bread", "Bread\n\nIt was dear."),
            ("Coal", "Coal\n\nNone."),
        ]
        assert [page.first_paragraph for page in reading.pages] == [1, 2]


def test_spaces_tabs_and_line_breaks_are_what_their_elements_say() -> None:
    text = read(
        odt(p('a\n  b<text:s text:c="3"/>c<text:tab/>d<text:line-break/><text:span>e <text:a>f</text:a></text:span> g'))
    )
    assert text.pages[0].text == "a b   c\td\ne f g"


def test_notes_and_frames_stand_after_their_paragraph() -> None:
    inner = "<text:note-citation>7</text:note-citation><text:note-body><text:p>In May.</text:p></text:note-body>"
    note = f"<text:note>{inner}</text:note>"
    frame = "<draw:frame><draw:text-box><text:p>A caption.</text:p></draw:text-box></draw:frame>"
    page = read(odt(p(f"They struck.{note} They{frame} won.") + p("Then lost."))).pages[0]
    assert page.text == "They struck. They won.\n\n7 In May.\n\nA caption.\n\nThen lost."
    assert len(page.paragraphs) == 2


def test_deletions_stay_out_and_are_said() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>refused</text:p></text:deletion>"
        "</text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
    )
    comment = "<office:annotation><text:p>Really?</text:p></office:annotation>"
    reading = read(odt(changes + p(f"The committee <text:change/>agreed{comment} to strike.")))
    assert reading.pages[0].text == "The committee agreed to strike."
    assert [(finding.code, finding.severity.word) for finding in reading.findings] == [("A004", "note")]
    assert "comments (1), deletions (1), insertions (1)" in reading.findings[0].message


def test_lists_and_tables_are_read_in_order() -> None:
    items = "".join(f"<text:list-item>{p(word)}</text:list-item>" for word in ("bread", "peace"))
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{p(word)}</table:table-cell>" for word in pair)
        + "</table:table-row>"
        for pair in (("Bread", "12"), ("Coal", "5"))
    )
    page = read(odt(f"<text:list>{items}</text:list><table:table>{rows}</table:table>")).pages[0]
    assert page.text == "bread\n\npeace\n\nBread\t12\nCoal\t5"


def test_pages_of_the_last_layout_with_hard_breaks_and_new_numbers() -> None:
    styles = (
        '<style:style style:name="New">'
        '<style:paragraph-properties fo:break-before="page" style:page-number="10"/></style:style>'
        '<style:style style:name="Kin" style:parent-style-name="New"/>'
    )
    body = p("One") + p(f"goes {SOFT}on.") + p("Ten.", "New") + p("Eleven.", "Kin")
    reading = read(odt(body, styles=styles, meta='<meta:document-statistic meta:page-count="4"/>'))
    assert [(page.label, page.text) for page in reading.pages] == [
        ("1", "One\n\ngoes"),
        ("2", "on."),
        ("10", "Ten."),
        ("11", "Eleven."),
    ]
    assert reading.pages[1].first_paragraph == 2
    assert codes(reading) == ["A011"]


def test_breaks_that_are_not_all_are_not_taken_for_pages() -> None:
    meta = '<meta:document-statistic meta:page-count="40"/>'
    assert read(odt(p(f"One {SOFT} two."), meta=meta)).paging == "sections"


def test_what_the_file_knows_of_itself_is_kept() -> None:
    meta = "<dc:title>The strike</dc:title><dc:language>ru</dc:language>"
    meta += "<meta:initial-creator>A. Petrova</meta:initial-creator>"
    colophon = read(odt(p("x"), meta=meta)).colophon
    assert (colophon.title, colophon.authors, colophon.language) == ("The strike", ("A. Petrova",), "ru")


def test_a_locked_document_is_said_to_be_locked() -> None:
    manifest = (
        '<m:manifest xmlns:m="urn:m"><m:file-entry m:full-path="content.xml">'
        "<m:encryption-data/></m:file-entry></m:manifest>"
    )
    assert codes(read(odt("", **{"META-INF__manifest.xml": manifest}))) == ["A005"]


def test_macros_are_not_run_and_said() -> None:
    assert codes(read(odt(p("Text."), **{"Basic__Standard__Module1.xml": "<a/>"}))) == ["A009"]


def test_entities_that_expand_are_left_out() -> None:
    bomb = (
        f'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><office:document {OFFICE}><office:body><office:text>'
    )
    reading = read((bomb + p("Text &b; here.") + "</office:text></office:body></office:document>").encode())
    assert "A009" in codes(reading)
    assert reading.pages[0].text.startswith("Text")


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000), cut=st.floats(0, 1), flips=st.integers(0, 20), flat=st.booleans())
def test_no_damage_makes_it_raise(seed: int, cut: float, flips: int, flat: bool) -> None:
    sample = _FLAT if flat else _SAMPLE
    data = bytearray(sample[: int(len(sample) * cut)])
    chance = random.Random(seed)
    for _ in range(flips if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    reading = read(bytes(data))
    assert reading.pages or reading.findings


_BODY = "".join(p(f"Paragraph {i} of {SOFT}the letter.") for i in range(9))
_SAMPLE, _FLAT = odt(_BODY), fodt(_BODY)


def test_typed_raised_numbers_are_calls_and_deletions_are_kept() -> None:
    styles = (
        '<style:style style:name="Up" style:family="text"><style:text-properties style:text-position="super 58%"/>'
        "</style:style>"
    )
    gone = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>refused</text:p>'
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    up = '<text:span text:style-name="Up">{}</text:span>'
    body = gone + p(f"The town{up.format('12')} <text:change text:change-id='c1'/>agreed the 1{up.format('st')}.")
    reading = read(odt(body, styles=styles))
    assert reading.pages[0].text == "The town agreed the 1st."
    assert [(call.offset, call.label) for call in reading.calls] == [(8, "12")]
    assert [(aside.kind, aside.text, aside.offset) for aside in reading.asides] == [("deleted", "refused", 9)]
