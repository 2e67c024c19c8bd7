/** What the server tells each page of the room, in its `application/json` script. */
export interface Told {
  root: string;
  address: string;
  csrf: string;
  nonce: string;
  generation: number;
  working: boolean;
  by: string;
  role: string;
  /** Whether who looks may go through texts and files as they are: audit manuscripts, rename. */
  whole: boolean;
  /** Whether who looks may bring sources in. */
  bring: boolean;
  /** Whether who looks may make the edition. */
  publish: boolean;
  /** The key of the source that the page is about, where who looks may put its description right. */
  described: string;
  /** Whether others come in here too. */
  team: boolean;
  /** How many proposals wait for who looks to decide on them. */
  review: number;
  language: string;
  trays: Record<string, number>;
  subject: { kind: string; id: string; file: string; page: number } | null;
  words: Record<string, string>;
}

const EMPTY: Told = {
  root: "/",
  address: "",
  csrf: "",
  nonce: "",
  generation: 0,
  working: false,
  by: "",
  role: "owner",
  whole: false,
  bring: false,
  publish: false,
  described: "",
  team: false,
  review: 0,
  language: "en",
  trays: {},
  subject: null,
  words: {},
};

export const told: Told = read();

function read(): Told {
  const text = document.getElementById("room")?.textContent;
  return text ? { ...EMPTY, ...(JSON.parse(text) as Partial<Told>) } : EMPTY;
}

/** Keys as they are printed on a keyboard of this language, or on one of a Mac. */
export function keys(names: string): string {
  const isMac = /^Mac/.test(navigator.platform);
  return names.replace(/Ctrl|Shift|Enter/g, (name) => (name === "Ctrl" && isMac ? "⌘" : say(`key-${name.toLowerCase()}`)));
}

/** A sentence of the interface with its blanks filled; the key itself where there is none. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  const sentence = told.words[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank));
}
