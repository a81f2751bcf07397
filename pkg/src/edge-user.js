// @ts-check
// One user in one request: who it is, and their calls to APIs.
import { guarded } from './private-response.js';

/** @typedef {import('./renewal.js').Session} Session */
/**
 * What the session lends.
 * @typedef {object} Means
 * @property {typeof fetch} [fetch]
 * @property {(url: string) => boolean} mayHave whether a URL may have the token
 * @property {(tokens: any, force: boolean) => string} due
 * @property {(session: Session, isOver: boolean) => Promise<import('./renewal.js').Outcome>} renew
 * @property {(session: Session | null) => Promise<string[]>} save
 */

export class EdgeUser {
  /** @type {Session} */ #session;
  /** @type {Means} */ #means;
  /** @type {string[]} */ #cookies = [];

  /**
   * @param {Session} session
   * @param {Means} means
   */
  constructor(session, means) {
    this.#session = session;
    this.#means = means;
  }

  /** The claims of the ID token. */
  get claims() {
    return this.#session.tokens.claims ?? {};
  }

  /** When the access token ends, in seconds. */
  get expiresAt() {
    return this.#session.tokens.expires_at;
  }

  /** The lines of `Set-Cookie` that the response needs. */
  get cookies() {
    return [...this.#cookies];
  }

  async keep() {
    this.#cookies = await this.#means.save(this.#session);
  }

  /** Whether there is still a session after that. */
  async refreshIfDue() {
    let why;
    try {
      why = this.#means.due(this.#session.tokens, false);
    } catch {
      // Nothing to renew with: the user is who they are until the session ends.
      return true;
    }
    return !why || (await this.#renew(why === 'over')).isOver !== true;
  }

  /** @param {boolean} isOver */
  async #renew(isOver) {
    const outcome = await this.#means.renew(this.#session, isOver);
    if (outcome.isOver) {
      this.#cookies = await this.#means.save(null);
    } else if (outcome.session && outcome.session.turn !== this.#session.turn) {
      this.#session = outcome.session;
      await this.keep();
    }
    return outcome;
  }

  /** @param {boolean} [force] */
  async getTokens(force = false) {
    const why = this.#means.due(this.#session.tokens, force);
    if (why) {
      const { error, isOver } = await this.#renew(why === 'over');
      if (error && (isOver || why === 'over')) throw error;
    }
    return this.#session.tokens;
  }

  async getAccessToken() {
    return (await this.getTokens()).access_token;
  }

  /**
   * @param {any} input
   * @param {any} [init]
   */
  async fetch(input, init) {
    const send = this.#means.fetch ?? globalThis.fetch;
    const url = new URL(typeof input === 'string' ? input : (input.url ?? input.href)).href;
    if (!this.#means.mayHave(url)) return send(input, init);
    const isStream = typeof init?.body?.getReader === 'function';
    const again = typeof input.clone === 'function' && input.body ? input.clone() : input;
    const withToken = (/** @type {any} */ target, /** @type {string} */ token) => {
      const headers = new Headers(init?.headers ?? input.headers);
      headers.set('authorization', `Bearer ${token}`);
      // A redirect could lead the token elsewhere.
      return send(target, { redirect: 'manual', ...init, headers });
    };
    const token = await this.getAccessToken();
    const response = await withToken(input, token);
    if (response.status !== 401 || isStream) return response;
    let fresh;
    try {
      fresh = (await this.getTokens(true)).access_token;
    } catch {
      return response;
    }
    if (fresh === token) return response;
    response.body?.cancel().catch(() => {});
    return withToken(again, fresh);
  }

  /**
   * The application's response, with the cookies that it needs and for no cache.
   * @param {Response} response
   */
  commit(response) {
    return guarded(response, this.#cookies);
  }
}
