// @ts-check
import { client } from '../wasm/keyward.js';
import { fault } from './errors.js';
import { Flight, Sink } from './flight.js';
import { current, guarded, init, isComplete, isReady } from './instance.js';

/** @typedef {{ signal?: AbortSignal, timeout?: number, headers?: Record<string, string> }} Limits */

/**
 * Options as the text that the core reads.
 * @param {unknown} value
 */
export function optionsText(value) {
  try {
    return JSON.stringify(value ?? {}) ?? '{}';
  } catch (error) {
    throw fault('invalid_config', 'config', 'the options are no plain data', error);
  }
}

/**
 * @param {any} options
 * @returns {import('./flight.js').Environment}
 */
export function environmentOf(options) {
  const { fetch, now, timeout } = options;
  return { fetch, now, timeout, keys: new Map() };
}

/** @param {any} callback URL, parameters or form data of any realm */
function callbackText(callback) {
  if (typeof callback === 'string') return callback;
  if (typeof callback?.href === 'string') return callback.href;
  if (typeof callback?.entries === 'function') return new URLSearchParams([...callback.entries()]).toString();
  throw fault('invalid_config', 'callback', 'the callback is no URL or form data');
}

/** @param {any} value plain data */
export function frozen(value) {
  if (value !== null && typeof value === 'object') Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/**
 * The limits of a call, apart from its parameters.
 * @param {any} params
 */
export function split(params) {
  const { signal, timeout, ...rest } = params ?? {};
  return { limits: { signal, timeout }, rest };
}

// For `OAuth2Client`, which is made of the same.
/** @type {(client: Client, method: string, params: any, limits?: Limits) => Promise<any>} */
export let start;
/** @type {(client: Client) => import('./flight.js').Environment} */
export let borrow;
/** @type {(client: Client) => any} */
export let coreOf;

/** A client with what the sign-in of a page needs; `OAuth2Client` is one that can do the rest. */
export class Client {
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
    const { fetch, now, timeout, ...data } = options;
    this.#environment = environmentOf(options);
    this.#options = optionsText(data);
    this.#metadata = frozen(JSON.parse(this.#options).metadata ?? {});
    if (isReady()) this.#core();
  }

  static {
    start = (client, method, params, limits) => client.#start(method, params, limits);
    borrow = (client) => client.#environment;
    coreOf = (client) => client.#core();
  }

  /**
   * @param {string} issuer
   * @param {any} options
   * @returns {Promise<any>} of the class that is asked
   */
  static async discover(issuer, options) {
    await init();
    const { signal, metadata: _, ...rest } = options ?? {};
    // Options are judged before anything is sent.
    const bare = new this(rest);
    const metadata = await start(bare, 'discover', { issuer }, { signal });
    return new this({ ...rest, metadata });
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
      // Another instance numbers keys anew.
      this.#environment.keys.clear();
      this.#generation = generation;
    }
    return this.#handle;
  }

  /**
   * @param {boolean} logout
   * @param {any} params
   */
  #call(logout, params) {
    const core = this.#core();
    const sink = new Sink();
    const input = optionsText(params);
    guarded(() => core.answer(sink, logout, input));
    return sink.take();
  }

  /**
   * @param {string} method
   * @param {any} params plain data, or a text that the core reads as it is
   * @param {Limits} [limits]
   */
  #start(method, params, limits) {
    return isComplete() ? this.#begin(method, params, limits) : init().then(() => this.#begin(method, params, limits));
  }

  /**
   * @param {string} method
   * @param {any} params
   * @param {Limits} [limits]
   */
  #begin(method, params, limits) {
    const core = this.#core();
    const input = `${method}\n${typeof params === 'string' ? params : optionsText(params)}`;
    const { Carrier = Flight } = this.#environment;
    return new Carrier(this.#environment, limits).run(core, input);
  }

  /** @param {any} [params] */
  createAuthorizationUrl(params) {
    return JSON.parse(this.#call(false, params));
  }

  /** @param {any} [params] */
  createLogoutUrl(params) {
    return this.#call(true, params);
  }

  /**
   * @param {any} callback
   * @param {any} request
   * @param {Limits} [options]
   */
  async exchangeCode(callback, request, options) {
    return await this.#start('exchange', { callback: callbackText(callback), request }, options);
  }

  /**
   * @param {string} refreshToken
   * @param {any} [params]
   */
  async refreshToken(refreshToken, params) {
    const { limits, rest } = split(params);
    return await this.#start('refresh', { ...rest, refreshToken }, limits);
  }

  /**
   * @param {string} token
   * @param {any} [params]
   */
  async userInfo(token, params) {
    const { limits, rest } = split(params);
    return await this.#start('userInfo', { ...rest, token }, limits);
  }

  /**
   * @param {string} token
   * @param {any} [params]
   */
  async revokeToken(token, params) {
    const { limits, rest } = split(params);
    await this.#start('revoke', { ...rest, token }, limits);
  }
}
