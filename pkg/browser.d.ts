/**
 * The contract of `keyward/browser`: the session of a single-page app.
 *
 * ```js
 * import { createSession } from 'keyward/browser'
 *
 * const session = await createSession({
 *   issuer: 'https://id.example',
 *   clientId: 'app',
 *   scope: 'openid profile offline_access',
 *   allowedOrigins: ['https://api.example'],
 * })
 * if (!session.user) await session.signIn()
 * const answer = await session.fetch('https://api.example/me')
 * ```
 *
 * Importing it never fails, not even on a server without a DOM; `createSession` then rejects with `not_supported`.
 *
 * @module
 */

import type {
  AuthorizationParams,
  CallOptions,
  Claims,
  ClientOptions,
  HostRequest,
  HostRequestInit,
  HostResponse,
  HostURL,
  IdTokenClaims,
  OAuthError,
} from './index.js'

export { OAuthError } from './index.js'
export type {
  AuthorizationParams,
  CallOptions,
  Claims,
  ErrorResponse,
  FetchLike,
  IdTokenClaims,
  OAuthErrorCode,
  OAuthErrorPhase,
  ServerMetadata,
  SignatureAlgorithm,
} from './index.js'

// ---------------------------------------------------------------------------------------------------------------------
// Storage
// ---------------------------------------------------------------------------------------------------------------------

/**
 * A store of your own: strings by key, at once or by a promise. What it throws or rejects with becomes
 * `storage_unavailable`. It holds tokens, so nothing outside the application may read it.
 *
 * @example
 * ```js
 * const map = new Map()
 * const storage = {
 *   get: (key) => map.get(key),
 *   set: (key, value) => void map.set(key, value),
 *   remove: (key) => void map.delete(key),
 * }
 * ```
 */
export interface AsyncStore {
  /** The value last set, or `null` or `undefined`. */
  get(key: string): Promise<string | null | undefined> | string | null | undefined
  set(key: string, value: string): Promise<void> | void
  /** Removing a key that is not there is no error. */
  remove(key: string): Promise<void> | void
}

/**
 * Where tokens lie.
 *
 * - `session`: `sessionStorage`; survives a reload, ends with the tab
 * - `local`: `localStorage`; survives the browser, shared by all tabs, and readable for every script of the origin for as
 *   long
 * - `memory`: ends with the page
 */
export type SessionStorageOption = 'session' | 'local' | 'memory' | AsyncStore

// ---------------------------------------------------------------------------------------------------------------------
// Options
// ---------------------------------------------------------------------------------------------------------------------

/** Options of {@link createSession}. `issuer` and `clientId` are required. */
export interface SessionOptions
  extends Pick<
    ClientOptions,
    | 'clientId'
    | 'metadata'
    | 'idTokenSignedResponseAlg'
    | 'userinfoSignedResponseAlg'
    | 'clockTolerance'
    | 'timeout'
    | 'fetch'
    | 'now'
    | 'allowInsecure'
  > {
  /** The issuer identifier of the server, character by character as in its metadata (OpenID Connect Discovery section 4.3). */
  issuer: string

  /**
   * Scopes to ask for, as a list or separated by spaces (RFC 6749 section 3.3). Many servers give a refresh token only for
   * `offline_access`. Default: `openid profile email`.
   */
  scope?: string | readonly string[] | undefined

  /**
   * The registered address that the server sends the user back to. It must be a page of this origin that calls
   * `createSession`, with the same options. Default: the address of the current page without query and fragment.
   */
  redirectUri?: string | undefined

  /**
   * Where tokens lie. A sign-in under way lies in `sessionStorage`, whichever of the names is given; a store of your own holds
   * it too. Default: `session`.
   */
  storage?: SessionStorageOption | undefined

  /**
   * Origins (`https://api.example`), besides the page's own, that {@link BrowserSession.fetch} sends the access token to; no
   * others ever get it. Default: none. One that is not https (or loopback) is `insecure_url`.
   */
  allowedOrigins?: readonly string[] | undefined

  /**
   * Shows the page that the user wanted, once, after a sign-in: give it to your router. `returnTo` is path, query and
   * fragment of an address of this origin. Default: `history.replaceState`, which shows it in the address bar and reloads
   * nothing.
   *
   * @example
   * ```js
   * await createSession({ ...options, onReturn: (returnTo) => router.replace(returnTo) })
   * ```
   */
  onReturn?: ((returnTo: string) => void | Promise<void>) | undefined

  /**
   * Seconds before its end from which an access token is refreshed, but never more than half of its life. Default: 60.
   */
  leeway?: number | undefined

  /** Where the server sends the user after a sign-out; must be registered. Default: none, so the server decides. */
  postLogoutRedirectUri?: string | undefined

  /** The APIs that access tokens are for, absolute URIs without a fragment (RFC 8707 section 2). Default: none. */
  resource?: string | readonly string[] | undefined
}

