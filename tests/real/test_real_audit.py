"""A Word file with footnotes made of the quotations of An Anarchist FAQ, audited against the books as they lie."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from making_docx import call, docx, paragraph, text

pytestmark = pytest.mark.real

FIRST = {
    "goldman-disillusionment": "Emma Goldman, My Disillusionment in Russia (Garden City: Doubleday, 1923)",
    "reed-ten-days": "John Reed, Ten Days That Shook the World (New York: Boni, 1919)",
    "kropotkin-conquest-of-bread": "Peter Kropotkin, The Conquest of Bread (London: Chapman, 1906)",
    "kropotkin-law-and-authority": "Peter Kropotkin, Law and Authority (London, 1886)",
    "kropotkin-the-state": "Peter Kropotkin, The State: Its Historic Role (London, 1898)",
}


def test_quotations_with_notes_lead_to_their_books_and_whole_ones_stand_there(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from variorum.manuscript.auditing import audit_file

    monkeypatch.setenv("VARIORUM_CACHE", str(tmp_path / "cache"))
    listed = json.loads((data / "quotations" / "afaq-dev.json").read_text("utf-8"))
    chosen = [one for one in listed if one["source"] in FIRST and "“" not in one["quotation"]]
    notes: list[str] = []
    for number, one in enumerate(chosen):
        page = re.search(r"p\. ?([\dxvil]+)", one["citation"])
        again = number > 0 and chosen[number - 1]["source"] == one["source"]
        notes.append(f"{'Ibid.' if again else FIRST[one['source']]}, {page[1] if page else '1'}.")
    body = [
        paragraph(text(f"It says: “{one['quotation']}”"), call(n), text(".")) for n, one in enumerate(chosen, start=1)
    ]
    path = tmp_path / "faq.docx"
    path.write_bytes(docx(*body, notes=tuple(notes)))
    made, _ = audit_file(path, sources=[data / "books"])
    assert [made.notes[label][0].source for label in made.notes] == [one["source"] for one in chosen]
    whole = {one["quotation"] for one in chosen if one["segments"] == one["segments_verbatim"] == 1}
    held = [one for one in made.quotations if one.quoted.text in whole]
    assert all(
        one.verification.segments and one.by and one.verification.segments[0].source == one.by.source for one in held
    )
    exact = sum(one.verification.verdict in ("verbatim", "marked") for one in held)
    assert exact >= 0.85 * len(held)  # the list matched without regard to capitals and some punctuation
