"""How often the encoding of a short Russian or Western text is told right, beside charset-normalizer on the same bytes.

    python benchmarks/encodings.py FILE…         UTF-8 texts to cut samples from
    python benchmarks/encodings.py --table FILE… counts the table of letter pairs from them

A sample counts as right when the text comes out letter for letter as it went in, whatever the encoding is called.
charset-normalizer is needed for this comparison and for nothing else. Without files the sample texts are made of words
drawn from pymorphy3's dictionary (seeded), so that it runs anywhere.
"""

from __future__ import annotations

import math
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from variorum.accession.encodings import decode
from variorum.accession.letter_pairs import RUSSIAN

RUSSIAN_ENCODINGS = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic", "utf-8", "utf-16-le")
LENGTHS = (20, 50, 200, 1000)
SAMPLES = 200


def dictionary_text(generator: random.Random) -> str:
    import pymorphy3

    words = [word for word, *_ in pymorphy3.MorphAnalyzer().dictionary.iter_known_words("пр")]
    words += [word for word, *_ in pymorphy3.MorphAnalyzer().dictionary.iter_known_words("к")]
    chosen = [generator.choice(words) for _ in range(20_000)]
    return " ".join(word.capitalize() if not index % 9 else word for index, word in enumerate(chosen))


def samples(text: str, encoding: str, length: int, generator: random.Random) -> Iterator[tuple[str, bytes]]:
    text = "".join(sign for sign in text if sign.encode(encoding, "ignore"))
    unit = 2 if encoding.startswith("utf") else 1
    for _ in range(SAMPLES):
        start = generator.randrange(len(text) - length)
        piece = text[start : start + max(length // unit, 4)]
        if not piece.isascii():
            yield piece, piece.encode(encoding)


def by_normalizer(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best else ""


def compare(texts: dict[str, str]) -> None:
    print(f"{'text':<12}{'encoding':<14}" + "".join(f"{f'{n} B':>18}" for n in LENGTHS) + "   right: ours / peer's")
    spent = {"ours": 0.0, "peer": 0.0}
    wrong = silent = 0
    for title, text in texts.items():
        encodings = RUSSIAN_ENCODINGS if re.search("[а-я]", text) else ("cp1252", "utf-8")
        for encoding in encodings:
            row = ""
            for length in LENGTHS:
                generator = random.Random(f"{title} {encoding} {length}")
                drawn = list(samples(text, encoding, length, generator))
                start = time.perf_counter()
                read = [decode(data, name="") for _, data in drawn]
                spent["ours"] += time.perf_counter() - start
                ours = sum(decoded.text == piece for decoded, (piece, _) in zip(read, drawn, strict=True))
                wrong += len(drawn) - ours
                silent += sum(d.text != piece and not d.findings for d, (piece, _) in zip(read, drawn, strict=True))
                start = time.perf_counter()
                peer = sum(by_normalizer(data) == piece for piece, data in drawn)
                spent["peer"] += time.perf_counter() - start
                row += f"{ours / len(drawn):>9.1%}{peer / len(drawn):>9.1%}" if drawn else f"{'–':>18}"
            print(f"{title[:11]:<12}{encoding:<14}{row}")
    print(f"ours wrong: {wrong}, of these without a finding that says so: {silent}")
    ratio = spent["ours"] / spent["peer"]
    print(f"time: ours {spent['ours']:.1f} s, charset-normalizer {spent['peer']:.1f} s, ratio {ratio:.3f}")


def table(text: str) -> None:
    scale = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    pairs: Counter[tuple[str, str]] = Counter()
    for word in re.findall(f"[{RUSSIAN}]+", text.lower()):
        pairs.update(zip(f"_{word}_", f"{word}_", strict=False))
    for first in RUSSIAN + "_":
        like = first.replace("ё", "е")
        total = sum(count for (a, _), count in pairs.items() if a == like) / (1 if first == like else 20)
        row = ""
        for second in RUSSIAN + "_":
            count = float(pairs[first, second])
            if "ё" in (first, second):
                count = max(count, pairs[like, second.replace("ё", "е")] / 20)
            row += scale[min(51, round(-5 * math.log((count + 0.3) / (total + 0.3 * 34))))]
        print(row)


def main() -> None:
    arguments = sys.argv[1:]
    texts = {path.stem: path.read_text("utf-8") for path in map(Path, arguments) if path.suffix}
    if "--table" in arguments:
        table(" ".join(texts.values()))
    else:
        compare(texts or {"dictionary": dictionary_text(random.Random(1))})


if __name__ == "__main__":
    main()
