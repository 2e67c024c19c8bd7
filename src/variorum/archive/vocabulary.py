"""The vocabulary of relations: the one that comes with the program, extended or overridden by an archive's
`vocabulary.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from variorum.archive.did_you_mean import did_you_mean
from variorum.archive.file_names import VOCABULARY_FILE
from variorum.archive.relation_wordings import is_preposition
from variorum.archive.text import TextFile, as_lines
from variorum.archive.toml import line_of, read_toml, texts_of
from variorum.finding import Finding, Severity
from variorum.languages import codes, having
from variorum.languages import table as table_of
from variorum.record import ENTITY_KINDS, EntityLink, Facet, Relation, Statement, Vocabulary
from variorum.saying import say

KINDS = (*ENTITY_KINDS, "source")
THINGS = (*KINDS, "statement", "quantity", "date", "words")
LIVES = ("birth", "death", "within", "after", "any")
EXTENTS = ("moment", "span")
_LISTS = ("domain", "range", "begins", "ends", "after")
_WORDINGS = ("also", "inverse-also")
_KNOWN = (
    "facet",
    "facets",
    "inverse-facets",
    *codes(),
    "labels",
    "inverse",
    "extent",
    "life",
    "object-life",
    *_LISTS,
    *_WORDINGS,
)
# prepositions in labels that say nothing of their own: "voted against" is not "voted"
_LEADING = frozenset({
    "in", "at", "to", "from", "by", "with", "of", "on", "for", "as", "into",
    "в", "во", "на", "к", "ко", "из", "от", "с", "со", "о", "об", "у", "за", "до", "по",
})  # fmt: skip


@cache
def default_vocabulary() -> Vocabulary:
    """The relations and facets that come with the program."""
    raw = files("variorum.archive").joinpath("default_vocabulary.toml").read_text(encoding="utf-8")
    vocabulary, findings = read_vocabulary(TextFile(VOCABULARY_FILE, as_lines(raw)), Vocabulary())
    if findings:
        raise AssertionError(f"the vocabulary that comes with the program is broken: {findings[0].message}")
    for code in having("labels"):
        vocabulary = _labelled(vocabulary, code)
    return vocabulary


def _labelled(vocabulary: Vocabulary, code: str) -> Vocabulary:
    """The vocabulary with the labels that a language's own table gives; English and Russian stand in it already."""
    labels = table_of(code, "labels")
    facets = tuple(
        replace(facet, labels=MappingProxyType({**facet.labels, code: label}))
        if (label := labels.get("facets", {}).get(facet.kind, {}).get(facet.name))
        else facet
        for facet in vocabulary.facets
    )
    relations = dict(vocabulary.relations)
    for name, said in labels.get("relations", {}).items():
        if name in relations:
            kept = relations[name]
            inverse = {code: said["inverse"]} if "inverse" in said else {}
            relations[name] = replace(
                kept,
                labels=MappingProxyType({**kept.labels, code: said["label"]}),
                inverse=MappingProxyType({**kept.inverse, **inverse}),
            )
    return Vocabulary(MappingProxyType(relations), facets)


def read_vocabulary(text: TextFile, base: Vocabulary) -> tuple[Vocabulary, list[Finding]]:
    """An archive's own vocabulary laid over another; what is broken in it costs its entry and gives a finding S019.

    A relation that `base` has already keeps whatever the archive does not say anew. Facets of a kind that the file
    names replace those of the base by name, and new ones come after them.
    """
    content, findings = read_toml(text, "S019")
    reader = _VocabularyReader(text, findings)
    for name in content:
        if name not in ("relations", "facets"):
            remedy = did_you_mean(
                name, ("relations", "facets"), otherwise=say('Write [relations."name"] or [facets.person].')
            )
            reader.complain(name, say("“{name}” is not a part of a vocabulary.", name=name), remedy)
    facets = reader.facets(content.get("facets", {}), base.facets)
    relations = dict(base.relations)
    tables = content.get("relations", {})
    if not isinstance(tables, dict):
        reader.complain(
            "relations", say("The relations must be tables."), say('Write [relations."name"] and its fields below.')
        )
        tables = {}
    for name, table in tables.items():
        relation = reader.relation(" ".join(name.split()), table, base.relations.get(name))
        if relation is not None:
            relations[relation.name] = relation
    vocabulary = Vocabulary(MappingProxyType(relations), facets)
    reader.cross_check(vocabulary, tables)
    return vocabulary, findings


def facet_of(relation: Relation, kind: str, *, inverse: bool = False) -> str:
    """The name of the facet under which a statement of this relation is shown in a dossier of this kind.

    `inverse` asks for the dossier of the object. Empty where it has no place of its own there.
    """
    if inverse:
        return relation.inverse_facets.get(kind, "")
    return relation.facets.get(kind, relation.facet)


