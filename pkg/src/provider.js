// @ts-check
// A client from what is known of a provider: its data, and what the application says over it.
import { OAuth2Client } from './oauth.js';
import { fault } from './errors.js';

/**
 * What is known of a provider. Plain data but for the functions, which are for what data cannot say.
 * @typedef {object} ProviderData
 * @property {Record<string, unknown>} metadata names of the wire
 * @property {string | string[]} [scope] where the application names none
 * @property {string} [scopeSeparator] where it is not a space
 * @property {Record<string, any>} [options] of `OAuth2Client`
 * @property {Record<string, any>} [secretOptions] the same, only where there is a `clientSecret`
 * @property {Record<string, any>} [authorizationParams] under what `createAuthorizationUrl` is given
 * @property {(url: URL) => void} [authorizationUrl] changes the finished address
 * @property {{ name: string, fn: (request: any) => any }} [clientAuth] where the provider has its own
 * @property {Record<string, (message: any) => any>} [hooks] by type
 * @property {Record<string, unknown>} [profile] how to read who the user is
 */

class ProviderClient extends OAuth2Client {
  /** @type {ProviderData} */ #data;

  /**
   * @param {any} options
   * @param {ProviderData} data
   */
  constructor(options, data) {
    super(options);
    this.#data = data;
    const { clientAuth, hooks = {} } = data;
    const client = /** @type {any} */ (this);
    if (clientAuth) client.registerClientAuthMethod(clientAuth.name, clientAuth.fn);
    for (const type in hooks) client.registerComplianceHook(type, hooks[type]);
  }

  /** @param {any} [params] */
  createAuthorizationUrl(params) {
    const { authorizationParams: defaults, authorizationUrl, scopeSeparator } = this.#data;
    const request = super.createAuthorizationUrl({
      ...defaults,
      ...params,
      scope: joined(params?.scope, scopeSeparator),
      extra: { ...defaults?.extra, ...params?.extra },
    });
    if (authorizationUrl) {
      const url = new URL(request.url);
      authorizationUrl(url);
      request.url = url.href;
      // What was not announced is not sent.
      if (!url.searchParams.has('code_challenge')) delete request.codeVerifier;
    }
    return request;
  }
}

/**
 * A list of scopes as this provider spells lists.
 * @param {any} scope
 * @param {string} [separator]
 */
const joined = (scope, separator) =>
  separator && scope ? String(scope).split(/[ ,]+/).join(separator) : scope;

/**
 * @param {ProviderData} data
 * @param {any} options those of `OAuth2Client`; they win
 * @returns {OAuth2Client}
 */
export function provider(data, options) {
  const { clientAuth, metadata, profile, scopeSeparator } = data;
  const { scope = data.scope, signal: _, ...given } = options;
  return new ProviderClient(
    {
      profile,
      ...(clientAuth && { tokenEndpointAuthMethod: clientAuth.name }),
      ...data.options,
      ...(given.clientSecret && data.secretOptions),
      ...given,
      scope: joined(scope, scopeSeparator),
      metadata: { ...metadata, ...given.metadata },
    },
    data,
  );
}

/**
 * @param {string} issuer
 * @param {Omit<ProviderData, 'metadata'>} data
 * @param {any} options
 */
export async function discovered(issuer, data, options) {
  const { metadata } = await OAuth2Client.discover(issuer, options);
  return provider({ ...data, metadata: /** @type {any} */ (metadata) }, options);
}

/**
 * One label of a host name or segment of a path: from a request of a stranger, anything else could
 * lead the client's secret elsewhere.
 * @param {string} option
 * @param {unknown} value
 */
export function label(option, value) {
  if (/^[\w-]+(\.[\w-]+)*$/.test(String(value))) return value;
  throw fault('invalid_config', 'config', `${option} holds more than letters, digits, '-', '_' and '.'`);
}
