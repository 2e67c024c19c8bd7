from __future__ import annotations

import pytest

from variorum.accession import Reading, read
from variorum.finding import Severity


def html(body: str, head: str = "") -> Reading:
    markup = f"<!DOCTYPE html><html lang=ru><head>{head}</head><body>{body}</body></html>"
    return read(markup.encode(), name="a.html", source="s")


def text(reading: Reading) -> str:
    return "\n\n".join(page.text for page in reading.pages)


def test_blocks_are_paragraphs_and_white_space_is_layout() -> None:
    assert text(html("<p>One\n  <i>lamp</i>\n</p><div>two <b>lamps</b><p>three</p>four</div>")) == (
        "One lamp\n\ntwo lamps\n\nthree\n\nfour"
    )


def test_headings_make_sections_and_take_no_number() -> None:
    reading = html("<h1>Part</h1><h2>First</h2><p>a</p><p>b</p><h2>Second</h2><p>c</p>")
    assert [(page.section, page.first_paragraph) for page in reading.pages] == [("Part · First", 1), ("Second", 3)]


def test_scripts_styles_navigation_and_forms_are_left_out() -> None:
    reading = html(
        "<nav>menu</nav><script>alert('x')</script><style>p{}</style><p onclick='x()'>kept</p>"
        "<select><option>no</option></select><noscript>no</noscript><svg><text>no</text></svg><!-- no -->"
    )
    assert text(reading) == "kept"


def test_what_a_browser_would_run_is_said_once_to_be_left_out() -> None:
    reading = html(
        "<p onclick='x()'>a</p><img src=x onerror=alert(1)><script>x()</script><script>y()</script>"
        "<iframe src='http://a.example'></iframe><a href=' JavaScript:z()'>b</a>"
    )
    assert [(finding.code, finding.severity) for finding in reading.findings] == [("A009", Severity.NOTE)]
    message = reading.findings[0].message
    assert all(part in message for part in ("scripts: 2", "objects: 1", "events: 2", "run a script: 1"))
    assert html("<p>a</p>", "<script type='application/ld+json'>{}</script>").findings == ()


def test_a_reference_without_its_semicolon_cannot_pass_for_a_sign_of_the_reader() -> None:
    assert text(html("<p>a&#64977x b&#xFDD1z c&#64978; &#1;d</p>")) == "ax bz c d"


def test_a_stretch_without_markup_that_is_too_long_is_not_called_nested() -> None:
    reading = html("<p>" + "a lamp " * 1_500_000 + "</p>")
    assert reading.findings[0].code == "A004"
    assert "nested" not in reading.findings[0].message


def test_line_breaks_tables_verse_and_preformatted_lines_are_kept() -> None:
    assert text(html("<p>a<br>b<br/>c</p>")) == "a\nb\nc"
    assert text(html("a<br><br>b")) == "a\n\nb"
    assert text(html("<table><tr><th>year</th><th>lamps</th></tr><tr><td>1931</td><td>40</td></tr></table>")) == (
        "year\tlamps\n1931\t40"
    )
    assert text(html("<pre>one\n  two</pre>")) == "one\ntwo"


@pytest.mark.parametrize(
    "mark",
    [
        '<span class="pagenum">[{}]</span>',
        '<span class="pagenum"><a name="Page_{0}" id="Page_{0}">[Pg {0}]</a></span>',
        '<span epub:type="pagebreak" title="{}"></span>',
        '<a id="page_{}"></a>',
        '<span role="doc-pagebreak" aria-label="page {}"></span>',
        '<a name="p{}"></a>',
    ],
)
def test_page_numbers_of_digitised_books_become_labels(mark: str) -> None:
    reading = html("".join(f"<p>{mark.format(n)}Page {n} begins and the clerk</p><p>More.</p>" for n in range(57, 61)))
    assert reading.paging == "pages"
    assert [page.label for page in reading.pages] == ["57", "58", "59", "60"]
    assert reading.pages[2].text == "Page 59 begins and the clerk\n\nMore."


def test_a_page_break_inside_a_word_divides_the_paragraph_and_not_its_number() -> None:
    reading = html('<p>First.</p><p>The mem<span class="pagenum">[9]</span>bers came.</p><p>Last.</p>')
    assert [page.text for page in reading.pages] == ["First.\n\nThe mem\u00ad", "bers came.\n\nLast."]
    assert [page.first_paragraph for page in reading.pages] == [1, 2]


