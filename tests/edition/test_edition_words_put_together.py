"""Words of the interface whose key is put together from a value: whatever the value can be, every language has them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import variorum
from variorum.analysis.co_presence import ATTESTED, CERTAIN, POSSIBLE
from variorum.archive.patterns import _UNITS
from variorum.archive.theses import KINDS as CLAIM_GROUNDS
from variorum.argument.predictions import OUTCOMES
from variorum.argument.table import TESTS
from variorum.chronology.clashes import _KINDS as CLASHES
from variorum.edition.addresses import _FAMILIES, FOLDERS
from variorum.edition.citing.notes import _STYLES
from variorum.edition.pages.names import _KINDS as KINDS_OF_NAMES
from variorum.edition.pages.names import _SCRIPTS
from variorum.edition.pages.search import _WORDS
from variorum.edition.pages.theses import _SIGNS as BEARINGS
from variorum.edition.verdicts import SIGNS
from variorum.edition.wording import words_of
from variorum.finding import Severity
from variorum.languages import having
from variorum.names.linking.judgements import DIFFERENT, SAME, UNSURE
from variorum.reading_room.teamwork import ACCEPTED, REFUSED, WAITING, WITHDRAWN
from variorum.reading_room.trays import KEYS as TRAYS
from variorum.reading_room.viewing import ROLES
from variorum.record import ACCESSES, ENTITY_KINDS, SOURCE_KINDS, STANCES, STANDINGS
from variorum.stemma.grounds import SENTENCES as GROUNDS
from variorum.stemma.lineage import DEPENDENT
from variorum.stemma.lineage import bonds as lineage

ROOM = Path(variorum.__file__).parent
WAYS = ("from", "common", "unknown")
HELP = ("sources", "statement", "witness", "findings", "names", "theses", "chapter", "team", "publish")
CHANGES = ("added", "cut", "replaced", "moved", "spelling", "punctuation", "number", "name", "negation")
ERASED = ("dropped", "partly", "anonymised", "renamed", "turned", "restored", "silent")
ANSWERS = ("supported", "contradicted", "contested", "unproven")
LEDGER = ("filter", "filter-hint", "shown", "sort-by", "code", "message", "concerns", "judged-why", "by", "judged-on")

# What can stand in the gap of each key that is put together; what has no word is shown as the user wrote it where the
# value is the user's own (`words.get`), and stands in USERS.
POSSIBLE_VALUES: Mapping[str, Iterable[str]] = {
    "argue.claim-{}": {kind.replace(" ", "-") for kind in CLAIM_GROUNDS.values()},
    "argue.criterion-{}": map(str, range(1, 6)),
    "argue.option-{}": ("taken", "rejected"),
    "argue.{}": {
        *(test.replace(" ", "-") for test in TESTS if test != "none"),  # of questions
        *("known-then", "feared-then", "compare"),  # of the grounds of an option
        *("where", "includes", "unit"),  # in which two figures differ
    },
    "attested.{}": ("declared", "judged", "author", "quoted", "passage", *DEPENDENT),
    "bring.access-{}": ACCESSES,
    "certainty.{}": ("judged", "declared", "shown", "likely", lineage.CONFIRMED, lineage.REFUSED, lineage.UNSURE),
    "change.{}": CHANGES,
    "clash.{}": CLASHES,
    "colophon.citations-{}": _STYLES,
    "company.{}": (ATTESTED, CERTAIN, POSSIBLE),
    "date.{}": ("julian", "unknown"),
    "dependence.says-{}": WAYS,
    "erasure.{}": ERASED,
    "erasures.told-{}{}": {*ERASED, "series-dropped", "series-restored"},
    "family.{}": {*_FAMILIES, "other"},
    "findings.{}": LEDGER,
    "gap.{}": _UNITS.values(),
    "ground.{}": GROUNDS,
    **dict.fromkeys(("help.{}", "help.{}-how", "help.{}-n", "help.{}-go"), HELP),
    "index.script-{}": _SCRIPTS,
    "judgement.{}": (SAME, DIFFERENT, UNSURE),
    "kind.{}": {*ENTITY_KINDS, *KINDS_OF_NAMES} - {"role"},
    "manner.{}": ("quoted", "cited", "both", "unmarked", "formula"),
    "meaning.{}": SIGNS,
    "month.genitive.{}": map(str, range(1, 13)),
    "month.{}": map(str, range(1, 13)),
    "nav.{}": FOLDERS.values(),
    "network.{}": ("from", "to", "all", "shown", "show-all", "drag", "no-webgl", "reading", "find"),
    "open.{}": ("no-witness", "one-witness", "undated", "empty", "unread", "unused"),
    "outcome.{}": {outcome.replace(" ", "-") for outcome in OUTCOMES},
    "place.{}": ("north", "south", "east", "west"),
    "room.tray-{}": TRAYS,
    "search.{}": _WORDS,
    "season.{}": map(str, range(21, 25)),
    "severity.{}": (severity.word for severity in Severity),
    "shared.told-{}": WAYS,
    "shared.{}": (*WAYS, "by"),
    "source-kind.{}": SOURCE_KINDS,
    "stance.{}": STANCES,
    "standing.{}": STANDINGS,
    "team.invitation-{}": (WAITING, "past", ACCEPTED, WITHDRAWN),
    "team.may-{}": ROLES,
    "team.role-{}": (*ROLES, "none"),
    "team.since-{}": ("merges", "clashes"),
    "team.state-{}": (WAITING, ACCEPTED, REFUSED, WITHDRAWN),
    "thesis.{}": (*BEARINGS, *ANSWERS),
    "thesis.{}-strongly": BEARINGS,
    "timeline.{}": ("kinds", "people", "groups", "places"),
    "verdict.{}": SIGNS,
    "window.{}-not-after": ("start", "end"),
    "window.{}-not-before": ("start", "end"),
    "window.{}-on": ("start", "end"),
    "window.{}-within": ("start", "end"),
}
USERS = {
    "attribute.{}", "change.number-{}", "check.{}", "count.{}.other", "count.{}.{}", "lineage-of.{}", "lineage.{}",
    "locator.{}.{}", "preposition.{}", "preposition.{}-somebody", "preposition.{}-that", "quiet.{}", "room.place-{}",
    "team.did-{}", "team.done-{}", "tongue.{}", "{}.{}",
}  # fmt: skip
_MAY_ASK = re.compile(r"""words(?:\.get)?\(\s*f["']|f["'][a-z][a-z-]*\.[\w.-]*\{""")
_IN_TEMPLATE = re.compile(r"""\bt(?:\.get)?\(\s*["']([\w.-]*)["']\s*~\s*(?:\(|[\w.]+(?:\s*~\s*["']([\w.-]*)["'])?)""")
_CHOSEN_IN_TEMPLATE = re.compile(r"""\bt\(\s*["']([\w.-]+)["']\s+if\s[^()]*?\selse\s+["']([\w.-]+)["']""")


@cache
def keys() -> frozenset[str]:
    return frozenset(words_of("en").sentences)


def put_together() -> Iterator[tuple[str, str]]:
    """Every key with a gap, and the file that has it."""
    for path in sorted(ROOM.rglob("*.py")):
        if not _MAY_ASK.search(code := path.read_text("utf-8")):
            continue
        asked = set()
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.Call) and node.args and _asks_for_words(node.func):
                asked.add(id(node.args[0]))
            elif isinstance(node, ast.JoinedStr):
                key = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
                if id(node) in asked or (re.match(r"[a-z][\w-]*\.", key) and fitting(key)):
                    yield key, path.name
    for path in sorted((ROOM / "edition" / "templates").iterdir()):
        if path.is_file():
            for found in _IN_TEMPLATE.finditer(path.read_text("utf-8")):
                yield f"{found[1]}{{}}{found[2] or ''}", path.name


def _asks_for_words(function: ast.expr) -> bool:
    """Whether this is called: `words(…)`, `site.words(…)`, `words.get(…)`."""
    if isinstance(function, ast.Attribute) and function.attr == "get":
        function = function.value
    return (isinstance(function, ast.Attribute) and function.attr == "words") or (
        isinstance(function, ast.Name) and function.id == "words"
    )


def fitting(key: str) -> list[str]:
    """The keys of the tables that one with a gap may mean."""
    pattern = re.compile(re.escape(key).replace(r"\{\}", "[^.]*"))
    return [one for one in keys() if pattern.fullmatch(one)]


def filled(key: str, value: str) -> str:
    return key.replace("{}{}", "{}").replace("{}", value)


def test_every_key_that_is_put_together_is_held_to_what_it_can_become() -> None:
    found = dict(put_together())
    known = {*POSSIBLE_VALUES, *USERS}
    unheld = {key: where for key, where in found.items() if key not in known}
    assert not unheld, "say in POSSIBLE_VALUES what can stand in these"
    gone = known - found.keys()
    assert not gone, "these are put together no more"


@pytest.mark.parametrize("code", having("locale"))
def test_every_language_says_what_a_key_can_become(code: str) -> None:
    words = words_of(code)
    wanted = {filled(key, value) for key, values in _values().items() for value in values}
    assert not wanted - words.sentences.keys()


@cache
def _values() -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in POSSIBLE_VALUES.items()}


def test_every_key_that_is_written_out_exists() -> None:
    """In code, and where one of two is chosen; those of templates are held beside the locales."""
    missing = []
    for path in sorted(ROOM.rglob("*.py")):
        if not re.search(r"words\(", code := path.read_text("utf-8")):
            continue
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.Call) and node.args and _asks_for_words(node.func):
                first = node.args[0]
                told = (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,)
                written = {one.value for one in told if isinstance(one, ast.Constant) and isinstance(one.value, str)}
                missing += [(path.name, key) for key in written - keys()]
    for path in (ROOM / "edition" / "templates").iterdir():
        if path.is_file():
            for found in _CHOSEN_IN_TEMPLATE.finditer(path.read_text("utf-8")):
                missing += [(path.name, key) for key in {*found.groups()} - keys()]
    assert not missing
