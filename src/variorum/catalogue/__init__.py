"""The derived store: what was read, and the search index over it; disposable, and done again only where changed."""
