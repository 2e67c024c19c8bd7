import { expect, test } from "vitest";
import { compared } from "../src/room/editor/differing";

const alone = (lines: { text: string; alone: boolean }[]): string[] => lines.filter((one) => one.alone).map((one) => one.text);

test("only the lines that one side lacks are told apart", () => {
  const [mine, theirs] = compared("a\nb\nc\nd", "a\nx\nc\nd\ne");
  expect(alone(mine)).toEqual(["b"]);
  expect(alone(theirs)).toEqual(["x", "e"]);
});

test("a line that stands twice is matched once for each time", () => {
  const [mine, theirs] = compared("a\na", "a");
  expect(alone(mine)).toHaveLength(1);
  expect(alone(theirs)).toEqual([]);
});

test("the same text has nothing of its own, and nothing is lost", () => {
  const [mine, theirs] = compared("x\n\ny\n", "x\n\ny\n");
  expect(alone(mine)).toEqual([]);
  expect(theirs.map((one) => one.text).join("\n")).toBe("x\n\ny\n");
});
