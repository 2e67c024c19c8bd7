"""How long reading takes beside the bare libraries: PDF beside pypdfium2, HTML beside lxml, in the same run.

python benchmarks/accession.py [FOLDER…]

Bare means the text and nothing else: no labels, no columns, no paragraphs, no findings. Without folders, files of
three sizes are made of invented words (seeded). Each figure is the processor time of the best of three runs; the ratio
is what counts.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path

from variorum.accession import read

SIZES = {"small": 10, "middle": 60, "large": 300}  # pages, or as many sections of about 2,500 characters
RUNS = 3


def words(generator: random.Random, count: int) -> list[str]:
    syllables = ("ba", "re", "mo", "sti", "ka", "ven", "tor", "u", "lin", "ge")
    return ["".join(generator.choices(syllables, k=generator.randint(1, 4))) for _ in range(count)]


def made_pdf(pages: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    generator, buffer = random.Random(pages), BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for page in range(pages):
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(70, 800, "A running head")
        for line in range(48):
            canvas.drawString(70, 770 - 14 * line, " ".join(words(generator, 9)) + ",")
        canvas.drawCentredString(300, 40, str(page + 1))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def made_html(sections: int) -> bytes:
    generator = random.Random(sections)
    parts = [
        f"<h2>Section {section}</h2>"
        + "".join(f"<p>{' '.join(words(generator, 60))}, <i>and</i> so on.</p>" for _ in range(6))
        for section in range(sections)
    ]
    return f"<html><head><title>Made</title></head><body>{''.join(parts)}</body></html>".encode()


def bare_pdf(data: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    length = 0
    for page in document:
        text = page.get_textpage()
        length += len(text.get_text_bounded())
        text.close()
        page.close()
    document.close()
    return length


def bare_html(data: bytes) -> int:
    from lxml import html

    return len(html.document_fromstring(data).text_content())


BARE: dict[str, Callable[[bytes], int]] = {".pdf": bare_pdf, ".html": bare_html, ".htm": bare_html}


def best(action: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        begin = time.process_time()
        action()
        times.append(time.process_time() - begin)
    return min(times)


def made() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    for size, count in SIZES.items():
        yield f"made, {size} ({count} pages)", [("made.pdf", made_pdf(count))]
        yield f"made, {size} ({count} sections)", [("made.html", made_html(count))]


def found(folders: Iterable[str]) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    for folder in folders:
        for ending in (".pdf", ".html"):
            files = [(file.name, file.read_bytes()) for file in sorted(Path(folder).rglob(f"*{ending}"))]
            if files:
                yield f"{folder}, {len(files)} files", files


def main() -> None:
    folders = sys.argv[1:]
    print(f"{'':44} {'format':7} {'MB':>7} {'bare s':>8} {'read s':>8} {'ratio':>6}")
    for title, files in found(folders) if folders else made():
        ending = Path(files[0][0]).suffix
        bare = best(lambda files=files, ending=ending: [BARE[ending](data) for _, data in files])
        ours = best(lambda files=files: [read(data, name=name, source="bench") for name, data in files])
        size = sum(len(data) for _, data in files) / 1e6
        print(f"{title[:44]:44} {ending:7} {size:7.2f} {bare:8.3f} {ours:8.3f} {ours / bare:6.2f}")


if __name__ == "__main__":
    main()
