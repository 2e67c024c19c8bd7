"""An audit as the documented JSON (docs/reference/schemas/audit.json)."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.manuscript.audit import Audit
from variorum.manuscript.contradictions import SentenceContradiction
from variorum.manuscript.impossible import JudgedReference
from variorum.manuscript.manuscript import Note, Place
from variorum.manuscript.resolved import Resolved
from variorum.manuscript.verdicts import AuditedQuotation, Stand
from variorum.manuscript.witnesses import Stands
from variorum.quotation.answers import as_json as verification_as_json
from variorum.quotation.texts import Texts

_OF_VERIFICATION = (
    "verdict", "place", "voice", "frame", "levelled", "source", "page", "locator", "found", "differences", "omitted",
    "warnings", "reason",
)  # fmt: skip


def as_json(made: Audit, texts: Texts) -> dict[str, object]:
    """The JSON contract of `audit`."""
    return {
        "manuscript": made.manuscript.name,
        "quotations": [_quotation(one, made, texts) for one in made.quotations],
        "notes": [_note(one, made) for one in made.manuscript.notes.values()],
        "references": [_reference(one) for one in made.references],
        "contradicted": [_contradiction(one) for one in made.contradicted],
        "second hand": [
            {"quotation": one.quotation, "from": one.source, "page": one.page, "because": one.because}
            for one in made.second_hand
        ],
        "witnesses": {
            **_stands(made.witnesses.whole),
            "chapters": [{"chapter": one.chapter, **_stands(one)} for one in made.witnesses.chapters],
            "through another": list(made.witnesses.through_another),
            "one text": [
                {"shorter": one.shorter, "longer": one.longer, "share": round(one.share, 3)}
                for one in made.witnesses.one_text
            ],
            "memoirs after": made.witnesses.after,
        },
        "remarks": list(made.remarks),
        "summary": dict(made.summary),
    }


def _note(note: Note, made: Audit) -> dict[str, object]:
    works = [work_as_json(one) for one in made.notes.get(note.id, ())]
    return {"id": note.id, "kind": note.kind, "text": note.text, "works": works}


def _reference(one: JudgedReference) -> dict[str, object]:
    return {
        "note": one.note,
        "reference": one.resolved.reference.written,
        "state": one.state,
        "because": one.because,
        "source": one.resolved.source or None,
    }


def _contradiction(one: SentenceContradiction) -> dict[str, object]:
    return {
        "quotation": one.quotation,
        "kind": one.kind,
        "in sentence": one.in_sentence,
        "on page": one.on_page,
        "source": one.source,
        "page": one.page,
    }


def work_as_json(one: Resolved) -> dict[str, object]:
    """A work of a note, as the contract has it."""
    return {
        "source": one.source or None,
        "reference": one.reference.written,
        "locator": one.locator,
        "how": one.how,
        "sure": one.sure,
        "held": one.held,
        "work": one.work or one.reference.checked.written,
        "because": one.because,
        "candidates": [{"source": candidate.key, "because": candidate.because} for candidate in one.candidates],
        "quoted within": one.reference.within is not None,
    }


def _quotation(one: AuditedQuotation, made: Audit, texts: Texts) -> dict[str, object]:
    note = made.manuscript.notes.get(one.note)
    told = verification_as_json(one.verification, texts)
    return {
        "id": one.id,
        "text": one.quoted.text,
        "where": _where(one.quoted.places),
        "kind": one.quoted.kind,
        "how": one.quoted.how,
        "note": {"id": note.id, "text": note.text, "works": [work_as_json(w) for w in one.works]} if note else None,
        **{name: told[name] for name in _OF_VERIFICATION},
        "elsewhere": [stand_as_json(stand) for stand in one.elsewhere],
    }  # fmt: skip


def stand_as_json(stand: Stand) -> dict[str, object]:
    """A further place of the same words."""
    return {"source": stand.source, "page": stand.page}


def _where(places: Sequence[Place]) -> dict[str, object]:
    first, last = places[0], places[-1]
    return {
        "paragraph": first.paragraph, "start": first.start, "end": first.end, "note": first.note or None,
        **({"to paragraph": last.paragraph, "to": last.end} if len(places) > 1 else {}),
    }  # fmt: skip


def _stands(one: Stands) -> dict[str, object]:
    return {
        "references": one.references, "works": one.witnesses, "most cited": one.most, "share": round(one.share, 3),
        "police": round(one.police, 3), "memoirs": round(one.memoirs, 3), "late memoirs": round(one.late, 3),
    }  # fmt: skip
