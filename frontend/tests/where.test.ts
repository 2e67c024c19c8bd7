import { expect, it } from "vitest";
import { showWhere } from "../src/where";

function bar(width: number): HTMLElement {
  document.body.innerHTML = `<header class="bar"><nav><a href="a">People</a><a href="b" aria-current="true">Sources</a></nav></header>`;
  const strip = document.querySelector("nav") as HTMLElement;
  const here = document.querySelector("[aria-current]") as HTMLElement;
  for (const [of, name, value] of [
    [strip, "scrollWidth", 900], [strip, "clientWidth", width], [strip, "offsetLeft", 10],
    [here, "offsetLeft", 610], [here, "offsetWidth", 100],
  ] as const) Object.defineProperty(of, name, { value });
  return strip;
}

it("draws the part that one is in to the middle of a narrow bar", () => {
  const strip = bar(400);
  showWhere();
  expect(strip.scrollLeft).toBe(450); // 600 from the strip's edge, less half of what is free beside it
});

it("leaves a bar alone that shows all its parts", () => {
  const strip = bar(900);
  showWhere();
  expect(strip.scrollLeft).toBe(0);
});
