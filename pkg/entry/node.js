// Node, Deno and Bun: ready when the import returns.
import { readFileSync } from 'node:fs';
import { initSync } from '../src/instance.js';

initSync(readFileSync(new URL('../wasm/edge_bg.wasm', import.meta.url)));

export * from '../src/index.js';
