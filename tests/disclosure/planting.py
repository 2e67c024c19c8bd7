"""Archives in which secrets are planted in every place that an archive has, and the search for them in what leaves.

An archive is made from two seeds: one for its shape and its open words, one for its secrets. Two archives of one shape
and other secrets must give the same edition, byte for byte.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from random import Random
from urllib.parse import quote, unquote

from variorum.archive.reading import read_record
from variorum.criticism.framework import criticise
from variorum.criticism.manual import manual
from variorum.disclosure.betraying_words import betrayals
from variorum.disclosure.openness import OwnersView
from variorum.edition.publishing import Imprint, opened_in, publish
from variorum.evidence import Attestation, Holding, Identified, Mention, Naming, Span, Unmatched, Verification
from variorum.examined import CheckedQuotation, Examined, not_looked_through, verified
from variorum.languages.transliteration import schemes, to_cyrillic, to_latin
from variorum.record import Page, Record

_WRITTEN = "бор гру дец жур зам кра лоп муз нев пле рух сто тарф фом хлю чеб шун щег юрк яхт вор глю дра"
_SYLLABLES = _WRITTEN.split()
_MALE = ("ов", "ев", "ин", "ский", "ко", "ук", "ич", "швили")
_GIVEN = ("Николай", "Пётр", "Семён", "Игнат", "Захар")
_PATRONYMICS = ("Петрович", "Ильич", "Фомич", "Игнатьевич")
_LATIN = ("brun", "thor", "wick", "mar", "hal", "dun", "fen", "gar", "lock", "stan", "vel", "crow")
_LATIN_ENDS = ("son", "berg", "ley", "worth", "man")
_SENTENCE = (
    "the mill stood by the river and nobody asked who had paid for the wood that winter when the road was closed and "
    "people came on foot to hear what the teacher had to say about the price of bread and the letters from the town"
)
_OPEN = _SENTENCE.split()
TODAY = "2026-03-01"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is kept back, and how the dossier names the person."""

    given: str
    patronymic: str
    surname: str
    names: tuple[str, ...]

    @property
    def is_russian(self) -> bool:
        """Whether the name is written in Cyrillic."""
        return "а" <= self.surname[:1].casefold() <= "я"

    def surnames(self) -> tuple[str, ...]:
        """The surname in its cases."""
        if not self.is_russian:
            return (self.surname,)
        s = self.surname
        if s.endswith("ский"):
            return tuple(s[:-2] + e for e in ("ий", "ого", "ому", "им", "ом"))
        if s.endswith(("ов", "ев", "ин")):
            return tuple(s + e for e in ("", "а", "у", "ым", "е"))
        return tuple(s + e for e in ("", "а", "у", "ем", "е")) if s.endswith("ич") else (s,)

    def in_other_script(self) -> tuple[str, ...]:
        """The surname in every way of writing it in the other script."""
        if self.is_russian:
            return tuple(dict.fromkeys(to_latin(one, name) for one in self.surnames() for name in schemes()))
        return tuple(dict.fromkeys(to_cyrillic(self.surname, name) for name in ("popular", "ala-lc-plain")))


@dataclass(frozen=True, slots=True)
class Secret:
    """What must not be found: people, texts by their words, keys and titles."""

    people: tuple[Person, ...]
    text: tuple[str, ...]  # words of the restricted source
    key: str
    title: tuple[str, ...]
    extra: int  # how many further things are kept back


def secret_of(seed: int) -> Secret:
    """A secret made from a seed; its lengths and numbers differ from seed to seed."""
    r = Random(seed)

    def word() -> str:
        return "".join(r.choice(_SYLLABLES) for _ in range(r.randint(1, 3)))

    def russian() -> Person:
        stem = "".join(r.choice(_SYLLABLES) for _ in range(r.randint(1, 2)))
        surname = (stem + r.choice(_MALE)).capitalize()
        given, patronymic = r.choice(_GIVEN), r.choice(_PATRONYMICS)
        full = f"{given} {patronymic} {surname}"
        return Person(given, patronymic, surname, r.choice([(full,), (full, to_latin(full, "bgn-pcgn"))]))

    def english() -> Person:
        surname = ("".join(r.choice(_LATIN) for _ in range(r.randint(1, 2))) + r.choice(_LATIN_ENDS)).capitalize()
        return Person("Edwin", "", surname, (f"Edwin {surname}",))

    text = tuple(word() for _ in range(r.randint(40, 70)))
    key = f"{to_latin(word(), 'ala-lc-plain').lower()}{r.randint(1900, 1999)}"
    people = (russian(), english())
    return Secret(people, text, re.sub(r"[^a-z0-9]", "", key), tuple(word() + "ум" for _ in range(3)), r.randint(0, 3))


