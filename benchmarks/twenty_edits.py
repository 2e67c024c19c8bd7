"""A large archive edited twenty times, each time held against a clean build: `benchmarks/twenty_edits.py FOLDER`.

The archive is the one of `tests/real`: a review, the books beside it, and An Anarchist FAQ, where they are there
(VARIORUM_REAL_DATA and VARIORUM_ANARCHISM say where); it is made and built in FOLDER if that is not there yet. After
every edit (one of each kind, then some at random, which may undo others; or those that `--only` names) an incremental
build is held against a clean one in verdicts, findings, names, borrowings, editions and texts, and for some (`--whole`)
in the edition, byte for byte. Printed are processor seconds of both.

Recognition would take minutes each time. What a model sees on a page rests on the page and the model alone, so a clean
build is handed that one result, and nothing else. That this changes nothing is shown first, once: the archive's own
first build had nothing, and equals a clean one that was handed it, the edition byte for byte (not with `--unproved`).
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

_HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(_HERE), str(_HERE.parent / "tests" / "pipeline"), str(_HERE.parent / "tests" / "real")]

import making_the_review_archive as making
from clean_builds import DERIVED, left_by_build, left_by_check
from small_archive import accept_first_finding, also_say, judge, put, rename, toggle, withdraw_last

from pipeline import spent
from variorum.catalogue.store import open_catalogue

Edit = Callable[[Path], None]
SIGHT = "what the model sees"
_KAIUROV = "people/kaiurov.md"
_STRIKES = "events/miners-strikes.md"
_RELATION = """
[relations."shared a desk with"]
facet = "associates"
en = "shared a desk with"
domain = ["person"]
range = ["person"]
extent = "span"
"""
EDITS: Mapping[str, Edit] = MappingProxyType({
    "a statement's date": lambda r: put(r, _KAIUROV, "- 1932: organised", "- 1931-05: organised"),
    "a quotation": lambda r: put(r, _KAIUROV, "organized by M.N. Riutin", "organised in secret by M.N. Riutin"),
    "a source's paging": lambda r: also_say(r, "peters2019", "pages: {1: 101}"),
    "a source's language": lambda r: also_say(r, "kronstadt-rebellion", "language: ru"),
    "a form of a name": lambda r: put(r, _KAIUROV, "Каюров]", "Каюров, Kaiurow]"),
    "a dossier removed": lambda r: toggle(r, _STRIKES),
    "a transcript": lambda r: toggle(r, "transcripts/kronstadt-rebellion/1.txt", "Nobody knows what stood here.\n"),
    "a finding accepted": accept_first_finding,
    "a source removed": lambda r: toggle(r, "sources/kropotkin-conquest-bread.md"),
    "a relation": lambda r: put(r, "vocabulary.toml", (r / "vocabulary.toml").read_text("utf-8")[-40:],
                                (r / "vocabulary.toml").read_text("utf-8")[-40:] + _RELATION),
    "levelling": lambda r: put(r, "variorum.toml", '"typography", "spelling"]', '"typography"]'),
    "a source's access": lambda r: also_say(r, "bibliography-faq", "access: restricted"),
    "the interface's language": lambda r: put(r, "variorum.toml", '["en", "ru"]', '["ru", "en"]'),
    "a source's lineage": lambda r: also_say(r, "kronstadt-rebellion", "derived-from: [goldman-my-disillusionment]"),
    "a judgement withdrawn": withdraw_last,
    "names judged two": lambda r: judge(r, "names “Kropotkin” = kaiurov", "different"),
    "a dossier renamed": lambda r: rename(r, _KAIUROV, "people/v-kaiurov.md", old="kaiurov", new="v-kaiurov"),
    "a source's bytes": lambda r: original_of(r, "kropotkin-conquest-bread", "the", "a"),
    "a chapter removed": lambda r: toggle(r, "chapters/01-what-lay-on-the-desk.md"),
    "prose": lambda r: also_prose(r, "chapters/01-what-lay-on-the-desk.md"),
    "checks of others": lambda r: put(r, "variorum.toml", "plugins = []", 'plugins = ["nobody"]'),
    "checks": lambda r: put(r, "variorum.toml", "[checks]", "[checks]\nQ = false"),
    "names without a dossier shown": lambda r: put(
        r, "variorum.toml", "plugins =", "edition = { names-without-dossier = true }\nplugins ="),
    "how dates are meant": lambda r: put(r, "variorum.toml", "[policies]", "[policies]\nmonth.early = [1, 9]"),
    "a source's title": lambda r: put(r, "sources/kronstadt-rebellion.md", 'title: "What was', 'title: "What then was'),
})  # fmt: skip


def original_of(root: Path, key: str, before: str, after: str) -> None:
    """Change a word of an original that is plain text, the dossier's digest with it."""
    path, dossier = root / "originals" / f"{key}.txt", root / "sources" / f"{key}.md"
    if path.is_file() and dossier.is_file():
        put(root, f"originals/{key}.txt", before, after)
        digest = sha256(path.read_bytes()).hexdigest()
        said = re.sub(r'sha256: "?[0-9a-f]{64}"?', f'sha256: "{digest}"', dossier.read_text("utf-8"))
        dossier.write_text(said, "utf-8")