def wording_in(relation: Relation | None, statement: Statement, language: str) -> str:
    """The words of a statement's relation in a language: as written, where it was written in this one.

    Where the line has a wording with a preposition ("appointed to") and the label of the other language has none, a
    further wording of that language that ends in one is taken, since without it the object becomes another thing:
    somebody appointed to a committee did not appoint it.
    """
    written = statement.wording
    if relation is None:
        return written or statement.relation
    label = relation.labels.get(language) or relation.labels.get("en") or relation.name
    if not written:
        return label
    if language in _languages_of(written, relation):
        return written
    if _hangs(written) and not _hangs(label) and isinstance(statement.thing, EntityLink):
        same = (one for one in relation.also if language in _languages_of(one, relation) and _hangs(one))
        return next(same, label)
    return label


def without_object(label: str) -> str:
    """A label that has nothing to lead to, without its last preposition: "born in" nowhere is "born"."""
    if "…" in label:
        return " ".join(label.replace("…", " ").split())
    words, _, last = label.rpartition(" ")
    return words if words and last in _LEADING else label


def _languages_of(wording: str, relation: Relation) -> Set[str]:
    """The languages in which a relation is worded so, as its labels and further wordings tell.

    Further wordings in a mere list are English or Russian, which share no script.
    """
    told = {code for code, label in relation.labels.items() if label.casefold() == wording.casefold()}
    return told or {relation.languages.get(wording.casefold(), "ru" if is_russian(wording) else "en")}


def is_russian(words: str) -> bool:
    """Whether words are written in Russian letters."""
    return any("а" <= letter <= "я" or letter == "ё" for letter in words.casefold())


def _hangs(words: str) -> bool:
    return any(is_preposition(word) for word in words.split()[-1:])


