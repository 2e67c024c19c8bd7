"""The names of a real review: everybody whom a person found in it is found, and nobody is taken for another."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from names_of_the_review import Expected, as_table, expected_in, hold, without_dossiers

from variorum.archive.folder import Archive
from variorum.catalogue.mentions import mentions_on
from variorum.catalogue.store import open_catalogue
from variorum.evidence import Identified
from variorum.pipeline import Built
from variorum.record import Page

pytestmark = pytest.mark.real
REVIEW = "peters2019"
NO_NAMES = {"rank-and-file party member"}  # a description by which nobody can be recognised


@pytest.fixture(scope="module")
def pages(archive: Archive, built: Built) -> Sequence[Page]:
    assert REVIEW in built.record.holdings
    with open_catalogue(archive.catalogue_dir) as catalogue:
        return catalogue.pages(REVIEW)


@pytest.fixture(scope="module")
def expected(pages: Sequence[Page]) -> list[Expected]:
    return expected_in(pages)


@pytest.fixture(scope="module")
def found(archive: Archive, built: Built) -> list[Identified]:
    assert built.record.naming.attestations
    with open_catalogue(archive.catalogue_dir) as catalogue:
        return mentions_on(catalogue, REVIEW)


def test_everybody_named_in_the_review_is_found_and_resolved(expected: list[Expected], found: list[Identified]) -> None:
    held = hold(expected, found, kind="person")
    assert held.names > 90
    assert not held.wrong, as_table(expected, found)
    assert not held.open, as_table(expected, found)
    assert set(held.missed) <= NO_NAMES, as_table(expected, found)


@pytest.mark.parametrize("kind", ["group", "work", "place"])
def test_groups_documents_and_places_are_found_and_resolved(
    kind: str, expected: list[Expected], found: list[Identified]
) -> None:
    held = hold(expected, found, kind=kind)
    assert len(held.right) >= 0.93 * held.names, as_table(expected, found)
    assert len(held.wrong) <= 2, as_table(expected, found)


def test_people_and_places_are_recognised_where_no_dossier_is_known(
    expected: list[Expected], pages: Sequence[Page]
) -> None:
    found = without_dossiers(pages)
    assert set(hold(expected, found, kind="person").missed) <= NO_NAMES, as_table(expected, found)
    assert not hold(expected, found, kind="place").missed, as_table(expected, found)


def test_no_dossier_of_the_review_is_probably_another_s_and_no_link_leads_to_a_namesake(built: Built) -> None:
    amiss = [f for f in built.findings if f.code.startswith("N") and f.code != "N505"]
    assert not amiss, amiss
