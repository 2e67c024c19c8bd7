"""A historian's Markdown as HTML, with its links and citations made live.

CommonMark by markdown-it-py with HTML switched off: markup in the text is shown as text. Two rules are added,
`[[links]]` and `[@citations]`. Links lead to the edition's own pages or, by http, https and mailto, out of it; images
are not loaded, since an edition must not call on other machines.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markupsafe import Markup

from variorum.archive.citations import BRACKET, BracketCitation, parse_bracket
from variorum.archive.prose import without_comments
from variorum.archive.running_quotations import notes_of
from variorum.disclosure.openness import NAMELESS
from variorum.edition.addresses import claim_anchor
from variorum.edition.citing.notes import Notes
from variorum.edition.cleaning import clean, shown, with_code
from variorum.edition.site import Site
from variorum.edition.verdicts import remarks_on, verdict_of
from variorum.edition.views import citation_link, dossier_link, statement_link
from variorum.examined import CheckedQuotation
from variorum.record import Chapter, Citation, Prose

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_SCHEMES = ("http://", "https://", "mailto:")
_STOPS = re.compile(r"[.,;:!?…]+[”’\")]*")
_NOTE_MARK = re.compile(r"\[\^([^\]\s^]{1,60})\](?!:)")
_DEFINITION = re.compile(r"^\[\^([^\]\s^]{1,60})\]:[ \t]+(\S.*(?:\n(?![ \t]*$|\[\^).+)*)\n?", re.MULTILINE)
_DEEPEST = 60  # blocks within blocks; CommonMark sets no bound, the stack does


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: its number and what it says."""

    number: int
    text: Markup


@dataclass(slots=True)
class _Setting:
    """One text being set: where it stands, and the checks of its block quotations still to be placed."""

    site: Site
    root: str
    checks: deque[CheckedQuotation]
    running: deque[CheckedQuotation]
    write_note: Callable[[Sequence[Citation]], int] | None
    cite: Callable[[Sequence[Citation]], Markup] | None = None  # citations within a note of the writer's own
    notes: list[Footnote] = field(default_factory=list)
    own_notes: dict[str, str] = field(default_factory=dict)  # the writer's own, by their label
    is_in_note: bool = False


def set_prose(site: Site, prose: Prose, file: str, root: str) -> Markup:
    """Prose with its citations in the text itself, for dossiers; its highest heading is one of the third level."""
    return _set(prose.text, _Setting(site, root, *_checks(site, prose, file), None), 3)


def set_chapter(site: Site, chapter: Chapter, root: str, notes: Notes) -> tuple[Markup, tuple[Footnote, ...]]:
    """A chapter with its citations as footnotes, and the footnotes: these and the writer's own, in one row."""
    prose, title = chapter.prose, chapter.title
    setting = _Setting(site, root, *_checks(site, prose, chapter.position.file), None)
    missing = Markup("<em>{}</em>").format(site.words("closed.note"))

    def write_note(citations: Sequence[Citation]) -> int:
        text = notes.write(citations, missing)
        setting.notes.append(Footnote(len(setting.notes) + 1, text + _ways_in(site, citations, root)))
        return len(setting.notes)

    setting.write_note = write_note
    setting.cite = lambda citations: notes.write(citations, missing, closed=False)
    return _set(_without_title(prose.text, title), setting, 2), tuple(setting.notes)


def _without_title(text: str, title: str) -> str:
    """The text without a first heading that only repeats the chapter's title."""
    first, _, rest = text.lstrip().partition("\n")
    return rest if first.startswith("# ") and first[2:].strip() == title.strip() else text


def _ways_in(site: Site, citations: Sequence[Citation], root: str) -> Markup:
    """Links from a note to the pages that it cites."""
    links = Markup("")
    for citation in citations:
        address = site.places.of_citation(citation)
        if address:
            links += Markup(' <a class="to-source" href="{}{}" aria-label="{}">↗</a>').format(
                root, address, site.words("note.to-source", source=clean(site.named(citation.checked_in.source)))
            )
    return links


def _checks(site: Site, prose: Prose, file: str) -> tuple[deque[CheckedQuotation], deque[CheckedQuotation]]:
    """The checks of a file's block quotations, and those of the quotations in its text, each in order."""
    found = [checked for checked in site.record.quotations if checked.statement == file] if file else []
    found.sort(key=lambda checked: (checked.witness.position.line, checked.witness.position.column))
    running = {(one.position, one.quotation) for one in prose.running}
    parted: tuple[deque[CheckedQuotation], deque[CheckedQuotation]] = (deque(), deque())
    for checked in found:
        parted[(checked.witness.position, checked.witness.quotation) in running].append(checked)
    return parted


def _set(text: str, setting: _Setting, top: int) -> Markup:
    text, setting.own_notes = _without_definitions(clean(without_comments(text)))
    environment = {"setting": setting}
    tokens = _markdown().parse(text, environment)
    _level_headings(tokens, top)
    _mark_quotations(tokens, setting)
    if setting.write_note:
        _close_up(tokens, after_stops=setting.site.style.after_stops)
    rendered = _markdown().renderer.render(tokens, _markdown().options, environment)  # HTML off, rules escape
    return Markup(rendered)  # noqa: S704


