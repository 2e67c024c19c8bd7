"""What stands in quotation marks: quotations and fragments told from titles, words as words, and scare quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.manuscript.audit import audit
from variorum.manuscript.findings import findings_of
from variorum.manuscript.manuscript import Call, Manuscript, Paragraph
from variorum.manuscript.quotations_found import quotations_in
from variorum.manuscript.reading import manuscript_of
from variorum.quotation.texts import memory_texts


def found(*texts: str) -> list[tuple[str, str]]:
    paragraphs = tuple(Paragraph(number, text) for number, text in enumerate(texts, start=1))
    return [(one.kind, one.text) for one in quotations_in(Manuscript("a", "text", paragraphs))]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("He wrote that “the workers’ councils were dead”.", [("quotation", "the workers’ councils were dead")]),
        ("‘We demand bread,’ cried the women.", [("fragment", "We demand bread,")]),
        ("Она сказала: «Он ответил: „никогда“ и ушёл».", [("quotation", "Он ответил: „никогда“ и ушёл")]),
        (
            "Газета «Правда» писала: «Хлеба не будет до весны».",
            [("title", "Правда"), ("quotation", "Хлеба не будет до весны")],
        ),
        ("Роман «Тихий Дон» вышел в 1928 г.", [("title", "Тихий Дон")]),
        ("In “The Origins of the Second World War” he argued.", [("title", "The Origins of the Second World War")]),
        ("The term “kulak” meant a rich peasant.", [("word", "kulak")]),
        ("„Ein Rohr von 5'' Weite und 36'' Höhe.“", [("quotation", "Ein Rohr von 5'' Weite und 36'' Höhe.")]),
        ("„Der Hebel a'' am Kolben z' steht.“", [("quotation", "Der Hebel a'' am Kolben z' steht.")]),
        ("“It was 6' 2\" high by the old mill.”", [("quotation", "It was 6' 2\" high by the old mill.")]),
        ("То, что Вейнов называл «пристанью слов».", [("fragment", "пристанью слов")]),
        (
            "Раздел [«О том, что пристань не нуждается в словах»](https://example.org/p) и далее.",
            [("title", "О том, что пристань не нуждается в словах")],
        ),
        ("То, что он называл «пристанью слов», ушло.", [("fragment", "пристанью слов")]),
        ("Vane condemned what he called “reedy suburbs”.", [("fragment", "reedy suburbs")]),
        ("They liked what they called “reedy suburbs”.", [("word", "reedy suburbs")]),
        ("Это называют «пристанью слов».", [("word", "пристанью слов")]),
        (
            'Es ist nichts als eine "Rückkehr der alten Fischer vom Kai"28, die bleibt.',
            [("quotation", "Rückkehr der alten Fischer vom Kai")],
        ),
        ("It was a “great leap” of sorts.", [("scare", "great leap")]),
        ("The barge takes the form of 'slow ruin'.[^61]", [("fragment", "slow ruin")]),
        (
            "They went on, 'as one does in winter', but without oars.[^4] So it was.",
            [("quotation", "as one does in winter")],
        ),
        ('Vane writes that "the quay was left to the gulls.[^7]', [("quotation", "the quay was left to the gulls.")]),
        ("Moos schrieb über den Kai: _„Der die Möwen zählt“_.", [("quotation", "Der die Möwen zählt")]),
        ("„Wir sind der Kai“, hatte Moos gesagt.", [("quotation", "Wir sind der Kai")]),
        ("“I rowed out,” she writes, “at noon.”", [("fragment", "I rowed out,"), ("fragment", "at noon.")]),
        ("She thinks that her nets “may safely be left there”.", [("quotation", "may safely be left there")]),
        (
            "Жили по принципу «всяк за себя» и «двор мой стоит далеко».",
            [("word", "всяк за себя"), ("word", "двор мой стоит далеко")],
        ),
        (
            "Это из монографии Р. П. Вейнова «Верфь и труды А. П. Мосса», изданной позже.",
            [("title", "Верфь и труды А. П. Мосса")],
        ),
        ("Погодин сам помнит это (Р. П. Вейнов, «Верфь по бумагам архива»).", [("title", "Верфь по бумагам архива")]),
        ("О верфи — см. т. 6, «Вейнов как смотритель и счетовод».", [("title", "Вейнов как смотритель и счетовод")]),
        ("Напечатано там же – «Верфь и её люди», вып. XXIII.", [("title", "Верфь и её люди")]),
        ("В стихах — «Сказка о ткаче и о его верёвке».", [("title", "Сказка о ткаче и о его верёвке")]),
        ("Выписано из «Дела № 2 по движимому имуществу верфи».", [("title", "Дела № 2 по движимому имуществу верфи")]),
        ("Так считали авторы «Systema navalis antiqua» на этом берегу.", [("title", "Systema navalis antiqua")]),
        (
            "Известно определение В. Вейнова («песня верёвочного двора») из книги.",
            [("fragment", "песня верёвочного двора")],
        ),
        (
            "Он сказал: «Сказка о верфи кончилась, не начавшись».",
            [("quotation", "Сказка о верфи кончилась, не начавшись")],
        ),
        ("По его словам, «Верфь пуста. Ткачи ушли в поле».", [("quotation", "Верфь пуста. Ткачи ушли в поле")]),
        ("Лозунг «Вся верфь ткачам!» вывесили весной.", [("word", "Вся верфь ткачам!")]),
        (
            "Вышло два декрета: «Декрет о верфи» и «Декрет о пеньке».",
            [("title", "Декрет о верфи"), ("title", "Декрет о пеньке")],
        ),
        (
            "В городе приняли «Положение о выборах в Верховный совет ткачей 1931 г.» без прений.",
            [("title", "Положение о выборах в Верховный совет ткачей 1931 г.")],
        ),
        (
            "«Верфь стоит с самой осени», — сказал он. Ткачам надо «вить и ждать», а не «кричать даром». "
            "«Весной придёт и пенька, и хлеб», — обещал он.",
            [
                ("quotation", "Верфь стоит с самой осени"),
                ("fragment", "вить и ждать"),
                ("fragment", "кричать даром"),
                ("quotation", "Весной придёт и пенька, и хлеб"),
            ],
        ),
        (
            "На верфи умели «вить и ждать», и «кричать даром» не хотел никто.",
            [("scare", "вить и ждать"), ("scare", "кричать даром")],
        ),
        (
            "This comes from Ruth Vane’s “Whose Quay? The Barges and the Mole,” printed at Leeds.",
            [("title", "Whose Quay? The Barges and the Mole,")],
        ),
        ('She asked: "Who will feed us?" and left.', [("quotation", "Who will feed us?")]),
        ("Don't say that they're gone.", []),
        ("„Niemals wird das geschehen“, rief sie.", [("quotation", "Niemals wird das geschehen")]),
        (
            "«Кто не работает, — сказал он, — тот не ест».",
            [("quotation", "Кто не работает, — сказал он, — тот не ест")],
        ),
        (
            "He said “he called it ‘the end of all things’ then”.",
            [("quotation", "he called it ‘the end of all things’ then")],
        ),
        (
            'Lark sprach von einer „dünnen Haut" und schrieb: „Niemand kam zurück in die Weberei".',
            [("fragment", "dünnen Haut"), ("quotation", "Niemand kam zurück in die Weberei")],
        ),
        (
            "She says, “the looms stood still for a week,’’ and stops.",
            [("quotation", "the looms stood still for a week,")],
        ),
        ("‘‘The looms stood still for a week,’’ she wrote.", [("quotation", "The looms stood still for a week,")]),
        (
            "Она работала на фабрике имени «Красные зори Верхнего Поречья» до войны.",
            [("title", "Красные зори Верхнего Поречья")],
        ),
        ("The witnesses described a “long silence” in the square.", [("fragment", "long silence")]),
        ("The king is “a hollow crown” (3.2.160) at the end.", [("fragment", "a hollow crown")]),
        ("Die Reihe „Wege in das neue Dorf“ erschien 1961.", [("title", "Wege in das neue Dorf")]),
        (
            "3     Vgl. Anna Moos: „Weshalb die Weber am Kai bleiben müssen“, *ak – Zeitung,* Nr. 3 (Juni 1970), S. 5.",
            [("title", "Weshalb die Weber am Kai bleiben müssen")],
        ),
        (
            "Anna Moos: „Der Kai ist leer, und die Weber gehen“, *lachend*, und ging.",
            [("quotation", "Der Kai ist leer, und die Weber gehen")],
        ),
        (
            "Dann sprach Anna Moos: „Der Kai ist leer, und die Weber gehen“, *Kai,* Nr. 3.",
            [("quotation", "Der Kai ist leer, und die Weber gehen")],
        ),
        (
            "see Ruth Vane, “Ein Blick in die Werkstatt am Kai” Harbour 28, no. 1 (2001): 37–90.",
            [("title", "Ein Blick in die Werkstatt am Kai")],
        ),
        (
            "see Ruth Vane, “The Old Quay Forgeries,” in Letters of the Harbour, ed. K. Lark (Leeds, 2001), 5.",
            [("title", "The Old Quay Forgeries,")],
        ),
        (
            "Die Qualifizierungsschriften „Zur Geschichte der Weber im alten Hafen“ von 1889.",
            [("title", "Zur Geschichte der Weber im alten Hafen")],
        ),
        (
            "Die Inschriften „Hier ruht der letzte Weber vom Kai“ sind alt.",
            [("quotation", "Hier ruht der letzte Weber vom Kai")],
        ),
        (
            "Вскоре вышло сочинение: «Описание разных верфей и причалов».",
            [("title", "Описание разных верфей и причалов")],
        ),
        (
            "По его словам, «причал стоит у «Жатвы». Позже он добавил: «Поэтому верфь «Надежда» стоит пустая» [8].",
            [("quotation", "причал стоит у «Жатвы"), ("quotation", "Поэтому верфь «Надежда» стоит пустая")],
        ),
        (
            "Он заметил: «Она читала «Жатву», «Причал» и «Верфь» ещё весной».",
            [("quotation", "Она читала «Жатву», «Причал» и «Верфь» ещё весной")],
        ),
        (
            "Vane states, “ When the ropes were dry, nobody came” (p. 3).",
            [("quotation", " When the ropes were dry, nobody came")],
        ),
        ("Er sagte, „ ja “ und schrieb „fort von dem leeren Kai“.", [("quotation", "fort von dem leeren Kai")]),
        (
            "Man hörte „Weber, Weber„-Rufe, und er befahl: „Helm ab zum Gebet am Kai!„ Alle gingen.",
            [("title", "Weber, Weber"), ("quotation", "Helm ab zum Gebet am Kai!")],
        ),
        (
            "As she put it, \"the ill kept to 'what becomes the mad.'\"⁹ So much of that.",
            [("quotation", "the ill kept to 'what becomes the mad.'")],
        ),
        (
            'Он пишет: "Верфь и причал остаются без надзора "(Вейнов 1984).',
            [("quotation", "Верфь и причал остаются без надзора ")],
        ),
        (
            "It is  's training that tells, and she calls it 'the long way to the quay'.",
            [("quotation", "the long way to the quay")],
        ),
    ],
)
def test_each_is_what_it_is(text: str, right: list[tuple[str, str]]) -> None:
    assert found(text) == right


def test_a_quotation_goes_on_where_the_next_paragraph_opens_again() -> None:
    assert found("“First the long speech goes on,", "“and here it ends.” So he spoke.") == [
        ("quotation", "First the long speech goes on,\nand here it ends.")
    ]


def test_a_quotation_goes_on_over_paragraphs_that_nothing_opens_again() -> None:
    assert found("Протокол гласит: «Слушали доклад.", "Постановили принять.", "Доклад напечатать». Так и было.") == [
        ("quotation", "Слушали доклад.\nПостановили принять.\nДоклад напечатать")
    ]


def test_a_forgotten_mark_takes_nothing_of_the_next_quotation() -> None:
    assert found("He wrote “the mill stood still.", "They said “no bread at all” that day.") == [
        ("quotation", "no bread at all")
    ]


def test_a_mark_that_is_never_closed_ends_at_the_note() -> None:
    text = "He wrote: “the mill stood still. And so it went."
    paragraph = Paragraph(1, text, calls=(Call("1", text.index("still") + 5),))
    (one,) = quotations_in(Manuscript("a", "text", (paragraph,)))
    assert (one.text, one.closed) == ("the mill stood still", False)


def test_a_name_that_the_bibliography_knows_is_a_title() -> None:
    paragraph = Paragraph(1, "He took it from “the mill and its historians” long ago.")
    (one,) = quotations_in(Manuscript("a", "text", (paragraph,)), titles={"the mill and its historians"})
    assert one.kind == "title"


@given(st.text(alphabet="ab “”«»„‘’'\".,!?—\n", max_size=60))
def test_every_place_holds_its_words_whatever_the_marks(text: str) -> None:
    for one in quotations_in(Manuscript("a", "text", (Paragraph(1, text),))):
        place = one.place
        assert 0 <= place.start < place.end <= len(text)
        assert text[place.start : place.end] == one.text


def kinds_in(text: str) -> list[tuple[str, str]]:
    return [(one.text.strip(), one.kind) for one in quotations_in(manuscript_of(text.encode(), "a.txt"))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The delegates came in crying “Bread! Bread!” and would not sit.", "fragment"),
        ("В зале скандировали: «Свободу!», «Долой цены!».", "fragment"),
        ("“The Mayor,” he continued, “has gone to bed and will not be woken by anybody tonight.”", "fragment"),
        ("She wrote that the new rules were “wholly absurd” for a mill.", "fragment"),
        ("Министр сказал, что слова посла носят «явно недружеский характер».", "fragment"),
        ("He was tried on the charge of “enemy of the mill” in spring.", "word"),
        ("Об этом сообщает «Лампа.рф» из города.", "title"),
        ("The yard was called by its acronym for “al-shirka lil-nahr al-asfal wa ahlihi” then.", "word"),
        ("Kurz für „Verein der Weber an der unteren Mühle“ stand es da.", "word"),
        ("The chest is stamped “MW” below.", "word"),
        ("Mehr dazu steht im Kasten „Was die Weber vom Fluss wussten“ unten.", "title"),
        ("Завод снова закрыт, сообщает «Вечерний берег» из города.", "title"),
        ("Der Müller, den sie einen „Feind des Ufers“ nannte, ging fort.", "fragment"),
        ("Das sogenannte „Gericht der Weber“ tagte nie.", "word"),
        ("They met for talks on “Rivers as a Tool for Trade among Weavers.” Then they left.", "title"),
        (
            "It adopted a “Strategy for the Reinforcement of the Action of the Weavers for the Keeping of Rivers "
            "and the Promotion of Older Looms in the Event of Flood” in November.",
            "title",
        ),
        ("He said that “People Power Will Come” one day.", "quotation"),
        ("После круглого стола «Мост и берег: кто построит?» все ушли.", "title"),
        ("What Vane (2005) calls “drowned speech” is heard on the quay.", "fragment"),
        ("If Anna Vane’s statement that all “weaving is memory” holds, the mill is one.", "fragment"),
        ("The quay shows a “restless temper” (Vane 509) in spring.", "fragment"),
        ("In the mill “looms” (Vane 509) are counted twice.", "scare"),
        ("He could not breathe out “the cold river” of his (Tern 1.3.256) any more.", "fragment"),
        ("My only doubt is that “real power” is out of reach.", "scare"),
        ("So bezeichnet man den Vorgang als „schnelle Weberei“ im Dorf.", "word"),
        ("Die Stadt verlieh ihr den „Preis der Stadt Moosbach für Weberei“ im Mai.", "title"),
        ("Lark hat zuerst Moos in seinen „Ufern und Mühlen“ genannt.", "title"),
        ("Об этом сказано в монографии В. С. Берегова «Тихим голосом рек и старых мельниц» подробно.", "title"),
        ("«Покорно благодарю», — говорил он с поклоном.", "fragment"),
        ("„Jede Weberin“ schreibt Lark, „hat den Fluss gehört und keine hat ihn gefürchtet.“", "fragment"),
    ],
)
def test_cries_attributions_and_charges_are_told_apart(text: str, kind: str) -> None:
    assert kinds_in(text)[0][1] == kind


def test_one_word_quotes_where_its_note_stands_at_once() -> None:
    for text, kind in (
        ("The mill was “drowned” in May.", "fragment"),
        ("The mill was “drowned” then, in May.", "scare"),
    ):
        at = text.index("”") + 1 if kind == "fragment" else text.index(" in May")
        paragraph = Paragraph(1, text, calls=(Call("1", at),))
        assert [one.kind for one in quotations_in(Manuscript("a", "text", (paragraph,)))] == [kind]


def test_one_mark_that_closes_two_closes_nothing_behind_the_next_quotation() -> None:
    text = "“Мой дядя, — сказал Вереск, — читал “Что ткать?” “А вы читали?” — спросила она. “Нет, не читал”."
    assert [one.text for one in quotations_in(Manuscript("a", "text", (Paragraph(1, text),)))] == [
        "Мой дядя, — сказал Вереск, — читал “Что ткать?", "А вы читали?", "Нет, не читал",
    ]  # fmt: skip


def test_a_straight_mark_behind_an_s_closes_where_the_next_one_opens() -> None:
    two = found("She names 'the darkness of the weavers' and 'the mill that never slept at all'.")
    assert [text for _, text in two] == ["the darkness of the weavers", "the mill that never slept at all"]
    assert found("It was 'the workers' councils of the town' that ruled.") == [
        ("quotation", "the workers' councils of the town")
    ]


def test_an_apostrophe_turned_round_keeps_no_quotation_open() -> None:
    text = "They swore never “to plot any ill / ‘Gainst us or the mill’’ (1.3.189), and left."
    assert found(text) == [("quotation", "to plot any ill / ‘Gainst us or the mill")]


def test_lines_too_long_to_be_wrapped_are_paragraphs() -> None:
    long = "The river rose and the looms stood still, and nobody came to the quay that week. " * 4
    read = manuscript_of(f"{long}\n“Short,” she said.\n{long}".encode(), "a.txt")
    assert [(paragraph.text.strip(), paragraph.line) for paragraph in read.paragraphs] == [
        (long.strip(), 1), ("“Short,” she said.", 2), (long.strip(), 3),
    ]  # fmt: skip


def test_a_name_in_a_row_of_names_is_one_too() -> None:
    told = kinds_in("Вышли журнал «Верфь», «Северный путь и новые берега реки» и другие.")
    assert [kind for _, kind in told] == ["title", "title"]
    told = kinds_in("Журнал «Верфь» и «мы не уйдём с этого берега никогда» из письма.")
    assert [kind for _, kind in told] == ["title", "quotation"]


def test_a_speech_parted_by_who_speaks_goes_on() -> None:
    told = kinds_in("“We like it very much,” noted the miller, “ist sehr bescheiden.” Nobody answered.")
    assert [kind for _, kind in told] == ["quotation", "fragment"]


def test_a_mark_with_a_narrow_space_before_an_inner_quotation_opens_one() -> None:
    text = "“\u200a‘Caught in the rain’ were the very words that the old weaver said to us,” she wrote."
    assert len(kinds_in(text)) == 1
    assert kinds_in("Он писал: «\u00a0слова эти никому в городе не понравились\u00a0» и ушёл.")[0][1] == "quotation"


BROKEN = (
    "Orlova wrote that “the mill of the lower town is ours and so{between}is the quay with all its boats”[1] and left."
    "\n\n[1] Vane, The Quay (London, 1920), 5.\n"
)


@pytest.mark.parametrize(
    "between",
    [
        "\n\n12\n\n",
        "\n\n- 12 -\n\n",
        "\n\nTHE LONG QUAY 12\n\n",
        "\n\n12\n\nTHE LONG QUAY\n\n",
        "\n\nThe Long Quay\n\n12\n\n",
        "\n\n\f12   The Long Quay\n\n",
    ],
)
def test_a_quotation_over_a_page_number_and_a_running_head_of_plain_text_is_found(between: str) -> None:
    manuscript = manuscript_of(BROKEN.format(between=between).encode(), "draft.txt")
    (one,) = quotations_in(manuscript)
    assert " ".join(one.text.split()) == "the mill of the lower town is ours and so is the quay with all its boats"
    assert one.closed
    assert manuscript.paragraphs[0].calls[0].note == "1"


@pytest.mark.parametrize(
    "between", ["\n\nTHE LONG QUAY\n\n", ".\n\n12\n\n", "\n\n12\n\nA whole sentence, stopped.\n\n", "\n\n12\n\nHere "]
)
def test_what_need_not_be_a_page_break_joins_no_paragraphs(between: str) -> None:
    text = "The mill stood idle that year and so{between}is the quay with all its boats."
    manuscript = manuscript_of(text.format(between=between).encode(), "draft.txt")
    assert len([one for one in manuscript.paragraphs if one.role in ("body", "heading")]) > 1


@pytest.mark.parametrize("mark", ["“", "«", "„", '"'])
def test_a_mark_that_opens_and_is_closed_nowhere_is_said_with_its_place(mark: str) -> None:
    text = f"The mill stood idle.\n\nOrlova wrote: {mark}the quay is ours and all its boats.\n\nNothing came of it.\n"
    manuscript = manuscript_of(text.encode(), "draft.txt")
    told = [one for one in findings_of(audit(manuscript, memory_texts({"s": "Nothing."}), [])) if one.code == "M115"]
    assert [(one.about, one.position.line) for one in told if one.position] == [(("paragraph 2",), 3)]
    assert "the quay is ours" in told[0].message


def test_a_mark_left_open_in_a_note_is_said_there() -> None:
    text = "The mill stood idle[1].\n\n[1] Orlova wrote: “the quay is ours and all its boats.\n"
    made = audit(manuscript_of(text.encode(), "draft.txt"), memory_texts({"s": "Nothing."}), [])
    assert [one.about for one in findings_of(made) if one.code == "M115"] == [("note 1",)]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f"])
def test_marks_with_blanks_within_are_closed_where_they_close(blank: str) -> None:
    text = "Vane écrit : «_les barges étaient vendues_». Plus loin : «_les cordes “de Moss” aussi_», dit-il."
    (one, two) = quotations_in(Manuscript("a", "text", (Paragraph(1, text.replace("_", blank)),)))
    assert [one.text.strip(), two.text.strip()] == ["les barges étaient vendues", "les cordes “de Moss” aussi"]


def test_what_stands_between_two_quotations_is_none_whatever_the_blanks() -> None:
    assert not any(
        "gulls" in text for _, text in found("He wrote « the barges were sold » to the gulls and « ropes ».")
    )
    assert [text for _, text in found("Sie schrieb »die Möwen am Kai« und »die Taue«.")] == [
        "die Möwen am Kai",
        "die Taue",
    ]
    assert found("On a scale of 3 « 5 the quay was long.") == []


def test_a_low_mark_may_close_what_another_opened() -> None:
    text = "Moos nennt ihn „den undurchschauten Ritus„ und „die wilde alte Tradition„, dann geht er."
    assert [words for _, words in found(text)] == ["den undurchschauten Ritus", "die wilde alte Tradition"]
    assert [words for _, words in found("Er sagte: „Sie nannten es „Flut“ und gingen“.")] == [
        "Sie nannten es „Flut“ und gingen"
    ]


def test_a_thousand_marks_that_never_close_are_read_in_time() -> None:
    assert found(" ".join(['„"a"'] * 2000)) == []


def test_marks_that_are_closed_or_go_on_are_not_said_to_be_open() -> None:
    text = "He said “we go,” and went.\n\n“The quay is ours\n\n“and the mill”, she said; it is 6\" wide, isn't it?\n"
    made = audit(manuscript_of(text.encode(), "draft.txt"), memory_texts({"s": "Nothing."}), [])
    assert [one for one in findings_of(made) if one.code == "M115"] == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            '“It is late," said the clerk, "and nobody will come back here tonight.”',
            ["It is late,", "and nobody will come back here tonight."],
        ),
        (
            '"It is late indeed for all of us here,” said the clerk, “and nobody will come back tonight."',
            ["It is late indeed for all of us here,", "and nobody will come back tonight."],
        ),
        ('“He called it a "great and lasting" thing”, she wrote.', ['He called it a "great and lasting" thing']),
        ('Er sagte: „Sie nannten es "die Flut" und gingen“ und schwieg.', ['Sie nannten es "die Flut" und gingen']),
        ('Er sagte: „Sie nannten es "Flut", und gingen" und schwieg.', ['Sie nannten es "Flut", und gingen']),
        ('„Das "Haus" steht noch“, sagte er, „und "der Kai" auch.“', ['Das "Haus" steht noch', 'und "der Kai" auch.']),
        ('„Er rief: "Flut!"“, sagte sie.', ['Er rief: "Flut!"']),
        ('„Sie gingen fort" und "keiner kam zurück", hieß es.', ["Sie gingen fort", "keiner kam zurück"]),
        ('"‚Flut‘, rief er", sagte sie.', ["‚Flut‘, rief er"]),
    ],
)
def test_marks_of_two_kinds_that_a_typist_mixed_close_each_other(text: str, right: list[str]) -> None:
    assert [words for _, words in found(text)] == right


def test_a_lone_short_word_quotes_nobody() -> None:
    paragraph = Paragraph(1, "So common are “of” and “the” in it.", calls=(Call("1", 17), Call("2", 28)))
    assert [one.kind for one in quotations_in(Manuscript("a", "text", (paragraph,)))] == ["word", "word"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Sein Bändchen, Untertitel: »Umrisse einer Lehre vom Kai«, erschien früh.", ["title"]),
        ("Das Werk, untertitelt »Urkunden zum Hafenbau«, liegt vor.", ["title"]),
        ("The quarrel grew. In ‘What happened to ropes?’ Ruth Vane asks it again.", ["title"]),
        ("The crowd sang ‘God Keep the Quay’ and ‘Rule, Harbour!’ at the gate.", ["title", "title"]),
        ("She chose to quote a ‘Weaver, [...] Mayor, [...] and head of the Guild’ at length.", ["quotation"]),
        ("The language of ‘hidden profit[s]’ came back.", ["fragment"]),
        ("They worked ‘till midnight,’ ‘till past one o’clock in the morning,’ and on.", ["fragment", "quotation"]),
    ],
)  # fmt: skip
def test_titles_and_rows_of_marked_words(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in found(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("По дисциплине: «История пристаней»", "title"),
        ("Основные произведения Вейнова: «Сумма причалов», «Жатва в долине».", "title"),
        ("Источник: Павел Вейнов. «Причал в третьем веке», 1929", "title"),
        ("«Опыты о причалах и о жатве» (1-е издание, 1597);", "title"),
        ("«Мысли о барже и жатве!» (1597)", "quotation"),
        ("Figure 4. Ada Moss, “A guide to ropes. With a barge by Vane”, 2016. Video", "title"),
        ("“An Act for raising a duty on ropes and on barges laid up.” Harbour Records, II. 5.", "title"),
        ("Two of the gulls, “their true friends,” D’Orne says, came too.", "fragment"),
        ("The future, as he points out, ‘was not foreordained’ by anyone.", "fragment"),
        ("Moss, who noted in her journal, “She had been most unkind to the rope of six months.” Later", "quotation"),
        ("They came from what contemporaries termed the “barge class”.", "word"),
    ],
)  # fmt: skip
def test_lists_laws_and_who_speaks_between_tell_titles_words_and_quotations(text: str, kind: str) -> None:
    (first, *_) = quotations_in(Manuscript("a piece", "text", (Paragraph(1, text),), {}))
    assert first.kind == kind


def test_a_sign_that_markdown_spells_out_is_no_word() -> None:
    text = "Vane wrote that “the barges lay at&nbsp;the quay until the ice broke&#x2026; and then sailed”."
    (quoted,) = quotations_in(manuscript_of(text.encode(), "a.md"))
    assert quoted.text == "the barges lay at\u00a0the quay until the ice broke… and then sailed"
    assert text[quoted.place.start : quoted.place.end].startswith("the barges lay at&nbsp;the")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("В статье Вейнова «Теория речного слова» (Мосс, 2000, с. 221) этого нет.", ["title"]),
        ("Он прямо цитирует в «Становлении жатвы» (с. 38) ткачей.", ["title"]),
        ("До написания «Хищных причалов» оставался год.", ["title"]),
        ("Так возникла работа, которую называет «Жатва и причал. Сравнительная история лодок» он сам.", ["title"]),
        ("В издательстве вышел словарь-справочник «Вейнов. Жатва и причалы», где об этом сказано.", ["title"]),
        ("Котова Э.Л. «Пока держу я перо в руках»: к юбилею ткача.", ["title"]),
        ("7 Л.П. Разова. «Роман под открытым небом» (музею реки).", ["title"]),
        ("Мосс С. А. «Седой ткач говорил о жатве...» // Речной архив. 2017.", ["title"]),
        ("Оглавление «Верной дорогой идём по реке, ткачи!» ........ 12", ["title"]),
        ("Оппонируется «Гладкое моделирование причалов и лодок», представленная на соискание степени.", ["title"]),
        ("Центр образован книгами Семёна Мосса («Все лодки превратились в лёд», 2017), и других.", ["title"]),
        ("Это показано в проекте «Причалы прошлого» (см. рис. 5).", ["title"]),
        ("Указан источник, «Частотный словарь речного языка» О. Н. Вейновой.", ["title"]),
        ("Вызывает вопрос тезис автора работы: «В любую пору при жатве появляются лодки, но не везде и не всегда» "
         "(с. 26).", ["quotation"]),
        ("Такова, например, строка «Лодки блещущи у пристани стояли».", ["quotation"]),
        ("Ср. в стихотворении «Лодки стояли, как башни, / а сторож уснул».", ["quotation"]),
        ("Это видно в «Часе прилива»; «Но с каждой зимой меняются лодки» (с. 67).", ["title", "quotation"]),
        ("Стихотворения «Мне лодка была...» (1917) и «Не с теми я, кто бросил лодку...» (1922).", ["title", "title"]),
    ],
)  # fmt: skip
def test_russian_articles_tell_titles_from_what_they_quote(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in found(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Как писал Р. А. Вейнов, «Голод в долине унёс сорок человек, и никто не просил о помощи»[^1].",
        "По словам Р. А. Вейнова, «Рабочие требовали хлеба и соли»[^1].",
        "В т. 6, «Совет согласился принять делегатов от причала»[^1], сказано прямо.",
        "Вейнов пишет: «Рабочие требовали хлеба и соли», т. 2[^1].",
        "В долине «Верфь была закрыта весной» (ГАРФ)[^1].",
        "Тогда «Постановление о приёме делегатов было принято сорока голосами»[^1].",
        "«Повесть о верфи была сожжена весной»[^1] – вот что осталось.",
        "As R. A. Vane, “The council agreed to close the yard in spring”,[^1] puts it.",
    ],
)
def test_what_somebody_may_have_said_is_held_to_its_source_and_is_no_title(text: str) -> None:
    plain = text.replace("[^1]", "")
    paragraph = Paragraph(1, plain, calls=(Call("1", text.index("[^1]")),))
    assert [one.kind for one in quotations_in(Manuscript("a", "text", (paragraph,)))] == ["quotation"]


def test_a_title_told_twice_is_one_wherever_it_stands_in_whatever_case() -> None:
    told = ["Вышел роман «Речная жатва?» тогда.", "О романе «Речная жатва?» писали."]
    assert found(*told, "Сопоставим с современным «Речной жатве?» текстом.")[-1][0] == "title"
    assert found(told[0], "Сопоставим с современным «Речной жатве?» текстом.")[-1][0] == "fragment"


def untold(text: str) -> list[str]:
    paragraphs = (Paragraph(1, text),)
    return [one.text for one in quotations_in(Manuscript("a", "text", paragraphs)) if not one.told]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Управа нуждалась в «опоре норм и грузов», и не больше.", ["опоре норм и грузов"]),
        ("Понятие «причал для барж и плотов» не раскрыто.", ["причал для барж и плотов"]),
        ("Таблица называется иначе («Сводные сборы по пристаням Верхнего Поречья и слобод»).",
         ["Сводные сборы по пристаням Верхнего Поречья и слобод"]),
        ("По мнению Р. А. Вейнова, управа нуждалась в «опоре норм и грузов».", []),
        ("Мужики кричали, что им нужна «опора норм и грузов».", []),
        ("Управа нуждалась в «опоре норм и грузов»12.", []),
        ("Управа нуждалась в «опоре норм и грузов» [12].", []),
        ("Er sprach von einer „Rückkehr der alten Fischer vom neuen Kai“, die bleibt.", []),
        (
            "Beim „Verein zur Pflege der stillen alten Kais“ lag nichts vor.",
            ["Verein zur Pflege der stillen alten Kais"],
        ),
    ],
)  # fmt: skip
def test_a_few_words_with_nothing_beside_them_are_left_untold(text: str, right: list[str]) -> None:
    assert untold(text) == right


@pytest.mark.parametrize(
    "text",
    [
        "Приказ управы от 24.07.1998 № 124 «О сборах на пристанях Поречья» действует.",
        "Закон от 24 июля 1998 г. «О сборах, причалах и складах Верхнего Поречья и о мерах против порубок» отменён.",
        "Приняты два акта: от 02.09.2003 № 8-178 «Правила взимания сборов на причалах и складах».",
    ],
)
def test_the_title_of_an_act_follows_its_date_and_number(text: str) -> None:
    assert [kind for kind, _ in found(text)] == ["title"]


@pytest.mark.parametrize(
    "text",
    [
        "Р. А. Вейнов, «Об этом молчали на каждой пристани» (т. 2)",
        "Р. А. Вейнов. «Закон о мельницах вошёл в жизнь, и рожь мололи днём» (ГАПО)",
        "В сборнике (кн. V) «Указ о соли крестьяне приняли с радостью» помянут не раз",
        "Он записал слова «Союз по найму грузчиков держался десять зим»",
        "Ср. у Вейнова (т. 6, «Рожь без соли, лето без дров и люди без надежды»)",
        "В постановлении от 7 июня 1921 года «О хлебе помнили все, кто сидел в управе»",
        "В письме управы от 7 июня 1921 года № 15 «О хлебе помнили все, кто сидел в управе»",
        "Wenig hielt der „Verein der Fischer am Kai für tot und seine Netze für faul“",
        "Little was left when the “Society of the quay lost its nets and its bells”",
    ],
)
def test_what_a_note_stands_behind_is_held_to_its_source(text: str) -> None:
    manuscript = Manuscript("a", "text", (Paragraph(1, f"{text}.", calls=(Call("1", len(text)),)),))
    assert [one.kind for one in quotations_in(manuscript)] == ["quotation"]


@pytest.mark.parametrize(
    "text",
    [
        "In “The rope walk stood empty for seven winters” she tells of it",
        "The journal has “The bailiff read the order aloud at the church door”, 1984",
        "Under the heading “The wardens feared the nets less than the fleet” she tells of it",
        "On the wall stood the words “Justice for the Ferrymen of the Upper Quay”",
    ],
)
def test_what_looks_like_a_title_and_tells_something_is_looked_for_if_it_has_a_note(text: str) -> None:
    noted = Manuscript("a", "text", (Paragraph(1, f"{text}.", calls=(Call("1", len(text) + 1),)),))
    assert [(one.kind, one.told) for one in quotations_in(noted)] == [("fragment", False)]
    assert found(f"{text}.")[0][0] == "title"


def test_words_that_markdown_links_are_read_without_the_address() -> None:
    text = "Kais seien, so Moos, »[kein Luxus nur für gute Zeiten](https://example.org/p)«, und teuer."
    found_in = quotations_in(manuscript_of(text.encode(), "kai.md"))
    assert [(one.kind, one.text) for one in found_in] == [("quotation", "kein Luxus nur für gute Zeiten")]


def test_what_is_left_untold_is_looked_for() -> None:
    texts = memory_texts({"vane": "Управа нуждалась в опоре норм и грузов, и не больше. Мельницы стояли."})
    paragraphs = (
        Paragraph(1, "Управа нуждалась в «опоре норм и грузов»."),
        Paragraph(2, "Управа искала «опоры мер и весов»."),
    )
    made = audit(Manuscript("a", "text", paragraphs), texts, ())
    assert [(one.quoted.kind, one.verification.verdict) for one in made.quotations] == [
        ("fragment", "verbatim"),
        ("scare", "unchecked"),
    ]


def test_what_stands_behind_a_laws_title_is_no_second_title() -> None:
    told = found("Согласно закону «О причалах» «Управа вместе с выборными слободы ведает причалами и сборами».")
    assert [kind for kind, _ in told] == ["title", "quotation"]


def test_a_heading_in_a_table_of_contents_begins_no_bibliography() -> None:
    lines = ["Введение", "3", "Список использованных источников", "77", "Введение"]
    page = "".join(f"<p>{line}</p>" for line in [*lines, "Он писал: «Хлеба не будет до самой весны»."])
    manuscript = manuscript_of(f"<html><body>{page}</body></html>".encode(), "draft.html")
    assert [one.text for one in quotations_in(manuscript)] == ["Хлеба не будет до самой весны"]


@pytest.mark.parametrize(
    "text",
    [
        "Moos nannte den Kai einen „toten Ort“ und ging.",
        "Der Kai sei ein „toter Ort“ gewesen, behauptete Moos.",
        "Der Kai war, so Moos, ein „toter Ort“ ohne Schiffe.",
        "Laut Moos war der Kai ein „toter Ort“ ohne Schiffe.",
        "In seinem Tagebuch klagte er über die „leeren Netze“ am Kai.",
        "Das Gutachten verlangte „sofortige Räumung“ des Hafens.",
        "Er warf der Stadt „blinden Eifer“ vor.",
        "Vane denounced the “barren quay” of the south.",
        "For Vane, the quay was a “barren place” of fog.",
        "Вейнов обвинял управу в «слепом рвении» и ушёл.",
        "В дневнике он жаловался на «пустые сети» весны.",
    ],
)
def test_a_few_words_are_quoted_where_their_sentence_says_whose_they_are(text: str) -> None:
    assert [kind for kind, _ in found(text)] == ["fragment"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Die alten Leute kannten die „ewige Flut“ vom Kai.", "scare"),
        ("Des Hafens „alte Netze“ lagen still.", "scare"),
        ("Auf dem Kreis „alter Freunde“ lag Staub.", "scare"),
        ("Im „stillen Hafen“ lag, so hieß es „Moos sagt es“, ein Boot.", "scare"),
        ("Viele Organisationen behaupteten, sie stünden „über dem Hafen“ und der Stadt.", "scare"),
        ("Moos sagte, dass er im „Roten Anker“ wohnte.", "title"),
        ("Brechts „Dreihafenoper“ lief im Mai.", "scare"),
        ("Der sogenannte „tote Kai“ war, so Moos, leer.", "word"),
        ("Vane’s “The Empty Quay” came out in May.", "title"),
        ("Vane said that the “Red Anchor” was closed.", "title"),
        ("Вейнов писал в газете «Речной путь» о пристани.", "title"),
        ("Вейнов напомнил о романе «Верфь закрыли весной» и ушёл.", "title"),
    ],
)
def test_no_few_words_are_quoted_where_nobody_is_named_or_a_title_is(text: str, kind: str) -> None:
    assert found(text)[0][0] == kind


@pytest.mark.parametrize(
    "text",
    [
        "Потом в управе «Верфь закрыли весной» услышали не сразу.",
        "Вейнов говорил на сходе «Пустая пристань» и ушёл.",
        "Как отмечал Вейнов, «Верфь закрыта» с весны.",
    ],
)
def test_what_stands_as_a_russian_title_does_is_left_untold_where_somebody_may_say_it(text: str) -> None:
    assert untold(text) == [found(text)[0][1]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sie stellt die Ausweitung der „stillen Kontrolle“ fest (Moos, 1990, S. 12).", "fragment"),
        ("Moos (1990) konstatiert, dass am Kai „ein Nachlassen der stillen Furcht“ herrschte.", "quotation"),
        ("At the quay the “silent rule” was felt (Vane 1990: 12).", "fragment"),
        ("На пристани царил «тихий порядок» во всём [12, с. 34].", "fragment"),
        ("At the quay the “silent rule” (Vane 1990) was felt.", "fragment"),
        ("At the quay the “Silent Rule of Nets” (Vane 1990) was read.", "title"),
        ("At the quay the “silent rule” (1990) was felt.", "scare"),
        ("At the quay the “silent rule” was felt (1990).", "scare"),
        ("At the quay the “silent rule” was felt (Vane 1990).", "scare"),
        ("На пристани царил «тихий порядок» во всём [12].", "scare"),
        ("Am Kai galt „un-\nerwünscht“ nicht viel (Moos 1990, S. 12).", "scare"),
    ],
)
def test_a_year_and_a_page_in_brackets_cite_as_a_note_does(text: str, kind: str) -> None:
    assert found(text)[0][0] == kind


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        (
            "See R. Vane, ‘The quay was lost in spring. A weaver remembers’, in P. Lark (ed.), Harbours, p. 5.",
            "title",
        ),
        (
            "Moos zufolge; s. K. Lark, „Die Fischer der unteren Mühle und ihr Kai“, Hafenhefte, 12, 3 (1990), S. 4.",
            "title",
        ),
        ("Lark, Karl: „Die Fischer der unteren Mühle und ihr Kai“, in: Hafenhefte 12 (1990), S. 4.", "title"),
        ("Lark, „Fischer der unteren Mühle“, S. 4.", "title"),
        ("Lark, ‘Weavers of the lower mill’, pp. 4–6.", "title"),
        ("So Lark, „Die Fischer haben den Kai verloren“, S. 4.", "quotation"),
        ("Vane writes, “The quay was lost in the spring”, in a letter to Lark.", "quotation"),
        ("So sagt es K. Lark, „die Fischer haben den Kai verloren“, in: Hafenhefte 12 (1990), S. 4.", "quotation"),
    ],
)
def test_what_stands_between_its_author_and_what_contains_it_is_a_title(note: str, kind: str) -> None:
    manuscript = manuscript_of(f"The quay was lost.[^1]\n\n[^1]: {note}\n".encode(), "a.md")
    assert [one.kind for one in quotations_in(manuscript)] == [kind]


@pytest.mark.parametrize("marks", ["«»", "„“", "“”", "»«"])
def test_a_place_behind_the_marks_of_a_quotation_set_apart_is_none_of_its_words(marks: str) -> None:
    text = f"Er sagte:\n\n> {marks[0]}Der Kai wird leer, und keiner kommt.{marks[1]} (Moos 1963: 34)\n\nSo war es.\n"
    assert [one.text for one in quotations_in(manuscript_of(text.encode(), "a.md"))] == [
        "Der Kai wird leer, und keiner kommt."
    ]


def test_two_words_with_capitals_that_have_a_note_are_left_untold() -> None:
    text = "Am Kai herrschte eine „Neue Ruhe“, die blieb."
    noted = Manuscript("a", "text", (Paragraph(1, text, calls=(Call("1", len(text)),)),))
    assert [(one.kind, one.told) for one in quotations_in(noted)] == [("fragment", False)]
    assert found(text)[0][0] == "title"
    named = "Am Kai lag das Schiff „Neue Ruhe“, das blieb."
    noted = Manuscript("a", "text", (Paragraph(1, named, calls=(Call("1", len(named)),)),))
    assert [one.kind for one in quotations_in(noted)] == ["title"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The quay “carries the goods of one street away”—in a manner “contrary to law.”", ["quotation", "fragment"]),
        ("Fancy “brings the quays themselves back,” while memory “only recalls the boats.”", ["fragment", "quotation"]),
        ("Man sah die „Macht der Netze“, da sie „den alten Kai nur noch verwalten kann“.", ["fragment", "quotation"]),
        ("The quay “carries the goods of one street to another.” A “great leap” came later.", ["quotation", "scare"]),
        ("The “great leap” was a “dull thing” of sorts.", ["scare", "scare"]),
        ("В повести «Речная жатва» сказано: «мы не уйдём с этого берега никогда».", ["title", "quotation"]),
    ],
)  # fmt: skip
def test_a_few_words_are_quoted_with_the_longer_ones_of_their_sentence(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in found(text)] == kinds


def test_where_marks_are_turned_round_a_lost_one_opens_nothing() -> None:
    text = (
        "und Planung« lag er da. »Der Kai ist leer«, sagte sie, »und ›kalt‹ dazu, heißt es.« Im ›alten Hafen‹ war Ruhe."
    )
    assert [words for _, words in found(text)] == ["Der Kai ist leer", "und ›kalt‹ dazu, heißt es.", "alten Hafen"]
    assert [words for _, words in found("« Les quais étaient vides », dit-elle, « et froids ».")] == [
        "\u202fLes quais étaient vides\u202f".replace("\u202f", " "), " et froids ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Veits „ewige Flut“ blieb ein Traum.",
        "Veits „Flut der Netze“ blieb aus.",
        "Vane’s “barren quay” lay in the fog.",
    ],
)
def test_a_few_words_that_may_be_somebodys_are_left_untold(text: str) -> None:
    assert untold(text) == [found(text)[0][1]]


def test_a_mark_forgotten_behind_a_sentence_swallows_no_later_speech() -> None:
    text = (
        "Sie betete: „Der Kai ist leer ... Sich nicht zu fürchten, lernte man dort. Moos sagte: „Ich gehe heim.“ "
        "Da sprach Vane: „Nimm die Taue mit.“ So gingen sie."
    )
    assert [one for one in found(text) if "gehe" in one[1] or "Nimm" in one[1]] == [
        ("fragment", "Ich gehe heim."),
        ("quotation", "Nimm die Taue mit."),
    ]


def test_speech_within_speech_stays_within_it() -> None:
    text = "Moos erzählte: „Wir kamen spät. Vane rief: „Nimm die Taue mit!“ Dann gingen wir heim.“ So war es."
    assert [one for _, one in found(text)] == ["Wir kamen spät. Vane rief: „Nimm die Taue mit!“ Dann gingen wir heim."]


def of_note(*notes: str) -> list[tuple[str, str]]:
    """What an audit makes of the marks in notes."""
    body = "So it was." + "".join(f"[^{number}]" for number in range(1, len(notes) + 1))
    text = "\n\n".join([body, *(f"[^{number}]: {note}" for number, note in enumerate(notes, start=1))])
    made = audit(manuscript_of(text.encode(), "a.md"), memory_texts({}), [])
    return [(one.quoted.kind, one.quoted.text) for one in made.quotations]


def test_what_stands_alone_in_marks_in_a_note_is_quoted_and_no_title() -> None:
    assert of_note("“The barges lay idle that winter, and nobody came.”") == [
        ("quotation", "The barges lay idle that winter, and nobody came.")
    ]
    assert of_note("Vane has “the idle and rotten barges” (84), Moss “the barges of the old quay” (106).")[-1] == (
        "quotation",
        "the barges of the old quay",
    )
    later = of_note("Vane, “Notes on the Quay,” 2. “We had no shoes that winter.”", "Vane, “Notes on the Quay,” 5.")
    assert [words for _, words in later if "shoes" in words] == ["We had no shoes that winter."]


@pytest.mark.parametrize(
    "note",
    [
        "Ruth Vane, “The Idle Barges of the Quay,” Harbour Review 3 (1990): 5.",
        "Vane, *Der Kai*, S. 5; „Die alten Taue am Kai der Fischer“, S. 12.",
        "Vgl. Moos’ Gespräch »Wir haben lange am Kai gewartet«; »Der Hafenbote«, Nr. 40 vom 2. Mai 1972, S. 3.",
        "„Der Kai ist leer und bleibt es auch“, „Hafenbote“ vom 3. Mai 1972, S. 2.",
    ],
)
def test_a_title_in_a_note_is_no_quotation(note: str) -> None:
    assert {kind for kind, _ in of_note(note)} <= {"title"}
