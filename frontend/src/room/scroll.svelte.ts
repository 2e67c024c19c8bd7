// A source as one scroll. Each page has its place from the beginning, as high as it is likely to be; its text is there
// only while it is near the screen, so that a source of two thousand pages is as light as one of twenty.
import { rangeOf, light, type Stretch } from "./places";

export interface Outline {
  source: string;
  title: string;
  addresses: string;
  facsimile: boolean;
  /** Of each page: what it is called, its letters, its paragraphs. */
  pages: [string, number, number][];
  beside: { source: string; title: string; how: string }[];
}

const NEAR = 1400; // pixels around the screen within which pages are there
const KEPT = 30; // pages that stay when they are farther
const AT_ONCE = 3;

export class Scroll {
  /** The page that is read now, from 1. */
  current = $state(1);
  readonly element = document.createElement("div");
  readonly #sections: HTMLElement[] = [];
  #wanted = [1, 0]; // the first and the last page that are near the screen
  readonly #loading = new Map<number, Promise<void>>();
  readonly #arrived: (() => void)[] = [];
  readonly #watcher: ResizeObserver;
  readonly #first: number;
  #ratio = 1;
  #drawing = false;
  #told = 0;
  #pumping = 0;

  constructor(
    readonly outline: Outline,
    leaf: HTMLElement,
    readonly root: string,
  ) {
    this.#first = this.current = Number(leaf.dataset["page"] ?? 1);
    this.element.className = "room-scroll";
    const measured = leaf.querySelector<HTMLElement>(".sheet")?.offsetHeight ?? 0;
    const [, letters, paragraphs] = outline.pages[this.#first - 1] ?? ["", 0, 0];
    if (measured && letters > 400) this.#ratio = Math.min(3, Math.max(0.5, measured / likely(letters, paragraphs)));
    for (const [number, [label, length, count]] of outline.pages.entries()) {
      const section = document.createElement("section");
      section.className = "room-leaf";
      section.dataset["at"] = String(number + 1);
      section.style.height = `${Math.round(likely(length, count) * this.#ratio)}px`;
      section.setAttribute("aria-label", label);
      this.#sections.push(section);
    }
    this.element.append(...this.#sections);
    leaf.before(this.element);
    this.#put(this.#first, leaf);
    this.#watcher = new ResizeObserver(this.#look);
    this.#watcher.observe(this.element);
    addEventListener("scroll", this.#scrolled, { passive: true });
    addEventListener("resize", this.#look, { passive: true });
  }

  close(): void {
    this.#watcher.disconnect();
    removeEventListener("scroll", this.#scrolled);
    removeEventListener("resize", this.#look);
  }

  /** The article of a page; null where it is not there now. */
  leaf(page: number = this.current): HTMLElement | null {
    return this.#sections[page - 1]?.querySelector<HTMLElement>("article.leaf") ?? null;
  }

  label(page: number = this.current): string {
    return this.outline.pages[page - 1]?.[0] ?? "";
  }

  /** Bring a page to the screen, and light words in it. */
  async go(page: number, stretch: Stretch | null = null): Promise<boolean> {
    const section = this.#sections[page - 1];
    if (!section) return false;
    await this.#load(page);
    this.current = page;
    const leaf = this.leaf(page);
    if (stretch && leaf && light(leaf, stretch)) return true;
    scrollTo({ top: scrollY + section.getBoundingClientRect().top - barHeight(), behavior: "instant" });
    return true;
  }

  /** Fetch what is on the screen anew. */
  async renew(): Promise<void> {
    const there = this.#sections.flatMap((one, at) => (one.firstElementChild ? [at + 1] : []));
    for (const page of there) {
      const fresh = await this.#fetched(page);
      const here = this.leaf(page);
      if (fresh && here && fresh.innerHTML !== here.innerHTML) here.replaceWith(fresh);
    }
  }

  /** The page by its label, or by what of it a person writes: "12", "iv", "12v". */
  pageCalled(typed: string): number {
    const wanted = typed.trim().toLowerCase();
    const labels = this.outline.pages.map(([label]) => label.toLowerCase());
    const exact = labels.findIndex((label) => label === wanted || label.endsWith(` ${wanted}`));
    if (exact >= 0) return exact + 1;
    const number = Number(wanted);
    return Number.isInteger(number) && number >= 1 && number <= labels.length ? number : 0;
  }

  /** What is near the screen, found by halving: to have every page observed takes a third of the scrolling's work. */
  #look = (): void => {
    const [first, last] = [this.#pageAt(-NEAR), this.#pageAt(innerHeight + NEAR)];
    if (first === this.#wanted[0] && last === this.#wanted[1]) return;
    this.#wanted = [first, last];
    // Whoever drags the bar passes a thousand pages: only those at which they stay are fetched.
    clearTimeout(this.#pumping);
    this.#pumping = window.setTimeout(() => this.#pump(), 50);
  };

  #isWanted(page: number): boolean {
    const [first = 1, last = 0] = this.#wanted;
    return first <= page && page <= last;
  }

  #pump(): void {
    const [first = 1, last = 0] = this.#wanted;
    const near = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
    const missing = near.filter((page) => !this.leaf(page) && !this.#loading.has(page));
    missing.sort((a, b) => Math.abs(a - this.current) - Math.abs(b - this.current));
    for (const page of missing.slice(0, AT_ONCE - this.#loading.size)) void this.#load(page).then(() => this.#pump());
    if (!missing.length) this.#letGo();
  }

  #load(page: number): Promise<void> {
    if (this.leaf(page)) return Promise.resolve();
    const running = this.#loading.get(page);
    if (running) return running;
    const made = this.#fetched(page)
      .then((leaf) => new Promise<void>((done) => this.#inTurn(() => (leaf && !this.leaf(page) && this.#put(page, leaf), done()))))
      .finally(() => this.#loading.delete(page));
    this.#loading.set(page, made);
    return made;
  }

  /** One page in each frame, so that no frame is long. */
  #inTurn(put: () => void): void {
    this.#arrived.push(put);
    if (this.#drawing) return;
    this.#drawing = true;
    const draw = (): void => {
      this.#arrived.shift()?.();
      if (this.#arrived.length) requestAnimationFrame(draw);
      else this.#drawing = false;
    };
    requestAnimationFrame(draw);
  }

  async #fetched(page: number): Promise<HTMLElement | null> {
    const response = await fetch(`/room/leaf/${encodeURIComponent(this.outline.source)}/${page}`);
    if (!response.ok) return null;
    const leaf = new DOMParser().parseFromString(await response.text(), "text/html").querySelector<HTMLElement>("article.leaf");
    return leaf ? document.adoptNode(this.#asPart(leaf, page)) : null;
  }

  #put(page: number, leaf: HTMLElement): void {
    const section = this.#sections[page - 1];
    if (!section) return;
    section.replaceChildren(page === this.#first ? this.#asPart(leaf, page) : leaf);
    section.style.height = "";
  }

  /** A page as part of the scroll: without its own head and ways on, its ids told from those of other pages. */
  #asPart(leaf: HTMLElement, page: number): HTMLElement {
    for (const one of leaf.querySelectorAll(":scope > .head, :scope > .turn")) one.remove();
    if (page === this.#first) return leaf;
    const ids = new Map<string, string>();
    for (const one of leaf.querySelectorAll("[id]")) {
      if (/^p\d+$/.test(one.id)) continue; // paragraphs are numbered through the whole source
      ids.set(one.id, `s${page}-${one.id}`);
      one.id = `s${page}-${one.id}`;
    }
    for (const one of leaf.querySelectorAll<HTMLElement>('a[href^="#"], [aria-labelledby]')) {
      const [href, labelled] = [one.getAttribute("href"), one.getAttribute("aria-labelledby")];
      if (href && ids.has(href.slice(1))) one.setAttribute("href", `#${ids.get(href.slice(1)) ?? ""}`);
      if (labelled && ids.has(labelled)) one.setAttribute("aria-labelledby", ids.get(labelled) ?? "");
    }
    return leaf;
  }

  #letGo(): void {
    const far = this.#sections
      .map((section, at) => ({ section, page: at + 1 }))
      .filter(({ section, page }) => section.firstElementChild && !this.#isWanted(page) && !holdsSelection(section));
    far.sort((a, b) => Math.abs(b.page - this.current) - Math.abs(a.page - this.current));
    for (const { section } of far.slice(0, Math.max(0, far.length - KEPT))) {
      section.style.height = `${section.offsetHeight}px`;
      section.replaceChildren();
    }
  }

  #scrolled = (): void => {
    if (this.#told) return;
    this.#told = requestAnimationFrame(() => {
      this.#told = 0;
      const page = this.#pageAt(innerHeight * 0.35);
      if (page !== this.current) this.current = page;
      this.#look();
    });
  };

  #pageAt(height: number): number {
    let [low, high] = [0, this.#sections.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#sections[middle]?.getBoundingClientRect().top ?? 0) <= height) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

/** How high a page is likely to be. */
function likely(letters: number, paragraphs: number): number {
  return 70 + Math.ceil(letters / 68) * 27 + paragraphs * 16;
}

function barHeight(): number {
  return document.querySelector<HTMLElement>(".room-reading")?.offsetHeight ?? 0;
}

function holdsSelection(section: HTMLElement): boolean {
  const selection = getSelection();
  return Boolean(selection && !selection.isCollapsed && section.contains(selection.anchorNode));
}

/** The offset with which the text at the top of the screen begins, for what runs beside it. */
export function offsetAtTop(leaf: HTMLElement): number {
  const top = barHeight() + 20;
  for (const paragraph of leaf.querySelectorAll<HTMLElement>("p.text[data-start]")) {
    const box = paragraph.getBoundingClientRect();
    if (box.bottom > top) {
      const share = box.top >= top ? 0 : (top - box.top) / Math.max(1, box.height);
      return Number(paragraph.dataset["start"]) + Math.floor((paragraph.textContent.length || 0) * share);
    }
  }
  return 0;
}

/** Bring an offset of a page to the top of what it is shown in. */
export function toTop(window: HTMLElement, leaf: HTMLElement, offset: number): void {
  const range = rangeOf(leaf, { start: offset, end: offset + 1 });
  const place = range?.getBoundingClientRect() ?? leaf.getBoundingClientRect();
  window.scrollTop += place.top - window.getBoundingClientRect().top - 12;
}
