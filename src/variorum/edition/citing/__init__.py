"""Citations formatted from CSL fields, in two styles: Chicago notes and bibliography, and GOST R 7.0.5-2008."""
