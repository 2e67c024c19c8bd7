"""The reading room under load: readers who turn pages and search as they type, editors who write.

    python benchmarks/reading_room.py [--minutes 10] [--readers 20] [--editors 5] [--archive DIR] [--sizes 300,1000]

Without an archive the sample is taken and grown to each number of statements. The server is a process of its own, as
`variorum serve` starts it. Every write is counted and looked for in the files afterwards; any answer that is no success
is printed. Times are those of the wall, seen by the client, in milliseconds. What the clients cost is printed too: they
run on the same machine, as does whatever its load average tells of.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

ASKED = {
    "page": 200,
    "search": 100,
    "suggest": 100,
    "check": 500,
    "write": 0,
}  # ms at the 95th percentile; 0: not asked
_THOUGHT = 1.0  # seconds that a reader takes, on the average, between two things
_WORDS = (
    "заявление",
    "протокол",
    "библиотека",
    "the circle",
    "factory",
    "Thursday",
    "typescript",
    "кружок",
    "хлеб",
    "key",
)
_QUOTED = re.compile(r"^ *> (?P<words>[^\n\[\]]+) \[@(?P<source>[\w-]+), (?P<locator>[^\],;]+)\]$", re.MULTILINE)


@dataclass
class Seen:
    """What the clients saw: times by kind, writes by their ids, and whatever went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    written: list[str] = field(default_factory=list)
    refused: int = 0  # a dossier changed between reading and writing: told, and tried again
    wrong: list[str] = field(default_factory=list)


