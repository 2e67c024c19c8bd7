"""TEI: one reading of every choice, sentences whole across notes, voices and breaks, and what is left out kept."""

from __future__ import annotations

import pytest

from variorum.accession import Reading, read


def tei(body: str) -> Reading:
    markup = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{body}</body></text></TEI>'
    return read(markup.encode(), name="a.xml", source="s")


def text(body: str) -> str:
    return "\n\n".join(page.text for page in tei(body).pages)


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<expan><abbr>Imp</abbr><ex>eratori</ex></expan> divi Nervae filio", "Imperatori divi Nervae filio"),
        ("<expan>Imp<am>.</am><ex>eratori</ex></expan> Nervae", "Imperatori Nervae"),
        ("the <corr>lamp</corr> and <reg>gas</reg>, <expan>Mister</expan> A", "the lamp and gas, Mister A"),
        ("was <add>not</add> <supplied>to be</supplied> <unclear>lit</unclear>", "was not to be lit"),
        ("a <sic>lampe</sic> and <orig>gaz</orig> of <abbr>Mr</abbr> A", "a lampe and gaz of Mr A"),
        ("a <choice><sic>lampe</sic><corr>lamp</corr></choice>.", "a lampe."),
        ("a <choice><corr>lamp</corr><sic>lampe</sic></choice>.", "a lampe."),
        ("a <choice>\n  <orig>gaz</orig>\n  <reg>gas</reg>\n</choice>, lit", "a gaz, lit"),
        ("<choice><abbr>Mr</abbr><expan>Mister</expan></choice> A", "Mr A"),
        ("the <choice><unclear>lamp</unclear><unclear>lump</unclear></choice> was", "the lamp was"),
        ('<choice><unclear cert="low">lamp</unclear><unclear cert="high">lump</unclear></choice> was', "lump was"),
        ("<choice><corr>lamp</corr><corr>lump</corr></choice> was", "lamp was"),
        ("<choice><choice><orig>gaz</orig><sic>gsa</sic></choice><reg>gas</reg></choice> lit", "gaz lit"),
        ("<choice><seg><orig>gaz</orig></seg><seg><reg>gas</reg></seg></choice> lit", "gaz lit"),
        ("Imp<choice><am>.</am><ex>eratori</ex></choice> Nervae", "Imp. Nervae"),
        ("<expan>Imp<choice><am>.</am><ex>eratori</ex></choice></expan> Nervae", "Imperatori Nervae"),
        ("was <subst>\n<del>dark</del>\n<add>lit</add>\n</subst>, they", "was lit, they"),
        ("was <del>very</del> dark <del>indeed</del>.", "was dark."),
        ("A <app><lem>lamp</lem><rdg>lump</rdg></app>, so.", "A lamp, so."),
        ("A <app><rdgGrp><rdg>gas</rdg><rdg>oil</rdg></rdgGrp></app>.", "A gas."),
        ("A <app><lem>big <app><lem>lamp</lem><rdg>lump</rdg></app></lem><rdg>fire</rdg></app>.", "A big lamp."),
    ],
)  # fmt: skip
def test_one_form_of_every_choice_is_text_and_what_has_no_rival_is_never_lost(markup: str, shown: str) -> None:
    assert text(f"<p>{markup}</p>") == shown


@pytest.mark.parametrize(
    "inside",
    [
        '<note n="1">Said in <hi>May</hi>.</note>',
        '<note resp="editor" xml:id="n8">Said in May.</note>',
        '<note place="margin">Said in May.</note>',
        '<note place="bottom"><p>Said in</p><p>May.</p></note>',
        "<figure><head>Said in May.</head></figure>",
    ],
)
def test_a_note_in_a_sentence_follows_its_paragraph(inside: str) -> None:
    body = f"<p>The struggle of good {inside} with evil seemed odd to me.</p><p>Next.</p>"
    whole = text(body)
    assert whole.startswith("The struggle of good with evil seemed odd to me.\n\n")
    assert whole.endswith("\n\nNext.")
    assert "Said in May." in whole.replace("\n", " ")
    assert len(tei(body).pages[0].paragraphs) == 2


def test_a_note_stands_on_the_page_that_calls_it_and_is_known_to_its_call() -> None:
    reading = tei('<pb n="1"/><p>One <note n="3">A note.</note> goes <pb n="2"/>on.</p><p>Two.</p>')
    assert [page.text for page in reading.pages] == ["One goes\n\n3 A note.", "on.\n\nTwo."]
    assert [page.first_paragraph for page in reading.pages] == [1, 1]
    (call,) = reading.calls
    assert (call.page, call.offset, call.label, call.note) == (1, 3, "3", (1, 10))


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>He cried <said>to arms</said> and ran.</p>", "He cried to arms and ran."),
        ("<p>I go <stage>(aside)</stage> at once.</p>", "I go (aside) at once."),
        ("<p>Under <label>a</label> and <label>b</label> it says so.</p>", "Under a and b it says so."),
        ("<p>As <cit><quote>we won</quote></cit> shows.</p>", "As we won shows."),
        ("<lg><l>I go <stage>(aside)</stage> now</l><l>and here.</l></lg>", "I go (aside) now\nand here."),
        ("<sp><speaker>A.</speaker><p>I go.</p><stage>Goes.</stage></sp>", "A.\n\nI go.\n\nGoes."),
        ("<list><label>a</label><item>One.</item></list>", "a\n\nOne."),
    ],
)
def test_voices_directions_and_labels_in_a_sentence_are_part_of_it(markup: str, shown: str) -> None:
    assert text(markup) == shown


@pytest.mark.parametrize("mark", ["lb", "cb", "gb", 'milestone unit="x"'])
@pytest.mark.parametrize("blank", ["", " ", "\n  "])
def test_a_break_inside_a_word_leaves_it_whole(mark: str, blank: str) -> None:
    assert text(f'<p>The mem{blank}<{mark} break="no"/>{blank}bers came.</p>') == "The members came."


@pytest.mark.parametrize("blank", ["", " ", "\n  "])
def test_a_page_that_begins_inside_a_word_says_so_by_a_soft_hyphen(blank: str) -> None:
    reading = tei(f'<pb n="1"/><p>The mem{blank}<pb n="2" break="no"/>{blank}bers came.</p>')
    assert [page.text for page in reading.pages] == ["The mem\u00ad", "bers came."]
    parted = tei('<pb n="1"/><p>The members <pb n="2"/>came, and went-<pb n="3"/>off.</p>')
    assert [page.text for page in parted.pages] == ["The members", "came, and went-", "off."]


def test_what_does_not_stand_is_kept_beside_the_text_at_its_place() -> None:
    reading = tei(
        "<p>It was <del>dark</del><add>lit</add> by a <choice><sic>lampe</sic><corr>lamp</corr></choice> or "
        "<app><lem>gas</lem><rdg>oil</rdg></app>.</p>"
    )
    assert reading.pages[0].text == "It was lit by a lampe or gas."
    assert [(aside.kind, aside.text, aside.page) for aside in reading.asides] == [
        ("deleted", "dark", 1), ("regularised", "lamp", 1), ("variant", "oil", 1),
    ]  # fmt: skip
    assert [reading.pages[0].text[aside.offset :][:3] for aside in reading.asides] == ["lit", " or", "."]


def test_a_call_by_reference_is_no_text() -> None:
    reading = tei('<p>In town<ref type="noteAnchor" target="#n1">1</ref>, and<hi rend="sup">2</hi> so.</p>')
    assert reading.pages[0].text == "In town, and so."
    assert [call.label for call in reading.calls] == ["1", "2"]
