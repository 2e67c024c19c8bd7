"""YAML front matter, read with care: every scalar stays text, and one bad line costs that line.

Values are built from the parser's events and not by PyYAML's constructors: no tag is ever obeyed, anchors and aliases
(with which a few lines can grow to gigabytes) are refused, and nesting is bounded.

Values written as YAML such that the front matter's reader gives the same text again.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from variorum.archive.text import LineColumn, TextFile
from variorum.finding import Finding, Severity
from variorum.saying import say

_DEEPEST = 12
_LARGEST = 512 * 1024  # code points; longer front matter is none
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_WIKILINK = re.compile(r"\[\[[^\[\]\n]+\]\]")
_LINKS = re.compile(rf"\s*{_WIKILINK.pattern}(?:\s*,\s*{_WIKILINK.pattern})*\s*")
_BLOCK = re.compile(r"[^\s#\-][^\n]*|\"|'")
_ENTRY = re.compile(r"([^\s:#\-\[{\"'][^:\n]*?)\s*:(?:\s+(.*?))?\s*")


@dataclass(frozen=True, slots=True)
class Value:
    """One YAML value with its place: text, a sequence, or a mapping. `start` and `end` are offsets in the front
    matter's text.
    """

    content: str | tuple[Value, ...] | Mapping[str, Value]
    place: LineColumn
    start: int = 0
    end: int = 0

    @property
    def plain(self) -> object:
        """The value as nested str, list and dict."""
        if isinstance(self.content, str):
            return self.content
        if isinstance(self.content, tuple):
            return [value.plain for value in self.content]
        return {key: value.plain for key, value in self.content.items()}

    @property
    def text(self) -> str | None:
        """The value where it is one text, None where it is more."""
        return self.content.strip() if isinstance(self.content, str) else None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a front matter in their order, what was not understood, and the names of fields that were lost to
    it.
    """

    fields: Mapping[str, Value] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    lost: frozenset[str] = frozenset()
    present: bool = False

    def text(self, name: str) -> str:
        """A field that is one text; empty where it is missing or more than that."""
        value = self.fields.get(name)
        return (value.text or "") if value else ""

    def items(self, name: str) -> tuple[Value, ...]:
        """A field's values, of which there may be one, several, or none."""
        value = self.fields.get(name)
        if value is None or value.content == "":
            return ()
        return value.content if isinstance(value.content, tuple) else (value,)

    def place(self, name: str) -> LineColumn:
        """Where a field's value stands, or the top of the file where there is none."""
        value = self.fields.get(name)
        return value.place if value else LineColumn(0, 0)


class _YamlNotUnderstood(Exception):
    """What is wrong in a piece of YAML, and at which offset of the piece."""

    def __init__(self, problem: str, offset: int, remedy: str = "") -> None:
        super().__init__(problem)
        self.problem, self.offset, self.remedy = problem, offset, remedy


def parse_front_matter(text: TextFile, first: int, end: int) -> FrontMatter:
    """Read the lines from `first` up to `end` (the fences not included) as YAML, field by field where the whole will
    not parse.
    """
    lines = text.lines[first:end]
    whole = "\n".join(lines)
    if len(whole) > _LARGEST:
        problem = text.finding(
            "S002", say("The front matter is far too long and was not read."), at=LineColumn(first, 0)
        )
        return FrontMatter({}, (problem,), frozenset(), True)
    try:
        content, repeated = _mapping(whole, lines, first)
        if not repeated:
            return FrontMatter(content, (), frozenset(), True)
    except _YamlNotUnderstood:
        pass
    return _block_by_block(text, first, end)


def _block_by_block(text: TextFile, first: int, end: int) -> FrontMatter:
    fields: dict[str, Value] = {}
    findings: list[Finding] = []
    lost: set[str] = set()
    for start, stop in _blocks(text.lines, first, end):
        lines = text.lines[start:stop]
        name = lines[0].partition(":")[0].strip().strip("\"'")
        try:
            content, repeated = _mapping("\n".join(lines), lines, start)
            findings += [_twice(text, key, place) for key, place in repeated]
        except _YamlNotUnderstood as problem:
            content, finding = _rescued(text, problem, start, stop)
            findings.append(finding)
            if not content:
                lost.add(name)
        for key, value in content.items():
            if key in fields:
                findings.append(_twice(text, key, LineColumn(start, 0)))
            else:
                fields[key] = value
    return FrontMatter(fields, tuple(findings), frozenset(lost), True)


