// @ts-check
// A GenAuth application as its protocol sees it. `AuthenticationClient` is one that can call the API, too; a
// page that imports this one only does not load its methods. Places and defaults of the vendor are data here, which
// a bundler drops where nobody asks for GenAuth: in the module they cost every page of `keyward` 2.8 kB. What is sent
// with which credentials, and what is believed, is decided in the core.
import { start } from '../src/client.js';
import { fault } from '../src/errors.js';
import { init, isComplete, isReady } from '../src/instance.js';
import { OAuth2Client } from '../src/oauth.js';
import { createCodeChallenge, generateCodeVerifier } from '../src/pkce.js';

const PUBLIC_HS256 =
  'a client without appSecret cannot verify this ID token: set the ID token signing algorithm of the app to RS256 in the console';

/** @type {Record<string, any>} */
const PROTOCOLS = {
  oidc: {
    scope: 'openid profile email phone address',
    types: ['code', 'code id_token', 'code id_token token', 'code token', 'id_token', 'id_token token', 'none'],
  },
  oauth: { scope: 'user', types: ['code', 'token'] },
  saml: { path: '/api/v2/saml-idp/' },
  cas: { path: '/cas-idp/' },
};
const MODES = [undefined, 'query', 'fragment', 'form_post', 'web_message'];
const METHODS = [undefined, 'client_secret_post', 'client_secret_basic', 'none'];

/** @param {string} message */
export const wrong = (message) => fault('invalid_config', 'config', message);

/**
 * A host as the console shows it, with or without its scheme and a slash at its end.
 * @param {unknown} host
 */
