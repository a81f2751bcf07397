// @ts-check
import { borrow, Client, split, start } from './client.js';
import { fault, OAuthError } from './errors.js';
import { described, HOOKS, OAuthFlight } from './oauth-flight.js';

const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
// Seconds.
const LOGOUT_MEMORY = 600;
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const OWN_METHODS = ['none', 'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt'];

export class OAuth2Client extends Client {
  /** @type {import('./oauth-flight.js').Decorations} */ #decorations;
  /** Logout tokens seen, and when they end. */
  /** @type {Map<string, number>} */ #logouts = new Map();

  /** @param {any} options */
  constructor(options) {
    const { clientKey, ...rest } = options ?? {};
    // A key stays here; the core is told what kind of key it is.
    super(options && { ...rest, clientKey: described(clientKey) });
    this.#decorations = { hooks: new Map(), methods: new Map(), key: clientKey, options };
    Object.assign(borrow(this), { Carrier: OAuthFlight, decorations: this.#decorations });
  }

  // --- grants ---

  /**
   * @param {any} params by their names on the wire
   * @param {any} [options]
   */
  async fetchToken(params, options) {
    const { limits, rest } = split({ ...params, ...pick(options) });
    const { grant_type: grantType, ...wire } = rest;
    const { method: httpMethod, nonce, maxAge, previousClaims } = options ?? {};
    return await start(this, 'grant', { grantType, params: wire, httpMethod, nonce, maxAge, previousClaims }, limits);
  }

  /**
   * @param {string} grantType
   * @param {any} params by their names on the wire or in camelCase
   */
  async #grant(grantType, params) {
    const { limits, rest } = split(params);
    return await start(this, 'grant', { grantType, params: rest, named: true }, limits);
  }

  /** @param {any} [params] */
  async clientCredentials(params) {
    return await this.#grant('client_credentials', params);
  }

  /** @param {any} params */
  async password(params) {
    return await this.#grant('password', params);
  }

  /** @param {any} params */
  async jwtBearer(params) {
    return await this.#grant(JWT_BEARER, params);
  }

  /** @param {any} params */
  async exchangeToken(params) {
    return await this.#grant(TOKEN_EXCHANGE, params);
  }

  /** @param {any} [params] */
  async requestDeviceCode(params) {
    const { limits, rest } = split(params);
    return await start(this, 'deviceCode', rest, limits);
  }

  /**
   * @param {any} code
   * @param {{ signal?: AbortSignal, timeout?: number }} [options]
   */
  async pollDeviceToken(code, options) {
    if (!code?.device_code) throw fault('invalid_config', 'config', 'device_code is required');
    const { now = Date.now } = this.#decorations.options;
    let { interval } = code;
    for (;;) {
      // Nobody waits past the end of the code's life; the core then says so.
      const left = Math.max(0, (code.expires_at ?? Infinity) - now() / 1000);
      await pause(Math.min(interval ?? 5, left), options?.signal);
      const answer = await start(this, 'deviceToken', { ...code, interval }, options);
      if (answer.wait === undefined) return answer;
      interval = answer.wait;
    }
  }

  // --- who the user is ---

  /**
   * @param {any} token the access token, or the token set
   * @param {any} [params]
   */
  async getProfile(token, params) {
    const { limits, rest } = split(params);
    return await start(this, 'getProfile', { ...rest, tokens: tokenSet(token) }, limits);
  }

  /**
   * @param {any} token the access token, or the token set
   * @param {any} [params]
   * @returns {Promise<[string, string | null]>}
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
    return await start(this, 'introspect', { ...rest, token }, limits);
  }

  /**
   * @param {string} token
   * @param {any} [checks]
   */
  async validateIdToken(token, checks) {
    const { limits, rest } = split(checks);
    return await start(this, 'validateIdToken', { ...rest, token }, limits);
  }

  /**
   * @param {string} token
   * @param {any} checks
   */
  async validateAccessToken(token, checks) {
    const { limits, rest } = split(checks);
    return await start(this, 'validateAccessToken', { ...rest, token }, limits);
  }

  /**
   * @param {string} token
   * @param {any} [options]
   */
  async validateLogoutToken(token, options) {
    const { isReplayed = this.#isReplayed, ...checks } = options ?? {};
    const { limits, rest } = split(checks);
    const claims = await start(this, 'validateLogoutToken', { ...rest, token }, limits);
    // Back-Channel Logout §2.6, step 8.
    if (await isReplayed(claims.jti, claims.exp)) {
      throw new OAuthError({ code: 'claim_mismatch', phase: 'validate', claim: 'jti', message: 'this logout token was seen before' });
    }
    return claims;
  }

  #isReplayed = (/** @type {string} */ jti, /** @type {number} */ exp) => {
    const { now = Date.now } = borrow(this);
    for (const [known, end] of this.#logouts) if (end < now() / 1000) this.#logouts.delete(known);
    const isKnown = this.#logouts.has(jti);
    // A little longer than the token lives: clocks differ.
    this.#logouts.set(jti, exp + LOGOUT_MEMORY);
    return isKnown;
  };

  // --- what the application changes ---

  /**
   * @param {string} type
   * @param {import('./oauth-flight.js').Hook} hook
   */
  registerComplianceHook(type, hook) {
    if (!HOOKS.includes(type)) throw fault('invalid_config', 'config', `there is no hook ${type}`);
    if (typeof hook !== 'function') throw fault('invalid_config', 'config', 'a hook is a function');
    const { hooks } = this.#decorations;
    hooks.set(type, [...(hooks.get(type) ?? []), hook]);
  }

  /**
   * @param {string} name
   * @param {import('./oauth-flight.js').Hook} method
   */
  registerClientAuthMethod(name, method) {
    if (typeof method !== 'function') throw fault('invalid_config', 'config', 'an authentication method is a function');
    // The core would go its own way, and nobody call this one.
    if (OWN_METHODS.includes(name)) throw fault('invalid_config', 'config', `${name} has a meaning already`);
    this.#decorations.methods.set(name, method);
  }
}

/** @param {any} limits */
const pick = (limits) => {
  const { signal, timeout } = limits ?? {};
  return Object.fromEntries(Object.entries({ signal, timeout }).filter(([, value]) => value !== undefined));
};

// A timer that is set to more fires at once.
const LONGEST_PAUSE = 2 ** 31 - 1;

/**
 * @param {number} seconds
 * @param {AbortSignal} [signal]
 */
function pause(seconds, signal) {
  return new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(fault('aborted', 'token', '', signal?.reason));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, Math.min(seconds * 1000, LONGEST_PAUSE));
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

/** @param {any} token */
const tokenSet = (token) => (typeof token === 'string' ? { access_token: token } : token);
