"""The order of the steps: take in, read, index, verify, criticise, publish. Each step does only what is out of date.

Everything that a command, the reading room or a notebook asks for as a whole is done here and nowhere else.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.pipeline.asking import examine
    from variorum.pipeline.examining import Examination, bring_up_to_date, examine_for_all, examined
    from variorum.pipeline.full_build import Built, build, publish
    from variorum.pipeline.intake import TakenIn, TakenSource, take_in
    from variorum.pipeline.progress import Progress, unwatched

__all__ = [
    "Built",
    "Examination",
    "Progress",
    "TakenIn",
    "TakenSource",
    "bring_up_to_date",
    "build",
    "examine",
    "examine_for_all",
    "examined",
    "publish",
    "take_in",
    "unwatched",
]
_WHERE = {
    "Built": "full_build", "build": "full_build", "publish": "full_build", "Examination": "examining",
    "examine": "asking",
    "examine_for_all": "examining",
    "examined": "examining", "bring_up_to_date": "examining", "TakenSource": "intake", "TakenIn": "intake",
    "take_in": "intake", "Progress": "progress", "unwatched": "progress",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Load a step when it is first asked for: whoever looks up a quotation need not wait for the edition."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
