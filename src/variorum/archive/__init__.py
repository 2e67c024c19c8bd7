"""The folder: open, lock, parse and write back the plain files, originals with checksums."""
