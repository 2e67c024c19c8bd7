"""The order of the steps: take in, read, index, verify, criticise, publish. Each step does only what is out of date.

Everything that a command, the reading room or a notebook asks for as a whole is done here and nowhere else.
"""

from variorum.build.examining import Examined, bring_up_to_date, examine, examined
from variorum.build.intake import Taken, TakenIn, take_in
from variorum.build.progress import Progress, unwatched
from variorum.build.whole import Built, build, publish

__all__ = [
    "Built",
    "Examined",
    "Progress",
    "Taken",
    "TakenIn",
    "bring_up_to_date",
    "build",
    "examine",
    "examined",
    "publish",
    "take_in",
    "unwatched",
]
