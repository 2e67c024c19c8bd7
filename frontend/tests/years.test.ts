import { render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeEach, expect, test } from "vitest";
import Years from "../src/Years.svelte";

const BORNE = JSON.stringify([
  [1800, 1923, "Yekaterinburg"],
  [1925, 1990, "Sverdlovsk"],
]);

function picture(): SVGSVGElement {
  document.body.innerHTML = `<svg id="m">
    <g class="place"><title>Sverdlovsk</title><text>Sverdlovsk</text></g>
    <g class="place"><title>Moscow</title></g></svg>`;
  document.querySelector(".place")?.setAttribute("data-borne", BORNE);
  return document.querySelector("svg") as SVGSVGElement;
}

beforeEach(() => {
  render(Years, { picture: picture(), label: "Year", all: "today", first: 1795, last: 1995 });
});

async function drag(year: number): Promise<void> {
  const slider = screen.getByLabelText("Year") as HTMLInputElement;
  slider.value = String(year);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await tick();
}

const named = (): (string | null)[] => [...document.querySelectorAll("svg title")].map((title) => title.textContent);

test("names are those of the year, and today's where none is certain", async () => {
  await drag(1900);
  expect(named()).toEqual(["Yekaterinburg", "Moscow"]);
  expect(document.querySelector("svg text")?.textContent).toBe("Yekaterinburg");
  await drag(1924);
  expect(named()).toEqual(["Sverdlovsk", "Moscow"]);
});

test("today's names come back", async () => {
  await drag(1900);
  screen.getByText("today").click();
  await tick();
  expect(named()).toEqual(["Sverdlovsk", "Moscow"]);
});
