// The islands of the reading room; each finds its place in a page that can be read without it.
import { mount, unmount } from "svelte";
import Auditing from "./Auditing.svelte";
import Bar from "./Bar.svelte";
import Bring from "./Bring.svelte";
import { ask } from "./api";
import { takeDrops } from "./dropping";
import { isWriting, offerCopies } from "./team";
import { follow, held, onBuilt, onRelease, state } from "./following.svelte";
import { listen } from "./keys";
import Leaf from "./Leaf.svelte";
import Line from "./Line.svelte";
import Reading from "./Reading.svelte";
import { Scroll, type Outline } from "./scroll.svelte";
import { told } from "./told";
import Tray from "./Tray.svelte";

let islands: Record<string, unknown>[] = [];
let scroll: Scroll | null = null;
let missed = false;

/** Put the islands of a page of a source in their places; its whole source becomes one scroll. */
async function settle(): Promise<void> {
  for (const one of islands) void unmount(one);
  islands = [];
  scroll?.close();
  scroll = null;
  const first = document.querySelector<HTMLElement>("article.leaf[data-source]");
  if (!first) return;
  const source = first.dataset["source"] ?? "";
  const outline = await ask<Outline>("pages", { source }).catch(() => null);
  if (outline) {
    const head = first.querySelector(":scope > .head");
    scroll = new Scroll(outline, first, told.root);
    if (head) {
      // Of the whole source now: which page is read is told by the line below.
      const title = head.querySelector("h1");
      for (const node of [...(title?.childNodes ?? [])]) if (node.nodeType === Node.TEXT_NODE) node.remove();
      head.querySelector(".forms")?.remove();
      scroll.element.before(head);
    }
    const above = document.createElement("div");
    above.className = "room-above";
    scroll.element.before(above);
    islands.push(mount(Reading, { target: above, props: { scroll } }));
  }
  islands.push(mount(Leaf, { target: document.body, props: { first, scroll } }));
}

/** Fetch the page anew and put its text in place of what stands there; the place on the screen stays. */
async function renew(): Promise<void> {
  if (held.by || isWriting()) {
    missed = true;
    return;
  }
  missed = false;
  if (scroll) {
    await scroll.renew();
    state.trays = (await ask<{ trays: Record<string, number> }>("status")).trays;
    return;
  }
  const response = await fetch(location.pathname, { headers: { accept: "text/html" } });
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const text = fresh.getElementById("room")?.textContent;
  if (text) state.trays = (JSON.parse(text) as { trays: Record<string, number> }).trays;
  const [here, there] = [document.querySelector("main"), fresh.querySelector("main")];
  if (!here || !there || here.querySelector("[data-room]")) return;
  const top = scrollY;
  here.replaceChildren(...document.adoptNode(there).childNodes);
  scrollTo({ top, behavior: "instant" });
  await settle();
}

async function start(): Promise<void> {
  if (!told.csrf) return;
  listen();
  const bar = document.querySelector(".bar");
  if (bar) {
    const target = document.createElement("div");
    target.className = "room-head";
    bar.prepend(target);
    bar.querySelector(".archive")?.after(target);
    mount(Bar, { target });
  }
  mount(Line, { target: document.body });
  offerCopies();
  await settle();
  const tray = document.querySelector<HTMLElement>('[data-room="tray"]');
  if (tray) {
    tray.replaceChildren();
    mount(Tray, { target: tray, props: { tray: tray.dataset["tray"] ?? "" } });
  }
  const desk = document.querySelector<HTMLElement>('[data-room="editor"]');
  if (desk) {
    const { begin } = await import("./editor/main");
    desk.replaceChildren();
    begin(desk, desk.dataset["file"] ?? "");
  }
  const audit = document.querySelector<HTMLElement>('[data-room="audit"]');
  if (audit) {
    const target = document.createElement("div");
    target.className = "room-above";
    audit.prepend(target);
    mount(Auditing, { target, props: { place: audit } });
  }
  const bring = document.querySelector<HTMLElement>('[data-room="bring"]');
  if (bring) {
    bring.replaceChildren();
    mount(Bring, { target: bring });
  }
  document.querySelectorAll<HTMLElement>('[data-room="drop"]').forEach(takeDrops);
  onBuilt(() => void renew());
  onRelease(() => missed && void renew());
  follow();
}

void start();
