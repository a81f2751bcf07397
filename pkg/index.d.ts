/**
 * The contract of `keyward`: OAuth 2.0 and OpenID Connect for a client.
 *
 * Names that JavaScript chose are camelCase; what travels on the wire (token responses, claims, server metadata) keeps
 * its wire name in snake_case and is plain data that survives `JSON.stringify` and `structuredClone`. Times are seconds
 * since the epoch and durations are seconds; `timeout` alone is in milliseconds, as in `AbortSignal.timeout`.
 *
 * Whatever fails throws, or rejects with, an {@link OAuthError}.
 *
 * The base example, which the others vary:
 *
 * ```js
 * import { OAuth2Client } from 'keyward'
 *
 * const client = await OAuth2Client.discover('https://id.example', {
 *   clientId: 'app',
 *   redirectUri: 'https://app.example/callback',
 *   scope: 'openid profile',
 * })
 * const request = client.createAuthorizationUrl()
 * // keep `request`, send the user to `request.url`; then, with the URL that the user came back to:
 * const tokens = await client.exchangeCode(callbackUrl, request)
 * ```
 *
 * @module
 */

import type {
  FetchLike,
  HostAbortSignal,
  HostCryptoKey,
  HostFormData,
  HostResponse,
  HostURL,
  HostURLSearchParams,
  HostWasmModule,
} from './host.js'
import type { OAuthError } from './errors.js'

export type * from './host.js'
export { OAuthError } from './errors.js'
export type * from './errors.js'
export { AssertionSession, OAuth2Session } from './token-sessions.js'
export type * from './token-sessions.js'

// ---------------------------------------------------------------------------------------------------------------------
// Loading
// ---------------------------------------------------------------------------------------------------------------------

/** Where the WebAssembly comes from: an address, a response, the bytes, or a compiled module. */
export type InitSource =
  | string
  | HostURL
  | HostResponse
  | Promise<HostResponse>
  | ArrayBuffer
  | ArrayBufferView
  | HostWasmModule

/**
 * Loads the WebAssembly. Idempotent: concurrent and later calls share the first one that works, and one that failed may
 * be repeated.
 *
 * Only a page needs it, and only before the synchronous functions and constructors; everything that is async calls it
 * by itself. In Node, Deno, Bun and Workers the module is ready when the import returns.
 *
 * @param source - default: the `.wasm` file beside the package's JavaScript, which bundlers that know
 *   `new URL('…', import.meta.url)` (Vite, webpack) copy along. Give it where the bundler does not (esbuild, Rollup).
 * @throws {@link OAuthError} `network_error` when the file does not arrive or is none (`cause` says why)
 *
 * @example esbuild with `--loader:.wasm=file`
 * ```js
 * import { init } from 'keyward'
 * import wasm from 'keyward/wasm'
 *
 * await init(new URL(wasm, import.meta.url))
 * ```
 */
export function init(source?: InitSource): Promise<void>

/**
 * Loads the WebAssembly at once, where that is allowed: pages refuse to compile more than a few kilobytes synchronously on
 * their main thread, Workers take a compiled module only. Does nothing when it is loaded already.
 *
 * @throws what `WebAssembly` throws when it is not the file that belongs to this version
 */
export function initSync(source: ArrayBuffer | ArrayBufferView | HostWasmModule): void

// ---------------------------------------------------------------------------------------------------------------------
// PKCE and random values
// ---------------------------------------------------------------------------------------------------------------------

/** How a code challenge is made from its verifier (RFC 7636 section 4.2). */
export type CodeChallengeMethod = 'S256' | 'plain'

/**
 * A new PKCE code verifier from the platform's random source (RFC 7636 section 4.1).
 *
 * Synchronous: in a page, `await init()` first.
 *
 * @param length - number of unreserved characters, 43 to 128, default 43 (256 bits)
 * @throws {@link OAuthError} `invalid_config` for another length, or when the WebAssembly is not loaded
 */
export function generateCodeVerifier(length?: number): string

/**
 * The code challenge of a verifier (RFC 7636 section 4.2). It needs no `crypto.subtle`, so it works on `http:` pages too.
 *
 * Synchronous: in a page, `await init()` first.
 *
 * @param method - default `S256`; `plain` returns the verifier and protects nothing against a reader of the request
 * @throws {@link OAuthError} `invalid_config` when the verifier is not 43 to 128 unreserved characters, the method is
 *   another one, or the WebAssembly is not loaded
 *
 * @example RFC 7636 appendix B
 * ```js
 * createCodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')
 * // 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
 * ```
 */
export function createCodeChallenge(verifier: string, method?: CodeChallengeMethod): string

/**
 * A new `state`: at least 128 bits of the platform's random source, base64url (RFC 6749 section 10.12).
 *
 * Synchronous: in a page, `await init()` first.
 */
export function generateState(): string

/**
 * A new `nonce`: at least 128 bits of the platform's random source, base64url (OpenID Connect Core section 15.5.2).
 *
 * Synchronous: in a page, `await init()` first.
 */
export function generateNonce(): string

// ---------------------------------------------------------------------------------------------------------------------
// Options of a client
// ---------------------------------------------------------------------------------------------------------------------

/**
 * How the client authenticates at an endpoint (RFC 6749 section 2.3, OpenID Connect Core section 9).
 *
 * - `none`: a public client, which sends its `client_id` only
 * - `client_secret_basic`: HTTP Basic, see {@link ClientOptions.basicAuthEncoding}
 * - `client_secret_post`: `client_id` and `client_secret` in the body
 * - `client_secret_jwt`: an assertion signed with the secret (RFC 7523 section 2.2): HS256, or the shortest of HS256, HS384
 *   and HS512 that the metadata lists in `token_endpoint_auth_signing_alg_values_supported`
 * - `private_key_jwt`: an assertion signed with {@link ClientOptions.clientKey} (RFC 7523 section 2.2)
 * - any other name: what {@link OAuth2Client.registerClientAuthMethod} registered under it
 *
 * An assertion is made for one request: a new `jti`, `iat` of now, and `exp` 60 seconds later.
 */
export type ClientAuthMethod =
  | 'none'
  | 'client_secret_basic'
  | 'client_secret_post'
  | 'client_secret_jwt'
  | 'private_key_jwt'
  | (string & {})

/** A key as JSON (RFC 7517). Members that are not listed are kept and untyped. */
export interface JWK {
  /** The type of key (RFC 7518 section 6.1). */
  kty: 'RSA' | 'EC' | 'OKP' | 'oct' | (string & {})
  /** Its name at the server: goes into the header of what is signed. */
  kid?: string
  /** The algorithm that it is for; where it is absent the type of key decides. */
  alg?: string
  [member: string]: unknown
}

/**
 * A private key that signs: a `CryptoKey` with the usage `sign`, which need not be extractable, or a private JWK. As
 * `{ key, kid, alg }` it gets a name and an algorithm of its own, which a `CryptoKey` has no place for.
 *
 * Which algorithm signs is `alg`, else that of the key: that of a `CryptoKey` is fixed, an EC key signs by its curve (ES256,
 * ES384, ES512), Ed25519 as `EdDSA`, and an RSA JWK as RS256 unless `alg` says another.
 */
