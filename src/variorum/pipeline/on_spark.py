"""`borrowings --engine spark`: a session made or joined, pages handed over as a table, borrowings taken back.

Everything that this machine itself listens on is bound to 127.0.0.1 unless the master is another machine; Spark's web
pages are off. The workers run the Python that runs here, or the one that PYSPARK_PYTHON names, and need Variorum.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from variorum.catalogue.store import Catalogue
from variorum.evidence import Borrowing, Side, Span
from variorum.finding import NotFound, Refused
from variorum.pipeline.page_lines import SharedPassage
from variorum.reuse import Terms
from variorum.saying import say

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, Row, SparkSession

HERE = "127.0.0.1"
INSTALL_JAVA = "Debian: apt-get install openjdk-17-jre-headless"
_COLUMNS = "source string, sequence int, text string"


def java_is_there() -> bool:
    """Whether Java, which Spark runs on, is on this machine."""
    home = os.environ.get("JAVA_HOME")
    return bool(shutil.which("java") or (home and (Path(home) / "bin" / "java").is_file()))


@contextmanager
def session(master: str, *, settings: Mapping[str, str] | None = None) -> Iterator[SparkSession]:
    """A session on a master ("local[2]", "spark://host:7077"). Raises `Refused` where Spark or Java is missing."""
    if not java_is_there():
        raise Refused(
            say("Spark needs Java 17, which is not on this machine ({install_java}).", install_java=INSTALL_JAVA)
        )
    try:
        import pyspark
        from pyspark.sql import SparkSession
    except ImportError:
        raise Refused(say("The engine “spark” comes with: pip install 'variorum[spark]'")) from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
    builder = SparkSession.builder.master(master).appName("variorum borrowings")
    for name, value in {**_settings(master), **(settings or {})}.items():
        builder = builder.config(name, value)
    opened = builder.getOrCreate()
    try:
        yield opened
    finally:
        opened.stop()


def _settings(master: str) -> dict[str, str]:
    usual = {
        "spark.ui.enabled": "false",
        "spark.log.level": "ERROR",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    if master.startswith("local") or HERE in master:
        os.environ.setdefault("SPARK_LOCAL_IP", HERE)
        usual |= {"spark.driver.host": HERE, "spark.driver.bindAddress": HERE, "spark.executorEnv.SPARK_LOCAL_IP": HERE}
    return usual


def pages_of_catalogue(spark: SparkSession, catalogue: Catalogue, folder: Path) -> DataFrame:
    """The pages of a catalogue as a Parquet table in `folder`, one file a source, which the workers must see too."""
    import pyarrow
    from pyarrow import parquet

    table = folder / "pages"
    table.mkdir(parents=True, exist_ok=True)
    for number, key in enumerate(catalogue.sources()):
        rows = [{"source": key, "sequence": page.sequence, "text": page.text} for page in catalogue.pages(key)]
        if rows:
            schema = pyarrow.schema([("source", "string"), ("sequence", "int32"), ("text", "string")])
            parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), table / f"{number:06d}.parquet")
    return spark.read.schema(_COLUMNS).parquet(str(table))


def pages_of_lines(spark: SparkSession, path: Path) -> DataFrame:
    """Pages from JSON Lines {"id", "book", "text"}, numbered within their book in the order of the file."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    if not path.exists():
        raise NotFound(say("There is no file {path} to read pages from.", path=str(path)))
    lines = spark.read.schema("id string, book string, text string").json(str(path.resolve()))
    lines = lines.withColumn("source", f.coalesce("book", "id")).withColumn("line", f.monotonically_increasing_id())
    number = f.row_number().over(Window.partitionBy("source").orderBy("line"))
    return lines.withColumn("sequence", number).select("source", "sequence", "text", "id")


def borrowings_on_spark(catalogue: Catalogue, *, master: str, terms: Terms) -> list[Borrowing]:
    """The borrowings of a catalogue, found on Spark."""
    from variorum.reuse.distributed import borrowings_on_spark as found_on

    with session(master) as spark, TemporaryDirectory(dir=catalogue.folder) as folder:
        found = found_on(pages_of_catalogue(spark, catalogue, Path(folder)), terms=terms)
        return sorted(map(borrowing_of, found.toLocalIterator()), key=_place)


def hits_on_spark(path: Path, *, master: str, terms: Terms) -> Iterator[SharedPassage]:
    """Every passage that pages of two books have in common, cut at the ends of pages; found on Spark."""
    from pyspark.sql import functions as f

    from variorum.reuse.distributed import borrowings_on_spark as found_on

    with session(master) as spark:
        pages = pages_of_lines(spark, path)
        found = found_on(pages.drop("id"), terms=terms, cut=True)
        for side in "ab":
            named = pages.select(f.col("source").alias(side), f.col("sequence").alias(f"{side}_page"),
                                 f.col("id").alias(f"{side}_id"))  # fmt: skip
            found = found.withColumn(f"{side}_page", f.col(f"{side}_stretches")[0][0]).join(
                named, [side, f"{side}_page"]
            )
        for row in found.orderBy("a", "a_stretches", "b", "b_stretches").toLocalIterator():
            (_, a_start, a_end), (_, b_start, b_end) = row["a_stretches"][0], row["b_stretches"][0]
            yield SharedPassage(row["a_id"], a_start, a_end, row["b_id"], b_start, b_end, row["words"], row["identity"])


def borrowing_of(row: Row) -> Borrowing:
    """A row of the table as the local engine gives it."""
    a, b = (
        Side(tuple(Span(row[side], *place) for place in row[f"{side}_stretches"]), row[f"{side}_text"])
        for side in ("a", "b")
    )
    return Borrowing(a, b, row["words"], row["identity"], manner=row["manner"])


def _place(one: Borrowing) -> tuple[tuple[str, int, int], tuple[str, int, int]]:
    a, b = one.a.stretches[0], one.b.stretches[0]
    return (a.source, a.page, a.start), (b.source, b.page, b.start)
