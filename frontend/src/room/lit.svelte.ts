// What is lit or marked on which page, so that its picture can show it too.
import type { Stretch } from "./places";

export const lit = $state<{ page: number; stretch: Stretch | null }>({ page: 0, stretch: null });

export function litOn(page: number, stretch: Stretch | null): void {
  lit.page = page;
  lit.stretch = stretch;
}
