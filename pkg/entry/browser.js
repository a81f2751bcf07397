// A page loads the module when it first needs it.
import { locate } from '../src/instance.js';
import { url } from '../wasm/keyward_url.js';

locate(url, true);

export * from '../src/index.js';
