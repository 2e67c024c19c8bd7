"""Files for other programs: one module a format, each declared in `_FORMATS` and nowhere else.

A format is a function from a public record to text; what may not leave the archive was taken out before it is asked.
Other people's formats are found through the entry point group `variorum.exporters`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from variorum.additions import NO_SUCH_KIND, TAKEN_ALREADY, Lacking, Unfit, taken
from variorum.examined import Examined
from variorum.finding import NotFound, Refused
from variorum.saying import say

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINTS = "variorum.exporters"
Writer = Callable[[Examined], str]

# name → module, the ending of its files, and what it is for
_FORMATS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "argdown": ("argdown", "argdown", "theses and claims as an Argdown document"),
        "gexf": ("gexf", "gexf", "the network of people and groups (GEXF 1.3, for Gephi)"),
        "graphml": ("graphml", "graphml", "the network of people and groups (GraphML, for networkx, igraph, yEd)"),
        "network-csv": ("network_csv", "csv", "the ties of people and groups as a table (CSV)"),
        "chronology-csv": ("chronology_csv", "csv", "what is dated, with bounds and what follows, as a table (CSV)"),
        "aif": ("aif", "json", "theses and claims as an argument network (AIF, JSON)"),
    }
)


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format that a record can be written in; `write` gives the file's text."""

    name: str
    ending: str
    purpose: str
    write: Writer


def formats() -> tuple[str, ...]:
    """The names of all formats, those of others included."""
    return (*_FORMATS, *others())


def others() -> tuple[str, ...]:
    """The names of the formats that other packages bring."""
    return tuple(_taken()[0])


def lacking() -> tuple[Lacking, ...]:
    """The formats of other packages that cannot be had, and why."""
    return _taken()[1]


@cache
def _taken() -> tuple[Mapping[str, ExportFormat], tuple[Lacking, ...]]:
    return taken(ENTRY_POINTS, _format)


def _format(point: EntryPoint) -> ExportFormat:
    if point.name in _FORMATS:
        raise Unfit(TAKEN_ALREADY, point.name)
    found = point.load()
    if not isinstance(found, ExportFormat):
        raise Unfit(NO_SUCH_KIND, "variorum.interchange.ExportFormat")
    return found


def format_named(name: str) -> ExportFormat:
    """One format; NotFound with the names of all where there is none."""
    if name in _FORMATS:
        module, ending, purpose = _FORMATS[name]
        return ExportFormat(name, ending, purpose, import_module(f"variorum.interchange.{module}").write)
    if name in _taken()[0]:
        return _taken()[0][name]
    for one in lacking():
        if one.name == name:
            raise Refused(f"The export “{name}” of the package {one.package} cannot be used ({': '.join(one.of)}).")
    raise NotFound(
        say("There is no format “{name}” to export to. There are: {formats:,}.", name=name, formats=tuple(formats()))
    )
