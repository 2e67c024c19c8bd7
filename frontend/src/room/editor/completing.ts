import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { ask } from "../api";
import { relationsFor } from "../vocabulary";

interface Entry {
  id: string;
  kind: string;
  name: string;
}

async function entries(typed: string): Promise<Entry[]> {
  return (await ask<{ dossiers: Entry[] }>("suggest", { q: typed || "a", limit: 30 })).dossiers;
}

/** What completes the text before the cursor: a dossier in `[[`, its statements after `#^`, a source after `@`, a relation. */
export async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const block = context.matchBefore(/\[\[[^\][#|]+#\^[\w-]*/);
  if (block) {
    const [dossier = "", typed = ""] = block.text.slice(2).split("#^");
    const { blocks } = await ask<{ blocks: { id: string; line: string }[] }>("blocks", { dossier });
    const options = blocks.map((one): Completion => ({ label: one.id, detail: one.line, type: "constant" }));
    return { from: context.pos - typed.length, options, validFor: /^[\w-]*$/ };
  }
  const link = context.matchBefore(/\[\[[^\][#|]*/);
  if (link) {
    const typed = link.text.slice(2);
    const found = (await entries(typed)).filter((one) => one.kind !== "chapter");
    const closed = context.state.sliceDoc(context.pos, context.pos + 2) === "]]";
    return {
      from: link.from + 2,
      options: found.map((one) => ({ label: one.id, detail: one.name, apply: closed ? one.id : `${one.id}]]`, type: "class" })),
      filter: false,
    };
  }
  const source = context.matchBefore(/@[\p{L}\p{N}_-]*/u);
  if (source) {
    const found = (await entries(source.text.slice(1))).filter((one) => one.kind === "source");
    return {
      from: source.from + 1,
      options: found.map((one) => ({ label: one.id, detail: one.name, type: "text" })),
      filter: false,
    };
  }
  const said = context.matchBefore(/^\s*-\s+(?:[^[\]"“«:]*:\s+)?[\p{L}][\p{L} -]*/u);
  if (said) {
    const typed = /(?::\s+|-\s+)([\p{L}][\p{L} -]*)$/u.exec(said.text)?.[1] ?? "";
    const found = await relationsFor(typed);
    return {
      from: context.pos - typed.length,
      options: found.slice(0, 12).map((one) => ({ label: one.label, detail: one.hint ?? "", type: "keyword" })),
      filter: false,
    };
  }
  return null;
}
