// @ts-check
// A page cannot keep the secret of `ManagementClient`, and does not load its methods; a CAS ticket is judged by
// the server of the service that it was made for.
import { fault } from '../src/errors.js';
import { makeClient } from './authentication.js';

/** @param {string} what */
const refuse = (what) => fault('not_supported', 'config', `${what}: use it on a server`);

export const AuthenticationClient = /* @__PURE__ */ makeClient(async () => {
  throw refuse('a page cannot judge CAS tickets');
});

export class ManagementClient {
  constructor() {
    throw refuse('management holds a secret, which a page cannot keep');
  }
}

/** @returns {string} */
export function signRequest() {
  throw refuse('a signature needs a secret, which a page cannot keep');
}
