/** Search in the edition's own index of words: forms lead to lemmas, lemmas to pages, pages to their paragraphs. */
import { keyOf, tokens, withoutEnding, type Token } from "./keys";
import type { Load } from "./loading";

/** Titles; by page its address, the number of its title, its label, its language, its file of texts; first keys. */
export interface Outline {
  titles: string[];
  pages: [address: string, title: number, label: string, language: string, shelf: number][];
  starts: string[];
}
/** By key: pages (steps in base 36, ".times" behind), other forms, lemmas, lemmas of other spellings. */
type Words = Readonly<Record<string, readonly string[]>>;
type Texts = Readonly<Record<string, readonly (readonly [anchor: string, text: string])[]>>;

export interface Piece {
  text: string;
  found: boolean;
}
export interface Place {
  address: string;
  pieces: Piece[];
}
export interface Hit {
  title: string;
  label: string;
  language: string;
  address: string;
  places: Place[];
}
export interface Answer {
  hits: Hit[];
  total: number;
  /** Other spellings and forms that were looked for, as they stand in the texts. */
  also: string[];
}

/** A word that was asked for: the forms that count as it, and on which pages they stand, how often. */
interface Meaning {
  forms: Set<string>;
  pages: Map<number, number>;
}

const MOST_PREFIXED = 80;
const MOST_READ = 300; // pages whose texts are read for words in quotation marks
const PLACES = 3; // that are shown of one page
const AROUND = 110; // letters before and after the words

export interface Query {
  words: string[];
  /** Runs of words that must stand together, as indexes into `words`. */
  phrases: [start: number, end: number][];
  /** Whether the last word may be only begun. */
  open: boolean;
}

export function parseQuery(typed: string): Query {
  const words: string[] = [];
  const phrases: [number, number][] = [];
  for (const found of typed.matchAll(/["“„«]([^"”“»]*)["”“»]|[^"“„«”»]+/gu)) {
    const start = words.length;
    words.push(...tokens(found[1] ?? found[0]).map((token) => token.key));
    if (found[1] !== undefined && words.length - start > 1) phrases.push([start, words.length]);
  }
  return { words, phrases, open: /[\p{L}\p{N}]$/u.test(typed) };
}

export class Engine {
  #load: Load;
  #outline: Promise<Outline>;

  constructor(load: Load) {
    this.#load = load;
    this.#outline = load<Outline>("index");
  }

  /** The pages on which every word stands, the likeliest first, at most `limit` of them with their places. */
  async find(typed: string, limit: number): Promise<Answer> {
    const outline = await this.#outline;
    const query = parseQuery(typed);
    const meanings = await Promise.all(
      query.words.map((word, at) => this.#meaning(outline, word, query.open && at === query.words.length - 1)),
    );
    if (!meanings.length || meanings.some((one) => !one.pages.size)) return { hits: [], total: 0, also: [] };
    let pages = ranked(meanings, outline.pages.length);
    if (query.phrases.length) pages = await this.#together(outline, pages.slice(0, MOST_READ), query, meanings);
    const hits = await Promise.all(pages.slice(0, limit).map((page) => this.#hit(outline, page, meanings, query)));
    const typedKeys = new Set(query.words);
    const also = [...new Set(meanings.flatMap((one) => [...one.forms]))].filter((form) => !typedKeys.has(form)).sort();
    return { hits, total: pages.length, also };
  }

  async #meaning(outline: Outline, key: string, open: boolean): Promise<Meaning> {
    const meaning: Meaning = { forms: new Set(), pages: new Map() };
    const own = await this.#entry(outline, key);
    const keys = own ? [key] : open ? await this.#beginning(outline, key) : [];
    if (!keys.length) keys.push(withoutEnding(key));
    for (const each of keys) await this.#gather(outline, each, meaning);
    if (!meaning.pages.size && key.includes("-")) {
      for (const part of key.split("-").filter(Boolean)) await this.#gather(outline, part, meaning);
    }
    return meaning;
  }

  async #gather(outline: Outline, key: string, meaning: Meaning): Promise<void> {
    const entry = await this.#entry(outline, key);
    if (!entry) return;
    const lemmas = new Set([...(split(entry[2]).length ? split(entry[2]) : [key]), ...split(entry[3])]);
    const entries = await Promise.all([...lemmas].map((lemma) => this.#entry(outline, lemma)));
    [...lemmas].forEach((lemma, at) => {
      const found = entries[at];
      if (!found) return;
      for (const form of [lemma, key, ...split(found[1])]) meaning.forms.add(form);
      for (const [page, times] of pagesOf(found[0] ?? "")) {
        meaning.pages.set(page, Math.max(times, meaning.pages.get(page) ?? 0));
      }
    });
  }

  async #entry(outline: Outline, key: string): Promise<readonly string[] | undefined> {
    const words = await this.#load<Words>(fileName(shelfOf(outline, key)));
    return Object.hasOwn(words, key) ? words[key] : undefined;
  }

  async #beginning(outline: Outline, prefix: string): Promise<string[]> {
    const found: string[] = [];
    for (let shelf = shelfOf(outline, prefix); shelf < outline.starts.length; shelf += 1) {
      const words = await this.#load<Words>(fileName(shelf));
      found.push(...Object.keys(words).filter((key) => key.startsWith(prefix)));
      const next = outline.starts[shelf + 1];
      if (found.length >= MOST_PREFIXED || (next && next > prefix && !next.startsWith(prefix))) break;
    }
    return found.slice(0, MOST_PREFIXED);
  }

  async #paragraphs(outline: Outline, page: number): Promise<readonly (readonly [string, string])[]> {
    const shelf = outline.pages[page]?.[4] ?? 0;
    const texts = await this.#load<Texts>(`texts-${String(shelf).padStart(3, "0")}`);
    return texts[String(page)] ?? [];
  }

