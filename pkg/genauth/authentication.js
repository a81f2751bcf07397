// @ts-check
import { split, start } from '../src/client.js';
import { placed } from './api.js';
import { METHODS } from './authentication-api.js';
import { eventsUrl, socketOf, subscribe } from './events.js';
import { withMethods } from './methods.js';
import { headersOf, inside, ProtocolClient } from './protocol.js';

// A function without effect, so that a bundler drops all of it where only `ProtocolClient` is used.
function make() {
  class AuthenticationClient extends ProtocolClient {
    /**
     * @param {{ method?: string, path: string, params?: any }} call
     * @param {any} [options]
     */
    async request({ method, path, params }, options) {
      const { options: own, token, ready } = inside(this);
      const client = await ready();
      const { limits, rest } = split(options);
      const { throwOnError, lang, allowInsecure, now = Date.now } = { ...own, ...rest };
      const input = { ...placed(own.host, path, params), method, throwOnError, allowInsecure, accessToken: token };
      const headers = headersOf({ ...own, lang });
      const { envelope } = await start(client, 'api', input, { ...limits, headers });
      const { data } = envelope;
      // The vendor's name for it lacks a letter.
      if (data?.access_token && data.expire_in >= 0) {
        data.expires_in = data.expire_in;
        data.expires_at = Math.floor(now() / 1000) + data.expire_in;
      }
      return envelope;
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

export const AuthenticationClient = /* @__PURE__ */ make();
