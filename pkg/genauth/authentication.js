// @ts-check
import { split, start } from '../src/client.js';
import { placed } from './api.js';
import { METHODS } from './authentication-api.js';
import { eventsUrl, socketOf, subscribe } from './events.js';
import { withMethods } from './methods.js';
import { headersOf, inside, ProtocolClient } from './protocol.js';

// Where a user is signed in, the app says who it is, too: in the way that the console sets for tokens.
const SIGN_IN = ['/api/v3/signin', '/api/v3/signin-by-mobile', '/api/v3/exchange-tokenset-with-qrcode-ticket'];

/**
 * A function without effect, so that a bundler drops all of it where only `ProtocolClient` is used.
 * @param {(client: import('../src/oauth.js').OAuth2Client, question: any, limits: any) => Promise<any>} judgeTicket
 */
export function makeClient(judgeTicket) {
  class AuthenticationClient extends ProtocolClient {
    /**
     * @param {{ method?: string, path: string, params?: any }} call
     * @param {any} [options]
     */
    async request({ method, path, params }, options) {
      const { options: own, token, ready } = inside(this);
      const { limits, rest } = split(options);
      const { throwOnError, lang, allowInsecure, appId, appSecret, tokenEndPointAuthMethod: auth, now } = { ...own, ...rest };
      const call = placed(own.host, path, params);
      const signsIn = SIGN_IN.includes(call.path);
      if (signsIn && auth === 'client_secret_post') {
        call.params = { client_id: appId, client_secret: appSecret, ...call.params };
      }
      const asClient = signsIn && auth === 'client_secret_basic';
      const input = { ...call, method, throwOnError, allowInsecure, asClient, accessToken: signsIn ? undefined : token };
      const headers = headersOf({ ...own, lang });
      const { envelope } = await start(await ready(), 'api', input, { ...limits, headers });
      const { data } = envelope;
      // The vendor's name for it lacks a letter.
      if (data?.access_token && data.expire_in >= 0) {
        data.expires_in = data.expire_in;
        data.expires_at = Math.floor((now ?? Date.now)() / 1000) + data.expire_in;
      }
      return envelope;
    }

    /**
     * @param {string} ticket
     * @param {string} service
     * @param {any} [limits]
     */
    async validateTicketV1(ticket, service, limits) {
      return this.#ticket({ ticket, service }, limits);
    }

    /**
     * @param {string} ticket
     * @param {string} service
     * @param {'JSON' | 'XML'} [format]
     * @param {any} [limits]
     */
    async validateTicketV2(ticket, service, format = 'JSON', limits) {
      return this.#ticket({ ticket, service, format }, limits);
    }

    /**
     * @param {any} question
     * @param {any} limits
     */
    async #ticket(question, limits) {
      const { options, ready } = inside(this);
      const url = `${options.host}/cas-idp/${encodeURIComponent(options.appId)}`;
      return judgeTicket(await ready(), { ...question, url, allowInsecure: options.allowInsecure }, limits);
    }

    /**
     * @param {string} event
     * @param {(data: string) => void} onEvent
     * @param {any} [options]
     */
    sub(event, onEvent, options) {
      const { options: own } = inside(this);
      // With the token of the moment: a subscription outlives one.
      const url = () => eventsUrl(own, 'authentication', { code: event, token: inside(this).token });
      url();
      return subscribe(() => socketOf(own, url()), onEvent, options);
    }
  }
  return withMethods(AuthenticationClient, METHODS);
}
