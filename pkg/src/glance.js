// @ts-check
// A token that is good as far as the core can tell at a glance (`Client::glance`): its signature is left.
import { borrow, coreOf } from './client.js';
import { guarded, isComplete } from './instance.js';

/** @typedef {import('./flight.js').Check} Check */

export class Glance {
  /** @type {Map<number, Check>} */ #keys;
  /** @type {Promise<boolean> | boolean} */ isRight = false;
  /** JSON text. */
  claims = '';
  /** Until when it is believed if its signature is right: seconds since the epoch. */
  until = 0;

  /** @param {Map<number, Check>} keys */
  constructor(keys) {
    this.#keys = keys;
  }

  // --- told by the core ---

  /**
   * @param {number} key
   * @param {Uint8Array} signed a view of wasm memory, as is the next
   * @param {Uint8Array} signature
   * @param {string} claims
   * @param {number} until
   */
  check(key, signed, signature, claims, until) {
    const check = this.#keys.get(key);
    if (!check) return false;
    try {
      // WebCrypto copies what it is given before it returns (Web Cryptography API, "The verify method"): views will do.
      this.isRight = check(signed, signature);
    } catch {
      // Thrown through the core, it would be taken for a trap.
      return false;
    }
    this.claims = claims;
    this.until = until;
    return true;
  }
}

/**
 * @param {import('./client.js').Client} client whose guard's terms are asked
 * @param {string} authorization
 * @param {number} now milliseconds
 * @returns {Glance | undefined} nothing where it takes a whole call to tell
 */
export function glance(client, authorization, now) {
  if (!isComplete()) return undefined;
  const core = coreOf(client);
  const seen = new Glance(borrow(client).keys);
  return guarded(() => core.glance(seen, authorization, now)) ? seen : undefined;
}
