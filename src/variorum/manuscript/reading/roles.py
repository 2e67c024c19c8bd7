"""What part each paragraph plays: heading, quotation set apart, epigraph, entry of the bibliography, or running text.

A style's name tells, whatever the language of the office program; else a paragraph is set apart where it stands in from
the margin by more than the others do, or is set smaller, and is no list and no entry with a hanging indent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from variorum.accession.docx_parts import first, value
from variorum.accession.xml import local, parse_xml
from variorum.manuscript.manuscript import Call, Note, Paragraph
from variorum.manuscript.reading.docx_story import Draft, Story, merged
from variorum.manuscript.reading.epigraphs import with_epigraphs

if TYPE_CHECKING:
    from lxml.etree import _Element

_QUOTE = re.compile(r"quot|block\s*text|extract|цитат|zitat|citation longue|выдержка", re.IGNORECASE)
_EPIGRAPH = re.compile(r"epigraph|эпиграф|motto", re.IGNORECASE)
_LISTING = re.compile(r"bibliogra|works cited|references|литератур|библиограф", re.IGNORECASE)
_HEADING = re.compile(r"^(?:heading|заголовок|titre|überschrift|title|название|subtitle|подзаголовок)\b", re.IGNORECASE)
_CAPTION = re.compile(r"caption|название объекта|toc|оглавление|header|footer|колонтитул", re.IGNORECASE)
_LONGEST_HEADING = 80  # letters of a chapter's heading that has no style
_APART = 280  # twips (half a centimetre) by which a quotation stands in more than the running text
_LISTS = (
    r"(?:(?:selected\s+|select\s+)?(?:bibliograph(?:y|ies)|works\s+(?:cited|consulted)|references(?:\s+(?:cited|and\s+further\s+reading))?|"
    r"literature\s+cited|sources\s+and\s+literature|(?:primary|secondary|archival|published)\s+(?:sources|literature)|"
    r"(?:список\s+)?(?:(?:использованн|цитир(?:ованн|уем))\w+\s+)?(?:источник\w*\s+и\s+)?литератур\w+(?:\s+и\s+источник\w*)?|"
    r"(?:список\s+)?(?:использованн\w+\s+)?источник\w*(?:\s+и\s+литератур\w+)?|библиографи\w+(?:\s+список)?|"
    r"библиографическ\w+\s+(?:список(?:\s+использованной\s+литературы)?|ссылки)|список\s+сокращений\s+и\s+литературы|"
    r"(?:quellen-?\s*(?:und|/|,)\s*)?literatur(?:verzeichnis)?|quellen(?:verzeichnis)?(?:\s+und\s+literatur)?|"
    r"(?:gedruckte|ungedruckte|archivalische)\s+quellen|(?:sekundär|forschungs)literatur|verzeichnis\s+der\s+(?:zitierten\s+)?literatur|"
    r"bibliogra(?:ph|f)(?:ie|ia|ía)|références(?:\s+bibliographiques)?))"
)
BIBLIOGRAPHY = re.compile(  # also in two languages: «Литература / References»
    rf"^\W*(?:\d+[.)]?\s*|[IVX]+\.\s*)?{_LISTS}(?:\s*/\s*{_LISTS})?\W*$", re.IGNORECASE
)
NOTES = re.compile(
    r"^\W*(?:notes?|footnotes?|endnotes?|notes\s+and\s+references|notes\s+to\s+.{1,40}|примечани[ея](?:\s+к\s+.{1,40})?|сноски|"
    r"ссылки|примечания\s+и\s+ссылки|anmerkungen|fu(?:ß|ss)noten|endnoten|einzelnachweise)\W*$",
    re.IGNORECASE,
)


def is_chapter(bare: str) -> bool:
    """Whether a line is the heading of another chapter, so that a bibliography ends with it."""
    return re.match(r"(?:chapter|appendix|глава|приложение|kapitel|anhang)\b", bare, re.IGNORECASE) is not None and (
        len(bare) < _LONGEST_HEADING
    )


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with what it inherits: its name, indents in twips, size in half points, level of outline."""

    name: str = ""
    indent: Mapping[str, int] = field(default_factory=dict)
    size: int = 0
    outline: int = -1


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles of a document by their ids, and the one that is taken where none is named."""

    by_id: Mapping[str, ParagraphStyle] = field(default_factory=dict)
    normal: ParagraphStyle = ParagraphStyle()

    def of(self, draft: Draft) -> ParagraphStyle:
        """The style of a paragraph with what the paragraph itself says besides."""
        base = self.by_id.get(draft.style, self.normal)
        outline = draft.outline if draft.outline >= 0 else base.outline
        return ParagraphStyle(base.name, {**base.indent, **draft.indent}, draft.size or base.size, outline)

    def heads(self, draft: Draft) -> bool:
        """Whether a paragraph is a heading by its style or its level in the outline."""
        style = self.of(draft)
        return style.outline >= 0 or _HEADING.match(style.name) is not None


def styles_of(data: bytes, name: str) -> Styles:
    """The styles of `styles.xml`; none where the part is missing or damaged."""
    root, _ = parse_xml(data, name=name) if data else (None, ())
    if root is None:
        return Styles()
    own: dict[str, tuple[str, ParagraphStyle]] = {}
    normal = ""
    for style in root:
        kind = value(style, "type")
        if local(style) != "style" or kind not in ("", "paragraph"):
            continue
        key = value(style, "styleId")
        normal = key if value(style, "default") in ("1", "true") else normal
        own[key] = (value(first(style, "basedon")), _style(style))
    resolved = {key: _inherited(key, own) for key in own}
    return Styles(resolved, resolved.get(normal, ParagraphStyle()))


def dressed(story: Story, styles: Styles, notes: Mapping[str, Note]) -> tuple[tuple[Paragraph, ...], dict[str, Note]]:
    """The paragraphs of a text with their roles and chapters, and its notes numbered in the order of their calls."""
    drafts, seen = story.drafts, [styles.of(draft) for draft in story.drafts]
    usual = _usual(drafts, seen)
    roles = [_role(draft, style, usual) for draft, style in zip(drafts, seen, strict=True)]
    numbered: dict[str, Note] = {}
    labels = _labels(drafts, notes)
    paragraphs, chapter, listing = [], "", False
    for number, (draft, role) in enumerate(zip(drafts, roles, strict=True), start=1):
        role, chapter, listing = _in_turn(draft.text, role, chapter, listing)
        calls = tuple(Call(labels[key], at) for key, at in draft.calls if key in labels)
        paragraphs.append(
            Paragraph(number, draft.text, role, "", chapter, calls, tuple(draft.lives), merged(draft.italics))
        )
    right = {number for number, style in enumerate(seen, start=1) if style.indent.get("to the right")}
    for key, label in labels.items():
        note = notes[key]
        numbered[label] = Note(label, note.kind, tuple(replace(p, note=label) for p in note.paragraphs))
    return with_epigraphs(paragraphs, to_the_right=right), numbered


def _in_turn(text: str, role: str, chapter: str, listing: bool) -> tuple[str, str, bool]:
    """A paragraph's role once it is known what stands before it: what follows “Bibliography” is entries."""
    bare = " ".join(text.split())
    is_title = len(bare) < 90 and BIBLIOGRAPHY.match(bare) is not None
    if role == "heading" or is_title:
        return "heading", bare or chapter, is_title or (listing and _is_part(bare))
    if listing and bare and role in ("body", "quote"):
        return "bibliography", chapter, True
    return role, chapter, listing


