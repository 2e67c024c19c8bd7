"""Fifteen historian's cases in two languages, put to Variorum's `audit` and to four quotation checkers in one run.

    python benchmarks/audit_peers.py [--peers FOLDER]

FOLDER is a virtual environment that has some of `citefact`, `krokai`, `quotecheck` and `report-workflow`; which of them
are not there is said. Every case is a draft of one or two paragraphs with its notes, and a folder of sources by pages.
A case is right where the tool says something of a fault (whatever its name for it) and nothing of what is sound.
`quotecheck` is given the quotation and the source that the note means; `citefact`, which reads authors and years in the
text alone, is given the same draft so cited; its reader of PDFs needs models of 500 MB and is replaced by the very
text of the pages, so that its judgement alone is measured. All texts are invented.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

LARK = (
    "The harvest of that year was poor, and of 800,000 poods only the half reached the mills before the frost.",
    "Nobody in Dorn was fined that winter, except where the bailiff had a grudge against the house.",
    "The council of the weavers had no bread to give, and it said so in the open street before all of them.",
    "They did not, as the bishop wrote, burn the tithe barn of Saint Anne; they guarded it for nine nights.",
)
MOSS = (
    "In the letter of the old miller we read that the council of the weavers had no bread to give.",
    "The dockers went home singing before it was dark, and the harbour lay as quiet as a church.",
)
SIZOV = (
    "Зимой дороги не чистили, и обозы стояли по три недели у каждой переправы.",
    "Староста говорил, что «хлеба нет и не будет», но ещё в марте амбары были полны.",
    "Никто не ждал, что земля перейдёт к общине без выкупа, однако перешла именно так.",
)
KRAEV = (
    "Ревизор доносил в уезд: «Мосты сожжены, а плотники разошлись по домам до весны».",
    "Ни один из плотников не вернулся к сроку.",
)
FILES = {"lark1960": LARK, "moss1971": MOSS, "sizov2004": SIZOV, "kraev1998": KRAEV}
NAMES = {
    "lark1960": ("Lark", "Peter Lark, The Weavers of Dorn (Leeds: Kiln, 1960)", "1960"),
    "moss1971": ("Moss", "Ada Moss, The Quiet Harbour (Leeds: Kiln, 1971)", "1971"),
    "sizov2004": ("Сизов", "Сизов Н. П. Дороги и переправы. М.: Наука, 2004", "2004"),
    "kraev1998": ("Краев", "Краев И. С. Уездные ревизоры. М.: Наука, 1998", "1998"),
}


@dataclass(frozen=True)
class Case:
    """What is quoted, in which sentence, from where: `notes` as printed, `dated` as author and year would have it."""

    name: str
    quotation: str
    source: str
    body: str
    notes: tuple[str, ...]
    dated: tuple[str, ...]
    is_fault: bool


def case(
    name: str, quotation: str, source: str, page: int, *, fault: bool, note: str = "", dated: str = "", before: str = ""
) -> Case:
    """A case whose last note is the full one, or `note` after a first quotation with the full note (`before`)."""
    who, full, year = NAMES[source]
    russian = source in ("sizov2004", "kraev1998")
    lead = "Об этом сказано так" if russian else "Of this it is said"
    at = f". С. {page}." if russian else f", {page}."
    own = note or full + at
    own_dated = dated or f"({who}, {year}, {'с.' if russian else 'p.'} {page})"
    if not before:
        return Case(name, quotation, source, f"{lead}: {quotation}{{}}", (own,), (own_dated,), fault)
    first = full + (". С. 1." if russian else ", 1.")
    first_dated = f"({who}, {year}, {'с.' if russian else 'p.'} 1)"
    body = f"{lead}: {before}{{}} И далее: {quotation}{{}}" if russian else f"{lead}: {before}{{}} And: {quotation}{{}}"
    return Case(name, quotation, source, body, (first, own), (first_dated, own_dated), fault)


CASES = (
    case("word for word", "“The council of the weavers had no bread to give, and it said so in the open street before "
         "all of them.”", "lark1960", 3, fault=False),
    case("quoter's words in brackets", "“The council [of Dorn's weavers] had no bread to give, and it said so in the "
         "open street before all of them.”", "lark1960", 3, fault=False),
    case("honest omission", "“The dockers went home singing […], and the harbour lay as quiet as a church.”",
         "moss1971", 2, fault=False),
    case("80,000 for 800,000", "“The harvest of that year was poor, and of 80,000 poods only the half reached the "
         "mills.”", "lark1960", 1, fault=True),
    case("omission eats “not”", "“They did … burn the tithe barn of Saint Anne; they guarded it for nine nights.”",
         "lark1960", 4, fault=True),
    case("cut before “except”", "“Nobody in Dorn was fined that winter.”", "lark1960", 2, fault=True),
    case("ibid., right page", "“Nobody in Dorn was fined that winter, except where the bailiff had a grudge against "
         "the house.”", "lark1960", 2, fault=False, note="Ibid., 2.", dated="(ibid., p. 2)",
         before="“The harvest of that year was poor, and of 800,000 poods only the half reached the mills.”"),
    case("ibid., wrong page", "“They did not, as the bishop wrote, burn the tithe barn of Saint Anne; they guarded "
         "it.”", "lark1960", 4, fault=True, note="Ibid., 2.", dated="(ibid., p. 2)",
         before="“The harvest of that year was poor, and of 800,000 poods only the half reached the mills.”"),
    case("in another source", "“The dockers went home singing before it was dark, and the harbour lay as quiet as a "
         "church.”", "lark1960", 2, fault=True),
    case("invented", "“The weavers of Dorn swore on the river that no cloth of theirs would ever clothe a bailiff.”",
         "lark1960", 2, fault=True),
    case("«…» with „…“ within", "«Староста говорил, что „хлеба нет и не будет“, но еще в марте амбары были полны».",
         "sizov2004", 2, fault=False),
    case("«не» lost", "«Зимой дороги чистили, и обозы стояли по три недели у каждой переправы».", "sizov2004", 1,
         fault=True),
    case("там же, right page", "«Никто не ждал, что земля перейдёт к общине без выкупа, однако перешла именно так».",
         "sizov2004", 3, fault=False, note="Там же. С. 3.", dated="(там же, с. 3)",
         before="«Зимой дороги не чистили, и обозы стояли по три недели у каждой переправы»."),
    case("указ. соч., wrong page", "«Никто не ждал, что земля перейдёт к общине без выкупа, однако перешла именно "
         "так».", "sizov2004", 3, fault=True, note="Сизов Н. П. Указ. соч. С. 2.", dated="(Сизов, 2004, с. 2)",
         before="«Зимой дороги не чистили, и обозы стояли по три недели у каждой переправы»."),
    case("цит. по, word for word", "«Мосты сожжены, а плотники разошлись по домам до весны».", "kraev1998", 1,
         fault=False, note="Донесение ревизора. Цит. по: Краев И. С. Уездные ревизоры. М.: Наука, 1998. С. 1."),
    case("last comma the quoter's", "“Nobody in Dorn was fined that winter, except where the bailiff had a grudge "
         "against the house,”", "lark1960", 2, fault=False),
    case("capital in brackets", "“[T]he harbour lay as quiet as a church.”", "moss1971", 2, fault=False),
    case("two words exchanged", "“The dockers went home singing before it was dark, and the church lay as quiet as a "
         "harbour.”", "moss1971", 2, fault=True),
    case("a word put in", "“The council of the weavers had no good bread to give, and it said so in the open street "
         "before all of them.”", "lark1960", 3, fault=True),
    case("nine nights made six", "“They did not, as the bishop wrote, burn the tithe barn of Saint Anne; they guarded "
         "it for six nights.”", "lark1960", 4, fault=True),
    case("page beyond the last", "“The dockers went home singing before it was dark, and the harbour lay as quiet as a "
         "church.”", "moss1971", 212, fault=True),
    case("right words, wrong page", "“The harvest of that year was poor, and of 800,000 poods only the half reached "
         "the mills before the frost.”", "lark1960", 3, fault=True),
    case("joined without a mark", "“The harvest of that year was poor, and nobody in Dorn was fined that winter.”",
         "lark1960", 1, fault=True),
    case("report passed for fact", "“the council of the weavers had no bread to give.”", "moss1971", 1, fault=False),
    case("ё written е", "«Никто не ждал, что земля перейдет к общине без выкупа, однако перешла именно так».",
         "sizov2004", 3, fault=False),
    case("другое число", "«Зимой дороги не чистили, и обозы стояли по две недели у каждой переправы».", "sizov2004", 1,
         fault=True),
    case("чужой источник", "«Ни один из плотников не вернулся к сроку».", "sizov2004", 2, fault=True),
    case("выдумано", "«Староста велел сжечь мосты, чтобы ни один воз не ушёл из деревни до Пасхи».", "kraev1998", 1,
         fault=True),
    case("честный пропуск", "«Зимой дороги не чистили […] у каждой переправы».", "sizov2004", 1, fault=False),
    case("«Говорил, что» отрезано", "«хлеба нет и не будет».", "sizov2004", 2, fault=False),
)  # fmt: skip


def prepared(one: Case, folder: Path) -> None:
    """The draft, the sources by pages, and what the peers want beside them."""
    (folder / "sources").mkdir()
    for name, pages in FILES.items():
        text = "\f".join(f"{page}\n\n{number}" for number, page in enumerate(pages, start=1))
        (folder / "sources" / f"{name}.txt").write_text(text, "utf-8")
    marks = [f"[^{number}]" for number in range(1, len(one.notes) + 1)]
    notes = "\n\n".join(f"{mark}: {text}" for mark, text in zip(marks, one.notes, strict=True))
    (folder / "draft.md").write_text(f"{one.body.format(*marks)}\n\n{notes}\n", "utf-8")
    (folder / "dated.md").write_text(one.body.format(*(f" {text}" for text in one.dated)) + "\n", "utf-8")
    records = (
        f"@book{{{name}, author={{{who}}}, title={{{re.split(r'[,.] ', full, maxsplit=1)[1]}}}, year={{{year}}}}}"
        for name, (who, full, year) in NAMES.items()
    )
    (folder / "refs.bib").write_text("\n".join(records), "utf-8")


def by_variorum(one: Case, folder: Path) -> bool | None:
    """Whether `audit` says anything above a note of the quotation."""
    os.environ["VARIORUM_CACHE"] = str(folder / "cache")
    from variorum.finding import Severity
    from variorum.manuscript.auditing import audit_file
    from variorum.manuscript.findings import findings_of

    del one
    made, _ = audit_file(folder / "draft.md", sources=[folder / "sources"], library=[folder / "refs.bib"])
    return any(finding.severity > Severity.NOTE for finding in findings_of(made))


CITEFACT = """
import json, sys
from pathlib import Path
import citefact.pipeline as pipeline
from citefact.ingest.convert import Converted
from citefact.ingest.pages import PageMap
folder = Path(sys.argv[1])
def read(pdf, cache, force=False):
    pages = (folder / "sources" / (pdf.stem + ".txt")).read_text("utf-8").split("\\f")
    spans, at = [], 0
    for number, page in enumerate(pages, start=1):
        spans.append((at, at + len(page), number)); at += len(page) + 2
    return Converted("\\n\\n".join(pages), pdf.stem, "text", "1", "", True, PageMap(spans, len(pages), 0))
