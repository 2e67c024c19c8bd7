"""What is not open never leaves: every byte of the output is searched for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from variorum.archive.citations import parse_citation
from variorum.disclosure.openness import OwnersView, open_to_all
from variorum.evidence import Span, Verification
from variorum.examined import CheckedQuotation
from variorum.finding import Finding, Severity
from variorum.record import EntityLink, Passage, Position, Prose, Statement, Witness

KEY = "closed1931"


def secret(small) -> str:
    return small.record.quotations[4].witness.quotation


def assert_nothing_left(out: Path, small) -> None:
    forbidden = [
        secret(small),
        secret(small)[:40],
        KEY,
        small.record.sources[KEY].title,
        "cd" * 32,
        "Given on condition",
        "Sosnovka",
        "two ledgers",
    ]
    for path in out.rglob("*"):
        assert KEY not in path.name
        if path.is_file() and path.suffix != ".woff2":
            text = path.read_text("utf-8")
            for words in forbidden:
                assert words not in text, (path, words)


@pytest.mark.parametrize("language", ["english", "russian"])
def test_neither_words_nor_names_of_a_closed_source_are_in_any_file(language: str, small, request) -> None:
    assert_nothing_left(request.getfixturevalue(language), small)


def test_the_statement_stays_and_its_witness_is_said_to_be_closed(english: Path) -> None:
    page = (english / "people/lesnov.html").read_text("utf-8")
    assert "counted 2 ledgers" in page
    assert "One witness withheld." in page


@pytest.mark.parametrize("access", ["restricted", "redacted", "anything else"])
def test_every_access_but_open_is_closed(access: str, small, write, tmp_path: Path) -> None:
    closed = replace(small.record.sources[KEY], access=access)
    record = replace(small.record, sources=small.record.sources | {KEY: closed})
    written = write(tmp_path / "e", replace(small, record=record))
    assert written.omitted == (KEY,)
    assert_nothing_left(tmp_path / "e", small)


def test_a_source_that_is_closed_later_vanishes_from_the_next_edition(small, write, tmp_path: Path) -> None:
    opened = replace(small.record.sources[KEY], access="open")
    record = replace(small.record, sources=small.record.sources | {KEY: opened})
    write(tmp_path / "e", replace(small, record=record))
    assert (tmp_path / f"e/sources/{KEY}.html").exists()
    write(tmp_path / "e")
    assert_nothing_left(tmp_path / "e", small)


def test_words_of_a_closed_source_do_not_leave_by_a_side_door(small, write, tmp_path: Path) -> None:
    words = secret(small)
    open_witness = Witness(parse_citation("@orlova1961, p. 91"), words, "affirms", Position("people/orlova.md", 9))
    found_there = CheckedQuotation(
        "orlova#^side",
        open_witness,
        Verification(words, "verbatim", "another source", (), (Span(KEY, 1, 23, 95),), words, locator="p. 1"),
    )
    likeliest = replace(
        small.record.quotations[0],
        verification=Verification("x", "absent", "as cited", candidates=(Span(KEY, 1, 23, 95),), found=words),
    )
    side = Statement("orlova#^side", "orlova", "met", EntityLink(KEY), witnesses=(open_witness,))
    of_it = Statement(f"{KEY}#^made", KEY, "met", EntityLink("orlova"))
    prose = Prose(f"He says {words.upper()}.\n\nSee [[{KEY}]] and [[sources/{KEY}|it]] and @{KEY}, [@{KEY}, p. 1].")
    orlova = replace(small.record.entities["orlova"], prose=prose)
    source = replace(small.record.sources["zarya1930"], notes=f"Compare [@{KEY}, p. 1].\n\n> {words}")
    record = replace(
        small.record,
        entities=small.record.entities | {"orlova": orlova},
        sources=small.record.sources | {"zarya1930": source},
        statements=(*small.record.statements, side, of_it),
        quotations=(likeliest, *small.record.quotations[1:], found_there),
    )
    findings = (
        *small.findings,
        Finding("Q207", Severity.NOTE, "Stands elsewhere.", None, (Passage(KEY, 1, 23, 95, words, "d"),)),
        Finding("W303", Severity.NOTE, "One witness.", None, ("orlova",), (f"derives from {KEY}",)),
        Finding("A007", Severity.ERROR, "Only pictures.", Position("closed1931.txt")),
        Finding("S001", Severity.ERROR, "Not readable.", Position(f"transcripts/{KEY}/1.txt"), excerpt=words),
    )
    written = write(tmp_path / "e", replace(small, record=record, findings=findings))
    assert written.withheld_findings == 6
    assert_nothing_left(tmp_path / "e", small)


def test_where_all_is_open_nothing_is_touched(small) -> None:
    sources = {key: replace(source, access="open") for key, source in small.record.sources.items()}
    record = replace(small.record, sources=sources)
    assert open_to_all(OwnersView(record, small.findings)).record is record