/** Parameters of {@link BrowserSession.signIn}. */
export interface SignInParams extends AuthorizationParams, CallOptions {
  /** `redirect` leaves the page and comes back. Default: `redirect`. */
  mode?: 'redirect' | undefined
  /**
   * What to show afterwards: an address of this origin, absolute or relative to the page. Another origin is
   * `invalid_config`. Default: the current address.
   */
  returnTo?: string | undefined
}

/** Parameters of {@link BrowserSession.getAccessToken}. */
export interface AccessTokenParams extends CallOptions {
  /** Asks the server for a new one even where the old one is still good. Default: false. */
  forceRefresh?: boolean | undefined
}

/** Parameters of {@link BrowserSession.signOut}. */
export interface SignOutParams extends CallOptions {
  /** Ends the session in this browser only and stays on the page. Default: false, so the server's session ends too. */
  local?: boolean | undefined
  /**
   * Revokes the refresh token (else the access token) at the server, where it can (RFC 7009). A revocation that fails stops
   * nothing. Default: true, with `local` false.
   */
  revoke?: boolean | undefined
  /** Default: the session's `postLogoutRedirectUri`. */
  postLogoutRedirectUri?: string | undefined
}

// ---------------------------------------------------------------------------------------------------------------------
// Events
// ---------------------------------------------------------------------------------------------------------------------

// The class is named here and not its global property, for the reason given in host.d.ts.
// @ts-ignore
type AmbientEvent = Event
type OrElse<Ambient, Fallback> = string | number | symbol extends keyof Ambient ? Fallback : Ambient

/** `Event` of the platform. */
export type HostEvent = OrElse<AmbientEvent, { readonly type: string; readonly target: any; preventDefault(): void }>

/** A `CustomEvent` of a {@link BrowserSession}. */
export type SessionEvent<Type extends string, Detail> = HostEvent & { readonly type: Type; readonly detail: Detail }

/** The events of a {@link BrowserSession} by their type. */
export interface SessionEventMap {
  /** Somebody signed in or out, here or in another tab that shares the storage, or the claims of the user changed. */
  change: SessionEvent<'change', { readonly user: IdTokenClaims | null }>
  /** A new access token came. */
  refresh: SessionEvent<'refresh', { readonly expiresAt: number | null }>
  /**
   * The session is over. `error` says why where nobody asked for it: the server refuses to refresh it, or answered about
   * another user.
   */
  signout: SessionEvent<'signout', { readonly error: OAuthError | null }>
  /**
   * Something failed that no caller waits for: a refresh ahead of time or in the background, after which the session goes on,
   * a refresh after a 401, whose caller got that answer, or the revocation of a sign-out.
   */
  error: SessionEvent<'error', { readonly error: OAuthError }>
}

/** A listener: a function, or an object with `handleEvent`. */
export type SessionEventListener<Type extends keyof SessionEventMap> =
  | ((this: BrowserSession, event: SessionEventMap[Type]) => void)
  | { handleEvent(event: SessionEventMap[Type]): void }

/** Options of `addEventListener`, as the DOM has them. */
export interface SessionListenerOptions {
  capture?: boolean
  once?: boolean
  passive?: boolean
  signal?: NonNullable<CallOptions['signal']>
}

// ---------------------------------------------------------------------------------------------------------------------
// The session
// ---------------------------------------------------------------------------------------------------------------------

/**
 * The session of one user in one page, made by {@link createSession}. It is an `EventTarget`, and refreshes itself when
 * somebody needs its token, and also where nobody does when the page is shown again (`visibilitychange`) or the network is
 * back (`online`) and the token is due. Only a server that refuses (`invalid_grant`) or answers about another user ends it.
 * After any other failure nothing is tried in the background for 2 seconds, then 4, and so on to 256, or for as long as
 * `Retry-After` says; whoever calls for a token that is over does not wait for that.
 *
 * The declaration does not extend the platform's `EventTarget`, whose type differs from platform to platform; a session can
 * be passed wherever the DOM library's is asked for.
 */
