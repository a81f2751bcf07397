// @ts-check
// Where sessions of the edge are kept: anything with get, set and delete.

/**
 * @typedef {object} Store
 * @property {(key: string) => Promise<string | null | undefined> | string | null | undefined} get
 * @property {(key: string, value: string, options: { ttl: number }) => any} set
 * @property {(key: string) => any} delete
 * @property {(key: string, order: any) => Promise<any>} [renew] a refresh by the store itself
 */

const ENTRIES_KEPT = 10_000;

/**
 * In this process alone: for development, tests, and servers of one process.
 * @returns {Store}
 */
export function memoryStore({ size = ENTRIES_KEPT, now = Date.now } = {}) {
  /** @type {Map<string, { value: string, until: number }>} */
  const entries = new Map();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry && entry.until > now()) return entry.value;
      entries.delete(key);
      return null;
    },
    set(key, value, { ttl }) {
      entries.delete(key);
      if (entries.size >= size) entries.delete(/** @type {string} */ (entries.keys().next().value));
      entries.set(key, { value, until: now() + ttl * 1000 });
    },
    delete(key) {
      entries.delete(key);
    },
  };
}

// What Workers KV takes at least, in seconds.
const SHORTEST_TTL = 60;

/**
 * Workers KV. It may take a minute until every place sees a change.
 * @param {any} namespace
 * @returns {Store}
 */
export const kvStore = (namespace) => ({
  get: (key) => namespace.get(key),
  set: (key, value, { ttl }) => namespace.put(key, value, { expirationTtl: Math.max(SHORTEST_TTL, Math.ceil(ttl)) }),
  delete: (key) => namespace.delete(key),
});

/**
 * Durable Objects of the class `SessionObject`, one for each session: it refreshes the session itself,
 * once for all who ask.
 * @param {any} namespace
 * @returns {Store}
 */
export function durableObjectStore(namespace) {
  /**
   * @param {string} key
   * @param {any} order
   */
  async function call(key, order) {
    const object = namespace.get(namespace.idFromName(key));
    const response = await object.fetch('https://session.object/', { method: 'POST', body: JSON.stringify(order) });
    return response.json();
  }
  return {
    get: async (key) => (await call(key, { act: 'get' })).value,
    set: (key, value, { ttl }) => call(key, { act: 'set', value, ttl }),
    delete: (key) => call(key, { act: 'delete' }),
    renew: (key, order) => call(key, { ...order, act: 'renew' }),
  };
}

/**
 * The Cache API of Workers and Deno, for metadata and keys: one for each place where the code runs.
 * @param {string} [name]
 */
export function cacheApiCache(name = 'keyward') {
  // Its names are URLs; this one is nobody's.
  const place = (/** @type {string} */ url) => `https://keyward.invalid/${encodeURIComponent(url)}`;
  return {
    async get(/** @type {string} */ url) {
      const cache = await caches.open(name);
      return (await cache.match(place(url)))?.text();
    },
    async set(/** @type {string} */ url, /** @type {string} */ text, /** @type {{ ttl: number }} */ { ttl }) {
      const cache = await caches.open(name);
      await cache.put(place(url), new Response(text, { headers: { 'cache-control': `max-age=${ttl}` } }));
    },
  };
}