def grown(root: Path, statements: int) -> None:
    """The sample archive with as many further statements, each with words that stand in a source."""
    from variorum.sample import copy_sample

    copy_sample(root)
    chance = random.Random(statements)
    for number in range(max(0, statements - 300) // 20):
        lines = [f"---\nid: added{number}\nname: Somebody Added {number}\n---\n\n## Statements\n"]
        for n in range(20):
            day = f"19{chance.randrange(27, 34)}-0{chance.randrange(1, 9)}"
            lines.append(f'- {day}: said "number {n}" ^s{n}\n  > Я отпечатала пять экземпляров. [@zayavlenie1956, § 4]')
        (root / f"people/added{number}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


async def timed(seen: Seen, kind: str, ask: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response | None:
    """One request, its time kept; None where it failed."""
    before = time.perf_counter()
    try:
        answer = await ask()
    except httpx.HTTPError as error:
        seen.wrong.append(f"{kind}: {type(error).__name__}")
        return None
    seen.times[kind].append((time.perf_counter() - before) * 1000)
    if answer.status_code == 409 and kind == "write":
        seen.refused += 1
    elif answer.status_code != 200:
        seen.wrong.append(f"{kind}: {answer.status_code} {answer.text[:200]}")
    return answer if answer.status_code == 200 else None


async def read(
    client: httpx.AsyncClient, seen: Seen, addresses: list[str], until: float, chance: random.Random
) -> None:
    """A reader: pages, and words typed letter by letter."""
    while time.perf_counter() < until:
        if chance.random() < 0.7:
            address = chance.choice(addresses)
            await timed(seen, "page", lambda address=address: client.get(f"/{address}"))
        else:
            word = chance.choice(_WORDS)
            kind = "search" if chance.random() < 0.7 else "suggest"
            for length in range(2, len(word) + 1):
                asked = {"q": word[:length]}
                await timed(seen, kind, lambda kind=kind, asked=asked: client.get(f"/api/{kind}", params=asked))
                await asyncio.sleep(0.12)
        await asyncio.sleep(chance.expovariate(1 / _THOUGHT))


@dataclass(frozen=True)
class Desk:
    """What an editor writes in, and the words of a source that its statements quote."""

    file: str
    source: str
    locator: str
    quotation: str


def desks(root: Path) -> list[Desk]:
    """A desk for each of five people of an archive, with words that some dossier quotes already."""
    people = [one for one in sorted((root / "people").glob("*.md")) if one.name != "README.md"]
    found = next(match for one in people if (match := _QUOTED.search(one.read_text("utf-8"))))
    chosen = [root / f"people/{one}.md" for one in ("berg", "ladygin", "marsh", "ershov", "gromov")]
    own = chosen if all(one.is_file() for one in chosen) else people[:5]
    return [Desk(f"people/{one.name}", found["source"], found["locator"], found["words"]) for one in own]


async def edit(
    client: httpx.AsyncClient, seen: Seen, token: str, until: float, chance: random.Random, desk: Desk
) -> None:
    """An editor: a statement now and then, and a text that is checked while it is typed."""
    headers, count, own = {"x-variorum-token": token}, 0, desk.file

    def send(path: str, values: object) -> Awaitable[httpx.Response]:
        return client.post(f"/api/{path}", json=values, headers=headers)

    while time.perf_counter() < until:
        count += 1
        block = f"load-{Path(own).stem}-{count}"
        statement = {
            "dossier": Path(own).stem, "relation": "said", "object": f'"load {count}"', "date": "1932",
            "source": desk.source, "locator": desk.locator, "quotation": desk.quotation, "block": block,
        }  # fmt: skip
        if await timed(seen, "write", lambda statement=statement: send("statement", statement)):
            seen.written.append(f"{own} ^{block}")
        read_ = await client.get("/api/file", params={"file": own})
        text = read_.json()["text"] if read_.status_code == 200 else ""
        for letter in "слово":
            text += letter
            await timed(seen, "check", lambda text=text: send("check", {"file": own, "text": text}))
            await asyncio.sleep(0.25)
        await asyncio.sleep(chance.expovariate(1 / (2 * _THOUGHT)))


async def load(address: str, root: Path, *, minutes: float, readers: int, editors: int) -> Seen:
    """Everybody at once for so many minutes."""
    seen = Seen()
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=100)
    async with httpx.AsyncClient(
        base_url=address.partition("/?")[0], follow_redirects=True, timeout=60, limits=limits
    ) as client:
        await client.get(address)
        await whole(client)
        page = (await client.get("/index.html")).text
        token = json.loads(re.findall(r'id="room">(.*?)</script>', page, re.DOTALL)[0])["csrf"]
        addresses = await pages_of(client)
        until = time.perf_counter() + 60 * minutes
        chance = random.Random(1)
        await asyncio.gather(
            *(read(client, seen, addresses, until, random.Random(chance.random())) for _ in range(readers)),
            *(edit(client, seen, token, until, random.Random(chance.random()), one) for one in desks(root)[:editors]),
        )
    for one in seen.written:
        file, _, block = one.partition(" ")
        if (root / file).read_text("utf-8").count(f"{block}\n") != 1:
            seen.wrong.append(f"lost: {one}")
    return seen


async def whole(client: httpx.AsyncClient) -> None:
    """Wait until nothing is being worked out."""
    while (await client.get("/api/status")).json().get("working", True):
        await asyncio.sleep(1)


async def pages_of(client: httpx.AsyncClient) -> list[str]:
    """The pages that are linked from the front and from the lists."""
    found: dict[str, None] = {}
    for list_ in ("index.html", "people/index.html", "sources/index.html", "groups/index.html", "chronicle.html"):
        text = (await client.get(f"/{list_}")).text
        folder = list_.rpartition("/")[0]
        for link in re.findall(r'href="((?:\.\./)?[\w/-]+\.html)', text):
            found[link.removeprefix("../") if link.startswith("../") or not folder else f"{folder}/{link}"] = None
    return [one for one in found if not one.startswith("search")]


def measured(root: Path, *, minutes: float, readers: int, editors: int) -> bool:
    """Serve an archive, load it, and print what was seen; whether nothing went wrong."""
    command = [sys.executable, "-m", "variorum", "serve", "--no-browser", "--port", "8900", "-C", str(root)]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = next(line.strip() for line in server.stdout if "http://" in line)
        try:
            own, wall = time.process_time(), time.perf_counter()
            seen = asyncio.run(load(address, root, minutes=minutes, readers=readers, editors=editors))
            share = (time.process_time() - own) / (time.perf_counter() - wall)
        finally:
            server.terminate()
    print(f"{root.name}: {time.perf_counter() - begun:.0f} s in all, {minutes} min of load")
    averages = ", ".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "not told"
    print(f"  the clients took {share:.0%} of one processor; load averages at the end {averages}")
    for kind, times in sorted(seen.times.items()):
        ordered = sorted(times)
        middle, high = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
        asked = f" (asked {ASKED[kind]})" if ASKED[kind] else ""
        print(
            f"  {kind:8} {len(times):6}  median {middle:7.1f} ms  p95 {high:7.1f} ms{asked}  worst {ordered[-1]:.0f} ms"
        )
    print(f"  writes   {len(seen.written)} done and found, {seen.refused} refused since the file had changed")
    for one in seen.wrong[:20]:
        print("  wrong:", one)
    return not seen.wrong


def first_screen(root: Path) -> tuple[float, float]:
    """Seconds from the start of the command to the first page with content, and until a state of now is there.

    Where the room was open before, the first page is that of the last time, which says so.
    """
    command = [sys.executable, "-m", "variorum", "serve", "--no-browser", "--port", "8910", "-C", str(root)]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = next(line.strip() for line in server.stdout if "http://" in line)
        with httpx.Client(follow_redirects=True, timeout=120) as client:
            page = client.get(address)
            while 'id="room"' not in page.text:  # it says that the archive is being read
                time.sleep(0.05)
                page = client.get(f"{address.partition('/?')[0]}/index.html")
            first = time.perf_counter() - begun
            while not client.get(f"{address.partition('/?')[0]}/api/status").json().get("generation"):
                time.sleep(0.05)
            newest = time.perf_counter() - begun
            asyncio.run(_kept(address.partition("/?")[0], client.cookies))
        server.terminate()
    return first, newest


async def _kept(address: str, cookies: httpx.Cookies) -> None:
    """Wait until everything is worked out, so that a front page is kept for the next time."""
    async with httpx.AsyncClient(base_url=address, cookies=cookies, timeout=120) as client:
        await whole(client)
    await asyncio.sleep(1)


def main() -> int:
    """Load the room of one archive, or of the sample at each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--editors", type=int, default=5)
    parser.add_argument("--archive", type=Path, help="loaded in a copy")
    parser.add_argument("--sizes", default="300,1000,2000", help="numbers of statements")
    asked = parser.parse_args()
    well = True
    with tempfile.TemporaryDirectory() as folder:
        for size in [0] if asked.archive else [int(one) for one in asked.sizes.split(",")]:
            root = Path(folder) / (asked.archive.name if asked.archive else f"sample-{size}")
            if asked.archive:
                shutil.copytree(asked.archive, root)
            else:
                grown(root, size)
            subprocess.run(
                [sys.executable, "-m", "variorum", "check", "-C", str(root)], capture_output=True, check=False
            )
            for times in ("the first time", "again"):
                first, newest = first_screen(root)
                print(
                    f"{root.name}, {times}: first screen {first:.2f} s after the command, newest state {newest:.2f} s"
                )
            well &= measured(root, minutes=asked.minutes, readers=asked.readers, editors=asked.editors)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
