"""A thesis as a picture: its claims from left to right, each beside what it stands on.

The layout is that of a layered graph (Sugiyama, Tagawa, Toda 1981) cut down to what a thesis needs: columns by the
longest way from a claim that carries no other, places within them by a walk in the order of the file. A claim that
rests on itself is drawn once, the way back to it as a line beside the boxes (`argument_ways`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.argument.claims import Claims
from variorum.dates.dating import Dating
from variorum.edition.addresses import claim_anchor
from variorum.edition.argument_ways import Box, way_back
from variorum.edition.in_words import dating_in_words
from variorum.edition.measuring import text_width
from variorum.edition.site import Site
from variorum.edition.views import phrase, statement_address
from variorum.record import Claim, ClaimGround, Thesis

_MOST = 150  # boxes; a picture of more helps nobody
_WIDTH, _ACROSS, _BETWEEN, _MARGIN = 260, 84, 16, 12
_PADDING, _LINE, _CAPTION = 11, 19, 17
_BESIDE = 30  # pixels at either side for ways that lead back
_LONGEST = 7  # lines of a box; the whole stands in its title
_SIZE = 15.0


@dataclass(frozen=True, slots=True)
class Joint:
    """A line from a claim to what it stands on."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class ArgumentMap:
    """The whole picture."""

    boxes: tuple[Box, ...]
    joints: tuple[Joint, ...]
    width: int
    height: int


@dataclass(slots=True)
class _Node:
    """What is to be drawn, before it has a place, and by what kind of line it leads to which others."""

    kind: str
    caption: str
    said: str
    address: str
    fault: bool
    below: dict[str, str]

    @property
    def lines(self) -> tuple[str, ...]:
        return _wrapped(self.said)

    @property
    def height(self) -> int:
        return 2 * _PADDING + _LINE * len(self.lines) + (_CAPTION if self.caption else 0)


def argument_map(site: Site, thesis: Thesis, claims: Claims, root: str) -> ArgumentMap | None:
    """The claims of a thesis drawn; None where nothing stands on anything, or too much does for one picture."""
    nodes = _nodes(site, thesis, claims, root)
    if len(nodes) > _MOST or not any(node.below for node in nodes.values()):
        return None
    places = layout({key: node.height for key, node in nodes.items()}, {k: list(n.below) for k, n in nodes.items()})
    left = _MARGIN + (_BESIDE if any(_is_back(places, a, b) for a, n in nodes.items() for b in n.below) else 0)
    boxes = {
        key: Box(
            left + places[key][0] * (_WIDTH + _ACROSS),
            places[key][1],
            _WIDTH,
            node.height,
            node.kind,
            node.caption,
            node.lines,
            node.said,
            node.address,
            node.fault,
        )
        for key, node in nodes.items()
    }
    taken: set[int] = set()
    joints = tuple(
        Joint(
            way_back(boxes[above], boxes[key], boxes.values(), taken)
            if _is_back(places, above, key)
            else _path(boxes[above], boxes[key]),
            kind,
        )
        for above, node in nodes.items()
        for key, kind in node.below.items()
    )
    width = max(box.x + box.width for box in boxes.values()) + (left if taken else _MARGIN)
    height = max(*taken, *(box.y + box.height for box in boxes.values())) + _MARGIN
    return ArgumentMap(tuple(boxes.values()), joints, width, height)


def layout(heights: Mapping[str, int], below: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, int]]:
    """The column and the upper edge in pixels of each node of a graph, given how high it is and what it leads to."""
    order, parents = _walk(below)
    columns = _columns(below, order)
    tops = _tops(heights, order, parents, columns)
    return {key: (columns[key], tops[key]) for key in heights}


def _nodes(site: Site, thesis: Thesis, claims: Claims, root: str) -> dict[str, _Node]:
    grounded = claims.grounded()
    nodes: dict[str, _Node] = {}
    for claim in thesis.claims:
        ring = claim.ref in claims.rings
        caption = "argue.claim-ring" if ring else "" if claim.ref in grounded else "argue.claim-lost"
        nodes[claim.ref] = _claim_node(site, thesis, claim, root, caption)
    for claim in thesis.claims:
        for ground in claim.grounds:
            key = ground.target if ground.target in nodes else f"{ground.kind} {ground.target or ground.words}"
            if key not in nodes:
                nodes[key] = _ground_node(site, ground, claims, root)
            nodes[claim.ref].below.setdefault(key, ground.kind.replace(" ", "-"))
    return nodes


def _claim_node(site: Site, thesis: Thesis, claim: Claim, root: str, caption: str) -> _Node:
    address = f"{root}{site.addresses.theses[thesis.id]}#{claim_anchor(claim.ref)}"
    return _Node("claim", site.words(caption) if caption else "", claim.text, address, bool(caption), {})