export class BrowserSession {
  /** Made by {@link createSession} only. */
  private constructor(...args: never)

  /** The claims of the ID token, or `null` when nobody is signed in. A new object when it changed, the same one when not. */
  readonly user: IdTokenClaims | null

  /** When the access token expires, in seconds since the epoch; `null` when nobody is signed in or the server did not say. */
  readonly expiresAt: number | null

  /**
   * Sends the user to the server (authorization code with PKCE, `state` and `nonce`). Resolves when the browser was told to
   * leave; what comes next happens in the page that the user comes back to.
   *
   * @throws {@link OAuthError} `invalid_config`, `redirect_loop`, `storage_unavailable`, and the codes of a discovery
   *
   * @example
   * ```js
   * button.onclick = () => session.signIn({ returnTo: '/orders', prompt: 'select_account' })
   * ```
   */
  signIn(params?: SignInParams): Promise<void>

  /**
   * An access token that is good for now, refreshed first when it is not. Callers at the same time share one refresh.
   *
   * @throws {@link OAuthError} `login_required` when nobody is signed in, `session_ended` when the server refuses to refresh or the
   *   token is over and there is no refresh token, `refresh_not_supported` when `forceRefresh` finds none, `sub_mismatch` (the
   *   session is over then); `network_error`, `timeout` and 5xx leave the session as it is and are `retryable`
   */
  getAccessToken(params?: AccessTokenParams): Promise<string>

  /**
   * `fetch` that adds the access token (RFC 6750 section 2.1) for the origins in `allowedOrigins`, and repeats once with a new
   * token after a 401. Requests to other origins are passed on without it.
   *
   * Redirects to another origin never carry it: browsers drop it there since Chromium 119, Firefox 111 and Safari 16.1. Where
   * that is not certain (Chromium before 119, Firefox before 128), a request with a token follows no redirect and fails
   * (`redirect: 'error'`), unless `init.redirect` says otherwise.
   *
   * @throws {@link OAuthError} as {@link BrowserSession.getAccessToken}; what the network does comes as `fetch` reports it
   */
  fetch(input: string | HostURL | HostRequest, init?: HostRequestInit): Promise<HostResponse>

  /**
   * The claims at the UserInfo endpoint (OpenID Connect Core section 5.3), of the user who is signed in and no other.
   *
   * @throws {@link OAuthError} as {@link BrowserSession.getAccessToken}; `metadata_invalid` when the server has no such endpoint
   */
  userInfo(params?: CallOptions): Promise<Claims>

  /**
   * Ends the session: forgets the tokens, revokes them, and sends the user to the server's logout where it has one (OpenID
   * Connect RP-Initiated Logout). The tokens are forgotten first and whatever fails afterwards.
   */
  signOut(params?: SignOutParams): Promise<void>

  addEventListener<Type extends keyof SessionEventMap>(
    type: Type,
    listener: SessionEventListener<Type> | null,
    options?: boolean | SessionListenerOptions,
  ): void

  removeEventListener<Type extends keyof SessionEventMap>(
    type: Type,
    listener: SessionEventListener<Type> | null,
    options?: boolean | SessionListenerOptions,
  ): void

  dispatchEvent(event: HostEvent): boolean

  /**
   * Stops timers and listeners of this object: nothing is refreshed in the background any more. The user stays signed in: the
   * tokens stay where they are. Idempotent.
   */
  close(): void
}

/**
 * The session of this page: finishes a sign-in when the current address is a callback, cleans the address, restores
 * `returnTo`, and otherwise picks up the session that the storage holds. The same callback handled twice gives the same
 * result.
 *
 * @throws {@link OAuthError} `invalid_config`; `not_supported` where there is no page; the codes of
 *   discovery; for a callback also `state_unknown`, `state_expired`, `server_error_response`
 *   (with the server's `error`, for example `access_denied`) and those of `OAuth2Client.exchangeCode`
 */
export function createSession(options: SessionOptions): Promise<BrowserSession>

// Without this every declaration above would be exported, the helpers too.
export {}
