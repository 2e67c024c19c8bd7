"""RTF: letters in every code page, notes, tables, pages, heads, and what is wrong with a file."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.accession import limits
from variorum.accession.reading import Reading
from variorum.accession.rtf import read_rtf

RUSSIAN = "Рабочие завода требовали хлеба и мира, ещё ждали ответа."


def read(body: str | bytes, head: str = r"\ansi\ansicpg1252\deff0") -> Reading:
    inner = body if isinstance(body, bytes) else body.encode("latin-1")
    return read_rtf(b"{\\rtf1" + head.encode() + b" " + inner + b"}", name="letter.rtf", source="letter")


def text(body: str | bytes, head: str = r"\ansi\ansicpg1252\deff0") -> str:
    return "\n\n".join(page.text for page in read(body, head).pages)


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def escaped(words: str, encoding: str) -> str:
    return "".join(chr(byte) if byte < 128 else f"\\'{byte:02x}" for byte in words.encode(encoding))


@pytest.mark.parametrize(
    ("page", "encoding"),
    [("1251", "cp1251"), ("20866", "koi8-r"), ("866", "cp866"), ("10007", "mac-cyrillic"), ("28595", "iso8859-5")],
)
@pytest.mark.parametrize("bare", [False, True])
def test_russian_is_read_in_the_documents_code_page(page: str, encoding: str, bare: bool) -> None:
    body = RUSSIAN.encode(encoding) if bare else escaped(RUSSIAN, encoding)
    assert text(body, rf"\ansi\ansicpg{page}") == RUSSIAN


def test_the_fonts_character_set_goes_before_the_documents_code_page() -> None:
    fonts = r"{\fonttbl{\f0\fcharset204 Times;}{\f1\fcharset0 Arial;}{\f2\fcharset161 Greek;}}"
    body = rf"{fonts}\f0 {escaped('Мир', 'cp1251')} {{\f1 caf\'e9}} \f2 {escaped('λόγος', 'cp1253')}"
    assert text(body) == "Мир café λόγος"


def test_an_ansi_font_holds_cyrillic_where_the_document_is_cyrillic() -> None:
    body = r"{\fonttbl{\f0\fcharset0 Times;}}\f0 " + escaped(RUSSIAN, "cp1251")
    assert text(body, r"\ansi\ansicpg1251") == RUSSIAN


def test_letters_of_two_bytes_are_put_together() -> None:
    assert text(r"{\fonttbl{\f0\fcharset128 Mincho;}}\f0 " + escaped("歴史", "cp932")) == "歴史"


def test_letters_given_by_number_replace_their_stand_ins() -> None:
    assert text(r"\u1052?\u1080\'e8\u1088? {\uc0\u1085\u1077} {\uc2\u1090\'81\'82a}") == "Мир не тa"
    assert text(r"\u-10179?\u-8704?") == "😀"


def test_signs_and_hyphens() -> None:
    assert text(r"long\-ish\_word\~a\emdash b\ldblquote c\rdblquote\line d\tab e\{\}\\") == (
        "long\u00adish-word\u00a0a—b“c”\nd\te{}\\"
    )


def test_paragraphs_headings_and_styles() -> None:
    styles = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 Any;}{\s2 heading 2;}}"
    reading = read(
        styles + r"\pard\s1 Bread\par\pard\s0 It was dear.\par\pard\s2 Coal\par\pard None.\par\pard Still.\par"
    )
    assert [(page.section, page.text) for page in reading.pages] == [
        ("Bread", "Bread\n\nIt was dear."),
        ("Coal", "Coal\n\nNone.\n\nStill."),
    ]
    assert reading.pages[1].first_paragraph == 2


def test_notes_stand_after_their_paragraph_and_heads_apart_from_the_text() -> None:
    note = r"{\super\chftn}{\footnote\pard {\super\chftn} In May.}"
    body = r"{\header A head\par}They struck." + note + r" They won.\par Later.\par"
    (page,) = read(body).pages
    assert page.text == "They struck. They won.\n\n1 In May.\n\nLater."
    assert page.head == "A head"
    assert len(page.paragraphs) == 2


def test_a_table_is_lines_of_cells() -> None:
    row = r"\trowd\cellx1000\cellx2000\pard\intbl {0}\cell {1}\cell\row"
    rows = row.replace("{0}", "Bread").replace("{1}", "12") + row.replace("{0}", "Coal").replace("{1}", "5")
    assert text(rows + r"\pard After.\par") == "Bread\t12\nCoal\t5\n\nAfter."


def test_pictures_instructions_comments_and_what_is_ignorable_are_not_text() -> None:
    body = (
        r"Seen{\pict\pngblip 89504e47}{\*\secretdest hidden}{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}"
        r"{\*\annotation Really?}{\v secret}{\deleted gone}{\revised in}{\upr{ansi}{\*\ud{wide}}}."
    )
    reading = read(body)
    assert reading.pages[0].text == "Seenlinkinwide."
    assert codes(reading) == ["A004"]


def test_embedded_objects_are_not_opened_and_said() -> None:
    reading = read(r"Text.{\object\objemb{\*\objdata 0105000002}{\result shown}}")
    assert codes(reading) == ["A009"]
    assert reading.pages[0].text == "Text.shown"


def test_binary_is_passed_over() -> None:
    assert text(b"A{\\pict\\bin5 }}}{{}B") == "AB"


def test_pages_count_where_the_file_says_how_many_it_has() -> None:
    body = r"{\info{\nofpages3}}\pgnstarts7 One\page two\par\page Three.\par"
    reading = read(body)
    assert [(page.label, page.text) for page in reading.pages] == [("7", "One"), ("8", "two"), ("9", "Three.")]
    assert reading.pages[1].first_paragraph == 1
    assert read(body.replace("nofpages3", "nofpages30")).paging == "sections"


def test_what_the_file_knows_of_itself_is_kept() -> None:
    title = rf"{{\title {escaped('Мир', 'cp1251')}}}"
    body = rf"{{\info{title}{{\author A. Petrova;B. Klein}}{{\creatim\yr1999\mo2\dy3}}}}Text."
    colophon = read(body, r"\ansi\ansicpg1251").colophon
    assert (colophon.title, colophon.authors) == ("Мир", ("A. Petrova", "B. Klein"))
    assert colophon.dates == {"file-made": "1999-02-03"}


def test_a_file_cut_off_gives_what_there_is_and_says_so() -> None:
    reading = read_rtf(rb"{\rtf1\ansi One.\par{\b Two", name="x.rtf", source="x")
    assert reading.pages[0].text == "One.\n\nTwo"
    assert codes(reading) == ["A004"]


def test_nesting_beyond_reason_is_left_out_and_said() -> None:
    reading = read("Before. " + "{" * 100_000 + "deep" + "}" * 100_000 + " After.")
    assert reading.pages[0].text == "Before.  After."
    assert codes(reading) == ["A009"]


def test_reading_ends_where_there_is_more_text_than_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_TEXT", 1000)
    reading = read(r"words and words\par " * 500)
    assert sum(len(page.text) for page in reading.pages) < 1200
    assert "A006" in codes(reading)


def test_nothing_is_said_to_be_nothing() -> None:
    assert codes(read_rtf(b"", name="x.rtf", source="x")) == ["A001"]
    assert codes(read("")) == ["A007"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=60))
def test_every_letter_can_be_given_by_number(words: str) -> None:
    from variorum.accession.paragraphs import tidy

    units = words.encode("utf-16-le")
    body = "".join(f"\\u{int.from_bytes(units[i : i + 2], 'little', signed=True)}?" for i in range(0, len(units), 2))
    assert text("a" + body + "z") == tidy("a" + words + "z")


@settings(max_examples=100)
@given(data=st.one_of(st.binary(max_size=300), st.from_regex(rb"(\{|\}|\\[a-z]{1,8}-?\d{0,7} ?|\\'..|\\\*|x){0,80}")))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    read_rtf(b"{\\rtf1" + data, name="x.rtf", source="x")


@given(seed=st.integers(0, 10_000), cut=st.floats(0, 1), flips=st.integers(0, 20))
def test_no_damage_makes_it_raise(seed: int, cut: float, flips: int) -> None:
    data = bytearray(_SAMPLE[: int(len(_SAMPLE) * cut)])
    chance = random.Random(seed)
    for _ in range(flips if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    reading = read_rtf(bytes(data), name="x.rtf", source="x")
    assert reading.pages or reading.findings


_SAMPLE = (
    rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 T;}}{\info{\title t}{\nofpages2}}\f0 "
    + rb"\'cf\'f0\'e8 one{\footnote two}\page\u1055?{\upr{a}{\*\ud b}}\par" * 5
    + b"}"
)


def test_where_no_font_is_chosen_the_default_font_tells_the_letters() -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset204 Times New Roman;}}"
    russian = escaped("Привет, мир!", "cp1251")
    head = r"\ansi\ansicpg1252\deff1"
    assert text(rf"{fonts}\pard\plain {russian}", head) == "Привет, мир!"
    assert text(rf"{fonts}{{\f0 caf\'e9}} {russian}", head) == "café Привет, мир!"
    assert text(rf"{fonts}\f0 caf\'e9 \plain {russian}", head) == "café Привет, мир!"


def test_an_ansi_default_font_leaves_the_documents_code_page_alone() -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 Arial;}}"
    assert text(fonts + escaped("Да. Он.", "cp1251"), r"\ansi\ansicpg1251\deff0") == "Да. Он."
    assert text(fonts.encode() + RUSSIAN.encode("cp1251"), r"\ansi\ansicpg1251\deff0") == RUSSIAN


@pytest.mark.parametrize(
    ("font", "encoding", "words"),
    [
        ("Times New Roman Cyr", "cp1251", "Мир хижинам"),
        ("Arial CYR", "cp1251", "Мир хижинам"),
        ("TimesET Cyr", "cp1251", "Мир хижинам"),
        ("Arial CE", "cp1250", "Pokój łąkom"),
        ("Arial Greek", "cp1253", "λόγος και ειρήνη"),
        ("Arial Tur", "cp1254", "barış için"),
        ("Arial Baltic", "cp1257", "miers būdām"),
    ],
)
def test_the_name_of_a_font_tells_its_letters_where_its_character_set_does_not(
    font: str, encoding: str, words: str
) -> None:
    for charset in ("", r"\fcharset0", r"\fcharset1"):
        body = rf"{{\fonttbl{{\f0\fcharset0 Times;}}{{\f1\froman{charset} {font};}}}}\f1 {escaped(words, encoding)}"
        assert text(body) == words


def test_a_star_in_the_middle_of_a_group_hides_nothing() -> None:
    assert text(r"One {\loch\f0\i0\*\cs7\cf0\rtlch two} three.\par Four.") == "One two three.\n\nFour."
    assert text(r"One {text \*\cs7 two} three.") == "One text two three."
    assert text(r"One {\*\unheardof two} three.") == "One  three."


def test_a_text_box_of_the_old_drawing_layer_is_read_once() -> None:
    box = r"{\*\do\dobxcolumn\dodhgt1\dptxbx\dptxlrtb{\dptxbxtext\pard In the box.\par}\dpx1\dpy2}"
    assert text(rf"Before{box} and after.\par Next.") == "Before and after.\n\nIn the box.\n\nNext."
    both = rf"{{\shp{{\*\shpinst{{\shptxt In the box.\par}}}}{{\shprslt{box}}}}}"
    assert text(rf"Before{both} and after.\par") == "Before and after.\n\nIn the box."


def test_a_typed_raised_number_is_a_call_and_an_ending_is_none() -> None:
    reading = read(
        r"The town{\super 12}, the 1{\super st}, {\up6 3} and 40 m{\super 2}.\par Next\super 4\nosupersub  one."
    )
    assert "\n\n".join(page.text for page in reading.pages) == "The town, the 1st, 3 and 40 m².\n\nNext one."
    assert [call.label for call in reading.calls] == ["12", "4"]


def test_notes_keep_marks_that_were_typed_for_them() -> None:
    reading = read(
        r"A{\super *}{\footnote {\super *} Of gas.} b{\super\chftn}{\footnote {\super\chftn} Of oil.} c.\par"
    )
    assert reading.pages[0].text == "A b c.\n\n* Of gas.\n\n1 Of oil."
    assert [(call.offset, call.label) for call in reading.calls] == [(1, "*"), (3, "1")]


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        (r"\ftnnrlc", ["i", "ii"]),
        (r"\ftnnchi", ["*", "†"]),
        (r"\ftnnalc\ftnstart3", ["c", "d"]),
        (r"\aftnnrlc", ["1", "2"]),
        (r"\ftnrestart", ["1", "1"]),
    ],
)
def test_notes_are_numbered_as_the_file_says(words: str, labels: list[str]) -> None:
    note = r"{\super\chftn}{\footnote {\super\chftn} Of gas.}"
    assert [call.label for call in read(rf"{words} A{note}.\par\sect B{note}.\par").calls] == labels


def test_endnotes_are_counted_by_themselves() -> None:
    foot, end = r"{\super\chftn}{\footnote F.}", r"{\super\chftn}{\footnote\ftnalt E.}"
    reading = read(rf"\ftnnar\aftnnrlc A{foot} b{end} c{foot} d{end}.\par")
    assert [call.label for call in reading.calls] == ["1", "i", "2", "ii"]


def test_hidden_and_deleted_words_are_kept_beside_the_text() -> None:
    reading = read(r"They {\deleted refused }agreed{\v  in secret}.\par")
    assert reading.pages[0].text == "They agreed."
    assert [(aside.kind, aside.text) for aside in reading.asides] == [("deleted", "refused "), ("hidden", " in secret")]


def test_several_running_heads_are_kept_beside_the_text() -> None:
    reading = read(r"{\headerl Left}{\headerr Right}{\footer Foot}Text.\par")
    assert [(aside.kind, aside.text) for aside in reading.beside()] == [
        ("head", "Left"), ("head", "Right"), ("foot", "Foot")
    ]  # fmt: skip
