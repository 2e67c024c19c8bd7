"""The surnames that a form may hold, as skeletons: what two forms must share to be able to name one person at all."""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.names.forms.parsing import parse
from variorum.names.forms.skeleton import skeletons

_OWNING = re.compile(r"(?<=\w\w)['’]s\b", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def surname_skeletons(form: str) -> frozenset[str]:
    """Every skeleton of a form's surname, over all its readings and in either script; empty where it has none.

    What is said to be theirs ("Lesnov's") names them too.
    """
    read = (reading.surname for reading in parse(" ".join(_OWNING.sub("", form).split())).readings)
    return frozenset(skeleton for surname in read for skeleton in skeletons(surname))
