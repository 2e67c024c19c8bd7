"""Dates: EDTF, calendars, date phrases in prose, and how datings lie to one another."""
