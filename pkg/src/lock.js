// @ts-check
import { fault } from './errors.js';

/** Who waits for which lock in this page, where the browser has no Web Locks (http: pages). */
/** @type {Map<string, Promise<void>>} */
const queues = new Map();

/**
 * Waits for a result no longer than a caller wants to; what is waited for goes on.
 * @template T
 * @param {Promise<T>} result
 * @param {number | undefined} timeout milliseconds
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export function within(result, timeout, signal) {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(fault('aborted', 'session', '', signal?.reason));
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort);
    const timer = timeout && setTimeout(() => reject(fault('timeout', 'session')), timeout);
    result.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    });
  });
}

/**
 * Works under a lock: between the calls of this page and, where the browser can, between the tabs
 * of the site. The wait for it is bounded.
 * @template T
 * @param {string} name
 * @param {number} timeout milliseconds
 * @param {AbortSignal | undefined} signal
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function locked(name, timeout, signal, work) {
  /** @type {() => void} */ let release = () => {};
  const waiting = new AbortController();
  const granted = new Promise((resolve, reject) => {
    const hold = () =>
      new Promise((/** @type {(value: void) => void} */ free) => {
        release = () => free();
        if (waiting.signal.aborted) release();
        else resolve(undefined);
      });
    const locks = globalThis.navigator?.locks;
    if (locks) {
      locks
        .request(name, { signal: waiting.signal }, hold)
        .catch((error) => reject(fault('storage_unavailable', 'session', '', error)));
      return;
    }
    const before = queues.get(name);
    const mine = before ? before.then(hold) : hold();
    queues.set(name, mine);
    mine.then(() => {
      if (queues.get(name) === mine) queues.delete(name);
    });
  });
  try {
    await within(granted, timeout, signal);
    return await work();
  } finally {
    waiting.abort();
    release();
  }
}
