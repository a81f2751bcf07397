// @ts-check
// A session's tokens, made anew. The same steps wherever they run: at the edge or in the object that
// holds the session.
import { ask } from './ask.js';

/**
 * A session as it is kept.
 * @typedef {object} Session
 * @property {string} id new at every sign-in
 * @property {number} turn how often it was renewed
 * @property {string} login which login began it
 * @property {number} created seconds
 * @property {number} until seconds
 * @property {any} tokens
 */

/**
 * What became of a renewal: another session, its end, or an error that may pass.
 * @typedef {{ session?: Session, isOver?: boolean, error?: any }} Outcome
 */

/**
 * @param {import('./oauth.js').OAuth2Client} client
 * @param {Session} session
 * @param {any} params `resource`, `timeout`
 * @returns {Promise<Outcome>}
 */
export async function renew(client, session, params) {
  const { tokens } = session;
  try {
    const fresh = await client.refreshToken(tokens.refresh_token, { ...params, previousClaims: tokens.claims });
    // What a refresh does not renew stays as it was.
    const { id_token, claims, scope } = tokens;
    return { session: { ...session, turn: session.turn + 1, tokens: { id_token, claims, scope, ...fresh } } };
  } catch (caught) {
    const error = /** @type {any} */ (caught);
    return ask('refusal', { code: error.code, error: error.error }) ? { isOver: true, error } : { error };
  }
}
