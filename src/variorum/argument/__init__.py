"""Argument: rival theses over the same evidence, predictions, options, patterns, figures, silence.

Everything here is derived from what the historian wrote and what the quotations turned out to be. Nothing is scored and
nobody wins: what is told is what tells theses apart, what they leave unexplained, and what all of it hangs on.
"""