def _is_part(bare: str) -> bool:
    """Whether a heading within a bibliography only parts it (“Newspapers”, “Архивные материалы”)."""
    return re.search(
        r"source|newspaper|archiv|periodical|book|article|document|memoir|источник|архив|газет|периодик|книг|стат|документ|мемуар",
        bare, re.IGNORECASE,
    ) is not None  # fmt: skip


def _labels(drafts: Sequence[Draft], notes: Mapping[str, Note]) -> dict[str, str]:
    """The label of each note that is called: footnotes and endnotes are numbered apart, in the order of the calls."""
    labels: dict[str, str] = {}
    counts: Counter[str] = Counter()
    both = len({key.partition(" ")[0] for draft in drafts for key, _ in draft.calls if key in notes}) > 1
    for draft in drafts:
        for key, _ in draft.calls:
            if key in notes and key not in labels:
                kind = key.partition(" ")[0]
                counts[kind] += 1
                labels[key] = f"e{counts[kind]}" if both and kind == "endnotes" else str(counts[kind])
    return labels


def _usual(drafts: Sequence[Draft], styles: Sequence[ParagraphStyle]) -> tuple[int, int]:
    """The left indent and the size of most of the running text, by letters."""
    left: Counter[int] = Counter()
    size: Counter[int] = Counter()
    for draft, style in zip(drafts, styles, strict=True):
        left[style.indent.get("left", 0)] += len(draft.text)
        size[style.size] += len(draft.text)
    return (left.most_common(1)[0][0] if left else 0), (size.most_common(1)[0][0] if size else 0)


