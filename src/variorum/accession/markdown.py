"""Markdown: the text as its rendering shows it, without the signs of emphasis, links and headings.

CommonMark with tables, strikethrough, footnotes and YAML front matter, parsed by markdown-it. Headings make sections,
the front matter is heard as colophon, raw HTML goes the way of HTML (its scripts left out). Marks that call a footnote
are left out; the notes stand at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from variorum.accession import remarks
from variorum.accession.encodings import decode
from variorum.accession.html import flow_of, parse_html
from variorum.accession.pages_from_blocks import compose, without_marks
from variorum.accession.paragraphs import Block, collapse, tidy
from variorum.accession.plain_headings import language_code
from variorum.accession.plain_pages import with_page_marks
from variorum.accession.reading import Colophon, Reading
from variorum.accession.text import read_text
from variorum.finding import Finding
from variorum.saying import say

if TYPE_CHECKING:
    from markdown_it.token import Token

READER = "markdown"
_LONGEST = 4_000_000  # characters; beyond that a Markdown file is no document, and parsing one takes minutes
_MOST_MARKS = 4_000  # of links, tags and code in one paragraph
_LONGEST_PARAGRAPH = 100_000  # characters; marks within one are matched in a time that is the square of their number
_FIELDS = {
    "publisher": "publisher", "isbn": "ISBN", "url": "URL", "source": "source", "translator": "translator",
    "container-title": "container-title", "journal": "container-title", "editor": "editor",
}  # fmt: skip
_BLANK_LINE = re.compile(rb"\n[ \t\r]*\n|\r[ \t]*\r")
_ACTIVE = re.compile(r"<(?:script|iframe|object|embed|applet)\b|<[a-z][^<>]{0,500}\son[a-z]{3,20}\s*=", re.IGNORECASE)


def read_markdown(data: bytes, *, name: str, source: str) -> Reading:
    """A Markdown file as pages."""
    if len(data) > _LONGEST or any(_is_overloaded(paragraph) for paragraph in _BLANK_LINE.split(data)):
        reading = read_text(data, name=name, source=source)
        return Reading(
            reading.pages, reading.paging, "text/markdown", reading.reader, reading.colophon, reading.findings
        )
    decoded = decode(data, name=name)
    findings = list(decoded.findings)
    text = decoded.text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    tokens = _tokens(with_page_marks(without_marks(text)).text)
    front = next((token.content for token in tokens if token.type == "front_matter"), "")
    fields, fault = _front_matter(front, name)
    blocks = list(_blocks(tokens))
    composed = compose(blocks, source=source)
    heading = next((block.text for block in blocks if block.level == 1), "")
    if any(_ACTIVE.search(token.content) for token in tokens if token.type in ("html_block", "inline")):
        findings.append(remarks.scripts_left_out(name, "scripts or frames written in HTML"))
    return composed.reading("text/markdown", READER, _colophon(fields, heading), (*findings, *fault))


def _is_overloaded(paragraph: bytes) -> bool:
    """Whether matching the marks of a paragraph takes a time out of all proportion; then they are left as they are."""
    return (
        len(paragraph) > _LONGEST_PARAGRAPH or sum(paragraph.count(sign) for sign in (b"[", b"<", b"`")) > _MOST_MARKS
    )


def _tokens(text: str) -> Sequence[Token]:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(front_matter_plugin).use(footnote_plugin)
    return parser.parse(text)


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    level = 0
    rows: list[list[str]] | None = None
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "table_open":
            rows = []
        elif token.type == "tr_open" and rows is not None:
            rows.append([])
        elif token.type == "table_close" and rows is not None:
            yield Block("\n".join("\t".join(row) for row in rows))
            rows = None
        elif token.type == "inline":
            shown = _shown(token.children or ())
            if rows:
                rows[-1].append(collapse(shown))
            elif shown.strip():
                yield Block(shown, not level, level)
        elif token.type in ("fence", "code_block"):
            yield Block(token.content)
        elif token.type == "html_block":
            yield from _raw(token.content)


def _shown(children: Sequence[Token]) -> str:
    """What a reader sees of a run of inline tokens: soft line ends as blanks, pictures and note calls as nothing."""
    parts: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content.lower().startswith("<br")):
            parts.append("\n")
    return "".join(parts)


def _raw(markup: str) -> Sequence[Block]:
    root, _ = parse_html(markup)
    return flow_of(root, paged=True).blocks if root is not None else ()


def _front_matter(text: str, name: str) -> tuple[Mapping[str, object], tuple[Finding, ...]]:
    """The fields of the front matter, every scalar as text; a finding where it is no YAML."""
    import yaml

    if not text:
        return {}, ()
    try:
        # BaseLoader makes nothing but strings, lists and dicts
        fields = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError, ValueError):
        message = say(
            "The front matter (between the lines ---) is not YAML; title, author and date were not taken from it."
        )
        return {}, (remarks.damaged(name, message, line=1),)
    return (fields, ()) if isinstance(fields, dict) else ({}, ())


def _colophon(fields: Mapping[str, object], heading: str) -> Colophon:
    low = {str(key).lower(): value for key, value in fields.items()}
    authors = low.get("authors", low.get("author", ()))
    written = _text(low.get("composed"))
    published = _text(low.get("published")) or _text(low.get("date"))
    other = {field: text for key, field in _FIELDS.items() if (text := _text(low.get(key)))}
    return Colophon(
        title=_text(low.get("title")) or tidy(collapse(heading)),
        authors=tuple(filter(None, map(_text, authors if isinstance(authors, list) else [authors]))),
        language=language_code(_text(low.get("lang")) or _text(low.get("language"))),
        dates={of: date for of, date in (("composed", written), ("published", published)) if date},
        other=other,
    )


def _text(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("literal")
    return collapse(tidy(value)).removeprefix("[[").removesuffix("]]")[:500] if isinstance(value, str) else ""
