// @ts-check
// What servers and the edge have beyond a page.
import { start } from '../src/client.js';
import { makeClient } from './authentication.js';

export { ManagementClient, signRequest } from './management.js';

export const AuthenticationClient = /* @__PURE__ */ makeClient((client, question, limits) =>
  start(client, 'ticket', question, limits),
);
