"""The step that holds one quotation against the texts; what it looked at is what its verdict rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from variorum.evidence import Holding, Verification
from variorum.pipeline.step import Watched, step
from variorum.record import Locator, Page

if TYPE_CHECKING:
    from variorum.pipeline.texts import ReadingDigests
    from variorum.quotation.texts import Texts
    from variorum.text.seeds import SeedIndex

EVERYTHING = "every source"
_ONE = "the source "


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation as it is asked about: its words, the source and place cited, and what may be levelled."""

    words: str
    source: str
    locator: Locator | None
    levelling: tuple[str, ...]


@step("verification", code=("quotation",))
def verification(quote: Quote, texts: Any) -> Verification:
    """What a quotation turns out to be."""
    from variorum.quotation.verification import Policy, verify

    return verify(quote.words, texts, source=quote.source, locator=quote.locator, policy=Policy(quote.levelling))


def watched(texts: Texts, readings: Mapping[str, ReadingDigests]) -> Watched[WatchedTexts]:
    """All texts as one input, of which each source is a part, and what only all together can tell another."""
    whole = "".join(f"{key} {one.whole}\n" for key, one in sorted(readings.items()))
    parts = {f"{_ONE}{key}": one.whole for key, one in readings.items()}
    parts[EVERYTHING] = sha256(whole.encode()).hexdigest()
    return Watched(lambda part: parts.get(part, ""), lambda tell: WatchedTexts(texts, tell))


class WatchedTexts:
    """Texts that tell which source somebody looked at, and when somebody looked at all."""

    def __init__(self, texts: Texts, tell: Callable[[str], None]) -> None:
        self._texts, self._tell = texts, tell

    def sources(self) -> Sequence[str]:
        """As of the texts."""
        self._tell(EVERYTHING)
        return self._texts.sources()

    def pages(self, source: str) -> Sequence[Page]:
        """As of the texts."""
        self._tell(_ONE + source)
        return self._texts.pages(source)

    def page_range(self, source: str, first: int, last: int) -> Sequence[Page]:
        """As of the texts."""
        from variorum.quotation.texts import pages_between

        self._tell(_ONE + source)
        return pages_between(self._texts, source, first, last)

    def holding(self, source: str) -> Holding | None:
        """As of the texts."""
        self._tell(_ONE + source)
        return self._texts.holding(source)

    def language(self, source: str) -> str:
        """As of the texts."""
        self._tell(_ONE + source)
        return self._texts.language(source)

    def seeds(self) -> SeedIndex | None:
        """As of the texts."""
        self._tell(EVERYTHING)
        return self._texts.seeds()
