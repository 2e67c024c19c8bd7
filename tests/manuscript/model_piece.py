"""A piece in the manner of a language model: fluent, well noted, and a third of it true, bent and invented each.

Everything is invented: the prose here, the sources in the sample archive. True quotations are sentences of those
sources, bent ones the same with one thing changed, invented ones were written here and stand nowhere.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.record import Page

USED = (
    "marsh1998.pdf", "hallam1961.epub", "calder2006.md", "ryabinina1989.epub", "istoria1932.pdf", "istoria1938.xml",
    "chizhov1967.fb2", "tuchkov2004.html", "vetrov1934.fb2", "saburov-diary.txt", "veshnya1932.pdf",
)  # fmt: skip
CITED = {
    "marsh1998": "Eleanor Marsh, “Bread and Minutes: A Ration Strike on the Veshnya,” "
    "*Journal of Invented Districts* 12 (1998){}.",
    "hallam1961": "Arthur Hallam, *Looms by the Veshnya* (London: Lantern Press, 1961){}.",
    "calder2006": "R. Calder, “Who Counted to Twelve?” *Journal of Invented Districts* 20 (2006){}.",
    "ryabinina1989": "Рябинина В. С. Четыре станка: Воспоминания ткачихи. М., 1989{}.",
    "istoria1932": "Десять лет Верхнереченского района (1922–1932): Краткий очерк / сост. А. Н. Громов. "
    "Верхнереченск, 1932{}.",
    "istoria1938": "Очерк истории Верхнереченского района. Изд. 2-е, испр. / сост. А. Н. Громов. "
    "Верхнереченск, 1938{}.",
    "chizhov1967": "Чижов Г. Записки рабкора. М., 1967{}.",
    "tuchkov2004": "Тучков Б. Л. Платформа раньше хлеба: К вопросу о верхнереченской оппозиции "
    "// Выдуманная старина. 2004{}.",
    "vetrov1934": "Ветров Л. Пряжа: Роман. М., 1934{}.",
    "saburov-diary": "Из дневника агронома Николая Андреевича Сабурова. Рукопись. 1930{}.",
    "veshnya1932": "Красная Вешня. 1932. 16 апреля. № 44{}.",
}
TURNS = (
    "It is crucial to note that the sources speak with one voice here: “{}”[^{}]",
    "This pivotal moment underscores a broader tapestry of grievance: “{}”[^{}]",
    "As the record makes clear, “{}”[^{}]",
    "Taken together, these dynamics illuminate what was at stake. “{}”[^{}]",
    "Nor was this an isolated sentiment; indeed, “{}”[^{}]",
    "The language is as vivid as it is revealing: “{}”[^{}]",
)
RUSSIAN_TURNS = (
    "Важно отметить, что источник говорит об этом прямо: «{}»[^{}]",
    "Это свидетельство проливает свет на более широкий контекст: «{}»[^{}]",
    "Таким образом, перед нами целая палитра настроений: «{}»[^{}]",
    "Не менее показательно и другое место: «{}»[^{}]",
)
ENGLISH_INVENTED = (
    "a hush fell over the spinning hall, as if the looms themselves had learned to listen",
    "we carried our hunger like a banner, and nobody dared to ask its colour",
    "the committee spoke of patience while the flour barges drifted past the gates",
    "in those weeks every ration card became a small constitution",
    "what they called order was merely the silence of tired women",
    "the strike was less a rupture than a rehearsal for sorrow",
    "by dusk the whole quarter knew that the minutes would be rewritten",
    "no decree ever travelled as swiftly as a rumour about bread",
    "history, she later mused, is what remains when the clerks go home",
    "the river kept its counsel, and so did the bookkeepers",
    "each signature on the petition weighed more than a sack of rye",
    "they demanded dignity first and kerosene second",
    "the foreman wept openly beside the silent carding machines",
    "it was the arithmetic of survival rather than the poetry of revolt",
    "the platform was read aloud by candlelight in eleven kitchens",
    "nothing in the archive prepares one for the tenderness of these letters",
    "the secretary promised sugar, and delivered only speeches",
    "solidarity had a smell in that town, of wet wool and boiled beets",
    "the informer counted shadows and reported them as men",
    "every loom that stopped was a sentence added to the indictment",
)
RUSSIAN_INVENTED = (
    "в ту зиму хлеб стал единственным языком, на котором с нами ещё говорили",
    "каждая подпись под воззванием весила больше мешка ржи",
    "тишина в прядильном зале была громче любого гудка",
    "мы несли свой голод как знамя и не спрашивали, какого оно цвета",
    "секретарь обещал сахар, а привёз одни лишь речи",
    "слух о муке обгонял любую телеграмму из области",
    "порядком они называли молчание уставших женщин",
    "река хранила тайну, хранили её и счетоводы",
    "протокол переписали ещё до того, как высохли чернила",
    "станок, который остановился, уже никто не мог заставить лгать",
)
GHOSTS = (
    "Harold P. Winslow, *Voices from the Silent Looms* (Cambridge: Fenwick University Press, 2011), 212.",
    "Miriam Castellan, “Hunger and Hegemony in the Provinces,” *Slavonic Labour Quarterly* 47, no. 3 (2009): 301.",
    "Deborah Anne Kestrel, *The Candlelit Platform* (New York: Harrow & Finch, 2016), 88.",
    "Прокофьев-Лунин С. Э. Экономика тишины: Рабочий протест в малых городах. СПб., 2012. С. 145.",
    "Яшмова И. Р. Голодные подписи // Вестник провинциальной истории. 2008. № 4. С. 57.",
)
_SENTENCE = re.compile(r"(?<=[.!?:]\s)[A-ZА-ЯЁ][^.!?“”«»\"\[\]…()]{30,240}(?=[.!]\s)")
_NEGATION = re.compile(r"\b(?:not|never|no|не|ни)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """A quotation with its note, and what it was made: true, bent or invented, and how."""

    made: str
    how: str
    words: str
    note: str


def piece(contents: Mapping[str, Sequence[Page]], *, of_each: int = 50, seed: int = 3) -> tuple[str, tuple[Item, ...]]:
    """The piece as Markdown with notes, and its items in order."""
    rnd = random.Random(seed)
    held = [
        (key, page.label, " ".join(re.sub(r"[-\u00ad]\n(?=[a-zа-яё])", "", found.group()).split()))
        for key, pages in contents.items() for page in pages for found in _SENTENCE.finditer(page.text)
        if 6 <= len(found.group().split()) <= 28
    ]  # fmt: skip
    rnd.shuffle(held)
    items = [Item("true", "", words, _note(key, label)) for key, label, words in held[:of_each]]
    items += [_bent(held[of_each + number], number, contents, rnd) for number in range(of_each)]
    items += [_invented(number, contents, rnd) for number in range(of_each)]
    rnd.shuffle(items)
    written = []
    for number, item in enumerate(items, start=1):
        turns = RUSSIAN_TURNS if re.search("[а-я]", item.words) else TURNS
        if number % 15 == 1:
            written.append(f"## {number // 15 + 1}. A Tapestry of Voices")
        written.append(rnd.choice(turns).format(item.words, number) + ".")
    notes = [f"[^{number}]: {item.note}" for number, item in enumerate(items, start=1)]
    return "\n\n".join([*written, *notes]), tuple(items)


def _note(key: str, label: str) -> str:
    russian = re.search("[а-я]", CITED[key]) is not None
    return CITED[key].format(f". С. {label}" if label and russian else f", {label}" if label else "")


def _bent(one: tuple[str, str, str], number: int, contents: Mapping[str, Sequence[Page]], rnd: random.Random) -> Item:
    """One thing changed: a word, a negation, a number, the page, the source, or two sentences made one."""
    key, label, words = one
    parts = words.split()
    labels = [page.label for page in contents[key] if page.label and page.label != label]
    ways = ["word", "source", "left out", "word"]
    if _NEGATION.search(words):
        ways = ["negation"]
    elif re.search(r"\d", words):
        ways = ["number"]
    elif len(labels) > 2 and number % 2:
        ways = ["page"]
    how = ways[number % len(ways)]
    at = max(range(2, len(parts) - 1), key=lambda place: len(parts[place]))
    if how == "word":
        parts[at] = "фонари" if re.search("[а-я]", words) else "lanterns"
    elif how == "left out":
        del parts[at]
    elif how == "negation":
        parts = _NEGATION.sub("", words, count=1).split()
    elif how == "number":
        digits = re.search(r"\d+", words)
        assert digits is not None
        parts = (words[: digits.start()] + str(int(digits.group()) * 10 + 3) + words[digits.end() :]).split()
    elif how == "page":
        label = rnd.choice(labels)
    else:
        key = rnd.choice([other for other in contents if other != key])
        label = next((page.label for page in contents[key]), "")
    return Item("bent", how, " ".join(parts), _note(key, label))


def _invented(number: int, contents: Mapping[str, Sequence[Page]], rnd: random.Random) -> Item:
    """Words that stand nowhere, cited from a source that is there, from one that never was, or from page 990."""
    pool = [*ENGLISH_INVENTED, *RUSSIAN_INVENTED]
    words = pool[number % len(pool)] + (
        "" if number < len(pool) else (", and all knew it" if number % 30 < 20 else ", и это знали все")
    )
    if number % 3 == 0:
        return Item("invented", "work", words, GHOSTS[number // 3 % len(GHOSTS)])
    key = rnd.choice(sorted(contents))
    labels = [page.label for page in contents[key] if page.label]
    if number % 3 == 1 and labels:
        return Item("invented", "page", words, _note(key, "990"))
    return Item("invented", "words", words, _note(key, rnd.choice(labels) if labels else ""))
