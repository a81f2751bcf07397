import './browser.js';

export * from '../providers/index.js';
