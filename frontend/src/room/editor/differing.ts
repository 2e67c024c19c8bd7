/** Of two texts, line by line, what only one of them has. */
export interface Compared {
  text: string;
  alone: boolean;
}

/** The lines of a text, each with whether the other lacks it at that place (longest common subsequence of lines). */
export function compared(mine: string, theirs: string): [Compared[], Compared[]] {
  const [a, b] = [mine.split("\n"), theirs.split("\n")];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const kept = common(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const told = (lines: string[], shared: Set<number>): Compared[] =>
    lines.map((text, at) => ({ text, alone: at >= start && at < lines.length - end && !shared.has(at - start) }));
  return [told(a, kept[0]), told(b, kept[1])];
}

const MOST = 1200; // lines on a side for which places are matched; beyond, what lies between first and last is all alone

function common(a: string[], b: string[]): [Set<number>, Set<number>] {
  const found: [Set<number>, Set<number>] = [new Set(), new Set()];
  if (a.length > MOST || b.length > MOST) return found;
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  const at = (row: number, column: number): number => longest[row * width + column] ?? 0;
  for (let row = a.length - 1; row >= 0; row -= 1) {
    for (let column = b.length - 1; column >= 0; column -= 1) {
      longest[row * width + column] =
        a[row] === b[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  let [row, column] = [0, 0];
  while (row < a.length && column < b.length) {
    if (a[row] === b[column]) {
      found[0].add(row);
      found[1].add(column);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return found;
}
