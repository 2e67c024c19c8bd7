"""Citations understood: what the text of a note cites, by a small grammar with typed results.

Nothing here is resolved: a `Reference` says what the words say. What is not understood is a reference of the kind
"unread", and never a guess.
"""
