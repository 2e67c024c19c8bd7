"""Two drafts held against each other: notes lost, quotations altered or lost, references newly unsupported.

A copy-editor moves and mends; what matters is whether a quotation still has its words and its note. Quotations are
paired by their words, notes by their text, in the order in which they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from variorum.manuscript.audit import Audit
from variorum.manuscript.quotation_kinds import fold_title
from variorum.manuscript.verdicts import GOOD, AuditedQuotation
from variorum.saying import say

_ALIKE = 72.0  # likeness in words from which two quotations are states of one
KINDS = ("quotation lost", "quotation altered", "note lost", "note altered", "newly unsupported", "quotation new")
_CALLED: dict[str, str] = {
    said: said
    for said in (
        say("quotation lost"), say("quotation altered"), say("note lost"), say("note altered"),
        say("newly unsupported"), say("quotation new"),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DraftChange:
    """One thing that is otherwise in the later draft: its kind (one of KINDS), and both states."""

    kind: str
    before: str
    after: str
    because: str = ""


def compare(earlier: Audit, later: Audit) -> tuple[DraftChange, ...]:
    """What the later draft lost or changed of the earlier one's quotations and notes."""
    return (*_quotations(earlier, later), *_notes(earlier, later))


def _quotations(earlier: Audit, later: Audit) -> list[DraftChange]:
    old = [one for one in earlier.quotations if one.quoted.kind in ("quotation", "fragment")]
    new = [one for one in later.quotations if one.quoted.kind in ("quotation", "fragment")]
    pairs = paired([one.quoted.text for one in old], [one.quoted.text for one in new])
    found: list[DraftChange] = []
    for index, one in enumerate(old):
        other = new[pairs[index]] if index in pairs else None
        if other is None:
            found.append(DraftChange("quotation lost", one.quoted.text, ""))
        else:
            found += _between(one, other)
    taken = set(pairs.values())
    found += [DraftChange("quotation new", "", one.quoted.text) for index, one in enumerate(new) if index not in taken]
    return found


def _between(one: AuditedQuotation, other: AuditedQuotation) -> list[DraftChange]:
    found = []
    before, after = " ".join(one.quoted.text.split()), " ".join(other.quoted.text.split())
    if before != after:
        stands = (
            say(
                "It was {was} and is {now}.",
                was=one.verification.verdict,
                now=other.verification.verdict,
            )
            if one.verification.verdict != other.verification.verdict
            else ""
        )
        found.append(DraftChange("quotation altered", before, after, stands))
    if one.note and not other.note:
        found.append(DraftChange("note lost", before, after, say("The quotation had a note and has none.")))
    was, now = one.verification, other.verification
    if (
        before == after
        and was.verdict in GOOD
        and (now.verdict not in GOOD or (was.place == "as cited" and now.place not in ("as cited", "no pages")))
    ):
        found.append(
            DraftChange(
                "newly unsupported",
                before,
                after,
                say(
                    "It was {was}, {place}, and is {now}, {new_place}.",
                    was=was.verdict,
                    place=was.place,
                    now=now.verdict,
                    new_place=now.place,
                ),
            )
        )
    return found


def _notes(earlier: Audit, later: Audit) -> list[DraftChange]:
    old = [note.text for note in earlier.manuscript.notes.values()]
    new = [note.text for note in later.manuscript.notes.values()]
    pairs = paired(old, new)
    found = [DraftChange("note lost", text, "") for index, text in enumerate(old) if index not in pairs]
    found += [
        DraftChange("note altered", old[a], new[b])
        for a, b in sorted(pairs.items())
        if " ".join(old[a].split()) != " ".join(new[b].split())
    ]
    return found


def paired(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which text of the one list is which of the other: equal ones first, in order, then the likest nearby."""
    folded_old, folded_new = [fold_title(text) for text in old], [fold_title(text) for text in new]
    pairs: dict[int, int] = {}
    free: dict[str, list[int]] = {}
    for index, text in enumerate(folded_new):
        free.setdefault(text, []).append(index)
    for index, text in enumerate(folded_old):
        if free.get(text):
            pairs[index] = free[text].pop(0)
    left = sorted(index for indices in free.values() for index in indices)
    for index, text in enumerate(folded_old):
        if index in pairs or not text:
            continue
        scored = [
            (fuzz.ratio(text, folded_new[other]), -abs(other - index), other) for other in left if folded_new[other]
        ]
        best = max(scored, default=None)
        if best is not None and best[0] >= _ALIKE:
            pairs[index] = best[2]
            left.remove(best[2])
    return pairs


def in_lines(found: Sequence[DraftChange], old: str, new: str) -> list[str]:
    """The comparison as lines for a terminal."""
    lines: list[str] = [say("{new} against {old}: {count} {count:change|changes}", new=new, old=old, count=len(found))]
    for kind in KINDS:
        own = [change for change in found if change.kind == kind]
        if own:
            lines.append(say("{kind}: {count}", kind=_CALLED[kind], count=len(own)))
            for change in own:
                lines.append(f"  - {_short(change.before)}" if change.before else f"  + {_short(change.after)}")
                if change.before and change.after and change.before != change.after:
                    lines.append(f"    → {_short(change.after)}")
                if change.because:
                    lines.append(say("    {because}", because=change.because))
    return lines


def as_json(found: Sequence[DraftChange], old: str, new: str) -> dict[str, object]:
    """The comparison as JSON (docs/reference/schemas/audit-against.json)."""
    changes = [{"kind": c.kind, "before": c.before, "after": c.after, "because": c.because} for c in found]
    return {"earlier": old, "later": new, "changes": changes}


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 160 else plain[:160] + " …"
