// What a team's pages, which are whole without scripts, gain by them.
import { tell, tellTrouble } from "./saying.svelte";
import { say } from "./told";

/** Whether a comment is being written, which a new text of the page would wipe away. */
export function isWriting(): boolean {
  return [...document.querySelectorAll<HTMLTextAreaElement>("main textarea")].some((one) => one.value !== "");
}

/** Give an address that is to be sent to somebody a button that copies it. */
export function offerCopies(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = field.dataset["copy"] ?? "";
    button.addEventListener("click", () => {
      field.select();
      navigator.clipboard.writeText(field.value).then(() => tell(say("copied")), tellTrouble);
    });
    field.closest("label")?.after(button);
  }
}
