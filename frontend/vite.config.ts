// One classic script, since a module does not load from file://, and the typefaces beside it.
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig, type Plugin } from "vitest/config";

const here = dirname(fileURLToPath(import.meta.url));
const islands = resolve(here, "../src/variorum/edition/assets/islands");

const TYPEFACES = [
  { name: "source-serif-4", axis: "opsz" },
  { name: "source-sans-3", axis: "wght" },
];
const SUBSETS = ["latin", "latin-ext", "cyrillic", "cyrillic-ext"];

function typefaces(): Plugin {
  return {
    name: "typefaces",
    apply: "build",
    closeBundle() {
      const fonts = join(islands, "fonts");
      mkdirSync(fonts, { recursive: true });
      for (const { name, axis } of TYPEFACES) {
        const from = join(here, "node_modules/@fontsource-variable", name);
        copyFileSync(join(from, "LICENSE"), join(fonts, `LICENSE-${name}.txt`));
        for (const subset of SUBSETS) {
          for (const style of ["normal", "italic"]) {
            const file = `${name}-${subset}-${axis}-${style}.woff2`;
            copyFileSync(join(from, "files", file), join(fonts, file));
          }
        }
      }
    },
  };
}

/** The land of Natural Earth beside the islands: the edition draws its map on it in Python. */
function coasts(): Plugin {
  return {
    name: "coasts",
    apply: "build",
    closeBundle() {
      mkdirSync(islands, { recursive: true });
      const from = join(here, "node_modules/world-atlas");
      copyFileSync(join(from, "land-50m.json"), join(islands, "land-50m.json"));
      copyFileSync(join(from, "LICENSE"), join(islands, "LICENSE-world-atlas.txt"));
    },
  };
}

export default defineConfig({
  plugins: [svelte(), svelteTesting(), typefaces(), coasts()],
  build: {
    outDir: islands,
    emptyOutDir: true,
    target: "es2022",
    lib: { entry: join(here, "src/main.ts"), formats: ["iife"], name: "VariorumIslands", fileName: () => "islands.js" },
  },
  test: { environment: "jsdom", include: ["tests/**/*.test.ts"] },
});