class _Markdown(MarkdownIt):
    """Markdown whose links lead to the Web or write a mail, and nowhere else."""

    def validateLink(self, url: str) -> bool:
        """Whether what is written as a link becomes one."""
        return url.strip().lower().startswith(_SCHEMES)


@cache
def _markdown() -> MarkdownIt:
    markdown = _Markdown("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable("table")
    markdown.disable(["image", "html_block", "html_inline"])
    markdown.inline.ruler.before("link", "dossier_link", _dossier_link)
    markdown.inline.ruler.before("link", "citations", _citations)
    markdown.inline.ruler.before("link", "own_note", _own_note)
    markdown.add_render_rule("dossier_link", _render_link)
    markdown.add_render_rule("citations", _render_citations)
    markdown.add_render_rule("own_note", _render_own_note)
    return markdown


def _dossier_link(state: StateInline, silent: bool) -> bool:
    """`[[target#^block|text]]`, as Obsidian writes it."""
    source, start = state.src, state.pos
    if not source.startswith("[[", start):
        return False
    end = source.find("]]", start, start + 500)
    if end < 0 or "\n" in source[start:end] or not source[start + 2 : end].strip():
        return False
    if not silent:
        token = state.push("dossier_link", "", 0)
        token.content = source[start + 2 : end]
    state.pos = end + 2
    return True


def _citations(state: StateInline, silent: bool) -> bool:
    """`[@key, p. 59; @other, § 3]`, as Pandoc writes it."""
    if state.src[state.pos] != "[":
        return False
    match = BRACKET.match(state.src, state.pos, state.posMax)
    cited = parse_bracket(match["inside"]) if match else []
    if match is None or not cited:
        return False
    if not silent:
        token = state.push("citations", "", 0)
        token.meta = {"cited": cited}
    state.pos = match.end()
    return True


def _render_link(
    _renderer: object, tokens: Sequence[Token], index: int, _options: object, environment: dict[str, _Setting]
) -> str:
    setting = environment["setting"]
    target, _, label = tokens[index].content.partition("|")
    identity, _, block = target.strip().partition("#")
    identity = identity.strip().rpartition("/")[2]
    if identity == NAMELESS:
        return shown(label.strip() or setting.site.words("closed.source"))
    if block:
        statement = setting.site.survey.statements.get(f"{identity}#{block}")
        if statement is not None and not label:
            return statement_link(setting.site, statement, setting.root)
        if claim := _claim_link(setting, f"{identity}#{block}", label.strip()):
            return claim
    return dossier_link(setting.site, identity, setting.root, label=label.strip())


def _claim_link(setting: _Setting, ref: str, label: str) -> Markup:
    """A claim of a thesis in its own words, linked to where the thesis argues it; empty where there is none."""
    identity = ref.partition("#")[0]
    thesis = setting.site.record.theses.get(identity)
    claim = next((one for one in thesis.claims if one.ref == ref), None) if thesis else None
    if claim is None:
        return Markup("")
    address = f"{setting.site.addresses.theses[identity]}#{claim_anchor(ref)}"
    return Markup('<a href="{}{}">{}</a>').format(setting.root, address, shown(label or claim.text.rstrip(".")))


def _render_citations(
    _renderer: object, tokens: Sequence[Token], index: int, _options: object, environment: dict[str, _Setting]
) -> str:
    setting = environment["setting"]
    cited: list[BracketCitation] = tokens[index].meta["cited"]
    quoting = tokens[index].meta.get("quoting")
    verdict = _verdict_here(setting, cited) if quoting else _running_verdicts(setting, [one.citation for one in cited])
    if setting.is_in_note and setting.cite:
        return setting.cite([one.citation for one in cited])
    if setting.write_note:
        number = setting.write_note([one.citation for one in cited])
        reference = _reference(setting, number)
        before = shown(tokens[index].meta.get("before", ""))
        return Markup("{}{}{}").format(before, reference, verdict)
    return Markup("<cite>({})</cite>{}").format(_inline(setting, cited), verdict)


def _reference(setting: _Setting, number: int) -> Markup:
    return Markup(
        '<sup><a class="note-ref" id="r{0}" href="#n{0}" role="doc-noteref" aria-label="{1}">{0}</a></sup>'
    ).format(number, setting.site.words("note.number", n=number))


def _without_definitions(text: str) -> tuple[str, dict[str, str]]:
    """The text without the writer's own footnotes (`[^1]: …`), and these by their label."""
    notes = {match[1]: " ".join(match[2].split()) for match in _DEFINITION.finditer(text)}
    return (_DEFINITION.sub("", text) if notes else text), notes


def _own_note(state: StateInline, silent: bool) -> bool:
    """`[^1]`, where the text has a note of that label."""
    match = _NOTE_MARK.match(state.src, state.pos, state.posMax)
    if match is None or match[1] not in state.env["setting"].own_notes:
        return False
    if not silent:
        state.push("own_note", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _render_own_note(
    _renderer: object, tokens: Sequence[Token], index: int, _options: object, environment: dict[str, _Setting]
) -> str:
    """A note of the writer's own: a footnote in a chapter, in brackets elsewhere; within a note, only a mark."""
    setting = environment["setting"]
    label = tokens[index].content
    if setting.is_in_note:
        return shown(f"[^{label}]")
    number = len(setting.notes) + 1
    verdict = _running_verdicts(setting, notes_of(f"[^{label}]: {setting.own_notes[label]}").get(label, ()))
    if setting.write_note:
        setting.notes.append(Footnote(number, Markup("")))
    setting.is_in_note = True
    rendered = _markdown().renderInline(setting.own_notes[label], environment)  # HTML is off
    setting.is_in_note = False
    text = Markup(rendered)  # noqa: S704
    if not setting.write_note:
        return Markup(' <span class="aside">({})</span>{}').format(text, verdict)
    setting.notes[number - 1] = Footnote(number, text)
    return _reference(setting, number) + verdict


def _inline(setting: _Setting, cited: Iterable[BracketCitation]) -> Markup:
    pieces = []
    for one in cited:
        if NAMELESS in (one.citation.source, one.citation.checked_in.source):
            pieces.append(shown(setting.site.words("closed.source")))
            continue
        prefix = shown(f"{one.prefix} ") if one.prefix else Markup("")
        address = setting.site.places.of_citation(one.citation)
        pieces.append(prefix + citation_link(setting.site, one.citation, address, setting.root))
    return Markup("; ").join(pieces)


def _verdict_here(setting: _Setting, cited: Sequence[BracketCitation]) -> Markup:
    """The verdict on the block quotation that this citation closes: the next check, if it is of this one."""
    written = {one.citation.written for one in cited}
    if not setting.checks or setting.checks[0].witness.citation.written not in written:
        return Markup("")
    return _told(setting, setting.checks.popleft())


def _running_verdicts(setting: _Setting, citations: Sequence[Citation]) -> Markup:
    """The verdicts on the quotations in the text that these citations vouch for, where they do not bear them out."""
    written = {citation.written for citation in citations}
    told, at = Markup(""), None
    while setting.running and not setting.is_in_note:
        checked = setting.running[0]
        position = checked.witness.position
        if checked.witness.citation.written not in written or at not in (None, position):
            break
        at = position
        setting.running.popleft()
        clean_place = checked.verification.place in ("as cited", "not given", "several places")
        if checked.verification.verdict not in ("verbatim", "marked") or not clean_place:
            told += _told(setting, checked)
    return told


def _told(setting: _Setting, checked: CheckedQuotation) -> Markup:
    """A verdict with its remarks."""
    verdict = verdict_of(checked, setting.site.words)
    address = setting.site.places.of_quotation(checked, checked.witness.citation)
    word = Markup('<span class="verdict {}" title="{}"><span aria-hidden="true">{}</span> {}</span>').format(
        verdict.tone, verdict.meaning, verdict.sign, verdict.word
    )
    linked = Markup(' <a class="to-words" href="{}{}">{}</a>').format(setting.root, address, word) if address else word
    remarks = Markup("").join(
        Markup('<span class="remark">{}</span>').format(with_code(remark))
        for remark in remarks_on(checked, setting.site.words)
    )
    return Markup(" ") + linked + remarks


def _level_headings(tokens: Sequence[Token], top: int) -> None:
    """Give the headings of a text levels that go on from the page's own, with none left out."""
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    levels = {tag: f"h{min(top + rank, 6)}" for rank, tag in enumerate(used)}
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = levels[token.tag]


def _mark_quotations(tokens: Sequence[Token], setting: _Setting) -> None:
    """Tell citations that close a block quotation from those in the text; give the quotation its language."""
    opened: list[Token] = []
    for token in tokens:
        if token.type == "blockquote_open":
            opened.append(token)
        elif token.type == "blockquote_close" and opened:
            opened.pop()
        for child in token.children or ():
            if opened and child.type == "citations":
                child.meta["quoting"] = True
                item = setting.site.items.get(child.meta["cited"][-1].citation.checked_in.source)
                if item and item.language.partition("-")[0] not in ("", setting.site.words.language):
                    opened[-1].attrSet("lang", item.language)


def _close_up(tokens: Sequence[Token], *, after_stops: bool) -> None:
    """Set each note's sign close to its word: after the stop that follows (Chicago 14.26); in Russian before it."""
    for token in tokens:
        children = token.children or []
        for index, child in enumerate(children):
            if child.type != "citations":
                continue
            while index and children[index - 1].type in ("softbreak", "hardbreak"):
                children[index - 1].type, children[index - 1].content = "text", ""
            if index and children[index - 1].type == "text":
                children[index - 1].content = children[index - 1].content.rstrip()
            if after_stops and index + 1 < len(children) and children[index + 1].type == "text":
                stops = _STOPS.match(children[index + 1].content)
                child.meta["before"] = stops[0] if stops else ""
                children[index + 1].content = children[index + 1].content[len(child.meta["before"]) :]
