// The smaller module, unless the page imports `keyward`, too.
import { locate } from '../src/instance.js';
import { url } from '../wasm/session_url.js';

locate(url, false);

export { BrowserSession, createSession } from '../src/session.js';
export { OAuthError } from '../src/errors.js';
