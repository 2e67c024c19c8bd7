/** The interface's sentences, in the page's language, as the page hands them over in `data-words`. */
export interface LedgerWords {
  filter: string;
  hint: string;
  /** Holds `{n}` and `{total}`. */
  shown: string;
  /** Holds `{column}`. */
  sortBy: string;
}

export interface SearchWords {
  search: string;
  hint: string;
  /** Holds `{n}`. */
  found: string;
}

export interface WordSearchWords {
  label: string;
  hint: string;
  /** Holds `{n}`. */
  found: string;
  more: string;
  none: string;
  reading: string;
  missing: string;
  spelled: string;
}

export interface SpanWords {
  from: string;
  to: string;
  all: string;
  /** Holds `{n}` and `{total}`. */
  shown: string;
}

export interface EverybodyWords {
  /** Holds `{n}`. */
  "show-all": string;
  drag: string;
  "no-webgl": string;
  reading: string;
  find: string;
}

/** A sentence with its blanks filled. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank));
}

/** The object that an element carries in `data-words`; null where it carries none that can be read. */
export function wordsOf<T>(element: HTMLElement): T | null {
  try {
    return JSON.parse(element.dataset["words"] ?? "") as T;
  } catch {
    return null;
  }
}
