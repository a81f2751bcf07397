// @ts-check
// Names for texts that are looked up with every request (src/core/fingerprint.rs). The key is random, made by
// the first request, and never leaves this object.
import { fingerprint } from '../wasm/keyward.js';
import { Sink } from './flight.js';
import { guarded } from './instance.js';

export class Fingerprints {
  /** @type {BigUint64Array | undefined} */ #key;

  /** @param {string} text */
  of(text) {
    const [key, other] = (this.#key ??= crypto.getRandomValues(new BigUint64Array(2)));
    const sink = new Sink();
    guarded(() => fingerprint(/** @type {any} */ (sink), key, other, text));
    return sink.take();
  }
}
