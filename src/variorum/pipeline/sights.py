"""What a language's model sees on a page: the costly step, resting on the words, the language and the model alone.

It is kept under their digest: the same page in another source, or in its place after a page was put in before it, is
not looked at again. It stands in a module of its own, so that no change to the rules on names wakes a model.
"""

from __future__ import annotations

from variorum.digest import sha_of
from variorum.languages.language import Recognised
from variorum.pipeline.step import step


@step("what the model sees", code=("names.recognition.scripts",))
def seen_on_page(page: str, language: str, model: str) -> tuple[Recognised, ...]:  # noqa: ARG001 - it is what the result rests on
    """What a language's model sees in a text by itself; `model` is its version and weights."""
    from variorum.names.recognition.scripts import seen_in

    return tuple(seen_in([page], language)[0])


def page_key(text: str, language: str) -> str:
    """What the model's sight of a page is kept under."""
    return sha_of(f"{language}\n{text}")[:40]
