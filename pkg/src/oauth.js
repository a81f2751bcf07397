// @ts-check
import { Client, split, start } from './client.js';

export class OAuth2Client extends Client {
  /**
   * @param {string} token
   * @param {any} [params]
   */
  async introspectToken(token, params) {
    const { limits, rest } = split(params);
    return start(this, 'introspect', { ...rest, token }, limits);
  }

  /**
   * @param {string} token
   * @param {any} [checks]
   */
  async validateIdToken(token, checks) {
    const { limits, rest } = split(checks);
    return start(this, 'validateIdToken', { ...rest, token }, limits);
  }
}
