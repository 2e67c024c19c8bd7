"""How well an archive's numbers, or a newspaper and its day, fit a known work; and what a work may be called by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from variorum.manuscript.citations.archives import shelved
from variorum.manuscript.citations.values import Reference
from variorum.manuscript.works import LONGEST_TITLE_LINE, Work, alike, key_words, share_within
from variorum.text.letters import compiled

_TITLE_PAGE = 3  # lines: what follows may be a table of contents
_NO_TITLE = re.compile(
    r"microsoft|\.(?:docx?|pdf|indd|tex|qxd|rtf)\b|untitled|^\W*\d*\W*$|без имени|документ\d", re.IGNORECASE
)
_STEM_PARTS = re.compile(r"[^\W\d_]+|\d+")
_MONTH_NAMES = (
    "jan янв|feb фев fév|mar мар mär|apr апр avr|may мая май mai|jun июн juin|jul июл juil|aug авг aoû|sep сен|"
    "oct окт okt|nov ноя|dec дек déc dez"
)
_IN_FIGURES = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?((?:1[4-9]|20)\d\d)(?!\d)")
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split("|"), start=1) for name in names.split()}
CERTAIN, LIKELY, POSSIBLE, NONE = 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class WorkFit:
    """What a comparison came to: a level (CERTAIN to NONE), a score to order equals by, and the reasons."""

    level: int
    score: float = 0.0
    because: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def titles_of(work: Work) -> tuple[str, ...]:
    """Every title that a work may be cited by: its own, shorter ones, its file's name, and lines of its title page."""
    found = [work.title, *work.also]
    if work.origin == "folder":
        found.append(" ".join(stem_parts(work.file)))
        if not work.title or _NO_TITLE.search(work.title):
            found += [line for line in work.opening[:10] if _is_short(line) and not line.startswith("#")]
        elif work.opening[:1] == (work.title,):  # the first line, which may be the author's name
            found += takewhile(_is_short, work.opening[1:_TITLE_PAGE])
        found += [line.partition(" ")[2] for line in work.opening[:10] if line.startswith("#title")]
    return tuple(dict.fromkeys(title for title in found if title))


def _is_short(line: str) -> bool:
    return len(line.split()) <= LONGEST_TITLE_LINE


@lru_cache(maxsize=4096)
def stem_parts(file: str) -> tuple[str, ...]:
    """The words and numbers in a file's name, without its ending."""
    stem = re.sub(r"\.\w{2,5}$", "", file)
    stem = compiled(r"(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})").sub(" ", stem)  # WarAndPeace
    return tuple(part.casefold() for part in _STEM_PARTS.findall(stem.replace("_", " ")))


def by_shelf(reference: Reference, work: Work) -> WorkFit:
    """An archival reference against a file that bears its numbers in its name, or says them at its head."""
    wanted = {name: value.casefold() for name, value in reference.fonds.items() if name != "archive"}
    if not wanted:
        return WorkFit(NONE)
    if work.fonds:
        known = {name: value.casefold() for name, value in work.fonds.items() if name != "archive"}
        same = known == wanted and _same_archive(reference.fonds.get("archive", ""), work.fonds.get("archive", ""))
        return WorkFit(CERTAIN, 1.0, ("the archival reference agrees",)) if same else WorkFit(NONE)
    for line in (*work.opening, work.title):
        found = shelved(line)
        if found and {n: v.casefold() for n, v in found.parts.items() if n != "archive"} == wanted:
            return WorkFit(CERTAIN, 1.0, ("the file names this archival reference",))
    numbers = [part for part in stem_parts(work.file) if part.isdigit()]
    cited = [part for value in wanted.values() for part in re.findall(r"\d+", value)]
    if len(cited) >= 2 and any(numbers[at : at + len(cited)] == cited for at in range(len(numbers))):
        archive = key_words(reference.fonds.get("archive", ""))
        words = [part for part in stem_parts(work.file) if not part.isdigit()]
        named = bool(archive) and any(alike(a, w) for a in archive for w in words)
        return WorkFit(CERTAIN if named else LIKELY, 0.9, ("the file's name has these numbers",))
    return WorkFit(NONE)


def _same_archive(a: str, b: str) -> bool:
    return (
        not a
        or not b
        or share_within(key_words(a), key_words(b)) > 0.5
        or share_within(key_words(b), key_words(a)) > 0.5
    )


def by_date(reference: Reference, work: Work) -> WorkFit:
    """A number of a newspaper against a file or record of that name and day."""
    name = key_words(reference.container or reference.title)
    called = [*key_words(work.title), *key_words(work.container), *stem_parts(work.file)]
    if not name or not all(any(alike(word, other) for other in called) for word in name):
        return WorkFit(NONE)
    day = day_of(reference.date or reference.year, reference.year)
    if day and day in _days_of(work):
        return WorkFit(CERTAIN, 1.0, ("the newspaper and its day agree",))
    if reference.number and reference.number in stem_parts(work.file) and reference.year[:4] in stem_parts(work.file):
        return WorkFit(CERTAIN, 0.9, ("the newspaper, its year and its number agree",))
    if day and _days_of(work):
        return WorkFit(NONE)
    year = reference.year[:4]
    if year and year in (work.year[:4], *stem_parts(work.file)):
        return WorkFit(LIKELY, 0.6, ("the newspaper and its year agree",))
    return WorkFit(NONE)


def day_of(written: str, year: str = "") -> tuple[int, int, int] | None:
    """Year, month and day of a date as notes write it; None where one of them is missing."""
    if (in_figures := _IN_FIGURES.search(written)) is not None:
        return int(in_figures[3]), int(in_figures[2]), int(in_figures[1])
    month = next(
        (number for name, number in _MONTHS.items() if compiled(rf"\b{name}", re.IGNORECASE).search(written)), 0
    )
    day = re.search(r"(?<!\d)(\d{1,2})(?!\d)", written)
    found = re.search(r"(?:1[4-9]|20)\d\d", written) or re.search(r"(?:1[4-9]|20)\d\d", year)
    if not (month and day and found):
        return None
    return int(found.group()), month, int(day[1])


def _days_of(work: Work) -> set[tuple[int, int, int]]:
    found = set()
    numbers = [int(part) for part in stem_parts(work.file) if part.isdigit() and len(part) <= 4]
    for a, b, c in zip(numbers, numbers[1:], numbers[2:], strict=False):
        if a > 1400 and 1 <= b <= 12 and 1 <= c <= 31:
            found.add((a, b, c))
        if c > 1400 and 1 <= b <= 12 and 1 <= a <= 31:
            found.add((c, b, a))
    for told in (" ".join(stem_parts(work.file)), work.title if len(work.title) < 80 else ""):
        if (day := day_of(re.sub(r"№\s*\d+", "", told))) is not None:
            found.add(day)
    if work.origin == "note" and (day := day_of(work.date, work.year)) is not None:
        found.add(day)
    if (iso := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", work.date or work.year)) is not None:
        found.add((int(iso[1]), int(iso[2]), int(iso[3])))
    return found
