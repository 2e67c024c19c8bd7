/** A text folded for comparison: without case, accents that are no letters of their own, and the difference of е and ё. */
export function fold(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\u0400-\u052f]+/g, (latin) => latin.normalize("NFD").replace(/\p{Mn}/gu, ""));
}

/** The words of a query, folded; every one of them must be found. */
export function wordsIn(query: string): string[] {
  return fold(query).split(/\s+/).filter(Boolean);
}

/** Whether every word of a query stands somewhere in a text that is folded already. */
export function holds(folded: string, words: readonly string[]): boolean {
  return words.every((word) => folded.includes(word));
}
