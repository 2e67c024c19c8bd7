import type { StateCommand } from "@codemirror/state";

const CITED = /^>\s.*\[@[^\]]*\]\s*$/;

/** Leave a quotation set apart whose citation closes it: the next one would run into it otherwise. */
export const leaveQuotation: StateCommand = ({ state, dispatch }) => {
  const { head, empty } = state.selection.main;
  const line = state.doc.lineAt(head);
  if (!empty || head !== line.to || !CITED.test(line.text)) return false;
  const changes = { from: head, insert: state.lineBreak.repeat(2) };
  dispatch(state.update({ changes, selection: { anchor: head + 2 }, scrollIntoView: true, userEvent: "input" }));
  return true;
};
