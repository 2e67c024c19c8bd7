"""English: the tables of its folder. Its words, stems and names are in `equipment`."""
