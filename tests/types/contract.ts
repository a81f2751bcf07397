// What holds on every host, with and without the DOM library.
import * as keyward from 'keyward'
import * as browser from 'keyward/browser'
import * as edge from 'keyward/edge'
import wasm from 'keyward/wasm'
import type {
  AuthorizationParams,
  AuthorizationRequest,
  ClientOptions,
  Introspection,
  OAuthErrorCode,
  OAuthErrorPhase,
  ServerMetadata,
  TokenSet,
} from 'keyward'
import type { AsyncStore, BrowserSession, SessionOptions } from 'keyward/browser'
import * as names from './names.mjs'
import { a, holds, type Same } from './expect.js'

type Names<List extends readonly string[]> = List[number]

// ---- exactly these names: one that a later issue fills is absent, not undefined --------------------------------------

holds<Same<keyof typeof keyward, Names<typeof names.keyward>>>()
holds<Same<keyof typeof browser, Names<typeof names.browser>>>()
holds<Same<keyof typeof edge, Names<typeof names.edge>>>()
holds<Same<keyof keyward.OAuth2Client, Names<typeof names.clientMethods> | Names<typeof names.clientProperties>>>()
holds<Same<Exclude<keyof typeof keyward.OAuth2Client, 'prototype'>, Names<typeof names.clientStatics>>>()
holds<Same<keyof BrowserSession, Names<typeof names.sessionMembers>>>()
holds<Same<keyof keyward.OAuth2Session, Names<typeof names.tokenSessionMembers>>>()
holds<Same<keyof keyward.AssertionSession, Names<typeof names.tokenSessionMembers>>>()
// the helpers of the declarations are not part of the contract
// @ts-expect-error
type _Hidden = keyward.OrElse<string, string>

// ---- loading, PKCE, random values --------------------------------------------------------------------------------------

holds<Same<ReturnType<typeof keyward.init>, Promise<void>>>()
keyward.init()
keyward.init(wasm)
keyward.init('/assets/keyward_bg.wasm')
keyward.init(new Uint8Array(8))
keyward.init(new Uint8Array(8).buffer)
keyward.initSync(new Uint8Array(8))
// @ts-expect-error
keyward.init(42)
// @ts-expect-error
keyward.initSync()
// @ts-expect-error: nothing synchronous can fetch
keyward.initSync('/assets/keyward_bg.wasm')

holds<Same<ReturnType<typeof keyward.generateCodeVerifier>, string>>()
holds<Same<ReturnType<typeof keyward.createCodeChallenge>, string>>()
keyward.generateCodeVerifier(128)
keyward.createCodeChallenge('v', 'plain')
keyward.generateState().length + keyward.generateNonce().length
// @ts-expect-error
keyward.createCodeChallenge('v', 's256')
// @ts-expect-error
keyward.createCodeChallenge()

// ---- options -------------------------------------------------------------------------------------------------------------

