// @ts-check
// Sessions that renew their token by themselves. What src/client/oauth_session.rs decides is carried
// out here.
import { ask } from './ask.js';
import { borrow, start } from './client.js';
import { fault } from './errors.js';
import { init, isComplete } from './instance.js';
import { within } from './lock.js';
import { OAuth2Client } from './oauth.js';

const DEFAULT_TIMEOUT = 10_000;

/**
 * @typedef {{ signal?: AbortSignal, timeout?: number }} Limits
 * @typedef {(token: any, replaced: any) => any} Update
 */

class TokenSession {
  /** @type {OAuth2Client} */ #client;
  /** @type {any} */ #options;
  /** @type {() => Promise<any>} */ #obtain;
  /** @type {any} */ #token;
  // Whether the core has made a token of what the application gave.
  #isAdopted = false;
  /** @type {Promise<any> | undefined} */ #flight;

  /**
   * @param {OAuth2Client} client
   * @param {any} options
   * @param {() => Promise<any>} obtain a token by the session's own grant
   */
  constructor(client, options, obtain) {
    this.#client = client;
    this.#options = options;
    this.#obtain = obtain;
    this.token = options.token;
  }

  /** The token, or null. */
  get token() {
    this.#adopt();
    return this.#token;
  }

  set token(token) {
    this.#token = token ?? null;
    this.#isAdopted = false;
    if (isComplete()) this.#adopt();
  }

  #adopt() {
    if (this.#isAdopted || !this.#token || !isComplete()) return;
    this.#token = JSON.parse(ask('token-adopt', { token: this.#token, now: this.#now() }));
    this.#isAdopted = true;
  }