@dataclass(slots=True)
class Planter:
    """Makes an archive: `shape` decides what stands where, the secret what is planted there."""

    shape: Random
    secret: Secret
    planted: int = 0

    def name(self) -> str:
        """A form of a protected person's name, in some script, case and disguise."""
        person = self.secret.people[self.shape.randrange(2)]
        which, how, style = self.shape.random(), self.shape.random(), self.shape.randrange(9)
        forms = person.surnames() if which < 0.6 else person.in_other_script()
        form = forms[int(how * len(forms))]
        self.planted += 1
        if style == 0:
            return form.upper()
        if style == 1:
            return f"{person.given[0]}. {form}"
        if style == 2 and person.patronymic:
            return f"{person.given[0]}.{person.patronymic[0]}. {form}"
        if style == 3:
            return f"{form[:3]}\u00ad{form[3:]}"
        if style == 4:
            return "".join(f"&#{ord(letter)};" for letter in form)
        if style == 5:
            return f"{form[:2]}**{form[2:4]}**{form[4:]}"
        if style == 6:
            return quote(form)
        if style == 7:
            return form.lower()
        return form

    def run(self) -> str:
        """Five words or more of the restricted text, in some disguise."""
        at, size, style = self.shape.random(), 5 + self.shape.randrange(4), self.shape.randrange(4)
        words = list(self.secret.text[int(at * (len(self.secret.text) - size)) :][:size])
        self.planted += 1
        if style == 0:
            return " ".join(words).upper()
        if style == 1:
            return ", ".join(words)
        if style == 2:
            return " *" + "* ".join(words)
        return " ".join(words)

    def some(self, odds: float = 0.5) -> str:
        """Open words, among which something is planted."""
        before = " ".join(self.shape.choice(_OPEN) for _ in range(3 + self.shape.randrange(5)))
        after = " ".join(self.shape.choice(_OPEN) for _ in range(self.shape.randrange(4)))
        if self.shape.random() > odds:
            return f"{before} {after}".strip()
        kind = self.shape.randrange(6)
        what = self.name() if kind < 3 else self.run() if kind < 5 else " ".join(self.secret.title)
        return f"{before} {what} {after}".strip()

    def plain(self, odds: float = 0.5) -> str:
        """The same on one line, fit to stand between quotation marks."""
        return self.some(odds).replace('"', "").replace("\\", "")


