"""Checks are registered with their manual, run apart from one another, and are silenced only with a reason."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint

import pytest

from variorum.criticism import framework
from variorum.criticism.framework import Check, check, criticise, digest_of, known_codes, run
from variorum.criticism.manual import explain, manual
from variorum.criticism.sarif import as_sarif
from variorum.examined import Examined
from variorum.finding import Finding, NotFound, Severity
from variorum.record import Judgement, Position, Settings, Source, Statement

NOTHING_SAID = Examined(statements=(Statement("a#^b", "a", "wrote", None, position=Position("people/a.md", 5, 3)),))


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> dict[str, Check]:
    framework.registered()
    copy = dict(framework._registry)
    monkeypatch.setattr(framework, "_registry", copy)
    return copy


def judged(about: str, *, why: str = "We know.", **digests: str) -> Examined:
    verdict = Judgement(f"finding {about}", "accepted", "A. Reader", "2026-01-02", why, digests)
    return replace(NOTHING_SAID, judgements=(verdict,))


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_check_without_a_manual_page_fails_at_import(registry: dict[str, Check]) -> None:
    def silent(_record: Examined) -> Iterator[Finding]:
        """It has a first sentence only."""
        yield from ()

    with pytest.raises(ValueError, match="Why it matters"):
        check("Z001", severity=Severity.NOTE)(silent)


def test_a_code_is_given_once(registry: dict[str, Check]) -> None:
    def again(_record: Examined) -> Iterator[Finding]:
        """A title.

        Why it matters: it does.
        What to do: this.
        """
        yield from ()

    with pytest.raises(ValueError, match="already taken"):
        check("W301", severity=Severity.NOTE)(again)
    with pytest.raises(ValueError, match="is no code"):
        check("w1", severity=Severity.NOTE)(again)
    assert check("Z002", severity=Severity.NOTE)(again) is again


def test_a_check_that_crashes_is_a_finding_and_loses_nothing() -> None:
    def crashing(_record: Examined) -> Iterator[Finding]:
        yield Finding("", Severity.NOTE, "before the crash")
        raise KeyError("oh")

    found = list(run(Check("Z003", Severity.WARNING, crashing), NOTHING_SAID))
    assert [(f.code, f.severity) for f in found] == [("Z003", Severity.WARNING), ("X001", Severity.ERROR)]
    assert "Z003" in found[1].message


def test_a_judgement_with_a_reason_sets_a_finding_aside() -> None:
    criticism = criticise(judged("W301 a#^b"))
    assert "W301" not in codes(criticism.findings)
    ((silenced, judgement),) = criticism.silenced
    assert (silenced.code, judgement.by) == ("W301", "A. Reader")


def test_a_judgement_without_a_reason_sets_nothing_aside() -> None:
    assert "W301" in codes(criticise(judged("W301 a#^b", why=" ")).findings)


def test_the_newest_judgement_stands() -> None:
    record = judged("W301 a#^b")
    reopened = replace(record.judgements[0], verdict="reopened", when="2026-02-01")
    assert "W301" in codes(criticise(replace(record, judgements=(*record.judgements, reopened))).findings)


def test_a_judgement_lapses_when_what_was_found_has_changed() -> None:
    (now,) = (f for f in criticise(NOTHING_SAID).findings if f.code == "W301")
    assert "W301" not in codes(criticise(judged("W301 a#^b", finding=digest_of(now))).findings)
    (stands,) = (f for f in criticise(judged("W301 a#^b", finding="another")).findings if f.code == "W301")
    assert "has changed since" in stands.evidence[-1]


def test_a_judgement_about_nothing_is_noted() -> None:
    assert codes(criticise(judged("W302 gone#^b")).findings).count("X002") == 1


def test_settings_switch_codes_and_families_off() -> None:
    off = replace(NOTHING_SAID, settings=Settings(checks={"W": False, "W301": True}))
    assert "W301" in codes(criticise(off).findings)
    assert "W301" not in codes(criticise(replace(off, settings=Settings(checks={"W": False}))).findings)


def test_only_the_codes_asked_for_are_run() -> None:
    record = replace(NOTHING_SAID, sources={"s": Source("s", position=Position("sources/s.md", 1, 1))})
    assert set(codes(criticise(record).findings)) == {"W301", "C111"}
    assert codes(criticise(record, codes=("C",)).findings) == ["C111"]
    assert codes(criticise(record, codes=("W301",)).findings) == ["W301"]


def test_checks_of_another_package_run_where_they_are_asked_for(
    registry: dict[str, Check], monkeypatch: pytest.MonkeyPatch
) -> None:
    module = types.ModuleType("others_checks")
    source = '''
from variorum.criticism import check
from variorum.finding import Finding, Severity

@check("MY001", severity=Severity.NOTE)
def always(record):
    """Always something.

    Why it matters: it does not.
    What to do: nothing.
    """
    yield Finding("", Severity.NOTE, "always")
'''
    exec(source, module.__dict__)
    monkeypatch.setitem(sys.modules, "others_checks", module)
    points = [
        EntryPoint("others", "others_checks", framework.ENTRY_POINTS),
        EntryPoint("broken", "not.there", framework.ENTRY_POINTS),
    ]
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: points if group == framework.ENTRY_POINTS else []
    )
    asked = replace(NOTHING_SAID, settings=Settings(plugins=("others", "broken", "absent")))
    found = codes(criticise(asked).findings)
    assert found.count("MY001") == 1
    assert found.count("X003") == 2


def test_every_code_has_a_page_that_says_all_three_things() -> None:
    for code, page in manual().items():
        assert page.title.endswith("."), code
        assert page.why, code
        assert page.what_to_do, code


def test_an_unknown_code_is_answered_with_those_that_exist() -> None:
    with pytest.raises(NotFound, match="Q201"):
        explain("Q999")
    with pytest.raises(NotFound):
        known_codes(("W", "nonsense"))
    assert known_codes(("w", "q201")) == ("W", "Q201")


def test_sarif_names_rules_places_and_fingerprints() -> None:
    run_ = as_sarif(criticise(NOTHING_SAID).findings)["runs"][0]  # type: ignore[index]
    (result,) = run_["results"]
    assert result["ruleId"] == run_["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "W301"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 5, "startColumn": 3}
    assert result["partialFingerprints"] == {"identity/v1": "W301 a#^b"}
