// @ts-check
import { METHODS } from './authentication-api.js';
import { eventsUrl, socketOf, subscribe } from './events.js';
import { withMethods } from './methods.js';
import { ProtocolClient } from './protocol.js';

// Within a function that has no effect, so that a bundler drops it where only `ProtocolClient` is used.
function make() {
  class AuthenticationClient extends ProtocolClient {
    /** @type {any} */ #options;
    /** @type {string | undefined} */ #token;

    /** @param {any} options */
    constructor(options) {
      super(options);
      this.#options = options;
      this.#token = options?.accessToken;
    }

    /**
     * @override
     * @param {string | undefined} token
     */
    setAccessToken(token) {
      super.setAccessToken(token);
      this.#token = token;
    }

    /**
     * @param {string} event
     * @param {(data: string) => void} onEvent
     * @param {any} [options]
     */
    sub(event, onEvent, options) {
      const url = () => eventsUrl(this.#options, 'authentication', { code: event, token: this.#token });
      url();
      return subscribe(() => socketOf(this.#options, url()), onEvent, options);
    }
  }
  return withMethods(AuthenticationClient, METHODS);
}

export const AuthenticationClient = /* @__PURE__ */ make();
