"""Make an archive from the review of Rogovin's book, the books beside it, and An Anarchist FAQ where it is there.

    python tests/real/making_the_review_archive.py FOLDER [--without-anarchism]
    python tests/real/making_the_review_archive.py --stamp

The data is looked for where VARIORUM_REAL_DATA says, else beside the repository (../shared/data). An Anarchist FAQ is
the HTML of Debian's package `anarchism`: where VARIORUM_ANARCHISM says, else where the package puts it. `--stamp`
writes the digests of all cuts anew, for whoever has changed one.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import review_dossiers
from review_cuts import CutError, paragraphs_of, stamped

from variorum.archive.editing import edit
from variorum.archive.editing_fields import field_set
from variorum.archive.folder import Archive, create_archive
from variorum.archive.front_matter import parse_front_matter
from variorum.archive.originals import digest_of
from variorum.archive.reading import read_record
from variorum.archive.text import TextFile
from variorum.pipeline import take_in

_FAQ_PLACES = ("/usr/share/doc/anarchism/html",)


def real_data() -> Path | None:
    """The folder of real data; None where it is not there."""
    folder = Path(os.environ.get("VARIORUM_REAL_DATA") or Path(__file__).parents[3] / "shared" / "data")
    return folder if (folder / "seed" / "peters2019.txt").is_file() else None


def anarchist_faq() -> Path | None:
    """The folder with the pages of An Anarchist FAQ; None where it is not there."""
    for folder in (os.environ.get("VARIORUM_ANARCHISM", ""), *_FAQ_PLACES):
        if folder and (Path(folder) / "secA1.html").is_file():
            return Path(folder)
    return None


def make(root: Path, data: Path, faq: Path | None = None) -> Archive:
    """Make the archive in a folder that is not there yet."""
    paragraphs = paragraphs_of(data / "seed" / "peters2019.txt")
    archive = create_archive(root, title="The opponents of Stalin, 1928–1933, as one review has them")
    take_in(archive, [data / "seed", data / "books", *([faq] if faq else [])])
    (root / "vocabulary.toml").write_bytes((review_dossiers.HERE / "vocabulary.toml").read_bytes())
    _write_sources(archive, data, paragraphs)
    for kind in review_dossiers.KINDS:
        for draft in review_dossiers.drafts(kind):
            _write(root / kind / f"{draft.id}.md", review_dossiers.as_markdown(draft, "Statements", paragraphs))
    for draft in review_dossiers.drafts("theses"):
        _write(root / "theses" / f"{draft.id}.md", review_dossiers.as_markdown(draft, "Evidence", paragraphs))
    for chapter in review_dossiers.HERE.glob("*.md"):
        text = chapter.read_text(encoding="utf-8")
        _write(root / "chapters" / chapter.name, review_dossiers.filled(text, paragraphs, review_dossiers.REVIEW))
    return archive


def keys_by_file(archive: Archive, data: Path) -> Mapping[str, str]:
    """The key that each file of the data was given when it was taken in, by its path within the data."""
    record, _ = read_record(archive.root)
    keys = {source.original.sha256: key for key, source in record.sources.items() if source.original}
    files = [path for folder in ("seed", "books") for path in sorted((data / folder).iterdir())]
    return {path.relative_to(data).as_posix(): keys[digest_of(path)] for path in files}


def _write_sources(archive: Archive, data: Path, paragraphs: Mapping[int, str]) -> None:
    """Say in the sources' dossiers what the files do not say of themselves, as a historian would by hand."""
    keys = keys_by_file(archive, data)
    for draft in review_dossiers.drafts("sources"):
        said = {field: value for field, value in draft.fields.items() if field != "file"}
        said["title"] = f'"{draft.name}"'
        text = "\n".join(["---", *(f"{field}: {value}" for field, value in said.items()), "---"])
        body = review_dossiers.body(draft, "Statements", paragraphs)
        if "file" not in draft.fields:
            _write(archive.sources / f"{draft.id}.md", text.replace("---", f"---\nkey: {draft.id}", 1) + "\n\n" + body)
            continue
        file = f"sources/{keys[draft.fields['file']]}.md"
        lines = text.split("\n")
        front = parse_front_matter(TextFile(file, lines), 1, len(lines) - 1)
        for field, value in front.fields.items():
            edit(archive.root, file, lambda raw, field=field, value=value: field_set(raw, field, value.plain))
        if body:
            path = archive.root / file
            path.write_bytes(path.read_bytes() + b"\n" + body.encode())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def _stamp(data: Path) -> int:
    paragraphs = paragraphs_of(data / "seed" / "peters2019.txt")
    wrong = 0
    for path in review_dossiers.compact_files():
        text = path.read_text(encoding="utf-8")
        try:
            path.write_text(stamped(text, paragraphs), encoding="utf-8", newline="\n")
        except CutError as error:
            wrong += 1
            sys.stderr.write(f"{path.name}: {error}\n")
    return 1 if wrong else 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="where the archive is to be")
    parser.add_argument("--without-anarchism", action="store_true", help="leave An Anarchist FAQ out")
    parser.add_argument("--stamp", action="store_true", help="write the digests of all cuts anew")
    asked = parser.parse_args(arguments)
    data = real_data()
    if data is None:
        sys.stdout.write("The real data is not there (VARIORUM_REAL_DATA says where it is); nothing was made.\n")
        return 0
    if asked.stamp:
        return _stamp(data)
    if asked.folder is None:
        parser.error("say where the archive is to be")
    faq = None if asked.without_anarchism else anarchist_faq()
    make(asked.folder, data, faq)
    without = "" if faq else " An Anarchist FAQ is not there, so the archive is without it."
    sys.stdout.write(f"The archive is in {asked.folder}.{without} Next: variorum build -C {asked.folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