export type ClientKey =
  | HostCryptoKey
  | JWK
  | { key: HostCryptoKey | JWK; kid?: string | undefined; alg?: SignatureAlgorithm | undefined }

/**
 * Signature algorithms that a client can agree on (RFC 7518 section 3.1, RFC 8037, RFC 9864). `none` is never one of them.
 * `HS256`, `HS384` and `HS512` are for clients that hold a secret, and only when named as an option.
 */
export type SignatureAlgorithm =
  | 'RS256'
  | 'RS384'
  | 'RS512'
  | 'PS256'
  | 'PS384'
  | 'PS512'
  | 'ES256'
  | 'ES384'
  | 'ES512'
  | 'EdDSA'
  | 'Ed25519'
  | 'HS256'
  | 'HS384'
  | 'HS512'

/** Limits of one call, taken by every async method. */
export interface CallOptions {
  /** Aborts the call at any point, which then rejects with the code `aborted`. Default: none. */
  signal?: HostAbortSignal | undefined
  /**
   * Milliseconds for the whole call: all its requests, headers and bodies together. Default: the client's `timeout`. A call
   * that takes longer rejects with the code `timeout`.
   */
  timeout?: number | undefined
}

/** One registration at one server. Everything but `clientId` is optional. */
export interface ClientOptions {
  /** The client identifier of the registration (RFC 6749 section 2.2). */
  clientId: string

  /**
   * The client secret (RFC 6749 section 2.3.1). Never in code that reaches a browser. Default: none, a public client.
   */
  clientSecret?: string | undefined

  /**
   * Where the server sends the user back to (RFC 6749 section 3.1.2), sent as it is, character by character. Default: none;
   * then `createAuthorizationUrl` needs one in its parameters.
   */
  redirectUri?: string | undefined

  /**
   * Scopes to ask for, as a list or separated by spaces (RFC 6749 section 3.3). With `openid` the server makes an ID
   * token, which the client then demands. Default: none.
   */
  scope?: string | readonly string[] | undefined

  /**
   * The server's metadata, where there is no discovery: at least the endpoints in use, and `issuer` and `jwks_uri` for ID
   * tokens. Default: none; with `discover` it is what was discovered, whatever stands here. A wrong member is `metadata_invalid`, an endpoint that is not https is `insecure_url`.
   *
   * @example
   * ```js
   * new OAuth2Client({
   *   clientId: 'app',
   *   metadata: {
   *     issuer: 'https://id.example',
   *     authorization_endpoint: 'https://id.example/authorize',
   *     token_endpoint: 'https://id.example/token',
   *     jwks_uri: 'https://id.example/keys',
   *   },
   * })
   * ```
   */
  metadata?: ServerMetadata | undefined

  /**
   * The key of `private_key_jwt`. It stays in JavaScript: the core is told its kind and name only. Default: none. A key that
   * cannot sign, or not with its `alg`, is `invalid_config`.
   *
   * @example a key that nobody can take out of this process
   * ```js
   * const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
   * new OAuth2Client({ clientId: 'app', clientKey: { key: privateKey, kid: '2026-11' } })
   * ```
   */
  clientKey?: ClientKey | undefined

  /**
   * Whom the client's assertions are for (`aud`, RFC 7523 section 3): the server's `issuer`, its `token_endpoint`, or any other
   * value as it is. Default: `issuer`, or the token endpoint where the metadata has no issuer.
   */
  clientAssertionAudience?: 'issuer' | 'token_endpoint' | (string & {}) | undefined

  /**
   * How to authenticate at the token endpoint and the device authorization endpoint. Default: with a `clientSecret`, what
   * the server's metadata lists in `token_endpoint_auth_methods_supported`, `client_secret_basic` first; with a `clientKey`
   * alone, `private_key_jwt`; else `none`. A method that needs a secret or key without one is `invalid_config`.
   */
  tokenEndpointAuthMethod?: ClientAuthMethod | undefined

  /** The same for the introspection endpoint (RFC 7662 section 2.1), with a default of its own. */
  introspectionEndpointAuthMethod?: ClientAuthMethod | undefined

  /** The same for the revocation endpoint (RFC 7009 section 2.1), with a default of its own. */
  revocationEndpointAuthMethod?: ClientAuthMethod | undefined

  /**
   * What `client_secret_basic` does to identifier and secret before it joins them: `form` encodes both, as RFC 6749 section
   * 2.3.1 demands; `plain` leaves them as they are, as many servers really want. They differ only when one holds
   * characters other than letters, digits, `-`, `.`, `_`. Default: `form`.
   */
  basicAuthEncoding?: 'form' | 'plain' | undefined

  /**
   * The one algorithm that signs ID tokens (`id_token_signed_response_alg`, OpenID Connect Registration section 2).
   * Default: `RS256`, unless the metadata lists a single other one. A token with another algorithm is `alg_not_allowed`.
   */
  idTokenSignedResponseAlg?: SignatureAlgorithm | undefined

  /**
   * The algorithm that signs UserInfo answers (`userinfo_signed_response_alg`, OpenID Connect Core section 5.3.2). When set,
   * an answer that is not signed with it is refused. Default: none; a signed answer is verified all the same.
   */
  userinfoSignedResponseAlg?: SignatureAlgorithm | undefined

  /**
   * Seconds by which the server's clock may differ when `exp`, `iat`, `nbf` and `auth_time` are judged (OpenID Connect Core
   * section 3.1.3.7). Default: 30.
   */
  clockTolerance?: number | undefined

  /**
   * How {@link OAuth2Client.getProfile} and {@link OAuth2Client.getIdEmail} learn who the user is, at a server without
   * UserInfo. Default: UserInfo, with `sub` and `email`.
   */
  profile?: ProfileSource | undefined

  /** Milliseconds for each call: all its requests, headers and bodies together. Default: 10000. */
  timeout?: number | undefined

  /**
   * Makes the requests instead of the global `fetch`: a service binding, a proxy, a test. It must not follow redirects
   * when it is told `redirect: 'manual'`. Default: the global `fetch` at the time of the call.
   */
  fetch?: FetchLike | undefined

  /** The time in milliseconds since the epoch; every check of a time asks it. Default: `Date.now`. */
  now?: (() => number) | undefined

  /**
   * Allows `http:` endpoints beyond loopback hosts, which are always allowed. Whoever sits on the network then reads codes,
   * tokens and secrets, and can answer as the server: for closed test networks only. Default: false; such an endpoint is
   * `insecure_url`.
   */
  allowInsecure?: boolean | undefined
}

/**
 * A path into an answer: members and indices joined by `.`, and filters `[path=value,path=value]`, each of which stands
 * for the first item of an array that has all of these values: `emails[primary=true,verified=true].email`.
 */
