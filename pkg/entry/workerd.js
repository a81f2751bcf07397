// Workers compile no bytes at run time: the module is imported.
import module from '../wasm/edge_bg.wasm';
import { kept } from '../src/documents.js';
import { initSync } from '../src/instance.js';
import { lendDocuments } from '../src/oauth-flight.js';

initSync(module);
lendDocuments(kept);

export * from '../src/index.js';
