// @ts-check
import { fault } from './errors.js';

/** Who waits for which lock in this page, where the browser has no Web Locks (http: pages). */
/** @type {Map<string, Promise<void>>} */
const queues = new Map();

/**
 * Waits for a lock, between the calls of this page and, where the browser can, between the tabs of
 * the site. The wait is bounded.
 * @param {string} name
 * @param {number} timeout milliseconds
 * @param {AbortSignal} [signal]
 * @returns {Promise<() => void>} releases it
 */
export function lock(name, timeout, signal) {
  return new Promise((resolve, reject) => {
    const waiting = new AbortController();
    const stop = (/** @type {string} */ code, /** @type {any} */ reason) => {
      waiting.abort();
      reject(fault(code, 'session', '', reason));
    };
    const onAbort = () => stop('aborted', signal?.reason);
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    const timer = setTimeout(() => stop('timeout', undefined), timeout);
    const hold = () =>
      new Promise((/** @type {(value: void) => void} */ release) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        if (waiting.signal.aborted) release();
        else resolve(() => release());
      });
    const locks = globalThis.navigator?.locks;
    if (locks) {
      locks.request(name, { signal: waiting.signal }, hold).catch((error) => {
        if (!waiting.signal.aborted) stop('storage_unavailable', error);
      });
      return;
    }
    const before = queues.get(name);
    const mine = before ? before.then(hold) : hold();
    queues.set(name, mine);
    mine.then(() => {
      if (queues.get(name) === mine) queues.delete(name);
    });
  });
}
