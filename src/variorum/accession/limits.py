"""What a file may cost: bounds on size, unpacking, depth and counts, so that no file can exhaust the machine.

A large book is some megabytes of text and a few hundred of pictures; the bounds lie far above that and far below what
would harm a laptop. What goes beyond one becomes finding A006, never an exception. Read them as `limits.NAME`, so that
a test can lower one.
"""

from __future__ import annotations

LARGEST_FILE = 400_000_000
"""Bytes of a file that is taken in at all (scanned PDFs and picture books are the largest)."""

LARGEST_TEXT = 48_000_000
"""Bytes of plain text or markup read as one document: some ten times *War and Peace* in Russian."""

LARGEST_MEMBER = 48_000_000
"""Bytes that one member of a zip may unpack to."""

LARGEST_UNPACKED = 400_000_000
"""Bytes that all members of one zip, read one after another, may unpack to."""

STEEPEST_RATIO = 250
"""Times its packed size that a member may unpack to, once it is beyond `RATIO_COUNTS_FROM` bytes (prose packs about 3
to 1).
"""

RATIO_COUNTS_FROM = 2_000_000
"""Unpacked bytes below which the ratio is not looked at: a small file of blanks is no attack."""

MOST_MEMBERS = 20_000
"""Members of one zip that are listed; books have tens or hundreds."""

DEEPEST_MARKUP = 250
"""Elements within elements; libxml2's own bound for documents that it does not trust is 256."""

LONGEST_PAGE = 20_000
"""Characters of a page where the source prints none: long sections are cut between paragraphs."""

MOST_PAGES = 100_000
"""Page breaks of one source that are believed; a file with more of them is read as if it had none."""

MOST_BLOCKS = 400_000
"""Paragraphs and headings of one source: *War and Peace* has some ten thousand. What lies beyond is left out."""

MOST_TAGS = 2_000_000
"""Signs `<` in one piece of markup; a long novel with every word tagged has fewer, and each element costs half a
kilobyte.
"""

MOST_ATTRIBUTES = 1000
"""Attributes of one element of a page that are believed; an element with more is taken without any."""

MOST_LINES = 1_000_000
"""Lines of one plain text. What lies beyond is left out."""

MOST_FINDINGS = 20
"""Findings of one kind from one file; the rest is counted in a last one."""

READING_TIME = 15
"""Seconds of processor time that any file may take to be read; readers manage some megabytes a second."""

READING_TIME_A_MEGABYTE = 15
"""Seconds of processor time more for each megabyte of a file."""

LONGEST_READING = 900
"""Seconds of processor time that no file may exceed."""

PATIENCE = 4
"""Times its processor time that a reading may take by the clock (other programs want the machine too), and as many
seconds for the worker to begin.
"""

READING_MEMORY = 1_600_000_000
"""Bytes of address space of a worker; a document of 48 MB in markup takes about half of it."""

READING_MEMORY_A_BYTE = 4
"""Bytes more for each byte of a file: it is held once itself, and parts of it again unpacked."""

LARGEST_READING = 400_000_000
"""Bytes of the pages that come out of one file, as they travel to the main process."""

MOST_OPEN_FILES = 48
"""Files that a worker may have open at once, its own modules among them."""

MOST_RESUMPTIONS = 12
"""Times that a file is begun anew, without the page or part at which it ended its reader."""

WORN_OUT = 600_000_000
"""Bytes that a worker has held at most when it is replaced by a fresh one before the next file."""

LARGEST_PICTURE = 200_000_000
"""Pixels of a picture that is unpacked: a broadsheet page scanned at 600 dots an inch has about 130 million."""

MOST_FRAMES = 5000
"""Pictures of one file (a TIFF of many pages) that are looked at."""
