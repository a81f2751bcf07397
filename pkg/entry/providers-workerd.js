import './workerd.js';

export * from '../providers/index.js';
