/** Years from the first to the last. */
export interface Span {
  from: number;
  to: number;
}

export interface Edge {
  element: SVGElement;
  spans: Span[];
  ends: readonly string[];
}

/** The ties of a picture, with the years of each of their statements. */
export function edgesOf(picture: SVGSVGElement): Edge[] {
  return [...picture.querySelectorAll<SVGElement>(".edge")].map((element) => ({
    element,
    spans: spansIn(element.dataset["years"] ?? ""),
    ends: (element.dataset["ends"] ?? "").split(" "),
  }));
}

/** "1930..1932 1936..1936" as spans; what is none is left out. */
export function spansIn(text: string): Span[] {
  return text.split(" ").flatMap((part) => {
    const read = /^(-?\d+)\.\.(-?\d+)$/.exec(part);
    return read ? [{ from: Number(read[1]), to: Number(read[2]) }] : [];
  });
}

/** The years that an address asks for, within those that there are. */
export function readSpan(hash: string, first: number, last: number): Span | null {
  const [asked] = spansIn(hash.replace(/^#/, ""));
  if (!asked || asked.from > asked.to || asked.to < first || asked.from > last) return null;
  return { from: Math.max(first, asked.from), to: Math.min(last, asked.to) };
}

/** Show the ties that are dated in a span, or all; who then has none is dimmed. Tells how many are shown. */
export function show(picture: SVGSVGElement, edges: readonly Edge[], span: Span | null): number {
  const tied = new Set<string>();
  let shown = 0;
  for (const { element, spans, ends } of edges) {
    const inside = !span || spans.some(({ from, to }) => from <= span.to && to >= span.from);
    element.classList.toggle("away", !inside);
    if (!inside) continue;
    shown += 1;
    for (const end of ends) tied.add(end);
  }
  for (const who of picture.querySelectorAll<SVGElement>(".who")) {
    who.classList.toggle("alone", !!span && !tied.has(who.dataset["number"] ?? ""));
  }
  return shown;
}
