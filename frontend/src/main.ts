// Each island finds its place in a page that is complete without it.
import { mount } from "svelte";
import Everybody from "./Everybody.svelte";
import { readEntries } from "./index";
import Ledger from "./Ledger.svelte";
import { saveAsPng } from "./png";
import Search from "./Search.svelte";
import Span from "./Span.svelte";
import Theme from "./Theme.svelte";
import Years from "./Years.svelte";
import { showWhere } from "./where";
import { wordsOf, type EverybodyWords, type LedgerWords, type SearchWords, type SpanWords, type WordSearchWords } from "./words";
import WordSearch from "./wordsearch/WordSearch.svelte";

export function start(): void {
  showWhere();
  const language = document.documentElement.lang;
  for (const table of document.querySelectorAll<HTMLTableElement>('table[data-island="ledger"]')) {
    const words = wordsOf<LedgerWords>(table);
    if (!words || (table.tBodies[0]?.rows.length ?? 0) < 4) continue;
    const target = document.createElement("div");
    (table.closest(".table") ?? table).before(target);
    mount(Ledger, { target, props: { table, words, language } });
  }
  for (const target of document.querySelectorAll<HTMLElement>('[data-island="search"]')) {
    const words = wordsOf<SearchWords>(target);
    if (words) mount(Search, { target, props: { entries: readEntries(target.dataset["entries"] ?? ""), words } });
  }
  for (const target of document.querySelectorAll<HTMLElement>('[data-island="word-search"]')) {
    const words = wordsOf<WordSearchWords>(target);
    if (!words) continue;
    target.replaceChildren();
    mount(WordSearch, { target, props: { words } });
  }
  for (const target of document.querySelectorAll<HTMLElement>('[data-island="years"]')) {
    const picture = document.getElementById(target.dataset["picture"] ?? "");
    if (!(picture instanceof SVGSVGElement)) continue;
    const { label = "", all = "" } = target.dataset;
    const [first, last] = [Number(target.dataset["first"]), Number(target.dataset["last"])];
    mount(Years, { target, props: { picture, label, all, first, last } });
  }
  for (const target of document.querySelectorAll<HTMLElement>('[data-island="span"]')) {
    const picture = document.getElementById(target.dataset["picture"] ?? "");
    const words = wordsOf<SpanWords>(target);
    if (!(picture instanceof SVGSVGElement) || !words) continue;
    const [first, last] = [Number(target.dataset["first"]), Number(target.dataset["last"])];
    mount(Span, { target, props: { picture, words, first, last } });
  }
  for (const target of document.querySelectorAll<HTMLElement>('[data-island="everybody"]')) {
    const words = wordsOf<EverybodyWords>(target);
    const { file = "", root = "" } = target.dataset;
    if (words) mount(Everybody, { target, props: { words, number: Number(target.dataset["number"]), file, root } });
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>('figcaption a[download][href$=".svg"]')) {
    const picture = link.closest("figure")?.querySelector("svg");
    if (picture) saveAsPng(link, picture);
  }
  for (const target of document.querySelectorAll<HTMLElement>('[data-island="theme"]')) {
    mount(Theme, { target, props: { label: target.dataset["label"] ?? "" } });
  }
}

start();
