"""New dossiers: a source's, written from what its file says of itself; somebody's, when a name without one is accepted.

What neither file nor names tell is left for the historian to fill in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from variorum.archive.datings import proposed_edtf, read_dating
from variorum.archive.file_names import is_reserved
from variorum.archive.front_matter import yaml_text, yaml_value
from variorum.archive.locking import locked
from variorum.archive.writing import ABSENT, write_atomically
from variorum.finding import Refused
from variorum.languages.registry import words_of_every_language
from variorum.record import ACCESSES, SOURCE_KINDS, STANDINGS, Original
from variorum.saying import say


class ColophonLike(Protocol):
    """What a file says of itself (accession's `Colophon`)."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def authors(self) -> tuple[str, ...]:
        """Its authors as it names them."""

    @property
    def language(self) -> str:
        """Its language, BCP 47."""

    @property
    def dates(self) -> Mapping[str, str]:
        """What a date is of ("composed", "published") → the date as written."""

    @property
    def other(self) -> Mapping[str, str]:
        """Further CSL fields."""


class ReadingLike(Protocol):
    """What came of reading a file (accession's `Reading`)."""

    @property
    def paging(self) -> str:
        """ "pages", "sections" or "none"."""

    @property
    def colophon(self) -> ColophonLike:
        """What the file says of itself."""


# Not a transliteration to cite by, but letters for a key: short, ASCII, easily typed.
_CYRILLIC = tuple("абвгдеёжзийклмнопрстуфхцчшщъыьэюяѣіѳѵґєї")
_LATIN_WORDS = "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e iu ia e i f i g ie i"
_LATIN = tuple(_LATIN_WORDS.split())
_LETTERS: Mapping[str, str] = MappingProxyType(dict(zip(_CYRILLIC, _LATIN, strict=True)))
_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d{2})(?!\d)")
_EXTENSION = re.compile(r"(?:\.[A-Za-z0-9]{1,8}){1,2}$")


def propose_key(colophon: ColophonLike, name: str, *, taken: Collection[str]) -> str:
    """A key for a new source: surname and year (`peters2019`), else surname and two words of the title
    (`kropotkin-mutual-aid`), else words of the title, else the file's name.

    ASCII, begins with a letter, and differs from those taken by more than case; a letter is added as bibliographers do
    (`peters2019b`).
    """
    year = _year(colophon, name)
    stem = _EXTENSION.sub("", name)
    surname = _surname(colophon.authors)
    if surname and not year:
        surname = "-".join(filter(None, [surname, _words(colophon.title, most=2, without=surname)]))
    word = surname or _words(colophon.title) or _words(stem) or "source"
    if word[0].isdigit():
        word = "s" + word
    key = word if _YEAR.search(word) else word + year
    if is_reserved(key):
        key += "-1"
    used = {other.casefold() for other in taken}
    if key not in used:
        return key
    parting = "" if key[-1].isdigit() else "-"
    return next(candidate for suffix in _suffixes() if (candidate := f"{key}{parting}{suffix}") not in used)


def write_source_dossier(
    root: Path,
    key: str,
    *,
    original: Original | None,
    reading: ReadingLike,
    corrected: Callable[[bytes], bytes] = bytes,
) -> Path:
    """Write `sources/KEY.md`, as a person `corrected` what the file says, and give its path.

    Refused where there is one already.
    """
    path = root / "sources" / f"{key}.md"
    if path.exists():
        raise Refused(say("There is a dossier {name} already; it was left as it is.", name=path.name))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, corrected(source_dossier(key, original, reading).encode("utf-8")), expected=ABSENT)
    return path


def source_dossier(key: str, original: Original | None, reading: ReadingLike) -> str:
    """The text of a new source's dossier: what the file says, and beside each empty field what may stand there."""
    colophon = reading.colophon
    csl = {name: value for name, value in colophon.other.items() if value.strip()}
    lines = [
        "---",
        f"key: {yaml_text(key)}",
        *_choice("kind", SOURCE_KINDS),
        f"title: {yaml_text(_line(colophon.title))}" if colophon.title else "title:",
        f"author: {yaml_value([_line(author) for author in colophon.authors])}",
        f"language: {yaml_text(colophon.language)}" if colophon.language else "language:                # en, ru, de …",
        *_date("composed", colophon, "when it was written (EDTF), which is not when it came out"),
        *_date("published", colophon, "when it came out (EDTF)"),
        *_choice("standing", STANDINGS),
        "derived-from: []         # keys of sources; also edition-of, translation-of, reply-to, part-of",
        *(["pages: none              # cite by section or paragraph: § 3"] if reading.paging == "sections" else []),
        f"access: open             # {', '.join(ACCESSES)}",
        *([f"original: {yaml_value({'file': original.file, 'sha256': original.sha256})}"] if original else []),
        *([f"csl: {yaml_value({name: _line(value) for name, value in csl.items()})}"] if csl else []),
        "---",
        "",
    ]
    return unicodedata.normalize("NFC", "\n".join(lines))


