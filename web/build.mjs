// Bundles the page into the folder named on the command line. File names hold a hash of their content.

import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";

const folder = process.argv[2];
const { metafile } = await build({
  entryPoints: { app: "src/main.tsx", style: "src/style.css" },
  outdir: folder,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  charset: "utf8",
  legalComments: "linked",
  jsx: "automatic",
  jsxImportSource: "preact",
  metafile: true,
  logLevel: "warning",
});
const made = Object.entries(metafile.outputs);
const named = (entry) => basename(made.find(([, output]) => output.entryPoint === entry)[0]);
const page = await readFile("src/index.html", "utf8");
const filled = page.replace("{{script}}", named("src/main.tsx")).replace("{{style}}", named("src/style.css"));
await writeFile(join(folder, "index.html"), filled);
