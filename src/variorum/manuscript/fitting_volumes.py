"""Which volume or issue a reference names, and whether a work is that one or another, by its record, title or file."""

from __future__ import annotations

import re

from variorum.manuscript.citations.values import Reference
from variorum.manuscript.fitting_by_shelf_and_day import stem_parts
from variorum.manuscript.works import Work
from variorum.names.forms.rulers import roman

VOLUME_IN_TITLE = re.compile(r"\b(?:vols?\.?|volume|[тТ]\.|том|Bd\.)\s*(\d{1,3}|[IVXLC]{1,7})\b", re.IGNORECASE)


def has_volume(volume: str, work: Work) -> bool:
    """Whether a work is this volume by its record, or a file by its name."""
    return _in_figures(volume) in (_in_figures(work.volume), _in_figures(one_volume_in(work.title))) or (
        work.origin == "folder" and volume.casefold() in stem_parts(work.file)
    )


def _in_figures(volume: str) -> str:
    """A volume's number in Arabic figures, so that “I” is 1; other names of volumes in small letters."""
    return str(roman(volume) or volume.casefold())


def one_volume_in(title: str) -> str:
    """The one volume that a title names ("Collected Works, Vol. 22"); empty where it names none or several."""
    found = VOLUME_IN_TITLE.findall(title)
    return found[0] if len(found) == 1 else ""


def other_volume(volume: str, work: Work) -> bool:
    """Whether a file is by its own name another volume of the work ("lenin-pss-45" where volume 33 is cited)."""
    if own := work.volume or one_volume_in(work.title):
        return _in_figures(own) != _in_figures(volume) and work.origin != "folder"
    numbers = [part for part in stem_parts(work.file) if part.isdigit() and len(part) <= 2]
    return bool(
        work.origin == "folder"
        and numbers
        and volume.isdigit()
        and volume not in [n.lstrip("0") or "0" for n in numbers]
    )


def other_issue(reference: Reference, work: Work) -> bool:
    """Whether a periodical is cited by the number of its issue, and a work is by its record or name another issue."""
    if not reference.number or reference.authors or work.authors:
        return False
    cited = re.findall(r"\d+", reference.number)
    own = re.findall(r"\d+", work.number)
    if not own and work.origin == "folder":
        own = [part.lstrip("0") for part in stem_parts(work.file) if part.isdigit() and len(part) <= 3]
    return bool(own) and cited[:1] != own[:1] and not set(cited) & set(own)
