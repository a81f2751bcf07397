/**
 * The contract of `keyward/edge`: guard an API, and hold a site's session, on Workers and servers.
 *
 * ```js
 * import { createEdgeSession, createGuard } from 'keyward/edge'
 *
 * const guard = createGuard({ issuer: 'https://id.example', audience: 'https://api.example', requiredScope: 'orders:read' })
 *
 * const auth = createEdgeSession({
 *   issuer: 'https://id.example',
 *   clientId: 'site',
 *   clientSecret: env.CLIENT_SECRET,
 *   cookieSecrets: [env.COOKIE_SECRET],
 * })
 * ```
 *
 * Make both once, outside the handler of requests: what they learn (metadata, keys, tokens found good) serves the next
 * request. Nothing happens when they are made: no request, clock, timer or random number.
 *
 * @module
 */

import type {
  AuthorizationParams,
  CallOptions,
  Claims,
  ClientOptions,
  FetchLike,
  HostRequest,
  HostRequestInit,
  HostResponse,
  HostURL,
  IdTokenClaims,
  OAuthError,
  ServerMetadata,
  SignatureAlgorithm,
  TokenSet,
} from './index.js'

export { OAuthError } from './index.js'
export type { AccessTokenClaims, Claims, ErrorResponse, FetchLike, IdTokenClaims, OAuthErrorCode, OAuthErrorPhase, ServerMetadata } from './index.js'

// ---------------------------------------------------------------------------------------------------------------------
// An API
// ---------------------------------------------------------------------------------------------------------------------

/** What a request must bring beyond a good token; each call of {@link BearerGuard.authenticate} may ask for its own. */
export interface GuardDemands {
  /** Scopes, all of which must be granted, as a list or separated by spaces (RFC 6750 section 3.1). Default: none. */
  requiredScope?: string | readonly string[] | undefined
  /** Classes of authentication, one of which will do, in order of preference (RFC 9470 section 3). Default: any. */
  acrValues?: string | readonly string[] | undefined
  /** Seconds since the user authenticated, at most (RFC 9470 section 3). Default: any. */
  maxAge?: number | undefined
}

/** How the guard asks an issuer about opaque tokens (RFC 7662): the registration of this API there. */
export interface GuardIntrospection extends Partial<ClientOptions> {
  clientId: string
  /** Whether JWTs are asked about, too, so that a revoked one is refused at once (after `cache.maxAge`). Default: false. */
  always?: boolean | undefined
  /**
   * Whether the answer must name this API in `aud`. Without it, any active token of the issuer is good here, also one that was
   * given for another API, unless the issuer itself tells them apart (RFC 7662 section 4). Default: true.
   */
  requireAudience?: boolean | undefined
}

/** One of several issuers. */
export interface GuardIssuer {
  issuer: string
  /** Its metadata, where there is no discovery. */
  metadata?: Partial<ServerMetadata> | undefined
  /** How it is asked about opaque tokens; of several issuers, one at most. */
  introspection?: GuardIntrospection | undefined
}

