"""The network of people and groups as GEXF 1.3 (gexf.net), for Gephi and what else reads it.

Each tie carries the statements that make it; those who only could have met are marked `inferred`. Dates are the first
and last day of the tie in ISO 8601, where it is dated.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from variorum.analysis.layout import laid_out
from variorum.analysis.network import TieNetwork
from variorum.dates.days import civil_date
from variorum.record import Record

FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)), "�")


def written(record: Record, ties: TieNetwork) -> str:
    """A network as one document."""
    return "\n".join(_lines(record, ties)) + "\n"


def _lines(record: Record, ties: TieNetwork) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
    yield "<meta><creator>Variorum</creator></meta>"
    yield '<graph defaultedgetype="undirected" mode="dynamic" timeformat="date">'
    yield '<attributes class="node"><attribute id="kind" title="kind" type="string"/></attributes>'
    yield '<attributes class="edge"><attribute id="statements" title="statements" type="string"/>'
    yield '<attribute id="inferred" title="inferred" type="boolean"/></attributes>'
    yield "<nodes>"
    places = laid_out(ties)
    for who in ties.nodes:
        entity, (x, y) = record.entities[who], places[who]
        yield f"<node id={_said(who)} label={_said(entity.name or who)}>"
        yield f'<attvalues><attvalue for="kind" value={_said(entity.kind)}/></attvalues>'
        yield f'<viz:position x="{x}" y="{1000 - y}" z="0"/></node>'
    yield "</nodes>"
    yield "<edges>"
    for number, tie in enumerate(ties.ties):
        days = "".join(
            f' {name}="{iso}"'
            for name, day in zip(("start", "end"), tie.days or (), strict=False)
            if (iso := _iso(day))
        )
        yield (
            f'<edge id="{number}" source={_said(tie.one)} target={_said(tie.other)} '
            f'weight="{float(len(tie.refs))}"{days}>'
        )
        yield f'<attvalues><attvalue for="statements" value={_said(" ".join(tie.refs))}/>'
        yield f'<attvalue for="inferred" value="{str(tie.inferred).lower()}"/></attvalues></edge>'
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _said(text: str) -> str:
    return quoteattr(text.translate(FORBIDDEN))


def _iso(day: int) -> str:
    year, month, number = civil_date(day)
    return f"{year:04d}-{month:02d}-{number:02d}" if 0 < year < 10_000 else ""