  #now() {
    return Math.floor(Number((borrow(this.#client).now ?? Date.now)()));
  }

  /** @param {boolean} force */
  #due(force) {
    const { leeway, grantType, isRefreshable } = this.#options;
    return ask('token-due', { now: this.#now(), token: this.token, leeway, grantType, isRefreshable, force });
  }

  /**
   * However many callers and ways there are: one flight.
   * @param {boolean} force
   * @param {Limits} [limits]
   */
  async #current(force, limits) {
    if (!isComplete()) await init();
    if (!this.#flight) {
      const what = this.#due(force);
      if (!what) return this.token;
      this.#flight = this.#renew(what === 'refresh').finally(() => {
        this.#flight = undefined;
      });
      // A caller may have gone away meanwhile.
      this.#flight.catch(() => {});
    }
    return within(this.#flight, limits?.timeout ?? borrow(this.#client).timeout ?? DEFAULT_TIMEOUT, limits?.signal);
  }

  /** @param {boolean} isRefresh */
  async #renew(isRefresh) {
    const old = this.token;
    const { refresh_token: refreshToken, access_token: accessToken, id_token, claims, scope } = old ?? {};
    const came = isRefresh
      ? await this.#client.refreshToken(refreshToken, { previousClaims: claims })
      : await this.#obtain();
    // Replaced by the application meanwhile: what came late changes nothing.
    if (this.#token !== old) return this.token;
    // What a refresh does not renew stays as it was.
    const fresh = isRefresh ? { id_token, claims, scope, ...came } : came;
    this.token = JSON.parse(JSON.stringify(fresh));
    const { updateToken } = this.#options;
    await updateToken?.(this.token, isRefresh ? { refreshToken } : { accessToken });
    return this.token;
  }

  /** @param {Limits} [params] */
  async ensureActiveToken(params) {
    return this.#current(false, params);
  }

  /** @param {Limits} [params] */
  async refresh(params) {
    return this.#current(true, params);
  }

  /**
   * @param {any} input
   * @param {any} [init]
   */
  async fetch(input, init) {
    const { fetch: send = globalThis.fetch, decorations } = borrow(this.#client);
    const { withholdToken = false, ...rest } = init ?? {};
    if (withholdToken) return send(input, rest);
    const { access_token: accessToken } = await this.ensureActiveToken({ signal: rest.signal ?? input.signal });

    const isRequest = typeof input === 'object' && typeof input.url === 'string';
    const url = absolute(isRequest ? input.url : String(input.href ?? input));
    const method = String(rest.method ?? (isRequest ? input.method : 'GET')).toUpperCase();
    const headers = new Headers(rest.headers ?? (isRequest ? input.headers : undefined));
    const { tokenPlacement: placement } = this.#options;
    let { body } = rest;
    if (placement === 'body') {
      if (isRequest && body === undefined && hasBody(method)) body = (await input.clone().text()) || undefined;
      // A form of its own kind says so by itself; where there is none, one is made.
      if (body === undefined || body === null || isParams(body)) headers.set('content-type', FORM);
    }
    const text = typeof body === 'string' || isParams(body) ? String(body) : undefined;
    const change = JSON.parse(ask('token-place', {
      accessToken, placement, url, method,
      allowInsecure: this.#options.allowInsecure ?? decorations.options.allowInsecure,
      contentType: headers.get('content-type'), body: text,
      hasBody: body !== undefined && body !== null,
    }));
    if (change.authorization) headers.set('authorization', change.authorization);
    const hooks = decorations.hooks.get('protected_request') ?? [];
    if (!hooks.length && !change.url && change.body === undefined) {
      return send(isRequest ? input : url, { ...rest, headers });
    }

    /** @type {any} */
    let request = { url: change.url ?? url, method, headers: Object.fromEntries(headers), body: change.body ?? body };
    if (isRequest && request.body === undefined && hasBody(method)) request.body = input.body ?? (await input.blob());
    for (const hook of hooks) {
      const changed = await hook(request);
      request = { ...request, ...changed };
    }
    const whole = { ...rest, ...request, url: undefined };
    if (isRequest) {
      for (const name of ['signal', 'redirect', 'credentials', 'mode', 'cache', 'referrer', 'integrity', 'keepalive']) {
        whole[name] ??= input[name];
      }
    }
    // Streams go one way only, and hosts want to be told.
    if (typeof whole.body?.getReader === 'function') whole.duplex = 'half';
    return send(request.url, whole);
  }
}

const FORM = 'application/x-www-form-urlencoded';

/** @param {string} method */
const hasBody = (method) => method !== 'GET' && method !== 'HEAD';

// Of any realm.
/** @param {any} body */
const isParams = (body) => Object.prototype.toString.call(body) === '[object URLSearchParams]';

/** @param {string} url relative to the page, where there is one */
function absolute(url) {
  try {
    return new URL(url, globalThis.location?.href).href;
  } catch (error) {
    throw fault('invalid_config', 'api', 'not a URL', error);
  }
}

export class OAuth2Session extends TokenSession {
  /**
   * @param {OAuth2Client} client
   * @param {any} [options]
   */
  constructor(client, options = {}) {
    const { grantType, leeway = borrow(client).decorations.options.leeway } = options;
    if (grantType !== undefined && grantType !== 'client_credentials') {
      throw fault('invalid_config', 'config', 'grantType is client_credentials: no other can be repeated without its user');
    }
    super(client, { ...options, leeway }, () => client.clientCredentials(options.tokenParams));
  }
}

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export class AssertionSession extends TokenSession {
  /** @param {any} options */
  constructor(options) {
    const { tokenEndpoint, issuer, subject, audience, clientId, grantType = JWT_BEARER, claims, scope, key, alg, ...rest } = options ?? {};
    const { leeway, tokenPlacement, updateToken, token, ...hostOptions } = rest;
    const client = new OAuth2Client({
      ...hostOptions, clientId, anonymous: !clientId, scope,
      metadata: { token_endpoint: tokenEndpoint },
      clientKey: { key, alg, kid: hostOptions.kid ?? key?.kid },
      tokenEndpointAuthMethod: 'none',
    });
    const call = { grantType, params: {}, assertion: { issuer, subject, audience, claims } };
    super(
      client,
      // RFC 7521 §4.1: a fresh assertion takes the place of a refresh token.
      { leeway, tokenPlacement, updateToken, token, grantType, isRefreshable: false, allowInsecure: hostOptions.allowInsecure },
      () => start(client, 'grant', call),
    );
  }
}
