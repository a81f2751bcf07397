/**
 * The one error of all entries, and its codes.
 *
 * @module
 */

import type { HostResponse } from './host.js'

/**
 * The reason of an {@link OAuthError}, stable across releases. More may be added: give a `switch` over it a `default`.
 */
export type OAuthErrorCode =
  /** An option or parameter is missing, of the wrong type or contradicts another. */
  | 'invalid_config'
  /** The specification knows it, this client, host or server does not. */
  | 'not_supported'
  /** A URL that is not https (or loopback), or holds user info, a fragment or a forbidden scheme. */
  | 'insecure_url'
  /** No answer: DNS, connection, CORS, reset, short body. */
  | 'network_error'
  /** The time limit of the call ran out. */
  | 'timeout'
  /** The caller's signal aborted the call. */
  | 'aborted'
  /** A status that the specification does not foresee, without an OAuth error. */
  | 'http_error'
  /** An answer that breaks its specification in a way no other code names. */
  | 'invalid_response'
  /** The server sent `error`. */
  | 'server_error_response'
  /** The server answered a back-channel request with a redirect. */
  | 'redirect_refused'
  /** The body is larger than its cap. */
  | 'response_too_large'
  /** The media type is not the one that the endpoint must send. */
  | 'wrong_content_type'
  /** Not JSON, or JSON that the strict reader refuses. */
  | 'invalid_json'
  /** Server metadata lacks a member or holds a wrong one. */
  | 'metadata_invalid'
  /** The server's keys cannot be had; `cause` says why. */
  | 'jwks_unavailable'
  /** A key that is too short or malformed. */
  | 'weak_key'
  /** The issuer is not the expected one. */
  | 'issuer_mismatch'
  /** The callback has no `state`. */
  | 'state_missing'
  /** The callback's `state` is not the one of the request. */
  | 'state_mismatch'
  /** No sign-in with this `state` was begun in this browser, or it was finished already. */
  | 'state_unknown'
  /** The sign-in was begun too long ago. */
  | 'state_expired'
  /** The server announces `iss` in its responses and did not send it. */
  | 'response_issuer_missing'
  /** The response's `iss` is another server's. */
  | 'response_issuer_mismatch'
  /** A parameter that may appear once appeared twice. */
  | 'duplicate_parameter'
  /** `openid` was asked for and no ID token came. */
  | 'id_token_missing'
  /** Not a JWT, or one that no rule allows. */
  | 'invalid_jwt'
  /** The signature algorithm is not the agreed one. */
  | 'alg_not_allowed'
  /** No key of the server fits the token. */
  | 'key_not_found'
  /** The signature is wrong. */
  | 'bad_signature'
  /** A required claim is missing (`claim` names it). */
  | 'claim_missing'
  /** A claim has another value or type than it must have (`claim` names it). */
  | 'claim_mismatch'
  /** The token is past its life. */
  | 'token_expired'
  /** The token is from the future. */
  | 'token_not_yet_valid'
  /** The ID token answers another request. */
  | 'nonce_mismatch'
  /** `at_hash`, `c_hash` or `s_hash` is wrong (`claim` names it). */
  | 'hash_mismatch'
  /** The answer is about another user. */
  | 'sub_mismatch'
  /** The token response has no access token. */
  | 'token_missing'
  /** There is no refresh token. */
  | 'refresh_not_supported'
  /** The server has no revocation endpoint. */
  | 'revocation_not_supported'
  /** The server has no introspection endpoint. */
  | 'introspection_not_supported'
  /** Nobody is signed in. */
  | 'login_required'
  /** The session is over: the server refuses to refresh it. */
  | 'session_ended'
  /** The browser blocked the popup. */
  | 'popup_blocked'
  /** The user closed the popup. */
  | 'popup_closed'
  /** Several sign-ins in a row did not lead to a session. */
  | 'redirect_loop'
  /** The storage is absent, full or throws. */
  | 'storage_unavailable'
  /** A proof of possession is required. */
  | 'dpop_required'
  /** The server asks for one DPoP nonce after the other. */
  | 'dpop_nonce'
  /** A Bearer token came for a DPoP request. */
  | 'dpop_downgrade'
  /** The token lacks a scope. */
  | 'insufficient_scope'
  /** The user has to authenticate more strongly or anew. */
  | 'insufficient_user_authentication'
  /** The WebAssembly instance died in the call; the next call runs on a fresh one. */
  | 'internal_error'

