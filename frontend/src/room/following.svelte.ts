// The page follows the archive: when a file changed and everything is worked out anew, its text is fetched again.
import { line, tell } from "./saying.svelte";
import { say, told } from "./told";

/** Who holds the page still: a form that is open, an editor. */
export const held = $state<{ by: string }>({ by: "" });
export const state = $state<{ working: boolean; generation: number; trays: Record<string, number>; people: string[] }>({
  working: told.working,
  generation: told.generation,
  trays: told.trays,
  people: [],
});

const releases = new Set<() => void>();

/** Hold the page still while a form or an editor is open. */
export function hold(by: string): void {
  held.by = by;
}

/** Let the page follow again; what it missed meanwhile is fetched. */
export function release(): void {
  held.by = "";
  for (const listener of releases) listener();
}

/** Be told when the page is let go. */
export function onRelease(listener: () => void): void {
  releases.add(listener);
}

type Listener = (generation: number) => void;
const listeners = new Set<Listener>();

/** Be told when a new state of the archive is there. */
export function onBuilt(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Begin to listen to the server. */
export function follow(): void {
  const stream = new EventSource(`/api/events?${new URLSearchParams({ at: told.address })}`);
  let lost = false;
  stream.addEventListener("here", (event) => {
    const said = JSON.parse(event.data as string) as { generation: number };
    if (line.text === say("lost-line")) tell(""); // and nothing that was said meanwhile
    lost = false;
    if (said.generation > state.generation) arrived(said.generation, "");
  });
  stream.addEventListener("present", (event) => {
    const said = JSON.parse(event.data as string) as { people: string[] };
    state.people = said.people.filter((name) => name !== told.by);
  });
  stream.addEventListener("commented", (event) => {
    const said = JSON.parse(event.data as string) as { about: string };
    if (said.about.split("#")[0] === told.address) for (const listener of listeners) listener(state.generation);
  });
  stream.addEventListener("progress", () => (state.working = true));
  stream.addEventListener("changed", (event) => {
    const said = JSON.parse(event.data as string) as { files: string[] };
    state.working = true;
    document.dispatchEvent(new CustomEvent("variorum-changed", { detail: said.files }));
  });
  stream.addEventListener("built", (event) => {
    const said = JSON.parse(event.data as string) as { generation: number; trouble: string };
    arrived(said.generation, said.trouble);
  });
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED || !lost) window.setTimeout(check, 3000);
    lost = true;
  });
  function check(): void {
    if (lost) tell(say("lost-line"), true);
  }
}

function arrived(generation: number, trouble: string): void {
  state.working = false;
  if (trouble) tell(trouble, true);
  if (generation === state.generation) return;
  state.generation = generation;
  for (const listener of listeners) listener(generation);
}