pipeline.convert_pdf = read
report = pipeline.run_check(folder / "dated.md", bib_path=folder / "refs.bib", pdf_dir=folder / "pdfs",
    cache_dir=folder / "cache", levels=["citations", "quotes"], model=None, progress=lambda event: None)
print(json.dumps([(f["type"], f.get("quote") or f.get("text") or "") for f in report["findings"]]))
"""


def by_citefact(peers: Path) -> Callable[[Case, Path], bool | None]:
    """Whether citefact finds the quotation changed, missing, misplaced or without its source."""

    def judge(one: Case, folder: Path) -> bool | None:
        del one
        (folder / "pdfs").mkdir()
        for name in FILES:
            (folder / "pdfs" / f"{name}.pdf").write_bytes(b"%PDF-1.4")
        told = json.loads(ran([peers / "python", "-c", CITEFACT, folder]).stdout)
        kinds = [kind for kind, _ in told if kind not in ("uncited_reference", "missing_source")]
        if not any(kind.startswith("quote_") for kind in kinds):
            return None  # it saw no quotation
        return any(kind != "quote_verified" for kind in kinds)

    return judge


def by_krokai(peers: Path) -> Callable[[Case, Path], bool | None]:
    """Whether krokai's whole check finds anything in the draft."""

    def judge(one: Case, folder: Path) -> bool | None:
        del one
        case_folder = folder / "krokai"
        ran([peers / "krokai", "init", case_folder, "--no-claude-md"])
        settings = json.loads((case_folder / "casefile.json").read_text("utf-8"))
        settings |= {"min_quote_length": 20}
        (case_folder / "casefile.json").write_text(json.dumps(settings), "utf-8")
        for name in FILES:
            text = (folder / "sources" / f"{name}.txt").read_text("utf-8")
            (case_folder / "law" / f"{name}.txt").write_text(text, "utf-8")
        (case_folder / "case" / "draft.md").write_text((folder / "draft.md").read_text("utf-8"), "utf-8")
        done = ran([peers / "krokai", "check", "--dir", case_folder, "--strict"])
        if re.search(r"\b0\s+quotations?\b", done.stdout):
            return None
        return done.returncode != 0

    return judge


