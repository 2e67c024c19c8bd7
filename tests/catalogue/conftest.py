from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from variorum.accession.reading import Reading
from variorum.catalogue.indexing import update_index
from variorum.catalogue.store import Catalogue, open_catalogue
from variorum.record import Page, Source


def a_reading(key: str, *texts: str, paging: str = "pages") -> Reading:
    """Pages 59, 60, … of these texts."""
    pages = tuple(Page(key, n, str(58 + n), text, paragraphs=(0,)) for n, text in enumerate(texts, 1))
    return Reading(pages, paging, "text/plain", "text/1")


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with open_catalogue(tmp_path / ".catalogue") as opened:
        yield opened


@pytest.fixture
def hold(catalogue: Catalogue) -> Callable[..., None]:
    """Put in a source with these pages and bring the index up to date; further arguments are the dossier's."""

    def put(key: str, *texts: str, digest: str = "", **dossier: object) -> None:
        reading = a_reading(key, *texts)
        catalogue.replace_source(Source(key, **dossier), reading, digest=digest or "|".join(texts))  # type: ignore[arg-type]
        update_index(catalogue)

    return put
