"""In which language a text is, told by its small words; empty where they do not decide.

The words are those that every text of a language is full of and that its neighbours do not have, so that a page is
enough. Where two languages come close, or a text has too few words that say anything, nothing is told: a wrong
language sends a text to the wrong morphology, and none leaves it to the historian. The share of such words in prose of
a language is some 20 to 40 per cent; the method is that of Grefenstette, "Comparing two language identification
schemes" (JADT 1995).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

FEWEST_WORDS = 12  # of a text that can be judged
LEAST_SHARE = 0.1  # of its words that are the language's small ones
CLEAR = 1.5  # times the runner-up's share
FEWEST_HITS, FEWEST_KINDS = 4, 3  # small words, and different ones, that must be there: two initials are no Czech
SAMPLE = 40_000  # characters that are looked at
_FROM_EACH = 4_000  # of each text
_FEW = 40  # texts of a sample, of each of which a piece is long enough to be looked at first
_BEFOREHAND = 4_000  # characters of pieces from all over these texts, which will do where they leave no doubt
_PIECE = 250  # characters of one
_UNDOUBTED_SHARE, _UNDOUBTED_LEAD, _UNDOUBTED_HITS = 0.2, 3.0, 60

# an initial with its full stop, or a word: one pass, so that what comes after an apostrophe may be an initial too
_WORD = re.compile(r"\b[^\W\d_]\.|[^\W\d_]+(?:['’](?![^\W\d_]\.)[^\W\d_]+)?")
_SMALL = {
    "en": "the of and to in that was is for it with as his on be at by had not but from he they were which this have "
    "are or she her their an would there been has who when what",
    "ru": "и в не на что он с как это по но из у за то от так его о же все она бы к а их был для мы вы при ещё ли "
    "или уже если было быть были которые который когда только въ съ изъ онъ какъ отъ ея они нет до",
    "uk": "і в не на що з як це до але та за від у його про які він бути є й також або її вони для було був який під "
    "щоб цього між вже тільки коли де",
    "be": "і ў не на што з як гэта да але за ад яго пра які ён быць ёсць таксама або яе яны для было быў якія пад каб "
    "гэтага ужо толькі калі дзе",
    "bg": "и на да не се от за е в с че по към като са но при до или което който това ще му беше бе след само него те "
    "как си им",
    "sr": "и у је на да се не за са од као што које који су био би или али то по та сам ће из до њега али јер",
    "de": "der die und in den das von zu mit ist des sich auf dem nicht ein eine für als auch es an werden aus er hat "
    "dass sie nach wird bei einer um am sind noch wie einem über war daß",
    "fr": "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec elle ses "
    "son mais nous ou leur cette été aux ont étaient était lui",
    "es": "de la que el en y los se del las un por con no una su para es al lo como más o pero sus le ha este sí "
    "porque esta entre cuando muy sin sobre también fue había",
    "it": "di e il che la in a per un del non è una sono da le con i della si dei nel al più come ma gli alla lo era "
    "anche delle dal nella questo ha",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das seu sua ou quando "
    "muito nos já eu também foi",
    "pl": "i w nie na się z do to że jest jak o po ale co za od tak jego by był przez który tym dla czy oraz ze już "
    "które ich tego jej może być również",
    "cs": "a v se na je že s z do o i to k ve pro za by ale si po jako jsem podle jeho které který nebo jsou byl už "
    "však bylo tak při jen",
    "nl": "de en van het een in is dat op te zijn met voor niet die aan er om ook als dan maar hij ze bij uit naar "
    "hebben werd door over nog wordt",
    "sv": "och att det i en som är på av för med den till inte har de ett om han men var jag sig från vi så kan när "
    "eller hade skulle",
    "fi": "ja on ei se että oli hän mutta kuin joka ovat myös tai sen niin kun jos hänen mukaan olisi ollut",
    "hu": "a az és hogy nem is egy volt meg de ez csak már azt mint vagy el ki még szerint után",
    "ro": "și de a în la cu nu pe că o este din un care mai pentru sau fost lui al prin dar fi era",
    "la": "et in est non ad cum ut sed qui quod quae ex enim autem atque esse sunt ab hoc nec per si quam",
    "el": "και το να του η της με που την από για είναι στο τα ο τον οι σε δεν στην των ότι μας στη θα",
    "tr": "ve bir bu da de için ile çok olarak daha olan gibi kadar ne ama o sonra var en her",
}  # fmt: skip
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _code, _words in _SMALL.items():
    for _word in _words.split():
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _code)
_COMMONEST = tuple([f" {word} " for word in _SMALL[code].split()[:6]] for code in ("en", "de", "fr", "es", "it"))
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("ka", re.compile("[\u10d0-\u10fa]")),
    ("hy", re.compile("[\u0531-\u0587]")),
)
_CYRILLIC = frozenset(("ru", "uk", "be", "bg", "sr"))
_OTHER_SCRIPT = re.compile("[\u0531-\u0587\u05d0-\u05ea\u10d0-\u10fa\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LETTER_BY_CASE_ALONE = "\u0345"  # a sign under Greek letters that becomes a letter where case is folded
# signs of ASCII that stand in no word and beside no initial, as blanks: so pieces are had without an expression
_PARTS_WORDS = bytes(code if code > 127 or chr(code).isalnum() or chr(code) in "_'." else 32 for code in range(256))
_MARKED = {  # letters without which hardly a sentence of these can be written
    "cs": "áčďéěíňřšťúůýž",
    "pl": "ąćęłńóśźż",
    "hu": "áéíóöőúüű",
    "ro": "ăâîșțşţ",
    "tr": "çğıöşü",
    "fi": "äö",
    "sv": "åäö",
    "pt": "áâãàçéêíóôõú",
}
_UNMARKED = 60  # letters after which one of them must have come
_ONLY = {"uk": "їєґ", "be": "ў", "ru": "ыэё", "sr": "јљњћђџ"}  # letters that the neighbours do not have
_HAS_NONE = {"uk": "ыэёъў", "bg": "ыэё", "sr": "йыъэёщьюя", "ru": "їєґўјљњћђџ"}


def language_of(texts: Iterable[str]) -> str:
    """The code (ISO 639-1) of the language in which most of these texts are; empty where it is none known or unsure."""
    sample = _sample(texts)
    if len(sample) <= _FEW and sum(map(len, sample)) > 4 * _BEFOREHAND:
        pieces = "\n".join(piece for text in sample for piece in _spread_over(text, _BEFOREHAND // len(sample), _PIECE))
        if (pieces.isascii() or not _OTHER_SCRIPT.search(pieces)) and (
            told := _told(pieces, _UNDOUBTED_SHARE, _UNDOUBTED_LEAD, _UNDOUBTED_HITS)
        ):
            return told
    return _told("\n".join(sample))


def _spread_over(text: str, size: int, piece: int) -> Iterator[str]:
    """Pieces from the beginning of a text to its end, of about this size together: all of it, where it is no longer.

    A preface in another language does not speak for the book behind it.
    """
    if len(text) <= size:
        yield text
        return
    pieces = max(1, size // piece)
    for number in range(pieces):
        at = number * len(text) // pieces
        yield text[at : at + min(size, piece)]


def _told(sample: str, least: float = LEAST_SHARE, clear: float = CLEAR, fewest: int = FEWEST_HITS) -> str:
    """The language of a sample in which its small words have at least this share, so clearly, and are so many."""
    words, letters = _words_of(sample)
    if letters < 20:
        return ""
    if not sample.isascii() and _OTHER_SCRIPT.search(sample):
        for code, script in _SCRIPTS:
            if len(script.findall(sample)) > 0.3 * letters:
                return code
    if words.total() < FEWEST_WORDS:
        return ""
    shares = _shares(words, sample.casefold(), letters)
    (best, share), (_, second) = (*shares, ("", 0.0), ("", 0.0))[:2]
    small = [words[word] for word in words.keys() & _LANGUAGES_OF.keys() if best in _LANGUAGES_OF[word]]
    if sum(small) < fewest or len(small) < FEWEST_KINDS:
        return ""
    return best if share >= least and share >= clear * second else ""


def has_small_words(text: str, least: float) -> bool:
    """Whether more than this share of a text's words are small words of one known language."""
    words, _ = _words_of(text[:SAMPLE])
    if not words:
        return False
    shares = _shares(words, text[:SAMPLE].casefold(), max(len(text), 1))
    return bool(shares) and shares[0][1] > least


