// @ts-check
// A server and what is known of it, across requests. Results are kept and shared; a request under way
// belongs to whoever began it, because a Worker may not wait for another request's.
import { OAuth2Client } from './oauth.js';

// Milliseconds for which metadata are believed.
const METADATA_AGE = 86_400_000;

export class Issuer {
  /** @type {string} */ issuer;
  /** @type {any} */ #options;
  /** @type {OAuth2Client | undefined} */ #client;
  #until = 0;

  /**
   * @param {string} issuer
   * @param {any} options of the client
   */
  constructor(issuer, options) {
    this.issuer = issuer;
    this.#options = options;
  }

  get now() {
    return Number((this.#options.now ?? Date.now)());
  }

  /**
   * The client, where nothing has to be asked first.
   * @param {number} now
   */
  atHand(now) {
    return this.#options.metadata || now < this.#until ? this.#client : undefined;
  }

  /** @returns {Promise<OAuth2Client>} */
  async client() {
    const { metadata } = this.#options;
    const atHand = this.atHand(this.now);
    if (atHand) return atHand;
    try {
      const client = metadata
        ? new OAuth2Client({ ...this.#options, metadata: { issuer: this.issuer, ...metadata } })
        : await OAuth2Client.discover(this.issuer, this.#options);
      // Another request may have been faster: its client has keys already.
      if (this.#client && this.now < this.#until) return this.#client;
      this.#until = this.now + METADATA_AGE;
      this.#client = client;
      return client;
    } catch (error) {
      // Metadata of yesterday are better than none.
      if (this.#client) return this.#client;
      throw error;
    }
  }
}
