"""Front matter, sources, theses, chapters, settings, vocabulary and ledgers: what is read, and what mistakes cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.archive.front_matter import parse_front_matter
from variorum.archive.reading import read_record
from variorum.archive.relation_wordings import fold
from variorum.archive.text import TextFile, as_lines, decode
from variorum.archive.vocabulary import EXTENTS, KINDS, LIVES, THINGS, default_vocabulary, facet_of, wording_in
from variorum.record import Descent, NameForm, Original

SHA = "0123456789abcdef" * 4


def front(text: str):
    file = TextFile("x.md", as_lines(text))
    return parse_front_matter(file, 0, len(file.lines))


def plain(text: str) -> dict[str, object]:
    return {name: value.plain for name, value in front(text).fields.items()}


def test_every_scalar_stays_text():
    assert plain("a: no\nb: 1929-02-30\nc: 1928\nd: ~\ne: 0x1F\nf: 12:30\ng:") == {
        "a": "no",
        "b": "1929-02-30",
        "c": "1928",
        "d": "~",
        "e": "0x1F",
        "f": "12:30",
        "g": "",
    }


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("a: [[x]]", "[[x]]"),
        ('a: ["[[x]]", "[[y|Y]]"]', ["[[x]]", "[[y|Y]]"]),
        ("a: [[[x]], [[y]]]", ["[[x]]", "[[y]]"]),
        ("a:\n- [[x]]\n- b", ["[[x]]", "b"]),
        ("a: [[x]], [[y]]", ["[[x]]", "[[y]]"]),
    ],
)
def test_wikilinks_are_understood_quoted_and_not(line, value):
    assert plain(line) == {"a": value}


def test_one_bad_line_costs_that_line():
    found = front("a: 1\nthis is nothing\nb: [1, 2\nc: 3\n\td: 4\ne: 'open\nf: 6")
    assert {"a", "f"} <= found.fields.keys()
    assert found.fields["f"].plain == "6"
    assert {finding.code for finding in found.findings} == {"S002"}


def test_a_colon_in_a_text_is_read_as_text_and_noted():
    found = front("title: A life: its end\nkind: letter")
    assert found.fields["title"].plain == "A life: its end"
    assert found.fields["kind"].plain == "letter"
    assert [finding.severity.word for finding in found.findings] == ["warning"]


def test_a_key_given_twice_keeps_the_first_and_says_so():
    found = front("a: 1\nb: 2\na: 3")
    assert found.fields["a"].plain == "1"
    assert [(finding.code, finding.position.line) for finding in found.findings] == [("S002", 3)]


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &x [1, 2]\nb: [*x, *x, *x]",
        "a: " + "[" * 5000,
        "a: " + "{b: " * 200 + "}" * 200,
        "? [1, 2]\n: x",
        "a: !!python/object/apply:os.system ['true']",
        "a: \x00\x01",
        "--- a\n--- b",
        "a: " + "x" * 600_000,
    ],
)
def test_bombs_and_rubbish_are_refused_quietly(bomb):
    found = front(bomb + "\nlast: ok")
    assert found.fields.get("last") is None or found.fields["last"].plain == "ok"


SOURCE = f"""\
---
key: k
kind: letter
title: A letter
author: ["[[orlova]]", Somebody Else]
language: ru
composed: 1931-05
published: 1989
calendar: julian
standing: participant
derived-from: [a, b]
reply-to: c
pages: {{1: i, 13: "1"}}
access: redacted
original: {{file: k.txt, sha256: {SHA}}}
csl: {{type: book, publisher: "X: Y"}}
---

