/**
 * The contract of `keyward/genauth`: GenAuth and Authing, two brands of one product.
 *
 * Methods have the names of the vendor's SDKs, in camelCase; those of the two APIs are written from the vendor's tables,
 * one for each row, and take one object with the row's parameters. Whatever fails rejects with an `OAuthError`, but an
 * API's own refusal is returned as its envelope unless `throwOnError` says otherwise.
 *
 * ```js
 * import { AuthenticationClient } from 'keyward/genauth'
 *
 * const genauth = new AuthenticationClient({
 *   appId: 'APP_ID',
 *   appHost: 'https://example.genauth.ai',
 *   redirectUri: 'https://app.example/callback',
 * })
 * const request = genauth.createAuthorizationRequest()
 * // keep `request`, send the user to `request.url`; then, with the URL that the user came back to:
 * const tokens = await genauth.exchangeCode(callbackUrl, request)
 * ```
 *
 * @module
 */
import type {
  AuthorizationRequest,
  CallOptions,
  Claims,
  FetchLike,
  HostAbortSignal,
  HostFormData,
  HostURL,
  HostURLSearchParams,
  Introspection,
  SignatureAlgorithm,
  TokenSet,
} from './index.js'
import type { AuthenticationMethods } from './genauth-authentication.js'
import type { ManagementMethods } from './genauth-management.js'
import type { ApiCallOptions, Envelope, Language } from './genauth-models.js'

export { OAuthError, init } from './index.js'
export type * from './genauth-models.js'
export type { AuthenticationMethods } from './genauth-authentication.js'
export type { ManagementMethods } from './genauth-management.js'

/** How an app authenticates itself, as the console sets it for each endpoint. */
export type EndPointAuthMethod = 'client_secret_post' | 'client_secret_basic' | 'none'

/** What both clients take. */
interface CommonOptions {
  /** Whose server it is: the names of headers, the scheme of a signature and the public hosts. Default: `genauth`. */
  brand?: 'genauth' | 'authing' | undefined
  /** The tenant, for user pools that have several. */
  tenantId?: string | undefined
  /** Milliseconds for each call. Default: 10000. */
  timeout?: number | undefined
  /** Reject with an `OAuthError` where an envelope's `statusCode` is not 200. Default: false, the envelope is returned. */
  throwOnError?: boolean | undefined
  /** Makes the requests instead of the global `fetch`. */
  fetch?: FetchLike | undefined
  /** The time in milliseconds since the epoch. Default: `Date.now`. */
  now?: (() => number) | undefined
  /** Allows `http:` hosts beyond loopback ones, for closed test networks only. Default: false. */
  allowInsecure?: boolean | undefined
  /** Where events come from. Default: the brand's public host. */
  socketUri?: string | undefined
  /** Opens a WebSocket with these headers, where the host's own cannot. */
  webSocket?: ((url: string, headers: Record<string, string>) => WebSocketLike | Promise<WebSocketLike>) | undefined
}

/** The options of {@link AuthenticationClient}. */
export interface AuthenticationOptions extends CommonOptions {
  /** The app's ID. */
  appId: string
  /** The app's secret; never in a page. */
  appSecret?: string | undefined
  /** The app's address, as the console shows it: `https://example.genauth.ai`, or that of a private deployment. */
  appHost: string
  /** Where the hosted page sends the user back to. */
  redirectUri?: string | undefined
  /** Where the user is sent after signing out. */
  logoutRedirectUri?: string | undefined
  /** Default: `openid profile email phone address`, and `user` for the protocol `oauth`. */
  scope?: string | readonly string[] | undefined
  /** What the app speaks. Default: `oidc`. */
  protocol?: 'oidc' | 'oauth' | 'saml' | 'cas' | undefined
  /** Default: `client_secret_post` with a secret, else `none`. */
  tokenEndPointAuthMethod?: EndPointAuthMethod | undefined
  /** Default: `client_secret_post` with a secret, else `none`. */
  introspectionEndPointAuthMethod?: EndPointAuthMethod | undefined
  /** Default: `client_secret_post` with a secret, else `none`. */
  revocationEndPointAuthMethod?: EndPointAuthMethod | undefined
  /** A user's token to begin with, as {@link ProtocolClient.setAccessToken} sets it. */
  accessToken?: string | undefined
  /** The language of the API's messages. Default: the server's. */
  lang?: Language | undefined
  /** The issuer of ID tokens. Default: `/oidc` at `appHost`. */
  issuer?: string | undefined
  /**
   * The one algorithm of ID tokens. Default: RS256; with a secret HS256 as well, which is what the console presets. A page
   * has no secret, so its app must be set to RS256 in the console.
   */
  idTokenSignedResponseAlg?: SignatureAlgorithm | undefined
  /** Seconds by which the server's clock may differ. Default: 30. */
  clockTolerance?: number | undefined
}