def test_anchors_that_do_not_rise_are_no_pages() -> None:
    assert html('<p id="p9">a</p><p id="p2">b</p><p id="p40">c</p>').paging == "sections"


@pytest.mark.parametrize("name", ["p{}", "P{}", "p-{}", "pg{}", "page{}", "pb{}"])
def test_names_of_paragraphs_are_no_page_labels(name: str) -> None:
    numbers = range(1, 9)
    for form in ('<p id="{}">Words of one more paragraph.</p>', '<p><a id="{}"></a>Words of one more paragraph.</p>'):
        reading = html("<h1>Book</h1>" + "".join(form.format(name.format(n)) for n in numbers))
        assert reading.paging == "sections"
        assert all(not page.label for page in reading.pages)


def test_page_anchors_within_paragraphs_are_believed() -> None:
    reading = html("".join(f'<p>And so <a id="p{n}"></a>page {n} of it.</p><p>More.</p>' for n in range(1, 9)))
    assert [page.label for page in reading.pages] == ["", *map(str, range(1, 9))]


def test_note_calls_are_left_out_and_notes_stay() -> None:
    reading = html('<p>lamps<sup><a href="#n1">1</a></sup> and the 1<sup>st</sup></p><p id="n1">1. Of gas.</p>')
    assert text(reading) == "lamps and the 1st\n\n1. Of gas."


def test_the_page_says_who_wrote_it() -> None:
    reading = html(
        "<p>x</p>",
        '<title>No</title><meta name="DC.title" content="Лампы"><meta name="author" content="О. Брандт">'
        '<meta property="article:published_time" content="1931-05-02"><meta name="DC.publisher" content="Причал">'
        '<meta property="book:isbn" content="978-0-00-000000-2"><link rel="canonical" href="https://x.invalid/a">',
    )
    colophon = reading.colophon
    assert (colophon.title, colophon.authors, colophon.language) == ("Лампы", ("О. Брандт",), "ru")
    assert colophon.dates == {"published": "1931-05-02"}
    assert colophon.other == {"publisher": "Причал", "ISBN": "978-0-00-000000-2", "URL": "https://x.invalid/a"}


def test_linked_data_is_heard() -> None:
    reading = html(
        "<p>x</p>",
        '<script type="application/ld+json">{"@type":"Article","headline":"Lamps","author":[{"name":"O. B."}],'
        '"datePublished":"1931"}</script>',
    )
    assert (reading.colophon.title, reading.colophon.authors) == ("Lamps", ("O. B.",))
    assert reading.colophon.dates == {"published": "1931"}


def test_a_page_of_scripts_alone_says_that_there_is_no_text() -> None:
    reading = html("<div id=app></div><script>render()</script>")
    assert (reading.paging, [finding.code for finding in reading.findings]) == ("none", ["A007"])


def test_markup_nested_beyond_reason_is_cut_off_and_said_so() -> None:
    reading = html("<p>above</p>" + "<div>" * 5_000 + "below")
    assert text(reading) == "above"
    assert [finding.code for finding in reading.findings] == ["A004"]


def test_page_numbers_in_what_is_left_out_are_none() -> None:
    links = "".join(f'<a class="pagenum" href="?{n}">{n}</a>' for n in range(1, 9))
    reading = html(f"<nav>{links}</nav><p>a<a id=p1></a>b</p><p>e<a id=p2></a>c<a id=p3></a>d</p>")
    assert [page.label for page in reading.pages][-3:] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("title", "heading", "meta", "expected"),
    [
        ("Mutual Trust | Printers Library", "Mutual Trust", "", ("Mutual Trust", "Printers Library")),
        ("Mutual Trust | Letters | Printers Library", "Mutual Trust", "", ("Mutual Trust", "Printers Library")),
        ("Mutual Trust - Printers Library", "Mutual Trust", "", ("Mutual Trust", "Printers Library")),
        ("Mutual Trust - a study", "Mutual Trust", "", ("Mutual Trust - a study", None)),
        ("Mutual Trust: A Study", "Mutual Trust", "", ("Mutual Trust: A Study", None)),
        ("Mutual Trust | Printers Library", "Welcome", "", ("Mutual Trust | Printers Library", None)),
        (
            "Mutual Trust | Library",
            "",
            '<meta property="og:title" content="Mutual Trust">',
            ("Mutual Trust", "Library"),
        ),
        (
            "Mutual Trust | Library",
            "Mutual Trust",
            '<meta property="og:site_name" content="The Printers Library">',
            ("Mutual Trust", "The Printers Library"),
        ),
    ],
)
def test_the_name_of_the_site_is_parted_from_the_title_of_the_work(
    title: str, heading: str, meta: str, expected: tuple[str, str | None]
) -> None:
    page = f"<html><head><title>{title}</title>{meta}</head><body><h1>{heading}</h1><p>A few words.</p></body></html>"
    colophon = read(page.encode(), name="a.html", source="a").colophon
    assert (colophon.title, colophon.other.get("container-title")) == expected