/** Options of {@link createGuard}. */
export interface GuardOptions extends GuardDemands {
  /** Whose tokens are good here; or several by `issuers`. */
  issuer?: string | undefined
  /** A token chooses among these by its `iss`, and nothing more: each is verified with the keys of its own issuer. */
  issuers?: readonly (string | GuardIssuer)[] | undefined
  /** The names of this API, one of which must be in `aud` (RFC 9068 section 4). */
  audience: string | readonly string[]
  /**
   * `at+jwt` for tokens of RFC 9068; `JWT` for issuers that do not mark their access tokens: then the type may also be `JWT` or
   * absent, `client_id` need not be there, and tokens with `nonce`, `at_hash` or `c_hash` (ID tokens) are refused. Default: `at+jwt`.
   */
  typ?: 'at+jwt' | 'JWT' | undefined
  /** Signature algorithms that are allowed. Default: every asymmetric one that this package knows. */
  algs?: readonly SignatureAlgorithm[] | undefined
  /** Metadata of the only issuer, where there is no discovery. */
  metadata?: Partial<ServerMetadata> | undefined
  /** How opaque tokens are asked about. Default: with `clientId` and `clientSecret`, if they are given; else not at all. */
  introspection?: GuardIntrospection | undefined
  clientId?: string | undefined
  clientSecret?: string | undefined
  /**
   * What is remembered of tokens that were found good, by a keyed hash (SipHash-2-4 with 128 bits), in this guard alone. `size`: how many, 1,000 by default.
   * `maxAge`: for how many seconds, never past `exp`; 300 by default. For so long may a revoked token, or one whose key was
   * withdrawn, still serve. `false` remembers none.
   */
  cache?: { size?: number | undefined; maxAge?: number | undefined } | false | undefined
  /** `realm` of challenges. Default: none. */
  realm?: string | undefined
  /**
   * The URL that names this API to clients (RFC 9728). Default: the first audience that is a URL. `false`: none, so that challenges
   * do not tell where the API describes itself.
   */
  resource?: string | false | undefined
  /** Further members of {@link BearerGuard.protectedResourceMetadata}; they replace none of its own. */
  resourceMetadata?: Readonly<Record<string, unknown>> | undefined
  /** Where metadata and keys are kept beyond this instance. Default: nowhere. */
  jwksCache?: ServerCache | undefined
  /** Seconds that clocks may differ. Default: 30. */
  clockTolerance?: number | undefined
  /** Milliseconds for asking an issuer. Default: 10,000. */
  timeout?: number | undefined
  /** Default: the platform's. */
  fetch?: FetchLike | undefined
  /** Milliseconds since the epoch. Default: `Date.now`. */
  now?: (() => number) | undefined
  /** http: beyond loopback hosts; for tests only. Default: false. */
  allowInsecure?: boolean | undefined
}

/** Who sent a request. */
export interface Authenticated<C extends object = Claims> {
  /** What the token, or the issuer, says; frozen, because it serves the next request with the same token, too. */
  claims: Readonly<C>
  /** The token itself. */
  token: string
}

/** An error of a guard: with the response that tells the client what to do. */
export interface RefusedError extends OAuthError {
  /**
   * 401, 403 or 400 with `WWW-Authenticate` (RFC 6750 section 3, RFC 9470 section 3, RFC 9728 section 5.1); 503 without one
   * where the issuer could not be asked. `Cache-Control: no-store`.
   */
  toResponse(): HostResponse
}

/** The guard of an API, for bearer tokens (RFC 6750). */
export class BearerGuard {
  private constructor()
  /**
   * Judges the token of a request: in its `Authorization` header (RFC 6750 section 2.1) and nowhere else. A JWT is verified
   * (RFC 9068 section 4), an opaque token is asked about (RFC 7662). A token that is bound to a key is refused: this guard
   * takes no proofs yet.
   *
   * @param request - a `Request`, or what `node:http` hands out
   * @param demands - in place of those of the guard, each by its name
   * @throws {@link RefusedError} `token_missing`, `duplicate_parameter`, `insufficient_scope`,
   *   `insufficient_user_authentication`, `dpop_required`, and every code of `OAuth2Client.validateAccessToken`
   *
   * @example
   * ```js
   * export default {
   *   async fetch(request) {
   *     try {
   *       const { claims } = await guard.authenticate(request, { requiredScope: 'orders:write' })
   *       return Response.json({ hello: claims.sub })
   *     } catch (error) {
   *       if (error instanceof OAuthError && error.toResponse) return error.toResponse()
   *       throw error
   *     }
   *   },
   * }
   * ```
   */
  authenticate(
    request: HostRequest | { url?: string | undefined; headers: object },
    demands?: GuardDemands,
  ): Promise<Authenticated<import('./index.js').AccessTokenClaims>>

  /**
   * What the API says of itself (RFC 9728 section 2). With a request: the response if it asks for that, else null.
   *
   * @throws {@link OAuthError} `invalid_config` where the API has no URL
   */
  protectedResourceMetadata(): Record<string, unknown>
  protectedResourceMetadata(request: HostRequest): HostResponse | null
}

