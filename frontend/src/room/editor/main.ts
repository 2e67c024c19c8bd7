// Loaded only when somebody writes.
import { mount } from "svelte";
import Editor from "./Editor.svelte";

export function begin(target: HTMLElement, file: string): void {
  mount(Editor, { target, props: { file } });
}
