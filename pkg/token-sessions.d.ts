/**
 * Sessions that renew their token: `OAuth2Session` and `AssertionSession` of `keyward`.
 *
 * @module
 */

import type { FetchLike, HostCryptoKey, HostRequest, HostRequestInit, HostResponse, HostURL } from './host.js'
import type { OAuthError } from './errors.js'
import type { CallOptions, ClientOptions, JWK, OAuth2Client, SignatureAlgorithm, TokenSet } from './index.js'

/** Where the access token goes in a request of a session (RFC 6750 section 2). */
export type TokenPlacement = 'header' | 'body' | 'uri'

/** A token as it was stored, or as another system hands it over. */
export interface StoredToken {
  access_token: string
  /** Default: Bearer; another type is refused when the token is used (`not_supported`). */
  token_type?: string | undefined
  /** Seconds since the epoch, also as a string of digits; computed from `expires_in` where it is missing or unreadable. */
  expires_at?: number | string | null | undefined
  /** Seconds from now. */
  expires_in?: number | string | null | undefined
  refresh_token?: string | undefined
  [member: string]: unknown
}

/** Which token was replaced: the one whose refresh token was used, or the one that a new grant took the place of. */
export interface ReplacedToken {
  refreshToken?: string | undefined
  accessToken?: string | undefined
}

/** What both kinds of session take. */
export interface TokenSessionOptions {
  /** The token to begin with. Default: none. */
  token?: StoredToken | null | undefined
  /**
   * Seconds before its end from which a token is renewed; at most half of a token's life counts. Default: the client's, or
   * 60.
   */
  leeway?: number | undefined
  /**
   * Where the token goes. `body` takes forms only: anything else would be corrupted and is refused (`invalid_config`).
   * `uri` leaves tokens in logs; use it only where a server wants nothing else. Default: `header`.
   */
  tokenPlacement?: TokenPlacement | undefined
  /**
   * Called with each new token, to store it, and awaited before anyone goes on. If it throws, whoever waits gets its error;
   * the session keeps the new token, because the old one may be spent. Default: none.
   */
  updateToken?: ((token: TokenSet, replaced: ReplacedToken) => unknown) | undefined
}

/** Options of {@link OAuth2Session}. */
export interface OAuth2SessionOptions extends TokenSessionOptions {
  /** With `client_credentials`, a token that has expired or is missing is fetched anew. Default: none. */
  grantType?: 'client_credentials' | undefined
  /** Parameters of that grant, as for {@link OAuth2Client.clientCredentials}. Default: none. */
  tokenParams?: Record<string, unknown> | undefined
}

interface TokenSession {
  /**
   * The token, or null. Assigning one replaces it: what a renewal under way brings is then dropped. In a page whose module is
   * not loaded yet, `expires_at` is computed at the first call.
   */
  get token(): TokenSet | null
  set token(token: StoredToken | null | undefined)

  /**
   * The platform's `fetch` with the token in the request; the token is renewed before, if it is due. Takes whatever the
   * platform's takes, streams included. Only https, and http on this machine (RFC 6750 section 5.3).
   *
   * With `withholdToken` the request goes out as it is.
   *
   * @throws {@link OAuthError} the codes of `ensureActiveToken`, `insecure_url`, `invalid_config` for a token that cannot be
   *   placed; what the platform's `fetch` throws
   */
  fetch(
    input: string | HostURL | HostRequest,
    init?: HostRequestInit & { withholdToken?: boolean | undefined },
  ): Promise<HostResponse>

  /**
   * The token, renewed if it is due. Any number of callers share one request; one that is aborted does not end it.
   *
   * @throws {@link OAuthError} `token_missing` without a token, `token_expired` where it cannot be renewed, `not_supported`
   *   for a type other than Bearer, and the codes of the renewal, after which the token is as it was
   */
  ensureActiveToken(params?: CallOptions): Promise<TokenSet>

  /**
   * A new token, due or not. Shares its request with every other way to renew.
   *
   * @throws {@link OAuthError} `refresh_not_supported`, and the codes of `ensureActiveToken`
   */
  refresh(params?: CallOptions): Promise<TokenSet>
}

/**
 * One user's token, or that of a service, which renews itself. Identity and refresh token are kept: a new ID token must be
 * about the same user, and what a refresh does not send stays.
 *
 * @example
 * ```js
 * const session = new OAuth2Session(client, {
 *   token: JSON.parse(await storage.get('token')),
 *   updateToken: (token) => storage.set('token', JSON.stringify(token)),
 * })
 * const response = await session.fetch('https://api.example/orders')
 * ```
 */
export class OAuth2Session {
  constructor(client: OAuth2Client, options?: OAuth2SessionOptions)
}
export interface OAuth2Session extends TokenSession {}

/** Options of {@link AssertionSession}. */
export interface AssertionSessionOptions extends TokenSessionOptions {
  /** Where the assertion is traded for a token. */
  tokenEndpoint: string
  /** `iss` (RFC 7523 section 3). */
  issuer: string
  /** `sub`: on whose behalf. Default: none. */
  subject?: string | undefined
  /** `aud`. Default: the token endpoint. */
  audience?: string | readonly string[] | undefined
  /** Sent along, where the server wants it; no other client authentication is. Default: none. */
  clientId?: string | undefined
  /** Default: `urn:ietf:params:oauth:grant-type:jwt-bearer`. */
  grantType?: string | undefined
  /** Further claims; those that are fresh at each signing (`iat`, `exp`, `jti`) and `iss`, `sub`, `aud` are never overwritten. */
  claims?: Record<string, unknown> | undefined
  /** Default: none. */
  scope?: string | readonly string[] | undefined
  /** What signs: a key of WebCrypto (it need not be extractable) or a JWK; bytes or text for HMAC. It never leaves JavaScript. */
  key: HostCryptoKey | JWK | string | Uint8Array
  /** The algorithm. Default: what the key is made for. */
  alg?: SignatureAlgorithm | undefined
  /** `kid` in the header. Default: the JWK's. */
  kid?: string | undefined
  /** As in {@link ClientOptions}. */
  fetch?: FetchLike | undefined
  /** As in {@link ClientOptions}. */
  now?: (() => number) | undefined
  /** As in {@link ClientOptions}. */
  timeout?: number | undefined
  /** As in {@link ClientOptions}. */
  allowInsecure?: boolean | undefined
}

/**
 * A token for assertions that this session signs itself (RFC 7521, RFC 7523), a fresh one each time: with `iat`, an `exp` 60 s
 * later and a `jti` of its own.
 *
 * @example
 * ```js
 * const session = new AssertionSession({
 *   tokenEndpoint: 'https://id.example/token',
 *   issuer: 'service@id.example',
 *   subject: 'service@id.example',
 *   scope: 'orders.read',
 *   key: privateJwk,
 * })
 * const response = await session.fetch('https://api.example/orders')
 * ```
 */
export class AssertionSession {
  constructor(options: AssertionSessionOptions)
}
export interface AssertionSession extends TokenSession {}

// Without this every declaration above would be exported, the helpers too.
export {}
