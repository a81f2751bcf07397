// Node, Deno and Bun: ready when the import returns.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kept } from '../src/documents.js';
import { initSync } from '../src/instance.js';
import { lendDocuments } from '../src/oauth-flight.js';

// Not as `new URL(…, import.meta.url)`: bundlers for servers would make an asset's address of it.
initSync(readFileSync(fileURLToPath(import.meta.url.replace(/[^/]+\/[^/]+$/, 'wasm/edge_bg.wasm'))));
lendDocuments(kept);

export * from '../src/index.js';
