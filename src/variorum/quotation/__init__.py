"""Where words stand and what a quotation turns out to be: verdicts, their differences, what is to be said of edges."""

RULES = "3"
"""The version of the rules by which quotations are verified: raised whenever a verdict may come out otherwise."""
