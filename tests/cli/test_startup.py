"""The command line answers at once: nothing heavy is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("lxml", "pypdfium2", "tantivy", "numpy", "pymorphy3", "rich", "jinja2", "yaml", "rapidfuzz", "edlib")

UNNEEDED = {"numba", "numpy", "jinja2", "pymorphy3", "edlib", "spacy", "tantivy"}  # till there is something to do


def modules_after(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sorted(sys.modules))"
    return set(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split())


def test_importing_the_package_imports_nothing_heavy() -> None:
    loaded = modules_after("import variorum")
    assert not loaded & {*HEAVY, "click", "sqlite3"}


def test_asking_for_help_imports_nothing_heavy() -> None:
    loaded = modules_after("import variorum.cli")
    assert not loaded & {*HEAVY, "sqlite3"}


def test_looking_something_up_waits_neither_for_the_edition_nor_for_the_machinery_of_names() -> None:
    loaded = modules_after("import variorum.pipeline.lookup")
    assert not loaded & {*UNNEEDED, "rapidfuzz", "variorum.criticism.framework", "variorum.edition"}


def test_what_still_holds_is_told_before_anything_that_works_something_out_is_loaded() -> None:
    loaded = modules_after("import variorum.cli, variorum.pipeline.build_report, variorum.pipeline.asking")
    working = {f"variorum.{name}" for name in ("pipeline.examining", "archive.parsed", "accession.formats", "evidence")}
    assert not loaded & {*HEAVY, *working, "filelock", "variorum.criticism.families.quotations"}


def test_a_build_with_nothing_to_do_wakes_no_engine() -> None:
    loaded = modules_after("import variorum.pipeline.full_build, variorum.collation.silences")
    assert not loaded & {*UNNEEDED, "variorum.edition.publishing", "variorum.reuse.passages"}


def test_what_the_package_offers_is_there() -> None:
    import variorum

    for name in variorum.__all__:
        assert getattr(variorum, name) is not None
    assert set(variorum.__all__) <= set(dir(variorum))
