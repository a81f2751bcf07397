// A host that no condition names: the application brings the module, by `initSync` of `keyward`.
export * from '../src/edge.js';
