// @ts-check
// Metadata and keys of servers, kept where other instances find them. Both are public, and judged by the
// core whenever they are read.

/** @typedef {{ status: number, headers: string, body: Uint8Array<ArrayBuffer>, tooLarge: boolean }} Answer */
/** @typedef {{ get(url: string): any, set(url: string, text: string, options: { ttl: number }): any }} Cache */

// Seconds for which a document is as good as new, unless the server says less; and those for which it
// serves while a new one is fetched.
const FRESH = 600;
const LEAST = 60;
const STALE = 86_400;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * An answer that is kept, else a new one.
 * @param {Cache} cache
 * @param {string} url
 * @param {number} now milliseconds
 * @param {boolean} isNewWanted
 * @param {() => Promise<Answer>} ask
 * @returns {Promise<Answer>}
 */
export async function kept(cache, url, now, isNewWanted, ask) {
  const renew = async () => {
    const answer = await ask();
    if (answer.status === 200 && !answer.tooLarge) await put(cache, url, now, answer);
    return answer;
  };
  const found = isNewWanted ? undefined : await read(cache, url);
  const age = found ? (now - found.at) / 1000 : Infinity;
  if (!found || !(age < STALE)) return renew();
  const stated = Number(/max-age=(\d+)/.exec(found.headers)?.[1] ?? FRESH);
  const left = Math.min(FRESH, Math.max(LEAST, stated)) - age;
  // What comes too late for this request is there for the next one.
  if (left <= 0) renew().catch(() => {});
  const headers = `${found.headers.replace(/^cache-control:.*\n/m, '')}cache-control:max-age=${Math.max(LEAST, Math.floor(left))}\n`;
  return { status: 200, headers, body: encoder.encode(found.body), tooLarge: false };
}

/**
 * @param {Cache} cache
 * @param {string} url
 * @returns {Promise<{ at: number, headers: string, body: string } | undefined>}
 */
async function read(cache, url) {
  try {
    const text = await cache.get(url);
    const { at, headers, body } = JSON.parse(text ?? 'null') ?? {};
    return typeof at === 'number' && typeof headers === 'string' && typeof body === 'string' ? { at, headers, body } : undefined;
  } catch {
    // A cache that is away costs a request, and no more.
    return undefined;
  }
}

/**
 * @param {Cache} cache
 * @param {string} url
 * @param {number} at
 * @param {Answer} answer
 */
async function put(cache, url, at, { headers, body }) {
  try {
    await cache.set(url, JSON.stringify({ at, headers, body: decoder.decode(body) }), { ttl: STALE });
  } catch {
    // As above.
  }
}
