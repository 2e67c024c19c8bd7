"""Mentions gathered and identified: time and memory at three sizes up to a million, beside comparing each pair.

    python benchmarks/gathering.py [--mentions 1000000] [--dossiers 2000]

The mentions are synthetic: given names and surnames in both scripts, drawn with the frequencies of Zipf's law, in
several forms each (whole, with initials, a bare surname, oblique cases, transliterations), over 400 sources. The
dossiers are spread over them, as many at each size. Each size runs in a process of its own, so that its memory is its
own.

The plain baseline holds every distinct form against every other with the same comparison: what gathering would cost
without blocking. It is measured on a sample of pairs and multiplied out.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

SOURCES = 400
MEN = "Иван Пётр Николай Михаил Василий Сергей Алексей Григорий Яков Лев Борис Карл Давид Исаак Фёдор Семён".split()  # noqa: SIM905
BEGIN = "Бел Кор Рют Кай Мих Пет Зин Тро Шля Кам Бух Смир Угл Стэ Сло Ря Тер Вуй Пят Рад Саф Мра Пре Гри".split()  # noqa: SIM905
MIDDLE = "ов ев ин ав ут ер ол ык ан ен он иш ук ат ел яп иг од уб ар им ос".split()  # noqa: SIM905
END = ("ов", "ев", "ин", "ский", "ович", "енко")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, default=1_000_000, help="the largest of the three sizes")
    parser.add_argument("--dossiers", type=int, default=2_000)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.one, asked.dossiers)))
        return
    print(
        f"{'mentions':>10} {'forms':>9} {'tally s':>8} {'identify s':>11} {'gather s':>9} {'peak MB':>8}  all pairs s"
    )
    before: dict[str, float] | None = None
    for size in (asked.mentions // 16, asked.mentions // 4, asked.mentions):
        command = [sys.executable, __file__, "--one", str(size), "--dossiers", str(asked.dossiers)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{size:>10,} {found['forms']:>9,.0f} {found['tally']:>8.1f} {found['identify']:>11.1f} "
            f"{found['gather']:>9.1f} {found['memory']:>8.0f}  {found['plain']:,.0f}"
        )
        if before:
            whole, then = (sum(one[step] for step in ("tally", "identify", "gather")) for one in (found, before))
            print(f"{'':>10} four times the mentions take {whole / then:.1f} times as long, "
                  f"{found['memory'] / before['memory']:.1f} times the memory")  # fmt: skip
        before = found


def measured(size: int, dossiers: int) -> dict[str, float]:
    """Seconds of one process for each step, the peak of its memory, and what all pairs would take."""
    from variorum.names.forms.comparing import compare
    from variorum.names.linking.clustering import tallied
    from variorum.names.linking.known import Form, KnownDossier
    from variorum.names.linking.linking import identified
    from variorum.names.linking.summing import summed_up

    people = list(everybody(random.Random(7), size))
    dossiers = min(dossiers, len(people))
    known = [
        KnownDossier(f"p{number}", "person", name, (Form(name, "the dossier gives this form"),))
        for number, name in enumerate(dict.fromkeys(people[:: len(people) // dossiers][:dossiers]))
    ]
    compare("Рютиным", "Riutin")  # the dictionary loads on first use
    start = time.process_time()
    tallies = tallied(mentions(people, size))
    counted = time.process_time()
    found = identified(tallies, known)
    told = time.process_time()
    naming = summed_up(found)
    done = time.process_time()
    forms = sorted({tally.surface for tally in tallies})
    linked = sum(one.mentions for one in naming.attestations)
    assert linked <= size
    return {
        "forms": len(forms),
        "tally": counted - start,
        "identify": told - counted,
        "gather": done - told,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "plain": all_pairs(forms),
    }


def everybody(chance: random.Random, size: int) -> Iterator[str]:
    """As many persons as a corpus of that size would name: given name, patronymic and surname."""
    for _ in range(max(2_000, size // 12)):
        surname = (
            chance.choice(BEGIN) + "".join(chance.choices(MIDDLE, k=chance.choice((0, 1, 1, 2)))) + chance.choice(END)
        )
        father = chance.choice(MEN)
        patronymic = (father[:-1] + "евич") if father[-1] in "йь" else father + "ович"
        yield f"{chance.choice(MEN)} {patronymic} {surname}"


def mentions(people: list[str], size: int) -> Iterator[tuple[object, str]]:
    """Mentions of these persons in some of their forms, with the frequencies of Zipf's law."""
    from variorum.evidence import Mention

    chance = random.Random(11)
    weights = [1 / rank for rank in range(1, len(people) + 1)]
    forms: dict[str, list[str]] = {}
    for number, person in enumerate(chance.choices(people, weights, k=size)):
        if person not in forms:
            forms[person] = forms_of(person)
        surface = chance.choice(forms[person])
        source = f"s{chance.randrange(SOURCES)}"
        yield Mention(source, 1 + number % 300, number, number + len(surface), surface, "person", surface, "model"), ""


def forms_of(person: str) -> list[str]:
    from variorum.languages.transliteration import to_latin

    given, patronymic, surname = person.split()
    brief = f"{given[0]}. {patronymic[0]}. {surname}"
    oblique = surname + "ым" if surname.endswith(("ов", "ев", "ин")) else surname
    latin = [to_latin(brief, scheme) for scheme in ("ala-lc-plain", "bgn-pcgn")]
    return [person, brief, f"{given} {surname}", surname, oblique, *latin, to_latin(surname, "ala-lc-plain")]


def all_pairs(forms: list[str], *, sample: int = 20_000) -> float:
    """Seconds that comparing every two forms would take, from a sample."""
    from variorum.names.forms.comparing import compare

    chance = random.Random(3)
    few = chance.sample(forms, min(len(forms), 2_000))
    pairs = [(chance.choice(few), chance.choice(few)) for _ in range(sample)]
    start = time.process_time()
    for a, b in pairs:
        compare(a, b)
    return (time.process_time() - start) / sample * len(forms) * (len(forms) - 1) / 2


if __name__ == "__main__":
    main()