export type ProfilePath = string

/** Where the addresses of a user are listed, and which one counts. */
export interface EmailSource {
  /** Asked with the same token, in the same place and with the same headers. */
  url: string
  /** The first of the paths that leads to one. Default: `email`. */
  email?: ProfilePath | readonly ProfilePath[] | undefined
  /** What must be `true` (or 1) for the address to count. Default: nothing. */
  emailVerified?: ProfilePath | readonly ProfilePath[] | undefined
}

/** How a server says who the user is: a request, and paths into its answer. Plain data. */
export interface ProfileSource {
  /**
   * Where to ask. `{member}` stands for a member of the token set, percent-encoded; the whole token set is then needed.
   * Default: `userinfo_endpoint` of the metadata, whose answer is judged as that of {@link OAuth2Client.userInfo}.
   */
  url?: string | undefined
  /** Default: `GET`. */
  method?: 'GET' | 'POST' | undefined
  /** The body of a POST. Default: none. */
  body?: string | undefined
  /** Further headers; `{client_id}` stands for the client's identifier. Default: none. */
  headers?: Readonly<Record<string, string>> | undefined
  /** Where the access token goes: a header, or the query (RFC 6750 section 2.3). Default: `header`. */
  placement?: 'header' | 'query' | undefined
  /** The header that holds the bare token. Default: `Authorization`, with `scheme` before it. */
  header?: string | undefined
  /** Default: `Bearer` (RFC 6750 section 2.1). */
  scheme?: string | undefined
  /** Accepts JSON under any media type. Default: false. */
  anyMediaType?: boolean | undefined
  /** Members of a 200 that say that it is an error, unless 0, and which. Default: `error`. */
  error?: readonly [code: string, description?: string] | undefined
  /** Takes the claims of the validated ID token, without a request; the whole token set is then needed. Default: false. */
  claims?: boolean | undefined
  /** Who the user is: the first of the paths that leads to a string or a whole number. Default: `sub`. */
  id?: ProfilePath | readonly ProfilePath[] | undefined
  /** The first of the paths that leads to an address. Default: `email`. */
  email?: ProfilePath | readonly ProfilePath[] | undefined
  /** What must be `true` (or 1) for the address to count, all of it. Default: nothing. */
  emailVerified?: ProfilePath | readonly ProfilePath[] | undefined
  /** Asked where the profile holds no address. Default: none. */
  emails?: EmailSource | undefined
}

/** Options of {@link OAuth2Client.discover}. */
export interface DiscoverOptions extends ClientOptions {
  /** Aborts the discovery, which then rejects with the code `aborted`. The client itself is not bound to it. */
  signal?: HostAbortSignal | undefined
}

// ---------------------------------------------------------------------------------------------------------------------
// Server metadata
// ---------------------------------------------------------------------------------------------------------------------

/**
 * Server metadata by its wire names (OpenID Connect Discovery section 3, RFC 8414 section 2, and the specifications named
 * below). Members that are not listed are kept and untyped.
 */
export interface ServerMetadata {
  /** The issuer identifier. There after a discovery; without it no ID token can be judged. */
  issuer?: string
  authorization_endpoint?: string
  token_endpoint?: string
  jwks_uri?: string
  registration_endpoint?: string
  scopes_supported?: string[]
  response_types_supported?: string[]
  response_modes_supported?: string[]
  grant_types_supported?: string[]
  token_endpoint_auth_methods_supported?: string[]
  token_endpoint_auth_signing_alg_values_supported?: string[]
  service_documentation?: string
  ui_locales_supported?: string[]
  op_policy_uri?: string
  op_tos_uri?: string
  /** RFC 7009 */
  revocation_endpoint?: string
  revocation_endpoint_auth_methods_supported?: string[]
  revocation_endpoint_auth_signing_alg_values_supported?: string[]
  /** RFC 7662 */
  introspection_endpoint?: string
  introspection_endpoint_auth_methods_supported?: string[]
  introspection_endpoint_auth_signing_alg_values_supported?: string[]
  /** RFC 8628 */
  device_authorization_endpoint?: string
  /** RFC 7636 */
  code_challenge_methods_supported?: string[]
  /** RFC 9207: the authorization response carries `iss`, which the client then demands. */
  authorization_response_iss_parameter_supported?: boolean
  /** OpenID Connect Discovery section 3, down to `op_tos_uri` */
  userinfo_endpoint?: string
  acr_values_supported?: string[]
  subject_types_supported?: string[]
  id_token_signing_alg_values_supported?: string[]
  id_token_encryption_alg_values_supported?: string[]
  id_token_encryption_enc_values_supported?: string[]
  userinfo_signing_alg_values_supported?: string[]
  userinfo_encryption_alg_values_supported?: string[]
  userinfo_encryption_enc_values_supported?: string[]
  display_values_supported?: string[]
  claim_types_supported?: string[]
  claims_supported?: string[]
  claims_locales_supported?: string[]
  claims_parameter_supported?: boolean
  /** OpenID Connect RP-Initiated Logout section 2.1 */
  end_session_endpoint?: string
  /** OpenID Connect Session Management section 3.3 */
  check_session_iframe?: string
  /** OpenID Connect Back-Channel Logout section 2.1 */
  backchannel_logout_supported?: boolean
  backchannel_logout_session_supported?: boolean
  /** OpenID Connect Front-Channel Logout section 3 */
  frontchannel_logout_supported?: boolean
  frontchannel_logout_session_supported?: boolean
  [member: string]: unknown
}

// ---------------------------------------------------------------------------------------------------------------------
// The authorization request
// ---------------------------------------------------------------------------------------------------------------------

/**
 * What the authorization endpoint returns (OAuth 2.0 Multiple Response Types). Everything but `code` carries tokens through
 * the browser's address bar and history: for servers that know nothing better.
 */
export type ResponseType =
  | 'code'
  | 'code id_token'
  | 'code token'
  | 'code id_token token'
  | 'id_token'
  | 'id_token token'
  | 'token'

/** How it returns it (OAuth 2.0 Multiple Response Types section 2.1, OAuth 2.0 Form Post Response Mode). */
export type ResponseMode = 'query' | 'fragment' | 'form_post'

/** How one claim is asked for (OpenID Connect Core section 5.5.1); `null` asks for it as a voluntary claim. */
export type ClaimRequest = null | {
  essential?: boolean
  value?: unknown
  values?: readonly unknown[]
  [member: string]: unknown
}

/** The `claims` parameter (OpenID Connect Core section 5.5). */
export interface ClaimsRequest {
  userinfo?: { [claim: string]: ClaimRequest }
  id_token?: { [claim: string]: ClaimRequest }
  [member: string]: unknown
}

/** One element of `authorization_details` (RFC 9396 section 2). */
export interface AuthorizationDetail {
  type: string
  [member: string]: unknown
}

/** Parameters beyond those that the SDK names. A list sends the parameter once per element. */
export type ExtraParams = Readonly<Record<string, string | readonly string[]>>

