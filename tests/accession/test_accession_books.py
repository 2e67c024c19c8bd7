# ruff: noqa: E501 (markup stands on one line)
from __future__ import annotations

from making_books import FB2, TEI, epub, zipped

from variorum.accession import Reading, read


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def test_an_epub_is_read_in_the_order_of_its_spine_with_its_page_list() -> None:
    parts = {
        "one.xhtml": '<h1>One</h1><p><a id="pg57"></a>First&nbsp;words of <span id="pg58"/>a book.</p>',
        "two.xhtml": '<p id="pg59">More words<a epub:type="noteref" href="#n">12</a>.</p>',
    }
    pages = "".join(f'<li><a href="{"one" if n < 59 else "two"}.xhtml#pg{n}">{n}</a></li>' for n in (57, 58, 59))
    reading = read(epub(parts, pages=pages), name="a.epub", source="s")
    assert codes(reading) == []
    assert reading.paging == "pages"
    assert [(page.label, page.text) for page in reading.pages if page.label] == [
        ("57", "First words of"), ("58", "a book."), ("59", "More words.")
    ]  # fmt: skip


def test_an_epub_says_what_it_is() -> None:
    colophon = read(epub({"one.xhtml": "<p>x</p>"}), name="a.epub", source="s").colophon
    assert (colophon.title, colophon.authors, colophon.language) == ("The Lamp Workers", ("Olga Brandt",), "en-GB")
    assert colophon.dates == {"published": "1931"}
    assert colophon.other == {"publisher": "Quay Press", "ISBN": "978-0-00-000000-2", "translator": "Paul Reyd"}


def test_a_part_without_heading_is_named_by_the_table_of_contents() -> None:
    reading = read(epub({"one.xhtml": "<p>x</p>", "two.xhtml": "<h2>Two</h2><p>y</p>"}), name="a.epub", source="s")
    assert [(page.section, page.text) for page in reading.pages] == [("The first part", "x"), ("Two", "Two\n\ny")]


def test_a_locked_epub_is_said_to_be_locked() -> None:
    lock = (
        '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="{}"/>'
        '<enc:CipherData><enc:CipherReference URI="OEBPS/one.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>'
    )
    drm = {"META-INF/encryption.xml": lock.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}
    font = {"META-INF/encryption.xml": lock.format("http://www.idpf.org/2008/embedding")}
    assert codes(read(epub({"one.xhtml": "<p>x</p>"}, more=drm), name="a.epub", source="s")) == ["A005"]
    assert codes(read(epub({"one.xhtml": "<p>x</p>"}, more=font), name="a.epub", source="s")) == []


def test_paths_that_climb_out_are_refused_and_the_rest_is_read() -> None:
    book = epub(
        {"one.xhtml": "<p>inside</p>", "../../../etc/passwd": "<p>outside</p>"}, more={"../evil": "x", "/root": "x"}
    )
    reading = read(book, name="a.epub", source="s")
    assert [page.text for page in reading.pages] == ["inside"]
    assert set(codes(reading)) == {"A009"}


def test_missing_parts_are_named() -> None:
    whole = epub({"one.xhtml": "<p>here</p>"})
    assert codes(read(whole.replace(b"one.xhtml", b"oen.xhtml"), name="a.epub", source="s"))  # a damaged table
    opf = '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.html"/><item id="b" href="b.html"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    reading = read(
        zipped({"mimetype": "application/epub+zip", "x.opf": opf, "a.html": "<p>here</p>"}), name="a.epub", source="s"
    )
    assert codes(reading) == ["A004"]
    assert "b.html" in reading.findings[0].message
    assert reading.pages[0].text == "here"


