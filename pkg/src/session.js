// @ts-check
// A session in a page: what src/client/session.rs decides is carried out here, in storage, in the
// address bar and at the server.
import { ask } from './ask.js';
import { Client } from './client.js';
import { fault, OAuthError } from './errors.js';
import { init } from './instance.js';
import { locked, within } from './lock.js';
import { storeOf } from './storage.js';

const DEFAULT_TIMEOUT = 10_000;

/** @typedef {{ signal?: AbortSignal, left(): number }} Limits what is left of a call's time */

/**
 * The limits of a call of several steps.
 * @param {{ signal?: AbortSignal, timeout?: number }} params
 * @param {number} [fallback] milliseconds
 * @returns {Limits}
 */
function limitsOf({ signal, timeout }, fallback = DEFAULT_TIMEOUT) {
  const until = Date.now() + (timeout ?? fallback);
  return { signal, left: () => Math.max(1, until - Date.now()) };
}

/** @type {(session: BrowserSession, onReturn?: (returnTo: string) => any) => Promise<void>} */
let restore;
const opened = Symbol('createSession');

export class BrowserSession extends EventTarget {
  /** @type {any} */ #options;
  /** @type {string} */ #page;
  /** @type {string} */ #prefix;
  /** @type {import('./storage.js').Store} */ #store;
  /** @type {Promise<Client> | undefined} */ #discovering;
  /** @type {any} */ #user = null;
  #userText = 'null';
  /** @type {number | null} */ #expiresAt = null;
  /** @type {Promise<any> | undefined} */ #refreshing;
  /** @type {Promise<any> | undefined} */ #forcing;
  // Refreshes that failed since the last one that did not, and until when nobody asks for another.
  #failures = 0;
  #restsUntil = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #isClosed = false;
  #isAwake = false;

  /**
   * @param {symbol} key
   * @param {any} options
   * @param {string} page
   */
  constructor(key, options, page) {
    super();
    if (key !== opened) throw fault('invalid_config', 'config', 'call createSession');
    const { storage, onReturn, ...rest } = options;
    this.#page = page;
    this.#store = storeOf(storage);
    const { fetch, now, ...data } = rest;
    const redirectUri = ask('open', { ...data, page });
    this.#options = { ...rest, scope: rest.scope ?? 'openid profile email', redirectUri };
    this.#prefix = `keyward:${rest.clientId}@${rest.issuer}:`;
  }

  get user() {
    return this.#user;
  }

  get expiresAt() {
    return this.#expiresAt;
  }

  #now() {
    return Math.floor(Number((this.#options.now ?? Date.now)()));
  }

  /** @param {Limits} limits */
  async #client(limits) {
    const { issuer, metadata } = this.#options;
    const options = { ...this.#options, timeout: limits.left() };
    this.#discovering ??= metadata
      ? Promise.resolve(new Client({ ...options, metadata }))
      : Client.discover(issuer, options);
    try {
      return await this.#discovering;
    } catch (error) {
      // The next call asks again.
      this.#discovering = undefined;
      throw error;
    }
  }

  // --- storage ---

  /** @param {string} name */
  async #read(name) {
    const text = await this.#store.get(this.#prefix + name);
    if (typeof text !== 'string') return null;
    try {
      return JSON.parse(text);
    } catch {
      // Edited by hand: as good as absent, or the session would be broken for ever.
      return null;
    }
  }

  /**
   * @param {string} name
   * @param {any} value
   */
  async #write(name, value) {
    if (value === null) await this.#store.remove(this.#prefix + name);
    else await this.#store.set(this.#prefix + name, JSON.stringify(value));
  }

  /** The open logins and handled callbacks by their state, with their times; the sign-ins so far. */
  async #ledger() {
    const { open = {}, done = {}, attempts = [] } = (await this.#read('ledger')) ?? {};
    return { open, done, attempts };
  }

