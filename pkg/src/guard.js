// @ts-check
// The guard of an API: what src/client/guard.rs decides is carried out here.
import { ask } from './ask.js';
import { frozen, start } from './client.js';
import { fault, OAuthError } from './errors.js';
import { Fingerprints } from './fingerprints.js';
import { glance } from './glance.js';
import { Issuer } from './issuer.js';

const TOKENS_KEPT = 1_000;

/**
 * A token that was found good: what it says, until when it is believed (milliseconds), and what it was
 * found good for, with the end of that.
 * @typedef {{ claims: any, until: number, allowed: Map<string, number> | undefined }} Kept
 */

/** @param {any} options */
export const createGuard = (options) => new BearerGuard(options);

export class BearerGuard {
  /** @type {any} */ #options;
  /** @type {any} */ #demands;
  /** What is asked of every token. */
  /** @type {any} */ #terms;
  #asksNoMore;
  /** @type {Map<string, Issuer>} */ #issuers;
  /** Those whose introspection may be asked. */
  /** @type {Issuer[]} */ #asked;
  /** @type {{ resource?: string, path?: string, url?: string }} */ #place;
  /** @type {Map<string, Kept>} */ #kept = new Map();
  #names = new Fingerprints();
  /** The only issuer, if there is one. */
  /** @type {Issuer | undefined} */ #only;
  #size = TOKENS_KEPT;

