"""What is found in the sample archive is said in Russian and German to the last sentence."""

from __future__ import annotations

import pytest

from variorum.pipeline.examining import Examination
from variorum.saying import Sentence, is_said_in


@pytest.mark.parametrize("language", ["ru", "de"])
def test_no_finding_of_the_sample_is_english_in_another_language(examined_sample: Examination, language: str) -> None:
    for finding in examined_sample.criticised().findings:
        said = (finding.message, finding.remedy, *(one for one in finding.evidence if isinstance(one, Sentence)))
        assert not [one for one in said if one and not is_said_in(one, language)], finding.code


@pytest.mark.parametrize("language", ["ru", "de"])
def test_no_verdict_of_the_sample_is_english_in_another_language(examined_sample: Examination, language: str) -> None:
    for one in examined_sample.record.quotations:
        said = (*one.verification.warnings, one.verification.reason, one.verification.locator)
        assert not [sentence for sentence in said if sentence and not is_said_in(sentence, language)]
