// @ts-check
// A site's session on a server: what src/client/edge.rs decides is carried out here, with cookies, a
// store and the provider.
import { ask } from './ask.js';
import { EdgeUser } from './edge-user.js';
import { fault, OAuthError } from './errors.js';
import { Issuer } from './issuer.js';
import { generateState } from './pkce.js';
import { answer, guarded, redirect } from './private-response.js';
import { renew } from './renewal.js';
import { Seal } from './seal.js';

/** @typedef {import('./renewal.js').Session} Session */
/** @typedef {{ waitUntil?: (work: Promise<any>) => void }} Context */
/** A session as a request brought it: with a name in the store, or whole. */
/** @typedef {{ session: Session, key?: string, user: string, isOld: boolean }} Loaded */

const DEFAULT_TIMEOUT = 10_000;
// Milliseconds: how long a renewal counts as under way, how often its followers look, and how long
// its result is at hand for whoever comes with the cookies of before.
const PATIENCE = 5_000;
const PAUSE = 25;
const RESULTS_KEPT = 60_000;
const RESULTS_LIMIT = 10_000;
const FORM_LIMIT = 100_000;

const refused = { 403: 'forbidden', 405: 'method_not_allowed' };

/** @param {any} options */
export const createEdgeSession = (options) => new EdgeSession(options);

export class EdgeSession {
  /** @type {any} */ #options;
  /** @type {{ name: string, routes: Record<string, string>, life: number }} */ #rules;
  /** @type {Seal} */ #seal;
  /** @type {Issuer} */ #issuer;
  /** @type {any} what a client is made of that may be told to a store */ #registration;
  /** @type {Map<string, { since: number, outcome?: import('./renewal.js').Outcome }>} */ #renewals = new Map();
  /** Logins that came back. */
  /** @type {Map<string, { since: number, session?: Session, isOver?: boolean }>} */ #arrivals = new Map();

  /** @param {any} options */
  constructor(options) {
    if (options === null || typeof options !== 'object') throw fault('invalid_config', 'config', 'a session needs its options');
    const { store, fetch, now, onError, clientKey, jwksCache, ...data } = options;
    this.#rules = JSON.parse(ask('edge-open', data));
    for (const method of ['get', 'set', 'delete']) {
      if (store && typeof store[method] !== 'function') throw fault('invalid_config', 'config', `store has no ${method}`);
    }
    this.#options = options;
    this.#seal = new Seal(data.cookieSecrets);
    const { cookieSecrets, cookieName, routes, maxAge, authorization, allowedOrigins, origin, ...registration } = data;
    this.#registration = { ...registration, scope: data.scope ?? 'openid profile email' };
    this.#issuer = new Issuer(data.issuer, { ...this.#registration, clientKey, jwksCache, fetch, now });
  }

  // --- the routes ---

  /**
   * @param {Request} request
   * @param {Context} [context]
   * @returns {Promise<Response | null>}
   */
  async handle(request, context) {
    const { headers, method } = request;
    const { pathname } = new URL(request.url);
    const header = (/** @type {string} */ name) => headers.get(name) ?? '';
    const route = ask('edge-route', {
      method,
      path: pathname,
      routes: this.#rules.routes,
      origin: header('origin'),
      site: this.#originOf(request),
      fetchSite: header('sec-fetch-site'),
      fetchMode: header('sec-fetch-mode'),
      purpose: header('sec-purpose') || header('purpose'),
    });
    if (!route) return null;
    if (route[0] === '!') {
      const status = /** @type {403 | 405} */ (Number(route.slice(1)));
      return answer({ error: refused[status] }, status);
    }
    try {
      switch (route) {
        case 'login':
          return await this.login(request, { returnTo: new URL(request.url).searchParams.get('returnTo') ?? undefined });
        case 'callback':
          return await this.#callback(request);
        case 'logout':
          return await this.#logout(request);
        case 'me':
          return await this.#me(request, context);
        case 'token':
          return await this.#token(request, context);
        default:
          return await this.#backchannelLogout(request);
      }
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      const { onError } = this.#options;
      const lines = route === 'callback' ? this.#loginEnded(request) : [];
      return guarded((await onError?.(error, request)) ?? failure(error), lines);
    }
  }