  /** @param {any} options */
  constructor(options) {
    if (options === null || typeof options !== 'object') throw fault('invalid_config', 'config', 'a guard needs its options');
    if (options.dpop) throw fault('not_supported', 'config', 'DPoP is not supported yet');
    const { issuer, issuers = issuer === undefined ? [] : [issuer], cache, introspection, fetch, now, requiredScope, acrValues, maxAge, ...rest } = options;
    /** @type {any[]} */
    const servers = issuers.map((/** @type {any} */ each) => (typeof each === 'string' ? { issuer: each } : each));
    const { resource, ...named } = rest;
    this.#demands = { requiredScope, acrValues, maxAge };
    this.#asksNoMore = asksNothing(this.#demands);
    this.#place = JSON.parse(
      ask('guard-open', {
        ...named,
        ...this.#demands,
        resource: resource || undefined,
        isNameless: resource === false,
        issuers: servers.map((each) => each.issuer),
        memory: cache?.maxAge,
      }),
    );
    this.#options = { ...options, now: now ?? Date.now };
    if (cache === false) this.#size = 0;
    else if (cache?.size !== undefined) this.#size = Number(cache.size);
    const { audience, typ, algs } = rest;
    this.#terms = { audience, typ, algs, memory: cache?.maxAge, asksAlways: introspection?.always };
    this.#asked = [];
    this.#issuers = new Map(
      servers.map(({ issuer: name, ...own }) => {
        const asks = own.introspection ?? introspection ?? (rest.clientSecret && { clientId: rest.clientId, clientSecret: rest.clientSecret });
        const { clockTolerance, timeout, allowInsecure, jwksCache } = rest;
        const server = new Issuer(name, {
          // Whoever asks for keys alone is no client.
          ...(asks ? { ...asks, introspection: undefined } : { anonymous: true }),
          metadata: own.metadata ?? rest.metadata,
          fetch,
          now,
          clockTolerance,
          timeout,
          allowInsecure,
          jwksCache,
          guard: this.#terms,
        });
        if (asks) this.#asked.push(server);
        return [name, server];
      }),
    );
    if (this.#issuers.size === 1) [this.#only] = this.#issuers.values();
  }

  /**
   * @param {any} request
   * @param {any} [demands]
   * @returns {Promise<{ claims: any, token: string }>}
   */
  async authenticate(request, demands) {
    const { headers, url } = request;
    const authorization = (typeof headers.get === 'function' ? headers.get('authorization') : headers.authorization) ?? '';
    const query = queryOf(url);
    try {
      // Nothing in such a query can be a token; any other is looked at in full.
      const isPlain = !query || !/%|access_token/.test(query);
      const name = this.#size > 0 && authorization ? this.#names.of(authorization) : '';
      const kept = isPlain && name ? this.#remembered(name) : undefined;
      if (kept) return this.#answer(kept, tokenOf(authorization), demands);
      const now = Number(this.#options.now());
      const client = isPlain ? this.#only?.atHand(now) : undefined;
      const seen = client && glance(client, authorization, now);
      if (seen) {
        let isRight = false;
        try {
          isRight = await seen.isRight;
        } catch {
          // What cannot be verified is not right.
        }
        if (isRight !== true) throw fault('bad_signature', 'validate', "the token's signature is wrong");
        return this.#answer(this.#keep(name, JSON.parse(seen.claims), seen.until), tokenOf(authorization), demands);
      }
      // In one call, where there is one issuer, it is known and its tokens can be read.
      const judged = client ? await start(client, 'authenticate', authorization) : await this.#inSteps(authorization, query);
      const { claims, until } = judged.isOpaque ? await this.#believed(judged.token, undefined) : judged;
      return this.#answer(this.#keep(name, claims, until), tokenOf(authorization), demands);
    } catch (error) {
      throw this.#refused(error, demands);
    }
  }

  /** @param {string} name */
  #remembered(name) {
    const kept = this.#kept.get(name);
    if (!kept) return undefined;
    const isOver = this.#options.now() >= kept.until;
    // The one used last goes last: where there is room for as many again, the order may wait.
    const isOrdered = this.#kept.size * 2 > this.#size;
    if (isOver || isOrdered) this.#kept.delete(name);
    if (isOver) return undefined;
    if (isOrdered) this.#kept.set(name, kept);
    return kept;
  }

  /**
   * @param {Kept} kept
   * @param {string} token
   * @param {any} own
   */
  #answer(kept, token, own) {
    // A good token is all that is asked for.
    if (!own && this.#asksNoMore) return { claims: kept.claims, token };
    const demands = this.#of(own);
    if (asksNothing(demands)) return { claims: kept.claims, token };
    const key = own ? JSON.stringify(demands) : '';
    const now = this.#options.now();
    const allowed = (kept.allowed ??= new Map());
    if (!((allowed.get(key) ?? 0) > now)) {
      const { clockTolerance } = this.#options;
      const until = ask('guard-allow', { ...demands, claims: kept.claims, now, clockTolerance });
      if (allowed.size >= 20) allowed.clear();
      allowed.set(key, until === '' ? Infinity : Number(until) * 1000);
    }
    return { claims: kept.claims, token };
  }

  /** @param {any} own what one call asks for, in place of the guard's */
  #of(own) {
    return own ? { ...this.#demands, ...own } : this.#demands;
  }

  /**
   * @param {string} name
   * @param {any} claims
   * @param {string | number} until seconds since the epoch
   */
  #keep(name, claims, until) {
    /** @type {Kept} */
    const kept = { claims: frozen(claims), until: Number(until) * 1000, allowed: undefined };
    if (name) {
      if (this.#kept.size >= this.#size) this.#kept.delete(/** @type {string} */ (this.#kept.keys().next().value));
      this.#kept.set(name, kept);
    }
    return kept;
  }

  /**
   * @param {string} authorization
   * @param {string} query
   */
  async #inSteps(authorization, query) {
    const issuers = [...this.#issuers.keys()];
    const { token, issuer, isOpaque } = JSON.parse(ask('guard-token', { ...this.#terms, authorization, query, issuers }));
    return this.#believed(token, isOpaque ? undefined : this.#issuers.get(issuer));
  }

  /**
   * @param {string} token
   * @param {Issuer | undefined} issuer whose token can be read
   */
  async #believed(token, issuer) {
    const { clockTolerance, introspection } = this.#options;
    const server = issuer ?? this.#opaque();
    const client = await server.client();
    const claims = issuer ? await client.validateAccessToken(token, this.#terms) : await client.introspectToken(token);
    const until = ask('guard-keep', {
      ...this.#terms,
      claims,
      isOpaque: !issuer,
      issuer: server.issuer,
      requireAudience: introspection?.requireAudience,
      now: this.#options.now(),
      clockTolerance,
    });
    return { claims, until };
  }

  // Nobody is shown a token that may be another one's.
  #opaque() {
    const [server, ...others] = this.#asked;
    if (!server || others.length) throw fault('invalid_jwt', 'validate', 'no issuer can be asked about an opaque token');
    return server;
  }

  /**
   * @param {any} error
   * @param {any} demands
   */
  #refused(error, demands) {
    if (!(error instanceof OAuthError)) return error;
    const { code, phase, retryAfter } = /** @type {any} */ (error);
    const { realm } = this.#options;
    let answer = { status: 500, challenge: '', error: 'server_error' };
    try {
      answer = JSON.parse(ask('guard-answer', { ...this.#of(demands), code, phase, realm, resourceMetadata: this.#place.url }));
    } catch {
      // Demands of the application's own that are malformed.
    }
    return Object.defineProperty(error, 'toResponse', { value: () => responseOf(answer, retryAfter) });
  }

  /** @param {any} [request] */
  protectedResourceMetadata(request) {
    const { resource, path } = this.#place;
    if (!resource) throw fault('invalid_config', 'api', 'the resource has no URL: pass resource');
    const { requiredScope, resourceMetadata } = this.#options;
    const text = ask('guard-metadata', {
      resource,
      issuers: [...this.#issuers.keys()],
      scopes: requiredScope,
      further: resourceMetadata,
    });
    if (!request) return JSON.parse(text);
    if (request.method !== 'GET' || new URL(request.url).pathname !== path) return null;
    // Public, and read by pages of other sites (RFC 9728 §3.2).
    return new Response(text, {
      headers: {
        'content-type': 'application/json',
        'cache-control': 'public, max-age=3600',
        'access-control-allow-origin': '*',
      },
    });
  }
}

/** @param {string} authorization found good */
const tokenOf = (authorization) => authorization.trim().slice(7).trim();

/** @param {any} demands */
const asksNothing = (demands) => Object.values(demands).every((demand) => demand === undefined);

/** @param {string} url absolute, or as node:http gives it */
function queryOf(url) {
  const start = url.indexOf('?');
  if (start < 0) return '';
  const end = url.indexOf('#');
  return end < 0 ? url.slice(start + 1) : url.slice(start + 1, Math.max(start + 1, end));
}

/**
 * @param {{ status: number, challenge: string, error: string }} answer
 * @param {number | undefined} retryAfter
 */
function responseOf({ status, challenge, error }, retryAfter) {
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (challenge) headers.set('www-authenticate', challenge);
  if (retryAfter !== undefined && status === 503) headers.set('retry-after', String(retryAfter));
  if (!error) return new Response(null, { status, headers });
  headers.set('content-type', 'application/json');
  return new Response(JSON.stringify({ error }), { status, headers });
}
