"""Notes at the foot of a PDF's page: where each begins, and which lines go on with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from variorum.accession.reading import NoteCall, Reading
from variorum.manuscript.reading import from_reading
from variorum.manuscript.reading.pdf_feet import feet_of, with_feet
from variorum.record import Page

BODY = "The barges lay idle all winter. Nobody mended them.\n\n"


def page_of(*paragraphs: str) -> Page:
    """A page of these paragraphs, a blank line after each."""
    starts, text = [], ""
    for paragraph in paragraphs:
        starts.append(len(text))
        text += paragraph
    return Page("source", 1, "1", text, paragraphs=tuple(starts))


def told(page: Page, *calls: NoteCall) -> list[str]:
    """The text of each note of a page, by its calls."""
    found = list(with_feet(calls, [page]))
    begun = {call.note[1] for call in found if call.note is not None}
    return [" ".join(page.text[foot.start : foot.end].split()) for foot in feet_of(page, begun, found)]


def test_lines_that_hang_below_a_number_go_on_with_its_note() -> None:
    page = page_of(
        BODY,
        "1 R. Vane, The Quay at Night: Barges and\n\n", "Their Crews (Leeds, 1931), pp. 12–14.\n\n",
        "2 A. Moss, Ropes\n\n", "(York, 1902), p. 3.\n\n",
    )  # fmt: skip
    calls = (NoteCall(1, 31, "1"), NoteCall(1, 50, "2"))
    assert told(page, *calls) == [
        "1 R. Vane, The Quay at Night: Barges and Their Crews (Leeds, 1931), pp. 12–14.",
        "2 A. Moss, Ropes (York, 1902), p. 3.",
    ]


def test_what_stands_below_the_last_note_is_no_note() -> None:
    page = page_of(BODY, "1 R. Vane, The Quay (Leeds, 1931), p. 12.\n\n", "Journal of Ropes, 14\n\n", "63\n\n")
    assert told(page, NoteCall(1, 31, "1")) == ["1 R. Vane, The Quay (Leeds, 1931), p. 12."]
    unfinished = page_of(BODY, "1 R. Vane, in A.\n\n", "Moss, ed., Ropes (Leeds, 1931), p. 12.\n\n", "63\n\n")
    assert told(unfinished, NoteCall(1, 31, "1")) == ["1 R. Vane, in A. Moss, ed., Ropes (Leeds, 1931), p. 12."]
    bracket = page_of(BODY, "1 R. Vane, Memorandum [1 Jan.\n\n", "1907], p. 5.\n\n", "63\n\n")
    assert told(bracket, NoteCall(1, 31, "1")) == ["1 R. Vane, Memorandum [1 Jan. 1907], p. 5."]


def test_the_next_column_belongs_to_no_note_of_the_one_before() -> None:
    column = "In spring the ropes were sold at the fair. The buyers came by water.\n\n"
    page = page_of(BODY, "1 R. Vane, The Quay, p. 12.\n\n", column, "2 A. Moss, Ropes, p. 3.\n\n")
    second = NoteCall(1, page.text.index(column) + 43, "2")
    assert told(page, NoteCall(1, 31, "1"), second) == ["2 A. Moss, Ropes, p. 3."]


def test_a_note_set_behind_the_one_before_is_found_there() -> None:
    page = page_of(BODY, "1 Ibidem, pp. 9–10. 2 R. Vane, The Quay,\n\n", "Leeds 1931; «Ropes», 3 May 1790.\n\n")
    calls = (NoteCall(1, 31, "1"), NoteCall(1, 50, "2"))
    assert told(page, *calls) == ["1 Ibidem, pp. 9–10.", "2 R. Vane, The Quay, Leeds 1931; «Ropes», 3 May 1790."]
    third = (*calls, NoteCall(1, 50, "3"))
    assert len(told(page, *third)) == 2, "a day of the month begins no note"


def test_a_note_whose_call_was_not_told_is_found_by_its_number_where_it_stands_once() -> None:
    body = (
        "The barges lay idle. She called them “differently moored”?2 Nobody mended them in spring. They sank soon.\n\n"
    )
    notes = (
        "1. R. Vane, The Quay (Leeds, 1931), p. 12.\n\n",
        "2. A. Moss, Ropes (York, 1902), p. 3.\n\n",
        "3. Ibid.\n\n",
    )
    page = page_of(body, *notes)
    calls = (NoteCall(1, 20, "1"), NoteCall(1, len(body) - 2, "3"))
    found = [call for call in with_feet(calls, [page]) if call.label == "2"]
    assert [(call.offset, call.note) for call in found] == [
        (body.index("2 Nobody"), (1, page.text.index("2. A. Moss")))
    ]
    twice = page_of(body.replace("in spring", "in spring,2 it seems"), *notes)
    assert [call.label for call in with_feet(calls, [twice])] == ["1", "3"], "the number stands at two places"
    open_note = page_of(body, "1. R. Vane, The Quay lists\n\n", "2. ropes, and 3 barges.\n\n", "3. Ibid.\n\n")
    assert [call.label for call in with_feet(calls, [open_note])] == ["1", "3"], "the note before goes on"


def test_the_note_of_a_later_page_that_is_called_there_is_taken_from_the_call_of_an_earlier_one() -> None:
    first = page_of(BODY, "1 R. Vane, The Quay, p. 12.\n\n")
    second = replace(page_of(BODY, "4 A. Moss, Ropes, p. 3.\n\n"), sequence=2, label="2")
    note = (2, len(BODY))
    calls = (NoteCall(1, 31, "1"), NoteCall(1, 50, "4", note=note), NoteCall(2, 31, "4", note=note))
    found = list(with_feet(calls, [first, second]))
    assert [(call.page, call.label, call.note) for call in found if call.note] == [
        (1, "1", (1, len(BODY))),
        (2, "4", note),
    ]
    alone = list(with_feet(calls[:2], [first, second]))
    assert alone[1].note == note, "a note that runs over to the next page and is called by nothing there"


def test_a_note_that_was_carried_over_to_the_next_page_belongs_to_the_call_before_it() -> None:
    first = page_of(BODY, "1 R. Vane, The Quay, p. 12.\n\n")
    second = replace(page_of(BODY, "2 Ibid., p. 14.\n\n", "3 A. Moss, Ropes, p. 3.\n\n"), sequence=2, label="2")
    third = (2, second.text.index("3 A. Moss"))
    calls = (NoteCall(1, 31, "1"), NoteCall(1, 50, "2"), NoteCall(2, 31, "3", note=third))
    found = list(with_feet(calls, [first, second]))
    assert [(call.label, call.note) for call in found] == [("1", (1, len(BODY))), ("2", (2, len(BODY))), ("3", third)]
    far = (NoteCall(1, 31, "1"), NoteCall(1, 50, "7"), NoteCall(2, 31, "3", note=third))
    assert [call.note for call in with_feet(far, [first, second])][1] is None


def test_notes_stand_in_the_order_of_the_foot_and_not_of_their_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(BODY, "1 R. Vane, The Quay, p. 12.\n\n", "2 A. Moss, Ropes, p. 3.\n\n", "3 Ibid., p. 4.\n\n")
    at = {number: (1, page.text.index(f"{number} {begins}")) for number, begins in ((1, "R."), (2, "A."), (3, "Ibid"))}
    calls = (NoteCall(1, 20, "2", note=at[2]), NoteCall(1, 31, "1", note=at[1]), NoteCall(1, 50, "3", note=at[3]))
    reading = Reading((page,), "pages", "text/plain", "a test", calls=calls)
    monkeypatch.setattr(from_reading, "read_file", lambda *_, **__: reading)
    notes = from_reading.manuscript_from_reading(b"", "quay.odt", "odt").notes.values()
    assert [note.id for note in notes] == ["1", "2", "3"], "“Ibid.” is said of the note before it at the foot"
