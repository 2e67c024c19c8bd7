import { ask } from "./api";
import type { Choice } from "./choices";
import { say, told } from "./told";

interface Relation {
  name: string;
  labels: Record<string, string>;
  inverse: Record<string, string>;
  also: string[];
}

let asked: Promise<Relation[]> | null = null;
let known: Promise<Choice[]> | null = null;

/** The relations of the archive; asked for once. */
function relations(): Promise<Relation[]> {
  asked ??= ask<{ relations: Relation[] }>("vocabulary").then((answer) => answer.relations);
  return asked;
}

/** Relations by their names, called as the language of the interface calls them. */
export async function labelled(names: string[]): Promise<Choice[]> {
  const all = await relations();
  return names.map((name) => {
    const label = all.find((one) => one.name === name)?.labels[told.language] ?? name;
    return { value: name, label, hint: label === name ? "" : name };
  });
}

/** Every wording of every relation, in all languages; asked for once. */
function wordings(): Promise<Choice[]> {
  known ??= relations().then((all) =>
    all.flatMap((one) => {
      const ways = [one.name, ...Object.values(one.labels), ...one.also, ...Object.values(one.inverse)];
      return [...new Set(ways)].map((wording) => ({
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

/** The same, and last a new dossier of what was typed. */
export async function subjectsFor(typed: string): Promise<Choice[]> {
  return withNew(typed, await dossiersFor(typed));
}

/** What was found, and last the making of a dossier of the very words; none where they are one's id, or no name. */
function withNew(typed: string, found: Choice[]): Choice[] {
  const words = typed.trim();
  if (!words || /^["“«\[\d]/.test(words) || found.some((one) => one.value === words)) return found;
  return [...found.slice(0, 7), { value: `${words} +`, label: `${say("act-dossier")}: ${words}`, fresh: words }];
}

/** What a statement may be about: a dossier, or else the very words that were typed. */
export async function objectsFor(typed: string): Promise<Choice[]> {
  const found = await dossiersFor(typed);
  const words = typed.trim();
  if (!words || /^["“«\[\d]/.test(words)) return found;
  const asWords = { value: `"${words.replaceAll('"', "'")}"`, label: `“${words}”`, hint: say("as-words") };
  return withNew(typed, [...found.slice(0, 6), asWords]);
}

/** The sources that a title or key may mean. */
export async function sourcesFor(typed: string): Promise<Choice[]> {
  const { dossiers } = await ask<{ dossiers: { id: string; name: string; kind: string }[] }>("suggest", { q: typed, limit: 30 });
  const sources = dossiers.filter((one) => one.kind === "source").slice(0, 8);
  return sources.map((one) => ({ value: one.id, label: one.name, hint: one.id }));
}