/** Parameters of an authorization request (RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2.1). */
export interface AuthorizationParams {
  /** Default: `code`. */
  responseType?: ResponseType | undefined

  /** Default: none, so what the response type implies: `query` for `code`, `fragment` for all others. */
  responseMode?: ResponseMode | undefined

  /** As a list or separated by spaces. Default: the client's `scope`. */
  scope?: string | readonly string[] | undefined

  /** Default: the client's `redirectUri`. Without either: `invalid_config`. */
  redirectUri?: string | undefined

  /** Default: a new one, see {@link generateState}. One of your own must be unguessable and used once. */
  state?: string | undefined

  /**
   * Default: a new one when the scope holds `openid` or the response type holds `id_token`, see {@link generateNonce}.
   * `false` leaves it out; then nothing ties the ID token to this request but the code. Response types with an ID token
   * demand one (OpenID Connect Core section 3.2.2.1): `false` is `invalid_config` with them.
   */
  nonce?: string | false | undefined

  /**
   * What the server shows the user: `none`, `login`, `consent`, `select_account`, `create`, as a list or separated by
   * spaces. Many servers give a refresh token for `offline_access` only with `consent`. Default: none.
   */
  prompt?: string | readonly string[] | undefined

  /**
   * The greatest age in seconds of the user's last active authentication; 0 demands a new one. It is remembered in the
   * request, and an ID token without `auth_time` or with an older one is refused. Default: none.
   */
  maxAge?: number | undefined

  /** Who is likely to sign in: an e-mail address, a telephone number, a user name. Default: none. */
  loginHint?: string | undefined

  /** An ID token that the server issued before, as a hint about the user. Default: none. */
  idTokenHint?: string | undefined

  /** Authentication context classes in order of preference, as a list or separated by spaces. Default: none. */
  acrValues?: string | readonly string[] | undefined

  /** Languages of the user (BCP 47) in order of preference, as a list or separated by spaces. Default: none. */
  uiLocales?: string | readonly string[] | undefined

  /** How the server shows its pages. Default: none, which means `page`. */
  display?: 'page' | 'popup' | 'touch' | 'wap' | undefined

  /**
   * Single claims to ask for (OpenID Connect Core section 5.5). An `acr` that is essential with `value` or `values` is
   * checked in the ID token. Default: none.
   */
  claims?: ClaimsRequest | undefined

  /** The APIs that the access token is for, absolute URIs without a fragment (RFC 8707 section 2). Default: none. */
  resource?: string | readonly string[] | undefined

  /** Fine-grained rights to ask for (RFC 9396). Default: none. */
  authorizationDetails?: readonly AuthorizationDetail[] | undefined

  /** Default: a new one, see {@link generateCodeVerifier}. PKCE (RFC 7636) is always used with a response type that holds `code`. */
  codeVerifier?: string | undefined

  /**
   * A challenge whose verifier you keep yourself: 43 to 128 unreserved characters. `false` sends none, for servers of the
   * time before PKCE: whoever gets hold of the code can then use it. Default: that of `codeVerifier`.
   */
  codeChallenge?: string | false | undefined

  /**
   * Default: `S256`, whatever the metadata lists. `plain` shows the verifier to everyone who sees the request: only for
   * servers that cannot do better.
   */
  codeChallengeMethod?: CodeChallengeMethod | undefined

  /** Further parameters. What the SDK sets itself is never overwritten: such a name is left out. Default: none. */
  extra?: ExtraParams | undefined
}

/**
 * An authorization request and what its answer will be judged by. Plain data: store it whole, bound to the user's
 * browser, until the callback, and use it once. It holds the code verifier, so treat it as a secret. It may carry more
 * members than are declared here.
 */
export interface AuthorizationRequest {
  /** Where to send the user. */
  readonly url: string
  readonly state: string
  readonly nonce?: string
  readonly codeVerifier?: string
  readonly redirectUri: string
  /** Separated by spaces; empty when none was asked for. */
  readonly scope: string
  readonly responseType: ResponseType
  readonly responseMode?: ResponseMode
  /** Seconds. */
  readonly maxAge?: number
  /** The issuer that was asked; an answer from another one is refused. */
  readonly issuer?: string
  /** The values of `acr` of which one was demanded as essential. */
  readonly acr?: readonly string[]
  /** Sent again with the code (RFC 8707 section 2.2). */
  readonly resource?: readonly string[]
}

// ---------------------------------------------------------------------------------------------------------------------
// What servers answer
// ---------------------------------------------------------------------------------------------------------------------

/** Claims about a user, by their wire names (OpenID Connect Core section 5.1). Others are kept and untyped. */
export interface Claims {
  /** The user at this issuer: at most 255 ASCII characters, never reassigned. The only one that is always there. */
  sub: string
  name?: string
  given_name?: string
  family_name?: string
  middle_name?: string
  nickname?: string
  preferred_username?: string
  profile?: string
  picture?: string
  website?: string
  email?: string
  email_verified?: boolean
  gender?: string
  /** `YYYY-MM-DD`, or `YYYY` alone */
  birthdate?: string
  zoneinfo?: string
  locale?: string
  phone_number?: string
  phone_number_verified?: boolean
  address?: {
    formatted?: string
    street_address?: string
    locality?: string
    region?: string
    postal_code?: string
    country?: string
    [member: string]: unknown
  }
  /** Seconds since the epoch. */
  updated_at?: number
  [claim: string]: unknown
}

/** The claims of an ID token that passed every check (OpenID Connect Core section 2). */
export interface IdTokenClaims extends Claims {
  iss: string
  aud: string | string[]
  /** Seconds since the epoch. */
  exp: number
  /** Seconds since the epoch. */
  iat: number
  /** Seconds since the epoch; always there when `maxAge` was sent. */
  auth_time?: number
  nonce?: string
  acr?: string
  amr?: string[]
  azp?: string
  at_hash?: string
  c_hash?: string
  s_hash?: string
  /** The session at the server (OpenID Connect Front-Channel Logout section 3). */
  sid?: string
}

/**
 * A token response (RFC 6749 section 5.1) by its wire names, with what the SDK found out about it. Members that are not
 * listed are kept and untyped.
 */
export interface TokenSet {
  access_token: string
  /** `Bearer`, in the server's spelling; `N_A` where a token exchange gave something else (RFC 8693 section 2.2.1) */
  token_type: string
  /** What a token exchange gave (RFC 8693 section 2.2.1). */
  issued_token_type?: string
  /** Seconds, counted from the response. */
  expires_in?: number
  /** Seconds since the epoch; made by the SDK from `expires_in`. */
  expires_at?: number
  refresh_token?: string
  id_token?: string
  /** Separated by spaces. Absent means: what was asked for (RFC 6749 section 5.1). */
  scope?: string
  /** The claims of the ID token; there whenever `id_token` is, which has then passed every check. */
  claims?: IdTokenClaims
  [member: string]: unknown
}

