"""What editors and doubters put into a date: brackets about what was supplied, question marks, years told twice.

All of it is taken out of the run of nodes before the grammar sees it: "12 мая [1927 г.]" is a date like any other,
"12? мая" a date whose day is doubted, "11 February 1731/2" a day of the year that we count as 1732.
"""

from __future__ import annotations

import re

from variorum.dates.nodes import Node

_DATING = frozenset("doncyqmMLRsDNwvCblAUFTBuHpxtfeijQEYaOZXrKSVzI12")
_JOINING = frozenset("-/,;&k()")
_NUMBERED = frozenset("doyqmLRsDNCv")
_CLOSING = {"[": "]", "<": ">", "⟨": "⟩"}
_REACH = 16  # nodes that a bracket may hold
_LAST_DUAL = 1752  # until then England began its years on Lady Day, and told 1 January to 24 March by both


def edited(nodes: list[Node], text: str) -> list[Node]:
    """The nodes without editors' brackets and with doubts and doubled years told on the nodes they concern."""
    if "[" in text or "<" in text or "⟨" in text:
        nodes = _without_brackets(nodes, text)
    if "?" in text:
        nodes = _with_doubts(nodes, text)
    return _with_one_year(nodes)


# ── brackets ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _without_brackets(nodes: list[Node], text: str) -> list[Node]:
    dropped: set[int] = set()
    for index, node in enumerate(nodes):
        closing = _CLOSING.get(text[node.start]) if node.cls == "(" else None
        if closing is None:
            continue
        last = next(
            (at for at in range(index + 1, min(index + _REACH, len(nodes))) if text[nodes[at].start] == closing), None
        )
        if last is not None and _is_supplied(nodes, index, last):
            dropped |= {index, last}
    return [node for index, node in enumerate(nodes) if index not in dropped] if dropped else nodes


def _is_supplied(nodes: list[Node], first: int, last: int) -> bool:
    """Whether the brackets hold a part of a date, and not a call of a note ("1917 [12]") or a second date."""
    inner = nodes[first + 1 : last]
    if not inner or any(node.cls not in _DATING and node.cls not in _JOINING for node in inner):
        return False
    before = nodes[first - 1] if first else None
    after = nodes[last + 1] if last + 1 < len(nodes) else None
    if before is not None and before.cls in "mdo" and _is_other_style(before, inner):
        return False  # «25 октября [7 ноября] 1917 г.»: one day told twice
    if len(inner) == 1 and inner[0].cls in "dn":
        glued = before is not None and before.end == nodes[first].start
        if before is not None and before.cls == "m" and not glued:
            return after is not None and after.cls in ",yq"
        return not glued and after is not None and after.cls in "mRf-"
    told = before is not None and before.cls in "yLqN"
    return not (told and any(node.cls in "yNqD" for node in inner))


def _is_other_style(before: Node, inner: list[Node]) -> bool:
    classes = "".join(node.cls for node in inner)
    return (before.cls in "do" and classes in ("d", "o")) or ("m" in classes and ("d" in classes or "o" in classes))


# ── doubts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_doubts(nodes: list[Node], text: str) -> list[Node]:
    result: list[Node] = []
    for index, node in enumerate(nodes):
        if node.cls != "Q":
            result.append(node)
            continue
        before = result[-1] if result else None
        after = nodes[index + 1] if index + 1 < len(nodes) else None
        if (
            before is not None
            and before.cls in _NUMBERED
            and _is_doubt(node, before, after, nodes[max(0, index - _REACH) : index], text)
        ):
            result[-1] = before._replace(mark="?")
        elif after is not None and after.start == node.end and after.cls in "doym" and _opens(before):
            result.append(node._replace(cls="U"))
        elif (after is not None and after.cls == "-") or (before is not None and before.cls == "-"):
            result.append(node)
        else:
            result.append(node._replace(cls="_"))
    return result


def _opens(before: Node | None) -> bool:
    return before is None or before.cls in "(P,;-"


def _is_doubt(node: Node, before: Node, after: Node | None, earlier: list[Node], text: str) -> bool:
    """Whether a question mark doubts the date before it, and does not end a question."""
    if node.end - node.start > 1:
        return node.start - before.end <= 2 and not text[before.end : node.start].strip(" ]>⟩")
    if text[node.end : node.end + 1] in ("]", ")", ">") and node.start - before.end <= 1:
        return True
    if node.start != before.end:
        return False
    if after is None or after.cls == "P":
        return _is_all_date(earlier)
    if after.cls in ")(,;-/":
        return True
    if before.cls == "m" and after.cls in "yq":
        return _is_all_date(earlier)
    return (after.cls in "mLYRCvbTkOZ" and not text[after.start].isupper()) or (
        after.cls == "m" and _is_all_date(earlier)
    )


def _is_all_date(nodes: list[Node]) -> bool:
    """Whether nothing but a date stands in the paragraph so far: «1932?» alone doubts, “Was it in 1932?” asks."""
    for node in reversed(nodes):
        if node.cls == "P":
            return True
        if node.cls not in _DATING and node.cls not in _JOINING:
            return False
    return len(nodes) < _REACH


# ── years told in both styles ───────────────────────────────────────────────────────────────────────────────────────

_DUAL_YEAR = re.compile(r"(?:[mVz]|m;?e?[do]),?;?f?e?(y[/-][dny])(?!;?f?e?m|[-/]|;?[dn])")


def _with_one_year(nodes: list[Node]) -> list[Node]:
    """ "11 February 1731/2": before Lady Day the year was 1731 to some and 1732 to others; to us it is 1732."""
    classes = "".join([node[0] for node in nodes])
    if "y/" not in classes and "y-" not in classes:
        return nodes
    result: list[Node] = []
    done = 0
    for match in _DUAL_YEAR.finditer(classes):
        year, joint, second = nodes[match.start(1) : match.end(1)]
        month = next(node for node in nodes[match.start() : match.end()] if node.cls in "mVz")
        glued = year.end == joint.start and joint.end == second.start
        early = month.value in ((1,) if month.cls == "z" else (1, 2, 3, "lady day"))
        if glued and early and _follows(year.value, second.value):
            result += nodes[done : match.start(1)]
            result.append(Node("y", year.start, second.end, int(str(year.value)) + 1, f"dual{second.mark}"))
            done = match.end(1)
    return result + nodes[done:]


def _follows(year: object, second: object) -> bool:
    """Whether a number is the end of the next year: 1731 and 2, 1743 and 44, 1699 and 1700."""
    if not isinstance(year, int) or not isinstance(second, int) or year > _LAST_DUAL:
        return False
    return any((year + 1) % span == second for span in (10, 100, 10_000))