/** What is asked of the hosted page. */
export interface AuthorizeParams {
  redirectUri?: string | undefined
  /**
   * Default: `code`. With OIDC `code id_token token`, `code id_token`, `code token`, `id_token token`, `id_token` or `none`;
   * with OAuth `token`.
   */
  responseType?: string | readonly string[] | undefined
  /** Default: the server's, `query`. */
  responseMode?: 'query' | 'fragment' | 'form_post' | 'web_message' | undefined
  /** Default: a new one. */
  state?: string | undefined
  /** Default: a new one, with OIDC. */
  nonce?: string | undefined
  scope?: string | readonly string[] | undefined
  /** A challenge of your own, 43 to 128 unreserved characters. */
  codeChallenge?: string | undefined
  /** Default: `S256`. */
  codeChallengeMethod?: 'S256' | 'plain' | undefined
  /** Default: `consent` where the scope holds `offline_access`. */
  prompt?: string | undefined
  /** Ask the user to sign in again. Default: false. */
  forceLogin?: boolean | undefined
  tenantId?: string | undefined
  /** The service that a CAS ticket is for. */
  service?: string | undefined
  /** Further parameters; they never overwrite those above. */
  extra?: Record<string, string | readonly string[]> | undefined
}

/** A CAS ticket's validity. */
export type TicketValidation =
  | { valid: true; user: string; attributes?: Record<string, unknown> }
  | { valid: false; code?: string; message: string }

/** The subset of a WebSocket that events need. */
export interface WebSocketLike {
  readonly readyState: number
  addEventListener(type: string, listener: (event: any) => void): void
  close(): void
}

/** How a subscription behaves when it breaks. */
export interface SubscribeOptions {
  /** Told once, when no connection could be had any more. */
  onError?: ((error: unknown) => void) | undefined
  /** Failures in a row after which it ends. Default: 5. */
  retryTimes?: number | undefined
  /** Milliseconds before the first retry; they double up to 30 seconds, less a random part. Default: 1000. */
  pause?: number | undefined
  /** Ends the subscription. */
  signal?: HostAbortSignal | undefined
}

/** A subscription to events. */
export interface Subscription {
  close(): void
  /** Resolves when it is over, for whatever reason. */
  readonly closed: Promise<void>
}

/** One API call by its path. */
export interface ApiCall {
  /** Default: `POST`. */
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | undefined
  /** An absolute path; `{name}` takes a parameter. */
  path: string
  /** The query of a GET or DELETE, the JSON body of a POST or PUT. */
  params?: object | undefined
}

/**
 * An app as its protocol sees it: everything of {@link AuthenticationClient} but the methods of the API. A bundler leaves
 * those out of a page that imports this one only.
 */
export class ProtocolClient {
  /** @throws `OAuthError` `invalid_config` or `insecure_url`; in a page that has not loaded the WebAssembly yet, the first call does */
  constructor(options: AuthenticationOptions)

  /** The URL of the hosted page, without PKCE unless you bring a challenge. Synchronous: in a page, `await init()` first. */
  buildAuthorizeUrl(params?: AuthorizeParams): string

  /**
   * The same with what is to be remembered of it, to be kept until the user comes back. With PKCE, unless `pkce` is false.
   * Synchronous: in a page, `await init()` first.
   */
  createAuthorizationRequest(
    params?: AuthorizeParams & { codeVerifier?: string | undefined; pkce?: boolean | undefined },
  ): AuthorizationRequest

  /** Judges the URL that the user came back to (state, issuer, nonce) and trades its code for tokens. */
  exchangeCode(
    callback: string | HostURL | HostURLSearchParams | HostFormData,
    request: AuthorizationRequest,
    options?: CallOptions,
  ): Promise<TokenSet>

  /**
   * Trades a code for tokens; an ID token among them is verified. `state` is yours to compare here: {@link exchangeCode} does
   * it by itself. What `createAuthorizationRequest` returned can be given as `params`.
   */
  getAccessTokenByCode(
    code: string,
    params?: CallOptions & { codeVerifier?: string | undefined; redirectUri?: string | undefined; nonce?: string | undefined },
  ): Promise<TokenSet>

  /**
   * Fresh tokens; the old refresh token stays where no new one came. With the last ID token's claims as `previousClaims`, a
   * new ID token must be about the same user.
   */
  getNewAccessTokenByRefreshToken(refreshToken: string, options?: CallOptions & { previousClaims?: Claims | undefined }): Promise<TokenSet>

  /** A token of the app itself, or of a programmatic access account. */
  getAccessTokenByClientCredentials(
    scope: string,
    params?: CallOptions & { accessKey?: string | undefined; accessSecret?: string | undefined },
  ): Promise<TokenSet>

  /**
   * Who the user is. Default: GET with the token in the header.
   *
   * @param accessToken - default: that of {@link setAccessToken}
   */
  getUserInfoByAccessToken(
    accessToken?: string,
    params?: CallOptions & {
      method?: 'GET' | 'POST' | undefined
      /** `body` goes with POST, `query` with GET. */
      tokenPlace?: 'header' | 'body' | 'query' | undefined
      expectedSub?: string | undefined
    },
  ): Promise<Claims>

