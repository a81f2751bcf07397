// @ts-check
// One call with I/O. The core decides what is to be done; this object carries it out, one effect
// at a time, and lets the core go on. No rule of the protocol lives here.
import { fault, OAuthError } from './errors.js';
import { crashed, die, discharge, enlist } from './instance.js';

// Why an effect failed; the numbers are those of src/wasm/host.rs.
const NETWORK = 1;
const TIMEOUT = 2;
const ABORTED = 3;
const TOO_LARGE = 4;
export const BAD_KEY = 5;
const NO_ALGORITHM = 6;
// Of a verdict alone.
const WRONG = 7;

const DEFAULT_TIMEOUT = 10_000;

// By the numbers of `Method` in src/core/http.rs.
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];

const encoder = new TextEncoder();

/**
 * Judges a signature with one key and algorithm.
 * @typedef {(signed: Uint8Array, signature: Uint8Array) => Promise<boolean> | boolean} Check
 */

/**
 * What a client or session lends to its calls.
 * @typedef {object} Environment
 * @property {typeof fetch} [fetch]
 * @property {() => number} [now]
 * @property {number} [timeout]
 * @property {Map<number, Check>} keys by the numbers that the core gave them
 * @property {typeof Flight} [Carrier] what carries calls out, if not `Flight`
 * @property {any} [decorations] what that one needs
 */

/**
 * Fills a view of wasm memory from the platform's random source.
 * @param {Uint8Array} buffer
 */
function random(buffer) {
  try {
    crypto.getRandomValues(/** @type {any} */ (buffer));
    return true;
  } catch {
    // Missing, or forbidden outside a request (Workers).
    return false;
  }
}

/** Collects the result of a call without I/O. */
export class Sink {
  /** @type {string | undefined} */
  value;
  /** @type {string | undefined} */
  error;

  /** @param {Uint8Array} buffer */
  random(buffer) {
    return random(buffer);
  }

  /** @param {string} text */
  give(text) {
    this.value = text;
  }

  /** @param {string} record */
  fail(record) {
    this.error = record;
  }

  take() {
    if (this.error !== undefined) throw new OAuthError(JSON.parse(this.error));
    return /** @type {string} */ (this.value);
  }
}

export class Flight {
  /** @type {any} */ #core;
  #call = 0;
  /** @type {Environment} */ environment;
  /** @type {AbortController | undefined} */ #controller;
  /** @type {AbortSignal | undefined} */ #signal;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  /** @type {number} */ #timeout;
  /** @type {any} */ #resolve;
  /** @type {any} */ #reject;
  /** @type {(() => void) | undefined} */ #onAbort;
  /** @type {Record<string, string> | undefined} */ #headers;
  /** @type {unknown} */ #cause;
  /** @type {string | undefined} */ #value;
  /** @type {string | undefined} */ #error;
  /** @type {[alg: string, key: string, isSecret: boolean] | undefined} */ lent;
  // Effects are numbered, so that one that ends late is not taken for the next one's answer.
  #effect = 0;
  /** @type {number | undefined} */ #time;
  #pending = false;
  #polling = false;
  #over = false;
  #stopped = 0;
  #failure = 0;
  /** @type {any} */ #answer;

  /**
   * @param {Environment} environment
   * @param {import('./client.js').Limits} [limits]
   */
  constructor(environment, limits) {
    this.environment = environment;
    this.#signal = limits?.signal ?? undefined;
    this.#timeout = limits?.timeout ?? environment.timeout ?? DEFAULT_TIMEOUT;
  }