def _ground_node(site: Site, ground: ClaimGround, claims: Claims, root: str) -> _Node:
    caption = site.words(f"argue.claim-{ground.kind.replace(' ', '-')}")
    statement = site.survey.statements.get(ground.target)
    elsewhere = claims.all.get(ground.target)
    said, address, lost = ground.target, "", False
    if statement is not None:
        said = phrase(site, statement, root).striptags() + _dated(site, statement.when)
        at = statement_address(site, statement)
        address = f"{root}{at}" if at else ""
        lost = ground.kind == "because" and not claims.evidence.stands(ground.target)
    elif elsewhere is not None:
        said = elsewhere[1].text
        address = f"{root}{site.addresses.theses[elsewhere[0]]}#{claim_anchor(ground.target)}"
    if ground.words:
        words = ground.words.join(site.words.quotes)
        said = f"{said}: {words}" if ground.target else words
    if lost:
        caption = f"{caption} ({site.words('argue.map-unattested')})"
    return _Node(ground.kind, caption, said, address, lost, {})


def _dated(site: Site, when: Dating | None) -> str:
    return f", {dating_in_words(when, site.words)}" if when else ""


def _walk(below: Mapping[str, Sequence[str]]) -> tuple[list[str], dict[str, str]]:
    """The nodes, each after all that it leads to, and from which other each was first reached.

    Begun at those to which nothing leads; where all go round in a ring, at the first.
    """
    carried = {key for after in below.values() for key in after}
    starts = [key for key in below if key not in carried] + list(below)
    done: list[str] = []
    parents: dict[str, str] = {}
    seen: set[str] = set()
    for start in starts:
        waiting = [(start, "", False)]
        while waiting:
            key, parent, left = waiting.pop()
            if left:
                done.append(key)
            elif key not in seen:
                seen.add(key)
                if parent:
                    parents[key] = parent
                waiting.append((key, parent, True))
                waiting += [(after, key, False) for after in reversed(below[key]) if after not in seen]
    return done, parents


def _columns(below: Mapping[str, Sequence[str]], order: Sequence[str]) -> dict[str, int]:
    """The longest way to each node from one to which nothing leads; ways back round a ring do not count."""
    rank = {key: place for place, key in enumerate(order)}
    columns = dict.fromkeys(order, 0)
    for key in reversed(order):
        for after in below[key]:
            if rank[after] < rank[key]:
                columns[after] = max(columns[after], columns[key] + 1)
    return columns


def _tops(
    heights: Mapping[str, int], order: Sequence[str], parents: Mapping[str, str], columns: Mapping[str, int]
) -> dict[str, int]:
    """The upper edge of each box: ends of the way one below another, the rest amid their own."""
    beside: dict[str, list[str]] = {key: [] for key in heights}
    for key, parent in parents.items():
        beside[parent].append(key)
    tops: dict[str, int] = {}
    free: dict[int, int] = {}
    cursor = _MARGIN
    for key in order:
        height, own = heights[key], beside[key]
        wanted = cursor
        if own:
            wanted = (min(tops[one] for one in own) + max(tops[one] + heights[one] for one in own) - height) // 2
        tops[key] = max(wanted, free.get(columns[key], _MARGIN))
        free[columns[key]] = tops[key] + height + _BETWEEN
        if not own:
            cursor = tops[key] + height + _BETWEEN
    return tops


def _path(one: Box, other: Box) -> str:
    """A curve from the right edge of one box to the left edge of the other."""
    x1, y1 = one.x + one.width, one.y + one.height // 2
    x2, y2 = other.x, other.y + other.height // 2
    bend = _ACROSS // 2
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"


def _is_back(places: Mapping[str, tuple[int, int]], above: str, key: str) -> bool:
    """Whether a line leads from a column to itself or to one before it, as only the way back round a ring does."""
    return places[key][0] <= places[above][0]


def _wrapped(text: str) -> tuple[str, ...]:
    """The text in lines that fit a box, by the usual widths of a sans serif's letters; no font is asked."""
    room = _WIDTH - 2 * _PADDING
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, _SIZE) > room:
            lines.append(word)
        else:
            lines[-1] = longer
        while text_width(lines[-1], _SIZE) > room:
            cut = next(at for at in range(1, len(lines[-1]) + 1) if text_width(lines[-1][: at + 1], _SIZE) > room)
            lines[-1:] = [lines[-1][:cut], lines[-1][cut:]]
    if len(lines) > _LONGEST:
        lines = [*lines[: _LONGEST - 1], lines[_LONGEST - 1][:-1].rstrip() + "…"]
    return tuple(lines)
