// What the room says in a line at the foot of the page; screen readers hear it.
import { say } from "./told";

export const line = $state<{ text: string; bad: boolean }>({ text: "", bad: false });
let timer = 0;

/** Say a sentence for some seconds; one that tells of trouble stays until the next. */
export function tell(text: string, bad = false): void {
  clearTimeout(timer);
  line.text = text;
  line.bad = bad;
  if (!bad) timer = window.setTimeout(() => (line.text = ""), 9000);
}

/** Say what was written, or what waits until somebody else has looked at it. */
export function tellWritten(done: { what: string; waits?: boolean }): void {
  tell(done.waits ? say("proposed", { what: done.what }) : say("written", { what: opened(done.what) }));
}

/** What was done, as it opens a sentence. */
export function opened(what: string): string {
  return what.charAt(0).toUpperCase() + what.slice(1);
}

/** Say what went wrong. */
export function tellTrouble(error: unknown): void {
  tell(error instanceof Error ? error.message : String(error), true);
}
