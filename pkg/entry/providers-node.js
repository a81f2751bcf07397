import './node.js';

export * from '../providers/index.js';
