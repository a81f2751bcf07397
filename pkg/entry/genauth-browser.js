// A page loads the module when it first needs it; that of servers never.
import { locate } from '../src/instance.js';
import { url } from '../wasm/keyward_url.js';

locate(url, true);

export { AuthenticationClient, ManagementClient, signRequest } from '../genauth/page.js';
export { ProtocolClient } from '../genauth/protocol.js';
export { OAuthError } from '../src/errors.js';
export { init } from '../src/instance.js';