new keyward.OAuth2Client({ clientId: 'app' })
const everyOption = {
  clientId: 'app',
  clientSecret: 'secret',
  redirectUri: 'https://app.example/callback',
  scope: ['openid', 'profile'],
  metadata: { issuer: 'https://id.example', token_endpoint: 'https://id.example/token', x_extension: { any: [1] } },
  tokenEndpointAuthMethod: 'client_secret_basic',
  introspectionEndpointAuthMethod: 'client_secret_post',
  revocationEndpointAuthMethod: 'none',
  clientKey: { key: { kty: 'EC', crv: 'P-256', d: 'd' }, kid: '16', alg: 'ES256' },
  clientAssertionAudience: 'token_endpoint',
  basicAuthEncoding: 'plain',
  idTokenSignedResponseAlg: 'EdDSA',
  userinfoSignedResponseAlg: 'PS256',
  clockTolerance: 30,
  profile: { url: 'https://id.example/me', id: 'id' },
  timeout: 10_000,
  now: () => 0,
  allowInsecure: false,
} satisfies Required<Omit<ClientOptions, 'fetch'>>
keyward.OAuth2Client.discover('https://id.example', everyOption) satisfies Promise<keyward.OAuth2Client>
keyward.OAuth2Client.discover('https://id.example', {
  clientId: 'app',
})
// what is undefined counts as absent, also under exactOptionalPropertyTypes
new keyward.OAuth2Client({ clientId: 'app', clientSecret: undefined, scope: undefined, metadata: undefined })
// @ts-expect-error: clientId is required
new keyward.OAuth2Client({})
// @ts-expect-error: options are required
keyward.OAuth2Client.discover('https://id.example')
// @ts-expect-error: camelCase
new keyward.OAuth2Client({ client_id: 'app' })
for (const tokenEndpointAuthMethod of ['client_secret_jwt', 'private_key_jwt', 'a_registered_one']) {
  new keyward.OAuth2Client({ clientId: 'app', tokenEndpointAuthMethod, clientKey: { kty: 'RSA' } })
}
// @ts-expect-error: a key, not its text
new keyward.OAuth2Client({ clientId: 'app', clientKey: '-----BEGIN PRIVATE KEY-----' })
// @ts-expect-error: no such algorithm
new keyward.OAuth2Client({ clientId: 'app', clientKey: { key: { kty: 'RSA' }, alg: 'none' } })
// @ts-expect-error: a later issue
new keyward.OAuth2Client({ clientId: 'app', dpop: true })
// @ts-expect-error: an unsigned token is never accepted
new keyward.OAuth2Client({ clientId: 'app', idTokenSignedResponseAlg: 'none' })
// @ts-expect-error
new keyward.OAuth2Client({ clientId: 'app', basicAuthEncoding: 'base64' })
// @ts-expect-error: seconds, not text
new keyward.OAuth2Client({ clientId: 'app', clockTolerance: '30s' })

// ---- the client ------------------------------------------------------------------------------------------------------------

const client = a<keyward.OAuth2Client>()
holds<Same<typeof client.metadata, Readonly<ServerMetadata>>>()
holds<Same<typeof client.metadata.token_endpoint, string | undefined>>()
holds<Same<(typeof client.metadata)['x_extension'], unknown>>()
// @ts-expect-error: immutable
client.metadata = {}
// @ts-expect-error: immutable
client.metadata.issuer = 'https://other.example'

const everyParameter = {
  responseType: 'code id_token',
  responseMode: 'fragment',
  scope: 'openid',
  redirectUri: 'https://app.example/callback',
  state: 's',
  nonce: 'n',
  prompt: ['login', 'consent'],
  maxAge: 0,
  loginHint: 'mira@example.com',
  idTokenHint: 'e30.e30.e30',
  acrValues: ['urn:one', 'urn:two'],
  uiLocales: 'en de',
  display: 'popup',
  claims: { id_token: { acr: { essential: true, values: ['urn:two'] }, email: null }, userinfo: { picture: null } },
  resource: ['https://api.example', 'https://other.example'],
  authorizationDetails: [{ type: 'payment', amount: { currency: 'EUR', value: 1 } }],
  codeVerifier: 'v',
  codeChallenge: false,
  codeChallengeMethod: 'S256',
  extra: { audience: 'https://api.example', several: ['a', 'b'] },
} satisfies Required<AuthorizationParams>
const request = client.createAuthorizationUrl(everyParameter)
holds<Same<typeof request, AuthorizationRequest>>()
client.createAuthorizationUrl()
client.createAuthorizationUrl({ nonce: false })
// @ts-expect-error: only false leaves the nonce out
client.createAuthorizationUrl({ nonce: true })
// @ts-expect-error
client.createAuthorizationUrl({ responseType: 'token code' })
// @ts-expect-error: a later issue
client.createAuthorizationUrl({ responseMode: 'jwt' })
// @ts-expect-error: wire names go into extra
client.createAuthorizationUrl({ login_hint: 'mira' })
// @ts-expect-error: parameters are text
client.createAuthorizationUrl({ extra: { n: 1 } })
// @ts-expect-error: a type is what makes it an authorization detail
client.createAuthorizationUrl({ authorizationDetails: [{ amount: 1 }] })

