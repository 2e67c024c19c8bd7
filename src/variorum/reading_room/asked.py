"""What the API is asked, each request a frozen value read from JSON with care; the OpenAPI document is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from variorum.finding import VariorumError
from variorum.saying import say

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LONGEST_FIELD = 4000  # letters of a name, a relation, a reason
LONGEST_TEXT = 4 * 1024 * 1024  # of a quotation or a file
LONGEST_NAME = 300
_LARGEST = 2**53 - 1  # that every reader of JSON can hold
Asked = TypeVar("Asked", bound="DataclassInstance")


class BadRequest(VariorumError):
    """What was sent is not what is asked for."""

    status = 422


def asked_text(most: int = LONGEST_FIELD, says: str = "", *, least: int = 0, **more: Any) -> Any:
    """A field of a request: at most so many letters, and what it says, for the OpenAPI document.

    `least` is told there alone: whoever answers says in words of their own what is missing.
    """
    return field(metadata={"most": most, "says": says, "least": least}, **more)


@dataclass(frozen=True, slots=True)
class PassageAsked:
    """Words marked on a page of a source: offsets count code points of the page's text.

    Where a sentence was marked around words that were looked for, those say what it was looked up for: who is named in
    them or nearest to them, and the date nearest to them, come first.
    """

    source: str = asked_text(says="the source's key")
    page: int = asked_text(says="the page by its place in the file, from 1")
    start: int = asked_text(says="where the words begin")
    end: int = asked_text(says="where they end")
    about_start: int = asked_text(says="where the words begin that were looked for", default=0)
    about_end: int = asked_text(says="where they end; 0 where nothing was looked for", default=0)


@dataclass(frozen=True, slots=True)
class PointAsked:
    """A point in the picture of a page, of which the word is wanted that stands there."""

    source: str = asked_text(says="the source's key")
    page: int = asked_text(says="the page by its place in the file, from 1")
    x: int = asked_text(says="from the left, in ten-thousandths of the picture's width")
    y: int = asked_text(says="from the top, in ten-thousandths of its height")


@dataclass(frozen=True, slots=True)
class LeafAsked:
    """One page of a source."""

    source: str = asked_text(says="the source's key")
    page: int = asked_text(says="the page by its place in the file, from 1")


@dataclass(frozen=True, slots=True)
class StatementAsked:
    """A statement with its witness, as the form has it."""

    dossier: str = asked_text(says="the dossier in which it is written")
    relation: str = asked_text(says="a relation of the vocabulary, in any wording")
    object: str = asked_text(says="a [[link]], a number with its unit, a date, or words in quotation marks", default="")
    more: str = asked_text(says="further objects, each with its preposition", default="")
    date: str = asked_text(says="EDTF, or a date as people write it", default="")
    block: str = asked_text(says="the id that others cite it by, without ^", default="")
    source: str = asked_text(says="the source's key", default="")
    locator: str = asked_text(says="the place in it: p. 59, § 31", default="")
    quotation: str = asked_text(LONGEST_TEXT, says="the source's own words", default="")
    stance: str = asked_text(says="affirms, denies, doubts, reports or omits", default="affirms")
    digest: str = asked_text(says="of the file as it was read; empty to write whatever it holds", default="")


@dataclass(frozen=True, slots=True)
class WitnessAsked:
    """A further witness for a statement that is there."""

    statement: str = asked_text(says="the statement's ref")
    source: str = asked_text(says="the source's key")
    locator: str = asked_text(says="the place in it", default="")
    quotation: str = asked_text(LONGEST_TEXT, says="the source's own words", default="")
    stance: str = asked_text(says="affirms, denies, doubts, reports or omits", default="affirms")
    digest: str = asked_text(says="of the file as it was read", default="")


@dataclass(frozen=True, slots=True)
class DossierAsked:
    """A new dossier."""

    kind: str = asked_text(says="person, group, place, work, event, or chapter")
    name: str = asked_text(LONGEST_NAME, says="the name by which it is to be known", least=1)
    id: str = asked_text(says="its id; empty to have one made from the name", default="")
    forms: tuple[str, ...] = asked_text(says="further forms of the name", default=())


@dataclass(frozen=True, slots=True)
class FormAsked:
    """A form of a name, added to a dossier."""

    dossier: str = asked_text(says="the dossier's id")
    form: str = asked_text(says="the form of the name")
    language: str = asked_text(says="its language (BCP 47)", default="")
    source: str = asked_text(says="the source that has it", default="")
    digest: str = asked_text(says="of the file as it was read", default="")


@dataclass(frozen=True, slots=True)
class JudgementAsked:
    """A decision on names, on descent, or on a finding."""

    about: str = asked_text(says="the matter, as judgements.jsonl names it")
    verdict: str = asked_text(says="same, different, unsure, confirmed, refused, accepted …")
    why: str = asked_text(says="the reason", default="")


@dataclass(frozen=True, slots=True)
class KindAsked:
    """Every finding of one kind, set aside for one reason in one write."""

    code: str = asked_text(says="the kind: F501")
    why: str = asked_text(says="the reason, which readers see")


@dataclass(frozen=True, slots=True)
class SoughtAsked:
    """Something looked for and not found, to be kept."""

    query: str = asked_text(says="what was looked for")
    source: str = asked_text(says="only in this source", default="")


@dataclass(frozen=True, slots=True)
class FileAsked:
    """A file of the archive with its new text; the digest is that of the text it was made from."""

    file: str = asked_text(says="its path from the archive's root")
    text: str = asked_text(LONGEST_TEXT, says="what it is to hold")
    digest: str = asked_text(says="of the file as it was read; “absent” for a new one", default="")


@dataclass(frozen=True, slots=True)
class UndoAsked:
    """A write to take back."""

    id: str = asked_text(says="the write's id; empty for the newest", default="")


def read_asked(kind: type[Asked], given: object) -> Asked:
    """A request from JSON; BadRequest says in a sentence what is missing, unknown, too long or of the wrong type."""
    if not isinstance(given, Mapping):
        raise BadRequest(say("A JSON object was expected."))
    hints = get_type_hints(kind)
    known = {each.name: each for each in fields(kind)}
    if unknown := sorted(str(name) for name in given if name not in known):
        raise BadRequest(say("“{unknown}” is not a field of this request.", unknown=unknown[0][:40]))
    values: dict[str, object] = {}
    for name, each in known.items():
        if name in given:
            values[name] = _value(name, given[name], hints[name], int(each.metadata["most"]))
        elif each.default is MISSING:
            raise BadRequest(say("“{name}” is missing.", name=name))
    return kind(**values)


def _value(name: str, value: object, hint: object, most: int) -> object:
    if hint is int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST:
            raise BadRequest(say("“{name}” is no whole number.", name=name))
        return value
    if hint is str:
        if not isinstance(value, str):
            raise BadRequest(say("“{name}” is no text.", name=name))
        if len(value) > most:
            raise BadRequest(
                say("“{name}” has {count:,} letters; {most:,} are the most.", name=name, count=len(value), most=most)
            )
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            raise BadRequest(say("“{name}” ends in the middle of a character.", name=name))
        return value
    if not isinstance(value, list) or len(value) > 200:
        raise BadRequest(say("“{name}” is no list of at most 200 texts.", name=name))
    return tuple(_value(name, one, str, most) for one in value)


def schema_of(kind: type[DataclassInstance]) -> dict[str, object]:
    """A request as a JSON schema."""
    hints = get_type_hints(kind)
    properties: dict[str, object] = {}
    needed = []
    for each in fields(kind):
        said: dict[str, object] = {"description": each.metadata["says"]}
        if hints[each.name] is int:
            said |= {"type": "integer", "minimum": 0, "maximum": _LARGEST}
        elif hints[each.name] is str:
            said |= {"type": "string", "minLength": each.metadata["least"], "maxLength": each.metadata["most"]}
        else:
            longest = {"type": "string", "maxLength": each.metadata["most"]}
            said |= {"type": "array", "items": longest, "minItems": each.metadata["least"], "maxItems": 200}
        properties[each.name] = said
        if each.default is MISSING:
            needed.append(each.name)
    return {
        "type": "object",
        "description": (kind.__doc__ or "").strip(),
        "properties": properties,
        "required": needed,
        "additionalProperties": False,
    }
