import './edge-light.js';

export { BrowserSession, createSession } from '../src/session.js';
export { OAuthError } from '../src/errors.js';
