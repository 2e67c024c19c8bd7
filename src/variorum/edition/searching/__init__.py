"""Search over all words of a published edition, without a server: its documents, its index, and its files."""
