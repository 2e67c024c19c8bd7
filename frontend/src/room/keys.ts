// One place for keys: letters act only where nobody is typing.

type Act = () => void;

const acts = new Map<string, Act>();

/** Whether a key goes to a field that takes text. */
export function isTyping(target: EventTarget | null): boolean {
  const element = target instanceof Element ? target : null;
  return Boolean(element?.closest("input, textarea, select, [contenteditable=''], [contenteditable='true']"));
}

/** Let a key do something; the letter on the Russian layout stands on the same key and does the same. */
export function onKey(key: string, act: Act): () => void {
  acts.set(key, act);
  return () => {
    if (acts.get(key) === act) acts.delete(key);
  };
}

/** The name of a key whatever the layout: the letter printed on it in Latin, or its sign. */
export function nameOf(event: KeyboardEvent): string {
  if (/^Key[A-Z]$/.test(event.code) && !/^[a-z]$/i.test(event.key)) return event.code.slice(3).toLowerCase();
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

/** Begin to listen. */
export function listen(): void {
  document.addEventListener("keydown", (event) => {
    const name = nameOf(event);
    if ((event.ctrlKey || event.metaKey) && !event.altKey && name === "k") {
      event.preventDefault();
      acts.get("palette")?.();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    const act = acts.get(event.shiftKey && event.key.length > 1 ? `Shift+${name}` : name);
    if (act) {
      event.preventDefault();
      act();
    }
  });
}
