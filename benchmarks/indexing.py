"""Reading and indexing a folder of HTML files, beside bare lxml text extraction with bare Tantivy indexing.

    python benchmarks/indexing.py [FOLDER] [--rounds 3]

FOLDER is the documentation of Debian's package `anarchism`, 143 pages with 1.9 million words, unpacked:

    apt-get download anarchism && dpkg-deb -x anarchism_*.deb x      # FOLDER is x/usr/share/doc/anarchism/html

Without it a like amount of HTML is made up, and the benchmark says so. A quarter, half and all of the files are
measured; each measurement is a process of its own, so that its peak memory is its own. All start the clock after
their imports. Processor time, of all threads, is told beside the time on the clock: a shared machine disturbs it less.

Bare lxml and Tantivy know one text a file. A second baseline does plainly, with the same libraries, what any catalogue
of pages must: paragraphs and sections by heading, the text of each in SQLite with a digest of the file, the sections in
Tantivy. It has no notes, no folding, no names and no limits: what those cost is the ratio to it.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOAL = 2.0


def import_libraries() -> None:
    import lxml.html  # noqa: F401
    import tantivy  # noqa: F401

    from variorum import accession
    from variorum.catalogue import capitalised, indexing, spellings, store  # noqa: F401

    accession.read(b"<html><body><p>warm</p></body></html>", name="warm.html", source="warm")


def bare(folder: Path, files: list[Path]) -> dict[str, float]:
    import lxml.html
    import tantivy

    schema = (
        tantivy.SchemaBuilder()
        .add_text_field("name", stored=True, tokenizer_name="raw")
        .add_text_field("body", stored=True)
        .build()
    )
    start = time.perf_counter()
    writer = tantivy.Index(schema, path=str(folder)).writer(heap_size=96_000_000, num_threads=2)
    extracting = 0.0
    for file in files:
        begun = time.perf_counter()
        text = lxml.html.fromstring(file.read_bytes()).text_content()
        extracting += time.perf_counter() - begun
        writer.add_document(tantivy.Document(name=file.name, body=text))
    writer.commit()
    writer.wait_merging_threads()
    return {"all": time.perf_counter() - start, "reading": extracting}


_BLOCKS = ("p", "div", "li", "blockquote", "dd", "dt", "td", "pre", "tr", "table", "ul", "ol", "body")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def sections(data: bytes) -> list[tuple[str, str]]:
    """Heading and text of each section of a page, with its paragraphs apart, in the plainest way that lxml has."""
    import lxml.html

    root = lxml.html.fromstring(data)
    for element in list(root.iter("script", "style", "head")):
        element.drop_tree()
    for element in root.iter(*_BLOCKS):
        element.text = "\ufdd0" + (element.text or "")
        element.tail = "\ufdd0" + (element.tail or "")
    for element in root.iter(*_HEADINGS):
        element.text = "\ufdd1" + (element.text or "")
        element.tail = "\ufdd0" + (element.tail or "")
    found = []
    for part in root.text_content().split("\ufdd1"):
        blocks = [text for text in (" ".join(block.split()) for block in part.split("\ufdd0")) if text]
        if blocks:
            found.append((blocks[0], "\n\n".join(blocks)))
    return found


def plain(folder: Path, files: list[Path]) -> dict[str, float]:
    """What any catalogue of sections must do, with the same libraries and nothing else."""
    import tantivy

    schema = tantivy.SchemaBuilder().add_text_field("words").add_unsigned_field("source", indexed=True, fast=True)
    schema = schema.add_unsigned_field("page", fast=True).build()
    start = time.perf_counter()
    writer = tantivy.Index(schema, path=str(folder)).writer(heap_size=96_000_000, num_threads=1)
    database = sqlite3.connect(folder / "plain.sqlite", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("CREATE TABLE sources (name, digest)")
    database.execute("CREATE TABLE pages (source, page, heading, text, PRIMARY KEY (source, page))")
    extracting = 0.0
    for number, file in enumerate(files):
        begun = time.perf_counter()
        data = file.read_bytes()
        found = sections(data)
        extracting += time.perf_counter() - begun
        database.execute("BEGIN")
        database.execute("INSERT INTO sources VALUES (?, ?)", (file.stem, _digest(data)))
        rows = ((number, page, heading, text) for page, (heading, text) in enumerate(found))
        database.executemany("INSERT INTO pages VALUES (?, ?, ?, ?)", rows)
        database.execute("COMMIT")
        for page, (_, text) in enumerate(found):
            document = tantivy.Document(words=text)
            document.add_unsigned("source", number)
            document.add_unsigned("page", page)
            writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    return {"all": time.perf_counter() - start, "reading": extracting}


def ours(folder: Path, files: list[Path]) -> dict[str, float]:
    from variorum import accession
    from variorum.catalogue.indexing import indexing
    from variorum.catalogue.store import open_catalogue

    start = time.perf_counter()
    reading = 0.0
    with open_catalogue(folder) as catalogue, indexing(catalogue) as index:
        for file in files:
            begun = time.perf_counter()
            data = file.read_bytes()
            read = accession.read(data, name=file.name, source=file.stem)
            reading += time.perf_counter() - begun
            catalogue.replace_source(_source(file), read, digest=_digest(data))
            index.put_in(file.stem)
    whole = time.perf_counter() - start
    return {"all": whole, "reading": reading, "indexing": whole - reading}


def again(folder: Path, files: list[Path]) -> dict[str, float]:
    """A build with nothing to do, as far as the catalogue goes: every file's digest held against its state."""
    from variorum.catalogue.indexing import update_index
    from variorum.catalogue.store import open_catalogue

    start = time.perf_counter()
    with open_catalogue(folder) as catalogue:
        states = catalogue.source_states()
        assert all(states[file.stem].digest == _digest(file.read_bytes()) for file in files)
        assert update_index(catalogue).sources == 0
    return {"all": time.perf_counter() - start}


