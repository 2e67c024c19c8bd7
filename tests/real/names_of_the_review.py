"""Hold the names that the program finds in the review against those that a person found by reading it.

    python tests/real/names_of_the_review.py [ARCHIVE]

Prints a table of what was found, missed and wrong: with the archive of the review (made and built in a temporary
folder where none is named), and with no dossier at all. The names read by hand stand in review/names.tsv, each with the
dossier that it means; events are no kind of mention and only keep their words.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import review_dossiers

from variorum.evidence import Identified
from variorum.record import Page

KINDS = {"people": "person", "groups": "group", "works": "work", "places": "place"}
_STARS = str.maketrans({"*": " ", "’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Expected:
    """A name where it stands in the text of a page, and the dossier that it means."""

    page: int
    start: int
    end: int
    words: str
    kind: str
    dossier: str


@dataclass(frozen=True, slots=True)
class Held:
    """What became of the names of one kind: each list holds the words with what was found instead, if anything."""

    right: tuple[str, ...]
    open: tuple[str, ...]  # found, and not said to be anybody
    wrong: tuple[str, ...]  # found, and said to be another
    missed: tuple[str, ...]

    @property
    def names(self) -> int:
        """How many places there are."""
        return len(self.right) + len(self.open) + len(self.wrong) + len(self.missed)


def names_by_hand() -> Mapping[str, tuple[str, str]]:
    """The names of people, groups, works and places, each with its kind and its dossier."""
    listed: dict[str, tuple[str, str]] = {}
    section = ""
    for line in (review_dossiers.HERE / "names.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            section = line.removeprefix("# ")
        elif line and section in (*KINDS, "events"):
            name, dossier = line.split("\t")
            listed[name] = (KINDS.get(section, "event"), dossier)
    return listed


def expected_in(pages: Iterable[Page]) -> list[Expected]:
    """Every place of every name, the longest name first where they overlap."""
    names = sorted(names_by_hand().items(), key=lambda pair: -len(pair[0]))
    found: list[Expected] = []
    for page in pages:
        text, taken = page.text.translate(_STARS), [False] * len(page.text)
        for name, (kind, dossier) in names:
            pattern = r"\s+".join(map(re.escape, name.translate(_STARS).split()))
            for match in re.finditer(rf"(?<![\w]){pattern}(?!\w)", text):
                if not any(taken[match.start() : match.end()]):
                    taken[match.start() : match.end()] = [True] * len(match[0])
                    found.append(Expected(page.sequence, match.start(), match.end(), name, kind, dossier))
    return sorted(found, key=lambda one: (one.page, one.start))


def hold(expected: Sequence[Expected], found: Sequence[Identified], *, kind: str) -> Held:
    """The names of one kind held against what was found at their places."""
    bins: dict[str, list[str]] = {"right": [], "open": [], "wrong": [], "missed": []}
    for one in expected:
        if one.kind == kind:
            there = [f for f in found if _overlap(one, f)]
            bins[_outcome(one, there)].append(_told(one, there))
    return Held(*(tuple(bins[name]) for name in ("right", "open", "wrong", "missed")))


def beyond(expected: Sequence[Expected], found: Sequence[Identified]) -> list[Identified]:
    """What was found where a person found no name."""
    return [f for f in found if f.mention.kind in KINDS.values() and not any(_overlap(one, f) for one in expected)]


def _outcome(one: Expected, there: Sequence[Identified]) -> str:
    if any(f.entity == one.dossier for f in there):
        return "right"
    if any(f.entity for f in there):
        return "wrong"
    return "open" if there else "missed"


def _told(one: Expected, there: Sequence[Identified]) -> str:
    instead = [f"{f.mention.surface} ({f.mention.kind}{f', {f.entity}' if f.entity else ''})" for f in there]
    return f"{one.words} → {', '.join(instead)}" if instead else one.words


def _overlap(one: Expected, found: Identified) -> bool:
    mention = found.mention
    return one.page == mention.page and mention.start < one.end and mention.end > one.start


def as_table(expected: Sequence[Expected], found: Sequence[Identified]) -> str:
    """The table, and under it every name that did not come out right, with how often."""
    lines = [f"{'kind':8} {'names':>6} {'right':>6} {'open':>6} {'wrong':>6} {'missed':>7}"]
    below: list[str] = []
    for kind in KINDS.values():
        held = hold(expected, found, kind=kind)
        lines.append(
            f"{kind:8} {held.names:6} {len(held.right):6} {len(held.open):6} {len(held.wrong):6} {len(held.missed):7}"
        )
        for what in ("wrong", "open", "missed"):
            below += [f"{kind} {what}: {told} ×{n}" for told, n in Counter(getattr(held, what)).most_common()]
    more = Counter(
        f"{f.mention.surface} ({f.mention.kind}{f', {f.entity}' if f.entity else ''})" for f in beyond(expected, found)
    )
    below += [f"beyond the list: {told} ×{n}" for told, n in more.most_common()]
    return "\n".join([*lines, "", *below])


def without_dossiers(pages: Sequence[Page]) -> list[Identified]:
    """What is recognised by the models and patterns alone."""
    from variorum.names.recognition.gazetteer import gazetteer_of
    from variorum.names.recognition.recognition import recognise_pages

    return [Identified(m, "", "open") for m in recognise_pages(pages, language="en", known=gazetteer_of(()))]


def main(arguments: Sequence[str]) -> int:
    import making_the_review_archive as making

    from variorum.archive.folder import open_archive
    from variorum.catalogue.mentions import mentions_on
    from variorum.catalogue.store import open_catalogue
    from variorum.pipeline import build

    data = making.real_data()
    if data is None:
        sys.stdout.write("The real data is not there (VARIORUM_REAL_DATA says where it is).\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(Path(arguments[0])) if arguments else making.make(Path(folder) / "archive", data)
        if not arguments:
            build(archive)
        with open_catalogue(archive.catalogue_dir) as catalogue:
            pages = catalogue.pages(review_dossiers.REVIEW)
            expected = expected_in(pages)
            sys.stdout.write("With the archive's dossiers\n")
            sys.stdout.write(as_table(expected, mentions_on(catalogue, review_dossiers.REVIEW)) + "\n\n")
            sys.stdout.write("Without any dossier\n" + as_table(expected, without_dossiers(pages)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
