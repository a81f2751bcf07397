// @ts-check
export { BearerGuard, createGuard } from './guard.js';
export { createEdgeSession, EdgeSession } from './edge-session.js';
export { EdgeUser } from './edge-user.js';
export { cacheApiCache, durableObjectStore, kvStore, memoryStore } from './stores.js';
export { SessionObject } from './session-object.js';
export { OAuthError } from './errors.js';
