"""The reading room: the edition's own pages made live, on one's own machine, and written in, on the very files.

Nothing here is imported but by `variorum serve`. `web` answers requests, `room` keeps the archive worked out, `writing`
changes files through `archive/editing` and a journal, by which every write can be undone.
"""
