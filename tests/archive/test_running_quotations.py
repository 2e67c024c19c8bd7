"""Quotations that run in the prose belong to the citation that vouches for them."""

from __future__ import annotations

import pytest

from variorum.archive.running_quotations import notes_of, running_quotations


def _found(text: str) -> list[tuple[str, list[str]]]:
    return [(one.quotation, [c.source for c in one.citations]) for one in running_quotations(text, notes_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He wrote “the bread was gone by May” [@k, § 1].", [("the bread was gone by May", ["k"])]),
        ("Он писал: «хлеба не было к маю» [@k, с. 5].", [("хлеба не было к маю", ["k"])]),
        ("„хлеба не было к маю“ [@k]", [("хлеба не было к маю", ["k"])]),
        ('"the bread was gone" (as she says) [@k, p. 2]', [("the bread was gone", ["k"])]),
        ("“the bread was gone” and “nobody had come back” [@k, p. 2]",
         [("the bread was gone", ["k"]), ("nobody had come back", ["k"])]),
        ("«он сказал „хлеба нет вовсе“ и ушёл» [@k]", [("он сказал „хлеба нет вовсе“ и ушёл", ["k"])]),
        ("@peters2019 [§ 3] says that “the bread was gone”.", [("the bread was gone", ["peters2019"])]),
        ("“the bread was gone [@k, p. 2]” he ended.", [("the bread was gone", ["k"])]),
        ("“the bread was gone”[^1] he ended.\n\n[^1]: See [@k, p. 2] and others.", [("the bread was gone", ["k"])]),
        ("“[[bread|the bread]] was gone” [@k]", [("the bread was gone", ["k"])]),
        ("the “handful” of strikers [@k, § 5]", []),
        ("“the bread was gone” he said. Another thing happened [@k, p. 2].", []),
        ("“the bread was gone” and\n\na new paragraph [@k, p. 2].", []),
        ("“never closed the mark [@k, p. 2]", []),
    ],
)  # fmt: skip
def test_a_quotation_in_the_text_is_found_with_its_citation(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert _found(text) == expected


def test_the_next_quotation_has_its_own_citation() -> None:
    text = "“the bread was gone” [@a, p. 1], but “the mill stood still” [@b, p. 2]."
    assert _found(text) == [("the bread was gone", ["a"]), ("the mill stood still", ["b"])]