holds<Same<typeof request.url, string>>()
holds<Same<typeof request.state, string>>()
holds<Same<typeof request.nonce, string | undefined>>()
holds<Same<typeof request.codeVerifier, string | undefined>>()
holds<Same<typeof request.redirectUri, string>>()
holds<Same<typeof request.scope, string>>()
// @ts-expect-error: what was sent cannot be changed afterwards
request.state = 's'
const stored = JSON.parse(JSON.stringify(request)) as AuthorizationRequest

const tokens = await client.exchangeCode('https://app.example/callback?code=c&state=s', stored, { timeout: 1000 })
holds<Same<typeof tokens, TokenSet>>()
// @ts-expect-error: the request is what the callback is judged by
client.exchangeCode('https://app.example/callback?code=c&state=s')
// @ts-expect-error
client.exchangeCode(42, request)

holds<Same<typeof tokens.access_token, string>>()
holds<Same<typeof tokens.token_type, string>>()
holds<Same<typeof tokens.expires_at, number | undefined>>()
holds<Same<typeof tokens.refresh_token, string | undefined>>()
holds<Same<(typeof tokens)['patient'], unknown>>()
// @ts-expect-error: an ID token need not be there
tokens.claims.sub
tokens.claims?.sub satisfies string | undefined
tokens.claims?.iss satisfies string | undefined
tokens.claims?.['https://claims.example/role'] satisfies unknown
// @ts-expect-error: wire names
tokens.accessToken satisfies string

client.refreshToken('r') satisfies Promise<TokenSet>
if (tokens.claims) client.refreshToken('r', { scope: 'openid', resource: 'https://api.example', previousClaims: tokens.claims })
// @ts-expect-error: claims, not the token
client.refreshToken('r', { previousClaims: 'e30.e30.e30' })

const anyGrant = client.fetchToken(
  { grant_type: 'urn:example:own', resource: ['https://api.example', 'https://other.example'], n: 1, flag: true, none: null },
  { method: 'GET', nonce: 'n', maxAge: 60, timeout: 1000 },
)
holds<Same<typeof anyGrant, Promise<TokenSet>>>()
// @ts-expect-error: a grant is never guessed
client.fetchToken({ code: 'c' })
// @ts-expect-error: parameters are text
client.fetchToken({ grant_type: 'urn:example:own', x: {} })
// @ts-expect-error
client.fetchToken({ grant_type: 'urn:example:own' }, { method: 'PUT' })
client.clientCredentials() satisfies Promise<TokenSet>
client.clientCredentials({ scope: ['a', 'b'], resource: 'https://api.example', timeout: 1000, loginHint: 'mira' })
client.password({ username: 'mira', password: 'p' }) satisfies Promise<TokenSet>
// @ts-expect-error: both of them
client.password({ username: 'mira' })
client.jwtBearer({ assertion: 'e30.e30.e30', scope: 'a' }) satisfies Promise<TokenSet>
// @ts-expect-error: an assertion is what it is about
client.jwtBearer()
client.exchangeToken({ subjectToken: 's', actorToken: 'a', audience: ['one', 'two'] }) satisfies Promise<TokenSet>
// @ts-expect-error: something to exchange
client.exchangeToken({ audience: 'one' })
const device = await client.requestDeviceCode({ scope: 'openid', extra: { audience: 'one' } })
holds<Same<typeof device, keyward.DeviceCode>>()
holds<Same<typeof device.interval, number>>()
holds<Same<typeof device.verification_uri_complete, string | undefined>>()
client.pollDeviceToken(JSON.parse(JSON.stringify(device)) as keyward.DeviceCode, { timeout: 1000 }) satisfies Promise<TokenSet>
// @ts-expect-error: all of it
client.pollDeviceToken(device.device_code)

