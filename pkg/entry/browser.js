import { provide } from '../src/instance.js';

provide(() => new URL('../wasm/keyward_bg.wasm', import.meta.url));

export * from '../src/index.js';