def surely_has_small_words(text: str, least: float) -> bool:
    """Whether more than this share would be small words even if every third character began a word of two letters.

    Told by the few commonest words of some languages, which costs next to nothing; nothing else tells these languages.
    """
    most = least * (len(text) + 1) / 3
    return any(sum(map(text.count, commonest)) > most for commonest in _COMMONEST)


def _words_of(text: str) -> tuple[Counter[str], int]:
    """How often each word stands in a text, its case folded, and the number of the text's letters.

    Initials are left out: "A. V." is no Czech, «И. В.» no Russian conjunction. Most pieces between blanks are words as
    they stand, and those that are not are taken apart once each.
    """
    folded = text.casefold()
    one_to_one = (
        len(folded) == len(text) and _LETTER_BY_CASE_ALONE not in text
    )  # else (ß) each word is folded by itself
    parted = (
        (folded if one_to_one else text)
        .encode("utf-8", "surrogatepass")
        .translate(_PARTS_WORDS)
        .decode("utf-8", "surrogatepass")
        .split()
    )
    counted = Counter(parted)
    letters = len("".join(parted))
    for piece, count in [(piece, counted.pop(piece)) for piece in list(counted) if not piece.isalpha()]:
        letters -= (len(piece) - sum(map(len, _LETTERS.findall(piece)))) * count
        for word in _WORD.findall(piece):
            if word[-1] != ".":
                counted[word] += count
    if one_to_one:
        return counted, letters
    words: Counter[str] = Counter()
    for word, count in counted.items():
        words[word.casefold()] += count
    return words, letters


def _sample(texts: Iterable[str]) -> list[str]:
    held: list[str] = []
    size = 0
    for text in texts:
        held.append("\n".join(_spread_over(text, _FROM_EACH, _FROM_EACH // 4)))
        size += len(held[-1])
        if size >= SAMPLE:
            break
    return held


def _shares(words: Counter[str], text: str, letters: int) -> list[tuple[str, float]]:
    """Languages with the share of their small words, the greatest first."""
    counts: Counter[str] = Counter()
    for word in words.keys() & _LANGUAGES_OF.keys():
        for code in _LANGUAGES_OF[word]:
            counts[code] += words[word]
    whole = words.total()
    shares = {code: count / whole for code, count in counts.items()}
    for code in _MARKED.keys() & shares.keys():
        if letters >= _UNMARKED and not any(letter in text for letter in _MARKED[code]):
            shares[code] *= 0.3
    for code in _CYRILLIC & shares.keys():
        foreign = sum(text.count(letter) for letter in _HAS_NONE.get(code, ""))
        own = sum(text.count(letter) for letter in _ONLY.get(code, ""))
        if foreign > 0.01 * letters and foreign > own:
            shares[code] *= 0.3
        elif own > 0.005 * letters:
            shares[code] *= 1.5
    return sorted(shares.items(), key=lambda item: (-item[1], item[0]))
