"""The documented JSON of `collate`, and the apparatus in the traditional form."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from variorum.collation.apparatus import ApparatusSegment, VariantReading, lemma
from variorum.collation.renderings import Rendering
from variorum.collation.rules import families_of
from variorum.collation.witnesses import Collation
from variorum.evidence import Change, EditionsCompared, Side

Labels = Mapping[tuple[str, int], str]  # source and sequence of a page → the number that it prints


def as_json(collation: Collation) -> dict[str, object]:
    """Everything that is known of a collation, as docs/reference/schemas/collate.json describes it."""
    sigla = {edition.key: edition.siglum for edition in collation.editions}
    labels = {(page.source, page.sequence): page.label for each in collation.editions for page in each.body.pages}
    return {
        "witnesses": _witnesses(collation),
        "comparisons": [
            {
                **_compared(compared, sigla, labels),
                "set_apart": dict(zip(("earlier", "later"), collation.steps[number].apart.numbers, strict=True)),
                "families": _families(collation, number),
                "no_longer_named": _gone(collation, number),
            }
            for number, compared in enumerate(collation.compared(writing=True))
        ],
        "segments": [_segment(collation, segment) for segment in collation.segments],
    }


def renderings_as_json(collation: Collation, renderings: Sequence[Rendering]) -> dict[str, object]:
    """A translation beside its original, as the same schema describes it."""
    labels = {(page.source, page.sequence): page.label for each in collation.editions for page in each.body.pages}
    return {
        "witnesses": _witnesses(collation),
        "renderings": [
            {
                "original": _side(one.original, labels),
                "translation": _side(one.translation, labels),
                "likeness": one.likeness,
            }
            for one in renderings
        ],
    }


def _witnesses(collation: Collation) -> list[dict[str, object]]:
    return [
        {"siglum": one.siglum, "source": one.key, "title": one.title, "words": len(one.wording)}
        for one in collation.editions
    ]


def apparatus(collation: Collation, *, writing: bool = False) -> Iterator[str]:
    """The apparatus as editions print it, one place a line: "p. 42  lemma ] reading B; om. C"."""
    base = collation.editions[0]
    before = ""
    for segment in collation.segments:
        first = segment.readings[0]
        if segment.kind == "substance" or (writing and segment.kind != "agreed"):
            yield _entry(collation, segment, _locator(collation, first.spans[0][0]), before)
        if first.text:
            before = first.text.split()[-1]
    if not base.wording.plain:
        yield f"{base.siglum} has no words."


def _entry(collation: Collation, segment: ApparatusSegment, locator: str, before: str) -> str:
    first, *others = segment.readings
    lead = f"{locator}  " if locator else ""
    if not first.text:
        added = "; ".join(f"+ {lemma(reading.text)} {_sigla(collation, reading)}" for reading in others)
        return f"{lead}{before or '[at the beginning]'} ] {added}"
    short = [lemma(reading.text) for reading in segment.readings]
    if len(set(short)) < len(short):  # what differs lies in the midst of long readings
        short = [reading.text for reading in segment.readings]
    told = "; ".join(
        f"{text or 'om.'} {_sigla(collation, reading)}" for text, reading in zip(short[1:], others, strict=True)
    )
    return f"{lead}{short[0]} ] {told}"


def _sigla(collation: Collation, reading: VariantReading) -> str:
    return " ".join(collation.editions[witness].siglum for witness in reading.witnesses)


def _locator(collation: Collation, offset: int) -> str:
    """Where an offset of the first witness lies, as one would cite it."""
    body = collation.editions[0].body
    index = max(0, bisect_right(body.starts, offset) - 1)
    return body.pages[index].locator_at(max(0, offset - body.starts[index])) if body.pages else ""


def _compared(compared: EditionsCompared, sigla: dict[str, str], labels: Labels) -> dict[str, object]:
    return {
        "earlier": sigla[compared.earlier],
        "later": sigla[compared.later],
        "kept": compared.kept,
        "normalised": [
            {"before": before, "after": after, "times": times}
            for rule, times in compared.normalised.items()
            for before, _, after in [rule.partition(" → ")]
        ],
        "changes": [_change(change, labels) for change in compared.changes],
    }


def _change(change: Change, labels: Labels) -> dict[str, object]:
    return {
        "kind": change.kind,
        "before": _side(change.before, labels),
        "after": _side(change.after, labels),
        "note": change.note,
        "around": list(change.around),
    }


def _side(side: Side | None, labels: Labels) -> dict[str, object] | None:
    if side is None:
        return None
    first, last = side.stretches[0], side.stretches[-1]
    return {
        "source": side.source,
        "page": labels.get((side.source, first.page)) or None,
        "sequence": first.page,
        "start": first.start,
        "end": last.end,
        "last_sequence": last.page,
        "text": side.text,
    }


def _gone(collation: Collation, number: int) -> list[dict[str, object]]:
    return [{"name": name, "times": times} for name, times in collation.steps[number].no_longer_named]


def _families(collation: Collation, number: int) -> list[dict[str, object]]:
    return [
        {"rule": family.written, "times": family.times, "words": [rule.written for rule in family.rules]}
        for family in families_of(collation.steps[number].rules)
    ]


def _segment(collation: Collation, segment: ApparatusSegment) -> dict[str, object]:
    return {
        "kind": segment.kind,
        "readings": [
            {
                "witnesses": [collation.editions[witness].siglum for witness in reading.witnesses],
                "text": reading.text,
                "spans": [list(span) for span in reading.spans],
            }
            for reading in segment.readings
        ],
    }
