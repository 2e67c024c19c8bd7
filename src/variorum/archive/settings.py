"""`variorum.toml`: title, languages, calendar, checks on or off, plugins, levelling, questions, policies of dating."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from variorum.archive.did_you_mean import did_you_mean
from variorum.archive.file_names import SETTINGS_FILE
from variorum.archive.text import TextFile, read_text
from variorum.archive.toml import line_of, read_toml, texts_of
from variorum.dates.calendars import CALENDARS
from variorum.dates.malformed import MalformedDate
from variorum.dates.policies import default_policies, policies_from
from variorum.finding import Finding, Severity
from variorum.record import Settings
from variorum.saying import say

STEPS = ("layout", "typography", "spelling")
_SHOWN = ("names-without-dossier",)
_KNOWN = ("title", "languages", "calendar", "checks", "plugins", "levelling", "questions", "policies", "edition")


def settings_of(root: Path) -> Settings:
    """The settings of an archive, what is broken left out."""
    path = root / SETTINGS_FILE
    text = read_text(root, path)[0] if path.is_file() else None
    return read_settings(text)[0] if text else Settings()


def broken_settings(root: Path) -> list[Finding]:
    """What of the settings cannot be read, so that something else holds in its place."""
    text, faults = read_text(root, root / SETTINGS_FILE)
    found = [*faults, *(read_settings(text)[1] if text else ())]
    return [fault for fault in found if fault.severity is Severity.ERROR]


def read_settings(text: TextFile) -> tuple[Settings, list[Finding]]:
    """What the settings say; whatever is broken keeps its default and gives a finding S020."""
    content, findings = read_toml(text, "S020")
    reader = _SettingsReader(text, content, findings)
    plain = Settings()
    otherwise = say("Take it out; the settings are: {known}.", known=", ".join(_KNOWN))
    for name in content:
        if name not in _KNOWN:
            reader.complain(
                name,
                say("“{name}” is not a setting.", name=name),
                did_you_mean(name, _KNOWN, otherwise=otherwise),
                Severity.WARNING,
            )
    title = content.get("title", "")
    if not isinstance(title, str):
        reader.complain("title", say("The title must be text."), say("Write {written}", written=f'title = "{title}"'))
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
        found = texts_of(value)
        if found is None and value is not None:
            self.complain(
                name,
                say("“{name}” must be a list of texts.", name=name),
                say("Write {written}", written=f'{name} = ["one", "two"]'),
            )
        return found

    def one_of(self, name: str, allowed: Sequence[str]) -> str | None:
        value = self.content.get(name)
        if value is None or value in allowed:
            return value if isinstance(value, str) else None
        remedy = did_you_mean(str(value), allowed, otherwise=say("Use one of: {allowed}.", allowed=", ".join(allowed)))
        self.complain(name, say("“{value}” is not a {name} that is known.", value=str(value), name=name), remedy)
        return None

    def checks(self) -> MappingProxyType[str, bool]:
        value = self.content.get("checks", {})
        if not isinstance(value, dict):
            self.complain(
                "checks",
                say("[checks] must be a table."),
                say("Write [checks] and under it lines such as W302 = false"),
            )
            return MappingProxyType({})
        wrong = [name for name, on in value.items() if not isinstance(on, bool)]
        for name in wrong:
            self.complain(
                name,
                say("The check “{name}” is neither on nor off.", name=name),
                say("Write {name} = true or {name} = false", name=name),
            )
        return MappingProxyType({name: on for name, on in value.items() if isinstance(on, bool)})

    def edition(self) -> Mapping[str, bool]:
        """What the edition is to show; only switches that are known and are on or off."""
        value = self.content.get("edition", {})
        if not isinstance(value, dict):
            self.complain(
                "edition", say("[edition] must be a table."), say("Write [edition] and names-without-dossier = true")
            )
            return MappingProxyType({})
        for name, on in value.items():
            if name not in _SHOWN:
                self.complain(
                    name,
                    say("“{name}” is not a setting of the edition.", name=name),
                    say("Use {shown}.", shown=", ".join(_SHOWN)),
                )
            elif not isinstance(on, bool):
                self.complain(
                    name,
                    say("“{name}” is neither on nor off.", name=name),
                    say("Write {name} = true or {name} = false", name=name),
                )
        return MappingProxyType({name: on for name, on in value.items() if name in _SHOWN and isinstance(on, bool)})

    def policies(self) -> Mapping[str, object]:
        """The archive's own table of policies, if it can be used; else none of it, and a finding says why."""
        value = self.content.get("policies", {})
        try:
            if not isinstance(value, dict):
                raise MalformedDate(
                    say("[policies] must hold tables."), remedy=say("Write [policies.month] and early = [1, 10]")
                )
            policies_from(value, default_policies())
        except MalformedDate as error:
            self.complain("policies", error.sentence, error.remedy)
            return MappingProxyType({})
        return MappingProxyType(value)

    def questions(self) -> MappingProxyType[str, str]:
        value = self.content.get("questions", {})
        if not isinstance(value, dict):
            remedy = say('Write [questions] and under it lines such as why-the-terror = "Why the terror?"')
            self.complain("questions", say("[questions] must be a table."), remedy)
            return MappingProxyType({})
        asked = {}
        for name, words in value.items():
            if isinstance(words, str) and words.strip():
                asked[name] = " ".join(words.split())
            else:
                self.complain(
                    name,
                    say("The question “{name}” has no words.", name=name),
                    say("Write {written}", written=f'{name} = "Why …?"'),
                )
        return MappingProxyType(asked)

    def steps(self, default: tuple[str, ...]) -> tuple[str, ...]:
        chosen = self.texts("levelling")
        if chosen is None:
            return default
        for step in chosen:
            if step not in STEPS:
                remedy = did_you_mean(step, STEPS, otherwise=say("Use some of: {steps}.", steps=", ".join(STEPS)))
                self.complain("levelling", say("“{step}” is not a step of levelling.", step=step), remedy)
        return tuple(step for step in STEPS if step in chosen)
