// @ts-check
import { Client, split, start } from './client.js';

export class OAuth2Client extends Client {
  // --- who the user is ---

  /**
   * @param {any} token the access token, or the token set
   * @param {any} [params]
   */
  async getProfile(token, params) {
    const { limits, rest } = split(params);
    return start(this, 'getProfile', { ...rest, tokens: tokenSet(token) }, limits);
  }

  /**
   * @param {any} token the access token, or the token set
   * @param {any} [params]
   */
  async getIdEmail(token, params) {
    const { limits, rest } = split(params);
    const { id, email = null } = await start(this, 'getIdEmail', { ...rest, tokens: tokenSet(token) }, limits);
    return [id, email];
  }

  // --- tokens of others ---

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

/** @param {any} token */
const tokenSet = (token) => (typeof token === 'string' ? { access_token: token } : token);
