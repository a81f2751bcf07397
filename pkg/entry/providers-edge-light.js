import './edge-light.js';

export * from '../providers/index.js';
