import { fold, holds, wordsIn } from "./folding";

/** A row of a table with what it is filtered and sorted by. */
export interface Row {
  element: HTMLTableRowElement;
  folded: string;
  keys: string[];
}

export type Direction = "ascending" | "descending";

/** The rows of a table's body, read once. */
export function readRows(table: HTMLTableElement): Row[] {
  return [...(table.tBodies[0]?.rows ?? [])].map((element) => ({
    element,
    folded: fold(element.textContent),
    keys: [...element.cells].map((cell) => cell.dataset["sort"] ?? cell.textContent.trim()),
  }));
}

/** The rows in the order of one column: numbers as numbers, words as the language sorts them, empty ones last. */
export function sorted(rows: readonly Row[], column: number, direction: Direction, language: string): Row[] {
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const sign = direction === "ascending" ? 1 : -1;
  return [...rows].sort((a, b) => {
    const left = a.keys[column] ?? "";
    const right = b.keys[column] ?? "";
    if (left === "" || right === "" || left === "–" || right === "–") {
      return Number(left === "" || left === "–") - Number(right === "" || right === "–");
    }
    const [x, y] = [Number(left), Number(right)];
    return sign * (Number.isNaN(x) || Number.isNaN(y) ? collator.compare(left, right) : x - y);
  });
}

/** Show the rows that hold every word of a query, hide the others, and tell how many are shown. */
export function filter(rows: readonly Row[], query: string): number {
  const words = wordsIn(query);
  let shown = 0;
  for (const row of rows) {
    const isShown = holds(row.folded, words);
    row.element.hidden = !isShown;
    shown += Number(isShown);
  }
  return shown;
}

/** Put the rows of a table in a new order. */
export function arrange(table: HTMLTableElement, rows: readonly Row[]): void {
  table.tBodies[0]?.append(...rows.map((row) => row.element));
}
