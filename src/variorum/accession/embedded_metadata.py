"""What a file says of itself, as far as it can be believed.

Programs fill in titles that are none ("Microsoft Word - Report.doc", "untitled", the name of a file), authors that are
none ("user", "Администратор"), and the language of their own menus. Such things would become a source's title, key and
language; it is better to say nothing. The language is asked of the text, and what the file says is kept where the text
does not contradict it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.accession.language_told import language_of
from variorum.accession.reading import Colophon
from variorum.record import Page

_FILE_NAME = re.compile(
    r"\S.*\.(?:docx?|rtf|odt|pdf|txt|html?|tex|dvi|ps|eps|indd|qxd|qxp|pmd|p65|fm|wpd|xlsx?|pptx?|tiff?|jpe?g|png|epub"
    r"|fb2|djvu?|cdr|tmp|pub|pages)",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)|word|openoffice\S*|print|printing)? ?-? ?"
    r"(?:untitled|no title|title|document|doc|new document|scan(?:ned)?(?: document)?|slide|layout|blank|page|image"
    r"|book|pdf|presentation|powerpoint presentation|без имени|без названия|безымянный|документ|новый документ|название"
    r"|заголовок|отсканированный документ|сканированный документ|титул|unknown|unbenannt|sans titre|none|null|temp"
    r"|test)"
    r"[ _-]?\d{0,4}\.?",
    re.IGNORECASE,
)
_BY_PROGRAM = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel|publisher)|\(?microsoft office\)?) ?[-–—:] ?.*", re.IGNORECASE
)
_CODE = re.compile(
    r"(?!\d{4}$)(?:[0-9a-f]{8,}|[\d\s._-]+|(?:img|dsc|scan|doc|file|page)[_ -]?\d+|[a-z]:\\.*|file:.*|https?://\S+)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:user|admin(?:istrator)?|owner|author|unknown|anonymous|guest|default|home|office|compaq|hp|dell|acer|asus|lenovo"
    r"|pc|пользователь|админ(?:истратор)?|автор|неизвестн\w*|гость|дом|компьютер|хозяин|calibre|scribd|www\..*|https?:.*)"
    r"[ _-]?\d{0,4}",
    re.IGNORECASE,
)
_ACCENTED = re.compile("[\u00c0-\u00ff\u00a8\u00b8]")
_RUSSIAN = re.compile("[А-Яа-яЁё]")


def believed(colophon: Colophon, pages: Sequence[Page], name: str) -> Colophon:
    """The colophon without what is no title, no author, or not the language of the text."""
    return replace(
        colophon,
        title=_title(colophon.title, name),
        authors=tuple(mended for author in colophon.authors if (mended := _mended(author)) and not _is_nobody(mended)),
        language=_language(colophon.language, pages),
    )


def _title(title: str, name: str) -> str:
    """A title that names the work; empty where it names a file or a program's default."""
    said = _mended(" ".join(title.split()))
    stem = re.sub(r"(?:\.\w{1,8}){1,2}$", "", name.rpartition("/")[2]).casefold()
    if _NO_TITLE.fullmatch(said) or _BY_PROGRAM.fullmatch(said) or _FILE_NAME.fullmatch(said) or _CODE.fullmatch(said):
        return ""
    is_name_of_file = said.casefold() == stem and not re.search(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}", said)
    return "" if is_name_of_file and re.search(r"[\d_.]|^\S{1,12}$", said) else said


def _is_nobody(author: str) -> bool:
    return _NO_AUTHOR.fullmatch(author.strip()) is not None or not re.search(r"[^\W\d_]", author)


def _mended(said: str) -> str:
    """Russian that a program wrote as Western letters, put right: «Ìèð» is «Мир»."""
    letters = sum(letter.isalpha() for letter in said)
    if letters < 3 or len(_ACCENTED.findall(said)) < 0.6 * letters:
        return said
    try:
        russian = said.encode("cp1252").decode("cp1251")
    except UnicodeError:
        return said
    return russian if len(_RUSSIAN.findall(russian)) > 0.8 * letters else said


def _language(said: str, pages: Sequence[Page]) -> str:
    """The language of the text where it is clear, in the file's own words for it where these agree."""
    told = language_of(page.text for page in _from_the_middle(pages))
    if not told or said.split("-")[0].lower() == told:
        return said
    return told


def _from_the_middle(pages: Sequence[Page]) -> list[Page]:
    """The pages, those first that are likelier to be text than title or contents."""
    start = len(pages) // 4
    return [*pages[start:], *pages[:start]]
