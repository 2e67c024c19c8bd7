import { fold, wordsIn } from "./folding";

/** A form of a name: the form, the page, the name of its dossier, the kind; of a source, its pages' places by label. */
export type Entry = readonly [
  form: string,
  address: string,
  name: string,
  kind: string,
  pages?: Readonly<Record<string, number>>,
];

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

/**
 * A search over the entries: every word must begin a word of the form or name; forms that begin with the query come
 * first. Where the last word is the label of a page ("orlova 91"), that page stands before all else.
 */
export function finder(entries: readonly Entry[]): (query: string, limit: number) => Entry[] {
  const prepared = entries.map((entry) => ({ entry, folded: fold(`${entry[0]} ${entry[2]}`) }));
  return (query, limit) => {
    const words = wordsIn(query);
    if (!words.length) return [];
    const ranked: Ranked[] = [];
    for (const { entry, folded } of prepared) {
      const page = pageOf(entry, folded, words);
      if (page) ranked.push({ entry: page, rank: -1 });
      const places = words.map((word) => place(folded, word));
      if (places.every((at) => at >= 0)) ranked.push({ entry, rank: Math.min(...places) });
    }
    ranked.sort((a, b) => a.rank - b.rank);
    return ranked.slice(0, limit).map(({ entry }) => entry);
  };
}

function pageOf(entry: Entry, folded: string, words: readonly string[]): Entry | null {
  const [form, address, name, kind, pages] = entry;
  const wanted = words.at(-1);
  if (!pages || words.length < 2 || !words.slice(0, -1).every((word) => place(folded, word) >= 0)) return null;
  const label = Object.keys(pages).find((each) => fold(each) === wanted);
  if (label === undefined) return null;
  const leaf = String(pages[label]).padStart(4, "0");
  return [`${form}, ${label}`, `${address.replace(/\.html$/, "")}/${leaf}.html`, name, kind];
}

function place(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) return at;
  }
  return -1;
}
