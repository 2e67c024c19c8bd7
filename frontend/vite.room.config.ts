// The reading room's scripts: modules, so that the editor is loaded only when somebody writes.
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

const here = dirname(fileURLToPath(import.meta.url));

export default defineConfig({
  plugins: [svelte()],
  base: "./",
  build: {
    outDir: resolve(here, "../src/variorum/edition/assets/islands/room"),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    rolldownOptions: {
      input: resolve(here, "src/room/main.ts"),
      output: { entryFileNames: "room.js", chunkFileNames: "chunks/[name]-[hash].js" },
    },
  },
});