@dataclass(frozen=True, slots=True)
class _VocabularyReader:
    """Reads the tables of one file, noting what is broken."""

    text: TextFile
    findings: list[Finding]

    def complain(self, name: str, message: str, remedy: str, within: str = "") -> None:
        at = line_of(self.text, name, within=within)
        self.findings.append(self.text.finding("S019", message, at=at, remedy=remedy, severity=Severity.ERROR))

    def facets(self, tables: object, base: tuple[Facet, ...]) -> tuple[Facet, ...]:
        found = {(facet.kind, facet.name): facet for facet in base}
        if not isinstance(tables, dict):
            self.complain(
                "facets", say("The facets must be tables."), say("Write [facets.person] and its facets below.")
            )
            return base
        for kind, facets in tables.items():
            if kind not in KINDS or not isinstance(facets, dict):
                remedy = did_you_mean(
                    kind, KINDS, otherwise=say("Facets are of one of: {kinds}.", kinds=", ".join(KINDS))
                )
                self.complain(
                    kind, say("“{kind}” is not a kind of dossier that has facets.", kind=kind), remedy, "facets"
                )
                continue
            for name, labels in facets.items():
                if _is_labels(labels):
                    found[kind, name] = Facet(name, kind, MappingProxyType(dict(labels)))
                else:
                    self.complain(
                        name,
                        say("The facet “{name}” has no labels.", name=name),
                        f'{name} = {{ en = "…", ru = "…" }}',
                        "facets",
                    )
        order = {kind: number for number, kind in enumerate(KINDS)}
        return tuple(sorted(found.values(), key=lambda facet: order[facet.kind]))

    def relation(self, name: str, table: object, base: Relation | None) -> Relation | None:
        if not isinstance(table, dict):
            self.complain(
                name,
                say("The relation “{name}” is not a table.", name=name),
                say('Write [relations."{name}"] and its fields below.', name=name),
            )
            return None
        for field in table:
            if field not in _KNOWN:
                remedy = did_you_mean(field, _KNOWN, otherwise=say("Use some of: {known}.", known=", ".join(_KNOWN)))
                self.complain(
                    name,
                    say("The relation “{name}” has a field “{field}” that is not understood.", name=name, field=field),
                    remedy,
                    "relations",
                )
        lists = {field: self._texts(name, table, field) for field in _LISTS}
        told = {field: self._wordings(name, table, field) for field in _WORDINGS}
        kept = base or Relation(name, "", {}, {}, (), ())
        labels = {**kept.labels, **self._labels(name, table, "labels"), **_short_labels(table)}
        inverse = {**kept.inverse, **self._labels(name, table, "inverse")}
        relation = Relation(
            name,
            self._text(name, table, "facet") or kept.facet,
            MappingProxyType(labels or {"en": name}),
            MappingProxyType(inverse),
            _first(lists["domain"], kept.domain) or KINDS,
            _first(lists["range"], kept.range),
            self._one_of(name, table, "extent", EXTENTS) or kept.extent,
            _first(lists["begins"], kept.begins),
            _first(lists["ends"], kept.ends),
            _first(lists["after"], kept.after),
            self._one_of(name, table, "life", LIVES) or kept.life,
            self._one_of(name, table, "object-life", LIVES) or kept.object_life,
            _first(told["also"][0], kept.also),
            MappingProxyType({**kept.facets, **self._labels(name, table, "facets")}),
            MappingProxyType({**kept.inverse_facets, **self._labels(name, table, "inverse-facets")}),
            _first(told["inverse-also"][0], kept.inverse_also),
            MappingProxyType({**kept.languages, **told["also"][1], **told["inverse-also"][1]}),
        )
        if not relation.facet:
            self.complain(
                name,
                say("The relation “{name}” has no facet.", name=name),
                say('Add a line such as facet = "life"'),
                "relations",
            )
        return relation

    def cross_check(self, vocabulary: Vocabulary, written: Mapping[str, object]) -> None:
        """What the relations of this file name must exist: kinds, facets, other relations."""
        facets = {facet.name for facet in vocabulary.facets}
        for name in written:
            relation = vocabulary.relations.get(" ".join(name.split()))
            if relation is None:
                continue
            named = [*relation.begins, *relation.ends, *relation.after]
            shown = [relation.facet, *relation.facets.values(), *relation.inverse_facets.values()]
            self._must_exist(name, "relation", named, tuple(vocabulary.relations))
            self._must_exist(name, "facet", [facet for facet in shown if facet], tuple(facets))
            self._must_exist(name, "kind", relation.domain, KINDS)
            self._must_exist(name, "kind", relation.range, THINGS)

    def _must_exist(self, relation: str, what: str, named: list[str] | tuple[str, ...], known: tuple[str, ...]) -> None:
        for name in named:
            if name not in known:
                remedy = did_you_mean(name, known, otherwise=say("Define it, or name another {what}.", what=what))
                self.complain(
                    relation,
                    say(
                        "The relation “{relation}” names a {what} “{name}” that does not exist.",
                        relation=relation,
                        what=what,
                        name=name,
                    ),
                    remedy,
                    "relations",
                )

    def _texts(self, name: str, table: Mapping[str, object], field: str) -> tuple[str, ...] | None:
        value = table.get(field)
        found = texts_of(value)
        if found is None and value is not None:
            self.complain(
                name,
                say("“{field}” of the relation “{name}” must be a list of texts.", field=field, name=name),
                f'{field} = ["…"]',
                "relations",
            )
        return found

    def _wordings(
        self, name: str, table: Mapping[str, object], field: str
    ) -> tuple[tuple[str, ...] | None, dict[str, str]]:
        """Further wordings, and the language of each where they are listed by language."""
        said = table.get(field)
        if not isinstance(said, dict):
            return self._texts(name, table, field), {}
        by_language = {code: self._texts(name, said, code) or () for code in said}
        languages = {wording.casefold(): code for code, wordings in by_language.items() for wording in wordings}
        return tuple(wording for wordings in by_language.values() for wording in wordings), languages

    def _text(self, name: str, table: Mapping[str, object], field: str) -> str:
        value = table.get(field, "")
        if isinstance(value, str):
            return value
        self.complain(
            name,
            say("“{field}” of the relation “{name}” must be text.", field=field, name=name),
            f'{field} = "…"',
            "relations",
        )
        return ""

    def _one_of(self, name: str, table: Mapping[str, object], field: str, allowed: tuple[str, ...]) -> str:
        value = self._text(name, table, field)
        if value and value not in allowed:
            remedy = did_you_mean(value, allowed, otherwise=say("Use one of: {allowed}.", allowed=", ".join(allowed)))
            self.complain(
                name,
                say("“{value}” cannot be the {field} of the relation “{name}”.", value=value, field=field, name=name),
                remedy,
                "relations",
            )
            return ""
        return value

    def _labels(self, name: str, table: Mapping[str, object], field: str) -> dict[str, str]:
        value = table.get(field, {})
        if isinstance(value, dict) and all(isinstance(label, str) for label in value.values()):
            return dict(value)
        if isinstance(value, str) and field in ("labels", "inverse"):
            return {"en": value}
        self.complain(
            name,
            say("“{field}” of the relation “{name}” is not understood.", field=field, name=name),
            f'{field} = {{ en = "…" }}',
            "relations",
        )
        return {}


def _is_labels(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(isinstance(label, str) for label in value.values())


def _short_labels(table: Mapping[str, object]) -> dict[str, str]:
    """Labels given as `en = "…"`, `ru = "…"` and so on straight in the table."""
    return {language: value for language in codes() if isinstance(value := table.get(language), str)}


def _first(given: tuple[str, ...] | None, kept: tuple[str, ...]) -> tuple[str, ...]:
    return kept if given is None else given
