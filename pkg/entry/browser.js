// A page loads the module when it first needs it.
export * from '../src/index.js';