def _role(draft: Draft, style: ParagraphStyle, usual: tuple[int, int]) -> str:
    if draft.listing:
        return "bibliography"
    named = (
        ("epigraph", _EPIGRAPH), ("quote", _QUOTE), ("bibliography", _LISTING), ("heading", _HEADING),
        ("caption", _CAPTION),
    )  # fmt: skip
    for role, pattern in named:
        if style.name and pattern.search(style.name) and not (role == "heading" and len(draft.text) > 300):
            return role
    if 0 <= style.outline < 9:
        return "heading"
    indent, listed = style.indent, draft.listed or style.indent.get("hanging", 0) > 0
    in_left = indent.get("left", 0) - usual[0] >= _APART
    smaller = bool(style.size and usual[1] and style.size < usual[1])
    if (
        not listed
        and len(draft.text.split()) >= 5
        and in_left
        and (smaller or indent.get("right", 0) > 0 or _ends_quoted(draft))
    ):
        return "quote"
    return "body"


def _ends_quoted(draft: Draft) -> bool:
    return sets_apart(draft.text, [*(at for _, at in draft.calls), *(live.end for live in draft.lives)])


def sets_apart(text: str, marks: Sequence[int]) -> bool:
    """Whether an indented paragraph ends as quotations do: with the call of a note, or with a reference in brackets.

    `marks` are the places of its calls, and those where its live citations end.
    """
    text = text.rstrip()
    if any(at >= len(text) - 2 for at in marks):
        return True
    return re.search(r"[(\[][^()\[\]]{0,60}\d[^()\[\]]{0,20}[)\]]\.?$", text) is not None


def _style(style: _Element) -> ParagraphStyle:
    indent = first(style, "ind")
    named = {"left": "left", "start": "left", "right": "right", "end": "right", "hanging": "hanging"}
    found = {}
    for key, said in indent.items() if indent is not None else ():
        plain = str(key).rpartition("}")[2]
        if plain in named and re.fullmatch(r"-?\d{1,6}", str(said)):
            found[named[plain]] = int(str(said))
    if value(first(style, "jc")) in ("right", "end"):
        found["to the right"] = 1
    size, outline = value(first(style, "sz")), value(first(style, "outlinelvl"))
    return ParagraphStyle(
        value(first(style, "name")), found, int(size) if size.isdecimal() else 0,
        int(outline) if outline.isdecimal() and len(outline) == 1 else -1,
    )  # fmt: skip


def _inherited(key: str, own: Mapping[str, tuple[str, ParagraphStyle]]) -> ParagraphStyle:
    chain, seen = [], set[str]()
    while key in own and key not in seen:
        seen.add(key)
        chain.append(own[key][1])
        key = own[key][0]
    indent: dict[str, int] = {}
    for style in reversed(chain):
        indent |= style.indent
    size = next((style.size for style in chain if style.size), 0)
    outline = next((style.outline for style in chain if style.outline >= 0), -1)
    return ParagraphStyle(chain[0].name if chain else "", indent, size, outline)
