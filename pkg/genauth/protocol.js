// @ts-check
// A GenAuth application as the four protocols see it. `AuthenticationClient` is one that can call the
// API, too; a page that does not import it does not load its methods.
import { split, start } from '../src/client.js';
import { fault } from '../src/errors.js';
import { init, isComplete, isReady } from '../src/instance.js';
import { OAuth2Client } from '../src/oauth.js';
import { createCodeChallenge, generateCodeVerifier } from '../src/pkce.js';
import { ask } from './core.js';

const PUBLIC_HS256 =
  'a client without appSecret cannot verify this ID token: set the ID token signing algorithm of the app to RS256 in the console';

export class ProtocolClient {
  /** @type {any} */ #options;
  /** @type {OAuth2Client | undefined} */ #client;
  /** @type {string | undefined} */ #accessToken;

  /** @param {any} options */
  constructor(options) {
    this.#options = { ...options };
    this.#accessToken = options?.accessToken;
    if (isReady()) this.#oauth();
  }

  #oauth() {
    return (this.#client ??= this.#made(this.#options.appId, this.#options.appSecret));
  }

  /**
   * @param {string} clientId
   * @param {string} [clientSecret]
   * @param {string} [method]
   */
  #made(clientId, clientSecret, method = clientSecret ? 'client_secret_post' : 'none') {
    const { redirectUri, scope, fetch, now, timeout, clockTolerance, allowInsecure, idTokenSignedResponseAlg } = this.#options;
    const { tokenEndPointAuthMethod, introspectionEndPointAuthMethod, revocationEndPointAuthMethod } = this.#options;
    const isApp = clientId === this.#options.appId;
    return new OAuth2Client({
      metadata: JSON.parse(ask('metadata', this.#options)),
      clientId,
      clientSecret,
      redirectUri,
      scope,
      fetch,
      now,
      timeout,
      clockTolerance,
      allowInsecure,
      idTokenSignedResponseAlg,
      mayBeHs256: true,
      basicAuthEncoding: 'plain',
      tokenEndpointAuthMethod: (isApp && tokenEndPointAuthMethod) || method,
      introspectionEndpointAuthMethod: introspectionEndPointAuthMethod ?? method,
      revocationEndpointAuthMethod: revocationEndPointAuthMethod ?? method,
    });
  }

  async #ready() {
    if (!isComplete()) await init();
    return this.#oauth();
  }

