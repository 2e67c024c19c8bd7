import { say } from "./told";

/** What marked words can be made into; each by its key. */
export type Act = "statement" | "witness" | "form" | "dossier" | "descent" | "note";
export const ACTS: readonly [string, Act][] = [
  ["s", "statement"],
  ["a", "witness"],
  ["n", "form"],
  ["d", "dossier"],
  ["c", "descent"],
  ["t", "note"],
];

/** What the server proposes for a passage. */
export interface Proposed {
  source: string;
  locator: string;
  quotation: string;
  stance: string;
  dossier: string;
  relation: string;
  object: string;
  date: string;
  language: string;
  relations: string[];
  named: { surface: string; id: string; title: string; kind: string; within: boolean; name: string }[];
  shared: { source: string; title: string }[];
  verification: { verdict: string; place: string };
}

export const STANCES = ["affirms", "denies", "doubts", "reports", "omits"];

/** What words turned out to be, in the language of the interface. */
export function verdictOf(found: { verdict: string; place: string }): string {
  return [found.verdict && say(`verdict-${found.verdict}`), found.place && say(`place-${found.place.replaceAll(" ", "-")}`)]
    .filter(Boolean)
    .join(" · ");
}
