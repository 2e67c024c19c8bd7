"""Which witnesses are one: by declared lineage, by judgement, by their author, or by the very passage they quote."""

from variorum.stemma.lineage.bonds import (
    CONFIRMED,
    DEPENDENT,
    REFUSED,
    Bond,
    JudgedDescent,
    families_of,
    in_words,
    judged_descents,
    standing_of,
    voices,
)
from variorum.stemma.lineage.counting import Counting, Legs, counting

__all__ = [
    "CONFIRMED", "DEPENDENT", "REFUSED", "Bond", "Counting", "JudgedDescent", "Legs", "counting",
    "families_of", "in_words", "judged_descents", "standing_of", "voices",
]  # fmt: skip