/** What the server knows about a token (RFC 7662 section 2.2), by its wire names. Other members are kept and untyped. */
export interface Introspection {
  /** False says nothing else: expired, revoked, unknown, or not for the caller to know. */
  active: boolean
  scope?: string
  client_id?: string
  username?: string
  token_type?: string
  /** Seconds since the epoch. */
  exp?: number
  /** Seconds since the epoch. */
  iat?: number
  /** Seconds since the epoch. */
  nbf?: number
  sub?: string
  aud?: string | string[]
  iss?: string
  jti?: string
  [member: string]: unknown
}

/**
 * The answer of the device authorization endpoint (RFC 8628 section 3.2) by its wire names. Plain data: it may be kept, and
 * polled with by another process. `device_code` is a secret, `user_code` is for the user to see.
 */
export interface DeviceCode {
  device_code: string
  /** What the user types there. */
  user_code: string
  /** Where the user goes: https, or loopback. Show it, or make a QR code of it. */
  verification_uri: string
  /** The same with the code in it. */
  verification_uri_complete?: string
  /** Seconds, counted from the answer. */
  expires_in: number
  /** Seconds since the epoch; made by the SDK from `expires_in`. */
  expires_at: number
  /** Seconds between two polls; 5 where the server names none. */
  interval: number
  [member: string]: unknown
}

// ---------------------------------------------------------------------------------------------------------------------
// Parameters of the calls
// ---------------------------------------------------------------------------------------------------------------------

/** A parameter of a request: a list sends it once per element (`scope` joins its list by spaces), null not at all. */
export type ParamValue = string | number | boolean | readonly string[] | null | undefined

/**
 * Parameters of {@link OAuth2Client.fetchToken}, by their names on the wire, sent in this order. Who asks is written by the
 * client's authentication alone: `client_id`, `client_secret`, `client_assertion` and `client_assertion_type` are
 * `invalid_config` here.
 */
export interface GrantParams {
  /** `authorization_code`, `refresh_token`, `client_credentials`, `password`, or any URI. Never guessed, never kept. */
  grant_type: string
  /**
   * Default: the client's `scope` with `client_credentials`, `password` and the JWT bearer grant; else none, because
   * the code, the refresh token or the other token has a scope already.
   */
  scope?: string | readonly string[] | null | undefined
  [parameter: string]: ParamValue
}

/** Options of {@link OAuth2Client.fetchToken}. */
export interface FetchTokenOptions extends CallOptions {
  /**
   * `GET` sends everything in the query, the client's secret with `client_secret_post` too, so that it lands in logs: for
   * servers that know nothing better. Default: `POST` (RFC 6749 section 3.2).
   */
  method?: 'GET' | 'POST' | undefined
  /** The nonce that a new ID token must carry. Default: not checked. */
  nonce?: string | undefined
  /** Seconds: `auth_time` of a new ID token must be there and no older. Default: not checked. */
  maxAge?: number | undefined
  /** As in {@link RefreshParams}; `nonce` is then that of these claims. Default: none. */
  previousClaims?: IdTokenClaims | undefined
}

/**
 * What every grant with a name of its own takes. Further parameters go by their names on the wire or in camelCase
 * (`loginHint` is sent as `login_hint`); one whose name on the wire holds capitals needs {@link OAuth2Client.fetchToken}.
 */
export interface NamedGrantParams extends CallOptions {
  /** As a list or separated by spaces (RFC 6749 section 3.3). Default: see {@link GrantParams.scope}. */
  scope?: string | readonly string[] | null | undefined
  /** The APIs that the access token is for (RFC 8707 section 2.2). Default: none. */
  resource?: string | readonly string[] | null | undefined
  [parameter: string]: ParamValue | HostAbortSignal
}

/** Parameters of {@link OAuth2Client.password}. */
export interface PasswordParams extends NamedGrantParams {
  username: string
  password: string
}

/** Parameters of {@link OAuth2Client.jwtBearer}. */
export interface JwtBearerParams extends NamedGrantParams {
  /** A signed JWT that the server trusts. */
  assertion: string
}

/** Parameters of {@link OAuth2Client.exchangeToken} (RFC 8693 section 2.1). */
export interface TokenExchangeParams extends NamedGrantParams {
  /** The token of the one on whose behalf the new token is. */
  subjectToken: string
  /** Default: `urn:ietf:params:oauth:token-type:access_token`. */
  subjectTokenType?: string | undefined
  /** The token of the one who acts. Default: none. */
  actorToken?: string | undefined
  /** Default: `urn:ietf:params:oauth:token-type:access_token` where there is an `actorToken`. */
  actorTokenType?: string | undefined
  /** Default: none, so what the server chooses. */
  requestedTokenType?: string | undefined
  /** The services that the token is for, by their names at the server. Default: none. */
  audience?: string | readonly string[] | undefined
}

/** Parameters of {@link OAuth2Client.requestDeviceCode} (RFC 8628 section 3.1). */
export interface DeviceCodeParams extends CallOptions {
  /** As a list or separated by spaces. Default: the client's `scope`. */
  scope?: string | readonly string[] | undefined
  /** The APIs that the access token is for (RFC 8707 section 2.2). Default: none. */
  resource?: string | readonly string[] | undefined
  /** Further parameters. What the SDK sets itself is never overwritten: such a name is left out. Default: none. */
  extra?: ExtraParams | undefined
}

// ---------------------------------------------------------------------------------------------------------------------
// What an application changes
// ---------------------------------------------------------------------------------------------------------------------

/** A request, as a hook or an authentication method sees it. */
export interface HookRequest {
  url: string
  method: string
  /** Names in lower case. */
  headers: Record<string, string>
  /** The form; empty for a request by GET, whose parameters are in `url`. */
  body: HostURLSearchParams
}

/** An answer, as a hook sees it: before the SDK judges it. */
export interface HookResponse {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  body: string
}

/** What a request hook returns: the request, or what is to be changed in it. A body may be text as well. */
export type ChangedRequest =
  | {
      url?: string | HostURL
      method?: string
      headers?: Record<string, string>
      body?: HostURLSearchParams | string | null
    }
  | void

/** What a response hook returns: the answer, or what is to be changed in it. A body may be an object, which becomes JSON. */
export type ChangedResponse = { status?: number; headers?: Record<string, string>; body?: string | object } | void

/** Changes a request. */
export type RequestHook = (request: HookRequest) => ChangedRequest | Promise<ChangedRequest>

/** Changes an answer. */
export type ResponseHook = (response: HookResponse) => ChangedResponse | Promise<ChangedResponse>

/** Hooks that see a request before it is sent. `protected_request` sees those of a session to an API. */
export type RequestHookType =
  | 'refresh_token_request'
  | 'revoke_token_request'
  | 'introspect_token_request'
  | 'protected_request'

/** Hooks that see an answer: of the token endpoint to any grant but a refresh, and to a refresh. */
export type ResponseHookType = 'access_token_response' | 'refresh_token_response'

/** What {@link OAuth2Client.registerComplianceHook} knows. */
export type HookType = RequestHookType | ResponseHookType

