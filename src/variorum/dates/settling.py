"""Nodes that mean something else beside their neighbours: "the month" before its name, a day that cannot be read.

What is passed over here must not take a bound with it: "before [illegible] May 1927" is a bound still, though the
weaker one of the month, and «до месяца мая» is one like «до мая».
"""

from __future__ import annotations

import re

from variorum.dates.nodes import Node

# what editors and clerks put for a day that they cannot read, or left open
_UNREADABLE = re.compile(
    r"\s*(?:[«\"„“]?_{1,6}[»\"“”]?|\[[^\[\]\d]{0,16}\]|\([^()\d]{0,16}\)|…|\.{2,6}|\?{1,3}|[-–—]{2,4})[.\s]*"
)
_WEAKER = {"before": "by", "after": "from"}  # an unknown day of a month leaves the month's own end
_MOST = 8  # nodes that such a gap may have


def settled(nodes: list[Node], text: str) -> list[Node]:
    """The nodes, those dropped that only say that a month is a month, or that stand for a day that cannot be read."""
    found: list[Node] = []
    index = 0
    while index < len(nodes):
        node = nodes[index]
        if _says_month(nodes, index):
            index += 1
            continue
        if node.cls in "bFT" and (month := _month_after_gap(nodes, index, text)):
            value = _WEAKER.get(str(node.value), node.value) if node.cls == "b" else node.value
            found.append(node._replace(value=value))
            index = month
            continue
        if node.cls == "i" and _is_second_day_of_night(found, nodes, index):
            found = found[:-1] if found[-1].cls == ";" else found
            node = node._replace(cls="T", value="to")
        found.append(node)
        index += 1
    return found


def _says_month(nodes: list[Node], index: int) -> bool:
    """Whether this is the word "month" right before a month's name: «месяца мая», and no count of months."""
    if nodes[index].cls != "u" or nodes[index].value != "month" or index + 1 == len(nodes):
        return False
    return nodes[index + 1].cls == "m" and (index == 0 or nodes[index - 1].cls not in "dnco")


def _month_after_gap(nodes: list[Node], index: int, text: str) -> int:
    """The place of the month that a bound leads to over an unreadable day; 0 where there is none."""
    after = index + 1
    if after < len(nodes) and nodes[after].cls == "e":
        after += 1
    for place in range(after + 1, min(after + _MOST, len(nodes))):
        if nodes[place].cls == "m":
            between = text[nodes[after - 1].end : nodes[place].start]
            return place if _UNREADABLE.fullmatch(between) else 0
    return 0


def _is_second_day_of_night(before: list[Node], nodes: list[Node], index: int) -> bool:
    """Whether „zum“ leads from the first to the second day of a night: „in der Nacht vom 3. zum 4. Mai“."""
    days = before[:-1] if before and before[-1].cls == ";" else before
    led = len(days) > 1 and days[-1].cls in "do" and days[-2].cls == "K" and days[-2].value == "from"
    return led and index + 1 < len(nodes) and nodes[index + 1].cls in "do"
