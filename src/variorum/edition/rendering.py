"""The press: Jinja2, set so that nothing is shown unescaped and nothing is missing in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from variorum.edition.addresses import explanation_address
from variorum.edition.cleaning import clean, unbroken, with_code

NAMELESS = re.compile(r" at 0x[0-9a-f]+>")  # how Python shows what it has no better words for


class _Shipped(BaseLoader):
    """Templates from the package itself, wherever it is installed."""

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        path = files("variorum.edition") / "templates" / template
        if not path.is_file():
            raise TemplateNotFound(template)
        return path.read_text(encoding="utf-8"), str(path), lambda: True


@cache
def _environment() -> Environment:
    """The one environment: compiling the templates takes longer than a small edition."""
    environment = Environment(
        loader=_Shipped(),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["code"] = with_code
    environment.filters["unbroken"] = unbroken
    environment.filters["explained"] = explanation_address
    return environment


@dataclass(frozen=True, slots=True)
class Press:
    """Makes pages from templates; what is common to all pages is given once."""

    common: Mapping[str, object]
    salt: str = ""  # a digest of what is common to all pages, and of the templates
    _around: dict[tuple[str, str], Mapping[str, Markup]] = field(default_factory=dict)

    def page(self, template: str, *, root: str, section: str, **values: object) -> str:
        """One page, whole; `root` leads to the edition's root, `section` is the part that the page belongs to."""
        place = {"root": root, "section": section, "around": self._what_stands_around(root, section)}
        return _environment().get_template(template).render({**self.common, **place, **values})

    def piece(self, template: str, **values: object) -> Markup:
        """A piece of a page, which needs nothing of the page but the way to the edition's root."""
        return Markup(_environment().get_template(template).render({**self.common, **values}))  # noqa: S704

    def key(self, template: str, **values: object) -> str:
        """A digest of all that goes into a page: what its template is given, and what is common to all.

        Empty where something is given that has no words of its own, so that nobody can tell whether it changed.
        """
        told = repr(values)
        if NAMELESS.search(told):
            return ""
        return sha256(f"{self.salt}\0{template}\0{told}".encode("utf-8", "surrogatepass")).hexdigest()

    def _what_stands_around(self, root: str, section: str) -> Mapping[str, Markup]:
        """Head and foot of a page: the same for all of a section, so set once and not a thousand times."""
        if (root, section) not in self._around:
            self._around[root, section] = {
                part: self.piece(f"{part}.html", root=root, section=section) for part in ("bar", "foot")
            }
        return self._around[root, section]


def _shown(value: object) -> object:
    """Every string that a template shows, safe for HTML; markup was made safe when it was made."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
