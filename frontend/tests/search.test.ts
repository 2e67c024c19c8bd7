import { render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { describe, expect, it } from "vitest";
import { finder, readEntries, type Entry } from "../src/index";
import Search from "../src/Search.svelte";
import { fill, wordsOf } from "../src/words";

const ENTRIES: Entry[] = [
  ["The river and Anna", "sources/river.html", "The river and Anna", "Source"],
  ["Анна Орлова", "people/orlova.html", "Anna Orlova", "Person"],
  ["Anna Orlova", "people/orlova.html", "Anna Orlova", "Person"],
];
const WORDS = { search: "Search", hint: "Name", found: "{n} found" };

describe("the search in the index", () => {
  it("puts forms that begin with the query first", () => {
    expect(finder(ENTRIES)("anna", 9)[0]?.[0]).toBe("Anna Orlova");
  });

  it("finds a word only from its beginning", () => {
    expect(finder(ENTRIES)("lova", 9)).toEqual([]);
  });

  it("wants every word and keeps to its limit", () => {
    expect(finder(ENTRIES)("орлова анна", 9)).toHaveLength(1);
    expect(finder(ENTRIES)("a", 2)).toHaveLength(2);
    expect(finder(ENTRIES)("  ", 2)).toEqual([]);
  });

  it("opens a source at the page that is asked for by its label", () => {
    const pages = { "90": 1, "12v": 2 };
    const find = finder([...ENTRIES, ["What the River Kept", "sources/river.html", "Orlova", "Source", pages]]);
    expect(find("orlova 12V", 9)[0]).toEqual(["What the River Kept, 12v", "sources/river/0002.html", "Orlova", "Source"]);
    expect(find("orlova 9", 9)).toEqual([]);
    expect(find("90", 9)).toEqual([]);
  });

  it("shows markup in a name as text", async () => {
    render(Search, { entries: [["<img src=x onerror=alert(1)>", "a.html", "x", "Person"]], words: WORDS });
    const input = screen.getByRole<HTMLInputElement>("searchbox");
    input.value = "img";
    input.dispatchEvent(new Event("input"));
    await tick();
    expect(document.querySelector("img")).toBeNull();
    expect(screen.getByRole("link").textContent).toBe("<img src=x onerror=alert(1)>");
    expect(screen.getByRole("status").textContent).toBe("1 found");
  });

  it("reads its entries from the page and does without them", () => {
    document.body.innerHTML = '<script type="application/json" id="e">[["a","b","c","d"]]</script>';
    expect(readEntries("e")).toEqual([["a", "b", "c", "d"]]);
    expect(readEntries("none")).toEqual([]);
  });
});

describe("the words", () => {
  it("fills blanks and leaves unknown ones", () => {
    expect(fill("{n} of {x}", { n: 2 })).toBe("2 of {x}");
  });

  it("are null where a page hands none over", () => {
    expect(wordsOf(document.createElement("p"))).toBeNull();
  });
});
