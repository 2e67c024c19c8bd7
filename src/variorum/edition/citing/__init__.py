"""Citations formatted from CSL fields, in three styles: Chicago notes and bibliography, GOST R 7.0.5-2008,
and the footnotes of German historians.
"""
