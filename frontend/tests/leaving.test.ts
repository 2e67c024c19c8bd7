import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { leaveQuotation } from "../src/room/editor/leaving";

function entered(doc: string): string | null {
  let made: string | null = null;
  const state = EditorState.create({ doc, selection: { anchor: doc.length } });
  const done = leaveQuotation({ state, dispatch: (change) => (made = change.newDoc.toString()) });
  return done ? made : null;
}

describe("Enter behind a quotation set apart", () => {
  it("leaves it where its citation closes it", () => {
    expect(entered("> She left of her own will [@memoir1961, p. 77]")).toBe("> She left of her own will [@memoir1961, p. 77]\n\n");
  });
  it("goes on within it, and below a statement, where further witnesses follow", () => {
    expect(entered("> She left of her")).toBeNull();
    expect(entered("  > She left of her own will [@memoir1961, p. 77]")).toBeNull();
    expect(entered("She left [@memoir1961, p. 77]")).toBeNull();
  });
});