  /**
   * Carries a call through to its result.
   * @param {any} core the client in the instance that runs
   * @param {string} input the method, a line feed, its parameters
   * @returns {Promise<any>}
   */
  run(core, input) {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      if (!(this.#timeout > 0 && this.#timeout < 2 ** 31)) {
        return reject(fault('invalid_config', 'config', 'timeout must be milliseconds above 0'));
      }
      enlist(this);
      if (this.#signal?.aborted) this.#interrupt(ABORTED, this.#signal.reason);
      try {
        this.#call = core.call(input);
        this.#core = core;
      } catch (error) {
        die(error);
        return;
      }
      this.#poll();
      if (this.#over || !this.#signal) return;
      this.#onAbort = () => this.#interrupt(ABORTED, this.#signal?.reason);
      this.#signal.addEventListener('abort', this.#onAbort, { once: true });
    });
  }

  // From the first time that somebody else has to be waited for: cryptography of the platform ends by itself.
  limit() {
    this.#timer ??= setTimeout(
      () => this.#interrupt(TIMEOUT, new DOMException('the time limit ran out', 'TimeoutError')),
      this.#timeout,
    );
  }

  #poll() {
    if (this.#over || this.#polling) return;
    this.#polling = true;
    try {
      do {
        this.#pending = false;
        this.#time = undefined;
        const done = this.#core.poll(this.#call, this);
        if (this.#over) return;
        if (done) return this.#conclude();
      } while (!this.#pending);
    } catch (error) {
      // A trap: `die` comes back to this flight, too. It has been here if the application's own
      // `fetch` or clock called into the instance that died.
      if (!this.#over) die(error);
    } finally {
      this.#polling = false;
    }
  }

  #conclude() {
    const error = this.#error;
    const cause = this.#cause;
    const value = this.#value;
    // It has forgotten the call.
    this.#core = undefined;
    this.#end();
    if (error !== undefined) {
      const record = JSON.parse(error);
      this.#reject(new OAuthError(record, cause));
    } else {
      this.#resolve(JSON.parse(/** @type {string} */ (value)));
    }
  }

  #end() {
    this.#over = true;
    discharge(this);
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#onAbort) this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#answer = this.#value = this.#error = undefined;
    try {
      this.#core?.end(this.#call);
    } catch {
      // Its instance is gone, and the memory with it.
    }
    this.#core = undefined;
  }

  /**
   * Ends the call with an error of the application's own.
   * @param {unknown} error
   */
  abandon(error) {
    if (this.#over) return;
    this.#end();
    this.#reject(error);
  }

  /** @param {unknown} error */
  crash(error) {
    if (this.#over) return;
    this.#controller?.abort(error);
    this.#core = undefined;
    this.#end();
    this.#reject(crashed(error));
  }

  /**
   * @param {number} why
   * @param {unknown} reason
   */
  #interrupt(why, reason) {
    if (this.#over || this.#stopped) return;
    this.#stopped = why;
    this.#cause = reason;
    if (this.#pending) this.done(this.#effect, why, undefined, reason);
    this.#controller?.abort(reason);
  }

  // Begins an effect; an interrupted call has no further ones.
  begin() {
    // Back to JavaScript: the instance that asks for this is dead, and its memory is not the one at hand.
    if (this.#over) throw crashed();
    this.#effect += 1;
    this.#pending = true;
    if (this.#stopped) this.done(this.#effect, this.#stopped, undefined, this.#cause);
    return this.#effect;
  }

  /**
   * @param {number} effect
   * @param {number} failure
   * @param {any} [answer]
   * @param {unknown} [cause]
   */
  done(effect, failure, answer, cause) {
    if (effect !== this.#effect || !this.#pending || this.#over) return;
    this.#pending = false;
    this.#failure = failure;
    this.#answer = answer;
    this.#cause = cause;
    this.#poll();
  }

  // --- effects, begun by the core ---

  /**
   * @param {string} name
   * @param {string} value
   */
  header(name, value) {
    (this.#headers ??= this.blank())[name] = value;
  }

  /** @returns {Record<string, string>} headers of every request */
  blank() {
    return {};
  }

  /**
   * @param {number} method
   * @param {string} url
   * @param {string | undefined} body
   * @param {number} limit
   */
  send(method, url, body, limit) {
    const effect = this.begin();
    const headers = this.#headers;
    this.#headers = undefined;
    if (this.#stopped) return;
    this.limit();
    const abort = () => this.#abort();
    // Not called as our method: hosts refuse a foreign `this`.
    const send = this.environment.fetch ?? globalThis.fetch;
    /** @type {RequestInit} */
    const init = {
      method: METHODS[method],
      headers,
      body,
      redirect: 'manual',
      // Made when it is asked for: a fetch of the application's own that is not listening costs no controller.
      get signal() {
        return abort();
      },
    };
    // A browser's cache would hand out keys of yesterday; hosts without one refuse the option.
    if (!method && globalThis.document) init.cache = 'no-cache';
    this.exchange(send, url, init, limit).then(
      (answer) => this.done(effect, answer.tooLarge ? TOO_LARGE : 0, answer),
      (error) => this.done(effect, NETWORK, undefined, error),
    );
  }

  /**
   * @param {typeof fetch} send
   * @param {string} url
   * @param {RequestInit} init
   * @param {number} limit
   */
  exchange(send, url, init, limit) {
    return exchange(send, url, init, limit);
  }

  // What ends a request that is under way.
  #abort() {
    this.#controller ??= new AbortController();
    if (this.#stopped) this.#controller.abort(this.#cause);
    return this.#controller.signal;
  }

  /**
   * The key of the signature that is verified next.
   * @param {string} alg
   * @param {string} key
   * @param {boolean} isSecret
   */
  key(alg, key, isSecret) {
    this.lent = [alg, key, isSecret];
  }

  /**
   * @param {number} number
   * @param {Uint8Array} signed a view of wasm memory, as is the next
   * @param {Uint8Array} signature
   * @returns {boolean} whether the key is known, or was lent for this
   */
  verify(number, signed, signature) {
    const { keys } = this.environment;
    const known = keys.get(number);
    const { lent } = this;
    if (!known && !lent) return false;
    // For this signature alone.
    this.lent = undefined;
    const effect = this.begin();
    if (this.#stopped) return true;
    if (known) {
      // WebCrypto copies what it is given before it returns (Web Cryptography API, "The verify method"): views will do.
      this.#judged(effect, known(signed, signature));
      return true;
    }
    const copies = /** @type {const} */ ([signed.slice(), signature.slice()]);
    imported(.../** @type {[string, string, boolean]} */ (lent)).then(
      (check) => {
        // The numbers of an instance that died meanwhile mean nothing in the next one.
        if (this.#over) return;
        keep(keys, number, check);
        this.#judged(effect, check(...copies));
      },
      (error) => this.done(effect, unusable(error), undefined, error),
    );
    return true;
  }

  /**
   * @param {number} effect
   * @param {any} verdict a promise: who answers at once is another's (`OAuthFlight`)
   */
  #judged(effect, verdict) {
    verdict.then(
      (/** @type {boolean} */ right) => this.done(effect, 0, right),
      () => this.done(effect, 0, false),
    );
  }

  /**
   * @param {string} hash
   * @param {string} input
   */
  digest(hash, input) {
    const effect = this.begin();
    if (this.#stopped) return;
    // Where there is no WebCrypto, no signature was verified before.
    crypto.subtle.digest(hash, encoder.encode(input)).then(
      (digest) => this.done(effect, 0, { body: new Uint8Array(digest) }),
      (error) => this.done(effect, NO_ALGORITHM, undefined, error),
    );
  }

  // For calls with hooks (`OAuthFlight`); the larger module tells every call.
  /**
   * @param {number} _purpose
   * @param {boolean} _authenticate
   */
  decorate(_purpose, _authenticate) {}

  /** @returns {string | undefined} */
  added() {
    return undefined;
  }

  // --- answers, read by the core ---

  failure() {
    return this.#failure;
  }

  status() {
    return this.#answer.status;
  }

  headers() {
    return this.#answer.headers;
  }

  bytes() {
    return this.#answer.body;
  }

  verdict() {
    return this.#failure || (this.#answer === true ? 0 : WRONG);
  }

  /** @param {Uint8Array} buffer */
  random(buffer) {
    return random(buffer);
  }

  // One step of a call happens at one time.
  now() {
    return (this.#time ??= Number((this.environment.now ?? Date.now)()));
  }

  // --- results ---

  /** @param {string} text */
  give(text) {
    this.#value = text;
  }

  /** @param {string} record */
  fail(record) {
    this.#error = record;
  }
}

/**
 * One request, and its whole answer up to a limit. Nothing here tests for classes: responses of
 * other realms and of patched fetches work.
 * @param {typeof fetch} send
 * @param {string} url
 * @param {RequestInit} init
 * @param {number} limit
 */
export async function exchange(send, url, init, limit) {
  const response = await send(url, init);
  const { status } = response;
  let headers = '';
  response.headers.forEach((value, name) => {
    headers += `${name}:${name === 'retry-after' ? delay(value) : value}\n`;
  });
  const answer = { status, headers, body: new Uint8Array(0), tooLarge: false };
  // A browser hides the status of a redirect: 0.
  if (!status || (status >= 300 && status < 400)) {
    response.body?.cancel().catch(() => {});
    return answer;
  }
  const reader = response.body?.getReader?.();
  if (!reader) {
    answer.body = new Uint8Array(await response.arrayBuffer());
    answer.tooLarge = answer.body.length > limit;
    return answer;
  }
  /** @type {Uint8Array[]} */
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      reader.cancel().catch(() => {});
      answer.tooLarge = true;
      return answer;
    }
    chunks.push(value);
  }
  answer.body = /** @type {any} */ (
    chunks.length === 1 ? chunks[0] : new Uint8Array(await new Blob(/** @type {any} */ (chunks)).arrayBuffer())
  );
  return answer;
}

/**
 * `Retry-After` in seconds; it may be a date (RFC 9110 §10.2.3).
 * @param {string} value
 */
function delay(value) {
  const date = /^\d+$/.test(value) ? Number.NaN : Date.parse(value);
  return Number.isNaN(date) ? value : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

// No WebCrypto at all is a TypeError.
/** @param {any} error */
export const unusable = (error) =>
  ['NotSupportedError', 'TypeError'].includes(error?.name) ? NO_ALGORITHM : BAD_KEY;

/** @param {string} alg a name of JOSE, agreed on and checked by the core */
export function signatureParams(alg) {
  const hash = `SHA-${alg.slice(2)}`;
  switch (alg.slice(0, 2)) {
    case 'RS':
      return { name: 'RSASSA-PKCS1-v1_5', hash };
    case 'PS':
      // RFC 7518 §3.5: the salt is as long as the hash.
      return { name: 'RSA-PSS', hash, saltLength: Number(alg.slice(2)) / 8 };
    case 'ES':
      return { name: 'ECDSA', hash, namedCurve: alg === 'ES512' ? 'P-521' : `P-${alg.slice(2)}` };
    case 'HS':
      return { name: 'HMAC', hash };
    default:
      return { name: 'Ed25519' };
  }
}

/**
 * @param {string} alg
 * @param {string} key a public JWK, or a secret
 * @param {boolean} isSecret
 * @returns {Promise<Check>}
 */
async function imported(alg, key, isSecret) {
  const params = signatureParams(alg);
  const { subtle } = crypto;
  const usable = await (isSecret
    ? subtle.importKey('raw', encoder.encode(key), params, false, ['verify'])
    : subtle.importKey('jwk', JSON.parse(key), params, false, ['verify']));
  // The key knows its hash; of RSASSA-PKCS1-v1_5 and HMAC the name is all that is left to say.
  const algorithm = /^[RH]/.test(alg) ? params.name : params;
  return (signed, signature) => subtle.verify(algorithm, usable, /** @type {any} */ (signature), /** @type {any} */ (signed));
}

const KEYS_KEPT = 200;

/**
 * @param {Map<number, Check>} keys
 * @param {number} number
 * @param {Check} check
 */
export function keep(keys, number, check) {
  // A secret has no number.
  if (!number || keys.has(number)) return;
  if (keys.size >= KEYS_KEPT) keys.clear();
  keys.set(number, check);
}