const types = [
  'refresh_token_request', 'revoke_token_request', 'introspect_token_request', 'protected_request',
  'access_token_response', 'refresh_token_response',
] as const
holds<Same<(typeof types)[number], keyward.HookType>>()
client.registerComplianceHook('refresh_token_request', async (request) => {
  holds<Same<typeof request, keyward.HookRequest>>()
  return { ...request, headers: { ...request.headers, 'x-own': '1' } }
})
client.registerComplianceHook('access_token_response', ({ status, body }) => ({ status: status && 200, body: { body } }))
client.registerComplianceHook('protected_request', () => {})
// @ts-expect-error: no such hook
client.registerComplianceHook('access_token_request', () => {})
// @ts-expect-error: an answer has no URL
client.registerComplianceHook('access_token_response', ({ url }) => {})
client.registerClientAuthMethod('own', (request) => ({ body: `${request.body}&key=k` }))
// @ts-expect-error
client.registerClientAuthMethod('own')

const introspection = await client.introspectToken('t', { tokenTypeHint: 'access_token' })
holds<Same<typeof introspection, Introspection>>()
holds<Same<typeof introspection.active, boolean>>()
client.revokeToken('t', { tokenTypeHint: 'urn:example:token' }) satisfies Promise<void>
// @ts-expect-error
client.revokeToken()

const profile = await client.userInfo('t', { expectedSub: 'mira', method: 'POST' })
holds<Same<typeof profile.sub, string>>()
holds<Same<typeof profile.email_verified, boolean | undefined>>()
client.userInfo('t', { method: 'POST', placement: 'body' })
// @ts-expect-error
client.userInfo('t', { method: 'PUT' })
// @ts-expect-error
client.userInfo('t', { placement: 'cookie' })

holds<Same<ReturnType<typeof client.createLogoutUrl>, string>>()
client.createLogoutUrl({ idTokenHint: 'e30.e30.e30', postLogoutRedirectUri: 'https://app.example/', state: 's' })

const claims = await client.validateIdToken('e30.e30.e30', { nonce: 'n', maxAge: 60, acr: ['urn:two'], accessToken: 'a', code: 'c', state: 's' })
holds<Same<typeof claims.iss, string>>()
holds<Same<typeof claims.aud, string | string[]>>()
holds<Same<typeof claims.exp, number>>()

// ---- errors ------------------------------------------------------------------------------------------------------------

const error = a<keyward.OAuthError>()
error satisfies Error
holds<Same<typeof error.code, OAuthErrorCode>>()
holds<Same<typeof error.phase, OAuthErrorPhase>>()
holds<Same<typeof error.retryable, boolean>>()
holds<Same<typeof error.error, string | undefined>>()
holds<Same<typeof error.claim, string | undefined>>()
holds<Same<typeof error.cause, unknown>>()
holds<Same<typeof browser.OAuthError, typeof keyward.OAuthError>>()
// @ts-expect-error: no such code
error.code === 'state_wrong'
// @ts-expect-error: made by the SDK only
new keyward.OAuthError('message')
try {
  await client.refreshToken('r')
} catch (caught) {
  if (caught instanceof keyward.OAuthError && caught.code === 'server_error_response') caught.error?.length
}
// every code that may never go away
const everyCode = [
  'invalid_config', 'not_supported', 'insecure_url', 'network_error', 'timeout', 'aborted', 'http_error',
  'invalid_response', 'server_error_response', 'redirect_refused', 'response_too_large', 'wrong_content_type',
  'invalid_json', 'metadata_invalid', 'jwks_unavailable', 'weak_key', 'issuer_mismatch', 'state_missing',
  'state_mismatch', 'state_unknown', 'state_expired', 'response_issuer_missing', 'response_issuer_mismatch',
  'duplicate_parameter', 'id_token_missing', 'invalid_jwt', 'alg_not_allowed', 'key_not_found', 'bad_signature',
  'claim_missing', 'claim_mismatch', 'token_expired', 'token_not_yet_valid', 'nonce_mismatch', 'hash_mismatch',
  'sub_mismatch', 'token_missing', 'refresh_not_supported', 'revocation_not_supported',
  'introspection_not_supported', 'login_required', 'session_ended', 'popup_blocked', 'popup_closed', 'redirect_loop',
  'storage_unavailable', 'dpop_required', 'dpop_nonce', 'dpop_downgrade', 'insufficient_scope',
  'insufficient_user_authentication',
] as const
everyCode satisfies readonly OAuthErrorCode[]
holds<
  Same<
    OAuthErrorPhase,
    | 'config' | 'discovery' | 'authorize' | 'callback' | 'token' | 'refresh' | 'userinfo' | 'introspect' | 'revoke'
    | 'logout' | 'validate' | 'session' | 'api'
  >