def by_quotecheck(peers: Path) -> Callable[[Case, Path], bool | None]:
    """Whether quotecheck finds the quotation drifted or absent in the source that the note means."""

    def judge(one: Case, folder: Path) -> bool | None:
        phrase = one.quotation.strip("“”«».")
        done = ran([peers / "quotecheck", folder / "sources" / f"{one.source}.txt", phrase, "--json"])
        return any(found["status"] != "found" for found in json.loads(done.stdout))

    return judge


def by_report_workflow(peers: Path) -> Callable[[Case, Path], bool | None]:
    """Whether `check-draft` finds a quotation nowhere in the sources."""

    def judge(one: Case, folder: Path) -> bool | None:
        del one
        given = [part for name in FILES for part in ("--source", folder / "sources" / f"{name}.txt")]
        ran([peers / "report-workflow", "check-draft", folder / "draft.md", *given, "--json", folder / "o.json"])
        told = json.loads((folder / "o.json").read_text("utf-8"))
        quotes = [item for row in told for item in row["items"] if item["kind"] == "quote"]
        return any(item["status"] != "found" for item in quotes) if quotes else None

    return judge


def ran(command: Sequence[object]) -> subprocess.CompletedProcess[str]:
    """A command, run without a network proxy's help; its output as text."""
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=300)


