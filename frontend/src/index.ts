import { fold, wordsIn } from "./folding";

/** A form of a name: the form, the page, the name of its dossier, the kind. */
export type Entry = readonly [form: string, address: string, name: string, kind: string];

interface Ranked {
  entry: Entry;
  rank: number;
}

/** The entries of a page's index, from its `application/json` script. */
export function readEntries(id: string): Entry[] {
  const text = document.getElementById(id)?.textContent ?? "[]";
  const read: unknown = JSON.parse(text);
  return Array.isArray(read) ? (read as Entry[]) : [];
}

/** A search over the entries: every word must begin a word of the form or name; forms that begin with the query come first. */
export function finder(entries: readonly Entry[]): (query: string, limit: number) => Entry[] {
  const prepared = entries.map((entry) => ({ entry, folded: fold(`${entry[0]} ${entry[2]}`) }));
  return (query, limit) => {
    const words = wordsIn(query);
    if (!words.length) return [];
    const ranked: Ranked[] = [];
    for (const { entry, folded } of prepared) {
      const places = words.map((word) => place(folded, word));
      if (places.every((at) => at >= 0)) ranked.push({ entry, rank: Math.min(...places) });
    }
    ranked.sort((a, b) => a.rank - b.rank);
    return ranked.slice(0, limit).map(({ entry }) => entry);
  };
}

function place(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) return at;
  }
  return -1;
}