def also_prose(root: Path, file: str) -> None:
    """Write a sentence at the end of a file."""
    path = root / file
    if path.is_file():
        path.write_text(path.read_text("utf-8") + "\nAnd so it ended.\n", "utf-8")


def held(name: str, root: Path, *, whole: bool) -> bool:
    """Build incrementally and clean; one line, and the differences if there are any."""
    beside = root.with_name(root.name + "-clean")
    shutil.rmtree(beside, ignore_errors=True)  # copied before, so that both begin with the same ledgers
    shutil.copytree(root, beside, ignore=shutil.ignore_patterns(*DERIVED))
    start = spent()
    incremental = left_by_build(root)
    took, start = spent() - start, spent()
    hand_over_sights(root, beside)
    differences = incremental.differences(left_by_build(beside) if whole else left_by_check(beside))
    told = "equal" if not differences else "DIFFERENT"
    print(
        f"{name:<28}{took:8.1f} s; clean {spent() - start:8.1f} s; {told}{', the edition too' if whole else ''}",
        flush=True,
    )
    for line in differences:
        print(f"    {line[:600]}", flush=True)
    return not differences


def hand_over_sights(root: Path, beside: Path) -> None:
    """Give a copy without anything derived what the model sees on pages, and nothing else."""
    with open_catalogue(root / ".catalogue") as there, open_catalogue(beside / ".catalogue") as here:
        kept = there.results(SIGHT)
        here.keep_results(SIGHT, ((kept[key], payload) for key, payload in there.payloads(SIGHT)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--edits", type=int, default=len(EDITS))
    parser.add_argument("--only", nargs="*", default=[], choices=list(EDITS), help="these, in this order")
    parser.add_argument("--whole", type=int, default=5, help="how many are held against the clean edition too")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--unproved", action="store_true", help="do not show that sights may be handed over")
    asked = parser.parse_args()
    data, faq = making.real_data(), making.anarchist_faq()
    if data is None:
        print("The real data is not there (VARIORUM_REAL_DATA says where it is).")
        return
    if not asked.folder.exists():
        making.make(asked.folder, data, faq)
    if not faq:
        print("An Anarchist FAQ is not there: the archive is without it.")
    equal = [asked.unproved or held("nothing, since it was built", asked.folder, whole=True)]
    chance = random.Random(asked.seed)
    chosen = asked.only or [*EDITS, *chance.choices(list(EDITS), k=asked.edits)][: asked.edits]
    for number, name in enumerate(chosen):
        EDITS[name](asked.folder)
        whole = (number + 1) * asked.whole // len(chosen) > number * asked.whole // len(chosen)
        equal.append(held(name, asked.folder, whole=whole))
    print(f"{sum(equal)} of {len(equal)} equal")
    sys.exit(0 if all(equal) else 1)


if __name__ == "__main__":
    main()
