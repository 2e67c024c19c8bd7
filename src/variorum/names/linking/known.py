"""What the archive's dossiers say of names: every form that a dossier gives, and what its statements add to them.

A pseudonym, a party name or a name by marriage counts where a dossier lists it under `names:` or where a statement
"known as" has a witness for it. Where another witness denies it, it counts for a doubt and for nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass

from variorum.record import Record, Statement, Words

NAMING_RELATIONS = frozenset({"known as"})
KINDS = ("person", "group", "place", "work")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a name; `told` says in words where it is from, `contested` whether a witness denies it."""

    form: str
    told: str
    contested: bool = False


@dataclass(frozen=True, slots=True)
class KnownDossier:
    """A dossier with all the forms of its name, the chief one first."""

    id: str
    kind: str
    name: str
    forms: tuple[Form, ...]


def known_names(record: Record) -> tuple[KnownDossier, ...]:
    """The names of every person, group, place and work that has a dossier, in the order of ids."""
    told: dict[str, list[Form]] = {}
    for statement in record.statements:
        form = _told_by(statement)
        if form:
            told.setdefault(statement.subject, []).append(form)
    known = []
    for entity in sorted(record.entities.values(), key=lambda one: one.id):
        if entity.kind not in KINDS:
            continue
        listed = [Form(form, "the dossier gives this form") for form in (entity.name, *(n.form for n in entity.names))]
        forms = {form.form: form for form in reversed([*listed, *told.get(entity.id, ())]) if form.form.strip()}
        known.append(KnownDossier(entity.id, entity.kind, entity.name, tuple(reversed(forms.values()))))
    return tuple(known)


def _told_by(statement: Statement) -> Form | None:
    """The name that a statement gives its subject, where a witness says so."""
    if statement.relation not in NAMING_RELATIONS or not isinstance(statement.thing, Words):
        return None
    stances = {witness.stance for witness in statement.witnesses if witness.quotation}
    if "affirms" not in stances:
        return None
    sources = sorted({witness.citation.source for witness in statement.witnesses if witness.stance == "affirms"})
    contested = bool(stances & {"denies", "doubts"})
    return Form(statement.thing.text, f"{', '.join(sources)} says so ({statement.ref})", contested)
