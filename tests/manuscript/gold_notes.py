"""Notes in the manner of real ones, with the work and the pages that each cites: what the grammar is held to.

Only the forms are like those of publications; remarks are our own. A chain is a manuscript's notes in order: `works`
are the records of a library by key; each note has the works that it cites, as (key or None, pages). None stands for a
work that the library lacks; "?" for what cannot be known and has to be declined.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chain:
    name: str
    works: dict[str, tuple[str, str, str]]  # key: (author, title, year)
    notes: list[tuple[str, list[tuple[str | None, str]]]]
    held_out: bool = False


CHICAGO = Chain(
    "Chicago, full and short",
    {
        "rabinowitch1976": ("Rabinowitch, Alexander", "The Bolsheviks Come to Power: The Revolution of 1917 in Petrograd", "1976"),
        "fitzpatrick1994": ("Fitzpatrick, Sheila", "The Russian Revolution", "1994"),
        "figes1996": ("Figes, Orlando", "A People's Tragedy: The Russian Revolution, 1891-1924", "1996"),
        "smith1983": ("Smith, S. A.", "Red Petrograd: Revolution in the Factories, 1917-1918", "1983"),
        "trotsky1932": ("Trotsky, Leon", "The History of the Russian Revolution", "1932"),
        "suny1983": ("Suny, Ronald Grigor", "Toward a Social History of the October Revolution", "1983"),
        "goldman1923": ("Goldman, Emma", "My Disillusionment in Russia", "1923"),
        "avrich1970": ("Avrich, Paul", "Kronstadt, 1921", "1970"),
    },
    [
        ("Alexander Rabinowitch, The Bolsheviks Come to Power: The Revolution of 1917 in Petrograd (New York: W. W. Norton, 1976), 45.", [("rabinowitch1976", "45")]),
        ("Ibid., 52–53.", [("rabinowitch1976", "52-53")]),
        ("Sheila Fitzpatrick, The Russian Revolution, 2nd ed. (Oxford: Oxford University Press, 1994), 60.", [("fitzpatrick1994", "60")]),
        ("Rabinowitch, Bolsheviks Come to Power, 101; Fitzpatrick, Russian Revolution, 64.", [("rabinowitch1976", "101"), ("fitzpatrick1994", "64")]),
        ("Ibid.", [("?", "")]),
        ("See S. A. Smith, Red Petrograd: Revolution in the Factories, 1917–1918 (Cambridge: Cambridge University Press, 1983), 12–15, 88.", [("smith1983", "12-15, 88")]),
        ("Ronald Grigor Suny, “Toward a Social History of the October Revolution,” American Historical Review 88, no. 1 (1983): 31–52, at 40.", [("suny1983", "40")]),
        ("Suny, “Toward a Social History,” 41.", [("suny1983", "41")]),
        ("Ibid., 44n12.", [("suny1983", "44")]),
        ("Orlando Figes, A People’s Tragedy: The Russian Revolution, 1891–1924 (London: Jonathan Cape, 1996), p. 403.", [("figes1996", "403")]),
        ("Figes, 404; see also Avrich, Kronstadt, 1921 (Princeton, NJ: Princeton University Press, 1970), 22.", [("figes1996", "404"), ("avrich1970", "22")]),
        ("Quoted in Emma Goldman, My Disillusionment in Russia (Garden City: Doubleday, 1923), 33.", [("goldman1923", "33")]),
        ("Lenin to Gorky, quoted in Figes, People’s Tragedy, 649.", [("figes1996", "649")]),
        ("I owe this point to the kindness of a colleague who read an early draft of the chapter.", []),
        ("Leon Trotsky, The History of the Russian Revolution, trans. Max Eastman, 3 vols. (London: Gollancz, 1932–33), 2:117.", [("trotsky1932", "117")]),
        ("Trotsky, History, 2:120–21.", [("trotsky1932", "120-21")]),
        ("Moshe Lewin, Lenin’s Last Struggle (New York: Pantheon, 1968), 77.", [(None, "77")]),
        ("Lewin, Lenin’s Last Struggle, 80.", [(None, "80")]),
        ("Ibid., 81.", [(None, "81")]),
        ("Pravda, 7 November 1927, 2.", [(None, "2")]),
        ("For a different view see Smith, Red Petrograd, 140.", [("smith1983", "140")]),
        ("Cf. Goldman, Disillusionment, xlvii.", [("goldman1923", "xlvii")]),
        ("Avrich, Kronstadt, 1921, pp. 150ff.", [("avrich1970", "150ff")]),
        ("Goldman, op. cit., p. 57.", [("goldman1923", "57")]),
    ],
)

GOST = Chain(
    "ГОСТ, подстрочные ссылки",
    {
        "rogovin1993": ("Роговин В. З.", "Власть и оппозиции", "1993"),
        "trotsky-my-life": ("Троцкий Л. Д.", "Моя жизнь: Опыт автобиографии", "1990"),
        "trotsky-istoriia": ("Троцкий Л. Д.", "История русской революции", "1997"),
        "danilov1990": ("Данилов В. П.", "Коллективизация сельского хозяйства в СССР", "1990"),
        "hlevniuk1996": ("Хлевнюк О. В.", "Политбюро: Механизмы политической власти в 30-е годы", "1996"),
        "kratkii-kurs": ("", "История ВКП(б): Краткий курс", "1938"),
        "ivnickii1995": ("Ивницкий Н. А.", "Судьба раскулаченных в СССР", "2004"),
    },
    [
        ("Роговин В. З. Власть и оппозиции. М., 1993. С. 59.", [("rogovin1993", "59")]),
        ("Там же. С. 61–62.", [("rogovin1993", "61-62")]),
        ("Там же.", [("rogovin1993", "61-62")]),
        ("Троцкий Л. Д. Моя жизнь: Опыт автобиографии. М.: Панорама, 1990. С. 477.", [("trotsky-my-life", "477")]),
        ("Роговин В. З. Указ. соч. С. 70.", [("rogovin1993", "70")]),
        ("См.: Хлевнюк О. В. Политбюро: Механизмы политической власти в 30-е годы. М.: РОССПЭН, 1996. С. 45; Данилов В. П. Коллективизация сельского хозяйства в СССР // История СССР. 1990. № 5. С. 12.", [("hlevniuk1996", "45"), ("danilov1990", "12")]),
        ("Он же. История русской революции. Т. 2. Ч. 1. М., 1997. С. 5.", [("?", "5")]),
        ("Троцкий Л. Д. История русской революции. Т. 2. Ч. 1. М.: ТЕРРА, 1997. С. 118–120.", [("trotsky-istoriia", "118-120")]),
        ("Он же. Моя жизнь. С. 480.", [("trotsky-my-life", "480")]),
        ("РГАСПИ. Ф. 17. Оп. 85. Д. 12. Л. 34.", [(None, "34")]),
        ("Там же. Л. 36–36 об.", [(None, "36-36 об")]),
        ("Там же. Д. 14. Л. 3.", [(None, "3")]),
        ("Правда. 1927. 7 нояб. № 255. С. 2.", [(None, "2")]),
        ("История ВКП(б): Краткий курс. М., 1938. С. 250.", [("kratkii-kurs", "250")]),
        ("Цит. по: Роговин В. З. Власть и оппозиции. С. 102.", [("rogovin1993", "102")]),
        ("Подробнее см.: Ивницкий Н. А. Судьба раскулаченных в СССР. М.: Собрание, 2004. С. 18–25.", [("ivnickii1995", "18-25")]),
        ("Там же. С. 30; Хлевнюк О. В. Политбюро. С. 50.", [("ivnickii1995", "30"), ("hlevniuk1996", "50")]),
        ("Сталин И. В. Сочинения. Т. 13. М., 1951. С. 45.", [(None, "45")]),
        ("Ивницкий Н. А. Указ. соч. С. 31.", [("ivnickii1995", "31")]),
        ("Подчёркнуто в документе красным карандашом; отчёркивание на полях неизвестной рукой.", []),
        ("ГАРФ. Ф. Р-5446. Оп. 12а. Д. 1066. Л. 77; Ф. 3316. Оп. 2. Д. 918. Л. 5 об.", [(None, "77"), (None, "5 об")]),
        ("Danilov V. P. Kollektivizatsiia sel'skogo khoziaistva v SSSR // Istoriia SSSR. 1990. No. 5. S. 14.", [("danilov1990", "14")]),
    ],
)

AUTHOR_DATE = Chain(
    "Author and date",
    {
        "smith1983": ("Smith, S. A.", "Red Petrograd", "1983"),
        "figes1996": ("Figes, Orlando", "A People's Tragedy", "1996"),
        "koenker1981": ("Koenker, Diane", "Moscow Workers and the 1917 Revolution", "1981"),
        "koenker1989": ("Koenker, Diane", "Strikes and Revolution in Russia, 1917", "1989"),
        "ivanov1998": ("Иванов А. П.", "Рабочие Петрограда", "1998"),
        "lewin1968a": ("Lewin, Moshe", "Lenin's Last Struggle", "1968a"),
        "lewin1968b": ("Lewin, Moshe", "Russian Peasants and Soviet Power", "1968b"),
    },
    [
        ("Smith 1983, 45", [("smith1983", "45")]),
        ("Figes 1996: 403–4", [("figes1996", "403-4")]),
        ("Koenker and Rosenberg 1989, 17", [("koenker1989", "17")]),
        ("Koenker 1981, 99; Smith 1983, 12", [("koenker1981", "99"), ("smith1983", "12")]),
        ("see Koenker, 1981, p. 101", [("koenker1981", "101")]),
        ("Иванов, 1998, с. 45", [("ivanov1998", "45")]),
        ("Иванов 1998: 46", [("ivanov1998", "46")]),
        ("ibid., 47", [("ivanov1998", "47")]),
        ("Lewin 1968b, 210", [("lewin1968b", "210")]),
        ("Lewin 1968a, 77", [("lewin1968a", "77")]),
        ("Kotkin 1995, 33", [(None, "33")]),
        ("cf. Figes 1996, 500", [("figes1996", "500")]),
    ],
)

ARCHIVES = Chain(
    "Archives in Latin letters",
    {"conquest1990": ("Conquest, Robert", "The Great Terror: A Reassessment", "1990")},
    [
        ("RGASPI, f. 17, op. 162, d. 8, l. 45.", [(None, "45")]),
        ("Ibid., l. 47ob.", [(None, "47ob")]),
        ("Ibid., d. 9, ll. 3–5.", [(None, "3-5")]),
        ("GARF, f. R-9479, op. 1, d. 89, ll. 205–206.", [(None, "205-206")]),
        ("Rossiiskii gosudarstvennyi arkhiv ekonomiki (RGAE), fond 7486, opis 37, delo 61, list 12.", [(None, "12")]),
        ("The National Archives (TNA), FO 371/11787, fol. 23.", [(None, "23")]),
        ("Hoover Institution Archives, Boris I. Nicolaevsky Collection, box 236, folder 4.", [(None, "")]),
        ("Robert Conquest, The Great Terror: A Reassessment (New York: Oxford University Press, 1990), 23.", [("conquest1990", "23")]),
        ("Conquest, Great Terror, 24, citing RGASPI.", [("conquest1990", "24")]),
        ("Izvestiia, no. 45, 23 February 1930, p. 1.", [(None, "1")]),
        ("“Letter to the Editor,” Izvestiia, March 2, 1930, 3.", [(None, "3")]),
    ],
)

# ── held out: written before the grammar was tuned on the chains above, looked at only at the end ──────────────────

CHICAGO_HELD = Chain(
    "Chicago, held out",
    {
        "thompson1963": ("Thompson, E. P.", "The Making of the English Working Class", "1963"),
        "hobsbawm1959": ("Hobsbawm, Eric", "Primitive Rebels", "1959"),
        "davis1983": ("Davis, Natalie Zemon", "The Return of Martin Guerre", "1983"),
        "ginzburg1980": ("Ginzburg, Carlo", "The Cheese and the Worms: The Cosmos of a Sixteenth-Century Miller", "1980"),
        "scott1986": ("Scott, Joan W.", "Gender: A Useful Category of Historical Analysis", "1986"),
        "darnton1984": ("Darnton, Robert", "The Great Cat Massacre and Other Episodes in French Cultural History", "1984"),
        "bloch1953": ("Bloch, Marc", "The Historian's Craft", "1953"),
        "braudel1972": ("Braudel, Fernand", "The Mediterranean and the Mediterranean World in the Age of Philip II", "1972"),
    },
    [
        ("E. P. Thompson, The Making of the English Working Class (London: Victor Gollancz, 1963), 9–10.", [("thompson1963", "9-10")]),
        ("Ibid., p. 12.", [("thompson1963", "12")]),
        ("Natalie Zemon Davis, The Return of Martin Guerre (Cambridge, MA: Harvard University Press, 1983), viii.", [("davis1983", "viii")]),
        ("Thompson, Making, 194; Eric Hobsbawm, Primitive Rebels (Manchester, 1959), ch. 3.", [("thompson1963", "194"), ("hobsbawm1959", "ch. 3")]),
        ("Carlo Ginzburg, The Cheese and the Worms: The Cosmos of a Sixteenth-Century Miller, trans. John and Anne Tedeschi (Baltimore: Johns Hopkins University Press, 1980), 5–6.", [("ginzburg1980", "5-6")]),
        ("Ginzburg, Cheese and the Worms, 62.", [("ginzburg1980", "62")]),
        ("Joan W. Scott, “Gender: A Useful Category of Historical Analysis,” American Historical Review 91 (1986): 1053–75.", [("scott1986", "1053-75")]),
        ("Scott, “Gender,” p. 1067.", [("scott1986", "1067")]),
        ("Ibid., 1069, emphasis in original.", [("scott1986", "1069")]),
        ("Robert Darnton, The Great Cat Massacre and Other Episodes in French Cultural History (New York: Basic Books, 1984), 78, 99–101.", [("darnton1984", "78, 99-101")]),
        ("See especially Darnton, Cat Massacre, 100.", [("darnton1984", "100")]),
        ("Marc Bloch, The Historian’s Craft, trans. Peter Putnam (New York: Knopf, 1953), 43, quoted in Davis, Martin Guerre, 5.", [("davis1983", "5")]),
        ("Fernand Braudel, The Mediterranean and the Mediterranean World in the Age of Philip II, trans. Siân Reynolds, vol. 1 (London: Collins, 1972), 20–21.", [("braudel1972", "20-21")]),
        ("Ibid., 1:22.", [("braudel1972", "22")]),
        ("Braudel, Mediterranean, vol. 2, p. 900.", [("braudel1972", "900")]),
        ("On this question the literature is very large and cannot be reviewed here.", []),
        ("Peter Burke, The French Historical Revolution (Stanford, 1990), 32.", [(None, "32")]),
        ("Burke, French Historical Revolution, 33; Bloch, Historian’s Craft, 44.", [(None, "33"), ("bloch1953", "44")]),
        ("The Times, 3 May 1926, p. 4.", [(None, "4")]),
        ("Davis, Return of Martin Guerre, 44–46; cf. Thompson, Making, 200.", [("davis1983", "44-46"), ("thompson1963", "200")]),
    ],
    held_out=True,
)

GOST_HELD = Chain(
    "ГОСТ, отложенное",
    {
        "karr1990": ("Карр Э. Х.", "История Советской России. Большевистская революция. 1917–1923", "1990"),
        "buldakov2010": ("Булдаков В. П.", "Красная смута: Природа и последствия революционного насилия", "2010"),
        "kolonickii2001": ("Колоницкий Б. И.", "Символы власти и борьба за власть", "2001"),
        "volobuev1964": ("Волобуев П. В.", "Пролетариат и буржуазия России в 1917 г.", "1964"),
        "suhanov1991": ("Суханов Н. Н.", "Записки о революции", "1991"),
        "miljukov2001": ("Милюков П. Н.", "История второй русской революции", "2001"),
    },
    [
        ("Карр Э. История Советской России. Кн. 1: Большевистская революция. 1917–1923. М.: Прогресс, 1990. С. 101.", [("karr1990", "101")]),
        ("Там же. С. 105.", [("karr1990", "105")]),
        ("Булдаков В. П. Красная смута: Природа и последствия революционного насилия. 2-е изд., доп. М.: РОССПЭН, 2010. С. 77–79.", [("buldakov2010", "77-79")]),
        ("Колоницкий Б. И. Символы власти и борьба за власть. СПб.: Дмитрий Буланин, 2001. С. 12.", [("kolonickii2001", "12")]),
        ("Булдаков В. П. Указ. соч. С. 80; Колоницкий Б. И. Указ. соч. С. 15.", [("buldakov2010", "80"), ("kolonickii2001", "15")]),
        ("Суханов Н. Н. Записки о революции: В 3 т. Т. 1. М.: Политиздат, 1991. С. 50–51.", [("suhanov1991", "50-51")]),
        ("Там же. Т. 2. С. 9.", [("suhanov1991", "9")]),
        ("Милюков П. Н. История второй русской революции. М.: РОССПЭН, 2001. С. 33.", [("miljukov2001", "33")]),
        ("Ср.: Волобуев П. В. Пролетариат и буржуазия России в 1917 г. М.: Мысль, 1964. С. 200.", [("volobuev1964", "200")]),
        ("ЦГА СПб. Ф. 1000. Оп. 73. Д. 12. Л. 4 об.", [(None, "4 об")]),
        ("Там же. Л. 5.", [(None, "5")]),
        ("РГИА. Ф. 1276. Оп. 14. Д. 475. Л. 12–13.", [(None, "12-13")]),
        ("Новая жизнь. 1917. 18 апреля.", [(None, "")]),
        ("Речь. 1917. 5 марта. С. 1.", [(None, "1")]),
        ("Суханов Н. Н. Записки о революции. Т. 1. С. 60.", [("suhanov1991", "60")]),
        ("Цит. по: Булдаков В. П. Красная смута. С. 90.", [("buldakov2010", "90")]),
        ("Стенографический отчёт хранится в личном архиве автора и цитируется с его разрешения.", []),
        ("Колоницкий Б. И. Символы власти... С. 20.", [("kolonickii2001", "20")]),
        ("Милюков П. Н. Указ. соч. С. 35–36.", [("miljukov2001", "35-36")]),
        ("Там же; Суханов Н. Н. Указ. соч. Т. 1. С. 61.", [("miljukov2001", "35-36"), ("suhanov1991", "61")]),
    ],
    held_out=True,
)

MLA_HELD = Chain(
    "MLA and author-date, held out",
    {
        "orwell1938": ("Orwell, George", "Homage to Catalonia", "1938"),
        "borkenau1937": ("Borkenau, Franz", "The Spanish Cockpit", "1937"),
        "preston2006": ("Preston, Paul", "The Spanish Civil War", "2006"),
        "thomas2001": ("Thomas, Hugh", "The Spanish Civil War", "2001"),
        "beevor2006": ("Beevor, Antony", "The Battle for Spain", "2006"),
    },
    [
        ("Orwell 45", [("orwell1938", "45")]),
        ("Orwell, Homage 46-47", [("orwell1938", "46-47")]),
        ("Borkenau 112; Orwell 50", [("borkenau1937", "112"), ("orwell1938", "50")]),
        ("Preston 2006, 77", [("preston2006", "77")]),
        ("Thomas (2001: 310)", [("thomas2001", "310")]),
        ("Beevor, 2006, pp. 12–13", [("beevor2006", "12-13")]),
        ("Preston, The Spanish Civil War, 80", [("preston2006", "80")]),
        ("qtd. in Beevor 99", [("beevor2006", "99")]),
        ("ibid.", [("beevor2006", "99")]),
        ("Bolloten 1991, 5", [(None, "5")]),
    ],
    held_out=True,
)

CHAINS = (CHICAGO, GOST, AUTHOR_DATE, ARCHIVES, CHICAGO_HELD, GOST_HELD, MLA_HELD)
