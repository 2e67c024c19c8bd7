"""`variorum.toml`: title, languages, calendar, checks on or off, plugins, levelling, questions, policies of dating."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from variorum.archive.likeness import did_you_mean
from variorum.archive.text import TextFile, read_text
from variorum.archive.toml import line_of, read_toml
from variorum.dates.calendars import CALENDARS
from variorum.dates.malformed import MalformedDate
from variorum.dates.policies import default_policies, policies_from
from variorum.finding import Finding, Severity
from variorum.record import Settings

SETTINGS_FILE = "variorum.toml"
STEPS = ("layout", "typography", "spelling")
_SHOWN = ("names-without-dossier",)
_KNOWN = ("title", "languages", "calendar", "checks", "plugins", "levelling", "questions", "policies", "edition")


def settings_of(root: Path) -> Settings:
    """The settings of an archive, what is broken left out."""
    path = root / SETTINGS_FILE
    text = read_text(root, path)[0] if path.is_file() else None
    return read_settings(text)[0] if text else Settings()


def read_settings(text: TextFile) -> tuple[Settings, list[Finding]]:
    """What the settings say; whatever is broken keeps its default and gives a finding S020."""
    content, findings = read_toml(text, "S020")
    reader = _SettingsReader(text, content, findings)
    plain = Settings()
    otherwise = f"Take it out; the settings are: {', '.join(_KNOWN)}."
    for name in content:
        if name not in _KNOWN:
            reader.complain(
                name, f"“{name}” is not a setting.", did_you_mean(name, _KNOWN, otherwise=otherwise), Severity.WARNING
            )
    title = content.get("title", "")
    if not isinstance(title, str):
        reader.complain("title", "The title must be text.", f'Write title = "{title}"')
        title = str(title)
    calendar = reader.one_of("calendar", sorted(CALENDARS)) or plain.calendar
    return (
        Settings(
            title,
            reader.texts("languages") or plain.languages,
            calendar,
            reader.checks(),
            reader.texts("plugins") or (),
            reader.steps(plain.levelling),
            reader.questions(),
            reader.policies(),
            reader.edition().get("names-without-dossier", plain.unmatched_names),
        ),
        findings,
    )


class _SettingsReader:
    def __init__(self, text: TextFile, content: dict[str, object], findings: list[Finding]) -> None:
        self.text, self.content, self.findings = text, content, findings

    def complain(self, name: str, message: str, remedy: str, severity: Severity = Severity.ERROR) -> None:
        at = line_of(self.text, name)
        self.findings.append(self.text.finding("S020", message, at=at, remedy=remedy, severity=severity))

    def texts(self, name: str) -> tuple[str, ...] | None:
        value = self.content.get(name)
        if value is None:
            return None
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            return tuple(value)
        self.complain(name, f"“{name}” must be a list of texts.", f'Write {name} = ["one", "two"]')
        return None

    def one_of(self, name: str, allowed: Sequence[str]) -> str | None:
        value = self.content.get(name)
        if value is None or value in allowed:
            return value if isinstance(value, str) else None
        remedy = did_you_mean(str(value), allowed, otherwise=f"Use one of: {', '.join(allowed)}.")
        self.complain(name, f"“{value}” is not a {name} that is known.", remedy)
        return None

    def checks(self) -> MappingProxyType[str, bool]:
        value = self.content.get("checks", {})
        if not isinstance(value, dict):
            self.complain(
                "checks", "[checks] must be a table.", "Write [checks] and under it lines such as W302 = false"
            )
            return MappingProxyType({})
        wrong = [name for name, on in value.items() if not isinstance(on, bool)]
        for name in wrong:
            self.complain(name, f"The check “{name}” is neither on nor off.", f"Write {name} = true or {name} = false")
        return MappingProxyType({name: on for name, on in value.items() if isinstance(on, bool)})

    def edition(self) -> Mapping[str, bool]:
        """What the edition is to show; only switches that are known and are on or off."""
        value = self.content.get("edition", {})
        if not isinstance(value, dict):
            self.complain("edition", "[edition] must be a table.", "Write [edition] and names-without-dossier = true")
            return MappingProxyType({})
        for name, on in value.items():
            if name not in _SHOWN:
                self.complain(name, f"“{name}” is not a setting of the edition.", f"Use {', '.join(_SHOWN)}.")
            elif not isinstance(on, bool):
                self.complain(name, f"“{name}” is neither on nor off.", f"Write {name} = true or {name} = false")
        return MappingProxyType({name: on for name, on in value.items() if name in _SHOWN and isinstance(on, bool)})

    def policies(self) -> Mapping[str, object]:
        """The archive's own table of policies, if it can be used; else none of it, and a finding says why."""
        value = self.content.get("policies", {})
        try:
            if not isinstance(value, dict):
                raise MalformedDate("[policies] must hold tables.", remedy="Write [policies.month] and early = [1, 10]")
            policies_from(value, default_policies())
        except MalformedDate as error:
            self.complain("policies", error.sentence, error.remedy)
            return MappingProxyType({})
        return MappingProxyType(value)

    def questions(self) -> MappingProxyType[str, str]:
        value = self.content.get("questions", {})
        if not isinstance(value, dict):
            remedy = 'Write [questions] and under it lines such as why-the-terror = "Why the terror?"'
            self.complain("questions", "[questions] must be a table.", remedy)
            return MappingProxyType({})
        asked = {}
        for name, words in value.items():
            if isinstance(words, str) and words.strip():
                asked[name] = " ".join(words.split())
            else:
                self.complain(name, f"The question “{name}” has no words.", f'Write {name} = "Why …?"')
        return MappingProxyType(asked)

    def steps(self, default: tuple[str, ...]) -> tuple[str, ...]:
        chosen = self.texts("levelling")
        if chosen is None:
            return default
        for step in chosen:
            if step not in STEPS:
                remedy = did_you_mean(step, STEPS, otherwise=f"Use some of: {', '.join(STEPS)}.")
                self.complain("levelling", f"“{step}” is not a step of levelling.", remedy)
        return tuple(step for step in STEPS if step in chosen)
