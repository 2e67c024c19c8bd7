// The islands of the reading room; each finds its place in a page that can be read without it.
import { mount, unmount } from "svelte";
import Bar from "./Bar.svelte";
import Facsimile from "./Facsimile.svelte";
import { follow, held, onBuilt, state } from "./following.svelte";
import { listen } from "./keys";
import Leaf from "./Leaf.svelte";
import Line from "./Line.svelte";
import { told } from "./told";
import Tray from "./Tray.svelte";

let islands: Record<string, unknown>[] = [];

function settle(): void {
  for (const one of islands) void unmount(one);
  islands = [];
  const page = document.querySelector<HTMLElement>("article.leaf[data-source]");
  if (!page) return;
  islands.push(mount(Leaf, { target: document.body, props: { page } }));
  const sheet = page.querySelector(".sheet");
  if (!told.facsimile || !sheet) return;
  const target = document.createElement("div");
  sheet.before(target);
  islands.push(mount(Facsimile, { target }));
}

/** Fetch the page anew and put its text in place of what stands there; the place on the screen stays. */
async function renew(): Promise<void> {
  const response = await fetch(location.pathname, { headers: { accept: "text/html" } });
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const text = fresh.getElementById("room")?.textContent;
  if (text) state.trays = (JSON.parse(text) as { trays: Record<string, number> }).trays;
  const [here, there] = [document.querySelector("main"), fresh.querySelector("main")];
  if (!here || !there || here.querySelector("[data-room]") || held.by) return;
  const top = scrollY;
  here.replaceChildren(...document.adoptNode(there).childNodes);
  scrollTo({ top });
  settle();
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
  settle();
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
  onBuilt(() => void renew());
  follow();
}

void start();
