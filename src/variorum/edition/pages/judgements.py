"""What people decided: findings set aside, and who is one with whom; each with who said so, when and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from variorum.edition.addresses import code_anchor, family_of
from variorum.edition.cleaning import shown, with_code
from variorum.edition.in_words import day_in_words
from variorum.edition.pages.findings import concerns
from variorum.edition.site import Sheet, Site
from variorum.edition.views import Cell, Column
from variorum.names.linking.judgements import parties
from variorum.record import AboutDossier, Judgement

SET_ASIDE = "findings/set-aside.html"
_ON_IDENTITY = ("same", "different", "unsure")


@dataclass(frozen=True, slots=True)
class JudgementView:
    """A judgement as a dossier shows it."""

    verdict: str
    sign: str
    about: str
    by: str
    when: str
    why: str


def set_aside_sheets(site: Site) -> Iterator[Sheet]:
    """The page of findings that a judgement has set aside, if there are any."""
    words = site.words
    if not site.opened.silenced:
        return
    rows = [
        [
            Cell(_code(finding.code)),
            Cell(with_code(words.said(finding.message)), language=words.tongue(finding.message)),
            Cell(Markup(" · ").join(concerns(site, finding, "../")) or "–"),
            Cell(judgement.why or "–"),
            Cell(judgement.by),
            Cell(day_in_words(judgement.when, words), judgement.when),
        ]
        for finding, judgement in site.opened.silenced
    ]
    yield site.sheet(
        SET_ASIDE,
        "list.html",
        title=words("findings.set-aside"),
        section="findings",
        kicker=words("nav.findings"),
        intro=words("findings.set-aside-intro"),
        columns=[
            Column(words(f"findings.{key}")) for key in ("code", "message", "concerns", "judged-why", "by", "judged-on")
        ],
        rows=rows,
        stacked=True,
        empty="",
        after="",
    )


def judgements_on(site: Site, identity: str) -> list[JudgementView]:
    """The judgements that stand on whether this one and others are the same, the newest on each matter."""
    newest: dict[str, Judgement] = {}
    for judgement in site.record.judgements:
        newest[judgement.about] = judgement
    return [
        JudgementView(
            site.words(f"judgement.{judgement.verdict}"),
            {"same": "=", "different": "≠", "unsure": "?"}[judgement.verdict],
            _subject_of(judgement.about),
            judgement.by,
            day_in_words(judgement.when, site.words),
            judgement.why,
        )
        for judgement in newest.values()
        if judgement.verdict in _ON_IDENTITY and identity in _named_in(judgement)
    ]


def _named_in(judgement: Judgement) -> frozenset[str]:
    """The ids of the dossiers that a judgement on who is who is about; none of one that is about something else."""
    if isinstance(matter := judgement.matter, AboutDossier):
        return frozenset({matter.dossier})
    sides = parties(judgement.about) or ()
    return frozenset(side.dossier for side in sides if side.dossier)


def _subject_of(about: str) -> str:
    """The matter in words: what stands after the colon, else all of it."""
    return about.partition(":")[2].strip() or about


def _code(code: str) -> Markup:
    return Markup('<a class="code" href="{}.html#{}">{}</a>').format(family_of(code), code_anchor(code), shown(code))
