"""`import`: places taken over from a gazetteer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.options import PATH, in_archive, opened, progress, with_format, write_json
from variorum.cli.speaking import language, tell

if TYPE_CHECKING:
    from variorum.pipeline.importing import ImportedPlace


@click.command("import", short_help="Take places over from a gazetteer.")
@click.argument("file", type=PATH, metavar="FILE")
@click.option(
    "--only", multiple=True, metavar="NAME", help="A name, a dossier's id, or an identifier (geonames:524901)."
)
@click.option("--named-in-archive", is_flag=True, help="All places that the archive's dossiers and texts name.")
@click.option("--dry-run", "dry", is_flag=True, help="Say what would be done, and write nothing.")
@in_archive
@with_format("text", "json")
def import_(file: Path, only: tuple[str, ...], folder: Path, form: str, *, named_in_archive: bool, dry: bool) -> None:
    """Take names with their periods, coordinates and identifiers of places over from a gazetteer into dossiers.

    FILE is a GeoNames dump, Linked Places, or a list of towns with the names they bore. Dossiers that are there are
    added to and otherwise stay as they are; where several places bear a name nothing is taken and all are named. A
    second call changes nothing.
    """
    from variorum.cli.finding_lines import as_text
    from variorum.finding import as_json
    from variorum.pipeline.importing import import_places

    with progress(form=form) as show:
        done = import_places(opened(folder), file, only=only, named_in_archive=named_in_archive, dry=dry, progress=show)
    if form == "json":
        write_json(
            {
                "file": file.name,
                "format": done.gazetteer.format,
                "credit": done.gazetteer.credit,
                "dry-run": done.dry,
                "places": [_as_json(one) for one in done.places],
                "findings": [as_json(finding) for finding in done.findings],
            }
        )
        return
    for one in done.places:
        tell(_in_words(one))
    for finding in done.findings:
        click.echo(as_text(finding, language()))
    tell(done.in_one_line)


def _as_json(one: ImportedPlace) -> dict[str, object]:
    found = one.placed
    forms = [{"form": form.form, "language": form.language, "period": form.period} for form in found.forms]
    return {
        "sought": found.sought.label,
        "action": one.action,
        "dossier": one.dossier or None,
        "names": forms,
        "coordinates": [float(number) for number in found.coordinates] if found.coordinates else None,
        "same-as": list(found.same_as),
        "because": found.because,
    }


def _in_words(one: ImportedPlace) -> str:
    found = one.placed
    added = [f"{form.form} {form.period}".strip() for form in found.forms]
    added += ["coordinates"] * bool(found.coordinates) + list(found.same_as)
    told = {"created": "a new dossier, with", "extended": "added"}.get(one.action, one.action)
    what = f"{told} {', '.join(added)}." if one.action in ("created", "extended") else f"{told}."
    return f"{one.dossier or found.sought.label}: {what} {found.because}".strip()