def write_archive(root: Path, shape: int, secret: Secret) -> tuple[dict[str, tuple[Page, ...]], int]:
    """Write the files of an archive; the pages of its sources, and how many secrets were planted."""
    p = Planter(Random(shape), secret)
    r = p.shape

    def file(name: str, text: str) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    def prose() -> str:
        pieces = [p.some() for _ in range(2)]
        pieces.append(f"See [[secret0|{p.plain()}]] and [[secret1]] [@{secret.key}, p. 2; @open1, p. 1].")
        pieces.append(f"> {' '.join(secret.text[9:17])} [@{secret.key}, p. 1]")
        pieces.append(f'{" ".join(secret.text[7:14])} {{protected="until 2030 because {p.plain()}"}}')
        pieces.append(f"| a | b |\n|---|---|\n| {p.plain()} | x |")
        pieces.append(f"Word[^1] here.\n\n[^1]: {p.plain()}")
        r.shuffle(pieces)
        return "\n\n".join(pieces)

    def statements(who: str) -> str:
        lines = [
            f'- 1931: said "{p.plain()}" {{note="{p.plain()}"}} ^s1\n  > {p.plain()} [@open1, p. 1]\n'
            f"  > {' '.join(secret.text[2:9])} [@{secret.key}, p. 1]",
            f"- 1932: met [[secret0]] in [[town]]\n  > {p.plain()} [@open2, p. 1]",
            f"- 1932: met [[other]] with [[secret1]] ^s2\n"
            f"  > {' '.join(secret.text[4:12])} [denies @{secret.key}, p. 3]",
            f'- said "{p.plain(1)}" {{protected="until 2035 because {p.plain()}"}} ^s3',
            f'- said "{p.plain(1)}" {{protected="until nobody lives"}}',
            f'- said "{p.plain(1)}" {{protected="until 2035',
            f'- 1930: said "{p.plain()}" ^met-{_bare(secret.people[0].in_other_script()[0])[:20]}',
            f"- had {3 + r.randrange(5)} members {{protected}}",
            f"- wrote [[{secret.key}]]",
        ]
        r.shuffle(lines)
        return f'---\nid: {who}\nname: {p.plain() if r.random() < 0.3 else who.title()}\nnames: ["{p.plain()}"]\n' + (
            f'office: "{p.plain()}"\nparty: ["[[secret1]]", x]\n---\n\n{prose()}\n\n## Statements\n\n'
            + "\n".join(lines)
            + "\n"
        )

    file("variorum.toml", f'title = "{p.plain()}"\nlanguages = ["en"]\n[questions]\nwhy = "{p.plain()}"\n')
    for n, person in enumerate(secret.people):
        keep = "access: restricted" if r.random() < 0.5 else 'protected: until 2040-05 because "a living person"'
        names = ", ".join(f'"{one}"' for one in person.names)
        file(
            f"people/secret{n}.md",
            f"---\nid: secret{n}\nname: {person.names[0]}\nnames: [{names}]\n{keep}\n---\n\n"
            f"{' '.join(secret.text[20:30])}\n\n"
            f"## Statements\n\n- 1930: met [[other]]\n  > {p.plain()} [@open1, p. 1]\n"
            + "- 1931: met [[other]]\n"
            * secret.extra,
        )
    for who, folder in (
        ("other", "people"),
        ("circle", "groups"),
        ("town", "places"),
        ("book", "works"),
        ("day", "events"),
    ):
        file(f"{folder}/{who}.md", statements(who))
    telling = to_latin(secret.people[0].surname, "ala-lc-plain") if secret.people[0].is_russian else "x"
    telling = re.sub(r"[^a-z]", "", telling.lower())
    if r.random() < 0.5:
        file(
            f"groups/friends-of-{telling}.md", f"---\nid: friends-of-{telling}\nname: {p.plain()}\n---\n\n{p.some()}\n"
        )
    for n in (1, 2):
        file(
            f"sources/open{n}.md",
            f'---\nkey: open{n}\nkind: memoir\ntitle: "{p.plain()}"\n'
            f'author: ["[[secret0]]", "{p.plain()}"]\nlanguage: en\n'
            f'composed: 193{n}\nreply-to: [{secret.key}]\ncsl: {{type: book, publisher: "{p.plain()}"}}\n'
            f"---\n\n{prose()}\n",
        )
    closed = "access: restricted" if r.random() < 0.5 else "protected: until the death of all"
    for n in range(1 + secret.extra):
        key = secret.key if not n else f"{secret.key}x{n}"
        file(
            f"sources/{key}.md",
            f'---\nkey: {key}\nkind: letter\ntitle: "{" ".join(secret.title)}"\n{closed}\n'
            f"original: {{file: {key}.txt, sha256: {'ab' * 32}}}\n---\n\n{' '.join(secret.text[10:18])}\n",
        )
    for n, rival in ((1, 2), (2, 1)):
        file(
            f"theses/thesis{n}.md",
            f'---\nid: thesis{n}\nname: {p.plain()}\nquestion: why\nheld-by: ["[[secret0]]"]\n'
            f"rivals: [thesis{rival}]\n---\n\n"
            f"{prose()}\n\n## Evidence\n\n- expects [[other#^s1]]\n- forbids [[other#^s3]]\n- expects [[circle#^s2]]\n",
        )
    file("chapters/01-first.md", f"# {p.plain()}\n\n{prose()}\n\n## {p.plain()}\n\n{prose()}\n")
    if r.random() < 0.5:
        file(f"chapters/02-{telling}.md", f"# {p.plain()}\n\n{prose()}\n")
    file("chapters/03-last.md", f"# {p.plain()}\n\n{prose()}\n")
    for n, about in enumerate(({"source": "open1"}, {"source": secret.key}, {"access": "restricted"})):
        file(f"layers/drawn{n}.geojson", _layer(p, about))
    file(f"layers/house-of-{telling}.geojson", _layer(p, {}))
    judged = [
        {
            "about": "person other: " + p.plain(),
            "verdict": "unsure",
            "by": p.plain(0.2),
            "when": "2026-01-01",
            "why": p.plain(),
        },
        {
            "about": "open",
            "verdict": "same",
            "by": "x",
            "when": "2026-01-01",
            "why": p.plain(1),
            "protected": "until 2031",
        },
        {"about": "finding S021 town", "verdict": "accepted", "by": "x", "when": "2026-01-01", "why": p.plain()},
    ]
    file("judgements.jsonl", "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in judged))
    return _pages(p, secret), p.planted


def _layer(p: Planter, about: dict[str, str]) -> str:
    """A layer of the map with a name and features some of which name somebody."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": p.plain() if n % 2 else f"{p.name()} {p.plain()}"},
            "geometry": {"type": "Point", "coordinates": [30 + n, 50]},
        }
        for n in range(4)
    ]
    return json.dumps({"type": "FeatureCollection", "name": p.plain(), **about, "features": features})


def _pages(p: Planter, secret: Secret) -> dict[str, tuple[Page, ...]]:
    pages: dict[str, tuple[Page, ...]] = {}
    for key in ("open1", "open2"):
        made = []
        for number in (1, 2):
            name = p.name() if p.shape.random() < 0.6 else "nobody"
            paragraphs = [" ".join(p.shape.choice(_OPEN) for _ in range(12)) for _ in range(3)]
            paragraphs[1] += f" {name} " + " ".join(p.shape.choice(_OPEN) for _ in range(6))
            starts, text = [], ""
            for paragraph in paragraphs:
                text += "\n\n" if text else ""
                starts.append(len(text))
                text += paragraph
            head = p.name() if p.shape.random() < 0.2 else ""
            made.append(Page(key, number, str(number), text, head, tuple(starts), 3 * number - 2, head=head))
        pages[key] = tuple(made)
    size = len(secret.text) // 2
    pages[secret.key] = tuple(
        Page(secret.key, n + 1, str(n + 1), " ".join(secret.text[n * size : (n + 1) * size]), "", (0,), n + 1)
        for n in (0, 1)
    )
    return pages


def examined(
    root: Path, pages: dict[str, tuple[Page, ...]]
) -> tuple[Examined, tuple[object, ...], Callable[[str], Sequence[Identified]]]:
    """The record of an archive with what machines would find in its texts, the parser's findings, the names."""
    record, parsed = read_record(root)
    holdings = {
        key: Holding(key, "pages", tuple(page.label for page in texts), 3 * len(texts)) for key, texts in pages.items()
    }
    quotations = tuple(_checked(record, pages))
    mentions = {key: tuple(_mentions(texts)) for key, texts in pages.items()}
    naming = Naming(
        tuple(
            Attestation(
                one.entity,
                key,
                1,
                {one.mention.surface: 1},
                Span(key, one.mention.page, one.mention.start, one.mention.end),
            )
            for key, found in mentions.items()
            for one in found
            if one.entity
        ),
        (),
        tuple(
            Unmatched(one.mention.surface, "person", {one.mention.surface: 1}, 1, (key,), ())
            for key, found in mentions.items()
            for one in found
            if not one.entity
        ),
    )
    return (
        replace(not_looked_through(verified(record, holdings=holdings, quotations=quotations)), naming=naming),
        parsed,
        lambda key: mentions.get(key, ()),
    )


def _checked(record: Record, pages: dict[str, tuple[Page, ...]]) -> Iterator[CheckedQuotation]:
    for statement in record.statements:
        for witness in statement.witnesses:
            key = witness.citation.source
            if key in pages and witness.quotation:
                page = pages[key][0]
                words = page.text[5:40]
                found = Verification(
                    witness.quotation,
                    "altered",
                    "as cited",
                    (),
                    (Span(key, 1, 5, 40),),
                    words,
                    (),
                    (),
                    (witness.quotation[:9],),
                )
                yield CheckedQuotation(statement.ref, witness, found)


def _mentions(pages: Sequence[Page]) -> Iterator[Identified]:
    for page in pages:
        for match in re.finditer(r"\b(?:people|teacher|river)\b", page.text):
            entity = {"people": "circle", "teacher": "other", "river": ""}[match[0]]
            yield Identified(
                Mention(page.source, page.sequence, *match.span(), match[0], "person", match[0], "model"),
                entity,
                "rule",
            )
        for match in re.finditer(r"\w*[А-ЯЁ]\w{3,}", page.text):
            yield Identified(
                Mention(page.source, page.sequence, *match.span(), match[0], "person", match[0], "model"),
                "secret0",
                "rule",
            )


def publish_archive(root: Path, shape: int, secret: Secret, *, language: str = "en") -> tuple[Path, int]:
    """Write an archive, publish it, and give the folder of the edition and how many secrets were planted."""
    pages, planted = write_archive(root / "archive", shape, secret)
    record, parsed, mentions_of = examined(root / "archive", pages)

    def pages_of(key: str) -> Sequence[Page]:
        return pages.get(key, ())

    told = betrayals(record, pages_of=pages_of, today=TODAY)
    criticism = criticise(record, found=(*parsed, *told))  # type: ignore[arg-type]
    from variorum.criticism.framework import checked

    out = root / "edition"
    whole = OwnersView(record, criticism.findings, criticism.silenced, pages_of=pages_of, mentions_of=mentions_of)
    opened = opened_in(language, whole, today=TODAY, recheck=checked)
    publish(opened, out=out, imprint=Imprint(language), explanations=manual())
    return out, planted


# ── the search ──────────────────────────────────────────────────────────────────────────────────────────────────────


def found_in(out: Path, secret: Secret) -> list[tuple[str, str]]:
    """Every secret found in any byte or name of an edition: the file, and what was found."""
    names = {form.casefold() for person in secret.people for form in (*person.surnames(), *person.in_other_script())}
    names |= {secret.key, " ".join(secret.title), *(_bare(form) for form in names)}
    runs = {tuple(secret.text[n : n + 5]) for n in range(len(secret.text) - 4)}
    found = []
    for path in sorted(out.rglob("*")):
        address = path.relative_to(out).as_posix()
        text = (
            address
            if not path.is_file() or path.suffix in (".woff2", ".js", ".css")
            else f"{address}\n{path.read_text('utf-8')}"
        )
        for seen in _ways_to_see(text):
            found += [(address, name) for name in names if name and name in seen]
            words = re.findall(r"[^\W_]+", seen)
            found += [
                (address, " ".join(run)) for n in range(len(words) - 4) if (run := tuple(words[n : n + 5])) in runs
            ]
    return found


def _ways_to_see(text: str) -> Iterator[str]:
    yield text.casefold()
    shown = html.unescape(unquote(html.unescape(re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text))))
    shown = shown.replace("\u00ad", "")
    yield shown.casefold()
    yield re.sub(r"<[^<>]*>", "", shown).casefold()
    yield re.sub(r"<[^<>]*>", " ", shown).casefold()
    yield re.sub(r"[*_`\\]|<[^<>]*>", "", shown).casefold()


def _bare(form: str) -> str:
    return re.sub(r"[^\w]", "", form.casefold())


def digest_of(out: Path) -> str:
    """A digest of every name and byte of an edition."""
    whole = sha256()
    for path in sorted(out.rglob("*")):
        whole.update(path.relative_to(out).as_posix().encode())
        if path.is_file():
            whole.update(path.read_bytes())
    return whole.hexdigest()