  /** Whether a token is good, by the server (RFC 7662). */
  introspectToken(token: string, params?: CallOptions & { tokenTypeHint?: string | undefined }): Promise<Introspection>

  /** Revokes a token (RFC 7009). */
  revokeToken(token: string, params?: CallOptions & { tokenTypeHint?: string | undefined }): Promise<true>

  /**
   * The claims of a token whose signature, issuer, audience and times were verified here, or with `remote` by the server's
   * endpoint.
   *
   * @throws `OAuthError` `alg_not_allowed` for an ID token signed with HS256 where there is no secret: switch it to RS256 in
   *   the console
   */
  validateToken(
    token: CallOptions &
      ({ idToken: string; accessToken?: undefined; nonce?: string | undefined } | { accessToken: string; idToken?: undefined }) & {
        remote?: boolean | undefined
      },
  ): Promise<Claims>

  /**
   * The URL that signs the user out: of the app (default), of OpenID Connect (`expert`, or with an `idToken`; the redirect
   * must be registered in the console), or of CAS.
   */
  buildLogoutUrl(params?: {
    expert?: boolean | undefined
    redirectUri?: string | undefined
    idToken?: string | undefined
    state?: string | undefined
  }): string

  /** A new code verifier of 43 to 128 characters, by the name that the vendor gave it. */
  generateCodeChallenge(length?: number): string

  /** The challenge of a verifier. */
  generateCodeChallengeDigest(params: { codeChallenge: string; method?: 'S256' | 'plain' | undefined }): string

  /** Asks the CAS server whether a ticket is good, in the words of version 1. */
  validateTicketV1(ticket: string, service: string, options?: CallOptions): Promise<TicketValidation>

  /** The same in the words of version 2, which bring the user's attributes along. */
  validateTicketV2(
    ticket: string,
    service: string,
    format?: 'JSON' | 'XML',
    options?: CallOptions,
  ): Promise<TicketValidation>

  /** The user whose token API calls carry; undefined for nobody. */
  setAccessToken(accessToken: string | undefined): void
}

/** One end user of an app. On a server, make one for each request. */
export class AuthenticationClient extends ProtocolClient {
  /** An API call that has no method yet. */
  request<Data = unknown>(call: ApiCall, options?: ApiCallOptions): Promise<Envelope<Data>>

  /** Events of this user; they come as text. */
  sub(event: string, onEvent: (data: string) => void, options?: SubscribeOptions): Subscription
}
export interface AuthenticationClient extends AuthenticationMethods {}

/** The options of {@link ManagementClient}. */
export interface ManagementOptions extends CommonOptions {
  /** The user pool's ID, or an administrator's key. */
  accessKeyId: string
  /** The user pool's secret, or an administrator's. */
  accessKeySecret: string
  /** Default: the brand's public host. */
  host?: string | undefined
  /** The language of messages. Default: `zh-CN` with signatures, the server's with tokens. */
  lang?: Language | undefined
  /**
   * `signature` signs every request; `token` asks for a token once, keeps it until a minute before its end, and replaces it
   * when it is refused. Default: `signature`.
   */
  auth?: 'signature' | 'token' | undefined
}

/**
 * The user pool, as an administrator. For servers and the edge: where there is a `window` the constructor throws
 * `not_supported`. A GET that is answered with 429 or 503 and `Retry-After` is sent again within the time limit.
 */
export class ManagementClient {
  constructor(options: ManagementOptions)

  /** An API call that has no method yet. */
  request<Data = unknown>(call: ApiCall, options?: ApiCallOptions): Promise<Envelope<Data>>

  /**
   * All items of a list, page by page. A page that fails is thrown, also without `throwOnError`.
   *
   * ```js
   * for await (const user of management.paginate('listUsers', { options: { pagination: { limit: 50 } } })) {
   *   console.log(user)
   * }
   * ```
   */
  paginate<Name extends keyof ManagementMethods>(
    name: Name,
    params?: Parameters<ManagementMethods[Name]>[0],
    options?: ApiCallOptions,
  ): AsyncGenerator<PagedItem<Awaited<ReturnType<ManagementMethods[Name]>>>, void, undefined>

  /** Events of the user pool; they come as text. */
  sub(event: string, onEvent: (data: string) => void, options?: SubscribeOptions): Subscription
}
export interface ManagementClient extends ManagementMethods {}

type PagedItem<Answer> = Answer extends Envelope<{ list: (infer Item)[] }> ? Item : unknown

/**
 * The signature of a management request over exactly these headers, in base64. With `method: 'websocket'` alone it is that of
 * the greeting of events. Synchronous, and for servers and the edge only.
 */
export function signRequest(params: {
  accessKeySecret: string
  method: string
  path?: string | undefined
  /** The query of a GET, the body of any other. */
  params?: object | undefined
  headers?: Record<string, string> | undefined
}): string

export {}
