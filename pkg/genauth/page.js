// @ts-check
// A page cannot keep the secret of `ManagementClient`, and does not load its methods.
import { fault } from '../src/errors.js';

const refuse = () => fault('not_supported', 'config', 'management holds a secret, which a page cannot keep: use it on a server');

export class ManagementClient {
  constructor() {
    throw refuse();
  }
}

/** @returns {string} */
export function signRequest() {
  throw refuse();
}