def asides(reading: Reading) -> list[tuple[str, str]]:
    return [(aside.kind, aside.text) for aside in reading.asides]


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<div hidden>Not shown.</div>", "hidden"),
        ('<p style="display: none">Not shown.</p>', "hidden"),
        ('<span style="visibility:hidden">Not shown.</span>', "hidden"),
        ('<a class="sr-only" href="#c">Not shown.</a>', "hidden"),
        ('<div id="cookie-banner"><p>We use cookies. <button>Accept</button></p></div>', "banner"),
        ('<div class="cc-window">Мы используем файлы cookie.</div>', "banner"),
        ('<section id="onetrust-consent-sdk">Your privacy and consent.</section>', "banner"),
        ('<div class="sidebar">Latest news: bread.</div>', "sidebar"),
        ("<aside>Latest news: bread.</aside>", "sidebar"),
        ('<div role="complementary">Latest news: bread.</div>', "sidebar"),
        ('<div role="navigation">Home</div>', "navigation"),
        ('<ul class="breadcrumbs"><li>Home</li></ul>', "navigation"),
        ("<nav>Home</nav>", "navigation"),
        ("<del>refused</del>", "deleted"),
    ],
)
def test_what_is_not_the_text_of_a_page_is_kept_beside_it(markup: str, kind: str) -> None:
    body = f"<p>The workers struck in May.</p>{markup}<p>They had won by the end of June, and went back.</p>"
    reading = html(body)
    assert text(reading) == "The workers struck in May.\n\nThey had won by the end of June, and went back."
    (aside,) = reading.asides
    assert (aside.kind, aside.page, aside.offset) == (kind, 1, 28)
    assert aside.text
    told = [finding.message for finding in reading.findings if finding.code == "A004"]
    assert bool(told) == (kind != "navigation")


@pytest.mark.parametrize(
    "markup",
    [
        '<article><p>They struck.</p><aside class="box">In a box of the article.</aside></article>',
        '<p>They struck.</p><aside epub:type="footnote" hidden="hidden">In a box of the article.</aside>',
        '<p>They struck.</p><aside role="doc-footnote">In a box of the article.</aside>',
        '<p>They struck.</p><p class="cookie-recipe">In a box of the article.</p>',
    ],
)
def test_notes_and_boxes_of_the_text_stay_in_it(markup: str) -> None:
    assert text(html(markup)) == "They struck.\n\nIn a box of the article."


@pytest.mark.parametrize(
    "empty", ['<span style="display: none;" id="b1"> </span>', "<nav></nav>", "<div hidden><br></div>"]
)
def test_what_holds_no_words_keeps_nothing_back(empty: str) -> None:
    reading = html(f"<p>{empty}They struck on Monday.</p>")
    assert text(reading).strip() == "They struck on Monday."
    assert reading.findings == ()


def test_a_page_that_hides_most_of_itself_until_a_script_runs_is_read() -> None:
    reading = html('<h1>May</h1><div id="all" style="display:none"><p>They struck, and won in the end.</p></div>')
    assert text(reading) == "May\n\nThey struck, and won in the end."


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ('<p><img src="t.png" alt="T" class="dropcap"/>HE sun rose.</p>', "THE sun rose."),
        ('<p><img src="t.png" alt="T" class="drop-cap"/>\n  HE sun rose.</p>', "THE sun rose."),
        ('<p><img alt="“T"/>he sun rose,” he said.</p>', "“The sun rose,” he said."),
        ('<p><img alt="В" class="initial"/><span>есной</span> было тихо.</p>', "Весной было тихо."),
        ('<p><img alt="A" class="dropcap"/> MAN came.</p>', "A MAN came."),
        ('<p><span class="dropcap">W</span>hen it came.</p>', "When it came."),
        ('<p>See <img alt="A view of the mill"/> here.</p>', "See here."),
        ('<p><img alt="T"/></p><p>He came.</p>', "He came."),
    ],
)
def test_an_initial_that_is_a_picture_is_a_letter(markup: str, shown: str) -> None:
    assert text(html(markup)) == shown