  /**
   * @template T
   * @param {(client: OAuth2Client) => Promise<T>} call
   * @returns {Promise<T>}
   */
  async #judged(call) {
    try {
      return await call(await this.#ready());
    } catch (/** @type {any} */ error) {
      if (error.code === 'alg_not_allowed' && !this.#options.appSecret) error.message = PUBLIC_HS256;
      throw error;
    }
  }

  // --- URLs ---

  /** @param {any} [params] */
  createAuthorizationRequest(params) {
    return JSON.parse(ask('request', { ...this.#options, params: { pkce: true, ...params } }));
  }

  /** @param {any} [params] */
  buildAuthorizeUrl(params) {
    return this.createAuthorizationRequest({ ...params, pkce: false }).url;
  }

  /** @param {any} [params] */
  buildLogoutUrl(params) {
    return ask('logout', { ...this.#options, params });
  }

  /** @param {number} [length] */
  generateCodeChallenge(length) {
    return generateCodeVerifier(length);
  }

  /** @param {{ codeChallenge: string, method?: any }} params */
  generateCodeChallengeDigest({ codeChallenge, method }) {
    return createCodeChallenge(codeChallenge, method);
  }

  // --- tokens ---

  /**
   * @param {string} code
   * @param {any} [params]
   */
  async getAccessTokenByCode(code, { codeVerifier, redirectUri = this.#options.redirectUri, nonce, signal, timeout } = /** @type {any} */ ({})) {
    const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier };
    return this.#judged((client) => client.fetchToken(grant, { nonce, signal, timeout }));
  }

  /**
   * @param {any} callback
   * @param {any} request
   * @param {any} [limits]
   */
  async exchangeCode(callback, request, limits) {
    return this.#judged((client) => client.exchangeCode(callback, request, limits));
  }

  /**
   * @param {string} refreshToken
   * @param {any} [params]
   */
  async getNewAccessTokenByRefreshToken(refreshToken, params) {
    return this.#judged((client) => client.refreshToken(refreshToken, params));
  }

  /**
   * @param {string} scope
   * @param {any} [params]
   */
  async getAccessTokenByClientCredentials(scope, { accessKey, accessSecret, ...limits } = /** @type {any} */ ({})) {
    await this.#ready();
    if (!scope) throw fault('invalid_config', 'token', 'scope is required');
    const { appId, appSecret } = this.#options;
    const [key, secret] = accessKey ? [accessKey, accessSecret] : [appId, appSecret];
    if (!secret) throw fault('invalid_config', 'token', 'accessSecret is required');
    // Where these keys are taken, they are taken from the body only.
    const caller = accessKey ? this.#made(key, secret) : this.#made(key, secret, 'client_secret_post');
    return caller.clientCredentials({ scope, ...limits });
  }

  /**
   * @param {string} [accessToken]
   * @param {any} [params]
   */
  async getUserInfoByAccessToken(accessToken = this.#accessToken, { method, tokenPlace, ...rest } = /** @type {any} */ ({})) {
    const client = await this.#ready();
    method ??= tokenPlace === 'body' ? 'POST' : 'GET';
    return client.userInfo(/** @type {string} */ (accessToken), { ...rest, method, placement: tokenPlace });
  }

  /**
   * @param {string} token
   * @param {any} [params]
   */
  async introspectToken(token, params) {
    return (await this.#ready()).introspectToken(token, params);
  }

  /**
   * @param {string} token
   * @param {any} [params]
   */
  async revokeToken(token, params) {
    await (await this.#ready()).revokeToken(token, params);
    return true;
  }

  /** @param {any} params */
  async validateToken({ idToken, accessToken, remote, nonce, ...limits }) {
    if (!idToken === !accessToken) throw fault('invalid_config', 'validate', 'give either idToken or accessToken');
    if (remote) {
      const params = { id_token: idToken, access_token: accessToken };
      const { accessToken: _, ...options } = this.#options;
      const call = { ...options, method: 'GET', path: '/api/v2/oidc/validate_token', params, throwOnError: true };
      return (await start(await this.#ready(), 'api', { ...call, host: options.appHost }, limits)).envelope;
    }
    return this.#judged((client) =>
      idToken
        ? client.validateIdToken(idToken, { nonce, ...limits })
        : start(client, 'accessToken', { token: accessToken }, limits),
    );
  }

  // --- CAS ---

  /**
   * @param {string} ticket
   * @param {string} service
   * @param {any} [limits]
   */
  async validateTicketV1(ticket, service, limits) {
    return start(await this.#ready(), 'ticket', { ...this.#options, ticket, service }, limits);
  }

  /**
   * @param {string} ticket
   * @param {string} service
   * @param {'JSON' | 'XML'} [format]
   * @param {any} [limits]
   */
  async validateTicketV2(ticket, service, format = 'JSON', limits) {
    return start(await this.#ready(), 'ticket', { ...this.#options, ticket, service, format }, limits);
  }

  // --- the API ---

  /** @param {string | undefined} token */
  setAccessToken(token) {
    this.#accessToken = token;
  }

  /**
   * @param {{ method?: string, path: string, params?: any }} call
   * @param {any} [options]
   */
  async request({ method, path, params }, options) {
    const { limits, rest } = split(options);
    const call = { ...this.#options, accessToken: this.#accessToken, ...rest, method, path, params };
    return (await start(await this.#ready(), 'api', { ...call, host: call.appHost }, limits)).envelope;
  }
}