def test_an_epub_cut_off_is_read_as_far_as_it_goes() -> None:
    book = epub({f"p{i}.xhtml": f"<p>Part {i} of the book stands here.</p>" for i in range(20)})
    reading = read(book[: len(book) * 2 // 3], name="a.epub", source="s")
    assert "A004" in codes(reading)
    assert sum("stands here" in page.text for page in reading.pages) >= 1


def test_fb2_sections_verse_notes_and_title_information() -> None:
    for encoding in ("utf-8", "windows-1251"):
        data = FB2.format(encoding=encoding).encode(encoding)
        for content, name in ((data, "a.fb2"), (zipped({"a.fb2": data}), "a.fb2.zip")):
            reading = read(content, name=name, source="s")
            assert codes(reading) == []
            assert [page.section for page in reading.pages] == ["Записки фонарщика · Глава первая Фонари", "Утро", "1"]
            assert "зажигали фонари на всей" in reading.pages[0].text
            assert reading.pages[0].text.endswith("Горит огонь,\nгорит другой.")
            assert reading.pages[2].text == "1\n\nГазовые."
    colophon = reading.colophon
    assert (colophon.title, colophon.authors, colophon.language) == ("Записки фонарщика", ("Иван Ильич Ломов",), "ru")
    assert colophon.dates == {"composed": "1931", "published": "1933"}
    assert colophon.other["translator"] == "П. Р."


def test_the_body_of_an_fb2_whose_description_is_never_closed_is_read() -> None:
    """A second beginning within the date, as a copy cut and joined leaves it, puts the body inside the description."""
    torn = (
        "<FictionBook><description><title-info><book-title>Фонари</book-title><date>1934<FictionBook><description>"
        "</description><body><section><p>Горит огонь.</p></section></body></FictionBook>"
    )
    reading = read(torn.encode(), name="a.fb2", source="s")
    assert codes(reading) == ["A004"]
    assert [page.text for page in reading.pages] == ["Горит огонь."]
    assert reading.colophon.dates == {"composed": "1934"}


def test_tei_keeps_the_reading_of_the_document_and_its_pages() -> None:
    reading = read(TEI.encode(), name="a.xml", source="s")
    assert codes(reading) == []
    assert [page.label for page in reading.pages] == ["58", "59"]
    first, second = reading.pages
    assert first.text == "First sitting\n\nThe lampe was lit when the members came in and the clerk be"
    assert second.text == "gan to read.\n\nHe read badly.\n\nA lamp is lit,\na lamp is out."
    assert (second.head, second.foot) == ("LAMPS", "B2")
    assert (first.first_paragraph, second.first_paragraph) == (1, 1)


def test_a_tei_header_tells_of_the_document_rather_than_of_its_digital_edition() -> None:
    colophon = read(TEI.encode(), name="a.xml", source="s").colophon
    assert (colophon.title, colophon.authors) == ("Minutes of the lamp committee", ("Clerk of the committee",))
    assert (colophon.dates["published"], colophon.other["publisher"], colophon.language) == (
        "1931-05",
        "Quay Press",
        "en",
    )


def test_padded_page_numbers_of_an_edition_lose_their_zeros() -> None:
    markup = '<TEI><text><body><p><pb n="004"/>a<pb xml:id="v1_005"/>b<pb n="12v"/>c</p></body></text></TEI>'
    assert [page.label for page in read(markup.encode(), name="a.xml", source="s").pages] == ["4", "5", "12v"]


def test_an_apparatus_is_read_by_its_lemma_or_first_reading() -> None:
    body = "<p>A <app><lem>lamp</lem><rdg>lump</rdg></app> and <app><rdg>gas</rdg><rdg>oil</rdg></app>.</p>"
    reading = read(f"<TEI><text><body>{body}</body></text></TEI>".encode(), name="a.xml", source="s")
    assert reading.pages[0].text == "A lamp and gas."


def test_markdown_is_read_as_it_is_shown() -> None:
    text = (
        "---\ntitle: Лампы\nauthor: ['[[brandt]]', {name: Ломов}]\ndate: 1931\nlang: ru\nisbn: 5-00-1\n---\n\n"
        "# Огни\n\nОдин *важный* [абзац](x.html)[^1] и\nвторая строка.\n\n- пункт `кода`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "<script>alert(1)</script>\n\n## Дальше\n\nЕщё.\n\n[^1]: Сноска.\n"
    )
    reading = read(text.encode(), name="a.md", source="s")
    assert reading.pages[0].text == "Огни\n\nОдин важный абзац и вторая строка.\n\nпункт кода\n\na\tb\n1\t2"
    assert reading.pages[1].text == "Дальше\n\nЕщё.\n\nСноска."
    assert (reading.colophon.title, reading.colophon.authors) == ("Лампы", ("brandt", "Ломов"))
    assert reading.colophon.other == {"ISBN": "5-00-1"}


def test_broken_front_matter_costs_the_front_matter() -> None:
    reading = read(b"---\ntitle: [unclosed\n---\n\nText stands.\n", name="a.md", source="s")
    assert (codes(reading), reading.pages[0].text) == (["A004"], "Text stands.")
