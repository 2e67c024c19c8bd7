"""N505: spellings of surnames that the sources have and the dossiers do not list, told from what was found named."""

from __future__ import annotations

from variorum.criticism.families.names import unlisted_spelling
from variorum.evidence import Attestation, Naming, Span
from variorum.examined import Examined
from variorum.record import Entity, NameForm, Position

RIUTIN = Entity(
    "riutin",
    "person",
    "Martemian Nikitich Riutin",
    (NameForm("Мартемьян Никитич Рютин"), NameForm("Ryutin")),
    position=Position("people/riutin.md"),
)
KAIUROV = Entity("kaiurov", "person", "Kaiurov", (NameForm("Каюров"),), position=Position("people/kaiurov.md"))


def attested(entity: str, source: str, **forms: int) -> Attestation:
    named = {form.replace("_", " "): times for form, times in forms.items()}
    return Attestation(entity, source, sum(named.values()), named, Span(source, 1, 0, 6))


def found(*attestations: Attestation) -> list[str]:
    record = Examined(entities={"riutin": RIUTIN, "kaiurov": KAIUROV}, naming=Naming(attestations))
    return [finding.message for finding in unlisted_spelling(record)]


def test_a_spelling_that_no_dossier_lists_is_told_once_with_all_its_sources() -> None:
    messages = found(attested("riutin", "a1930", Rjutin=2), attested("riutin", "b1932", Rjutin=1))
    assert messages == [
        "a1930, b1932 write “Rjutin” for “riutin” (3 times), a spelling that its dossier does not list."
    ]


def test_cases_initials_and_capitals_of_a_listed_spelling_are_no_spellings_of_their_own() -> None:
    assert not found(attested("riutin", "a1930", Рютиным=1, Рютину=1, РЮТИН=1, M_N_Riutin=1, Riutin=5))


def test_a_pseudonym_or_a_given_name_is_no_spelling_of_the_surname() -> None:
    assert not found(attested("riutin", "a1930", Мартемьян=1, Никитич=1, Ivanov=1))


def test_a_source_that_spells_in_the_other_script_is_told_where_the_dossier_lists_none_in_it() -> None:
    assert not found(attested("kaiurov", "a1930", Каюровым=1))
    assert found(attested("kaiurov", "a1930", Kajurow=1))
