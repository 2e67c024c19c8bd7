import { describe, expect, it } from "vitest";
import { Engine, pagesOf, parseQuery, type Outline } from "../src/wordsearch/engine";
import { keyOf, tokens } from "../src/wordsearch/keys";
import type { Load } from "../src/wordsearch/loading";

const FILES: Record<string, unknown> = {
  index: {
    titles: ["Memoir", "Дело"],
    pages: [
      ["a.html", 0, "p. 1", "", 0],
      ["b.html", 1, "л. 2", "ru", 0],
    ],
    starts: ["letter", "леснов"],
  } satisfies Outline,
  "words-000": { letter: ["0.2", "letters"], letters: ["", "", "letter"], lesnov: ["0", "", "", "леснов"] },
  "words-001": { леснов: ["1", "леснову", "", "lesnov"], леснову: ["", "", "леснов", "lesnov"] },
  "texts-000": {
    "0": [["p1", "No word of it."], ["p2", "Lesnov waited for a letter, and two letters-of-hand came."]],
    "1": [["", "Выдано Леснову."]],
  },
};
const load: Load = <T>(name: string) => Promise.resolve(FILES[name] as T);

describe("the search in all words", () => {
  it("makes of a word what the index makes of it", () => {
    expect(["Бѣлый", "столъ", "за\u0301мок", "Café", "мой"].map(keyOf)).toEqual(["белый", "стол", "замок", "cafe", "мой"]);
    expect(tokens("don’t, где-то").map((one) => one.key)).toEqual(["don't", "где-то"]);
  });

  it("reads pages by their steps", () => {
    expect(pagesOf("0.2,a,1.z")).toEqual([[0, 2], [10, 1], [11, 35]]);
  });

  it("tells words that must stand together", () => {
    expect(parseQuery('a «b c» d')).toEqual({ words: ["a", "b", "c", "d"], phrases: [[1, 3]], open: true });
  });

  it("finds a name in both scripts and opens at the very words", async () => {
    const answer = await new Engine(load).find("Леснову", 9);
    expect(answer.hits.map((hit) => hit.address).sort()).toEqual(["a.html", "b.html"]);
    expect(answer.hits.find((hit) => hit.address === "a.html")?.places[0]?.address).toBe("a.html#p2:~:text=Lesnov");
  });

  it("finds a word that is only begun, while it is typed", async () => {
    expect((await new Engine(load).find("let", 9)).total).toBe(1);
    expect((await new Engine(load).find("let ", 9)).total).toBe(0);
  });

  it("wants every word on the page, and words in quotation marks together", async () => {
    expect((await new Engine(load).find("lesnov letters ", 9)).total).toBe(1);
    expect((await new Engine(load).find('"lesnov letters"', 9)).total).toBe(0);
    expect((await new Engine(load).find("lesnov nowhere ", 9)).total).toBe(0);
  });

  it("takes no word of the language for an entry", async () => {
    expect((await new Engine(load).find("constructor ", 9)).total).toBe(0);
  });
});
