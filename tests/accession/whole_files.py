"""One small whole file for each reader, with as much of its format in it as a page holds: what fuzzing starts from."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from making_books import FB2, TEI, epub
from making_djvu import column as lines
from making_djvu import djvu
from making_pdfs import column, pdf
from making_scans import alto, draw, hocr, page_xml, saved, tsv, zipped
from making_typescripts import docx, odt, p

_PROSE = "The lamps were lit at six. Вечером зажигали фонари на всей набережной, и город ожил."
_LINES = [f"{number}. The lamp committee met in May 1931 and re-" for number in range(12)]

_TEXT = (
    f"CHAPTER I\n\n{_PROSE}\n\n— 12 —\n\n\x0cCHAPTER II\n\n“Who was there?” — asked [Pg 13] the clerk_s_.\n\n"
    "  * * *\n\nThe lamps went out.\n"
)
_MARKDOWN = (
    f"---\ntitle: Lamps\n---\n\n# One\n\n{_PROSE} [link](x) *em* `code`\n\n> quote[^1]\n\n- item\n\n| a | b |\n"
    "| - | - |\n\n[^1]: note\n"
)
_HTML = (
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Lamps | Quay</title>"
    '<script type="application/ld+json">{"headline": "Lamps", "author": {"name": "O. Brandt"}}</script></head><body>'
    f"<h1>Lamps</h1><p>{_PROSE}<sup><a href='#n'>1</a></sup></p><span class='pagenum' id='page12'>[12]</span>"
    "<table><tr><td>a</td><th>b</th></tr></table><pre>x\ny</pre><p id='n'>A note.<br>Two.</p></body></html>"
)
_RTF = (
    r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Times;}}{\info{\title Lamps}{\author Brandt}}"
    r"\pard Lamps\par \'cf\'f0\'e8\'e2\'e5\'f2 \u1078?{\footnote A note.}\par\page{\b bold}\trowd\cell a\cell\row}"
)


def files() -> Mapping[str, tuple[str, Callable[[], bytes]]]:
    """For each reader the ending of its files, and what makes the whole one."""
    body = p("<w:r><w:t>The lamps were lit.</w:t></w:r>", style="Heading1") + p("<w:r><w:t>At six.</w:t></w:r>")
    return {
        "text": ("txt", _TEXT.encode),
        "markdown": ("md", _MARKDOWN.encode),
        "html": ("html", _HTML.encode),
        "fb2": ("fb2", lambda: FB2.format(encoding="utf-8").encode()),
        "tei": ("xml", TEI.encode),
        "epub": ("epub", lambda: epub({"one.xhtml": f"<h1>I</h1><p>{_PROSE}</p>", "two.xhtml": "<p>Two.</p>"})),
        "docx": ("docx", lambda: docx(body)),
        "odt": ("odt", lambda: odt(f"<text:h text:outline-level='1'>I</text:h><text:p>{_PROSE}</text:p>")),
        "rtf": ("rtf", _RTF.encode),
        "pdf": ("pdf", lambda: pdf([column(_LINES), column(_LINES[:3])], title="Lamps")),
        "alto": ("xml", lambda: alto(draw())),
        "pagexml": ("xml", lambda: page_xml(draw())),
        "hocr": ("hocr", lambda: hocr(draw())),
        "tsv": ("tsv", lambda: tsv(draw())),
        "scans": ("zip", lambda: zipped({"one.xml": alto(draw()), "two.xml": alto(draw())})),
        "djvu": ("djvu", lambda: djvu([lines("\n".join(_LINES)), lines(_PROSE)], title="Lamps")),
        "picture": ("png", lambda: saved(draw(size=(300, 200)).picture)),
    }