/** @throws {@link OAuthError} `invalid_config`, `insecure_url`; `not_supported` with `dpop` */
export function createGuard(options: GuardOptions): BearerGuard

// ---------------------------------------------------------------------------------------------------------------------
// A site
// ---------------------------------------------------------------------------------------------------------------------

/** The paths of a session's routes; `false` is none. */
export interface EdgeRoutes {
  /** GET: begins a sign-in; `?returnTo=` names a place of this site. Default: `/auth/login`. */
  login?: string | false | undefined
  /** GET: where the provider sends the user back to. Default: `/auth/callback`. */
  callback?: string | undefined
  /** POST by a page of this site, or a link of it that the user follows. Default: `/auth/logout`. */
  logout?: string | false | undefined
  /** GET: `{ user, expires_at }` as JSON, or 401. Default: `/auth/me`. */
  me?: string | false | undefined
  /** POST by the provider (OpenID Connect Back-Channel Logout); needs a store. Default: `/auth/backchannel-logout`. */
  backchannelLogout?: string | false | undefined
  /**
   * POST by a page of this site: `{ access_token, token_type, expires_at, scope }`, for pages that call APIs themselves. Script
   * in the page then has the token. Default: none.
   */
  token?: string | false | undefined
}

/** Options of {@link createEdgeSession}: those of a client, and these. */
export interface EdgeSessionOptions extends Omit<ClientOptions, 'metadata'> {
  /** The provider; its metadata are discovered. */
  issuer: string
  /** In place of discovery. */
  metadata?: Partial<ServerMetadata> | undefined
  /**
   * Secrets of 32 characters or more, random: the first seals, all open. To replace one, put the new one first; drop the old one
   * when the sessions that it sealed are over (`maxAge`). Whoever knows one can sign in as anybody.
   */
  cookieSecrets: readonly string[]
  /** Where sessions are kept. Default: in the cookies themselves, sealed. */
  store?: EdgeStore | undefined
  routes?: EdgeRoutes | undefined
  /** The cookie is `__Host-` and this. Default: `keyward`. */
  cookieName?: string | undefined
  /** Seconds that a session lasts, renewed or not. Default: a week. */
  maxAge?: number | undefined
  /** The site as browsers know it, where requests say otherwise (behind a proxy). Default: the request's. */
  origin?: string | undefined
  /** Parameters of every sign-in. */
  authorization?: AuthorizationParams | undefined
  /** The APIs that access tokens are for (RFC 8707). Default: none. */
  resource?: string | readonly string[] | undefined
  /** Origins whose APIs {@link EdgeUser.fetch} gives the token to. Default: none. */
  allowedOrigins?: readonly string[] | undefined
  /** Where the provider sends the user after signing out; must be registered. Default: it decides. */
  postLogoutRedirectUri?: string | undefined
  /** Whether signing out revokes the refresh token. Default: true. */
  revoke?: boolean | undefined
  /** Seconds before its end from which an access token is renewed. Default: 60. */
  leeway?: number | undefined
  /** The page for a sign-in that failed. Default: a line of text with the error's code. */
  onError?: ((error: OAuthError, request: HostRequest) => HostResponse | Promise<HostResponse> | undefined) | undefined
  /** Where metadata and keys are kept beyond this instance. Default: nowhere. */
  jwksCache?: ServerCache | undefined
}

/** What a host gives along with a request: with `waitUntil`, a renewal ends even when its user goes away. */
export interface EdgeContext {
  waitUntil?(work: Promise<unknown>): void
}

/**
 * A site's session. Tokens are never in the page: its cookie is `__Host-`, `Secure`, `HttpOnly`, `SameSite=Lax`, and sealed by
 * AES-256-GCM, or holds a sealed name of a session in a store.
 */
