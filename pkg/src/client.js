// @ts-check
import { client, discovery } from '../wasm/keyward.js';
import { fault } from './errors.js';
import { Flight, Sink } from './flight.js';
import { current, guarded, init, isReady } from './instance.js';

/** @typedef {{ signal?: AbortSignal, timeout?: number }} Limits */

/**
 * Options as the text that the core reads.
 * @param {unknown} value
 */
export function optionsText(value) {
  try {
    return JSON.stringify(value ?? {}) ?? '{}';
  } catch (error) {
    throw fault('invalid_config', 'config', 'the options hold something that is no plain data', error);
  }
}

/**
 * @param {any} options
 * @returns {import('./flight.js').Environment}
 */
export function environmentOf(options) {
  const { fetch, now, timeout, jwksCache } = options;
  return { fetch, now, timeout, jwksCache, cryptoKeys: new Map() };
}

/** @param {any} callback URL, parameters or form data of any realm */
function callbackText(callback) {
  if (typeof callback === 'string') return callback;
  if (typeof callback?.href === 'string') return callback.href;
  if (typeof callback?.entries === 'function') return new URLSearchParams([...callback.entries()]).toString();
  throw fault('invalid_config', 'callback', 'the callback is no URL, parameters or form data');
}

export class OAuth2Client {
  /** @type {string} */ #options;
  /** @type {import('./flight.js').Environment} */ #environment;
  /** @type {any} */ #handle;
  #generation = -1;
  /** @type {any} */ #metadata;

  /** @param {any} options */
  constructor(options) {
    if (options === null || typeof options !== 'object') {
      throw fault('invalid_config', 'config', 'a client needs its options');
    }
    const { fetch, now, timeout, jwksCache, ...data } = options;
    this.#environment = environmentOf(options);
    this.#options = optionsText(data);
    this.#metadata = JSON.parse(this.#options).metadata ?? {};
    if (isReady()) this.#core();
  }

  /**
   * @param {string} issuer
   * @param {any} options
   */
  static async discover(issuer, options) {
    await init();
    const { signal, ...rest } = options ?? {};
    const input = optionsText({ issuer, allowInsecure: rest.allowInsecure });
    const flight = new Flight(environmentOf(rest), { signal, timeout: rest.timeout });
    const metadata = await flight.run((host) => discovery(host, input));
    return new OAuth2Client({ ...rest, metadata });
  }

  get metadata() {
    return this.#metadata;
  }

  // The handle in the instance that runs now.
  #core() {
    const generation = current();
    if (this.#generation !== generation) {
      const sink = new Sink();
      const handle = guarded(() => client(/** @type {any} */ (sink), this.#options));
      if (!handle) sink.take();
      this.#handle = handle;
      this.#generation = generation;
    }
    return this.#handle;
  }

  /**
   * @param {string} method
   * @param {any} params
   */
  #call(method, params) {
    const core = this.#core();
    const sink = new Sink();
    const input = optionsText(params);
    guarded(() => core.call(sink, method, input));
    return sink.take();
  }

  /**
   * @param {string} method
   * @param {any} params
   * @param {Limits} [limits]
   */
  async #start(method, params, limits) {
    if (!isReady()) await init();
    const core = this.#core();
    const input = optionsText(params);
    return new Flight(this.#environment, limits).run((host) => core.start(host, method, input));
  }

  /** @param {any} [params] */
  createAuthorizationUrl(params) {
    return JSON.parse(this.#call('authorize', params));
  }

  /** @param {any} [params] */
  createLogoutUrl(params) {
    return this.#call('logout', params);
  }

  /**
   * @param {any} callback
   * @param {any} request
   * @param {Limits} [options]
   */
  async exchangeCode(callback, request, options) {
    return this.#start('exchange', { callback: callbackText(callback), request }, options);
  }

  /**
   * @param {string} refreshToken
   * @param {any} [params]
   */
  async refreshToken(refreshToken, params = {}) {
    const { signal, timeout, ...rest } = params;
    return this.#start('refresh', { ...rest, refreshToken }, { signal, timeout });
  }

  /**
   * @param {string} token
   * @param {any} [params]
   */
  async userInfo(token, params = {}) {
    const { signal, timeout, ...rest } = params;
    return this.#start('userInfo', { ...rest, token }, { signal, timeout });
  }

  /**
   * @param {string} token
   * @param {any} [params]
   */
  async introspectToken(token, params = {}) {
    const { signal, timeout, ...rest } = params;
    return this.#start('introspect', { ...rest, token }, { signal, timeout });
  }

  /**
   * @param {string} token
   * @param {any} [params]
   */
  async revokeToken(token, params = {}) {
    const { signal, timeout, ...rest } = params;
    await this.#start('revoke', { ...rest, token }, { signal, timeout });
  }

  /**
   * @param {string} token
   * @param {any} [checks]
   */
  async validateIdToken(token, checks = {}) {
    const { signal, timeout, ...rest } = checks;
    return this.#start('validateIdToken', { ...rest, token }, { signal, timeout });
  }
}
