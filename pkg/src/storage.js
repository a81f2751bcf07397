// @ts-check
import { fault } from './errors.js';

/** @typedef {{ get(key: string): Promise<any>, set(key: string, value: string): Promise<any>, remove(key: string): Promise<any> }} Store */

/**
 * A web storage, looked up late: it may be missing, and may throw.
 * @param {'sessionStorage' | 'localStorage'} name
 */
const webStorage = (name) => ({
  get: (/** @type {string} */ key) => globalThis[name].getItem(key),
  set: (/** @type {string} */ key, /** @type {string} */ value) => globalThis[name].setItem(key, value),
  remove: (/** @type {string} */ key) => globalThis[name].removeItem(key),
});

function memoryStorage() {
  const map = new Map();
  return {
    get: (/** @type {string} */ key) => map.get(key),
    set: (/** @type {string} */ key, /** @type {string} */ value) => void map.set(key, value),
    remove: (/** @type {string} */ key) => void map.delete(key),
  };
}

/**
 * Where what is kept. A login under way must survive the way to the server and back, in this tab:
 * only the session itself goes where `storage` says, unless that is a store of the application's.
 * @param {any} storage
 * @returns {Store}
 */
export function storeOf(storage = 'session') {
  const logins = webStorage('sessionStorage');
  /** @type {any} */
  let tokens;
  if (storage === 'session') tokens = logins;
  else if (storage === 'local') tokens = webStorage('localStorage');
  else if (storage === 'memory') tokens = memoryStorage();
  const own = ['get', 'set', 'remove'].every((method) => typeof storage?.[method] === 'function');
  if (!tokens && !own) {
    throw fault('invalid_config', 'config', 'storage is session, local, memory or a store');
  }
  /**
   * @param {'get' | 'set' | 'remove'} method
   * @param {string} key
   * @param {string} [value]
   */
  const run = async (method, key, value) => {
    try {
      const place = !tokens ? storage : key.endsWith(':session') ? tokens : logins;
      return await place[method](key, value);
    } catch (error) {
      throw fault('storage_unavailable', 'session', '', error);
    }
  };
  return {
    get: (key) => run('get', key),
    set: (key, value) => run('set', key, value),
    remove: (key) => run('remove', key),
  };
}