def ascii_word(text: str) -> str:
    """A text in small ASCII letters, digits and hyphens, Cyrillic transliterated."""
    letters = "".join(_LETTERS.get(letter, letter) for letter in text.casefold().replace("ь", "").replace("ъ", ""))
    plain = unicodedata.normalize("NFKD", letters.replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    plain = "".join(letter for letter in plain if letter.isascii())
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _choice(name: str, allowed: Iterable[str]) -> list[str]:
    """An empty field, with the words that may stand in it as a comment below."""
    words = list(allowed)
    half = (len(words) + 1) // 2
    rows = [words] if len(words) < 10 else [words[:half], words[half:]]
    return [f"{name}:".ljust(25) + "# " + ", ".join(rows[0]), *(" " * 25 + "# " + ", ".join(row) for row in rows[1:])]


def _date(name: str, colophon: ColophonLike, explanation: str) -> list[str]:
    written = _line(colophon.dates.get(name, ""))
    if not written:
        return [f"{name}:".ljust(25) + f"# {explanation}"]
    edtf = written if not read_dating(written, "gregorian")[1] else proposed_edtf(written)
    if edtf:
        return [f"{name}: {yaml_text(edtf)}"]
    return [f"{name}:".ljust(25) + f"# the file says: {_line(written)[:200]}"]


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())


def _year(colophon: ColophonLike, name: str) -> str:
    for written in (colophon.dates.get("published", ""), colophon.dates.get("composed", ""), name, colophon.title):
        if (match := _YEAR.search(written)) is not None:
            return match[1]
    return ""


def _surname(authors: tuple[str, ...]) -> str:
    """The surname of the first author: before a comma, otherwise the last word that is no initial."""
    for author in authors:
        before, comma, _ = author.partition(",")
        words = [word for word in re.split(r"[\s]+", before.strip()) if word]
        full = [word for word in words if len(word.rstrip(".")) > 1 and not word.endswith(".")]
        chosen = full or words
        if chosen and (word := ascii_word(chosen[0] if comma and len(chosen) == 1 else chosen[-1])):
            return word[:30].strip("-")
    return ""


def _words(text: str, *, most: int = 3, without: str = "") -> str:
    """The first words of a text that tell it from others: neither stop words nor single letters, if there are such."""
    words = [word for word in re.split(r"[\W_]+", text) if word]
    little = words_of_every_language("small_words", "in-no-key")
    telling = [word for word in words if word.casefold() not in little and (len(word) > 1 or word.isdigit())]
    telling = [word for word in telling if ascii_word(word) != without] or ([] if without else words)
    return ascii_word("-".join(telling[:most]))[:40].strip("-")


def _suffixes() -> Iterable[str]:
    yield from "bcdefghijklmnopqrstuvwxyz"
    number = 27
    while True:
        yield f"-{number}"
        number += 1


FOLDERS = {"person": "people", "group": "groups", "place": "places", "work": "works"}
_LONGEST = 40  # characters of an id that is made from a name


def propose_id(name: str, kind: str, *, taken: Collection[str]) -> str:
    """An id that no dossier has yet: the surname of a person, the first words of anything else."""
    words = [ascii_word(word) for word in re.split(r"[\s,.]+", name)]
    telling = [word for word in words if word]
    surname = _surname((name,)) if kind == "person" else ""
    base = (surname or "-".join(telling))[:_LONGEST].strip("-") or kind
    if base not in taken:
        return base
    given = next((word for word in telling if word != base), "")
    if surname and given and f"{base}-{given}" not in taken:
        return f"{base}-{given}"
    return next(key for number in range(2, len(taken) + 3) if (key := f"{base}-{number}") not in taken)


def entity_dossier(id_: str, name: str, forms: Sequence[str]) -> str:
    """The text of a dossier with a name and its forms, and nothing said yet."""
    listed = "".join(f"\n  - {yaml_text(_line(form))}" for form in dict.fromkeys(forms) if form != name)
    names = f"names:{listed}\n" if listed else ""
    return f"---\nid: {id_}\nname: {yaml_text(_line(name))}\n{names}---\n\n## Statements\n"


def write_entity_dossier(root: Path, id_: str, *, kind: str, name: str, forms: Sequence[str]) -> Path:
    """Write a new dossier; Refused where the id is none, or where a file of that name is there already."""
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", id_):
        raise Refused(
            say("“{id}” is no id: small letters without accents, digits and hyphens, for example ivan-petrov.", id=id_)
        )
    path = root / FOLDERS[kind] / f"{id_}.md"
    with locked(root):
        if path.exists():
            raise Refused(
                say("There is a file {folders}/{id}.md already; choose another id.", folders=FOLDERS[kind], id=id_)
            )
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, entity_dossier(id_, name, forms).encode("utf-8"), expected=ABSENT)
    return path
