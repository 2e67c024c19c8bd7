"""The name of a dossier in the language that is read, out of the forms that it gives, and its place in a sentence."""

from __future__ import annotations

from functools import cache

from variorum.languages.grammar import LanguageGrammar, grammar
from variorum.languages.registry import codes, primary, script_of
from variorum.names.place_names import same_name
from variorum.record import Entity, NameForm
from variorum.saying import Sentence, told_in
from variorum.text.scripts import is_cyrillic


def name_in(entity: Entity, language: str) -> str:
    """The form of a name that is wanted in a language: one of this language, else one in its script, else the name.

    Of people, initials and pseudonyms of one word are passed over where a fuller form stands beside them; so is a form
    that one source has, since it is that source's spelling and not the name. A place may have borne its other names at
    other times: only the preferred one counts, in whichever script, or one that describes it («районная библиотека»).
    """
    wanted = primary(language)
    cyrillic = script_of(language) == "Cyrl"
    is_place = entity.kind == "place"
    forms = [form for form in entity.names if not form.source and (not is_place or _is_of_place(entity, form))]
    spoken = [form.form for form in forms if primary(form.language) == wanted and wanted]
    has_name = entity.name != entity.id
    if has_name and is_cyrillic(entity.name) == cyrillic and not spoken:
        return entity.name
    written = [form.form for form in forms if is_cyrillic(form.form) == cyrillic]
    all_fit = entity.kind != "person" or not has_name
    fit = [form for form in (*spoken, *written) if all_fit or _is_whole(form, entity.name)]
    return fit[0] if fit else entity.name


def said_name(entity: Entity) -> Sentence | str:
    """The name of a dossier within a sentence: the preferred one in English, in each other language its own."""
    said = {code: name_in(entity, code) for code in codes() if code != "en"}
    return told_in({"en": entity.name, **said}) if set(said.values()) - {entity.name} else entity.name


@cache
def grammar_of(language: str) -> LanguageGrammar:
    """How a language makes sentences of statements, by the names of their dossiers."""
    from variorum.names.forms.parsing import parse

    return grammar(language, parse)


def forms_of(entity: Entity) -> tuple[str, ...]:
    """The name of a dossier and the other forms that it gives."""
    return (entity.name, *(form.form for form in entity.names if not form.source))


def _is_whole(form: str, name: str) -> bool:
    """Whether a person's form says no less than the name does: a surname alone stands only for a surname alone."""
    return " " in form.strip() or (" " not in name.strip() and same_name(form, name))


def _is_of_place(place: Entity, form: NameForm) -> bool:
    words = form.form.split()
    describes = len(words) > 1 and any(word[:1].islower() and len(word) > 3 for word in words)
    return same_name(form.form, place.name) or (describes and not form.period)
