// @ts-check
// A page cannot keep the secret of `ManagementClient`, and does not load its methods.
import { fault } from '../src/errors.js';

export { AuthenticationClient } from './authentication.js';

/** @param {string} what */
const refuse = (what) => fault('not_supported', 'config', `${what}: use it on a server`);

export class ManagementClient {
  constructor() {
    throw refuse('management holds a secret, which a page cannot keep');
  }
}

/** @returns {string} */
export function signRequest() {
  throw refuse('a signature needs a secret, which a page cannot keep');
}
