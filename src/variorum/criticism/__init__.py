"""Source criticism: checks that read the record and yield findings, and change nothing."""

from variorum.criticism.framework import Criticism, check, criticise
from variorum.criticism.manual import ManualPage, explain

__all__ = ["Criticism", "ManualPage", "check", "criticise", "explain"]