>()

// ---- the session ---------------------------------------------------------------------------------------------------------

const store = {
  get: async (_key: string) => null,
  set: async (_key: string, _value: string) => {},
  remove: (_key: string) => {},
} satisfies AsyncStore
const everySessionOption = {
  issuer: 'https://id.example',
  clientId: 'app',
  scope: 'openid profile offline_access',
  redirectUri: 'https://app.example/',
  storage: store,
  allowedOrigins: ['https://api.example'],
  onReturn: async (returnTo) => void returnTo.length,
  postLogoutRedirectUri: 'https://app.example/bye',
  leeway: 120,
  resource: 'https://api.example',
  timeout: 5000,
  clockTolerance: 10,
  now: Date.now,
} satisfies SessionOptions
const session = await browser.createSession(everySessionOption)
holds<Same<typeof session, BrowserSession>>()
for (const storage of ['session', 'local', 'memory'] as const) {
  browser.createSession({ issuer: 'https://id.example', clientId: 'app', storage })
}
session satisfies browser.BrowserSession
// @ts-expect-error: made by createSession only
new browser.BrowserSession()
// @ts-expect-error: issuer is required
browser.createSession({ clientId: 'app' })
// @ts-expect-error: clientId is required
browser.createSession({ issuer: 'https://id.example' })
// @ts-expect-error: a page cannot keep a secret
browser.createSession({ issuer: 'https://id.example', clientId: 'app', clientSecret: 's' })
// @ts-expect-error: a later issue
browser.createSession({ issuer: 'https://id.example', clientId: 'app', storage: 'worker' })
// @ts-expect-error: a store can remove
browser.createSession({ issuer: 'https://id.example', clientId: 'app', storage: { get: () => null, set: () => {} } })

session.user?.name satisfies string | undefined
session.user?.iss satisfies string | undefined
// @ts-expect-error: nobody may be signed in
session.user.sub
holds<Same<typeof session.expiresAt, number | null>>()
// @ts-expect-error
session.user = null

session.signIn() satisfies Promise<void>
session.signIn({ mode: 'redirect', returnTo: '/orders', prompt: 'login', extra: { audience: 'a' } })
// @ts-expect-error: a later issue
session.signIn({ mode: 'popup' })
session.getAccessToken({ forceRefresh: true, timeout: 1000 }) satisfies Promise<string>
session.userInfo() satisfies Promise<browser.Claims>
session.signOut({ local: true, revoke: false, postLogoutRedirectUri: 'https://app.example/' }) satisfies Promise<void>
holds<Same<ReturnType<typeof session.close>, void>>()

session.addEventListener('change', function (event) {
  holds<Same<typeof event.type, 'change'>>()
  event.detail.user?.name satisfies string | undefined
  this.user
})
session.addEventListener('refresh', (event) => event.detail.expiresAt satisfies number | null, { once: true })
session.addEventListener('signout', (event) => event.detail.error?.code satisfies OAuthErrorCode | undefined)
session.addEventListener('error', { handleEvent: (event) => event.detail.error.code satisfies OAuthErrorCode })
session.removeEventListener('change', null)
// @ts-expect-error: no such event
session.addEventListener('chnage', () => {})
// @ts-expect-error: this event has no user
session.addEventListener('error', (event) => event.detail.user)
