// Workers compile no bytes at run time: the module is imported.
import module from '../wasm/edge_bg.wasm';
import { initSync } from '../src/instance.js';

initSync(module);

export * from '../src/index.js';
