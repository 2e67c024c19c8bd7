"""What may leave the archive: one door for all that goes out."""
