"""Files for other programs: one module a format, each declared in `formats` and nowhere else.

A format is a function from a public record to text; what may not leave the archive was taken out before it is asked.
Other people's formats are found through the entry point group `variorum.exporters`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from variorum.finding import NotFound
from variorum.record import Record

ENTRY_POINTS = "variorum.exporters"
Writer = Callable[[Record], str]

# name → module, the ending of its files, and what it is for
_FORMATS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "argdown": ("argdown", "argdown", "theses and claims as an Argdown document"),
        "gexf": ("gexf", "gexf", "the network of people and groups (GEXF 1.3, for Gephi)"),
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


Format = ExportFormat  # as it was called at first: packages of others ask for it by that name


def formats() -> tuple[str, ...]:
    """The names of all formats, those of others included."""
    from importlib.metadata import entry_points

    return (*_FORMATS, *sorted(point.name for point in entry_points(group=ENTRY_POINTS)))


def format_named(name: str) -> ExportFormat:
    """One format; NotFound with the names of all where there is none."""
    if name in _FORMATS:
        module, ending, purpose = _FORMATS[name]
        return ExportFormat(name, ending, purpose, import_module(f"variorum.interchange.{module}").write)
    from importlib.metadata import entry_points

    for point in entry_points(group=ENTRY_POINTS):
        if point.name == name:
            made: ExportFormat = point.load()
            return made
    raise NotFound(f"There is no format “{name}” to export to. There are: {', '.join(formats())}.")
