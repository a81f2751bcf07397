import './edge-light.js';

export * from '../src/edge.js';
