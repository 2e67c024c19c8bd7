import { render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeEach, expect, test } from "vitest";
import { readSpan, spansIn } from "../src/network";
import Span from "../src/Span.svelte";

const WORDS = { from: "from", to: "to", all: "all years", shown: "{n} of {total}" };

function picture(): SVGSVGElement {
  document.body.innerHTML = `<svg>
    <g class="edge" data-years="1917..1917 1936..1936" data-ends="0 1"></g>
    <g class="edge" data-years="1930..1932" data-ends="1 2"></g>
    <g class="edge" data-years="" data-ends="0 2"></g>
    <g class="who" data-number="0"></g><g class="who" data-number="1"></g><g class="who" data-number="2"></g></svg>`;
  return document.querySelector("svg") as SVGSVGElement;
}

beforeEach(() => {
  history.replaceState(null, "", "/network.html");
});

async function drag(label: string, year: number): Promise<void> {
  const slider = screen.getByLabelText(label) as HTMLInputElement;
  slider.value = String(year);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await tick();
}

const away = (): boolean[] => [...document.querySelectorAll(".edge")].map((edge) => edge.classList.contains("away"));

test("a tie is shown in the years of its statements and not between them", async () => {
  render(Span, { picture: picture(), words: WORDS, first: 1917, last: 1940 });
  expect(away()).toEqual([false, false, false]);
  await drag("to", 1925);
  expect(away()).toEqual([false, true, true]);
  expect(screen.getByText("1 of 3")).toBeTruthy();
  await drag("to", 1931);
  await drag("from", 1920);
  expect(away()).toEqual([true, false, true]);
  const alone = [...document.querySelectorAll(".who")].map((who) => who.classList.contains("alone"));
  expect(alone).toEqual([true, false, false]);
  expect(location.hash).toBe("#1920..1931");
  screen.getByText("all years").click();
  await tick();
  expect(away()).toEqual([false, false, false]);
  expect(location.hash).toBe("");
});

test("one slider never passes the other", async () => {
  render(Span, { picture: picture(), words: WORDS, first: 1917, last: 1940 });
  await drag("to", 1920);
  await drag("from", 1930);
  expect(location.hash).toBe("#1930..1930");
});

test("the years of an address are taken, and nothing else", async () => {
  history.replaceState(null, "", "/network.html#1930..1931");
  render(Span, { picture: picture(), words: WORDS, first: 1917, last: 1940 });
  await tick();
  expect(away()).toEqual([true, false, true]);
  expect(readSpan("#1800..1850", 1917, 1940)).toBeNull();
  expect(readSpan("#tie-people-anna--people-boris", 1917, 1940)).toBeNull();
  expect(readSpan("#1900..1950", 1917, 1940)).toEqual({ from: 1917, to: 1940 });
  expect(spansIn("-43..-12 x 1..2")).toEqual([{ from: -43, to: -12 }, { from: 1, to: 2 }]);
});
