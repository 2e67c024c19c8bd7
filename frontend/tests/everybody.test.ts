import { expect, test } from "vitest";
import { named, nearest, parts, type Everybody } from "../src/everybody";

const ALL: Everybody = {
  side: 1240,
  nodes: [
    [100, 100, 5, 0, "Anna", "people/anna.html"],
    [104, 100, 16, 0, "Boris", "people/boris.html"],
    [900, 900, 6, 1, "The cell", "groups/cell.html"],
  ],
  ties: [[0, 1, 0]],
};

test("the nearest within reach is found, and nobody beyond it", () => {
  expect(nearest(ALL, 99, 101, 10)).toBe(0);
  expect(nearest(ALL, 500, 500, 10)).toBeNull();
});

test("the greater keeps its name where two would cover one another, and nobody outside is named", () => {
  const camera = { x: 100, y: 100, scale: 1 };
  expect(named(ALL, camera, 400, 400, 60).map(([who]) => who)).toEqual([1]);
  expect(named(ALL, { ...camera, scale: 50 }, 400, 400, 60).map(([who]) => who)).toEqual([0]);
});

test("colours are read as style sheets and browsers write them", () => {
  expect(parts("#ff0000")).toEqual([1, 0, 0]);
  expect(parts(" rgb(0, 255, 0)")).toEqual([0, 1, 0]);
});
