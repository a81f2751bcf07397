// @ts-check
// What servers and the edge have beyond a page.
export { AuthenticationClient } from './authentication.js';
export { ManagementClient, signRequest } from './management.js';
