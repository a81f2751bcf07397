import './workerd.js';

export { AuthenticationClient } from '../genauth/authentication.js';
export { ManagementClient, signRequest } from '../genauth/management.js';
export { ProtocolClient } from '../genauth/protocol.js';
export { OAuthError } from '../src/errors.js';
export { init } from '../src/instance.js';
