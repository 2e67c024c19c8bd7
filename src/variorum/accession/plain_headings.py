"""What a plain text shows without saying so: its title lines, headings, and what its header tells of the book.

All of it is guessed from form, so all of it only sorts: nothing is taken out of the text. Headings and title lines take
no paragraph number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from variorum.accession.paragraphs import collapse
from variorum.accession.plain_pages import is_mark
from variorum.accession.reading import Colophon
from variorum.languages.registry import of_every_language, packs

_ORDINAL = (
    r"(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last)"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen(?:th)?|(?:twen|thir|for|fif)t(?:y|ieth)(?:-[a-z]{3,7})?"
    r"|(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|последн"
    r"|(?:одинн|двен|трин|четырн|пятн|шестн|семн|восемн|девятн|дв|три)адцат)(?:ый|ий|ой|ая|ья|яя|ое|ье|ее)"
)
_NUMBER = rf"(?:№ ?)?(?:\d{{1,3}}|(?-i:[IVXLCDMХІ]{{1,8}})|(?-i:[ivxl]{{1,6}})(?=[.:]|$)|{_ORDINAL})"
_DIVISION = re.compile(
    r"(?:(?:chapter|book|part|section|letter|volume|act|scene|appendix|lecture|essay"
    rf"|глава|часть|книга|раздел|том|приложение|письмо|лекция|статья)[ ]{_NUMBER}"
    r"|(?:part|section|appendix|часть|раздел|приложение)[ ](?-i:[A-ZА-ЯЁ]))\b(?P<rest>.{0,90})",
    re.IGNORECASE | re.DOTALL,
)
_RUNS_ON = re.compile(r"[,;]?\s+(?-i:[a-zа-яё])")
_FRONT = re.compile(
    r"(?:preface|introduction|foreword|contents|table of contents|prologue|epilogue|conclusion|afterword|appendix|notes"
    r"|index|bibliography|предисловие|введение|от автора|от редакции|содержание|оглавление|пролог|эпилог|заключение"
    r"|послесловие|приложение|примечания|указатель|библиография)\.?",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[IVXLCDM]{1,8}\.?")
_UNDERLINE = re.compile(r"[=~*_\-–—]{3,}\s*")
_MUSE = re.compile(r"\*{1,5} \S.{0,150}")
_HASHES = re.compile(r"(#{1,6}) +(\S.{0,150}?) *#*")
_GUTENBERG = re.compile(
    r"^(Title|Author|Language|Release Date|Posting Date|Publisher|Translator|Editor): +(.{1,200})$", re.MULTILINE
)
_MUSE_FIELD = re.compile(
    r"^#(title|author|lang|date|source|publisher|isbn|translator) (.{1,400})$", re.MULTILINE | re.IGNORECASE
)
_YEAR = re.compile(r"\b1[5-9]\d\d\b|\b20\d\d\b")
_PERSON = re.compile(r"(?:by |By |BY )?((?:[A-ZА-ЯЁ][\w.’'-]*\s){1,3}[A-ZА-ЯЁ][\w.’'-]+)")
_SENTENCE_END = (".", "!", "?", "…", ":", ";", ",", "”", "»", '"', ")")
_SIGNED = re.compile(r"[“\"«‘„].{20,3000}[”\"»’“]\s*[—–-]\s*\S.{2,100}", re.DOTALL)
_EMPHASIS = re.compile(r"([*_]{1,3})(\S(?:.*?\S)?)\1")
_HEAD = 12_000


def heading_level(block: str) -> int:
    """How deep a heading this block is, from 1; 0 where it is none."""
    if len(block) > 160:
        return 0
    lines = block.split("\n")
    if len(lines) == 2 and _UNDERLINE.fullmatch(lines[1]) and lines[0].strip():
        return 2 if lines[1].startswith("-") else 1
    if len(lines) > 3:
        return 0
    text = collapse(block)
    if match := _HASHES.fullmatch(text):
        return len(match.group(1))
    if _MUSE.fullmatch(text) and len(lines) == 1:
        return text.index(" ")
    if (division := _DIVISION.fullmatch(text)) and not _is_sentence(division):
        return 1
    if _FRONT.fullmatch(text) or _ROMAN.fullmatch(text):
        return 1
    return 2 if len(lines) == 1 and _is_capitals(text) else 0


def _is_sentence(division: re.Match[str]) -> bool:
    """Whether what begins like a heading ("Letter 21", «Письмо 3») goes on as a sentence of the text does."""
    text = division.group()
    return (
        len(text) >= 110
        or text.endswith((",", ";", ":"))
        or (text.endswith((".", "!", "?", "…")) and _RUNS_ON.match(division["rest"]) is not None)
    )


def heading_text(block: str) -> str:
    """A heading as one would name the section: without underline, hashes, stars and emphasis marks."""
    lines = [line for line in block.split("\n") if not _UNDERLINE.fullmatch(line)]
    return collapse(" ".join(lines)).strip("#*_= ")


def _is_capitals(text: str) -> bool:
    letters = sum(sign.isalpha() for sign in text)
    return (
        letters >= 3
        and len(text) <= 80
        and text.isupper()
        and letters * 2 > len(text)
        and not text.endswith((",", ";", ":", "."))
    )


def is_field_list(block: str) -> bool:
    """Whether a block is the field list ("#title …") with which text archives open a file."""
    return block.startswith("#") and _MUSE_FIELD.search(block) is not None


def title_blocks(blocks: Sequence[str]) -> int:
    """How many blocks at the head of a text are title lines, by-line, date or a signed motto, and no paragraph of it.

    Title lines are short and end without a full stop. Where a whole text is made of such lines, as a poem or a list is,
    there is no title but the first line.
    """
    if blocks and is_field_list(blocks[0]):
        return 1
    count = sum(1 for _ in takewhile(_is_title_line, blocks[:12]))
    if count == len(blocks) or count > 8:
        return min(1, len(blocks) - 1) if len(blocks) > 1 else 0
    if count and count < len(blocks) and len(blocks[count]) < 3000 and _SIGNED.fullmatch(blocks[count].strip()):
        count += 1
    return count


def _is_title_line(block: str) -> bool:
    text = block.strip()
    lines = text.split("\n")
    return (
        len(text) <= 200
        and len(lines) <= 4
        and all(len(line) <= 120 for line in lines)
        and not text.endswith(_SENTENCE_END)
    )


def colophon_of(text: str, titles: Sequence[str]) -> Colophon:
    """What the header tells: a field list as text archives and Gutenberg print it, else the title lines."""
    head = text[:_HEAD]
    fields = {key.lower(): collapse(value) for key, value in _MUSE_FIELD.findall(head) if head.startswith("#")}
    if not fields:
        fields = {key.lower(): collapse(value) for key, value in _GUTENBERG.findall(head)}
    if fields:
        return _from_fields(fields)
    lines = [collapse(line) for block in titles for line in block.split("\n") if line.strip() and not is_mark(line)]
    if not lines:
        return Colophon()
    dated = next((line for line in lines[1:] if _YEAR.search(line) and len(line) <= 40), "")
    person = next((m.group(1) for line in lines[1:] if line != dated and (m := _PERSON.fullmatch(line)) and dated), "")
    return Colophon(
        title=_EMPHASIS.sub(r"\2", lines[0].strip("#= ")),
        authors=(person,) if person else (),
        dates={"published": dated} if dated else {},
    )


def _from_fields(fields: dict[str, str]) -> Colophon:
    written = fields.get("date", "")
    other = {"publisher": "publisher", "isbn": "ISBN", "translator": "translator", "source": "source"}
    return Colophon(
        title=fields.get("title", ""),
        authors=(fields["author"],) if fields.get("author") else (),
        language=language_code(fields.get("lang", fields.get("language", ""))),
        dates={"published": written} if written else {},
        other={theirs: fields[ours] for ours, theirs in other.items() if fields.get(ours)},
    )


def language_code(name: str) -> str:
    """A language as BCP 47 has it, from a code or from its English or own name; empty where it is not known."""
    low = name.strip().lower()
    called = {name: code for code, one in of_every_language("recognising").items() for name in one.get("called", ())}
    called |= {name.lower(): one.code for one in packs().values() for name in (one.name, one.own_name)}
    if low in called:
        return called[low]
    if not re.fullmatch(r"[a-z]{2,3}([-_][a-z0-9]{2,8})*", low):
        return ""
    main, *rest = low.replace("_", "-").split("-")
    return "-".join([main, *({2: part.upper(), 4: part.title()}.get(len(part), part) for part in rest)])
