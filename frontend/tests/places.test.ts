import { beforeEach, describe, expect, it } from "vitest";
import { codePoints, marked, pieces, rangeOf, signsAround, stretchIn, unitsAt, words } from "../src/room/places";

// Beside the words stand the paragraph's number and the signs of the edition, which are none of the page's text.
const PAGE = `<article>
<p class="text" data-start="3"><a class="para">1</a>A \u{1D516}ecret <mark>letter<sup><a>1</a></sup></mark> came.</p>
<p class="text" data-start="25">Пётр <a class="named">Ильич</a> ушёл</p></article>`;

let page: HTMLElement;
beforeEach(() => {
  document.body.innerHTML = PAGE;
  page = document.querySelector("article") as HTMLElement;
});

describe("offsets", () => {
  it("count code points, and what the edition adds is not counted", () => {
    expect(codePoints("A \u{1D516}e")).toBe(4);
    expect(unitsAt("A \u{1D516}e", 3)).toBe(4);
    expect(pieces(page).map((one) => [one.start, one.end])).toEqual([[3, 12], [12, 18], [18, 24], [25, 30], [30, 35], [35, 40]]);
  });

  it("lead to the words and back", () => {
    for (const stretch of words(page)) {
      const range = rangeOf(page, stretch);
      expect(range).not.toBeNull();
      const selection = getSelection() as Selection;
      selection.removeAllRanges();
      selection.addRange(range as Range);
      expect(marked(page, selection)).toEqual(stretch);
    }
    expect(words(page).map((one) => rangeOf(page, one)?.toString())).toEqual(
      ["A", "\u{1D516}ecret", "letter", "came", "Пётр", "Ильич", "ушёл"],
    );
  });

  it("may run over names and marks, and do not hold the signs between", () => {
    const range = rangeOf(page, { start: 5, end: 23 });
    const selection = getSelection() as Selection;
    selection.removeAllRanges();
    selection.addRange(range as Range);
    expect(marked(page, selection)).toEqual({ start: 5, end: 23 });
  });

  it("that stand nowhere lead nowhere", () => {
    expect(rangeOf(page, { start: 900, end: 901 })).toBeNull();
    expect(stretchIn("#at12-40")).toEqual({ start: 12, end: 40 });
    expect(stretchIn("#w12-40")).toBeNull();
  });
});

describe("signs around marked words", () => {
  it("belong to a whole sentence", () => {
    expect(signsAround('"', 'They went', '." ', true)).toEqual([1, 2]);
    expect(signsAround(" «", "Они ушли", "!..» Затем", true)).toEqual([1, 4]);
    expect(signsAround(", ", "and it ended", ". Then", true)).toEqual([0, 1]);
  });

  it("belong to some words where the other half stands among them", () => {
    expect(signsAround(" ", 'called for "dekulakization', '." Next', false)).toEqual([0, 2]);
    expect(signsAround(" ", "sagte: „Nein", "“, dann", false)).toEqual([0, 1]);
    expect(signsAround("(", "the review) says", ")", false)).toEqual([1, 0]);
    expect(signsAround('"', "a secret", '" letter', false)).toEqual([0, 0]);
    expect(signsAround(" ", "He came", ". She", false)).toEqual([0, 0]);
  });
});
