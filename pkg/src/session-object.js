// @ts-check
// A Durable Object that holds one session, and renews it once for all who ask at the same time: its
// requests run in one place, so that here, and only here, they may wait for the same flight.
import { OAuth2Client } from './oauth.js';
import { OAuthError } from './errors.js';
import { renew } from './renewal.js';

const RECORD = 'record';

export class SessionObject {
  /** @type {any} */ #state;
  /** @type {Promise<any> | undefined} */ #flight;

  /** @param {any} state */
  constructor(state) {
    this.#state = state;
  }

  /** @param {Request} request from a store that was made for this class */
  async fetch(request) {
    const order = /** @type {any} */ (await request.json());
    return Response.json(await this.#obey(order));
  }

  /** When the session's time is over, nothing of it stays. */
  async alarm() {
    await this.#state.storage.deleteAll();
  }

  /** @param {any} order */
  async #obey({ act, value, ttl, ...order }) {
    const { storage } = this.#state;
    if (act === 'get') return { value: await this.#read() };
    if (act === 'set') {
      await storage.put(RECORD, { value, until: Date.now() + ttl * 1000 });
      await storage.setAlarm(Date.now() + ttl * 1000);
      return {};
    }
    if (act === 'delete') {
      await storage.deleteAll();
      return {};
    }
    if (!this.#flight) {
      this.#flight = this.#renew(order).finally(() => {
        this.#flight = undefined;
      });
      // Whoever asked first may go away.
      this.#state.waitUntil?.(this.#flight.catch(() => {}));
    }
    return this.#flight;
  }

  async #read() {
    const record = await this.#state.storage.get(RECORD);
    return record && record.until > Date.now() ? record.value : null;
  }

  /** @param {{ id: string, turn: number, options: any, params: any }} order */
  async #renew({ id, turn, options, params }) {
    const text = await this.#read();
    const session = text && JSON.parse(text);
    if (session?.id !== id) return { isOver: true };
    // Somebody has done it already.
    if (session.turn !== turn) return { session };
    const outcome = await renew(new OAuth2Client(options), session, params);
    const now = await this.#read();
    // Signed out meanwhile: what came late changes nothing.
    if (now !== text) return now ? { session: JSON.parse(now) } : { isOver: true };
    const { storage } = this.#state;
    if (outcome.session) {
      const { until } = await storage.get(RECORD);
      await storage.put(RECORD, { value: JSON.stringify(outcome.session), until });
    } else if (outcome.isOver) {
      await storage.deleteAll();
    }
    const { error } = outcome;
    return { ...outcome, error: error instanceof OAuthError ? error.toJSON() : error && { code: 'internal_error', phase: 'refresh' } };
  }
}
