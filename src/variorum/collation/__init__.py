"""Editions held against one another: aligned to the word, their changes sorted by kind, their apparatus written.

`wording` takes texts apart, `aligning` and `tabling` align two and more, `changes` tells what was done to the text and
`rules` what was done throughout, `apparatus` and `tei` write it down.
"""