  /**
   * Forgets what is too old; storage has no listing that every host could give.
   * @param {any} ledger
   */
  async #prune(ledger) {
    const states = Object.keys(ledger.open);
    for (const [index, state] of states.entries()) {
      const old = this.#now() - ledger.open[state] > 600_000;
      if (!old && index >= states.length - 9) continue;
      delete ledger.open[state];
      await this.#write(`login:${state}`, null);
    }
    for (const state of Object.keys(ledger.done).slice(0, -9)) delete ledger.done[state];
  }

  /**
   * @template T
   * @param {string} name
   * @param {Limits} limits
   * @param {() => Promise<T>} work
   */
  #locked(name, limits, work) {
    return locked(this.#prefix + name, limits.left(), limits.signal, work);
  }

  // --- what the application sees ---

  /** @param {any} tokens */
  #see(tokens) {
    const user = tokens?.claims ?? null;
    this.#expiresAt = tokens?.expires_at ?? null;
    const text = JSON.stringify(user);
    if (text === this.#userText) return;
    this.#user = user;
    this.#userText = text;
    this.#tell('change', { user });
  }

  /** @param {OAuthError | null} error */
  #forget(error) {
    const someone = this.#user !== null || this.#expiresAt !== null;
    if (someone) this.#tell('signout', { error });
    this.#see(null);
  }

  /**
   * @param {string} type
   * @param {any} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  // --- sign-in ---

  static {
    restore = async (session, onReturn) => {
      const returnTo = await session.#arrive();
      session.#listen('addEventListener');
      if (returnTo === undefined) return;
      const { pathname, search, hash } = new URL(returnTo);
      if (onReturn) await onReturn(pathname + search + hash);
      else showAddress(returnTo);
    };
  }

  /** Handles a callback in the page's address, else takes up the session. */
  async #arrive() {
    const page = this.#page;
    const limits = limitsOf({ timeout: this.#options.timeout });
    const arrival = ask('arrival', { page, redirectUri: this.#options.redirectUri });
    const [state, clean] = arrival.split('\n');
    if (!arrival) return this.#see(await this.#read('session'));
    // Before anything else is loaded.
    showAddress(clean);
    return this.#locked(`callback:${state}`, limits, async () => {
      const login = await this.#read(`login:${state}`);
      if (!login) return this.#repeated(state);
      await this.#write(`login:${state}`, null);
      const ledger = await this.#ledger();
      delete ledger.open[state];
      try {
        ask('login', { now: this.#now(), createdAt: login.createdAt });
        const client = await this.#client(limits);
        const tokens = await client.exchangeCode(page, login.request, { timeout: limits.left() });
        await this.#write('session', tokens);
        ledger.done[state] = true;
        ledger.attempts = [];
        await this.#write('ledger', ledger);
        this.#see(tokens);
      } catch (error) {
        ledger.done[state] = error instanceof OAuthError ? error.toJSON() : true;
        await this.#write('ledger', ledger);
        throw error;
      }
      // Written by this origin's storage, and judged again all the same.
      return this.#target(login.returnTo);
    });
  }

  /**
   * Handled twice (React's StrictMode, a reload), a callback gives the first result again; a stale
   * one is swallowed where somebody is signed in.
   * @param {string} state
   */
  async #repeated(state) {
    const { done } = await this.#ledger();
    // An address may name a state like a member that every object has.
    const outcome = Object.hasOwn(done, state) && done[state];
    if (outcome?.code) throw new OAuthError(outcome);
    const tokens = await this.#read('session');
    this.#see(tokens);
    if (!tokens && !outcome) ask('unknown', { page: this.#page });
  }

  /** @param {string | undefined} target */
  #target(target) {
    const page = globalThis.location.href;
    let resolved;
    try {
      resolved = target === undefined ? undefined : new URL(target, page).href;
    } catch {
      resolved = undefined;
    }
    return ask('return', { page, target, resolved });
  }

  /** @param {any} [params] */
  async signIn(params) {
    const { mode = 'redirect', returnTo, signal, timeout, ...rest } = params ?? {};
    if (mode !== 'redirect') throw fault('not_supported', 'authorize', 'mode is redirect');
    const limits = limitsOf({ signal, timeout }, this.#options.timeout);
    const target = this.#target(returnTo);
    const ledger = await this.#ledger();
    const { attempts } = ledger;
    try {
      ask('attempt', { now: this.#now(), attempts });
    } catch (error) {
      // Said once; whoever tries again does so knowingly.
      await this.#write('ledger', { ...ledger, attempts: [] });
      throw error;
    }
    const client = await this.#client(limits);
    const { resource } = this.#options;
    const request = client.createAuthorizationUrl({ resource, ...rest });
    const createdAt = this.#now();
    await this.#prune(ledger);
    ledger.open[request.state] = createdAt;
    await this.#write('ledger', { ...ledger, attempts: [...attempts, createdAt].slice(-9) });
    await this.#write(`login:${request.state}`, { request, returnTo: target, createdAt });
    globalThis.location.assign(request.url);
  }

  // --- tokens ---

  /** @param {any} [params] */
  async getAccessToken(params) {
    const tokens = await within(this.#tokens(params?.forceRefresh === true), params?.timeout, params?.signal);
    return tokens.access_token;
  }

  /**
   * All callers in the tab share one flight: 20 callers, one refresh, one error.
   * @param {boolean} force
   * @param {string} [seen] the token that was refused: another one needs no refresh
   * @returns {Promise<any>}
   */
  #tokens(force, seen) {
    const fly = () => this.#current(force, seen, limitsOf({ timeout: this.#options.timeout }));
    if (force) {
      return (this.#forcing ??= fly().finally(() => {
        this.#forcing = undefined;
      }));
    }
    return (this.#refreshing ??= fly().finally(() => {
      this.#refreshing = undefined;
    }));
  }

  /**
   * What is to be done with the tokens.
   * @param {any} tokens
   * @param {boolean} forceRefresh
   * @param {boolean} [isAlone] nobody waits for them
   */
  #judge(tokens, forceRefresh, isAlone) {
    const { leeway } = this.#options;
    return ask('token', { now: this.#now(), tokens, leeway, forceRefresh, isAlone, restsUntil: this.#restsUntil });
  }

  /**
   * @param {boolean} force
   * @param {string | undefined} seen
   * @param {Limits} limits
   */
  async #current(force, seen, limits) {
    const judge = (/** @type {any} */ tokens) => this.#judge(tokens, force);
    const tokens = await this.#read('session');
    try {
      const why = judge(tokens);
      if (!why || (seen !== undefined && seen !== tokens.access_token)) {
        this.#see(tokens);
        return tokens;
      }
      return await this.#locked('refresh', limits, async () => {
        const now = await this.#read('session');
        // Whoever held the lock before has done it, or has signed out.
        if (now?.access_token !== tokens.access_token) {
          judge(now);
          return now;
        }
        return this.#refresh(now, why === 'over', limits);
      });
    } catch (error) {
      if (/** @type {any} */ (error).code === 'session_ended') {
        await this.#write('session', null);
        this.#forget(/** @type {any} */ (error));
      }
      throw error;
    }
  }

  /**
   * @param {any} tokens
   * @param {boolean} over
   * @param {Limits} limits
   */
  async #refresh(tokens, over, limits) {
    let fresh;
    try {
      const client = await this.#client(limits);
      fresh = await client.refreshToken(tokens.refresh_token, {
        resource: this.#options.resource,
        previousClaims: tokens.claims,
        timeout: limits.left(),
      });
    } catch (caught) {
      const error = /** @type {any} */ (caught);
      const { code, error: said } = error;
      if (ask('refusal', { code, error: said })) {
        throw fault('session_ended', 'session', '', error);
      }
      // Without a network nothing reached the server, and `online` says when it is back.
      if (code !== 'network_error' || globalThis.navigator?.onLine !== false) {
        // Twice as long each time, up to 256 seconds, or as long as the server says.
        const rest = 1_000 * Math.max(2 ** Math.min((this.#failures += 1), 8), error.retryAfter ?? 0);
        this.#restsUntil = this.#now() + rest;
        clearTimeout(this.#timer);
        // Timers of some browsers are early.
        this.#timer = setTimeout(this.#wake, rest + 50);
      }
      // Still good for a while: a lost network is no reason to stop.
      if (!error.retryable || over) throw error;
      this.#tell('error', { error });
      return tokens;
    }
    this.#failures = this.#restsUntil = 0;
    // Signed out, or signed in anew, meanwhile: what came late changes nothing.
    const now = await this.#read('session');
    if (now?.access_token !== tokens.access_token) {
      ask('token', { now: this.#now(), tokens: now });
      return now;
    }
    // What a refresh does not renew stays as it was.
    const { id_token, claims, scope } = tokens;
    fresh = { id_token, claims, scope, ...fresh };
    await this.#write('session', fresh);
    this.#see(fresh);
    this.#tell('refresh', { expiresAt: this.#expiresAt });
    return fresh;
  }

  /** @param {'addEventListener' | 'removeEventListener'} how */
  #listen(how) {
    // The second one bubbles up from the document.
    for (const type of ['online', 'visibilitychange']) globalThis[how]?.(type, this.#wake);
  }

  /** Looks after a session that nobody asks for: after a sleep, a lost network, a refresh that failed. */
  #wake = async () => {
    // Shown again and back on the network at once: one of the two is enough, and tells once what fails.
    if (this.#isAwake) return;
    this.#isAwake = true;
    try {
      const tokens = await this.#read('session');
      if (this.#isClosed || globalThis.document?.visibilityState === 'hidden') return;
      if (!tokens) return this.#forget(null);
      this.#see(tokens);
      if (this.#judge(tokens, false, true)) await this.#tokens(false);
    } catch (error) {
      if (/** @type {any} */ (error).code !== 'session_ended') this.#tell('error', { error });
    } finally {
      this.#isAwake = false;
    }
  };

  /**
   * @param {any} input
   * @param {any} [init]
   */
  async fetch(input, init) {
    const send = this.#options.fetch ?? globalThis.fetch;
    const page = globalThis.location.href;
    const url = new URL(typeof input === 'string' ? input : (input.url ?? input.href), page).href;
    const { allowedOrigins, allowInsecure } = this.#options;
    if (!ask('api', { url, page, allowedOrigins, allowInsecure })) return send(input, init);

    const token = await this.getAccessToken({ signal: init?.signal ?? input.signal });
    // What can be sent once only is not sent twice.
    const isStream = typeof init?.body?.getReader === 'function';
    const again = typeof input.clone === 'function' && input.body ? input.clone() : input;
    const withToken = (/** @type {any} */ target, /** @type {string} */ bearer) => {
      const headers = new Headers(init?.headers ?? input.headers);
      headers.set('authorization', `Bearer ${bearer}`);
      // A redirect takes no token to another origin (Fetch, "HTTP-redirect fetch"). Browsers that are too old for that
      // are too old for this CSS, which nothing can add to them: they follow none.
      const follow = globalThis.CSS?.supports('color:rgb(from red r g b)') ? undefined : 'error';
      return send(target, { ...init, headers, redirect: init?.redirect ?? follow });
    };
    const response = await withToken(input, token);
    if (response.status !== 401 || isStream) return response;
    let fresh;
    try {
      fresh = (await this.#tokens(true, token)).access_token;
    } catch (error) {
      if (/** @type {any} */ (error).code === 'session_ended') throw error;
      this.#tell('error', { error });
      return response;
    }
    if (fresh === token) return response;
    response.body?.cancel().catch(() => {});
    return withToken(again, fresh);
  }

  /** @param {any} [params] */
  async userInfo(params) {
    const limits = limitsOf(params ?? {}, this.#options.timeout);
    const { signal } = limits;
    const tokens = await within(this.#tokens(false), limits.left(), signal);
    const client = await this.#client(limits);
    const expectedSub = tokens.claims?.sub;
    return client.userInfo(tokens.access_token, { expectedSub, signal, timeout: limits.left() });
  }

  // --- sign-out ---

  /** @param {any} [params] */
  async signOut(params) {
    const { local = false, revoke = !local, signal, timeout, ...rest } = params ?? {};
    const limits = limitsOf({ signal, timeout }, this.#options.timeout);
    const tokens = await this.#read('session');
    await this.#write('session', null);
    const ledger = await this.#ledger();
    for (const state of Object.keys(ledger.open)) await this.#write(`login:${state}`, null);
    await this.#write('ledger', null);
    this.#forget(null);
    if (!tokens || (local && !revoke)) return;
    const client = await this.#client(limits);
    if (revoke && client.metadata.revocation_endpoint) {
      const tokenTypeHint = tokens.refresh_token ? 'refresh_token' : 'access_token';
      // The user leaves whether the server listens or not.
      await client
        .revokeToken(tokens[tokenTypeHint], { tokenTypeHint, signal, timeout: limits.left() })
        .catch((error) => this.#tell('error', { error }));
    }
    if (local || !client.metadata.end_session_endpoint) return;
    const { postLogoutRedirectUri } = this.#options;
    const url = client.createLogoutUrl({ postLogoutRedirectUri, ...rest, idTokenHint: tokens.id_token });
    globalThis.location.assign(url);
  }

  close() {
    this.#isClosed = true;
    this.#listen('removeEventListener');
    clearTimeout(this.#timer);
  }
}

/** @param {string} url */
function showAddress(url) {
  try {
    // A router's own state stays.
    globalThis.history.replaceState(globalThis.history.state, '', url);
  } catch {
    // Browsers limit the rate; the address then stays as it is.
  }
}

/** @param {any} options */
export async function createSession(options) {
  // The address as it is now: another call may clean it while this one loads the module.
  const page = globalThis.location?.href;
  if (options === null || typeof options !== 'object') {
    throw fault('invalid_config', 'config', 'a session needs its options');
  }
  if (typeof page !== 'string' || typeof globalThis.history?.replaceState !== 'function') {
    throw fault('not_supported', 'config', 'there is no page here');
  }
  await init();
  const session = new BrowserSession(opened, options, page);
  await restore(session, options.onReturn);
  return session;
}
