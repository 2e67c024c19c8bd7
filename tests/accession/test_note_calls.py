# ruff: noqa: E501 (markup stands on one line)
"""The calls of notes in HTML, EPUB and FB2: taken out of the sentence, their place kept, in whichever form they come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making_books import epub, page

from variorum.accession import Reading, read

FORMS = {
    "EPUB 3": '<a href="#n{n}" epub:type="noteref">{n}</a>',
    "ARIA": '<a href="#x{n}" role="doc-noteref"><sup>{n}</sup></a>',
    "Word": (
        '<a style="mso-footnote-id:ftn{n}" href="#_ftn{n}" name="_ftnref{n}" title=""><span class="MsoFootnoteReference">'
        '<span lang="RU">[{n}]</span></span></a>'
    ),
    "Word filtered": '<a href="#_ftn{n}" name="_ftnref{n}"><span class="MsoFootnoteReference"><span>[{n}]</span></span></a>',
    "LibreOffice": '<a class="sdfootnoteanc" name="sdfootnote{n}anc" href="#sdfootnote{n}sym"><sup>{n}</sup></a>',
    "calibre": '<a class="calibre3" href="#n{n}"><sup class="calibre7">[{n}]</sup></a>',
    "calibre filepos": '<a href="#filepos{n}004" class="calibre8"><sup class="calibre9">{n}</sup></a>',
    "Pandoc": '<a href="#fn{n}" class="footnote-ref" id="fnref{n}" role="doc-noteref"><sup>{n}</sup></a>',
    "DocBook": '<sup>[<a href="#ftn.id{n}" class="footnote">{n}</a>]</sup>',
    "Asciidoctor": '<sup class="footnote">[<a id="_footnoteref_{n}" class="footnote" href="#_footnotedef_{n}">{n}</a>]</sup>',
    "Sphinx": '<a class="footnote-reference brackets" href="#id{n}" id="id9{n}">{n}</a>',
    "Wikipedia": '<sup id="cite_ref-{n}" class="reference"><a href="#cite_note-{n}"><span>[</span>{n}<span>]</span></a></sup>',
    "Wikipedia saved": '<sup class="reference"><a href="https://ru.example.org/wiki/X#cite_note-{n}">[{n}]</a></sup>',
    "Wikipedia's notes": '<sup class="reference"><a href="#cite_note-{n}">[прим. {n}]</a></sup>',
    "brackets inside": '<a href="#note{n}">[{n}]</a>',
    "brackets outside": '[<a href="#n{n}">{n}</a>]',
    "old library": '<a name="r{n}"></a><a href="#{n}">[{n}]</a>',
    "raised link": '<sup><a href="#{n}">{n}</a></sup>',
    "raised by class": '<a href="#bn{n}" id="back_note_{n}"><span class="super">{n}</span></a>',
    "raised by style": '<a href="#b{n}"><span style="font-size:60%;vertical-align:super">{n}</span></a>',
    "raised small": "<sup><small>{n}</small></sup>",
    "raised alone": "<sup>{n}</sup>",
    "raised in brackets": "<sup>[{n}]</sup>",
    "raised with a bracket": "<sup>{n})</sup>",
    "small in font": '<font size="1"><sup>{n}</sup></font>',
    "Word's endnotes": '<a href="#_edn{n}" name="_ednref{n}"><span class="MsoEndnoteReference">[i]</span></a>',
    "Word's endnotes, bare": '<a href="#_edn{n}" name="_ednref{n}">[iv]</a>',
    "Google": '<sup><a href="#ftnt{n}" id="ftnt_ref{n}">[{n}]</a></sup>',
    "Kramdown": '<sup id="fnref:{n}"><a href="#fn:{n}" rel="footnote">{n}</a></sup>',
    "LaTeX2HTML": '<a name="tex2html{n}" href="footnode.html#foot27"><sup>{n}</sup></a>',
    "raised figures of Unicode": "¹²",
    "star": '<a href="#star{n}">*</a>',
    "dagger": "<sup>†</sup>",
    "two calls": '<sup><a href="#n{n}">{n}</a>, <a href="#n7{n}">7{n}</a></sup>',
}


def html(body: str) -> Reading:
    return read(page(body).replace('<?xml version="1.0" encoding="utf-8"?>', "").encode(), name="a.html", source="s")


def text(reading: Reading) -> str:
    return "\n\n".join(page.text for page in reading.pages)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_call_is_no_text_in_any_of_its_forms_and_its_place_is_kept(form: str) -> None:
    call, further = form.format(n=1), form.format(n=2)
    body = f"<p>Генерал прибыл в город{call} и тотчас отбыл в лагерь{further}.</p>"
    for reading in (html(body), read(epub({"one.xhtml": body}), name="a.epub", source="s")):
        assert text(reading) == "Генерал прибыл в город и тотчас отбыл в лагерь."
        places = [(call.page, call.offset) for call in reading.calls]
        assert list(dict.fromkeys(places)) == [(1, len("Генерал прибыл в город")), (1, len(text(reading)) - 1)]
        assert all(call.label for call in reading.calls)


def test_a_call_knows_where_its_note_begins() -> None:
    body = '<p>In town<a href="#n1">[1]</a>.</p><p>And out<a href="#n2">[2]</a>.</p><p id="n1">1. Of gas.</p><p><a id="n2"></a>2. Of oil.</p>'
    reading = html(body)
    assert text(reading) == "In town.\n\nAnd out.\n\n1. Of gas.\n\n2. Of oil."
    assert [text(reading)[call.note[1] :][:5] for call in reading.calls if call.note] == ["1. Of", "2. Of"]


def test_a_note_in_another_part_of_a_book_is_known_to_its_call() -> None:
    parts = {
        "one.xhtml": '<p>In town<a href="notes.xhtml#n1"><sup>1</sup></a>.</p>',
        "notes.xhtml": '<h1>Notes</h1><p id="n1">1. Of gas.</p>',
    }
    reading = read(epub(parts), name="a.epub", source="s")
    (call,) = reading.calls
    assert (call.page, call.offset, call.label) == (1, 7, "1")
    assert call.note is not None
    assert reading.pages[call.note[0] - 1].text[call.note[1] :] == "1. Of gas."


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("the 1<sup>st</sup> of May", "the 1st of May"),
        ("XIX<sup>e</sup> siècle, M<sup>me</sup> Roland", "XIXe siècle, Mme Roland"),
        ("площадь 40 м<sup>2</sup>, 5 км<sup>2</sup>.", "площадь 40 м², 5 км²."),
        ("some 10<sup>6</sup> people", "some 10⁶ people"),
        ("the <sup>235</sup>U is split", "the 235U is split"),
        ("with x<sup>2</sup> for y<sup>2</sup>", "with x² for y²"),
        ('Ленин, <a href="#p12">12</a>, <a href="#p15">15</a>', "Ленин, 12, 15"),
        ('see note <a href="#n12">12</a> above', "see note 12 above"),
        ('in <a href="#y1917">1917</a> they', "in 1917 they"),
        ('year <a href="chapter.html">17</a>.', "year 17."),
    ],
)
def test_what_is_no_call_stays(markup: str, shown: str) -> None:
    reading = html(f"<p>{markup}</p>")
    assert (text(reading), reading.calls) == (shown, ())


def test_after_a_year_the_next_number_of_the_calls_is_a_call() -> None:
    reading = html("<p>Out<sup>1</sup> in 1917<sup>2</sup>, back in 1918<sup>3</sup>, with 10<sup>6</sup> men.</p>")
    assert text(reading) == "Out in 1917, back in 1918, with 10⁶ men."
    assert [call.label for call in reading.calls] == ["1", "2", "3"]


def test_the_number_at_the_head_of_a_note_is_its_own_and_parted_from_its_first_word() -> None:
    body = (
        '<p>Out<a href="#n1">[1]</a>.</p>'
        '<p id="n1"><sup><a href="#r1">1</a></sup>ГАРФ. Ф. 1.</p>'
        '<p><a class="sdfootnotesym" name="sdfootnote2sym" href="#sdfootnote2anc">2</a>РГАСПИ.</p>'
        "<p><sup>3</sup>Там же.</p>"
        '<p><a href="#r4">[4]</a> Указ. соч. <a href="#fnref4" class="footnote-back" role="doc-backlink">↩︎</a></p>'
    )
    reading = html(body)
    assert text(reading) == "Out.\n\n1 ГАРФ. Ф. 1.\n\n2 РГАСПИ.\n\n3 Там же.\n\n[4] Указ. соч."
    assert len(reading.calls) == 1


def test_a_blank_before_a_call_leaves_none_before_the_sign_that_follows() -> None:
    assert text(html('<p>the town <sup><a href="#n1">1</a></sup>, he said <a href="#n2">[2]</a> to them.</p>')) == (
        "the town, he said to them."
    )


FB2 = (
    '<?xml version="1.0" encoding="utf-8"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" '
    'xmlns:l="http://www.w3.org/1999/xlink" xmlns:xlink="http://www.w3.org/1999/xlink"><body><section><p>{}</p>'
    '</section></body><body name="notes"><section id="n1"><title><p>1</p></title><p>Прим.</p></section></body></FictionBook>'
)


@pytest.mark.parametrize(
    "call",
    [
        '<a l:href="#n1" type="note">[1]</a>',
        '<a xlink:href="#n1" type="note">1</a>',
        '<a l:href="#n1">[1]</a>',
        '<a l:href="#n_1"><sup>1</sup></a>',
        '<sup><a l:href="#c1">1</a></sup>',
        "<sup>1</sup>",
        '<a l:href="#note1" type="note">*</a>',
        '<a l:href="#n1" type="note">{1}</a>',
    ],
)
def test_no_call_of_an_fb2_book_is_text(call: str) -> None:
    reading = read(FB2.replace("{}", f"Слово одно{call} в тексте.").encode(), name="a.fb2", source="s")
    assert reading.pages[0].text == "Слово одно в тексте."
    assert [(call.page, call.offset) for call in reading.calls] == [(1, 10)]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_raised_figures_of_unicode_are_calls_and_exponents_stay(name: str) -> None:
    words = "Генерал прибыл в город¹² на 40 м² земли, 10⁶ шагов, и в лагерь¹³.\n"
    reading = read((words if name != "a.html" else f"<html><p>{words}</p></html>").encode(), name=name, source="s")
    assert text(reading) == "Генерал прибыл в город на 40 м² земли, 10⁶ шагов, и в лагерь."
    assert [call.label for call in reading.calls] == ["12", "13"]


@given(st.lists(st.sampled_from(sorted(FORMS)), min_size=1, max_size=6), st.integers(1, 40))
def test_no_form_of_call_costs_or_adds_a_letter(forms: list[str], first: int) -> None:
    words = ["Отряд", "вышел", "рано", "утром", "и", "молча"][: len(forms)]
    body = " ".join(
        word + FORMS[form].format(n=first + i) for i, (word, form) in enumerate(zip(words, forms, strict=True))
    )
    reading = html(f"<p>{body} все.</p>")
    assert text(reading) == " ".join([*words, "все."])
    assert sorted({call.offset for call in reading.calls}) == sorted(
        {len(" ".join(words[: i + 1])) for i in range(len(words))}
    )