/**
 * An authorization response: the URL that the user came back to (as text or `URL`), its parameters alone, or the body that
 * `form_post` sent.
 */
export type CallbackSource = string | HostURL | HostURLSearchParams | HostFormData

/** Parameters of {@link OAuth2Client.refreshToken}. */
export interface RefreshParams extends CallOptions {
  /** Fewer scopes than were granted, as a list or separated by spaces (RFC 6749 section 6). Default: none, so all of them. */
  scope?: string | readonly string[] | undefined
  /** The APIs that the access token is for (RFC 8707 section 2.2). Default: none. */
  resource?: string | readonly string[] | undefined
  /**
   * The claims of the last ID token. A new ID token must be about the same user, issuer and client and may carry no other
   * nonce (OpenID Connect Core section 12.2): another user is `sub_mismatch`. Default: none, so nothing to compare with.
   */
  previousClaims?: IdTokenClaims | undefined
}

/** Parameters of {@link OAuth2Client.introspectToken} and {@link OAuth2Client.revokeToken}. */
export interface TokenHintParams extends CallOptions {
  /**
   * What kind of token it is: helps the server to find it (RFC 7009 section 2.1, RFC 7662 section 2.1). Default: none.
   */
  tokenTypeHint?: 'access_token' | 'refresh_token' | (string & {}) | undefined
}

/** Parameters of {@link OAuth2Client.userInfo}. */
export interface UserInfoParams extends CallOptions {
  /**
   * The `sub` of the ID token. An answer about someone else is `sub_mismatch` (OpenID Connect Core section 5.3.2). Default:
   * none; then the answer must not be taken for the user of an ID token.
   */
  expectedSub?: string | undefined
  /** How to ask. Default: `GET`. */
  method?: 'GET' | 'POST' | undefined
  /**
   * Where the token is (RFC 6750 section 2): in the header; in the body, with `POST`; in the query, with `GET`, where logs
   * and proxies see it. For servers that know nothing better. Default: `header`.
   */
  placement?: 'header' | 'body' | 'query' | undefined
}

/** Parameters of {@link OAuth2Client.getProfile} and {@link OAuth2Client.getIdEmail}. */
export interface ProfileParams extends CallOptions {
  /** The `sub` that UserInfo must be about. Default: that of the token set's `claims`, where it has some. */
  expectedSub?: string | undefined
}

/** Parameters of {@link OAuth2Client.createLogoutUrl} (OpenID Connect RP-Initiated Logout section 2). */
export interface LogoutParams {
  /** The last ID token: without it many servers ask the user whether to sign out. Default: none. */
  idTokenHint?: string | undefined
  /** Where the server sends the user afterwards; must be registered. Default: none. */
  postLogoutRedirectUri?: string | undefined
  /** Comes back in the query of `postLogoutRedirectUri`. Default: none. */
  state?: string | undefined
  /** Who signs out, where there is no ID token: a session identifier, an e-mail address. Default: none. */
  logoutHint?: string | undefined
  /** Languages of the user (BCP 47) in order of preference, as a list or separated by spaces. Default: none. */
  uiLocales?: string | readonly string[] | undefined
  /** Further parameters. What the SDK sets itself is never overwritten: such a name is left out. Default: none. */
  extra?: ExtraParams | undefined
}

/** What {@link OAuth2Client.validateAccessToken} compares the token with, beyond issuer, times and signature. */
export interface AccessTokenChecks extends CallOptions {
  /** The names of this resource, one of which must be in `aud` (RFC 9068 section 4). */
  audience: string | readonly string[]
  /**
   * `JWT` for issuers that do not mark their access tokens: the type may then be `JWT` or absent, and `client_id` need not be
   * there. Default: `at+jwt`.
   */
  typ?: 'at+jwt' | 'JWT' | undefined
  /** Signature algorithms that are allowed. Default: every asymmetric one of {@link SignatureAlgorithm}. */
  algs?: readonly SignatureAlgorithm[] | undefined
  /** Scopes, all of which must be granted, as a list or separated by spaces. Default: none. */
  requiredScope?: string | readonly string[] | undefined
  /** Values of `acr`, one of which is demanded (RFC 9470). Default: any. */
  acrValues?: string | readonly string[] | undefined
  /** Seconds since the user authenticated, at most (RFC 9470). Default: any. */
  maxAge?: number | undefined
}

/** What an access token says (RFC 9068 section 2.2). */
export interface AccessTokenClaims extends Claims {
  iss?: string
  aud?: string | string[]
  exp?: number
  iat?: number
  jti?: string
  client_id?: string
  scope?: string
}

/** Options of {@link OAuth2Client.validateLogoutToken}. */
export interface LogoutTokenChecks extends CallOptions {
  /**
   * Whether a `jti` was seen before; it must be remembered until `exp` (seconds). Default: this client remembers, which is not
   * enough where instances come and go.
   */
  isReplayed?: ((jti: string, exp: number) => boolean | Promise<boolean>) | undefined
}

/** What a logout token says (OpenID Connect Back-Channel Logout section 2.4): at least one of `sub` and `sid` is there. */
export interface LogoutTokenClaims {
  iss: string
  aud: string | string[]
  iat: number
  exp: number
  jti: string
  sub?: string
  /** The session that is over; without it, all sessions of `sub`. */
  sid?: string
  events: Record<string, object>
  [claim: string]: unknown
}

/** What {@link OAuth2Client.validateIdToken} compares the ID token with, beyond issuer, client, times and signature. */
export interface IdTokenChecks extends CallOptions {
  /** The nonce that was sent; a token with another one or none is `nonce_mismatch`. Default: not checked. */
  nonce?: string | undefined
  /** Seconds: `auth_time` must be there and no older. Default: not checked. */
  maxAge?: number | undefined
  /** Values of `acr`, one of which is demanded. Default: not checked. */
  acr?: string | readonly string[] | undefined
  /** Checked against `at_hash` when that is there (OpenID Connect Core section 3.1.3.8). Default: not checked. */
  accessToken?: string | undefined
  /** Checked against `c_hash` (OpenID Connect Core section 3.3.2.11). Default: not checked. */
  code?: string | undefined
  /** Checked against `s_hash` (Financial-grade API part 2 section 5.1). Default: not checked. */
  state?: string | undefined
}

// ---------------------------------------------------------------------------------------------------------------------
// The client
// ---------------------------------------------------------------------------------------------------------------------

/**
 * One registration at one server. It holds nobody's tokens and remembers nothing of a call, so it is safe to share between
 * users and requests. Only hooks and authentication methods are added to it, best right after it is made.
 *
 * Every method that asks the server may reject with `network_error`, `timeout`, `aborted`, `http_error`,
 * `redirect_refused`, `response_too_large`, `wrong_content_type`, `invalid_json`, `invalid_response` or
 * `server_error_response`; each names below only what it adds.
 */
