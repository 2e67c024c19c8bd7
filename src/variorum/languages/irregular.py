"""English words whose forms no rule reaches: facts of the language, one word a line, the base form first.

A form followed by `?` is also a word of its own ("left", "found"): a search for that word does not drag in the verb,
and a search for the verb counts the form for less.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

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
