// The words of a page and their offsets. The server counts code points of the page's text, the browser UTF-16 units of
// its text nodes: the way from one to the other is here and nowhere else.

/** One stretch of a page's text as it stands in the document. */
interface Piece {
  node: Text;
  start: number; // code points, of the page's text
  end: number;
}

export interface Stretch {
  start: number;
  end: number;
}

const NOT_TEXT = "sup, .para";

/** How many code points a string has. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The offset in UTF-16 units of a code point. */
export function unitsAt(text: string, points: number): number {
  let units = 0;
  let left = points;
  for (const letter of text) {
    if (left === 0) break;
    units += letter.length;
    left -= 1;
  }
  return units;
}

/** The pieces of text of all paragraphs of a page, numbers and signs of the edition left out. */
export function pieces(page: ParentNode): Piece[] {
  const found: Piece[] = [];
  for (const paragraph of page.querySelectorAll<HTMLElement>("p.text[data-start]")) {
    let at = Number(paragraph.dataset["start"]);
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node as Text;
      if (text.parentElement?.closest(NOT_TEXT)) continue;
      const length = codePoints(text.data);
      found.push({ node: text, start: at, end: at + length });
      at += length;
    }
  }
  return found;
}

/** The stretch that the selection covers; null where it covers no words of the page. */
export function marked(page: ParentNode, selection: Selection | null): Stretch | null {
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  let start = Infinity;
  let end = -1;
  for (const piece of pieces(page)) {
    if (!range.intersectsNode(piece.node)) continue;
    const from = piece.node === range.startContainer ? range.startOffset : 0;
    const to = piece.node === range.endContainer ? range.endOffset : piece.node.data.length;
    if (to <= from) continue;
    start = Math.min(start, piece.start + codePoints(piece.node.data.slice(0, from)));
    end = Math.max(end, piece.start + codePoints(piece.node.data.slice(0, to)));
  }
  return end > start ? { start, end } : null;
}

/** The range of the document that a stretch covers; null where it does not stand there. */
export function rangeOf(page: ParentNode, stretch: Stretch): Range | null {
  const all = pieces(page);
  const first = all.find((piece) => piece.start <= stretch.start && stretch.start < piece.end);
  const last = all.findLast((piece) => piece.start < stretch.end && stretch.end <= piece.end);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first.node, unitsAt(first.node.data, stretch.start - first.start));
  range.setEnd(last.node, unitsAt(last.node.data, stretch.end - last.start));
  return range;
}

/** The words of a page, in order. */
export function words(page: ParentNode): Stretch[] {
  const found: Stretch[] = [];
  for (const piece of pieces(page)) {
    for (const match of piece.node.data.matchAll(/[\p{L}\p{N}\p{M}]+(?:[-’'.][\p{L}\p{N}]+)*/gu)) {
      const start = piece.start + codePoints(piece.node.data.slice(0, match.index));
      const before = found.at(-1);
      const end = start + codePoints(match[0]);
      if (before && before.end === start) before.end = end;
      else found.push({ start, end });
    }
  }
  return found;
}

/** The stretch of the paragraph in which an offset stands. */
export function paragraphAt(page: ParentNode, offset: number): Stretch {
  const all = pieces(page);
  const paragraph = (piece?: Piece): Element | null | undefined => piece?.node.parentElement?.closest("p.text");
  const here = paragraph(all.find((piece) => piece.start <= offset && offset < piece.end));
  const own = all.filter((piece) => here && paragraph(piece) === here);
  return { start: own[0]?.start ?? offset, end: own.at(-1)?.end ?? offset };
}

/** What closes each sign that opens. */
const CLOSED_BY: Readonly<Record<string, string>> = { '"': '"', "“": "”", "„": "“”", "«": "»", "(": ")", "[": "]" };

/** The signs of a text that are opened and not closed in it, and those that are closed and not opened. */
function halves(text: string): { opened: string[]; closed: string[] } {
  const [opened, closed]: [string[], string[]] = [[], []];
  for (const sign of text) {
    if (CLOSED_BY[opened.at(-1) ?? ""]?.includes(sign)) opened.pop();
    else if (sign in CLOSED_BY) opened.push(sign);
    else if ("”»)]".includes(sign)) closed.push(sign);
  }
  return { opened, closed };
}

/**
 * The signs before and after marked words that belong to them, as numbers of code points: of a whole sentence its stop
 * and its quotation marks; of some words the mark or bracket whose other half stands among them.
 */
export function signsAround(before: string, marked: string, after: string, whole: boolean): readonly [number, number] {
  const [head] = /["“„«([]*$/u.exec(before) ?? [""];
  const [tail] = /^[.,;:!?…]*["”“»)\]]+[.!?…]*|^[.!?…]*/u.exec(after) ?? [""];
  if (whole) return [codePoints(head), codePoints(tail)];
  const { opened, closed } = halves(marked);
  const closing = CLOSED_BY[opened.at(-1) ?? ""] ?? "";
  const end = closing ? [...tail].findIndex((sign) => closing.includes(sign)) + 1 : 0;
  const begun = closed.length > 0 && (CLOSED_BY[head.slice(-1)] ?? "").includes(closed[0] ?? "");
  return [begun ? 1 : 0, end];
}

/** The whole text of the page from its pieces, with line feeds where paragraphs end. */
export function textBetween(page: ParentNode, stretch: Stretch): string {
  return pieces(page)
    .filter((piece) => piece.start < stretch.end && piece.end > stretch.start)
    .map((piece) => {
      const from = unitsAt(piece.node.data, Math.max(0, stretch.start - piece.start));
      const to = unitsAt(piece.node.data, Math.min(piece.end, stretch.end) - piece.start);
      return piece.node.data.slice(from, to);
    })
    .join("");
}

const LIT = "lit";

/** Light a stretch by the browser's own highlights, and bring it into view. */
export function light(page: ParentNode, stretch: Stretch): boolean {
  const range = rangeOf(page, stretch);
  if (!range) return false;
  if ("highlights" in CSS) CSS.highlights.set(LIT, new Highlight(range));
  const box = range.getBoundingClientRect();
  window.scrollTo({ top: window.scrollY + box.top - window.innerHeight / 3, behavior: "instant" });
  return true;
}

/** The stretch that an address names: `#at12-40`. */
export function stretchIn(hash: string): Stretch | null {
  const match = /^#at(\d+)-(\d+)$/.exec(hash);
  return match ? { start: Number(match[1]), end: Number(match[2]) } : null;
}
