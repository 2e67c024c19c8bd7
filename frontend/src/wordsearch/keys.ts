/** Words as the index has them: the same as `edition/searching/index.py` does, so that both meet. */

const LETTERS: Readonly<Record<string, string>> = { ё: "е", ѣ: "е", і: "и", ѳ: "ф", ѵ: "и", ſ: "s", "’": "'", ʼ: "'", "‐": "-" };
const INVISIBLE =
  /[\u00ad\u0300\u0301\u0306-\u0308\u034f\u0361\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufe20\ufe21\ufeff\u{e0000}-\u{e01ef}]/gu;
const FINAL_HARD_SIGN = /(?<=[\p{L}\p{N}])ъ(?![\p{L}\p{N}])/gu;
const RUSSIAN_ENDING =
  /(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ях|ах|ов|ев|ей|ой|ою|ий|ый|ая|яя|ое|ее|ые|ие|ую|юю|ым|им|ом|ем|ам|ям|ых|их|[аяоеиыуюьй])$/u;
const SHORTEST = 4;

export interface Token {
  start: number;
  end: number;
  key: string;
}

export function keyOf(word: string): string {
  return word
    .normalize("NFC")
    .toLowerCase()
    .replace(/[ёѣіѳѵſ’ʼ‐]/gu, (letter) => LETTERS[letter] ?? letter)
    .replace(INVISIBLE, "")
    .replace(FINAL_HARD_SIGN, "")
    .replace(/[^\u0400-\u052f]+/gu, (latin) => latin.normalize("NFD").replace(/\p{Mn}/gu, ""));
}

/** The words of a text, hyphened and apostrophed ones whole, each with its key. */
export function tokens(text: string): Token[] {
  const word = /[\p{L}\p{N}\u0300-\u036f]+(?:['’ʼ‐-][\p{L}\p{N}\u0300-\u036f]+)*/gu;
  return [...text.matchAll(word)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    key: keyOf(found[0]),
  }));
}

/** A word that no dictionary knows without what Russian puts at its end. */
export function withoutEnding(key: string): string {
  const found = RUSSIAN_ENDING.exec(key);
  return found && found.index >= SHORTEST ? key.slice(0, found.index) : key;
}