export class OAuth2Client {
  /**
   * Synchronous: in a page, `await init()` first, or use {@link OAuth2Client.discover}.
   *
   * @throws {@link OAuthError} `invalid_config`, `insecure_url` or `metadata_invalid`
   */
  constructor(options: ClientOptions)

  /**
   * A client for the server that calls itself `issuer`: fetches its metadata, first as OpenID Connect Discovery 1.0 says
   * (section 4), then as RFC 8414 does (section 3), and compares the issuer in it character by character.
   *
   * @throws {@link OAuthError} `metadata_invalid`, `issuer_mismatch`, `insecure_url`, `invalid_config`
   */
  static discover(issuer: string, options: DiscoverOptions): Promise<OAuth2Client>

  /** The server's metadata, by its wire names: a copy of its own for every client. */
  readonly metadata: Readonly<ServerMetadata>

  /**
   * A new authorization request with PKCE, `state` and, where an ID token is expected, `nonce` (RFC 6749 section 4.1.1, RFC
   * 7636 section 4.3, OpenID Connect Core section 3.1.2.1). Synchronous, so that a popup opened with it still counts as
   * opened by the user. Nothing is stored: keep the result for {@link OAuth2Client.exchangeCode}.
   *
   * @throws {@link OAuthError} `invalid_config`; `metadata_invalid` when the metadata has no `authorization_endpoint`
   *
   * @example
   * ```js
   * const request = client.createAuthorizationUrl({ prompt: 'login', extra: { audience: 'https://api.example' } })
   * ```
   */
  createAuthorizationUrl(params?: AuthorizationParams): AuthorizationRequest

  /**
   * Judges the authorization response (RFC 6749 section 4.1.2, RFC 9207), exchanges its code (section 4.1.3) and validates
   * the ID token, signature included (OpenID Connect Core section 3.1.3.7). An answer without a code, of a response type
   * that has none, is validated and its tokens are returned without a request.
   *
   * The response is judged before any request is made, and a code is sent once: whatever goes wrong, begin anew with
   * {@link OAuth2Client.createAuthorizationUrl}.
   *
   * @param callback - the URL that the user came back to, its parameters, or the posted form
   * @param request - what `createAuthorizationUrl` returned for this user
   * @throws {@link OAuthError} of the response: `state_missing`, `state_mismatch`, `duplicate_parameter`,
   *   `response_issuer_missing`, `response_issuer_mismatch`, `server_error_response` (with the server's `error`),
   *   `invalid_response` (it came to another place, or lacks or holds what it should not); `issuer_mismatch` when the request
   *   was made by a client of another server; of the token response: `token_missing`, `id_token_missing`, `invalid_response`;
   *   of the ID token: every code of {@link OAuth2Client.validateIdToken}
   */
  exchangeCode(callback: CallbackSource, request: AuthorizationRequest, options?: CallOptions): Promise<TokenSet>

  /**
   * Tokens by any grant (RFC 6749 section 4.5). What its grant cannot do without must be there; nothing is guessed from what
   * is there, and nothing is remembered for the next call. An ID token in the answer is validated. Sent once.
   *
   * `authorization_code` by this way checks no callback and no `state`: {@link OAuth2Client.exchangeCode} does.
   *
   * @throws {@link OAuthError} `invalid_config` (a parameter is missing or not the application's to set), `token_missing`, and
   *   every code of {@link OAuth2Client.validateIdToken}; with `refresh_token` the phase is `refresh`
   *
   * @example a grant of the server's own
   * ```js
   * const tokens = await client.fetchToken({
   *   grant_type: 'fb_exchange_token',
   *   fb_exchange_token: shortLived,
   * }, { method: 'GET' })
   * ```
   */
  fetchToken(params: GrantParams, options?: FetchTokenOptions): Promise<TokenSet>

  /**
   * Tokens for the client itself (RFC 6749 section 4.4).
   *
   * @throws {@link OAuthError} as {@link OAuth2Client.fetchToken}
   *
   * @example
   * ```js
   * const { access_token } = await client.clientCredentials({ scope: 'orders:read', resource: 'https://api.example' })
   * ```
   */
  clientCredentials(params?: NamedGrantParams): Promise<TokenSet>

  /**
   * Tokens for a user's name and password (RFC 6749 section 4.3). RFC 9700 section 2.4 forbids it: the application sees the
   * password, and no second factor works. For servers that know nothing better.
   *
   * @throws {@link OAuthError} as {@link OAuth2Client.fetchToken}
   */
  password(params: PasswordParams): Promise<TokenSet>

  /**
   * Tokens for an assertion that the application has (RFC 7523 section 2.1).
   *
   * @throws {@link OAuthError} as {@link OAuth2Client.fetchToken}
   */
  jwtBearer(params: JwtBearerParams): Promise<TokenSet>

  /**
   * One token for another (RFC 8693). `issued_token_type` says what came; where it is no access token, `token_type` is `N_A`.
   *
   * @throws {@link OAuthError} as {@link OAuth2Client.fetchToken}
   *
   * @example an API asks another one on behalf of its caller
   * ```js
   * const onward = await client.exchangeToken({ subjectToken: callersToken, audience: 'stock', scope: 'stock:read' })
   * ```
   */
  exchangeToken(params: TokenExchangeParams): Promise<TokenSet>

  /**
   * Begins the device flow: for televisions and command lines, whose user signs in on another device (RFC 8628 section 3.1).
   *
   * @throws {@link OAuthError} `metadata_invalid` when the metadata has no `device_authorization_endpoint`, `invalid_response`
   *   (a code, the address or the life is missing or malformed), `insecure_url` (the address is not one to send a user to)
   *
   * @example
   * ```js
   * const code = await client.requestDeviceCode()
   * console.log(`Go to ${code.verification_uri} and enter ${code.user_code}`)
   * const tokens = await client.pollDeviceToken(code)
   * ```
   */
  requestDeviceCode(params?: DeviceCodeParams): Promise<DeviceCode>

  /**
   * Asks for the tokens of a device code until the user has decided (RFC 8628 section 3.4). It waits `interval` before each
   * poll, for good 5 seconds longer after each `slow_down`, and twice as long after each failure of the network or server.
   * It ends when the user has decided, when the code expires, or when `signal` aborts it, also while it waits.
   *
   * @param code - what `requestDeviceCode` returned
   * @param options - `timeout` is for each poll, not for the user's time to decide
   * @throws {@link OAuthError} `server_error_response` with `error: 'access_denied'` (the user refused) or `'expired_token'`,
   *   `token_expired` (the code's life is over by the client's clock), `aborted`, and as {@link OAuth2Client.fetchToken}
   */
  pollDeviceToken(code: DeviceCode, options?: CallOptions): Promise<TokenSet>

