"""`names`: who is named where, names compared, and who is one with whom."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from variorum.cli import identities
from variorum.cli.options import batch_lines, in_archive, refuse_both, with_batch, with_format, write_json, write_line
from variorum.cli.speaking import tell
from variorum.saying import say

_KINDS = ("person", "group", "place", "work")


class _OrAnId(click.Group):
    """A group that takes what is none of its commands for a dossier's id."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named, or the one that tells of the id named."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            return "of", self.commands["of"], args
        return super().resolve_command(ctx, args)


@click.group(
    cls=_OrAnId,
    short_help="Who is named where; compare, review, propose.",
    invoke_without_command=True,
    subcommand_metavar="[ID | COMMAND [ARGS]...]",
)
@click.option("--kind", type=click.Choice(_KINDS), help="Only people, groups, places or works.")
@in_archive
@with_format("text", "json")
@click.pass_context
def names(context: click.Context, kind: str | None, folder: Path, form: str) -> None:
    """Who is named where and in which forms, the most named first; with ID, where one of them is named.

    What is certain by rule is counted. What is not waits for you: `variorum names review`.
    """
    context.obj = {"folder": folder}
    if context.invoked_subcommand is None:
        identities.tell_all(folder, kind=kind, form=form)


for _name, _command in identities.commands().items():
    names.add_command(_command, _name)


@names.command(short_help="Compare two names.")
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option("--kind", type=click.Choice(_KINDS), help="What is named; by default the names themselves tell.")
@with_format("text", "json")
@with_batch
def compare(a: str | None, b: str | None, kind: str | None, form: str, batch: Path | None) -> None:
    """Say whether A and B may be forms of one name: same, different or unsure, and why.

    Both may stand in either script, in any transliteration, any order and any Russian case. "Same" never says that one
    person is meant: namesakes share a name, and who is who is for a judgement. It needs no archive.
    """
    refuse_both(batch, asked=a is not None)
    if batch:
        for asked in batch_lines(batch):
            write_line(_answered(asked, kind))
        return
    if a is None or b is None or not a.strip() or not b.strip():
        raise click.UsageError(say("Give two names to compare; a name of several words in quotation marks."))
    answer = _compared(a, b, kind)
    if form == "json":
        write_json(answer)
        return
    verdict = say("{verdict:same=same|different=different|unsure=unsure}", verdict=answer["verdict"])
    tell(say("{verdict} ({score:.2f})", verdict=verdict, score=answer["score"]))
    tell(*(say("  {reason}", reason=reason) for reason in answer["because"]))


def _answered(asked: Mapping[str, Any], kind: str | None) -> dict[str, Any]:
    if "error" in asked and not {"a", "b"} <= set(asked):
        return {"error": asked["error"]}
    a, b, of = asked.get("a"), asked.get("b"), asked.get("kind", kind)
    if not (isinstance(a, str) and a.strip() and isinstance(b, str) and b.strip()):
        return {**asked, "error": 'A line needs two names, {"a": "…", "b": "…"}.'}
    if of is not None and of not in _KINDS:
        return {"a": a, "b": b, "error": f"“{of}” is no kind of name; there are {', '.join(_KINDS)}."}
    return _compared(a, b, of)


def _compared(a: str, b: str, kind: str | None) -> dict[str, Any]:
    from variorum.names.forms.groups import compare_as

    comparison = compare_as(a, b, kind=kind)
    return {
        "a": a,
        "b": b,
        "score": comparison.score,
        "verdict": comparison.verdict,
        "because": list(comparison.because),
    }