  /**
   * @param {Request} request
   * @param {any} [params]
   */
  async login(request, params) {
    const { returnTo, ...own } = params ?? {};
    const target = this.#target(request, returnTo ?? '/');
    const client = await this.#issuer.client();
    const { authorization, resource } = this.#options;
    const redirectUri = this.#redirectUri(request);
    const { url, ...login } = client.createAuthorizationUrl({ resource, ...authorization, ...own, redirectUri });
    const name = this.#loginName(ask('edge-digest', { text: login.state }));
    const value = await this.#seal.seal(name, JSON.stringify({ request: login, returnTo: target, createdAt: this.#now() }));
    const { surplus } = this.#cookies(request);
    const lines = this.#lines({ name, value });
    for (const old of surplus) lines.push(...this.#lines({ name: this.#loginName(old), value: '' }));
    return redirect(url, lines);
  }

  /** @param {Request} request */
  async #callback(request) {
    const url = this.#placeOf(request);
    const login = ask('edge-callback', { url, redirectUri: this.#redirectUri(request) });
    const loaded = await this.#load(request);
    const cookies = this.#cookies(request, login);
    const name = this.#loginName(login);
    // Delivered again: whoever has the session goes on with it, and no second token request is made.
    const isOurs = loaded?.session.login === login;
    const opened = isOurs || !cookies.login ? undefined : await this.#seal.open(name, cookies.login);
    if (!opened) {
      if (loaded) return redirect(this.#target(request, '/'), this.#lines({ name, value: '' }));
      ask('unknown', { page: url });
    }
    const { request: begun, returnTo, createdAt } = JSON.parse(/** @type {any} */ (opened).text);
    ask('login', { now: this.#now(), createdAt });
    const session = await this.#arrived(login, url, begun, loaded);
    const { sid } = session.tokens.claims ?? {};
    const key = this.#options.store && this.#keyOf(sid ?? session.id);
    const lines = await this.#linesOf(session, key, cookies.present);
    lines.push(...this.#lines({ name, value: '' }));
    return redirect(this.#target(request, returnTo), lines);
  }

  /**
   * The session that a login leads to. Its callback may be delivered twice to the browser that began it,
   * and at the same time: the code is sent once, and both get what became of it.
   * @param {string} login
   * @param {string} url
   * @param {any} begun
   * @param {Loaded | undefined} loaded
   * @returns {Promise<Session>}
   */
  async #arrived(login, url, begun, loaded) {
    const { timeout = DEFAULT_TIMEOUT, store } = this.#options;
    const started = Date.now();
    for (let other = this.#arrivals.get(login); other; other = this.#arrivals.get(login)) {
      if (other.session) return other.session;
      const isLost = other.isOver || Date.now() - other.since > timeout || Date.now() - started > timeout;
      if (isLost) ask('unknown', { page: url });
      await pause(PAUSE);
    }
    forget(this.#arrivals);
    /** @type {{ since: number, session?: Session, isOver?: boolean }} */
    const mine = { since: Date.now() };
    this.#arrivals.set(login, mine);
    try {
      const client = await this.#issuer.client();
      const tokens = await client.exchangeCode(url, begun);
      const created = Math.floor(this.#now() / 1000);
      /** @type {Session} */
      const session = { id: generateState(), turn: 0, login, created, until: created + this.#rules.life, tokens };
      if (store) {
        // Whoever had a session before has this one now.
        if (loaded?.key) await store.delete(loaded.key);
        await this.#put(session, this.#keyOf(tokens.claims?.sid ?? session.id));
      }
      mine.session = session;
      return session;
    } catch (error) {
      mine.isOver = true;
      throw error;
    }
  }

  /**
   * @param {Request} request
   * @param {Context} [context]
   */
  async #me(request, context) {
    const user = await this.getSession(request, context);
    if (!user) return answer({ error: 'login_required' }, 401, this.#forgotten(request));
    const { claims, expiresAt } = user;
    return user.commit(answer({ user: claims, expires_at: expiresAt }));
  }

  /**
   * @param {Request} request
   * @param {Context} [context]
   */
  async #token(request, context) {
    const user = await this.getSession(request, context);
    if (!user) return answer({ error: 'login_required' }, 401, this.#forgotten(request));
    const { access_token, expires_at, scope } = await user.getTokens();
    return user.commit(answer({ access_token, token_type: 'Bearer', expires_at, scope }));
  }

  /** @param {Request} request */
  async #logout(request) {
    const loaded = await this.#load(request);
    const { revoke = true, postLogoutRedirectUri, store } = this.#options;
    const lines = this.#forgotten(request);
    let target = this.#target(request, new URL(request.url).searchParams.get('returnTo') ?? '/');
    if (loaded) {
      const { id_token: idTokenHint, refresh_token: refreshToken } = loaded.session.tokens;
      // First of all: whatever fails later, this session is over.
      if (loaded.key) await store.delete(loaded.key);
      try {
        const client = await this.#issuer.client();
        const { revocation_endpoint, end_session_endpoint } = /** @type {any} */ (client.metadata);
        if (revoke && refreshToken && revocation_endpoint) {
          await client.revokeToken(refreshToken, { tokenTypeHint: 'refresh_token' }).catch(() => {});
        }
        if (end_session_endpoint) target = client.createLogoutUrl({ idTokenHint, postLogoutRedirectUri });
      } catch {
        // The provider is away: the user is signed out here all the same.
      }
    }
    const wantsJson = request.headers.get('accept')?.includes('application/json');
    return wantsJson ? answer({ url: target }, 200, lines) : redirect(target, lines);
  }

  /** @param {Request} request */
  async #backchannelLogout(request) {
    const { store } = this.#options;
    // Nothing here knows the cookies of others.
    if (!store) return answer({ error: 'not_supported' }, 501);
    const form = new URLSearchParams(await bounded(request, FORM_LIMIT));
    const [token, ...others] = form.getAll('logout_token');
    try {
      if (!token || others.length) throw fault('duplicate_parameter', 'logout');
      const client = await this.#issuer.client();
      const isReplayed = async (/** @type {string} */ jti, /** @type {number} */ exp) => {
        const key = `logout:${this.#digest(jti)}`;
        const isKnown = !!(await store.get(key));
        await store.set(key, '1', { ttl: Math.max(60, exp - this.#now() / 1000 + 60) });
        return isKnown;
      };
      const { sid, sub } = /** @type {any} */ (await client.validateLogoutToken(token, { isReplayed }));
      // One session, or all that this user has here (§2.6).
      if (sid) await store.delete(this.#keyOf(sid));
      else await store.set(this.#markOf(sub), String(Math.floor(this.#now() / 1000)), { ttl: this.#rules.life });
      return answer(null, 200);
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      // Back-Channel Logout §2.8.
      const { code, retryable } = /** @type {any} */ (error);
      return answer({ error: 'invalid_request', error_description: code }, retryable ? 503 : 400);
    }
  }

  // A login that failed is over.
  /** @param {Request} request */
  #loginEnded(request) {
    try {
      const login = ask('edge-callback', { url: this.#placeOf(request), redirectUri: this.#redirectUri(request) });
      return this.#lines({ name: this.#loginName(login), value: '' });
    } catch {
      return [];
    }
  }

  // --- who is it ---

  /**
   * @param {Request} request
   * @param {Context} [context]
   * @returns {Promise<EdgeUser | null>}
   */
  async getSession(request, context) {
    const loaded = await this.#load(request);
    if (!loaded) return null;
    const { present } = this.#cookies(request);
    const { allowedOrigins, allowInsecure, fetch } = this.#options;
    const user = new EdgeUser(loaded.session, {
      fetch,
      mayHave: (url) => ask('api', { url, page: '', allowedOrigins, allowInsecure }) !== '',
      due: (tokens, forceRefresh) =>
        ask('token', { now: this.#now(), tokens, leeway: this.#options.leeway, forceRefresh }),
      renew: (session, isOver) => this.#renewed({ ...loaded, session }, isOver, context),
      save: async (session) => (session ? this.#linesOf(session, loaded.key, present) : this.#forgotten(request)),
    });
    // Sealed by an earlier secret: sealed anew.
    if (loaded.isOld) await user.keep();
    return (await user.refreshIfDue()) ? user : null;
  }

  /**
   * @param {Request} request
   * @returns {Promise<Loaded | undefined>}
   */
  async #load(request) {
    const { name } = this.#rules;
    const { session: sealed } = this.#cookies(request);
    const opened = sealed && (await this.#seal.open(name, sealed));
    if (!opened) return undefined;
    const { text, isOld } = opened;
    const content = JSON.parse(text);
    const { store } = this.#options;
    const now = this.#now();
    if (!store) return ask('edge-life', { now, session: content }) ? { session: content, user: '', isOld } : undefined;
    const { key, id, user } = content;
    // A cookie of the time before there was a store.
    if (!key) return undefined;
    const [kept, mark] = await Promise.all([store.get(key), store.get(user)]);
    const session = await this.#unpacked(key, kept);
    if (session?.id !== id) return undefined;
    return ask('edge-life', { now, session, ended: Number(mark ?? 0) }) ? { session, key, user, isOld } : undefined;
  }

  // What a store keeps is sealed, too, unless the store must read it.
  /**
   * @param {string} key
   * @param {string | null | undefined} kept
   * @returns {Promise<any>}
   */
  async #unpacked(key, kept) {
    if (!kept) return undefined;
    if (this.#options.store.renew) return JSON.parse(kept);
    const opened = await this.#seal.open(key, kept);
    return opened && JSON.parse(opened.text);
  }

  /**
   * The lines of `Set-Cookie` for a session.
   * @param {Session} session
   * @param {string | undefined} key its place in the store, if there is one
   * @param {number} present cookies of it that the browser has
   */
  async #linesOf(session, key, present) {
    const { name } = this.#rules;
    const content = key ? { key, id: session.id, user: this.#markOf(session.tokens.claims?.sub ?? '') } : session;
    const value = await this.#seal.seal(name, JSON.stringify(content));
    return this.#lines({ name, value, life: this.#lifeOf(session), present });
  }

  /**
   * @param {Session} session
   * @param {string} key
   */
  async #put(session, key) {
    const { store } = this.#options;
    const text = JSON.stringify(session);
    await store.set(key, store.renew ? text : await this.#seal.seal(key, text), { ttl: this.#lifeOf(session) });
  }

  /** @param {Session} session */
  #lifeOf(session) {
    return session.until - Math.floor(this.#now() / 1000);
  }

  // --- renewal ---

  /**
   * Renewed tokens: one request for all who come with the same session. Only results are shared;
   * whoever waits looks for one, for a while, and then does it alone.
   * @param {Loaded} loaded
   * @param {boolean} isOver whether the token at hand is of no more use
   * @param {Context} [context]
   * @returns {Promise<import('./renewal.js').Outcome>}
   */
  async #renewed({ session, key, user }, isOver, context) {
    const { store, clientKey, fetch, timeout = DEFAULT_TIMEOUT } = this.#options;
    const client = await this.#issuer.client();
    const params = { resource: this.#options.resource };
    if (store?.renew && !clientKey && !fetch) {
      const options = { ...this.#registration, metadata: client.metadata };
      const outcome = await store.renew(key, { id: session.id, turn: session.turn, options, params });
      if (outcome.error) outcome.error = new OAuthError(outcome.error);
      return outcome;
    }
    const name = `${session.id}:${session.turn}`;
    const started = Date.now();
    for (;;) {
      const other = this.#renewals.get(name);
      if (other?.outcome) return other.outcome;
      if (!other || Date.now() - other.since > Math.min(PATIENCE, timeout)) break;
      // Good for a while: no reason to wait.
      if (!isOver) return { session };
      await pause(PAUSE);
      if (Date.now() - started > timeout) return { error: fault('timeout', 'refresh') };
    }
    forget(this.#renewals);
    /** @type {{ since: number, outcome?: import('./renewal.js').Outcome }} */
    const mine = { since: Date.now() };
    this.#renewals.set(name, mine);
    const work = this.#renewAlone(client, session, params, key, user);
    context?.waitUntil?.(work);
    const outcome = await work;
    // What may pass is tried again by whoever comes next.
    if (outcome.session || outcome.isOver) mine.outcome = outcome;
    else this.#renewals.delete(name);
    return outcome;
  }

  /**
   * @param {import('./oauth.js').OAuth2Client} client
   * @param {Session} session
   * @param {any} params
   * @param {string | undefined} key
   * @param {string} user
   * @returns {Promise<import('./renewal.js').Outcome>}
   */
  async #renewAlone(client, session, params, key, user) {
    const { store } = this.#options;
    /** What the store says now: somebody else may have been faster, or have signed out. */
    const current = async () => {
      const [kept, mark] = await Promise.all([store.get(key), store.get(user)]);
      const now = await this.#unpacked(/** @type {string} */ (key), kept);
      const isSame = now?.id === session.id && ask('edge-life', { now: this.#now(), session: now, ended: Number(mark ?? 0) });
      return isSame ? now : undefined;
    };
    if (store) {
      const now = await current();
      if (!now) return { isOver: true };
      if (now.turn !== session.turn) return { session: now };
    }
    const outcome = await renew(client, session, params);
    if (!store) return outcome;
    if (outcome.isOver) await store.delete(key);
    if (!outcome.session) return outcome;
    if (!(await current())) return { isOver: true };
    await this.#put(outcome.session, /** @type {string} */ (key));
    return outcome;
  }

  // --- cookies and places ---

  /**
   * @param {Request} request
   * @param {string} [login]
   * @returns {{ session: string, present: number, login?: string, surplus: string[] }}
   */
  #cookies(request, login) {
    return JSON.parse(ask('edge-cookies', { cookie: request.headers.get('cookie') ?? '', name: this.#rules.name, login }));
  }

  /**
   * @param {any} cookie
   * @returns {string[]}
   */
  #lines(cookie) {
    return JSON.parse(ask('edge-set', cookie)).lines;
  }

  /** @param {Request} request */
  #forgotten(request) {
    return this.#lines({ name: this.#rules.name, value: '', present: this.#cookies(request).present });
  }

  /** @param {string} login */
  #loginName(login) {
    return `${this.#rules.name}-login.${login}`;
  }

  /** @param {string} text */
  #digest(text) {
    return ask('edge-digest', { text: `${this.#options.issuer}\n${this.#options.clientId}\n${text}` });
  }

  /** @param {string} sid */
  #keyOf(sid) {
    return `session:${this.#digest(sid)}`;
  }

  /** @param {string} user */
  #markOf(user) {
    return `ended:${this.#digest(user)}`;
  }

  #now() {
    return Math.floor(Number((this.#options.now ?? Date.now)()));
  }

  /** @param {Request} request */
  #originOf(request) {
    return new URL(this.#options.origin ?? request.url).origin;
  }

  // As the browser knows it, also behind a proxy.
  /** @param {Request} request */
  #placeOf(request) {
    return this.#originOf(request) + request.url.slice(new URL(request.url).origin.length);
  }

  /** @param {Request} request */
  #redirectUri(request) {
    return this.#options.redirectUri ?? this.#originOf(request) + this.#rules.routes.callback;
  }

  /**
   * @param {Request} request
   * @param {string} target
   */
  #target(request, target) {
    const page = `${this.#originOf(request)}/`;
    let resolved;
    try {
      resolved = new URL(target, page).href;
    } catch {
      resolved = undefined;
    }
    return ask('return', { page, target, resolved });
  }
}

/**
 * What is too old, and what is too much.
 * @param {Map<string, { since: number }>} results in their order
 */
function forget(results) {
  for (const [name, { since }] of results) {
    if (Date.now() - since < RESULTS_KEPT && results.size < RESULTS_LIMIT) return;
    results.delete(name);
  }
}

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// For a browser, without anything that came from outside.
/** @param {any} error */
function failure({ code, phase, retryable, retryAfter }) {
  const isOurs = phase === 'config' || code === 'storage_unavailable';
  const status = isOurs ? 500 : retryable ? 503 : phase === 'discovery' ? 502 : 400;
  /** @type {Record<string, string>} */
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };
  if (retryAfter !== undefined && status === 503) headers['retry-after'] = String(retryAfter);
  return new Response(`The sign-in did not succeed: ${code}\n`, { status, headers });
}

/**
 * @param {Request} request
 * @param {number} limit bytes
 */
async function bounded(request, limit) {
  const reader = request.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      reader.cancel().catch(() => {});
      return '';
    }
    text += decoder.decode(value, { stream: true });
  }
  return text;
}
