// @ts-check
export { init, initSync } from './instance.js';
export { OAuthError } from './errors.js';
export { createCodeChallenge, generateCodeVerifier, generateNonce, generateState } from './pkce.js';
export { OAuth2Client } from './oauth.js';
export { AssertionSession, OAuth2Session } from './token-session.js';
