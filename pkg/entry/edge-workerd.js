import './workerd.js';

export * from '../src/edge.js';
