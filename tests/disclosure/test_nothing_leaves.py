"""Secrets planted in every place of invented archives are sought in every byte of the editions: none is found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from planting import digest_of, found_in, publish_archive, secret_of


@pytest.mark.parametrize("seed", range(12))
def test_no_planted_secret_is_in_any_file_of_an_edition(seed: int, tmp_path: Path) -> None:
    secret = secret_of(seed)
    out, planted = publish_archive(tmp_path, seed, secret, language="ru" if seed % 2 else "en")
    assert planted > 30
    assert found_in(out, secret) == []


@pytest.mark.parametrize("seed", range(100, 105))
def test_other_secrets_of_another_length_and_number_give_the_same_edition(seed: int, tmp_path: Path) -> None:
    editions = [publish_archive(tmp_path / str(n), seed, secret_of(seed + 10_007 * n))[0] for n in (0, 1)]
    assert digest_of(editions[0]) == digest_of(editions[1])


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    secret = secret_of(3)
    page = tmp_path / "page.html"
    page.write_text(f"<p>{' '.join(secret.text[3:8])}</p>", "utf-8")
    assert found_in(tmp_path, secret)
    page.write_text(f"<p>&#{ord(secret.people[0].surname[0])};{secret.people[0].surname[1:].upper()}</p>", "utf-8")
    assert found_in(tmp_path, secret)
    page.write_text("<p>nothing</p>", "utf-8")
    assert not found_in(tmp_path, secret)