  async #together(outline: Outline, pages: number[], query: Query, meanings: Meaning[]): Promise<number[]> {
    const kept = await Promise.all(
      pages.map(async (page) => {
        const read = (await this.#paragraphs(outline, page)).map(([, text]) => tokens(text));
        return query.phrases.every((phrase) => read.some((found) => standAt(found, phrase, meanings) >= 0));
      }),
    );
    return pages.filter((_, at) => kept[at]);
  }

  async #hit(outline: Outline, page: number, meanings: Meaning[], query: Query): Promise<Hit> {
    const [address, title, label, language] = outline.pages[page] ?? ["", 0, "", "", 0];
    const read = (await this.#paragraphs(outline, page)).map(([anchor, text]) => {
      const found = tokens(text);
      const at = meanings.map((one) => found.findIndex((token) => matches(token, one)));
      const phrased = query.phrases.filter((phrase) => standAt(found, phrase, meanings) >= 0).length;
      return { anchor, text, found, words: at.filter((place) => place >= 0).length + 10 * phrased };
    });
    const best = Math.max(0, ...read.map((one) => one.words));
    const places = read
      .filter((one) => one.words && one.words === best)
      .slice(0, PLACES)
      .map((one) => placeIn(address, one.anchor, one.text, one.found, meanings, query));
    return { title: outline.titles[title] ?? "", label, language, address, places };
  }
}

function split(words: string | undefined): string[] {
  return words ? words.split(" ") : [];
}

function fileName(shelf: number): string {
  return `words-${String(shelf).padStart(3, "0")}`;
}

/** The file of words that holds a key: the last that begins no later. */
function shelfOf(outline: Outline, key: string): number {
  let low = 0;
  let high = outline.starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const start = outline.starts[middle];
    if (start && byCodePoints(start, key) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Python sorts by code points, JavaScript by UTF-16 units; beyond U+FFFF that is not the same. */
function byCodePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const step = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (step) return step;
  }
  return left.length - right.length;
}

export function pagesOf(written: string): [page: number, times: number][] {
  let page = 0;
  return written
    .split(",")
    .filter(Boolean)
    .map((step) => {
      const [by, times] = step.split(".");
      page += parseInt(by ?? "0", 36);
      return [page, times ? parseInt(times, 36) : 1];
    });
}

/** Pages that have every word, those first where rare words stand often. */
function ranked(meanings: Meaning[], total: number): number[] {
  const [first, ...rest] = [...meanings].sort((a, b) => a.pages.size - b.pages.size);
  const scores = [...(first?.pages.keys() ?? [])]
    .filter((page) => rest.every((one) => one.pages.has(page)))
    .map((page) => {
      const weigh = (one: Meaning) => (1 + Math.log(one.pages.get(page) ?? 1)) * Math.log(1 + total / one.pages.size);
      return [page, meanings.reduce((sum, one) => sum + weigh(one), 0)] as const;
    });
  return scores.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([page]) => page);
}

function matches(token: Token, meaning: Meaning): boolean {
  return meaning.forms.has(token.key) || (token.key.includes("-") && token.key.split("-").some((p) => meaning.forms.has(p)));
}

/** Where the words of a phrase stand one after the other; -1 where they do not. */
function standAt(found: Token[], [start, end]: [number, number], meanings: Meaning[]): number {
  const wanted = meanings.slice(start, end);
  return found.findIndex((_, at) => wanted.every((one, step) => found[at + step] && matches(found[at + step]!, one)));
}

function placeIn(
  address: string,
  anchor: string,
  text: string,
  found: Token[],
  meanings: Meaning[],
  query: Query,
): Place {
  const phrase = query.phrases.map((one) => [standAt(found, one, meanings), one[1] - one[0]] as const).find(([at]) => at >= 0);
  const at = phrase?.[0] ?? found.findIndex((token) => meanings.some((one) => matches(token, one)));
  const last = at + (phrase?.[1] ?? 1) - 1;
  const [first, final] = [found[at], found[last]];
  if (!first || !final) return { address: anchor ? `${address}#${anchor}` : address, pieces: [{ text, found: false }] };
  const before = at > 1 ? text.slice(found[at - 2]!.start, found[at - 1]!.end) : "";
  const lit = `${before ? `${encoded(before)}-,` : ""}${encoded(text.slice(first.start, final.end))}`;
  return { address: `${address}#${anchor}:~:text=${lit}`, pieces: pieces(text, found, meanings, first.start, final.end) };
}

/** Hyphens and commas mean something in a text fragment. */
function encoded(words: string): string {
  return encodeURIComponent(words).replace(/-/g, "%2D");
}

function pieces(text: string, found: Token[], meanings: Meaning[], start: number, end: number): Piece[] {
  const left = found.find((token) => token.start >= start - AROUND)?.start ?? start;
  const right = found.filter((token) => token.end <= end + AROUND).at(-1)?.end ?? end;
  const cut: Piece[] = left > 0 ? [{ text: "… ", found: false }] : [];
  let place = left > 0 ? left : 0;
  const until = found.at(-1)?.end === right ? text.length : right;
  for (const token of found) {
    if (token.start < place || token.end > until || !meanings.some((one) => matches(token, one))) continue;
    cut.push({ text: text.slice(place, token.start), found: false }, { text: text.slice(token.start, token.end), found: true });
    place = token.end;
  }
  cut.push({ text: text.slice(place, until) + (until < text.length ? " …" : ""), found: false });
  return cut.filter((piece) => piece.text);
}

export { keyOf };
