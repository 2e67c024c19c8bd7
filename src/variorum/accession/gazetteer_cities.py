"""Lists of towns with the names they bore, as YAML: country, region, town, `nameHistory` with periods and languages.

The format is that of soviet-placenames. Its periods are years ("1924-1991", "-1924", "1991-", several by commas); a
name that was never another has the period "-" and gets none here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from variorum.accession.gazetteer import Gazetteer, GazetteerPlace, Wanted, degrees, text_of, unreadable_entry
from variorum.dates.edtf import parse_edtf
from variorum.finding import Finding, Unreadable
from variorum.languages.registry import of_every_language
from variorum.record import NameForm
from variorum.saying import say

_DEEPEST = 12


def recognises(head: str) -> bool:
    """Whether the head of a file has a town with its history of names."""
    return "nameHistory:" in head and "latitude:" in head


def opened(path: Path) -> Gazetteer:
    """The list, to be read at once; `Unreadable` where it is no YAML."""
    import yaml

    class PlainLoader(yaml.BaseLoader):
        """Every scalar is text, and aliases, by which a small file grows without bound, are not followed."""

        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("aliases are not used here")
            return super().compose_node(parent, index)

    text = text_of(path)
    try:
        # S506 knows no loader of one's own; this one makes texts, lists and mappings and nothing else
        read = yaml.load(text, Loader=PlainLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f" at line {line + 1}" if line is not None else ""
        raise Unreadable(
            say("{name} is no YAML{where}; look whether the file is whole.", name=path.name, where=where)
        ) from error
    return Gazetteer(path, "soviet-placenames", "soviet-placenames, MIT", lambda wanted: _places(path, read, wanted))


def _places(path: Path, read: object, wanted: Wanted) -> Iterator[GazetteerPlace | Finding]:
    for parents, name, town in _towns(read, ()):
        forms, faults = _forms(name, town.get("nameHistory"))
        yield from (unreadable_entry(path, f"{name}: {fault}") for fault in faults)
        pages = town.get("wikipedia")
        same_as = tuple(str(page) for page in pages.values() if page) if isinstance(pages, Mapping) else ()
        if not wanted.has((name, *(form.form for form in forms)), same_as):
            continue
        coordinates = degrees(town.get("latitude"), town.get("longitude"))
        if coordinates is None:
            yield unreadable_entry(path, say("{name}: latitude and longitude are no place on earth.", name=name))
        else:
            yield GazetteerPlace(name, forms, coordinates, same_as, ", ".join(parents))


def _towns(read: object, parents: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, Mapping[str, object]]]:
    if not isinstance(read, Mapping) or len(parents) > _DEEPEST:
        return
    for name, inner in read.items():
        if isinstance(inner, Mapping) and "nameHistory" in inner:
            yield parents, str(name), inner
        else:
            yield from _towns(inner, (*parents, str(name)))


def _forms(name: str, history: object) -> tuple[tuple[NameForm, ...], list[str]]:
    """The forms of the history; the entry's own name, which is today's, has the periods of the name borne today."""
    forms: list[NameForm] = []
    faults: list[str] = []
    today: list[str] = []
    for entry in history if isinstance(history, list) else ():
        if not isinstance(entry, Mapping):
            faults.append("an entry of nameHistory is no mapping.")
            continue
        periods = []
        for written in str(entry.get("period") or "-").split(","):
            period = _edtf(written.strip())
            if period is None:
                faults.append(f"the period “{written.strip()}” is no time.")
            else:
                periods.append(period)
        if any(period == "" or period.endswith("..") for period in periods):
            today = periods
        spoken = [(code, _unstressed(str(form), code)) for code, form in entry.items() if code != "period" and form]
        forms += [NameForm(form, language=code, period=period) for period in periods for code, form in spoken]
    if not any(form.language == "en" and form.period in today for form in forms):
        forms += [NameForm(name, language="en", period=period) for period in today or [""]]
    return tuple(forms), faults


def _edtf(written: str) -> str | None:
    """A period as EDTF: "1924-1991" is 1924/1991; empty for "-"; None for what is no time."""
    start, dash, end = (part.strip() for part in written.replace("–", "-").partition("-"))
    if not dash:
        return None
    sides = [_side(start), _side(end)]
    if sides == ["..", ".."]:
        return ""
    period = "/".join(sides)
    try:
        parse_edtf(period)
    except ValueError:
        return None
    return period


def _side(written: str) -> str:
    if written == "?":
        return ""
    return written.upper() if written else ".."


def _unstressed(form: str, language: str) -> str:
    if not of_every_language("recognising").get(language, {}).get("acute-marks-stress"):
        return unicodedata.normalize("NFC", form)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", form).replace("\u0301", ""))
