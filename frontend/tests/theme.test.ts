import { render, screen } from "@testing-library/svelte";
import { expect, it, vi } from "vitest";
import Theme from "../src/Theme.svelte";

it("turns from the system's choice to the other and back", () => {
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  render(Theme, { label: "Light or dark" });
  screen.getByRole("button").click();
  expect(document.documentElement.dataset["theme"]).toBe("light");
  screen.getByRole("button").click();
  expect(document.documentElement.dataset["theme"]).toBe("dark");
});