def one_more(folder: Path, files: list[Path]) -> dict[str, float]:
    """One source added to what is there."""
    from variorum import accession
    from variorum.catalogue.indexing import update_index
    from variorum.catalogue.store import open_catalogue
    from variorum.record import Source

    start = time.perf_counter()
    with open_catalogue(folder) as catalogue:
        data = files[0].read_bytes()
        read = accession.read(data, name="added.html", source="added")
        catalogue.replace_source(Source("added"), read, digest=_digest(data))
        assert update_index(catalogue).sources == 1
    return {"all": time.perf_counter() - start}


def _source(file: Path) -> object:
    from variorum.record import Source

    return Source(file.stem, language="en")


def _digest(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


def peak_megabytes() -> float:
    try:
        import resource
    except ImportError:  # Windows does not tell
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


def in_its_own_process(what: str, folder: Path, source: Path, count: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", what, "--into", str(folder), "--count", str(count), str(source)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def made_up(folder: Path, files: int = 143) -> None:
    rng = random.Random(1928)
    words = ["".join(rng.choices("etaoinshrdlucmfwypvbgk", k=rng.randint(2, 10))) for _ in range(30_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    for number in range(files):
        sections = []
        for section in range(8):
            paragraphs = [" ".join(rng.choices(words, weights, k=120)) for _ in range(14)]
            sections.append(f"<h2>Section {section}</h2>" + "".join(f"<p>{text}.</p>\n" for text in paragraphs))
        page = f"<html><head><title>Page {number}</title></head><body>{''.join(sections)}</body></html>"
        (folder / f"page{number:03}.html").write_text(page, encoding="utf-8")


def report(source: Path, rounds: int) -> None:
    total = len(sorted(source.glob("*.html")))
    for count in (total // 4, total // 2, total):
        runs = []
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as made:
                (Path(made) / "bare").mkdir()
                (Path(made) / "plain").mkdir()
                parted = in_its_own_process("plain", Path(made) / "plain", source, count)
                plain = in_its_own_process("bare", Path(made) / "bare", source, count)
                mine = in_its_own_process("ours", Path(made) / "ours", source, count)
                nothing = in_its_own_process("again", Path(made) / "ours", source, count)
                added = in_its_own_process("one_more", Path(made) / "ours", source, count)
                runs.append((mine["all"] / plain["all"], plain, parted, mine, nothing, added))
        ratio, plain, parted, mine, nothing, added = sorted(runs, key=lambda run: run[0])[len(runs) // 2]
        print(
            f"{count} files, {mine['words'] / 1e6:.2f} million words:\n"
            f"  bare lxml and Tantivy {plain['all']:.2f} s (lxml {plain['reading']:.2f}), peak {plain['peak']:.0f} MB\n"
            f"  Variorum {mine['all']:.2f} s (reading {mine['reading']:.2f}, "
            f"storing and indexing {mine['indexing']:.2f}), peak {mine['peak']:.0f} MB\n"
            f"  ratio {ratio:.2f} (goal {GOAL:g}); without reading "
            f"{mine['indexing'] / (plain['all'] - plain['reading']):.2f} of bare Tantivy\n"
            f"  processor time {mine['processor']:.2f} s and {plain['processor']:.2f} s, "
            f"ratio {mine['processor'] / plain['processor']:.2f}\n"
            f"  the same in sections, with SQLite: {parted['all']:.2f} s, {parted['processor']:.2f} s of processor; "
            f"ratio to it {mine['all'] / parted['all']:.2f}, of processor time "
            f"{mine['processor'] / parted['processor']:.2f}\n"
            f"  nothing to do {nothing['all']:.2f} s; one source added {added['all']:.2f} s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--measure", choices=("bare", "plain", "ours", "again", "one_more"), help=argparse.SUPPRESS)
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--count", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        files = sorted(options.folder.glob("*.html"))[: options.count]
        import_libraries()
        gc.set_threshold(50_000, 20, 100)  # as the command line does
        begun = time.process_time()
        measured = globals()[options.measure](options.into, files)
        measured["processor"] = time.process_time() - begun
        measured["peak"] = peak_megabytes()
        measured["words"] = sum(len(file.read_bytes().split()) for file in files)
        print(json.dumps(measured))
        return
    if options.folder and not any(options.folder.glob("*.html")):
        sys.exit(f"There are no .html files in {options.folder}; see --help for where to get them.")
    with tempfile.TemporaryDirectory() as made:
        if not options.folder:
            print("No folder given: the text is made up (see --help for the real one).")
            made_up(Path(made))
        report(options.folder or Path(made), options.rounds)


if __name__ == "__main__":
    main()
