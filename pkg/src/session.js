// @ts-check
import { session as openSession } from '../wasm/keyward.js';
import { environmentOf, optionsText } from './client.js';
import { fault, OAuthError } from './errors.js';
import { Flight, Sink } from './flight.js';
import { current, guarded, init } from './instance.js';

const opened = Symbol('createSession');

// A session that is over, whoever noticed it.
const ENDED = ['session_ended', 'sub_mismatch'];

/**
 * A web storage as the core sees it, looked up late: it may be missing, and may throw.
 * @param {'sessionStorage' | 'localStorage'} name
 */
const webStorage = (name) => ({
  get: (/** @type {string} */ key) => globalThis[name].getItem(key),
  set: (/** @type {string} */ key, /** @type {string} */ value) => globalThis[name].setItem(key, value),
  remove: (/** @type {string} */ key) => globalThis[name].removeItem(key),
});

function memoryStorage() {
  const map = new Map();
  return {
    get: (/** @type {string} */ key) => map.get(key),
    set: (/** @type {string} */ key, /** @type {string} */ value) => void map.set(key, value),
    remove: (/** @type {string} */ key) => void map.delete(key),
  };
}

/**
 * Where what is kept: a login under way must survive the way to the server and back, in this tab.
 * @param {any} storage
 */
function storeOf(storage = 'session') {
  const logins = webStorage('sessionStorage');
  if (storage === 'session') return () => logins;
  if (typeof storage?.get === 'function' && typeof storage.set === 'function' && typeof storage.remove === 'function') {
    return () => storage;
  }
  if (storage !== 'local' && storage !== 'memory') {
    throw fault('invalid_config', 'config', 'storage is session, local, memory or a store');
  }
  const tokens = storage === 'local' ? webStorage('localStorage') : memoryStorage();
  return (/** @type {string} */ key) => (key.endsWith(':session') ? tokens : logins);
}

/** @param {any} limits */
const limitsOf = ({ signal, timeout } = /** @type {any} */ ({})) => ({ signal, timeout });

/**
 * A shared result for one caller, who may stop waiting.
 * @template T
 * @param {Promise<T>} result
 * @param {{ signal?: AbortSignal, timeout?: number }} limits
 * @returns {Promise<T>}
 */
function awaitWithin(result, { signal, timeout }) {
  if (!signal && timeout === undefined) return result;
  return new Promise((resolve, reject) => {
    const stop = (/** @type {string} */ code, /** @type {string} */ message, /** @type {any} */ reason) =>
      reject(new OAuthError({ code, phase: 'session', message, retryable: code === 'timeout' }, reason));
    const onAbort = () => stop('aborted', 'the call was aborted', signal?.reason);
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    const timer = timeout === undefined ? undefined : setTimeout(() => stop('timeout', 'the time limit ran out', undefined), timeout);
    result.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    });
  });
}

export class BrowserSession extends EventTarget {
  /** @type {import('./flight.js').Environment} */ #environment;
  /** @type {string} */ #options;
  /** @type {string} */ #page;
  /** @type {any} */ #handle;
  #generation = -1;
  /** @type {any} */ #user = null;
  #userText = 'null';
  /** @type {number | null} */ #expiresAt = null;
  /** @type {Promise<string> | undefined} */ #refreshing;
  /** @type {Promise<string> | undefined} */ #forcing;

  /**
   * @param {symbol} key
   * @param {any} options
   * @param {string} page
   */
  constructor(key, options, page) {
    super();
    if (key !== opened) throw fault('invalid_config', 'config', 'a session is made by createSession');
    const { fetch, now, timeout, jwksCache, storage, onReturn, ...data } = options;
    this.#environment = { ...environmentOf(options), store: storeOf(storage) };
    this.#options = optionsText(data);
    this.#page = page;
    this.#core();
  }

  get user() {
    return this.#user;
  }

  get expiresAt() {
    return this.#expiresAt;
  }

  // The handle in the instance that runs now.
  #core() {
    const generation = current();
    if (this.#generation !== generation) {
      const sink = new Sink();
      const handle = guarded(() => openSession(/** @type {any} */ (sink), this.#options, this.#page));
      if (!handle) sink.take();
      this.#handle = handle;
      this.#generation = generation;
    }
    return this.#handle;
  }

  /**
   * @param {string} method
   * @param {any} params
   * @param {any} [limits]
   * @param {string} [page]
   */
  async #start(method, params, limits, page = globalThis.location.href) {
    const core = this.#core();
    const input = optionsText(params);
    try {
      const answer = await new Flight(this.#environment, limits).run((host) =>
        core.start(host, method, input, page),
      );
      if ('changed' in answer) this.#see(answer);
      return answer;
    } catch (error) {
      if (ENDED.includes(/** @type {any} */ (error).code)) this.#forget(/** @type {any} */ (error));
      throw error;
    }
  }