  /**
   * New tokens for a refresh token (RFC 6749 section 6, OpenID Connect Core section 12). The result carries the old refresh
   * token where the server sent no new one. Asked once: servers that rotate refresh tokens take a second use for a theft.
   *
   * @throws {@link OAuthError} `refresh_not_supported` without a refresh token, `token_missing`, `sub_mismatch`,
   *   `server_error_response` with `error: 'invalid_grant'` when the refresh token is spent, and every code of
   *   {@link OAuth2Client.validateIdToken} for a new ID token
   */
  refreshToken(refreshToken: string, params?: RefreshParams): Promise<TokenSet>

  /**
   * Asks the server what a token is worth (RFC 7662).
   *
   * @throws {@link OAuthError} `introspection_not_supported` when the metadata has no endpoint for it
   */
  introspectToken(token: string, params?: TokenHintParams): Promise<Introspection>

  /**
   * Revokes a token (RFC 7009). A token that the server does not know counts as revoked.
   *
   * @throws {@link OAuthError} `revocation_not_supported` when the metadata has no endpoint for it
   */
  revokeToken(token: string, params?: TokenHintParams): Promise<void>

  /**
   * The claims at the UserInfo endpoint (OpenID Connect Core section 5.3). A signed answer is verified. Distributed and
   * aggregated claims are passed on, not fetched.
   *
   * @throws {@link OAuthError} `metadata_invalid` when the metadata has no endpoint for it, `sub_mismatch`, `claim_missing`,
   *   `claim_mismatch`; for a signed answer also the codes of {@link OAuth2Client.validateIdToken}
   *
   * @example
   * ```js
   * const profile = await client.userInfo(tokens.access_token, { expectedSub: tokens.claims.sub })
   * ```
   */
  userInfo(accessToken: string, params?: UserInfoParams): Promise<Claims>

  /**
   * What the server says of the user, as it says it: UserInfo, or what the option `profile` names.
   *
   * @param token - the access token, or the whole token set, which some servers need
   * @throws {@link OAuthError} `http_error`, `server_error_response`, `wrong_content_type`, `invalid_json`,
   *   `invalid_response`, `sub_mismatch` …, with phase `userinfo`; `invalid_config` when the token set is needed
   */
  getProfile(token: string | TokenSet, params?: ProfileParams): Promise<Record<string, unknown>>

  /**
   * Who the user is at this server, and the user's e-mail address: `null` where there is none or, at servers that say so,
   * none that they verified. Only the id tells one user from another, and only at one server.
   *
   * @param token - the access token, or the whole token set, which some servers need
   * @throws {@link OAuthError} as {@link OAuth2Client.getProfile}; `invalid_response` when there is no id
   * @example
   * ```js
   * const [id, email] = await client.getIdEmail(tokens)
   * ```
   */
  getIdEmail(token: string | TokenSet, params?: ProfileParams): Promise<[id: string, email: string | null]>

  /**
   * Where to send the user to sign out at the server too (OpenID Connect RP-Initiated Logout). Synchronous.
   *
   * @throws {@link OAuthError} `not_supported` when the metadata has no `end_session_endpoint`, `invalid_config`
   */
  createLogoutUrl(params?: LogoutParams): string

  /**
   * Validates an ID token that came by another way than {@link OAuth2Client.exchangeCode}: signature, issuer, audience,
   * times and what `checks` adds (OpenID Connect Core section 3.1.3.7).
   *
   * @throws {@link OAuthError} `invalid_jwt`, `alg_not_allowed`, `key_not_found`, `weak_key`, `bad_signature`,
   *   `jwks_unavailable`, `issuer_mismatch`, `claim_missing`, `claim_mismatch`, `token_expired`, `token_not_yet_valid`,
   *   `nonce_mismatch`, `hash_mismatch`, `not_supported` (encrypted), `metadata_invalid` (no `issuer` or `jwks_uri`)
   */
  validateIdToken(jwt: string, checks?: IdTokenChecks): Promise<IdTokenClaims>

  /**
   * Validates an access token that is a JWT, at the resource that it was sent to (RFC 9068 section 4): type, signature, issuer,
   * audience, times, and what `checks` adds. For an API of your own, `createGuard` of `keyward/edge` does this and the rest.
   *
   * @throws {@link OAuthError} `invalid_jwt`, `alg_not_allowed`, `key_not_found`, `weak_key`, `bad_signature`,
   *   `jwks_unavailable`, `issuer_mismatch`, `claim_missing`, `claim_mismatch`, `token_expired`, `token_not_yet_valid`,
   *   `insufficient_scope`, `insufficient_user_authentication`, `not_supported` (encrypted), `invalid_config` (no `audience`)
   */
  validateAccessToken(jwt: string, checks: AccessTokenChecks): Promise<AccessTokenClaims>

  /**
   * Validates a logout token (OpenID Connect Back-Channel Logout section 2.6). One that was seen before is `claim_mismatch` with
   * `claim: 'jti'`. For servers: in a page it is `not_supported`.
   *
   * @throws {@link OAuthError} `invalid_jwt`, `alg_not_allowed`, `key_not_found`, `weak_key`, `bad_signature`,
   *   `jwks_unavailable`, `issuer_mismatch`, `claim_missing`, `claim_mismatch`, `token_expired`, `token_not_yet_valid`
   */
  validateLogoutToken(jwt: string, checks?: LogoutTokenChecks): Promise<LogoutTokenClaims>

  /**
   * Lets a function see, and change, what is sent or what came, for a server that keeps to no specification. Several of a type
   * are called in the order in which they were registered, each awaited, and each gets what the one before made of it; a
   * registered authentication method goes before them. What it throws is what the call rejects with, as it is, and nothing is
   * sent. The time limit and the signal of the call go on meanwhile.
   *
   * The SDK judges an answer after its hooks. It does not check the address that a hook chooses.
   *
   * @throws {@link OAuthError} `invalid_config` for another type, or when the hook is no function
   *
   * @example a server that calls its tokens by other names
   * ```js
   * client.registerComplianceHook('access_token_response', ({ body }) => {
   *   const { accessToken, ...rest } = JSON.parse(body)
   *   return { body: { access_token: accessToken, token_type: 'Bearer', ...rest } }
   * })
   * ```
   */
  registerComplianceHook(type: RequestHookType, hook: RequestHook): void
  registerComplianceHook(type: ResponseHookType, hook: ResponseHook): void

  /**
   * Names an authentication method of the application's own, for the `…EndpointAuthMethod` options. The method gets the request
   * without any authentication, `client_id` included, and returns it with. A call that needs it before it is registered
   * is `invalid_config`. What it throws is what the call rejects with, as it is.
   *
   * @param name - none of those that the SDK knows itself
   * @throws {@link OAuthError} `invalid_config` for a name that the SDK knows itself, or when the method is no function
   *
   * @example
   * ```js
   * const client = new OAuth2Client({ clientId: 'app', tokenEndpointAuthMethod: 'app_header' })
   * client.registerClientAuthMethod('app_header', (request) => {
   *   request.headers['x-app-id'] = 'app'
   *   return request
   * })
   * ```
   */
  registerClientAuthMethod(name: string, method: RequestHook): void
}

// Without this every declaration above would be exported, the helpers too.
export {}