export class EdgeSession {
  private constructor()
  /**
   * Answers a request for one of the routes; null for any other. No answer may be cached.
   *
   * @example
   * ```js
   * export default {
   *   async fetch(request, env, context) {
   *     const answer = await auth.handle(request, context)
   *     if (answer) return answer
   *     const user = await auth.getSession(request, context)
   *     if (!user) return auth.login(request, { returnTo: request.url })
   *     return user.commit(new Response(`Hello ${user.claims.name}`))
   *   },
   * }
   * ```
   */
  handle(request: HostRequest, context?: EdgeContext): Promise<HostResponse | null>
  /**
   * Who sent a request; null if nobody is signed in. Renews the tokens when they are due, once for all requests that come at
   * the same time; hand the answer through {@link EdgeUser.commit}, or the browser keeps cookies of before.
   */
  getSession(request: HostRequest, context?: EdgeContext): Promise<EdgeUser | null>
  /** The redirect that begins a sign-in, with parameters of its own. */
  login(request: HostRequest, params?: AuthorizationParams & { returnTo?: string | undefined }): Promise<HostResponse>
}

/** Who sent a request. */
export class EdgeUser {
  private constructor()
  /** The claims of the ID token. */
  readonly claims: Readonly<IdTokenClaims>
  /** When the access token ends; undefined if the provider did not say. */
  readonly expiresAt: number | undefined
  /** The lines of `Set-Cookie` that the answer needs, for hosts without `Response`. */
  readonly cookies: string[]
  /** `fetch`, with the token for `allowedOrigins`; renewed and repeated once on 401. Redirects are not followed unless asked. */
  fetch(input: string | HostURL | HostRequest, init?: HostRequestInit): Promise<HostResponse>
  /** @throws {@link OAuthError} `session_ended` where the token is over and there is none to renew it with */
  getAccessToken(): Promise<string>
  getTokens(force?: boolean): Promise<TokenSet>
  /** The application's answer with the cookies that it needs, and `Cache-Control: no-store`. */
  commit(response: HostResponse): HostResponse
}

/** @throws {@link OAuthError} `invalid_config`, `insecure_url` */
export function createEdgeSession(options: EdgeSessionOptions): EdgeSession

// ---------------------------------------------------------------------------------------------------------------------
// Stores
// ---------------------------------------------------------------------------------------------------------------------

/** Where sessions are kept: text by name, for `ttl` seconds. What a store keeps is sealed, unless it has `renew`. */
export interface EdgeStore {
  get(key: string): Promise<string | null | undefined> | string | null | undefined
  set(key: string, value: string, options: { ttl: number }): unknown
  delete(key: string): unknown
  /** A renewal by the store itself; only {@link durableObjectStore} has it. */
  renew?(key: string, order: unknown): Promise<unknown>
}

/** In this process alone; `size` sessions at most, 10,000 by default. */
export function memoryStore(options?: { size?: number | undefined; now?: (() => number) | undefined }): EdgeStore

/** Workers KV. A change takes up to a minute to be seen everywhere: a session that was ended may serve that long elsewhere. */
export function kvStore(namespace: object): EdgeStore

/** Durable Objects of the class {@link SessionObject}: a session is renewed once, and ended at once, everywhere. */
export function durableObjectStore(namespace: object): EdgeStore

/** The class of those objects: export it from the Worker and bind it. */
export class SessionObject {
  constructor(state: object, env?: unknown)
  fetch(request: HostRequest): Promise<HostResponse>
  alarm(): Promise<void>
}

/** The Cache API, for `jwksCache`: one for each place where the code runs. */
export function cacheApiCache(name?: string): ServerCache

/**
 * Where metadata and keys are kept beyond an instance: {@link cacheApiCache}, {@link kvStore}, {@link memoryStore} for several guards of
 * one process, or one of your own. A document of up to ten minutes is as good as new, one of up to a day serves while a new one is
 * fetched, and a key that is missing is always asked for.
 */
export interface ServerCache {
  get(url: string): Promise<string | null | undefined> | string | null | undefined
  set(url: string, text: string, options: { ttl: number }): unknown
}
