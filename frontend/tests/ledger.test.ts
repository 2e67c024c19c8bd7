import { render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";
import { tick } from "svelte";
import { filter, readRows, sorted } from "../src/ledger";
import Ledger from "../src/Ledger.svelte";

const WORDS = { filter: "Filter", hint: "Word", shown: "{n} of {total} shown", sortBy: "Sort by {column}" };

function table(): HTMLTableElement {
  document.body.innerHTML = `<table><thead><tr><th>Name</th><th>Number</th></tr></thead><tbody>
    <tr><th>Ёлкин</th><td>10</td></tr><tr><th>Anna Orlová</th><td>9</td></tr><tr><th>Zarya</th><td data-sort="">–</td></tr></tbody></table>`;
  return document.querySelector("table") as HTMLTableElement;
}

const names = (of: HTMLTableElement) => [...of.tBodies[0]!.rows].map((row) => row.cells[0]!.textContent);

describe("the ledger", () => {
  let shown: HTMLTableElement;
  beforeEach(() => {
    shown = table();
  });

  it("sorts numbers as numbers and leaves what is empty to the end, both ways", () => {
    const rows = readRows(shown);
    const order = (direction: "ascending" | "descending") =>
      sorted(rows, 1, direction, "en").map((row) => row.keys[0]);
    expect(order("ascending")).toEqual(["Anna Orlová", "Ёлкин", "Zarya"]);
    expect(order("descending")).toEqual(["Ёлкин", "Anna Orlová", "Zarya"]);
  });

  it("finds words whatever their case, accents and ё", () => {
    const rows = readRows(shown);
    expect(filter(rows, "елкин")).toBe(1);
    expect(filter(rows, "orlova ANNA")).toBe(1);
    expect(filter(rows, "nobody")).toBe(0);
    expect(filter(rows, "")).toBe(3);
  });

  it("tells й from и, since they are two letters", () => {
    shown.tBodies[0]!.rows[0]!.cells[0]!.textContent = "мой";
    expect(filter(readRows(shown), "мои")).toBe(0);
  });

  it("says how many rows are shown and sorts when a head is pressed", async () => {
    render(Ledger, { table: shown, words: WORDS, language: "en" });
    await tick();
    expect(screen.getByRole("status").textContent).toBe("3 of 3 shown");
    const button = shown.tHead!.rows[0]!.cells[1]!.querySelector("button")!;
    button.click();
    expect(names(shown)[0]).toBe("Anna Orlová");
    expect(shown.tHead!.rows[0]!.cells[1]!.getAttribute("aria-sort")).toBe("ascending");
    button.click();
    expect(names(shown)[0]).toBe("Ёлкин");
  });

  it("filters as one types", async () => {
    render(Ledger, { table: shown, words: WORDS, language: "en" });
    const input = screen.getByRole<HTMLInputElement>("searchbox");
    input.value = "zarya";
    input.dispatchEvent(new Event("input"));
    await tick();
    expect(screen.getByRole("status").textContent).toBe("1 of 3 shown");
  });
});
