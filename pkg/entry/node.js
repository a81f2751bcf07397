// Node, Deno and Bun: ready when the import returns.
import { kept } from '../src/documents.js';
import { initSync } from '../src/instance.js';
import { nodeVerifier } from '../src/node-verifier.js';
import { lendDocuments, lendVerifier } from '../src/oauth-flight.js';

// Asked for and not imported: an import of a module of Node's prepares all of its exports, which takes longer than
// everything else here.
const { readFileSync } = process.getBuiltinModule('node:fs');
// Not as `new URL(…, import.meta.url)`: bundlers for servers would make an asset's address of it.
initSync(readFileSync(new URL(import.meta.url.replace(/[^/]+\/[^/]+$/, 'wasm/edge_bg.wasm'))));
lendDocuments(kept);
// Deno and Bun imitate Node's cryptography; their own is WebCrypto.
if (!process.versions.deno && !process.versions.bun) lendVerifier(nodeVerifier);

export * from '../src/index.js';
