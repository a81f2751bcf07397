import './node.js';

export * from '../src/edge.js';
