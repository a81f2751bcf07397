// Node, Deno and Bun: ready when the import returns.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kept } from '../src/documents.js';
import { initSync } from '../src/instance.js';
import { nodeVerifier } from '../src/node-verifier.js';
import { lendDocuments, lendVerifier } from '../src/oauth-flight.js';

// Not as `new URL(…, import.meta.url)`: bundlers for servers would make an asset's address of it.
initSync(readFileSync(fileURLToPath(import.meta.url.replace(/[^/]+\/[^/]+$/, 'wasm/edge_bg.wasm'))));
lendDocuments(kept);
// Deno and Bun imitate Node's cryptography; their own is WebCrypto.
if (!process.versions.deno && !process.versions.bun) lendVerifier(nodeVerifier);

export * from '../src/index.js';
