// @ts-check
// A call that signs, and lets the application change what is sent and what came.
import { fault } from './errors.js';
import { BAD_KEY, exchange, Flight, keep, signatureParams, unusable } from './flight.js';

/**
 * @typedef {(subject: any) => any} Hook
 * @typedef {{ hooks: Map<string, Hook[]>, methods: Map<string, Hook>, key?: any, options: any }} Decorations
 */

// A public document of the server, which a cache may have.
const DOCUMENT = ['', '', ''];

// By the numbers of `Purpose` in src/client/host.rs: the hooks of a request, those of its answer, and
// the option that names who authenticates the client there.
const PURPOSES = [
  ['', 'access_token_response', 'token'],
  ['refresh_token_request', 'refresh_token_response', 'token'],
  ['revoke_token_request', '', 'revocation'],
  ['introspect_token_request', '', 'introspection'],
  ['', '', 'token'],
  DOCUMENT,
];
export const HOOKS = [...new Set(PURPOSES.flatMap(([request, response]) => [request, response])), 'protected_request'].filter(Boolean);

// Milliseconds.
const MOMENT = 20;

const encoder = new TextEncoder();

/** @type {typeof import('./documents.js').kept | undefined} */
let keepDocument;

/** @type {((alg: string, key: string, isSecret: boolean) => import('./flight.js').Check) | undefined} */
let checkAtOnce;

/**
 * Hosts that verify without waiting lend that; the others have WebCrypto.
 * @param {typeof checkAtOnce} check throws where the key cannot be used
 */
export function lendVerifier(check) {
  checkAtOnce = check;
}

/**
 * Entries of servers lend what keeps documents for other instances; a page has nowhere to.
 * @param {typeof import('./documents.js').kept} kept
 */
export function lendDocuments(kept) {
  keepDocument = kept;
}

export class OAuthFlight extends Flight {
  /** @type {string[] | undefined} */ #purpose;
  #authenticate = false;
  /** @type {string | undefined} */ #added;
  // Of all requests of this call, and none of them a secret.
  /** @type {Record<string, string> | undefined} */ #headers;

  /**
   * @param {import('./flight.js').Environment} environment
   * @param {import('./client.js').Limits} [limits]
   */
  constructor(environment, limits) {
    super(environment, limits);
    this.#headers = limits?.headers;
  }

  /** @returns {Decorations} */
  get #decorations() {
    return /** @type {any} */ (this.environment).decorations;
  }

  /**
   * Of the request that is sent next.
   * @override
   * @param {number} purpose
   * @param {boolean} authenticate
   */
  decorate(purpose, authenticate) {
    this.#purpose = PURPOSES[purpose];
    this.#authenticate = authenticate;
  }

  /** @override */
  added() {
    return this.#added;
  }

  /**
   * @param {string} alg
   * @param {string | undefined} secret
   * @param {string} text
   */
  sign(alg, secret, text) {
    const effect = this.begin();
    sign(alg, secret === undefined ? this.#decorations.key : secret, text).then(
      (signature) => this.done(effect, 0, { body: new Uint8Array(signature) }),
      (error) => this.done(effect, unusable(error), undefined, error),
    );
  }

  /** @override */
  blank() {
    return { ...this.#headers };
  }

  /**
   * @override
   * @param {number} number
   * @param {Uint8Array} signed
   * @param {Uint8Array} signature
   */
  verify(number, signed, signature) {
    if (!checkAtOnce) return super.verify(number, signed, signature);
    const { keys } = this.environment;
    const known = keys.get(number);
    const { lent } = this;
    if (!known && !lent) return false;
    this.lent = undefined;
    const effect = this.begin();
    try {
      const check = known ?? checkAtOnce(.../** @type {[string, string, boolean]} */ (lent));
      keep(keys, number, check);
      this.done(effect, 0, check(signed, signature));
    } catch (error) {
      // It knows every algorithm: what it takes no key for is a key that is none.
      this.done(effect, BAD_KEY, undefined, error);
    }
    return true;
  }

  // For calls that look whether another one has come further.
  pause() {
    const effect = this.begin();
    this.limit();
    setTimeout(() => this.done(effect, 0), MOMENT);
  }

  /**
   * @override
   * @type {typeof exchange}
   */
  exchange(send, url, init, limit) {
    const purpose = this.#purpose;
    const authenticate = this.#authenticate;
    this.#purpose = undefined;
    this.#added = undefined;
    if (!purpose) return exchange(send, url, init, limit);
    const { hooks, options } = this.#decorations;
    if (purpose === DOCUMENT) {
      const ask = () => exchange(send, url, init, limit);
      const cache = options?.jwksCache;
      return cache && keepDocument ? keepDocument(cache, url, this.now(), authenticate, ask) : ask();
    }
    return authenticate || hooks.size ? this.#changed(purpose, authenticate, send, url, init, limit) : exchange(send, url, init, limit);
  }

  /**
   * @param {string[]} purpose
   * @param {boolean} authenticate
   * @param {typeof fetch} send
   * @param {string} url
   * @param {RequestInit} init
   * @param {number} limit
   */
  async #changed([before, after, endpoint], authenticate, send, url, init, limit) {
    const { hooks, methods, options } = this.#decorations;
    const changes = [...(hooks.get(before) ?? [])];
    try {
      if (authenticate) {
        const name = options[`${endpoint}EndpointAuthMethod`];
        const method = methods.get(name);
        if (!method) throw fault('invalid_config', 'config', `no client authentication method ${name} is registered`);
        changes.unshift(method);
      }
      if (changes.length) {
        const known = new Set(said(url, init));
        [url, init] = await changed(changes, url, init);
        const added = said(url, init).filter((text) => !known.has(text));
        this.#added = new URLSearchParams(added.map((text) => ['', text])).toString();
      }
      // The call may have ended meanwhile; a `fetch` of the application's own need not look.
      init.signal?.throwIfAborted();
    } catch (error) {
      this.abandon(error);
      throw error;
    }
    const answer = await exchange(send, url, init, limit);
    const readers = hooks.get(after) ?? [];
    try {
      return readers.length && !answer.tooLarge ? await reread(readers, answer) : answer;
    } catch (error) {
      this.abandon(error);
      throw error;
    }
  }
}

