"""The manual of an audit's findings: what each code means, why it matters, and what to do."""

from __future__ import annotations

import tomllib
from importlib import resources

from variorum.criticism.manual import ManualPage


def manual() -> dict[str, ManualPage]:
    """Every code that an audit may give, with its page, in order."""
    text = resources.files(__package__).joinpath("manual.toml").read_text("utf-8")
    return {
        code: ManualPage(code, "", page["title"], "", page["why"], page["what-to-do"])
        for code, page in tomllib.loads(text).items()
    }
