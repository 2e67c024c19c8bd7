"""Theses: each on its page, and those that answer one question side by side over the same statements.

A cell says what a thesis expects and, from the stances of the witnesses alone, whether the sources bear that out,
speak against it or disagree. Nothing is weighed or summed up: that is the reader's part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.argument.claims import Claims
from variorum.argument.evidence import Evidence
from variorum.edition.addresses import root_from
from variorum.edition.cleaning import shown
from variorum.edition.pages.argument import has_argument
from variorum.edition.pages.argument_map import argument_map
from variorum.edition.pages.questions import argued, claims_of
from variorum.edition.pages.rivals import rival_view
from variorum.edition.prose import set_prose
from variorum.edition.site import Sheet, Site
from variorum.edition.verdicts import TONES, VerdictSign, verdict_of
from variorum.edition.views import linked, statement_link
from variorum.record import Expectation, Statement, Thesis, Witness
from variorum.stemma.lineage import counting

_SIGNS = {"expects": "+", "sits-ill": "−", "forbids": "−−", "silent": "○"}


@dataclass(frozen=True, slots=True)
class ThesisCell:
    """What a thesis says of one statement, and how the sources answer."""

    word: str
    sign: str
    tone: str
    weighed: str


@dataclass(frozen=True, slots=True)
class ThesisView:
    """A thesis in a list or at the head of a column."""

    address: str
    name: str
    held_by: Markup
    prose: Markup


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One statement under the theses that bear on it."""

    statement: Markup
    bearing: ThesisCell
    bearings: tuple[ThesisCell, ...]
    said: str
    verdicts: tuple[VerdictSign, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question and the theses that answer it."""

    label: str
    address: str
    theses: tuple[ThesisView, ...]


def thesis_sheets(site: Site) -> Iterator[Sheet]:
    """The index of theses, a page per question, a page per thesis."""
    grouped = by_question(site)
    yield site.sheet(
        "theses/index.html",
        "theses.html",
        title=site.words("nav.theses"),
        section="thesis",
        questions=[
            QuestionView(
                question_label(site, question),
                site.addresses.questions.get(question, ""),
                tuple(_view(site, thesis, "../") for thesis in theses),
            )
            for question, theses in grouped.items()
        ],
        further=[(site.words(label), address) for label, address in has_argument(site)],
    )
    for question, theses in grouped.items():
        if question:
            yield _question(site, question, theses)
    claims = Claims(Evidence(site.record))
    for thesis in site.record.theses.values():
        yield from _thesis(site, thesis, claims)


def thesis_sheet(site: Site, identity: str) -> Sheet:
    """The page of one thesis alone."""
    return next(_thesis(site, site.record.theses[identity], Claims(Evidence(site.record))))


def by_question(site: Site) -> Mapping[str, list[Thesis]]:
    """Theses by the question that they answer; those without one last, under an empty one."""
    grouped: dict[str, list[Thesis]] = {}
    for thesis in sorted(site.record.theses.values(), key=lambda each: (not each.question, each.question, each.name)):
        grouped.setdefault(thesis.question, []).append(thesis)
    return grouped


def question_label(site: Site, question: str) -> str:
    """A question as readers see it: in the words of the settings, or its id without hyphens."""
    if not question:
        return site.words("thesis.no-question")
    if asked := site.record.settings.questions.get(question):
        return asked
    label = question if " " in question else question.replace("-", " ")
    return label[:1].upper() + label[1:]


def _view(site: Site, thesis: Thesis, root: str, *, with_prose: bool = False) -> ThesisView:
    held = linked(site, thesis.held_by, root)
    prose = set_prose(site, thesis.prose, thesis.position.file, root) if with_prose else Markup("")
    return ThesisView(site.addresses.theses[thesis.id], thesis.name or thesis.id, held, prose)


def _question(site: Site, question: str, theses: Sequence[Thesis]) -> Sheet:
    address = site.addresses.questions[question]
    root = root_from(address)
    refs = dict.fromkeys(expectation.statement for thesis in theses for expectation in thesis.evidence)
    return site.sheet(
        address,
        "question.html",
        title=question_label(site, question),
        section="thesis",
        theses=[_view(site, thesis, root, with_prose=True) for thesis in theses],
        rows=[_row(site, ref, [_expectation(thesis, ref) for thesis in theses], root) for ref in refs],
        rivals=rival_view(site, theses, root),
        argued=argued(site, question, root),
    )


def _expectation(thesis: Thesis, ref: str) -> Expectation | None:
    return next((expectation for expectation in thesis.evidence if expectation.statement == ref), None)


def _row(site: Site, ref: str, expectations: Sequence[Expectation | None], root: str) -> EvidenceRow:
    statement = site.survey.statements.get(ref)
    bearings = tuple(_bearing(site, expectation, statement) for expectation in expectations)
    return EvidenceRow(
        statement_link(site, statement, root) if statement else shown(f"{ref} ({site.words('thesis.missing')})"),
        bearings[0],
        bearings,
        _said(site, statement),
        _verdicts(site, statement) if statement else (),
    )


def _bearing(site: Site, expectation: Expectation | None, statement: Statement | None) -> ThesisCell:
    if expectation is None:
        return ThesisCell(site.words("thesis.nothing"), "·", "none", "")
    word = expectation.bearing.partition(" ")[0]
    kind = "sits-ill" if word == "sits" else word if word in _SIGNS else "silent"
    key = f"thesis.{kind}-strongly" if expectation.strongly else f"thesis.{kind}"
    answer = _answer(site, statement) if kind != "silent" else ""
    if answer in ("supported", "contradicted") and kind in ("forbids", "sits-ill"):
        answer = "contradicted" if answer == "supported" else "supported"
    tone = {"supported": "good", "contradicted": "bad", "contested": "doubt", "unproven": "doubt"}.get(answer, "plain")
    return ThesisCell(
        site.words(key),
        _SIGNS[kind] * (2 if expectation.strongly and kind == "expects" else 1),
        tone,
        site.words(f"thesis.{answer}") if answer else "",
    )


def _answer(site: Site, statement: Statement | None) -> str:
    """Whether the witnesses affirm the statement, deny it, or both; hearsay and doubt decide nothing.

    Only a witness whose words were found as quoted, or marked as changed, can bear anything out.
    """
    if statement is None:
        return ""
    stances = {witness.stance for witness in statement.witnesses if _holds(site, statement, witness)}
    if "affirms" in stances:
        return "contested" if "denies" in stances else "supported"
    if "denies" in stances:
        return "contradicted"
    return "unproven" if any(w.stance in ("affirms", "denies") for w in statement.witnesses) else ""


def _holds(site: Site, statement: Statement, witness: Witness) -> bool:
    checked = site.survey.checked.get(witness.id(statement.ref))
    return checked is not None and checked.verification.verdict in ("verbatim", "marked")


def _said(site: Site, statement: Statement | None) -> str:
    if statement is None or not statement.witnesses:
        return site.words("thesis.unwitnessed")
    against = sum(witness.stance == "denies" for witness in statement.witnesses)
    other = [w for w in statement.witnesses if w.stance not in ("affirms", "denies")]
    agree = len(statement.witnesses) - against - len(other)
    parts = [site.words("thesis.says", n=agree)] if agree else []
    legs = counting(site.record).of(statement, stances=("affirms",))
    if agree > legs.independent > 0:
        parts.append(site.words("attested.independently", n=legs.independent))
    parts += [site.words("thesis.denies", n=against)] if against else []
    return ", ".join([*parts, *(site.words(f"stance.{witness.stance}") for witness in other)])


def _verdicts(site: Site, statement: Statement) -> tuple[VerdictSign, ...]:
    """The verdicts of a statement's quotations that a reader should know of before leaning on it."""
    checks = [site.survey.checked.get(w.id(statement.ref)) for w in statement.witnesses if w.quotation]
    verdicts = {verdict.name: verdict for verdict in (verdict_of(check, site.words) for check in checks)}
    return tuple(verdict for verdict in verdicts.values() if TONES[verdict.name] != "good")


def _thesis(site: Site, thesis: Thesis, claims: Claims) -> Iterator[Sheet]:
    """The page of a thesis and, where its claims stand on anything, their picture as a file of its own."""
    address = site.addresses.theses[thesis.id]
    root = root_from(address)
    question = Markup("")
    if thesis.question:
        question = Markup('<a href="{}{}">{}</a>').format(
            root, site.addresses.questions[thesis.question], shown(question_label(site, thesis.question))
        )
    rivals = linked(site, thesis.rivals, root)
    found = site.survey.found_about.get(thesis.id, ()) + site.survey.found_in_file.get(thesis.position.file, ())
    drawn, picture = argument_map(site, thesis, claims, root), address.removesuffix(".html") + ".svg"
    yield site.sheet(
        address,
        "thesis.html",
        title=thesis.name or thesis.id,
        section="thesis",
        question=question,
        held_by=linked(site, thesis.held_by, root),
        rivals=rivals,
        findings=found,
        prose=set_prose(site, thesis.prose, thesis.position.file, root) if thesis.prose.text.strip() else "",
        evidence=[_row(site, each.statement, [each], root) for each in thesis.evidence],
        claims=claims_of(site, thesis, claims, root),
        answers=thesis.answers,
        drawn=drawn,
        picture=picture,
    )
    if drawn is not None:
        yield site.sheet(picture, "argument_map.svg", section="thesis", title=thesis.name or thesis.id, drawn=drawn)