  /** @param {{ user?: any, expiresAt?: number, changed: boolean }} view */
  #see({ user = null, expiresAt = null, changed }) {
    this.#expiresAt = expiresAt;
    const text = JSON.stringify(user);
    if (text !== this.#userText) {
      this.#user = user;
      this.#userText = text;
      this.#tell('change', { user });
    }
    if (changed) this.#tell('refresh', { expiresAt });
  }

  /** @param {OAuthError | null} error */
  #forget(error) {
    const someone = this.#user !== null || this.#expiresAt !== null;
    this.#user = this.#expiresAt = null;
    this.#userText = 'null';
    if (!someone) return;
    this.#tell('signout', { error });
    this.#tell('change', { user: null });
  }

  /**
   * @param {string} type
   * @param {any} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /**
   * Called once, by `createSession`.
   * @param {symbol} key
   * @param {((returnTo: string) => any) | undefined} onReturn
   */
  async restore(key, onReturn) {
    if (key !== opened) return;
    const { returnTo } = await this.#start('restore', {}, undefined, this.#page);
    if (returnTo === undefined) return;
    const { pathname, search, hash } = new URL(returnTo);
    if (onReturn) await onReturn(pathname + search + hash);
    else globalThis.history.replaceState(globalThis.history.state, '', returnTo);
  }

  /** @param {any} [params] */
  async signIn(params = {}) {
    const { mode = 'redirect', signal, timeout, ...rest } = params;
    if (mode !== 'redirect') throw fault('not_supported', 'authorize', 'mode is redirect');
    const { url } = await this.#start('signIn', rest, { signal, timeout });
    globalThis.location.assign(url);
  }

  /** @param {any} [params] */
  async getAccessToken(params = {}) {
    return awaitWithin(this.#token(params.forceRefresh === true), limitsOf(params));
  }

  /**
   * All callers in the tab share one flight: 20 callers, one refresh, one error.
   * @param {boolean} forceRefresh
   * @param {string} [seen] the token that was refused
   */
  #token(forceRefresh, seen) {
    const fly = () => this.#start('accessToken', { forceRefresh, seen }).then(({ token }) => token);
    if (forceRefresh) {
      return (this.#forcing ??= fly().finally(() => {
        this.#forcing = undefined;
      }));
    }
    return (this.#refreshing ??= fly().finally(() => {
      this.#refreshing = undefined;
    }));
  }

  /**
   * @param {any} input
   * @param {any} [init]
   */
  async fetch(input, init) {
    const send = this.#environment.fetch ?? globalThis.fetch;
    const url = new URL(typeof input === 'string' ? input : (input.url ?? input.href), globalThis.location.href).href;
    const core = this.#core();
    if (!guarded(() => core.mayReceiveToken(url))) return send(input, init);

    const token = await this.getAccessToken({ signal: init?.signal });
    // What can be sent once only is not sent twice.
    const isStream = typeof init?.body?.getReader === 'function';
    const again = typeof input.clone === 'function' && input.body ? input.clone() : input;
    const withToken = (/** @type {any} */ target, /** @type {string} */ bearer) => {
      const headers = new Headers(init?.headers ?? input.headers);
      headers.set('authorization', `Bearer ${bearer}`);
      return send(target, { ...init, headers });
    };
    const response = await withToken(input, token);
    if (response.status !== 401 || isStream) return response;
    let fresh;
    try {
      fresh = await this.#token(true, token);
    } catch (error) {
      if (ENDED.includes(/** @type {any} */ (error).code)) throw error;
      return response;
    }
    if (fresh === token) return response;
    response.body?.cancel().catch(() => {});
    return withToken(again, fresh);
  }

  /** @param {any} [params] */
  async userInfo(params = {}) {
    return (await this.#start('userInfo', {}, limitsOf(params))).claims;
  }

  /** @param {any} [params] */
  async signOut(params = {}) {
    const { signal, timeout, ...rest } = params;
    try {
      const { url } = await this.#start('signOut', rest, { signal, timeout });
      this.#forget(null);
      if (url) globalThis.location.assign(url);
    } finally {
      this.#forget(null);
    }
  }

  /** Nothing runs on its own in this version; the user stays signed in. */
  close() {}
}

/** @param {any} options */
export async function createSession(options) {
  // The address as it is now: another call may clean it while this one loads the module.
  const page = globalThis.location?.href;
  if (options === null || typeof options !== 'object') {
    throw fault('invalid_config', 'config', 'a session needs its options');
  }
  if (typeof page !== 'string' || typeof globalThis.history?.replaceState !== 'function') {
    throw fault('not_supported', 'config', 'a session lives in a page; there is none here');
  }
  await init();
  const session = new BrowserSession(opened, options, page);
  await session.restore(opened, options.onReturn);
  return session;
}
