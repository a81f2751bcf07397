import './edge-light.js';

export { AuthenticationClient, ManagementClient, signRequest } from '../genauth/server.js';
export { ProtocolClient } from '../genauth/protocol.js';
export { OAuthError } from '../src/errors.js';
export { init } from '../src/instance.js';
