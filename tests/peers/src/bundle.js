// `node bundle.js PEER`: what a phone's program would carry of a peer, bundled for a browser and minified, on standard output.

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const WANTED = {
  pouchdb: ["pouchdb", "pouchdb-find"],
  yjs: ["yjs", "@hocuspocus/provider", "minisearch"],
  automerge: [
    "@automerge/automerge-repo",
    "@automerge/automerge-repo-network-websocket",
    "minisearch",
  ],
};

const wanted = WANTED[process.argv[2]] ?? [];
const contents = wanted.map((name, n) => `export * as p${n} from ${JSON.stringify(name)};`).join("\n");
const { outputFiles } = await build({
  stdin: { contents, resolveDir: dirname(fileURLToPath(import.meta.url)) },
  bundle: true,
  minify: true,
  write: false,
  format: "esm",
  platform: "browser",
  // Automerge carries its WebAssembly as text in a module of its own.
  conditions: ["browser", "import", "default"],
  loader: { ".wasm": "binary" },
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
});
for (const { contents } of outputFiles) process.stdout.write(contents);
