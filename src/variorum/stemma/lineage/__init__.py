"""Which witnesses are one: by declared lineage, by judgement, by their author, or by the very passage they quote."""

from variorum.stemma.lineage.bonds import DEPENDENT, Bond, families_of, in_words, standing_of, voices
from variorum.stemma.lineage.counting import Counting, Legs, counting
from variorum.stemma.lineage.judged import CONFIRMED, REFUSED, JudgedDescent, descent_about, judged_descents

__all__ = [
    "CONFIRMED", "DEPENDENT", "REFUSED", "Bond", "Counting", "JudgedDescent", "Legs", "counting", "descent_about",
    "families_of", "in_words", "judged_descents", "standing_of", "voices",
]  # fmt: skip