Notes, see [[orlova]].
"""


def test_a_source_is_read_whole(wrote):
    record, findings = wrote({"sources/k.md": SOURCE, "people/orlova.md": "---\nid: orlova\nname: Anna\n---\n"})
    assert findings == ()
    source = record.sources["k"]
    assert (source.kind, source.title, source.language, source.standing) == ("letter", "A letter", "ru", "participant")
    assert source.authors == ("orlova", "Somebody Else")
    assert source.composed.calendar == "julian"
    assert source.lineage == (Descent("derived-from", "a"), Descent("derived-from", "b"), Descent("reply-to", "c"))
    assert dict(source.numbering) == {1: "i", 13: "1"}
    assert source.access == "redacted"
    assert source.original == Original("k.txt", SHA)
    assert dict(source.csl) == {"type": "book", "publisher": "X: Y"}
    assert source.notes == "Notes, see [[orlova]]."


@pytest.mark.parametrize(
    "line", ["access: restrcted", "acess: restricted", "access: [restricted", "access: &a restricted", "Access: closed"]
)
def test_a_mistake_about_access_hides_a_source_and_never_discloses_it(wrote, line):
    record, findings = wrote({"sources/k.md": f"---\nkey: k\ntitle: T\n{line}\n---\n"})
    assert record.sources["k"].access == "restricted"
    assert findings


def test_an_unclosed_front_matter_hides_a_source(wrote):
    record, findings = wrote({"sources/k.md": "---\nkey: k\ntitle: T\n\nProse.\n"})
    assert record.sources["k"].access == "restricted"
    assert "S002" in {finding.code for finding in findings}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("kind: reveiw", "S012"),
        ("standing: eyewitnes", "S012"),
        ("pages: {x: y}", "S012"),
        ("original: {file: ../../secret, sha256: 0}", "S012"),
        ("published: 21.12.2019", "S011"),
        ("csl: text", "S012"),
    ],
)
def test_a_value_that_is_not_allowed_is_a_finding_with_its_place(wrote, line, code):
    record, findings = wrote({"sources/k.md": f"---\nkey: k\n{line}\n---\n"})
    assert code in [finding.code for finding in findings]
    assert all(finding.position.line == 3 and finding.excerpt == line for finding in findings if finding.code == code)
    assert record.sources["k"].original is None


def test_pages_none_is_kept(wrote):
    record, _ = wrote({"sources/k.md": "---\nkey: k\npages: none\n---\n"})
    assert record.sources["k"].unpaged


def test_an_entity_keeps_its_forms_and_whatever_else_is_said(wrote):
    record, findings = wrote(
        {
            "people/o.md": """\
            ---
            id: o
            name: Anna Orlova
            names: [Анна Орлова, {form: A. Orlova, language: en, source: k}]
            same-as: "wikidata:Q1"
            tags: [printers]
            ---
            """
        }
    )
    assert findings == ()
    entity = record.entities["o"]
    assert entity.names == (NameForm("Анна Орлова"), NameForm("A. Orlova", language="en", source="k"))
    assert entity.same_as == ("wikidata:Q1",)
    assert entity.attributes["tags"] == ["printers"]


def test_prose_gives_citations_links_and_block_quotes_but_not_code(wrote):
    record, findings = wrote(
        {
            "people/o.md": """\
            ---
            id: o
            name: O
            ---
            So says [see @a, p. 3; also @b, pp. 4-5] of [[o|her]], and @c [p. 9] too; not mail@d.e, nor `[@code]`.
            <!-- [@comment] [[comment]] --> ![[picture.png]] [@label](http://example.org)

            > her very words
            > over lines [@f, § 2]

            ```
            [@fenced] [[fenced]]
            ```
            """
        }
    )
    assert findings == ()
    prose = record.entities["o"].prose
    assert [(c.citation.source, c.quotation) for c in prose.citations] == [
        ("a", None),
        ("b", None),
        ("c", None),
        ("f", "her very words\nover lines"),
    ]
    assert [(link.target, link.position.line) for link in prose.links] == [("o", 5)]
    assert prose.citations[0].citation.locator.first == "3"


def test_links_that_lead_nowhere_are_found_everywhere(wrote):
    dossier = "---\nid: o\nname: O\nfriend: '[[frend]]'\n---\n[[Ox]]\n\n## Statements\n\n- met [[fiend]] ^x\n"
    _, findings = wrote(
        {
            "people/o.md": dossier,
            "people/friend.md": "---\nid: friend\nname: F\n---\n",
            "theses/t.md": "---\nid: t\nname: T\nrivals: [u]\n---\n\n## Evidence\n\n- expects [[o#^y]]\n",
        }
    )
    found = sorted((f.code, f.position.file, f.position.line) for f in findings)
    assert found == [
        ("S005", "people/o.md", 4),
        ("S005", "people/o.md", 6),
        ("S005", "people/o.md", 10),
        ("S005", "theses/t.md", 4),
        ("S006", "theses/t.md", 9),
    ]
    assert "friend" in next(f.remedy for f in findings if f.position.line == 10)


def test_ids_match_after_nfc_and_by_case(wrote):
    decomposed = "й"
    record, findings = wrote(
        {
            f"people/{decomposed}.md".encode().decode(): f"---\nid: {decomposed}\nname: N\n---\n",
            "people/b.md": "---\nid: b\nname: B\n---\n[[й]] [[Й]]\n",
        }
    )
    assert "й" in record.entities
    assert [f.message for f in findings if f.code == "S005"] == ["There is no dossier “Й” in the archive."]


def test_a_thesis_is_read_with_its_evidence(wrote):
    record, findings = wrote(
        {
            "people/o.md": "---\nid: o\nname: O\n---\n\n## Statements\n\n- arrested ^x\n",
            "theses/t.md": """\
            ---
            id: t
            name: The thesis
            question: why
            held-by: ["[[o]]"]
            ---
            Because.

            ## Evidence

            - expects strongly [[o#^x]]
            - forbids [[o#^x|that]]
            - is silent on [[o#^x]]
            - молчит о [[o#^x]]
            - hopes for [[o#^x]]
            """,
        }
    )
    assert [(f.code, f.position.line) for f in findings] == [("S014", 15)]
    thesis = record.theses["t"]
    assert (thesis.question, thesis.held_by, thesis.prose.text) == ("why", ("o",), "Because.")
    assert [(e.bearing, e.strongly, e.statement) for e in thesis.evidence] == [
        ("expects", True, "o#^x"),
        ("forbids", False, "o#^x"),
        ("silent on", False, "o#^x"),
        ("silent on", False, "o#^x"),
    ]


def test_chapters_come_in_the_order_of_their_numbers(wrote):
    record, findings = wrote({"chapters/10-z.md": "# Last\n", "chapters/02-a.md": "---\ntitle: First\n---\nText\n"})
    assert findings == ()
    assert [(c.id, c.number, c.title) for c in record.chapters] == [("a", "02", "First"), ("z", "10", "Last")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("final", [True, False])
def test_line_ends_byte_order_mark_and_final_line_end_do_not_matter(wrote, line_end, mark, final):
    text = "---\nid: o\nname: O\n---\n\n## Statements\n\n- arrested ^x\n  > words\n  > go on [@a, p. 1]"
    raw = mark + (text + ("\n" if final else "")).replace("\n", line_end).encode()
    record, findings = wrote({"people/o.md": raw})
    assert findings == ()
    assert record.statements[0].witnesses[0].quotation == "words\ngo on"


@pytest.mark.parametrize(
    "raw", [b"\xff\xfeo\0", b"a\0b", b"\xfe\xff", b"---\nid: \xe9\nname: \xff\n---\n", b"", b"---", b"---\n---"]
)
def test_what_is_not_text_is_a_finding_and_the_rest_is_read(wrote, raw):
    record, findings = wrote({"people/o.md": raw, "people/p.md": "---\nid: p\nname: P\n---\n"})
    assert "p" in record.entities
    assert {f.code for f in findings} & {"S001", "S018"}


def test_a_stray_byte_costs_its_character():
    text, findings = decode("x.md", "один\n".encode() + b"two \xe4\n" + "три".encode())
    assert text is not None
    assert text.lines == ("один", "two �", "три")
    assert [(f.code, f.position.line, f.position.column) for f in findings] == [("S001", 2, 5)]


def test_an_id_taken_twice_leaves_the_second_out(wrote):
    record, findings = wrote({"people/a.md": "---\nid: a\nname: A\n---\n", "sources/a.md": "---\nkey: a\n---\n"})
    assert [f.code for f in findings] == ["S007"]
    assert "a" in record.entities
    assert "a" not in record.sources


def test_an_id_that_differs_from_the_file_is_noted_and_counts(wrote):
    record, findings = wrote({"people/a.md": "---\nid: b\nname: A\n---\n"})
    assert [f.code for f in findings] == ["S013"]
    assert "b" in record.entities


def test_strange_files_and_folders_are_noted_and_left_alone(wrote):
    _, findings = wrote(
        {"Poeple/a.md": "x", "people/picture.jpg": b"\xff", "notes of mine.txt": "x", ".hidden/x.md": "x"}
    )
    assert [(f.code, f.position.file) for f in findings] == [
        ("S017", "Poeple/"),
        ("S017", "notes of mine.txt"),
        ("S017", "people/picture.jpg"),
    ]
    assert "people" in findings[0].remedy


def test_broken_settings_keep_their_defaults_line_by_line(wrote):
    lines = [
        'title = "T"',
        'languages = ["ru"',
        'calendar = "mayan"',
        'tilte = "x"',
        "[checks]",
        "W302 = false",
        'W301 = "off"',
    ]
    record, findings = wrote({"variorum.toml": "\n".join(lines)})
    assert record.settings.title == "T"
    assert record.settings.calendar == "gregorian"
    assert {f.code for f in findings} == {"S020"}
    assert record.settings.checks == {"W302": False}


def test_settings_put_questions_in_words_and_tell_of_those_without(wrote):
    lines = ["[questions]", 'why-lipniagi = "Why  did Lipniagi rise?"', "who = 3", 'what = " "']
    record, findings = wrote({"variorum.toml": "\n".join(lines)})
    assert record.settings.questions == {"why-lipniagi": "Why did Lipniagi rise?"}
    assert [(f.code, f.position.line) for f in findings] == [("S020", 3), ("S020", 4)]
    assert wrote({"variorum.toml": 'questions = "why"'})[0].settings.questions == {}


def test_a_ledger_passes_over_a_torn_line(wrote):
    good = '{"about": "a = b", "verdict": "same", "by": "x", "when": "2026-01-01", "why": "y", "digests": {"t": "1"}}'
    record, findings = wrote({"judgements.jsonl": f"{good}\n[]\n{{}}\n{good[:30]}"})
    assert [judgement.about for judgement in record.judgements] == ["a = b"]
    assert dict(record.judgements[0].digests) == {"t": "1"}
    assert [(f.code, f.position.line) for f in findings] == [("S015", 2), ("S015", 3), ("S015", 4)]


# ── the vocabulary ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("relation", default_vocabulary().relations.values(), ids=lambda relation: relation.name)
def test_every_relation_of_the_default_vocabulary_is_complete(relation):
    vocabulary = default_vocabulary()
    facets = {(facet.kind, facet.name) for facet in vocabulary.facets}
    for labels in (relation.labels, relation.inverse):
        assert labels.get("en")
        assert labels.get("ru")
    assert relation.domain
    assert relation.range
    assert set(relation.domain) <= set(KINDS)
    assert set(relation.range) <= set(THINGS)
    assert relation.extent in EXTENTS
    assert relation.life in LIVES
    assert relation.object_life in LIVES
    for named in (*relation.begins, *relation.ends, *relation.after):
        assert named in vocabulary.relations
    for opened in (*relation.begins, *relation.ends):
        assert vocabulary.relations[opened].extent == "span"
    for kind in relation.domain:
        assert (kind, facet_of(relation, kind)) in facets
    for kind in set(relation.range) & set(KINDS):
        assert (kind, facet_of(relation, kind, inverse=True)) in facets


def test_the_default_vocabulary_is_large_and_no_wording_means_two_things():
    vocabulary = default_vocabulary()
    assert len(vocabulary.relations) >= 90
    owner: dict[str, str] = {}
    for relation in vocabulary.relations.values():
        for wording in (relation.name, *relation.labels.values(), *relation.also):
            assert owner.setdefault(fold(wording), relation.name) == relation.name
    for name in ("proposed", "predicted", "came about as", "counted", "founded", "wrote", "expelled from", "member of"):
        assert name in vocabulary.relations


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("person", ["life", "work", "programme", "associates", "writings", "attitudes", "repression", "fate"]),
        ("group", ["people", "programme", "documents", "contacts", "origin", "attitudes", "repression"]),
        ("work", ["making", "content", "hands", "reception"]),
    ],
)
def test_dossiers_have_the_facets_agreed_on(kind, names):
    facets = [facet for facet in default_vocabulary().facets if facet.kind == kind]
    assert [facet.name for facet in facets] == names
    assert all(facet.labels["en"] and facet.labels["ru"] for facet in facets)


def test_an_archive_adds_relations_and_changes_single_fields(wrote):
    record, findings = wrote(
        {
            "vocabulary.toml": """\
            [facets.person]
            finances = { en = "Finances", ru = "Деньги" }

            [relations."lent money to"]
            facet = "finances"
            en = "lent money to"
            domain = ["person"]
            range = ["person"]

            [relations."founded"]
            also = ["dreamt up"]
            """,
            "people/a.md": "---\nid: a\nname: A\n---\n\n## Statements\n\n- lent money to [[a]]\n- dreamt up [[a]]\n",
        }
    )
    assert findings == ()
    assert [statement.relation for statement in record.statements] == ["lent money to", "founded"]
    assert record.vocabulary.relations["founded"].labels["ru"]
    assert any(facet.name == "finances" for facet in record.vocabulary.facets)


def test_a_further_wording_is_in_the_language_that_the_archive_says_and_is_shown_so(wrote):
    record, findings = wrote(
        {
            "vocabulary.toml": """\
            [relations."founded"]
            also = { de = ["rief ins Leben"], en = ["dreamt up"] }
            """,
            "people/a.md": "---\nid: a\nname: A\n---\n\n## Statements\n\n- rief ins Leben [[a]]\n- dreamt up [[a]]\n",
        }
    )
    assert findings == ()
    relation = record.vocabulary.relations["founded"]
    german, english = record.statements
    assert [wording_in(relation, german, code) for code in ("de", "en")] == ["rief ins Leben", "founded"]
    assert [wording_in(relation, english, code) for code in ("de", "en")] == [relation.labels["de"], "dreamt up"]


def test_a_broken_vocabulary_costs_its_entries(wrote):
    record, findings = wrote(
        {
            "vocabulary.toml": """\
            [relations."a"]
            facet = "no such"
            ends = ["nothing"]
            domain = ["persno"]
            extent = "long"
            en = 5

            [relations."b"]
            facett = "life"

            [relations."c"
            """
        }
    )
    assert {finding.code for finding in findings} == {"S019"}
    assert len(findings) >= 6
    assert "founded" in record.vocabulary.relations
    assert any(finding.position.line == 1 for finding in findings)


def test_a_source_named_notes_is_no_readme(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "variorum.toml").write_text('title = "x"\n', "utf-8")
    (tmp_path / "sources" / "notes.md").write_text("---\nkey: notes\ntitle: Notes\n---\n", "utf-8")
    (tmp_path / "sources" / "README.md").write_text("# Sources\n\nA welcome.\n", "utf-8")
    record, findings = read_record(tmp_path)
    assert list(record.sources) == ["notes"]
    assert findings == ()
