"""What a web page holds besides its text: hidden words, bars at the side, notices about cookies, words struck out.

All of it is kept beside the text, at its place. A page that would lose most of its words that way is a page whose text
a script uncovers, and keeps them: then only navigation and notices go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from variorum.accession.marks import aside_mark
from variorum.accession.xml import put_in_place

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST_NOTICE = 4000  # characters of a notice laid over a page
MOST_HIDDEN = 0.6  # of a page's words that may be beside its text

_EPUB_TYPE = ("epub:type", "{http://www.idpf.org/2007/ops}type")
_NOTES = re.compile(r"note|rearnote|glossary|noteref", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-(?:text|only)|skip-?(?:link|to-content|nav))(?:$|\s)",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"cookie|consent|gdpr|onetrust|(?:^|[\s_-])cc-(?:banner|window|dialog|message)", re.IGNORECASE)
_NOTICE_WORDS = re.compile(r"cookie|consent|privacy|куки|cookies|конфиденциальн|соглас|datenschutz", re.IGNORECASE)
_SIDE = re.compile(
    r"(?:^|\s)(?:side-?bar|sidenav|side-?(?:menu|panel|column)|widget-area|(?:left|right)-?(?:col|column|bar|side)"
    r"|related(?:-(?:posts|articles|links))?|share-?(?:bar|buttons|links)?|social(?:-share|-links)?|newsletter(?:-signup)?"
    r"|advert(?:isement)?s?|ads?|promo)(?:$|\s)",
    re.IGNORECASE,
)
_MENU = re.compile(
    r"(?:^|\s)(?:nav(?:bar|box|igation|-menu)?|main-?menu|site-?(?:nav|menu)|menu|bread-?crumbs?|mw-editsection"
    r"|pagination)(?:$|\s)",
    re.IGNORECASE,
)
_BOXES = ("div", "section", "aside", "ul", "ol", "td", "table", "form", "p", "span", "header", "footer", "dl")


def set_aside(root: _Element, attributed: Iterable[_Element]) -> None:
    """Puts what is no text of a page beside it, as marks at its place."""
    chosen: list[tuple[_Element, str]] = [(element, "navigation") for element in root.iter("nav")]
    chosen += [(element, "deleted") for element in root.iter("del")]
    chosen += [(element, "sidebar") for element in root.iter("aside") if _is_side(element)]
    for element in attributed:
        if element.tag not in ("html", "body", "head", "nav", "del", "main", "article") and (kind := _kind(element)):
            chosen.append((element, kind))
    chosen = [(element, kind) for element, kind in chosen if _words(element).strip()]  # an empty one keeps nothing back
    if not chosen:
        return
    sizes = {element: len(_words(element)) for element, _ in chosen}
    whole = len(_words(root)) or 1
    beside = sum(size for element, size in sizes.items() if _is_outermost(element, sizes))
    for element, kind in chosen:
        if beside > MOST_HIDDEN * whole and kind not in ("navigation", "banner", "deleted"):
            continue
        if any(above is root for above in element.iterancestors()):
            put_in_place(element, aside_mark(kind, " ".join(_words(element).split())))


def _kind(element: _Element) -> str:
    """What kind of thing an element is by its attributes; empty where it is text."""
    said = " ".join(filter(None, (element.get("class"), element.get("id"))))
    role = (element.get("role") or "").lower()
    if not said and not role and "hidden" not in element.attrib and "style" not in element.attrib:
        return ""  # a link, or a picture
    if _NOTES.search(" ".join(filter(None, (said, role, *(element.get(key) for key in _EPUB_TYPE))))):
        return ""
    if "hidden" in element.attrib or _HIDDEN_STYLE.search(element.get("style") or "") or _HIDDEN_CLASS.search(said):
        return "hidden"
    if element.tag not in _BOXES:
        return ""
    if _NOTICE.search(said) and _is_notice(element):
        return "banner"
    if role in ("navigation", "search") or _MENU.search(said):
        return "navigation"
    if (role == "complementary" or _SIDE.search(said)) and not _is_within_text(element):
        return "sidebar"
    return ""


def _is_notice(element: _Element) -> bool:
    words = _words(element)
    return len(words) < LONGEST_NOTICE and bool(_NOTICE_WORDS.search(words))


def _is_side(aside: _Element) -> bool:
    """Whether an `aside` stands beside the text: not a note, nor a box within an article."""
    said = " ".join(filter(None, (aside.get("class"), aside.get("role"), *(aside.get(key) for key in _EPUB_TYPE))))
    return not said.startswith("doc-") and not _NOTES.search(said) and not _is_within_text(aside)


def _is_within_text(element: _Element) -> bool:
    return any(above.tag in ("article", "main") or above.get("role") == "main" for above in element.iterancestors())


def _is_outermost(element: _Element, among: dict[_Element, int]) -> bool:
    return not any(above in among for above in element.iterancestors())


def _words(element: _Element) -> str:
    return "".join(map(str, element.itertext("*")))