def _blocks(lines: Sequence[str], first: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines of each top-level field: a line that starts at the margin, with the indented lines and lists after it."""
    start: int | None = None
    for number in range(first, end):
        if _BLOCK.match(lines[number]) and not lines[number].startswith(("]", "}")):
            if start is not None:
                yield start, number
            start = number
        elif start is None and lines[number].strip() and not lines[number].startswith("#"):
            start = number
    if start is not None:
        yield start, end


def _rescued(text: TextFile, problem: _YamlNotUnderstood, start: int, stop: int) -> tuple[dict[str, Value], Finding]:
    """What can be read of a broken field: unquoted links, or a one-line text whose colon or quotation misled YAML."""
    line = text.lines[start]
    at = _place_in(text.lines[start:stop], start, problem.offset)
    match = _ENTRY.fullmatch(line)
    alone = all(not rest.strip() or rest.lstrip().startswith("#") for rest in text.lines[start + 1 : stop])
    if match is None or not match[2] or not alone or problem.remedy:
        remedy = problem.remedy or _remedy(text.lines[at.line])
        return {}, text.finding(
            "S002",
            say("The front matter is not understood here: {problem}.", problem=problem.problem),
            at=at,
            remedy=remedy,
        )
    name, rest = match[1], match[2]
    place = LineColumn(start, match.start(2))
    if _LINKS.fullmatch(rest):
        links = tuple(
            Value(
                m[0], LineColumn(start, place.column + m.start()), match.start(2) + m.start(), match.start(2) + m.end()
            )
            for m in _WIKILINK.finditer(rest)
        )
        message, value = say("The links of “{name}” stand without brackets round them.", name=name), Value(links, place)
        remedy = f"{name}: [" + ", ".join(f'"{link.content}"' for link in links) + "]"
    else:
        message, value = (
            say(
                "“{name}” was read as plain text, since it is not proper YAML: {problem}.",
                name=name,
                problem=problem.problem,
            ),
            Value(rest, place),
        )
        remedy = say("Put the text between quotation marks: {written}", written=f"{name}: {_quoted(rest)}")
    finding = text.finding("S002", message, at=at, remedy=remedy, severity=Severity.WARNING)
    return {name: value}, finding


def _quoted(text: str) -> str:
    return "'" + text.strip("'\"").replace("'", "''") + "'"


def _remedy(line: str) -> str:
    if "\t" in line:
        return say("YAML does not allow tabs: put spaces in their place.")
    if ":" not in line:
        return say("Write a name, a colon, a space and the value, for example “language: en”.")
    return say("Put the value between quotation marks, or indent what belongs to it by two spaces.")


def _twice(text: TextFile, key: str, place: LineColumn) -> Finding:
    return text.finding(
        "S002",
        say("The field “{key}” stands here a second time; the first one counts.", key=key),
        at=place,
        remedy=say("Keep one of the two; several values go into one list: [first, second]."),
    )


def _mapping(piece: str, lines: Sequence[str], first: int) -> tuple[dict[str, Value], list[tuple[str, LineColumn]]]:
    """The top-level mapping of a piece of YAML, and the keys that stand in it twice."""
    builder = _Builder(piece, lines, first)
    try:
        value = builder.build(iter(yaml.parse(piece, Loader=_LOADER)))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        offset = mark.index if mark is not None else getattr(error, "position", 0) or 0
        problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML")
        raise _YamlNotUnderstood(problem, min(offset, len(piece))) from error
    if value is None:
        return {}, []
    if not isinstance(value.content, Mapping):
        raise _YamlNotUnderstood(say("a name with a colon was expected"), value.start)
    return dict(value.content), builder.repeated


class _Builder:
    """Builds values from YAML events without recursion; one for each piece of text."""

    def __init__(self, piece: str, lines: Sequence[str], first: int) -> None:
        self.piece = piece
        self.first = first
        self.repeated: list[tuple[str, LineColumn]] = []
        self._ends: list[int] = []
        offset = 0
        for line in lines:
            self._ends.append(offset)
            offset += len(line) + 1
        self._open: list[tuple[yaml.Event, list[Value]]] = []

    def build(self, events: Iterator[yaml.Event]) -> Value | None:
        root: Value | None = None
        for event in events:
            value: Value | None = None
            if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
                remedy = say("Write the value out; put text that begins with & or * between quotation marks.")
                raise _YamlNotUnderstood(say("anchors (&) and aliases (*) are not used here"), _at(event), remedy)
            if isinstance(event, yaml.ScalarEvent):
                value = self._value(event.value, _at(event), _behind(event))
            elif isinstance(event, yaml.CollectionStartEvent):
                if len(self._open) >= _DEEPEST:
                    raise _YamlNotUnderstood(say("it is nested too deeply"), _at(event), say("Write it more simply."))
                self._open.append((event, []))
            elif isinstance(event, yaml.CollectionEndEvent):
                value = self._closed(event)
            elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise _YamlNotUnderstood(say("a second document begins"), _at(event))
            if value is not None:
                if self._open:
                    self._open[-1][1].append(value)
                else:
                    root = value
        return root

    def _value(self, content: str | tuple[Value, ...] | Mapping[str, Value], start: int, end: int) -> Value:
        return Value(content, self._place(start), start, end)

    def _place(self, offset: int) -> LineColumn:
        return _place_at(self._ends, self.first, offset)

    def _closed(self, event: yaml.Event) -> Value:
        began, children = self._open.pop()
        start, end = _at(began), _behind(event)
        if isinstance(began, yaml.SequenceStartEvent):
            written = self.piece[start:end]
            if _WIKILINK.fullmatch(written):  # somebody forgot the quotation marks
                return self._value(written, start, end)
            return self._value(tuple(children), start, end)
        content: dict[str, Value] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key.content, str):
                raise _YamlNotUnderstood(say("the name of a field must be text"), key.start)
            if key.content in content:
                self.repeated.append((key.content, key.place))
            else:
                content[key.content] = value
        return self._value(content, start, end)


def _place_in(lines: Sequence[str], first: int, offset: int) -> LineColumn:
    starts: list[int] = []
    total = 0
    for line in lines:
        starts.append(total)
        total += len(line) + 1
    return _place_at(starts, first, offset)


def _place_at(starts: Sequence[int], first: int, offset: int) -> LineColumn:
    index = max(bisect_right(starts, offset) - 1, 0)
    return LineColumn(first + index, offset - starts[index] if starts else 0)


def _at(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark is not None else 0


def _behind(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark is not None else 0


# Plain text is left without quotation marks only where no reader of YAML could take it for anything else.
_PLAIN = re.compile(r"[^\W\d_](?:[\w ./+()–—’…-]*[\w.)…’])?")
_NUMBERLIKE = re.compile(r"\d{1,4}(?:-\d\d){0,2}[~?]?(?:/\d{1,4}(?:-\d\d){0,2}[~?]?)?")
_KEYWORDS = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n", "none"})
_UNSAFE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udfff]")


def yaml_text(text: str) -> str:
    """One text as a YAML scalar on one line: bare where that is safe, otherwise in double quotation marks."""
    bare = _PLAIN.fullmatch(text) and text.casefold() not in _KEYWORDS
    if text.isascii() and _NUMBERLIKE.fullmatch(text):
        bare = True
    if bare and len(text) < 200:
        return text
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def yaml_value(value: object) -> str:
    """A text, list or mapping on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{yaml_in_flow(str(k))}: {yaml_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        inner = ", ".join(yaml_value(entry) for entry in value)
        return f"[ {inner}]" if inner.startswith("[") else f"[{inner}]"  # [[x]] would be a link
    return yaml_in_flow(str(value))


def yaml_in_flow(text: str) -> str:
    """One text inside brackets or braces."""
    return yaml_text(text)
