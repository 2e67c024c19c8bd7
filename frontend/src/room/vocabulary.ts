import { ask } from "./api";
import type { Choice } from "./choices";

interface Relation {
  name: string;
  labels: Record<string, string>;
  inverse: Record<string, string>;
  also: string[];
}

let known: Promise<Choice[]> | null = null;

/** Every wording of every relation, in all languages; asked for once. */
function wordings(): Promise<Choice[]> {
  known ??= ask<{ relations: Relation[] }>("vocabulary").then(({ relations }) =>
    relations.flatMap((one) => {
      const all = [one.name, ...Object.values(one.labels), ...one.also, ...Object.values(one.inverse)];
      return [...new Set(all)].map((wording) => ({
        value: wording,
        label: wording,
        hint: wording === one.name ? "" : one.name,
      }));
    }),
  );
  return known;
}

/** The wordings that begin with what was typed, then those in which a word does. */
export async function relationsFor(typed: string): Promise<Choice[]> {
  const wanted = typed.trim().toLowerCase();
  const all = await wordings();
  if (!wanted) return all.slice(0, 8);
  const begins = all.filter((one) => one.value.toLowerCase().startsWith(wanted));
  const within = all.filter((one) => !begins.includes(one) && one.value.toLowerCase().includes(` ${wanted}`));
  return [...begins, ...within];
}

/** The dossiers that a name may mean. */
export async function dossiersFor(typed: string): Promise<Choice[]> {
  const bare = typed.replace(/^\[\[|\]\]$/g, "").trim();
  if (!bare || /^["“«\d]/.test(bare)) return [];
  const { dossiers } = await ask<{ dossiers: { id: string; name: string; kind: string }[] }>("suggest", {
    q: bare,
    limit: 8,
  });
  return dossiers.map((one) => ({ value: one.id, label: one.name, hint: one.id }));
}

/** The sources that a title or key may mean. */
export async function sourcesFor(typed: string): Promise<Choice[]> {
  const { dossiers } = await ask<{ dossiers: { id: string; name: string; kind: string }[] }>("suggest", { q: typed, limit: 30 });
  const sources = dossiers.filter((one) => one.kind === "source").slice(0, 8);
  return sources.map((one) => ({ value: one.id, label: one.name, hint: one.id }));
}