/**
 * @param {string} alg
 * @param {any} key a CryptoKey, a JWK, or the bytes or text of a secret
 * @param {string} text
 */
async function sign(alg, key, text) {
  const { subtle } = crypto;
  const params = signatureParams(alg);
  let usable = key?.key ?? key;
  if (typeof usable === 'string' || ArrayBuffer.isView(usable)) {
    const bytes = typeof usable === 'string' ? encoder.encode(usable) : usable;
    usable = await subtle.importKey('raw', /** @type {any} */ (bytes), params, false, ['sign']);
  } else if (usable.kty) {
    // `use`, `key_ops` and `alg` of a JWK may say things that this host takes amiss.
    const { kty, crv, x, y, d, n, e, p, q, dp, dq, qi, k } = usable;
    const jwk = { kty, crv, x, y, d, n, e, p, q, dp, dq, qi, k };
    usable = await subtle.importKey('jwk', jwk, params, false, ['sign']);
  }
  return subtle.sign(params, usable, encoder.encode(text));
}

/**
 * What the core is told of a key: never what is secret in it.
 * @param {any} key
 */
export function described(key) {
  const inner = key?.key ?? key;
  if (inner === undefined || inner === null) return undefined;
  const isBare = typeof inner === 'string' || ArrayBuffer.isView(inner);
  const { kty = isBare ? 'oct' : undefined, crv } = inner;
  const { name, hash, namedCurve } = inner.algorithm ?? {};
  return { kty, crv, name, hash, namedCurve, alg: key.alg ?? inner.alg, kid: key.kid ?? inner.kid };
}

/**
 * A request as the application changes it.
 * @param {Hook[]} changes
 * @param {string} url
 * @param {any} init
 */
async function changed(changes, url, init) {
  /** @type {any} */
  let request = { url, method: init.method, headers: { ...init.headers }, body: new URLSearchParams(init.body) };
  for (const change of changes) {
    const answer = await change(request);
    // Changed in place, or anew.
    request = { ...request, ...answer };
    request.headers = named(request.headers);
  }
  const { method, headers, body } = request;
  const isGet = method === 'GET';
  const text = body === undefined || body === null ? '' : String(body);
  /** @type {any} */
  const sent = { ...init, method, headers, body: isGet ? undefined : text };
  let target = String(request.url);
  if (isGet) {
    delete sent.headers['content-type'];
    // A method of authentication puts its parameters into the form, wherever that travels.
    if (text) target += `${target.includes('?') ? '&' : '?'}${text}`;
  }
  return [target, sent];
}

/**
 * All that a request says: the values of its query and headers, whole and word by word, of its form or its JSON.
 * @param {string} url
 * @param {any} init
 */
function said(url, { headers, body }) {
  const values = /** @type {string[]} */ (Object.values(headers));
  return [
    ...new URL(url).searchParams.values(),
    ...values,
    ...values.flatMap((value) => value.split(/[\s,;="]+/)),
    ...new URLSearchParams(body).values(),
    ...(body?.match(/(?<=")(?:[^"\\]|\\.)+(?=")/g) ?? []),
  ];
}

/**
 * Headers by names in lower case; of two spellings the later one counts, as whoever wrote it meant.
 * @param {any} headers `Headers` or an object
 * @returns {Record<string, string>}
 */
function named(headers) {
  const pairs = typeof headers?.entries === 'function' ? [...headers.entries()] : Object.entries(headers ?? {});
  return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/**
 * An answer as the application changes it.
 * @param {Hook[]} readers
 * @param {{ status: number, headers: string, body: Uint8Array, tooLarge: boolean }} answer
 */
async function reread(readers, answer) {
  const original = new TextDecoder().decode(answer.body);
  /** @type {any} */
  let response = {
    status: answer.status,
    headers: Object.fromEntries(answer.headers.split('\n').filter(Boolean).map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at), line.slice(at + 1)];
    })),
    body: original,
  };
  for (const reader of readers) {
    const answer = await reader(response);
    response = { ...response, ...answer };
    response.headers = named(response.headers);
  }
  const { body } = response;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = Object.entries(response.headers).map(([name, value]) => `${name}:${value}\n`).join('');
  // Decoding forgives what the core does not: what no hook changed is judged as it came.
  const bytes = /** @type {any} */ (text === original ? answer.body : encoder.encode(text));
  return { status: response.status, headers, body: bytes, tooLarge: false };
}
