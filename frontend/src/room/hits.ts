import { unitsAt } from "./places";

export interface Hit {
  title: string;
  /** The page by its place in the file. */
  sequence: number;
  /** Where it stands, in the words of the interface. */
  place: string;
  text: string;
  marks: [number, number][];
  address: string;
}

/** A hit by its source and its place, whose sign and number stay on one line. */
export function nameOf(hit: Hit): string {
  return hit.place ? `${hit.title}, ${hit.place.replace(/^(\S{1,4}) /, "$1\u00a0")}` : hit.title;
}

/** The words of a hit in pieces, every second of them marked. */
export function inPieces(hit: Hit): string[] {
  const cut: string[] = [];
  let place = 0;
  for (const [start, end] of hit.marks) {
    const from = unitsAt(hit.text, start);
    const to = unitsAt(hit.text, end);
    cut.push(hit.text.slice(place, from), hit.text.slice(from, to));
    place = to;
  }
  return [...cut, hit.text.slice(place)];
}