def main() -> None:
    """Print which tool is right in which case."""
    arguments = sys.argv[1:]
    peers = Path(arguments[arguments.index("--peers") + 1] if "--peers" in arguments else sys.prefix) / "bin"
    makers = {
        "citefact": by_citefact, "krokai": by_krokai, "quotecheck": by_quotecheck,
        "report-workflow": by_report_workflow,
    }  # fmt: skip
    tools: dict[str, Callable[[Case, Path], bool | None]] = {"variorum": by_variorum}
    for name, make in makers.items():
        if (peers / name).exists():
            tools[name] = make(peers)
        else:
            print(f"{name} is not installed in {peers.parent} and is left out")
    right = dict.fromkeys(tools, 0)
    print(f"{'':28}{'':7}" + "".join(f"{name:17}" for name in tools))
    for one in CASES:
        cells = []
        for name, judge in tools.items():
            with tempfile.TemporaryDirectory() as scratch:
                prepared(one, Path(scratch))
                told = judge(one, Path(scratch))
            good = told is one.is_fault
            right[name] += good
            cells.append(f"{'not looked at' if told is None else 'right' if good else 'WRONG'}")
        print(f"{one.name:28}{'fault' if one.is_fault else 'sound':7}" + "".join(f"{cell:17}" for cell in cells))
    print(f"{'right':35}" + "".join(f"{f'{count} of {len(CASES)}':17}" for count in right.values()))


if __name__ == "__main__":
    main()
