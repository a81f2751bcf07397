// @ts-check
// Names for texts that are looked up with every request (src/core/fingerprint.rs). The key is random, made by
// the first request, and never leaves this object.
import { fingerprint } from '../wasm/keyward.js';
import { guarded } from './instance.js';

export class Fingerprints {
  /** @type {bigint[] | undefined} */ #key;
  #name = '';

  /** @param {string} text */
  of(text) {
    const [key, other] = (this.#key ??= [...crypto.getRandomValues(new BigUint64Array(2))]);
    guarded(() => fingerprint(/** @type {any} */ (this), key, other, text));
    return this.#name;
  }

  // --- told by the core ---

  /** @param {number[]} pieces of 32 bits */
  name(...pieces) {
    const [a, b, c, d] = pieces;
    this.#name = String.fromCharCode(a & 0xffff, a >>> 16, b & 0xffff, b >>> 16, c & 0xffff, c >>> 16, d & 0xffff, d >>> 16);
  }
}
