"""An entry of an author-date bibliography: people, a year, then the title: “Vane, Ruth/Moos, Anna (2003a), »Taue«”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from variorum.manuscript.citations.names import clean
from variorum.manuscript.citations.one_piece import read_piece
from variorum.manuscript.citations.values import Reference
from variorum.text.letters import compiled

_SMALL = r"(?:von|van|de|den|der|di|da|du|la|le|zu|zur|zum|al|фон|де)"
_PARTICLE = rf"(?:{_SMALL}\s){{0,2}}"
_LAST = rf"{_PARTICLE}\p{{Lu}}[\w’'ʹ-]+(?:\s{_PARTICLE}\p{{Lu}}[\w’'ʹ-]+){{0,2}}"
_ONE_GIVEN = r"\p{Lu}(?:\.-?|[\w’'ʹ-]+\.?|(?=[\s,]))"
_GIVEN = rf"{_ONE_GIVEN}(?:(?:(?<=\.)|(?<=\.-)|\s){_ONE_GIVEN}){{0,3}}(?:\s{_SMALL})?"
_TURNED = rf"{_LAST},\s+{_GIVEN}"
_STRAIGHT = rf"{_GIVEN}\s+{_LAST}"
_AND = r"(?:\s?[/;]\s?|,\s+(?:(?:and|und|et|&|и)\s+)?|\s+(?:and|und|et|u\.|&|и)\s+)"
_EDITS = r"(?:,?\s?\(?(?:Hg|Hrsg|Hgg|[Ee]ds?|Red|ред)\.?\)?)?"
_YEAR = r"(?:1[4-9]|20)\d\d[a-zа-г]?"
_HEAD = compiled(
    rf"\s*(?P<names>{_TURNED}(?:{_AND}(?:{_TURNED}|{_STRAIGHT})){{0,9}}|{_STRAIGHT}(?:{_AND}{_STRAIGHT}){{0,9}}(?=,?\s+\())"
    rf"(?:[,/]?\s?(?:u\.\s?a\.|et\s+al\.?|и\s+др\.))?{_EDITS}[.,]?\s*"
    rf"(?:\((?P<year>{_YEAR})(?:\s?[/\[;][^()]{{4,12}})?\){_EDITS}[.,:]?|(?P<bare>(?<=\s){_YEAR})[.,:])\s+"
)
_ONE_NAME = compiled(rf"{_TURNED}(?!\s+\p{{Lu}})|{_STRAIGHT}")
_MARKED = compiled(
    r"(?:[„“](?P<a>[^“”]{3,300})[“”]|»(?P<b>[^«]{3,300})«|«(?P<c>[^»]{3,300})»|\"(?P<d>[^\"]{3,300})\"|‘(?P<e>.{3,300}?)’(?!\w))"
    r"(?=\s*[.,:;(]|\s+(?:[Ii]n\b|\p{Lu})|\s*$)"
)
_CONTAINER = compiled(  # behind a title in marks, or behind “in”: with its editors before it or not
    r"[.,;\s]*(?P<in>[Ii]n:?\s+)?(?:[^()]{3,120}?\((?:Hg|Hrsg|Hgg|[Ee]ds?)\.?\)[,:]?\s+)?(?P<name>\p{Lu}[^,.(\d:]{2,90})"
)
_IMPRINT_ALONE = compiled(  # "Vane, Ruth. 1984. Leeds: Kiln, 1949": the first year is the title
    r"\p{Lu}[^.:,]{1,30}(?::\s[^.:,]{2,60})?,\s(?P<year>(?:1[4-9]|20)\d\d)[\s.]*"
)
_TITLE_ENDS = compiled(  # at what contains it, at a full stop, before a journal's name and volume, before the imprint
    r"[.,]\s+[Ii]n:?\s+(?=\p{Lu})|(?<=[^\W\d_]{3})[.?!]\s+(?=[\p{Lu}\d])|"
    r",\s+(?=[^,]{3,80},?\s+(?:Jg|Bd|Vol|vol|H|Heft|Nr|No|no)\.?\s\d)|\s\(=|"
    r",\s+(?=\p{Lu}[\w.’-]*(?:[\s/–-]+[\w.’-]+){0,4}(?::\s[^:,]{2,60})?\.?\s*$)"
)


def dated_entry(text: str, italics: Sequence[tuple[int, int]] = ()) -> Reference | None:
    """An entry that begins with names and a year as one reference; None where it does not begin so."""
    head = _HEAD.match(text)
    if head is None:
        return None
    rest = text[head.end() :]
    if head["bare"] and (imprint := _IMPRINT_ALONE.fullmatch(rest)) is not None:
        people = _people(head["names"])
        return Reference(text, 0, len(text), "full", authors=people, title=head["bare"], year=imprint["year"])
    shifted = tuple((start - head.end(), end - head.end()) for start, end in italics if start >= head.end())
    read = read_piece(rest, 0, shifted, None)
    found = read if read is not None and read.kind == "full" else Reference(text, 0, len(text), "full")
    title, behind = _title(rest)
    container = found.container if found.container != title else ""
    return replace(
        found, written=text, start=0, end=len(text), authors=_people(head["names"]), year=head["year"] or head["bare"],
        title=title, container=container or behind, otherwise=(), endings=(),
    )  # fmt: skip


def _title(rest: str) -> tuple[str, str]:
    """The title with which the rest of an entry begins, and what it says behind it that contains it."""
    if (marked := _MARKED.match(rest)) is not None:
        title, end = next(part for part in marked.groups() if part), marked.end()
    else:
        ends = _TITLE_ENDS.search(rest)
        title, end = (rest[: ends.start()], ends.start()) if ends else (rest, len(rest))
    held = _CONTAINER.match(rest, end)
    return clean(title), clean(held["name"]) if held and (marked or held["in"]) else ""


def _people(names: str) -> tuple[str, ...]:
    return tuple(clean(one[0]) for one in _ONE_NAME.finditer(names))
