"""Build the originals of the sample archive from the plain texts beside this file: the same bytes every time.

    python tools/make_sample_originals.py [--into FOLDER] [--mend]

`--mend` also writes the checksums into the source dossiers of the sample. PDFs embed Liberation Serif (SIL Open Font
License) from Debian's `fonts-liberation`; without it they are left as they are.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from sample_making import damaged, office, pdf, scans, texts, web
from sample_making.master import Master, read_master

TEXTS = Path(__file__).parent / "sample_texts"
SAMPLE = Path(__file__).parents[1] / "src" / "variorum" / "sample" / "archive"

FORMATS: dict[str, tuple[str, Callable[[Master], bytes]]] = {
    **dict.fromkeys(texts.ENCODINGS, ("txt", texts.plain_text)),
    "md": ("md", texts.markdown),
    "rtf": ("rtf", texts.rtf),
    "html": ("html", web.html),
    "epub2": ("epub", web.epub2),
    "epub3": ("epub", web.epub3),
    "fb2": ("fb2", web.fb2),
    "tei": ("xml", web.tei),
    "docx": ("docx", office.docx),
    "odt": ("odt", office.odt),
    "pdf-book": ("pdf", pdf.book),
    "pdf-newspaper": ("pdf", pdf.newspaper),
    "pdf-image": ("pdf", pdf.photograph),
}

DAMAGED: dict[str, Callable[[], bytes]] = {
    "opis1934.txt": damaged.empty,
    "negativy.dat": damaged.binary,
    "afisha1927.pdf": damaged.misnamed,
    "pesni1935.epub": damaged.truncated,
    "lichnoe-delo.pdf": damaged.encrypted,
    "smeta1931.odt": damaged.swelling,
    "zapiska.txt": damaged.doubtful,
    "sait2003.html": damaged.hostile,
    "kalendar.pdf": damaged.unnumbered,
    "otchet-mts.pdf": damaged.broken_layer,
}

COPIES = {"foto1931-bis.pdf": "foto1931.pdf"}
"""The same bytes under a second name."""

SCANNED = ("zayavlenie1956",)
"""Sources whose pages are drawn as scans too, with the places of their words."""

NEEDS_FONT = ("pdf-book", "pdf-newspaper", "pdf-image")


def build_all() -> dict[str, bytes]:
    """Every original by its file name; PDFs are left out where the font is not installed."""
    has_font = all((pdf.FONTS / name).is_file() for name in pdf.FONT_FILES.values())
    built: dict[str, bytes] = {}
    for path in sorted(TEXTS.glob("*.txt")):
        master = read_master(path)
        ending, maker = FORMATS[master.fields["format"]]
        if has_font or master.fields["format"] not in NEEDS_FONT:
            built[f"{master.key}.{ending}"] = maker(master)
    for name, make in DAMAGED.items():
        if has_font or name != "kalendar.pdf":
            built[name] = make()
    for name, same in COPIES.items():
        if same in built:
            built[name] = built[same]
    return dict(sorted(built.items()))


def build_facsimiles() -> dict[str, bytes]:
    """Every file of the facsimiles by its path below `facsimiles/`; none where the font is not installed."""
    built = {}
    for key in SCANNED if scans.FONT.is_file() else ():
        for name, content in scans.typescript(read_master(TEXTS / f"{key}.txt")).items():
            built[f"{key}/{name}"] = content
    return built


def mend_checksums(sources: Path, built: dict[str, bytes]) -> None:
    """Write each original's checksum into its dossier, unless a comment there says that it is wrong on purpose."""
    for name, content in built.items():
        dossier = sources / f"{name.rsplit('.', 1)[0]}.md"
        if not dossier.is_file():
            continue
        text = dossier.read_text(encoding="utf-8")
        line = f"original: {{file: {name}, sha256: {sha256(content).hexdigest()}}}"
        mended = re.sub(r"^original: \{file: .*, sha256: .*\}$", line, text, flags=re.MULTILINE)
        if mended != text:
            dossier.write_text(mended, encoding="utf-8", newline="\n")


def main() -> None:
    """Write the originals, and the checksums where asked."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    arguments.add_argument("--into", type=Path, default=SAMPLE / "originals")
    arguments.add_argument("--mend", action="store_true", help="write the checksums into the dossiers")
    chosen = arguments.parse_args()
    built = build_all()
    chosen.into.mkdir(parents=True, exist_ok=True)
    for name, content in built.items():
        (chosen.into / name).write_bytes(content)
    if chosen.mend:
        mend_checksums(SAMPLE / "sources", built)
    for name, content in build_facsimiles().items():
        path = chosen.into.parent / "facsimiles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"{len(built)} originals, {sum(map(len, built.values())):,} bytes, in {chosen.into}")


if __name__ == "__main__":
    main()
