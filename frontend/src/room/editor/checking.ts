import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { unitsAt } from "../places";
import { say } from "../told";

export interface Finding {
  code: string;
  severity: "error" | "warning" | "note";
  message: string;
  line: number | null;
  column: number | null;
  evidence: string[];
  remedy: string;
  fix: { line: number; was: string; becomes: string; because?: string } | null;
}

export interface Quotation {
  line: number;
  column: number;
  verdict: string;
  place: string;
  found: string;
  where: string;
  source: string;
  address: string;
}

export interface Checked {
  findings: Finding[];
  quotations: Quotation[];
}

/** The findings as the editor draws them, each at its words. */
export function diagnostics(text: Text, findings: readonly Finding[]): Diagnostic[] {
  return findings.map((one) => {
    const line = text.line(Math.min(Math.max(1, one.line ?? 1), text.lines));
    const from = Math.min(line.from + unitsAt(line.text, Math.max(0, (one.column ?? 1) - 1)), line.to);
    return {
      from,
      to: Math.max(from, line.to),
      severity: one.severity === "note" ? "info" : one.severity,
      source: one.code,
      message: [one.message, ...one.evidence, one.remedy].filter(Boolean).join("\n"),
      ...(one.fix ? { actions: [{ name: say("fix"), apply: (view: EditorView) => void mend(view, one) }] } : {}),
    };
  });
}

/** Put right what a finding says; false where its words do not stand there any more. */
export function mend(view: EditorView, finding: Finding): boolean {
  const fix = finding.fix;
  if (!fix || fix.line > view.state.doc.lines) return false;
  const line = view.state.doc.line(fix.line);
  const at = view.state.doc.sliceString(line.from).indexOf(fix.was);
  if (at < 0 || at > line.length + fix.was.length) return false;
  const from = line.from + at;
  view.dispatch({ changes: { from, to: from + fix.was.length, insert: fix.becomes }, userEvent: "input.mend" });
  return true;
}
