"""What stands in the margin of a page besides what rests on it: who is named, and what its dates mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from variorum.dates.dating import Dating
from variorum.dates.days import civil_date
from variorum.dates.phrases import DatePhrase, find_dates
from variorum.edition.cleaning import shown
from variorum.edition.in_words import dating_in_words
from variorum.edition.site import Site
from variorum.edition.views import dossier_link
from variorum.evidence import Identified
from variorum.languages.registry import having, primary
from variorum.record import Page


def notes_on(site: Site, page: Page, root: str) -> Iterator[tuple[int, Markup]]:
    """The notes of a page, each with the offset at which it stands, in the order of the text.

    A person is told of where the page first names them, a date wherever its words say less than they mean.
    """
    notes = [*_names(site, page, root), *_dates(site, page)]
    yield from sorted(notes, key=lambda note: note[0])


def _names(site: Site, page: Page, root: str) -> Iterator[tuple[int, Markup]]:
    seen: set[tuple[str, ...]] = set()
    for one in site.named_on(page.source).get(page.sequence, ()):
        meant = (one.entity,) if one.entity else one.candidates
        known = tuple(each for each in meant if each in site.record.entities)
        if known and known not in seen:
            seen.add(known)
            yield one.mention.start, _who(site, one, known, root)


def _who(site: Site, one: Identified, known: Sequence[str], root: str) -> Markup:
    """A name and whom it names: a link, the kind, the years; both candidates where the matter is open."""
    told = Markup(" / ").join(_told(site, identity, root) for identity in known)
    sign = Markup("") if one.entity else Markup(' <span class="sub">{}</span>').format(site.words("room.open-name"))
    return Markup("<q>{}</q> {}{}").format(shown(one.mention.surface), told, sign)


def _told(site: Site, identity: str, root: str) -> Markup:
    entity = site.record.entities[identity]
    about = [*site.survey.of_subject.get(identity, ()), *site.survey.of_object.get(identity, ())]
    years = _years(statement.when for statement in about)
    kind = site.words(f"kind.{entity.kind}")
    remark = ", ".join(filter(None, (kind, years)))
    return Markup('{} <span class="sub">{}</span>').format(dossier_link(site, identity, root), shown(remark))


def _years(datings: Iterable[Dating | None]) -> str:
    """The first and the last year that these dates are sure of; empty where there are none."""
    days = [day for when in datings if when for day in (when.earliest_start, when.latest_end) if day is not None]
    years = sorted({civil_date(day)[0] for day in days})
    return "–".join(dict.fromkeys((str(years[0]), str(years[-1])))) if years else ""


def _dates(site: Site, page: Page) -> Iterator[tuple[int, Markup]]:
    seen: set[tuple[str, str]] = set()
    for one in dates_in(site, page):
        said, written = dating_in_words(one.dating, site.words), " ".join(one.phrase.split())
        edtf = one.dating.edtf
        says_it_all = said == edtf and edtf in written  # "1880 года" is 1880
        if edtf and not says_it_all and (written, said) not in seen:
            seen.add((written, said))
            alike = said.casefold() == written.casefold()
            meant = Markup("") if alike else Markup("{} ").format(shown(said))
            sub = Markup('<span class="sub">{}</span>').format(shown(edtf))
            yield one.start, Markup("<q>{}</q> = {}{}").format(shown(written), meant, sub)


def dates_in(site: Site, page: Page) -> list[DatePhrase]:
    """The date phrases of a page, read in the language of its source and told from the date of the source."""
    source = site.record.sources[page.source]
    told_from = source.composed or source.published
    spoken = primary(source.language) if source.language else ""
    return find_dates(
        page.text,
        language=spoken if spoken in having("dates") else None,
        calendar=site.record.settings.calendar,
        relative_to=told_from.edtf if told_from and told_from.edtf else None,
    )