/** The step in which an {@link OAuthError} arose. An ID token judged inside a code exchange or a refresh is `validate`. */
export type OAuthErrorPhase =
  /** Options and parameters. */
  | 'config'
  /** Server metadata. */
  | 'discovery'
  /** The authorization request. */
  | 'authorize'
  /** The authorization response. */
  | 'callback'
  /** The token request. */
  | 'token'
  /** The refresh request. */
  | 'refresh'
  /** UserInfo. */
  | 'userinfo'
  /** Introspection. */
  | 'introspect'
  /** Revocation. */
  | 'revoke'
  /** Logout. */
  | 'logout'
  /** The judgement of a token. */
  | 'validate'
  /** The session of a page. */
  | 'session'
  /** A protected API. */
  | 'api'

/** What the server answered when it failed, for a bug report: cut to length, without anything secret. */
export interface ErrorResponse {
  readonly status: number
  /** Header names in lower case; only those that say something about the failure. */
  readonly headers: Readonly<Record<string, string>>
  /** The members of the answer that describe the failure, as text. */
  readonly body: string
}

/**
 * Whatever fails. No message or field ever holds a token, secret, code, verifier or cookie, so an error can be logged as
 * it is.
 *
 * @example
 * ```js
 * try {
 *   await client.refreshToken(refreshToken)
 * } catch (error) {
 *   if (error instanceof OAuthError && error.error === 'invalid_grant') signInAgain()
 *   else if (error instanceof OAuthError && error.retryable) tryLater(error.retryAfter ?? 30)
 *   else throw error
 * }
 * ```
 */
export class OAuthError extends Error {
  /** Made by the SDK only. */
  private constructor(...args: never)
  readonly name: 'OAuthError'
  /** Why, for a program. */
  readonly code: OAuthErrorCode
  /** In which step. */
  readonly phase: OAuthErrorPhase
  /** `error` as the server sent it (RFC 6749 sections 4.1.2.1 and 5.2), for example `invalid_grant`. */
  readonly error?: string
  /** `error_description` as the server sent it: at most 1,000 characters, without control characters. */
  readonly errorDescription?: string
  /** `error_uri` as the server sent it: at most 1,000 characters, without control characters. */
  readonly errorUri?: string
  /** HTTP status, where there was an answer. */
  readonly status?: number
  /** The answer, where there was one. */
  readonly response?: ErrorResponse
  /** True only where the same call can succeed later: network, time-out, 429, 5xx. */
  readonly retryable: boolean
  /** Seconds to wait before that, where the server said so (`Retry-After`). */
  readonly retryAfter?: number
  /** The status in the envelope of a GenAuth API, which itself arrives with HTTP status 200. */
  readonly statusCode?: number
  /** Which error of a GenAuth API it is, where its class does not say it all. */
  readonly apiCode?: number
  /** The request at GenAuth, for the vendor's support. */
  readonly requestId?: string
  /** The claim that `claim_missing`, `claim_mismatch` and `hash_mismatch` are about. */
  readonly claim?: string
  /** The underlying error. */
  readonly cause?: unknown
  /** On errors of a guard (`keyward/edge`): the response that tells the client what to do. */
  toResponse?(): HostResponse
  /** What `JSON.stringify` writes: every field but `stack` and `cause`. */
  toJSON(): Record<string, unknown>
}

// Without this every declaration above would be exported, the helpers too.
export {}
