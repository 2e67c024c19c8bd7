"""A statement's line read from left to right: the values that it comes to, and what was wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from variorum.archive.attributes import attributes_at_end, read_attributes
from variorum.archive.datings import doubt_of, proposed_edtf, read_dating
from variorum.archive.relation_wordings import (
    RelationWording,
    Sides,
    Wordings,
    asks_for_object,
    chosen,
    fold,
    is_preposition,
    joined,
)
from variorum.archive.statement_values import ThingRead, bounded_quantity_at, read_thing
from variorum.dates.dating import Dating
from variorum.finding import Severity
from variorum.record import ENTITY_KINDS, Complement, EntityLink, Quantity, Relation, Thing, Vocabulary
from variorum.saying import say

_DATED = re.compile(r"(\[(?!\[)[^\[\]]*\]|\{[^{}]*\}|[^\[\]{}\"“«]*?)\s*:(?:\s+|$)")
BLOCK_ID = re.compile(r"(?:^|\s)\^([\w-]+)\s*$")
BAD_BLOCK_ID = re.compile(r"\s\^(\S*)\s*$")
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[-'’])*|[,;&]")
_BARE_NAME = re.compile(r"(?:[^\W\d_][\w'’-]*\.?\s*){1,4}$")
_UP_TO_THING = re.compile(r"[^\[\"“„«{^]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a statement's line: code, message, offset in the line, remedy."""

    code: str
    message: str
    offset: int
    remedy: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement's line as understood; `relation` is as written, and `known` false, where the vocabulary does not
    have it. `inverse` is the wording, where the line is written from the object's side: `thing` is then the subject.
    """

    relation: str
    known: bool
    thing: Thing | None
    complements: tuple[Complement, ...]
    when: Dating | None
    attributes: Mapping[str, str]
    block: str
    links: tuple[tuple[int, Thing], ...] = ()  # offsets of the things that are links
    inverse: str = ""
    wording: str = ""  # of the relation, where it is another than its name


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a line is read by: vocabulary, its wordings, the calendar of dates that name none, and the kinds of the
    archive's dossiers by id.
    """

    vocabulary: Vocabulary
    wordings: Wordings
    calendar: str = "gregorian"
    kinds: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class LineNotUnderstood(Exception):
    """Reading broke off: the fault says where and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class LineReader:
    """Reads one line from left to right, after its id and attributes were taken from its end."""

    def __init__(self, text: str, grammar: Grammar, kind: str) -> None:
        self.text = text
        self.grammar = grammar
        self.kind = kind
        self.faults: list[Fault] = []
        self.at = 0
        self.calendar = grammar.calendar
        self.links: list[tuple[int, Thing]] = []

    def line(self) -> StatementLine:
        """The line as understood; raises LineNotUnderstood. What was wrong but harmless is in `faults`."""
        block = self._take_block()
        attributes = self._take_attributes()
        block = block or self._take_block()
        self.calendar = attributes.get("calendar", self.calendar)
        self._skip()
        when = self._date()
        start = self.at
        relation, wording, said = self._relation()
        counted = "quantity" in relation.range and ("date" not in relation.range)
        thing = self._thing(counted=counted)
        inverse = wording if said is not None and said.inverse else ""
        if inverse and not isinstance(thing, EntityLink):
            raise LineNotUnderstood(self._no_subject(inverse, relation, thing, start))
        if said is not None and thing is None and asks_for_object(wording, relation):
            self._no_object(wording, start)
        complements = self._complements()
        if inverse:
            complements = joined(complements, inverse)
        elif said is not None and thing is None:
            thing, complements = self._object_further_on(wording, complements)
        links = tuple(self.links)
        as_written = wording if said is not None and not inverse and wording != relation.name else ""
        return StatementLine(
            relation.name, said is not None, thing, complements, when, attributes, block, links, inverse, as_written
        )

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _take_block(self) -> str:
        if (match := BLOCK_ID.search(self.text)) is not None:
            self.text = self.text[: match.start()]
            return match[1]
        if (match := BAD_BLOCK_ID.search(self.text)) is not None:
            remedy = say("An id is ^ and letters, digits, hyphens or underscores, without a space.")
            self._fault("S003", say("“^{match}” is not an id.", match=match[1]), match.start() + 1, remedy)
            self.text = self.text[: match.start()]
        return ""

    def _take_attributes(self) -> Mapping[str, str]:
        match = attributes_at_end(self.text)
        if match is None:
            return MappingProxyType({})
        found: dict[str, str] = {}
        for one in read_attributes(match[1]):
            offset = match.start(1) + one.offset
            if one.broken:
                remedy = say('Write name=value or name="two words"; a name begins with a letter.')
                self._fault("S010", say("“{broken}” is not an attribute.", broken=one.broken), offset, remedy)
            elif one.name in found:
                message = say("The attribute “{name}” stands here twice; the first one counts.", name=one.name)
                self._fault("S010", message, offset, say("Keep one."))
            else:
                found[one.name] = one.value
        self.text = self.text[: match.start()].rstrip()
        return MappingProxyType(found)

    def _date(self) -> Dating | None:
        match = _DATED.match(self.text, self.at)
        if match is None:
            return None
        start, self.at = self.at, match.end()
        if not match[1]:
            return None
        dating, fault = read_dating(match[1], self.calendar)
        if fault:
            proposal = proposed_edtf(match[1])
            remedy = (
                say("Write {proposal}.", proposal=proposal)
                if proposal
                else say("Write a date in EDTF, such as 1932, 1932-10, 1930~ or 1928/1930.")
            )
            message = say("“{written}” is not a date in EDTF: {fault}", written=match[1], fault=fault)
            self._fault("S011", message, start, remedy)
        self._doubt(match[1], start)
        return dating

    def _relation(self) -> tuple[Relation, str, RelationWording | None]:
        """The relation, its wording as it stands here, and what that says; None where the vocabulary does not know."""
        start = self.at
        for said, end in self.grammar.wordings.matches(self.text, start):
            self.at = end
            self._skip()
            if self._thing_or_preposition_follows():
                wording = " ".join(self.text[start:end].split())
                read = read_thing(self.text, self.at, calendar=self.calendar, counted=False)
                sides = Sides(self.kind, read.thing if read else None, self.grammar.kinds)
                choice = chosen(said, wording, sides, self.grammar.vocabulary)
                if choice is not None:
                    return self.grammar.vocabulary.relations[choice.relation], wording, choice
        words = self._unknown(start)
        remedy = self._linked(start) or self._quoted(start) or self._nearest(words)
        self._fault("S004", say("“{words}” is not a relation of the vocabulary.", words=words), start, remedy)
        self.at = start + len(words)
        range_ = ("quantity", "date") if words[-1:].isdigit() else ()
        return Relation(words, "", {"en": words}, {}, (), range_), words, None

    def _linked(self, start: int) -> str:
        """What to write where a relation is followed by a bare name ("met Kaiurov")."""
        for said, end in self.grammar.wordings.matches(self.text, start):
            named = _BARE_NAME.match(self.text[end:].strip(" .]"))
            takes = self.grammar.vocabulary.relations[said[0].relation]
            kinds = takes.domain if said[0].inverse else takes.range
            if named is None or not set(kinds) & {*ENTITY_KINDS, "source"}:
                continue
            relation, name = " ".join(self.text[start:end].split()), named[0].strip(" .")
            ids = {id_ for id_ in self.grammar.kinds if fold(id_) in fold(name).split()}
            if ids:
                return say(
                    "Write {relation} [[{id}]]: a dossier is linked with two brackets on either side.",
                    relation=relation,
                    id=min(ids),
                )
            return say(
                "If {name} has a dossier, write {relation} [[id]]; words of a source stand between quotation marks.",
                name=name,
                relation=relation,
            )
        return ""

    def _nearest(self, words: str) -> str:
        """The wordings of the vocabulary that are most like these words."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        known = sorted(self.grammar.wordings.known)
        found = extract(fold(words), known, scorer=OSA.normalized_similarity, limit=3)
        near = [wording for wording, likeness, _ in found if likeness >= found[0][1] - 0.1]
        if found and found[0][1] >= 0.75:
            return say("Did you mean “{near}”?", near=near[0])
        stem = fold(words)[:4]
        near = list(
            dict.fromkeys([*near, *(wording for wording in known if len(stem) > 3 and wording.startswith(stem))])
        )
        named = tuple(say("“{words}”", words=wording) for wording in near[:4])
        return say(
            "Nearest in the vocabulary: {named:,}. Use a relation of it, or define yours in vocabulary.toml.",
            named=named,
        )

    def _quoted(self, start: int) -> str:
        """What to write where a relation is followed by bare words ("counted millions of people")."""
        for said, end in self.grammar.wordings.matches(self.text, start):
            takes = self.grammar.vocabulary.relations[said[0].relation].range
            if not said[0].inverse and {"words", "quantity"} & set(takes):
                rest = self.text[end:].strip(" .")
                if rest and not set(rest) & set('[]"“”«»{}^'):
                    return say(
                        'If these are words of a source, write {text} "{rest}".',
                        text=self.text[start:end].strip(),
                        rest=rest[:60],
                    )
        return ""

    def _object_further_on(
        self, wording: str, complements: tuple[Complement, ...]
    ) -> tuple[Thing | None, tuple[Complement, ...]]:
        """The object of "exiled by [[court]] to [[yaransk]]", and what else was said."""
        for number, complement in enumerate(complements):
            if self.grammar.wordings.leads(wording, complement.preposition):
                return complement.thing, complements[:number] + complements[number + 1 :]
        return None, complements

    def _no_subject(self, wording: str, relation: Relation, thing: Thing | None, start: int) -> Fault:
        """A line from the object's side that does not say whose statement it is."""
        if thing is None:
            message = say("“{wording}” needs a link to the dossier of whoever it was.", wording=wording)
            return Fault("S003", message, start, say("Write “{wording} [[id]]”.", wording=wording))
        message = say(
            "“{wording}” is “{name}” from the other side, and only a dossier can be its subject, not words.",
            wording=wording,
            name=relation.name,
        )
        remedy = say(
            "Write “{wording} [[id]]” with a dossier for whoever it was, or another relation of your own.",
            wording=wording,
        )
        return Fault("S003", message, start, remedy)

    def _no_object(self, wording: str, start: int) -> None:
        short = self.grammar.wordings.short_form(wording)
        remedy = (
            say("Say what follows it, or write “{short}” where the sources do not say.", short=short)
            if short
            else say("Say what follows it.")
        )
        message = say("“{wording}” stands without its object.", wording=wording)
        self.faults.append(Fault("S003", message, start, remedy, Severity.WARNING))

    def _thing_or_preposition_follows(self) -> bool:
        if self.at >= len(self.text) or not (self.text[self.at].isalpha()):
            return True
        if bounded_quantity_at(self.text, self.at, with_unit=False):
            return True
        word = _WORD.match(self.text, self.at)
        return word is not None and is_preposition(word[0])

    def _unknown(self, start: int) -> str:
        """The words before the first thing, without the prepositions that end them."""
        match = _UP_TO_THING.match(self.text, start)
        words = re.split(r"\s+(?=[\d.])", match[0].strip() if match else "", maxsplit=1)[0].rstrip(".,;")
        if not words or not words[0].isalpha():
            found = self.text[start:].strip()
            message = (
                say("A relation was expected here, not “{found}”.", found=found[:40])
                if found
                else say("A relation was expected here, but the line ends.")
            )
            raise LineNotUnderstood(
                Fault(
                    "S003",
                    message,
                    start,
                    say("Write - DATE: RELATION [[object]], for example “- 1932: founded [[league]]”."),
                )
            )
        return words

    def _thing(self, *, counted: bool) -> Thing | None:
        self._skip()
        start = self.at
        read = read_thing(self.text, start, calendar=self.calendar, counted=counted)
        if read is None:
            return None
        self._keep(read, start)
        return read.thing

    def _keep(self, read: ThingRead, start: int) -> None:
        self.at = read.end
        self.links.append((start, read.thing))
        if read.fault and isinstance(read.thing, Quantity):
            self._fault(
                "S028",
                say("“{written}” is not one number: {fault}.", written=read.thing.written, fault=read.fault),
                start,
                say("Write thousands with a blank or nothing between them, decimals with a point or a comma."),
            )
        elif read.fault:
            written = self.text[start : read.end]
            proposal = proposed_edtf(written)
            remedy = (
                say("Write {proposal}.", proposal=proposal)
                if proposal
                else say("Put words between quotation marks; write dates in EDTF.")
            )
            self._fault(
                "S011",
                say("“{written}” is not a date in EDTF: {fault}", written=written, fault=read.fault),
                start,
                remedy,
            )
        elif isinstance(read.thing, Dating):
            self._doubt(read.thing.written, start)

    def _doubt(self, written: str, start: int) -> None:
        if (doubt := doubt_of(written)) is not None:
            self.faults.append(Fault("S011", doubt.message, start, doubt.remedy, doubt.severity))

    def _complements(self) -> tuple[Complement, ...]:
        found: list[Complement] = []
        while True:
            self._skip()
            start = self.at
            if not self.text[start:].strip(" .;,"):
                return tuple(found)
            words = self._preposition()
            read = read_thing(self.text, self.at, calendar=self.calendar, counted=False) if words else None
            if read is None:
                rest = self.text[start:].strip()
                message = say(
                    '“{rest}” is not understood: a preposition and a [[link]], number, date or "words" were expected.',
                    rest=rest[:60],
                )
                raise LineNotUnderstood(Fault("S003", message, start, _remedy_of_rest(rest)))
            found.append(Complement(words, read.thing))
            self._keep(read, self.at)

    def _preposition(self) -> str:
        """Up to four words before the next thing, read as one preposition."""
        words: list[str] = []
        while len(words) < 4 and (match := _WORD.match(self.text, self.at)) is not None:
            if words and bounded_quantity_at(self.text, self.at):
                break
            words.append(match[0])
            self.at = match.end()
            self._skip()
        return " ".join(words)

    def _fault(self, code: str, message: str, offset: int, remedy: str) -> None:
        self.faults.append(Fault(code, message, offset, remedy))


def _remedy_of_rest(rest: str) -> str:
    if not rest.strip("]) .,"):
        return say("Take the stray bracket out.")
    if rest.startswith(("[", "]")) or ("[[" in rest and "]]" not in rest):
        return say("A link is written [[id]] with two brackets on either side.")
    if rest[:1] in '"“«' and not re.match(r'"[^"]*"|“[^”]*”|«[^»]*»', rest):
        return say("Close the quotation marks.")
    if re.search(r"\[[^\[\]]*@", rest):
        return say("These look like words of a source: begin their line with “  > ”, so that they are a witness.")
    if rest.startswith("{") and "}" not in rest:
        return say("Close the braces of the attributes: {name=value}.")
    if rest.startswith(("^", "{")):
        return say("The attributes in braces and then the ^id stand at the very end of the line.")
    return say(
        'Put free words between quotation marks, as in … "{rest}", or write them as a witness below.',
        rest=rest[:40].rstrip("."),
    )
