// The names of the contract, once: contract.ts compares them with the types, tests/packaging with what the package
// really exports. A name that only one side knows is a stub or a secret.

export const keyward = /** @type {const} */ ([
  'AssertionSession',
  'OAuth2Client',
  'OAuth2Session',
  'OAuthError',
  'createCodeChallenge',
  'generateCodeVerifier',
  'generateNonce',
  'generateState',
  'init',
  'initSync',
])

export const browser = /** @type {const} */ (['BrowserSession', 'OAuthError', 'createSession'])

export const clientMethods = /** @type {const} */ ([
  'createAuthorizationUrl',
  'createLogoutUrl',
  'exchangeCode',
  'introspectToken',
  'refreshToken',
  'revokeToken',
  'userInfo',
  'validateIdToken',
])

export const clientProperties = /** @type {const} */ (['metadata'])

export const clientStatics = /** @type {const} */ (['discover'])

export const sessionMembers = /** @type {const} */ ([
  'addEventListener',
  'close',
  'dispatchEvent',
  'expiresAt',
  'fetch',
  'getAccessToken',
  'removeEventListener',
  'signIn',
  'signOut',
  'user',
  'userInfo',
])

export const tokenSessionMembers = /** @type {const} */ (['ensureActiveToken', 'fetch', 'refresh', 'token'])
