// @ts-check
// The management API: for servers and the edge, where a secret can be kept.
import { ask } from '../src/ask.js';
import { split, start } from '../src/client.js';
import { fault } from '../src/errors.js';
import { OAuth2Client } from '../src/oauth.js';
import { placed } from './api.js';
import { eventsUrl, socketOf, subscribe } from './events.js';
import { METHODS, PAGED } from './management-api.js';
import { withMethods } from './methods.js';
import { headersOf, hostOf, wrong } from './protocol.js';

/** @type {Record<string, string>} */
const HOSTS = { genauth: 'https://api.genauth.ai', authing: 'https://api.authing.cn' };
/** @type {Record<string, string>} */
const SCHEMES = { genauth: 'GenAuth', authing: 'authing' };

// Milliseconds before its end from which a token is replaced, and how often a read is sent again.
const LEEWAY = 60_000;
const REPEATS = 2;
const DEFAULT_TIMEOUT = 10_000;
const PAGE = 50;

function make() {
  class ManagementClient {
    /** @type {any} */ #options;
    /** @type {OAuth2Client} */ #client;
    /** @type {{ token: string, until: number } | undefined} */ #token;
    /** @type {Promise<string> | undefined} */ #minting;

    /** @param {any} options */
    constructor(options) {
      if (typeof window !== 'undefined') {
        throw fault('not_supported', 'config', 'ManagementClient holds a secret, which a page cannot keep: use it on a server');
      }
      const { accessKeyId, accessKeySecret, brand = 'genauth', fetch, now, timeout, allowInsecure } = options ?? {};
      if (!accessKeyId || !accessKeySecret) throw wrong('accessKeyId and accessKeySecret are required');
      if (!Object.hasOwn(HOSTS, brand)) throw wrong('brand is genauth or authing');
      if (!['signature', 'token', undefined].includes(options.auth)) throw wrong('auth is signature or token');
      this.#options = { ...options, host: hostOf(options.host ?? HOSTS[brand]), brand, now: now ?? Date.now };
      this.#client = new OAuth2Client({ clientId: accessKeyId, clientSecret: accessKeySecret, fetch, now, timeout, allowInsecure });
    }

    /**
     * @param {{ method?: string, path: string, params?: any }} call
     * @param {any} [options]
     */
    async request(call, options) {
      const { limits, rest } = split(options);
      const end = Date.now() + (limits.timeout ?? this.#options.timeout ?? DEFAULT_TIMEOUT);
      let repeats = call.method === 'GET' ? REPEATS : 0;
      let mayRenew = this.#options.auth === 'token';
      for (;;) {
        const outcome = await this.#once(call, rest, { ...limits, timeout: Math.max(1, end - Date.now()) });
        const { status, retryAfter, error, envelope } = outcome;
        if (status === 401 && mayRenew) {
          mayRenew = false;
          continue;
        }
        const wait = (retryAfter ?? Infinity) * 1_000;
        if ([429, 503].includes(status) && repeats > 0 && Date.now() + wait < end) {
          repeats -= 1;
          await pause(wait, limits.signal);
          continue;
        }
        if (error) throw error;
        return envelope;
      }
    }

    /**
     * @param {{ method?: string, path: string, params?: any }} call
     * @param {any} rest
     * @param {any} limits
     */
    async #once({ method, path, params }, rest, limits) {
      const { host, auth, now, brand, throwOnError, allowInsecure, lang, tenantId } = { ...this.#options, ...rest };
      /** @type {any} */
      const input = { ...placed(host, path, params), method, throwOnError, allowInsecure };
      if (auth === 'token') {
        input.brand = brand;
        input.accessToken = await raced(this.#fresh(), limits.signal);
        limits = { ...limits, headers: headersOf({ brand, tenantId, lang }) };
      } else {
        // Of this moment: the server refuses what was signed long ago.
        Object.assign(input, { brand, lang, tenantId, date: new Date(now()).toUTCString() });
      }
      try {
        const { envelope, retryAfter } = await start(this.#client, 'api', input, limits);
        return this.#seen({ envelope, retryAfter, status: envelope.statusCode }, input.accessToken);
      } catch (/** @type {any} */ error) {
        return this.#seen({ error, retryAfter: error.retryAfter, status: error.statusCode ?? error.status }, input.accessToken);
      }
    }

    /**
     * A token that was refused is not used again.
     * @param {{ status: any, envelope?: any, error?: any, retryAfter?: number }} outcome
     * @param {string | undefined} token
     */
    #seen(outcome, token) {
      if (outcome.status === 401 && token && this.#token?.token === token) this.#token = undefined;
      return outcome;
    }

    /** The token, one request for all who wait for it. */
    async #fresh() {
      if (this.#token && this.#options.now() < this.#token.until - LEEWAY) return this.#token.token;
      return (this.#minting ??= this.#mint().finally(() => (this.#minting = undefined)));
    }

    async #mint() {
      const { accessKeyId, accessKeySecret, host, now, allowInsecure } = this.#options;
      const params = { accessKeyId, accessKeySecret };
      const call = { ...placed(host, '/api/v3/get-management-token', params), throwOnError: true, allowInsecure };
      const { envelope } = await start(this.#client, 'api', call, { headers: headersOf(this.#options) });
      const { access_token: token, expires_in: seconds = 0 } = envelope.data ?? {};
      if (!token) throw fault('token_missing', 'token', 'the answer holds no access token');
      this.#token = { token, until: now() + seconds * 1_000 };
      return token;
    }

    /**
     * @param {string} name
     * @param {any} [params]
     * @param {any} [options]
     */
    async *paginate(name, params, options) {
      const style = Object.keys(PAGED).find((key) => ` ${PAGED[key]} `.includes(` ${name} `));
      if (!style) throw wrong(`${name} has no pages`);
      const inner = style === 'options' ? params?.options?.pagination : style === 'pagination' ? params?.pagination : params;
      const [pageKey, limitKey] = style === 'pageNo' ? ['pageNo', 'pageSize'] : ['page', 'limit'];
      const limit = inner?.[limitKey] ?? PAGE;
      const first = inner?.[pageKey] ?? 1;
      let seen = (first - 1) * limit;
      for (let page = first; ; page += 1) {
        const at = { [pageKey]: page, [limitKey]: limit };
        const next =
          style === 'options'
            ? { ...params, options: { ...params?.options, pagination: at } }
            : style === 'pagination'
              ? { ...params, pagination: at }
              : { ...params, ...at };
        // Half a list would look like a whole one: a page that fails is thrown.
        const { data } = await /** @type {any} */ (this)[name](next, { ...options, throwOnError: true });
        const list = data?.list ?? (Array.isArray(data) ? data : []);
        yield* list;
        seen += list.length;
        // A server may give fewer than it was asked for; only without a count is a short page the last one.
        if (list.length === 0 || seen >= (data.totalCount ?? (list.length < limit ? 0 : Infinity))) return;
      }
    }

    /**
     * @param {string} event
     * @param {(data: string) => void} onEvent
     * @param {any} [options]
     */
    sub(event, onEvent, options) {
      const { accessKeyId, accessKeySecret, brand } = this.#options;
      const url = eventsUrl(this.#options, 'management', { code: event });
      const connect = () => {
        const signature = signRequest({ accessKeySecret, method: 'websocket' });
        return socketOf(this.#options, url, { authorization: `${SCHEMES[brand]} ${accessKeyId}:${signature}` });
      };
      return subscribe(connect, onEvent, options);
    }
  }
  return withMethods(ManagementClient, METHODS);
}

export const ManagementClient = /* @__PURE__ */ make();

/**
 * @param {any} input
 * @returns {string}
 */
export function signRequest({ params, ...input }) {
  // A name without any value is lost in JSON.
  const onlyNames = params && Object.keys(params).length > 0 && Object.values(params).every((value) => value === undefined);
  return ask('sign', { ...input, params, onlyNames: !!onlyNames });
}

/**
 * @param {number} milliseconds
 * @param {AbortSignal} [signal]
 */
async function pause(milliseconds, signal) {
  /** @type {any} */ let timer;
  try {
    await raced(new Promise((resolve) => (timer = setTimeout(resolve, milliseconds))), signal);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What others wait for as well goes on when one of them gives up.
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
function raced(promise, signal) {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const stop = () => reject(fault('aborted', 'api', '', signal.reason));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