export const hostOf = (host) => (/^[a-z]+:\/\//i.test(`${host}`) ? `${host}` : `https://${host}`).replace(/\/+$/, '');

/**
 * Who calls, for the server's statistics and messages: nothing of it is a secret.
 * @param {any} options
 */
export function headersOf({ brand = 'genauth', appId, tenantId, lang }) {
  /** @type {Record<string, string>} */
  const headers = {};
  for (const [name, value] of Object.entries({ 'app-id': appId, 'app-tenant-id': tenantId, lang })) {
    if (value) headers[`x-${brand}-${name}`] = value;
  }
  return headers;
}

/**
 * @param {string} url
 * @param {Record<string, string | undefined>} params
 */
function withQuery(url, params) {
  const query = `${new URLSearchParams(Object.entries(params).flatMap(([name, value]) => (value ? [[name, value]] : [])))}`;
  return query ? `${url}?${query}` : url;
}

// For `AuthenticationClient`, which is made of the same.
/** @type {(client: ProtocolClient) => { options: any, token: string | undefined, ready(): Promise<OAuth2Client> }} */
export let inside;

export class ProtocolClient {
  /** @type {any} */ #options;
  /** @type {OAuth2Client | undefined} */ #client;
  /** @type {string | undefined} */ #token;

  static {
    inside = (client) => ({ options: client.#options, token: client.#token, ready: () => client.#ready() });
  }

  /** @param {any} options */
  constructor(options) {
    const { accessToken, ...kept } = options ?? {};
    const { appId, appHost, appSecret, protocol = 'oidc', brand } = kept;
    if (!appId || !appHost) throw wrong('appId and appHost are required');
    if (!Object.hasOwn(PROTOCOLS, protocol)) throw wrong('protocol is oidc, oauth, saml or cas');
    if (![undefined, 'genauth', 'authing'].includes(brand)) throw wrong('brand is genauth or authing');
    for (const name of ['tokenEndPointAuthMethod', 'introspectionEndPointAuthMethod', 'revocationEndPointAuthMethod']) {
      if (!METHODS.includes(kept[name])) throw wrong(`${name} is client_secret_post, client_secret_basic or none`);
    }
    const method = appSecret ? 'client_secret_post' : 'none';
    this.#options = { tokenEndPointAuthMethod: method, ...kept, protocol, host: hostOf(appHost), method };
    this.#token = accessToken;
    if (isReady()) this.#oauth();
  }

  #metadata() {
    const { appId, protocol, host, issuer = `${host}/oidc` } = this.#options;
    const { path } = PROTOCOLS[protocol];
    if (path) return { authorization_endpoint: `${host}${path}${encodeURIComponent(appId)}` };
    const root = `${host}/${protocol}`;
    return {
      issuer,
      authorization_endpoint: `${root}/auth`,
      token_endpoint: `${root}/token`,
      userinfo_endpoint: `${root}/me`,
      introspection_endpoint: `${root}/token/introspection`,
      revocation_endpoint: `${root}/token/revocation`,
      jwks_uri: `${host}/oidc/.well-known/jwks.json`,
    };
  }

  #oauth() {
    const { appId, appSecret, method, introspectionEndPointAuthMethod, revocationEndPointAuthMethod } = this.#options;
    const { tokenEndPointAuthMethod, protocol, scope = PROTOCOLS[protocol].scope, ...rest } = this.#options;
    return (this.#client ??= new OAuth2Client({
      ...rest,
      scope,
      clientId: appId,
      clientSecret: appSecret,
      metadata: this.#metadata(),
      // What the console presets for an app with a secret, and what it should be set to.
      mayBeHs256: true,
      basicAuthEncoding: 'plain',
      tokenEndpointAuthMethod: tokenEndPointAuthMethod,
      introspectionEndpointAuthMethod: introspectionEndPointAuthMethod ?? method,
      revocationEndpointAuthMethod: revocationEndPointAuthMethod ?? method,
    }));
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
    const client = await this.#ready();
    try {
      return await call(client);
    } catch (/** @type {any} */ error) {
      if (error.code === 'alg_not_allowed' && !this.#options.appSecret) error.message = PUBLIC_HS256;
      throw error;
    }
  }

  // --- URLs ---

  /** @param {any} [params] */
  createAuthorizationRequest(params) {
    const { protocol, scope: standard = PROTOCOLS[protocol].scope, tenantId: home } = this.#options;
    const { pkce = true, codeChallenge, forceLogin, prompt, tenantId = home, service, extra, ...rest } = params ?? {};
    const { scope = standard, responseType = 'code', responseMode, nonce } = rest;
    const client = this.#oauth();
    const { types } = PROTOCOLS[protocol];
    if (!types) return { url: withQuery(client.metadata.authorization_endpoint, { service }) };
    const words = [responseType].flat().join(' ').split(' ').sort().join(' ');
    if (!types.includes(words)) throw wrong(`responseType is one of: ${types.join(', ')}`);
    if (!MODES.includes(responseMode)) throw wrong('responseMode is query, fragment or form_post');
    // OpenID Connect Core 1.0 §11: a refresh token needs the user's consent.
    const consent = [scope].flat().join(' ').split(' ').includes('offline_access');
    const asked = [forceLogin && 'login', consent && 'consent'].filter(Boolean);
    const isOidc = protocol === 'oidc';
    return client.createAuthorizationUrl({
      ...rest,
      scope,
      nonce: isOidc ? nonce : false,
      prompt: isOidc ? (prompt ?? (asked.length ? asked : undefined)) : undefined,
      codeChallenge: codeChallenge ?? (pkce ? undefined : false),
      extra: { ...extra, tenantId },
    });
  }

  /** @param {any} [params] */
  buildAuthorizeUrl(params) {
    return this.createAuthorizationRequest({ ...params, pkce: false }).url;
  }

  /** @param {{ expert?: boolean, redirectUri?: string, idToken?: string, state?: string }} [params] */
  buildLogoutUrl({ expert, redirectUri, idToken, state } = {}) {
    const { protocol, host, logoutRedirectUri } = this.#options;
    const back = redirectUri ?? logoutRedirectUri;
    if (expert ?? idToken) {
      if (protocol !== 'oidc') throw wrong('expert is for the protocol oidc');
      if (!idToken && redirectUri) throw wrong('idToken is required with a redirectUri');
      if (!idToken) return `${host}/oidc/session/end`;
      const params = { id_token_hint: idToken, post_logout_redirect_uri: back, state: back && state };
      return withQuery(`${host}/oidc/session/end`, params);
    }
    return protocol === 'cas'
      ? withQuery(`${host}/cas-idp/logout`, { url: back })
      : withQuery(`${host}/login/profile/logout`, { redirect_uri: back });
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
  async getAccessTokenByCode(code, { codeVerifier, redirectUri = this.#options.redirectUri, nonce, ...limits } = /** @type {any} */ ({})) {
    const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier };
    return this.#judged((client) => client.fetchToken(grant, { nonce, ...limits }));
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
   * @param {any} [limits]
   */
  async getNewAccessTokenByRefreshToken(refreshToken, limits) {
    return this.#judged((client) => client.refreshToken(refreshToken, limits));
  }

  /**
   * @param {string} scope
   * @param {any} [params]
   */
  async getAccessTokenByClientCredentials(scope, { accessKey, accessSecret, ...limits } = /** @type {any} */ ({})) {
    const { metadata } = await this.#ready();
    const { appId, appSecret, fetch, now, timeout, allowInsecure } = this.#options;
    const [clientId, clientSecret] = accessKey ? [accessKey, accessSecret] : [appId, appSecret];
    if (!scope || !clientSecret) throw wrong('scope and accessSecret are required');
    // Where these keys are taken, they are taken from the body only.
    const tokenEndpointAuthMethod = 'client_secret_post';
    const caller = new OAuth2Client({ clientId, clientSecret, tokenEndpointAuthMethod, metadata, fetch, now, timeout, allowInsecure });
    return caller.clientCredentials({ scope, ...limits });
  }

  /**
   * @param {string} [accessToken]
   * @param {any} [params]
   */
  async getUserInfoByAccessToken(accessToken = this.#token, { tokenPlace, ...rest } = /** @type {any} */ ({})) {
    const method = tokenPlace === 'body' ? 'POST' : 'GET';
    return (await this.#ready()).userInfo(/** @type {any} */ (accessToken), { method, ...rest, placement: tokenPlace });
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
   * @returns {Promise<true>}
   */
  async revokeToken(token, params) {
    await (await this.#ready()).revokeToken(token, params);
    return true;
  }

  /** @param {any} params */
  async validateToken({ idToken, accessToken, remote, nonce, ...limits }) {
    if (!idToken === !accessToken) throw wrong('give either idToken or accessToken');
    if (remote) {
      const { host, allowInsecure } = this.#options;
      const params = { id_token: idToken, access_token: accessToken };
      const call = { method: 'GET', url: `${host}/api/v2/oidc/validate_token`, params, throwOnError: true, allowInsecure };
      return (await start(await this.#ready(), 'api', call, { ...limits, headers: headersOf(this.#options) })).envelope;
    }
    return this.#judged((client) =>
      idToken
        ? client.validateIdToken(idToken, { nonce, ...limits })
        : start(client, 'accessToken', { token: accessToken }, limits),
    );
  }

  /** @param {string | undefined} token */
  setAccessToken(token) {
    this.#token = token;
  }

  // --- CAS ---

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
    const { host, appId } = this.#options;
    const url = `${host}${PROTOCOLS.cas.path}${encodeURIComponent(appId)}`;
    return start(await this.#ready(), 'ticket', { ...question, url }, limits);
  }
}
