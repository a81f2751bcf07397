// Vercel's edge runtime, and Next's for middleware, give out the module itself under this name only.
import module from '../wasm/edge_bg.wasm?module';
import { kept } from '../src/documents.js';
import { initSync } from '../src/instance.js';
import { lendDocuments } from '../src/oauth-flight.js';

initSync(module);
lendDocuments(kept);

export * from '../src/index.js';
