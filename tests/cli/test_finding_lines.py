"""A finding in the terminal: its place, what is wrong, where in the line, and what to do."""

from __future__ import annotations

from variorum.cli.finding_lines import as_text
from variorum.finding import Finding, Severity
from variorum.record import Position


def test_the_caret_stands_under_the_column() -> None:
    finding = Finding(
        "Q201", Severity.ERROR, "The words differ.", Position("people/a.md", 3, 5), excerpt="\tab cd", remedy="Mend it."
    )
    text = as_text(finding).splitlines()
    assert text[0] == "people/a.md:3:5: error Q201: The words differ."
    assert text[1] == "    \tab cd"
    assert text[2] == "    \t   ^"
    assert text[3] == "    → Mend it."


def test_a_finding_without_a_place_begins_with_its_severity() -> None:
    assert as_text(Finding("X001", Severity.NOTE, "Something.")).startswith("note X001: ")


def test_of_much_evidence_some_is_shown_and_the_rest_counted() -> None:
    finding = Finding("B601", Severity.WARNING, "Shared.", evidence=("one", "two", "three", "four"))
    text = as_text(finding, most_evidence=2).splitlines()
    assert text[1:] == ["    one", "    two", "    … and 2 more lines: `variorum check B601`"]
    assert as_text(finding).splitlines()[1:] == ["    one", "    two", "    three", "    four"]
