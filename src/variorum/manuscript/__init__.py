"""A manuscript's quotations, notes and references: found, understood, resolved to sources, and held against them."""
