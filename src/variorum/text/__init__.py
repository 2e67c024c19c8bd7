"""Texts reduced to letters and words, with the way back to the code points that they came from; pure."""
