"""Russian: the tables of its folder. Its words, lemmas and names are in `equipment`."""
