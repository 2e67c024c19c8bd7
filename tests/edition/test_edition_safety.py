"""No string of an archive becomes markup, a script, a link elsewhere, or turns round the text beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from variorum.edition.cleaning import clean
from variorum.finding import Finding, Severity
from variorum.record import (
    Chapter,
    Citation,
    Entity,
    EntityLink,
    Facet,
    Locator,
    NameForm,
    Page,
    Position,
    Prose,
    Relation,
    Settings,
    Source,
    Statement,
    Thesis,
    Vocabulary,
    Witness,
    Words,
)

NASTY = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "[x](  JAVASCRIPT:alert(1) )",
    "![x](https://evil.example/pixel.gif)",
    "<https://evil.example/>",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](//evil.example)",
    "[x](file:///etc/passwd)",
    "<iframe src='//evil.example'>",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "&lt;b&gt;",
    "\x00\x01\x1b[31m",
    "\ud800",
    "\u202etxt.exe\u202d",
    "\u2066\u2067",
    "\ufffe",
    "{{ 7*7 }}",
    "{% raw %}",
    "{0.__class__}",
    "%s%n",
    "[[x|<b>y</b>]]",
    "[[<script>]]",
    "[@<script>alert(1)</script>]",
    "[@s, p. <b>]",
    "[^1]\n\n[^1]: <b>note</b> [@s, p. 1]",
    "> <b>quoted</b> [@s, p. 1]",
    "# <b>heading</b>",
    "```<script>\n</script>```",
    "<style>*{display:none}</style>",
    "\u2028\u2029\x85",
]
nasty = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=4).map(" ".join),
    st.text(st.characters(), max_size=40),
)
ELEMENTS = {
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "a",
    "header",
    "nav",
    "main",
    "article",
    "section",
    "aside",
    "div",
    "span",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "blockquote",
    "figure",
    "figcaption",
    "line",
    "circle",
    "g",
    "text",
    "q",
    "cite",
    "em",
    "strong",
    "b",
    "i",
    "code",
    "pre",
    "mark",
    "sup",
    "bdi",
    "details",
    "summary",
    "footer",
    "br",
    "hr",
    "svg",
    "rect",
}
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def hostile(small, text: str):
    """An archive in which every string that a person or a file may give is the same hostile one."""
    cited = Citation("s", Locator(text, "unknown", "", ""), Citation(text), text)
    source = Source(
        "s",
        text,
        text,
        (text,),
        text,
        standing=text,
        csl={"publisher": text, "URL": text, "archive": text, "author": text},
        notes=text,
        position=Position(text),
    )
    other = replace(source, key=text)
    entity = Entity(
        "e",
        "person",
        text,
        (NameForm(text, text, text, text, text),),
        (text,),
        {text: text},
        Prose(text),
        Position(text),
    )
    statement = Statement(
        f"e#{text}",
        "e",
        text,
        Words(text),
        (),
        None,
        {text: text},
        (Witness(cited, text), Witness(Citation(text), text)),
    )
    linked = Statement("e#^b", "e", "r", EntityLink(text))
    relation = Relation("r", text, {"en": text}, {"en": text}, (), ())
    record = replace(
        small.record,
        settings=Settings(title=text),
        sources={"s": source, text: other},
        entities={"e": entity, text: replace(entity, id=text)},
        statements=(statement, linked),
        theses={text: Thesis(text, text, text, (text,), (text,), Prose(text))},
        chapters=(Chapter("c", text, text, Prose(text), Position(text)),),
        vocabulary=Vocabulary({"r": relation}, (Facet(text, "person", {"en": text}),)),
        quotations=(),
    )
    page = Page("s", 1, text, text, text, (0,) if text else (), 1, text, text)
    finding = Finding(text or "X", Severity.ERROR, text, Position(text, 1), (text, "e"), (text,), text, text)
    return replace(small, record=record, pages={"s": [page]}, findings=(finding,))


def assert_safe(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not CONTROL.search(text), path
    page = html.fromstring(text.encode("utf-8"))
    for element in page.iter():
        assert isinstance(element.tag, str), (path, "comment")
        assert element.tag in ELEMENTS, (path, element.tag)
        assert not [
            name for name in element.attrib if name.startswith("on") or name in ("style", "srcdoc", "action")
        ], path
        for name in ("href", "src"):
            address = element.get(name)
            if address is not None:
                assert re.match(r"(?:[\w./-]*(?:#[\w-]*)?$)|https?://|mailto:", address), (path, address)
        if element.tag == "script":
            assert element.get("src") or element.get("type") == "application/json", path
        if element.tag in ("link", "script") and element.get("rel") != "noreferrer":
            assert "//" not in (element.get("href") or element.get("src") or ""), path


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=nasty)
def test_no_string_of_an_archive_breaks_out(text: str, small, write) -> None:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "e"
        write(out, hostile(small, text))
        for path in out.rglob("*.html"):
            assert_safe(path)


def test_each_known_trick_is_shown_as_text(small, write, tmp_path: Path) -> None:
    for number, text in enumerate(NASTY):
        write(tmp_path / str(number), hostile(small, text))
        for path in (tmp_path / str(number)).rglob("*.html"):
            assert_safe(path)


@given(st.text(st.characters()))
def test_every_change_of_direction_is_closed(text: str) -> None:
    cleaned = clean(text)
    opened = [c for c in cleaned if c in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"]
    closed = [c for c in cleaned if c in "\u202c\u2069"]
    assert len(opened) == len(closed)
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert clean(text) == text


def test_every_page_forbids_inline_scripts_and_other_machines(english: Path) -> None:
    for path in english.rglob("*.html"):
        policy = html.fromstring(path.read_bytes()).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy
        assert policy[0].startswith("default-src 'none'")
        assert "unsafe" not in policy[0]
