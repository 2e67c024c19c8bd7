"""What is found in everything, as a page with an address: it needs no scripts, and can be kept and sent on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from variorum.edition.cleaning import shown
from variorum.reading_room.looking import found_passages, suggest
from variorum.reading_room.shelves import Shelves

_MOST_DOSSIERS, _MOST_PASSAGES = 30, 50


def search_page(shelves: Shelves, query: str) -> str:
    """The page that answers a query; with an empty one, the field alone. TooLong where it has too many letters."""
    site, query = shelves.state.site, query.strip()
    found: dict[str, Any] = {"total": 0, "hits": []}
    if query:
        found = found_passages(shelves, query, source="", limit=_MOST_PASSAGES, offset=0)
    return site.press.page(
        "room_search.html",
        root="",
        section="search",
        title=site.words("search.title"),
        query=query,
        dossiers=suggest(shelves, query, limit=_MOST_DOSSIERS) if query else [],
        total=found["total"],
        hits=[(one, _lit(one["text"], one["marks"])) for one in found["hits"]],
    )


def _lit(text: str, marks: Sequence[tuple[int, int]]) -> Markup:
    """A passage with the words that were found marked."""
    lit, at = Markup(""), 0
    for start, end in marks:
        lit += shown(text[at:start]) + Markup("<mark>{}</mark>").format(shown(text[start:end]))
        at = end
    return lit + shown(text[at:])
