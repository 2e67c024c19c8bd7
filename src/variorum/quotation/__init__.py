"""Where words stand and what a quotation turns out to be: verdicts, their differences, what is to be said of edges."""
