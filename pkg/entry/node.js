// Node, Deno and Bun: ready when the import returns.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { initSync } from '../src/instance.js';

// Not as `new URL(…, import.meta.url)`: bundlers for servers would make an asset's address of it.
initSync(readFileSync(fileURLToPath(import.meta.url.replace(/[^/]+\/[^/]+$/, 'wasm/edge_bg.wasm'))));

export * from '../src/index.js';
