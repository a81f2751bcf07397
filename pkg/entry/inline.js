// The module's bytes are inside the JavaScript, for bundlers that emit no .wasm file.
import { locate } from '../src/instance.js';
import text from '../wasm/inline.js';

locate(() => Uint8Array.from(atob(text), (character) => character.charCodeAt(0)), true);

export * from '../src/index.js';
export { BrowserSession, createSession } from '../src/session.js';
