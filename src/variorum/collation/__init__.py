"""Where words stand: quotations held against their sources, and the index that finds candidate places."""

RULES = "2"
"""The version of the rules by which quotations are verified: raised whenever a verdict may come out otherwise."""
