"""The manual of findings: what each code looks for, why it matters, and what to do.

A check's page is its docstring. Codes given by other rooms (files that could not be read, lines that do not parse)
have theirs in `manual.toml`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from variorum.criticism.framework import idle_plugins, registered
from variorum.finding import NotFound
from variorum.saying import in_turn, say, template


@dataclass(frozen=True, slots=True)
class ManualPage:
    """The manual page of one code; its texts are sentences, which are said in the reader's language."""

    code: str
    severity: str  # as the code is usually given; "" where it varies
    title: str
    looks_for: str
    why: str
    what_to_do: str

    def __post_init__(self) -> None:
        for name in ("title", "looks_for", "why", "what_to_do"):
            object.__setattr__(self, name, template(getattr(self, name)))


def explain(code: str) -> ManualPage:
    """The manual page of a code; raises NotFound with the nearest codes where there is none."""
    pages = manual()
    wanted = code.strip().upper()
    if wanted not in pages:
        near = [known for known in pages if known[:1] == wanted[:1]] or sorted({known[0] + "…" for known in pages})
        unknown = say("There is no check {code}. Codes that exist: {near:,}.", code=code, near=tuple(near))
        raise NotFound(in_turn(unknown, _of_others()))
    return pages[wanted]


def _of_others() -> str:
    idle = idle_plugins()
    if not idle:
        return ""
    return say(
        "Other packages bring checks that do not run until variorum.toml names them under “plugins”: {names}.",
        names=idle,
    )


def manual(families: Collection[str] = ()) -> dict[str, ManualPage]:
    """Every code that a finding may have, with its page, in order; of checks those of some families, or of all."""
    import tomllib
    from importlib import resources

    pages = {one.code: _from_docstring(one.code, one.severity.word, one.manual) for one in registered(families)}
    text = resources.files(__package__).joinpath("manual.toml").read_text("utf-8")
    for code, page in tomllib.loads(text).items():
        if code in pages:
            raise ValueError(f"{code} is the code of a check and stands in manual.toml too")
        pages[code] = ManualPage(
            code, page.get("severity", ""), page["title"], page.get("looks-for", ""), page["why"], page["what-to-do"]
        )
    return dict(sorted(pages.items()))


def _from_docstring(code: str, severity: str, docstring: str) -> ManualPage:
    import inspect

    text = inspect.cleandoc(docstring)
    head, _, rest = text.partition("Why it matters:")
    why, _, remedy = rest.partition("What to do:")
    title, _, looks_for = head.strip().partition("\n")
    return ManualPage(code, severity, title.strip(), *(" ".join(part.split()) for part in (looks_for, why, remedy)))
