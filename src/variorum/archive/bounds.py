"""The bounds of an archive: what lies inside the folder, and whether anything can be written there."""

from __future__ import annotations

import os
from pathlib import Path


def leads_out(path: Path, root: Path) -> bool:
    """Whether a path, once every symbolic link on its way is followed, ends outside this folder.

    What lies outside is no part of an archive: a link to it would be read, quoted and published unseen.
    """
    inside = os.path.realpath(root)
    real = os.path.realpath(path)
    return real != inside and not real.startswith(inside.rstrip(os.sep) + os.sep)


def is_writable(root: Path) -> bool:
    """Whether files can be made in this folder: not on a disk that can only be read, nor without the permission."""
    return os.access(root, os.W_OK | os.X_OK)
